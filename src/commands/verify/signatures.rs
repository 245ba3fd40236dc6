//! The signatures of handovers: is the report that was signed still there, is it that very report,
//! does the record lead to it, and did a later correction make the signature void.
//!
//! A signature that is void stands and is no alteration: whoever looks is told of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::clean;
use crate::commands::places::Places;
use crate::commands::seal;
use crate::engine::officer::{Meaning, Proof};
use crate::engine::photo::Lost;
use crate::engine::{Entry, Fact, Officer, Seq};
use crate::journal::{Journal, JournalError, chain};
use crate::platform::{self, ReadFault};
use crate::schedule::Lang;
use crate::words;

/// A longer file is no report of one shift.
const REPORT_MAX: u64 = 64 << 20;

/// A signature, and what became of what was signed.
pub(super) struct SignatureCheck {
    pub(super) handover: Seq,
    pub(super) entry: Seq,
    pub(super) meaning: Meaning,
    pub(super) name: Officer,
    pub(super) proof: Proof,
    pub(super) at: DateTime<Utc>,
    pub(super) report: String,
    /// The file, below the data folder.
    pub(super) file: String,
    pub(super) kept: Kept,
    /// Whether the record still has the hash that the report was signed under.
    pub(super) chained: bool,
    /// The correction that made it void.
    pub(super) void_by: Option<Seq>,
}

/// What lies where the report that was signed was kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// That report.
    Whole,
    /// Nothing that can be read, or something else.
    Lost(Lost),
    /// The report of another handover.
    Other(Seq),
}

impl Kept {
    /// Returns its stable word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Lost(Lost::Missing) => "missing",
            Self::Lost(Lost::Altered) => "altered",
            Self::Lost(Lost::Unreadable) => "unreadable",
            Self::Other(_) => "other-report",
        }
    }
}

impl SignatureCheck {
    /// Returns whether what was signed is there, unaltered, and on this record.
    pub(super) fn holds(&self) -> bool {
        self.kept == Kept::Whole && self.chained
    }

    /// Returns what is to be said of it; nothing where all is well.
    pub(super) fn line(&self, lang: Lang) -> Option<String> {
        let (entry, handover) = (words::seq(self.entry), words::seq(self.handover));
        let meaning = words::meaning(self.meaning, lang);
        let name = clean::line(self.name.as_str());
        let which = lang.of(
            format!("交接 {handover} 的签字 {entry}（{meaning}，{name}）"),
            format!("Signature {entry} of handover {handover} ({meaning}, {name})"),
        );
        let file = &self.file;
        let said = match (self.kept, self.void_by) {
            (Kept::Lost(why), _) => {
                let why = words::lost(why, lang);
                lang.of(format!("签的报告 {file}：{why}"), format!("the report {file}: {why}"))
            }
            (Kept::Other(other), _) => {
                let other = words::seq(other);
                lang.of(
                    format!("签的报告 {file} 换成了交接 {other} 的那一份"),
                    format!("in the place of the report {file} lies that of handover {other}"),
                )
            }
            (Kept::Whole, _) if !self.chained => lang.of(
                format!("签的是到 {handover} 为止的记录，校验码和现在的记录不同"),
                format!("it covers the record up to {handover}, which has another hash now"),
            ),
            (Kept::Whole, Some(by)) => {
                let by = words::seq(by);
                lang.of(
                    format!("签后有更正 {by}，签字作废；签的报告还在，没改"),
                    format!("void by the later correction {by}; the report is there, unaltered"),
                )
            }
            (Kept::Whole, None) => return None,
        };
        Some(lang.of(format!("{which}：{said}。"), format!("{which}: {said}.")))
    }
}

/// Returns what to say of all signatures, line by line.
pub(super) fn lines(all: &[SignatureCheck], lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = all.iter().filter_map(|it| it.line(lang)).collect();
    if !all.is_empty() && all.iter().all(SignatureCheck::holds) {
        let count = all.len();
        lines.push(lang.of(
            format!("交接签字 {count} 处，签的报告都在，一字没改。"),
            format!("Signatures of handovers: {count}; each report is there, unaltered."),
        ));
    }
    lines
}

/// Checks every signature of every handover.
pub(super) fn check(
    places: &Places,
    journal: &Journal,
) -> Result<Vec<SignatureCheck>, JournalError> {
    let mut all = Vec::new();
    for begun in journal.handovers()? {
        let head = journal.hash_of(begun.seq)?;
        let acts = journal.acts_of(begun.seq)?;
        let of = |it: &Entry| signature(&begun, it, &acts, head.as_deref());
        all.extend(acts.iter().filter_map(of));
    }
    let reports: BTreeMap<String, Seq> =
        all.iter().map(|it| (it.report.clone(), it.handover)).collect();
    for it in &mut all {
        it.kept = look(places, it, &reports);
    }
    Ok(all)
}

fn signature(
    begun: &Entry,
    entry: &Entry,
    acts: &[Entry],
    head: Option<&str>,
) -> Option<SignatureCheck> {
    let (Fact::Handover(act), Fact::Handover(line)) = (&entry.fact, &begun.fact) else {
        return None;
    };
    let (seal, meaning) = (act.seal()?, act.meaning()?);
    let corrects = |it: &&Entry| matches!(it.fact, Fact::Corrected(_)) && it.seq > entry.seq;
    let name = seal::file_name(line.day()?, &seal.report);
    Some(SignatureCheck {
        handover: begun.seq,
        entry: entry.seq,
        meaning,
        name: entry.officer.clone(),
        proof: seal.proof.clone(),
        at: entry.recorded,
        report: seal.report.clone(),
        file: format!("{}/{name}", seal::REPORTS),
        kept: Kept::Lost(Lost::Missing),
        chained: head == Some(seal.head.as_str()),
        void_by: acts.iter().find(corrects).map(|it| it.seq),
    })
}

fn look(places: &Places, it: &SignatureCheck, reports: &BTreeMap<String, Seq>) -> Kept {
    let bytes = match platform::read_whole(&places.data.join(&it.file), REPORT_MAX) {
        Ok(bytes) => bytes,
        Err(ReadFault::Io(fault)) if fault.kind() == std::io::ErrorKind::NotFound => {
            return Kept::Lost(Lost::Missing);
        }
        Err(ReadFault::Io(_)) => return Kept::Lost(Lost::Unreadable),
        Err(ReadFault::Link | ReadFault::NotAFile | ReadFault::TooLong(_)) => {
            return Kept::Lost(Lost::Altered);
        }
    };
    let hash = chain::fingerprint(&bytes);
    match reports.get(&hash) {
        _ if hash == it.report => Kept::Whole,
        Some(other) => Kept::Other(*other),
        None => Kept::Lost(Lost::Altered),
    }
}
