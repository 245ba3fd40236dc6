//! The names and times of a report in one language.
//!
//! It never decides what is told, only how it is called.

use chrono::{DateTime, TimeDelta, Utc};

use crate::engine::command::Question;
use crate::report::Report;
use crate::schedule::{Item, Lang, OccurrenceId, Schedule, StepId};
use crate::words;

/// A report that is being put into words.
#[derive(Clone, Copy)]
pub(in crate::report) struct Told<'a> {
    /// The report.
    pub(in crate::report) report: &'a Report,
    /// The schedule of its day.
    pub(in crate::report) schedule: &'a Schedule,
    /// The language.
    pub(in crate::report) lang: Lang,
}

impl<'a> Told<'a> {
    /// Begins to put a report into words.
    pub(in crate::report) fn new(report: &'a Report, lang: Lang) -> Self {
        Self { report, schedule: &report.agenda.schedule, lang }
    }

    /// Returns the store's own name, or what the schedule calls it until it has one.
    pub(in crate::report) fn store(self) -> String {
        let given = self.report.agenda.store.clone();
        given.unwrap_or_else(|| self.schedule.store.get(self.lang).to_owned())
    }

    /// Returns the time on the store's clock, with the date where it is not of this store day.
    pub(in crate::report) fn at(self, at: DateTime<Utc>) -> String {
        let agenda = &self.report.agenda;
        match agenda.starts <= at && at <= agenda.ends {
            true => words::clock(at, self.schedule.zone),
            false => at.with_timezone(&self.schedule.zone).format("%m-%d %H:%M").to_string(),
        }
    }

    /// Returns the time, and says so where it is past midnight.
    pub(in crate::report) fn at_or_tomorrow(self, at: DateTime<Utc>) -> String {
        let date = at.with_timezone(&self.schedule.zone).date_naive();
        let (clock, agenda) = (self.at(at), &self.report.agenda);
        match at <= agenda.ends && date > agenda.day {
            true => self.lang.of(format!("次日 {clock}"), format!("{clock} next day")),
            false => clock,
        }
    }

    /// Returns two times, or the one where they are the same.
    pub(in crate::report) fn between(self, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
        match from == to {
            // The end of the store day looks like its beginning.
            true if from == self.report.agenda.ends => self.at_or_tomorrow(from),
            true => self.at(from),
            false => format!("{}–{}", self.at(from), self.at(to)),
        }
    }

    /// Returns a length of time.
    pub(in crate::report) fn span(self, length: TimeDelta) -> String {
        words::span(length, self.lang)
    }

    /// Returns a step's title with the number of the round.
    pub(in crate::report) fn title(self, id: &OccurrenceId) -> String {
        words::occurrence(id, self.schedule, self.lang)
    }

    /// Returns a step's title.
    pub(in crate::report) fn step(self, id: &'a StepId) -> &'a str {
        self.schedule.step(id).map_or(id.as_str(), |it| it.title.get(self.lang))
    }

    /// Returns the item of a question.
    pub(in crate::report) fn item(self, it: &Question) -> Option<&'a Item> {
        self.schedule.step(&it.occurrence.step).and_then(|step| step.item(&it.item))
    }

    /// Returns the step and what it asks.
    pub(in crate::report) fn asked(self, it: &Question) -> String {
        let (title, asked) = (self.title(&it.occurrence), self.question(it));
        format!("{title} · {asked}")
    }

    /// Returns what a question asks.
    pub(in crate::report) fn question(self, it: &Question) -> String {
        words::question(it, self.schedule, self.lang)
    }

    /// Returns the one of two words that belongs to the language.
    pub(in crate::report) fn text(self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.of(zh, en)
    }
}
