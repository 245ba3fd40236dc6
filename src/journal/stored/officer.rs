//! The stored form of what is recorded about officers.
//!
//! No PIN and no hash of one is ever part of it.

use serde::{Deserialize, Serialize};

use super::{Unreadable, json, kind, parse};
use crate::engine::command::Officer;
use crate::engine::officer::{
    self, Bar, OfficerFact, OfficerNumber, Proof, Tried, TryOutcome, Uptime,
};
use crate::schedule::RoleId;

/// Returns the word under which a fact about officers is stored.
pub(super) fn kind_of(fact: &OfficerFact) -> &'static str {
    match fact {
        OfficerFact::Added(_) => kind::OFFICER_ADDED,
        OfficerFact::Retired(_) => kind::OFFICER_RETIRED,
        OfficerFact::PinSet(_) => kind::PIN_SET,
        OfficerFact::PinTried(_) => kind::PIN_TRIED,
        OfficerFact::PinProven(_) => kind::PIN_PROVEN,
        OfficerFact::Released(_) => kind::SIGNING_RELEASED,
    }
}

pub(super) fn encode(fact: &OfficerFact) -> String {
    match fact {
        OfficerFact::Added(it) => json(&Added {
            number: text(&it.number),
            name: it.name.as_str().to_owned(),
            roles: it.roles.iter().map(|it| it.as_str().to_owned()).collect(),
            by: number_of(&it.by),
        }),
        OfficerFact::Retired(it) => json(&By { number: text(&it.number), by: text(&it.by) }),
        OfficerFact::PinSet(it) => {
            json(&PinSet { number: text(&it.number), allowed: (&it.allowed).into() })
        }
        OfficerFact::PinTried(it) => json(&PinTried {
            number: match &it.who {
                Tried::Officer(number) => Some(text(number)),
                Tried::Nobody => None,
            },
            outcome: it.outcome.into(),
            boot_id: it.uptime.boot_id.clone(),
            boot_ms: it.uptime.boot_ms,
        }),
        OfficerFact::PinProven(it) => json(&PinProven {
            number: text(&it.number),
            boot_id: it.uptime.boot_id.clone(),
            boot_ms: it.uptime.boot_ms,
        }),
        OfficerFact::Released(it) => json(&By { number: text(&it.number), by: text(&it.by) }),
    }
}

pub(super) fn decode(kind: &str, payload: &str) -> Result<OfficerFact, Unreadable> {
    Ok(match kind {
        kind::OFFICER_ADDED => {
            let it: Added = parse(payload)?;
            OfficerFact::Added(officer::OfficerAdded {
                number: number(&it.number)?,
                name: Officer(it.name.into()),
                roles: it.roles.iter().map(|it| RoleId::new(it)).collect(),
                by: proof(it.by.as_deref())?,
            })
        }
        kind::OFFICER_RETIRED => {
            let it: By = parse(payload)?;
            let (number, by) = (number(&it.number)?, number(&it.by)?);
            OfficerFact::Retired(officer::OfficerRetired { number, by })
        }
        kind::PIN_SET => {
            let it: PinSet = parse(payload)?;
            let allowed = it.allowed.value()?;
            OfficerFact::PinSet(officer::PinSet { number: number(&it.number)?, allowed })
        }
        kind::PIN_TRIED => {
            let it: PinTried = parse(payload)?;
            OfficerFact::PinTried(officer::PinTried {
                who: match &it.number {
                    Some(it) => Tried::Officer(number(it)?),
                    None => Tried::Nobody,
                },
                outcome: it.outcome.into(),
                uptime: Uptime { boot_id: it.boot_id, boot_ms: it.boot_ms },
            })
        }
        kind::PIN_PROVEN => {
            let it: PinProven = parse(payload)?;
            let uptime = Uptime { boot_id: it.boot_id, boot_ms: it.boot_ms };
            OfficerFact::PinProven(officer::PinProven { number: number(&it.number)?, uptime })
        }
        kind::SIGNING_RELEASED => {
            let it: By = parse(payload)?;
            let (number, by) = (number(&it.number)?, number(&it.by)?);
            OfficerFact::Released(officer::SigningReleased { number, by })
        }
        unknown => return Err(Unreadable::Kind(unknown.to_owned())),
    })
}

/// Returns the number of a proof as it is stored.
pub(super) fn number_of(proof: &Proof) -> Option<String> {
    proof.number().map(text)
}

/// Returns the proof that a stored number stands for.
pub(super) fn proof(stored: Option<&str>) -> Result<Proof, Unreadable> {
    stored.map(number).transpose().map(Proof::of)
}

fn text(number: &OfficerNumber) -> String {
    number.as_str().to_owned()
}

fn number(stored: &str) -> Result<OfficerNumber, Unreadable> {
    let number = OfficerNumber::parse(stored);
    number.ok_or_else(|| Unreadable::Payload(format!("not a staff number: `{stored}`")))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    number: String,
    name: String,
    roles: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct By {
    number: String,
    by: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinSet {
    number: String,
    allowed: Allowed,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Allowed {
    OldPin,
    Supervisor(String),
    LostFile,
}

impl From<&officer::Allowed> for Allowed {
    fn from(it: &officer::Allowed) -> Self {
        match it {
            officer::Allowed::OldPin => Self::OldPin,
            officer::Allowed::Supervisor(by) => Self::Supervisor(text(by)),
            officer::Allowed::LostFile => Self::LostFile,
        }
    }
}

impl Allowed {
    fn value(self) -> Result<officer::Allowed, Unreadable> {
        Ok(match self {
            Self::OldPin => officer::Allowed::OldPin,
            Self::Supervisor(by) => officer::Allowed::Supervisor(number(&by)?),
            Self::LostFile => officer::Allowed::LostFile,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinTried {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    outcome: Outcome,
    boot_id: String,
    boot_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Weighed,
    /// So many seconds were left to wait.
    Wait(u32),
    Disabled,
    DeskStopped,
}

impl From<TryOutcome> for Outcome {
    fn from(it: TryOutcome) -> Self {
        match it {
            TryOutcome::Weighed => Self::Weighed,
            TryOutcome::Barred(Bar::Wait { seconds }) => Self::Wait(seconds),
            TryOutcome::Barred(Bar::Disabled) => Self::Disabled,
            TryOutcome::Barred(Bar::DeskStopped) => Self::DeskStopped,
        }
    }
}

impl From<Outcome> for TryOutcome {
    fn from(it: Outcome) -> Self {
        match it {
            Outcome::Weighed => Self::Weighed,
            Outcome::Wait(seconds) => Self::Barred(Bar::Wait { seconds }),
            Outcome::Disabled => Self::Barred(Bar::Disabled),
            Outcome::DeskStopped => Self::Barred(Bar::DeskStopped),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinProven {
    number: String,
    boot_id: String,
    boot_ms: i64,
}
