//! Whether other desks are open on the same record: the desk is off only when none is.
//!
//! Each desk holds a shared lock on one file for as long as it runs; the system lets go of it even
//! when the desk is killed. The file itself says nothing.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::platform;

/// Whether other desks are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// This is the only one.
    Alone,
    /// There are others: the desk was on before, and stays on afterwards.
    Others,
}

/// An open desk among others.
pub(super) struct OpenDesk {
    /// None where the file cannot be locked: such a desk counts as the only one.
    file: Option<File>,
}

impl OpenDesk {
    /// Joins the open desks, and says whether there were any.
    pub(super) fn join(path: &Path) -> (Self, Company) {
        let Ok(file) = platform::open_to_lock(path) else {
            return (Self { file: None }, Company::Alone);
        };
        let company = company(&file);
        // The lock for all gives way to one that others can hold as well.
        let held = file.unlock().and_then(|()| file.lock_shared()).is_ok();
        (Self { file: held.then_some(file) }, company)
    }

    /// Leaves the open desks, and says whether there are any left.
    pub(super) fn leave(self) -> Company {
        self.file.map_or(Company::Alone, |file| company(&file))
    }
}

fn company(file: &File) -> Company {
    // What this desk holds itself must not stand in its own way.
    if file.unlock().is_err() {
        return Company::Alone;
    }
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Company::Others,
        // A disk that knows no locks shows nobody.
        Ok(()) | Err(TryLockError::Error(_)) => Company::Alone,
    }
}
