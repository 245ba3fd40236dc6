//! The empty forms of a store day, to be filled in by hand while the desk is dead.
//!
//! They never hold an answer: they are made before the day, from the schedule alone.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::picture::Picture;
use crate::schedule::{Plan, Schedule};

/// The empty forms of a store day.
#[derive(Clone, Debug, PartialEq)]
pub struct Blank {
    /// The schedule that they are made from.
    pub schedule: Arc<Schedule>,
    /// The day on the calendar.
    pub plan: Plan,
    /// The store's own name, once it has one.
    pub store: Option<String>,
    /// When they were made.
    pub made: DateTime<Utc>,
    /// The store's sign, where somebody gave a copy for paper.
    pub logo: Option<Arc<Picture>>,
}

impl Blank {
    /// Lays out the empty forms of a store day.
    pub fn new(
        schedule: Arc<Schedule>,
        day: NaiveDate,
        store: Option<String>,
        made: DateTime<Utc>,
    ) -> Self {
        Self { plan: schedule.plan(day), schedule, store, made, logo: None }
    }

    /// Puts the store's sign at their head.
    pub fn signed_by_store(self, logo: Option<Picture>) -> Self {
        Self { logo: logo.map(Arc::new), ..self }
    }
}
