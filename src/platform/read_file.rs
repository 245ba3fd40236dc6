//! Files that are read whole: plain ones alone, no link is followed, and none that is too long.
//!
//! A pipe or a device in their place is refused and never waited for.

use std::io::{self, Read};
use std::path::Path;

use super::system;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// It is a symbolic link.
    #[error("a symbolic link")]
    Link,
    /// It is a folder, a device or a pipe.
    #[error("no plain file")]
    NotAFile,
    /// It is longer than allowed.
    #[error("{0} bytes long")]
    TooLong(u64),
    /// The system cannot read it.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Reads a plain file of at most so many bytes.
///
/// # Errors
/// It is a link, no plain file, too long, or the system cannot read it.
pub fn read_whole(path: &Path, bytes_max: u64) -> Result<Vec<u8>, ReadFault> {
    if path.symlink_metadata()?.is_symlink() {
        return Err(ReadFault::Link);
    }
    let file = system::open_to_read(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(ReadFault::NotAFile);
    }
    if found.len() > bytes_max {
        return Err(ReadFault::TooLong(found.len()));
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    file.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > bytes_max {
        true => Err(ReadFault::TooLong(bytes.len() as u64)),
        false => Ok(bytes),
    }
}
