//! Answers that are written later than they happened: from when on the next ones count.
//!
//! It never hides that they are written late: the record keeps both times.

use chrono::{DateTime, Utc};

use super::{Form, Purpose, Row, Slot, when};
use crate::tui::desk::Desk;

/// Returns the form that asks when it happened.
pub(crate) fn open(desk: &Desk) -> Form {
    let lang = desk.lang;
    let label = lang.of("几点做的", "Done at");
    let rows = vec![Row::text(Slot::When, label, "", lang.of("现在", "now"))];
    let zh = "这一步接下来的回答都按这个时间记，同时注明是补记。空着就是现在。";
    let en = "The next answers of this step count for this time, marked as written late.";
    let title = lang.of("早些时候做的", "Done earlier");
    Form::new(Purpose::Earlier, title, lang.of(zh, en).to_owned(), rows)
}

/// Returns when it happened, or nothing for now.
pub(crate) fn time(form: &Form, desk: &Desk) -> Result<Option<DateTime<Utc>>, String> {
    let at = when::time(form.typed(Slot::When), desk)?;
    match at {
        Some(at) if at > desk.now => {
            let zh = "这个时间还没到。";
            Err(desk.lang.of(zh, "That time is still to come.").to_owned())
        }
        Some(_) | None => Ok(at),
    }
}
