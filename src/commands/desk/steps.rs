//! When the desk wakes by itself: the next tick of the clock on screen, or the next change of the
//! agenda.
//!
//! Pure: it is told what time it is.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use crate::tui::Pace;

/// Returns when the clock on the screen moves next.
pub(super) fn next_tick(now: DateTime<Utc>, pace: Pace) -> DateTime<Utc> {
    let step = match pace {
        Pace::Seconds => TimeDelta::seconds(1),
        Pace::Minutes => TimeDelta::minutes(1),
    };
    // An instant that cannot be rounded is far outside the calendar; a step ahead will do.
    now.duration_trunc(step).unwrap_or(now) + step
}

/// Returns when to wake: at the tick or at the change, whichever comes first.
pub(super) fn wake(now: DateTime<Utc>, pace: Pace, change: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let tick = next_tick(now, pace);
    change.filter(|it| *it > now).map_or(tick, |it| it.min(tick))
}
