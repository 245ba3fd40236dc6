//! A record that only practises: engine and entries in memory, numbered as a journal would.
//!
//! It has no journal, so nothing it takes can ever reach a real one.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::engine::{Action, Command, CommandId, Engine, Entry, Fact, Officer, Refusal, Seq};
use crate::schedule::Schedule;

/// An engine and what it recorded.
#[derive(Debug)]
pub(super) struct Practice {
    engine: Engine,
    entries: Vec<Entry>,
    commands: u64,
}

impl Practice {
    /// Returns a practice by a schedule, with nothing recorded.
    pub(super) fn new(schedule: Arc<Schedule>) -> Self {
        Self { engine: Engine::new(schedule), entries: Vec::new(), commands: 0 }
    }

    /// Carries out one wish, or says why not.
    ///
    /// # Errors
    /// The engine's refusal; nothing has changed then.
    pub(super) fn execute(
        &mut self,
        now: DateTime<Utc>,
        happened: Option<DateTime<Utc>>,
        officer: &Officer,
        action: Action,
    ) -> Result<Vec<Entry>, Refusal> {
        let id = format!("practice-{}", self.commands);
        let id = CommandId(Arc::from(id));
        let command = Command { id: id.clone(), officer: officer.clone(), happened, action };
        let facts = self.engine.decide(now, &command)?;
        self.commands += 1;
        let from = self.entries.len();
        for (number, fact) in facts.into_iter().enumerate() {
            let entry = self.entry(now, &command, format!("{}/{number}", id.0), fact);
            self.engine.apply(&entry);
            self.entries.push(entry);
        }
        Ok(self.entries[from..].to_vec())
    }

    /// Puts another schedule in force for the days that are not opened yet.
    pub(super) fn put_in_force(&mut self, schedule: Arc<Schedule>) {
        self.engine.put_in_force(schedule);
    }

    /// Returns the state.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Returns what has been recorded, in order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the state and what has been recorded.
    pub(super) fn into_parts(self) -> (Engine, Vec<Entry>) {
        (self.engine, self.entries)
    }

    fn entry(&self, now: DateTime<Utc>, command: &Command, id: String, fact: Fact) -> Entry {
        let seq = Seq(self.entries.len() as u64 + 1);
        let day = self.engine.agenda(now).day;
        let happened = command.happened.unwrap_or(now);
        Entry { seq, id, day, happened, recorded: now, officer: command.officer.clone(), fact }
    }
}
