//! A report as an A4 document in PDF/A-2b: tagged, with its font, ready to be signed and filed.
//!
//! It never opens a file, asks the machine for a font or reads a clock: the same report gives the
//! same bytes on any machine. No character can make it fail.

mod body;
mod columns;
mod face;
mod flow;
mod front;
mod ink;
mod lines;
mod paint;
mod photos;
mod sheet;
mod table;

use chrono::{Datelike, Offset, Timelike};
use krilla::metadata::{DateTime, Metadata};

use super::page::{Page, Stamp};
use crate::clean;
use crate::schedule::Lang;
use crate::words;
use body::Edges;
use face::Face;
use flow::Flow;
use front::{Anchor, Fact};
use ink::{AIRY, CLOSE};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The embedded font cannot be read.
    #[error("read the embedded font: {0}")]
    Font(String),
    /// The PDF library does not accept the document.
    #[error("write the document as PDF/A: {0}")]
    Refused(String),
}

/// Returns the page as a PDF file.
pub(super) fn render(page: &Page, lang: Lang) -> Result<Vec<u8>, PdfError> {
    let mut flow = set(Flow::new(Face::open()?, AIRY), page, lang);
    if flow.is_nearly_empty() {
        let sheets = flow.sheets.len();
        flow = set(flow.again(CLOSE), page, lang);
        if flow.sheets.len() == sheets {
            flow = set(flow.again(AIRY), page, lang);
        }
    }
    let about = format!("{} · {} · {}", page.title, page.store, page.stamp.about);
    let metadata = metadata(&page.stamp, &about, lang);
    let (number, last) = (page.stamp.number.clone(), last_entry(&page.stamp, lang));
    body::set_edges(&mut flow, &Edges { about, number, last }, lang);
    paint::paint(&flow, metadata)
}

/// Sets everything but the edges of the sheets.
fn set(mut flow: Flow, page: &Page, lang: Lang) -> Flow {
    let anchor = anchor(&page.stamp, lang);
    front::set(&mut flow, page, &facts(page, lang), anchor.as_ref());
    for section in &page.sections {
        body::set_section(&mut flow, section, lang);
    }
    body::set_signing(&mut flow, page, lang);
    body::set_lacking(&mut flow, lang);
    flow
}

/// Returns what the code on the paper says: the last entry and its hash, as `verify` takes them.
fn anchor(stamp: &Stamp, lang: Lang) -> Option<Anchor> {
    let hash = stamp.head_hash.as_deref()?;
    let name = lang.of("末条记录", "last entry");
    stamp.head.map(|it| Anchor { says: format!("{}:{hash}", it.0), name })
}

/// Returns the last entry with the beginning of its hash, short enough for the edge of a sheet.
fn last_entry(stamp: &Stamp, lang: Lang) -> String {
    let Some(head) = stamp.head else { return String::new() };
    let hash: String = stamp.head_hash.iter().flat_map(|it| it.chars()).take(16).collect();
    format!("{} {} {hash}", lang.of("末条记录", "Last entry"), words::seq(head))
}

/// Returns the values of the head; those that stand in the boxes below are not said twice.
fn facts(page: &Page, lang: Lang) -> Vec<Fact<'_>> {
    let own = Fact { name: lang.of("报告编号", "Report no."), value: &page.stamp.number };
    let boxed = |name: &str| page.figures.iter().any(|it| it.name == name);
    let others = page.head.iter().filter(|(name, _)| !boxed(name));
    let others = others.map(|(name, value)| Fact { name, value });
    std::iter::once(own).chain(others).collect()
}

fn metadata(stamp: &Stamp, about: &str, lang: Lang) -> Metadata {
    let hash = stamp.head_hash.as_deref().unwrap_or_default();
    Metadata::new()
        .title(clean::line(about))
        .creator("zhiban".to_owned())
        .producer("zhiban".to_owned())
        .language(lang.of("zh-CN", "en").to_owned())
        .creation_date(date(stamp))
        .document_id(format!("{} {hash}", stamp.number))
}

/// Returns the instant that the report speaks of, on the store's clock.
fn date(stamp: &Stamp) -> DateTime {
    let at = stamp.at;
    let offset = at.offset().fix().local_minus_utc() / 60;
    let small = |it: u32| u8::try_from(it).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(i8::try_from(offset / 60).unwrap_or_default())
        .utc_offset_minute(small(offset.unsigned_abs() % 60))
}
