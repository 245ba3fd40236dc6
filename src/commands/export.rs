//! Files that leave the desk: written whole, never over another one, and told to the record.
//!
//! Nothing is called written before the disk has it, and no link is followed.

use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::outgoing;
use super::shell::Shell;
use crate::clean;
use crate::engine::command::{Document, Exported};
use crate::engine::{Action, TEXT_MAX};
use crate::journal::chain;
use crate::platform::{self, Disk, WriteFault};
use crate::report::Origin;
use crate::schedule::Lang;

/// Writes a document into a new file, says so, and tells the record.
///
/// # Errors
/// Something of that name is there, or the disk refuses; or the file is whole and the record
/// could not be told.
pub(super) fn export(
    shell: &Shell,
    origin: Origin,
    document: Document,
    path: &Path,
    content: &[u8],
) -> Result<()> {
    let lang = shell.lang;
    write(shell, path, content)?;
    if origin == Origin::Rehearsal {
        return Ok(());
    }
    let exported = Exported {
        document,
        file: name(path),
        bytes: content.len() as u64,
        sha256: chain::fingerprint(content),
    };
    let noted = outgoing::note(shell, outgoing::fresh(), Action::NoticeExport(exported));
    noted.map(|_| ()).with_context(|| {
        let shown = clean::line(&path.display().to_string());
        lang.of(
            format!("文件 {shown} 写好了，但没有记进记录"),
            format!("the file {shown} is whole, but the record could not be told of it"),
        )
    })
}

/// Writes a new file and says so.
///
/// # Errors
/// Something of that name is there, or the disk refuses.
pub(super) fn write(shell: &Shell, path: &Path, content: &[u8]) -> Result<()> {
    let lang = shell.lang;
    let disk = if platform::is_device(path) {
        // A device has no content that could be written over, and keeps none half-written.
        std::fs::write(path, content).with_context(|| cannot_write(path, lang))?;
        Disk::Fixed
    } else {
        write_new(path, content, lang)?
    };
    let shown = clean::line(&path.display().to_string());
    // On the error output, like all that is said beside the result.
    shell.warn(&lang.of(format!("已写到 {shown}"), format!("Wrote {shown}")));
    match disk {
        Disk::Fixed => {}
        Disk::Carried => {
            shell.warn(lang.of("U 盘可以拔下了。", "The disk may be pulled out now."));
        }
    }
    Ok(())
}

/// Returns the name of a file as the record takes it.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    clean::line(&name).chars().take(TEXT_MAX).collect()
}

/// Writes a file whole or not at all, and never over another one.
///
/// # Errors
/// Where something of that name is there, a link is in the way, or the disk refuses.
pub(super) fn write_new(path: &Path, content: &[u8], lang: Lang) -> Result<Disk> {
    let shown = clean::line(&path.display().to_string());
    platform::write_whole(path, content).map_err(|fault| match fault {
        WriteFault::Exists => anyhow!(lang.of(
            format!("{shown} 已经有了；先移走，或换一个名字"),
            format!("{shown} is there already; move it away, or choose another name"),
        )),
        WriteFault::Link => anyhow!(lang.of(
            format!("{shown} 是链接，或所在的文件夹是链接，没有写；请写到真正的文件夹里"),
            format!(
                "{shown} is a link, or its folder is one; nothing was written. Name the real folder"
            ),
        )),
        WriteFault::NoName => anyhow!(lang.of(
            format!("{shown} 不是文件名；写成 文件夹/文件名 这样"),
            format!("{shown} names no file; write it like folder/file"),
        )),
        WriteFault::Io(fault) => anyhow::Error::new(fault).context(cannot_write(path, lang)),
    })
}

fn cannot_write(path: &Path, lang: Lang) -> String {
    let shown = clean::line(&path.display().to_string());
    lang.of(
        format!("没法写 {shown}；看看文件夹在不在、能不能写、磁盘满没满"),
        format!("cannot write {shown}; see whether the folder exists and takes writing, and the disk has room"),
    )
}
