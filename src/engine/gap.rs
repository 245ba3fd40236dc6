//! The longest time that may pass between two completions of a step: a live countdown.
//!
//! The law asks for a patrol "at least every two hours" (公安部令第61号, article 25), which is a
//! gap, not a slot: two ticked slots can still lie too far apart.

use chrono::{DateTime, Duration, Utc};

use super::agenda::{GapState, GapView};
use super::standing::Standing;
use super::state::{Blind, Day};
use crate::schedule::{GapRule, Step};

/// Returns the gap rules of a day as they stand.
pub(super) fn views(day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Vec<GapView> {
    // A step that does not occur today leaves no gap.
    let occurs = |it: &&Step| day.plan.occurrences.iter().any(|other| other.id.step == it.id);
    let steps = day.schedule.steps.iter().filter(occurs);
    steps.filter_map(|it| it.gap.as_ref().map(|rule| view(day, blinds, it, rule, now))).collect()
}

fn view(day: &Day, blinds: &[Blind], step: &Step, rule: &GapRule, now: DateTime<Utc>) -> GapView {
    let from = day.schedule.instant(day.plan.day, &rule.from);
    let to = day.schedule.instant(day.plan.day, &rule.to);
    let done = Standing::all(day, blinds)
        .filter(|it| it.id().step == step.id)
        .filter_map(|it| it.worked_at());
    let mut ends: Vec<DateTime<Utc>> =
        done.filter(|at| *at > from && *at < to && *at <= now).collect();
    ends.push(from);
    ends.sort();
    let since = *ends.last().unwrap_or(&from);
    if now >= to {
        ends.push(to);
    }
    let exceeds = since + Duration::minutes(rule.max.0.into());
    let warns = exceeds - Duration::minutes(rule.warn.0.into());
    let largest = ends.windows(2).map(|it| (it[0], it[1])).max_by_key(|it| it.1 - it.0);
    let state = match now {
        _ if now < from || now >= to => GapState::Idle,
        _ if now >= exceeds => GapState::Exceeded,
        _ if now >= warns => GapState::Warning,
        _ => GapState::Calm,
    };
    GapView { step: step.id.clone(), from, to, since, warns, exceeds, state, largest }
}
