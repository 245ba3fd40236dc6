//! What really happened on a store day, as far as times are counted from it.
//!
//! It holds instants only; whoever keeps the record fills it in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{EventId, StepId};

/// What really happened on a store day, as far as times are counted from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    courses: BTreeMap<StepId, BTreeMap<u16, Course>>,
    starts: BTreeMap<EventId, Vec<(u16, DateTime<Utc>)>>,
}

/// How far one occurrence has come, whatever its times are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When it came to its end: done, or left undone with a reason.
    pub ended: Option<DateTime<Utc>>,
    /// When it was really done, if it was.
    pub done: Option<DateTime<Utc>>,
    /// Whether something was recorded for it.
    pub begun: bool,
    /// Whether something holds it open to the end of the store day: a gate, people who are out.
    pub held_open: bool,
}

impl Happened {
    /// Takes in how far an occurrence has come.
    pub fn add(&mut self, step: &StepId, number: u16, course: Course) {
        self.courses.entry(step.clone()).or_default().insert(number, course);
    }

    /// Takes in that an event happened, the so-manieth time that day.
    pub fn start(&mut self, event: &EventId, number: u16, at: DateTime<Utc>) {
        self.starts.entry(event.clone()).or_default().push((number, at));
    }

    /// Returns when an event happened, with the number of each time.
    pub(super) fn starts(&self, event: &EventId) -> &[(u16, DateTime<Utc>)] {
        self.starts.get(event).map_or(&[], Vec::as_slice)
    }

    /// Returns how far an occurrence has come; nothing is known of most.
    pub(super) fn course(&self, step: &StepId, number: u16) -> Course {
        self.courses.get(step).and_then(|it| it.get(&number)).copied().unwrap_or_default()
    }
}
