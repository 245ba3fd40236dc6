//! Fills the JSON form from the parts of a report.
//!
//! It never shortens: what the printed page leaves to the reader's eye stands here in full.

use chrono::{DateTime, SecondsFormat, Utc};

use super::form::{
    AnswerForm, CorrectionForm, FindingForm, FloorForm, GapForm, GateForm, LateForm, MealForm,
    NotDoneForm, NoteForm, PhotoForm, QuestionName, RoundsForm, StepForm, StepName, StillOpenForm,
};
use super::{given, people};
use crate::clean;
use crate::engine::Entry;
use crate::engine::agenda::{
    FindingState, FindingView, FloorState, FloorView, OccurrenceView, Status, Timing,
};
use crate::engine::command::{FindingKind, Question, Severity, SweepOutcome};
use crate::engine::photo::Photo;
use crate::report::layout::{Told, said_before, said_now};
use crate::report::part::{
    AnswerLine, CorrectionLine, GapLine, GateLine, MealLine, NotDone, NoteLine, NoteState,
    RoundsLine, Undone, finding_is_late,
};
use crate::schedule::{OccurrenceId, Sense};
use crate::words;

/// Returns an instant on the store's clock.
pub(super) fn at(at: DateTime<Utc>, told: Told<'_>) -> String {
    at.with_timezone(&told.schedule.zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

pub(super) fn maybe_at(it: Option<DateTime<Utc>>, told: Told<'_>) -> Option<String> {
    it.map(|it| at(it, told))
}

pub(super) fn text(it: &Option<String>) -> Option<String> {
    it.as_deref().map(clean::line)
}

/// Fills in a step.
pub(super) fn name(id: &OccurrenceId, told: Told<'_>) -> StepName {
    StepName {
        step: clean::line(id.step.as_str()),
        number: id.number,
        title: clean::line(&told.title(id)),
    }
}

/// Fills in a question.
pub(super) fn asked(it: &Question, told: Told<'_>) -> QuestionName {
    QuestionName {
        step: name(&it.occurrence, told),
        item: clean::line(it.item.as_str()),
        floor: it.floor.as_ref().map(|it| clean::line(it.as_str())),
        ask: clean::line(&told.question(it)),
    }
}

/// Fills in what was not done.
pub(super) fn not_done(it: &NotDone, told: Told<'_>) -> NotDoneForm {
    let (status, reason, to) = match &it.how {
        Undone::Missed => ("missed", None, None),
        Undone::Unknown => ("unknown", None, None),
        Undone::Overdue => ("overdue", None, None),
        Undone::RolledOver { .. } => ("rolled-over", None, None),
        Undone::Skipped { reason } => ("skipped", Some(reason), None),
        Undone::Deferred { to, reason } => ("deferred", Some(reason), Some(name(to, told))),
    };
    let floor = it.question.as_ref().and_then(|it| it.floor.as_ref());
    let since = match &it.how {
        Undone::RolledOver { since } => since.map(|it| it.to_string()),
        Undone::Missed
        | Undone::Unknown
        | Undone::Overdue
        | Undone::Skipped { .. }
        | Undone::Deferred { .. } => None,
    };
    NotDoneForm {
        step: name(&it.occurrence, told),
        item: it.question.as_ref().map(|it| clean::line(it.item.as_str())),
        floor: floor.map(|it| clean::line(it.as_str())),
        status,
        due: at(it.due, told),
        finish_by: at(it.finish_by, told),
        closes: at(it.closes, told),
        answered: it.answered,
        asked: it.asked,
        reason: reason.map(|it| clean::line(it)),
        to,
        since,
    }
}

/// Fills in what the relief takes over.
pub(super) fn still_open(told: Told<'_>) -> StillOpenForm {
    let open = &told.report.still_open;
    StillOpenForm {
        findings: open.findings.iter().map(|it| finding(it, told)).collect(),
        gates: open.gates.iter().map(|it| gate(it, told)).collect(),
        meals: open.batches.iter().map(|it| meal(it, told)).collect(),
        floors: open.floors.iter().map(|it| floor(it, told)).collect(),
        signatures: open.signatures.iter().map(|it| people::signature(it, told)).collect(),
        due: open.due.iter().map(|it| step(it, told)).collect(),
    }
}

/// Fills in a time during which a gate was held.
pub(super) fn gate(it: &GateLine, told: Told<'_>) -> GateForm {
    GateForm {
        question: asked(&it.question, told),
        since: at(it.since, told),
        until: maybe_at(it.until, told),
        minutes: (it.until.unwrap_or(told.report.cutoff) - it.since).num_minutes(),
        reason: clean::line(&it.reason),
    }
}

/// Fills in the largest gap of a rule.
pub(super) fn gap(it: &GapLine, told: Told<'_>) -> GapForm {
    GapForm {
        step: clean::line(it.step.as_str()),
        title: clean::line(told.step(&it.step)),
        from: at(it.from, told),
        to: at(it.to, told),
        limit_minutes: it.limit.0,
        since: it.largest.map(|(since, _)| at(since, told)),
        until: it.largest.map(|(_, until)| at(until, told)),
        minutes: it.length().map(|it| it.num_minutes()),
        running: it.running,
        exceeded: it.exceeds(),
    }
}

/// Fills in a repeated step.
pub(super) fn rounds(it: &RoundsLine, told: Told<'_>) -> RoundsForm {
    RoundsForm {
        step: clean::line(it.step.as_str()),
        title: clean::line(told.step(&it.step)),
        done: it.done(),
        asked: it.asked(),
        ahead: it.ahead(),
        rounds: it.rounds.iter().map(|it| step(it, told)).collect(),
    }
}

/// Fills in a meal batch.
pub(super) fn meal(it: &MealLine, told: Told<'_>) -> MealForm {
    let batch = &it.batch;
    MealForm {
        step: name(&it.occurrence, told),
        batch: batch.batch,
        from: at(batch.from, told),
        to: at(batch.to, told),
        left: batch.left.map(|(count, _)| count),
        left_at: batch.left.map(|(_, left)| at(left, told)),
        back: batch.back,
        back_at: maybe_at(batch.last_back, told),
        late: batch.late,
        out: batch.out(),
    }
}

/// Fills in a floor of the sweep.
pub(super) fn floor(it: &FloorView, told: Told<'_>) -> FloorForm {
    let mut form = FloorForm {
        floor: clean::line(it.floor.as_str()),
        name: clean::line(told.schedule.floor_name(&it.floor, told.lang)),
        state: "ahead",
        at: None,
        officer: None,
        who: None,
        until: None,
        watcher: None,
        reason: None,
        open_findings: it.findings,
    };
    match &it.state {
        FloorState::Ahead => {}
        FloorState::Here => form.state = "here",
        FloorState::Swept { outcome, at: swept, officer } => {
            form.at = Some(at(*swept, told));
            form.officer = Some(clean::line(officer.as_str()));
            match outcome {
                SweepOutcome::Clear => form.state = "clear",
                SweepOutcome::ClearExcept { who, until, watcher } => {
                    form.state = "clear-except";
                    form.who = Some(clean::line(who));
                    form.until = Some(clean::line(until));
                    form.watcher = Some(clean::line(watcher));
                }
                SweepOutcome::NotSwept { reason } => {
                    form.state = "not-swept";
                    form.reason = Some(clean::line(reason));
                }
            }
        }
    }
    form
}

/// Fills in a finding.
pub(super) fn finding(it: &FindingView, told: Told<'_>) -> FindingForm {
    let (state, done, reason, by, by_at) = match &it.state {
        FindingState::OnTheSpot { done } => ("on-the-spot", Some(done), None, None, None),
        FindingState::Open => ("open", None, None, None, None),
        FindingState::Fixed { by, done, at } => ("fixed", Some(done), None, Some(by), Some(*at)),
        FindingState::Closed { by, at } => ("closed", None, None, Some(by), Some(*at)),
        FindingState::Withdrawn { reason } => ("withdrawn", None, Some(reason), None, None),
    };
    FindingForm {
        number: it.number.0,
        what: clean::line(&it.what),
        floor: it.floor.as_ref().map(|it| clean::line(it.as_str())),
        place: text(&it.place),
        kind: kind(it.kind),
        severity: severity(it.severity),
        state,
        done: done.map(|it| clean::line(it)),
        reason: reason.map(|it| clean::line(it)),
        by: by.map(|it| clean::line(it.as_str())),
        by_at: maybe_at(by_at, told),
        owner: text(&it.follow_up.owner),
        due: it.follow_up.due.map(|it| it.to_string()),
        overdue: it.overdue,
        interim: text(&it.follow_up.interim),
        reported_to: text(&it.follow_up.reported_to),
        reported_by: text(&it.reported_by),
        officer: clean::line(it.officer.as_str()),
        happened: at(it.happened, told),
        recorded: at(it.recorded, told),
        late: finding_is_late(it),
        corrected_by: it.corrected.iter().map(|it| it.entry.0).collect(),
        photos: it.photos.iter().map(photo).collect(),
    }
}

fn photo(it: &Photo) -> PhotoForm {
    PhotoForm {
        sha256: clean::line(&it.sha256),
        kind: it.kind.word(),
        bytes: it.bytes,
        width: it.width,
        height: it.height,
        file: clean::line(&it.place()),
    }
}

fn kind(it: FindingKind) -> &'static str {
    match it {
        FindingKind::Fire => "fire",
        FindingKind::Security => "security",
        FindingKind::Equipment => "equipment",
        FindingKind::Staff => "staff",
        FindingKind::Goods => "goods",
        FindingKind::Customer => "customer",
        FindingKind::Hygiene => "hygiene",
        FindingKind::Other => "other",
    }
}

fn severity(it: Severity) -> &'static str {
    match it {
        Severity::Critical => "critical",
        Severity::Major => "major",
        Severity::Minor => "minor",
    }
}

/// Fills in an answer.
pub(super) fn answer(line: &AnswerLine, told: Told<'_>) -> AnswerForm {
    let it = &line.answer;
    AnswerForm {
        question: asked(&line.question, told),
        entry: it.entry.0,
        at: at(it.happened, told),
        answer: clean::line(&words::answer(&it.answer, told.item(&line.question), told.lang)),
        normal: it.sense == Sense::Normal,
        known: given::known(it, told.item(&line.question)),
        note: text(&it.note),
        officer: clean::line(it.officer.as_str()),
        compared: given::compared(it),
    }
}

/// Fills in a step, planned against real.
pub(super) fn step(it: &OccurrenceView, told: Told<'_>) -> StepForm {
    let concluded = match &it.status {
        Status::Done { at, .. } | Status::Skipped { at, .. } => Some(*at),
        Status::NotYet
        | Status::Due
        | Status::Overdue
        | Status::Free
        | Status::RolledOver
        | Status::Missed
        | Status::Unknown
        | Status::NotNeeded { .. }
        | Status::Deferred { .. } => None,
    };
    StepForm {
        step: name(&it.id, told),
        due: at(it.due, told),
        finish_by: at(it.finish_by, told),
        closes: at(it.closes, told),
        started: maybe_at(it.started, told),
        at: maybe_at(concluded, told),
        status: status(&it.status),
        answered: it.answered(),
        asked: it.asked(),
    }
}

fn status(it: &Status) -> &'static str {
    match it {
        Status::NotYet => "not-yet",
        Status::Due => "due",
        Status::Overdue => "overdue",
        Status::Free => "free",
        Status::RolledOver => "rolled-over",
        Status::Missed => "missed",
        Status::Unknown => "unknown",
        Status::NotNeeded { .. } => "not-needed",
        Status::Skipped { .. } => "skipped",
        Status::Deferred { .. } => "deferred",
        Status::Done { timing: Timing::Early, .. } => "done-early",
        Status::Done { timing: Timing::OnTime, .. } => "done",
        Status::Done { timing: Timing::Late, .. } => "done-late",
    }
}

/// Fills in a note.
pub(super) fn note(it: &NoteLine, told: Told<'_>) -> NoteForm {
    NoteForm {
        entry: it.entry.0,
        at: at(it.at, told),
        officer: clean::line(it.officer.as_str()),
        text: clean::line(&it.text),
        state: match it.state {
            NoteState::AsWritten => "as-written",
            NoteState::Corrected => "corrected",
            NoteState::Withdrawn => "withdrawn",
        },
    }
}

/// Fills in a correction.
pub(super) fn correction(it: &CorrectionLine, told: Told<'_>) -> CorrectionForm {
    CorrectionForm {
        entry: it.entry.0,
        corrects: it.corrects.0,
        at: at(it.at, told),
        officer: clean::line(it.officer.as_str()),
        about: it.question.as_ref().map(|it| asked(it, told)),
        was: clean::line(&said_before(it, told)),
        now: clean::line(&said_now(it, told)),
        reason: clean::line(&it.reason),
    }
}

/// Fills in an entry that was written late.
pub(super) fn late(it: &Entry, told: Told<'_>) -> LateForm {
    LateForm {
        entry: it.seq.0,
        happened: at(it.happened, told),
        recorded: at(it.recorded, told),
        officer: clean::line(it.officer.as_str()),
        kind: it.fact.word(),
        text: clean::line(&words::fact(&it.fact, told.schedule, told.lang)),
    }
}
