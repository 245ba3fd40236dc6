//! Broken calendars and what is said about each, in both languages.
//!
//! The whole message is in its snapshot.

use std::time::Duration;

use zhiban::schedule::{SourceFile, read};

use crate::schedule::edited;
use crate::schedule_days::changed;
use crate::schedule_faults::answer;
use crate::schedule_holidays::{with_calendar, with_events};
use crate::schedule_variants::with_variants;

/// What each is called, and the days of a step.
fn check_days(cases: &[(&str, &str)]) {
    for (name, days) in cases {
        let put = format!("id = \"lunch\"\ndays = {days}");
        insta::assert_snapshot!(*name, answer(&edited("b.toml", "id = \"lunch\"", &put)));
    }
}

#[test]
fn words_for_days_are_explained() {
    check_days(&[
        ("days_weekday_misspelt", "[\"mno\"]"),
        ("days_weekday_capital", "[\"Mon\"]"),
        ("days_nonsense", "[\"soon\"]"),
        ("days_not_a_list", "\"mon\""),
        ("days_empty", "[]"),
        ("days_twice", "[\"mon\", \"周一\"]"),
        ("days_month_day_0", "[0]"),
        ("days_month_day_32", "[32]"),
        ("days_month_day_short", "[9, 31]"),
        ("days_no_such_date", "[\"2026-02-30\"]"),
        ("days_date_slashes", "[\"2026/10/1\"]"),
        ("days_date_full_width", "[\"２０２６-10-01\"]"),
        ("days_date_with_time", "[2026-10-01T08:00:00]"),
        ("days_span_backwards", "[\"2026-10-07..2026-10-01\"]"),
        ("days_yearly_unknown", "[\"02-30\"]"),
        ("days_sixth_monday", "[\"6th mon\"]"),
        ("days_holiday_without_calendar", "[\"holiday\"]"),
        ("days_flag", "[true]"),
    ]);
}

#[test]
fn tables_of_days_are_explained() {
    check_days(&[
        ("days_table_empty", "{ except = [\"mon\"] }"),
        ("days_table_two", "{ on = [\"mon\"], every = 3, from = \"2026-01-05\" }"),
        ("days_every_0", "{ every = 0, from = \"2026-01-05\" }"),
        ("days_every_text", "{ every = \"3d\", from = \"2026-01-05\" }"),
        ("days_every_from_missing", "{ every = 3 }"),
        ("days_every_from_bad", "{ every = 3, from = \"5 Jan\" }"),
        ("days_short_unknown", "{ on = [31], short = \"lsat\" }"),
        ("days_short_beside_every", "{ every = 3, from = \"2026-01-05\", short = \"last\" }"),
        ("days_from_beside_on", "{ on = [\"mon\"], from = \"2026-01-05\" }"),
        ("days_key_unknown", "{ on = [\"mon\"], exept = [\"2026-11-09\"] }"),
    ]);
}

#[test]
fn rules_that_cannot_be_computed_right_are_refused() {
    let rules = [
        ("rule_minutely", "FREQ=MINUTELY;BYHOUR=9,10"),
        ("rule_by_hour", "FREQ=DAILY;BYHOUR=9"),
        ("rule_skip", "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD"),
        ("rule_rscale", "RSCALE=CHINESE;FREQ=YEARLY"),
        ("rule_interval_0", "FREQ=DAILY;INTERVAL=0"),
        ("rule_count_and_until", "FREQ=DAILY;COUNT=3;UNTIL=20261231"),
        ("rule_without_freq", "BYDAY=MO"),
        ("rule_freq_misspelt", "FREQ=WEEKLEY;BYDAY=MO"),
        ("rule_part_unknown", "FREQ=WEEKLY;BYDAYS=MO"),
        ("rule_part_twice", "FREQ=WEEKLY;BYDAY=MO;BYDAY=FR"),
        ("rule_lower_case", "freq=weekly;byday=mo"),
        ("rule_spaces", "FREQ=WEEKLY; BYDAY=MO"),
        ("rule_prefix", "RRULE:FREQ=WEEKLY;BYDAY=MO"),
        ("rule_weekday_bad", "FREQ=WEEKLY;BYDAY=MON"),
        ("rule_weekday_counted", "FREQ=WEEKLY;BYDAY=2MO"),
        ("rule_month_day_weekly", "FREQ=WEEKLY;BYMONTHDAY=9"),
        ("rule_until_time", "FREQ=DAILY;UNTIL=20261231T235959Z"),
        ("rule_until_early", "FREQ=DAILY;UNTIL=20251231"),
        ("rule_never", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("rule_set_pos_alone", "FREQ=MONTHLY;BYSETPOS=1"),
        ("rule_nonsense", "every monday"),
    ];
    for (name, rule) in rules {
        check_days(&[(name, &format!("{{ rrule = \"{rule}\", from = \"2026-01-05\" }}"))]);
    }
    check_days(&[("rule_without_from", "{ rrule = \"FREQ=DAILY\" }")]);
}

/// Whatever is asked of a rule that gives no day, the answer comes within a second.
#[test]
fn no_rule_makes_anybody_wait() {
    let rules = [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=WEEKLY;INTERVAL=1000;BYDAY=MO;BYMONTH=2;WKST=SU",
    ];
    for rule in rules {
        let put = format!("id = \"lunch\"\ndays = {{ rrule = \"{rule}\", from = \"1970-01-01\" }}");
        let files = edited("b.toml", "id = \"lunch\"", &put);
        let took = taken(|| {
            let _ = read(&files);
        });
        // A program without optimisation takes some times longer than the one that is shipped.
        assert!(took < Duration::from_secs(5), "{rule} took {took:?}");
    }
}

#[expect(clippy::disallowed_methods, reason = "how long an answer takes is what is tested")]
fn taken(work: impl FnOnce()) -> Duration {
    let start = std::time::Instant::now();
    work();
    start.elapsed()
}

#[test]
fn variants_are_explained() {
    let variant = |more: &str| {
        format!("[[variant]]\nid = \"peak\"\nname = {{ zh = \"旺季\", en = \"peak\" }}\n{more}\n")
    };
    let sat = "when = [\"sat\"]";
    let cases = [
        ("variant_without_when", variant("")),
        ("variant_time_unknown", variant(&format!("{sat}\ntimes = {{ opens = \"10:00\" }}"))),
        ("variant_day_end", variant(&format!("{sat}\ntimes = {{ day-end = \"10:00\" }}"))),
        ("variant_circle", variant(&format!("{sat}\ntimes = {{ open = \"staff-entry + 40m\" }}"))),
        ("variant_twice", format!("{0}{0}", variant(sat))),
        ("variant_never", variant("when = { on = [\"2026-10-01\"], except = [\"thu\"] }")),
        ("variant_closed_word", variant(&format!("{sat}\nclosed = \"yes\""))),
        ("variant_shift_hole", variant(&format!("{sat}\ntimes = {{ shift-change = \"08:00\" }}"))),
        ("variant_window", variant(&format!("{sat}\ntimes = {{ open = \"21:00\" }}"))),
        ("variant_backwards", variant(&format!("{sat}\ntimes = {{ close = \"09:15\" }}"))),
    ];
    for (name, variants) in cases {
        insta::assert_snapshot!(name, answer(&with_variants(&variants, &[])));
    }
}

#[test]
fn what_a_step_says_about_variants_is_explained() {
    let peak = "[[variant]]\nid = \"peak\"\nname = \"peak\"\nwhen = [\"sat\"]\n";
    let cases = [
        ("occurs_variant_unknown", "variants = [\"paek\"]"),
        ("occurs_both", "variants = [\"peak\"]\nnot-in = [\"peak\"]"),
        ("occurs_closed_word", "on-closed-days = \"yes\""),
        ("occurs_never", "variants = [\"peak\"]\ndays = [\"mon\"]"),
    ];
    for (name, line) in cases {
        let put = format!("id = \"lunch\"\n{line}");
        let piece = ("b.toml", "id = \"lunch\"", put.as_str());
        insta::assert_snapshot!(name, answer(&with_variants(peak, &[piece])));
    }
}

/// What locks people in on one day of the year is refused like what does so every day.
#[test]
fn nobody_is_locked_in_on_any_kind_of_day() {
    let night = "[[variant]]\nid = \"night\"\nname = \"night\"\nwhen = [\"fri\"]\n\
                 times = { close = \"22:30\" }\n";
    let fixed = ("c.toml", "due = \"close + 40m\"\nfinish-by = \"close + 1h\"", "due = \"22:10\"");
    insta::assert_snapshot!("kinds_locked_before_close", answer(&with_variants(night, &[fixed])));

    let dropped = ("c.toml", "id = \"sweep\"", "id = \"sweep\"\nnot-in = [\"night\"]");
    insta::assert_snapshot!("kinds_sweep_dropped", answer(&with_variants(night, &[dropped])));

    let rests = ("c.toml", "id = \"sweep\"", "id = \"sweep\"\ndays = [\"mon\"]");
    insta::assert_snapshot!("kinds_sweep_rests", answer(&changed(&[rests])));

    // Where both rest on the same days nobody is locked in.
    let both = ("c.toml", "id = \"back-door\"", "id = \"back-door\"\ndays = [\"mon\"]");
    assert!(read(&changed(&[rests, both])).is_ok());

    let closed = "[[variant]]\nid = \"closed\"\nname = \"x\"\nwhen = [\"01-01\"]\nclosed = true\n";
    let alone = ("c.toml", "id = \"back-door\"", "id = \"back-door\"\non-closed-days = true");
    insta::assert_snapshot!("kinds_closed_without_sweep", answer(&with_variants(closed, &[alone])));
}

#[test]
fn calendars_are_explained() {
    let event = |lines: &str| format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n");
    let day = "DTSTART;VALUE=DATE:20261001";
    let cases = [
        ("calendar_bad_date", event("DTSTART;VALUE=DATE:2026-10-01")),
        ("calendar_no_such_day", event("DTSTART;VALUE=DATE:20260230")),
        ("calendar_no_start", event("SUMMARY:国庆节")),
        ("calendar_backwards", event(&format!("{day}\r\nDTEND;VALUE=DATE:20260901"))),
        ("calendar_mixed", event(&format!("{day}\r\nDTEND:20261002T000000"))),
        ("calendar_timed_backwards", event("DTSTART:20261002T000000\r\nDTEND:20261001T230000")),
        ("calendar_repeats", event(&format!("{day}\r\nRRULE:FREQ=YEARLY"))),
        ("calendar_duration", event(&format!("{day}\r\nDURATION:7 days"))),
        ("calendar_zone", event("DTSTART;TZID=China Standard Time:20261001T000000")),
        ("calendar_both", format!("{}{}", event(day), event(&format!("{day}\r\nSUMMARY:补班")))),
        ("calendar_unclosed", "BEGIN:VEVENT\r\n".to_owned()),
        ("calendar_end_only", "END:VEVENT\r\n".to_owned()),
        ("calendar_empty", String::new()),
    ];
    for (name, events) in cases {
        insta::assert_snapshot!(name, answer(&with_events(&events)));
    }
    insta::assert_snapshot!(
        "calendar_no_calendar",
        answer(&with_calendar(b"<html>not found</html>"))
    );
    insta::assert_snapshot!(
        "calendar_cut_off",
        answer(&with_calendar(b"BEGIN:VCALENDAR\nBEGIN:VEV"))
    );
    let deep = "BEGIN:VEVENT\n".repeat(50_000);
    insta::assert_snapshot!("calendar_deep", answer(&with_events(&deep)));
    insta::assert_snapshot!(
        "calendar_gbk",
        answer(&with_calendar(b"BEGIN:VCALENDAR\nX:\xd6\xb5\xb0\xe0\n"))
    );
}

#[test]
fn what_the_store_says_about_its_calendars_is_explained() {
    let named = |holidays: &str| {
        let put = format!("format = 1\nholidays = {holidays}");
        let mut files = edited("store.toml", "format = 1", &put);
        let calendar =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nEND:VEVENT\nEND:VCALENDAR\n";
        files.push(SourceFile::new("holidays-2026.ics", calendar));
        files
    };
    let cases = [
        ("holidays_misspelt", "\"holiday-2026.ics\""),
        ("holidays_number", "2026"),
        ("holidays_covers", "{ file = \"holidays-2026.ics\", covers = \"2O26\" }"),
        ("holidays_file_missing", "{ covers = \"2026\" }"),
    ];
    for (name, holidays) in cases {
        insta::assert_snapshot!(name, answer(&named(holidays)));
    }
    let mut unused = named("\"x\"");
    unused.retain(|it| it.name != "store.toml");
    unused.extend(crate::schedule::valid().into_iter().filter(|it| it.name == "store.toml"));
    insta::assert_snapshot!("holidays_unused", answer(&unused));
    let absent = edited("store.toml", "format = 1", "format = 1\nholidays = \"holidays-2026.ics\"");
    insta::assert_snapshot!("holidays_absent", answer(&absent));
}

#[test]
fn hours_that_a_clock_change_skips_or_brings_twice_are_shown() {
    let files = changed(&[
        ("store.toml", "Asia/Shanghai", "America/New_York"),
        ("c.toml", "every = \"2h\", from = \"23:00\"", "every = \"30m\", from = \"23:00\""),
    ]);
    insta::assert_snapshot!("clocks_change", answer(&files));
}
