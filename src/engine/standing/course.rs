//! What other times are counted from: how far an occurrence has come, whatever its own times are.
//!
//! It never looks at the present instant nor at the plan, so that plan and record cannot go round
//! in a circle.

use chrono::{DateTime, Utc};

use super::Standing;
use crate::engine::state::Day;
use crate::schedule::{Counting, Course, Happened, StepId, Times};

/// Returns what has happened on a day, of the steps from which others are counted.
pub(in crate::engine) fn happened(day: &Day) -> Happened {
    let mut happened = Happened::default();
    for it in Standing::all(day, &[]).filter(|it| day.schedule.is_leaned_on(&it.step.id)) {
        happened.add(&it.step.id, it.id().number, it.course());
    }
    for it in day.starts.iter().filter(|it| !it.withdrawn) {
        happened.start(&it.view.start.event, it.view.number, it.view.at);
    }
    happened
}

impl<'a> Standing<'a> {
    fn course(&self) -> Course {
        let skip = self.work.skip_of_all();
        let done = if skip.is_some() { None } else { self.worked_at() };
        let left_out = || {
            let over = self.is_worked() && self.pending_deferral().is_none();
            self.work.skips.last().filter(|_| over)
        };
        let out = self.work.batches.iter().any(|it| it.out() > 0);
        Course {
            ended: done.or_else(|| skip.or_else(left_out).map(|it| it.at)),
            done,
            begun: self.work.is_touched(),
            held_open: out || self.held().is_some(),
        }
    }

    /// Returns the step that its times are counted from, while that has not ended.
    pub(in crate::engine) fn waits_to_be_counted(&self, now: DateTime<Utc>) -> Option<&'a StepId> {
        match &self.planned.counting {
            Counting::Waits(it) if now < it.until => Some(&it.step),
            Counting::Waits(_) | Counting::Known => None,
        }
    }

    /// Returns the times to show: the expected ones while the real ones are not known.
    pub(in crate::engine) fn times(&self, now: DateTime<Utc>) -> Times {
        if self.waits_to_be_counted(now).is_some() {
            return self.planned.expected();
        }
        let (earliest, due) = (self.planned.earliest, self.planned.due);
        Times { earliest, due, finish_by: self.planned.finish_by, closes: self.closes() }
    }

    /// Returns the steps that come first and are not concluded.
    pub(in crate::engine) fn waits_for(&self, now: DateTime<Utc>) -> Vec<StepId> {
        let open = |step: &StepId| {
            let before = Standing::all(self.day, self.blinds)
                .filter(|it| it.id().step == *step && it.planned.due <= self.planned.closes)
                .filter(|it| self.day.go_together(self.planned, it.planned));
            before.into_iter().any(|it| !it.is_concluded(now))
        };
        let counted_from = self.waits_to_be_counted(now);
        let after = self.step.after.iter().filter(|it| Some(*it) != counted_from && open(it));
        counted_from.into_iter().chain(after).cloned().collect()
    }
}
