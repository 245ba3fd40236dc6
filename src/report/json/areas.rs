//! The areas of a report's steps that are no floors, field by field.

use serde::Serialize;

use super::fill;
use super::form::StepName;
use crate::clean;
use crate::engine::agenda::{FloorState, OccurrenceView, QuestionState};
use crate::engine::command::SweepOutcome;
use crate::report::layout::Told;
use crate::schedule::{FloorId, StepKind};
use crate::words;

/// An area with what was found there.
#[derive(Serialize)]
pub(super) struct AreaForm {
    #[serde(flatten)]
    step: StepName,
    area: String,
    name: String,
    /// `listed`, `clear`, `clear-except`, `not-swept` or `removed`.
    state: &'static str,
    outcome: Option<String>,
    answered: usize,
    asked: usize,
    at: Option<String>,
    officer: Option<String>,
    /// Why it was taken off the list.
    reason: Option<String>,
}

/// Fills in the areas of the period's steps.
pub(super) fn fill_in(told: Told<'_>) -> Vec<AreaForm> {
    let rounds = told.report.rounds.iter().flat_map(|it| &it.rounds);
    let views = told.report.steps.iter().chain(rounds).filter(|it| {
        let kind = told.schedule.step(&it.id.step).map(|step| &step.kind);
        matches!(kind, Some(StepKind::Areas(_)))
    });
    let forms = views.flat_map(|view| {
        let listed = view.areas().into_iter().map(|it| listed(view, it, told));
        let removed = view.removed.iter().map(|it| AreaForm {
            state: "removed",
            at: Some(fill::at(it.at, told)),
            reason: Some(clean::line(&it.reason)),
            ..listed_as(view, &it.area, told)
        });
        listed.chain(removed).collect::<Vec<_>>()
    });
    forms.collect()
}

fn listed_as(view: &OccurrenceView, area: &FloorId, told: Told<'_>) -> AreaForm {
    let asked: Vec<_> =
        view.questions.iter().filter(|it| it.question.floor.as_ref() == Some(area)).collect();
    let answered = asked.iter().filter(|it| matches!(it.state, QuestionState::Answered(_)));
    AreaForm {
        step: fill::name(&view.id, told),
        area: clean::line(area.as_str()),
        name: clean::line(told.schedule.floor_name(area, told.lang)),
        state: "listed",
        outcome: None,
        answered: answered.count(),
        asked: asked.len(),
        at: None,
        officer: None,
        reason: None,
    }
}

fn listed(view: &OccurrenceView, area: &FloorId, told: Told<'_>) -> AreaForm {
    let mut form = listed_as(view, area, told);
    let state = view.floors.iter().find(|it| it.floor == *area).map(|it| &it.state);
    if let Some(FloorState::Swept { outcome, at, officer }) = state {
        form.state = match outcome {
            SweepOutcome::Clear => "clear",
            SweepOutcome::ClearExcept { .. } => "clear-except",
            SweepOutcome::NotSwept { .. } => "not-swept",
        };
        form.outcome = Some(clean::line(&words::outcome(outcome, told.lang)));
        form.at = Some(fill::at(*at, told));
        form.officer = Some(clean::line(officer.as_str()));
    }
    form
}
