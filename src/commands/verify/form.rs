//! The JSON of a check: `verify --json`.
//!
//! Keys are only ever added.

use chrono::SecondsFormat;
use serde::Serialize;

use super::file::FileCheck;
use super::signatures::SignatureCheck;
use super::{Checked, record_lines};
use crate::commands::forms::TextForm;
use crate::journal::Verdict;
use crate::schedule::Lang;

/// What was checked: `verify --json`.
#[derive(Debug, Serialize)]
pub(super) struct VerifyForm {
    sound: bool,
    entries: Option<u64>,
    head: Option<HeadForm>,
    says: Vec<TextForm>,
    photos: Vec<PhotoForm>,
    signatures: Vec<SignatureForm>,
    file: Option<FileForm>,
}

#[derive(Debug, Serialize)]
struct HeadForm {
    seq: u64,
    hash: String,
}

#[derive(Debug, Serialize)]
struct PhotoForm {
    entry: u64,
    photo: String,
    whole: bool,
}

#[derive(Debug, Serialize)]
struct SignatureForm {
    handover: u64,
    entry: u64,
    meaning: &'static str,
    name: String,
    number: Option<String>,
    at: String,
    report: String,
    file: String,
    kept: &'static str,
    chained: bool,
    void_by: Option<u64>,
}

#[derive(Debug, Serialize)]
struct FileForm {
    file: String,
    sha256: String,
    state: &'static str,
    entry: Option<u64>,
}

impl VerifyForm {
    pub(super) fn new(it: &Checked) -> Self {
        let sound = match &it.record {
            Verdict::Sound(sound) => Some(sound),
            Verdict::Broken(_) => None,
        };
        let head = sound.and_then(|it| it.head.as_ref());
        let says =
            record_lines(&it.record, Lang::Zh).into_iter().zip(record_lines(&it.record, Lang::En));
        Self {
            sound: it.is_sound(),
            entries: sound.map(|it| it.count),
            head: head.map(|it| HeadForm { seq: it.seq.0, hash: it.hash.clone() }),
            says: says.map(|(zh, en)| TextForm { zh, en }).collect(),
            photos: it
                .photos
                .iter()
                .map(|(entry, photo, lost)| PhotoForm {
                    entry: entry.0,
                    photo: photo.place(),
                    whole: lost.is_none(),
                })
                .collect(),
            signatures: it.signatures.iter().map(SignatureForm::new).collect(),
            file: it.file.as_ref().map(FileForm::new),
        }
    }
}

impl SignatureForm {
    fn new(it: &SignatureCheck) -> Self {
        Self {
            handover: it.handover.0,
            entry: it.entry.0,
            meaning: it.meaning.word(),
            name: it.name.as_str().to_owned(),
            number: it.proof.number().map(ToString::to_string),
            at: it.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            report: it.report.clone(),
            file: it.file.clone(),
            kept: it.kept.word(),
            chained: it.chained,
            void_by: it.void_by.map(|it| it.0),
        }
    }
}

impl FileForm {
    fn new(it: &FileCheck) -> Self {
        Self {
            file: it.name(),
            sha256: it.sha256.clone(),
            state: it.known.word(),
            entry: it.known.entry().map(|it| it.0),
        }
    }
}
