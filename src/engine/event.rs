//! Events: what happens and starts steps, such as people trapped in a lift.
//!
//! Which number a start has is not kept: it follows from those before it on the same day.

use chrono::{DateTime, NaiveDate, Utc};

use super::command::{Officer, Seq};
use crate::schedule::{EventId, FloorId};

/// Something that happened, as told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Which event.
    pub event: EventId,
    /// What happened.
    pub note: String,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// Where on the floor.
    pub place: Option<String>,
}

/// Something that happened on a store day and started steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The store day to which its steps belong.
    pub day: NaiveDate,
    /// What happened.
    pub start: Start,
}

/// An event of the day, and how often it has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    /// Which event.
    pub event: EventId,
    /// Every time it happened, in the order written; those that were taken back are not here.
    pub starts: Vec<StartView>,
}

/// One time that an event happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartView {
    /// Which time of the day, from 1; the number of the occurrences that it started.
    pub number: u16,
    /// The entry that says so.
    pub entry: Seq,
    /// What happened.
    pub start: Start,
    /// When.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub officer: Officer,
}
