//! What the desk counts down to: a round that is announced before it falls due.
//!
//! It holds instants; whoever draws it counts the minutes.

use chrono::{DateTime, Utc};

use super::agenda::{Countdown, Limit, Status};
use super::standing::Standing;
use super::state::{Blind, Day};

/// Returns what is counted down to at an instant, the nearest first.
pub(super) fn views(day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Vec<Countdown> {
    let mut views: Vec<Countdown> =
        Standing::all(day, blinds).filter_map(|it| announced(&it, now)).collect();
    views.sort_by_key(|it| it.to);
    views
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
