//! What persons do about a step beside answering it: sign, return it with a comment, stand in.
//!
//! A person is a name on the record; whether it may stand there is decided in `decide`.

use super::command::Officer;
use super::officer::Proof;
use crate::schedule::{OccurrenceId, RoleId};

/// A signature on a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// In which role.
    pub role: RoleId,
    /// Who.
    pub name: Officer,
    /// For whom, where somebody signs in place of another.
    pub stead: Option<Stead>,
    /// How it is known who signs.
    pub proof: Proof,
}

/// For whom somebody stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stead {
    /// Who should have.
    pub of: Officer,
    /// The role of the substitute, where it is told.
    pub own_role: Option<RoleId>,
    /// Why; needed where the schedule does not name the substitute's role.
    pub reason: Option<String>,
}

/// A step that a later signer sends back for correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// In which role.
    pub role: RoleId,
    /// Who.
    pub name: Officer,
    /// What is to be corrected.
    pub comment: String,
    /// How it is known who returns it: it makes signatures void, and is signed like one.
    pub proof: Proof,
}

/// Somebody who does a step in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoodIn {
    /// Which occurrence.
    pub occurrence: OccurrenceId,
    /// In which role.
    pub role: RoleId,
    /// Who.
    pub name: Officer,
    /// For whom.
    pub stead: Stead,
}
