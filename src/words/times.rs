//! How times are put that are counted from something else than the clock.
//!
//! It never reads the clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::value::{clock, occurrence, span};
use crate::engine::agenda::{Countdown, Limit};
use crate::engine::command::StartView;
use crate::schedule::{Counted, Counting, Lang, Minutes, Planned, Point, Rounds, Schedule, StepId};

/// Returns when a planned occurrence falls due: `08:20`, or `约21:40` while it is not known.
pub fn planned_due(it: &Planned, schedule: &Schedule, lang: Lang) -> String {
    let at = clock(it.expected().due, schedule.zone);
    match &it.counting {
        Counting::Known => at,
        Counting::Waits(_) => about(&at, lang),
    }
}

/// Returns how a time is marked that depends on something still to come.
pub fn about(at: &str, lang: Lang) -> String {
    lang.of(format!("约{at}"), format!("~{at}"))
}

/// Returns what a step is counted from, as a time: `「关门」之后`.
pub fn after_step(id: &StepId, schedule: &Schedule, lang: Lang) -> String {
    let title = schedule.step(id).map_or(id.as_str(), |it| it.title.get(lang));
    lang.of(format!("「{title}」之后"), format!("after \"{title}\""))
}

/// Returns what a countdown runs to, as a sentence.
pub fn countdown(it: &Countdown, now: DateTime<Utc>, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let length = span(if it.to > now { it.to - now } else { now - it.to }, lang);
    match it.limit {
        Limit::Due => {
            lang.of(format!("{title} {length}后到点"), format!("{title}: due in {length}"))
        }
        Limit::Finish if it.to >= now => {
            lang.of(format!("{title} 限时还剩 {length}"), format!("{title}: {length} left"))
        }
        Limit::Finish => {
            lang.of(format!("{title} 已超时 {length}"), format!("{title}: {length} over"))
        }
    }
}

/// Returns what happened, the so-manieth time that day: `电梯困人（第1次）`.
pub fn start(it: &StartView, schedule: &Schedule, lang: Lang) -> String {
    let (event, number) = (schedule.event_name(&it.start.event, lang), it.number);
    lang.of(format!("{event}（第{number}次）"), format!("{event} (no. {number})"))
}

/// Returns a time of a step as the schedule says it: `事发后 5分`, `「到场」之后 60分`.
pub fn point(it: &Point, schedule: &Schedule, lang: Lang) -> String {
    let length = |minutes: Minutes| span(TimeDelta::minutes(minutes.0.into()), lang);
    match it {
        Point::Clock(moment) => minutes_on_clock(schedule.minutes_of(moment)),
        Point::Done { step, offset } if offset.0 == 0 => after_step(step, schedule, lang),
        Point::Done { step, offset } => {
            let (after, length) = (after_step(step, schedule, lang), length(*offset));
            lang.of(format!("{after} {length}"), format!("{length} {after}"))
        }
        Point::Start { offset } if offset.0 == 0 => lang.of("事发时", "at once").to_owned(),
        Point::Start { offset } => {
            let length = length(*offset);
            lang.of(format!("事发后 {length}"), format!("{length} after the start"))
        }
    }
}

fn minutes_on_clock(minutes: i32) -> String {
    let of_day = minutes.rem_euclid(24 * 60);
    format!("{:02}:{:02}", of_day / 60, of_day % 60)
}

/// Returns how often rounds come: `每 30分`, or `距上次 2小时`.
pub fn every(rounds: &Rounds, lang: Lang) -> String {
    let every = span(TimeDelta::minutes(rounds.every.0.into()), lang);
    match rounds.counted {
        Counted::OnGrid => lang.of(format!("每 {every}"), format!("every {every}")),
        Counted::FromLast => lang.of(format!("距上次 {every}"), format!("{every} after the last")),
    }
}
