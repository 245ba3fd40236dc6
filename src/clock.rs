//! The only reader of the clock, and the clock of a rehearsal, which is made up.
//!
//! Everything else is told what time it is.

use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

use crate::platform;
use crate::tick::Reading;

/// A clock: the machine's, or one of a rehearsal.
#[derive(Clone, Debug)]
pub struct Clock {
    boot_id: String,
    began: Instant,
    rehearsal: Option<Rehearsal>,
}

#[derive(Clone, Copy, Debug)]
struct Rehearsal {
    start: DateTime<Utc>,
    speed: u32,
}

impl Clock {
    /// Returns the machine's clock.
    pub fn system() -> Self {
        // Where the system has no word for a run of the machine, a run of the program has to do.
        let boot_id = platform::boot_id().unwrap_or_else(|| format!("run:{}", Uuid::now_v7()));
        Self { boot_id, began: instant(), rehearsal: None }
    }

    /// Returns a clock that says `start` now and then runs so many times as fast; at speed 0 it
    /// stands still.
    pub fn rehearsal(start: DateTime<Utc>, speed: u32) -> Self {
        let rehearsal = Rehearsal { start: start.trunc_subsecs(3), speed };
        Self { boot_id: "rehearsal".to_owned(), began: instant(), rehearsal: Some(rehearsal) }
    }

    /// Returns what time it is, in whole milliseconds, as entries keep it.
    pub fn now(&self) -> DateTime<Utc> {
        match self.rehearsal {
            Some(it) => it.start + TimeDelta::milliseconds(self.rehearsed_ms(it.speed)),
            None => wall(),
        }
    }

    /// Returns all clocks at this instant.
    pub fn read(&self) -> Reading {
        if let Some(it) = self.rehearsal {
            let passed_ms = self.rehearsed_ms(it.speed);
            let wall = it.start + TimeDelta::milliseconds(passed_ms);
            return Reading { wall, boot_ms: passed_ms, awake_ms: passed_ms };
        }
        let boot_ms = platform::boot_ms().unwrap_or_else(|| self.running_ms());
        let awake_ms = platform::awake_ms().unwrap_or(boot_ms);
        Reading { wall: wall(), boot_ms, awake_ms }
    }

    /// Returns the word for this run of the machine.
    pub fn boot_id(&self) -> &str {
        &self.boot_id
    }

    /// Returns how long to wait, in real time, until this clock says `until`; nothing where it
    /// never will.
    pub fn wait_until(&self, until: DateTime<Utc>) -> Option<Duration> {
        let left = (until - self.now()).to_std().unwrap_or(Duration::ZERO);
        match self.rehearsal {
            Some(it) => left.checked_div(it.speed),
            None => Some(left),
        }
    }

    /// Returns a name that nothing else has, for a command or a desk; later names sort later.
    pub fn fresh_id() -> String {
        Uuid::now_v7().to_string()
    }

    fn rehearsed_ms(&self, speed: u32) -> i64 {
        self.running_ms().saturating_mul(speed.into())
    }

    fn running_ms(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn instant() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn wall() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
