//! Why the journal could not do what was asked, and what the officer can do about it.
//!
//! It never repairs anything and never guesses whether an entry was written.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::stored::Unreadable;
use crate::engine::Seq;
use crate::schedule::{Lang, Revision};

/// Why the journal could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Somebody else has written meanwhile; read on and decide again. Nothing was written.
    #[error("the journal has moved on to {head:?}")]
    Behind {
        /// The last entry there is.
        head: Option<Seq>,
    },
    /// The commit failed, and only a look into the journal tells whether the entry is there.
    #[error("not known whether the entry was written: {0}")]
    Unknown(String),
    /// The disk is full. Nothing was written.
    #[error("the disk is full")]
    Full,
    /// The journal may only be read here.
    #[error("the journal is read-only")]
    ReadOnly,
    /// Another process holds the journal for too long. Nothing was written.
    #[error("the journal is held by another process")]
    Locked,
    /// The disk does not do what it is asked.
    #[error("the disk fails: {0}")]
    Disk(String),
    /// The file is damaged.
    #[error("the journal file is damaged: {0}")]
    Corrupt(String),
    /// An entry cannot be read.
    #[error("entry {} cannot be read: {why}", seq.0)]
    Entry {
        /// Which one.
        seq: Seq,
        /// Why.
        why: Unreadable,
    },
    /// The file is something else than a journal.
    #[error("the file is not a journal")]
    NotAJournal,
    /// A newer version of the program wrote the journal.
    #[error("the journal has format {found}, this program knows up to {known}")]
    Newer {
        /// The format of the file.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// There is no journal to read.
    #[error("no journal at {}", .0.display())]
    Missing(PathBuf),
    /// The folder or the file cannot be opened.
    #[error("cannot open {}: {why}", path.display())]
    CannotOpen {
        /// What was opened.
        path: PathBuf,
        /// Why it failed.
        why: String,
    },
    /// The folder lies on a disk of another machine, or on one that does not keep its promises.
    #[error("{} lies on {kind}", path.display())]
    RemoteDisk {
        /// Where.
        path: PathBuf,
        /// What kind of file system.
        kind: &'static str,
    },
    /// Everybody on the machine could replace the journal.
    #[error("others can write to {}", .0.display())]
    OpenToOthers(PathBuf),
    /// A setting that durability rests on was refused.
    #[error("setting {name} is {found}, not {wanted}")]
    Setting {
        /// Which one.
        name: &'static str,
        /// What it must be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The SQLite in use is older than the first that is sound.
    #[error("SQLite {0} is too old")]
    OldSqlite(&'static str),
    /// A day was to be opened on a schedule whose text is not kept.
    #[error("the text of schedule {0} is not kept")]
    NoSource(Revision),
    /// SQLite refused for a reason that should not occur.
    #[error("{0}")]
    Sqlite(String),
}

impl From<rusqlite::Error> for JournalError {
    fn from(fault: rusqlite::Error) -> Self {
        let why = fault.to_string();
        // SQLite's own codes are an open set, hence the last arm.
        match fault.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(why),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt(why),
            Some(ErrorCode::NotADatabase) => Self::NotAJournal,
            _ => Self::Sqlite(why),
        }
    }
}

impl JournalError {
    /// Returns what happened, why, and what to do, as sentences for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Behind { .. } => lang.of(
                "别的窗口刚写过记录，本次没有写入。请再按一次。".to_owned(),
                "Another window has just written; nothing was saved here. Try again.".to_owned(),
            ),
            Self::Unknown(why) => lang.of(
                format!("不能确定这一条是否已保存（{why}）。正在核对；急事请先记在纸上。"),
                format!("It is not known whether this was saved ({why}). Checking; if urgent, use paper."),
            ),
            Self::Full => lang.of(
                "磁盘已满，没有保存。请腾出空间后重试；急事请先记在纸上。".to_owned(),
                "The disk is full; nothing was saved. Free some space and retry; if urgent, use paper.".to_owned(),
            ),
            Self::ReadOnly => lang.of(
                "记录文件只能读，不能写，没有保存。请检查文件夹的写权限。".to_owned(),
                "The journal can only be read; nothing was saved. Check the permissions of its folder.".to_owned(),
            ),
            Self::Locked => lang.of(
                "另一个程序占用记录超过 5 秒，没有保存。请关闭它后重试。".to_owned(),
                "Another program has held the journal for over 5 s; nothing was saved. Close it and retry.".to_owned(),
            ),
            Self::Disk(why) => lang.of(
                format!("磁盘读写出错（{why}）。请改用纸质记录，并马上备份、更换磁盘。"),
                format!("The disk fails ({why}). Use paper; back up now and replace the disk."),
            ),
            Self::Corrupt(why) => lang.of(
                format!("记录文件已损坏（{why}）。不要删除；请保留原文件，从备份恢复。"),
                format!("The journal file is damaged ({why}). Do not delete it; keep it and restore a backup."),
            ),
            Self::Sqlite(why) => lang.of(
                format!("记录出错：{why}。没有保存；请运行 zhiban verify。"),
                format!("The journal refused: {why}. Nothing was saved; run zhiban verify."),
            ),
            Self::Entry { .. } | Self::NotAJournal | Self::Newer { .. } | Self::Missing(_) => {
                self.explain_file(lang)
            }
            Self::CannotOpen { .. } | Self::RemoteDisk { .. } | Self::OpenToOthers(_) => {
                self.explain_place(lang)
            }
            Self::Setting { .. } | Self::OldSqlite(_) | Self::NoSource(_) => {
                self.explain_program(lang)
            }
        }
    }

    fn explain_file(&self, lang: Lang) -> String {
        match self {
            Self::Entry { seq, why } => lang.of(
                format!("第 {} 条记录读不出来：{why}。请运行 zhiban verify 查看。", seq.0),
                format!("Entry {} cannot be read: {why}. Run zhiban verify.", seq.0),
            ),
            Self::NotAJournal => lang.of(
                "这个文件不是值班记录，没有改动它。请用 --data 指定正确的文件夹。".to_owned(),
                "This file is not a duty journal; it was left alone. Name the right folder with --data.".to_owned(),
            ),
            Self::Newer { found, known } => lang.of(
                format!("记录由更新版本的程序写成（格式 {found}，本程序识别到 {known}），没有改动它。请升级 zhiban。"),
                format!("A newer program wrote this journal (format {found}, known up to {known}); it was left alone. Update zhiban."),
            ),
            Self::Missing(path) => lang.of(
                format!("{} 还没有值班记录。先运行 zhiban，或用 --data 指定文件夹。", path.display()),
                format!("There is no journal at {}. Start zhiban first, or name a folder with --data.", path.display()),
            ),
            other => other.to_string(),
        }
    }

    fn explain_place(&self, lang: Lang) -> String {
        match self {
            Self::CannotOpen { path, why } => lang.of(
                format!("打不开 {}（{why}）。请检查该文件夹是否存在、能否写入，或用 --data 另选。", path.display()),
                format!("Cannot open {} ({why}). See that the folder exists and is writable, or name another with --data.", path.display()),
            ),
            Self::RemoteDisk { path, kind } => lang.of(
                format!("{} 在 {kind} 上，断电时保不住记录。请用 --data 选本机磁盘。", path.display()),
                format!("{} lies on {kind}, which may lose entries. Choose a local disk with --data.", path.display()),
            ),
            Self::OpenToOthers(path) => lang.of(
                format!("{} 别人也能写，记录可能被替换。请运行 chmod 700，或用 --data 另选。", path.display()),
                format!("Others can write to {}. Run chmod 700 on it, or choose another folder with --data.", path.display()),
            ),
            other => other.to_string(),
        }
    }

    fn explain_program(&self, lang: Lang) -> String {
        match self {
            Self::Setting { name, wanted, found } => lang.of(
                format!("这块磁盘不接受安全设置 {name}（应为 {wanted}，实为 {found}）。请用 --data 选本机磁盘。"),
                format!("This disk refuses the safe setting {name} (wanted {wanted}, got {found}). Choose a local disk with --data."),
            ),
            Self::OldSqlite(version) => lang.of(
                format!("程序带的 SQLite {version} 太旧，会丢记录。请重新安装 zhiban。"),
                format!("SQLite {version} in this program is too old to be safe. Install zhiban again."),
            ),
            Self::NoSource(revision) => lang.of(
                format!("没有日程 {revision} 的原文，不能开始营业日。请运行 zhiban verify。"),
                format!("The text of schedule {revision} is missing; the day cannot be opened. Run zhiban verify."),
            ),
            other => other.to_string(),
        }
    }
}
