//! A list of entries to be put on paper or into a table.
//!
//! It never chooses the entries: whoever searched the record hands them over.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::engine::Entry;
use crate::schedule::Schedule;

/// An entry with the schedule of its day, which has the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// The entry.
    pub entry: Entry,
    /// The schedule that its day ran by.
    pub schedule: Arc<Schedule>,
}

/// A list of entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// What the store is called.
    pub store: String,
    /// The zone of its clock.
    pub zone: Tz,
    /// When the list was made.
    pub made: DateTime<Utc>,
    /// The entries, in the order in which they are shown.
    pub lines: Vec<LogLine>,
}
