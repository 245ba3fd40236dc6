//! What a signature means, from one short list for all that is signed.
//!
//! An entry that holds a signature says by its kind what it means; nothing is stored twice.

use super::Proof;
use crate::engine::Fact;
use crate::engine::command::Action;

/// What a signature means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Whoever signs did it, or decided it.
    Made,
    /// Whoever signs gave the shift away.
    HandedOver,
    /// Whoever signs took the shift.
    TookOver,
    /// Whoever signs refused to take the shift.
    Refused,
    /// Whoever signs gave the shift away alone, because no relief came.
    Alone,
    /// Whoever signs looked for omissions after being relieved.
    Reviewed,
    /// Whoever signs says that an earlier entry was wrong.
    Corrected,
}

/// Every meaning with its stable word.
pub const MEANINGS: [(&str, Meaning); 7] = [
    ("made", Meaning::Made),
    ("handed-over", Meaning::HandedOver),
    ("took-over", Meaning::TookOver),
    ("refused", Meaning::Refused),
    ("signed-alone", Meaning::Alone),
    ("reviewed", Meaning::Reviewed),
    ("corrected", Meaning::Corrected),
];

impl Meaning {
    /// Returns its stable word.
    pub fn word(self) -> &'static str {
        MEANINGS.iter().find(|(_, it)| *it == self).map_or("", |(word, _)| word)
    }
}

impl Fact {
    /// Returns what its signature means and how it is known who signed, where it holds one.
    pub fn signature(&self) -> Option<(Meaning, &Proof)> {
        match self {
            Self::Signed(it) => Some((Meaning::Made, &it.proof)),
            Self::DayRepinned(it) => Some((Meaning::Made, &it.proof)),
            Self::Corrected(it) => Some((Meaning::Corrected, &it.proof)),
            Self::Handover(it) => it.meaning().zip(it.seal().map(|it| &it.proof)),
            _ => None,
        }
    }
}

impl Action {
    /// Returns what a signature under it would mean, where it takes one.
    pub fn meaning(&self) -> Option<Meaning> {
        match self {
            Self::Sign(_) | Self::PutInForce(_) => Some(Meaning::Made),
            Self::Correct(_) => Some(Meaning::Corrected),
            Self::Handover(it) => it.meaning(),
            _ => None,
        }
    }
}
