//! What is owed over more than one day: once in a period, so many times in it, so often in days.
//!
//! It knows dates only and never what was done: it says which turn a date belongs to, and when that
//! turn falls due.

use chrono::{Datelike, Days as Later, Months, NaiveDate};

use super::{DayWord, Minutes, Need, Schedule, Step};

/// How much of a step is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Owed {
    /// Each time that it is planned, by itself.
    #[default]
    EachTime,
    /// Once in each turn, whichever day that is.
    Duty(Duty),
    /// So many times in each period, at whatever time.
    Quota(Quota),
}

/// A duty that is done once in each turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// How its turns follow each other.
    pub cycle: Cycle,
    /// So many days before it is due it may be done.
    pub lead: u32,
    /// What becomes of it when its day has passed.
    pub roll_over: RollOver,
    /// Turns that fall due before this day are not owed; nothing means that all are.
    pub from: Option<NaiveDate>,
}

/// How the turns of a duty follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// One in each period of the calendar.
    Each(Period, By),
    /// So many days after it was last done.
    AfterDone {
        /// How many, at least one.
        days: u32,
        /// When it is due for the first time.
        first: NaiveDate,
    },
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From a store day's morning to the next.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months, the first beginning with January.
    Quarter,
    /// A year.
    Year,
}

/// The day of a period by which a duty is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A day of one of the months of the period, counted from 1; a short month takes its last day.
    InMonth(u32, DayWord),
    /// A weekday of the week.
    InWeek(chrono::Weekday),
}

/// What becomes of a duty that was not done by its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollOver {
    /// It is asked day after day, until the next turn may be done.
    UntilDone,
    /// It is missed, once.
    WindowOnly,
}

/// So many times in each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many times.
    pub times: u32,
    /// In which period.
    pub per: Period,
    /// How long one takes, where several are done on one day.
    pub takes: Minutes,
}

/// One turn of a duty, or one period of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// From this day on it may be done.
    pub from: NaiveDate,
    /// The day on which it is due.
    pub due: NaiveDate,
    /// The last day on which it can be done.
    pub last: NaiveDate,
}

impl Duty {
    /// Returns the turn that a day falls into; nothing where its turns follow from what was done,
    /// or where the turn is not owed.
    ///
    /// The due day is the one that is written; `Schedule::turn` moves it to a day that occurs.
    fn turn(&self, day: NaiveDate) -> Option<Turn> {
        let Cycle::Each(period, by) = &self.cycle else { return None };
        let start = period.start(day);
        let starts = [period.before(start), Some(start), period.after(start)].into_iter().flatten();
        let begun = |start: &NaiveDate| by.of(*start) - Later::new(self.lead.into()) <= day;
        let start = starts.filter(begun).max()?;
        let due = by.of(start);
        if self.from.is_some_and(|it| due < it) {
            return None;
        }
        let from = due - Later::new(self.lead.into());
        let last = match self.roll_over {
            RollOver::WindowOnly => due,
            RollOver::UntilDone => {
                let next = by.of(period.after(start)?);
                next - Later::new(self.lead.into()) - Later::new(1)
            }
        };
        Some(Turn { from, due, last })
    }

    /// Returns the shortest time between two due days in many years, in days; nothing where it is
    /// counted from what was done.
    pub(super) fn shortest(&self) -> Option<i64> {
        let Cycle::Each(period, by) = &self.cycle else { return None };
        let first = NaiveDate::from_ymd_opt(2024, 1, 1)?;
        let last = NaiveDate::from_ymd_opt(2052, 1, 1)?;
        let starts = std::iter::successors(Some(period.start(first)), |it| period.after(*it));
        let dues: Vec<NaiveDate> =
            starts.take_while(|it| *it <= last).map(|it| by.of(it)).collect();
        dues.windows(2).map(|it| (it[1] - it[0]).num_days()).min()
    }
}

impl Period {
    /// Returns the first day of the period that a day belongs to.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        let of_month = |months: u32| {
            let month = day.month0() / months * months + 1;
            NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
        };
        match self {
            Self::Day => day,
            Self::Week => day - Later::new(day.weekday().num_days_from_monday().into()),
            Self::Month => of_month(1),
            Self::Quarter => of_month(3),
            Self::Year => of_month(12),
        }
    }

    /// Returns the first day of the next period.
    pub fn after(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => start.checked_add_days(Later::new(1)),
            Self::Week => start.checked_add_days(Later::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Quarter => start.checked_add_months(Months::new(3)),
            Self::Year => start.checked_add_months(Months::new(12)),
        }
    }

    fn before(self, start: NaiveDate) -> Option<NaiveDate> {
        start.pred_opt().map(|it| self.start(it))
    }

    /// Returns how many days the shortest of them has.
    pub(super) fn days_min(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 28,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }
}

impl By {
    /// Returns the day that is meant in the period that begins on a day.
    fn of(&self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::InWeek(weekday) => start + Later::new(weekday.num_days_from_monday().into()),
            Self::InMonth(month, word) => {
                let first = start + Months::new(month - 1);
                let days = first.iter_days().take_while(|it| it.month() == first.month());
                let named = days.filter(|it| word.names(*it, None)).last();
                // Only words that every month has are taken.
                named.unwrap_or(first)
            }
        }
    }
}

/// How many days a duty that is counted from what was done looks back beyond its own distance.
const LOOK_BACK: u64 = 31;

impl Schedule {
    /// Returns the turn of a duty or the period of a quota that a day falls into, with the due day
    /// moved to the last day before on which the step occurs, or else to the first after.
    ///
    /// Nothing where nothing is owed, or where it is counted from what was done.
    pub fn turn(&self, step: &Step, day: NaiveDate) -> Option<Turn> {
        match &step.occurs.owed {
            Owed::EachTime => None,
            Owed::Quota(quota) => {
                let from = quota.per.start(day);
                let last = quota.per.after(from)?.pred_opt()?;
                Some(Turn { from, due: last, last })
            }
            Owed::Duty(duty) => {
                let turn = duty.turn(day)?;
                let on = |it: &NaiveDate| self.occurs(step, *it);
                let before = back(turn.due).take_while(|it| *it >= turn.from).find(on);
                let after = || turn.due.iter_days().take_while(|it| *it <= turn.last).find(on);
                Some(Turn { due: before.or_else(after).unwrap_or(turn.due), ..turn })
            }
        }
    }

    /// Returns whether a step occurs on a day, what is owed aside.
    pub fn occurs(&self, step: &Step, day: NaiveDate) -> bool {
        let holidays = self.calendar.holidays.as_ref();
        let named = step.occurs.days.as_ref().is_none_or(|it| it.holds(day, holidays));
        named && self.character(day).admits(step)
    }

    /// Returns whether a step is planned on a day, given that it occurs: of a duty, whether the day
    /// lies within a turn.
    pub(super) fn is_within_turn(step: &Step, day: NaiveDate) -> bool {
        match &step.occurs.owed {
            Owed::EachTime | Owed::Quota(_) => true,
            Owed::Duty(duty) => match &duty.cycle {
                Cycle::Each(..) => duty.turn(day).is_some_and(|it| day <= it.last),
                Cycle::AfterDone { first, .. } => day + Later::new(duty.lead.into()) >= *first,
            },
        }
    }
}

impl Step {
    /// Returns what a store day needs of the days before it, for what is owed over several days.
    pub(super) fn history(&self, day: NaiveDate) -> Option<Need> {
        let from = match &self.occurs.owed {
            Owed::EachTime => return None,
            Owed::Quota(quota) => quota.per.start(day),
            Owed::Duty(duty) => match &duty.cycle {
                Cycle::Each(..) => duty.turn(day)?.from,
                Cycle::AfterDone { days, .. } => look_back(day, *days),
            },
        };
        Some(Need::Days { step: self.id.clone(), from, before: day })
    }
}

/// Returns the first day on which it counts that such a duty was done.
pub fn look_back(day: NaiveDate, days: u32) -> NaiveDate {
    day - Later::new(u64::from(days) + LOOK_BACK)
}

fn back(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(day), NaiveDate::pred_opt)
}
