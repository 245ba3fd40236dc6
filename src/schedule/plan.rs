//! One store day on the calendar: every occurrence with its four instants.
//!
//! The store day is named by the date on which it begins. A clock time before the day's start
//! belongs to the next calendar day. A local time that a clock change skips means the first
//! instant after the change; one that happens twice means the first of the two.

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};

use super::hours::MINUTES_A_DAY;
use super::layout::Layout;
use super::variant::Character;
use super::{
    Applied, Counted, Event, Happened, HolidayData, Moment, Schedule, ShiftId, Step, StepId, When,
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
    /// From here on the desk announces it, if it does.
    pub warns: Option<DateTime<Utc>>,
    /// Whether its times are known, or wait for something to happen.
    pub counting: Counting,
}

/// Whether the times of an occurrence are known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// They are: from the clock, or from what has happened.
    Known,
    /// They are counted from a step that has not ended. What is planned holds if it never does.
    Waits(Waiting),
}

/// What an occurrence waits for before its times are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The step that it is counted from.
    pub step: StepId,
    /// When that step closes: from then on the times are known in any case.
    pub until: DateTime<Utc>,
    /// Its times if that step is done when it falls due.
    pub expected: Times,
}

/// The four times of an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Before this it is too early.
    pub earliest: DateTime<Utc>,
    /// From here on it is asked.
    pub due: DateTime<Utc>,
    /// After this it is overdue.
    pub finish_by: DateTime<Utc>,
    /// From here on it can no longer be done.
    pub closes: DateTime<Utc>,
}

impl Planned {
    /// Returns its times if all that it is counted from goes as planned.
    pub fn expected(&self) -> Times {
        let Self { earliest, due, finish_by, closes, .. } = *self;
        match &self.counting {
            Counting::Known => Times { earliest, due, finish_by, closes },
            Counting::Waits(it) => it.expected,
        }
    }
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
    /// Every occurrence, by the time at which it is expected to fall due, then as written.
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
    fn sort(&mut self) {
        self.occurrences.sort_by_key(|it| (it.expected().due, it.step_index, it.id.number));
    }

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

    /// Lays a store day out on the calendar, before anything has happened on it.
    pub fn plan(&self, day: NaiveDate) -> Plan {
        let character = self.character(day);
        let happened = Happened::default();
        let hours = character.hours(self);
        let mut layout =
            Layout { schedule: self, hours, day, happened: &happened, laid: Vec::new() };
        layout.lay_all(&self.occurring(&character, day));
        let mut plan = Plan {
            day,
            starts: self.instant_at(day, layout.hours.starts()),
            ends: layout.ends(),
            shifts: self.shifts_on(day),
            occurrences: layout.laid,
            variants: self.applied(&character, day),
            closed: character.closed,
            holiday_data: self.holiday_data(day),
        };
        plan.sort();
        plan
    }

    /// Lays those steps out again whose times depend on what really happened.
    pub fn replan(&self, plan: &mut Plan, happened: &Happened) {
        let character = self.character(plan.day);
        let hours = character.hours(self);
        let moves = |index: usize| self.steps[index].when.moves();
        let mut laid = std::mem::take(&mut plan.occurrences);
        laid.retain(|it| !moves(it.step_index));
        let mut layout = Layout { schedule: self, hours, day: plan.day, happened, laid };
        let mut again = self.occurring(&character, plan.day);
        again.retain(|it| moves(*it));
        layout.lay_all(&again);
        plan.occurrences = layout.laid;
        plan.sort();
    }

    /// Returns whether the times of some step are counted from this one.
    pub fn is_leaned_on(&self, id: &StepId) -> bool {
        self.steps.iter().any(|it| match &it.when {
            When::Every(rounds) => rounds.counted == Counted::FromLast && it.id == *id,
            When::Once(_) | When::Series(_) | When::OnEvent(_) => it.when.anchors().contains(&id),
        })
    }

    /// Returns the events that start something on a day, in the order written.
    pub fn events_on(&self, day: NaiveDate) -> Vec<&Event> {
        if self.events.is_empty() {
            return Vec::new();
        }
        let occurring = self.occurring(&self.character(day), day);
        let starts = |event: &&Event| {
            occurring.iter().any(|it| self.steps[*it].when.event() == Some(&event.id))
        };
        self.events.iter().filter(starts).collect()
    }

    /// Returns the positions of the steps that occur on a day.
    fn occurring(&self, character: &Character<'_>, day: NaiveDate) -> Vec<usize> {
        let holidays = self.calendar.holidays.as_ref();
        let today = |step: &Step| {
            let days = step.occurs.days.as_ref();
            days.is_none_or(|it| it.holds(day, holidays))
                && character.admits(step)
                && Self::is_within_turn(step, day)
        };
        (0..self.steps.len()).filter(|it| today(&self.steps[*it])).collect()
    }

    /// Returns the shifts of a store day, without laying out the rest of it.
    pub fn shifts_on(&self, day: NaiveDate) -> Vec<PlannedShift> {
        let hours = self.character(day).hours(self);
        let planned = self.shifts.iter().map(|it| PlannedShift {
            id: it.id.clone(),
            from: self.instant_at(day, hours.minutes(&it.from)),
            to: self.instant_at(day, hours.minutes(&it.to)),
        });
        planned.collect()
    }

    pub(super) fn instant_at(&self, day: NaiveDate, minutes: i32) -> DateTime<Utc> {
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

fn clock_time(minutes: u16) -> NaiveTime {
    NaiveTime::MIN + Duration::minutes(minutes.into())
}
