//! `zhiban report`: writes a report to the standard output or a file.
//!
//! What stands in it is the report's business; a file is never written over.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, NaiveDate, Utc};

use super::export::export;
use super::papers;
use super::photos::{self, Photos};
use super::print;
use super::record::{Record, told};
use super::sheets::Sheets;
use super::shell::Shell;
use crate::cli::{ReportArgs, ReportFormat, ReportKind};
use crate::engine::command::Document;
use crate::report::{
    Format, Kind, Origin, Paper, Period, Previous, Report, render, render_escpos, render_pdf,
    render_xlsx,
};
use crate::schedule::{Lang, Schedule, ShiftId};
use crate::session::Session;

/// Carries out `zhiban report`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &ReportArgs) -> Result<u8> {
    let record = Record::read(shell)?;
    record.warn(shell);
    let Some(kind) = kind_of_day(args.kind) else { return papers::run(shell, args, &record) };
    let in_force = &record.in_force;
    let day = shell.day(args.day, &in_force.schedule);
    let at = |cutoff| Session::of_day(&record.journal, in_force, day, cutoff);
    let (engine, _) = at(shell.now).map_err(|it| told(&it, shell.lang))?;
    // The day may be pinned to another schedule, with other shifts.
    let schedule = engine.schedule_of(day).clone();
    let (period, cutoff) = span(args, &schedule, day, shell.now, shell.lang)?;
    let (engine, entries) = at(cutoff).map_err(|it| told(&it, shell.lang))?;
    let mut report = Report::new(kind, &engine, &entries, day, period, cutoff);
    // Looked up by its number: a report that is made again later is the same report.
    let hash = report.head.map(|it| record.journal.hash_of(it)).transpose();
    if let Some(hash) = hash.map_err(|it| told(&it, shell.lang))?.flatten() {
        report = report.anchored(&hash);
    }
    let before = report.head.map(|it| record.journal.last_document(document(args.kind), it));
    let before = before.transpose().map_err(|it| told(&it, shell.lang))?.flatten();
    let before = before.map(|(entry, sha256)| Previous { entry, sha256 });
    report = report.following(record.journal.desk_id(), before);
    report = with_pictures(report, &Photos::Folder(shell.places()?.data));
    write(shell, args, Origin::Record, &report)?;
    print::print_if_asked(shell, args, &record.journal, day, &report)?;
    Ok(0)
}

/// Adds copies of the photos that it names.
pub(super) fn with_pictures(report: Report, photos: &Photos) -> Report {
    let pictures = photos.show(&report.photos());
    let sign = photos::sign_of(&report.agenda.schedule);
    report.pictured(pictures).signed_by_store(sign)
}

/// Returns what a report is called where it leaves the desk.
pub(super) fn document(kind: ReportKind) -> Document {
    match kind {
        ReportKind::Day => Document::Day,
        ReportKind::Handover => Document::Handover,
        ReportKind::FirePatrol => Document::FirePatrol,
        ReportKind::Diary => Document::Diary,
        ReportKind::FloorLog => Document::FloorLog,
        ReportKind::Sweep => Document::Sweep,
        ReportKind::Month => Document::Month,
        ReportKind::Blank => Document::Blank,
    }
}

/// Returns the kind of a report of one day; none for a paper that is about more or less.
pub(super) fn kind_of_day(kind: ReportKind) -> Option<Kind> {
    match kind {
        ReportKind::Day => Some(Kind::Day),
        ReportKind::Handover => Some(Kind::Handover),
        ReportKind::FirePatrol => Some(Kind::FirePatrol),
        ReportKind::Diary => Some(Kind::Diary),
        ReportKind::FloorLog => Some(Kind::FloorLog),
        ReportKind::Sweep => Some(Kind::Sweep),
        ReportKind::Month | ReportKind::Blank => None,
    }
}

/// Prints a paper, or writes it into a new file.
pub(super) fn write<P>(shell: &Shell, args: &ReportArgs, origin: Origin, paper: &P) -> Result<()>
where
    P: Clone + Send + 'static,
    for<'a> Paper<'a>: From<&'a P>,
{
    let (lang, output) = (shell.lang, args.output.as_deref());
    if output.is_none() && args.print.is_some() {
        return Ok(());
    }
    let leaves = (origin, document(args.kind));
    if args.format == ReportFormat::Pdf {
        return put_pdf(shell, leaves, output, paper);
    }
    let bytes = bytes(paper.into(), args.format, output, lang)?;
    put(shell, leaves, output, &bytes)
}

/// Returns a paper in a form; what a terminal cannot show, it gets advice for instead.
pub(super) fn bytes(
    paper: Paper<'_>,
    format: ReportFormat,
    output: Option<&Path>,
    lang: Lang,
) -> Result<Vec<u8>> {
    let text = |format| render(paper, format, lang).into_bytes();
    Ok(match format {
        ReportFormat::Text => text(Format::Text),
        ReportFormat::Markdown => text(Format::Markdown),
        ReportFormat::Html => text(Format::Html),
        ReportFormat::Json => text(Format::Json),
        ReportFormat::Csv => text(Format::Csv),
        ReportFormat::Pdf => pdf(paper, output, lang)?,
        ReportFormat::Xlsx => xlsx(paper, output, lang)?,
        ReportFormat::Escpos => {
            refuse_terminal(
                output,
                lang.of(
                    "小票的字节不能显示在终端里；加上 -o 文件名，或直接送到打印机",
                    "a receipt's bytes cannot be shown in a terminal; add -o FILE, or send them \
                     to the printer",
                ),
            )?;
            render_escpos(paper, lang)
        }
    })
}

/// Puts a paper out as a PDF; where there is none, a file gets the plain text beside it, because
/// a paper is needed all the same.
fn put_pdf<P>(
    shell: &Shell,
    leaves: (Origin, Document),
    output: Option<&Path>,
    paper: &P,
) -> Result<()>
where
    P: Clone + Send + 'static,
    for<'a> Paper<'a>: From<&'a P>,
{
    let lang = shell.lang;
    refuse_terminal(
        output,
        lang.of(
            "PDF 不能显示在终端里；加上 -o 文件名.pdf，例如 -o handover.pdf",
            "a PDF cannot be shown in a terminal; add -o FILE.pdf, for example -o handover.pdf",
        ),
    )?;
    let sheets = print::sheets(shell, paper, 1);
    match (&sheets, output) {
        (Sheets::Pdf(bytes), _) => put(shell, leaves, output, bytes),
        (Sheets::Text { text, .. }, Some(path)) => {
            put(shell, leaves, Some(&path.with_extension("txt")), text.as_bytes())
        }
        (Sheets::Text { .. }, None) => bail!(lang.of(
            "PDF 没有生成；可以先用 --format text 或 --format html 打印",
            "there is no PDF; print the report with --format text or --format html instead",
        )),
    }
}

/// Returns a paper as a PDF file; a terminal gets advice instead.
fn pdf(paper: Paper<'_>, output: Option<&Path>, lang: Lang) -> Result<Vec<u8>> {
    refuse_terminal(
        output,
        lang.of(
            "PDF 不能显示在终端里；加上 -o 文件名.pdf，例如 -o handover.pdf",
            "a PDF cannot be shown in a terminal; add -o FILE.pdf, for example -o handover.pdf",
        ),
    )?;
    render_pdf(paper, lang).with_context(|| {
        lang.of(
            "PDF 没有生成；可以先用 --format text 或 --format html 打印",
            "there is no PDF; print the report with --format text or --format html instead",
        )
    })
}

/// Returns a paper as a workbook; a terminal gets advice instead.
pub(super) fn xlsx(paper: Paper<'_>, output: Option<&Path>, lang: Lang) -> Result<Vec<u8>> {
    refuse_terminal(
        output,
        lang.of(
            "Excel 文件不能显示在终端里；加上 -o 文件名.xlsx",
            "a workbook cannot be shown in a terminal; add -o FILE.xlsx",
        ),
    )?;
    render_xlsx(paper, lang).with_context(|| {
        lang.of("Excel 文件没有生成；可以先用 CSV", "there is no workbook; use CSV instead")
    })
}

fn refuse_terminal(output: Option<&Path>, advice: &'static str) -> Result<()> {
    if output.is_none() && io::stdout().is_terminal() {
        bail!(advice);
    }
    Ok(())
}

/// Prints the bytes of a report, or writes them into a new file.
pub(super) fn put(
    shell: &Shell,
    leaves: (Origin, Document),
    output: Option<&Path>,
    bytes: &[u8],
) -> Result<()> {
    let Some(path) = output else { return shell.put(bytes) };
    export(shell, leaves.0, leaves.1, path, bytes)
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
            (
                ReportKind::Handover
                | ReportKind::Day
                | ReportKind::FirePatrol
                | ReportKind::Diary
                | ReportKind::FloorLog
                | ReportKind::Sweep
                | ReportKind::Month
                | ReportKind::Blank,
                _,
            ) => (Period::Day, now.min(plan.ends)),
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
