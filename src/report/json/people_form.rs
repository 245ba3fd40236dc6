//! The documented JSON form of persons and posts, and of what was not needed, field by field.
//!
//! It never changes meaning under the same `form`: fields are added, not renamed or removed.

use serde::Serialize;

use super::form::{QuestionName, StepName};

/// A signature that a step asks for.
#[derive(Serialize)]
pub(super) struct SignatureForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) role: String,
    pub(super) role_name: String,
    pub(super) name: Option<String>,
    /// The staff number whose PIN signed; none means that a name alone did.
    pub(super) staff_number: Option<String>,
    pub(super) at: Option<String>,
    /// For whom, where somebody signed in place of another.
    pub(super) in_place_of: Option<String>,
    /// The role of the substitute.
    pub(super) own_role: Option<String>,
    /// Why somebody stood in.
    pub(super) reason: Option<String>,
    /// Whether the step waits for it.
    pub(super) missing: bool,
    /// The signatures that no longer count, oldest first.
    pub(super) voided: Vec<VoidForm>,
}

/// A signature that no longer counts.
#[derive(Serialize)]
pub(super) struct VoidForm {
    pub(super) entry: u64,
    pub(super) name: String,
    pub(super) in_place_of: Option<String>,
    pub(super) at: String,
    /// `corrected`, `returned` or `withdrawn`.
    pub(super) cause: &'static str,
    /// The entry that made it void.
    pub(super) by: u64,
}

/// A step that a later signer sent back.
#[derive(Serialize)]
pub(super) struct ReturnForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) entry: u64,
    pub(super) role: String,
    pub(super) name: String,
    /// The staff number whose PIN signed it; none means that a name alone did.
    pub(super) staff_number: Option<String>,
    pub(super) comment: String,
    pub(super) at: String,
    /// The entry that corrected something since.
    pub(super) amended_by: Option<u64>,
}

/// Somebody who did a step in place of another.
#[derive(Serialize)]
pub(super) struct StandInForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) role: String,
    pub(super) name: String,
    pub(super) in_place_of: String,
    pub(super) own_role: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) at: String,
}

/// A post that reports before the word to go.
#[derive(Serialize)]
pub(super) struct PostForm {
    #[serde(flatten)]
    pub(super) question: QuestionName,
    /// `ready`, `not-ready`, `missing`, `skipped`, `deferred` or `not-needed`.
    pub(super) state: &'static str,
    pub(super) at: Option<String>,
    pub(super) officer: Option<String>,
    /// Why it is not ready, or missing.
    pub(super) reason: Option<String>,
}

/// Something that was not needed.
#[derive(Serialize)]
pub(super) struct NotNeededForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    /// None: the whole step.
    pub(super) item: Option<String>,
    pub(super) floor: Option<String>,
    /// `answer`, `item-taken`, `step-taken` or `no-call`.
    pub(super) why: &'static str,
    /// The answer that decided (`step/item`), or what was taken; empty where nobody needed it.
    pub(super) by: String,
    /// The entry of the answer that was given before it fell away.
    pub(super) entry: Option<u64>,
    pub(super) answer: Option<String>,
}
