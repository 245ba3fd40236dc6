//! A recurrence rule of RFC 5545 at the level of dates.
//!
//! It never judges whether a rule can be computed right: the reader refuses those that cannot.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, NaiveTime};
use rrule::{RRule, RRuleError, RRuleSet, Tz, Unvalidated};

/// A rule with the date that it is counted from.
///
/// The date itself is among its days only where the rule says so.
#[derive(Clone, Debug)]
pub struct Recurrence {
    text: String,
    from: NaiveDate,
    set: RRuleSet,
    /// The days of the first years in order, found when the first of them is asked for.
    near: OnceLock<Vec<NaiveDate>>,
}

/// Two rules are the same when they are written the same; what has been computed does not matter.
impl PartialEq for Recurrence {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.from) == (&other.text, other.from)
    }
}

impl Eq for Recurrence {}

/// For so many years the days are kept; what lies further is counted anew each time.
const YEARS_KEPT: u64 = 40;

impl Recurrence {
    /// Returns a rule; `FREQ=WEEKLY;BYDAY=MO` is the form that is taken.
    pub(super) fn new(text: &str, from: NaiveDate) -> Result<Self, RRuleError> {
        let rule: RRule<Unvalidated> = text.parse()?;
        let midnight = from.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC);
        let set = RRuleSet::new(midnight).rrule(rule.validate(midnight)?).limit();
        Ok(Self { text: text.to_owned(), from, set, near: OnceLock::new() })
    }

    /// Returns the rule as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the date that it is counted from.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Returns its first day, or nothing where it has none.
    pub(super) fn first(&self) -> Option<NaiveDate> {
        self.dates().next()
    }

    /// Returns whether a day is one of its days.
    pub fn contains(&self, day: NaiveDate) -> bool {
        let kept_to = self.from + chrono::Days::new(YEARS_KEPT * 366);
        if day > kept_to {
            return self.dates().find(|it| *it >= day) == Some(day);
        }
        let near = self.near.get_or_init(|| self.dates().take_while(|it| *it <= kept_to).collect());
        near.binary_search(&day).is_ok()
    }

    fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let date = |it: DateTime<Tz>| it.date_naive();
        self.set.into_iter().map(date)
    }
}
