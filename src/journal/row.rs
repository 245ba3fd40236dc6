//! One row of the entry table: how it is read, and how it becomes an entry of the engine.
//!
//! It never writes.

use rusqlite::Row;

use super::JournalError;
use super::chain::Link;
use super::stored::{self, Unreadable};
use crate::engine::{Entry, Officer, Seq};

/// The columns in the order in which [`link`] reads them.
pub(super) const COLUMNS: &str = "seq, prev, id, day, happened_ms, recorded_ms, offset_s, zone, \
     boot_id, boot_ms, officer, kind, subject, payload, hash";

/// The position of the hash among [`COLUMNS`].
pub(super) const HASH: usize = 14;

/// Returns the row's fields without copying them.
pub(super) fn link<'a>(row: &'a Row<'_>) -> rusqlite::Result<Link<'a>> {
    let text = |at: usize| -> rusqlite::Result<&'a str> { Ok(row.get_ref(at)?.as_str()?) };
    Ok(Link {
        seq: row.get(0)?,
        prev: text(1)?,
        id: text(2)?,
        day: text(3)?,
        happened_ms: row.get(4)?,
        recorded_ms: row.get(5)?,
        offset_s: row.get(6)?,
        zone: text(7)?,
        boot_id: text(8)?,
        boot_ms: row.get(9)?,
        officer: text(10)?,
        kind: text(11)?,
        subject: row.get(12)?,
        payload: text(13)?,
    })
}

/// Returns the entry that a stored row stands for.
pub(super) fn entry(link: &Link<'_>) -> Result<Entry, JournalError> {
    let seq = seq(link.seq);
    let damaged = |why: Unreadable| JournalError::Entry { seq, why };
    Ok(Entry {
        seq,
        id: link.id.to_owned(),
        day: stored::day(link.day).map_err(damaged)?,
        happened: stored::instant(link.happened_ms).map_err(damaged)?,
        recorded: stored::instant(link.recorded_ms).map_err(damaged)?,
        officer: Officer(link.officer.into()),
        fact: stored::decode(link.kind, link.payload).map_err(damaged)?,
    })
}

/// Returns a row's number as the engine counts.
pub(super) fn seq(stored: i64) -> Seq {
    Seq(u64::try_from(stored).unwrap_or(0))
}

/// Returns the engine's number as a row's; one beyond all rows fits no row.
pub(super) fn stored(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}
