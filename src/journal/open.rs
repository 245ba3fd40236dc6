//! Opens the file with every setting that durability rests on, and reads each one back.
//!
//! It refuses to go on with anything less, and changes nothing in a file that is not ours.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::JournalError;
use super::schema;
use crate::platform;

/// The first SQLite without the faults in write-ahead logging that lose entries: 3.51.3.
const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// How often the switch to write-ahead logging is tried while others do the same.
const SWITCHES_MAX: u32 = 20;

const BUSY_WAIT: Duration = Duration::from_secs(5);

/// The settings of a writer, in the order in which they are made; each is read back.
const SETTINGS: [(&str, &str); 9] = [
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("wal_autocheckpoint", "1000"),
    ("journal_size_limit", "67108864"),
    ("recursive_triggers", "1"),
    ("busy_timeout", "5000"),
];

/// The settings of a reader: it never writes and never checkpoints.
const READ_SETTINGS: [(&str, &str); 6] = [
    ("query_only", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("wal_autocheckpoint", "0"),
    ("busy_timeout", "5000"),
];

/// Opens a file for reading and writing; makes it, and its folder, where they are not there yet.
///
/// # Errors
/// The place is not safe, the file is not ours, or a setting was refused.
pub(super) fn writer(path: &Path) -> Result<Connection, JournalError> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = |why: String| JournalError::CannotOpen { path: path.to_owned(), why };
    platform::create_private_folder(folder).map_err(|fault| cannot(fault.to_string()))?;
    check_place(folder)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // Links in the path to the folder are fine; the file itself must not be one.
    let real = folder.canonicalize().map_err(|fault| cannot(fault.to_string()))?;
    let name = path.file_name().ok_or_else(|| cannot("no file name".to_owned()))?;
    let connection = Connection::open_with_flags(real.join(name), flags)
        .map_err(|fault| cannot(fault.to_string()))?;
    prepare(&connection, "wal")?;
    platform::make_private(&real.join(name)).map_err(|fault| cannot(fault.to_string()))?;
    Ok(connection)
}

/// Opens a database in memory, for rehearsals and tests.
///
/// # Errors
/// A setting was refused.
pub(super) fn memory() -> Result<Connection, JournalError> {
    let connection = Connection::open_in_memory()?;
    prepare(&connection, "memory")?;
    Ok(connection)
}

/// Opens a file for reading only.
///
/// # Errors
/// There is none, it is not ours, or a setting was refused.
pub(super) fn reader(path: &Path) -> Result<Connection, JournalError> {
    check_version()?;
    if !path.exists() {
        return Err(JournalError::Missing(path.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let cannot = |fault: rusqlite::Error| JournalError::CannotOpen {
        path: path.into(),
        why: fault.to_string(),
    };
    let connection = Connection::open_with_flags(path, flags).map_err(cannot)?;
    connection.busy_timeout(BUSY_WAIT)?;
    match schema::identify(&connection)? {
        schema::Found::Empty => return Err(JournalError::Missing(path.to_owned())),
        schema::Found::Journal(_) => {}
    }
    settle(&connection, &READ_SETTINGS)?;
    Ok(connection)
}

/// Returns the settings that a connection runs with, as SQLite tells them.
pub(super) fn settings(
    connection: &Connection,
) -> Result<Vec<(&'static str, String)>, JournalError> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let mut found = vec![("journal_mode", mode)];
    for (name, _) in SETTINGS.into_iter().chain([("query_only", "")]) {
        let value =
            connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).optional()?;
        found.extend(value.map(|it| (name, it.to_string())));
    }
    let defensive = connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)?;
    found.push(("defensive", i32::from(defensive).to_string()));
    Ok(found)
}

fn prepare(connection: &Connection, journal_mode: &str) -> Result<(), JournalError> {
    check_version()?;
    connection.busy_timeout(BUSY_WAIT)?;
    schema::identify(connection)?;
    expect("journal_mode", journal_mode, write_ahead(connection)?)?;
    settle(connection, &SETTINGS)
}

/// Switches to write-ahead logging, and returns the mode that is in force afterwards.
///
/// SQLite does not wait for another process that does the same to a new file; waiting for the right
/// to write does, so that is asked for in between.
fn write_ahead(connection: &Connection) -> Result<String, JournalError> {
    let switch =
        || connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0));
    for _ in 0..SWITCHES_MAX {
        match switch().map_err(JournalError::from) {
            Err(JournalError::Locked) => connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?,
            other => return other,
        }
    }
    Ok(switch()?)
}

fn settle(connection: &Connection, settings: &[(&'static str, &str)]) -> Result<(), JournalError> {
    for (name, wanted) in settings {
        connection.pragma_update(None, name, wanted).or_else(returns_a_row)?;
    }
    for (name, wanted) in settings {
        // SQLite answers nothing about memory maps where there is no file.
        let read = connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        if let Some(found) = read.optional()? {
            expect(name, wanted, found.to_string())?;
        }
    }
    let found = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    expect("defensive", "1", i32::from(found).to_string())
}

/// Some settings answer with their new value, which is read back below in any case.
fn returns_a_row(fault: rusqlite::Error) -> rusqlite::Result<()> {
    match fault {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    }
}

fn expect(name: &'static str, wanted: &str, found: String) -> Result<(), JournalError> {
    if found == wanted {
        return Ok(());
    }
    Err(JournalError::Setting { name, wanted: wanted.to_owned(), found })
}

fn check_version() -> Result<(), JournalError> {
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        return Err(JournalError::OldSqlite(rusqlite::version()));
    }
    Ok(())
}

fn check_place(folder: &Path) -> Result<(), JournalError> {
    let cannot = |fault: std::io::Error| JournalError::CannotOpen {
        path: folder.to_owned(),
        why: fault.to_string(),
    };
    if let Some(kind) = platform::remote_disk(folder).map_err(cannot)? {
        return Err(JournalError::RemoteDisk { path: folder.to_owned(), kind });
    }
    match platform::open_to_others(folder).map_err(cannot)? {
        Some(path) => Err(JournalError::OpenToOthers(path)),
        None => Ok(()),
    }
}
