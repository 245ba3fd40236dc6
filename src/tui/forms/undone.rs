//! Leaving something undone with a reason, or putting it off to a later step.
//!
//! It never leaves anything undone silently: the reason is required.

use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::agenda::{OccurrenceView, Status};
use crate::engine::command::{Deferred, Skipped};
use crate::schedule::{ItemId, OccurrenceId, StepKind};
use crate::tui::desk::Desk;

/// So many later steps are offered, one digit each.
const TARGETS_MAX: usize = 9;

/// Returns the form of skipping an item, or all that is open in its step.
pub(crate) fn open_skip(desk: &Desk, occurrence: &OccurrenceId, item: Option<ItemId>) -> Form {
    let lang = desk.lang;
    let mut rows = scope(desk, item.as_ref());
    rows.push(Row::text(Slot::Reason, lang.of("原因", "Reason"), "", ""));
    let mut about = desk.step_title(&occurrence.step);
    let step = desk.agenda.schedule.step(&occurrence.step);
    let title = if item.is_some() {
        lang.of("跳过（要写原因）", "Skip, with a reason")
    } else {
        lang.of("跳过整步（要写原因）", "Skip the whole step, with a reason")
    };
    if item.is_none() && step.is_some_and(|it| it.kind.has_outcomes()) {
        about.push_str(lang.of(
            "   只是这一处没看成：Esc，再按 x 记未清",
            "   only this place was not seen: Esc, then x",
        ));
    }
    let purpose = Purpose::Skip { occurrence: occurrence.clone(), item };
    Form::new(purpose, title, about, rows)
}

/// Returns the form of putting off, or nothing when no later step can take it.
pub(crate) fn open_defer(
    desk: &Desk,
    occurrence: &OccurrenceId,
    item: Option<ItemId>,
) -> Option<Form> {
    let lang = desk.lang;
    let due = desk.agenda.occurrence(occurrence)?.due;
    let later = desk.agenda.occurrences.iter().filter(|it| takes(desk, it) && it.due > due);
    let targets: Vec<&OccurrenceView> = later.collect();
    let targets = &targets[..targets.len().min(TARGETS_MAX)];
    let names =
        targets.iter().map(|it| format!("{} {}", desk.clock(it.due), desk.step_title(&it.id.step)));
    let mut rows = scope(desk, item.as_ref());
    rows.push(Row::choice(Slot::Target, lang.of("推迟到", "Put off to"), names.collect(), 0));
    rows.push(Row::text(Slot::Reason, lang.of("原因", "Reason"), "", ""));
    let about = desk.step_title(&occurrence.step);
    let ids: Vec<OccurrenceId> = targets.iter().map(|it| it.id.clone()).collect();
    let purpose = Purpose::Defer { occurrence: occurrence.clone(), item, targets: ids };
    let title = lang.of("推迟到后面的步骤", "Put off to a later step");
    (!targets.is_empty()).then(|| Form::new(purpose, title, about, rows))
}

fn scope(desk: &Desk, item: Option<&ItemId>) -> Vec<Row> {
    let lang = desk.lang;
    let both = [lang.of("只这一项", "this item only"), lang.of("整步未答的", "all that is open")];
    let options = both.map(str::to_owned).to_vec();
    let row = Row::choice(Slot::Scope, lang.of("范围", "How much"), options, 0);
    item.map(|_| row).into_iter().collect()
}

/// Returns whether something can be put off to an occurrence: a list that is still to come.
fn takes(desk: &Desk, view: &OccurrenceView) -> bool {
    let is_list = desk.agenda.schedule.steps.get(view.step_index).is_some_and(|it| match it.kind {
        StepKind::Checklist => true,
        StepKind::Sweep(_) | StepKind::Areas(_) | StepKind::Meal(_) => false,
    });
    is_list && view.due > desk.now && view.status == Status::NotYet
}

/// Returns the skip.
pub(super) fn skip(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    item: Option<&ItemId>,
) -> Result<Action, String> {
    let reason = form.required(Slot::Reason, desk)?;
    let item = item.filter(|_| form.chosen(Slot::Scope) == 0).cloned();
    Ok(Action::Skip(Skipped { occurrence: occurrence.clone(), item, reason }))
}

/// Returns the putting off.
pub(super) fn defer(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    item: Option<&ItemId>,
    targets: &[OccurrenceId],
) -> Result<Action, String> {
    let reason = form.required(Slot::Reason, desk)?;
    let item = item.filter(|_| form.chosen(Slot::Scope) == 0).cloned();
    let to = targets.get(form.chosen(Slot::Target)).cloned().ok_or_else(|| {
        desk.lang.of("后面没有步骤可以接。", "No later step can take it.").to_owned()
    })?;
    Ok(Action::Defer(Deferred { occurrence: occurrence.clone(), item, to, reason }))
}
