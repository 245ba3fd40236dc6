//! On which days a step occurs: every way to name days, each as a story on the calendar.

use chrono::{Datelike, NaiveDate, Weekday};
use zhiban::schedule::{Schedule, SourceFile, read};

use crate::schedule::{edited, valid};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The valid folder with some pieces put in place of others.
pub(crate) fn changed(pieces: &[(&str, &str, &str)]) -> Vec<SourceFile> {
    let mut files = valid();
    for (file, find, put) in pieces {
        let it = files.iter_mut().find(|it| it.name == *file).unwrap();
        let text = String::from_utf8(it.bytes.clone()).unwrap();
        assert!(text.contains(find), "{file} has no {find}");
        it.bytes = text.replacen(find, put, 1).into_bytes();
    }
    files
}

/// The valid folder, where lunch is eaten on some days only.
fn on(days: &str) -> Schedule {
    let put = format!("id = \"lunch\"\ndays = {days}");
    match read(&edited("b.toml", "id = \"lunch\"", &put)) {
        Ok(reading) => reading.schedule,
        Err(faults) => panic!("{days}: {faults:?}"),
    }
}

pub(crate) fn occurs(schedule: &Schedule, step: &str, day: NaiveDate) -> bool {
    schedule.plan(day).occurrences.iter().any(|it| it.id.step.as_str() == step)
}

/// The days of a span on which a step occurs, as month and day.
pub(crate) fn days_of(schedule: &Schedule, step: &str, from: &str, to: &str) -> Vec<String> {
    let (from, to) = (day(from), day(to));
    let all = from.iter_days().take_while(|it| *it <= to);
    all.filter(|it| occurs(schedule, step, *it)).map(|it| it.format("%m-%d").to_string()).collect()
}

fn lunches(days: &str, from: &str, to: &str) -> Vec<String> {
    days_of(&on(days), "lunch", from, to)
}

#[test]
fn a_step_without_days_occurs_every_day() {
    let schedule = read(&valid()).unwrap().schedule;
    assert_eq!(days_of(&schedule, "lunch", "2026-01-01", "2026-12-31").len(), 365);
}

#[test]
fn weekdays_are_named_in_either_language() {
    let english = lunches("[\"mon\", \"friday\"]", "2026-11-01", "2026-11-30");
    let expected =
        ["11-02", "11-06", "11-09", "11-13", "11-16", "11-20", "11-23", "11-27", "11-30"];
    assert_eq!(english, expected);
    assert_eq!(lunches("[\"周一\", \"星期五\"]", "2026-11-01", "2026-11-30"), expected);
    assert_eq!(lunches("[\"周天\"]", "2026-11-01", "2026-11-07"), ["11-01"]);
}

#[test]
fn a_night_belongs_to_the_weekday_on_which_it_began() {
    let files =
        edited("c.toml", "id = \"night-patrol\"", "id = \"night-patrol\"\ndays = [\"fri\"]");
    let schedule = read(&files).unwrap().schedule;
    let patrols = |date: &str| {
        let plan = schedule.plan(day(date));
        plan.occurrences.iter().filter(|it| it.id.step.as_str() == "night-patrol").count()
    };
    // Friday night goes on into Saturday morning; Saturday has none of its own.
    assert_eq!((patrols("2026-11-27"), patrols("2026-11-28")), (5, 0));
}

#[test]
fn dates_and_spans_of_dates_are_taken_as_written() {
    let days = "[\"2026-11-11\", 2026-12-12, \"2026-12-24..2026-12-26\"]";
    let expected = ["11-11", "12-12", "12-24", "12-25", "12-26"];
    assert_eq!(lunches(days, "2026-01-01", "2027-12-31"), expected);
}

#[test]
fn a_span_of_every_year_may_run_over_the_new_year() {
    let found = lunches("[\"12-30..01-02\"]", "2026-12-01", "2027-12-30");
    assert_eq!(found, ["12-30", "12-31", "01-01", "01-02", "12-30"]);
    let leap = lunches("[\"02-29\"]", "2026-01-01", "2028-12-31");
    assert_eq!(leap, ["02-29"]);
}

#[test]
fn days_of_the_month_are_left_out_in_a_month_without_them() {
    let table = "{ on = [9, 19, 29, 31], short = \"skip\" }";
    let february = lunches(table, "2026-02-01", "2026-02-28");
    assert_eq!(february, ["02-09", "02-19"]);
    assert_eq!(lunches(table, "2028-02-01", "2028-02-29"), ["02-09", "02-19", "02-29"]);
    assert_eq!(lunches(table, "2026-04-01", "2026-04-30"), ["04-09", "04-19", "04-29"]);
}

#[test]
fn a_short_month_may_take_its_last_day_instead_and_only_once() {
    let table = "{ on = [9, 29, 31], short = \"last\" }";
    assert_eq!(lunches(table, "2026-02-01", "2026-02-28"), ["02-09", "02-28"]);
    assert_eq!(lunches(table, "2028-02-01", "2028-02-29"), ["02-09", "02-29"]);
    assert_eq!(lunches(table, "2026-04-01", "2026-04-30"), ["04-09", "04-29", "04-30"]);
    assert_eq!(lunches(table, "2026-05-01", "2026-05-31"), ["05-09", "05-29", "05-31"]);
}

#[test]
fn the_last_day_of_the_month_has_a_word_of_its_own() {
    let found = lunches("[\"last day\"]", "2028-01-01", "2028-04-30");
    assert_eq!(found, ["01-31", "02-29", "03-31", "04-30"]);
}

#[test]
fn a_weekday_is_counted_within_its_month() {
    let second = lunches("[\"2nd tue\"]", "2026-09-01", "2026-12-31");
    assert_eq!(second, ["09-08", "10-13", "11-10", "12-08"]);
    assert_eq!(lunches("[\"第二个周二\"]", "2026-09-01", "2026-12-31"), second);
    let last = lunches("[\"last fri\"]", "2026-01-01", "2026-04-30");
    assert_eq!(last, ["01-30", "02-27", "03-27", "04-24"]);
    // A fifth Monday is left out where the month has four.
    assert_eq!(lunches("[\"5th mon\"]", "2026-01-01", "2026-06-30"), ["03-30", "06-29"]);
}

#[test]
fn every_so_many_days_is_counted_from_a_date_and_not_before() {
    let found = lunches("{ every = 3, from = \"2026-02-26\" }", "2026-02-01", "2026-03-10");
    assert_eq!(found, ["02-26", "03-01", "03-04", "03-07", "03-10"]);
}

#[test]
fn exceptions_win() {
    let table = "{ on = [\"mon\"], except = [\"2026-11-09\", \"last mon\"] }";
    assert_eq!(lunches(table, "2026-11-01", "2026-11-30"), ["11-02", "11-16", "11-23"]);
}

#[test]
fn a_rule_gives_the_same_days_as_the_words_for_them() {
    let pairs = [
        ("FREQ=WEEKLY;BYDAY=MO,FR", "[\"mon\", \"fri\"]"),
        ("FREQ=MONTHLY;BYDAY=2TU", "[\"2nd tue\"]"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "[\"last fri\"]"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "[\"last day\"]"),
        ("FREQ=MONTHLY;BYMONTHDAY=9,19,31", "{ on = [9, 19, 31], short = \"skip\" }"),
        ("FREQ=DAILY;INTERVAL=10", "{ every = 10, from = \"2026-01-05\" }"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "[\"02-29\"]"),
    ];
    for (rule, words) in pairs {
        let rule = format!("{{ rrule = \"{rule}\", from = \"2026-01-05\" }}");
        let (one, other) = (on(&rule), on(words));
        let days = day("2026-01-05").iter_days().take(1_500);
        for date in days {
            assert_eq!(occurs(&one, "lunch", date), occurs(&other, "lunch", date), "{rule} {date}");
        }
    }
}

#[test]
fn a_rule_begins_with_its_date_and_ends_as_it_says() {
    let weekly = "{ rrule = \"FREQ=WEEKLY;BYDAY=MO;COUNT=3\", from = \"2026-11-05\" }";
    assert_eq!(lunches(weekly, "2026-10-01", "2026-12-31"), ["11-09", "11-16", "11-23"]);
    let until = "{ rrule = \"FREQ=DAILY;UNTIL=20261107\", from = \"2026-11-05\" }";
    assert_eq!(lunches(until, "2026-10-01", "2026-12-31"), ["11-05", "11-06", "11-07"]);
    let weeks = "{ rrule = \"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\", from = \"2026-11-05\" }";
    assert_eq!(lunches(weeks, "2026-11-01", "2026-12-10"), ["11-16", "11-30"]);
}

#[test]
fn a_rule_holds_on_days_far_beyond_those_that_are_kept() {
    let schedule = on("{ rrule = \"FREQ=WEEKLY;BYDAY=SU\", from = \"2026-01-01\" }");
    for date in day("2099-12-25").iter_days().take(14) {
        assert_eq!(occurs(&schedule, "lunch", date), date.weekday() == Weekday::Sun, "{date}");
    }
}

#[test]
fn a_step_that_rests_holds_nobody_up() {
    let pieces = [("a.toml", "id = \"door-locks\"", "id = \"door-locks\"\ndays = [\"mon\"]")];
    let schedule = read(&changed(&pieces)).unwrap().schedule;
    let tuesday = schedule.plan(day("2026-11-24"));
    assert!(tuesday.occurrences.iter().any(|it| it.id.step.as_str() == "doors-open"));
    assert!(!occurs(&schedule, "door-locks", day("2026-11-24")));
}
