//! All there is to show at one instant.
//!
//! An agenda holds instants, never durations: it stays equal until `next_wakeup`, and whoever draws
//! it counts the minutes. Texts come from the schedule that it carries.

mod handover;
mod occurrence;
mod owed;
mod people;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use handover::{
    ActSignature, AddedView, CountView, HandoverNext, HandoverOutcome, HandoverView, Handovers,
    IncidentView, ReadBackView, ShiftEnd, ShiftEndState, Voiding,
};
pub use occurrence::{
    AnswerView, BatchView, Deciding, Hold, OccurrenceView, QuestionState, QuestionView, Reckoning,
    Status, Superseded, Timing, Unneeded, Was,
};
pub use people::{ReturnState, ReturnView, SignatureView, StandInView, VoidCause, Voided, Want};

pub use owed::{OwedState, OwedView, Settled};

use super::command::{
    ClockStep, EventView, FindingKind, FollowUp, Officer, Photo, Question, Seq, Severity, Slept,
    SweepOutcome,
};
use super::officer::{OfficerNumber, Proof, Registered, Signing};
use crate::schedule::{
    Applied, FloorId, HolidayData, ItemId, OccurrenceId, Revision, RoleId, Schedule, ShiftId,
    StepId, Text,
};

/// All there is to show at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda {
    /// The schedule that the day is pinned to; texts are looked up here.
    pub schedule: Arc<Schedule>,
    /// The store day.
    pub day: NaiveDate,
    /// When the store day begins.
    pub starts: DateTime<Utc>,
    /// When the store day ends.
    pub ends: DateTime<Utc>,
    /// The variants of the schedule that hold, in the order in which they are laid over each other.
    pub variants: Vec<Applied>,
    /// Whether the store stays closed.
    pub closed: bool,
    /// What the holiday calendar knows about the day.
    pub holiday: HolidayData,
    /// The shift that the instant falls into.
    pub shift: Option<ShiftId>,
    /// Who sits at the desk.
    pub officer: Option<Officer>,
    /// The registered officers who still sign, by number.
    pub officers: Vec<Registered>,
    /// Officers who must wait before they can sign, or cannot until a supervisor lets them.
    pub barred: Vec<OfficerNumber>,
    /// The store's own name, once it has been given.
    pub store: Option<String>,
    /// The one prompt, if anything is to be done.
    pub current: Option<Prompt>,
    /// What waits behind it: life safety, legal, routine; then by time.
    pub queue: Vec<Prompt>,
    /// Every occurrence of the day in the order of due time.
    pub occurrences: Vec<OccurrenceView>,
    /// Those of an earlier store day, while a shift of it is handed over.
    pub handed: Vec<OccurrenceView>,
    /// What may happen today and start steps, and how often it has.
    pub events: Vec<EventView>,
    /// The gap rules, in the order of the schedule.
    pub gaps: Vec<GapView>,
    /// What is announced or runs against a limit, the nearest first.
    pub countdowns: Vec<Countdown>,
    /// What is owed over several days, in the order of the schedule.
    pub owed: Vec<OwedView>,
    /// The open findings, worst first, then oldest.
    pub findings: Vec<FindingView>,
    /// The floors, from the top down.
    pub building: Vec<FloorView>,
    /// How the handovers stand.
    pub handovers: Handovers,
    /// What happened to the clock and the desk today, oldest first.
    pub notices: Vec<Notice>,
    /// The last entry that is known to be saved.
    pub last_saved: Option<Saved>,
}

impl Agenda {
    /// Returns how signing works at this desk.
    pub fn signing(&self) -> Signing {
        if self.officers.iter().any(Registered::signs) { Signing::ByPin } else { Signing::ByName }
    }

    /// Returns the view of an occurrence, if the day has it, or the one that is handed over.
    pub fn occurrence(&self, id: &OccurrenceId) -> Option<&OccurrenceView> {
        self.occurrences.iter().chain(&self.handed).find(|it| it.id == *id)
    }
}

/// An occurrence that asks for something.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// What it asks for now.
    pub ask: Ask,
    /// How often it has rung by now: 1 when it falls due, one more each repeat interval, none
    /// while it is acknowledged or when it does not stand first.
    pub rings: u32,
    /// Until when it is acknowledged.
    pub acknowledged_until: Option<DateTime<Utc>>,
    /// The steps that wait behind its gate.
    pub folded: Vec<StepId>,
}

/// What an occurrence asks for next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The answer to a question.
    Question(Question),
    /// The outcome of a floor whose items are answered.
    Floor(FloorId),
    /// Which areas there are today.
    Areas,
    /// That a meal batch leaves, from 1.
    BatchLeaves(u8),
    /// That a meal batch comes back, from 1.
    BatchReturns(u8),
    /// A signature in a role.
    Signature(RoleId),
    /// That what a later signer sent back is corrected.
    Amend {
        /// Who sent it back.
        by: Officer,
        /// What is to be corrected.
        comment: String,
    },
}

/// A floor as it stands in the sweep of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FloorView {
    /// Which floor.
    pub floor: FloorId,
    /// How the sweep found it.
    pub state: FloorState,
    /// How many findings are open on it.
    pub findings: usize,
}

/// How far the sweep has come on a floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FloorState {
    /// The sweep has not come here.
    Ahead,
    /// The sweep is here now.
    Here,
    /// It has an outcome.
    Swept {
        /// What was found.
        outcome: SweepOutcome,
        /// When.
        at: DateTime<Utc>,
        /// Who.
        officer: Officer,
    },
}

/// An occurrence whose next limit the desk counts down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// The instant that is counted down to.
    pub to: DateTime<Utc>,
    /// What happens then.
    pub limit: Limit,
}

/// What a countdown runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It falls due.
    Due,
    /// It must be finished.
    Finish,
}

/// A gap rule as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapView {
    /// The step that closes the gap.
    pub step: StepId,
    /// From when the rule holds today.
    pub from: DateTime<Utc>,
    /// Until when the rule holds today.
    pub to: DateTime<Utc>,
    /// Where the present gap began: the last completion, or the start of the rule.
    pub since: DateTime<Utc>,
    /// When the present gap warns.
    pub warns: DateTime<Utc>,
    /// When the present gap exceeds the rule.
    pub exceeds: DateTime<Utc>,
    /// Where it stands.
    pub state: GapState,
    /// The longest closed gap of the day so far, with its two ends.
    pub largest: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// Where a gap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapState {
    /// The rule does not hold at this hour.
    Idle,
    /// There is time.
    Calm,
    /// The limit is near.
    Warning,
    /// The limit has passed.
    Exceeded,
}

/// A finding as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// Its number: the entry that recorded it.
    pub number: Seq,
    /// What was found.
    pub what: String,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// Where on the floor.
    pub place: Option<String>,
    /// What kind.
    pub kind: FindingKind,
    /// How bad.
    pub severity: Severity,
    /// Who reported it, where that is not the officer.
    pub reported_by: Option<String>,
    /// The question it came from.
    pub from: Option<Question>,
    /// The photos that show it.
    pub photos: Vec<Photo>,
    /// Who wrote it.
    pub officer: Officer,
    /// When it happened.
    pub happened: DateTime<Utc>,
    /// When it was written.
    pub recorded: DateTime<Utc>,
    /// The store day it was written on.
    pub day: NaiveDate,
    /// Where it stands.
    pub state: FindingState,
    /// Owner, date, safeguard.
    pub follow_up: FollowUp,
    /// Whether its date has passed while it is open.
    pub overdue: bool,
    /// What was said before, oldest first.
    pub corrected: Vec<Superseded>,
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingState {
    /// Corrected on the spot: closed at birth.
    OnTheSpot {
        /// What was done.
        done: String,
    },
    /// Open: nobody has put it right yet.
    Open,
    /// Put right; somebody else must look again.
    Fixed {
        /// Who put it right.
        by: Officer,
        /// What was done.
        done: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Looked at again and closed.
    Closed {
        /// Who looked.
        by: Officer,
        /// When.
        at: DateTime<Utc>,
    },
    /// Taken back as a mistake.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

impl FindingState {
    /// Returns whether somebody must still do something about it.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Open | Self::Fixed { .. } => true,
            Self::OnTheSpot { .. } | Self::Closed { .. } | Self::Withdrawn { .. } => false,
        }
    }
}

/// A day that went on by another revision of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepinView {
    /// From when on.
    pub at: DateTime<Utc>,
    /// The schedule before.
    pub before: Revision,
    /// The schedule since.
    pub revision: Revision,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub officer: Officer,
    /// How that is known.
    pub proof: Proof,
    /// What had been recorded and has no place in the schedule since; it stays on the record.
    pub lost: Vec<LostView>,
}

/// Something recorded that has no place in the schedule of its day any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostView {
    /// The entry that recorded it.
    pub entry: Seq,
    /// What the step was called.
    pub step: Text,
    /// What was asked, where it was an item.
    pub item: Option<Text>,
}

/// Something that happened to the clock, the desk or the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The clock was stepped.
    ClockStepped(ClockStep),
    /// The machine slept.
    Slept(Slept),
    /// The day goes on by another revision of the schedule.
    Repinned(RepinView),
    /// The desk was off.
    DeskOff {
        /// The last sign of life before; none at the very first start.
        from: Option<DateTime<Utc>>,
        /// When it started again; none while it is off.
        to: Option<DateTime<Utc>>,
    },
}

/// The last entry that is known to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub seq: Seq,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What it was about, where it has a question: for the line at the foot of the desk.
    pub item: Option<(StepId, ItemId)>,
}
