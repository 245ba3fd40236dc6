//! The papers that are not a report of one day: a month, and the empty forms of a day to come.
//!
//! They only read the record; the month folds each of its days into one line.

use std::sync::Arc;

use anyhow::{Result, bail};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::photos;
use super::print;
use super::record::{Record, told};
use super::report;
use super::script;
use super::shell::Shell;
use crate::cli::{ReportArgs, ReportKind};
use crate::engine::{Engine, Entry};
use crate::journal::JournalError;
use crate::report::{Blank, DaySummary, Kind, Month, MonthOf, Origin, Period, Report};
use crate::schedule::{Lang, Schedule};
use crate::session::Session;

/// Carries out `zhiban report month` and `zhiban report blank`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &ReportArgs, record: &Record) -> Result<u8> {
    refuse_shift(args, shell.lang)?;
    let schedule = &record.in_force.schedule;
    match args.kind {
        ReportKind::Blank => {
            let (engine, _) = now(shell, record).map_err(|it| told(&it, shell.lang))?;
            let store = engine.agenda(shell.now).store;
            let tomorrow = schedule.day_of(shell.now) + chrono::Days::new(1);
            let day = args.day.map_or(tomorrow, |it| shell.day(Some(it), schedule));
            let blank = Blank::new(Arc::clone(schedule), day, store, shell.now)
                .signed_by_store(photos::sign_of(schedule));
            report::write(shell, args, Origin::Record, &blank)?;
            print::print_if_asked(shell, args, &record.journal, day, &blank)?;
        }
        ReportKind::Month
        | ReportKind::Day
        | ReportKind::Handover
        | ReportKind::FirePatrol
        | ReportKind::Diary
        | ReportKind::FloorLog
        | ReportKind::Sweep => {
            let day = shell.day(args.day, schedule);
            let (engine, _) = now(shell, record).map_err(|it| told(&it, shell.lang))?;
            let days = days(shell, record, day).map_err(|it| told(&it, shell.lang))?;
            let about = about(&engine, schedule, day, shell.now, shell.lang);
            let month = Month::new(about, &days);
            report::write(shell, args, Origin::Record, &month)?;
            print::print_if_asked(shell, args, &record.journal, day, &month)?;
        }
    }
    Ok(0)
}

/// Writes the paper that a practice day ends with.
pub(super) fn played(
    shell: &Shell,
    args: &ReportArgs,
    schedule: &Arc<Schedule>,
    day: NaiveDate,
    played: &script::Played,
) -> Result<()> {
    refuse_shift(args, shell.lang)?;
    let engine = &played.engine;
    if args.kind == ReportKind::Blank {
        let store = engine.agenda_of(day, played.ended).store;
        let next = day + chrono::Days::new(1);
        let blank = Blank::new(Arc::clone(schedule), next, store, played.ended)
            .signed_by_store(photos::sign_of(schedule));
        return report::write(shell, args, Origin::Rehearsal, &blank);
    }
    let days = [summary(engine, &played.entries, day, played.ended)];
    let about = about(engine, schedule, day, played.ended, shell.lang);
    report::write(shell, args, Origin::Rehearsal, &Month::new(about, &days))
}

fn refuse_shift(args: &ReportArgs, lang: Lang) -> Result<()> {
    if args.shift.is_some() {
        bail!(lang.of(
            "这种表不分班次；去掉 --shift",
            "this paper is not about a shift; leave --shift out",
        ));
    }
    Ok(())
}

/// Returns the engine as it stands now.
fn now(shell: &Shell, record: &Record) -> Result<(Engine, Vec<Entry>), JournalError> {
    let in_force = &record.in_force;
    let today = in_force.schedule.day_of(shell.now);
    Session::of_day(&record.journal, in_force, today, shell.now)
}

/// Sums up every day of a month that has entries, up to now.
fn days(shell: &Shell, record: &Record, month: NaiveDate) -> Result<Vec<DaySummary>, JournalError> {
    let mut days = Vec::new();
    let ours = |it: &NaiveDate| (it.year(), it.month()) == (month.year(), month.month());
    for day in record.journal.days()?.into_keys().filter(ours) {
        let in_force = &record.in_force;
        let ends = in_force.schedule.plan(day).ends.min(shell.now);
        let (engine, entries) = Session::of_day(&record.journal, in_force, day, ends)?;
        days.push(summary(&engine, &entries, day, ends));
    }
    Ok(days)
}

fn summary(
    engine: &Engine,
    entries: &[Entry],
    day: NaiveDate,
    cutoff: DateTime<Utc>,
) -> DaySummary {
    DaySummary::of(&Report::new(Kind::Day, engine, entries, day, Period::Day, cutoff))
}

fn about(
    engine: &Engine,
    schedule: &Schedule,
    month: NaiveDate,
    cutoff: DateTime<Utc>,
    lang: Lang,
) -> MonthOf {
    let store = engine.agenda(cutoff).store;
    let store = store.unwrap_or_else(|| schedule.store.get(lang).to_owned());
    let logo = photos::sign_of(schedule).map(Arc::new);
    let papers = schedule.papers.clone();
    MonthOf { month, store, zone: schedule.zone, cutoff, papers, logo }
}
