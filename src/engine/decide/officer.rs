//! Officers: registered, let go, their tries counted; and who may sign.
//!
//! Whether a PIN is right is found out elsewhere. Here a signature only counts with a proof that was
//! written down right before it and that nothing has used up.

use super::super::command::Officer;
use super::super::officer::{
    Allowed, OfficerAct, OfficerAdded, OfficerFact, OfficerFault, OfficerNumber, OfficerRetired,
    PinProven, PinSet, PinTried, Proof, Registered, Roster, Service, Signing, SigningReleased,
    Uptime,
};
use super::super::{Field, Refusal};
use super::Decision;
use super::text::check_text;
use crate::schedule::RoleId;

impl Decision<'_> {
    pub(super) fn officer(&self, act: &OfficerAct) -> Result<OfficerFact, Refusal> {
        match act {
            OfficerAct::Add(it) => self.add_officer(it),
            OfficerAct::Retire(it) => self.retire(it),
            OfficerAct::SetPin(it) => self.set_pin(it),
            OfficerAct::Try { number, uptime } => Ok(self.try_pin(number, uptime)),
            OfficerAct::Prove(it) => self.prove(it),
            OfficerAct::Release(it) => self.release(it),
        }
    }

    /// Refuses a signature that is not proven: with a name alone where officers have PINs, or with
    /// a PIN that was not weighed, or of somebody else.
    pub(super) fn check_signer(&self, name: &Officer, proof: &Proof) -> Result<(), OfficerFault> {
        match proof {
            Proof::Name if self.roster().signing() == Signing::ByPin => {
                Err(OfficerFault::PinNeeded)
            }
            Proof::Name => Ok(()),
            Proof::Pin(number) => {
                let officer = self.active(number)?;
                if self.is_proven(number) && officer.name == *name {
                    return Ok(());
                }
                Err(OfficerFault::NotProven(number.clone()))
            }
        }
    }

    fn add_officer(&self, it: &OfficerAdded) -> Result<OfficerFact, Refusal> {
        check_text(Field::Name, it.name.as_str())?;
        if self.roster().get(&it.number).is_some() {
            return Err(OfficerFault::NumberTaken(it.number.clone()).into());
        }
        let same = self
            .roster()
            .officers()
            .find(|known| known.service == Service::Active && known.name == it.name);
        if let Some(known) = same {
            return Err(OfficerFault::NameTaken(known.number.clone()).into());
        }
        let known = &self.engine.in_force.roles;
        if let Some(role) = it.roles.iter().find(|it| known.iter().all(|known| known.id != **it)) {
            let roles = known.iter().map(|it| it.id.clone()).collect();
            return Err(OfficerFault::UnknownRole { role: role.clone(), roles }.into());
        }
        match &it.by {
            Proof::Pin(by) => self.check_supervisor(by)?,
            Proof::Name if self.has_supervisor() => return Err(self.supervisor_only()),
            Proof::Name if !self.supervises(&it.roles) => {
                let roles = self.engine.in_force.supervisors.clone();
                return Err(OfficerFault::SupervisorFirst(roles).into());
            }
            Proof::Name => {}
        }
        Ok(OfficerFact::Added(it.clone()))
    }

    fn retire(&self, it: &OfficerRetired) -> Result<OfficerFact, Refusal> {
        let officer = self.active(&it.number)?;
        self.check_supervisor(&it.by)?;
        let others = self.roster().officers().filter(|other| other.number != officer.number);
        if self.supervises(&officer.roles) && !others.into_iter().any(|it| self.may_allow(it)) {
            return Err(OfficerFault::LastSupervisor(it.number.clone()).into());
        }
        Ok(OfficerFact::Retired(it.clone()))
    }

    fn set_pin(&self, it: &PinSet) -> Result<OfficerFact, Refusal> {
        let officer = self.active(&it.number)?;
        match &it.allowed {
            Allowed::OldPin if !self.is_proven(&it.number) => {
                return Err(OfficerFault::NotProven(it.number.clone()).into());
            }
            Allowed::Supervisor(by) => self.check_supervisor(by)?,
            // Whoever has lost all PINs begins with a supervisor's.
            Allowed::LostFile if !self.supervises(&officer.roles) => {
                return Err(self.supervisor_only());
            }
            Allowed::OldPin | Allowed::LostFile => {}
        }
        Ok(OfficerFact::PinSet(it.clone()))
    }

    /// Counts a try. It is never refused: what is not weighed is written down as well.
    fn try_pin(&self, number: &OfficerNumber, uptime: &Uptime) -> OfficerFact {
        let who = self.roster().whose(number);
        let day = self.engine.day_of(self.now);
        let outcome = self.roster().outcome(&who, uptime, day, self.now);
        OfficerFact::PinTried(PinTried { who, outcome, uptime: uptime.clone() })
    }

    fn prove(&self, it: &PinProven) -> Result<OfficerFact, Refusal> {
        self.active(&it.number)?;
        if self.roster().wrong_in_a_row(&it.number) == 0 {
            return Err(OfficerFault::NotProven(it.number.clone()).into());
        }
        Ok(OfficerFact::PinProven(it.clone()))
    }

    fn release(&self, it: &SigningReleased) -> Result<OfficerFact, Refusal> {
        self.active(&it.number)?;
        self.check_supervisor(&it.by)?;
        Ok(OfficerFact::Released(it.clone()))
    }

    fn is_proven(&self, number: &OfficerNumber) -> bool {
        self.roster().is_proven(number, self.engine.day_of(self.now))
    }

    fn roster(&self) -> &Roster {
        &self.engine.roster
    }

    /// Returns an officer who still signs.
    fn active(&self, number: &OfficerNumber) -> Result<&Registered, OfficerFault> {
        match self.roster().get(number) {
            None => Err(OfficerFault::Unknown(number.clone())),
            Some(Registered { service: Service::Retired(day), .. }) => {
                Err(OfficerFault::Retired(number.clone(), *day))
            }
            Some(officer) => Ok(officer),
        }
    }

    /// Refuses what is not allowed by a supervisor whose PIN was weighed right before.
    fn check_supervisor(&self, number: &OfficerNumber) -> Result<(), Refusal> {
        let officer = self.active(number)?;
        if !self.supervises(&officer.roles) {
            return Err(self.supervisor_only());
        }
        if !self.is_proven(number) {
            return Err(OfficerFault::NotProven(number.clone()).into());
        }
        Ok(())
    }

    fn supervisor_only(&self) -> Refusal {
        OfficerFault::SupervisorOnly(self.engine.in_force.supervisors.clone()).into()
    }

    fn has_supervisor(&self) -> bool {
        self.roster().officers().any(|it| self.may_allow(it))
    }

    fn may_allow(&self, officer: &Registered) -> bool {
        officer.signs() && self.supervises(&officer.roles)
    }

    fn supervises(&self, roles: &[RoleId]) -> bool {
        roles.iter().any(|it| self.engine.in_force.supervisors.contains(it))
    }
}
