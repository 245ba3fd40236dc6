//! A free note on the record.
//!
//! It never stands for an answer or a finding.

use super::when;
use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::tui::desk::Desk;

/// Returns the form of a note, with a text that was left unsaved before.
pub(crate) fn open(desk: &Desk, draft: &str) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::Remark, lang.of("备注", "Note"), draft, "")];
    Form::new(Purpose::Note, lang.of("记备注", "Note"), String::new(), rows)
}

/// Returns the note.
pub(super) fn action(form: &Form, desk: &Desk) -> Result<Action, String> {
    Ok(Action::Note(form.required(Slot::Remark, desk)?))
}

/// Returns a row that asks when it happened.
pub(super) fn happened_row(desk: &Desk) -> Row {
    let lang = desk.lang;
    Row::text(Slot::When, lang.of("发现时间", "When"), "", lang.of("现在", "now"))
}

/// Returns when it happened, or nothing for now.
pub(super) fn happened(
    form: &Form,
    desk: &Desk,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, String> {
    when::time(form.typed(Slot::When), desk)
}
