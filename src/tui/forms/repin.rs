//! The schedule as it is now, in force at once: what the officer must say first.
//!
//! It never reads the schedule: the shell does, and refuses what has faults.

use super::{Form, Purpose, Row, Slot, pin};
use crate::engine::Action;
use crate::engine::command::Repin;
use crate::engine::officer::{Meaning, Proof};
use crate::tui::desk::Desk;

/// Returns the form that asks why it cannot wait until the next day.
pub(crate) fn open(desk: &Desk) -> Form {
    let lang = desk.lang;
    let why = Row::text(Slot::Reason, lang.of("原因", "Why"), "", "");
    let rows = [why].into_iter().chain(pin::row_of_officer(desk, Some(Meaning::Made))).collect();
    let about = lang.of(
        "已答的保留；新日程没有的步骤留在记录里，报告写明",
        "Answers stay; what the new one lacks stays on the record, and is named",
    );
    let title = lang.of("即刻改用新日程", "New schedule at once");
    Form::new(Purpose::PutInForce, title, about.to_owned(), rows)
}

/// Returns what the form asks for.
pub(super) fn action(form: &Form, desk: &Desk) -> Result<Action, String> {
    let reason = form.required(Slot::Reason, desk)?;
    let proof = Proof::of(form.credentials(desk)?.map(|(number, _)| number));
    Ok(Action::PutInForce(Repin { reason, proof }))
}
