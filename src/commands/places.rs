//! Where things lie: the record, the schedule folder, the crash report.
//!
//! It only names places; folders are made by who writes into them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use directories::ProjectDirs;

use crate::cli::Invocation;
use crate::schedule::Lang;

/// Where things lie for one call of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The folder of the record.
    pub(super) data: PathBuf,
    /// The schedule folder that was asked for by name.
    pub(super) schedule_asked: Option<PathBuf>,
    /// The schedule folder that is used when it is there and none was asked for.
    pub(super) schedule_own: PathBuf,
}

impl Places {
    /// Returns the places of a call: what was asked for, else the system's usual folders.
    ///
    /// # Errors
    /// Where the system knows no home folder and none was named.
    pub(super) fn of(call: &Invocation) -> Result<Self> {
        let usual = ProjectDirs::from("", "", "zhiban");
        let homeless = call.lang.of(
            "系统没有给出个人文件夹；用 --data 指定记录放在哪里",
            "the system names no home folder; say with --data where the record lies",
        );
        let data = call.data.clone().or(usual.as_ref().map(|it| it.data_dir().to_owned()));
        let data = data.context(homeless)?;
        let own = usual.map(|it| it.config_dir().join("schedule"));
        let schedule_own = own.unwrap_or_else(|| data.join("schedule"));
        Ok(Self { data, schedule_asked: call.schedule.clone(), schedule_own })
    }

    /// Returns the file of the record.
    pub(super) fn journal(&self) -> PathBuf {
        self.data.join("journal.db")
    }

    /// Returns the file that a crash is described in.
    pub(super) fn crash(&self) -> PathBuf {
        self.data.join("crash.txt")
    }
}

/// Writes a file whole or not at all, and never over another one.
///
/// # Errors
/// Where the file is there already, or the disk refuses.
pub(super) fn write_new(path: &Path, content: &[u8], lang: Lang) -> Result<()> {
    use std::io::Write;
    let shown = path.display();
    let open = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match open {
        Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => {
            let text = lang.of(
                format!("{shown} 已经有了；先移走，或换一个名字"),
                format!("{shown} is there already; move it away, or choose another name"),
            );
            return Err(anyhow::anyhow!(text));
        }
        opened => opened.with_context(|| cannot_write(path, lang))?,
    };
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        // A half report must not pass for a whole one.
        let _ = std::fs::remove_file(path);
    }
    written.with_context(|| cannot_write(path, lang))
}

fn cannot_write(path: &Path, lang: Lang) -> String {
    let shown = path.display();
    lang.of(
        format!("没法写 {shown}；看看文件夹在不在、能不能写、磁盘满没满"),
        format!("cannot write {shown}; see whether the folder exists and takes writing, and the disk has room"),
    )
}
