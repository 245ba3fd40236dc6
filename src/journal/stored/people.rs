//! The stored form of what persons do about a step: signatures, returns, substitutes.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{Occurrence, Unreadable, officer};
use crate::engine::command::{self, Officer};
use crate::schedule::RoleId;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    occurrence: Occurrence,
    role: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stead: Option<Stead>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stead {
    of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    own_role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl From<&command::Stead> for Stead {
    fn from(it: &command::Stead) -> Self {
        Self {
            of: it.of.as_str().to_owned(),
            own_role: it.own_role.as_ref().map(|it| it.as_str().to_owned()),
            reason: it.reason.clone(),
        }
    }
}

impl From<Stead> for command::Stead {
    fn from(it: Stead) -> Self {
        Self {
            of: Officer(it.of.into()),
            own_role: it.own_role.as_deref().map(RoleId::new),
            reason: it.reason,
        }
    }
}

impl From<&command::Signed> for Signed {
    fn from(it: &command::Signed) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            role: it.role.as_str().to_owned(),
            name: it.name.as_str().to_owned(),
            stead: it.stead.as_ref().map(Into::into),
            number: officer::number_of(&it.proof),
        }
    }
}

impl Signed {
    pub(super) fn value(self) -> Result<command::Signed, Unreadable> {
        Ok(command::Signed {
            occurrence: self.occurrence.value()?,
            role: RoleId::new(&self.role),
            name: Officer(self.name.into()),
            stead: self.stead.map(Into::into),
            proof: officer::proof(self.number.as_deref())?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Returned {
    occurrence: Occurrence,
    role: String,
    name: String,
    comment: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

impl From<&command::Returned> for Returned {
    fn from(it: &command::Returned) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            role: it.role.as_str().to_owned(),
            name: it.name.as_str().to_owned(),
            comment: it.comment.clone(),
            number: officer::number_of(&it.proof),
        }
    }
}

impl Returned {
    pub(super) fn value(self) -> Result<command::Returned, Unreadable> {
        Ok(command::Returned {
            occurrence: self.occurrence.value()?,
            role: RoleId::new(&self.role),
            name: Officer(self.name.into()),
            comment: self.comment,
            proof: officer::proof(self.number.as_deref())?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoodIn {
    occurrence: Occurrence,
    role: String,
    name: String,
    stead: Stead,
}

impl From<&command::StoodIn> for StoodIn {
    fn from(it: &command::StoodIn) -> Self {
        Self {
            occurrence: (&it.occurrence).into(),
            role: it.role.as_str().to_owned(),
            name: it.name.as_str().to_owned(),
            stead: (&it.stead).into(),
        }
    }
}

impl StoodIn {
    pub(super) fn value(self) -> Result<command::StoodIn, Unreadable> {
        Ok(command::StoodIn {
            occurrence: self.occurrence.value()?,
            role: RoleId::new(&self.role),
            name: Officer(self.name.into()),
            stead: self.stead.into(),
        })
    }
}
