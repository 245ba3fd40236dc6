//! `zhiban rehearse --script`: runs a day from a file and prints its report.
//!
//! Nothing it does reaches the real record.

use std::path::Path;

use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use chrono::NaiveDate;

use super::papers;
use super::report;
use super::script;
use super::shell::Shell;
use super::source;
use crate::cli::{PlayArgs, ReportArgs, ReportKind};
use crate::engine::Engine;
use crate::report::{Origin, Period, Report};
use crate::schedule::Lang;

/// The largest script that is read.
const SCRIPT_BYTES_MAX: u64 = 10 << 20;

/// Runs a script; returns the exit code.
///
/// # Errors
/// Where the script cannot be read, a line is wrong, or a command is refused.
pub(super) fn play(shell: &Shell, args: &PlayArgs) -> Result<u8> {
    let lang = shell.lang;
    let in_force = source::in_force(&shell.places()?, lang, shell.color)?;
    let text = text(args, lang)?;
    let name = args.script.display();
    let place = |it: script::Trouble| {
        let (line, column) = (it.line, it.column);
        anyhow!(lang.of(
            format!("{name} 第 {line} 行第 {column} 列：{it}"),
            format!("{name}:{line}:{column}: {it}"),
        ))
    };
    let mut script = script::read(&text, &in_force.schedule, lang).map_err(place)?;
    script.folder = args.script.parent().map(Path::to_owned).unwrap_or_default();
    let asked = args.day.map(|it| shell.day(Some(it), &in_force.schedule));
    let day = asked.or(script.day).unwrap_or_else(|| shell.day(None, &in_force.schedule));
    let played = script::play(&script, &in_force.schedule, day, lang).map_err(place)?;
    if let Some(report) = &args.report {
        let Some(kind) = report::kind_of_day(report.kind) else {
            papers::played(shell, report, &in_force.schedule, day, &played)?;
            return Ok(0);
        };
        if let Some(built) = handed_over(report, day, &played) {
            let built = report::with_pictures(built, &played.photos);
            report::write(shell, report, Origin::Rehearsal, &built)?;
            return Ok(0);
        }
        let (period, cutoff) = match report.shift {
            // A script is handed over as a whole unless a shift was asked for.
            None => (Period::Day, played.ended),
            Some(_) => report::span(report, &in_force.schedule, day, played.ended, lang)?,
        };
        let built =
            Report::new(kind, &played.engine, &played.entries, day, period, cutoff).rehearsed();
        let built = report::with_pictures(built, &played.photos);
        report::write(shell, report, Origin::Rehearsal, &built)?;
        return Ok(0);
    }
    let (lines, entries) = (script.lines.len(), played.entries.len());
    shell.say(&lang.of(
        format!("{name}：{lines} 行都执行了，记下 {entries} 条。"),
        format!("{name}: {lines} lines carried out, {entries} entries recorded."),
    ))?;
    Ok(0)
}

/// Returns the report of the handover that ended a shift of the practised day, if that was asked
/// for and one did.
fn handed_over(args: &ReportArgs, day: NaiveDate, played: &script::Played) -> Option<Report> {
    let shift = args.shift.as_ref().filter(|_| args.kind == ReportKind::Handover)?;
    let begun = played.entries.iter().filter_map(|it| played.engine.handover(it.seq));
    let mut closed = begun.filter(|it| it.is_closed() && it.day == day && it.shift == *shift);
    let view = closed.next_back()?.clone();
    let mut engine = Engine::new(Arc::clone(played.engine.schedule_of(day)));
    played.entries.iter().filter(|it| it.seq <= view.number).for_each(|it| engine.apply(it));
    let report = Report::of_handover(&engine, &played.entries, view.number)?;
    Some(report.with_handover(view).rehearsed())
}

fn text(args: &PlayArgs, lang: Lang) -> Result<String> {
    let name = args.script.display();
    let cannot = || lang.of(format!("没法读脚本 {name}"), format!("cannot read the script {name}"));
    let size = std::fs::metadata(&args.script).with_context(cannot)?.len();
    if size > SCRIPT_BYTES_MAX {
        bail!(lang.of(
            format!("脚本 {name} 太大（{size} 字节，最多 10 MiB）"),
            format!("the script {name} is too large: {size} bytes, at most 10 MiB"),
        ));
    }
    let bytes = std::fs::read(&args.script).with_context(cannot)?;
    String::from_utf8(bytes).map_err(|fault| {
        let line = fault.as_bytes()[..fault.utf8_error().valid_up_to()].iter();
        let line = line.filter(|it| **it == b'\n').count() + 1;
        anyhow!(lang.of(
            format!("{name} 第 {line} 行不是 UTF-8；用编辑器另存为 UTF-8"),
            format!("{name}:{line}: not UTF-8; save it as UTF-8 in your editor"),
        ))
    })
}
