//! What an occurrence asks for next: an item, a floor, a batch, something put off, a signature.

use chrono::{DateTime, Utc};

use super::Standing;
use crate::engine::agenda::{Ask, QuestionState, SignatureView, Status, Unneeded};
use crate::engine::command::Question;
use crate::schedule::{AreaEnd, StepKind};

impl Standing<'_> {
    /// Returns what it asks for next, and from when on it asks.
    pub(in crate::engine) fn next(&self, now: DateTime<Utc>) -> Option<(Ask, DateTime<Utc>)> {
        let due = self.planned.due;
        let open = self.first_open();
        let own = match &self.step.kind {
            StepKind::Checklist => open.map(|it| (Ask::Question(it), due)),
            StepKind::Areas(_) if self.wants_areas() => Some((Ask::Areas, due)),
            StepKind::Areas(list) if list.end == AreaEnd::Items => {
                open.map(|it| (Ask::Question(it), due))
            }
            StepKind::Sweep(_) | StepKind::Areas(_) => {
                let floors = self.floors();
                let floor = floors.iter().find(|it| self.work.outcome_of(it).is_none());
                floor.map(|floor| match open.filter(|it| it.floor.as_ref() == Some(floor)) {
                    Some(question) => (Ask::Question(question), due),
                    None => (Ask::Floor(floor.clone()), due),
                })
            }
            StepKind::Meal(_) => self.next_of_meal(now, open),
        };
        own.or_else(|| self.next_deferred().map(|it| (it, due))).or_else(|| {
            if let Some(it) = self.returned() {
                return Some((Ask::Amend { by: it.name, comment: it.comment }, due));
            }
            let missing = self.signature_views().into_iter().find(SignatureView::is_missing);
            missing.map(|it| (Ask::Signature(it.role), due))
        })
    }

    /// Returns what it asks for next to whoever takes it up: also where it is not needed, as long as
    /// it can be done.
    pub(in crate::engine) fn offers(&self, now: DateTime<Utc>) -> Option<Ask> {
        let open = match self.status(now) {
            Status::NotNeeded { why: Unneeded::NoCall } => now < self.closes(),
            Status::Free => true,
            Status::NotYet
            | Status::NotNeeded { .. }
            | Status::Due
            | Status::Overdue
            | Status::RolledOver
            | Status::Missed
            | Status::Unknown
            | Status::Skipped { .. }
            | Status::Deferred { .. }
            | Status::Done { .. } => false,
        };
        if open || !self.is_concluded(now) {
            return self.next(now).map(|(ask, _)| ask);
        }
        self.again(now)
    }

    /// Returns what an occurrence that is done can still be told while its window is open: of a
    /// floor that was not swept, before which no exit is locked, or what need not be answered.
    fn again(&self, now: DateTime<Utc>) -> Option<Ask> {
        let is_done = matches!(self.status(now), Status::Done { .. });
        if !is_done || now >= self.closes() {
            return None;
        }
        let own = || self.own_questions().into_iter().map(|(question, _)| question);
        let Some(floor) = self.floors_not_clear().into_iter().next() else {
            let free = |it: &Question| self.question_state(it) == QuestionState::Optional;
            return own().find(free).map(Ask::Question);
        };
        let open = own().filter(|it| it.floor.as_ref() == Some(&floor)).find(|it| self.is_open(it));
        Some(open.map_or(Ask::Floor(floor), Ask::Question))
    }

    pub(super) fn next_deferred(&self) -> Option<Ask> {
        let here = self.deferred_here().into_iter();
        let unanswered = |(question, from): &(Question, Standing<'_>)| {
            matches!(from.question_state(question), QuestionState::Deferred { .. })
        };
        here.filter(unanswered).map(|(question, _)| Ask::Question(question)).next()
    }

    /// While a batch is out and not yet expected, the items of the meal are asked.
    fn next_of_meal(
        &self,
        now: DateTime<Utc>,
        open: Option<Question>,
    ) -> Option<(Ask, DateTime<Utc>)> {
        let batches = self.batch_views();
        let waiting = batches.iter().find(|it| !it.is_back());
        let question = |it: Question| (Ask::Question(it), self.planned.due);
        match waiting {
            None => open.map(question),
            Some(batch) if batch.left.is_none() => {
                Some((Ask::BatchLeaves(batch.batch), batch.from))
            }
            Some(batch) => {
                let back = (Ask::BatchReturns(batch.batch), batch.to);
                open.filter(|_| now < batch.to).map(question).or(Some(back))
            }
        }
    }
}
