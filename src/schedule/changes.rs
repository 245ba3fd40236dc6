//! Days on which the clocks change, and what falls due in the hour that is skipped or comes twice.
//!
//! A time that is skipped means the first instant after the change; one that comes twice means
//! the first of the two. Nothing is asked twice, nothing is left out.

use chrono::{
    DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};

use super::days::span;
use super::{OccurrenceId, Point, Schedule, When};

/// One change of the clocks in the store's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// The instant at which they change.
    pub at: DateTime<Utc>,
    /// The store day on which it happens.
    pub day: NaiveDate,
    /// What the clock would show at that instant if it were left alone.
    pub from: NaiveDateTime,
    /// What it shows instead: later where an hour is skipped, earlier where one comes twice.
    pub to: NaiveDateTime,
    /// What falls due at a time that does not exist, or exists twice.
    pub touched: Vec<OccurrenceId>,
}

impl Schedule {
    /// Returns the clock changes from one store day to another, both included.
    pub fn clock_changes(&self, from: NaiveDate, to: NaiveDate) -> Vec<ClockChange> {
        let mut changes = self.changes_around(from, to);
        changes.retain(|it| (from..=to).contains(&it.day));
        changes
    }

    /// Looks a day further at both ends: a zone's day and a store day lie apart.
    fn changes_around(&self, from: NaiveDate, to: NaiveDate) -> Vec<ClockChange> {
        let from = from.pred_opt().unwrap_or(from);
        let to = to.checked_add_days(Days::new(2)).unwrap_or(to);
        let mut before = self.offset(midnight(from));
        let mut changes = Vec::new();
        for day in span(from, to) {
            let (start, end) = (midnight(day), midnight(day) + Duration::days(1));
            let after = self.offset(end);
            if after != before {
                changes.push(self.change_between(start, end));
            }
            before = after;
        }
        changes
    }

    fn offset(&self, at: NaiveDateTime) -> i32 {
        self.zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
    }

    /// Finds the one change between two instants by halving.
    fn change_between(&self, mut start: NaiveDateTime, mut end: NaiveDateTime) -> ClockChange {
        let (before, after) = (self.offset(start), self.offset(end));
        while end - start > Duration::seconds(1) {
            let middle = start + Duration::seconds((end - start).num_seconds() / 2);
            if self.offset(middle) == before { start = middle } else { end = middle }
        }
        let from = end + Duration::seconds(before.into());
        let to = end + Duration::seconds(after.into());
        let day = self.day_of(start.and_utc());
        ClockChange { at: end.and_utc(), day, from, to, touched: self.due_between(day, from, to) }
    }

    /// Returns what falls due, by the clock on the wall, between two readings of one change.
    fn due_between(
        &self,
        day: NaiveDate,
        one: NaiveDateTime,
        other: NaiveDateTime,
    ) -> Vec<OccurrenceId> {
        let hours = self.character(day).hours(self);
        let wall = |minutes: i32| midnight(day) + Duration::minutes(minutes.into());
        let odd = one.min(other)..one.max(other);
        // What is counted from something that happens has no time on the wall to be odd.
        let at = |point: &Point| match point {
            Point::Clock(moment) => Some(wall(hours.minutes(moment))),
            Point::Done { .. } | Point::Start { .. } => None,
        };
        let due = |id: &OccurrenceId, step_index: usize| {
            let place = usize::from(id.number).saturating_sub(1);
            match &self.steps[step_index].when {
                When::Once(window) => at(&window.due),
                When::Every(rounds) => hours.grid(rounds).get(place).map(|it| wall(*it)),
                When::Series(series) => series.slots.get(place).and_then(|it| at(&it.due)),
                When::OnEvent(_) => None,
            }
        };
        let planned = self.plan(day).occurrences.into_iter();
        let touched =
            planned.filter(|it| due(&it.id, it.step_index).is_some_and(|it| odd.contains(&it)));
        touched.map(|it| it.id).collect()
    }
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}
