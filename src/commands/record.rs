//! Opens the record for a command: with the schedule in force, for writing or for reading only.
//!
//! Where the schedule is broken, the last one that the record keeps stands in, and that is said.

use anyhow::{Result, anyhow};

use super::places::Places;
use super::shell::Shell;
use super::source::{self, InForce, Origin};
use crate::clock::Clock;
use crate::engine::label::Term;
use crate::journal::{Founding, Journal, JournalError, Source, Stamp};
use crate::schedule::{self, Lang, Schedule, SourceFile};
use crate::session::{self, Session};
use crate::words;

/// The record with the schedule in force.
pub(super) struct Record {
    /// The record itself.
    pub(super) journal: Journal,
    /// The schedule in force.
    pub(super) in_force: session::InForce,
    /// What the officer must know about the schedule, if anything.
    pub(super) warning: Option<String>,
    /// How many faults keep the folder out of force, if any do.
    pub(super) faults: Option<usize>,
    /// Whether the schedule in force came with the program.
    pub(super) shipped: bool,
}

impl Record {
    /// Opens the record for writing; a new one begins where there is none.
    pub(super) fn open(shell: &Shell) -> Result<Self> {
        let path = shell.places()?.journal();
        let founding = founding(shell);
        let journal = Journal::open(&path, &founding).map_err(|it| told(&it, shell.lang))?;
        Self::with(shell, journal)
    }

    /// Opens the record for reading; where there is none, it reads as one without entries.
    pub(super) fn read(shell: &Shell) -> Result<Self> {
        let path = shell.places()?.journal();
        let journal = match Journal::open_read_only(&path) {
            Err(JournalError::Missing(_)) => Journal::in_memory(&founding(shell)),
            opened => opened,
        };
        Self::with(shell, journal.map_err(|it| told(&it, shell.lang))?)
    }

    /// Returns the session on the running store day.
    pub(super) fn session(self, shell: &Shell) -> Result<Session> {
        Session::open(self.journal, self.in_force, shell.now).map_err(|it| told(&it, shell.lang))
    }

    fn with(shell: &Shell, journal: Journal) -> Result<Self> {
        let source = source::find(&shell.places()?, shell.lang)?;
        let (in_force, warning, faults) = match source.read() {
            Ok(it) => (it, None, None),
            Err((source, faults)) => {
                let shown = source::render(&source, &faults, shell.lang, shell.color);
                let name = source.name(shell.lang);
                let Some(last) = last_kept(&journal)? else {
                    return Err(anyhow!(shell.lang.of(
                        format!("日程 {name} 有错，没有采用：\n{shown}"),
                        format!("the schedule {name} has faults and is not used:\n{shown}"),
                    )));
                };
                let revision = short(&last.schedule);
                let warning = shell.lang.of(
                    format!("日程 {name} 有错，先用上次的日程（修订 {revision}）。改好后用 schedule check 检查。"),
                    format!("The schedule {name} has faults; the last good one (revision {revision}) is used. Mend it and run schedule check."),
                );
                (last, Some(format!("{shown}\n{warning}")), Some(source::errors(&faults)))
            }
        };
        let shipped = matches!(in_force.origin, Origin::Shipped(_));
        Ok(Self { journal, in_force: for_session(in_force), warning, faults, shipped })
    }

    /// Says on the error output what the officer must know about the schedule.
    pub(super) fn warn(&self, shell: &Shell) {
        if let Some(text) = &self.warning {
            shell.warn(text);
        }
    }
}

/// Reads the schedule again, for a store day that begins.
///
/// # Errors
/// What the officer must know where it cannot be used.
pub(super) fn reread(places: &Places, lang: Lang) -> Result<session::InForce, String> {
    let source = source::find(places, lang).map_err(|it| it.to_string())?;
    source.read().map(for_session).map_err(|(source, _)| {
        let name = source.name(lang);
        lang.of(
            format!("日程 {name} 有错，继续用原来的；用 schedule check 检查。"),
            format!("The schedule {name} has faults, the one before is kept; run schedule check."),
        )
    })
}

/// Reads the folder for an override of the running day; one with faults is never put in force.
///
/// # Errors
/// Why there is none, in words.
pub(super) fn for_override(
    places: Option<&Places>,
    lang: Lang,
) -> Result<session::InForce, String> {
    let zh = "练习时只有一份日程，不能改用。";
    let no_folder = || lang.of(zh, "A practice has one schedule only.").to_owned();
    reread(places.ok_or_else(no_folder)?, lang)
}

/// Returns the stamp of an entry that is written now.
pub(super) fn stamp(clock: &Clock, schedule: &Schedule) -> Stamp {
    let reading = clock.read();
    Stamp::new(reading.wall, schedule.zone, clock.boot_id(), reading.boot_ms)
}

/// Returns a schedule as a session takes it.
pub(super) fn for_session(in_force: InForce) -> session::InForce {
    session::InForce::new(in_force.schedule, &in_force.files)
}

/// Returns how entries are shown by a schedule, in both languages, for a search.
pub(super) fn terms(schedule: &Schedule) -> Vec<Term> {
    [Lang::Zh, Lang::En].into_iter().flat_map(|lang| words::spoken(schedule, lang)).collect()
}

/// Returns what a new record is called.
pub(super) fn founding(shell: &Shell) -> Founding {
    Founding { desk_id: Clock::fresh_id(), install_id: Clock::fresh_id(), created: shell.now }
}

/// Returns a journal's trouble in the officer's words.
pub(super) fn told(fault: &JournalError, lang: Lang) -> anyhow::Error {
    anyhow!(fault.explain(lang))
}

/// Returns a schedule that the record keeps, if this program can read it.
pub(super) fn read_kept(source: &Source) -> Option<Schedule> {
    schedule::read(&files(source)).ok().map(|it| it.schedule)
}

fn files(source: &Source) -> Vec<SourceFile> {
    source.files.iter().map(|(name, text)| SourceFile::of_kept(name, text)).collect()
}

fn last_kept(journal: &Journal) -> Result<Option<InForce>, JournalError> {
    for revision in journal.days()?.into_values().rev().flatten() {
        let Some(source) = journal.revision(&revision)? else { continue };
        let files = files(&source);
        let source = source::Source { origin: Origin::Kept, files };
        if let Ok(in_force) = source.read() {
            return Ok(Some(in_force));
        }
    }
    Ok(None)
}

fn short(schedule: &Schedule) -> &str {
    schedule.revision.as_str().get(..12).unwrap_or_default()
}
