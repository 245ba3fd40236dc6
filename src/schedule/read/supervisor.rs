//! `supervisors`: the roles whose officers register, release and let go others.
//!
//! A store that names none has its duty managers and security supervisors; where it has neither
//! role, every role supervises.

use super::step;
use super::store::Store;
use super::table::Node;
use crate::schedule::{Fault, RoleId};

/// The roles that supervise where nothing is written.
const USUAL: [&str; 2] = ["duty-manager", "security-supervisor"];

/// Reads the roles, or returns the usual ones.
pub(super) fn read(
    node: Option<Node<'_>>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<RoleId> {
    if node.is_some() {
        return step::roles(node, store, faults);
    }
    let known = || store.schedule.roles.iter().map(|it| it.id.clone());
    let usual: Vec<RoleId> = known().filter(|it| USUAL.contains(&it.as_str())).collect();
    if usual.is_empty() { known().collect() } else { usual }
}
