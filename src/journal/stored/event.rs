//! The stored form of something that happened and started steps.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{Unreadable, day};
use crate::engine::command;
use crate::schedule::{EventId, FloorId};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Started {
    day: String,
    event: String,
    note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

impl From<&command::Started> for Started {
    fn from(it: &command::Started) -> Self {
        Self {
            day: it.day.to_string(),
            event: it.start.event.as_str().to_owned(),
            note: it.start.note.clone(),
            floor: it.start.floor.as_ref().map(|it| it.as_str().to_owned()),
            place: it.start.place.clone(),
        }
    }
}

impl Started {
    pub(super) fn value(self) -> Result<command::Started, Unreadable> {
        let start = command::Start {
            event: EventId::new(&self.event),
            note: self.note,
            floor: self.floor.as_deref().map(FloorId::new),
            place: self.place,
        };
        Ok(command::Started { day: day(&self.day)?, start })
    }
}
