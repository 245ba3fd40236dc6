//! What is said when something recorded was wrong: both stand for ever.

use super::command::{Answer, FindingKind, Proof, Seq, Severity};
use crate::schedule::FloorId;

/// A correction of an earlier entry; both stand for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The entry that is corrected.
    pub entry: Seq,
    /// Why.
    pub reason: String,
    /// What holds instead.
    pub correction: Correction,
    /// How it is known who corrects.
    pub proof: Proof,
}

/// What holds instead of what an earlier entry said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Another answer to the same question.
    Answer {
        /// What was really found.
        answer: Answer,
        /// The remark that goes with it.
        note: Option<String>,
    },
    /// Other words, place, kind or severity of a finding; parts that are none stay.
    Finding {
        /// The words.
        what: Option<String>,
        /// The floor.
        floor: Option<FloorId>,
        /// The kind.
        kind: Option<FindingKind>,
        /// The severity.
        severity: Option<Severity>,
    },
    /// Another count of a meal batch that left or came back.
    Count(u32),
    /// Other words of a note.
    Note(String),
    /// The entry was a mistake: what it said is taken back.
    Withdrawn,
}
