//! `zhiban report`: writes a report to the standard output or a file.
//!
//! What stands in it is the report's business; a file is never written over.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, NaiveDate, Utc};

use super::export::{Origin, export};
use super::print;
use super::record::{Record, told};
use super::shell::Shell;
use crate::cli::{ReportArgs, ReportFormat, ReportKind};
use crate::engine::command::Document;
use crate::engine::{Engine, Entry};
use crate::report::{Format, Kind, Period, Report, render, render_pdf};
use crate::schedule::{Lang, Schedule, ShiftId};
use crate::session::Session;

/// Carries out `zhiban report`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &ReportArgs) -> Result<u8> {
    let record = Record::read(shell)?;
    record.warn(shell);
    let in_force = &record.in_force;
    let day = shell.day(args.day, &in_force.schedule);
    let at = |cutoff| Session::of_day(&record.journal, in_force, day, cutoff);
    let (engine, _) = at(shell.now).map_err(|it| told(&it, shell.lang))?;
    // The day may be pinned to another schedule, with other shifts.
    let schedule = engine.schedule_of(day).clone();
    let (period, cutoff) = span(args, &schedule, day, shell.now, shell.lang)?;
    let (engine, entries) = at(cutoff).map_err(|it| told(&it, shell.lang))?;
    let mut report = build(args.kind, &engine, &entries, day, period, cutoff);
    // Looked up by its number: a report that is made again later is the same report.
    let hash = report.head.map(|it| record.journal.hash_of(it)).transpose();
    if let Some(hash) = hash.map_err(|it| told(&it, shell.lang))?.flatten() {
        report = report.anchored(&hash);
    }
    if args.output.is_some() || args.print.is_none() {
        write(shell, args, &report, Origin::Record)?;
    }
    if let Some(printer) = &args.print {
        let document = document(args.kind);
        print::print(shell, &record.journal, document, &report, printer.as_deref())?;
    }
    Ok(0)
}

/// Returns what a report is called where it leaves the desk.
fn document(kind: ReportKind) -> Document {
    match kind {
        ReportKind::Day => Document::Day,
        ReportKind::Handover => Document::Handover,
    }
}

/// Builds a report of some entries.
pub(super) fn build(
    kind: ReportKind,
    engine: &Engine,
    entries: &[Entry],
    day: NaiveDate,
    period: Period,
    cutoff: DateTime<Utc>,
) -> Report {
    let kind = match kind {
        ReportKind::Day => Kind::Day,
        ReportKind::Handover => Kind::Handover,
    };
    Report::new(kind, engine, entries, day, period, cutoff)
}

/// Prints a report, or writes it into a new file.
pub(super) fn write(
    shell: &Shell,
    args: &ReportArgs,
    report: &Report,
    origin: Origin,
) -> Result<()> {
    let (lang, output) = (shell.lang, args.output.as_deref());
    let format = match args.format {
        ReportFormat::Text => Format::Text,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Html => Format::Html,
        ReportFormat::Json => Format::Json,
        ReportFormat::Pdf => {
            let bytes = pdf(report, output, lang)?;
            return put(shell, origin, args, &bytes);
        }
    };
    put(shell, origin, args, render(report, format, lang).as_bytes())
}

/// Returns a report as a PDF file; a terminal gets advice instead.
fn pdf(report: &Report, output: Option<&Path>, lang: Lang) -> Result<Vec<u8>> {
    if output.is_none() && io::stdout().is_terminal() {
        bail!(lang.of(
            "PDF 不能显示在终端里；加上 -o 文件名.pdf，例如 -o handover.pdf",
            "a PDF cannot be shown in a terminal; add -o FILE.pdf, for example -o handover.pdf",
        ));
    }
    render_pdf(report, lang).with_context(|| {
        lang.of(
            "PDF 没有生成；可以先用 --format text 或 --format html 打印",
            "there is no PDF; print the report with --format text or --format html instead",
        )
    })
}

/// Prints the bytes of a report, or writes them into a new file.
fn put(shell: &Shell, origin: Origin, args: &ReportArgs, bytes: &[u8]) -> Result<()> {
    match &args.output {
        None => shell.put(bytes),
        Some(path) => export(shell, origin, document(args.kind), path, bytes),
    }
}

/// Returns the part of the day that a report covers, and its cut-off: now where that part still
/// runs, else its end.
pub(super) fn span(
    args: &ReportArgs,
    schedule: &Schedule,
    day: NaiveDate,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<(Period, DateTime<Utc>)> {
    let plan = schedule.plan(day);
    if now < plan.starts {
        bail!(lang.of(
            format!("{day} 还没有开始，没有报告可出"),
            format!("{day} has not begun; there is nothing to report"),
        ));
    }
    let Some(id) = &args.shift else {
        let running = plan.shift_at(now).filter(|_| now < plan.ends).map(|it| it.id.clone());
        return Ok(match (args.kind, running) {
            (ReportKind::Handover, Some(shift)) => (Period::Shift(shift), now),
            (ReportKind::Handover | ReportKind::Day, _) => (Period::Day, now.min(plan.ends)),
        });
    };
    let Some(shift) = plan.shifts.iter().find(|it| it.id == *id) else {
        let all: Vec<&str> = schedule.shifts.iter().map(|it| ShiftId::as_str(&it.id)).collect();
        let all = all.join(lang.of("、", ", "));
        bail!(lang.of(
            format!("没有班次“{id}”；可以用：{all}"),
            format!("there is no shift `{id}`; one of: {all}"),
        ));
    };
    if now < shift.from {
        bail!(lang.of(format!("班次“{id}”还没有开始"), format!("the shift `{id}` has not begun"),));
    }
    Ok((Period::Shift(id.clone()), now.min(shift.to)))
}
