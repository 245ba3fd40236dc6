//! What every command has at hand: the language, the places, the clock, the standard output.
//!
//! It carries out no command itself.

use std::io::{self, Write};

use anyhow::Result;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;

use super::pins::Pins;
use super::places::Places;
use crate::clean;
use crate::cli::{DayWord, Invocation};
use crate::clock::Clock;
use crate::schedule::{Lang, Schedule};

/// The exit code where a check found something.
pub(super) const FOUND: u8 = 1;

/// The exit code of wrong usage, a refusal or a failure.
pub(super) const FAILED: u8 = 2;

/// The exit code of a crash.
pub(super) const CRASHED: u8 = 101;

/// What every command has at hand.
pub(super) struct Shell {
    /// The language to speak.
    pub(super) lang: Lang,
    /// Whether to colour what is printed.
    pub(super) color: bool,
    /// The clock; only here is one made.
    pub(super) clock: Clock,
    /// When the command began.
    pub(super) now: DateTime<Utc>,
    /// What was typed.
    pub(super) call: Invocation,
}

impl Shell {
    /// Returns where things lie.
    pub(super) fn places(&self) -> Result<Places> {
        Places::of(&self.call)
    }

    /// Returns the PINs of the record.
    pub(super) fn pins(&self) -> Result<Pins> {
        Ok(Pins::new(&self.places()?.pins(), self.call.pepper.clone()))
    }

    /// Returns the store day that a word means; none means the one that is running.
    pub(super) fn day(&self, word: Option<DayWord>, schedule: &Schedule) -> NaiveDate {
        let today = schedule.day_of(self.now);
        match word {
            None => today,
            Some(DayWord::Date(day)) => day,
            Some(DayWord::FromToday(days)) => {
                let by = Days::new(days.unsigned_abs());
                if days < 0 { today - by } else { today + by }
            }
        }
    }

    /// Prints one line.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        self.print(&format!("{}\n", text.trim_end()))
    }

    /// Prints a text as it is.
    pub(super) fn print(&self, text: &str) -> Result<()> {
        self.put(text.as_bytes())
    }

    /// Puts bytes out as they are.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        Ok(out.flush()?)
    }

    /// Says something on the error output.
    pub(super) fn warn(&self, text: &str) {
        // Where nobody listens, there is nobody else to tell.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Prints a value as JSON, one indented document.
    pub(super) fn json<T: Serialize>(&self, value: &T) -> Result<()> {
        self.say(&clean_json(value)?)
    }
}

/// Returns a value as JSON, indented: what JSON lets stand as it is may still turn the text of a
/// terminal around, so that every line is cleaned.
pub(super) fn clean_json<T: Serialize>(value: &T) -> Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    let lines: Vec<String> = text.lines().map(clean::line).collect();
    Ok(lines.join("\n"))
}
