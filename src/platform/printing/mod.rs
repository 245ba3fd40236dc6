//! The system's printers: which there are, and how a file gets to one of them once and only once.
//!
//! A job is handed over held, so that its name can be kept safe before anything is printed, and is
//! then let go by that name. No shell is asked and no word is built from what people typed.

mod run;

#[cfg(not(windows))]
mod lp;
#[cfg(not(windows))]
use lp as system;

#[cfg(windows)]
mod verb;
#[cfg(windows)]
use verb as system;

use std::path::Path;

/// A printer as the system tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: PrinterState,
    /// What the system says of it, in the system's words; often empty.
    pub says: String,
    /// Whether it is the one that is used when none is named.
    pub usual: bool,
}

/// How a printer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrinterState {
    /// It waits for work.
    Idle,
    /// It works.
    Printing,
    /// It takes jobs and prints none.
    Stopped,
    /// It takes no jobs.
    Refusing,
}

/// What has become of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits to be let go.
    Held,
    /// It waits for the printer, or is being printed.
    Queued,
    /// It is no longer in the queue: printed, or taken out by somebody.
    Gone,
}

/// Why something was not printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpoolFault {
    /// The system has no program for printing.
    #[error("no printing program")]
    NoSpooler,
    /// The printing service does not run.
    #[error("the printing service does not run")]
    NotRunning,
    /// There is no printer of that name.
    #[error("no such printer")]
    UnknownPrinter,
    /// The system refuses the job, in its own words.
    #[error("{0}")]
    Refused(String),
    /// The printing program did not come back.
    #[error("no answer")]
    NoAnswer,
}

/// Returns the system's printers.
///
/// # Errors
/// There is no printing program, or its service does not run or answer.
pub fn printers() -> Result<Vec<Printer>, SpoolFault> {
    system::printers()
}

/// Hands a file over as a job that is held, and returns the name that the system gives it.
///
/// # Errors
/// The job is not in the queue.
pub fn submit(file: &Path, printer: &str, title: &str) -> Result<String, SpoolFault> {
    system::submit(file, printer, title)
}

/// Returns how many jobs wait for a printer, where the system tells.
pub fn waiting(printer: &str) -> Option<usize> {
    system::waiting(printer)
}

/// Lets a held job go; what it is made of is named again for systems that cannot hold a job.
///
/// # Errors
/// It may still be held; its state tells.
pub fn release(job: &str, file: &Path, printer: &str) -> Result<(), SpoolFault> {
    system::release(job, file, printer)
}

/// Takes a job out of the queue.
///
/// # Errors
/// It may still be there.
pub fn withdraw(job: &str) -> Result<(), SpoolFault> {
    system::withdraw(job)
}

/// Returns what has become of a job.
///
/// # Errors
/// The queue cannot be looked at.
pub fn job_state(job: &str) -> Result<JobState, SpoolFault> {
    system::job_state(job)
}
