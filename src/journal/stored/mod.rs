//! The stored form of a fact: a kind word and a JSON text of integers and strings.
//!
//! The engine's types know nothing of it. A stored form is never changed: a fact of another shape
//! gets a new kind word, and the old word is read for ever. That word is the version.

mod answer;
mod area;
mod event;
mod finding;
mod handover;
mod kind;
mod officer;
mod paper;
mod people;
mod photo;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::engine::Fact;
use crate::engine::command::{ClockStep, Repinned, Slept};
use crate::schedule::{OccurrenceId, Revision, StepId};

pub use kind::of as kind;
pub(in crate::journal) use kind::severity_word;

/// A stored fact that this program cannot read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The kind word is not known: a newer program wrote it, or somebody changed it.
    #[error("unknown kind `{0}`")]
    Kind(String),
    /// The text is not what its kind asks for.
    #[error("{0}")]
    Payload(String),
    /// A date is not on the calendar.
    #[error("not a date: `{0}`")]
    Day(String),
    /// An instant lies outside all time.
    #[error("not an instant: {0}")]
    Instant(i64),
}

/// Returns the JSON text of a fact: the exact bytes that are stored and hashed.
pub fn encode(fact: &Fact) -> String {
    match fact {
        Fact::DayOpened { day, revision } => {
            json(&DayOpened { day: day.to_string(), revision: revision.as_str().to_owned() })
        }
        Fact::DayRepinned(it) => json(&DayRepinned {
            day: it.day.to_string(),
            revision: it.revision.as_str().to_owned(),
            reason: it.reason.clone(),
            number: officer::number_of(&it.proof),
        }),
        Fact::DeskStarted { off_since } => {
            json(&DeskStarted { off_since_ms: off_since.map(|it| it.timestamp_millis()) })
        }
        Fact::DeskStopped(it) => json(&DeskStopped { cause: (*it).into() }),
        Fact::StoreNamed(name) => json(&StoreNamed { name: name.clone() }),
        Fact::DeskTaken => json(&DeskTaken {}),
        Fact::Officer(it) => officer::encode(it),
        Fact::Acknowledged(it) => json(&Occurrence::from(it)),
        Fact::Answered(it) => json(&answer::Answered::from(it)),
        Fact::Skipped(it) => json(&answer::Skipped::from(it)),
        Fact::Deferred(it) => json(&answer::Deferred::from(it)),
        Fact::Signed(it) => json(&people::Signed::from(it)),
        Fact::Returned(it) => json(&people::Returned::from(it)),
        Fact::StoodIn(it) => json(&people::StoodIn::from(it)),
        Fact::Swept(it) => json(&answer::Swept::from(it)),
        Fact::AreasNamed(it) => json(&area::AreasNamed::from(it)),
        Fact::AreaRemoved(it) => json(&area::AreaRemoved::from(it)),
        Fact::BatchLeft(it) => json(&answer::BatchLeft::from(it)),
        Fact::BatchReturned(it) => json(&answer::BatchReturned::from(it)),
        Fact::Started(it) => json(&event::Started::from(it)),
        Fact::Found(it) => json(&finding::Found::from(it)),
        Fact::Assigned(it) => json(&finding::Assigned::from(it)),
        Fact::Fixed(it) => json(&finding::Fixed::from(it)),
        Fact::Reinspected(it) => json(&finding::Reinspected::from(it)),
        Fact::Handover(it) => handover::encode(it),
        Fact::Incident(it) => handover::encode_incident(it),
        Fact::Noted(text) => json(&Noted { text: text.clone() }),
        Fact::Corrected(it) => json(&finding::Corrected::from(it)),
        Fact::Exported(it) => json(&paper::Exported::from(it)),
        Fact::Printed(it) => json(&paper::Printed::from(it)),
        Fact::ClockStepped(it) => json(&Span::between(it.from, it.to)),
        Fact::Slept(it) => json(&Span::between(it.from, it.to)),
    }
}

/// Returns the fact that a kind word and its text stand for.
///
/// # Errors
/// The kind is unknown, or the text is not of that kind.
pub fn decode(kind: &str, payload: &str) -> Result<Fact, Unreadable> {
    Ok(match kind {
        kind::DAY_OPENED => parse::<DayOpened>(payload)?.fact()?,
        kind::DAY_REPINNED => parse::<DayRepinned>(payload)?.fact()?,
        kind::DESK_STARTED => parse::<DeskStarted>(payload)?.fact()?,
        kind::DESK_STOPPED => Fact::DeskStopped(parse::<DeskStopped>(payload)?.cause.into()),
        kind::STORE_NAMED => Fact::StoreNamed(parse::<StoreNamed>(payload)?.name),
        kind::DESK_TAKEN => parse::<DeskTaken>(payload).map(|DeskTaken {}| Fact::DeskTaken)?,
        kind::OFFICER_ADDED
        | kind::OFFICER_RETIRED
        | kind::PIN_SET
        | kind::PIN_TRIED
        | kind::PIN_PROVEN
        | kind::SIGNING_RELEASED => Fact::Officer(officer::decode(kind, payload)?),
        kind::ACKNOWLEDGED => Fact::Acknowledged(parse::<Occurrence>(payload)?.value()?),
        kind::ANSWERED => Fact::Answered(parse::<answer::Answered>(payload)?.value()?),
        kind::SKIPPED => Fact::Skipped(parse::<answer::Skipped>(payload)?.value()?),
        kind::DEFERRED => Fact::Deferred(parse::<answer::Deferred>(payload)?.value()?),
        kind::SIGNED => Fact::Signed(parse::<people::Signed>(payload)?.value()?),
        kind::RETURNED => Fact::Returned(parse::<people::Returned>(payload)?.value()?),
        kind::STOOD_IN => Fact::StoodIn(parse::<people::StoodIn>(payload)?.value()?),
        kind::SWEPT => Fact::Swept(parse::<answer::Swept>(payload)?.value()?),
        kind::AREAS_NAMED => Fact::AreasNamed(parse::<area::AreasNamed>(payload)?.value()?),
        kind::AREA_REMOVED => Fact::AreaRemoved(parse::<area::AreaRemoved>(payload)?.value()?),
        kind::BATCH_LEFT => Fact::BatchLeft(parse::<answer::BatchLeft>(payload)?.value()?),
        kind::BATCH_RETURNED => {
            Fact::BatchReturned(parse::<answer::BatchReturned>(payload)?.value()?)
        }
        kind::STARTED => Fact::Started(parse::<event::Started>(payload)?.value()?),
        kind::FOUND => Fact::Found(parse::<finding::Found>(payload)?.value()?),
        kind::ASSIGNED => Fact::Assigned(parse::<finding::Assigned>(payload)?.value()?),
        kind::FIXED => Fact::Fixed(parse::<finding::Fixed>(payload)?.value()),
        kind::REINSPECTED => Fact::Reinspected(parse::<finding::Reinspected>(payload)?.value()),
        kind::NOTED => Fact::Noted(parse::<Noted>(payload)?.text),
        kind::CORRECTED => Fact::Corrected(parse::<finding::Corrected>(payload)?.value()?),
        kind::EXPORTED => Fact::Exported(parse::<paper::Exported>(payload)?.value()),
        kind::PRINTED => Fact::Printed(parse::<paper::Printed>(payload)?.value()?),
        kind::CLOCK_STEPPED => {
            let (from, to) = parse::<Span>(payload)?.ends()?;
            Fact::ClockStepped(ClockStep { from, to })
        }
        kind::SLEPT => {
            let (from, to) = parse::<Span>(payload)?.ends()?;
            Fact::Slept(Slept { from, to })
        }
        other => {
            let fact = handover::decode(other, payload)?;
            fact.ok_or_else(|| Unreadable::Kind(other.to_owned()))?
        }
    })
}

/// Returns the instant of so many milliseconds after 1970.
///
/// # Errors
/// It lies outside all time.
pub fn instant(ms: i64) -> Result<DateTime<Utc>, Unreadable> {
    DateTime::from_timestamp_millis(ms).ok_or(Unreadable::Instant(ms))
}

/// Returns the date that a text names.
///
/// # Errors
/// It is not on the calendar.
pub fn day(text: &str) -> Result<NaiveDate, Unreadable> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Unreadable::Day(text.to_owned()))
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("structs of strings and integers always become JSON")
}

fn parse<T: DeserializeOwned>(payload: &str) -> Result<T, Unreadable> {
    serde_json::from_str(payload).map_err(|fault| Unreadable::Payload(fault.to_string()))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayOpened {
    day: String,
    revision: String,
}

impl DayOpened {
    fn fact(self) -> Result<Fact, Unreadable> {
        Ok(Fact::DayOpened { day: day(&self.day)?, revision: Revision::new(&self.revision) })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayRepinned {
    day: String,
    revision: String,
    reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

impl DayRepinned {
    fn fact(self) -> Result<Fact, Unreadable> {
        let (day, revision) = (day(&self.day)?, Revision::new(&self.revision));
        let proof = officer::proof(self.number.as_deref())?;
        Ok(Fact::DayRepinned(Repinned { day, revision, reason: self.reason, proof }))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskStarted {
    #[serde(skip_serializing_if = "Option::is_none")]
    off_since_ms: Option<i64>,
}

impl DeskStarted {
    fn fact(self) -> Result<Fact, Unreadable> {
        Ok(Fact::DeskStarted { off_since: self.off_since_ms.map(instant).transpose()? })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskStopped {
    cause: kind::StopCause,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoreNamed {
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskTaken {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Span {
    from_ms: i64,
    to_ms: i64,
}

impl Span {
    fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        Self { from_ms: from.timestamp_millis(), to_ms: to.timestamp_millis() }
    }

    fn ends(&self) -> Result<(DateTime<Utc>, DateTime<Utc>), Unreadable> {
        Ok((instant(self.from_ms)?, instant(self.to_ms)?))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Occurrence {
    day: String,
    step: String,
    number: u16,
}

impl From<&OccurrenceId> for Occurrence {
    fn from(it: &OccurrenceId) -> Self {
        Self { day: it.day.to_string(), step: it.step.as_str().to_owned(), number: it.number }
    }
}

impl Occurrence {
    fn value(&self) -> Result<OccurrenceId, Unreadable> {
        let step = StepId::new(&self.step);
        Ok(OccurrenceId { day: day(&self.day)?, step, number: self.number })
    }
}
