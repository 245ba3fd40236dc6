//! What becomes of a finding: assigned, put right, looked at again.
//!
//! It never lets the one who put it right look again: the engine refuses that.

use super::finding::{follow_up_rows, typed_follow_up};
use super::{Form, Purpose, Row, Slot, wish_of};
use crate::engine::agenda::FindingView;
use crate::engine::command::{Assigned, Fixed, Reinspected, SecondLook};
use crate::engine::{Action, Officer, Seq};
use crate::tui::desk::Desk;
use crate::tui::message::Wish;

/// Returns the form that gives a finding an owner, a date, a safeguard.
pub(crate) fn open_assign(desk: &Desk, finding: &FindingView) -> Form {
    let rows = follow_up_rows(desk, &finding.follow_up);
    let title = desk.lang.of("指派整改", "Assign");
    Form::new(Purpose::Assign(finding.number), title, about(finding), rows)
}

/// Returns the form that says a finding has been put right.
pub(crate) fn open_fix(desk: &Desk, finding: &FindingView) -> Form {
    let lang = desk.lang;
    let owner = finding.follow_up.owner.as_deref().unwrap_or_default();
    let rows = vec![
        Row::text(Slot::Done, lang.of("怎么改的", "What was done"), "", ""),
        Row::offer(Slot::Who, lang.of("谁改的", "By whom"), owner, lang.of("姓名", "name")),
    ];
    Form::new(Purpose::Fix(finding.number), lang.of("已整改", "Put right"), about(finding), rows)
}

/// Returns the form of a second look.
pub(crate) fn open_reinspect(desk: &Desk, finding: &FindingView) -> Form {
    let lang = desk.lang;
    let officer = desk.agenda.officer.as_ref().map_or("", |it| it.as_str());
    let results = lang.of(["合格，关闭", "仍不合格"], ["right now: close", "still not right"]);
    let results = results.map(str::to_owned).to_vec();
    let hint = lang.of("可不填", "optional");
    let rows = vec![
        Row::choice(Slot::Result, lang.of("结果", "Result"), results, 0),
        Row::offer(Slot::Who, lang.of("复查人", "Looked at by"), officer, lang.of("姓名", "name")),
        Row::text(Slot::Remark, lang.of("备注", "Note"), "", hint),
    ];
    let title = lang.of("复查（不能是整改的人）", "Re-inspect (not by who put it right)");
    Form::new(Purpose::Reinspect(finding.number), title, about(finding), rows)
}

fn about(finding: &FindingView) -> String {
    format!("#{}  {}", finding.number.0, finding.what)
}

/// Returns the assignment.
pub(super) fn assign(form: &Form, desk: &Desk, finding: Seq) -> Result<Action, String> {
    Ok(Action::Assign(Assigned { finding, follow_up: typed_follow_up(form, desk)? }))
}

/// Returns that it has been put right.
pub(super) fn fix(form: &Form, desk: &Desk, finding: Seq) -> Result<Action, String> {
    let done = form.required(Slot::Done, desk)?;
    let fixed_by = Officer::new(&form.required(Slot::Who, desk)?);
    Ok(Action::Fix(Fixed { finding, fixed_by, done }))
}

/// Returns what the second look showed, in the name of the one who looked.
pub(super) fn reinspect(form: &Form, desk: &Desk, finding: Seq) -> Result<Vec<Wish>, String> {
    let result = match form.chosen(Slot::Result) {
        0 => SecondLook::Right,
        _ => SecondLook::StillWrong,
    };
    let looked = Reinspected { finding, result, note: form.optional(Slot::Remark) };
    let who = form.required(Slot::Who, desk)?;
    Ok(vec![wish_of(&who, Action::Reinspect(looked))])
}
