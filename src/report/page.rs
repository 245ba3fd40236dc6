//! A report put into words: sections with tables and lines, ready to be written in any format.
//!
//! It holds text as it was typed: each writer cleans what it lets out.

use std::sync::Arc;

use chrono::DateTime;
use chrono_tz::Tz;

use super::picture::Picture;
use crate::engine::Seq;

/// A report in one language.
pub(super) struct Page {
    /// What it is known by.
    pub(super) stamp: Stamp,
    /// What it is called.
    pub(super) title: String,
    /// The store's sign.
    pub(super) logo: Option<Arc<Picture>>,
    /// The store.
    pub(super) store: String,
    /// What stands at the top: name and value.
    pub(super) head: Vec<(String, String)>,
    /// The numbers to know first; the head says them in words, under the same names.
    pub(super) figures: Vec<Figure>,
    /// What follows, the most important first.
    pub(super) sections: Vec<Section>,
    /// Who signs the paper.
    pub(super) signing: Vec<String>,
    /// The last line.
    pub(super) foot: String,
}

/// What a paper is known by.
pub(super) struct Stamp {
    /// The number of the report.
    pub(super) number: String,
    /// The day or the month that it is about.
    pub(super) about: String,
    /// The instant that it speaks of, on the store's clock.
    pub(super) at: DateTime<Tz>,
    /// The last entry that is covered.
    pub(super) head: Option<Seq>,
    /// The hash of the last entry.
    pub(super) head_hash: Option<String>,
}

/// A number to know first.
pub(super) struct Figure {
    /// What is counted.
    pub(super) name: String,
    /// How many there are.
    pub(super) count: usize,
    /// Of which kinds they are.
    pub(super) said: String,
    /// Whether it calls for attention.
    pub(super) tone: Tone,
}

/// A part of a report.
pub(super) struct Section {
    /// What it is called.
    pub(super) title: String,
    /// Whether it calls for attention.
    pub(super) tone: Tone,
    /// What it holds; never empty.
    pub(super) blocks: Vec<Block>,
}

/// How loud something is; told by words as well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// As it should be.
    Calm,
    /// Not as it should be.
    Alarm,
}

/// What a section holds.
pub(super) enum Block {
    /// Columns.
    Table(Table),
    /// A sentence.
    Say(String),
    /// Photos; never none.
    Photos(Vec<Shot>),
}

/// A photo with its words.
#[derive(Clone)]
pub(super) struct Shot {
    /// What it shows: the number and the words of its finding.
    pub(super) name: String,
    /// What file it is, and what is wrong with it.
    pub(super) about: String,
    /// Where it lies in the data folder.
    pub(super) file: String,
    /// The copy for paper, or why there is none.
    pub(super) picture: Arc<Picture>,
}

/// Columns with a heading each.
pub(super) struct Table {
    /// What it is called, where its section has several.
    pub(super) title: Option<&'static str>,
    /// The headings.
    pub(super) columns: Vec<&'static str>,
    /// The rows; each has as many cells as there are columns.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
pub(super) struct Row {
    /// The cells.
    pub(super) cells: Vec<String>,
    /// Whether it calls for attention.
    pub(super) tone: Tone,
}

impl Row {
    /// Returns a row that is as it should be.
    pub(super) fn calm(cells: Vec<String>) -> Self {
        Self { cells, tone: Tone::Calm }
    }

    /// Returns a row that calls for attention where something is wrong.
    pub(super) fn toned(tone: Tone, cells: Vec<String>) -> Self {
        Self { cells, tone }
    }
}

impl Tone {
    /// Returns an alarm where something is wrong.
    pub(super) fn alarm_if(wrong: bool) -> Self {
        if wrong { Self::Alarm } else { Self::Calm }
    }
}
