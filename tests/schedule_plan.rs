//! A store day on the calendar: grids, midnight, and days on which the clocks change.

use chrono::{DateTime, NaiveDate, Utc};
use zhiban::schedule::{Base, Moment, Plan, Schedule, SourceFile, read};
use zhiban::schedule::{Minutes, OccurrenceId, StepId, TimeOfDay};

use crate::schedule::{edited, read_valid};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn in_zone(zone: &str) -> Schedule {
    let files: Vec<SourceFile> = edited("store.toml", "Asia/Shanghai", zone);
    read(&files).unwrap().schedule
}

/// The due times of a step on the store's clock.
fn dues(schedule: &Schedule, plan: &Plan, step: &str) -> Vec<String> {
    let of_step = plan.occurrences.iter().filter(|it| it.id.step.as_str() == step);
    of_step.map(|it| it.due.with_timezone(&schedule.zone).format("%H:%M").to_string()).collect()
}

#[test]
fn a_round_is_due_every_half_hour_and_not_at_the_end() {
    let schedule = read_valid().schedule;
    let dues = dues(&schedule, &schedule.plan(day("2026-11-23")), "round");
    assert_eq!(dues.len(), 24);
    assert_eq!((dues[0].as_str(), dues[23].as_str()), ("09:30", "21:00"));
}

#[test]
fn a_round_may_be_due_at_the_end_itself() {
    let files = edited("b.toml", "early-by = \"10m\"", "last = \"at\", early-by = \"10m\"");
    let schedule = read(&files).unwrap().schedule;
    let dues = dues(&schedule, &schedule.plan(day("2026-11-23")), "round");
    assert_eq!(dues.last().unwrap(), "21:30");
}

#[test]
fn a_round_has_its_window_around_its_due_time() {
    let plan = read_valid().schedule.plan(day("2026-11-23"));
    let id = OccurrenceId { day: day("2026-11-23"), step: StepId::new("round"), number: 2 };
    let round = plan.occurrence(&id).unwrap();
    assert_eq!(round.earliest, utc("2026-11-23T01:50:00Z"));
    assert_eq!(round.due, utc("2026-11-23T02:00:00Z"));
    assert_eq!(round.finish_by, utc("2026-11-23T02:15:00Z"));
    assert_eq!(round.closes, utc("2026-11-23T02:30:00Z"));
}

#[test]
fn the_night_belongs_to_the_day_it_began() {
    let schedule = read_valid().schedule;
    let plan = schedule.plan(day("2026-11-23"));
    let patrols = dues(&schedule, &plan, "night-patrol");
    assert_eq!(patrols, ["23:00", "01:00", "03:00", "05:00", "07:00"]);
    let last = plan.occurrences.last().unwrap();
    assert_eq!(last.due, utc("2026-11-23T23:00:00Z"));
    assert_eq!(last.id.day, day("2026-11-23"));
    assert_eq!(plan.ends, utc("2026-11-24T00:00:00Z"));
}

#[test]
fn the_store_day_turns_at_its_start_and_not_at_midnight() {
    let schedule = read_valid().schedule;
    assert_eq!(schedule.day_of(utc("2026-11-23T00:00:00Z")), day("2026-11-23"));
    assert_eq!(schedule.day_of(utc("2026-11-22T23:59:59Z")), day("2026-11-22"));
    assert_eq!(schedule.day_of(utc("2026-11-23T17:00:00Z")), day("2026-11-23"));
}

#[test]
fn shifts_follow_each_other_through_the_day() {
    let plan = read_valid().schedule.plan(day("2026-11-23"));
    let at = |text| plan.shift_at(utc(text)).unwrap().id.to_string();
    assert_eq!(at("2026-11-23T00:00:00Z"), "early");
    assert_eq!(at("2026-11-23T06:59:59Z"), "early");
    assert_eq!(at("2026-11-23T07:00:00Z"), "late");
    assert_eq!(at("2026-11-23T23:59:59Z"), "late");
    assert_eq!(plan.shifts[0].to, plan.shifts[1].from);
}

#[test]
fn a_time_that_the_clock_skips_means_the_first_instant_after() {
    let schedule = in_zone("America/New_York");
    let moment = |hour, minute| Moment {
        base: Base::Clock(TimeOfDay::new(hour, minute).unwrap()),
        offset: Minutes(0),
    };
    // In the night to 14 March 2027 New York goes from 02:00 straight to 03:00.
    let night = day("2027-03-13");
    assert_eq!(schedule.instant(night, &moment(2, 30)), utc("2027-03-14T07:00:00Z"));
    assert_eq!(schedule.instant(night, &moment(3, 0)), utc("2027-03-14T07:00:00Z"));
    let plan = schedule.plan(night);
    assert_eq!((plan.ends - plan.starts).num_hours(), 23);
}

#[test]
fn a_time_that_comes_twice_means_the_first() {
    let schedule = in_zone("America/New_York");
    let moment = Moment { base: Base::Clock(TimeOfDay::new(1, 30).unwrap()), offset: Minutes(0) };
    // In the night to 1 November 2026 New York has the hour from 01:00 twice.
    let night = day("2026-10-31");
    assert_eq!(schedule.instant(night, &moment), utc("2026-11-01T05:30:00Z"));
    let plan = schedule.plan(night);
    assert_eq!((plan.ends - plan.starts).num_hours(), 25);
    assert_eq!(dues(&schedule, &plan, "night-patrol").len(), 5);
}

#[test]
fn two_store_days_meet_without_hole_or_overlap() {
    let schedule = in_zone("America/New_York");
    let (before, after) = (schedule.plan(day("2026-10-31")), schedule.plan(day("2026-11-01")));
    assert_eq!(before.ends, after.starts);
}
