//! What is said about branches, groups and posts written wrong.

use crate::schedule::edited;
use crate::schedule_faults::answer;

const WARM: &str = "answer = { number = { unit = \"°C\", min = 18, max = 28.5 } }";

/// An item of the step that opens the doors, with one more line.
fn item(line: &str) -> String {
    let files = edited("a.toml", WARM, &format!("{WARM}\n{line}"));
    answer(&files)
}

/// The step that opens the doors with one more line in its head.
fn step(line: &str) -> String {
    let after = "after = [\"door-locks\"]";
    answer(&edited("a.toml", after, &format!("{after}\n{line}")))
}

#[test]
fn conditions_are_explained() {
    for (name, line) in [
        ("only_if_item_unknown", "only-if = { item = \"outsid\", is = [\"yes\"] }"),
        ("only_if_self", "only-if = { item = \"warm\", above = 3 }"),
        ("only_if_word", "only-if = { item = \"outside\", is = [\"yess\"] }"),
        ("only_if_number", "only-if = { item = \"outside\", above = 3 }"),
        ("only_if_two_tests", "only-if = { item = \"outside\", is = [\"yes\"], above = 3 }"),
        ("only_if_empty", "only-if = { item = \"outside\", is = [] }"),
        (
            "only_if_step_unknown",
            "only-if = { step = \"door-lock\", item = \"locks\", is = \"normal\" }",
        ),
        ("only_if_step_later", "only-if = { step = \"lunch\", item = \"locks\", is = \"normal\" }"),
        (
            "only_if_gate",
            "only-if = { step = \"door-locks\", item = \"locks\", is = \"abnormal\" }",
        ),
        ("either_alone", "either = \"heat\""),
        ("go_alone", "go = true"),
    ] {
        insta::assert_snapshot!(name, item(line));
    }
    insta::assert_snapshot!(
        "only_if_without_step",
        step("only-if = { item = \"outside\", is = [\"yes\"] }")
    );
    let later = "clause = [\"A5.1\", \"A5.2\"]";
    let line = format!("{later}\nonly-if = {{ item = \"warm\", above = 3 }}");
    insta::assert_snapshot!("only_if_later_item", answer(&edited("a.toml", later, &line)));
}

#[test]
fn posts_are_explained() {
    for (name, line) in [
        ("posts_without_go", "posts = { ask = \"in place?\", of = [\"duty-manager\", \"1F\"] }"),
        ("posts_unknown", "posts = { ask = \"in place?\", of = [\"duty-manger\", \"1F\"] }"),
        ("posts_one", "posts = { ask = \"in place?\", of = [\"1F\"] }"),
        ("posts_twice", "posts = { ask = \"in place?\", of = [\"1F\", \"1F\"] }"),
        ("posts_without_ask", "posts = { of = [\"2F\", \"1F\"] }"),
        ("either_step_alone", "either = \"way\""),
    ] {
        insta::assert_snapshot!(name, step(line));
    }
    let repeat = "role = \"duty-manager\"\nweight = \"legal\"";
    let line = format!("{repeat}\neither = \"way\"");
    insta::assert_snapshot!("either_repeated", answer(&edited("b.toml", repeat, &line)));
}
