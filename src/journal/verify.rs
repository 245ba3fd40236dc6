//! Checks the whole journal: every link of the chain, the file, the guards and the projections.
//!
//! It names the first entry that is wrong by its number, says what it could not check, and repairs
//! nothing.

use std::collections::BTreeSet;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension};

use super::chain::{self, Chain};
use super::projection::Expected;
use super::{Head, Journal, JournalError, row, schema};
use crate::engine::Seq;
use crate::schedule::Revision;

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing wrong was found.
    Sound(Sound),
    /// Something is wrong; this is the first of it.
    Broken(Broken),
}

/// A journal in which nothing wrong was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// How many entries there are.
    pub count: u64,
    /// The end of the chain.
    pub head: Option<Head>,
    /// What this check cannot tell.
    pub unchecked: Vec<Unchecked>,
}

/// What a check cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// No head from paper was given: a chain made anew would look the same.
    NoAnchor,
    /// These newest entries come after the head that was given.
    SinceAnchor {
        /// How many.
        count: u64,
    },
    /// The search index holds no text to compare.
    SearchIndex,
}

/// The first thing that is wrong with a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// An entry is missing: another stands in its place.
    Missing {
        /// The number that should be there.
        expected: Seq,
        /// The number that is there.
        found: Seq,
    },
    /// An entry does not follow the one before.
    Link(Seq),
    /// An entry is not what was written.
    Changed(Seq),
    /// An entry cannot be read.
    Unreadable(Seq, String),
    /// The journal does not pass by the head that was given.
    Anchor(Seq),
    /// The journal ends before the head that was given.
    CutOff {
        /// The head that was given.
        anchor: Seq,
        /// Where the journal ends.
        head: Option<Seq>,
    },
    /// A day was opened on a schedule whose text is not kept.
    Source(Seq, Revision),
    /// The file itself is damaged.
    File(String),
    /// A table or trigger that guards the entries is missing or was changed.
    Guard(String),
    /// A table that follows from the entries says something else; it can be built again.
    Projection(&'static str),
}

/// A head as it was printed: a number and at least the first eight digits of its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    seq: Seq,
    digits: String,
}

/// The text is not an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an anchor such as 18391:4F2A-91C0-77D1")]
pub struct NotAnAnchor;

impl FromStr for Anchor {
    type Err = NotAnAnchor;

    fn from_str(text: &str) -> Result<Self, NotAnAnchor> {
        let (number, hash) = text.trim().split_once(':').ok_or(NotAnAnchor)?;
        let seq = number.trim().parse().map(Seq).map_err(|_| NotAnAnchor)?;
        let digits: String = hash.chars().filter(|it| !matches!(it, '-' | ' ')).collect();
        let digits = digits.to_ascii_lowercase();
        let hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        if !hex || !(8..=64).contains(&digits.len()) || seq.0 == 0 {
            return Err(NotAnAnchor);
        }
        Ok(Self { seq, digits })
    }
}

impl Journal {
    /// Checks everything, against a head from paper if one is given.
    ///
    /// # Errors
    /// The file cannot be read; damage that is found is not an error but the verdict.
    pub fn verify(&self, anchor: Option<&Anchor>) -> Result<Verdict, JournalError> {
        // One transaction: entries that are added meanwhile do not disturb.
        let snapshot = self.connection.unchecked_transaction()?;
        let walked = match walk(&snapshot, &self.desk_id, anchor) {
            Err(JournalError::Corrupt(why)) => Err(Broken::File(why)),
            other => other?,
        };
        let sound = match walked {
            Err(broken) => return Ok(Verdict::Broken(broken)),
            Ok(sound) => sound,
        };
        if let Some(name) = schema::missing_guard(&snapshot)? {
            return Ok(Verdict::Broken(Broken::Guard(name)));
        }
        if let Some(why) = damage(&snapshot)? {
            return Ok(Verdict::Broken(Broken::File(why)));
        }
        Ok(Verdict::Sound(sound))
    }
}

/// Walks the chain from the first entry to the last.
fn walk(
    connection: &Connection,
    desk_id: &str,
    anchor: Option<&Anchor>,
) -> Result<Result<Sound, Broken>, JournalError> {
    let sql = format!("SELECT {} FROM entry ORDER BY seq", row::COLUMNS);
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut chain, mut expected) = (Chain::of(desk_id), Expected::default());
    let (mut last, mut count) = (chain::START.to_owned(), 0);
    let sources = sources(connection)?;
    while let Some(it) = rows.next()? {
        count += 1;
        let link = match row::link(it) {
            Ok(link) => link,
            Err(fault) => return Ok(Err(Broken::Unreadable(row::seq(count), fault.to_string()))),
        };
        let (seq, hash) = (row::seq(link.seq), it.get_ref(row::HASH)?.as_str().unwrap_or(""));
        if link.seq != count {
            return Ok(Err(Broken::Missing { expected: row::seq(count), found: seq }));
        }
        if link.prev != last {
            return Ok(Err(Broken::Link(seq)));
        }
        if !chain.fits(&link, hash) {
            return Ok(Err(Broken::Changed(seq)));
        }
        if anchor.is_some_and(|it| it.seq == seq && !hash.starts_with(&it.digits)) {
            return Ok(Err(Broken::Anchor(seq)));
        }
        expected.count(link.day, link.seq);
        if Expected::reads(link.kind) {
            let entry = match row::entry(&link) {
                Ok(entry) => entry,
                Err(fault) => return Ok(Err(Broken::Unreadable(seq, fault.to_string()))),
            };
            if let Some((_, revision)) = entry.fact.pin()
                && !sources.contains(revision.as_str())
            {
                return Ok(Err(Broken::Source(seq, revision.clone())));
            }
            expected.take(&entry);
        }
        last.clear();
        last.push_str(hash);
    }
    let head = (count > 0).then(|| Head { seq: row::seq(count), hash: last });
    let mut unchecked = Vec::new();
    match anchor {
        None => unchecked.push(Unchecked::NoAnchor),
        Some(it) if it.seq > row::seq(count) => {
            let head = head.map(|it| it.seq);
            return Ok(Err(Broken::CutOff { anchor: it.seq, head }));
        }
        Some(it) if it.seq < row::seq(count) => {
            unchecked.push(Unchecked::SinceAnchor { count: row::seq(count).0 - it.seq.0 });
        }
        Some(_) => {}
    }
    unchecked.push(Unchecked::SearchIndex);
    if let Some(table) = expected.differs(connection)? {
        return Ok(Err(Broken::Projection(table)));
    }
    Ok(Ok(Sound { count: row::seq(count).0, head, unchecked }))
}

fn sources(connection: &Connection) -> Result<BTreeSet<String>, JournalError> {
    let mut statement = connection.prepare("SELECT hash FROM revision")?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Returns the first damage that SQLite finds in the file.
///
/// Table by table, because the check of the whole would also read every word of the search index,
/// which takes longer than everything else and says nothing about an entry.
fn damage(connection: &Connection) -> Result<Option<String>, JournalError> {
    let found = connection
        .prepare(
            "SELECT damage.integrity_check
             FROM sqlite_schema, pragma_integrity_check(sqlite_schema.name) AS damage
             WHERE type = 'table' AND rootpage > 0 AND damage.integrity_check <> 'ok'",
        )
        .and_then(|mut it| it.query_row([], |row| row.get(0)).optional());
    match found.map_err(JournalError::from) {
        Err(JournalError::Corrupt(why)) => Ok(Some(why)),
        other => other,
    }
}
