//! Somebody stands in for another: who, for whom, in which own role, and why.
//!
//! It never asks for a reason that the schedule makes needless; the engine says when one is missing.

use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::Officer;
use crate::engine::command::{Stead, StoodIn};
use crate::schedule::{OccurrenceId, RoleId, Step};
use crate::tui::desk::Desk;

/// Returns the form that says who does a step in place of whom.
pub(crate) fn open(desk: &Desk, occurrence: &OccurrenceId, step: &Step) -> Form {
    let lang = desk.lang;
    let parts: Vec<RoleId> = std::iter::once(&step.role).chain(&step.with).cloned().collect();
    let name = |it: &RoleId| desk.agenda.schedule.role_name(it, lang).to_owned();
    let names = parts.iter().map(name).collect();
    let part = Row::choice(Slot::Part, lang.of("替哪个岗", "In which part"), names, 0);
    let who = Row::text(Slot::Name, lang.of("谁来做", "Who does it"), "", lang.of("姓名", "name"));
    let part = (parts.len() > 1).then_some(part);
    let rows: Vec<Row> = part.into_iter().chain([who]).chain(rows(desk, &step.role)).collect();
    let about = desk.title(occurrence);
    let purpose = Purpose::StandIn { occurrence: occurrence.clone(), parts };
    Form::new(purpose, lang.of("替岗", "Stand in"), about, rows)
}

/// Returns the rows that ask for whom, in which own role, and why.
pub(super) fn rows(desk: &Desk, role: &RoleId) -> Vec<Row> {
    let lang = desk.lang;
    let name = |it: RoleId| desk.agenda.schedule.role_name(&it, lang).to_owned();
    let mut names: Vec<String> = own_roles(desk, role).into_iter().map(name).collect();
    names.push(lang.of("不写", "not told").to_owned());
    let why = lang.of("日程写明可替的不用写", "not needed where the schedule allows it");
    vec![
        Row::text(Slot::Of, lang.of("代谁", "In place of"), "", lang.of("姓名", "name")),
        Row::choice(Slot::OwnRole, lang.of("本人岗位", "Own role"), names, 0),
        Row::text(Slot::Reason, lang.of("原因", "Reason"), "", why),
    ]
}

/// Returns the roles that are offered: those that may stand in come first.
fn own_roles(desk: &Desk, role: &RoleId) -> Vec<RoleId> {
    let schedule = &desk.agenda.schedule;
    let first = schedule.substitutes_of(role);
    let rest = schedule.roles.iter().map(|it| &it.id);
    let rest = rest.filter(|it| *it != role && !first.contains(it));
    first.iter().chain(rest).cloned().collect()
}

/// Returns for whom somebody stands in.
pub(super) fn read(form: &Form, desk: &Desk, role: &RoleId) -> Result<Stead, String> {
    let of = Officer::new(&form.required(Slot::Of, desk)?);
    let own_role = own_roles(desk, role).into_iter().nth(form.chosen(Slot::OwnRole));
    Ok(Stead { of, own_role, reason: form.optional(Slot::Reason) })
}

/// Returns the substitution.
pub(super) fn action(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    parts: &[RoleId],
) -> Result<Action, String> {
    let name = Officer::new(&form.required(Slot::Name, desk)?);
    let first = parts.first().cloned().unwrap_or_else(|| RoleId::new(""));
    // The own roles are offered as seen from the first part, whichever part is taken.
    let stead = read(form, desk, &first)?;
    let role = parts.get(form.chosen(Slot::Part)).cloned().unwrap_or(first);
    Ok(Action::StandIn(StoodIn { occurrence: occurrence.clone(), role, name, stead }))
}
