//! The file of PINs, `pins` beside the record: JSON, one record an officer, for its owner alone.
//!
//! It is replaced whole or not at all, and never a part of a backup, an export or a report.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::scales::{Cost, Record};
use crate::engine::officer::OfficerNumber;
use crate::platform;
use crate::schedule::Lang;

/// What is wrong with the file of PINs.
#[derive(Debug, thiserror::Error)]
pub enum PinFileFault {
    /// It is not there, though officers have PINs.
    #[error("the file of PINs is missing")]
    Missing,
    /// It is not what this program wrote.
    #[error("the file of PINs is damaged")]
    Damaged,
    /// It holds no PIN of an officer who has one.
    #[error("the file of PINs has none of {0}")]
    NoRecord(OfficerNumber),
    /// It cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl PinFileFault {
    /// Returns what happened and what to do; recording never depends on it.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Missing => lang.of(
                "密码文件 pins 不见了，不能签字。主管请重设：zhiban officer pin 工号",
                "The PIN file `pins` is gone; nobody can sign. Supervisor: zhiban officer pin NUMBER",
            )
            .to_owned(),
            Self::Damaged => lang.of(
                "密码文件 pins 已损坏，不能签字。主管请重设：zhiban officer pin 工号",
                "The PIN file `pins` is damaged; no signing. Supervisor: zhiban officer pin NUMBER",
            )
            .to_owned(),
            Self::NoRecord(number) => lang.of(
                format!("密码文件里没有 {number}。主管请重设：zhiban officer pin {number}"),
                format!("The PIN file lacks {number}. Supervisor: zhiban officer pin {number}"),
            ),
            Self::Io(fault) => lang.of(
                format!("密码文件 pins 读写不了（{fault}）。记录照常。"),
                format!("The PIN file `pins` cannot be used ({fault}). Recording goes on."),
            ),
        }
    }
}

/// What the file holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Records(Vec<Record>);

impl Records {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Record> + Clone {
        self.0.iter()
    }

    pub(super) fn get(&self, number: &OfficerNumber) -> Option<&Record> {
        self.0.iter().find(|it| it.number == *number)
    }

    pub(super) fn put(&mut self, record: Record) {
        self.remove(&record.number);
        self.0.push(record);
    }

    pub(super) fn remove(&mut self, number: &OfficerNumber) {
        self.0.retain(|it| it.number != *number);
    }
}

/// Reads the file; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Records>, PinFileFault> {
    match path.symlink_metadata() {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault.into()),
        Ok(it) if !it.is_file() => return Err(PinFileFault::Damaged),
        Ok(_) => {}
    }
    let text = std::fs::read(path)?;
    let form: FileForm = serde_json::from_slice(&text).map_err(|_| PinFileFault::Damaged)?;
    if form.format != FORMAT {
        return Err(PinFileFault::Damaged);
    }
    let records: Option<Vec<Record>> = form.officers.into_iter().map(RecordForm::value).collect();
    records.map(Records).map(Some).ok_or(PinFileFault::Damaged)
}

/// Changes the file: read, changed, and put in the place of the old one in one go.
pub(super) fn change(path: &Path, act: impl FnOnce(&mut Records)) -> Result<(), PinFileFault> {
    // Two shells that set PINs at once must not undo each other.
    let lock = platform::open_to_lock(&beside(path, "lock"))?;
    lock.lock()?;
    let mut records = read(path)?.unwrap_or_default();
    act(&mut records);
    let officers = records.0.iter().map(RecordForm::of).collect();
    let form = FileForm { format: FORMAT, officers };
    let text = serde_json::to_vec_pretty(&form).map_err(io::Error::from)?;
    Ok(platform::replace_private(path, &text)?)
}

/// Gives a damaged file another name.
pub(super) fn set_aside(path: &Path) -> Result<(), PinFileFault> {
    match std::fs::rename(path, beside(path, "damaged")) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        done => Ok(done?),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_extension(ending)
}

const FORMAT: u32 = 1;

const ALGORITHM: &str = "argon2id+hmac-sha256";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    format: u32,
    officers: Vec<RecordForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordForm {
    number: String,
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pepper: Option<String>,
}

impl RecordForm {
    fn of(it: &Record) -> Self {
        Self {
            number: it.number.as_str().to_owned(),
            algorithm: ALGORITHM.to_owned(),
            memory_kib: it.cost.memory_kib,
            passes: it.cost.passes,
            lanes: it.cost.lanes,
            salt: hex(&it.salt),
            hash: hex(&it.tag),
            pepper: it.pepper.clone(),
        }
    }

    fn value(self) -> Option<Record> {
        let Self { memory_kib, passes, lanes, .. } = self;
        let cost = Cost { memory_kib, passes, lanes };
        let (salt, tag) = (bytes(&self.salt)?, bytes(&self.hash)?);
        let known = self.algorithm == ALGORITHM && salt.len() == 16 && tag.len() == 32;
        let number = OfficerNumber::parse(&self.number)?;
        known.then_some(Record { number, cost, salt, tag, pepper: self.pepper })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok()).collect()
}
