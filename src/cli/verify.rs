//! The part of the command line that is about checking: its grammar, and what was typed.
//!
//! It opens nothing.

use std::path::PathBuf;

use clap::{ArgMatches, Command, ValueHint, value_parser};

use super::Complaint;
use super::arguments::Grammar;
use super::read::{Read, word};
use crate::schedule::Lang;

/// A head of the chain as printed on paper: an entry's number and its hash or the start of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The entry's number.
    pub seq: u64,
    /// At least eight hex digits of its hash, lower case.
    pub hash: String,
}

/// What is checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerifyArgs {
    /// A head from paper to compare with.
    pub against: Option<Anchor>,
    /// A file that left the desk, in place of the whole record.
    pub file: Option<PathBuf>,
    /// Whether JSON is printed.
    pub json: bool,
}

impl Grammar {
    pub(super) fn verify(&self) -> Command {
        self.verb("verify", "检查记录有没有被改动", "prove that the record was not altered")
            .arg(self.option(
                "against",
                "SEQ:HASH",
                "和纸上印的编号、校验值核对",
                "compare with the number and hash printed on paper",
            ))
            .arg(self.json())
            .arg(
                self.positional(
                    "file",
                    "FILE",
                    "写出、打印或签过的文件",
                    "a file that left the desk",
                )
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf)),
            )
    }
}

/// Returns what was typed after `verify`.
pub(super) fn read(found: &ArgMatches, lang: Lang) -> Read<VerifyArgs> {
    let (against, file) = (anchor(found, lang)?, found.get_one::<PathBuf>("file").cloned());
    Ok(VerifyArgs { against, file, json: found.get_flag("json") })
}

fn anchor(found: &ArgMatches, lang: Lang) -> Read<Option<Anchor>> {
    let Some(text) = word(found, "against") else { return Ok(None) };
    let read = text.split_once([':', '：']).and_then(|(seq, hash)| {
        let seq = seq.trim().trim_start_matches('#').parse().ok()?;
        let plain = hash.chars().filter(|it| !matches!(it, '-' | ' '));
        let hash: String = plain.map(|it| it.to_ascii_lowercase()).collect();
        let good = (8..=64).contains(&hash.len()) && hash.bytes().all(|it| it.is_ascii_hexdigit());
        good.then_some(Anchor { seq, hash })
    });
    read.map(Some).ok_or_else(|| {
        Complaint::wrong(
            lang,
            &lang.of(
                format!("“{text}”不是编号和校验值"),
                format!("`{text}` is not a number and a hash"),
            ),
            lang.of(
                "照纸上印的写，如 18391:4f2a91c0（至少 8 位）",
                "write it as printed, such as 18391:4f2a91c0 (8 digits or more)",
            ),
        )
    })
}
