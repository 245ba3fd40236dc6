//! Adds entries: all of a command's or none, each once, in one transaction with one flush.
//!
//! It never decides; where somebody else was first, it says so and writes nothing.

use rusqlite::{Connection, TransactionBehavior, params};

use super::chain::{self, Chain, Link};
use super::{Draft, Journal, JournalError, Place, Source, Stamp, projection, read, row, stored};
use crate::engine::{Entry, Seq};

impl Journal {
    /// Writes the entries of one command after the last entry that its decision knew.
    ///
    /// If the command has been written before, the stored entries are returned and nothing is
    /// written: a retry is not a second entry. `sources` are the texts of schedules that a day is
    /// opened with.
    ///
    /// # Errors
    /// `Behind`: another process was first, decide again. `Unknown`: only a look into the journal,
    /// opened again, tells. With any other error nothing was written.
    pub fn append(
        &mut self,
        stamp: &Stamp,
        after: Option<Seq>,
        drafts: &[Draft],
        sources: &[Source],
    ) -> Result<Vec<Entry>, JournalError> {
        let Some(first) = drafts.first() else { return Ok(Vec::new()) };
        if matches!(self.place, Place::ReadOnly(_)) {
            return Err(JournalError::ReadOnly);
        }
        if self.suspect {
            return Err(JournalError::Unknown("reopen first".to_owned()));
        }
        let mut chain = Chain::of(&self.desk_id);
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let written = read::of_command(&transaction, command_of(&first.id))?;
        if !written.is_empty() {
            return Ok(written);
        }
        let head = read::head(&transaction)?;
        let last = head.as_ref().map(|it| it.seq);
        if last != after {
            return Err(JournalError::Behind { head: last });
        }
        keep_sources(&transaction, sources, drafts)?;
        let mut prev = head.map_or_else(|| chain::START.to_owned(), |it| it.hash);
        let mut next = last.map_or(1, |it| row::stored(it) + 1);
        let mut entries = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (entry, hash) = insert(&transaction, &mut chain, stamp, draft, next, &prev)?;
            projection::write(&transaction, &entry)?;
            entries.push(entry);
            (prev, next) = (hash, next + 1);
        }
        if let Err(fault) = transaction.commit() {
            self.suspect = true;
            return Err(JournalError::Unknown(fault.to_string()));
        }
        Ok(entries)
    }

    /// Drops the projections and builds them again from the entries.
    ///
    /// # Errors
    /// An entry cannot be read or the file cannot be written; everything is then as before.
    pub fn rebuild(&mut self) -> Result<(), JournalError> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        projection::rebuild(&transaction)?;
        transaction.commit().map_err(JournalError::from)
    }
}

/// Returns the part of an entry's id that names its command.
fn command_of(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(command, _)| command)
}

fn keep_sources(
    connection: &Connection,
    sources: &[Source],
    drafts: &[Draft],
) -> Result<(), JournalError> {
    let kept = |hash: &str| {
        let mut statement = connection.prepare_cached("SELECT 1 FROM revision WHERE hash = ?1")?;
        statement.exists([hash])
    };
    for source in sources {
        if !kept(source.revision.as_str())? {
            let files = serde_json::to_string(&source.files)
                .map_err(|fault| JournalError::Sqlite(fault.to_string()))?;
            connection.execute(
                "INSERT INTO revision (hash, files) VALUES (?1, ?2)",
                params![source.revision.as_str(), files],
            )?;
        }
    }
    for draft in drafts {
        if let Some((_, revision)) = draft.fact.pin()
            && !kept(revision.as_str())?
        {
            return Err(JournalError::NoSource(revision.clone()));
        }
    }
    Ok(())
}

/// Inserts one entry, and returns it as it will be read back, with its hash.
fn insert(
    connection: &Connection,
    chain: &mut Chain,
    stamp: &Stamp,
    draft: &Draft,
    seq: i64,
    prev: &str,
) -> Result<(Entry, String), JournalError> {
    let (day, payload) = (draft.day.to_string(), stored::encode(&draft.fact));
    let link = Link {
        seq,
        prev,
        id: &draft.id,
        day: &day,
        happened_ms: draft.happened.timestamp_millis(),
        recorded_ms: stamp.recorded.timestamp_millis(),
        offset_s: stamp.offset_s.into(),
        zone: &stamp.zone,
        boot_id: &stamp.boot_id,
        boot_ms: stamp.boot_ms,
        officer: draft.officer.as_str(),
        kind: stored::kind(&draft.fact),
        subject: draft.fact.subject().map(row::stored),
        payload: &payload,
    };
    let hash = chain.hash(&link);
    let mut statement = connection.prepare_cached(
        "INSERT INTO entry (seq, prev, id, day, happened_ms, recorded_ms, offset_s, zone, boot_id,
             boot_ms, officer, kind, subject, payload, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    statement.execute(params![
        link.seq,
        link.prev,
        link.id,
        link.day,
        link.happened_ms,
        link.recorded_ms,
        link.offset_s,
        link.zone,
        link.boot_id,
        link.boot_ms,
        link.officer,
        link.kind,
        link.subject,
        link.payload,
        hash
    ])?;
    // What is handed on is what a later start will read: replay and live cannot differ.
    Ok((row::entry(&link)?, hash))
}
