//! The shape of the journal file: a list of migrations, counted by `user_version`.
//!
//! Lines are added to this list, never edited or removed: files of every age are brought up by it.

use rusqlite::{Connection, TransactionBehavior, params};

use super::{Founding, JournalError, projection};

/// Marks a SQLite file as a duty journal: the letters `zhbn`.
pub(super) const APPLICATION_ID: i64 = 0x7a68_626e;

/// The newest format that this program knows.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

const MIGRATIONS: [&str; 3] = [ENTRIES, LABELS, WORK];

// The triggers guard against accidents: a slip in this program, a hand at the sqlite3 shell. They
// do not stop somebody who means it, for whoever can write the file can drop a trigger; the chain
// of hashes shows that, up to the last head which somebody else holds.
const ENTRIES: &str = "
CREATE TABLE desk (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    desk_id TEXT NOT NULL,
    install_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    program TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    id TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    happened_ms INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    zone TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    officer TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER,
    payload TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX entry_subject ON entry (subject) WHERE subject IS NOT NULL;
CREATE TABLE revision (
    hash TEXT NOT NULL PRIMARY KEY,
    files TEXT NOT NULL
) STRICT;

CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM entry), 0) + 1
    OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'entries are only added at the end'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER desk_follows BEFORE INSERT ON desk WHEN EXISTS (SELECT 1 FROM desk)
BEGIN SELECT raise(ABORT, 'the desk is named once'); END;
CREATE TRIGGER desk_stays BEFORE UPDATE ON desk
BEGIN SELECT raise(ABORT, 'the desk is never changed'); END;
CREATE TRIGGER desk_remains BEFORE DELETE ON desk
BEGIN SELECT raise(ABORT, 'the desk is never deleted'); END;
CREATE TRIGGER revision_follows BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE hash = NEW.hash)
BEGIN SELECT raise(ABORT, 'a revision is kept once'); END;
CREATE TRIGGER revision_stays BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_remains BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never deleted'); END;

CREATE TABLE presence (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE draft (
    place TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
";

// The search index holds the labels of the entries from here on. It has no columns of its own for
// them, so nothing changes but the number, which makes the index of an older file anew.
const LABELS: &str = "";

// From here on stands which entry is about which step. That table follows from the entries, so
// nothing changes but the number, which builds it for an older file.
const WORK: &str = "";

/// The first format that tells which entry is about which step.
pub(super) const WORK_SINCE: i64 = 3;

/// Tables that follow from the entries: they may be dropped and are built again.
pub(super) const PROJECTIONS: &str = "
CREATE TABLE IF NOT EXISTS finding (
    seq INTEGER PRIMARY KEY,
    opened_day TEXT NOT NULL,
    closed_seq INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS finding_closed ON finding (closed_seq);
CREATE TABLE IF NOT EXISTS day (
    day TEXT NOT NULL PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    revision TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (
    kind TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (kind, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS work (
    step TEXT NOT NULL,
    topic TEXT NOT NULL,
    day TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (step, topic, day, seq)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS search
    USING fts5(words, content='', columnsize=0, tokenize='unicode61');
";

/// Removes every projection.
pub(super) const DROP_PROJECTIONS: &str = "
DROP TABLE IF EXISTS finding;
DROP TABLE IF EXISTS day;
DROP TABLE IF EXISTS mark;
DROP TABLE IF EXISTS work;
DROP TABLE IF EXISTS search;
";

/// What a file is, as far as its header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing is in it yet.
    Empty,
    /// A journal of this format.
    Journal(i64),
}

/// Returns what the file is, before anything in it is changed.
///
/// # Errors
/// It belongs to another program, or to a newer version of this one.
pub(super) fn identify(connection: &Connection) -> Result<Found, JournalError> {
    // One snapshot: another process may be making a journal of the file at this moment.
    let snapshot = connection.is_autocommit().then(|| connection.unchecked_transaction());
    let _snapshot = snapshot.transpose()?;
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, version) {
        (0, 0) if tables == 0 => Ok(Found::Empty),
        (APPLICATION_ID, 1..=VERSION) => Ok(Found::Journal(version)),
        (APPLICATION_ID, found) if found > VERSION => {
            Err(JournalError::Newer { found, known: VERSION })
        }
        (_, _) => Err(JournalError::NotAJournal),
    }
}

/// Brings a file to the newest format; a new file becomes the journal of a new desk.
///
/// # Errors
/// The file cannot be written, or another process has made something else of it.
pub(super) fn migrate(
    connection: &mut Connection,
    founding: &Founding,
) -> Result<(), JournalError> {
    if identify(connection)? == Found::Journal(VERSION) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been first.
    let done = match identify(&transaction)? {
        Found::Empty => 0,
        Found::Journal(version) => version,
    };
    for step in MIGRATIONS.iter().skip(usize::try_from(done).unwrap_or(MIGRATIONS.len())) {
        transaction.execute_batch(step)?;
    }
    // A file of an older format gets the projections of this one.
    projection::rebuild(&transaction)?;
    if done == 0 {
        transaction.execute(
            "INSERT INTO desk (only, desk_id, install_id, created_ms, program)
             VALUES (1, ?1, ?2, ?3, ?4)",
            params![
                founding.desk_id,
                founding.install_id,
                founding.created.timestamp_millis(),
                env!("CARGO_PKG_VERSION")
            ],
        )?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit().map_err(JournalError::from)
}

/// Returns the first guard of the entries that is missing or not as it was made.
///
/// # Errors
/// The file cannot be read.
pub(super) fn missing_guard(connection: &Connection) -> Result<Option<String>, JournalError> {
    let mut made = connection
        .prepare("SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql = ?3")?;
    let fresh = Connection::open_in_memory()?;
    for step in MIGRATIONS {
        fresh.execute_batch(step)?;
    }
    let mut wanted = fresh.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger')
         AND sql IS NOT NULL",
    )?;
    let mut rows = wanted.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !made.exists([&kind, &name, &sql])? {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
