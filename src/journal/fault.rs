//! Why the journal could not do what was asked.
//!
//! It never repairs anything and never guesses whether an entry was written.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::stored::Unreadable;
use crate::engine::Seq;
use crate::schedule::Revision;

/// Why the journal could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Somebody else has written meanwhile; read on and decide again. Nothing was written.
    #[error("the journal has moved on to {head:?}")]
    Behind {
        /// The last entry there is.
        head: Option<Seq>,
    },
    /// The commit failed, and only a look into the journal tells whether the entry is there.
    #[error("not known whether the entry was written: {0}")]
    Unknown(String),
    /// The disk is full. Nothing was written.
    #[error("the disk is full")]
    Full,
    /// The journal may only be read here.
    #[error("the journal is read-only")]
    ReadOnly,
    /// Another process holds the journal for too long. Nothing was written.
    #[error("the journal is held by another process")]
    Locked,
    /// The disk does not do what it is asked.
    #[error("the disk fails: {0}")]
    Disk(String),
    /// The file is damaged.
    #[error("the journal file is damaged: {0}")]
    Corrupt(String),
    /// An entry cannot be read.
    #[error("entry {} cannot be read: {why}", seq.0)]
    Entry {
        /// Which one.
        seq: Seq,
        /// Why.
        why: Unreadable,
    },
    /// The file is something else than a journal.
    #[error("the file is not a journal")]
    NotAJournal,
    /// A newer version of the program wrote the journal.
    #[error("the journal has format {found}, this program knows up to {known}")]
    Newer {
        /// The format of the file.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// There is no journal to read.
    #[error("no journal at {}", .0.display())]
    Missing(PathBuf),
    /// The folder or the file cannot be opened.
    #[error("cannot open {}: {why}", path.display())]
    CannotOpen {
        /// What was opened.
        path: PathBuf,
        /// Why it failed.
        why: String,
    },
    /// The folder lies on a disk of another machine, or on one that does not keep its promises.
    #[error("{} lies on {kind}", path.display())]
    RemoteDisk {
        /// Where.
        path: PathBuf,
        /// What kind of file system.
        kind: &'static str,
    },
    /// Everybody on the machine could replace the journal.
    #[error("others can write to {}", .0.display())]
    OpenToOthers(PathBuf),
    /// A setting that durability rests on was refused.
    #[error("setting {name} is {found}, not {wanted}")]
    Setting {
        /// Which one.
        name: &'static str,
        /// What it must be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The SQLite in use is older than the first that is sound.
    #[error("SQLite {0} is too old")]
    OldSqlite(&'static str),
    /// A day was to be opened on a schedule whose text is not kept.
    #[error("the text of schedule {0} is not kept")]
    NoSource(Revision),
    /// SQLite refused for a reason that should not occur.
    #[error("{0}")]
    Sqlite(String),
}

impl From<rusqlite::Error> for JournalError {
    fn from(fault: rusqlite::Error) -> Self {
        let why = fault.to_string();
        // SQLite's own codes are an open set, hence the last arm.
        match fault.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(why),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt(why),
            Some(ErrorCode::NotADatabase) => Self::NotAJournal,
            _ => Self::Sqlite(why),
        }
    }
}
