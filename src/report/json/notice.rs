//! What happened to the clock, the desk and the schedule, in words for programs.

use super::fill::maybe_at;
use super::form::{NoticeForm, RepinForm};
use crate::clean;
use crate::engine::agenda::Notice;
use crate::report::layout::Told;

/// Fills in what happened to the clock, the desk or the schedule.
pub(super) fn notice(it: &Notice, told: Told<'_>) -> NoticeForm {
    let (kind, from, to) = match it {
        Notice::ClockStepped(it) => ("clock-stepped", Some(it.from), Some(it.to)),
        Notice::Slept(it) => ("slept", Some(it.from), Some(it.to)),
        Notice::Repinned(it) => ("repinned", Some(it.at), None),
        Notice::DeskOff { from, to } => ("desk-off", *from, *to),
    };
    let schedule = match it {
        Notice::Repinned(it) => Some(RepinForm {
            before: it.before.to_string(),
            revision: it.revision.to_string(),
            reason: clean::line(&it.reason),
            officer: clean::line(it.officer.as_str()),
            lost: it.lost.iter().map(|it| it.entry.0).collect(),
        }),
        Notice::ClockStepped(_) | Notice::Slept(_) | Notice::DeskOff { .. } => None,
    };
    NoticeForm { kind, from: maybe_at(from, told), to: maybe_at(to, told), schedule }
}
