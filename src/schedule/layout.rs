//! Steps laid out on one store day: each window, round and series becomes instants.
//!
//! What is counted from something that has not happened yet gets the times that hold if it never
//! does, beside those that are to be expected. It never looks at the present instant.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::hours::Hours;
use super::plan::{Counting, Planned, Times, Waiting};
use super::{
    Counted, Happened, LastRound, Minutes, Moment, OccurrenceId, Owed, Period, Point, Quota,
    Rounds, Schedule, Series, SlotCloses, Step, StepId, When, Window,
};

/// One day with its hours, on which steps are laid out.
pub(super) struct Layout<'s> {
    pub(super) schedule: &'s Schedule,
    pub(super) hours: Hours<'s>,
    pub(super) day: NaiveDate,
    pub(super) happened: &'s Happened,
    /// What is laid out already; a step comes behind those that it is counted from.
    pub(super) laid: Vec<Planned>,
}

/// An instant of the day, as it holds by now and as it is to be expected.
#[derive(Clone)]
struct Reckoned {
    holds: DateTime<Utc>,
    expected: DateTime<Utc>,
    /// The step that it is counted from and that has not ended, and when that closes.
    waits: Option<(StepId, DateTime<Utc>)>,
}

/// On which occasion a time is counted.
#[derive(Clone, Copy)]
enum Occasion {
    /// On each day, in any case.
    Daily,
    /// When an event happened.
    Start { number: u16, at: DateTime<Utc> },
}

impl Reckoned {
    fn sure(at: DateTime<Utc>) -> Self {
        Self { holds: at, expected: at, waits: None }
    }

    fn later(&self, Minutes(offset): Minutes) -> Self {
        let offset = Duration::minutes(offset.into());
        let (holds, expected) = (self.holds + offset, self.expected + offset);
        Self { holds, expected, waits: self.waits.clone() }
    }

    fn earlier(&self, Minutes(offset): Minutes) -> Self {
        self.later(Minutes(-offset))
    }
}

impl Layout<'_> {
    pub(super) fn at(&self, moment: &Moment) -> DateTime<Utc> {
        self.schedule.instant_at(self.day, self.hours.minutes(moment))
    }

    pub(super) fn ends(&self) -> DateTime<Utc> {
        self.schedule.instant_at(self.day, self.hours.day_end())
    }

    /// Lays out these steps, by position; those first that others are counted from.
    ///
    /// A step that is counted from one that rests today rests as well.
    pub(super) fn lay_all(&mut self, steps: &[usize]) {
        let schedule = self.schedule;
        let (mut open, fixed): (Vec<usize>, Vec<usize>) =
            steps.iter().partition(|it| !schedule.steps[**it].when.anchors().is_empty());
        fixed.into_iter().for_each(|it| self.lay(it));
        loop {
            let is_laid = |id: &StepId| self.laid.iter().any(|it| it.id.step == *id);
            let ready =
                |index: &usize| schedule.steps[*index].when.anchors().into_iter().all(is_laid);
            let (now, later): (Vec<usize>, Vec<usize>) = open.into_iter().partition(ready);
            if now.is_empty() {
                return;
            }
            now.into_iter().for_each(|it| self.lay(it));
            open = later;
        }
    }

    fn lay(&mut self, index: usize) {
        let step = &self.schedule.steps[index];
        let planned = match &step.when {
            When::Once(window) => self.times(self.once(index, step, window), &step.occurs.owed),
            When::Every(rounds) => match rounds.counted {
                Counted::OnGrid => self.on_grid(index, step, rounds),
                Counted::FromLast => self.since_last(index, step, rounds),
            },
            When::Series(series) => self.series(index, step, series),
            When::OnEvent(it) => {
                let starts = self.happened.starts(&it.event).iter();
                starts.map(|start| self.started(index, step, &it.window, *start)).collect()
            }
        };
        self.laid.extend(planned);
    }

    fn once(&self, index: usize, step: &Step, window: &Window) -> Planned {
        let points = [&window.earliest, &window.due, &window.finish_by, &window.closes];
        let four = points.map(|it| self.reckon(it, Occasion::Daily));
        self.planned(self.id(step, 1), index, four, Minutes(0))
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

    fn started(
        &self,
        index: usize,
        step: &Step,
        window: &Window,
        (number, at): (u16, DateTime<Utc>),
    ) -> Planned {
        let points = [&window.earliest, &window.due, &window.finish_by, &window.closes];
        let four = points.map(|it| self.reckon(it, Occasion::Start { number, at }));
        self.planned(self.id(step, number), index, four, Minutes(0))
    }

    fn on_grid(&self, index: usize, step: &Step, rounds: &Rounds) -> Vec<Planned> {
        // Each bound is a time on the clock, also where the clocks change in between.
        let at = |minutes| self.schedule.instant_at(self.day, minutes);
        let round = |(number, due): (u16, i32)| {
            let four = [
                at(due - rounds.early_by.0),
                at(due),
                at(due + rounds.finish_within.0),
                at(due + rounds.every.0),
            ];
            self.planned(self.id(step, number), index, four.map(Reckoned::sure), rounds.warn)
        };
        (1..).zip(self.hours.grid(rounds)).map(round).collect()
    }

    /// Each round falls due so long after the last one was really done; one that was not done, so
    /// long after it was due.
    fn since_last(&self, index: usize, step: &Step, rounds: &Rounds) -> Vec<Planned> {
        let every = Duration::minutes(rounds.every.0.into());
        let early_by = Duration::minutes(rounds.early_by.0.into());
        let (mut next, to) = (self.at(&rounds.from), self.at(&rounds.to));
        let mut last_done: Option<DateTime<Utc>> = None;
        let mut planned: Vec<Planned> = Vec::new();
        for number in 1..=u16::MAX {
            let course = self.happened.course(&step.id, number);
            let mut due = next;
            if due >= to {
                let asked = planned.last().is_some_and(|it| it.due >= to);
                let done = last_done.is_some_and(|it| it >= to - early_by);
                let closing = rounds.last == LastRound::At && !asked && !done;
                match closing {
                    true => due = to,
                    // What has begun stays in the record.
                    false if course.begun => {}
                    false => break,
                }
            }
            let sure = Reckoned::sure(due);
            let four = [
                sure.earlier(rounds.early_by),
                sure.clone(),
                sure.later(rounds.finish_within),
                sure.later(rounds.every),
            ];
            planned.push(self.planned(self.id(step, number), index, four, rounds.warn));
            last_done = last_done.max(course.done);
            next = match last_done.filter(|_| course.done.is_some()) {
                // One that was finished after the next had begun does not move the next.
                Some(done) if done > due + every => {
                    match self.happened.course(&step.id, number.saturating_add(1)).begun {
                        true => due + every,
                        false => done + every,
                    }
                }
                Some(done) => done + every,
                None => due + every,
            };
        }
        planned
    }

    fn series(&self, index: usize, step: &Step, series: &Series) -> Vec<Planned> {
        let reckon = |point: &Point| self.reckon(point, Occasion::Daily);
        let dues: Vec<Reckoned> = series.slots.iter().map(|it| reckon(&it.due)).collect();
        let slot = |(place, due): (usize, &Reckoned)| {
            let closes = match &series.closes {
                SlotCloses::WithNext { last } => {
                    dues.get(place + 1).cloned().unwrap_or_else(|| reckon(last))
                }
                SlotCloses::At(at) => reckon(at),
                SlotCloses::Within(length) => due.later(*length),
            };
            let (earliest, finish) =
                (due.earlier(series.early_by), due.later(series.finish_within));
            let number = u16::try_from(place + 1).unwrap_or(u16::MAX);
            let four = [earliest, due.clone(), finish, closes];
            self.planned(self.id(step, number), index, four, series.warn)
        };
        dues.iter().enumerate().map(slot).collect()
    }

    fn id(&self, step: &Step, number: u16) -> OccurrenceId {
        OccurrenceId { day: self.day, step: step.id.clone(), number }
    }

    fn reckon(&self, point: &Point, occasion: Occasion) -> Reckoned {
        match (point, occasion) {
            (Point::Clock(moment), _) => Reckoned::sure(self.at(moment)),
            (Point::Done { step, offset }, _) => self.after(step, occasion).later(*offset),
            (Point::Start { offset }, Occasion::Start { at, .. }) => {
                Reckoned::sure(at).later(*offset)
            }
            // The reader lets no step of the day be counted from a start.
            (Point::Start { .. }, Occasion::Daily) => Reckoned::sure(self.ends()),
        }
    }

    /// Returns when a step was done, or left undone; until then, when it will close.
    fn after(&self, step: &StepId, occasion: Occasion) -> Reckoned {
        let same = |it: &&Planned| match occasion {
            Occasion::Daily => it.id.step == *step,
            Occasion::Start { number, .. } => it.id.step == *step && it.id.number == number,
        };
        let Some(anchor) = self.laid.iter().find(same) else {
            return Reckoned::sure(self.ends());
        };
        let course = self.happened.course(step, anchor.id.number);
        if let Some(ended) = course.ended {
            return Reckoned::sure(ended);
        }
        let closes = if course.held_open { self.ends() } else { anchor.closes };
        Reckoned {
            holds: closes,
            expected: anchor.expected().due,
            waits: Some((step.clone(), closes)),
        }
    }

    fn planned(
        &self,
        id: OccurrenceId,
        step_index: usize,
        four: [Reckoned; 4],
        warn: Minutes,
    ) -> Planned {
        let holds = self.settled([0, 1, 2, 3].map(|it: usize| four[it].holds));
        let expected = self.settled([0, 1, 2, 3].map(|it: usize| four[it].expected));
        let [earliest, due, _, _] = four;
        let counting = match due.waits.or(earliest.waits) {
            Some((step, until)) => Counting::Waits(Waiting { step, until, expected }),
            None => Counting::Known,
        };
        let Times { earliest, due, finish_by, closes } = holds;
        let warns = (warn.0 > 0).then(|| due - Duration::minutes(warn.0.into()));
        Planned { id, step_index, earliest, due, finish_by, closes, warns, counting }
    }

    /// Puts four instants in order and ends them with the store day: one that what really happened
    /// has overtaken follows it.
    fn settled(&self, [earliest, due, finish_by, closes]: [DateTime<Utc>; 4]) -> Times {
        let ends = self.ends();
        let due = due.max(earliest);
        let finish_by = finish_by.max(due);
        let closes = closes.max(finish_by);
        Times {
            earliest: earliest.min(ends),
            due: due.min(ends),
            finish_by: finish_by.min(ends),
            closes: closes.min(ends),
        }
    }
}
