//! `zhiban rehearse --script`: runs a day from a file and prints its report.
//!
//! Nothing it does reaches the real record.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::papers;
use super::report;
use super::script;
use super::shell::Shell;
use super::source;
use crate::cli::PlayArgs;
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
