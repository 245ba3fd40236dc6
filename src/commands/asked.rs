//! Which schedule a call is about: a folder, one that is shipped, or the usual one.
//!
//! A folder without a `store.toml` of its own that lies in the folder of a store is the day of
//! another role there: it uses the store's floors, hours and roles, and keeps a record of its own.

use std::path::{Path, PathBuf};

use super::shipped::{STORE, Shipped};

/// The file that makes a folder the schedule of a store.
const STORE_FILE: &str = "store.toml";

/// Which schedule a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The store's own where there is one, else the shipped one.
    Usual,
    /// One that came with the program, by its name.
    Shipped(&'static Shipped),
    /// A folder.
    Folder(PathBuf),
    /// A folder with the day of another role, inside the folder of its store.
    RoleDay {
        /// The folder of the role.
        folder: PathBuf,
        /// The folder of the store.
        store: PathBuf,
    },
}

impl Asked {
    /// Returns what was meant: a folder of that name, else a role day in the store's own folder,
    /// else one of that name that is shipped. `records` is where records lie.
    pub(super) fn of(asked: Option<&Path>, own: &Path, records: &Path) -> Self {
        let Some(asked) = asked else { return Self::Usual };
        if asked.is_dir() {
            return Self::folder(asked, records);
        }
        let inside = own.join(asked);
        let plain = asked.components().count() == 1;
        if plain && inside.is_dir() {
            return Self::folder(&inside, records);
        }
        match asked.to_str().and_then(Shipped::named) {
            Some(shipped) => Self::Shipped(shipped),
            None => Self::Folder(asked.to_owned()),
        }
    }

    fn folder(folder: &Path, records: &Path) -> Self {
        let whole = || Self::Folder(folder.to_owned());
        if folder.join(STORE_FILE).exists() {
            return whole();
        }
        let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let (Some(store), Some(name)) = (full.parent(), full.file_name()) else { return whole() };
        // A role whose record was begun stays a role while the store's file is away.
        if store.join(STORE_FILE).is_file() || records.join(name).join("journal.db").is_file() {
            return Self::RoleDay { folder: folder.to_owned(), store: store.to_owned() };
        }
        whole()
    }

    /// Returns the folder inside the data folder that this desk's record lies in; none where it is
    /// the data folder itself.
    pub(super) fn desk(&self) -> Option<PathBuf> {
        match self {
            Self::Usual | Self::Folder(_) => None,
            Self::Shipped(shipped) if **shipped == STORE => None,
            Self::Shipped(shipped) => Some(shipped.name.into()),
            Self::RoleDay { folder, .. } => {
                let full = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
                full.file_name().map(PathBuf::from)
            }
        }
    }
}
