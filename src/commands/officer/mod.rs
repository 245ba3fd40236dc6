//! `zhiban officer`: registers officers, sets their PINs, releases them, lets them go.
//!
//! Every change but the first registration takes a supervisor's PIN, and each is an entry.

mod ask;
mod list;

use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::pins::{self, PinFault, PinFileFault, Pins, Proven};
use super::record::{self, Record};
use super::shell::Shell;
use crate::cli::{OfficerVerb, PinSource};
use crate::clock::Clock;
use crate::engine::officer::{
    Allowed, OfficerAct, OfficerAdded, OfficerFault, OfficerNumber, OfficerRetired, Pin, PinSet,
    Proof, Service, SigningReleased,
};
use crate::engine::{Action, Command, CommandId, Entry, Officer, Refusal};
use crate::schedule::RoleId;
use crate::session::{Session, SessionError};
use crate::words;

/// Carries out `zhiban officer`; returns the exit code.
pub(super) fn run(shell: &Shell, verb: &OfficerVerb) -> Result<u8> {
    if let OfficerVerb::List { json } = verb {
        return list::run(shell, *json);
    }
    let record = Record::open(shell)?;
    record.warn(shell);
    let session = record.session(shell)?;
    let mut office = Office { shell, session, pins: shell.pins()? };
    match verb {
        OfficerVerb::List { .. } => {}
        OfficerVerb::Add { number, name, roles, source, by } => {
            let asked = (number.clone(), name.clone(), roles.clone());
            office.add(asked, *source, by.clone())?;
        }
        OfficerVerb::Pin { number, source, by } => office.set_pin(number, *source, by.clone())?,
        OfficerVerb::Release { number, by } => office.release(number, by.clone())?,
        OfficerVerb::Retire { number, by } => office.retire(number, by.clone())?,
    }
    Ok(0)
}

/// The record and the file of PINs, open for a change.
struct Office<'a> {
    shell: &'a Shell,
    session: Session,
    pins: Pins,
}

impl Office<'_> {
    fn add(
        &mut self,
        (number, name, roles): (Option<OfficerNumber>, Option<String>, Vec<RoleId>),
        source: PinSource,
        by: Option<OfficerNumber>,
    ) -> Result<()> {
        let lang = self.shell.lang;
        let number = number.map_or_else(|| ask::number(self.shell), Ok)?;
        let name = name.map_or_else(|| ask::name(self.shell), Ok)?;
        let roles = match roles.is_empty() {
            true => ask::roles(self.shell, &self.schedule().roles)?,
            false => roles,
        };
        let name = Officer::new(&name);
        let added = |by| OfficerAdded {
            number: number.clone(),
            name: name.clone(),
            roles: roles.clone(),
            by,
        };
        // What is wrong with the words is said before anybody is asked for a PIN.
        let proof = match self.check(&name, OfficerAct::Add(added(Proof::Name))) {
            Ok(()) => Proof::Name,
            Err(Refusal::Officer(OfficerFault::SupervisorOnly(_))) => {
                Proof::Pin(self.supervisor(by)?.signer.number)
            }
            Err(refusal) => return Err(self.refused(&refusal)),
        };
        let pin = self.new_pin(&number, source)?;
        self.put(&number, &pin, &name, OfficerAct::Add(added(proof)))?;
        let name = name.as_str();
        self.shell.say(
            &lang.of(format!("已登记 {number} {name}。"), format!("Registered {number} {name}.")),
        )?;
        self.hand_out(&number, &pin, source)
    }

    fn set_pin(
        &mut self,
        number: &OfficerNumber,
        source: PinSource,
        by: Option<OfficerNumber>,
    ) -> Result<()> {
        let lang = self.shell.lang;
        self.active(number)?;
        let (allowed, by) = if by.is_none() && self.is_lost(number) {
            self.shell.warn(lang.of(
                "密码文件丢失：不凭密码重设主管的密码，并写进记录。",
                "The PIN file is lost: a supervisor's PIN is set without one, and that is recorded.",
            ));
            (Allowed::LostFile, number.clone())
        } else {
            let proven = match by {
                Some(by) => self.supervisor(Some(by))?,
                None => self.prove(number, lang.of("原密码", "Old PIN"))?,
            };
            let by = proven.signer.number;
            let own = by == *number;
            (if own { Allowed::OldPin } else { Allowed::Supervisor(by.clone()) }, by)
        };
        let act = OfficerAct::SetPin(PinSet { number: number.clone(), allowed: allowed.clone() });
        let name = self.active(&by)?;
        self.check(&name, act.clone()).map_err(|it| self.refused(&it))?;
        let pin = self.new_pin(number, source)?;
        if allowed == Allowed::LostFile && self.is_damaged() {
            self.pins.set_aside().map_err(|it| anyhow!(it.explain(lang)))?;
        }
        self.put(number, &pin, &name, act)?;
        self.shell.say(
            &lang.of(format!("{number} 的密码已换。"), format!("The PIN of {number} is set.")),
        )?;
        self.hand_out(number, &pin, source)
    }

    fn release(&mut self, number: &OfficerNumber, by: Option<OfficerNumber>) -> Result<()> {
        self.active(number)?;
        let by = self.supervisor(by)?.signer;
        let act = SigningReleased { number: number.clone(), by: by.number };
        self.execute(&by.name, OfficerAct::Release(act))?;
        let lang = self.shell.lang;
        self.shell
            .say(&lang.of(format!("{number} 又可以签字了。"), format!("{number} may sign again.")))
    }

    fn retire(&mut self, number: &OfficerNumber, by: Option<OfficerNumber>) -> Result<()> {
        self.active(number)?;
        let by = self.supervisor(by)?.signer;
        let act = OfficerRetired { number: number.clone(), by: by.number };
        self.execute(&by.name, OfficerAct::Retire(act))?;
        let lang = self.shell.lang;
        self.pins.remove(number).map_err(|it| anyhow!(it.explain(lang)))?;
        self.shell.say(&lang.of(
            format!("{number} 已停用；以前签的都保留。"),
            format!("{number} is retired; what was signed stays."),
        ))
    }

    /// Puts the PIN into its file, then writes that down; without the entry the file stays as it
    /// was.
    fn put(
        &mut self,
        number: &OfficerNumber,
        pin: &Pin,
        name: &Officer,
        act: OfficerAct,
    ) -> Result<()> {
        let lang = self.shell.lang;
        let before = self.pins.set(number, pin).map_err(|it| anyhow!(it.explain(lang)))?;
        let done = self.execute(name, act);
        if done.is_err() {
            self.pins.put_back(number, before).map_err(|it| anyhow!(it.explain(lang)))?;
        }
        done.map(|_| ())
    }

    /// Returns a PIN that was drawn, or chosen and typed twice.
    fn new_pin(&self, number: &OfficerNumber, source: PinSource) -> Result<Pin> {
        let lang = self.shell.lang;
        if source == PinSource::Drawn {
            return Ok(pins::random_pin(number)?);
        }
        let pin = ask::pin(self.shell, lang.of("新密码（6–12 位）", "New PIN (6 to 12 digits)"))?;
        pin.check(number).map_err(|it| anyhow!(words::weak_pin(it, lang)))?;
        let again = ask::pin(self.shell, lang.of("再输一次", "Once more"))?;
        if pin != again {
            return Err(anyhow!(lang.of(
                "两次输入不一样；密码没有换，请重来",
                "the two differ; no PIN was set, begin again",
            )));
        }
        Ok(pin)
    }

    /// Shows a drawn PIN, this once.
    fn hand_out(&self, number: &OfficerNumber, pin: &Pin, source: PinSource) -> Result<()> {
        if source == PinSource::Chosen {
            return Ok(());
        }
        let digits = String::from_utf8_lossy(pin.bytes());
        self.shell.say(&self.shell.lang.of(
            format!("{number} 的密码：{digits}（只显示这一次，请记住后清屏）"),
            format!("PIN of {number}: {digits} (shown this once; remember it, clear the screen)"),
        ))
    }

    /// Asks for a supervisor's number, where none was given, and PIN.
    fn supervisor(&mut self, by: Option<OfficerNumber>) -> Result<Proven> {
        let lang = self.shell.lang;
        let by = by.map_or_else(|| ask::supervisor(self.shell), Ok)?;
        self.prove(&by, &lang.of(format!("主管 {by} 的密码"), format!("PIN of supervisor {by}")))
    }

    fn prove(&mut self, number: &OfficerNumber, question: &str) -> Result<Proven> {
        let lang = self.shell.lang;
        let pin = ask::pin(self.shell, question)?;
        let stamp = record::stamp(&self.shell.clock, self.schedule());
        let at_desk = self.session.engine().agenda(self.shell.now).officer;
        let at_desk = at_desk.unwrap_or_else(|| Officer::new(lang.of("值班台", "Desk")));
        let proven = pins::prove(&mut self.session, &self.pins, &stamp, &at_desk, number, &pin)
            .map_err(|it| self.not_proven(&it))?;
        if let Some(text) = words::wrong_before(proven.wrong_before, lang) {
            self.shell.warn(&text);
        }
        Ok(proven)
    }

    fn not_proven(&self, fault: &PinFault) -> anyhow::Error {
        match fault {
            PinFault::Session(SessionError::Refused(refusal)) => self.refused(refusal),
            other => anyhow!(other.explain(self.shell.lang)),
        }
    }

    /// Returns the name of an officer who still signs, or says that there is none.
    fn active(&self, number: &OfficerNumber) -> Result<Officer> {
        let fault = match self.session.engine().roster().get(number) {
            Some(it) => match it.service {
                Service::Active => return Ok(it.name.clone()),
                Service::Retired(day) => OfficerFault::Retired(number.clone(), day),
            },
            None => OfficerFault::Unknown(number.clone()),
        };
        Err(self.refused(&fault.into()))
    }

    /// Whether a supervisor's PIN cannot be weighed because the file lost it.
    fn is_lost(&self, number: &OfficerNumber) -> bool {
        let lost = self.pins.check(self.session.engine(), number);
        matches!(
            lost,
            Err(PinFileFault::Missing | PinFileFault::Damaged | PinFileFault::NoRecord(_))
        )
    }

    fn is_damaged(&self) -> bool {
        matches!(self.pins.look(), Err(PinFault::File(PinFileFault::Damaged)))
    }

    fn check(&self, officer: &Officer, act: OfficerAct) -> Result<(), Refusal> {
        let command = command(officer, act);
        self.session.engine().decide(self.shell.clock.now(), &command).map(|_| ())
    }

    fn execute(&mut self, officer: &Officer, act: OfficerAct) -> Result<Vec<Entry>> {
        let stamp = record::stamp(&self.shell.clock, self.schedule());
        let done = self.session.execute(&stamp, &command(officer, act));
        done.map_err(|fault| match fault {
            SessionError::Refused(refusal) => self.refused(&refusal),
            SessionError::Journal(_) | SessionError::NotSaved(_) | SessionError::Crowded => {
                anyhow!(fault.explain(self.shell.lang))
            }
        })
    }

    fn refused(&self, refusal: &Refusal) -> anyhow::Error {
        anyhow!(words::refusal(refusal, self.schedule(), self.shell.lang))
    }

    fn schedule(&self) -> &crate::schedule::Schedule {
        let engine = self.session.engine();
        engine.schedule_of(engine.day_of(self.shell.now))
    }
}

fn command(officer: &Officer, act: OfficerAct) -> Command {
    Command {
        id: CommandId(Arc::from(Clock::fresh_id())),
        officer: officer.clone(),
        happened: None,
        action: Action::Officer(act),
    }
}
