//! The JSON form of a handover: which entries, who, what was counted, what was read back, signed.
//!
//! It never leaves a signature out, void or not.

use serde::Serialize;

use super::fill::at;
use crate::clean;
use crate::engine::agenda::{
    ActSignature, CountView, HandoverOutcome, HandoverView, IncidentView, ShiftEndState,
};
use crate::engine::command::Relief;
use crate::report::layout::Told;
use crate::report::{HandoverPart, Period};
use crate::words;

/// The entries that a report covers.
#[derive(Serialize)]
pub(super) struct EntriesForm {
    /// The last entry of the report before; none where the record begins with this one.
    after: Option<u64>,
    /// The last entry that is covered.
    upto: u64,
}

/// A handover.
#[derive(Serialize)]
pub(super) struct HandoverForm {
    number: u64,
    day: String,
    shift: String,
    due: String,
    begun: String,
    outgoing: String,
    /// Who takes over; none where nobody came.
    relief: Option<String>,
    /// Why nobody came.
    absent: Option<String>,
    /// `open`, `accepted`, `accepted-with-exceptions`, `refused` or `signed-alone`.
    outcome: &'static str,
    closed: Option<String>,
    /// Whether it was closed after the planned end of the shift.
    late: bool,
    counts: Vec<CountForm>,
    read_back: Option<ReadBackForm>,
    /// What was open and was not spoken of.
    unmentioned: Vec<String>,
    exceptions: Vec<String>,
    refused: Option<String>,
    /// The tries before in the same period that were refused.
    tries: Vec<TryForm>,
    added: Vec<AddedForm>,
    signatures: Vec<SealForm>,
}

#[derive(Serialize)]
struct CountForm {
    id: String,
    name: String,
    count: u32,
    expect: Option<u32>,
    last: Option<u32>,
    note: Option<String>,
}

#[derive(Serialize)]
struct ReadBackForm {
    by: String,
    at: String,
    risks: String,
    first: String,
}

#[derive(Serialize)]
struct TryForm {
    number: u64,
    at: String,
    by: String,
    reason: String,
}

#[derive(Serialize)]
struct AddedForm {
    entry: u64,
    at: String,
    by: String,
    text: String,
}

#[derive(Serialize)]
struct SealForm {
    entry: u64,
    /// `handed-over`, `took-over`, `refused`, `signed-alone` or `reviewed`.
    meaning: &'static str,
    name: String,
    number: Option<String>,
    at: String,
    /// The SHA-256 of the report that was signed.
    report: String,
    /// The hash of the last entry that the report covers.
    head: String,
    /// The correction that made it void.
    void_by: Option<u64>,
}

/// The shift that must be handed over.
#[derive(Serialize)]
pub(super) struct OwedForm {
    day: String,
    shift: String,
    due: String,
    late: bool,
}

/// Something that is being handled.
#[derive(Serialize)]
pub(super) struct IncidentForm {
    number: u64,
    what: String,
    since: String,
}

/// Fills in the entries that are covered.
pub(super) fn entries(told: Told<'_>) -> Option<EntriesForm> {
    match &told.report.period {
        Period::Handover(it) => {
            Some(EntriesForm { after: it.after.map(|it| it.0), upto: it.upto.0 })
        }
        Period::Day | Period::Shift(_) | Period::After(_) => None,
    }
}

/// Fills in the handover.
pub(super) fn fill_in(told: Told<'_>) -> Option<HandoverForm> {
    let HandoverPart { view, refused: tries, unmentioned } = told.report.handover.as_ref()?;
    let text = |it: &String| clean::line(it);
    let (relief, absent) = match &view.relief {
        Relief::Named(name) => (Some(clean::line(name.as_str())), None),
        Relief::Absent { reason } => (None, Some(clean::line(reason))),
    };
    let exceptions = match &view.outcome {
        HandoverOutcome::Accepted { exceptions, .. } => exceptions.iter().map(text).collect(),
        HandoverOutcome::Open | HandoverOutcome::Refused { .. } => Vec::new(),
    };
    let refused = match &view.outcome {
        HandoverOutcome::Refused { reason, .. } => Some(clean::line(reason)),
        HandoverOutcome::Open | HandoverOutcome::Accepted { .. } => None,
    };
    let named = |it: &_| clean::line(&words::risk(it, &told.report.agenda, told.lang));
    Some(HandoverForm {
        number: view.number.0,
        day: view.day.to_string(),
        shift: clean::line(view.shift.as_str()),
        due: at(view.due, told),
        begun: at(view.begun, told),
        outgoing: clean::line(view.outgoing.as_str()),
        relief,
        absent,
        outcome: outcome(view),
        closed: view.closed_at().map(|it| at(it, told)),
        late: view.closed_at().is_some_and(|it| it > view.due),
        counts: view.counts.iter().map(|it| count(it, told)).collect(),
        read_back: view.read_back.as_ref().map(|it| ReadBackForm {
            by: clean::line(it.by.as_str()),
            at: at(it.at, told),
            risks: clean::line(&it.risks),
            first: clean::line(&it.first),
        }),
        unmentioned: unmentioned.iter().map(named).collect(),
        exceptions,
        refused,
        tries: tries.iter().filter_map(|it| refusal(it, told)).collect(),
        added: view
            .added
            .iter()
            .map(|it| AddedForm {
                entry: it.entry.0,
                at: at(it.at, told),
                by: clean::line(it.by.as_str()),
                text: clean::line(&it.text),
            })
            .collect(),
        signatures: view.signatures().iter().map(|it| signature(it, view, told)).collect(),
    })
}

fn refusal(view: &HandoverView, told: Told<'_>) -> Option<TryForm> {
    let HandoverOutcome::Refused { signature, reason } = &view.outcome else { return None };
    Some(TryForm {
        number: view.number.0,
        at: at(signature.at, told),
        by: clean::line(signature.by.as_str()),
        reason: clean::line(reason),
    })
}

fn outcome(view: &HandoverView) -> &'static str {
    match &view.outcome {
        HandoverOutcome::Accepted { exceptions, .. } if exceptions.is_empty() => "accepted",
        HandoverOutcome::Accepted { .. } => "accepted-with-exceptions",
        HandoverOutcome::Refused { .. } => "refused",
        HandoverOutcome::Open if view.alone.is_some() => "signed-alone",
        HandoverOutcome::Open => "open",
    }
}

fn count(it: &CountView, told: Told<'_>) -> CountForm {
    CountForm {
        id: clean::line(it.id.as_str()),
        name: clean::line(told.schedule.count_name(&it.id, told.lang)),
        count: it.count,
        expect: it.expect,
        last: it.last,
        note: it.note.as_deref().map(clean::line),
    }
}

fn signature(it: &ActSignature, view: &HandoverView, told: Told<'_>) -> SealForm {
    SealForm {
        entry: it.entry.0,
        meaning: it.meaning.word(),
        name: clean::line(it.by.as_str()),
        number: it.seal.proof.number().map(|it| clean::line(it.as_str())),
        at: at(it.at, told),
        report: clean::line(&it.seal.report),
        head: clean::line(&it.seal.head),
        void_by: view.void_by(it).map(|it| it.entry.0),
    }
}

/// Fills in the shift that must be handed over.
pub(super) fn owed(told: Told<'_>) -> Option<OwedForm> {
    let it = told.report.agenda.handovers.owed.as_ref()?;
    Some(OwedForm {
        day: it.day.to_string(),
        shift: clean::line(it.shift.as_str()),
        due: at(it.due, told),
        late: it.state == ShiftEndState::Late,
    })
}

/// Fills in what is being handled.
pub(super) fn incidents(told: Told<'_>) -> Vec<IncidentForm> {
    let form = |it: &IncidentView| IncidentForm {
        number: it.number.0,
        what: clean::line(&it.what),
        since: at(it.since, told),
    };
    told.report.agenda.handovers.incidents.iter().map(form).collect()
}
