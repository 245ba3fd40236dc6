//! A file that left the desk: is it, byte by byte, what was written out, printed or signed.
//!
//! The record knows the hash of each. A file that it does not know was altered, or is not its own.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::signatures::{self, SignatureCheck};
use crate::clean;
use crate::commands::record::told;
use crate::commands::shell::Shell;
use crate::engine::command::Document;
use crate::engine::{Entry, Fact, Seq};
use crate::journal::{Journal, chain};
use crate::platform::{self, ReadFault};
use crate::schedule::Lang;
use crate::words;

/// A longer file is none of the desk's reports.
const FILE_MAX: u64 = 1 << 30;

/// What the record knows of a file.
pub(super) struct FileCheck {
    path: PathBuf,
    pub(super) sha256: String,
    pub(super) known: FileIs,
}

/// Which file it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileIs {
    /// What left the desk by an entry.
    Left(Seq, Document),
    /// The report of a handover that was signed.
    Signed(Seq),
    /// A file of this name left the desk by an entry, with other content.
    Altered(Seq),
    /// None that the record knows.
    Unknown,
}

impl FileIs {
    /// Returns its stable word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Left(..) => "known",
            Self::Signed(_) => "signed",
            Self::Altered(_) => "altered",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the entry that tells of it.
    pub(super) fn entry(self) -> Option<Seq> {
        match self {
            Self::Left(seq, _) | Self::Signed(seq) | Self::Altered(seq) => Some(seq),
            Self::Unknown => None,
        }
    }
}

impl FileCheck {
    /// Returns whether it is one that the record knows.
    pub(super) fn is_known(&self) -> bool {
        matches!(self.known, FileIs::Left(..) | FileIs::Signed(_))
    }

    /// Returns the file as it was named.
    pub(super) fn name(&self) -> String {
        clean::line(&self.path.display().to_string())
    }

    /// Returns what is to be said of it.
    pub(super) fn line(&self, lang: Lang) -> String {
        let (name, entry) = (self.name(), self.known.entry().map(words::seq).unwrap_or_default());
        match self.known {
            FileIs::Left(_, document) => {
                let document = words::document(document, lang);
                lang.of(
                    format!("{name} 就是 {entry} 记下的{document}，一字节没改。"),
                    format!("{name} is the {document} of {entry}, unaltered to the last byte."),
                )
            }
            FileIs::Signed(_) => lang.of(
                format!("{name} 就是交接 {entry} 签的那份报告，一字节没改。"),
                format!("{name} is the report signed at handover {entry}, unaltered."),
            ),
            FileIs::Altered(_) => lang.of(
                format!("{name} 被改动过：{entry} 记下的同名文件是另一个校验值。"),
                format!("{name} was altered: {entry} gives a file of that name another hash."),
            ),
            FileIs::Unknown => lang.of(
                format!("记录里没有 {name}：被改动过，或不是这里写出的。"),
                format!("The record does not know {name}: it was altered, or is not of this desk."),
            ),
        }
    }
}

/// Looks a file up by its hash, else by its name.
pub(super) fn check(shell: &Shell, journal: &Journal, path: &Path) -> Result<FileCheck> {
    let lang = shell.lang;
    let bytes = platform::read_whole(path, FILE_MAX).map_err(|fault| unread(path, &fault, lang))?;
    let sha256 = chain::fingerprint(&bytes);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let told_of = journal.left_desk(&sha256, &name).map_err(|it| told(&it, lang))?;
    let left = told_of.iter().find_map(|it| same(it, &sha256));
    let known = match left {
        Some(known) => known,
        None => {
            let signed = signatures::check(&shell.places()?, journal);
            let signed = signed.map_err(|it| told(&it, lang))?;
            let handover = signed.iter().rfind(|it: &&SignatureCheck| it.report == sha256);
            match (handover, told_of.last()) {
                (Some(it), _) => FileIs::Signed(it.handover),
                (None, Some(it)) => FileIs::Altered(it.seq),
                (None, None) => FileIs::Unknown,
            }
        }
    };
    Ok(FileCheck { path: path.to_owned(), sha256, known })
}

fn same(entry: &Entry, sha256: &str) -> Option<FileIs> {
    let (document, hash) = match &entry.fact {
        Fact::Exported(it) => (it.document, &it.sha256),
        Fact::Printed(it) => (it.document, &it.sha256),
        _ => return None,
    };
    (hash == sha256).then_some(FileIs::Left(entry.seq, document))
}

fn unread(path: &Path, fault: &ReadFault, lang: Lang) -> anyhow::Error {
    let name = clean::line(&path.display().to_string());
    anyhow!(lang.of(
        format!("读不了 {name}（{fault}）；写明一个普通文件"),
        format!("cannot read {name} ({fault}); name a plain file"),
    ))
}
