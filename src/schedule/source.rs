//! The files of a schedule folder before they mean anything: bytes, their hash, their encoding.
//!
//! It never opens a file; whoever calls hands the bytes in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::fault::say;
use super::{Fault, Place, Revision, Text};

/// One file of a schedule folder as it lies on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name within the folder, such as `store.toml`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The file that describes the store itself.
pub(super) const STORE_FILE: &str = "store.toml";

/// The largest file that is read. A whole store day takes less than a tenth of it.
const FILE_BYTES_MAX: usize = 1 << 20;

impl SourceFile {
    /// Returns a file with that name and content.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), bytes: bytes.into() }
    }

    /// Returns whether a file of that name is part of a schedule folder: text, a calendar, or the
    /// store's sign.
    pub fn belongs(name: &str) -> bool {
        let ends = [".toml", ".ics"].iter().any(|it| name.to_ascii_lowercase().ends_with(it));
        (ends || is_sign(name)) && !name.starts_with('.')
    }

    /// Returns the file as the record keeps it: text as it is, a picture as base64.
    pub fn kept(&self) -> String {
        match self.is_picture() {
            true => STANDARD.encode(&self.bytes),
            // A schedule that was read is UTF-8 throughout.
            false => String::from_utf8_lossy(&self.bytes).into_owned(),
        }
    }

    /// Returns the file that the record kept.
    pub fn of_kept(name: &str, text: &str) -> Self {
        let picture = is_sign(name).then(|| STANDARD.decode(text).ok()).flatten();
        Self::new(name, picture.unwrap_or_else(|| text.as_bytes().to_vec()))
    }

    /// Returns whether it is the store's sign.
    pub(super) fn is_picture(&self) -> bool {
        is_sign(&self.name)
    }

    /// Returns whether it is text of the schedule.
    pub(super) fn is_text(&self) -> bool {
        !self.is_calendar() && !self.is_picture()
    }

    /// Returns whether it says what the role days of a store share with it: the store itself, its
    /// sign or a calendar.
    pub fn is_shared(&self) -> bool {
        self.name == STORE_FILE || self.is_picture() || self.is_calendar()
    }

    /// Returns whether it is a calendar rather than text of the schedule.
    pub(super) fn is_calendar(&self) -> bool {
        self.name.to_ascii_lowercase().ends_with(".ics")
    }

    /// Returns the content as text, or why it is none.
    pub(super) fn text(&self, file: usize) -> Result<&str, Box<Fault>> {
        self.check_bytes(file)?;
        std::str::from_utf8(&self.bytes).map_err(|fault| {
            let name = &self.name;
            let start = fault.valid_up_to();
            let title = say(
                format!("文件 {name} 不是 UTF-8 编码（可能是 GBK）"),
                format!("the file {name} is not encoded as UTF-8 (perhaps as GBK)"),
            );
            let place = Place { file, start, end: start };
            Box::new(Fault::error(place, title).help(save_as_utf8()))
        })
    }

    /// Checks that the content may be text at all, before its letters are looked at.
    pub(super) fn check_bytes(&self, file: usize) -> Result<(), Box<Fault>> {
        let name = &self.name;
        let at = |start: usize| Place { file, start, end: start };
        let refuse = |start, title: Text, help: Text| {
            Err(Box::new(Fault::error(at(start), title).help(help)))
        };
        if self.bytes.len() > FILE_BYTES_MAX {
            let title = say(
                format!("文件 {name} 太大：{} 字节", self.bytes.len()),
                format!("the file {name} is too large: {} bytes", self.bytes.len()),
            );
            let help = say(
                "一个文件最多 1 MiB；请分成几个文件，每个阶段一个",
                "a file may have 1 MiB; split it, one file for each phase",
            );
            return refuse(0, title, help);
        }
        let utf16 = self.bytes.starts_with(b"\xff\xfe") || self.bytes.starts_with(b"\xfe\xff");
        if let Some(start) = self.bytes.iter().position(|it| *it == 0).filter(|_| !utf16) {
            let title = say(
                format!("文件 {name} 含有空字节（NUL），不是文本"),
                format!("the file {name} holds a NUL byte: it is not text"),
            );
            return refuse(start, title, save_as_utf8());
        }
        if utf16 {
            let title = say(
                format!("文件 {name} 是 UTF-16 编码"),
                format!("the file {name} is encoded as UTF-16"),
            );
            return refuse(0, title, save_as_utf8());
        }
        Ok(())
    }
}

/// Other pictures may lie in the folder and mean nothing.
fn is_sign(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("logo.") && [".png", ".jpg", ".jpeg"].iter().any(|it| name.ends_with(it))
}

fn save_as_utf8() -> Text {
    say("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor")
}

/// Returns the revision of a folder: the lower-case hex SHA-256 over its files.
///
/// The files are taken in the order of their names; each contributes its name and then its bytes,
/// both as `length:bytes,` (a netstring with the length in decimal), so that no two folders that
/// differ can give the same input.
pub(super) fn revision(files: &[SourceFile]) -> Revision {
    let mut sorted: Vec<&SourceFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hash = Sha256::new();
    for file in sorted {
        for part in [file.name.as_bytes(), &file.bytes] {
            hash.update(part.len().to_string());
            hash.update(b":");
            hash.update(part);
            hash.update(b",");
        }
    }
    let hex: String = hash.finalize().iter().map(|it| format!("{it:02x}")).collect();
    Revision::new(&hex)
}
