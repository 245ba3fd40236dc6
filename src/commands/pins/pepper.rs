//! The key beside the file of PINs: some bytes in a file on something that can be pulled out.
//!
//! Whoever steals the disk has the file of PINs; without the key its hashes tell nothing.

use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::schedule::Lang;

/// A key, or none.
pub(super) struct Pepper(Zeroizing<Vec<u8>>);

/// What is wrong with the key.
#[derive(Debug, thiserror::Error)]
pub enum PepperFault {
    /// It is not there, or another one is.
    #[error("the key is not there")]
    Absent,
    /// Its file has too few or too many bytes.
    #[error("the key has too few or too many bytes")]
    Size,
    /// Its file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A key has so many bytes at least and at most.
const BYTES: std::ops::RangeInclusive<usize> = 16..=1024;

impl Pepper {
    /// Reads the key, where a file is named.
    pub(super) fn read(file: Option<&Path>) -> Result<Self, PepperFault> {
        let Some(file) = file else { return Ok(Self(Zeroizing::new(Vec::new()))) };
        let opened = std::fs::File::open(file).map_err(|fault| match fault.kind() {
            io::ErrorKind::NotFound => PepperFault::Absent,
            _ => fault.into(),
        })?;
        let mut key = Zeroizing::new(Vec::with_capacity(BYTES.end() + 1));
        let limit = u64::try_from(*BYTES.end()).unwrap_or(u64::MAX) + 1;
        opened.take(limit).read_to_end(&mut key)?;
        if BYTES.contains(&key.len()) { Ok(Self(key)) } else { Err(PepperFault::Size) }
    }

    pub(super) fn key(&self) -> &[u8] {
        &self.0
    }

    /// Returns a name for the key that does not give it away; none where there is no key.
    pub(super) fn name(&self) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let mut hash = Sha256::new();
        hash.update(b"zhiban pepper name\0");
        hash.update(&*self.0);
        let hex = hash.finalize().iter().take(8).map(|it| format!("{it:02x}")).collect();
        Some(hex)
    }
}

impl PepperFault {
    /// Returns what happened and what to do.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Absent => lang
                .of(
                    "密码的外置钥匙不在：插上钥匙盘再签字。记录照常。",
                    "The key for the PINs is not there: plug it in to sign. Recording goes on.",
                )
                .to_owned(),
            Self::Size => lang
                .of(
                    "外置钥匙文件要有 16 到 1024 个字节（ZHIBAN_PEPPER）。",
                    "The key file must have 16 to 1024 bytes (ZHIBAN_PEPPER).",
                )
                .to_owned(),
            Self::Io(fault) => lang.of(
                format!("外置钥匙读不出（{fault}）。记录照常。"),
                format!("The key for the PINs cannot be read ({fault}). Recording goes on."),
            ),
        }
    }
}
