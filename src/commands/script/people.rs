//! Lines of a script about persons: signatures, returns, substitutes.
//!
//! It never decides whether a person may: that is the engine's to say.

use super::deed::{Deed, Work};
use super::fields::Fields;
use super::verb::{Read, place};
use crate::engine::Officer;
use crate::engine::command::Stead;
use crate::schedule::RoleId;

/// Returns a signature, by oneself or `for` somebody.
pub(super) fn sign(fields: &mut Fields<'_>) -> Read<Deed> {
    let (place, role) = (place(fields)?, RoleId::new(&fields.need("role")?));
    let name = fields.need("name")?;
    let stead = if fields.has("for") { Some(stead(fields)?) } else { None };
    Ok(Deed::Step { place, work: Work::Sign { role, name, stead } })
}

/// Returns a return with its comment.
pub(super) fn send_back(fields: &mut Fields<'_>) -> Read<Deed> {
    let (place, role) = (place(fields)?, RoleId::new(&fields.need("role")?));
    let (name, comment) = (fields.need("name")?, fields.need("comment")?);
    Ok(Deed::Step { place, work: Work::Return { role, name, comment } })
}

/// Returns a substitution.
pub(super) fn stand_in(fields: &mut Fields<'_>) -> Read<Deed> {
    let (place, role) = (place(fields)?, RoleId::new(&fields.need("role")?));
    let (name, stead) = (fields.need("name")?, stead(fields)?);
    Ok(Deed::Step { place, work: Work::StandIn { role, name, stead } })
}

fn stead(fields: &mut Fields<'_>) -> Read<Stead> {
    let of = Officer::new(&fields.need("for")?);
    let own_role = fields.text("as")?.map(|it| RoleId::new(&it));
    Ok(Stead { of, own_role, reason: fields.text("reason")? })
}
