//! What is said about persons written wrong: signatures, substitutes.

use crate::schedule::edited;
use crate::schedule_faults::{Case, answer, check};

const SIGN: &str = "sign = [\"duty-manager\", \"security-supervisor\"]";

#[test]
fn signing_is_explained() {
    let cases: [Case; 8] = [
        (
            "sign_need_many",
            "c.toml",
            SIGN,
            "sign = { need = 3, of = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        (
            "sign_need_all",
            "c.toml",
            SIGN,
            "sign = { need = 2, of = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        (
            "sign_need_zero",
            "c.toml",
            SIGN,
            "sign = { need = 0, of = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        (
            "sign_need_missing",
            "c.toml",
            SIGN,
            "sign = { of = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        (
            "sign_need_roles",
            "c.toml",
            SIGN,
            "sign = { need = 1, roles = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        (
            "sign_of_and_roles",
            "c.toml",
            SIGN,
            "sign = { roles = [\"duty-manager\"], of = [\"security-supervisor\"] }",
        ),
        (
            "sign_order_of",
            "c.toml",
            SIGN,
            "sign = { order = \"strict\", need = 1, of = [\"duty-manager\", \"security-supervisor\"] }",
        ),
        ("sign_empty", "c.toml", SIGN, "sign = { order = \"strict\" }"),
    ];
    check(&cases);
    insta::assert_snapshot!(
        "sign_order_word",
        answer(&edited(
            "c.toml",
            SIGN,
            "sign = { order = \"strikt\", roles = [\"duty-manager\", \"security-supervisr\"] }"
        ))
    );
}

#[test]
fn substitutes_are_explained() {
    let zone = "zone = \"Asia/Shanghai\"\n";
    let with = |line: &str| format!("{zone}substitutes = {{ {line} }}\n");
    for (name, line) in [
        ("substitutes_self", "duty-manager = [\"duty-manager\"]"),
        ("substitutes_unknown", "duty-manger = [\"security-supervisor\"]"),
        ("substitutes_by_unknown", "duty-manager = [\"security\"]"),
        ("substitutes_twice", "duty-manager = [\"security-supervisor\", \"security-supervisor\"]"),
        ("substitutes_text", "duty-manager = \"security-supervisor\""),
    ] {
        insta::assert_snapshot!(name, answer(&edited("store.toml", zone, &with(line))));
    }
}
