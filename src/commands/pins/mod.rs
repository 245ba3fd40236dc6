//! PINs: weighed against a file of their own, after the try was written down.
//!
//! A PIN is in no entry, no message and no file; what the file holds of it is a slow hash, keyed
//! where a key is given. The count of the tries stands in the record, not here.

mod file;
mod pepper;
mod scales;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use file::PinFileFault;
pub use pepper::PepperFault;
pub use scales::Cost;
pub(super) use scales::random_pin;

use crate::clock::Clock;
use crate::engine::officer::{
    Allowed, Bar, OfficerAct, OfficerFact, OfficerNumber, Pin, PinProven, PinSet, Signer, Signing,
    TryOutcome, Uptime,
};
use crate::engine::{Action, Command, CommandId, Engine, Entry, Fact, Officer};
use crate::journal::Stamp;
use crate::schedule::Lang;
use crate::session::{Session, SessionError};
use crate::words;
use file::Records;
use pepper::Pepper;
use scales::Record;

/// Where PINs are weighed: their file, the key beside it, and how heavy the scales are.
#[derive(Clone, Debug)]
pub struct Pins {
    file: PathBuf,
    pepper: Option<PathBuf>,
    cost: Cost,
}

/// An officer whose PIN was right.
#[derive(Clone, Debug, PartialEq)]
pub struct Proven {
    /// Who.
    pub signer: Signer,
    /// How many tries were wrong since the last right one.
    pub wrong_before: u32,
    /// What was written down on the way: the try, and that it was right.
    pub entries: Vec<Entry>,
}

/// Why a PIN does not count.
#[derive(Debug, thiserror::Error)]
pub enum PinFault {
    /// Number and PIN do not belong together, or the officer signs no more.
    #[error("number or PIN wrong")]
    Wrong(Vec<Entry>),
    /// The try was counted and not weighed.
    #[error("not weighed")]
    Barred(Bar, Vec<Entry>),
    /// The file of PINs is not there or cannot be read.
    #[error(transparent)]
    File(#[from] PinFileFault),
    /// The key beside the file is not there or is another one.
    #[error(transparent)]
    Pepper(#[from] PepperFault),
    /// The try could not be written down, and so it was not weighed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl PinFault {
    /// Returns what happened and what to do; the same words whether number or PIN was wrong.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Wrong(_) => lang
                .of(
                    "工号或密码不对（或已停用），没有签字。请重输。",
                    "Number or PIN is wrong, or retired. Nothing was signed; type it again.",
                )
                .to_owned(),
            Self::Barred(bar, _) => words::bar(*bar, lang),
            Self::File(fault) => fault.explain(lang),
            Self::Pepper(fault) => fault.explain(lang),
            Self::Session(fault) => fault.explain(lang),
        }
    }

    /// Returns what was written down on the way.
    pub fn entries(&self) -> &[Entry] {
        match self {
            Self::Wrong(entries) | Self::Barred(_, entries) => entries,
            Self::File(_) | Self::Pepper(_) | Self::Session(_) => &[],
        }
    }
}

impl Pins {
    /// Returns the PINs of a file, with the key that lies in another file, if one is named.
    pub fn new(file: &Path, pepper: Option<PathBuf>) -> Self {
        Self { file: file.to_owned(), pepper, cost: Cost::FULL }
    }

    /// Returns the PINs of a file on other scales; for tests, which would else take hours.
    pub fn with_cost(file: &Path, cost: Cost) -> Self {
        Self { cost, ..Self::new(file, None) }
    }

    /// Writes an officer's PIN into the file; the record says so afterwards.
    ///
    /// # Errors
    /// The file or the key cannot be read, or the file cannot be written.
    pub fn set(&self, number: &OfficerNumber, pin: &Pin) -> Result<Before, PinFault> {
        let pepper = Pepper::read(self.pepper.as_deref())?;
        let record = Record::new(number, pin, self.cost, &pepper)?;
        let mut before = None;
        file::change(&self.file, |records| {
            before = records.get(number).cloned();
            records.put(record);
        })?;
        Ok(Before(before))
    }

    /// Puts back what the file held of an officer before.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn put_back(&self, number: &OfficerNumber, before: Before) -> Result<(), PinFault> {
        file::change(&self.file, |records| match before.0 {
            Some(record) => records.put(record),
            None => records.remove(number),
        })?;
        Ok(())
    }

    /// Says whether an officer's PIN could be weighed.
    ///
    /// # Errors
    /// The file is lost or damaged, or lacks the officer.
    pub fn check(&self, engine: &Engine, number: &OfficerNumber) -> Result<(), PinFileFault> {
        self.records(engine, number).map(|_| ())
    }

    /// Takes an officer's PIN out of the file.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn remove(&self, number: &OfficerNumber) -> Result<(), PinFault> {
        file::change(&self.file, |records| records.remove(number))?;
        Ok(())
    }

    /// Returns how the file stands, as `doctor` says it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn look(&self) -> Result<Look, PinFault> {
        let records = file::read(&self.file)?;
        let pepper = Pepper::read(self.pepper.as_deref())?;
        let all = records.iter().flat_map(Records::iter);
        let plain = all.clone().filter(|it| !it.is_peppered()).count();
        let other = all.clone().filter(|it| it.check_pepper(&pepper).is_err()).count();
        Ok(Look { there: records.is_some(), records: all.count(), plain, other })
    }

    /// Moves a damaged file out of the way, so that PINs can be set anew.
    ///
    /// # Errors
    /// It cannot be renamed.
    pub fn set_aside(&self) -> Result<(), PinFault> {
        Ok(file::set_aside(&self.file)?)
    }

    /// Returns the records that a signature could be weighed against.
    fn records(&self, engine: &Engine, number: &OfficerNumber) -> Result<Records, PinFileFault> {
        let needed = engine.roster().signing() == Signing::ByPin;
        let records = match file::read(&self.file)? {
            Some(records) => records,
            None if needed => return Err(PinFileFault::Missing),
            None => Records::default(),
        };
        let signs = engine.roster().get(number).is_some_and(|it| it.signs());
        if signs && records.get(number).is_none() {
            return Err(PinFileFault::NoRecord(number.clone()));
        }
        Ok(records)
    }
}

/// What the file held of an officer before a change.
#[derive(Debug)]
pub struct Before(Option<Record>);

/// How the file of PINs stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether there is one.
    pub there: bool,
    /// How many PINs it holds.
    pub records: usize,
    /// How many of them no key protects.
    pub plain: usize,
    /// How many of them need a key that is not there.
    pub other: usize,
}

/// Finds out whether number and PIN belong together: the try is written down, then weighed, then
/// it is written down that it was right.
///
/// A number that nobody has takes the same time and gives the same answer.
///
/// # Errors
/// They do not belong together, the try is barred, or it cannot be weighed or written down.
pub fn prove(
    session: &mut Session,
    pins: &Pins,
    stamp: &Stamp,
    at_desk: &Officer,
    number: &OfficerNumber,
    pin: &Pin,
) -> Result<Proven, PinFault> {
    let records = pins.records(session.engine(), number)?;
    let pepper = Pepper::read(pins.pepper.as_deref())?;
    let record = records.get(number);
    record.map_or(Ok(()), |it| it.check_pepper(&pepper))?;
    let uptime = Uptime { boot_id: stamp.boot_id.clone(), boot_ms: stamp.boot_ms };
    let act = OfficerAct::Try { number: number.clone(), uptime: uptime.clone() };
    let mut entries = execute(session, stamp, at_desk, act)?;
    if let Some(bar) = entries.iter().find_map(barred) {
        return Err(PinFault::Barred(bar, entries));
    }
    let weighed = scales::weigh(record, number, pin, pins.cost, &pepper);
    let roster = session.engine().roster();
    let name = roster.get(number).filter(|it| it.signs()).map(|it| it.name.clone());
    let (true, Some(name)) = (weighed, name) else { return Err(PinFault::Wrong(entries)) };
    let wrong_before = roster.wrong_in_a_row(number).saturating_sub(1);
    let proven = OfficerAct::Prove(PinProven { number: number.clone(), uptime });
    entries.extend(execute(session, stamp, at_desk, proven)?);
    Ok(Proven { signer: Signer { number: number.clone(), name }, wrong_before, entries })
}

/// Puts another PIN in the place of one that is right; without the entry the file stays as it was.
///
/// # Errors
/// The old PIN does not count, or the new one cannot be written.
pub fn change_own(
    session: &mut Session,
    pins: &Pins,
    stamp: &Stamp,
    at_desk: &Officer,
    number: &OfficerNumber,
    (old, new): (&Pin, &Pin),
) -> Result<Proven, PinFault> {
    let mut proven = prove(session, pins, stamp, at_desk, number, old)?;
    let before = pins.set(number, new)?;
    let set = PinSet { number: number.clone(), allowed: Allowed::OldPin };
    match execute(session, stamp, &proven.signer.name, OfficerAct::SetPin(set)) {
        Ok(entries) => proven.entries.extend(entries),
        Err(fault) => {
            pins.put_back(number, before)?;
            return Err(fault.into());
        }
    }
    Ok(proven)
}

fn execute(
    session: &mut Session,
    stamp: &Stamp,
    officer: &Officer,
    act: OfficerAct,
) -> Result<Vec<Entry>, SessionError> {
    let command = Command {
        id: CommandId(Arc::from(Clock::fresh_id())),
        officer: officer.clone(),
        happened: None,
        action: Action::Officer(act),
    };
    session.execute(stamp, &command)
}

/// Returns why a try was not weighed, where the entry is one that was not.
fn barred(entry: &Entry) -> Option<Bar> {
    match &entry.fact {
        Fact::Officer(OfficerFact::PinTried(it)) => match it.outcome {
            TryOutcome::Barred(bar) => Some(bar),
            TryOutcome::Weighed => None,
        },
        _ => None,
    }
}
