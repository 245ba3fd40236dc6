//! Files that are written whole or not at all, and never over another one.
//!
//! A file gets its name only once every byte of it is on the disk. No link is followed.

use std::io;
use std::path::Path;

use super::system;

/// Why a file was not written; nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// A file of that name is there.
    #[error("the file exists")]
    Exists,
    /// A symbolic link of that name is there, or the folder is one.
    #[error("a symbolic link is in the way")]
    Link,
    /// The path names no file.
    #[error("the path names no file")]
    NoName,
    /// The system cannot do it.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What kind of disk a file was written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// One that stays.
    Fixed,
    /// One such as people carry in a pocket; all of it has been written out.
    Carried,
}

/// Writes a new file: under another name in the same folder, through to the disk, then renamed,
/// and the folder written through as well.
///
/// # Errors
/// Something of that name is there, a link is in the way, or the disk refuses.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<Disk, WriteFault> {
    let name = path.file_name().ok_or(WriteFault::NoName)?;
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    system::write_whole(folder.unwrap_or(Path::new(".")), name, content)
}
