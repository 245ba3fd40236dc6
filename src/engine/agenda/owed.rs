//! What is owed over several days as it stands: duties and quotas.

use chrono::NaiveDate;

use crate::schedule::{Period, StepId};

/// Something that is owed over several days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedView {
    /// The step that does it.
    pub step: StepId,
    /// Where it stands.
    pub state: OwedState,
}

/// Where something that is owed over several days stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwedState {
    /// Its time has not come.
    Ahead {
        /// From when on it may be done.
        opens: NaiveDate,
        /// When it is due.
        due: NaiveDate,
    },
    /// It may be done, and need not be today.
    Open {
        /// When it is due.
        due: NaiveDate,
    },
    /// It is due today.
    Due,
    /// Its day has passed, and it is still asked.
    RolledOver {
        /// The day on which it was due; none where that is longer ago than anybody looked.
        since: Option<NaiveDate>,
    },
    /// It is settled until the next time.
    Settled(Settled),
    /// Its day has passed, and it is asked no more.
    Missed(NaiveDate),
    /// So many times in a period.
    Quota {
        /// How often it was done in this period.
        done: u32,
        /// How often it is owed.
        times: u32,
        /// In which period.
        per: Period,
        /// Whether what is left of the period is needed for what is left to do.
        pressing: bool,
    },
}

/// How something owed was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It was done on that day.
    Done(NaiveDate),
    /// It was left undone on that day, with a reason.
    Skipped(NaiveDate, String),
}

impl Settled {
    /// Returns the day on which it was settled.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Done(day) | Self::Skipped(day, _) => *day,
        }
    }
}
