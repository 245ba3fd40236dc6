//! Two readings of the clocks tell a step from a sleep, and a rehearsal's clock keeps its own time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use zhiban::clock::Clock;
use zhiban::tick::{Noticed, Reading, between};

use crate::support::bench::at;

fn reading(wall_ms: i64, boot_ms: i64, awake_ms: i64) -> Reading {
    Reading { wall: at("09:00") + TimeDelta::milliseconds(wall_ms), boot_ms, awake_ms }
}

/// Compares a reading with one at zero, after a wait that was meant to last a second.
fn after(wall_ms: i64, boot_ms: i64, awake_ms: i64) -> Noticed {
    between(&reading(0, 0, 0), &reading(wall_ms, boot_ms, awake_ms), TimeDelta::seconds(1))
}

fn ms(instant: DateTime<Utc>) -> i64 {
    (instant - at("09:00")).num_milliseconds()
}

#[test]
fn a_clock_that_keeps_time_or_drifts_a_little_is_not_noticed() {
    assert_eq!(after(1_000, 1_000, 1_000), Noticed::default());
    assert_eq!(after(2_999, 1_000, 1_000), Noticed::default());
    assert_eq!(after(-999, 1_000, 1_000), Noticed::default());
}

#[test]
fn a_step_is_told_by_what_the_clock_should_have_said() {
    for to in [3_700_000, -3_600_000, 3_001, -1_001, 315_360_000_000] {
        let noticed = after(to, 1_000, 1_000);
        let step = noticed.step.unwrap();
        assert_eq!((ms(step.from), ms(step.to)), (1_000, to));
        assert_eq!(noticed.slept, None);
    }
}

#[test]
fn sleep_is_told_by_the_clock_that_stood_still() {
    let noticed = after(28_801_000, 28_801_000, 1_000);
    let slept = noticed.slept.unwrap();
    assert_eq!((ms(slept.from), ms(slept.to)), (1_000, 28_801_000));
    assert_eq!(noticed.step, None);
}

#[test]
fn a_step_during_sleep_is_told_as_both() {
    let noticed = after(-60_000, 601_000, 1_000);
    assert_eq!(ms(noticed.step.unwrap().from), 601_000);
    let slept = noticed.slept.unwrap();
    assert_eq!((ms(slept.from), ms(slept.to)), (-660_000, -60_000));
}

#[test]
fn a_wait_that_took_far_too_long_was_a_sleep_where_no_clock_tells() {
    assert_eq!(after(61_000, 61_000, 61_000).slept, None);
    let slept = after(62_000, 62_000, 62_000).slept.unwrap();
    assert_eq!((ms(slept.from), ms(slept.to)), (1_000, 62_000));
}

#[test]
fn readings_of_two_runs_of_the_machine_tell_nothing() {
    let before = reading(0, 500_000, 500_000);
    let booted = reading(90_000, 10_000, 10_000);
    assert_eq!(between(&before, &booted, TimeDelta::seconds(1)), Noticed::default());
}

#[test]
fn a_rehearsal_that_stands_still_says_its_start_and_never_ends_a_wait() {
    let clock = Clock::rehearsal(at("08:20"), 0);
    assert_eq!(clock.now(), at("08:20"));
    assert_eq!(clock.wait_until(at("08:30")), None);
    assert_eq!(clock.read().wall, at("08:20"));
}

#[test]
fn a_rehearsal_at_speed_waits_less() {
    let clock = Clock::rehearsal(at("08:20"), 600);
    let wait = clock.wait_until(at("08:30")).unwrap();
    assert!(wait <= Duration::from_secs(1), "{wait:?}");
    assert_eq!(clock.wait_until(at("08:00")), Some(Duration::ZERO));
}

#[test]
fn names_are_never_given_twice() {
    let names: std::collections::BTreeSet<String> = (0..100).map(|_| Clock::fresh_id()).collect();
    assert_eq!(names.len(), 100);
}
