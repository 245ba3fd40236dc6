//! Which part of the store day a report covers.
//!
//! It never looks at what happened, only at when.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Lines, Period};
use crate::engine::Entry;
use crate::engine::agenda::{Agenda, AnswerView, Notice};

/// The stretch of time that a report covers.
pub(super) struct Span {
    /// Where it begins.
    pub(super) from: DateTime<Utc>,
    /// Steps due before this belong to it: the cut-off, or the planned end where that is later.
    to: DateTime<Utc>,
    cutoff: DateTime<Utc>,
    /// The store day.
    day: NaiveDate,
    /// Whether it begins with the store day, so that everything before the cut-off belongs to it.
    first: bool,
    /// The entries, where they and not the clock tell what belongs to it.
    lines: Option<Lines>,
}

impl Span {
    /// Lays a period on the day of an agenda.
    pub(super) fn new(agenda: &Agenda, period: &Period, cutoff: DateTime<Utc>) -> Self {
        let (from, to) = match period {
            Period::Day => (agenda.starts, agenda.ends),
            Period::Shift(id) => {
                let plan = agenda.schedule.plan(agenda.day);
                let shift = plan.shifts.iter().find(|it| it.id == *id);
                shift.map_or((agenda.starts, agenda.ends), |it| (it.from, it.to.max(cutoff)))
            }
            Period::After(before) => (*before, cutoff),
            Period::Handover(lines) => (lines.from, cutoff),
        };
        let lines = match period {
            Period::Handover(lines) => Some(lines.clone()),
            Period::Day | Period::Shift(_) | Period::After(_) => None,
        };
        Self { from, to, cutoff, day: agenda.day, first: from <= agenda.starts, lines }
    }

    /// Returns whether something that happened belongs to it.
    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        (self.first || at > self.from) && at <= self.cutoff
    }

    /// Returns whether something that is due belongs to it.
    pub(super) fn plans(&self, due: DateTime<Utc>) -> bool {
        (self.first || due >= self.from) && due < self.to
    }

    /// Returns whether an entry belongs to it: what counts is when it was written, so that each
    /// entry is in exactly one report.
    pub(super) fn takes(&self, entry: &Entry) -> bool {
        match &self.lines {
            Some(lines) => lines.cover(entry.seq),
            None => entry.day == self.day && self.holds(entry.recorded),
        }
    }

    /// Returns whether an entry was there at the cut-off.
    pub(super) fn knows(&self, entry: &Entry, cutoff: DateTime<Utc>) -> bool {
        match &self.lines {
            Some(lines) => entry.seq <= lines.upto,
            None => entry.recorded <= cutoff,
        }
    }

    /// Returns whether an answer is told here: between lines it is told with its entry.
    pub(super) fn tells(&self, answer: &AnswerView, entries: &[&Entry]) -> bool {
        match &self.lines {
            Some(_) => entries.iter().any(|it| it.seq == answer.entry),
            None => self.holds(answer.happened),
        }
    }

    /// Returns whether entries, and not the clock, tell what belongs to it.
    pub(super) fn is_of_lines(&self) -> bool {
        self.lines.is_some()
    }

    /// Returns whether a notice belongs to it.
    pub(super) fn saw(&self, notice: &Notice) -> bool {
        let at = match notice {
            Notice::ClockStepped(it) => it.to,
            Notice::Slept(it) => it.to,
            Notice::Repinned(it) => it.at,
            Notice::DeskOff { from, to } => to.or(*from).unwrap_or(self.cutoff),
        };
        self.holds(at)
    }
}
