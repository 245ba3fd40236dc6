//! `zhiban log`: searches the record and tells it to a person, as JSON, as CSV or as a
//! workbook.
//!
//! It only reads. Each entry is told in the words of the schedule that its day was opened with.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;

use super::entry_form::EntryForm;
use super::record::{self, Record, told};
use super::report;
use super::shell::{Shell, clean_json};
use crate::clean;
use crate::cli::{ListForm, LogArgs};
use crate::engine::Entry;
use crate::engine::command::Document;
use crate::engine::label::Term;
use crate::journal::{Filter, Only};
use crate::report::{Log, LogLine, Origin, Paper};
use crate::schedule::{Revision, Schedule};
use crate::session::Session;
use crate::words;

/// Carries out `zhiban log`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &LogArgs) -> Result<u8> {
    let record = Record::read(shell)?;
    let mut kept = Kept::new(&record).map_err(|it| told(&it, shell.lang))?;
    let mut filter = filter(shell, args, &record.in_force.schedule);
    if !filter.words.trim().is_empty() {
        filter.terms = kept.terms();
    }
    let found = record.journal.search(&filter);
    let mut entries = found.map_err(|it| told(&it, shell.lang))?;
    entries.reverse();
    let output = args.output.as_deref();
    let bytes = match args.form {
        ListForm::Text => text(shell, &entries, &mut kept).into_bytes(),
        ListForm::Json => {
            let all: Vec<EntryForm> =
                entries.iter().map(|it| EntryForm::new(it, &kept.of(it.day))).collect();
            format!("{}\n", clean_json(&all)?).into_bytes()
        }
        ListForm::Csv => {
            // A file is opened by a person, whose spreadsheet needs the mark; a pipe is not.
            let mark = if output.is_some() { "\u{FEFF}" } else { "" };
            format!("{mark}{}", csv(shell, &entries, &mut kept)).into_bytes()
        }
        ListForm::Xlsx => {
            let listed = list(shell, &record, entries, &mut kept)?;
            report::xlsx(Paper::from(&listed), output, shell.lang)?
        }
    };
    report::put(shell, (Origin::Record, Document::Log), output, &bytes)?;
    Ok(0)
}

/// Returns the entries as a paper.
fn list(shell: &Shell, record: &Record, all: Vec<Entry>, kept: &mut Kept<'_>) -> Result<Log> {
    let in_force = &record.in_force;
    let schedule = &in_force.schedule;
    let today = schedule.day_of(shell.now);
    let (engine, _) = Session::of_day(&record.journal, in_force, today, shell.now)
        .map_err(|it| told(&it, shell.lang))?;
    let own = || schedule.store.get(shell.lang).to_owned();
    let line = |entry: Entry| LogLine { schedule: kept.of(entry.day), entry };
    Ok(Log {
        store: engine.agenda(shell.now).store.unwrap_or_else(own),
        zone: schedule.zone,
        made: shell.now,
        lines: all.into_iter().map(line).collect(),
    })
}

fn filter(shell: &Shell, args: &LogArgs, schedule: &Schedule) -> Filter {
    Filter {
        words: args.words.clone(),
        day: args.day.map(|it| shell.day(Some(it), schedule)),
        floor: args.floor.clone(),
        severity: args.severity,
        only: if args.open { Only::OpenFindings } else { Only::All },
        ..Filter::default()
    }
}

fn text(shell: &Shell, entries: &[Entry], kept: &mut Kept<'_>) -> String {
    if entries.is_empty() {
        // On the error output, so that a pipe gets nothing.
        shell.warn(shell.lang.of("没有找到记录", "nothing was found"));
    }
    let mut text = String::new();
    let mut day = None;
    for entry in entries {
        let schedule = kept.of(entry.day);
        if day.replace(entry.day) != Some(entry.day) {
            text.push_str(&words::day(entry.day, shell.lang));
            text.push('\n');
        }
        let line = format!(
            "{} {}  {}  {}",
            clean::pad(&words::seq(entry.seq), 7),
            words::clock(entry.happened, schedule.zone),
            clean::pad(&clean::line(entry.officer.as_str()), 12),
            clean::line(&words::fact(&entry.fact, &schedule, shell.lang)),
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn csv(shell: &Shell, entries: &[Entry], kept: &mut Kept<'_>) -> String {
    let head = ["seq", "day", "happened", "recorded", "officer", "kind", "text"];
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|it| clean::csv_cell(it)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let mut text = row(&head.map(str::to_owned));
    for entry in entries {
        let schedule = kept.of(entry.day);
        text.push_str(&row(&[
            entry.seq.0.to_string(),
            entry.day.to_string(),
            super::forms::time(entry.happened, &schedule),
            super::forms::time(entry.recorded, &schedule),
            entry.officer.as_str().to_owned(),
            entry.fact.word().to_owned(),
            words::fact(&entry.fact, &schedule, shell.lang),
        ]));
    }
    text
}

/// The schedules by which the days of the record ran, read once each.
struct Kept<'a> {
    record: &'a Record,
    days: BTreeMap<NaiveDate, Option<Revision>>,
    read: BTreeMap<Revision, Arc<Schedule>>,
}

impl<'a> Kept<'a> {
    fn new(record: &'a Record) -> Result<Self, crate::journal::JournalError> {
        Ok(Self { record, days: record.journal.days()?, read: BTreeMap::new() })
    }

    /// Returns the words of every schedule that the record is shown by, in both languages.
    fn terms(&mut self) -> Vec<Term> {
        let mut revisions = BTreeMap::new();
        for (day, revision) in &self.days {
            revisions.insert(revision.clone(), *day);
        }
        let mut terms = record::terms(&self.record.in_force.schedule);
        for day in revisions.into_values() {
            let schedule = self.of(day);
            if schedule.revision != self.record.in_force.schedule.revision {
                terms.extend(record::terms(&schedule));
            }
        }
        terms
    }

    /// Returns the schedule of a day; where it cannot be read, the one in force stands in.
    fn of(&mut self, day: NaiveDate) -> Arc<Schedule> {
        let in_force = &self.record.in_force.schedule;
        let Some(Some(revision)) = self.days.get(&day) else { return Arc::clone(in_force) };
        if *revision == in_force.revision {
            return Arc::clone(in_force);
        }
        let journal = &self.record.journal;
        let read = self.read.entry(revision.clone()).or_insert_with(|| {
            let source = journal.revision(revision).ok().flatten();
            let read = source.and_then(|it| record::read_kept(&it));
            read.map_or_else(|| Arc::clone(in_force), Arc::new)
        });
        Arc::clone(read)
    }
}
