//! How times are put that are counted from something else than the clock.
//!
//! It never reads the clock.

use chrono::TimeDelta;

use super::value::{clock, occurrence, span};
use crate::engine::agenda::{Countdown, Limit};
use crate::schedule::{Counted, Counting, Lang, Planned, Rounds, Schedule, StepId};

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
pub fn countdown(it: &Countdown, left: &str, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    match it.limit {
        Limit::Due => lang.of(format!("{title} {left}后到点"), format!("{title}: due in {left}")),
    }
}

/// Returns how often rounds come: `每 30分`, or `距上次 2小时`.
pub fn every(rounds: &Rounds, lang: Lang) -> String {
    let every = span(TimeDelta::minutes(rounds.every.0.into()), lang);
    match rounds.counted {
        Counted::OnGrid => lang.of(format!("每 {every}"), format!("every {every}")),
        Counted::FromLast => lang.of(format!("距上次 {every}"), format!("{every} after the last")),
    }
}
