//! What is not asked: by another answer, or because another of its group was taken.
//!
//! Nothing of this is written anywhere; it comes and goes with the answers that decide.

use chrono::{DateTime, Utc};

use super::Standing;
use crate::engine::agenda::{AnswerView, Deciding, QuestionState, QuestionView, Status, Unneeded};
use crate::engine::answering::meets;
use crate::engine::command::Question;
use crate::schedule::{Condition, EitherId, Part};

impl Standing<'_> {
    /// Returns why one of its own questions is not asked, if it is not.
    pub(super) fn unneeded(&self, question: &Question) -> Option<Unneeded> {
        let item = self.step.item(&question.item)?;
        let fallen = item.only_if.as_ref().and_then(|it| self.fallen(it, question));
        let group = item.either.as_ref();
        fallen.or_else(|| group.and_then(|it| self.passed_over(it, question)))
    }

    /// The schedule lets a condition name only what is asked before, so that this comes to an end.
    fn fallen(&self, condition: &Condition, question: &Question) -> Option<Unneeded> {
        let given = if condition.step == self.id().step {
            let deciding = Question { item: condition.item.clone(), ..question.clone() };
            answer_of(self.question_state(&deciding))
        } else {
            self.answer_of_day(condition)
        };
        judged(condition, given.as_ref())
    }

    /// Returns the last answer of the day that decides for another step.
    fn answer_of_day(&self, condition: &Condition) -> Option<AnswerView> {
        let steps =
            Standing::all(self.day, self.blinds).filter(|it| it.id().step == condition.step);
        let given = steps.filter_map(|it| {
            let occurrence = it.id().clone();
            let question = Question { occurrence, item: condition.item.clone(), floor: None };
            let own = it.step.only_if.as_ref();
            // An answer of a step that fell away itself decides nothing.
            let stands =
                own.is_none_or(|own| judged(own, it.answer_of_day(own).as_ref()).is_none());
            answer_of(it.question_state(&question)).filter(|_| stands)
        });
        given.max_by_key(|it| it.entry)
    }

    /// Returns the item of a group that was taken, where that is another one. Items of a group
    /// stand under the same condition.
    fn passed_over(&self, group: &EitherId, question: &Question) -> Option<Unneeded> {
        let members = self.step.items.iter().filter(|it| it.either.as_ref() == Some(group));
        let taken = members.filter_map(|it| {
            let own = Question { item: it.id.clone(), ..question.clone() };
            let given = self.work.answer_to(&it.id, question.floor.as_ref())?;
            (!self.holds(&own)).then_some((given.entry, it))
        });
        let (_, taken) = taken.min_by_key(|(entry, _)| *entry)?;
        (taken.id != question.item).then(|| Unneeded::TookItem(taken.id.clone()))
    }

    /// Returns why the whole occurrence is not asked, if it is not.
    pub(in crate::engine) fn unneeded_step(&self, now: DateTime<Utc>) -> Option<Unneeded> {
        let fallen = self.step.only_if.as_ref().and_then(|it| self.step_fallen(it, now));
        let group = self.step.either.as_ref();
        fallen.or_else(|| group.and_then(|it| self.step_passed_over(it)))
    }

    /// While the step that decides can still be done, nothing has fallen away.
    fn step_fallen(&self, condition: &Condition, now: DateTime<Utc>) -> Option<Unneeded> {
        let given = self.answer_of_day(condition);
        let mut deciding =
            Standing::all(self.day, self.blinds).filter(|it| it.id().step == condition.step);
        let open = given.is_none() && deciding.any(|it| !it.is_concluded(now));
        if open { None } else { judged(condition, given.as_ref()) }
    }

    fn step_passed_over(&self, group: &EitherId) -> Option<Unneeded> {
        let members = Standing::all(self.day, self.blinds)
            .filter(|it| it.step.either.as_ref() == Some(group) && it.is_complete());
        let taken = members.min_by_key(|it| (it.work.last_at(), it.planned.step_index))?;
        (taken.id() != self.id()).then(|| Unneeded::TookStep(taken.id().step.clone()))
    }

    /// Returns whether all of it is recorded and signed, whatever the clock says.
    pub(super) fn is_complete(&self) -> bool {
        let pending = self.pending_deferral().is_some() || self.next_deferred().is_some();
        let recorded = self.is_worked() && self.is_signed() && self.work.last_at().is_some();
        recorded && !pending && self.work.skip_of_all().is_none()
    }

    /// Returns all questions to show as they stand in an occurrence of this status: where the whole
    /// occurrence has fallen away, none of its answers counts.
    pub(in crate::engine) fn question_views_in(&self, status: &Status) -> Vec<QuestionView> {
        let mut views = self.question_views();
        let Status::NotNeeded { why } = status else { return views };
        // What nobody has needed so far can still be answered.
        if *why == Unneeded::NoCall {
            return views;
        }
        for view in views.iter_mut().filter(|it| it.question.occurrence == *self.id()) {
            let QuestionState::NotNeeded { .. } = view.state else {
                let answer = answer_of(view.state.clone()).map(Box::new);
                view.state = QuestionState::NotNeeded { why: why.clone(), answer };
                continue;
            };
        }
        views
    }

    /// Returns the posts that have not reported that they are ready, in order.
    pub(in crate::engine) fn posts_missing(&self) -> Vec<Question> {
        let is_post =
            |it: &Question| self.step.item(&it.item).is_some_and(|item| item.turn == Part::Post);
        self.open_questions().into_iter().filter(is_post).collect()
    }

    /// Returns what is asked first: a post that has said nothing goes before one that said no.
    pub(super) fn first_open(&self) -> Option<Question> {
        let mut open = self.open_questions();
        let is_post =
            |it: &Question| self.step.item(&it.item).is_some_and(|item| item.turn == Part::Post);
        let silent = open.iter().position(|it| !is_post(it) || !self.holds(it));
        match (open.first().is_some_and(is_post), silent) {
            (true, Some(at)) if is_post(&open[at]) => Some(open.swap_remove(at)),
            (true | false, _) => open.into_iter().next(),
        }
    }

    /// Returns whether a gate that is held leaves something else to be asked: another post.
    pub(in crate::engine) fn has_silent_post(&self) -> bool {
        self.posts_missing().iter().any(|it| !self.holds(it))
    }
}

/// Returns why something is not asked, by the answer that decides.
fn judged(condition: &Condition, given: Option<&AnswerView>) -> Option<Unneeded> {
    let of = Deciding { step: condition.step.clone(), item: condition.item.clone() };
    match given {
        None => Some(Unneeded::Undecided(of)),
        Some(it) if meets(&condition.test, &it.answer, it.sense) => None,
        Some(_) => Some(Unneeded::Otherwise(of)),
    }
}

/// Returns the answer that counts.
fn answer_of(state: QuestionState) -> Option<AnswerView> {
    match state {
        QuestionState::Answered(answer) => Some(answer),
        QuestionState::Open
        | QuestionState::Optional
        | QuestionState::Awaits
        | QuestionState::NotNeeded { .. }
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => None,
    }
}
