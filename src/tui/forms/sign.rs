//! A signature on a step, in a role: by oneself, in place of another, or a return with a comment.
//!
//! It never lets one person sign twice: the engine refuses that, and the form says so.

use super::{Form, Purpose, Row, Slot, pin, stead};
use crate::engine::agenda::Want;
use crate::engine::command::{Returned, Signed};
use crate::engine::officer::{Meaning, Proof, Signing};
use crate::engine::{Action, Officer};
use crate::schedule::{OccurrenceId, RoleId};
use crate::tui::desk::Desk;

/// Returns the form of a signature; it offers whoever signed last in this role today, and never
/// the officer at the desk, who would sign for a guard by pressing Enter.
pub(crate) fn open(desk: &Desk, occurrence: &OccurrenceId, role: &RoleId) -> Form {
    let roles = candidates(desk, occurrence, role);
    let rows = roles.iter().map(|role| vec![name_row(desk, role)]).collect();
    let purpose = Purpose::Sign { occurrence: occurrence.clone(), roles: roles.clone() };
    in_a_role(desk, purpose, desk.lang.of("签字", "Sign"), &roles, rows)
}

/// Returns the form of a signature in place of another.
pub(crate) fn open_for(desk: &Desk, occurrence: &OccurrenceId, role: &RoleId) -> Form {
    let roles = candidates(desk, occurrence, role);
    let rows = |role: &RoleId| [vec![name_row(desk, role)], stead::rows(desk, role)].concat();
    let rows = roles.iter().map(rows).collect();
    let purpose = Purpose::SignFor { occurrence: occurrence.clone(), roles: roles.clone() };
    in_a_role(desk, purpose, desk.lang.of("代签", "Sign for somebody"), &roles, rows)
}

/// Returns the roles that may sign now; the one that the desk asks for comes first.
fn candidates(desk: &Desk, occurrence: &OccurrenceId, asked: &RoleId) -> Vec<RoleId> {
    let views = desk.agenda.occurrences.iter().filter(|it| it.id == *occurrence);
    let open = views.flat_map(|it| &it.signatures);
    let open = open.filter(|it| it.want == Want::Asked && it.signed.is_none());
    let rest = open.map(|it| &it.role).filter(|it| *it != asked);
    std::iter::once(asked).chain(rest).cloned().collect()
}

/// Returns a form with the rows of each role. Where several may sign, the role stands above the
/// name, so that whoever signs in the role that is asked for presses no key more.
fn in_a_role(
    desk: &Desk,
    purpose: Purpose,
    title: &str,
    roles: &[RoleId],
    mut rows: Vec<Vec<Row>>,
) -> Form {
    let lang = desk.lang;
    if let [role] = roles {
        return Form::new(purpose, title, about(desk, role), rows.swap_remove(0));
    }
    let name = |it: &RoleId| desk.agenda.schedule.role_name(it, lang).to_owned();
    let names = roles.iter().map(name).collect();
    let role = Row::choice(Slot::Part, lang.of("签字身份", "Signs as"), names, 0);
    let about = lang.of("按 ↑ 换身份", "Up: another role").to_owned();
    let mut form = Form::new(purpose, title, about, vec![role]).forking(rows);
    form.pick_row(1);
    form
}

/// Returns the form that sends a step back to those who signed before.
pub(crate) fn open_back(desk: &Desk, occurrence: &OccurrenceId, role: &RoleId) -> Form {
    let lang = desk.lang;
    let comment = lang.of("要更正什么", "To correct");
    let rows = vec![Row::text(Slot::Reason, comment, "", ""), name_row(desk, role)];
    let purpose = Purpose::SendBack { occurrence: occurrence.clone(), role: role.clone() };
    Form::new(purpose, lang.of("退回更正", "Return for correction"), about(desk, role), rows)
}

fn about(desk: &Desk, role: &RoleId) -> String {
    let role = desk.agenda.schedule.role_name(role, desk.lang);
    desk.lang.of(format!("签字身份：{role}"), format!("Signs as: {role}"))
}

fn name_row(desk: &Desk, role: &RoleId) -> Row {
    let lang = desk.lang;
    let signed = desk.agenda.occurrences.iter().flat_map(|it| &it.signatures);
    let in_role = signed.filter(|it| it.role == *role).filter_map(|it| it.signed.as_ref());
    let last = in_role.max_by_key(|(_, at)| *at);
    let preset = last.map_or("", |(name, _)| name.as_str());
    let label = lang.of("签字人", "Name");
    match desk.agenda.signing() {
        Signing::ByName => Row::offer(Slot::Name, label, preset, lang.of("姓名", "name")),
        Signing::ByPin => {
            let officers = desk.agenda.officers.iter();
            let known = officers.filter(|it| it.signs()).find(|it| it.name.as_str() == preset);
            pin::row(desk, known.map(|it| &it.number), Some(Meaning::Made))
        }
    }
}

/// Returns the signature.
pub(super) fn action(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    roles: &[RoleId],
) -> Result<Action, String> {
    let (name, proof) = signer(form, desk)?;
    let (occurrence, role) = (occurrence.clone(), chosen(form, roles));
    Ok(Action::Sign(Signed { occurrence, role, name, stead: None, proof }))
}

/// Returns the role that was chosen; the one that is asked for, where there was no choice.
fn chosen(form: &Form, roles: &[RoleId]) -> RoleId {
    roles.get(form.chosen(Slot::Part)).cloned().unwrap_or_else(|| RoleId::new(""))
}

/// Returns who signs, and how that is known.
fn signer(form: &Form, desk: &Desk) -> Result<(Officer, Proof), String> {
    Ok(match form.credentials(desk)? {
        None => (Officer::new(&form.required(Slot::Name, desk)?), Proof::Name),
        // The shell puts the registered name in once the PIN is weighed.
        Some((number, _)) => (Officer::new(number.as_str()), Proof::Pin(number)),
    })
}

/// Returns the signature in place of another.
pub(super) fn action_for(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    roles: &[RoleId],
) -> Result<Action, String> {
    let (name, proof) = signer(form, desk)?;
    let role = chosen(form, roles);
    let stead = Some(stead::read(form, desk, &role)?);
    let occurrence = occurrence.clone();
    Ok(Action::Sign(Signed { occurrence, role, name, stead, proof }))
}

/// Returns the return.
pub(super) fn send_back(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    role: &RoleId,
) -> Result<Action, String> {
    let comment = form.required(Slot::Reason, desk)?;
    let (name, proof) = signer(form, desk)?;
    let (occurrence, role) = (occurrence.clone(), role.clone());
    Ok(Action::Return(Returned { occurrence, role, name, comment, proof }))
}
