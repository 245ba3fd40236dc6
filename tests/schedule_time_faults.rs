//! Times that depend on what happens, written wrongly: what is said about each, in both languages.

use crate::schedule::edited;
use crate::schedule_faults::{Case, answer, check};

/// Puts a repeat in place of the round's.
fn round(name: &'static str, repeat: &str) {
    let old = "repeat = { every = \"30m\", from = \"open + 30m\", to = \"close\", early-by = \"10m\", \
               finish-within = \"15m\" }\ngap = { max = \"2h\", warn = \"30m\", from = \"open\", to = \"close\" }";
    insta::assert_snapshot!(name, answer(&edited("b.toml", old, &format!("repeat = {repeat}"))));
}

const DUE: &str = "due = \"close + 40m\"";

/// Puts a time in place of when the back door is due.
fn due(name: &'static str, put: &'static str) {
    let cases: [Case; 1] = [(name, "c.toml", DUE, put)];
    check(&cases);
}

#[test]
fn times_counted_from_a_step_are_explained() {
    due("done_unknown_step", "due = \"done sweeep + 10m\"");
    due("done_backwards", "due = \"done sweep - 10m\"");
    due("done_without_a_name", "due = \"done  + 10m\"");
    due("done_two_names", "due = \"done sweep and lunch\"");
    due("done_bad_length", "due = \"done sweep + ten\"");
    due("done_itself", "due = \"done back-door + 10m\"");
    due("done_forgotten", "due = \"sweep + 10m\"");
    due("done_of_a_round", "due = \"done round + 10m\"");
    due("done_out_of_order", "due = \"done sweep + 1h\"\nearliest = \"done sweep + 2h\"");
    due("due_list", "due = [\"close + 40m\", \"close + 50m\"]");
}

#[test]
fn steps_counted_from_each_other_in_a_circle_are_explained() {
    let find = "due = \"close + 10m\"\nfinish-by = \"close + 40m\"";
    let put = "due = \"done back-door + 10m\"\nfinish-by = \"done back-door + 20m\"";
    check(&[("done_circle", "c.toml", find, put)]);
}

#[test]
fn a_step_counted_from_one_that_rests_on_some_days_is_warned_of() {
    let find = "due = \"11:30\"\nfinish-by = \"12:30\"";
    let put = "due = \"done late-lunch\"\nfinish-by = \"12:30\"\n";
    let extra = "[[step]]\nid = \"late-lunch\"\ntitle = \"x\"\nrole = \"duty-manager\"\n\
                 days = [\"sun\"]\ndue = \"11:00\"\n[[step.item]]\nid = \"x\"\nask = \"x\"\n\
                 answer = \"yes-no\"\n\n[[step]]\nid = \"lunch\"";
    let mut files = edited("b.toml", find, put);
    let file = files.iter_mut().find(|it| it.name == "b.toml").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    file.bytes = text.replacen("[[step]]\nid = \"lunch\"", extra, 1).into_bytes();
    insta::assert_snapshot!("done_of_another_day", answer(&files));
}

#[test]
fn rounds_counted_from_the_last_are_explained() {
    round(
        "from_last_too_early",
        "{ every = \"2h\", counted = \"from-last\", from = \"open\", to = \"close\", early-by = \"2h\" }",
    );
    round(
        "counted_unknown",
        "{ every = \"2h\", counted = \"from-lst\", from = \"open\", to = \"close\" }",
    );
    round(
        "warn_longer_than_every",
        "{ every = \"2h\", from = \"open\", to = \"close\", warn = \"3h\" }",
    );
}

#[test]
fn series_and_times_by_floor_are_explained() {
    round("series_empty", "{ at = [] }");
    round("series_out_of_order", "{ at = [\"close\", \"close - 15m\"] }");
    round("series_with_every", "{ at = [\"close\"], every = \"30m\" }");
    round("series_and_floors", "{ at = [\"close\"], per-floor = { 2F = \"close\" } }");
    round("series_closes_before_its_last", "{ at = [\"close\"], closes = \"close - 5m\" }");
    round(
        "series_closes_twice",
        "{ at = [\"close\"], closes = \"close\", closes-within = \"5m\" }",
    );
    round("floors_unknown", "{ per-floor = { 3F = \"close\", 1F = \"close + 5m\" } }");
    round("floors_empty", "{ per-floor = {} }");
    round("floors_no_table", "{ per-floor = [\"2F\"] }");
}
