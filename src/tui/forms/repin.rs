//! The schedule as it is now, in force at once: what the officer must say first.
//!
//! It never reads the schedule: the shell does, and refuses what has faults.

use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::tui::desk::Desk;

/// Returns the form that asks why it cannot wait until the next day.
pub(crate) fn open(desk: &Desk) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::Reason, lang.of("原因", "Why"), "", "")];
    let about = lang.of(
        "已答的保留；新日程没有的步骤留在记录里，报告写明",
        "Answers stay; what the new one lacks stays on the record, and is named",
    );
    let title = lang.of("即刻改用新日程", "New schedule at once");
    Form::new(Purpose::PutInForce, title, about.to_owned(), rows)
}

/// Returns what the form asks for.
pub(super) fn action(form: &Form, desk: &Desk) -> Result<Action, String> {
    Ok(Action::PutInForce(form.required(Slot::Reason, desk)?))
}
