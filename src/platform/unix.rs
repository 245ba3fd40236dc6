//! The answers of Linux and its relatives.
//!
//! Kinds of disk and the clock that counts sleep are known on Linux alone.

use std::fs::{DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::Mode;

pub(super) use super::unix_files::{open_to_lock, open_to_read, replace_private, write_whole};

const OTHERS_WRITE: u32 = 0o002;
const STICKY: u32 = 0o1000;

pub(super) fn keep_files_private() {
    rustix::process::umask(Mode::from_raw_mode(0o077));
}

/// The folder above each new one is written through: else a cut of power takes the new one away
/// with all that was kept in it.
pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    let missing = folder.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.is_dir());
    let missing: Vec<&Path> = missing.collect();
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    for made in missing {
        let above = made.parent().filter(|it| !it.as_os_str().is_empty());
        File::open(above.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

pub(super) fn make_private(file: &Path) -> io::Result<()> {
    std::fs::set_permissions(file, Permissions::from_mode(0o600))
}

/// The folder itself may not be open to others at all; one above it may be if it is sticky, as
/// `/tmp` is, for then nobody can replace what belongs to somebody else.
pub(super) fn open_to_others(folder: &Path) -> io::Result<Option<PathBuf>> {
    let folder = folder.canonicalize()?;
    for (level, at) in folder.ancestors().enumerate() {
        let mode = at.metadata()?.mode();
        let sticky = level > 0 && mode & STICKY != 0;
        if mode & OTHERS_WRITE != 0 && !sticky {
            return Ok(Some(at.to_owned()));
        }
    }
    Ok(None)
}

pub(super) fn free_bytes(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

pub(super) fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|it| it.file_type().is_char_device())
}

pub(super) fn rights(path: &Path) -> Option<u32> {
    path.symlink_metadata().ok().map(|it| it.mode() & 0o7777)
}

#[cfg(target_os = "linux")]
pub(super) fn remote_disk(folder: &Path) -> io::Result<Option<&'static str>> {
    // The numbers are those of statfs(2).
    const REMOTE: [(u32, &str); 12] = [
        (0x0000_6969, "NFS"),
        (0x0000_517b, "SMB"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB2"),
        (0x6573_5546, "FUSE"),
        (0x0102_1997, "9P"),
        (0x00c3_6400, "Ceph"),
        (0x5346_414f, "AFS"),
        (0x7375_7245, "Coda"),
        (0x0116_1970, "GFS2"),
        (0x7461_636f, "OCFS2"),
        (0x0bd0_0bd0, "Lustre"),
    ];
    let found = rustix::fs::statfs(folder)?.f_type as u32;
    Ok(REMOTE.into_iter().find(|(number, _)| *number == found).map(|(_, name)| name))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn remote_disk(_folder: &Path) -> io::Result<Option<&'static str>> {
    Ok(None)
}

#[cfg(target_os = "linux")]
pub(super) fn boot_id() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(text.trim().to_owned())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn boot_id() -> Option<String> {
    None
}

#[cfg(target_os = "linux")]
pub(super) fn boot_ms() -> Option<i64> {
    Some(milliseconds(rustix::time::ClockId::Boottime))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn boot_ms() -> Option<i64> {
    None
}

#[cfg(target_os = "linux")]
pub(super) fn awake_ms() -> Option<i64> {
    Some(milliseconds(rustix::time::ClockId::Monotonic))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn awake_ms() -> Option<i64> {
    None
}

#[cfg(target_os = "linux")]
fn milliseconds(clock: rustix::time::ClockId) -> i64 {
    let time = rustix::time::clock_gettime(clock);
    time.tv_sec.saturating_mul(1_000).saturating_add(time.tv_nsec / 1_000_000)
}
