//! What is owed over several days, in words: since when, until when, how often.
//!
//! It never decides what is late; the agenda says so.

use chrono::{Datelike, NaiveDate};

use super::reason;
use crate::engine::agenda::{OwedState, Settled};
use crate::schedule::{Lang, Period};

/// Returns since when something has been owed whose day has passed.
pub fn rolled_over(since: Option<NaiveDate>, lang: Lang) -> String {
    match since {
        Some(day) => lang.of(format!("自 {day} 顺延"), format!("rolled over since {day}")),
        None => lang.of("早已到期", "due for a long time").to_owned(),
    }
}

/// Returns what a period is called: "this week".
pub fn this_period(per: Period, lang: Lang) -> &'static str {
    match per {
        Period::Day => lang.of("今天", "today"),
        Period::Week => lang.of("本周", "this week"),
        Period::Month => lang.of("本月", "this month"),
        Period::Quarter => lang.of("本季", "this quarter"),
        Period::Year => lang.of("今年", "this year"),
    }
}

/// Returns where something that is owed over several days stands, as one short phrase.
pub fn owed(state: &OwedState, lang: Lang) -> String {
    let day = |it: &NaiveDate| format!("{:02}-{:02}", it.month(), it.day());
    match state {
        OwedState::Ahead { opens, due } => {
            let (opens, due) = (day(opens), day(due));
            lang.of(format!("{opens} 起可做，{due} 到期"), format!("from {opens}, due {due}"))
        }
        OwedState::Open { due } => {
            let due = day(due);
            lang.of(format!("可提前做，{due} 到期"), format!("may be done now, due {due}"))
        }
        OwedState::Due => lang.of("今天到期", "due today").to_owned(),
        OwedState::RolledOver { since } => rolled_over(*since, lang),
        OwedState::Settled(Settled::Done(on)) => {
            lang.of(format!("{} 已做", day(on)), format!("done on {}", day(on)))
        }
        OwedState::Settled(Settled::Skipped(on, why)) => {
            let why = reason(why, lang);
            lang.of(format!("{} 跳过{why}", day(on)), format!("skipped on {}{why}", day(on)))
        }
        OwedState::Missed(due) => {
            lang.of(format!("{} 到期，漏做", day(due)), format!("missed, was due {}", day(due)))
        }
        OwedState::Quota { done, times, per, pressing } => {
            let period = this_period(*per, lang);
            let now = match pressing {
                true => lang.of("，今天要做", ", needed today"),
                false => "",
            };
            lang.of(
                format!("{period} {done}/{times}{now}"),
                format!("{done} of {times} {period}{now}"),
            )
        }
    }
}
