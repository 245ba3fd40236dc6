//! The stored form of areas that were named or taken off a list.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{Occurrence, Unreadable};
use crate::engine::command;
use crate::schedule::FloorId;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreasNamed {
    occurrence: Occurrence,
    areas: Vec<String>,
}

impl From<&command::AreasNamed> for AreasNamed {
    fn from(it: &command::AreasNamed) -> Self {
        Self { occurrence: (&it.occurrence).into(), areas: it.areas.clone() }
    }
}

impl AreasNamed {
    pub(super) fn value(self) -> Result<command::AreasNamed, Unreadable> {
        Ok(command::AreasNamed { occurrence: self.occurrence.value()?, areas: self.areas })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaRemoved {
    occurrence: Occurrence,
    area: String,
    reason: String,
}

impl From<&command::AreaRemoved> for AreaRemoved {
    fn from(it: &command::AreaRemoved) -> Self {
        let area = it.area.as_str().to_owned();
        Self { occurrence: (&it.occurrence).into(), area, reason: it.reason.clone() }
    }
}

impl AreaRemoved {
    pub(super) fn value(self) -> Result<command::AreaRemoved, Unreadable> {
        let area = FloorId::new(&self.area);
        let occurrence = self.occurrence.value()?;
        Ok(command::AreaRemoved { occurrence, area, reason: self.reason })
    }
}
