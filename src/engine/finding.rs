//! What is said of a finding: its birth with the fork, its owner, its repair, the second look.

use chrono::NaiveDate;

use super::command::{Officer, Question, Seq};
use super::photo::Photo;
use crate::schedule::FloorId;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub what: String,
    /// On which floor, if on one.
    pub floor: Option<FloorId>,
    /// Where on the floor, in words.
    pub place: Option<String>,
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// How bad it is.
    pub severity: Severity,
    /// Corrected on the spot, or to be followed up.
    pub fork: Fork,
    /// Who reported it, where that is not the officer.
    pub reported_by: Option<String>,
    /// The question whose answer it came from.
    pub from: Option<Question>,
    /// The photos that show it.
    pub photos: Vec<Photo>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// Fire safety.
    Fire,
    /// Security: locks, strangers, theft.
    Security,
    /// Equipment: lifts, light, air.
    Equipment,
    /// Staff: discipline, appearance.
    Staff,
    /// Goods, display, prices.
    Goods,
    /// Customers, complaints.
    Customer,
    /// Cleanliness and surroundings.
    Hygiene,
    /// Anything else.
    #[default]
    Other,
}

/// How bad a finding is; the worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// People are in danger, or business cannot go on.
    Critical,
    /// Must be dealt with today.
    Major,
    /// Can wait for the ordinary course.
    #[default]
    Minor,
}

/// The fork at a finding's birth (公安部令第61号, articles 31 and 32).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fork {
    /// Corrected on the spot, and how.
    OnTheSpot {
        /// What was done.
        done: String,
    },
    /// Cannot be corrected now.
    FollowUp(FollowUp),
}

/// Who puts a finding right, by when, and what protects people meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// Who puts it right; none is shown as unassigned.
    pub owner: Option<String>,
    /// The store day by which it must be right.
    pub due: Option<NaiveDate>,
    /// What protects people meanwhile.
    pub interim: Option<String>,
    /// To whom it was reported.
    pub reported_to: Option<String>,
}

/// New owner, date, safeguard of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Which finding.
    pub finding: Seq,
    /// What holds from now on; parts that are none stay as they were.
    pub follow_up: FollowUp,
}

/// A finding that has been put right, before anybody looked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Which finding.
    pub finding: Seq,
    /// Who put it right.
    pub fixed_by: Officer,
    /// What was done.
    pub done: String,
}

/// What a re-inspection showed; the inspector is the command's officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reinspected {
    /// Which finding.
    pub finding: Seq,
    /// What the second look showed.
    pub result: SecondLook,
    /// A remark.
    pub note: Option<String>,
}

/// What a second look at a finding shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondLook {
    /// It is right now: closed.
    Right,
    /// It is still not right: open again.
    StillWrong,
}
