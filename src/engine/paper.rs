//! What left the desk: files that were written out, and paper that was printed.
//!
//! It names them; whoever writes and prints stands outside of the engine.

use chrono::NaiveDate;

/// What can leave the desk, as a file or on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Document {
    /// The handover of a shift.
    Handover,
    /// The report of a store day.
    Day,
    /// The record of the fire patrols.
    FirePatrol,
    /// The duty diary.
    Diary,
    /// The log of a floor.
    FloorLog,
    /// The sweep.
    Sweep,
    /// The report of a month.
    Month,
    /// Empty forms, for a day without the desk.
    Blank,
    /// Entries of the record, as they were searched for.
    Log,
    /// The record itself.
    Journal,
}

/// The stable words of the documents, for files, JSON and scripts.
pub const DOCUMENTS: [(&str, Document); 10] = [
    ("handover", Document::Handover),
    ("day", Document::Day),
    ("fire-patrol", Document::FirePatrol),
    ("diary", Document::Diary),
    ("floor-log", Document::FloorLog),
    ("sweep", Document::Sweep),
    ("month", Document::Month),
    ("blank", Document::Blank),
    ("log", Document::Log),
    ("journal", Document::Journal),
];

impl Document {
    /// Returns the stable word of a document, such as `handover`.
    pub fn word(self) -> &'static str {
        let known = DOCUMENTS.iter().find(|(_, it)| *it == self);
        known.map_or("", |(word, _)| word)
    }
}

/// A file that was written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What it holds.
    pub document: Document,
    /// Its name, without the folder.
    pub file: String,
    /// How long it is.
    pub bytes: u64,
    /// The SHA-256 of its content, 64 lower-case hex digits.
    pub sha256: String,
}

/// Paper that was handed to a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What it is.
    pub document: Document,
    /// The store day that it is about.
    pub day: NaiveDate,
    /// Which printing of the same report, from 1.
    pub copy: u32,
    /// The SHA-256 of the report before any mark of a copy, so that copies are told to be of one.
    pub sha256: String,
    /// The printer.
    pub printer: String,
    /// What the spooler calls the job; none where it gives no name.
    pub job: Option<String>,
}
