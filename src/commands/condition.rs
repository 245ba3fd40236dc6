//! The documented JSON of a condition: the answer without which something is not asked.
//!
//! It never judges an answer: the engine does.

use serde::Serialize;

use crate::schedule::{Condition, Sense, Test};

/// The answer without which something is not asked.
#[derive(Debug, Serialize)]
pub(super) struct ConditionForm {
    step: String,
    item: String,
    /// One of these answers, or `normal`, or `abnormal`.
    is: Vec<String>,
    above: Option<String>,
    below: Option<String>,
}

impl ConditionForm {
    /// Returns the form of a condition.
    pub(super) fn new(it: &Condition) -> Self {
        let (is, above, below) = match &it.test {
            Test::Is(words) => (words.iter().map(ToString::to_string).collect(), None, None),
            Test::Sense(Sense::Normal) => (vec!["normal".to_owned()], None, None),
            Test::Sense(Sense::Abnormal) => (vec!["abnormal".to_owned()], None, None),
            Test::Above(limit) => (Vec::new(), Some(limit.to_string()), None),
            Test::Below(limit) => (Vec::new(), None, Some(limit.to_string())),
        };
        Self { step: it.step.to_string(), item: it.item.to_string(), is, above, below }
    }
}
