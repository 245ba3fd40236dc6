//! A sheet that shows whether a printer prints what the reports need: Chinese, lines, the date.
//!
//! It holds nothing of the record.

use chrono::DateTime;
use chrono_tz::Tz;

use super::page::{Block, Page, Row, Section, Stamp, Table, Tone};
use super::pdf::{self, PdfError};
use crate::schedule::Lang;

/// Returns the test page as a PDF file.
///
/// # Errors
/// The PDF cannot be made.
pub fn test_page(
    store: &str,
    printer: &str,
    at: DateTime<Tz>,
    lang: Lang,
) -> Result<Vec<u8>, PdfError> {
    let name = |zh: &'static str, en: &'static str| lang.of(zh, en).to_owned();
    let row = |zh: &str, en: &str| Row::calm(vec![zh.to_owned(), en.to_owned()]);
    let rows = vec![
        row("值班 · 清场 · 交接 · 整改", "duty · sweep · handover · follow-up"),
        row("六楼 6F，地下一层 B1，①②③", "0123456789 ABC abc %-/:()"),
        row("请看：字清楚，线不断，四边都在纸上。", "Letters sharp, lines whole, nothing cut off."),
    ];
    let table = Table { title: None, columns: vec!["中文", "English"], rows };
    let about = at.format("%Y-%m-%d").to_string();
    let page = Page {
        stamp: Stamp { number: String::new(), about, at, head: None, head_hash: None },
        logo: None,
        title: name("打印测试页", "Test page"),
        store: store.to_owned(),
        head: vec![
            (name("日期", "Date"), at.format("%Y-%m-%d").to_string()),
            (name("时间", "Time"), at.format("%H:%M").to_string()),
            (name("打印机", "Printer"), printer.to_owned()),
        ],
        figures: Vec::new(),
        sections: vec![Section {
            title: name("应当这样", "What it should look like"),
            tone: Tone::Calm,
            blocks: vec![Block::Table(table)],
        }],
        signing: Vec::new(),
        foot: String::new(),
    };
    pdf::render(&page, lang)
}
