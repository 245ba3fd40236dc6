//! The tables about persons: who signs, and who may stand in for whom.

use super::{Table, Value, may};

/// Who signs a step: a list of roles, or a table that says how many or in which order.
pub(super) const SIGN: Value = Value::AnyOf(&[Value::List(&Value::Name), Value::Table(&SIGNING)]);

/// For each role, those that may stand in for it.
pub(super) const SUBSTITUTES: Value = Value::Named(&Value::List(&Value::Name));

static SIGNING: Table = Table {
    name: "sign",
    about: ("谁签字", "who signs"),
    keys: &[
        may("roles", Value::List(&Value::Name), "全部都签", "all of them sign"),
        may(
            "order",
            Value::Choice(&["free", "strict"]),
            "先后不限，或按次序；后签的人可以退回",
            "in any order, or one after the other; a later signer may return it",
        ),
        may("of", Value::List(&Value::Name), "其中几个签", "some of them sign"),
        may("need", Value::Whole(1, 100), "要几个签", "how many of them sign"),
    ],
};
