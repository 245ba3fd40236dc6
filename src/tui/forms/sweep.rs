//! The outcome of a floor that is not simply clear.
//!
//! It never lets a person stay without a name, an end and somebody who watches.

use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::command::{SweepOutcome, Swept};
use crate::schedule::{FloorId, OccurrenceId};
use crate::tui::desk::Desk;

/// Returns the form for a floor that is clear except for somebody.
pub(crate) fn open_except(desk: &Desk, occurrence: &OccurrenceId, floor: &FloorId) -> Form {
    let lang = desk.lang;
    let rows = vec![
        Row::text(Slot::Who, lang.of("谁留下", "Who stays"), "", ""),
        Row::text(Slot::Until, lang.of("留到", "Until"), "", "23:30"),
        Row::text(Slot::Watcher, lang.of("谁看护", "Watched by"), "", ""),
    ];
    let purpose = Purpose::FloorExcept { occurrence: occurrence.clone(), floor: floor.clone() };
    let about = desk.agenda.schedule.floor_name(floor, lang).to_owned();
    Form::new(purpose, lang.of("已清，有人留下", "Clear except"), about, rows)
}

/// Returns the form for a floor that is not swept.
pub(crate) fn open_not(desk: &Desk, occurrence: &OccurrenceId, floor: &FloorId) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::Reason, lang.of("原因", "Reason"), "", "")];
    let purpose = Purpose::FloorNot { occurrence: occurrence.clone(), floor: floor.clone() };
    let about = desk.agenda.schedule.floor_name(floor, lang).to_owned();
    Form::new(purpose, lang.of("本层未清", "Not swept"), about, rows)
}

/// Returns the outcome with who stays.
pub(super) fn except(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    floor: &FloorId,
) -> Result<Action, String> {
    let outcome = SweepOutcome::ClearExcept {
        who: form.required(Slot::Who, desk)?,
        until: form.required(Slot::Until, desk)?,
        watcher: form.required(Slot::Watcher, desk)?,
    };
    Ok(swept(occurrence, floor, outcome))
}

/// Returns the outcome with the reason.
pub(super) fn not_swept(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    floor: &FloorId,
) -> Result<Action, String> {
    let reason = form.required(Slot::Reason, desk)?;
    Ok(swept(occurrence, floor, SweepOutcome::NotSwept { reason }))
}

/// Returns the outcome of a floor as an action.
pub(crate) fn swept(occurrence: &OccurrenceId, floor: &FloorId, outcome: SweepOutcome) -> Action {
    Action::Sweep(Swept { occurrence: occurrence.clone(), floor: floor.clone(), outcome })
}
