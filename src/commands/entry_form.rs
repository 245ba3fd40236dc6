//! The JSON of an entry of the record, as `log --json` and `note --json` print it.
//!
//! Keys are only ever added. Times are RFC 3339 on the store's clock; words are ids of the schedule.

use serde::Serialize;

use super::forms::{TextForm, severity, time};
use crate::engine::{Entry, Fact};
use crate::schedule::{FloorId, ItemId, OccurrenceId, Schedule};
use crate::words;

/// An entry of the record: `log --json`, `note --json`.
#[derive(Debug, Serialize)]
pub(super) struct EntryForm {
    seq: u64,
    day: String,
    happened: String,
    recorded: String,
    officer: String,
    kind: &'static str,
    step: Option<String>,
    number: Option<u16>,
    item: Option<String>,
    floor: Option<String>,
    severity: Option<&'static str>,
    subject: Option<u64>,
    signed: Option<SignedForm>,
    text: TextForm,
}

/// What a signature in an entry means, how it is known who signed, and the report that was signed.
#[derive(Debug, Serialize)]
struct SignedForm {
    meaning: &'static str,
    number: Option<String>,
    report: Option<String>,
}

impl SignedForm {
    fn of(fact: &Fact) -> Option<Self> {
        let (meaning, proof) = fact.signature()?;
        let seal = match fact {
            Fact::Handover(it) => it.seal(),
            _ => None,
        };
        Some(Self {
            meaning: meaning.word(),
            number: proof.number().map(ToString::to_string),
            report: seal.map(|it| it.report.clone()),
        })
    }
}

impl EntryForm {
    /// Returns the form of an entry, in the words of its day's schedule.
    pub(super) fn new(entry: &Entry, schedule: &Schedule) -> Self {
        let About { occurrence, item, floor } = About::of(&entry.fact);
        Self {
            seq: entry.seq.0,
            day: entry.day.to_string(),
            happened: time(entry.happened, schedule),
            recorded: time(entry.recorded, schedule),
            officer: entry.officer.as_str().to_owned(),
            kind: entry.fact.word(),
            step: occurrence.map(|it| it.step.to_string()),
            number: occurrence.map(|it| it.number),
            item: item.map(ToString::to_string),
            floor: floor.map(ToString::to_string),
            severity: match &entry.fact {
                Fact::Found(it) => Some(severity(it.severity)),
                _ => None,
            },
            subject: entry.fact.subject().map(|it| it.0),
            signed: SignedForm::of(&entry.fact),
            text: TextForm::in_both(|lang| words::fact(&entry.fact, schedule, lang)),
        }
    }
}

/// What an entry is about, as far as it is about a step or a floor.
#[derive(Default)]
struct About<'a> {
    occurrence: Option<&'a OccurrenceId>,
    item: Option<&'a ItemId>,
    floor: Option<&'a FloorId>,
}

impl<'a> About<'a> {
    fn of(fact: &'a Fact) -> Self {
        let at = |it| Self { occurrence: Some(it), ..Self::default() };
        match fact {
            Fact::Acknowledged(it) => at(it),
            Fact::Answered(it) => Self {
                item: Some(&it.question.item),
                floor: it.question.floor.as_ref(),
                ..at(&it.question.occurrence)
            },
            Fact::Skipped(it) => Self { item: it.item.as_ref(), ..at(&it.occurrence) },
            Fact::Deferred(it) => Self { item: it.item.as_ref(), ..at(&it.occurrence) },
            Fact::Signed(it) => at(&it.occurrence),
            Fact::Returned(it) => at(&it.occurrence),
            Fact::StoodIn(it) => at(&it.occurrence),
            Fact::Swept(it) => Self { floor: Some(&it.floor), ..at(&it.occurrence) },
            Fact::AreasNamed(it) => at(&it.occurrence),
            Fact::AreaRemoved(it) => Self { floor: Some(&it.area), ..at(&it.occurrence) },
            Fact::BatchLeft(it) => at(&it.occurrence),
            Fact::BatchReturned(it) => at(&it.occurrence),
            Fact::Started(it) => Self { floor: it.start.floor.as_ref(), ..Self::default() },
            Fact::Found(it) => Self { floor: it.floor.as_ref(), ..Self::default() },
            Fact::DayOpened { .. }
            | Fact::DayRepinned(_)
            | Fact::DeskStarted { .. }
            | Fact::DeskStopped(_)
            | Fact::StoreNamed(_)
            | Fact::DeskTaken
            | Fact::Officer(_)
            | Fact::Assigned(_)
            | Fact::Fixed(_)
            | Fact::Reinspected(_)
            | Fact::Handover(_)
            | Fact::Incident(_)
            | Fact::Noted(_)
            | Fact::Corrected(_)
            | Fact::Exported(_)
            | Fact::Printed(_)
            | Fact::ClockStepped(_)
            | Fact::Slept(_) => Self::default(),
        }
    }
}
