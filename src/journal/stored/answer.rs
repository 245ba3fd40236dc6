//! The stored form of what is recorded about steps: answers, skips, signatures, sweeps, batches.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{Occurrence, Unreadable, kind};
use crate::engine::command;
use crate::schedule::{FloorId, ItemId, Milli, StateId, TimeOfDay};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    occurrence: Occurrence,
    item: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<String>,
}

impl From<&command::Question> for Question {
    fn from(it: &command::Question) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            item: it.item.as_str().to_owned(),
            floor: it.floor.as_ref().map(|it| it.as_str().to_owned()),
        }
    }
}

impl Question {
    pub(super) fn value(&self) -> Result<command::Question, Unreadable> {
        Ok(command::Question {
            occurrence: self.occurrence.value()?,
            item: ItemId::new(&self.item),
            floor: self.floor.as_deref().map(FloorId::new),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    State(String),
    Yes,
    No,
    NotApplicable,
    /// In thousandths, so that it stays an integer.
    Number(i64),
    Count(u32),
    /// In thousandths, so that it stays an integer.
    Money(i64),
    /// In minutes after midnight.
    Time(u16),
    Code(String),
    Photo(super::photo::Photo),
    Text(String),
    Names(Vec<String>),
}

impl From<&command::Answer> for Answer {
    fn from(it: &command::Answer) -> Self {
        match it {
            command::Answer::State(it) => Self::State(it.as_str().to_owned()),
            command::Answer::Yes => Self::Yes,
            command::Answer::No => Self::No,
            command::Answer::NotApplicable => Self::NotApplicable,
            command::Answer::Number(it) => Self::Number(it.0),
            command::Answer::Count(it) => Self::Count(*it),
            command::Answer::Money(it) => Self::Money(it.0),
            command::Answer::Time(it) => Self::Time(it.minutes()),
            command::Answer::Code(it) => Self::Code(it.clone()),
            command::Answer::Photo(it) => Self::Photo(it.into()),
            command::Answer::Text(it) => Self::Text(it.clone()),
            command::Answer::Names(it) => Self::Names(it.clone()),
        }
    }
}

impl Answer {
    pub(super) fn value(self) -> Result<command::Answer, Unreadable> {
        Ok(match self {
            Answer::State(it) => command::Answer::State(StateId::new(&it)),
            Answer::Yes => command::Answer::Yes,
            Answer::No => command::Answer::No,
            Answer::NotApplicable => command::Answer::NotApplicable,
            Answer::Number(it) => command::Answer::Number(Milli(it)),
            Answer::Count(it) => command::Answer::Count(it),
            Answer::Money(it) => command::Answer::Money(Milli(it)),
            Answer::Time(it) => {
                let time = TimeOfDay::new(it / 60, it % 60);
                let fault = || Unreadable::Payload(format!("not a time of day: {it}"));
                command::Answer::Time(time.ok_or_else(fault)?)
            }
            Answer::Code(it) => command::Answer::Code(it),
            Answer::Photo(it) => command::Answer::Photo(it.into()),
            Answer::Text(it) => command::Answer::Text(it),
            Answer::Names(it) => command::Answer::Names(it),
        })
    }
}

/// A figure that was not known is none.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Compared {
    /// In thousandths.
    Previous(Option<i64>),
    /// In thousandths.
    Figure(Option<i64>),
}

impl From<command::Compared> for Compared {
    fn from(it: command::Compared) -> Self {
        match it {
            command::Compared::Previous(it) => Self::Previous(it.map(|it| it.0)),
            command::Compared::Figure(it) => Self::Figure(it.map(|it| it.0)),
        }
    }
}

impl From<Compared> for command::Compared {
    fn from(it: Compared) -> Self {
        match it {
            Compared::Previous(it) => Self::Previous(it.map(Milli)),
            Compared::Figure(it) => Self::Figure(it.map(Milli)),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answered {
    question: Question,
    answer: Answer,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<kind::Known>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
}

impl From<&command::Answered> for Answered {
    fn from(it: &command::Answered) -> Self {
        Self {
            question: (&it.question).into(),
            answer: (&it.answer).into(),
            known: it.known.map(Into::into),
            note: it.note.clone(),
            compared: it.compared.map(Into::into),
        }
    }
}

impl Answered {
    pub(super) fn value(self) -> Result<command::Answered, Unreadable> {
        Ok(command::Answered {
            question: self.question.value()?,
            answer: self.answer.value()?,
            known: self.known.map(Into::into),
            note: self.note,
            compared: self.compared.map(Into::into),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Skipped {
    occurrence: Occurrence,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    reason: String,
}

impl From<&command::Skipped> for Skipped {
    fn from(it: &command::Skipped) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            item: it.item.as_ref().map(|it| it.as_str().to_owned()),
            reason: it.reason.clone(),
        }
    }
}

impl Skipped {
    pub(super) fn value(self) -> Result<command::Skipped, Unreadable> {
        Ok(command::Skipped {
            occurrence: self.occurrence.value()?,
            item: self.item.as_deref().map(ItemId::new),
            reason: self.reason,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deferred {
    occurrence: Occurrence,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    to: Occurrence,
    reason: String,
}

impl From<&command::Deferred> for Deferred {
    fn from(it: &command::Deferred) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            item: it.item.as_ref().map(|it| it.as_str().to_owned()),
            to: (&it.to).into(),
            reason: it.reason.clone(),
        }
    }
}

impl Deferred {
    pub(super) fn value(self) -> Result<command::Deferred, Unreadable> {
        Ok(command::Deferred {
            occurrence: self.occurrence.value()?,
            item: self.item.as_deref().map(ItemId::new),
            to: self.to.value()?,
            reason: self.reason,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Swept {
    occurrence: Occurrence,
    floor: String,
    outcome: Outcome,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Outcome {
    Clear,
    ClearExcept { who: String, until: String, watcher: String },
    NotSwept { reason: String },
}

impl From<&command::Swept> for Swept {
    fn from(it: &command::Swept) -> Self {
        let outcome = match it.outcome.clone() {
            command::SweepOutcome::Clear => Outcome::Clear,
            command::SweepOutcome::ClearExcept { who, until, watcher } => {
                Outcome::ClearExcept { who, until, watcher }
            }
            command::SweepOutcome::NotSwept { reason } => Outcome::NotSwept { reason },
        };
        let floor = it.floor.as_str().to_owned();
        Self { occurrence: (&it.occurrence).into(), floor, outcome }
    }
}

impl Swept {
    pub(super) fn value(self) -> Result<command::Swept, Unreadable> {
        let outcome = match self.outcome {
            Outcome::Clear => command::SweepOutcome::Clear,
            Outcome::ClearExcept { who, until, watcher } => {
                command::SweepOutcome::ClearExcept { who, until, watcher }
            }
            Outcome::NotSwept { reason } => command::SweepOutcome::NotSwept { reason },
        };
        let floor = FloorId::new(&self.floor);
        Ok(command::Swept { occurrence: self.occurrence.value()?, floor, outcome })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchLeft {
    occurrence: Occurrence,
    batch: u8,
    count: u32,
}

impl From<&command::BatchLeft> for BatchLeft {
    fn from(it: &command::BatchLeft) -> Self {
        Self { occurrence: (&it.occurrence).into(), batch: it.batch, count: it.count }
    }
}

impl BatchLeft {
    pub(super) fn value(&self) -> Result<command::BatchLeft, Unreadable> {
        let occurrence = self.occurrence.value()?;
        Ok(command::BatchLeft { occurrence, batch: self.batch, count: self.count })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchReturned {
    occurrence: Occurrence,
    batch: u8,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl From<&command::BatchReturned> for BatchReturned {
    fn from(it: &command::BatchReturned) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            batch: it.batch,
            count: it.count,
            late: it.late,
            note: it.note.clone(),
        }
    }
}

impl BatchReturned {
    pub(super) fn value(self) -> Result<command::BatchReturned, Unreadable> {
        Ok(command::BatchReturned {
            occurrence: self.occurrence.value()?,
            batch: self.batch,
            count: self.count,
            late: self.late,
            note: self.note,
        })
    }
}
