//! What was recorded: entries are only ever added to, never changed.
//!
//! An entry says what cannot be derived. That something became overdue is not an entry.

use chrono::{DateTime, NaiveDate, Utc};

use super::command::{
    Answered, AreaRemoved, AreasNamed, Assigned, BatchLeft, BatchReturned, ClockStep, Corrected,
    Deferred, Exported, Fixed, Found, Officer, Photo, Printed, Reinspected, Repinned, Returned,
    Seq, Signed, Skipped, Slept, Started, StoodIn, StopCause, Swept,
};
use super::handover::{HandoverAct, IncidentAct};
use super::officer::OfficerFact;
use crate::schedule::{OccurrenceId, Revision};

/// A fact with its place in the journal, its two times and the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place in the journal; this, not the clock, is the order.
    pub seq: Seq,
    /// Unique: the command's id, a slash and the number of the fact within the command, from 0.
    pub id: String,
    /// The store day it was written on.
    pub day: NaiveDate,
    /// When it happened.
    pub happened: DateTime<Utc>,
    /// When it was written.
    pub recorded: DateTime<Utc>,
    /// Who asked for it.
    pub officer: Officer,
    /// What was recorded.
    pub fact: Fact,
}

impl Entry {
    /// Returns how much later it was written than it happened, in whole minutes.
    pub fn minutes_late(&self) -> i64 {
        (self.recorded - self.happened).num_minutes()
    }
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A store day was opened, pinned to a revision of the schedule.
    DayOpened {
        /// Which day.
        day: NaiveDate,
        /// The schedule it runs by to its end.
        revision: Revision,
    },
    /// A running store day was pinned to another revision of the schedule, from here on.
    DayRepinned(Repinned),
    /// A desk started; `off_since` is the last sign of life before, none at the very first start.
    DeskStarted {
        /// The last instant at which a desk is known to have been on.
        off_since: Option<DateTime<Utc>>,
    },
    /// A desk stopped.
    DeskStopped(StopCause),
    /// The store was given its name.
    StoreNamed(String),
    /// The entry's officer sat down at the desk.
    DeskTaken,
    /// An officer was registered or let go, or a PIN was set or tried.
    Officer(OfficerFact),
    /// A prompt was acknowledged.
    Acknowledged(OccurrenceId),
    /// An item was answered.
    Answered(Answered),
    /// Something was left undone with a reason.
    Skipped(Skipped),
    /// Something was put off to a later step.
    Deferred(Deferred),
    /// A step was signed.
    Signed(Signed),
    /// A step was sent back by a later signer: what was signed before no longer counts.
    Returned(Returned),
    /// Somebody did a step in place of another.
    StoodIn(StoodIn),
    /// A floor was swept.
    Swept(Swept),
    /// Areas were named that are known only today.
    AreasNamed(AreasNamed),
    /// An area was taken off the list of the day.
    AreaRemoved(AreaRemoved),
    /// A meal batch left.
    BatchLeft(BatchLeft),
    /// A meal batch, or part of it, came back.
    BatchReturned(BatchReturned),
    /// Something happened that starts steps.
    Started(Started),
    /// Something was found.
    Found(Found),
    /// A finding was given an owner, a date, a safeguard.
    Assigned(Assigned),
    /// A finding was put right.
    Fixed(Fixed),
    /// A finding was looked at again.
    Reinspected(Reinspected),
    /// An act of a handover.
    Handover(HandoverAct),
    /// An incident began or is over.
    Incident(IncidentAct),
    /// A note was written.
    Noted(String),
    /// An earlier entry was corrected.
    Corrected(Corrected),
    /// A file was written out.
    Exported(Exported),
    /// Paper was handed to a printer.
    Printed(Printed),
    /// The clock was stepped.
    ClockStepped(ClockStep),
    /// The desk slept.
    Slept(Slept),
}

impl Fact {
    /// Returns the stable word of its kind, such as `answered`: for JSON, the journal and search.
    pub fn word(&self) -> &'static str {
        match self {
            Self::DayOpened { .. } => "day-opened",
            Self::DayRepinned(_) => "day-repinned",
            Self::DeskStarted { .. } => "desk-started",
            Self::DeskStopped(_) => "desk-stopped",
            Self::StoreNamed(_) => "store-named",
            Self::DeskTaken => "desk-taken",
            Self::Officer(it) => it.word(),
            Self::Acknowledged(_) => "acknowledged",
            Self::Answered(_) => "answered",
            Self::Skipped(_) => "skipped",
            Self::Deferred(_) => "deferred",
            Self::Signed(_) => "signed",
            Self::Returned(_) => "returned",
            Self::StoodIn(_) => "stood-in",
            Self::Swept(_) => "swept",
            Self::AreasNamed(_) => "areas-named",
            Self::AreaRemoved(_) => "area-removed",
            Self::BatchLeft(_) => "batch-left",
            Self::BatchReturned(_) => "batch-returned",
            Self::Started(_) => "started",
            Self::Found(_) => "found",
            Self::Assigned(_) => "assigned",
            Self::Fixed(_) => "fixed",
            Self::Reinspected(_) => "reinspected",
            Self::Handover(it) => it.word(),
            Self::Incident(it) => it.word(),
            Self::Noted(_) => "noted",
            Self::Corrected(_) => "corrected",
            Self::Exported(_) => "exported",
            Self::Printed(_) => "printed",
            Self::ClockStepped(_) => "clock-stepped",
            Self::Slept(_) => "slept",
        }
    }

    /// Returns whether it is no work of a shift: the desk wrote it by itself and it only bears the
    /// name of whoever sat there, or it says who may sign.
    pub fn is_of_the_machine(&self) -> bool {
        matches!(
            self,
            Self::Officer(_)
                | Self::DayOpened { .. }
                | Self::DeskStarted { .. }
                | Self::DeskStopped(_)
                | Self::Exported(_)
                | Self::Printed(_)
                | Self::ClockStepped(_)
                | Self::Slept(_)
        )
    }

    /// Returns the occurrence that it is about, if it is about one.
    pub fn occurrence(&self) -> Option<&OccurrenceId> {
        match self {
            Self::Acknowledged(it) => Some(it),
            Self::Answered(it) => Some(&it.question.occurrence),
            Self::Skipped(it) => Some(&it.occurrence),
            Self::Deferred(it) => Some(&it.occurrence),
            Self::Signed(it) => Some(&it.occurrence),
            Self::Returned(it) => Some(&it.occurrence),
            Self::StoodIn(it) => Some(&it.occurrence),
            Self::Swept(it) => Some(&it.occurrence),
            Self::AreasNamed(it) => Some(&it.occurrence),
            Self::AreaRemoved(it) => Some(&it.occurrence),
            Self::BatchLeft(it) => Some(&it.occurrence),
            Self::BatchReturned(it) => Some(&it.occurrence),
            Self::DayOpened { .. }
            | Self::DayRepinned(_)
            | Self::DeskStarted { .. }
            | Self::DeskStopped(_)
            | Self::StoreNamed(_)
            | Self::DeskTaken
            | Self::Officer(_)
            | Self::Started(_)
            | Self::Found(_)
            | Self::Assigned(_)
            | Self::Fixed(_)
            | Self::Reinspected(_)
            | Self::Handover(_)
            | Self::Incident(_)
            | Self::Noted(_)
            | Self::Corrected(_)
            | Self::Exported(_)
            | Self::Printed(_)
            | Self::ClockStepped(_)
            | Self::Slept(_) => None,
        }
    }

    /// Returns the photos that it keeps.
    pub fn photos(&self) -> &[Photo] {
        match self {
            Self::Found(it) => &it.photos,
            Self::DayOpened { .. }
            | Self::DayRepinned(_)
            | Self::DeskStarted { .. }
            | Self::DeskStopped(_)
            | Self::StoreNamed(_)
            | Self::DeskTaken
            | Self::Officer(_)
            | Self::Acknowledged(_)
            | Self::Answered(_)
            | Self::Skipped(_)
            | Self::Deferred(_)
            | Self::Signed(_)
            | Self::Returned(_)
            | Self::StoodIn(_)
            | Self::Swept(_)
            | Self::AreasNamed(_)
            | Self::AreaRemoved(_)
            | Self::BatchLeft(_)
            | Self::BatchReturned(_)
            | Self::Started(_)
            | Self::Assigned(_)
            | Self::Fixed(_)
            | Self::Reinspected(_)
            | Self::Handover(_)
            | Self::Incident(_)
            | Self::Noted(_)
            | Self::Corrected(_)
            | Self::Exported(_)
            | Self::Printed(_)
            | Self::ClockStepped(_)
            | Self::Slept(_) => &[],
        }
    }

    /// Returns the day that it pins, and the schedule that it pins it to.
    pub fn pin(&self) -> Option<(NaiveDate, &Revision)> {
        if let Self::DayOpened { day, revision } = self {
            return Some((*day, revision));
        }
        if let Self::DayRepinned(it) = self { Some((it.day, &it.revision)) } else { None }
    }

    /// Returns the entry that this one is about, if it is about one: what a reader must load
    /// beside it.
    pub fn subject(&self) -> Option<Seq> {
        match self {
            Self::Assigned(it) => Some(it.finding),
            Self::Fixed(it) => Some(it.finding),
            Self::Reinspected(it) => Some(it.finding),
            Self::Corrected(it) => Some(it.entry),
            Self::Handover(it) => it.subject(),
            Self::Incident(it) => it.subject(),
            Self::DayOpened { .. }
            | Self::DayRepinned(_)
            | Self::DeskStarted { .. }
            | Self::DeskStopped(_)
            | Self::StoreNamed(_)
            | Self::DeskTaken
            | Self::Officer(_)
            | Self::Acknowledged(_)
            | Self::Answered(_)
            | Self::Skipped(_)
            | Self::Deferred(_)
            | Self::Signed(_)
            | Self::Returned(_)
            | Self::StoodIn(_)
            | Self::Swept(_)
            | Self::AreasNamed(_)
            | Self::AreaRemoved(_)
            | Self::BatchLeft(_)
            | Self::BatchReturned(_)
            | Self::Started(_)
            | Self::Found(_)
            | Self::Noted(_)
            | Self::Exported(_)
            | Self::Printed(_)
            | Self::ClockStepped(_)
            | Self::Slept(_) => None,
        }
    }
}
