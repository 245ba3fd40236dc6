//! Reads entries: those that follow, those of a day, and those that an engine needs for a day.
//!
//! It never writes, and never returns entries in another order than that of their numbers.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::{Filter, Head, Journal, JournalError, Source, row, search, work};
use crate::engine::paper::Document;
use crate::engine::photo::Photo;
use crate::engine::{CommandId, Entry, Fact, Seq};
use crate::schedule::{Need, Revision};

impl Journal {
    /// Returns the end of the chain, or nothing before the first entry.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn head(&self) -> Result<Option<Head>, JournalError> {
        head(&self.connection)
    }

    /// Returns a number that changes when another process has written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn data_version(&self) -> Result<i64, JournalError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Returns the entries after a number; all of them after none.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn entries_since(&self, seq: Option<Seq>) -> Result<Vec<Entry>, JournalError> {
        let after = seq.map_or(0, row::stored);
        entries(&self.connection, "WHERE seq > ?1 ORDER BY seq", [after])
    }

    /// Returns the entries written on a store day.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn entries_of_day(&self, day: NaiveDate) -> Result<Vec<Entry>, JournalError> {
        entries(
            &self.connection,
            "WHERE day = ?1 AND seq >= (SELECT first_seq FROM day WHERE day = ?1)
             AND seq <= (SELECT last_seq FROM day WHERE day = ?1) ORDER BY seq",
            [day.to_string()],
        )
    }

    /// Returns one entry, or nothing where there is none of that number.
    ///
    /// # Errors
    /// The entry cannot be read.
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, JournalError> {
        Ok(entries(&self.connection, "WHERE seq = ?1", [row::stored(seq)])?.pop())
    }

    /// Returns the hash of an entry, or nothing where there is none of that number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn hash_of(&self, seq: Seq) -> Result<Option<String>, JournalError> {
        let sql = "SELECT hash FROM entry WHERE seq = ?1";
        let found = self.connection.query_row(sql, [row::stored(seq)], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Returns the last entry, up to one of that number, which says that a document of a kind left
    /// the desk, with the hash of what left.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn last_document(
        &self,
        document: Document,
        until: Seq,
    ) -> Result<Option<(Seq, String)>, JournalError> {
        let sql = "WHERE kind IN ('exported', 'printed') AND payload ->> '$.document' = ?1
                   AND seq <= ?2 ORDER BY seq DESC LIMIT 1";
        let found = entries(&self.connection, sql, params![document.word(), row::stored(until)])?;
        Ok(found.into_iter().find_map(|it| match it.fact {
            Fact::Exported(of) => Some((it.seq, of.sha256)),
            Fact::Printed(of) => Some((it.seq, of.sha256)),
            _ => None,
        }))
    }

    /// Returns the entries which say that a file or sheets left the desk with this hash, or a file
    /// of this name, oldest first.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn left_desk(&self, sha256: &str, file: &str) -> Result<Vec<Entry>, JournalError> {
        let sql = "WHERE kind IN ('exported', 'printed')
                   AND (payload ->> '$.sha256' = ?1 OR payload ->> '$.file' = ?2) ORDER BY seq";
        entries(&self.connection, sql, params![sha256, file])
    }

    /// Returns every photo that an entry names, with the entry, in order.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn photos(&self) -> Result<Vec<(Seq, Photo)>, JournalError> {
        // Whatever is known by a hash says so in its text; only those are taken apart.
        let sql = "WHERE instr(payload, '\"sha256\"') > 0 ORDER BY seq";
        let named = entries(&self.connection, sql, [])?.into_iter().flat_map(|it| {
            let seq = it.seq;
            let photos = it.fact.photos().to_vec();
            photos.into_iter().map(move |photo| (seq, photo))
        });
        Ok(named.collect())
    }

    /// Returns what a command has written; nothing means that it never was.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn lookup(&self, command: &CommandId) -> Result<Vec<Entry>, JournalError> {
        of_command(&self.connection, &command.0)
    }

    /// Returns what an engine needs to work on a store day: the entries of that day, the day
    /// before and all later ones; findings that were open then, with all that is about them; what
    /// those entries are about; the latest of what names the store and tells who sat there; what is
    /// needed of earlier days, with all that is about it and with what opened those days; the
    /// officers; and the tries with PINs that may still bar somebody.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn working_set(&self, day: NaiveDate, needs: &[Need]) -> Result<Vec<Entry>, JournalError> {
        self.working(day, needs, &Until::default())
    }

    /// Returns the working set of a past store day as it stood at an instant.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn working_set_until(
        &self,
        day: NaiveDate,
        needs: &[Need],
        cutoff: DateTime<Utc>,
    ) -> Result<Vec<Entry>, JournalError> {
        let until = Until {
            day: day.to_string(),
            recorded_ms: cutoff.timestamp_millis(),
            ..Until::default()
        };
        self.working(day, needs, &until)
    }

    /// Returns the working set from a store day on as it stood with an entry: the order of the
    /// entries counts here, not the clock.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn working_set_upto(
        &self,
        day: NaiveDate,
        needs: &[Need],
        upto: Seq,
    ) -> Result<Vec<Entry>, JournalError> {
        let until = Until { seq: row::stored(upto), ..Until::default() };
        self.working(day, needs, &until)
    }

    fn working(
        &self,
        day: NaiveDate,
        needs: &[Need],
        until: &Until,
    ) -> Result<Vec<Entry>, JournalError> {
        let from = day.pred_opt().unwrap_or(day).to_string();
        // Nothing of that day or later: everything that counts lies before the next entry.
        let sql = "SELECT coalesce(
                       (SELECT min(first_seq) FROM day WHERE day >= ?1),
                       (SELECT max(seq) + 1 FROM entry), 1)";
        let first: i64 = self.connection.query_row(sql, [&from], |row| row.get(0))?;
        let needed = work::needed(&self.connection, needs, until.recorded_ms)?;
        let needed: Vec<String> = needed.iter().map(i64::to_string).collect();
        let needed = format!("[{}]", needed.join(","));
        let (last_day, cutoff_ms, last) = (&until.day, until.recorded_ms, until.seq);
        let values = params![first, from, last_day, cutoff_ms, needed, last];
        entries(&self.connection, WORKING, values)
    }

    /// Returns the entries that fit a filter, the newest first.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn search(&self, filter: &Filter) -> Result<Vec<Entry>, JournalError> {
        search::find(&self.connection, filter)
    }

    /// Returns the store days that have entries, newest first, with the schedule each is pinned to.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn days(&self) -> Result<BTreeMap<NaiveDate, Option<Revision>>, JournalError> {
        let mut statement = self.connection.prepare_cached("SELECT day, revision FROM day")?;
        let mut rows = statement.query([])?;
        let mut days = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            let day = super::stored::day(&text)
                .map_err(|fault| JournalError::Corrupt(fault.to_string()))?;
            let revision: Option<String> = row.get(1)?;
            days.insert(day, revision.as_deref().map(Revision::new));
        }
        Ok(days)
    }

    /// Returns the first store day of the record, or nothing before the first entry.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn began(&self) -> Result<Option<NaiveDate>, JournalError> {
        let sql = "SELECT min(day) FROM day WHERE revision IS NOT NULL";
        let found: Option<String> = self.connection.query_row(sql, [], |row| row.get(0))?;
        let day = found.as_deref().map(super::stored::day).transpose();
        day.map_err(|fault| JournalError::Corrupt(fault.to_string()))
    }

    /// Returns the schedules that a store day is or was pinned to, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn pins(&self, day: NaiveDate) -> Result<Vec<Revision>, JournalError> {
        let opened = entries(
            &self.connection,
            "WHERE seq IN (SELECT mark.seq FROM day JOIN mark
                 ON mark.kind IN ('day-opened', 'day-repinned')
                 AND mark.seq BETWEEN day.first_seq AND day.last_seq
                 WHERE day.day = ?1) ORDER BY seq",
            [day.to_string()],
        )?;
        Ok(opened.iter().filter_map(|it| it.fact.pin()).map(|it| it.1.clone()).collect())
    }

    /// Returns the files of a schedule that a day was opened with, if they are kept.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn revision(&self, revision: &Revision) -> Result<Option<Source>, JournalError> {
        let sql = "SELECT files FROM revision WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let stored: Option<String> =
            statement.query_row([revision.as_str()], |row| row.get(0)).optional()?;
        let Some(text) = stored else { return Ok(None) };
        let files = serde_json::from_str(&text)
            .map_err(|fault| JournalError::Corrupt(format!("schedule {revision}: {fault}")))?;
        Ok(Some(Source { revision: revision.clone(), files }))
    }
}

/// Up to where a working set goes.
struct Until {
    day: String,
    recorded_ms: i64,
    seq: i64,
}

impl Default for Until {
    fn default() -> Self {
        Self { day: "9999-12-31".to_owned(), recorded_ms: i64::MAX, seq: i64::MAX }
    }
}

/// The entries of a day's working set; see [`Journal::working_set`].
///
/// `up` climbs from recent entries to what they are about, `down` from findings, and from what is
/// needed of earlier days, to what is about them. The index is named, because without statistics the whole table would be read.
const WORKING: &str = "
WHERE recorded_ms <= ?4 AND day <= ?3 AND seq <= ?6 AND seq IN (
    WITH RECURSIVE
    up (seq) AS (
        SELECT subject FROM entry NOT INDEXED WHERE seq >= ?1 AND subject IS NOT NULL
        UNION
        SELECT entry.subject FROM up JOIN entry ON entry.seq = up.seq
            WHERE entry.subject IS NOT NULL),
    down (seq) AS (
        SELECT seq FROM finding INDEXED BY finding_closed WHERE closed_seq IS NULL
        UNION
        SELECT seq FROM finding INDEXED BY finding_closed WHERE closed_seq >= ?1
        UNION
        SELECT seq FROM up
        UNION
        SELECT value FROM json_each(?5)
        UNION
        SELECT entry.seq FROM down JOIN entry ON entry.subject = down.seq),
    last (seq) AS (
        SELECT (SELECT seq FROM mark WHERE mark.kind = latest.column1
            AND EXISTS (SELECT 1 FROM entry WHERE entry.seq = mark.seq AND recorded_ms <= ?4)
            AND mark.seq <= ?6
            ORDER BY seq DESC LIMIT 1)
        FROM (VALUES ('store-named'), ('desk-taken'), ('desk-started'), ('desk-stopped'),
            ('handover-begun'), ('handover-accepted'), ('handover-signed-alone')) AS latest),
    handed (seq) AS (
        SELECT seq FROM last JOIN entry USING (seq) WHERE kind = 'handover-begun'
        UNION
        SELECT subject FROM last JOIN entry USING (seq) WHERE subject IS NOT NULL)
    SELECT seq FROM entry WHERE seq >= ?1 AND day >= ?2
    UNION
    SELECT seq FROM down
    UNION
    SELECT seq FROM last
    UNION
    SELECT seq FROM handed
    UNION
    SELECT entry.seq FROM handed JOIN entry ON entry.subject = handed.seq
    UNION
    SELECT seq FROM mark WHERE kind = 'incident-begun' AND NOT EXISTS (
        SELECT 1 FROM entry INDEXED BY entry_subject
            WHERE subject = mark.seq AND kind = 'incident-over' AND recorded_ms <= ?4
                AND seq <= ?6)
    UNION
    SELECT seq FROM mark
        WHERE kind IN ('officer-added', 'officer-retired', 'pin-set', 'signing-released')
    UNION
    SELECT seq FROM mark WHERE kind >= 'wrong:' AND kind < 'wrong;'
    UNION
    SELECT seq FROM (SELECT seq FROM mark WHERE kind IN ('pin-tried', 'pin-proven')
        ORDER BY seq DESC LIMIT 400))
ORDER BY seq";

/// Returns the end of the chain.
pub(super) fn head(connection: &Connection) -> Result<Option<Head>, JournalError> {
    let sql = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| Ok(Head { seq: row::seq(row.get(0)?), hash: row.get(1)? });
    Ok(statement.query_row([], read).optional()?)
}

/// Returns what a command has written.
pub(super) fn of_command(
    connection: &Connection,
    command: &str,
) -> Result<Vec<Entry>, JournalError> {
    // The zero is the character after the slash: this is the range of all ids of the command.
    let (from, to) = (format!("{command}/"), format!("{command}0"));
    entries(connection, "WHERE id >= ?1 AND id < ?2 ORDER BY seq", [from, to])
}

pub(super) fn entries(
    connection: &Connection,
    rest: &str,
    values: impl Params,
) -> Result<Vec<Entry>, JournalError> {
    let sql = format!("SELECT {} FROM entry {rest}", row::COLUMNS);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(row::entry(&row::link(row)?)?);
    }
    Ok(entries)
}
