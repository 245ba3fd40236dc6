//! One store day on the calendar: every occurrence with its four instants.
//!
//! The store day is named by the date on which it begins. A clock time before the day's start
//! belongs to the next calendar day. A local time that a clock change skips means the first
//! instant after the change; one that happens twice means the first of the two.

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};

use super::hours::{Hours, MINUTES_A_DAY};
use super::{
    Applied, HolidayData, Moment, Owed, Period, Quota, Rounds, Schedule, ShiftId, StepId, When,
    Window,
};

/// One step on one store day; repeated steps are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OccurrenceId {
    /// The store day.
    pub day: NaiveDate,
    /// The step.
    pub step: StepId,
    /// Which of the day's repetitions, from 1.
    pub number: u16,
}

/// One occurrence with its instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which step, which day, which repetition.
    pub id: OccurrenceId,
    /// The position of its step in `Schedule::steps`.
    pub step_index: usize,
    /// Before this it is too early.
    pub earliest: DateTime<Utc>,
    /// From here on it is asked.
    pub due: DateTime<Utc>,
    /// After this it is overdue.
    pub finish_by: DateTime<Utc>,
    /// From here on it can no longer be done.
    pub closes: DateTime<Utc>,
}

/// A shift on one store day, from (inclusive) to (exclusive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedShift {
    /// Which shift.
    pub id: ShiftId,
    /// When it begins.
    pub from: DateTime<Utc>,
    /// When it ends.
    pub to: DateTime<Utc>,
}

/// A store day laid out on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The date on which the store day begins.
    pub day: NaiveDate,
    /// When it begins.
    pub starts: DateTime<Utc>,
    /// When it ends: the start of the next one.
    pub ends: DateTime<Utc>,
    /// Every occurrence, by due time, then as written.
    pub occurrences: Vec<Planned>,
    /// The shifts, in order.
    pub shifts: Vec<PlannedShift>,
    /// The variants that hold, in the order in which they are laid over each other.
    pub variants: Vec<Applied>,
    /// Whether the store stays closed.
    pub closed: bool,
    /// What the holiday calendar knows about the day.
    pub holiday_data: HolidayData,
}

impl Plan {
    /// Returns the shift that an instant falls into; before the first it is the first, after the
    /// last it is the last.
    pub fn shift_at(&self, now: DateTime<Utc>) -> Option<&PlannedShift> {
        self.shifts.iter().rev().find(|it| it.from <= now).or(self.shifts.first())
    }

    /// Returns the planned occurrence of that name, if the day has it.
    pub fn occurrence(&self, id: &OccurrenceId) -> Option<&Planned> {
        self.occurrences.iter().find(|it| it.id == *id)
    }
}

impl Schedule {
    /// Returns the store day that an instant belongs to.
    pub fn day_of(&self, now: DateTime<Utc>) -> NaiveDate {
        let local = now.with_timezone(&self.zone).naive_local();
        let begun = local.time() >= clock_time(self.day_starts.minutes());
        if begun { local.date() } else { local.date() - Days::new(1) }
    }

    /// Returns the instant that a moment means on a store day, with the times of that day.
    pub fn instant(&self, day: NaiveDate, moment: &Moment) -> DateTime<Utc> {
        let minutes = self.character(day).hours(self).minutes(moment);
        self.instant_at(day, minutes)
    }

    /// Lays a store day out on the calendar.
    pub fn plan(&self, day: NaiveDate) -> Plan {
        let character = self.character(day);
        let hours = character.hours(self);
        let layout = Layout { schedule: self, hours, day };
        let holidays = self.calendar.holidays.as_ref();
        let mut occurrences: Vec<Planned> = Vec::new();
        for (step_index, step) in self.steps.iter().enumerate() {
            let today = step.occurs.days.as_ref().is_none_or(|it| it.holds(day, holidays));
            if !today || !character.admits(step) || !Self::is_within_turn(step, day) {
                continue;
            }
            let id = |number| OccurrenceId { day, step: step.id.clone(), number };
            match &step.when {
                When::Once(window) => {
                    let once = layout.once(id(1), step_index, window);
                    occurrences.extend(layout.times(once, &step.occurs.owed));
                }
                When::Every(rounds) => {
                    for (number, due) in (1..).zip(layout.hours.grid(rounds)) {
                        occurrences.push(layout.round(id(number), step_index, rounds, due));
                    }
                }
            }
        }
        occurrences.sort_by_key(|it| (it.due, it.step_index));
        Plan {
            day,
            starts: self.instant_at(day, layout.hours.starts()),
            ends: layout.ends(),
            occurrences,
            shifts: layout.shifts(),
            variants: self.applied(&character, day),
            closed: character.closed,
            holiday_data: self.holiday_data(day),
        }
    }

    /// Returns the shifts of a store day, without laying out the rest of it.
    pub fn shifts_on(&self, day: NaiveDate) -> Vec<PlannedShift> {
        let character = self.character(day);
        Layout { schedule: self, hours: character.hours(self), day }.shifts()
    }

    fn instant_at(&self, day: NaiveDate, minutes: i32) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN) + Duration::minutes(minutes.into());
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(it) | LocalResult::Ambiguous(it, _) => it.to_utc(),
            LocalResult::None => self.first_after_gap(local),
        }
    }

    fn first_after_gap(&self, local: chrono::NaiveDateTime) -> DateTime<Utc> {
        let later = (1..=MINUTES_A_DAY).map(|it| local + Duration::minutes(it.into()));
        let found = later.filter_map(|it| self.zone.from_local_datetime(&it).earliest()).next();
        found.map_or(local.and_utc(), |it| it.to_utc())
    }
}

/// One day with its hours, on which steps are laid out.
struct Layout<'s> {
    schedule: &'s Schedule,
    hours: Hours<'s>,
    day: NaiveDate,
}

impl Layout<'_> {
    fn at(&self, moment: &Moment) -> DateTime<Utc> {
        self.schedule.instant_at(self.day, self.hours.minutes(moment))
    }

    fn shifts(&self) -> Vec<PlannedShift> {
        let planned = self.schedule.shifts.iter().map(|it| PlannedShift {
            id: it.id.clone(),
            from: self.at(&it.from),
            to: self.at(&it.to),
        });
        planned.collect()
    }

    fn ends(&self) -> DateTime<Utc> {
        self.schedule.instant_at(self.day, self.hours.day_end())
    }

    fn once(&self, id: OccurrenceId, step_index: usize, window: &Window) -> Planned {
        Planned {
            id,
            step_index,
            earliest: self.at(&window.earliest),
            due: self.at(&window.due),
            finish_by: self.at(&window.finish_by),
            closes: self.at(&window.closes),
        }
    }

    /// Returns an occurrence as often as it is owed on one day: each falls due when no more time is
    /// left than it and those after it take.
    fn times(&self, once: Planned, owed: &Owed) -> Vec<Planned> {
        let Owed::Quota(Quota { times, per: Period::Day, takes }) = owed else { return vec![once] };
        let each = |number: u32| {
            let left = i64::from(times - number + 1) * i64::from(takes.0);
            let due = once.closes - Duration::minutes(left);
            let id = OccurrenceId {
                number: u16::try_from(number).unwrap_or(u16::MAX),
                ..once.id.clone()
            };
            Planned { id, due, finish_by: once.closes, ..once.clone() }
        };
        (1..=*times).map(each).collect()
    }

    fn round(&self, id: OccurrenceId, step_index: usize, rounds: &Rounds, due: i32) -> Planned {
        let at = |minutes| self.schedule.instant_at(self.day, minutes);
        Planned {
            id,
            step_index,
            earliest: at(due - rounds.early_by.0),
            due: at(due),
            finish_by: at(due + rounds.finish_within.0),
            closes: at(due + rounds.every.0).min(self.ends()),
        }
    }
}

fn clock_time(minutes: u16) -> NaiveTime {
    NaiveTime::MIN + Duration::minutes(minutes.into())
}
