//! What the desk counts down to: a round that is announced before it falls due, and the deadlines of
//! what an event has started.
//!
//! It holds instants; whoever draws it counts the minutes.

use chrono::{DateTime, Utc};

use super::agenda::{Countdown, Limit, Status};
use super::standing::Standing;
use super::state::{Blind, Day};

/// Returns what is counted down to at an instant, the nearest first.
pub(super) fn views(day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Vec<Countdown> {
    let all = Standing::all(day, blinds);
    let mut views: Vec<Countdown> =
        all.filter_map(|it| announced(&it, now).or_else(|| running(&it, now))).collect();
    views.sort_by_key(|it| it.to);
    views
}

/// Returns the deadline of a step that an event has started, while it runs and after it has passed.
fn running(standing: &Standing<'_>, now: DateTime<Utc>) -> Option<Countdown> {
    let is_known = standing.waits_to_be_counted(now).is_none();
    let open = standing.step.when.event().is_some() && is_known && !standing.is_concluded(now);
    open.then(|| Countdown {
        occurrence: standing.id().clone(),
        to: standing.planned.finish_by,
        limit: Limit::Finish,
    })
}

fn announced(standing: &Standing<'_>, now: DateTime<Utc>) -> Option<Countdown> {
    let planned = standing.planned;
    let near = planned.warns.is_some_and(|it| it <= now) && now < planned.due;
    let open = near
        && standing.status(now) == Status::NotYet
        && standing.waits_to_be_counted(now).is_none();
    open.then(|| Countdown {
        occurrence: standing.id().clone(),
        to: planned.due,
        limit: Limit::Due,
    })
}
