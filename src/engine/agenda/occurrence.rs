//! One occurrence as it stands: its status, questions, holds, signatures and batches.

use chrono::{DateTime, Utc};

use super::{Ask, FloorView, ReturnView, SignatureView, StandInView};
use crate::engine::areas::RemovedView;
use crate::engine::command::{Answer, Compared, FindingKind, Officer, Question, Seq, Severity};
use crate::schedule::{FloorId, ItemId, Known, OccurrenceId, Sense, StepId};

/// One occurrence as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct OccurrenceView {
    /// Which occurrence.
    pub id: OccurrenceId,
    /// The position of its step in the schedule.
    pub step_index: usize,
    /// Before this it is too early.
    pub earliest: DateTime<Utc>,
    /// From here on it is asked.
    pub due: DateTime<Utc>,
    /// After this it is overdue.
    pub finish_by: DateTime<Utc>,
    /// From here on it can no longer be done.
    pub closes: DateTime<Utc>,
    /// Whether these four times are known, or expected as long as something has not happened.
    pub reckoning: Reckoning,
    /// Where it stands.
    pub status: Status,
    /// The steps that must be concluded first and are not.
    pub waits_for: Vec<StepId>,
    /// The gate that holds it, if one does.
    pub held: Option<Hold>,
    /// Every time its gates were held today, the present one included.
    pub holds: Vec<Hold>,
    /// Its questions in order, those deferred to it included.
    pub questions: Vec<QuestionView>,
    /// What it asks for next, whether or not it is due.
    pub next: Option<Ask>,
    /// The signatures it asks for.
    pub signatures: Vec<SignatureView>,
    /// Every time a later signer sent it back, oldest first.
    pub returns: Vec<ReturnView>,
    /// Those who do it in place of another, oldest first.
    pub stand_ins: Vec<StandInView>,
    /// Its floors, if it is a sweep.
    pub floors: Vec<FloorView>,
    /// Whether somebody must say first which areas there are today.
    pub wants_areas: bool,
    /// The areas that were taken off its list.
    pub removed: Vec<RemovedView>,
    /// Its batches, if it is a meal.
    pub batches: Vec<BatchView>,
    /// When something was first recorded for it.
    pub started: Option<DateTime<Utc>>,
}

impl OccurrenceView {
    /// Returns how many of its questions must be answered, or were.
    pub fn asked(&self) -> usize {
        let asked = |it: &&QuestionView| match it.state {
            QuestionState::Open
            | QuestionState::Answered(_)
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => true,
            QuestionState::Awaits | QuestionState::Optional | QuestionState::NotNeeded { .. } => {
                false
            }
        };
        self.questions.iter().filter(asked).count()
    }

    /// Returns how many of its questions are answered.
    pub fn answered(&self) -> usize {
        let answered = |it: &&QuestionView| matches!(it.state, QuestionState::Answered(_));
        self.questions.iter().filter(answered).count()
    }

    /// Returns its floors or areas, in their order.
    pub fn areas(&self) -> Vec<&FloorId> {
        let mut all: Vec<&FloorId> = self.floors.iter().map(|it| &it.floor).collect();
        let own = self.questions.iter().filter(|it| it.question.occurrence == self.id);
        for floor in own.filter_map(|it| it.question.floor.as_ref()) {
            if !all.contains(&floor) {
                all.push(floor);
            }
        }
        all
    }
}

/// Whether the times of an occurrence are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reckoning {
    /// They are.
    Sure,
    /// They are counted from a step that it waits for, and expected to be so.
    Expected,
}

/// Where an occurrence stands: the kinds of done, and the five kinds of not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its time has not come.
    NotYet,
    /// It is asked for, and in time.
    Due,
    /// It is asked for, and its time to finish has passed.
    Overdue,
    /// It may be done today, and need not be: it is owed over several days, and there is time.
    Free,
    /// Its window closed with something undone; it is asked again on the next day.
    RolledOver,
    /// Its window closed with something undone.
    Missed,
    /// Not needed today.
    NotNeeded {
        /// Why not.
        why: Unneeded,
    },
    /// The desk was off over its whole window: nobody can say.
    Unknown,
    /// Left undone with a reason.
    Skipped {
        /// Why.
        reason: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Put off to a later step with a reason.
    Deferred {
        /// The step in whose list it comes back.
        to: OccurrenceId,
        /// Why.
        reason: String,
    },
    /// Everything is recorded.
    Done {
        /// When the last part happened.
        at: DateTime<Utc>,
        /// Early, on time or late.
        timing: Timing,
    },
}

/// When something was done, measured against its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Before it was due.
    Early,
    /// Between due and finish-by.
    OnTime,
    /// After finish-by.
    Late,
}

/// A time during which a gate was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The question whose answer held it.
    pub question: Question,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; none while it holds.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
}

/// A question as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// What is asked.
    pub question: Question,
    /// Where it stands.
    pub state: QuestionState,
    /// What an answer given now would be compared with.
    pub against: Option<Compared>,
}

/// Where a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionState {
    /// Not answered.
    Open,
    /// Not answered, and it need not be.
    Optional,
    /// Not asked: another answer was given, or another of its group was taken.
    NotNeeded {
        /// Why not.
        why: Unneeded,
        /// What was answered before it fell away; it stays on the record and no longer counts.
        answer: Option<Box<AnswerView>>,
    },
    /// It follows from other answers, which are not all given yet.
    Awaits,
    /// Answered.
    Answered(AnswerView),
    /// Left undone with a reason.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Put off to a later step with a reason.
    Deferred {
        /// Where it comes back.
        to: OccurrenceId,
        /// Why.
        reason: String,
    },
}

/// Why something is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unneeded {
    /// The answer that decides has not been given.
    Undecided(Deciding),
    /// The answer that decides is another one.
    Otherwise(Deciding),
    /// Another item of the group was taken.
    TookItem(ItemId),
    /// Another step of the group was taken.
    TookStep(StepId),
    /// It is done only where somebody needs it, and nobody has so far.
    NoCall,
}

/// The item whose answer decides whether something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// Its step.
    pub step: StepId,
    /// The item.
    pub item: ItemId,
}

/// An answer as it stands after all corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    /// The entry that gave it first.
    pub entry: Seq,
    /// What was found.
    pub answer: Answer,
    /// Whether that is as it should be.
    pub sense: Sense,
    /// How it is known.
    pub known: Known,
    /// The remark with it.
    pub note: Option<String>,
    /// What the value is compared with.
    pub compared: Option<Compared>,
    /// When it was seen or told.
    pub happened: DateTime<Utc>,
    /// Who answered.
    pub officer: Officer,
    /// What was said before, oldest first, with the reason of each correction.
    pub corrected: Vec<Superseded>,
}

/// A value that a correction replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// The value before.
    pub was: Was,
    /// Why it was corrected.
    pub reason: String,
    /// The entry that corrected it.
    pub entry: Seq,
}

/// What an entry said before it was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Was {
    /// An answer.
    Answer(Answer),
    /// The words, floor, kind and severity of a finding.
    Finding {
        /// The words.
        what: String,
        /// The floor.
        floor: Option<FloorId>,
        /// The kind.
        kind: FindingKind,
        /// The severity.
        severity: Severity,
    },
}

/// A meal batch as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    /// Which batch, from 1.
    pub batch: u8,
    /// When it may leave.
    pub from: DateTime<Utc>,
    /// When it must be back.
    pub to: DateTime<Utc>,
    /// How many left, and when.
    pub left: Option<(u32, DateTime<Utc>)>,
    /// How many are back.
    pub back: u32,
    /// How many of them were late.
    pub late: u32,
    /// When the last of them came back.
    pub last_back: Option<DateTime<Utc>>,
}

impl BatchView {
    /// Returns how many are still out.
    pub fn out(&self) -> u32 {
        self.left.map_or(0, |(count, _)| count.saturating_sub(self.back))
    }

    /// Returns whether it left and all are back.
    pub fn is_back(&self) -> bool {
        self.left.is_some() && self.out() == 0
    }
}
