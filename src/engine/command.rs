//! What may be asked of the engine: commands are imperative, entries are past.
//!
//! A command is only a wish. `decide` says whether it becomes an entry.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use super::areas::{AREAS_MAX, AreaRemoved, AreasNamed};
pub use super::correction::{Corrected, Correction};
pub use super::event::{EventView, Start, StartView, Started};
pub use super::finding::{
    Assigned, FindingKind, Fixed, FollowUp, Fork, Found, Reinspected, SecondLook, Severity,
};
pub use super::handover::{
    Accepted, Added, Begun, Briefed, Counted, HandedShift, HandoverAct, IncidentAct, ReadBack,
    Relief, Reviewed, Seal, SignedAlone, TurnedDown,
};
pub use super::officer::{Meaning, OfficerAct, Proof};
pub use super::paper::{Document, Exported, Printed};
pub use super::people::{Returned, Signed, Stead, StoodIn};
pub use super::photo::{PHOTOS_MAX, Photo, PhotoKind};
use crate::schedule::{FloorId, ItemId, Known, Milli, OccurrenceId, Revision, StateId, TimeOfDay};

/// A person as written on the record: a name, never a user account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Officer(pub Arc<str>);

impl Officer {
    /// Wraps a person's name.
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name.trim()))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The place of an entry in the journal, from 1; the number that the officer is shown as "saved".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seq(pub u64);

/// The name of a command, fixed before the first try so that a retry cannot write twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommandId(pub Arc<str>);

/// A wish with the person who has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Fixed before the first try.
    pub id: CommandId,
    /// Who asks; recorded on every entry that follows.
    pub officer: Officer,
    /// When it happened, where that is earlier than now.
    pub happened: Option<DateTime<Utc>>,
    /// What is asked for.
    pub action: Action,
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Say that a desk has started; `off_since` is the last sign of life before, if any.
    StartDesk {
        /// The last instant at which a desk is known to have been on.
        off_since: Option<DateTime<Utc>>,
    },
    /// Run the present day by the schedule in force from now on.
    PutInForce(Repin),
    /// Say that a desk has stopped.
    StopDesk(StopCause),
    /// Give the store its name.
    NameStore(String),
    /// Take the seat at the desk; the officer of the command is the one who sits down.
    TakeDesk,
    /// Register officers, let them go, count what is tried with their PINs.
    Officer(OfficerAct),
    /// Silence a prompt for a while.
    Acknowledge(OccurrenceId),
    /// Answer an item.
    Answer(Answered),
    /// Leave an item, or all open items of a step, undone with a reason.
    Skip(Skipped),
    /// Put an item, or all open items of a step, into a later step's list.
    Defer(Deferred),
    /// Sign a step in a role.
    Sign(Signed),
    /// Send a step back to those who signed before, with a comment.
    Return(Returned),
    /// Say that somebody does a step in place of another.
    StandIn(StoodIn),
    /// State the outcome of sweeping a floor.
    Sweep(Swept),
    /// Name areas that are known only today.
    NameAreas(AreasNamed),
    /// Take an area off the list of the day.
    RemoveArea(AreaRemoved),
    /// Let a meal batch go.
    SendBatch(BatchLeft),
    /// Take a meal batch back.
    ReceiveBatch(BatchReturned),
    /// Say that something has happened which starts steps.
    Start(Start),
    /// Record a finding.
    Find(Found),
    /// Give a finding an owner, a date, an interim safeguard.
    Assign(Assigned),
    /// State that a finding has been put right.
    Fix(Fixed),
    /// State what a re-inspection showed.
    Reinspect(Reinspected),
    /// Do one act of a handover.
    Handover(HandoverAct),
    /// Say that an incident began or is over.
    Incident(IncidentAct),
    /// Write a free note.
    Note(String),
    /// Correct an earlier entry.
    Correct(Corrected),
    /// Say that a file was written out.
    NoticeExport(Exported),
    /// Say that paper was handed to a printer.
    NoticePrint(Printed),
    /// Say that the clock has been stepped.
    NoticeClockStep(ClockStep),
    /// Say that the desk has slept.
    NoticeSleep(Slept),
}

impl Action {
    /// Returns the action with the photos that were taken in for it; one that keeps none stays as
    /// it is.
    pub fn with_photos(self, photos: Vec<Photo>) -> Self {
        match self {
            Self::Find(found) if !photos.is_empty() => Self::Find(Found { photos, ..found }),
            Self::Answer(it) => {
                let answer = it.answer.with_photo(photos);
                Self::Answer(Answered { answer, ..it })
            }
            Self::Correct(Corrected {
                entry,
                reason,
                correction: Correction::Answer { answer, note },
                proof,
            }) => {
                let correction = Correction::Answer { answer: answer.with_photo(photos), note };
                Self::Correct(Corrected { entry, reason, correction, proof })
            }
            other => other,
        }
    }
}

/// A wish that the running store day go on by the schedule in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repin {
    /// Why it cannot wait until the next day.
    pub reason: String,
    /// How it is known who decides it.
    pub proof: Proof,
}

/// A running store day that goes on by another revision of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repinned {
    /// Which day.
    pub day: NaiveDate,
    /// The schedule it runs by from now on.
    pub revision: Revision,
    /// Why it was not left until the next day.
    pub reason: String,
    /// How it is known who decided it.
    pub proof: Proof,
}

/// Why a desk stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopCause {
    /// The officer closed it.
    Officer,
    /// The system asked it to end (SIGTERM, SIGHUP, console closed).
    Signal,
}

/// One answerable thing: an item of an occurrence, on one floor where the step is a sweep.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Question {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which item.
    pub item: ItemId,
    /// Which floor, in a sweep.
    pub floor: Option<FloorId>,
}

/// The state that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A named state.
    State(StateId),
    /// Yes.
    Yes,
    /// No.
    No,
    /// Does not apply today.
    NotApplicable,
    /// A measured number.
    Number(Milli),
    /// How many.
    Count(u32),
    /// An amount of money.
    Money(Milli),
    /// A time on the clock, of the store day.
    Time(TimeOfDay),
    /// The code of a tag.
    Code(String),
    /// A photo.
    Photo(Photo),
    /// Free text.
    Text(String),
    /// Names of persons; may be none.
    Names(Vec<String>),
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What was asked.
    pub question: Question,
    /// What was found.
    pub answer: Answer,
    /// How it is known; none takes the item's usual way.
    pub known: Option<Known>,
    /// A remark; the reason, where a gate is held.
    pub note: Option<String>,
    /// What the value is compared with. Whoever asks leaves it out: the engine knows it.
    pub compared: Option<Compared>,
}

/// What a value was compared with when it was given; a figure that was not known is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// With the answer to the same item the time before.
    Previous(Option<Milli>),
    /// With a fixed figure, or with the answer to another item.
    Figure(Option<Milli>),
}

impl Compared {
    /// Returns the figure, where it was known.
    pub fn figure(self) -> Option<Milli> {
        match self {
            Self::Previous(figure) | Self::Figure(figure) => figure,
        }
    }
}

impl Answer {
    /// Puts a photo that was taken in where one was to come.
    fn with_photo(self, photos: Vec<Photo>) -> Self {
        match (self, photos.into_iter().next()) {
            (Self::Photo(_), Some(photo)) => Self::Photo(photo),
            (other, _) => other,
        }
    }

    /// Returns the value of an answer that is a number.
    pub fn number(&self) -> Option<Milli> {
        match self {
            Self::Number(it) | Self::Money(it) => Some(*it),
            Self::Count(it) => Some(Milli::whole(*it)),
            Self::State(_)
            | Self::Yes
            | Self::No
            | Self::NotApplicable
            | Self::Time(_)
            | Self::Code(_)
            | Self::Photo(_)
            | Self::Text(_)
            | Self::Names(_) => None,
        }
    }

    /// Returns how much more it is than what it was compared with, where that was known.
    pub fn difference(&self, compared: Option<Compared>) -> Option<Milli> {
        self.number()?.minus(compared?.figure()?)
    }
}

/// Something left undone with a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which item; none means all that is open.
    pub item: Option<ItemId>,
    /// Why.
    pub reason: String,
}

/// Something put off to a later step of the same store day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deferred {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which item; none means all that is open.
    pub item: Option<ItemId>,
    /// The step in whose list it comes back.
    pub to: OccurrenceId,
    /// Why.
    pub reason: String,
}

/// The outcome of sweeping a floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swept {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which floor.
    pub floor: FloorId,
    /// What was found.
    pub outcome: SweepOutcome,
}

/// What sweeping a floor came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SweepOutcome {
    /// Nobody and nothing left behind.
    Clear,
    /// Clear except for people who stay, named, until when, and who watches them.
    ClearExcept {
        /// Who or what stays.
        who: String,
        /// Until when, as told.
        until: String,
        /// Who watches.
        watcher: String,
    },
    /// Not swept, with the reason.
    NotSwept {
        /// Why.
        reason: String,
    },
}

/// A meal batch that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLeft {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which batch, from 1.
    pub batch: u8,
    /// How many left.
    pub count: u32,
}

/// People of a meal batch who came back; the rest may follow in a further entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchReturned {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// Which batch, from 1.
    pub batch: u8,
    /// How many came back with this entry.
    pub count: u32,
    /// How many of them were late; none lets the clock tell.
    pub late: Option<u32>,
    /// A remark, such as who was late.
    pub note: Option<String>,
}

/// A step of the wall clock that no time explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockStep {
    /// What the clock should have said.
    pub from: DateTime<Utc>,
    /// What it said.
    pub to: DateTime<Utc>,
}

/// A time during which the machine slept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slept {
    /// When it fell asleep.
    pub from: DateTime<Utc>,
    /// When it woke.
    pub to: DateTime<Utc>,
}
