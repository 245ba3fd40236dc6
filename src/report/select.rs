//! Which steps, questions and findings a form is about: told by clause and shape, never by name.
//!
//! A store that words its own schedule keeps its forms as long as it names the same clauses.

use super::Report;
use crate::engine::agenda::{
    Agenda, FindingView, FloorState, FloorView, OccurrenceView, QuestionView,
};
use crate::engine::command::{FindingKind, Question, SweepOutcome};
use crate::schedule::{Clause, ExitsAct, Item, OccurrenceId, Schedule, Step, StepKind};

/// The article that asks for fire patrols (公安部令第61号, article 25).
const PATROL: &str = "61-25";

/// Returns whether a clause is the named one, or a part of it: `B4.1` and `61-25-night` are.
pub(super) fn is_of(clause: &Clause, name: &str) -> bool {
    let rest = clause.as_str().strip_prefix(name);
    rest.is_some_and(|it| it.is_empty() || it.starts_with(['.', '-']))
}

/// Returns whether a step is a fire patrol.
pub(super) fn is_patrol(step: &Step) -> bool {
    step.clauses.iter().any(|it| is_of(it, PATROL))
}

/// Returns whether a step belongs to the sweep: it sweeps, or it shuts the ways out behind it.
pub(super) fn is_of_sweep(step: &Step) -> bool {
    let of_sweep = |it: &Clause| is_of(it, "C3") || is_of(it, "C4");
    matches!(step.kind, StepKind::Sweep(_))
        || step.items.iter().any(is_lock)
        || step.clauses.iter().any(of_sweep)
}

/// Returns whether the sweep has left a floor or an area with nobody on it.
pub(super) fn is_clear(it: &FloorView) -> bool {
    matches!(&it.state, FloorState::Swept { outcome: SweepOutcome::Clear, .. })
}

/// Returns the areas that are no floors of every sweep that has begun.
pub(super) fn areas_swept(agenda: &Agenda) -> impl Iterator<Item = &FloorView> {
    let is_floor = |it: &FloorView| agenda.building.iter().any(|of| of.floor == it.floor);
    let begun = agenda.occurrences.iter().filter(|it| it.started.is_some());
    begun.flat_map(|it| &it.floors).filter(move |it| !is_floor(it))
}

/// Returns whether an item shuts a way out.
pub(super) fn is_lock(item: &Item) -> bool {
    match item.exits {
        Some(ExitsAct::Lock | ExitsAct::CollectKeys) => true,
        None => item.clauses.iter().any(|it| is_of(it, "C4")),
    }
}

/// Returns the occurrences of a report's period, in the order of due time.
pub(super) fn views(report: &Report) -> Vec<&OccurrenceView> {
    let rounds = report.rounds.iter().flat_map(|it| &it.rounds);
    let mut views: Vec<&OccurrenceView> = report.steps.iter().chain(rounds).collect();
    views.sort_by_key(|it| (it.due, it.step_index, it.id.number));
    views
}

/// Returns the occurrences of a period whose step fits.
pub(super) fn views_of(report: &Report, fits: fn(&Step) -> bool) -> Vec<&OccurrenceView> {
    let fits = |it: &&OccurrenceView| is_step(&it.id, &report.agenda.schedule, fits);
    views(report).into_iter().filter(fits).collect()
}

/// Returns whether an occurrence is one of a step that fits.
pub(super) fn is_step(id: &OccurrenceId, schedule: &Schedule, fits: fn(&Step) -> bool) -> bool {
    schedule.step(&id.step).is_some_and(fits)
}

/// Returns the questions of a period by the clauses that they come from, those put off told once.
pub(super) fn questions(report: &Report, fits: impl Fn(&[Clause]) -> bool) -> Vec<&QuestionView> {
    let schedule = &report.agenda.schedule;
    let mut asked = Vec::new();
    for view in views(report) {
        let own = view.questions.iter().filter(|it| it.question.occurrence == view.id);
        asked.extend(own.filter(|it| fits(clauses(&it.question, schedule))));
    }
    asked
}

/// Returns whether a question belongs to the floor logs or to yesterday's sales.
pub(super) fn is_of_floor_log(clauses: &[Clause]) -> bool {
    clauses.iter().any(|it| is_of(it, "B4") || is_of(it, "B1"))
}

/// Returns the findings of a period that a fire patrol made or that are about fire.
pub(super) fn fire_findings(report: &Report) -> Vec<&FindingView> {
    let schedule = &report.agenda.schedule;
    let found = |it: &Question| is_step(&it.occurrence, schedule, is_patrol);
    let fits =
        |it: &&FindingView| it.kind == FindingKind::Fire || it.from.as_ref().is_some_and(found);
    report.findings.iter().filter(fits).collect()
}

// An item that names no clause comes from those of its step.
fn clauses<'a>(question: &Question, schedule: &'a Schedule) -> &'a [Clause] {
    let Some(step) = schedule.step(&question.occurrence.step) else { return &[] };
    let own = step.item(&question.item).map_or(&[][..], |it| &it.clauses);
    if own.is_empty() { &step.clauses } else { own }
}
