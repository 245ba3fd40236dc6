//! `zhiban log`: searches the record and prints it for a person, as JSON or as CSV.
//!
//! It only reads. Each entry is told in the words of the schedule that its day was opened with.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;

use super::forms::EntryForm;
use super::record::{self, Record, told};
use super::shell::Shell;
use crate::clean;
use crate::cli::{ListForm, LogArgs};
use crate::engine::Entry;
use crate::engine::label::Term;
use crate::journal::{Filter, Only};
use crate::schedule::{Revision, Schedule};
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
    match args.form {
        ListForm::Text => text(shell, &entries, &mut kept)?,
        ListForm::Json => {
            let all: Vec<EntryForm> =
                entries.iter().map(|it| EntryForm::new(it, &kept.of(it.day))).collect();
            shell.json(&all)?;
        }
        ListForm::Csv => csv(shell, &entries, &mut kept)?,
    }
    Ok(0)
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

fn text(shell: &Shell, entries: &[Entry], kept: &mut Kept<'_>) -> Result<()> {
    if entries.is_empty() {
        // On the error output, so that a pipe gets nothing.
        shell.warn(shell.lang.of("没有找到记录", "nothing was found"));
    }
    let mut day = None;
    for entry in entries {
        let schedule = kept.of(entry.day);
        if day.replace(entry.day) != Some(entry.day) {
            shell.say(&words::day(entry.day, shell.lang))?;
        }
        shell.say(&format!(
            "{} {}  {}  {}",
            clean::pad(&words::seq(entry.seq), 7),
            words::clock(entry.happened, schedule.zone),
            clean::pad(&clean::line(entry.officer.as_str()), 12),
            clean::line(&words::fact(&entry.fact, &schedule, shell.lang)),
        ))?;
    }
    Ok(())
}

fn csv(shell: &Shell, entries: &[Entry], kept: &mut Kept<'_>) -> Result<()> {
    let head = ["seq", "day", "happened", "recorded", "officer", "kind", "text"];
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|it| clean::csv_cell(it)).collect();
        format!("{}\r\n", cells.join(","))
    };
    shell.print(&row(&head.map(str::to_owned)))?;
    for entry in entries {
        let schedule = kept.of(entry.day);
        shell.print(&row(&[
            entry.seq.0.to_string(),
            entry.day.to_string(),
            super::forms::time(entry.happened, &schedule),
            super::forms::time(entry.recorded, &schedule),
            entry.officer.as_str().to_owned(),
            words::fact_kind(&entry.fact).to_owned(),
            words::fact(&entry.fact, &schedule, shell.lang),
        ]))?;
    }
    Ok(())
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
