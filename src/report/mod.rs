//! What is handed over: what was done, what was not, and what is still open at one instant.
//!
//! It never opens a file, never reads a clock and never asks the journal: the same engine, entries
//! and cut-off give the same bytes on any machine.

mod blank;
mod build;
mod csv;
mod escpos;
mod flow;
mod html;
mod json;
mod layout;
mod lines;
mod log;
mod markdown;
mod month;
mod page;
mod paper;
mod part;
mod pdf;
mod picture;
mod select;
mod span;
mod test_page;
mod text;
mod undone;
mod wrap;
mod written;
mod xlsx;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use blank::Blank;
pub use lines::{HandoverPart, Lines};
pub use log::{Log, LogLine};
pub use month::{DayGap, DaySummary, Month, MonthOf};
pub use paper::Paper;
pub use part::{
    AnswerLine, Before, CorrectionLine, EventLine, GapLine, GateLine, MealLine, NotDone,
    NotNeededLine, NoteLine, NoteState, PostLine, Previous, ReturnLine, RoundsLine, SignatureLine,
    StandInLine, StillOpen, Undone,
};
pub use pdf::PdfError;
pub use picture::{Picture, Pictures};
pub use test_page::test_page;
pub use xlsx::XlsxError;

use crate::engine::agenda::{Agenda, FindingView, FloorView, Notice, OccurrenceView};
use crate::engine::photo::Photo;
use crate::engine::{Engine, Entry, Officer, Seq};
use crate::schedule::{Lang, ShiftId};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole day, for the file.
    Day,
    /// What the relief must know.
    Handover,
    /// The fire patrols: who, when, where, what was found, what was done, who answers for it.
    FirePatrol,
    /// The duty diary: staff, sales floor, back of house, anything abnormal.
    Diary,
    /// The duty log of each floor.
    FloorLog,
    /// The sweep after closing, with the exceptions and the locks.
    Sweep,
}

/// Whether a report speaks of a real day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// What the record holds.
    Record,
    /// A practised day, of which nothing is kept.
    Rehearsal,
}

/// Which part of the store day a report covers; the cut-off ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// The store day from its beginning.
    Day,
    /// A shift from its planned beginning.
    Shift(ShiftId),
    /// Everything after the cut-off of the report before.
    After(DateTime<Utc>),
    /// From the line that the last handover drew in the record to the next one.
    Handover(Lines),
}

/// How a report is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal or a line printer, at most 78 cells wide.
    Text,
    /// Markdown with tables.
    Markdown,
    /// One self-contained HTML page that prints on A4.
    Html,
    /// The documented JSON form.
    Json,
    /// Tables for a spreadsheet, with the mark by which it knows that they are in UTF-8.
    Csv,
}

/// A report; built once, and the same for every format and language.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which report.
    pub kind: Kind,
    /// Which part of the day.
    pub period: Period,
    /// Where the period begins.
    pub from: DateTime<Utc>,
    /// The instant that it speaks of: later entries belong to the next one.
    pub cutoff: DateTime<Utc>,
    /// Who worked in the period, in order of appearance.
    pub officers: Vec<Officer>,
    /// The first entry of the period.
    pub first: Option<Seq>,
    /// How many entries were written in the period.
    pub count: usize,
    /// The last entry that is covered.
    pub head: Option<Seq>,
    /// The hash of the last entry, where the journal has given it.
    pub head_hash: Option<String>,
    /// The name of the desk whose record it was made from, where somebody gave it.
    pub desk: Option<String>,
    /// The report of the same kind that left the desk before, if one did.
    pub previous: Option<Previous>,
    /// Whether it speaks of a real day or of a practised one.
    pub origin: Origin,
    /// All there is to show at the cut-off.
    pub agenda: Agenda,
    /// What was not done.
    pub not_done: Vec<NotDone>,
    /// What is still open.
    pub still_open: StillOpen,
    /// Every time that a gate was held.
    pub gates: Vec<GateLine>,
    /// The largest gap of each rule.
    pub gaps: Vec<GapLine>,
    /// What happened and started steps, with how they went.
    pub events: Vec<EventLine>,
    /// The meal batches.
    pub meals: Vec<MealLine>,
    /// The repeated steps.
    pub rounds: Vec<RoundsLine>,
    /// The floors of the sweep, from the top down; none before the sweep is planned to begin.
    pub floors: Vec<FloorView>,
    /// The findings of the period, by floor, the worst first.
    pub findings: Vec<FindingView>,
    /// The answers that say more than that all is well.
    pub answers: Vec<AnswerLine>,
    /// The steps that happen once, planned against real.
    pub steps: Vec<OccurrenceView>,
    /// The notes.
    pub notes: Vec<NoteLine>,
    /// The corrections, with what was said before.
    pub corrections: Vec<CorrectionLine>,
    /// The entries that were written later than they happened.
    pub late: Vec<Entry>,
    /// What happened to the clock and the desk.
    pub notices: Vec<Notice>,
    /// The signatures that the steps ask for.
    pub signatures: Vec<SignatureLine>,
    /// The posts that reported before a word to go, and those that did not.
    pub posts: Vec<PostLine>,
    /// What was not needed, with why.
    pub not_needed: Vec<NotNeededLine>,
    /// What later signers sent back in the period, oldest first.
    pub returns: Vec<ReturnLine>,
    /// Those who did a step in place of another, oldest first.
    pub stand_ins: Vec<StandInLine>,
    /// How the duty changed hands, where the report is that of a handover.
    pub handover: Option<HandoverPart>,
    /// Copies of the photos that it shows, where somebody gave them.
    pub pictures: Pictures,
    /// The store's sign, where somebody gave a copy for paper.
    pub logo: Option<Arc<Picture>>,
}

impl Report {
    /// Builds the report of a store day at a cut-off.
    ///
    /// `engine` must not know entries after the cut-off; `entries` are at least those of the store
    /// day, in the order of the journal.
    pub fn new(
        kind: Kind,
        engine: &Engine,
        entries: &[Entry],
        day: NaiveDate,
        period: Period,
        cutoff: DateTime<Utc>,
    ) -> Self {
        let agenda = engine.agenda_of(day, cutoff);
        let report =
            Self::from_agenda(kind, agenda, engine.findings(cutoff), entries, period, cutoff);
        let head = report.head.or(engine.head());
        Self { head, ..report }
    }

    /// Builds the report from an agenda, all findings and the entries of its day.
    pub fn from_agenda(
        kind: Kind,
        agenda: Agenda,
        findings: Vec<FindingView>,
        entries: &[Entry],
        period: Period,
        cutoff: DateTime<Utc>,
    ) -> Self {
        build::build(kind, agenda, findings, entries, period, cutoff)
    }

    /// Adds the hash of the last entry, so that paper holds the journal to its word.
    pub fn anchored(self, hash: &str) -> Self {
        Self { head_hash: Some(hash.to_owned()), ..self }
    }

    /// Says from which desk's record it is made, and which report of the same kind left that desk
    /// before, so that papers form a chain as entries do.
    pub fn following(self, desk: &str, previous: Option<Previous>) -> Self {
        Self { desk: Some(desk.to_owned()), previous, ..self }
    }

    /// Adds the copies of the photos that it names.
    pub fn pictured(self, pictures: Pictures) -> Self {
        Self { pictures, ..self }
    }

    /// Puts the store's sign at its head.
    pub fn signed_by_store(self, logo: Option<Picture>) -> Self {
        Self { logo: logo.map(Arc::new), ..self }
    }

    /// Returns the photos that it names: of these it wants copies.
    pub fn photos(&self) -> Vec<Photo> {
        layout::photos_of(self).into_iter().cloned().collect()
    }

    /// Marks the report as that of a practised day, so that nobody files it as a real one.
    pub fn rehearsed(self) -> Self {
        Self { origin: Origin::Rehearsal, ..self }
    }

    /// Returns how many parts of the period were not done, by any of the ways of not doing.
    pub fn not_done_count(&self) -> usize {
        self.not_done.len()
    }
}

/// Returns a paper as text in a format and a language.
pub fn render<'a>(paper: impl Into<Paper<'a>>, format: Format, lang: Lang) -> String {
    let paper = paper.into();
    let page = || layout::lay_out(paper, lang);
    match format {
        Format::Text => text::render(&page()),
        Format::Markdown => markdown::render(&page()),
        Format::Html => html::render(&page(), lang),
        Format::Json => json::render(paper, lang),
        Format::Csv => csv::render(&page(), layout::list(paper, lang).as_ref()),
    }
}

/// Returns a paper as a PDF file in a language.
pub fn render_pdf<'a>(paper: impl Into<Paper<'a>>, lang: Lang) -> Result<Vec<u8>, PdfError> {
    pdf::render(&layout::lay_out(paper.into(), lang), lang)
}

/// Returns a paper as a PDF file that is marked as a later printing of the same, from the second on.
pub fn render_pdf_copy<'a>(
    paper: impl Into<Paper<'a>>,
    copy: u32,
    lang: Lang,
) -> Result<Vec<u8>, PdfError> {
    pdf::render(&marked(paper.into(), copy, lang), lang)
}

/// Returns a paper as plain text that is marked as a later printing of the same.
pub fn render_text_copy<'a>(paper: impl Into<Paper<'a>>, copy: u32, lang: Lang) -> String {
    text::render(&marked(paper.into(), copy, lang))
}

/// Puts a paper into words; a later printing says in its title, on every sheet, which one it is.
fn marked(paper: Paper<'_>, copy: u32, lang: Lang) -> page::Page {
    let mut page = layout::lay_out(paper, lang);
    if copy > 1 {
        page.title.push_str(&lang.of(format!("（第 {copy} 份）"), format!(" (copy {copy})")));
    }
    page
}

/// Returns a paper as a workbook in a language.
pub fn render_xlsx<'a>(paper: impl Into<Paper<'a>>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let paper = paper.into();
    xlsx::render(&layout::lay_out(paper, lang), layout::list(paper, lang).as_ref())
}

/// Returns a paper as the bytes that a receipt printer for 80 mm paper takes.
pub fn render_escpos<'a>(paper: impl Into<Paper<'a>>, lang: Lang) -> Vec<u8> {
    escpos::render(&layout::lay_out(paper.into(), lang))
}
