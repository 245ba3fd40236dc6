//! Printing through the print verb of the Windows shell: the program that belongs to the kind of
//! file prints it.
//!
//! Windows cannot hold such a job, so it is handed over when it is let go. Names go through the
//! environment, where nothing in them can be taken for a command.

use std::ffi::OsStr;
use std::path::Path;

use super::run::{Said, run};
use super::{JobState, Printer, PrinterState, SpoolFault};

const LIST: &str = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; \
    Get-CimInstance Win32_Printer | ForEach-Object { \
    \"$($_.Default)|$($_.PrinterStatus)|$($_.WorkOffline)|$($_.Name)\" }";
const PRINT: &str = "$ErrorActionPreference = 'Stop'; \
    Start-Process -FilePath $env:ZHIBAN_FILE -Verb PrintTo \
    -ArgumentList ('\"' + $env:ZHIBAN_PRINTER + '\"') -WindowStyle Hidden";

fn ask(script: &str, variables: &[(&str, &OsStr)]) -> Result<Said, SpoolFault> {
    let words = ["-NoProfile", "-NonInteractive", "-Command", script];
    run("powershell.exe", &words, variables, None)
}

pub(super) fn printers() -> Result<Vec<Printer>, SpoolFault> {
    let said = ask(LIST, &[])?;
    if !said.good {
        return Err(SpoolFault::NotRunning);
    }
    Ok(said.out.lines().filter_map(read_printer).collect())
}

fn read_printer(line: &str) -> Option<Printer> {
    let mut parts = line.trim().splitn(4, '|');
    let (usual, status, offline) = (parts.next()?, parts.next()?, parts.next()?);
    // The numbers are those of Win32_Printer: 4 prints, 6 has stopped, 7 is switched off.
    let state = match status {
        _ if offline == "True" => PrinterState::Stopped,
        "6" | "7" => PrinterState::Stopped,
        "4" => PrinterState::Printing,
        _ => PrinterState::Idle,
    };
    let name = parts.next()?.to_owned();
    Some(Printer { name, state, says: String::new(), usual: usual == "True" })
}

pub(super) fn submit(_file: &Path, printer: &str, _title: &str) -> Result<String, SpoolFault> {
    // A quotation mark cannot be part of a name here, and would end the argument.
    if printer.is_empty() || printer.contains('"') {
        return Err(SpoolFault::UnknownPrinter);
    }
    Ok(String::new())
}

pub(super) fn release(_job: &str, file: &Path, printer: &str) -> Result<(), SpoolFault> {
    let said =
        ask(PRINT, &[("ZHIBAN_FILE", file.as_os_str()), ("ZHIBAN_PRINTER", OsStr::new(printer))])?;
    if said.good { Ok(()) } else { Err(SpoolFault::Refused(said.err.trim().to_owned())) }
}

/// The shell's verb tells nothing of a queue.
pub(super) fn waiting(_printer: &str) -> Option<usize> {
    None
}

pub(super) fn withdraw(_job: &str) -> Result<(), SpoolFault> {
    Ok(())
}

/// Windows gives such a job no name that could be asked for.
pub(super) fn job_state(_job: &str) -> Result<JobState, SpoolFault> {
    Ok(JobState::Held)
}
