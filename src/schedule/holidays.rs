//! Public holidays and make-up workdays, as far as the store's calendar files know them.
//!
//! It never guesses: what lies beyond the files is answered "no data".

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Text;

/// What the calendar files of a schedule say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// From when to when each file speaks, in the order of the files.
    pub covers: Vec<Cover>,
    /// The days off and the make-up workdays.
    pub days: BTreeMap<NaiveDate, SpecialDay>,
}

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// A day that is not what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecialDay {
    /// A day off, with its name.
    Off(Text),
    /// A day on which people work to make up for a day off, with its name.
    MakeUp(Text),
}

/// What is known about a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolidayData {
    /// The schedule names no holiday calendar.
    Unused,
    /// The calendar speaks of that day: what it says, or that the day is an ordinary one.
    Known(Option<SpecialDay>),
    /// The day lies outside what the calendar files cover.
    NoData {
        /// What they cover.
        covers: Vec<Cover>,
    },
}

impl Holidays {
    /// Returns what is known about a day.
    pub fn on(&self, day: NaiveDate) -> HolidayData {
        if self.knows(day) {
            HolidayData::Known(self.days.get(&day).cloned())
        } else {
            HolidayData::NoData { covers: self.covers.clone() }
        }
    }

    /// Returns what is special about a day, if it is known.
    pub fn special(&self, day: NaiveDate) -> Option<&SpecialDay> {
        self.days.get(&day).filter(|_| self.knows(day))
    }

    fn knows(&self, day: NaiveDate) -> bool {
        self.covers.iter().any(|it| (it.from..=it.to).contains(&day))
    }
}
