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
mod sheet;
mod table;

use chrono::{Datelike, Offset, Timelike};
use chrono_tz::Tz;
use krilla::metadata::{DateTime, Metadata};

use super::layout::lay_out;
use super::page::Page;
use super::{Kind, Report};
use crate::clean;
use crate::schedule::Lang;
use crate::words;
use body::Edges;
use face::Face;
use flow::Flow;
use front::{Anchor, Fact};

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

/// Returns the report as a PDF file.
pub(super) fn render(report: &Report, lang: Lang) -> Result<Vec<u8>, PdfError> {
    let page = lay_out(report, lang);
    let number = number(report);
    let mut flow = Flow::new(Face::open()?);
    let anchor = anchor(report, lang);
    front::set(&mut flow, &page, &facts(&page, &number, lang), anchor.as_ref());
    for section in &page.sections {
        body::set_section(&mut flow, section, lang);
    }
    body::set_signing(&mut flow, &page, lang);
    body::set_lacking(&mut flow, lang);
    let about = format!("{} · {} · {}", page.title, page.store, report.agenda.day);
    let metadata = metadata(report, &about, &number, lang);
    let last = last_entry(report, lang);
    body::set_edges(&mut flow, &Edges { about, number, last }, lang);
    paint::paint(&flow, metadata)
}

/// Returns a page that is no report as a PDF file.
pub(super) fn render_page(
    page: &Page,
    at: &chrono::DateTime<Tz>,
    lang: Lang,
) -> Result<Vec<u8>, PdfError> {
    let mut flow = Flow::new(Face::open()?);
    let facts: Vec<Fact> = page.head.iter().map(|(name, value)| Fact { name, value }).collect();
    front::set(&mut flow, page, &facts, None);
    for section in &page.sections {
        body::set_section(&mut flow, section, lang);
    }
    body::set_lacking(&mut flow, lang);
    let about = format!("{} · {}", page.title, page.store);
    let metadata = about_it(&about, lang).creation_date(moment(at)).document_id(about.clone());
    body::set_edges(&mut flow, &Edges { about, number: String::new(), last: String::new() }, lang);
    paint::paint(&flow, metadata)
}

/// Returns the number of a report: its kind, its store day, and the last entry that it covers.
fn number(report: &Report) -> String {
    let kind = match report.kind {
        Kind::Day => "D",
        Kind::Handover => "H",
    };
    let head = report.head.map_or(0, |it| it.0);
    format!("{kind}{}-{head:06}", report.agenda.day.format("%Y%m%d"))
}

/// Returns what the code on the paper says: the last entry and its hash, as `verify` takes them.
fn anchor(report: &Report, lang: Lang) -> Option<Anchor> {
    let hash = report.head_hash.as_deref()?;
    let name = lang.of("末条记录", "last entry");
    report.head.map(|it| Anchor { says: format!("{}:{hash}", it.0), name })
}

/// Returns the last entry with the beginning of its hash, short enough for the edge of a sheet.
fn last_entry(report: &Report, lang: Lang) -> String {
    let Some(head) = report.head else { return String::new() };
    let hash: String = report.head_hash.iter().flat_map(|it| it.chars()).take(16).collect();
    format!("{} {} {hash}", lang.of("末条记录", "Last entry"), words::seq(head))
}

/// Returns the values of the head; those that stand in the boxes below are not said twice.
fn facts<'a>(page: &'a Page, number: &'a str, lang: Lang) -> Vec<Fact<'a>> {
    let own = Fact { name: lang.of("报告编号", "Report no."), value: number };
    let boxed = |name: &str| page.figures.iter().any(|it| it.name == name);
    let others = page.head.iter().filter(|(name, _)| !boxed(name));
    let others = others.map(|(name, value)| Fact { name, value });
    std::iter::once(own).chain(others).collect()
}

fn metadata(report: &Report, about: &str, number: &str, lang: Lang) -> Metadata {
    about_it(about, lang)
        .creation_date(date(report))
        .document_id(format!("{number} {}", report.head_hash.as_deref().unwrap_or_default()))
}

fn about_it(about: &str, lang: Lang) -> Metadata {
    Metadata::new()
        .title(clean::line(about))
        .creator("zhiban".to_owned())
        .producer("zhiban".to_owned())
        .language(lang.of("zh-CN", "en").to_owned())
}

/// Returns the instant that the report speaks of, on the store's clock.
fn date(report: &Report) -> DateTime {
    moment(&report.cutoff.with_timezone(&report.agenda.schedule.zone))
}

fn moment(at: &chrono::DateTime<Tz>) -> DateTime {
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
