//! Meal batches: how many left, how many are back, how many were late.
//!
//! It never decides whether a batch may leave: the engine does.

use super::when;
use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::command::{BatchLeft, BatchReturned};
use crate::schedule::OccurrenceId;
use crate::tui::desk::Desk;

/// Returns the form of a batch that leaves, holding what was typed already.
pub(crate) fn open_leave(desk: &Desk, occurrence: &OccurrenceId, batch: u8, begun: &str) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::Count, lang.of("离岗人数", "How many leave"), begun, "")];
    let title = lang.of(format!("第{batch}批离岗"), format!("Batch {batch} leaves"));
    let purpose = Purpose::BatchLeaves { occurrence: occurrence.clone(), batch };
    Form::new(purpose, &title, String::new(), rows)
}

/// Returns the form of a batch that comes back, holding what was typed already; else it offers all
/// who are out.
pub(crate) fn open_return(desk: &Desk, occurrence: &OccurrenceId, batch: u8, begun: &str) -> Form {
    let lang = desk.lang;
    let view = desk.agenda.occurrence(occurrence);
    let out =
        view.and_then(|it| it.batches.iter().find(|it| it.batch == batch)).map_or(0, |it| it.out());
    let by_clock = lang.of("按钟点计", "by the clock");
    let label = lang.of("返岗人数", "How many are back");
    let count = match begun {
        "" => Row::offer(Slot::Count, label, &out.to_string(), ""),
        begun => Row::text(Slot::Count, label, begun, ""),
    };
    let rows = vec![
        count,
        Row::text(Slot::Late, lang.of("其中迟到", "Of them late"), "", by_clock),
        Row::text(Slot::Remark, lang.of("备注", "Note"), "", lang.of("可不填", "optional")),
    ];
    let title = lang.of(format!("第{batch}批返岗"), format!("Batch {batch} comes back"));
    let about = lang.of(format!("还有 {out} 人在外。"), format!("Still out: {out}."));
    Form::new(Purpose::BatchReturns { occurrence: occurrence.clone(), batch }, &title, about, rows)
}

/// Returns that a batch leaves.
pub(super) fn leave(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    batch: u8,
) -> Result<Action, String> {
    let count = when::count(form.typed(Slot::Count), desk)?;
    Ok(Action::SendBatch(BatchLeft { occurrence: occurrence.clone(), batch, count }))
}

/// Returns that a batch, or part of it, came back.
pub(super) fn come_back(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    batch: u8,
) -> Result<Action, String> {
    let late = form.optional(Slot::Late).map(|it| when::count(&it, desk)).transpose()?;
    Ok(Action::ReceiveBatch(BatchReturned {
        occurrence: occurrence.clone(),
        batch,
        count: when::count(form.typed(Slot::Count), desk)?,
        late,
        note: form.optional(Slot::Remark),
    }))
}
