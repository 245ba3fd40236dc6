//! A recurrence rule of RFC 5545 at the level of dates.
//!
//! It never judges whether a rule can be computed right: the reader refuses those that cannot.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime};
use rrule::{RRule, RRuleError, RRuleSet, RRuleSetIter, Tz, Unvalidated};

/// A rule with the date that it is counted from.
///
/// The date itself is among its days only where the rule says so. What has been computed is kept,
/// so that a year of days costs one walk along the rule; it never changes what the rule means.
pub struct Recurrence {
    text: String,
    from: NaiveDate,
    set: RRuleSet,
    walk: Mutex<Walk>,
}

/// How far the rule has been followed.
struct Walk {
    rest: RRuleSetIter,
    /// Its days so far, in order.
    days: Vec<NaiveDate>,
    /// Whether there are no more.
    ended: bool,
}

impl Recurrence {
    /// Returns a rule; `FREQ=WEEKLY;BYDAY=MO` is the form that is taken.
    pub(super) fn new(text: &str, from: NaiveDate) -> Result<Self, RRuleError> {
        let rule: RRule<Unvalidated> = text.parse()?;
        let midnight = from.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC);
        let set = RRuleSet::new(midnight).rrule(rule.validate(midnight)?).limit();
        let walk = Mutex::new(Walk::along(&set));
        Ok(Self { text: text.to_owned(), from, set, walk })
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
        Walk::along(&self.set).next()
    }

    /// Returns whether a day is one of its days.
    pub fn contains(&self, day: NaiveDate) -> bool {
        // A walk that was broken off is still right as far as it went.
        let mut walk = self.walk.lock().unwrap_or_else(PoisonError::into_inner);
        while !walk.ended && walk.days.last().is_none_or(|it| *it < day) {
            match walk.next() {
                Some(next) => walk.days.push(next),
                None => walk.ended = true,
            }
        }
        walk.days.binary_search(&day).is_ok()
    }
}

impl Walk {
    fn along(set: &RRuleSet) -> Self {
        Self { rest: set.into_iter(), days: Vec::new(), ended: false }
    }

    fn next(&mut self) -> Option<NaiveDate> {
        self.rest.next().map(|it: DateTime<Tz>| it.date_naive())
    }
}

impl Clone for Recurrence {
    fn clone(&self) -> Self {
        let walk = Mutex::new(Walk::along(&self.set));
        Self { text: self.text.clone(), from: self.from, set: self.set.clone(), walk }
    }
}

impl fmt::Debug for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {}", self.text, self.from)
    }
}

/// Two rules are the same when they are written the same.
impl PartialEq for Recurrence {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.from) == (&other.text, other.from)
    }
}

impl Eq for Recurrence {}
