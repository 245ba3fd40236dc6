//! The named times as they are on one kind of day, and what a moment means then.
//!
//! It counts minutes from the store day's midnight; `plan` turns them into instants.

use super::{Base, LastRound, Moment, Point, Rounds, Schedule, Step, StepId, TimeId, When};

pub(super) const MINUTES_A_DAY: i32 = 24 * 60;

/// The named times of one kind of day.
///
/// They are known and run in no circle, whatever variants come together: the reader has seen to
/// it.
pub(super) struct Hours<'s> {
    starts: i32,
    named: Vec<(&'s TimeId, &'s Moment)>,
}

impl<'s> Hours<'s> {
    /// Returns the hours of a day without variants.
    pub(super) fn usual(schedule: &'s Schedule) -> Self {
        let starts = i32::from(schedule.day_starts.minutes());
        Self { starts, named: schedule.times.iter().map(|(id, moment)| (id, moment)).collect() }
    }

    /// Gives a named time another meaning.
    pub(super) fn replace(&mut self, id: &TimeId, moment: &'s Moment) {
        for named in self.named.iter_mut().filter(|it| it.0 == id) {
            named.1 = moment;
        }
    }

    /// Returns the named times.
    pub(super) fn named(&self) -> &[(&'s TimeId, &'s Moment)] {
        &self.named
    }

    /// Returns the minutes from the store day's midnight to a moment.
    pub(super) fn minutes(&self, moment: &Moment) -> i32 {
        let base = match &moment.base {
            Base::Clock(time) if i32::from(time.minutes()) < self.starts => {
                i32::from(time.minutes()) + MINUTES_A_DAY
            }
            Base::Clock(time) => i32::from(time.minutes()),
            Base::DayEnd => self.day_end(),
            Base::Named(name) => {
                let named = self.named.iter().find(|(id, _)| *id == name);
                named.map_or(self.starts, |(_, moment)| self.minutes(moment))
            }
        };
        base + moment.offset.0
    }

    /// Returns the minutes from the store day's midnight to its start.
    pub(super) fn starts(&self) -> i32 {
        self.starts
    }

    /// Returns the minutes from the store day's midnight to its end.
    pub(super) fn day_end(&self) -> i32 {
        self.starts + MINUTES_A_DAY
    }

    /// Returns the due times of a grid.
    pub(super) fn grid(&self, rounds: &Rounds) -> Vec<i32> {
        let (from, to) = (self.minutes(&rounds.from), self.minutes(&rounds.to));
        let within = |due: &i32| match rounds.last {
            LastRound::Before => *due < to,
            LastRound::At => *due <= to,
        };
        let every = usize::try_from(rounds.every.0.max(1)).unwrap_or(1);
        (from..=to).step_by(every).filter(within).collect()
    }

    /// Returns when a step falls due if all goes as planned; steps must not be counted from each
    /// other in a circle.
    pub(super) fn dues(&self, schedule: &Schedule, step: &Step) -> Vec<i32> {
        match &step.when {
            When::Once(window) => vec![self.expected(schedule, &window.due)],
            When::Every(rounds) => self.grid(rounds),
            When::Series(series) => {
                series.slots.iter().map(|it| self.expected(schedule, &it.due)).collect()
            }
            // Nobody knows when, or whether.
            When::OnEvent(_) => Vec::new(),
        }
    }

    fn expected(&self, schedule: &Schedule, point: &Point) -> i32 {
        match point {
            Point::Clock(moment) => self.minutes(moment),
            Point::Done { step, offset } => {
                let of_step =
                    |it: &StepId| self.dues(schedule, schedule.step(it)?).first().copied();
                of_step(step).unwrap_or(self.day_end()) + offset.0
            }
            Point::Start { .. } => self.day_end(),
        }
    }

    /// Returns when a step can first be done, however early those are that it is counted from.
    pub(super) fn opens(&self, schedule: &Schedule, step: &Step) -> i32 {
        let first = |point: &Point| match point {
            Point::Clock(moment) => self.minutes(moment),
            Point::Done { step, offset } => {
                let before = schedule.step(step).map(|it| self.opens(schedule, it));
                before.unwrap_or(self.starts()) + offset.0
            }
            Point::Start { .. } => self.starts(),
        };
        match &step.when {
            When::Once(window) => first(&window.earliest).min(first(&window.due)),
            When::Every(rounds) => self.minutes(&rounds.from) - rounds.early_by.0,
            When::Series(series) => {
                let opens = series.slots.iter().map(|it| first(&it.due) - series.early_by.0);
                opens.min().unwrap_or(self.starts())
            }
            When::OnEvent(_) => self.starts(),
        }
    }
}

impl Schedule {
    /// Returns the minutes from the store day's midnight to a moment on a day without variants.
    pub fn minutes_of(&self, moment: &Moment) -> i32 {
        Hours::usual(self).minutes(moment)
    }

    /// Returns when a step falls due on a day without variants if all goes as planned.
    pub(super) fn dues(&self, step: &Step) -> Vec<i32> {
        Hours::usual(self).dues(self, step)
    }

    /// Returns when a step can first be done on a day without variants.
    pub(super) fn opens(&self, step: &Step) -> i32 {
        Hours::usual(self).opens(self, step)
    }

    /// Returns the due times of a grid on a day without variants, in minutes from midnight.
    pub fn grid(&self, rounds: &Rounds) -> Vec<i32> {
        Hours::usual(self).grid(rounds)
    }
}
