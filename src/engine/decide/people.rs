//! Signatures, what a later signer returns, and substitutes.

use super::super::agenda::Want;
use super::super::command::{Officer, Returned, Signed, Stead, StoodIn};
use super::super::standing::Standing;
use super::super::state::Day;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::step::items_open;
use super::text::check_text;
use crate::schedule::{RoleId, SignRule};

impl Decision<'_> {
    pub(super) fn sign(&self, it: &Signed) -> Result<Fact, Refusal> {
        check_text(Field::Name, it.name.as_str())?;
        let day = self.day(&it.occurrence)?;
        let standing = self.standing(&day, &it.occurrence)?;
        let want = check_signer(&standing, &it.role, &it.name)?;
        if let Some(stead) = &it.stead {
            check_stead(&day, &it.role, &it.name, stead)?;
        }
        self.check_window(&standing)?;
        if !standing.is_worked() {
            return Err(items_open(&standing));
        }
        if let Some(sent) = standing.returned() {
            let (occurrence, by) = (it.occurrence.clone(), sent.name.as_str().to_owned());
            return Err(Refusal::SentBack { occurrence, by, comment: sent.comment });
        }
        self.check_signer(&it.name, &it.proof)?;
        match want {
            Want::Asked => Ok(Fact::Signed(it.clone())),
            Want::Behind(first) => Err(Refusal::SignsLater { role: it.role.clone(), first }),
            Want::Spared => Err(Refusal::Concluded { occurrence: it.occurrence.clone() }),
        }
    }

    /// Only a later signer in a strict order, whose turn it is, may send a step back.
    pub(super) fn send_back(&self, it: &Returned) -> Result<Fact, Refusal> {
        check_text(Field::Name, it.name.as_str())?;
        check_text(Field::Reason, &it.comment)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.standing(&day, &it.occurrence)?;
        let want = check_signer(&standing, &it.role, &it.name)?;
        let sign = &standing.step.sign;
        let later = sign.rule == SignRule::InOrder && sign.roles.first() != Some(&it.role);
        if !later {
            return Err(Refusal::NotReturnable { occurrence: it.occurrence.clone() });
        }
        self.check_window(&standing)?;
        self.check_signer(&it.name, &it.proof)?;
        match want {
            Want::Asked => Ok(Fact::Returned(it.clone())),
            Want::Behind(first) => Err(Refusal::SignsLater { role: it.role.clone(), first }),
            Want::Spared => Err(Refusal::NotReturnable { occurrence: it.occurrence.clone() }),
        }
    }

    pub(super) fn stand_in(&self, it: &StoodIn) -> Result<Fact, Refusal> {
        check_text(Field::Name, it.name.as_str())?;
        let day = self.day(&it.occurrence)?;
        let standing = self.standing(&day, &it.occurrence)?;
        let step = standing.step;
        if step.role != it.role && !step.with.contains(&it.role) {
            let roles = std::iter::once(&step.role).chain(&step.with).cloned().collect();
            return Err(Refusal::NoSuchPart { role: it.role.clone(), roles });
        }
        check_stead(&day, &it.role, &it.name, &it.stead)?;
        if standing.is_concluded(self.now) {
            return Err(Refusal::Concluded { occurrence: it.occurrence.clone() });
        }
        self.check_not_after(&standing, standing.closes())?;
        Ok(Fact::StoodIn(it.clone()))
    }
}

/// Refuses a role that does not sign, that has signed, or a person who signed in another one.
///
/// A substitute counts as the person who is there: two signatures are two people in the room.
fn check_signer(standing: &Standing<'_>, role: &RoleId, name: &Officer) -> Result<Want, Refusal> {
    let signatures = standing.signature_views();
    let Some(own) = signatures.iter().find(|view| view.role == *role) else {
        let roles = standing.step.sign.roles.clone();
        return Err(Refusal::WrongRole { role: role.clone(), roles });
    };
    if own.signed.is_some() {
        return Err(Refusal::Concluded { occurrence: standing.id().clone() });
    }
    if signatures.iter().any(|view| view.signed.as_ref().is_some_and(|(it, _)| it == name)) {
        return Err(Refusal::SamePerson { name: name.as_str().to_owned() });
    }
    Ok(own.want.clone())
}

/// A substitute in a role that the schedule names needs no reason; anybody else does.
fn check_stead(day: &Day, role: &RoleId, name: &Officer, it: &Stead) -> Result<(), Refusal> {
    check_text(Field::Name, it.of.as_str())?;
    it.reason.iter().try_for_each(|why| check_text(Field::Reason, why))?;
    if it.of == *name {
        return Err(Refusal::OwnStead { name: name.as_str().to_owned() });
    }
    let named = day.schedule.roles.iter().map(|it| &it.id);
    if let Some(own) = it.own_role.as_ref().filter(|own| !named.clone().any(|it| it == *own)) {
        return Err(Refusal::UnknownRole { role: own.clone(), roles: named.cloned().collect() });
    }
    let substitutes = day.schedule.substitutes_of(role);
    let listed = it.own_role.as_ref().is_some_and(|own| substitutes.contains(own));
    if !listed && it.reason.is_none() {
        let (role, substitutes) = (role.clone(), substitutes.to_vec());
        return Err(Refusal::SteadReason { role, substitutes });
    }
    Ok(())
}
