//! The stored form of what left the desk: files and paper.
//!
//! None of these shapes is ever changed; see the room's first lines.

use serde::{Deserialize, Serialize};

use super::{Unreadable, day};
use crate::engine::paper;

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Document {
    Handover,
    Day,
    FirePatrol,
    Diary,
    FloorLog,
    Sweep,
    Month,
    Blank,
    Log,
    Journal,
}

impl From<paper::Document> for Document {
    fn from(it: paper::Document) -> Self {
        match it {
            paper::Document::Handover => Self::Handover,
            paper::Document::Day => Self::Day,
            paper::Document::FirePatrol => Self::FirePatrol,
            paper::Document::Diary => Self::Diary,
            paper::Document::FloorLog => Self::FloorLog,
            paper::Document::Sweep => Self::Sweep,
            paper::Document::Month => Self::Month,
            paper::Document::Blank => Self::Blank,
            paper::Document::Log => Self::Log,
            paper::Document::Journal => Self::Journal,
        }
    }
}

impl From<Document> for paper::Document {
    fn from(it: Document) -> Self {
        match it {
            Document::Handover => Self::Handover,
            Document::Day => Self::Day,
            Document::FirePatrol => Self::FirePatrol,
            Document::Diary => Self::Diary,
            Document::FloorLog => Self::FloorLog,
            Document::Sweep => Self::Sweep,
            Document::Month => Self::Month,
            Document::Blank => Self::Blank,
            Document::Log => Self::Log,
            Document::Journal => Self::Journal,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exported {
    document: Document,
    file: String,
    bytes: u64,
    sha256: String,
}

impl From<&paper::Exported> for Exported {
    fn from(it: &paper::Exported) -> Self {
        Self {
            document: it.document.into(),
            file: it.file.clone(),
            bytes: it.bytes,
            sha256: it.sha256.clone(),
        }
    }
}

impl Exported {
    pub(super) fn value(self) -> paper::Exported {
        paper::Exported {
            document: self.document.into(),
            file: self.file,
            bytes: self.bytes,
            sha256: self.sha256,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Printed {
    document: Document,
    day: String,
    copy: u32,
    sha256: String,
    printer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    job: Option<String>,
}

impl From<&paper::Printed> for Printed {
    fn from(it: &paper::Printed) -> Self {
        Self {
            document: it.document.into(),
            day: it.day.to_string(),
            copy: it.copy,
            sha256: it.sha256.clone(),
            printer: it.printer.clone(),
            job: it.job.clone(),
        }
    }
}

impl Printed {
    pub(super) fn value(self) -> Result<paper::Printed, Unreadable> {
        Ok(paper::Printed {
            document: self.document.into(),
            day: day(&self.day)?,
            copy: self.copy,
            sha256: self.sha256,
            printer: self.printer,
            job: self.job,
        })
    }
}
