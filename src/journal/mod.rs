//! What is kept: entries in a SQLite file, only ever added to, each chained to the one before.
//!
//! The only SQL of the program stands here. It never decides what is recorded, never reads the
//! clock, and never changes or deletes an entry.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Offset, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use crate::engine::{Fact, Officer, Seq};
use crate::schedule::Revision;

mod append;
pub mod chain;
mod explain;
mod fault;
mod handover;
mod open;
mod projection;
mod query;
mod read;
mod row;
mod schema;
mod search;
mod side;
pub mod stored;
mod token;
mod verify;
mod work;

pub use fault::JournalError;
pub use search::{Filter, Only};
pub use verify::{Anchor, Broken, NotAnAnchor, Sound, Unchecked, Verdict};

/// The entries of one desk.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    place: Place,
    desk_id: String,
    /// Set once a commit has failed: nothing is written before the file was opened again.
    suspect: bool,
}

/// Where the entries are, and what may be done with them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Memory,
    File(PathBuf),
    ReadOnly(PathBuf),
}

/// What a new journal is called, once and for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// The name of the desk, unlike any other; a part of every hash.
    pub desk_id: String,
    /// The name of this installation.
    pub install_id: String,
    /// When the journal began.
    pub created: DateTime<Utc>,
}

/// When and where an entry is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub recorded: DateTime<Utc>,
    /// How far the store's clock was ahead of UTC, in seconds.
    pub offset_s: i32,
    /// The name of the store's time zone.
    pub zone: String,
    /// Which run of the machine.
    pub boot_id: String,
    /// How long the machine had been up, sleep included.
    pub boot_ms: i64,
}

impl Stamp {
    /// Returns the stamp of an instant in a store's zone.
    pub fn new(recorded: DateTime<Utc>, zone: Tz, boot_id: &str, boot_ms: i64) -> Self {
        Self {
            recorded,
            offset_s: recorded.with_timezone(&zone).offset().fix().local_minus_utc(),
            zone: zone.name().to_owned(),
            boot_id: boot_id.to_owned(),
            boot_ms,
        }
    }
}

/// An entry that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Unique: the command's id, a slash and the number of the fact within the command, from 0.
    pub id: String,
    /// The store day it is written on.
    pub day: NaiveDate,
    /// When it happened.
    pub happened: DateTime<Utc>,
    /// Who asks for it.
    pub officer: Officer,
    /// What is recorded.
    pub fact: Fact,
}

/// The files that a schedule was read from, so that a day can be read by it for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The hash of the files.
    pub revision: Revision,
    /// Each file's name and text.
    pub files: Vec<(String, String)>,
}

/// The end of the chain: what is printed on paper as the anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last entry.
    pub seq: Seq,
    /// Its hash, 64 lower-case hex digits.
    pub hash: String,
}

impl Journal {
    /// Opens the journal at a path for reading and writing; a new one is founded if none is there.
    ///
    /// # Errors
    /// The place is not safe, the file is not a journal or a newer one, or a setting is refused.
    pub fn open(path: &Path, founding: &Founding) -> Result<Self, JournalError> {
        let mut connection = open::writer(path)?;
        schema::migrate(&mut connection, founding)?;
        Self::of(connection, Place::File(path.to_owned()))
    }

    /// Opens the journal at a path for reading only; it never writes and never checkpoints.
    ///
    /// # Errors
    /// There is none, the file is not a journal or a newer one, or a setting is refused.
    pub fn open_read_only(path: &Path) -> Result<Self, JournalError> {
        Self::of(open::reader(path)?, Place::ReadOnly(path.to_owned()))
    }

    /// Makes a journal that ends with the program, for rehearsals.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn in_memory(founding: &Founding) -> Result<Self, JournalError> {
        let mut connection = open::memory()?;
        schema::migrate(&mut connection, founding)?;
        Self::of(connection, Place::Memory)
    }

    /// Closes the file and opens it again, as must be done after [`JournalError::Unknown`].
    ///
    /// # Errors
    /// The same as when it was opened first; the journal then stays as it was.
    pub fn reopen(&mut self) -> Result<(), JournalError> {
        let connection = match &self.place {
            // What is in memory is all there is; the failed transaction has been rolled back.
            Place::Memory => {
                self.suspect = false;
                return Ok(());
            }
            Place::File(path) => open::writer(path)?,
            Place::ReadOnly(path) => open::reader(path)?,
        };
        self.connection = connection;
        self.suspect = false;
        Ok(())
    }

    /// Returns the name of the desk that the journal belongs to.
    pub fn desk_id(&self) -> &str {
        &self.desk_id
    }

    /// Returns where the journal lies; one in memory lies nowhere.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Memory => None,
            Place::File(path) | Place::ReadOnly(path) => Some(path),
        }
    }

    /// Returns the settings that the file is kept with, each as SQLite tells it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn settings(&self) -> Result<Vec<(&'static str, String)>, JournalError> {
        open::settings(&self.connection)
    }

    fn of(connection: Connection, place: Place) -> Result<Self, JournalError> {
        connection.set_prepared_statement_cache_capacity(64);
        let desk_id = connection
            .query_row("SELECT desk_id FROM desk", [], |row| row.get(0))
            .map_err(|fault| match fault {
                rusqlite::Error::QueryReturnedNoRows => {
                    JournalError::Corrupt("the desk has no name".to_owned())
                }
                other => other.into(),
            })?;
        Ok(Self { connection, place, desk_id, suspect: false })
    }
}
