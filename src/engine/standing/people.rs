//! Who has signed an occurrence, whose turn it is, and who sent it back.

use super::Standing;
use crate::engine::agenda::{ReturnState, ReturnView, SignatureView, StandInView, Voided, Want};
use crate::engine::officer::Proof;
use crate::engine::state::Signature;
use crate::schedule::{RoleId, SignRule};

impl Standing<'_> {
    /// Returns the signatures that it asks for, in the order of the schedule.
    pub(in crate::engine) fn signature_views(&self) -> Vec<SignatureView> {
        let roles = self.step.sign.roles.iter();
        let views = roles.map(|role| {
            let given = self.signature_of(role);
            let past = self.work.signatures.iter().filter(|it| it.role == *role);
            let voided = past.filter_map(|it| {
                Some(Voided {
                    entry: it.entry,
                    name: it.name.clone(),
                    stead: it.stead.clone(),
                    at: it.at,
                    cause: it.void.clone()?,
                })
            });
            SignatureView {
                role: role.clone(),
                signed: given.map(|it| (it.name.clone(), it.at)),
                stead: given.and_then(|it| it.stead.clone()),
                proof: given.map_or(Proof::Name, |it| it.proof.clone()),
                want: self.want_of(role),
                voided: voided.collect(),
            }
        });
        views.collect()
    }

    fn signature_of(&self, role: &RoleId) -> Option<&Signature> {
        self.work.signatures.iter().find(|it| it.role == *role && it.void.is_none())
    }

    fn want_of(&self, role: &RoleId) -> Want {
        if self.signature_of(role).is_some() {
            return Want::Asked;
        }
        match self.step.sign.rule {
            SignRule::Each => Want::Asked,
            SignRule::InOrder => {
                let before = self.step.sign.roles.iter().take_while(|it| *it != role);
                let mut open = before.filter(|it| self.signature_of(it).is_none());
                open.next().map_or(Want::Asked, |first| Want::Behind(first.clone()))
            }
            SignRule::Some(_) if self.is_signed() => Want::Spared,
            SignRule::Some(_) => Want::Asked,
        }
    }

    pub(super) fn is_signed(&self) -> bool {
        let given = self.step.sign.roles.iter().filter(|it| self.signature_of(it).is_some());
        given.count() >= self.step.sign.need()
    }

    /// Returns what was sent back and not corrected since.
    pub(in crate::engine) fn returned(&self) -> Option<ReturnView> {
        self.work.sent_back.last().filter(|it| it.state == ReturnState::Open).cloned()
    }

    pub(in crate::engine) fn return_views(&self) -> Vec<ReturnView> {
        self.work.sent_back.clone()
    }

    pub(in crate::engine) fn stand_in_views(&self) -> Vec<StandInView> {
        self.work.stand_ins.clone()
    }
}
