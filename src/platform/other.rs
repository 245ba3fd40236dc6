//! The answers of Windows: the folder of a user's data is private there without our doing.
//!
//! It tells nothing about disks and clocks; whoever asks falls back on the standard library.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::whole_file::{Disk, WriteFault};

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

pub(super) fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

pub(super) fn is_device(_path: &Path) -> bool {
    false
}

pub(super) fn open_to_read(path: &Path) -> io::Result<std::fs::File> {
    std::fs::File::open(path)
}

pub(super) fn open_to_lock(path: &Path) -> io::Result<std::fs::File> {
    std::fs::OpenOptions::new().create(true).write(true).truncate(false).open(path)
}

pub(super) fn rights(_path: &Path) -> Option<u32> {
    None
}

/// A folder cannot be written through here; the system does so by itself.
pub(super) fn write_whole(folder: &Path, name: &OsStr, content: &[u8]) -> Result<Disk, WriteFault> {
    let path = folder.join(name);
    check_free(&path)?;
    let temporary = folder.join(format!(".zhiban-{}.part", std::process::id()));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    drop(file);
    let renamed = written.map_err(WriteFault::from).and_then(|()| {
        check_free(&path)?;
        Ok(std::fs::rename(&temporary, &path)?)
    });
    if renamed.is_err() {
        // What is half-written must not pass for a report.
        let _ = std::fs::remove_file(&temporary);
    }
    renamed.map(|()| Disk::Fixed)
}

fn check_free(path: &Path) -> Result<(), WriteFault> {
    match path.symlink_metadata() {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(fault) => Err(fault.into()),
        Ok(it) if it.is_symlink() => Err(WriteFault::Link),
        Ok(_) => Err(WriteFault::Exists),
    }
}

pub(super) fn replace_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = std::fs::File::create(&temporary)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    drop(file);
    let renamed = written.and_then(|()| std::fs::rename(&temporary, path));
    if renamed.is_err() {
        // What is half-written must not stay.
        let _ = std::fs::remove_file(&temporary);
    }
    renamed
}
