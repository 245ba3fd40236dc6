//! How much a schedule asks of one person.
//!
//! It never refuses for being much, only for being more than any day can hold.

use super::super::fault::say;
use super::super::read::Draft;
use super::super::{Base, Fault, Minutes, Moment, Schedule, TimeId};

/// A person at a desk follows about one prompt in ten minutes.
const MINUTES_A_PROMPT: usize = 10;

/// More occurrences a day than this are a mistake of some program, not of a person.
const OCCURRENCES_MAX: usize = 5_000;

/// Warns where more is asked in the open hours than a person can follow.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    let schedule = &draft.schedule;
    let (open, close) = open_hours(schedule);
    let mut prompts = 0;
    let mut all = 0;
    for step in &schedule.steps {
        let dues = schedule.dues(step);
        all += dues.len();
        prompts += dues.iter().filter(|it| (open..close).contains(*it)).count();
    }
    if all > OCCURRENCES_MAX {
        let title =
            say(format!("一天要做 {all} 次，太多了"), format!("{all} prompts a day are too many"));
        let help = say(
            "最多 5000 次；请放宽 repeat 的 every",
            "there may be 5,000; let the repeats come less often",
        );
        faults.push(Fault::of_folder(title).help(help));
        return;
    }
    let minutes = usize::try_from(close - open).unwrap_or(0);
    if prompts * MINUTES_A_PROMPT <= minutes {
        return;
    }
    let (hours, rest) = (minutes / 60, minutes % 60);
    let title = say(
        format!("营业的 {hours} 小时 {rest} 分里有 {prompts} 次提示，平均不到十分钟一次"),
        format!("{prompts} prompts in {hours} h {rest} min: more than one in ten minutes"),
    );
    let help = say(
        "一个人跟不上：把同时的几步并成一步，或放宽 repeat",
        "nobody can follow that: join steps that fall together, or repeat less often",
    );
    let mut fault = Fault::of_folder(title).help(help);
    fault.severity = super::super::Severity::Warning;
    faults.push(fault);
}

/// Returns the open hours in minutes from midnight; the whole day where none are named.
fn open_hours(schedule: &Schedule) -> (i32, i32) {
    let starts = i32::from(schedule.day_starts.minutes());
    let open = named(schedule, "open").unwrap_or(starts);
    let end = Moment { base: Base::DayEnd, offset: Minutes(0) };
    let close = named(schedule, "close").unwrap_or_else(|| schedule.minutes_of(&end));
    (open, close.max(open))
}

/// Returns when a named time is, in minutes from midnight.
pub(super) fn named(schedule: &Schedule, name: &str) -> Option<i32> {
    let id = TimeId::new(name);
    let (_, moment) = schedule.times.iter().find(|(it, _)| *it == id)?;
    Some(schedule.minutes_of(moment))
}
