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
struct About<'a> {
    occurrence: Option<&'a OccurrenceId>,
    item: Option<&'a ItemId>,
    floor: Option<&'a FloorId>,
}

impl<'a> About<'a> {
    fn of(fact: &'a Fact) -> Self {
        let (item, floor) = match fact {
            Fact::Answered(it) => (Some(&it.question.item), it.question.floor.as_ref()),
            Fact::Skipped(it) => (it.item.as_ref(), None),
            Fact::Deferred(it) => (it.item.as_ref(), None),
            Fact::Swept(it) => (None, Some(&it.floor)),
            Fact::AreaRemoved(it) => (None, Some(&it.area)),
            Fact::Started(it) => (None, it.start.floor.as_ref()),
            Fact::Found(it) => (None, it.floor.as_ref()),
            _ => (None, None),
        };
        Self { occurrence: fact.occurrence(), item, floor }
    }
}
