//! Times of the store day as a person writes them: `08:20`, `open`, `close - 10m`.
//!
//! A time here is a wish on any day; `plan` turns it into an instant of one day.

use super::TimeId;

/// Minutes; negative before, positive after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub i32);

/// A time of day on the clock, in minutes after midnight, 0 to 1439.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Returns the time of day, or nothing when hour or minute do not exist on a clock.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// Returns the minutes after midnight, 0 to 1439.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

/// What a moment is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A time on the clock. One before the store day starts belongs to the next morning.
    Clock(TimeOfDay),
    /// A named time of `store.toml`.
    Named(TimeId),
    /// The end of the store day.
    DayEnd,
}

/// A time of the store day: a base and an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What it is counted from.
    pub base: Base,
    /// How much later than the base.
    pub offset: Minutes,
}
