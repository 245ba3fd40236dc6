//! Broken duties and quotas and what is said about each, in both languages.
//!
//! The whole message is in its snapshot.

use crate::schedule_faults::answer;

fn check(cases: &[(&str, &str)]) {
    for (name, owed) in cases {
        insta::assert_snapshot!(*name, answer(&crate::owed::files(owed)));
    }
}

#[test]
fn duties_are_explained() {
    check(&[
        ("duty_not_a_table", r#"duty = "month""#),
        ("duty_every_missing", r#"duty = { by = "last day" }"#),
        ("duty_every_unknown", r#"duty = { every = "monthly", by = "last day" }"#),
        ("duty_every_0_days", r#"duty = { every = "0d", from = "2026-01-05" }"#),
        ("duty_by_missing", r#"duty = { every = "year" }"#),
        ("duty_by_not_in_week", r#"duty = { every = "week", by = 9 }"#),
        ("duty_by_not_once_a_month", r#"duty = { every = "month", by = "mon" }"#),
        ("duty_by_fifth_monday", r#"duty = { every = "month", by = "5th mon" }"#),
        ("duty_month_of_a_month", r#"duty = { every = "month", by = 9, month = 2 }"#),
        ("duty_month_4_of_a_quarter", r#"duty = { every = "quarter", by = 9, month = 4 }"#),
        ("duty_lead_in_minutes", r#"duty = { every = "month", by = 9, lead = "10m" }"#),
        ("duty_lead_too_long", r#"duty = { every = "month", by = "last day", lead = "30d" }"#),
        ("duty_roll_over_unknown", r#"duty = { every = "month", by = 9, roll-over = "until" }"#),
        ("duty_days_without_from", r#"duty = { every = "3d" }"#),
        ("duty_days_with_by", r#"duty = { every = "3d", by = "fri", from = "2026-01-05" }"#),
        (
            "duty_days_in_a_window",
            r#"duty = { every = "3d", from = "2026-01-05", roll-over = "window-only" }"#,
        ),
        ("duty_key_unknown", r#"duty = { every = "month", by = 9, led = "10d" }"#),
        (
            "duty_and_quota",
            "duty = { every = \"month\", by = 9 }\nat-least = { times = 2, per = \"week\" }",
        ),
        ("duty_that_never_occurs", "duty = { every = \"month\", by = 9 }\ndays = [\"2027-01-05\"]"),
    ]);
}

#[test]
fn quotas_are_explained() {
    check(&[
        ("quota_times_0", r#"at-least = { times = 0, per = "week" }"#),
        ("quota_times_text", r#"at-least = { times = "twice", per = "week" }"#),
        ("quota_times_8_a_week", r#"at-least = { times = 8, per = "week" }"#),
        ("quota_per_missing", r#"at-least = { times = 2 }"#),
        ("quota_per_unknown", r#"at-least = { times = 2, per = "weak" }"#),
        ("quota_takes_by_week", r#"at-least = { times = 2, per = "week", takes = "1h" }"#),
        ("quota_no_room", r#"at-least = { times = 10, per = "day", takes = "1h" }"#),
        ("quota_too_few_days", "at-least = { times = 2, per = \"week\" }\ndays = [\"mon\"]"),
    ]);
}

#[test]
fn shapes_that_cannot_be_owed_are_explained() {
    let valid = |find: &str, owed: &str| {
        let put = format!("{find}\n{owed}");
        let file = if find.contains("lunch") { "b.toml" } else { "c.toml" };
        answer(&crate::schedule::edited(file, find, &put))
    };
    let duty = r#"duty = { every = "month", by = 9 }"#;
    insta::assert_snapshot!("duty_of_a_meal", valid("id = \"lunch\"", duty));
    insta::assert_snapshot!("duty_of_a_sweep", valid("id = \"sweep\"", duty));
    insta::assert_snapshot!("duty_of_rounds", valid("id = \"night-patrol\"", duty));
}
