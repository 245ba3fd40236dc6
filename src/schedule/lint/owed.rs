//! Whether what is owed over several days can be done on the days and in the hours that are there.
//!
//! It walks through two years from a fixed date; it never reads the clock.

use chrono::NaiveDate;

use super::super::fault::say;
use super::super::read::{Draft, clock};
use super::super::{Fault, Owed, Period, Place, Point, Quota, Schedule, Step, Text, When};

/// The days that are walked through: two years, one of them a leap year.
const FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2027, 1, 1);
const DAYS: usize = 731;

/// Adds what cannot be done as it is owed.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    for (step, places) in draft.schedule.steps.iter().zip(&draft.places) {
        let Some(place) = places.owed else { continue };
        match &step.occurs.owed {
            Owed::EachTime => {}
            Owed::Quota(quota) if quota.per == Period::Day => {
                check_room(&draft.schedule, step, quota, place, faults);
            }
            Owed::Quota(_) | Owed::Duty(_) => check_days(&draft.schedule, step, place, faults),
        }
    }
}

/// Several on one day must fit between its beginning and its end.
fn check_room(
    schedule: &Schedule,
    step: &Step,
    quota: &Quota,
    place: Place,
    faults: &mut Vec<Fault>,
) {
    let When::Once(window) = &step.when else { return };
    let (Point::Clock(from), Point::Clock(to)) = (&window.earliest, &window.closes) else { return };
    let (from, to) = (schedule.minutes_of(from), schedule.minutes_of(to));
    let takes = i64::from(quota.times) * i64::from(quota.takes.0);
    if takes <= i64::from(to - from) {
        return;
    }
    let (from, to) = (clock(from), clock(to));
    let title = say(
        format!("{from} 到 {to} 放不下 {} 次", quota.times),
        format!("{} times do not fit between {from} and {to}", quota.times),
    );
    let help = say(
        "推迟 closes，提前 earliest，或写短 takes",
        "close later, begin earlier, or let one take less time",
    );
    faults.push(Fault::error(place, title).help(help));
}

/// Each turn needs a day, and each period as many days as times.
fn check_days(schedule: &Schedule, step: &Step, place: Place, faults: &mut Vec<Fault>) {
    let (wanted, title): (u32, fn(NaiveDate, u32) -> Text) = match &step.occurs.owed {
        Owed::Quota(quota) => (quota.times, |from, count| {
            say(
                format!("自 {from} 起的那一期只有 {count} 天能做，不够次数"),
                format!("the period from {from} has too few days for it: {count}"),
            )
        }),
        Owed::Duty(_) | Owed::EachTime => (1, |from, _| {
            say(
                format!("自 {from} 起的那一期没有一天能做"),
                format!("in the turn from {from} there is no day on which it occurs"),
            )
        }),
    };
    let Some(first) = FROM else { return };
    let mut counted: Option<(NaiveDate, u32)> = None;
    for day in first.iter_days().take(DAYS) {
        let Some(turn) = schedule.turn(step, day).filter(|it| it.from >= first) else { continue };
        let on = u32::from(day <= turn.last && schedule.occurs(step, day));
        match &mut counted {
            Some((from, count)) if *from == turn.from => *count += on,
            Some((from, count)) if *count < wanted => {
                let help = say(
                    "让 days 多几天，或少写几次；照此就不用改",
                    "let `days` name more days, or ask fewer times; leave it if it is meant",
                );
                faults.push(Fault::warning(place, title(*from, *count)).help(help));
                return;
            }
            Some(_) | None => counted = Some((turn.from, on)),
        }
    }
}
