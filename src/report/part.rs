//! The parts of a report as values, before anybody puts them into words.
//!
//! They never hold a sentence of the product; a typed text stays as it was typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::engine::Entry;
use crate::engine::agenda::{
    AnswerView, BatchView, FindingView, FloorView, OccurrenceView, QuestionState, ReturnView,
    SignatureView, Status, Unneeded, Was,
};
use crate::engine::command::{Correction, Question, StartView, StoodIn};
use crate::engine::{Fact, Officer, Seq};
use crate::schedule::{Minutes, OccurrenceId, StepId};

/// How much later than it happened something is written before the report says so: to write a
/// finding down takes a few minutes itself.
const LATE_MINUTES: i64 = 5;

/// Returns whether a finding was written so late that the report says so.
pub(super) fn finding_is_late(it: &FindingView) -> bool {
    (it.recorded - it.happened).num_minutes() >= LATE_MINUTES
}

/// Returns whether an entry was written so late that the report says so.
pub(super) fn entry_is_late(it: &Entry) -> bool {
    it.minutes_late() >= LATE_MINUTES
}

/// A report that left the desk before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// The entry that says so.
    pub entry: Seq,
    /// The SHA-256 of it, 64 lower-case hex digits.
    pub sha256: String,
}

/// Something that was not done.
#[derive(Clone, Debug, PartialEq)]
pub struct NotDone {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which question of it; none means the step as a whole.
    pub question: Option<Question>,
    /// In which way it was not done.
    pub how: Undone,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// By when it was to be finished.
    pub finish_by: DateTime<Utc>,
    /// When it closed, or closes.
    pub closes: DateTime<Utc>,
    /// How many of its questions were answered all the same.
    pub answered: usize,
    /// How many questions it has.
    pub asked: usize,
}

/// The ways of not doing something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Its window closed with something undone.
    Missed,
    /// The desk was off: nobody can say.
    Unknown,
    /// Left undone with a reason.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Put off, and not done where it was put off to either.
    Deferred {
        /// Where it comes back.
        to: OccurrenceId,
        /// Why.
        reason: String,
    },
    /// Late, and can still be done.
    Overdue,
    /// Its day has passed, and it is asked again day after day.
    RolledOver {
        /// The day on which it was due; none where that is longer ago than anybody looked.
        since: Option<NaiveDate>,
    },
}

/// What the relief takes over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StillOpen {
    /// The open findings, worst first.
    pub findings: Vec<FindingView>,
    /// The gates that hold now.
    pub gates: Vec<GateLine>,
    /// The batches that are out.
    pub batches: Vec<MealLine>,
    /// The floors that are not clear, from the top down.
    pub floors: Vec<FloorView>,
    /// The signatures that may still be given on finished work.
    pub signatures: Vec<SignatureLine>,
    /// How many of those are needed: of k of n people only so many more.
    pub signatures_needed: usize,
    /// The steps that are due and in time.
    pub due: Vec<OccurrenceView>,
}

impl StillOpen {
    /// Returns how many things are open.
    pub fn count(&self) -> usize {
        self.findings.len()
            + self.gates.len()
            + self.batches.len()
            + self.floors.len()
            + self.signatures_needed
            + self.due.len()
    }
}

/// A time during which a gate was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateLine {
    /// Which occurrence it held.
    pub occurrence: OccurrenceId,
    /// The question whose answer held it.
    pub question: Question,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; none where it holds at the cut-off.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
}

/// The largest gap of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// The step that closes the gap.
    pub step: StepId,
    /// The longest gap allowed.
    pub limit: Minutes,
    /// From when the rule holds.
    pub from: DateTime<Utc>,
    /// Until when the rule holds.
    pub to: DateTime<Utc>,
    /// The largest gap with its two ends; none before the rule holds.
    pub largest: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Whether the largest gap is still running at the cut-off.
    pub running: bool,
}

impl GapLine {
    /// Returns how long the largest gap is.
    pub fn length(&self) -> Option<TimeDelta> {
        self.largest.map(|(since, until)| until - since)
    }

    /// Returns whether the largest gap is longer than the rule allows.
    pub fn exceeds(&self) -> bool {
        self.length().is_some_and(|it| it > TimeDelta::minutes(self.limit.0.into()))
    }
}

/// A meal batch with its meal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MealLine {
    /// Which meal.
    pub occurrence: OccurrenceId,
    /// The batch as it stands.
    pub batch: BatchView,
}

/// A repeated step with its occurrences in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundsLine {
    /// Which step.
    pub step: StepId,
    /// Its occurrences, by due time.
    pub rounds: Vec<OccurrenceView>,
}

impl RoundsLine {
    /// Returns how many were done.
    pub fn done(&self) -> usize {
        self.rounds.iter().filter(|it| matches!(it.status, Status::Done { .. })).count()
    }

    /// Returns how many should have been done by the cut-off: those that are still to come or
    /// still in time do not count.
    pub fn asked(&self) -> usize {
        let open = |it: &&OccurrenceView| {
            !matches!(
                it.status,
                Status::NotYet | Status::Due | Status::Free | Status::NotNeeded { .. }
            )
        };
        self.rounds.iter().filter(open).count()
    }

    /// Returns how many are still to come or still in time.
    pub fn ahead(&self) -> usize {
        let fallen =
            self.rounds.iter().filter(|it| matches!(it.status, Status::NotNeeded { .. })).count();
        self.rounds.len() - fallen - self.asked()
    }

    /// Returns those that should have been done and were not.
    pub fn undone(&self) -> impl Iterator<Item = &OccurrenceView> {
        self.rounds.iter().filter(|it| match it.status {
            Status::Missed
            | Status::RolledOver
            | Status::Unknown
            | Status::Overdue
            | Status::Skipped { .. }
            | Status::Deferred { .. } => true,
            Status::NotYet
            | Status::Due
            | Status::Free
            | Status::NotNeeded { .. }
            | Status::Done { .. } => false,
        })
    }
}

/// An answer that says more than that all is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// What was asked.
    pub question: Question,
    /// What was answered.
    pub answer: AnswerView,
}

/// Something that happened and started steps, and how they went.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine {
    /// What happened, where and when.
    pub start: StartView,
    /// The steps that it started, planned against real.
    pub steps: Vec<OccurrenceView>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// Its entry.
    pub entry: Seq,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub officer: Officer,
    /// The words that hold.
    pub text: String,
    /// Whether the words are the first ones.
    pub state: NoteState,
}

/// What has become of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteState {
    /// It stands as it was written.
    AsWritten,
    /// It was corrected.
    Corrected,
    /// It was taken back.
    Withdrawn,
}

/// A correction with what was said before.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionLine {
    /// The entry that corrects.
    pub entry: Seq,
    /// The entry that is corrected.
    pub corrects: Seq,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub officer: Officer,
    /// The question that it is about, if it is about one.
    pub question: Option<Question>,
    /// What was said before.
    pub before: Before,
    /// What holds instead.
    pub now: Correction,
    /// Why.
    pub reason: String,
}

/// What was said before a correction.
#[derive(Clone, Debug, PartialEq)]
pub enum Before {
    /// What the engine kept.
    Kept(Was),
    /// An earlier correction of the same entry.
    Correction(Correction),
    /// The entry itself.
    Fact(Fact),
    /// The entry is of an earlier day and not at hand.
    NotAtHand,
}

/// A signature that a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// Which step.
    pub occurrence: OccurrenceId,
    /// Who signed it in which role, and what no longer counts.
    pub view: SignatureView,
}

/// Somebody who did a step in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandInLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, for whom, in which role.
    pub stood_in: StoodIn,
}

/// A step that a later signer sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLine {
    /// Which step.
    pub occurrence: OccurrenceId,
    /// Who, why, and whether something was corrected since.
    pub view: ReturnView,
}

/// A post of a step whose posts report before the word to go.
#[derive(Clone, Debug, PartialEq)]
pub struct PostLine {
    /// The question that the post answers.
    pub question: Question,
    /// Where it stands.
    pub state: QuestionState,
}

/// A step, or one of its items, that was not needed.
#[derive(Clone, Debug, PartialEq)]
pub struct NotNeededLine {
    /// Which step.
    pub occurrence: OccurrenceId,
    /// Which item; none means the whole step.
    pub question: Option<Question>,
    /// Why not.
    pub why: Unneeded,
    /// What was answered before it fell away.
    pub answer: Option<Box<AnswerView>>,
}
