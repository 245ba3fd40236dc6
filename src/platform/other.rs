//! The answers of Windows: the folder of a user's data is private there without our doing.
//!
//! It tells nothing about disks and clocks; whoever asks falls back on the standard library.

use std::io;
use std::path::{Path, PathBuf};

pub(super) fn keep_files_private() {}

pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

pub(super) fn make_private(_file: &Path) -> io::Result<()> {
    Ok(())
}

/// A path that begins with two strokes is a share of another machine.
pub(super) fn remote_disk(folder: &Path) -> io::Result<Option<&'static str>> {
    let path = folder.canonicalize()?;
    let text = path.to_string_lossy();
    let share =
        text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\"));
    Ok(share.then_some("SMB"))
}

pub(super) fn open_to_others(_folder: &Path) -> io::Result<Option<PathBuf>> {
    Ok(None)
}

pub(super) fn boot_id() -> Option<String> {
    None
}

pub(super) fn boot_ms() -> Option<i64> {
    None
}

pub(super) fn awake_ms() -> Option<i64> {
    None
}
