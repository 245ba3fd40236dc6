//! An agenda, the findings and the entries of a day → a report.
//!
//! It never words anything and never hides what was not done: a period only leaves out what stands
//! in another report.

use chrono::{DateTime, Utc};

use super::flow;
use super::part::{
    EventLine, GapLine, GateLine, MealLine, ReturnLine, RoundsLine, SignatureLine, StandInLine,
    StillOpen, entry_is_late,
};
use super::select::{areas_swept, is_clear};
use super::span::Span;
use super::undone::not_done;
use super::written::{answers, corrections, findings_of, notes};
use super::{Kind, Origin, Period, Pictures, Report};
use crate::engine::agenda::{
    Agenda, FindingView, FloorState, FloorView, Hold, OccurrenceView, QuestionState, ReturnView,
    SignatureView, Status,
};
use crate::engine::{Entry, Fact, Officer};
use crate::schedule::When;

/// Builds a report.
pub(super) fn build(
    kind: Kind,
    agenda: Agenda,
    findings: Vec<FindingView>,
    entries: &[Entry],
    period: Period,
    cutoff: DateTime<Utc>,
) -> Report {
    let span = Span::new(&agenda, &period, cutoff);
    let known: Vec<&Entry> = entries.iter().filter(|it| span.knows(it, cutoff)).collect();
    let of_period: Vec<&Entry> = known.iter().copied().filter(|it| span.takes(it)).collect();
    let rounds = rounds(&agenda, &span);
    let steps = steps(&agenda, &span);
    let events = events(&agenda, &span);
    Report {
        from: span.from,
        cutoff,
        officers: officers(&of_period, &agenda),
        first: of_period.iter().map(|it| it.seq).min(),
        count: of_period.len(),
        desk: None,
        previous: None,
        head: known.iter().map(|it| it.seq).max(),
        head_hash: None,
        origin: Origin::Record,
        not_done: not_done(&agenda, &span, &of_period),
        still_open: still_open(&agenda),
        gates: gates(&agenda, &span),
        gaps: gaps(&agenda, cutoff),
        meals: meals(&agenda, &span),
        floors: floors(&agenda),
        answers: answers(&agenda, &span, &of_period),
        notes: notes(&of_period, &known),
        corrections: corrections(&of_period, &known, &agenda, &findings),
        findings: findings_of(findings, &agenda, &of_period, &span),
        late: of_period.iter().filter(|it| is_late(it)).map(|it| (*it).clone()).collect(),
        notices: agenda.notices.iter().filter(|it| span.saw(it)).cloned().collect(),
        posts: flow::posts(steps.iter().chain(rounds.iter().flat_map(|it| &it.rounds)), &agenda),
        not_needed: flow::not_needed(steps.iter().chain(rounds.iter().flat_map(|it| &it.rounds))),
        stand_ins: stand_ins(&agenda, &span),
        returns: returns(&agenda, &span),
        signatures: steps
            .iter()
            .chain(events.iter().flat_map(|it| &it.steps))
            .chain(rounds.iter().flat_map(|it| &it.rounds))
            .flat_map(signatures)
            .collect(),
        pictures: Pictures::default(),
        logo: None,
        rounds,
        steps,
        events,
        handover: None,
        kind,
        period,
        agenda,
    }
}

fn officers(entries: &[&Entry], agenda: &Agenda) -> Vec<Officer> {
    let mut named: Vec<Officer> = Vec::new();
    // Who reads back or refuses is not on duty yet.
    let worked =
        |it: &&&Entry| !it.fact.is_of_the_machine() && !matches!(it.fact, Fact::Handover(_));
    let wrote = entries.iter().filter(worked).map(|it| &it.officer);
    for officer in wrote.chain(&agenda.officer) {
        if !officer.as_str().is_empty() && !named.contains(officer) {
            named.push(officer.clone());
        }
    }
    named
}

fn is_late(entry: &Entry) -> bool {
    entry_is_late(entry) && !entry.fact.is_of_the_machine()
}

fn still_open(agenda: &Agenda) -> StillOpen {
    let views = &agenda.occurrences;
    let held = views.iter().filter_map(|it| it.held.as_ref().map(|hold| gate_line(it, hold)));
    let out = meal_lines(agenda).filter(|it| it.batch.out() > 0);
    let unsigned = || views.iter().filter(|it| waits_for_signature(it));
    let needed = |it: &OccurrenceView| {
        let all = agenda.schedule.step(&it.id.step).map_or(0, |step| step.sign.need());
        all.saturating_sub(it.signatures.iter().filter(|it| it.signed.is_some()).count())
    };
    StillOpen {
        findings: agenda.findings.clone(),
        gates: held.collect(),
        batches: out.collect(),
        floors: not_clear(agenda),
        signatures: unsigned().flat_map(signatures).filter(|it| it.view.is_missing()).collect(),
        signatures_needed: unsigned().map(needed).sum(),
        due: views.iter().filter(|it| it.status == Status::Due).cloned().collect(),
    }
}

fn waits_for_signature(view: &OccurrenceView) -> bool {
    let asked = match &view.status {
        Status::Due | Status::Overdue | Status::RolledOver | Status::Missed => true,
        Status::NotYet
        | Status::Free
        | Status::Unknown
        | Status::NotNeeded { .. }
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => false,
    };
    asked
        && view.started.is_some()
        && view.questions.iter().all(|it| it.state != QuestionState::Open)
}

fn not_clear(agenda: &Agenda) -> Vec<FloorView> {
    let floors = agenda.building.iter().filter(|it| is_not_clear(it, agenda));
    floors.chain(areas_swept(agenda).filter(|it| !is_clear(it))).cloned().collect()
}

// Floors ahead are open only while a sweep is on its way; before it, the store is simply open.
fn is_not_clear(floor: &FloorView, agenda: &Agenda) -> bool {
    match &floor.state {
        FloorState::Swept { .. } => !is_clear(floor),
        FloorState::Here | FloorState::Ahead => sweep_has_begun(agenda),
    }
}

fn sweep_has_begun(agenda: &Agenda) -> bool {
    agenda.building.iter().any(|it| matches!(it.state, FloorState::Swept { .. }))
}

fn floors(agenda: &Agenda) -> Vec<FloorView> {
    let is_floor = |it: &FloorView| agenda.building.iter().any(|own| own.floor == it.floor);
    let asked = agenda.occurrences.iter().any(|it| {
        it.floors.iter().any(is_floor) && (it.started.is_some() || it.status != Status::NotYet)
    });
    if asked || sweep_has_begun(agenda) { agenda.building.clone() } else { Vec::new() }
}

fn gates(agenda: &Agenda, span: &Span) -> Vec<GateLine> {
    let all = agenda.occurrences.iter();
    let lines = all.flat_map(|view| view.holds.iter().map(|hold| gate_line(view, hold)));
    let mut lines: Vec<GateLine> =
        lines.filter(|it| it.until.is_none_or(|until| span.holds(until))).collect();
    lines.sort_by_key(|it| it.since);
    lines
}

fn gate_line(view: &OccurrenceView, hold: &Hold) -> GateLine {
    GateLine {
        occurrence: view.id.clone(),
        question: hold.question.clone(),
        since: hold.since,
        until: hold.until,
        reason: hold.reason.clone(),
    }
}

fn gaps(agenda: &Agenda, cutoff: DateTime<Utc>) -> Vec<GapLine> {
    let mut lines = Vec::new();
    for view in &agenda.gaps {
        let step = agenda.schedule.step(&view.step);
        let Some(rule) = step.and_then(|it| it.gap.as_ref()) else { continue };
        let end = cutoff.min(view.to);
        let last = (view.since < end).then_some((view.since, end));
        let longest = |it: &(DateTime<Utc>, DateTime<Utc>)| it.1 - it.0;
        let largest = [view.largest, last].into_iter().flatten().max_by_key(longest);
        lines.push(GapLine {
            step: view.step.clone(),
            limit: rule.max,
            from: view.from,
            to: view.to,
            running: largest.is_some() && largest == last && cutoff < view.to,
            largest,
        });
    }
    lines
}

fn meal_lines(agenda: &Agenda) -> impl Iterator<Item = MealLine> {
    agenda.occurrences.iter().flat_map(|view| {
        let line = |batch: &_| MealLine { occurrence: view.id.clone(), batch: Clone::clone(batch) };
        view.batches.iter().map(line)
    })
}

fn meals(agenda: &Agenda, span: &Span) -> Vec<MealLine> {
    let belongs = |it: &MealLine| {
        let at = it.batch.last_back.or(it.batch.left.map(|(_, at)| at));
        span.plans(it.batch.from) || at.is_some_and(|at| span.holds(at))
    };
    meal_lines(agenda).filter(belongs).collect()
}

fn rounds(agenda: &Agenda, span: &Span) -> Vec<RoundsLine> {
    let repeated = agenda.schedule.steps.iter().filter(|it| match it.when {
        When::Every(_) | When::Series(_) => true,
        When::Once(_) | When::OnEvent(_) => false,
    });
    let lines = repeated.map(|step| {
        let views = agenda.occurrences.iter().filter(|it| it.id.step == step.id);
        RoundsLine {
            step: step.id.clone(),
            rounds: views.filter(|it| belongs(it, span)).cloned().collect(),
        }
    });
    lines.filter(|it| !it.rounds.is_empty()).collect()
}

fn events(agenda: &Agenda, span: &Span) -> Vec<EventLine> {
    let starts = agenda.events.iter().flat_map(|it| &it.starts);
    let lines = starts.map(|start| {
        let started = |view: &&OccurrenceView| {
            let step = agenda.schedule.step(&view.id.step);
            let event = step.and_then(|it| it.when.event());
            event == Some(&start.start.event) && view.id.number == start.number
        };
        let steps = agenda.occurrences.iter().filter(started).cloned().collect();
        EventLine { start: start.clone(), steps }
    });
    let of_period =
        |it: &EventLine| span.holds(it.start.at) || it.steps.iter().any(|step| belongs(step, span));
    let mut lines: Vec<EventLine> = lines.filter(of_period).collect();
    lines.sort_by_key(|it| (it.start.at, it.start.entry));
    lines
}

fn steps(agenda: &Agenda, span: &Span) -> Vec<OccurrenceView> {
    let once = agenda.occurrences.iter().filter(|view| {
        let step = agenda.schedule.step(&view.id.step);
        step.is_none_or(|it| matches!(it.when, When::Once(_)))
    });
    once.filter(|it| belongs(it, span)).cloned().collect()
}

fn belongs(view: &OccurrenceView, span: &Span) -> bool {
    let done = match &view.status {
        Status::Done { at, .. } | Status::Skipped { at, .. } => Some(*at),
        // What need not be done today is no part of the day.
        Status::Free => return false,
        Status::NotYet
        | Status::Due
        | Status::Overdue
        | Status::RolledOver
        | Status::Missed
        | Status::Unknown
        | Status::NotNeeded { .. }
        | Status::Deferred { .. } => None,
    };
    span.plans(view.due) || done.is_some_and(|at| span.holds(at))
}

fn signatures(view: &OccurrenceView) -> impl Iterator<Item = SignatureLine> {
    let line = |it: &SignatureView| SignatureLine { occurrence: view.id.clone(), view: it.clone() };
    view.signatures.iter().map(line)
}

fn stand_ins(agenda: &Agenda, span: &Span) -> Vec<StandInLine> {
    let all = agenda.occurrences.iter().flat_map(|it| &it.stand_ins);
    let lines = all.map(|it| StandInLine { at: it.at, stood_in: it.stood_in.clone() });
    let mut lines: Vec<StandInLine> = lines.filter(|it| span.holds(it.at)).collect();
    lines.sort_by_key(|it| it.at);
    lines
}

fn returns(agenda: &Agenda, span: &Span) -> Vec<ReturnLine> {
    let all = agenda.occurrences.iter().flat_map(|view| {
        let line = |it: &ReturnView| ReturnLine { occurrence: view.id.clone(), view: it.clone() };
        view.returns.iter().map(line)
    });
    let mut lines: Vec<ReturnLine> = all.filter(|it| span.holds(it.view.at)).collect();
    lines.sort_by_key(|it| it.view.at);
    lines
}
