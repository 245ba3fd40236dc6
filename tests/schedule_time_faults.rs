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

#[test]
fn what_an_event_starts_is_explained() {
    let started = |times: &'static str| format!("start = \"alarm\"\n{times}");
    let alarm = "[[event]]\nid = \"alarm\"\ntitle = \"Fire alarm\"\n\n[phase]\nid = \"C\"";
    let with = |name: &'static str, event: &str, times: &str| {
        let old = "due = \"close + 40m\"\nfinish-by = \"close + 1h\"";
        let mut files = edited("c.toml", old, times);
        let file = files.iter_mut().find(|it| it.name == "c.toml").unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        // That the step locks a way out would only add to what is said.
        let text = text.replace("exits = \"lock\"", "checks-only = true");
        file.bytes = text.replacen("[phase]\nid = \"C\"", event, 1).into_bytes();
        insta::assert_snapshot!(name, answer(&files));
    };
    with("start_unknown_event", alarm, "start = \"alram\"\nfinish-by = \"start + 5m\"");
    with("start_on_the_clock", alarm, &started("finish-by = \"close + 1h\""));
    with("start_backwards", alarm, &started("finish-by = \"start - 5m\""));
    with("start_ill_written", alarm, &started("finish-by = \"start 5m\""));
    with("start_of_a_daily_step", alarm, "due = \"start + 5m\"\nfinish-by = \"close + 1h\"");
    with("start_counted_from_a_daily_step", alarm, &started("finish-by = \"done sweep + 5m\""));
    with("start_that_repeats", alarm, &started("repeat = { at = [\"close\"] }"));
    with("event_starts_nothing", alarm, "due = \"close + 40m\"\nfinish-by = \"close + 1h\"");
    let named = "[[event]]\nid = \"by-hand\"\ntitle = \"x\"\n\n[phase]\nid = \"C\"";
    with("event_called_by_hand", named, "due = \"close + 40m\"\nfinish-by = \"close + 1h\"");
    let same = "[[event]]\nid = \"back-door\"\ntitle = \"x\"\n\n[phase]\nid = \"C\"";
    with("event_with_the_name_of_a_step", same, "start = \"by-hand\"\nfinish-by = \"start + 5m\"");
    let plain = "[phase]\nid = \"C\"";
    with("optional_repeat", plain, "optional = true\nrepeat = { at = [\"close\"] }");
}

#[test]
fn a_daily_step_counted_from_what_an_event_starts_is_explained() {
    let find = "due = \"11:30\"\nfinish-by = \"12:30\"";
    let put = "start = \"by-hand\"\nfinish-by = \"start + 5m\"";
    let meal = "meal = [\n  { from = \"11:30\", to = \"12:00\", who = { zh = \"值班经理\", en = \"the duty manager\" } },\n  { from = \"12:00\", to = \"12:30\", who = \"others\" },\n]";
    let item = "[[step.item]]\nid = \"x\"\nask = \"x\"\nanswer = \"yes-no\"";
    let mut files = edited("b.toml", find, put);
    for (name, find, put) in [("b.toml", meal, item), ("c.toml", DUE, "due = \"done lunch + 10m\"")]
    {
        let file = files.iter_mut().find(|it| it.name == name).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.contains(find), "{find}");
        let text = text.replace("exits = \"lock\"", "checks-only = true");
        file.bytes = text.replacen(find, put, 1).into_bytes();
    }
    insta::assert_snapshot!("daily_counted_from_an_event", answer(&files));
}
