//! Days on which the clocks change: when, and what they touch.

use chrono::{DateTime, NaiveDateTime, Utc};
use zhiban::schedule::{ClockChange, Schedule, read};

use crate::schedule_days::{changed, day};

fn new_york(every: &str) -> Schedule {
    let files = changed(&[
        ("store.toml", "Asia/Shanghai", "America/New_York"),
        ("c.toml", "every = \"2h\", from = \"23:00\"", every),
    ]);
    read(&files).unwrap().schedule
}

fn changes(schedule: &Schedule, from: &str, to: &str) -> Vec<ClockChange> {
    schedule.clock_changes(day(from), day(to))
}

fn wall(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_zone_without_changes_has_none() {
    let schedule = read(&crate::schedule::valid()).unwrap().schedule;
    assert_eq!(changes(&schedule, "2026-01-01", "2035-12-31"), []);
}

#[test]
fn a_change_belongs_to_the_store_day_of_its_night() {
    let schedule = new_york("every = \"2h\", from = \"23:00\"");
    let year = changes(&schedule, "2027-01-01", "2027-12-31");
    let days: Vec<String> = year.iter().map(|it| it.day.to_string()).collect();
    assert_eq!(days, ["2027-03-13", "2027-11-06"]);
    assert_eq!(year[0].at, utc("2027-03-14T07:00:00Z"));
    assert_eq!(
        (year[0].from, year[0].to),
        (wall("2027-03-14T02:00:00"), wall("2027-03-14T03:00:00"))
    );
    assert_eq!(
        (year[1].from, year[1].to),
        (wall("2027-11-07T02:00:00"), wall("2027-11-07T01:00:00"))
    );
    assert_eq!(changes(&schedule, "2027-03-13", "2027-03-13").len(), 1);
    assert_eq!(changes(&schedule, "2027-03-14", "2027-03-14"), []);
}

#[test]
fn what_falls_due_in_such_an_hour_is_named() {
    let schedule = new_york("every = \"90m\", from = \"23:00\"");
    let touched = |change: &ClockChange| -> Vec<String> {
        let clock = |it: &zhiban::schedule::OccurrenceId| format!("{} {}", it.step, it.number);
        change.touched.iter().map(clock).collect()
    };
    // Patrols are due at 23:00, 00:30, 02:00: the third at a time that is skipped in spring.
    let year = changes(&schedule, "2027-01-01", "2027-12-31");
    assert_eq!(touched(&year[0]), ["night-patrol 3"]);
    assert_eq!(touched(&year[1]), Vec::<String>::new());
}

#[test]
fn nothing_is_left_out_and_nothing_asked_twice() {
    let schedule = new_york("every = \"30m\", from = \"23:00\"");
    let dues = |date: &str| {
        let plan = schedule.plan(day(date));
        let of_step =
            plan.occurrences.into_iter().filter(|it| it.id.step.as_str() == "night-patrol");
        of_step.map(|it| it.due).collect::<Vec<_>>()
    };
    let (plain, spring, autumn) = (dues("2027-03-12"), dues("2027-03-13"), dues("2027-11-06"));
    assert_eq!((plain.len(), spring.len(), autumn.len()), (17, 17, 17));
    assert!([plain, spring, autumn].iter().all(|it| it.is_sorted()));
}
