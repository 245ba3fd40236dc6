//! What two readings of the clocks tell: whether the clock was stepped, whether the machine slept.
//!
//! Pure: it compares readings that were taken elsewhere, and never reads a clock.

use chrono::{DateTime, TimeDelta, Utc};

use crate::engine::command::{ClockStep, Slept};

/// All clocks of the machine at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the clock on the wall says.
    pub wall: DateTime<Utc>,
    /// How long the machine has been up, sleep included, in milliseconds.
    pub boot_ms: i64,
    /// How long the machine has been up, sleep left out, in milliseconds; the same as `boot_ms`
    /// where the system cannot tell them apart.
    pub awake_ms: i64,
}

/// What happened to the clock between two readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// The clock was set forward or back.
    pub step: Option<ClockStep>,
    /// The machine slept, or stood still.
    pub slept: Option<Slept>,
}

/// A clock that is off by no more than this drifts; it was not stepped.
const STEP_MS_MIN: i64 = 2_000;

/// A sleep that is shorter than this is a machine that is busy.
const SLEEP_MS_MIN: i64 = 5_000;

/// A wait that took this much longer than asked was a sleep, where no clock tells.
const LATE_MS_MIN: i64 = 60_000;

/// Returns what happened between two readings, when a wait of `asked` lay between them.
///
/// Readings from two runs of the machine tell nothing.
pub fn between(before: &Reading, after: &Reading, asked: TimeDelta) -> Noticed {
    let passed_ms = after.boot_ms - before.boot_ms;
    if passed_ms < 0 {
        return Noticed::default();
    }
    let expected = before.wall + TimeDelta::milliseconds(passed_ms);
    let off_ms = (after.wall - expected).num_milliseconds();
    let step = (off_ms.abs() > STEP_MS_MIN).then_some(ClockStep { from: expected, to: after.wall });
    let asleep_ms = passed_ms - (after.awake_ms - before.awake_ms);
    let late_ms = passed_ms - asked.num_milliseconds();
    let slept_ms = if asleep_ms > SLEEP_MS_MIN {
        Some(asleep_ms)
    } else {
        (late_ms > LATE_MS_MIN).then_some(late_ms)
    };
    // The sleep is told on the clock as it runs now, so that it fits the entries that follow.
    let slept =
        slept_ms.map(|it| Slept { from: after.wall - TimeDelta::milliseconds(it), to: after.wall });
    Noticed { step, slept }
}
