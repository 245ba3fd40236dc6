//! Checks the whole journal: every link of the chain, the file, the guards and the projections.
//!
//! It names the first entry that is wrong by its number, says what it could not check, and repairs
//! nothing.

use std::collections::BTreeSet;
use std::str::FromStr;

use rusqlite::Connection;

use super::chain::{self, Chain};
use super::projection::Expected;
use super::{Head, Journal, JournalError, row, schema};
use crate::engine::{Fact, Seq};
use crate::schedule::{Lang, Revision};

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing wrong was found.
    Sound(Sound),
    /// Something is wrong; this is the first of it.
    Broken(Broken),
}

/// A journal in which nothing wrong was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// How many entries there are.
    pub count: u64,
    /// The end of the chain.
    pub head: Option<Head>,
    /// What this check cannot tell.
    pub unchecked: Vec<Unchecked>,
}

/// What a check cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// No head from paper was given: a chain made anew would look the same.
    NoAnchor,
    /// These newest entries come after the head that was given.
    SinceAnchor {
        /// How many.
        count: u64,
    },
    /// The search index holds no text to compare.
    SearchIndex,
}

/// The first thing that is wrong with a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// An entry is missing: another stands in its place.
    Missing {
        /// The number that should be there.
        expected: Seq,
        /// The number that is there.
        found: Seq,
    },
    /// An entry does not follow the one before.
    Link(Seq),
    /// An entry is not what was written.
    Changed(Seq),
    /// An entry cannot be read.
    Unreadable(Seq, String),
    /// The journal does not pass by the head that was given.
    Anchor(Seq),
    /// The journal ends before the head that was given.
    CutOff {
        /// The head that was given.
        anchor: Seq,
        /// Where the journal ends.
        head: Option<Seq>,
    },
    /// A day was opened on a schedule whose text is not kept.
    Source(Seq, Revision),
    /// The file itself is damaged.
    File(String),
    /// A table or trigger that guards the entries is missing or was changed.
    Guard(String),
    /// A table that follows from the entries says something else; it can be built again.
    Projection(&'static str),
}

/// A head as it was printed: a number and at least the first eight digits of its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    seq: Seq,
    digits: String,
}

/// The text is not an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an anchor such as 18391:4F2A-91C0-77D1")]
pub struct NotAnAnchor;

impl FromStr for Anchor {
    type Err = NotAnAnchor;

    fn from_str(text: &str) -> Result<Self, NotAnAnchor> {
        let (number, hash) = text.trim().split_once(':').ok_or(NotAnAnchor)?;
        let seq = number.trim().parse().map(Seq).map_err(|_| NotAnAnchor)?;
        let digits: String = hash.chars().filter(|it| !matches!(it, '-' | ' ')).collect();
        let digits = digits.to_ascii_lowercase();
        let hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        if !hex || !(8..=64).contains(&digits.len()) || seq.0 == 0 {
            return Err(NotAnAnchor);
        }
        Ok(Self { seq, digits })
    }
}

impl Journal {
    /// Checks everything, against a head from paper if one is given.
    ///
    /// # Errors
    /// The file cannot be read; damage that is found is not an error but the verdict.
    pub fn verify(&self, anchor: Option<&Anchor>) -> Result<Verdict, JournalError> {
        // One transaction: entries that are added meanwhile do not disturb.
        let snapshot = self.connection.unchecked_transaction()?;
        let walked = match walk(&snapshot, &self.desk_id, anchor) {
            Err(JournalError::Corrupt(why)) => Err(Broken::File(why)),
            other => other?,
        };
        let sound = match walked {
            Err(broken) => return Ok(Verdict::Broken(broken)),
            Ok(sound) => sound,
        };
        if let Some(name) = schema::missing_guard(&snapshot)? {
            return Ok(Verdict::Broken(Broken::Guard(name)));
        }
        if let Some(why) = damage(&snapshot)? {
            return Ok(Verdict::Broken(Broken::File(why)));
        }
        Ok(Verdict::Sound(sound))
    }
}

/// Walks the chain from the first entry to the last.
fn walk(
    connection: &Connection,
    desk_id: &str,
    anchor: Option<&Anchor>,
) -> Result<Result<Sound, Broken>, JournalError> {
    let sql = format!("SELECT {} FROM entry ORDER BY seq", row::COLUMNS);
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut chain, mut expected) = (Chain::of(desk_id), Expected::default());
    let (mut last, mut count) = (chain::START.to_owned(), 0);
    let sources = sources(connection)?;
    while let Some(it) = rows.next()? {
        count += 1;
        let link = match row::link(it) {
            Ok(link) => link,
            Err(fault) => return Ok(Err(Broken::Unreadable(row::seq(count), fault.to_string()))),
        };
        let (seq, hash) = (row::seq(link.seq), it.get_ref(row::HASH)?.as_str().unwrap_or(""));
        if link.seq != count {
            return Ok(Err(Broken::Missing { expected: row::seq(count), found: seq }));
        }
        if link.prev != last {
            return Ok(Err(Broken::Link(seq)));
        }
        if !chain.fits(&link, hash) {
            return Ok(Err(Broken::Changed(seq)));
        }
        if anchor.is_some_and(|it| it.seq == seq && !hash.starts_with(&it.digits)) {
            return Ok(Err(Broken::Anchor(seq)));
        }
        expected.count(link.day, link.seq);
        if Expected::reads(link.kind) {
            let entry = match row::entry(&link) {
                Ok(entry) => entry,
                Err(fault) => return Ok(Err(Broken::Unreadable(seq, fault.to_string()))),
            };
            if let Fact::DayOpened { revision, .. } = &entry.fact
                && !sources.contains(revision.as_str())
            {
                return Ok(Err(Broken::Source(seq, revision.clone())));
            }
            expected.take(&entry);
        }
        last.clear();
        last.push_str(hash);
    }
    let head = (count > 0).then(|| Head { seq: row::seq(count), hash: last });
    let mut unchecked = Vec::new();
    match anchor {
        None => unchecked.push(Unchecked::NoAnchor),
        Some(it) if it.seq > row::seq(count) => {
            let head = head.map(|it| it.seq);
            return Ok(Err(Broken::CutOff { anchor: it.seq, head }));
        }
        Some(it) if it.seq < row::seq(count) => {
            unchecked.push(Unchecked::SinceAnchor { count: row::seq(count).0 - it.seq.0 });
        }
        Some(_) => {}
    }
    unchecked.push(Unchecked::SearchIndex);
    if let Some(table) = expected.differs(connection)? {
        return Ok(Err(Broken::Projection(table)));
    }
    Ok(Ok(Sound { count: row::seq(count).0, head, unchecked }))
}

fn sources(connection: &Connection) -> Result<BTreeSet<String>, JournalError> {
    let mut statement = connection.prepare("SELECT hash FROM revision")?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Returns the first damage that SQLite finds in the file.
fn damage(connection: &Connection) -> Result<Option<String>, JournalError> {
    let found: rusqlite::Result<String> =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match found {
        Ok(answer) if answer == "ok" => Ok(None),
        Ok(answer) => Ok(Some(answer)),
        Err(fault) => match JournalError::from(fault) {
            JournalError::Corrupt(why) => Ok(Some(why)),
            other => Err(other),
        },
    }
}

impl Broken {
    /// Returns what is wrong and what to do, as sentences for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        let what = match self {
            Self::Missing { expected, found } => lang.of(
                format!("缺第 {} 条记录，其位置上是第 {} 条。", expected.0, found.0),
                format!("Entry {} is missing; entry {} stands in its place.", expected.0, found.0),
            ),
            Self::Link(seq) => lang.of(
                format!("第 {} 条记录与前一条接不上。", seq.0),
                format!("Entry {} does not follow the one before.", seq.0),
            ),
            Self::Changed(seq) => lang.of(
                format!("第 {} 条记录被改动过。", seq.0),
                format!("Entry {} was changed after it was written.", seq.0),
            ),
            Self::Unreadable(seq, why) => lang.of(
                format!("第 {} 条记录读不出来：{why}。", seq.0),
                format!("Entry {} cannot be read: {why}.", seq.0),
            ),
            Self::Anchor(seq) => lang.of(
                format!("第 {} 条记录与纸上的校验码不符，记录被重写过。", seq.0),
                format!("Entry {} is not the one on paper: the journal was rewritten.", seq.0),
            ),
            Self::CutOff { anchor, head } => lang.of(
                format!("纸上有第 {} 条，记录只到第 {} 条。", anchor.0, head.map_or(0, |it| it.0)),
                format!(
                    "Paper shows entry {}, the journal ends at {}.",
                    anchor.0,
                    head.map_or(0, |it| it.0)
                ),
            ),
            Self::Source(seq, revision) => lang.of(
                format!("第 {} 条记录所用的日程 {revision} 没有留存。", seq.0),
                format!("The schedule {revision} that entry {} names is not kept.", seq.0),
            ),
            Self::File(why) => {
                lang.of(format!("文件已损坏：{why}。"), format!("The file is damaged: {why}."))
            }
            Self::Guard(name) => lang.of(
                format!("保护记录的 {name} 被删除或改动。"),
                format!("The guard {name} of the entries was removed or changed."),
            ),
            Self::Projection(table) => {
                return lang.of(
                    format!("记录完好，但汇总表 {table} 与记录不符，可以重建。"),
                    format!("The entries are sound; the table {table} differs and can be rebuilt."),
                );
            }
        };
        let advice = lang.of(
            "请保留此文件，不要再写入；从备份恢复，并报告主管。",
            "Keep this file and write no more to it; restore a backup and tell the supervisor.",
        );
        format!("{what}{}{advice}", lang.of("", " "))
    }
}

impl Unchecked {
    /// Returns what could not be checked, as a sentence for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::NoAnchor => lang.of(
                "未与纸上的校验码核对：整本重写看不出来（用 --against 核对）。".to_owned(),
                "Not compared with a head on paper: a full rewrite would not show (use --against)."
                    .to_owned(),
            ),
            Self::SinceAnchor { count } => lang.of(
                format!("纸上校验码之后的 {count} 条无从核对。"),
                format!(
                    "The {count} entries after the head on paper have nothing to be held against."
                ),
            ),
            Self::SearchIndex => lang.of(
                "检索索引不在核对之列，可随时重建。".to_owned(),
                "The search index was not compared; it can be rebuilt at any time.".to_owned(),
            ),
        }
    }
}
