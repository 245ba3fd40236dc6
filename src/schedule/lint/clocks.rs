//! What falls due in the hour that a clock change skips or brings twice.
//!
//! It never reads the clock: it looks at a fixed span of years, and tells of an example day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::Fault;
use super::super::fault::say;
use super::super::read::Draft;

/// The years that are looked at; rules of zones rarely change within them.
const YEARS: (i32, i32) = (2026, 2035);

/// Warns once of each step that is due in such an hour.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    let day = |year, month, of_month| NaiveDate::from_ymd_opt(year, month, of_month);
    let (Some(from), Some(to)) = (day(YEARS.0, 1, 1), day(YEARS.1, 12, 31)) else { return };
    let mut said = BTreeSet::new();
    for change in draft.schedule.clock_changes(from, to) {
        let skips = change.to > change.from;
        let (early, late) = (change.from.min(change.to), change.from.max(change.to));
        let (date, early, late) = (early.date(), early.format("%H:%M"), late.format("%H:%M"));
        for id in change.touched {
            let index = draft.schedule.steps.iter().position(|it| it.id == id.step);
            let Some(place) = index.map(|it| draft.places[it].id) else { continue };
            if !said.insert((id.step.clone(), skips)) {
                continue;
            }
            let step = id.step;
            let (title, help) = if skips {
                (
                    say(
                        format!("`{step}` 到点的钟点有时不存在"),
                        format!("`{step}` is due at a time that some nights do not have"),
                    ),
                    say(
                        format!("如 {date} 时钟从 {early} 跳到 {late}：那时到点的，{late} 做"),
                        format!(
                            "as on {date}, when clocks go from {early} to {late}: \
                             what is due between is then asked at {late}"
                        ),
                    ),
                )
            } else {
                (
                    say(
                        format!("`{step}` 到点的钟点有时出现两次"),
                        format!("`{step}` is due at a time that some nights have twice"),
                    ),
                    say(
                        format!("如 {date} 时钟从 {late} 拨回 {early}：按第一次做，只做一次"),
                        format!(
                            "as on {date}, when clocks go back from {late} to {early}: \
                             it is asked once, the first time"
                        ),
                    ),
                )
            };
            faults.push(Fault::warning(place, title).help(help));
        }
    }
}
