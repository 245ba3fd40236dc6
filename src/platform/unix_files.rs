//! Whole files on Linux and its relatives: everything by handles of the folder, opened once.
//!
//! Whoever exchanges the folder or puts a link into it meanwhile gains nothing.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, Mode, OFlags, openat, statat, unlinkat};
use rustix::io::Errno;

use super::whole_file::{Disk, WriteFault};

/// How many temporary names are tried before the folder is given up.
const NAMES_MAX: u32 = 100;

pub(super) fn write_whole(folder: &Path, name: &OsStr, content: &[u8]) -> Result<Disk, WriteFault> {
    let folder = open_folder(folder)?;
    check_free(&folder, name)?;
    let (temporary, file) = create(&folder)?;
    let written = fill(file, content)
        .map_err(WriteFault::from)
        .and_then(|()| rename(&folder, &temporary, name))
        .and_then(|()| settle(&folder, name));
    if written.is_err() {
        // What is half-written must not pass for a report; where even this fails, its name says so.
        let _ = unlinkat(&folder, temporary.as_str(), AtFlags::empty());
    }
    written
}

/// Replaces a file, or makes it, readable for its owner alone; a link in its place is replaced too.
pub(super) fn replace_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = open_folder(parent.unwrap_or(Path::new("."))).map_err(io::Error::other)?;
    let (temporary, file) = create(&folder).map_err(io::Error::other)?;
    let replaced = fill(file, content)
        .and_then(|()| Ok(rustix::fs::renameat(&folder, temporary.as_str(), &folder, name)?))
        .and_then(|()| Ok(rustix::fs::fsync(&folder)?));
    if replaced.is_err() {
        let _ = unlinkat(&folder, temporary.as_str(), AtFlags::empty());
    }
    replaced
}

/// Opens a file without following a link and without waiting for the other end of a pipe.
pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

/// Opens a file to hold a lock on, or makes it, without following a link.
pub(super) fn open_to_lock(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR)?))
}

fn open_folder(folder: &Path) -> Result<OwnedFd, WriteFault> {
    // A slash at the end would follow the link that it is to be kept from.
    let plain: std::path::PathBuf = folder.components().collect();
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    match rustix::fs::open(&plain, flags, Mode::empty()) {
        Err(Errno::LOOP) => Err(WriteFault::Link),
        Err(Errno::NOTDIR) if plain.is_symlink() => Err(WriteFault::Link),
        opened => Ok(opened.map_err(io::Error::from)?),
    }
}

fn check_free(folder: &OwnedFd, name: &OsStr) -> Result<(), WriteFault> {
    match statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
        Err(Errno::NOENT) => Ok(()),
        Err(fault) => Err(io::Error::from(fault).into()),
        Ok(it) if rustix::fs::FileType::from_raw_mode(it.st_mode).is_symlink() => {
            Err(WriteFault::Link)
        }
        Ok(_) => Err(WriteFault::Exists),
    }
}

fn create(folder: &OwnedFd) -> Result<(String, File), WriteFault> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    let process = std::process::id();
    for number in 0..NAMES_MAX {
        let name = format!(".zhiban-{process}-{number}.part");
        match openat(folder, name.as_str(), flags, mode) {
            Err(Errno::EXIST) => {}
            opened => return Ok((name, File::from(opened.map_err(io::Error::from)?))),
        }
    }
    Err(io::Error::from(Errno::EXIST).into())
}

fn fill(mut file: File, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()
}

/// Gives the file its name, unless somebody else was faster.
fn rename(folder: &OwnedFd, from: &str, to: &OsStr) -> Result<(), WriteFault> {
    match rename_new(folder, from, to) {
        Err(Errno::EXIST) => Err(WriteFault::Exists),
        // Some disks cannot rename without replacing; the name was free a moment ago.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            check_free(folder, to)?;
            Ok(rustix::fs::renameat(folder, from, folder, to).map_err(io::Error::from)?)
        }
        renamed => Ok(renamed.map_err(io::Error::from)?),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_new(folder: &OwnedFd, from: &str, to: &OsStr) -> rustix::io::Result<()> {
    rustix::fs::renameat_with(folder, from, folder, to, rustix::fs::RenameFlags::NOREPLACE)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_new(_folder: &OwnedFd, _from: &str, _to: &OsStr) -> rustix::io::Result<()> {
    Err(Errno::NOSYS)
}

/// Writes the folder through; a file whose name may vanish again was not written.
fn settle(folder: &OwnedFd, name: &OsStr) -> Result<Disk, WriteFault> {
    let settled = rustix::fs::fsync(folder).and_then(|()| carried(folder.as_fd()));
    if settled.is_err() {
        let _ = unlinkat(folder, name, AtFlags::empty());
    }
    Ok(settled.map_err(io::Error::from)?)
}

/// Writes out a disk of the kind that people pull out and carry away.
#[cfg(target_os = "linux")]
fn carried(folder: std::os::fd::BorrowedFd<'_>) -> rustix::io::Result<Disk> {
    // The numbers are those of statfs(2): FAT and exFAT.
    const CARRIED: [u32; 2] = [0x0000_4d44, 0x2011_bab0];
    let kind = rustix::fs::fstatfs(folder)?.f_type as u32;
    if !CARRIED.contains(&kind) {
        return Ok(Disk::Fixed);
    }
    rustix::fs::syncfs(folder)?;
    Ok(Disk::Carried)
}

#[cfg(not(target_os = "linux"))]
fn carried(_folder: std::os::fd::BorrowedFd<'_>) -> rustix::io::Result<Disk> {
    Ok(Disk::Fixed)
}
