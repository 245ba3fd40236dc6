//! What has happened, and what is due: commands in, entries out, an agenda at any instant.
//!
//! It never reads a clock, a file or the environment, and nothing in it changes by itself: the same
//! schedule, entries and instant give the same agenda on any machine.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::schedule::Schedule;

pub mod agenda;
pub mod command;
mod entry;
mod refusal;

pub use agenda::Agenda;
pub use command::{Action, Command, CommandId, Officer, Seq};
pub use entry::{Entry, Fact};
pub use refusal::{BatchFault, Field, FindingFault, Refusal, TEXT_MAX, TextFault};

/// The state of the store's days: a fold of all entries.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The schedule for days that are not opened yet.
    in_force: Arc<Schedule>,
}

impl Engine {
    /// Returns an engine without entries; days are opened by this schedule.
    pub fn new(in_force: Arc<Schedule>) -> Self {
        Self { in_force }
    }

    /// Makes a schedule known that an earlier day is pinned to.
    pub fn know(&mut self, _schedule: Arc<Schedule>) {}

    /// Returns what a command would record, or why it is refused; changes nothing.
    ///
    /// # Errors
    /// A refusal names what was asked and what to do instead.
    pub fn decide(&self, _now: DateTime<Utc>, _command: &Command) -> Result<Vec<Fact>, Refusal> {
        Ok(Vec::new())
    }

    /// Takes an entry in; it has happened, so this cannot fail.
    pub fn apply(&mut self, _entry: &Entry) {}

    /// Returns the next instant at which the agenda may change by itself.
    pub fn next_wakeup(&self, _now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        None
    }

    /// Returns all there is to show at an instant, on the store day that it belongs to.
    pub fn agenda(&self, now: DateTime<Utc>) -> Agenda {
        self.agenda_of(self.in_force.day_of(now), now)
    }

    /// Returns the agenda of a given store day as it stood at an instant.
    pub fn agenda_of(&self, day: NaiveDate, _now: DateTime<Utc>) -> Agenda {
        let plan = self.in_force.plan(day);
        Agenda {
            schedule: Arc::clone(&self.in_force),
            day,
            starts: plan.starts,
            ends: plan.ends,
            shift: None,
            officer: None,
            store: None,
            current: None,
            queue: Vec::new(),
            occurrences: Vec::new(),
            gaps: Vec::new(),
            findings: Vec::new(),
            building: Vec::new(),
            notices: Vec::new(),
            last_saved: None,
        }
    }

    /// Returns every finding that is known, closed ones included, oldest first.
    pub fn findings(&self, _now: DateTime<Utc>) -> Vec<agenda::FindingView> {
        Vec::new()
    }

    /// Returns the schedule that a store day runs by.
    pub fn schedule_of(&self, _day: NaiveDate) -> &Arc<Schedule> {
        &self.in_force
    }

    /// Returns the last entry's number, or nothing before the first.
    pub fn head(&self) -> Option<Seq> {
        None
    }
}
