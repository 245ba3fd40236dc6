//! What differs between systems: file modes, kinds of disk, the clock that runs since boot.
//!
//! It knows nothing of the product. A system that cannot answer says so and is never guessed for.

mod printing;
mod read_file;
mod whole_file;

#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_files;
#[cfg(unix)]
use unix as system;

#[cfg(not(unix))]
mod other;
#[cfg(not(unix))]
use other as system;

pub use printing::{
    JobState, Printer, PrinterState, SpoolFault, job_state, printers, release, submit, waiting,
    withdraw,
};
pub use read_file::{ReadFault, read_whole};
pub use whole_file::{Disk, WriteFault, write_whole};

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Makes files of this process unreadable to others from now on.
pub fn keep_files_private() {
    system::keep_files_private();
}

/// Makes a folder that only its owner can enter, unless it is there already.
///
/// # Errors
/// It cannot be made.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() { Ok(()) } else { system::create_private_folder(folder) }
}

/// Takes a file's rights away from everybody but its owner.
///
/// # Errors
/// The file is not there or belongs to somebody else.
pub fn make_private(file: &Path) -> io::Result<()> {
    system::make_private(file)
}

/// Replaces a file that only its owner may read, or makes it: the whole new content or the old one
/// is there at any moment.
///
/// # Errors
/// It cannot be written; the old content stays.
pub fn replace_private(path: &Path, content: &[u8]) -> io::Result<()> {
    system::replace_private(path, content)
}

/// Opens a file to hold a lock on, or makes it readable for its owner alone; its content stays.
///
/// # Errors
/// It cannot be opened, or a link is in its place.
pub fn open_to_lock(path: &Path) -> io::Result<File> {
    system::open_to_lock(path)
}

/// Returns the kind of disk, if it belongs to another machine or to a program.
///
/// # Errors
/// The folder is not there.
pub fn remote_disk(folder: &Path) -> io::Result<Option<&'static str>> {
    system::remote_disk(folder)
}

/// Returns the first folder on the way to this one, from here up, in which others could replace
/// what is ours.
///
/// # Errors
/// A folder on the way cannot be looked at.
pub fn open_to_others(folder: &Path) -> io::Result<Option<PathBuf>> {
    system::open_to_others(folder)
}

/// Returns how many bytes the owner can still write to the disk of a folder, if the system tells.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    system::free_bytes(folder)
}

/// Returns the rights of a file or folder as others see them, such as `0700`, where the system has
/// such rights; a link is looked at itself.
pub fn rights(path: &Path) -> Option<u32> {
    system::rights(path)
}

/// Returns whether a path is a device, such as a receipt printer, that takes bytes one by one.
pub fn is_device(path: &Path) -> bool {
    system::is_device(path)
}

/// Returns a word for this run of the machine, if the system has one.
pub fn boot_id() -> Option<String> {
    system::boot_id()
}

/// Returns the milliseconds since boot, sleep included, if the system can tell.
pub fn boot_ms() -> Option<i64> {
    system::boot_ms()
}

/// Returns the milliseconds since boot, sleep left out, if the system can tell them apart.
pub fn awake_ms() -> Option<i64> {
    system::awake_ms()
}
