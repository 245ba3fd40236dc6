//! What the officer looks at: an agenda at an instant, in a language, with the look-ups that
//! screens and forms share.
//!
//! It never decides what is due: the agenda says so.

use chrono::{DateTime, TimeDelta, Utc};

use super::message::Wish;
use crate::engine::agenda::{
    Ask, FindingView, OccurrenceView, Prompt, QuestionState, QuestionView, Reckoning, Status,
};
use crate::engine::command::{Answer, Compared, Question, Seq};
use crate::engine::{Action, Agenda};
use crate::schedule::{Item, Lang, OccurrenceId, Part, Sense, Step, StepId};
use crate::words;

/// An agenda at an instant, in a language.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) agenda: &'a Agenda,
    pub(crate) now: DateTime<Utc>,
    pub(crate) lang: Lang,
}

/// The answer that was recorded last.
pub(crate) struct LastAnswer<'a> {
    pub(crate) entry: Seq,
    pub(crate) item: &'a Item,
    pub(crate) answer: &'a Answer,
}

impl<'a> Desk<'a> {
    /// Returns a wish of the officer at the desk, or what to do when nobody sits there.
    pub(crate) fn wish(&self, action: Action) -> Result<Wish, String> {
        let officer = self.agenda.officer.clone().ok_or_else(|| {
            let zh = "还没有值班员：按 o 登记。";
            self.lang.of(zh, "Nobody sits at the desk yet: press o.").to_owned()
        })?;
        Ok(Wish { officer, happened: None, action, photos: Vec::new() })
    }

    /// Returns the step of an occurrence.
    pub(crate) fn step(&self, view: &OccurrenceView) -> Option<&'a Step> {
        self.agenda.schedule.steps.get(view.step_index)
    }

    /// Returns what a step is called, or its word where the schedule does not know it.
    pub(crate) fn step_title(&self, step: &StepId) -> String {
        let known = self.agenda.schedule.step(step);
        known.map_or_else(|| step.to_string(), |it| it.title.get(self.lang).to_owned())
    }

    /// Returns what an occurrence is called, with its number where the step repeats.
    pub(crate) fn title(&self, id: &OccurrenceId) -> String {
        words::occurrence(id, &self.agenda.schedule, self.lang)
    }

    /// Returns the item that a question asks about.
    pub(crate) fn item(&self, question: &Question) -> Option<&'a Item> {
        self.agenda.schedule.step(&question.occurrence.step)?.item(&question.item)
    }

    /// Returns the time of day on the store's clock.
    pub(crate) fn clock(&self, at: DateTime<Utc>) -> String {
        words::clock(at, self.agenda.schedule.zone)
    }

    /// Returns a length of time in words; the minutes that have begun do not count.
    pub(crate) fn span(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
        let minutes = (to - from).num_minutes().max(0);
        words::span(TimeDelta::minutes(minutes), self.lang)
    }

    /// Returns when an occurrence is due and must be finished: `08:20-08:30`.
    pub(crate) fn window(&self, view: &OccurrenceView) -> String {
        let (due, finish_by) = (self.due(view), self.clock(view.finish_by));
        let expected = view.reckoning == Reckoning::Expected;
        if expected || view.due == view.finish_by { due } else { format!("{due}-{finish_by}") }
    }

    /// Returns when an occurrence is due, or about when as long as that is not known.
    pub(crate) fn due(&self, view: &OccurrenceView) -> String {
        let at = self.clock(view.due);
        match view.reckoning {
            Reckoning::Sure => at,
            Reckoning::Expected => words::about(&at, self.lang),
        }
    }

    /// Returns the occurrence that is worked on: the one in focus while it asks for something,
    /// else the one prompt.
    pub(crate) fn in_focus(&self, focus: Option<&OccurrenceId>) -> Option<&'a OccurrenceView> {
        let chosen = focus.and_then(|it| self.agenda.occurrence(it));
        let prompt = self.agenda.current.as_ref();
        chosen
            .filter(|it| it.next.is_some())
            .or_else(|| prompt.and_then(|it| self.agenda.occurrence(&it.occurrence)))
    }

    /// Returns the prompt of an occurrence, if it is asked for.
    pub(crate) fn prompt(&self, id: &OccurrenceId) -> Option<&'a Prompt> {
        let first = self.agenda.current.iter();
        first.chain(&self.agenda.queue).find(|it| it.occurrence == *id)
    }

    /// Returns the prompt that stands first while another occurrence is worked on.
    pub(crate) fn urgent(&self, focus: Option<&OccurrenceId>) -> Option<&'a Prompt> {
        let shown = self.in_focus(focus).map(|it| &it.id);
        self.agenda.current.as_ref().filter(|it| Some(&it.occurrence) != shown)
    }

    /// Returns what an occurrence asks for: the picked question while it is open, else what the
    /// agenda says.
    pub(crate) fn ask(&self, view: &OccurrenceView, picked: Option<&Question>) -> Option<Ask> {
        let open = |it: &&QuestionView| is_askable(&it.state);
        let picked = picked.and_then(|question| {
            view.questions.iter().filter(open).find(|it| it.question == *question)
        });
        picked.map(|it| Ask::Question(it.question.clone())).or_else(|| view.next.clone())
    }

    /// Returns the questions of an occurrence that are shown: in a sweep those of the present
    /// floor, else all.
    pub(crate) fn shown_questions(
        &self,
        view: &'a OccurrenceView,
        ask: Option<&Ask>,
    ) -> Vec<&'a QuestionView> {
        let floor = match ask {
            Some(Ask::Question(question)) => question.floor.clone(),
            Some(Ask::Floor(floor)) => Some(floor.clone()),
            Some(
                Ask::Areas
                | Ask::BatchLeaves(_)
                | Ask::BatchReturns(_)
                | Ask::Signature(_)
                | Ask::Amend { .. },
            )
            | None => None,
        };
        let shown = |it: &&QuestionView| floor.is_none() || it.question.floor == floor;
        view.questions.iter().filter(shown).collect()
    }

    /// Returns the posts of an occurrence that have not reported that they are ready.
    pub(crate) fn posts_missing(&self, view: &OccurrenceView) -> Vec<Question> {
        let waits = |it: &&QuestionView| match &it.state {
            QuestionState::Open | QuestionState::Awaits => true,
            QuestionState::Answered(answer) => answer.sense == Sense::Abnormal,
            QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => false,
        };
        let is_post =
            |it: &&QuestionView| self.item(&it.question).is_some_and(|it| it.turn == Part::Post);
        let missing = view.questions.iter().filter(is_post).filter(waits);
        missing.map(|it| it.question.clone()).collect()
    }

    /// Returns what is known of a question.
    pub(crate) fn question_view(&self, question: &Question) -> Option<&'a QuestionView> {
        let mut all = self.agenda.occurrences.iter().flat_map(|it| &it.questions);
        all.find(|it| it.question == *question)
    }

    /// Returns what an answer given now would be compared with.
    pub(crate) fn against(&self, question: &Question) -> Option<Compared> {
        self.question_view(question)?.against
    }

    /// Returns the answer that was recorded last today.
    pub(crate) fn last_answer(&self) -> Option<LastAnswer<'a>> {
        let questions = self.agenda.occurrences.iter().flat_map(|it| &it.questions);
        let answers = questions.filter_map(|it| match &it.state {
            QuestionState::Answered(answer) => Some((&it.question, answer)),
            QuestionState::Open
            | QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => None,
        });
        let (question, view) = answers.max_by_key(|(_, it)| it.entry)?;
        let item = self.item(question)?;
        Some(LastAnswer { entry: view.entry, item, answer: &view.answer })
    }

    /// Returns what comes next by time and is not asked for yet.
    pub(crate) fn coming(&self) -> impl Iterator<Item = &'a OccurrenceView> {
        let now = self.now;
        let coming = move |it: &&OccurrenceView| it.status == Status::NotYet && it.due > now;
        self.agenda.occurrences.iter().filter(coming)
    }

    /// Returns an open finding by its place in the list.
    pub(crate) fn finding(&self, row: usize) -> Option<&'a FindingView> {
        self.agenda.findings.get(row)
    }
}

/// Returns whether a question can be answered: it is open, or need not be answered and may be.
pub(crate) fn is_askable(state: &QuestionState) -> bool {
    match state {
        QuestionState::Open | QuestionState::Optional => true,
        QuestionState::Answered(_)
        | QuestionState::Awaits
        | QuestionState::NotNeeded { .. }
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => false,
    }
}

/// How often the clock on the screen moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Every second, while something is asked for.
    Seconds,
    /// Every minute, while all is calm.
    Minutes,
}

/// Returns how often the screen must be drawn: the shell ticks at this pace.
pub fn pace(agenda: &Agenda) -> Pace {
    let is_calm = agenda.current.is_none() && agenda.queue.is_empty();
    if is_calm { Pace::Minutes } else { Pace::Seconds }
}
