//! Registered officers: who may sign, with which number, and what a signature says.
//!
//! A PIN is never part of a command, an entry or a state: it is weighed outside, against a file of
//! its own. What stands here is the count of the tries and what followed from them.

mod meaning;
mod pin;
mod roster;
mod signed;

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::command::Officer;
use crate::schedule::RoleId;

pub use meaning::{MEANINGS, Meaning};
pub use pin::{PIN_MAX, PIN_MIN, Pin, WeakPin};
pub use roster::{Attempt, Fate, Registered, Roster, Service};

/// The staff number of a registered officer: a short word of letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfficerNumber(Arc<str>);

/// The longest staff number.
const NUMBER_MAX: usize = 12;

impl OfficerNumber {
    /// Returns the number that a text names, in capitals; nothing where it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let letters = text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
        let fits = !text.is_empty() && text.len() <= NUMBER_MAX;
        (letters && fits).then(|| Self(Arc::from(text.to_ascii_uppercase())))
    }

    /// Returns the number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OfficerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How it is known who signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Proof {
    /// By a name that was typed; the paper says "signed without PIN".
    #[default]
    Name,
    /// By a staff number and its PIN, weighed right before.
    Pin(OfficerNumber),
}

impl Proof {
    /// Returns the staff number, where there is one.
    pub fn number(&self) -> Option<&OfficerNumber> {
        match self {
            Self::Name => None,
            Self::Pin(number) => Some(number),
        }
    }

    /// Returns the proof that a stored number stands for.
    pub fn of(number: Option<OfficerNumber>) -> Self {
        number.map_or(Self::Name, Self::Pin)
    }
}

/// How signing works at a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// Nobody has a PIN: a name signs.
    ByName,
    /// An officer has a PIN: a number and its PIN sign, each time.
    ByPin,
}

/// Who signs, after number and PIN were found to belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The staff number.
    pub number: OfficerNumber,
    /// The name that it is registered with.
    pub name: Officer,
}

/// How long the machine had been up at an instant, sleep included; no setting of the clock moves
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uptime {
    /// Which run of the machine.
    pub boot_id: String,
    /// Milliseconds since it began.
    pub boot_ms: i64,
}

/// What may be asked about officers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficerAct {
    /// Register an officer.
    Add(OfficerAdded),
    /// Let an officer sign no more.
    Retire(OfficerRetired),
    /// Say that a PIN was put into the file of PINs.
    SetPin(PinSet),
    /// Count a try, before it is weighed.
    Try {
        /// The number that was typed.
        number: OfficerNumber,
        /// Since when the machine runs.
        uptime: Uptime,
    },
    /// Say that the try that was counted last was right.
    Prove(PinProven),
    /// Let an officer sign again after too many wrong tries.
    Release(SigningReleased),
}

/// What was recorded about officers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficerFact {
    /// An officer was registered.
    Added(OfficerAdded),
    /// An officer signs no more; what was signed stands.
    Retired(OfficerRetired),
    /// A PIN was set; neither it nor its hash is written.
    PinSet(PinSet),
    /// A try was counted.
    PinTried(PinTried),
    /// The try counted last was right.
    PinProven(PinProven),
    /// An officer may sign again.
    Released(SigningReleased),
}

impl OfficerFact {
    /// Returns the stable word of its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added(_) => "officer-added",
            Self::Retired(_) => "officer-retired",
            Self::PinSet(_) => "pin-set",
            Self::PinTried(_) => "pin-tried",
            Self::PinProven(_) => "pin-proven",
            Self::Released(_) => "signing-released",
        }
    }
}

/// An officer who was registered, with a PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerAdded {
    /// The staff number; never given twice.
    pub number: OfficerNumber,
    /// The name on paper.
    pub name: Officer,
    /// The roles.
    pub roles: Vec<RoleId>,
    /// Whose PIN allowed it; a name alone for the first one.
    pub by: Proof,
}

/// An officer who signs no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerRetired {
    /// Who.
    pub number: OfficerNumber,
    /// Whose PIN allowed it.
    pub by: OfficerNumber,
}

/// A PIN that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinSet {
    /// Whose.
    pub number: OfficerNumber,
    /// What allowed it.
    pub allowed: Allowed,
}

/// What allowed a PIN to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// The PIN before.
    OldPin,
    /// A supervisor's PIN.
    Supervisor(OfficerNumber),
    /// The file of PINs was lost or damaged, and no PIN could be weighed.
    LostFile,
}

/// A try that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinTried {
    /// Whose number was typed.
    pub who: Tried,
    /// What became of it.
    pub outcome: TryOutcome,
    /// Since when the machine ran.
    pub uptime: Uptime,
}

/// Whose number was typed with a PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// A registered officer's, retired or not.
    Officer(OfficerNumber),
    /// Nobody's; it is not written, for it may be a PIN in the wrong place.
    Nobody,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryOutcome {
    /// It is weighed right after.
    Weighed,
    /// It was not weighed.
    Barred(Bar),
}

/// Why a try is not weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Too soon after the last wrong one.
    Wait {
        /// How much longer.
        seconds: u32,
    },
    /// Too many wrong tries in a row: a supervisor must release it.
    Disabled,
    /// Too many wrong tries at this desk today.
    DeskStopped,
}

/// A try that was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinProven {
    /// Whose.
    pub number: OfficerNumber,
    /// Since when the machine ran.
    pub uptime: Uptime,
}

/// An officer who may sign again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningReleased {
    /// Who.
    pub number: OfficerNumber,
    /// Whose PIN allowed it.
    pub by: OfficerNumber,
}

/// What is wrong with a wish about officers, or with a signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficerFault {
    /// The number is given already.
    #[error("number {0} is given already")]
    NumberTaken(OfficerNumber),
    /// Another officer has that name.
    #[error("{0} has that name already")]
    NameTaken(OfficerNumber),
    /// Nobody has that number.
    #[error("nobody has number {0}")]
    Unknown(OfficerNumber),
    /// The officer signs no more.
    #[error("{0} signs no more")]
    Retired(OfficerNumber, NaiveDate),
    /// The schedule has no such role.
    #[error("no role `{role}`")]
    UnknownRole {
        /// The role that was asked for.
        role: RoleId,
        /// The roles there are.
        roles: Vec<RoleId>,
    },
    /// The first officer must be one who supervises.
    #[error("the first officer supervises")]
    SupervisorFirst(Vec<RoleId>),
    /// It takes the PIN of an officer who supervises.
    #[error("it takes a supervisor's PIN")]
    SupervisorOnly(Vec<RoleId>),
    /// Without this officer nobody could register or release anybody.
    #[error("{0} is the last supervisor")]
    LastSupervisor(OfficerNumber),
    /// Officers have PINs, and a name alone does not sign.
    #[error("number and PIN sign here")]
    PinNeeded,
    /// Number and PIN were not weighed right before.
    #[error("the PIN of {0} was not proven")]
    NotProven(OfficerNumber),
}
