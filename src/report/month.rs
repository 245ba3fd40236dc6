//! A month of store days, each summed up in one line.
//!
//! It never looks into a day again: whoever asks for a month folds each day into its summary.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Report;
use super::part::GapLine;
use super::picture::Picture;
use crate::engine::agenda::{FindingState, FindingView, OccurrenceView, Status, Timing};
use crate::schedule::Minutes;
use crate::schedule::paper::Papers;

/// One store day in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySummary {
    /// Which day.
    pub day: NaiveDate,
    /// Steps that were done in time, or early.
    pub on_time: usize,
    /// Steps that were done late.
    pub late: usize,
    /// Steps whose window closed with something undone.
    pub missed: usize,
    /// Steps that were left undone with a reason.
    pub skipped: usize,
    /// Not needed: another answer, or another of several, was given.
    pub not_needed: usize,
    /// Steps that were put off.
    pub deferred: usize,
    /// Steps of which nobody can say.
    pub unknown: usize,
    /// Steps that can still be done at the cut-off, overdue ones included.
    pub ahead: usize,
    /// Rounds that were done, and those that should have been.
    pub rounds: (usize, usize),
    /// The largest gap of the day, measured against its rule.
    pub gap: Option<DayGap>,
    /// Findings that were written down.
    pub found: usize,
    /// Findings that were closed, on the spot or after a second look.
    pub closed: usize,
    /// Findings that were open at the end of the day, of whatever day they are.
    pub open: usize,
}

/// The largest gap of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayGap {
    /// Where it begins.
    pub since: DateTime<Utc>,
    /// Where it ends.
    pub until: DateTime<Utc>,
    /// The longest gap allowed.
    pub limit: Minutes,
}

impl DayGap {
    /// Returns how long it is.
    pub fn length(&self) -> TimeDelta {
        self.until - self.since
    }

    /// Returns whether it is longer than the rule allows.
    pub fn exceeds(&self) -> bool {
        self.length() > TimeDelta::minutes(self.limit.0.into())
    }

    fn of(it: &GapLine) -> Option<Self> {
        it.largest.map(|(since, until)| Self { since, until, limit: it.limit })
    }

    // How close a gap comes to its limit; each rule has its own.
    fn weight(&self) -> i64 {
        self.length().num_seconds() * 1000 / i64::from(self.limit.0.max(1))
    }
}

impl DaySummary {
    /// Sums up a report of a whole store day.
    pub fn of(report: &Report) -> Self {
        let day = report.agenda.day;
        let mut sum = Self {
            day,
            on_time: 0,
            late: 0,
            missed: 0,
            skipped: 0,
            not_needed: 0,
            deferred: 0,
            unknown: 0,
            ahead: 0,
            rounds: (0, 0),
            gap: report.gaps.iter().filter_map(DayGap::of).max_by_key(DayGap::weight),
            found: report.findings.iter().filter(|it| is_new(it, day)).count(),
            closed: report.findings.iter().filter(|it| is_closed_in(it, report)).count(),
            open: report.agenda.findings.len(),
        };
        let asked = |it: &&OccurrenceView| it.status != Status::Free;
        for view in report.agenda.occurrences.iter().filter(asked) {
            *sum.place(&view.status) += 1;
        }
        for line in &report.rounds {
            sum.rounds = (sum.rounds.0 + line.done(), sum.rounds.1 + line.asked());
        }
        sum
    }

    /// Returns how many steps should have been done.
    pub fn asked(&self) -> usize {
        self.on_time + self.late + self.missed + self.skipped + self.deferred + self.unknown
    }

    /// Returns how many of a thousand steps that should have been done were done in time; none
    /// where none should have been.
    pub fn per_mille_on_time(&self) -> Option<usize> {
        per_mille(self.on_time, self.asked())
    }

    fn place(&mut self, status: &Status) -> &mut usize {
        match status {
            Status::Done { timing: Timing::Early | Timing::OnTime, .. } => &mut self.on_time,
            Status::Done { timing: Timing::Late, .. } => &mut self.late,
            Status::Missed => &mut self.missed,
            Status::NotNeeded { .. } => &mut self.not_needed,
            Status::Skipped { .. } => &mut self.skipped,
            Status::Deferred { .. } => &mut self.deferred,
            Status::Unknown => &mut self.unknown,
            Status::NotYet | Status::Due | Status::Overdue | Status::Free | Status::RolledOver => {
                &mut self.ahead
            }
        }
    }
}

fn is_new(it: &FindingView, day: NaiveDate) -> bool {
    it.day == day && !matches!(it.state, FindingState::Withdrawn { .. })
}

fn is_closed_in(it: &FindingView, report: &Report) -> bool {
    match &it.state {
        FindingState::OnTheSpot { .. } => it.day == report.agenda.day,
        FindingState::Closed { at, .. } => report.from <= *at && *at <= report.cutoff,
        FindingState::Open | FindingState::Fixed { .. } | FindingState::Withdrawn { .. } => false,
    }
}

fn per_mille(part: usize, whole: usize) -> Option<usize> {
    (whole > 0).then(|| part * 1000 / whole)
}

/// What a month's report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthOf {
    /// Any day of the month.
    pub month: NaiveDate,
    /// What the store is called.
    pub store: String,
    /// The zone of its clock.
    pub zone: Tz,
    /// The instant that the report speaks of.
    pub cutoff: DateTime<Utc>,
    /// How the store's papers look.
    pub papers: Papers,
    /// The store's sign, where somebody gave a copy for paper.
    pub logo: Option<Arc<Picture>>,
}

/// A month of store days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// What it is about.
    pub about: MonthOf,
    /// The days that are known, in order, each once.
    pub days: Vec<DaySummary>,
}

impl Month {
    /// Puts days together; those of another month are left out, of two for a day the later holds.
    pub fn new(about: MonthOf, days: &[DaySummary]) -> Self {
        let same = |it: &&DaySummary| {
            (it.day.year(), it.day.month()) == (about.month.year(), about.month.month())
        };
        let by_day = days.iter().filter(same).map(|it| (it.day, it.clone()));
        let by_day: std::collections::BTreeMap<NaiveDate, DaySummary> = by_day.collect();
        Self { days: by_day.into_values().collect(), about }
    }

    /// Returns every day of the month with its summary, where there is one.
    pub fn lines(&self) -> impl Iterator<Item = (NaiveDate, Option<&DaySummary>)> {
        let first = self.about.month - Days::new(self.about.month.day0().into());
        let dates = (0..31).map(move |it| first + Days::new(it));
        let dates = dates.take_while(move |it| it.month() == first.month());
        dates.map(|date| (date, self.days.iter().find(|it| it.day == date)))
    }

    /// Returns a number of every day, summed up.
    pub fn sum(&self, of: fn(&DaySummary) -> usize) -> usize {
        self.days.iter().map(of).sum()
    }

    /// Returns how many of a thousand steps were done in time in the whole month.
    pub fn per_mille_on_time(&self) -> Option<usize> {
        per_mille(self.sum(|it| it.on_time), self.sum(DaySummary::asked))
    }

    /// Returns the gap that comes closest to its limit, or goes furthest beyond it.
    pub fn gap(&self) -> Option<DayGap> {
        self.days.iter().filter_map(|it| it.gap).max_by_key(DayGap::weight)
    }

    /// Returns how many findings were open at the end of the last day that is known.
    pub fn open(&self) -> usize {
        self.days.last().map_or(0, |it| it.open)
    }
}
