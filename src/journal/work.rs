//! Which entries are about a step and a store day: how a day finds what earlier days recorded.
//!
//! The table follows from the entries, each row from one of them. It never says what they mean.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, OptionalExtension, params};

use super::{JournalError, row, schema};
use crate::engine::{Entry, Fact};
use crate::schedule::{ItemId, Need, OccurrenceId};

/// Parts an item from its floor in a topic; it stands in no word of a schedule.
const APART: char = '\n';

/// Returns the kinds of which every entry is about a step.
pub(super) fn reads(kind: &str) -> bool {
    matches!(
        kind,
        "answered"
            | "skipped"
            | "deferred"
            | "signed"
            | "returned"
            | "stood-in"
            | "swept"
            | "areas-named"
            | "area-removed"
            | "batch-left"
            | "batch-returned"
    )
}

/// Returns the occurrence that a fact is about and its topic: the item and floor of an answer, else
/// nothing. That somebody has heard a prompt says nothing on a later day.
fn topic(fact: &Fact) -> Option<(&OccurrenceId, String)> {
    let mut topic = String::new();
    match fact {
        Fact::Acknowledged(_) => return None,
        Fact::Answered(it) => {
            topic.push_str(it.question.item.as_str());
            if let Some(floor) = &it.question.floor {
                topic.push(APART);
                topic.push_str(floor.as_str());
            }
        }
        _ => {}
    }
    fact.occurrence().map(|it| (it, topic))
}

/// Writes an entry's row, if it is about a step.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(connection: &Connection, entry: &Entry) -> Result<(), JournalError> {
    let Some((id, topic)) = topic(&entry.fact) else { return Ok(()) };
    let sql = "INSERT INTO work (step, topic, day, seq) VALUES (?1, ?2, ?3, ?4)";
    let (step, day) = (id.step.as_str(), id.day.to_string());
    connection.prepare_cached(sql)?.execute(params![step, topic, day, row::stored(entry.seq)])?;
    Ok(())
}

/// The sum of many rows: two lots of rows are the same where their sums are, in whatever order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    count: u64,
    hash: u64,
}

impl Sum {
    /// Adds the row of an entry, if it is about a step.
    pub(super) fn take(&mut self, entry: &Entry) {
        if let Some((id, topic)) = topic(&entry.fact) {
            self.add(id.step.as_str(), &topic, &id.day.to_string(), row::stored(entry.seq));
        }
    }

    fn add(&mut self, step: &str, topic: &str, day: &str, seq: i64) {
        let mut hasher = DefaultHasher::new();
        (step, topic, day, seq).hash(&mut hasher);
        self.hash = self.hash.wrapping_add(hasher.finish());
        self.count += 1;
    }

    /// Returns whether the table says something else; a file of an older format has none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn differs(&self, connection: &Connection) -> Result<bool, JournalError> {
        if !exists(connection)? {
            return Ok(false);
        }
        let mut stored = Self::default();
        let mut statement = connection.prepare("SELECT step, topic, day, seq FROM work")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |at| -> rusqlite::Result<&str> { Ok(row.get_ref(at)?.as_str()?) };
            stored.add(text(0)?, text(1)?, text(2)?, row.get(3)?);
        }
        Ok(stored != *self)
    }
}

fn exists(connection: &Connection) -> Result<bool, JournalError> {
    match schema::identify(connection)? {
        schema::Found::Journal(version) => Ok(version >= schema::WORK_SINCE),
        schema::Found::Empty => Ok(false),
    }
}

/// Returns the numbers of the entries that are needed, with what opened their days.
///
/// # Errors
/// The file cannot be read.
pub(super) fn needed(
    connection: &Connection,
    needs: &[Need],
    cutoff_ms: i64,
) -> Result<Vec<i64>, JournalError> {
    let mut seqs = Vec::new();
    if needs.is_empty() || !exists(connection)? {
        return Ok(seqs);
    }
    for need in needs {
        match need {
            Need::Days { step, from, before } => {
                let last = before.pred_opt().unwrap_or(*before);
                let (from, last) = (from.to_string(), last.to_string());
                for topic in topics(connection, step.as_str())? {
                    add(connection, (step.as_str(), &topic), (&from, &last), &mut seqs)?;
                }
            }
            Need::LatestAnswer { step, item, before } => {
                let before = before.to_string();
                let all = topics(connection, step.as_str())?.into_iter();
                for topic in all.filter(|it| is_of(it, item)) {
                    let topic = (step.as_str(), topic.as_str());
                    if let Some(day) = latest(connection, topic, &before, cutoff_ms)? {
                        let day = day.as_str();
                        add(connection, topic, (day, day), &mut seqs)?;
                    }
                }
            }
        }
    }
    Ok(seqs)
}

fn is_of(topic: &str, item: &ItemId) -> bool {
    topic.split(APART).next() == Some(item.as_str())
}

/// Returns every topic of a step, without reading more than one row of each.
fn topics(connection: &Connection, step: &str) -> Result<Vec<String>, JournalError> {
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE known (topic) AS (
             SELECT (SELECT min(topic) FROM work WHERE step = ?1)
             UNION ALL
             SELECT (SELECT min(topic) FROM work WHERE step = ?1 AND topic > known.topic)
                 FROM known WHERE known.topic IS NOT NULL)
         SELECT topic FROM known WHERE topic IS NOT NULL",
    )?;
    let topics = statement.query_map([step], |row| row.get(0))?;
    Ok(topics.collect::<rusqlite::Result<_>>()?)
}

/// Returns the latest day before a date on which a topic has an answer that still counted at the
/// cut-off.
fn latest(
    connection: &Connection,
    (step, topic): (&str, &str),
    before: &str,
    cutoff_ms: i64,
) -> Result<Option<String>, JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT work.day FROM work JOIN entry ON entry.seq = work.seq
         WHERE step = ?1 AND topic = ?2 AND work.day < ?3 AND entry.recorded_ms <= ?4
             AND NOT EXISTS (
                 SELECT 1 FROM entry AS later
                 WHERE later.subject = work.seq AND later.kind = 'corrected'
                     AND later.recorded_ms <= ?4
                     AND json_extract(later.payload, '$.correction') = 'withdrawn')
         ORDER BY work.day DESC, work.seq DESC LIMIT 1",
    )?;
    let found = statement.query_row(params![step, topic, before, cutoff_ms], |row| row.get(0));
    Ok(found.optional()?)
}

/// Adds the entries of a topic on the days of a span, and what opened those days.
fn add(
    connection: &Connection,
    (step, topic): (&str, &str),
    (from, to): (&str, &str),
    seqs: &mut Vec<i64>,
) -> Result<(), JournalError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq FROM work WHERE step = ?1 AND topic = ?2 AND day BETWEEN ?3 AND ?4
         UNION
         SELECT mark.seq FROM day JOIN mark
             ON mark.kind IN ('day-opened', 'day-repinned')
             AND mark.seq BETWEEN day.first_seq AND day.last_seq
             WHERE day.day IN (SELECT day FROM work
                 WHERE step = ?1 AND topic = ?2 AND day BETWEEN ?3 AND ?4)",
    )?;
    let found = statement.query_map(params![step, topic, from, to], |row| row.get(0))?;
    for seq in found {
        seqs.push(seq?);
    }
    Ok(())
}
