//! The kind word of each fact, and the words of the small closed sets inside facts.
//!
//! These words are in files of ten years ago: none is ever changed or used for something else.

use serde::{Deserialize, Serialize};

use crate::engine::command::{HandoverAct, IncidentAct};
use crate::engine::{Fact, command};
use crate::schedule;

pub(super) const DAY_OPENED: &str = "day-opened";
pub(super) const DAY_REPINNED: &str = "day-repinned";
pub(super) const DESK_STARTED: &str = "desk-started";
pub(super) const DESK_STOPPED: &str = "desk-stopped";
pub(super) const STORE_NAMED: &str = "store-named";
pub(super) const DESK_TAKEN: &str = "desk-taken";
pub(super) const OFFICER_ADDED: &str = "officer-added";
pub(super) const OFFICER_RETIRED: &str = "officer-retired";
pub(super) const PIN_SET: &str = "pin-set";
pub(super) const PIN_TRIED: &str = "pin-tried";
pub(super) const PIN_PROVEN: &str = "pin-proven";
pub(super) const SIGNING_RELEASED: &str = "signing-released";
pub(super) const ACKNOWLEDGED: &str = "acknowledged";
pub(super) const ANSWERED: &str = "answered";
pub(super) const SKIPPED: &str = "skipped";
pub(super) const DEFERRED: &str = "deferred";
pub(super) const SIGNED: &str = "signed";
pub(super) const RETURNED: &str = "returned";
pub(super) const STOOD_IN: &str = "stood-in";
pub(super) const SWEPT: &str = "swept";
pub(super) const AREAS_NAMED: &str = "areas-named";
pub(super) const AREA_REMOVED: &str = "area-removed";
pub(super) const BATCH_LEFT: &str = "batch-left";
pub(super) const BATCH_RETURNED: &str = "batch-returned";
pub(super) const STARTED: &str = "started";
pub(super) const FOUND: &str = "found";
pub(super) const ASSIGNED: &str = "assigned";
pub(super) const FIXED: &str = "fixed";
pub(super) const REINSPECTED: &str = "reinspected";
pub(super) const HANDOVER_BEGUN: &str = "handover-begun";
pub(super) const HANDOVER_BRIEFED: &str = "handover-briefed";
pub(super) const HANDOVER_READ_BACK: &str = "handover-read-back";
pub(super) const HANDOVER_ACCEPTED: &str = "handover-accepted";
pub(super) const HANDOVER_REFUSED: &str = "handover-refused";
pub(super) const HANDOVER_ALONE: &str = "handover-signed-alone";
pub(super) const HANDOVER_ADDED: &str = "handover-added";
pub(super) const HANDOVER_REVIEWED: &str = "handover-reviewed";
pub(super) const INCIDENT_BEGUN: &str = "incident-begun";
pub(super) const INCIDENT_OVER: &str = "incident-over";
pub(super) const NOTED: &str = "noted";
pub(super) const CORRECTED: &str = "corrected";
pub(super) const EXPORTED: &str = "exported";
pub(super) const PRINTED: &str = "printed";
pub(super) const CLOCK_STEPPED: &str = "clock-stepped";
pub(super) const SLEPT: &str = "slept";

/// Returns the word under which a fact is stored.
pub fn of(fact: &Fact) -> &'static str {
    match fact {
        Fact::DayOpened { .. } => DAY_OPENED,
        Fact::DayRepinned(_) => DAY_REPINNED,
        Fact::DeskStarted { .. } => DESK_STARTED,
        Fact::DeskStopped(_) => DESK_STOPPED,
        Fact::StoreNamed(_) => STORE_NAMED,
        Fact::DeskTaken => DESK_TAKEN,
        Fact::Officer(it) => super::officer::kind_of(it),
        Fact::Acknowledged(_) => ACKNOWLEDGED,
        Fact::Answered(_) => ANSWERED,
        Fact::Skipped(_) => SKIPPED,
        Fact::Deferred(_) => DEFERRED,
        Fact::Signed(_) => SIGNED,
        Fact::Returned(_) => RETURNED,
        Fact::StoodIn(_) => STOOD_IN,
        Fact::Swept(_) => SWEPT,
        Fact::AreasNamed(_) => AREAS_NAMED,
        Fact::AreaRemoved(_) => AREA_REMOVED,
        Fact::BatchLeft(_) => BATCH_LEFT,
        Fact::BatchReturned(_) => BATCH_RETURNED,
        Fact::Started(_) => STARTED,
        Fact::Found(_) => FOUND,
        Fact::Assigned(_) => ASSIGNED,
        Fact::Fixed(_) => FIXED,
        Fact::Reinspected(_) => REINSPECTED,
        Fact::Handover(it) => match it {
            HandoverAct::Begun(_) => HANDOVER_BEGUN,
            HandoverAct::Briefed(_) => HANDOVER_BRIEFED,
            HandoverAct::ReadBack(_) => HANDOVER_READ_BACK,
            HandoverAct::Accepted(_) => HANDOVER_ACCEPTED,
            HandoverAct::Refused(_) => HANDOVER_REFUSED,
            HandoverAct::SignedAlone(_) => HANDOVER_ALONE,
            HandoverAct::Added(_) => HANDOVER_ADDED,
            HandoverAct::Reviewed(_) => HANDOVER_REVIEWED,
        },
        Fact::Incident(IncidentAct::Begun { .. }) => INCIDENT_BEGUN,
        Fact::Incident(IncidentAct::Over { .. }) => INCIDENT_OVER,
        Fact::Noted(_) => NOTED,
        Fact::Corrected(_) => CORRECTED,
        Fact::Exported(_) => EXPORTED,
        Fact::Printed(_) => PRINTED,
        Fact::ClockStepped(_) => CLOCK_STEPPED,
        Fact::Slept(_) => SLEPT,
    }
}

/// Returns the stored word of a severity, by which a search narrows down.
pub(in crate::journal) fn severity_word(it: command::Severity) -> &'static str {
    match it {
        command::Severity::Critical => "critical",
        command::Severity::Major => "major",
        command::Severity::Minor => "minor",
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StopCause {
    Officer,
    Signal,
}

impl From<command::StopCause> for StopCause {
    fn from(it: command::StopCause) -> Self {
        match it {
            command::StopCause::Officer => Self::Officer,
            command::StopCause::Signal => Self::Signal,
        }
    }
}

impl From<StopCause> for command::StopCause {
    fn from(it: StopCause) -> Self {
        match it {
            StopCause::Officer => Self::Officer,
            StopCause::Signal => Self::Signal,
        }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Known {
    Seen,
    Radio,
    Scanned,
    TagBroken,
}

impl From<schedule::Known> for Known {
    fn from(it: schedule::Known) -> Self {
        match it {
            schedule::Known::Seen => Self::Seen,
            schedule::Known::Radio => Self::Radio,
            schedule::Known::Scanned => Self::Scanned,
            schedule::Known::TagBroken => Self::TagBroken,
        }
    }
}

impl From<Known> for schedule::Known {
    fn from(it: Known) -> Self {
        match it {
            Known::Seen => Self::Seen,
            Known::Radio => Self::Radio,
            Known::Scanned => Self::Scanned,
            Known::TagBroken => Self::TagBroken,
        }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FindingKind {
    Fire,
    Security,
    Equipment,
    Staff,
    Goods,
    Customer,
    Hygiene,
    Other,
}

impl From<command::FindingKind> for FindingKind {
    fn from(it: command::FindingKind) -> Self {
        match it {
            command::FindingKind::Fire => Self::Fire,
            command::FindingKind::Security => Self::Security,
            command::FindingKind::Equipment => Self::Equipment,
            command::FindingKind::Staff => Self::Staff,
            command::FindingKind::Goods => Self::Goods,
            command::FindingKind::Customer => Self::Customer,
            command::FindingKind::Hygiene => Self::Hygiene,
            command::FindingKind::Other => Self::Other,
        }
    }
}

impl From<FindingKind> for command::FindingKind {
    fn from(it: FindingKind) -> Self {
        match it {
            FindingKind::Fire => Self::Fire,
            FindingKind::Security => Self::Security,
            FindingKind::Equipment => Self::Equipment,
            FindingKind::Staff => Self::Staff,
            FindingKind::Goods => Self::Goods,
            FindingKind::Customer => Self::Customer,
            FindingKind::Hygiene => Self::Hygiene,
            FindingKind::Other => Self::Other,
        }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Severity {
    Critical,
    Major,
    Minor,
}

impl From<command::Severity> for Severity {
    fn from(it: command::Severity) -> Self {
        match it {
            command::Severity::Critical => Self::Critical,
            command::Severity::Major => Self::Major,
            command::Severity::Minor => Self::Minor,
        }
    }
}

impl From<Severity> for command::Severity {
    fn from(it: Severity) -> Self {
        match it {
            Severity::Critical => Self::Critical,
            Severity::Major => Self::Major,
            Severity::Minor => Self::Minor,
        }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SecondLook {
    Right,
    StillWrong,
}

impl From<command::SecondLook> for SecondLook {
    fn from(it: command::SecondLook) -> Self {
        match it {
            command::SecondLook::Right => Self::Right,
            command::SecondLook::StillWrong => Self::StillWrong,
        }
    }
}

impl From<SecondLook> for command::SecondLook {
    fn from(it: SecondLook) -> Self {
        match it {
            SecondLook::Right => Self::Right,
            SecondLook::StillWrong => Self::StillWrong,
        }
    }
}
