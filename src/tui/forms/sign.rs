//! A signature on a step, in a role.
//!
//! It never lets one person sign twice: the engine refuses that, and the form says so.

use super::{Form, Purpose, Row, Slot, pin};
use crate::engine::command::Signed;
use crate::engine::officer::{Proof, Signing};
use crate::engine::{Action, Officer};
use crate::schedule::{OccurrenceId, RoleId};
use crate::tui::desk::Desk;

/// Returns the form of a signature; it offers whoever signed last in this role today, and never
/// the officer at the desk, who would sign for a guard by pressing Enter.
pub(crate) fn open(desk: &Desk, occurrence: &OccurrenceId, role: &RoleId) -> Form {
    let lang = desk.lang;
    let signed = desk.agenda.occurrences.iter().flat_map(|it| &it.signatures);
    let in_role = signed.filter(|it| it.role == *role).filter_map(|it| it.signed.as_ref());
    let last = in_role.max_by_key(|(_, at)| *at);
    let preset = last.map_or("", |(name, _)| name.as_str());
    let role_name = desk.agenda.schedule.role_name(role, lang);
    let about = lang.of(format!("签字身份：{role_name}"), format!("Signs as: {role_name}"));
    let label = lang.of("签字人", "Name");
    let row = match desk.agenda.signing() {
        Signing::ByName => Row::offer(Slot::Name, label, preset, lang.of("姓名", "name")),
        Signing::ByPin => {
            let officers = desk.agenda.officers.iter();
            let known = officers.filter(|it| it.signs()).find(|it| it.name.as_str() == preset);
            pin::row(desk, known.map(|it| &it.number))
        }
    };
    let rows = vec![row];
    let purpose = Purpose::Sign { occurrence: occurrence.clone(), role: role.clone() };
    Form::new(purpose, lang.of("签字", "Sign"), about, rows)
}

/// Returns the signature.
pub(super) fn action(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    role: &RoleId,
) -> Result<Action, String> {
    let (occurrence, role) = (occurrence.clone(), role.clone());
    let (name, proof) = match form.credentials(desk)? {
        None => (Officer::new(&form.required(Slot::Name, desk)?), Proof::Name),
        // The shell puts the registered name in once the PIN is weighed.
        Some((number, _)) => (Officer::new(number.as_str()), Proof::Pin(number)),
    };
    Ok(Action::Sign(Signed { occurrence, role, name, proof }))
}
