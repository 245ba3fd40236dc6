//! Where an occurrence stands at an instant: derived from its plan, its records and `now`.
//!
//! Overdue, missed and unknown are never written anywhere; they are answers of this file.

mod area;
mod computed;
mod course;
mod flow;
mod next;
mod owed;
mod people;

use chrono::{DateTime, Utc};

pub(in crate::engine) use course::happened;

use crate::engine::agenda::{
    AnswerView, BatchView, Hold, QuestionState, QuestionView, Status, Timing, Unneeded,
};
use crate::engine::command::Question;
use crate::engine::state::{Blind, Day, Work};
use crate::schedule::{
    AnswerForm, Demand, FloorId, Item, ItemId, Must, OccurrenceId, Planned, Sense, Step, StepKind,
    Weight,
};

/// All there is to know of one occurrence, borrowed.
#[derive(Clone, Copy)]
pub(in crate::engine) struct Standing<'a> {
    pub(in crate::engine) day: &'a Day,
    pub(in crate::engine) planned: &'a Planned,
    pub(in crate::engine) step: &'a Step,
    pub(in crate::engine) work: &'a Work,
    blinds: &'a [Blind],
}

impl<'a> Standing<'a> {
    pub(in crate::engine) fn at(day: &'a Day, index: usize, blinds: &'a [Blind]) -> Self {
        let planned = &day.plan.occurrences[index];
        let step = &day.schedule.steps[planned.step_index];
        Self { day, planned, step, work: &day.works[index], blinds }
    }

    pub(in crate::engine) fn all(
        day: &'a Day,
        blinds: &'a [Blind],
    ) -> impl Iterator<Item = Self> + 'a {
        (0..day.works.len()).map(move |index| Self::at(day, index, blinds))
    }

    pub(in crate::engine) fn id(&self) -> &'a OccurrenceId {
        &self.planned.id
    }

    pub(in crate::engine) fn weight(&self) -> Weight {
        self.step.weight
    }

    /// Returns its own questions in the order in which they are asked.
    pub(in crate::engine) fn own_questions(&self) -> Vec<(Question, &'a Item)> {
        let mut all = self.own_lines();
        all.retain(|(_, item)| !matches!(item.form, AnswerForm::Computed(_)));
        all
    }

    /// Returns its own questions, and what is computed from their answers, in the order written.
    fn own_lines(&self) -> Vec<(Question, &'a Item)> {
        let ask = |floor: Option<&FloorId>, item: &'a Item| {
            let id = self.id().clone();
            (Question { occurrence: id, item: item.id.clone(), floor: floor.cloned() }, item)
        };
        match &self.step.kind {
            StepKind::Sweep(_) | StepKind::Areas(_) => self
                .floors()
                .iter()
                .flat_map(|floor| self.step.items.iter().map(move |item| ask(Some(floor), item)))
                .collect(),
            StepKind::Checklist | StepKind::Meal(_) => {
                self.step.items.iter().map(|item| ask(None, item)).collect()
            }
        }
    }

    /// Returns the questions of earlier steps that were put off to this one.
    pub(in crate::engine) fn deferred_here(&self) -> Vec<(Question, Standing<'a>)> {
        let from_all = Standing::all(self.day, self.blinds);
        from_all
            .flat_map(|from| {
                let here = from.work.deferrals.iter().filter(|it| it.to == *self.id());
                here.map(move |it| {
                    let occurrence = from.id().clone();
                    (Question { occurrence, item: it.item.clone(), floor: None }, from)
                })
            })
            .collect()
    }

    /// Returns how one of its own questions stands.
    pub(in crate::engine) fn question_state(&self, question: &Question) -> QuestionState {
        let work = self.work;
        if let Some(why) = self.unneeded(question) {
            let given = work.answer_to(&question.item, question.floor.as_ref());
            let answer = given.map(|it| Box::new(self.answer_view(question, it)));
            return QuestionState::NotNeeded { why, answer };
        }
        if let Some(computed) = self.computed_state(question) {
            return computed;
        }
        if let Some(given) = work.answer_to(&question.item, question.floor.as_ref()) {
            return QuestionState::Answered(self.answer_view(question, given));
        }
        if let Some(skip) = work.skip_of(&question.item) {
            return QuestionState::Skipped { reason: skip.reason.clone() };
        }
        match work.deferral_of(&question.item) {
            Some(it) => QuestionState::Deferred { to: it.to.clone(), reason: it.reason.clone() },
            None => match self.step.item(&question.item).map(|it| it.must) {
                Some(Must::Optional) => QuestionState::Optional,
                Some(Must::Required) | None => QuestionState::Open,
            },
        }
    }

    fn answer_view(&self, question: &Question, given: &crate::engine::state::Given) -> AnswerView {
        let earlier = self.work.given.iter().filter(|it| it.question == *question);
        AnswerView {
            entry: given.entry,
            answer: given.answer.clone(),
            sense: given.sense,
            known: given.known,
            note: given.note.clone(),
            compared: given.compared,
            happened: given.happened,
            officer: given.officer.clone(),
            corrected: earlier.flat_map(|it| it.corrected.iter().cloned()).collect(),
        }
    }

    /// Returns all questions to show: its own, then those put off to it.
    pub(in crate::engine) fn question_views(&self) -> Vec<QuestionView> {
        let own = self.own_lines().into_iter().map(|(question, _)| {
            let state = self.question_state(&question);
            QuestionView { state, question, against: None }
        });
        let deferred = self.deferred_here().into_iter().map(|(question, from)| {
            let state = from.question_state(&question);
            QuestionView { state, question, against: None }
        });
        own.chain(deferred).collect()
    }

    /// Returns its own questions that still want an answer, gates that hold included.
    pub(in crate::engine) fn open_questions(&self) -> Vec<Question> {
        let closed_floor = |it: &Question| {
            it.floor.as_ref().is_some_and(|floor| self.work.outcome_of(floor).is_some())
        };
        let own = self.own_questions().into_iter().map(|(question, _)| question);
        own.filter(|it| !closed_floor(it) && self.is_open(it)).collect()
    }

    /// Returns whether a question waits for an answer, or for a better one.
    pub(super) fn is_open(&self, question: &Question) -> bool {
        match self.question_state(question) {
            QuestionState::Open => true,
            QuestionState::Answered(_) => self.holds(question),
            QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => false,
        }
    }

    /// Returns every time its gates were held, oldest first.
    pub(in crate::engine) fn hold_views(&self) -> Vec<Hold> {
        let gates = self.own_questions().into_iter().filter(|(_, item)| item.gate);
        let mut holds: Vec<Hold> = gates.flat_map(|(it, _)| self.holds_of(&it)).collect();
        holds.sort_by_key(|it| it.since);
        holds
    }

    /// Returns the gate that holds it now, if one does.
    pub(in crate::engine) fn held(&self) -> Option<Hold> {
        self.hold_views().into_iter().find(|it| it.until.is_none())
    }

    pub(super) fn holds(&self, question: &Question) -> bool {
        let gate = self.step.item(&question.item).is_some_and(|it| it.gate);
        gate && self.holds_of(question).iter().any(|it| it.until.is_none())
    }

    fn holds_of(&self, question: &Question) -> Vec<Hold> {
        let mut holds: Vec<Hold> = Vec::new();
        for given in self.work.answers_to(&question.item, question.floor.as_ref()) {
            let open = holds.last_mut().filter(|it| it.until.is_none());
            match (given.sense, open) {
                (Sense::Abnormal, None) => holds.push(Hold {
                    question: question.clone(),
                    since: given.happened,
                    until: None,
                    reason: given.note.clone().unwrap_or_default(),
                }),
                (Sense::Normal, Some(hold)) => hold.until = Some(given.happened),
                (Sense::Abnormal, Some(_)) | (Sense::Normal, None) => {}
            }
        }
        let released = self.release_of(question);
        if let (Some(hold), Some(at)) = (holds.last_mut().filter(|it| it.until.is_none()), released)
        {
            hold.until = Some(at);
        }
        holds
    }

    /// Returns when a gate was opened by something other than a normal answer: skipped with a
    /// reason, or the floor closed with a named exception.
    fn release_of(&self, question: &Question) -> Option<DateTime<Utc>> {
        let skipped = self.work.skip_of(&question.item).map(|it| it.at);
        let floor = question.floor.as_ref().and_then(|floor| self.work.outcome_of(floor));
        skipped.or(floor.map(|it| it.at))
    }

    pub(in crate::engine) fn batch_views(&self) -> Vec<BatchView> {
        let StepKind::Meal(batches) = &self.step.kind else { return Vec::new() };
        let planned = (1..).zip(batches).zip(&self.work.batches);
        planned.map(|((number, batch), work)| self.batch_view(number, batch, work)).collect()
    }

    fn batch_view(
        &self,
        number: u8,
        batch: &crate::schedule::Batch,
        work: &crate::engine::state::BatchWork,
    ) -> BatchView {
        let date = self.day.plan.day;
        let to = self.day.schedule.instant(date, &batch.to);
        let late = |it: &crate::engine::state::Return| {
            it.late.unwrap_or(if it.at > to { it.count } else { 0 })
        };
        BatchView {
            batch: number,
            from: self.day.schedule.instant(date, &batch.from),
            to,
            left: work.left.as_ref().map(|it| (it.count, it.at)),
            back: work.back(),
            late: work.returns.iter().map(late).sum(),
            last_back: work.returns.iter().map(|it| it.at).max(),
        }
    }

    /// Returns whether nothing but signatures is left to record.
    pub(in crate::engine) fn is_worked(&self) -> bool {
        let swept = !self.step.kind.has_outcomes()
            || self.floors().iter().all(|it| self.work.outcome_of(it).is_some());
        if self.wants_areas() {
            return false;
        }
        let eaten = self.work.batches.iter().all(crate::engine::state::BatchWork::is_back);
        swept && eaten && self.open_questions().is_empty()
    }

    /// Returns when the last part of the work happened, once all of it is recorded: the instant
    /// that counts for a gap. A signature given later does not move it.
    pub(in crate::engine) fn worked_at(&self) -> Option<DateTime<Utc>> {
        let pending = self.pending_deferral().is_some();
        (self.is_worked() && !pending).then(|| self.work.last_at()).flatten()
    }

    /// Returns the first of its questions that was put off and not answered since.
    fn pending_deferral(&self) -> Option<&'a crate::engine::state::Deferral> {
        let open = |item: &ItemId| {
            let question =
                Question { occurrence: self.id().clone(), item: item.clone(), floor: None };
            matches!(self.question_state(&question), QuestionState::Deferred { .. })
        };
        self.work.deferrals.iter().find(|it| open(&it.item))
    }

    /// Returns from when on it can no longer be done.
    ///
    /// A gate that holds, a batch that is out and a signature that is missing do not end by
    /// themselves: they stay open to the end of the store day.
    pub(in crate::engine) fn closes(&self) -> DateTime<Utc> {
        let out = self.work.batches.iter().any(|it| it.out() > 0);
        let unsigned = self.work.is_touched() && self.is_worked();
        if out || unsigned || self.held().is_some() {
            return self.day.plan.ends.max(self.planned.closes);
        }
        self.planned.closes
    }

    /// Returns where the occurrence stands.
    pub(in crate::engine) fn status(&self, now: DateTime<Utc>) -> Status {
        self.owed(self.status_alone(now), now)
    }

    /// Returns where the occurrence stands, other days aside.
    fn status_alone(&self, now: DateTime<Utc>) -> Status {
        if let Some(why) = self.unneeded_step(now) {
            return Status::NotNeeded { why };
        }
        if let Some(skip) = self.work.skip_of_all() {
            return Status::Skipped { reason: skip.reason.clone(), at: skip.at };
        }
        let complete = self.is_worked() && self.is_signed() && self.next_deferred().is_none();
        if let Some(status) = complete.then(|| self.concluded(now)).flatten() {
            return status;
        }
        if now < self.planned.due {
            let begun = self.work.is_touched() && now >= self.planned.earliest;
            return if begun { Status::Due } else { Status::NotYet };
        }
        if self.step.demand == Demand::AsNeeded && !self.work.is_touched() {
            return Status::NotNeeded { why: Unneeded::NoCall };
        }
        if now >= self.closes() {
            let blind = |it: &Blind| it.covers(self.planned.due, self.planned.closes);
            let unseen = !self.work.is_touched() && self.blinds.iter().any(blind);
            return if unseen { Status::Unknown } else { Status::Missed };
        }
        if now <= self.planned.finish_by { Status::Due } else { Status::Overdue }
    }

    fn concluded(&self, now: DateTime<Utc>) -> Option<Status> {
        if let Some(deferral) = self.pending_deferral() {
            let target = self.day.index_of(&deferral.to);
            let closed = target.is_none_or(|it| now >= self.day.plan.occurrences[it].closes);
            let (to, reason) = (deferral.to.clone(), deferral.reason.clone());
            return Some(if closed { Status::Missed } else { Status::Deferred { to, reason } });
        }
        match self.work.last_at() {
            Some(at) => Some(Status::Done { at, timing: self.timing(at) }),
            None => self
                .work
                .skips
                .last()
                .map(|it| Status::Skipped { reason: it.reason.clone(), at: it.at }),
        }
    }

    fn timing(&self, at: DateTime<Utc>) -> Timing {
        if at < self.planned.due {
            Timing::Early
        } else if at <= self.planned.finish_by {
            Timing::OnTime
        } else {
            Timing::Late
        }
    }

    /// Returns whether the occurrence no longer stands in the way of those after it.
    pub(in crate::engine) fn is_concluded(&self, now: DateTime<Utc>) -> bool {
        match self.status(now) {
            Status::NotYet | Status::Due | Status::Overdue => false,
            Status::Free
            | Status::RolledOver
            | Status::Missed
            | Status::Unknown
            | Status::NotNeeded { .. }
            | Status::Skipped { .. }
            | Status::Deferred { .. }
            | Status::Done { .. } => true,
        }
    }
}
