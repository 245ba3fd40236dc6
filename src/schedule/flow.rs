//! When something is asked at all: by an earlier answer, as one of several, or freely.
//!
//! It never knows an answer; whether a condition holds is derived in the engine.

use super::{ItemId, Milli, Sense, StateId, StepId};

/// Something is asked only if an earlier answer of the same day was such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The step whose answer decides: an earlier one, or that of the item itself.
    pub step: StepId,
    /// The item whose answer decides.
    pub item: ItemId,
    /// What the answer must be.
    pub test: Test,
}

/// What an answer must be for something to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these states; for a yes-or-no item `yes`, `no` or `not-applicable`.
    Is(Vec<StateId>),
    /// As it should be, or not.
    Sense(Sense),
    /// A number or a count above this.
    Above(Milli),
    /// A number or a count below this.
    Below(Milli),
}

/// Whether an item must be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Must {
    /// It must be answered, skipped or put off before the step is done.
    #[default]
    Required,
    /// It may be answered while the step is open; it is never missed.
    Optional,
}

/// When an item's turn comes within its step, and what it is to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// In the order of its step.
    #[default]
    Own,
    /// A post that reports: in any order among the posts.
    Post,
    /// The word to go: when every post has reported, or a missing one is named with a reason.
    Go,
    /// The names of those who take part; at least one.
    Who,
}
