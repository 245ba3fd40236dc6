//! What happened: events with the steps that they started.
//!
//! It only copies what the report says.

use super::fill::{at, step, text};
use super::form::EventForm;
use crate::clean;
use crate::report::layout::Told;
use crate::report::part::EventLine;

/// Fills in something that happened, with the steps that it started.
pub(super) fn event(it: &EventLine, told: Told<'_>) -> EventForm {
    let start = &it.start;
    EventForm {
        event: start.start.event.to_string(),
        number: start.number,
        title: clean::line(told.schedule.event_name(&start.start.event, told.lang)),
        entry: start.entry.0,
        at: at(start.at, told),
        officer: clean::line(start.officer.as_str()),
        note: clean::line(&start.start.note),
        floor: start.start.floor.as_ref().map(|it| clean::line(it.as_str())),
        place: text(&start.start.place),
        steps: it.steps.iter().map(|it| step(it, told)).collect(),
    }
}
