//! Engine and journal kept in step: [`Session::execute`] is the one way to write.
//!
//! Nothing is applied before it is durable, and nothing is said to be saved, or not saved, before
//! the journal was looked at.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use crate::engine::{Command, Engine, Entry, Fact, Refusal, Seq};
use crate::journal::{Draft, Journal, JournalError, Source, Stamp};
use crate::schedule::{self, Fault, Lang, Need, Revision, Schedule, Severity, SourceFile, Text};

/// An engine that has taken in what the journal holds.
#[derive(Debug)]
pub struct Session {
    engine: Engine,
    journal: Journal,
    in_force: InForce,
    /// The last entry that the engine has taken in.
    head: Option<Seq>,
    unread: Vec<Unread>,
}

/// The schedule by which days are opened from now on, with the text that it was read from.
#[derive(Clone, Debug)]
pub struct InForce {
    /// The schedule.
    pub schedule: Arc<Schedule>,
    /// The files that it was read from; kept with the first day that it opens.
    pub source: Source,
}

impl InForce {
    /// Puts a schedule and its files together.
    pub fn new(schedule: Arc<Schedule>, files: &[SourceFile]) -> Self {
        let text = |it: &SourceFile| (it.name.clone(), it.kept());
        let revision = schedule.revision.clone();
        Self { schedule, source: Source { revision, files: files.iter().map(text).collect() } }
    }
}

/// A kept schedule that cannot be read; its days are shown by the one in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The day that is pinned to it.
    pub day: NaiveDate,
    /// Which one.
    pub revision: Revision,
    /// Why.
    pub why: Text,
}

/// Why a command has not become entries.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The engine says no; nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The journal could not do it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The write failed, and a look into the journal has shown that nothing is there.
    #[error("not saved: {0}")]
    NotSaved(String),
    /// Others kept writing; nothing was written.
    #[error("the journal moved on {TRIES_MAX} times")]
    Crowded,
}

impl SessionError {
    /// Returns what happened and what to do, as a sentence; a refusal is worded by `words`.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Refused(refusal) => refusal.to_string(),
            Self::Journal(fault) => fault.explain(lang),
            Self::NotSaved(why) => lang.of(
                format!("已核对：这一条没有保存（{why}）。请再按一次；急事请先记在纸上。"),
                format!("Checked: this was not saved ({why}). Try again; if urgent, use paper."),
            ),
            Self::Crowded => lang.of(
                "别的窗口一直在写记录，本次没有保存。请再按一次。".to_owned(),
                "Other windows kept writing; nothing was saved here. Try again.".to_owned(),
            ),
        }
    }
}

/// How often a command is decided again when others are faster.
const TRIES_MAX: u32 = 8;

impl Session {
    /// Takes in what the journal holds for the store day of `now`.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn open(
        journal: Journal,
        in_force: InForce,
        now: DateTime<Utc>,
    ) -> Result<Self, JournalError> {
        let day = in_force.schedule.day_of(now);
        let head = journal.head()?.map(|it| it.seq);
        let engine = Engine::new(Arc::clone(&in_force.schedule));
        let mut session = Self { engine, journal, in_force, head, unread: Vec::new() };
        session.load(day)?;
        Ok(session)
    }

    /// Returns an engine that stands where a past store day stood at an instant, with that day's
    /// entries up to then.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn of_day(
        journal: &Journal,
        in_force: &InForce,
        day: NaiveDate,
        cutoff: DateTime<Utc>,
    ) -> Result<(Engine, Vec<Entry>), JournalError> {
        let mut engine = Engine::new(Arc::clone(&in_force.schedule));
        let needs = needs(journal, &mut engine, day)?;
        let mut entries = journal.working_set_until(day, &needs, cutoff)?;
        for entry in &entries {
            // A schedule that cannot be read is shown by the one in force.
            pinned(journal, &mut engine, entry)?;
            engine.apply(entry);
        }
        entries.retain(|it| it.day == day);
        Ok((engine, entries))
    }

    /// Returns an engine that stands where the record stood with an entry, with the entries that it
    /// took in: at least all those after another one.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn of_lines(
        journal: &Journal,
        in_force: &InForce,
        after: Option<Seq>,
        upto: Seq,
    ) -> Result<(Engine, Vec<Entry>), JournalError> {
        let first = journal.entry(Seq(after.map_or(1, |it| it.0 + 1)))?;
        let last = journal.entry(upto)?;
        let days = [first, last].into_iter().flatten().map(|it| it.day);
        let mut engine = Engine::new(Arc::clone(&in_force.schedule));
        let Some(day) = days.min() else { return Ok((engine, Vec::new())) };
        let needs = needs(journal, &mut engine, day)?;
        let entries = journal.working_set_upto(day, &needs, upto)?;
        for entry in &entries {
            pinned(journal, &mut engine, entry)?;
            engine.apply(entry);
        }
        Ok((engine, entries))
    }

    /// Returns the schedule by which days are opened from now on.
    pub fn in_force(&self) -> &InForce {
        &self.in_force
    }

    /// Decides a command, makes its entries durable, and takes them in.
    ///
    /// A command that has been written before is not written again: its entries are returned.
    ///
    /// # Errors
    /// Refused, not saved, or not known to be saved: the error says which.
    pub fn execute(
        &mut self,
        stamp: &Stamp,
        command: &Command,
    ) -> Result<Vec<Entry>, SessionError> {
        let written = self.journal.lookup(&command.id)?;
        if !written.is_empty() {
            self.catch_up()?;
            return Ok(written);
        }
        // Entries keep milliseconds; what is decided must be what will be read.
        let now = stamp.recorded.trunc_subsecs(3);
        for _ in 0..TRIES_MAX {
            let facts = match self.engine.decide(now, command) {
                Ok(facts) => facts,
                // What another process wrote meanwhile may be what the command waits for.
                Err(_) if !self.catch_up()?.is_empty() => continue,
                Err(refusal) => return Err(refusal.into()),
            };
            let drafts = self.drafts(now, command, facts);
            let sources = std::slice::from_ref(&self.in_force.source);
            let opens = drafts.iter().any(|it| it.fact.pin().is_some());
            let sources = if opens { sources } else { &[] };
            match self.journal.append(stamp, self.head, &drafts, sources) {
                Ok(entries) => {
                    self.catch_up_with(&entries)?;
                    return Ok(entries);
                }
                Err(JournalError::Behind { .. }) => {
                    self.catch_up()?;
                }
                Err(JournalError::Unknown(why)) => return self.look(command, why),
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(SessionError::Crowded)
    }

    /// Takes in what other processes have written, and returns it.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn catch_up(&mut self) -> Result<Vec<Entry>, JournalError> {
        let entries = self.journal.entries_since(self.head)?;
        let pins = entries.iter().filter_map(|it| it.fact.pin());
        let foreign = pins.into_iter().find(|(_, it)| !self.engine.knows(it));
        match foreign.map(|(day, _)| day) {
            // Somebody works by another schedule, which may need other days as well.
            Some(day) => self.load(day)?,
            None => self.take_in(&entries)?,
        }
        Ok(entries)
    }

    /// Puts another schedule in force for the days that are not opened yet.
    ///
    /// # Errors
    /// The journal cannot be read; the session then stays as it was.
    pub fn put_in_force(
        &mut self,
        in_force: InForce,
        now: DateTime<Utc>,
    ) -> Result<(), JournalError> {
        let day = in_force.schedule.day_of(now);
        let before = std::mem::replace(&mut self.in_force, in_force);
        let loaded = self.load(day);
        if loaded.is_err() {
            self.in_force = before;
        }
        loaded
    }

    /// Takes in everything anew, as the schedule in force needs it for a store day.
    fn load(&mut self, day: NaiveDate) -> Result<(), JournalError> {
        let mut engine = Engine::new(Arc::clone(&self.in_force.schedule));
        let needs = needs(&self.journal, &mut engine, day)?;
        let entries = self.journal.working_set(day, &needs)?;
        let (mut unread, mut head) = (Vec::new(), self.head);
        for entry in &entries {
            unread.extend(pinned(&self.journal, &mut engine, entry)?);
            engine.apply(entry);
            head = head.max(Some(entry.seq));
        }
        (self.engine, self.unread, self.head) = (engine, unread, head);
        Ok(())
    }

    /// Returns the engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Returns the journal, for reading.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Marks that the desk is alive.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn mark_presence(&mut self, at: DateTime<Utc>) -> Result<(), JournalError> {
        self.journal.mark_presence(at)
    }

    /// Keeps what has been typed so far at a place of the screen; an empty text ends it.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn keep_draft(&mut self, place: &str, text: &str) -> Result<(), JournalError> {
        self.journal.keep_draft(place, text)
    }

    /// Returns the kept schedules that this program cannot read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    fn drafts(&self, now: DateTime<Utc>, command: &Command, facts: Vec<Fact>) -> Vec<Draft> {
        let day = self.in_force.schedule.day_of(now);
        let happened = command.happened.unwrap_or(now);
        let draft = |(number, fact)| Draft {
            id: format!("{}/{number}", command.id.0),
            day,
            happened,
            officer: command.officer.clone(),
            fact,
        };
        facts.into_iter().enumerate().map(draft).collect()
    }

    /// Finds out what became of a write whose end is not known.
    fn look(&mut self, command: &Command, why: String) -> Result<Vec<Entry>, SessionError> {
        if let Err(fault) = self.journal.reopen() {
            return Err(JournalError::Unknown(format!("{why}; {fault}")).into());
        }
        let written = self.journal.lookup(&command.id)?;
        self.catch_up()?;
        if written.is_empty() { Err(SessionError::NotSaved(why)) } else { Ok(written) }
    }

    /// Takes in entries that were just written, and those of others that may lie before them.
    fn catch_up_with(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        let next = Seq(self.head.map_or(1, |it| it.0 + 1));
        if entries.first().is_some_and(|it| it.seq == next) {
            return self.take_in(entries);
        }
        self.catch_up().map(|_| ())
    }

    fn take_in(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        for entry in entries {
            self.unread.extend(pinned(&self.journal, &mut self.engine, entry)?);
            self.engine.apply(entry);
            self.head = self.head.max(Some(entry.seq));
        }
        Ok(())
    }
}

/// Returns what a store day, and the one before that can still be written to, need of earlier
/// days: by the schedule in force and by those that the two are pinned to.
fn needs(
    journal: &Journal,
    engine: &mut Engine,
    day: NaiveDate,
) -> Result<Vec<Need>, JournalError> {
    let mut needs = Vec::new();
    if let Some(day) = journal.began()? {
        engine.began(day);
    }
    for day in [day.pred_opt().unwrap_or(day), day] {
        let in_force = Arc::clone(engine.schedule_of(day));
        for revision in journal.pins(day)? {
            if revision != in_force.revision
                && let Ok(schedule) = kept(journal, &revision)?
            {
                needs.extend(schedule.history(day));
                engine.know(Arc::new(schedule));
            }
        }
        needs.extend(in_force.history(day));
    }
    Ok(needs)
}

/// Makes the schedule known that an entry pins its day to, or says why it cannot be read.
fn pinned(
    journal: &Journal,
    engine: &mut Engine,
    entry: &Entry,
) -> Result<Option<Unread>, JournalError> {
    let Some((day, revision)) = entry.fact.pin() else { return Ok(None) };
    if engine.knows(revision) {
        return Ok(None);
    }
    match kept(journal, revision)? {
        Ok(schedule) => engine.know(Arc::new(schedule)),
        Err(why) => return Ok(Some(Unread { day, revision: revision.clone(), why })),
    }
    Ok(None)
}

/// Returns a schedule that was kept with a day, or why it cannot be read.
fn kept(journal: &Journal, revision: &Revision) -> Result<Result<Schedule, Text>, JournalError> {
    let Some(source) = journal.revision(revision)? else {
        let why =
            Text { zh: "原文没有留存".to_owned(), en: "its text is not kept".to_owned() };
        return Ok(Err(why));
    };
    let files: Vec<SourceFile> =
        source.files.into_iter().map(|(name, text)| SourceFile::of_kept(&name, &text)).collect();
    Ok(match schedule::read(&files) {
        Ok(reading) => Ok(reading.schedule),
        Err(faults) => Err(first_fault(faults)),
    })
}

fn first_fault(faults: Vec<Fault>) -> Text {
    let first = faults.into_iter().find(|it| it.severity == Severity::Error);
    first.map_or_else(|| Text::same(""), |it| it.title)
}
