//! Printing through `lp`, as Linux and its relatives have it.
//!
//! The file goes in by handle, never by name. What `lpstat` says is read in English.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;

use super::run::{Said, run};
use super::{JobState, Printer, PrinterState, SpoolFault};

fn ask(program: &str, words: &[&str], input: Option<File>) -> Result<Said, SpoolFault> {
    run(program, words, &[("LC_ALL", OsStr::new("C.UTF-8"))], input)
}

pub(super) fn printers() -> Result<Vec<Printer>, SpoolFault> {
    let said = ask("lpstat", &["-d", "-p", "-a"], None)?;
    let printers = read_printers(&said.out);
    if printers.is_empty() && !said.good && !said.err.contains("No destinations added") {
        return Err(SpoolFault::NotRunning);
    }
    Ok(printers)
}

pub(super) fn submit(file: &Path, printer: &str, title: &str) -> Result<String, SpoolFault> {
    // No printer is called like this, and the word must not pass for an option.
    if printer.is_empty() || printer.starts_with('-') {
        return Err(SpoolFault::UnknownPrinter);
    }
    let file = File::open(file).map_err(|fault| SpoolFault::Refused(fault.to_string()))?;
    let words = ["-d", printer, "-t", title, "-H", "hold", "-o", "media=A4", "-"];
    let said = ask("lp", &words, Some(file))?;
    let job =
        said.out.split_once("request id is ").and_then(|(_, it)| it.split_whitespace().next());
    match job {
        Some(job) if said.good => Ok(job.to_owned()),
        Some(_) | None => Err(refusal(&said)),
    }
}

fn refusal(said: &Said) -> SpoolFault {
    let text = said.err.trim();
    let text = text.strip_prefix("lp: ").unwrap_or(text);
    if text.contains("does not exist") || text.contains("unknown destination") {
        return SpoolFault::UnknownPrinter;
    }
    SpoolFault::Refused(text.to_owned())
}

pub(super) fn release(job: &str, _file: &Path, _printer: &str) -> Result<(), SpoolFault> {
    let said = ask("lp", &["-i", job, "-H", "resume"], None)?;
    if said.good { Ok(()) } else { Err(refusal(&said)) }
}

pub(super) fn withdraw(job: &str) -> Result<(), SpoolFault> {
    let said = ask("cancel", &[job], None)?;
    if said.good { Ok(()) } else { Err(refusal(&said)) }
}

pub(super) fn job_state(job: &str) -> Result<JobState, SpoolFault> {
    let said = ask("lpstat", &["-l", "-W", "not-completed", "-o"], None)?;
    if !said.good && said.out.is_empty() {
        return Err(SpoolFault::NotRunning);
    }
    Ok(read_job(&said.out, job))
}

pub(super) fn waiting(printer: &str) -> Option<usize> {
    // The word must not pass for an option.
    if printer.is_empty() || printer.starts_with('-') {
        return None;
    }
    let said = ask("lpstat", &["-W", "not-completed", "-o", printer], None).ok()?;
    said.good.then(|| said.out.lines().count())
}

/// Returns the printers that `lpstat -d -p -a` tells of.
fn read_printers(text: &str) -> Vec<Printer> {
    let mut printers: Vec<Printer> = Vec::new();
    let mut usual = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("system default destination: ") {
            usual = Some(name.trim().to_owned());
        } else if let Some(rest) = line.strip_prefix("printer ") {
            let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let state = if rest.starts_with("disabled") {
                PrinterState::Stopped
            } else if rest.starts_with("now printing") {
                PrinterState::Printing
            } else {
                PrinterState::Idle
            };
            printers.push(Printer {
                name: name.to_owned(),
                state,
                says: String::new(),
                usual: false,
            });
        } else if let Some((name, _)) = line.split_once(" not accepting requests") {
            let refusing = printers.iter_mut().filter(|it| it.name == name);
            refusing.for_each(|it| it.state = PrinterState::Refusing);
        } else if let (Some(says), Some(last)) = (line.strip_prefix('\t'), printers.last_mut())
            && last.says.is_empty()
        {
            last.says = says.trim().to_owned();
        }
    }
    for printer in &mut printers {
        printer.usual = usual.as_ref() == Some(&printer.name);
    }
    printers
}

/// Returns what `lpstat -l -o` tells of one job; it lists only those that are not over.
fn read_job(text: &str, job: &str) -> JobState {
    let mut lines = text.lines().skip_while(|line| line.split_whitespace().next() != Some(job));
    if lines.next().is_none() {
        return JobState::Gone;
    }
    let held = lines.take_while(|it| it.starts_with('\t')).any(|it| it.contains("job-hold-until"));
    if held { JobState::Held } else { JobState::Queued }
}
