//! A report between two lines of the record: from the last handover to the next.
//!
//! What counts is the order of the entries, never a clock: each entry is in exactly one of them.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Kind, Period, Report, build, json};
use crate::engine::agenda::{Agenda, HandoverOutcome, HandoverView};
use crate::engine::command::Seal;
use crate::engine::risk::Risk;
use crate::engine::{Engine, Entry, Seq};
use crate::schedule::{Lang, ShiftId};

/// The entries that a report covers, and whose shift they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The store day of the shift.
    pub day: NaiveDate,
    /// The shift.
    pub shift: ShiftId,
    /// The last entry of the report before; none where the record begins with this one.
    pub after: Option<Seq>,
    /// The last entry that is covered.
    pub upto: Seq,
    /// When the last entry before was written, or the store day began.
    pub from: DateTime<Utc>,
}

impl Lines {
    /// Returns whether an entry lies between the lines.
    pub fn cover(&self, entry: Seq) -> bool {
        self.after.is_none_or(|it| entry > it) && entry <= self.upto
    }
}

/// What a report says about its own handover.
#[derive(Clone, Debug, PartialEq)]
pub struct HandoverPart {
    /// The handover, as far as it was known when the report was made.
    pub view: HandoverView,
    /// The tries before that were refused.
    pub refused: Vec<HandoverView>,
    /// What was open and the relief did not speak of.
    pub unmentioned: Vec<Risk>,
}

impl Report {
    /// Builds the report of a handover that was begun, as it was when the line was drawn.
    ///
    /// `engine` stands with the entry that begins it; none where that entry begins no handover.
    pub fn of_handover(engine: &Engine, entries: &[Entry], number: Seq) -> Option<Self> {
        let view = engine.handover(number)?;
        let lines = Lines {
            day: view.day,
            shift: view.shift.clone(),
            after: view.after,
            upto: number,
            from: view.from,
        };
        let view = view.clone();
        let report = Self::between(engine, entries, lines, view.begun);
        let refused = engine.refused_before(&view);
        let report = report.with_handover(view);
        let handover = report.handover.clone().map(|it| HandoverPart { refused, ..it });
        Some(Self { handover, ..report })
    }

    /// Builds the report of a period that is not handed over yet.
    pub fn of_open_period(engine: &Engine, entries: &[Entry], now: DateTime<Utc>) -> Self {
        let (shift, from) = engine.open_period(now);
        let upto = engine.head().unwrap_or(Seq(0));
        let lines = Lines { day: shift.day, shift: shift.shift, after: shift.after, upto, from };
        Self::between(engine, entries, lines, now)
    }

    fn between(engine: &Engine, entries: &[Entry], lines: Lines, cutoff: DateTime<Utc>) -> Self {
        let mut days: Vec<NaiveDate> =
            entries.iter().filter(|it| lines.cover(it.seq)).map(|it| it.day).collect();
        days.push(engine.day_of(cutoff));
        days.sort_unstable();
        days.dedup();
        let mut agenda = engine.agenda_of(lines.day, cutoff);
        for day in days.into_iter().filter(|it| *it != lines.day) {
            add_day(&mut agenda, engine.agenda_of(day, cutoff));
        }
        let head = Some(lines.upto).filter(|it| it.0 > 0);
        let (findings, period) = (engine.findings(cutoff), Period::Handover(lines));
        let built = build::build(Kind::Handover, agenda, findings, entries, period, cutoff);
        Self { head, ..built }
    }

    /// Adds what is known of its handover: the acts so far, signatures among them.
    pub fn with_handover(self, view: HandoverView) -> Self {
        let said = view.read_back.as_ref().map(|it| format!("{}\n{}", it.risks, it.first));
        let unmentioned = said.map(|it| self.agenda.unmentioned(&it)).unwrap_or_default();
        let refused = self.handover.as_ref().map(|it| it.refused.clone()).unwrap_or_default();
        Self { handover: Some(HandoverPart { view, refused, unmentioned }), ..self }
    }

    /// Returns the bytes that are signed: the JSON form in Chinese, without any act that follows
    /// the line, so that everybody who signs signs the same.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let bare = |it: &HandoverPart| HandoverPart {
            view: HandoverView {
                briefed: None,
                read_back: None,
                alone: None,
                outcome: HandoverOutcome::Open,
                added: Vec::new(),
                reviewed: None,
                voided: Vec::new(),
                ..it.view.clone()
            },
            refused: it.refused.clone(),
            unmentioned: Vec::new(),
        };
        let handover = self.handover.as_ref().map(bare);
        let report = Self { handover, ..self.clone() };
        json::render((&report).into(), Lang::Zh).into_bytes()
    }

    /// Returns whether a signature's seal is one on this very report.
    pub fn is_sealed_by(&self, seal: &Seal, hash: impl Fn(&[u8]) -> String) -> bool {
        self.head_hash.as_ref() == Some(&seal.head) && hash(&self.signed_bytes()) == seal.report
    }
}

/// Adds what another day of the period asks for. Its own steps stand where they stand in the
/// schedule of the report's day, where that knows them.
fn add_day(agenda: &mut Agenda, other: Agenda) {
    let schedule = agenda.schedule.clone();
    for mut view in other.occurrences {
        if let Some(index) = schedule.steps.iter().position(|it| it.id == view.id.step) {
            view.step_index = index;
            agenda.occurrences.push(view);
        }
    }
    agenda.notices.extend(other.notices);
}
