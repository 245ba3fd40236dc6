//! Who signs a step, and who may stand in for whom.
//!
//! It never knows a person: roles are named here, names come with the signatures.

use super::{RoleId, Schedule};

/// Who signs a step; each role by a different person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// The roles, in the order written.
    pub roles: Vec<RoleId>,
    /// How many of them sign, and in which order.
    pub rule: SignRule,
}

/// How many of the roles sign a step, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignRule {
    /// All of them, in any order.
    #[default]
    Each,
    /// All of them, one after the other; a later signer may return the step with a comment.
    InOrder,
    /// So many of them are enough.
    Some(usize),
}

impl Signing {
    /// Returns how many signatures are needed.
    pub fn need(&self) -> usize {
        match self.rule {
            SignRule::Each | SignRule::InOrder => self.roles.len(),
            SignRule::Some(need) => need.min(self.roles.len()),
        }
    }
}

/// The roles that may stand in for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitutes {
    /// For whom.
    pub role: RoleId,
    /// Who may, in the order written.
    pub by: Vec<RoleId>,
}

impl Schedule {
    /// Returns the roles that may stand in for a role.
    pub fn substitutes_of(&self, role: &RoleId) -> &[RoleId] {
        self.substitutes.iter().find(|it| it.role == *role).map_or(&[], |it| &it.by)
    }
}
