//! Where things lie: the record, the schedule folder, the crash report.
//!
//! It only names places; folders are made by who writes into them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use directories::ProjectDirs;

use super::asked::Asked;
use crate::cli::Invocation;

/// Where things lie for one call of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The folder of the record.
    pub(super) data: PathBuf,
    /// The schedule that the call is about.
    pub(super) schedule: Asked,
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
        let schedule = Asked::of(call.schedule.as_deref(), &schedule_own, &data);
        // Another desk's record is its own: its officer, its findings, its handover.
        let data = schedule.desk().map_or(data.clone(), |desk| data.join(desk));
        Ok(Self { data, schedule, schedule_own })
    }

    /// Returns the folders that the schedule is read from, the one that decides first.
    pub(super) fn schedule_folders(&self) -> Vec<&Path> {
        match &self.schedule {
            Asked::Usual | Asked::Shipped(_) => vec![&self.schedule_own],
            Asked::Folder(folder) => vec![folder],
            Asked::RoleDay { folder, store } => vec![folder, store],
        }
    }

    /// Returns the file of the record.
    pub(super) fn journal(&self) -> PathBuf {
        self.data.join("journal.db")
    }

    /// Returns the file of PINs.
    pub(super) fn pins(&self) -> PathBuf {
        self.data.join("pins")
    }

    /// Returns the file that open desks hold a lock on.
    pub(super) fn open_desks(&self) -> PathBuf {
        self.data.join("desks.lock")
    }

    /// Returns the folder in which printed reports are kept.
    pub(super) fn reports(&self) -> PathBuf {
        self.data.join("reports")
    }

    /// Returns the file that a crash is described in.
    pub(super) fn crash(&self) -> PathBuf {
        self.data.join("crash.txt")
    }
}
