//! The persons of an occurrence as they stand: signatures, returns, substitutes.

use chrono::{DateTime, Utc};

use crate::engine::command::{Officer, Seq, Stead, StoodIn};
use crate::engine::officer::Proof;
use crate::schedule::RoleId;

/// A signature that a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureView {
    /// In which role.
    pub role: RoleId,
    /// Who signed and when, if anybody did.
    pub signed: Option<(Officer, DateTime<Utc>)>,
    /// For whom, where somebody signed in place of another.
    pub stead: Option<Stead>,
    /// How it is known who signed.
    pub proof: Proof,
    /// Whether it is still asked for.
    pub want: Want,
    /// The signatures that no longer count, oldest first.
    pub voided: Vec<Voided>,
}

impl SignatureView {
    /// Returns a signature that nobody has given.
    pub fn asked(role: RoleId) -> Self {
        let (proof, want) = (Proof::Name, Want::Asked);
        Self { role, signed: None, stead: None, proof, want, voided: Vec::new() }
    }

    /// Returns whether it is missing before the step is signed.
    pub fn is_missing(&self) -> bool {
        match self.want {
            Want::Asked | Want::Behind(_) => self.signed.is_none(),
            Want::Spared => false,
        }
    }
}

/// Whether a signature is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// It is asked for, or given.
    Asked,
    /// Another role signs first.
    Behind(RoleId),
    /// Enough others have signed.
    Spared,
}

/// A signature that no longer counts; it stands in the record for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voided {
    /// Its entry.
    pub entry: Seq,
    /// Who had signed.
    pub name: Officer,
    /// For whom.
    pub stead: Option<Stead>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why it no longer counts.
    pub cause: VoidCause,
}

/// Why a signature no longer counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoidCause {
    /// What was signed was corrected by this entry.
    Corrected(Seq),
    /// A later signer returned the step by this entry.
    Returned(Seq),
    /// A signature that came before it was taken back by this entry.
    Withdrawn(Seq),
}

/// A step that a later signer sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnView {
    /// Its entry.
    pub entry: Seq,
    /// In which role.
    pub role: RoleId,
    /// Who.
    pub name: Officer,
    /// How it is known who.
    pub proof: Proof,
    /// What is to be corrected.
    pub comment: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether something was corrected since.
    pub state: ReturnState,
}

/// What became of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnState {
    /// Nothing has been corrected yet.
    Open,
    /// Something was corrected by this entry.
    Amended(Seq),
}

/// Somebody who does the step in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandInView {
    /// Its entry.
    pub entry: Seq,
    /// Who, for whom, in which role.
    pub stood_in: StoodIn,
    /// When.
    pub at: DateTime<Utc>,
}
