//! On which days something holds: weekdays, dates, days of the month, every so many days, a rule.
//!
//! It knows dates only: the time of day is the step's own, and which date it is comes as an
//! argument.

use chrono::{Datelike, Days as Later, NaiveDate, Weekday};

use super::fault::say;
use super::{Holidays, Recurrence, SpecialDay, Text};

/// The days on which a step or a variant holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// The days meant.
    pub on: DaysOn,
    /// Days on which it does not hold all the same.
    pub except: Vec<DayWord>,
}

/// The days meant, before any exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysOn {
    /// Every day that one of these words names.
    Any(Vec<DayWord>),
    /// Every so many days, counted from a date; none before it.
    Every {
        /// How many days lie between two, at least one.
        days: u32,
        /// The first of them.
        from: NaiveDate,
    },
    /// The days of a recurrence rule.
    Recurs(Box<Recurrence>),
}

/// One way to name days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayWord {
    /// Each week on that day.
    Weekday(Weekday),
    /// One such weekday in each month that has it.
    Nth(Nth, Weekday),
    /// The same day of each month; the other value says what a month without it does.
    MonthDay(u32, ShortMonth),
    /// The last day of each month.
    LastDay,
    /// From one date to another, both included.
    Dates(NaiveDate, NaiveDate),
    /// The same span each year, both ends included; it may run over the new year.
    EveryYear(MonthDay, MonthDay),
    /// A day off of the holiday calendar.
    Holiday,
    /// A weekend day of the holiday calendar on which people work.
    MakeUp,
}

/// Which of the weekdays of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// Counted from the first of the month, 1 to 5.
    First(u32),
    /// The last one.
    Last,
}

/// What a month does that does not have the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortMonth {
    /// It is left out.
    Skip,
    /// Its last day is taken.
    Last,
}

/// A day of the year as it stands on a calendar, of a year with 29 February.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// The month, 1 to 12.
    pub month: u32,
    /// The day, 1 to 31.
    pub day: u32,
}

impl Days {
    /// Returns whether a day is among them.
    pub fn holds(&self, day: NaiveDate, holidays: Option<&Holidays>) -> bool {
        let on = match &self.on {
            DaysOn::Any(words) => words.iter().any(|it| it.names(day, holidays)),
            DaysOn::Every { days, from } => {
                let since = day.signed_duration_since(*from).num_days();
                since >= 0 && since % i64::from((*days).max(1)) == 0
            }
            DaysOn::Recurs(rule) => rule.contains(day),
        };
        on && !self.except.iter().any(|it| it.names(day, holidays))
    }

    /// Returns why a day is among them, or nothing where it is not.
    pub fn why(&self, day: NaiveDate, holidays: Option<&Holidays>) -> Option<Text> {
        if !self.holds(day, holidays) {
            return None;
        }
        match &self.on {
            DaysOn::Any(words) => {
                let word = words.iter().find(|it| it.names(day, holidays));
                word.map(|it| it.why(day, holidays))
            }
            DaysOn::Every { days, from } => Some(say(
                format!("自 {from} 起每 {days} 天"),
                format!("every {days} days from {from}"),
            )),
            DaysOn::Recurs(rule) => {
                let (text, from) = (rule.text(), rule.from());
                Some(say(format!("自 {from} 起 {text}"), format!("{text} from {from}")))
            }
        }
    }

    /// Returns whether the holiday calendar is asked.
    pub fn asks_holidays(&self) -> bool {
        let on: &[DayWord] = match &self.on {
            DaysOn::Any(words) => words,
            DaysOn::Every { .. } | DaysOn::Recurs(_) => &[],
        };
        let asks = |it: &DayWord| matches!(it, DayWord::Holiday | DayWord::MakeUp);
        on.iter().chain(&self.except).any(asks)
    }
}

impl DayWord {
    /// Returns whether it names that day.
    pub fn names(&self, day: NaiveDate, holidays: Option<&Holidays>) -> bool {
        let special = || holidays.and_then(|it| it.special(day));
        match self {
            Self::Weekday(weekday) => day.weekday() == *weekday,
            Self::Nth(Nth::First(number), weekday) => {
                day.weekday() == *weekday && day.day0() / 7 + 1 == *number
            }
            Self::Nth(Nth::Last, weekday) => {
                day.weekday() == *weekday && day.day() + 7 > last_of_month(day)
            }
            Self::MonthDay(number, short) => {
                let instead = match short {
                    ShortMonth::Skip => false,
                    ShortMonth::Last => {
                        *number > last_of_month(day) && day.day() == last_of_month(day)
                    }
                };
                day.day() == *number || instead
            }
            Self::LastDay => day.day() == last_of_month(day),
            Self::Dates(from, to) => (*from..=*to).contains(&day),
            Self::EveryYear(from, to) => {
                let this = MonthDay { month: day.month(), day: day.day() };
                if from <= to {
                    (*from..=*to).contains(&this)
                } else {
                    this >= *from || this <= *to
                }
            }
            Self::Holiday => matches!(special(), Some(SpecialDay::Off(_))),
            Self::MakeUp => matches!(special(), Some(SpecialDay::MakeUp(_))),
        }
    }

    fn why(&self, day: NaiveDate, holidays: Option<&Holidays>) -> Text {
        match self {
            Self::Weekday(weekday) => weekday_name(*weekday),
            Self::Nth(nth, weekday) => {
                let Text { zh, en } = weekday_name(*weekday);
                match nth {
                    Nth::First(number) => say(
                        format!("本月第 {number} 个{zh}"),
                        format!("{en} {number} of the month"),
                    ),
                    Nth::Last => {
                        say(format!("本月最后一个{zh}"), format!("last {en} of the month"))
                    }
                }
            }
            Self::MonthDay(number, _) if day.day() == *number => {
                say(format!("每月 {number} 日"), format!("day {number} of each month"))
            }
            Self::MonthDay(number, _) => say(
                format!("每月 {number} 日，本月没有，取最后一天"),
                format!("day {number} of each month, here the last"),
            ),
            Self::LastDay => say("每月最后一天", "last day of the month"),
            Self::Dates(from, to) if from == to => say(from.to_string(), from.to_string()),
            Self::Dates(from, to) => say(format!("{from} 至 {to}"), format!("{from} to {to}")),
            Self::EveryYear(from, to) if from == to => {
                say(format!("每年 {from}"), format!("{from} every year"))
            }
            Self::EveryYear(from, to) => {
                say(format!("每年 {from} 至 {to}"), format!("{from} to {to} every year"))
            }
            Self::Holiday | Self::MakeUp => why_special(day, holidays),
        }
    }
}

fn why_special(day: NaiveDate, holidays: Option<&Holidays>) -> Text {
    match holidays.and_then(|it| it.special(day)) {
        Some(SpecialDay::Off(name)) => {
            say(format!("节假日：{}", name.zh), format!("public holiday: {}", name.en))
        }
        Some(SpecialDay::MakeUp(name)) => {
            say(format!("调休上班：{}", name.zh), format!("make-up workday: {}", name.en))
        }
        None => say("", ""),
    }
}

impl std::fmt::Display for MonthDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Returns what a weekday is called.
pub(super) fn weekday_name(weekday: Weekday) -> Text {
    match weekday {
        Weekday::Mon => say("周一", "Monday"),
        Weekday::Tue => say("周二", "Tuesday"),
        Weekday::Wed => say("周三", "Wednesday"),
        Weekday::Thu => say("周四", "Thursday"),
        Weekday::Fri => say("周五", "Friday"),
        Weekday::Sat => say("周六", "Saturday"),
        Weekday::Sun => say("周日", "Sunday"),
    }
}

/// Returns how many days the month of a date has.
fn last_of_month(day: NaiveDate) -> u32 {
    (28..=31).rev().find(|it| day.with_day(*it).is_some()).unwrap_or(day.day())
}

/// Returns the days from one to another, both included.
pub(super) fn span(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let next = |it: &NaiveDate| it.checked_add_days(Later::new(1));
    std::iter::successors(Some(from), next).take_while(move |it| *it <= to)
}
