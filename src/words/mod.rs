//! The words of the product: how schedule and engine values are called on screen and paper.
//!
//! One place for both languages, so that screen, report and shell say the same. It never decides
//! anything and never draws.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::engine::agenda::{Ask, FindingState, GapState, Status, Timing};
use crate::engine::command::{Answer, FindingKind, Severity, SweepOutcome};
use crate::engine::{Fact, Refusal};
use crate::schedule::{Item, Known, Lang, Schedule, Step, Weight};

/// Returns what a severity is called.
pub fn severity(_it: Severity, _lang: Lang) -> &'static str {
    ""
}

/// Returns what a kind of finding is called.
pub fn kind(_it: FindingKind, _lang: Lang) -> &'static str {
    ""
}

/// Returns what a weight is called.
pub fn weight(_it: Weight, _lang: Lang) -> &'static str {
    ""
}

/// Returns what a status is called, timing included.
pub fn status(_it: &Status, _lang: Lang) -> &'static str {
    ""
}

/// Returns the sign of a status: one column wide in every terminal, distinct without colour.
pub fn status_sign(_it: &Status) -> &'static str {
    ""
}

/// Returns what a timing is called.
pub fn timing(_it: Timing, _lang: Lang) -> &'static str {
    ""
}

/// Returns what a gap's state is called.
pub fn gap_state(_it: GapState, _lang: Lang) -> &'static str {
    ""
}

/// Returns what a finding's state is called.
pub fn finding_state(_it: &FindingState, _lang: Lang) -> &'static str {
    ""
}

/// Returns how an answer is known.
pub fn known(_it: Known, _lang: Lang) -> &'static str {
    ""
}

/// Returns an answer as words, with its unit.
pub fn answer(_answer: &Answer, _item: Option<&Item>, _lang: Lang) -> String {
    String::new()
}

/// Returns a floor's outcome as words.
pub fn outcome(_it: &SweepOutcome, _lang: Lang) -> String {
    String::new()
}

/// Returns what a step asks for next as a sentence.
pub fn ask(_ask: &Ask, _step: &Step, _schedule: &Schedule, _lang: Lang) -> String {
    String::new()
}

/// Returns an entry's fact as one line.
pub fn fact(_fact: &Fact, _schedule: &Schedule, _lang: Lang) -> String {
    String::new()
}

/// Returns the stable word of a fact's kind, such as `answered`: for JSON and the journal.
pub fn fact_kind(_fact: &Fact) -> &'static str {
    ""
}

/// Returns why a command was refused and what to do, as a sentence for the officer.
pub fn refusal(_refusal: &Refusal, _schedule: &Schedule, _lang: Lang) -> String {
    String::new()
}

/// Returns the time of day on the store's clock: `08:20`.
pub fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// Returns a length of time in hours and minutes: `1小时37分`, `1 h 37 min`.
pub fn span(_length: TimeDelta, _lang: Lang) -> String {
    String::new()
}
