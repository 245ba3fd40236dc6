//! A paper as a workbook for a spreadsheet.
//!
//! It never writes a formula or a link: a cell is a plain number or a cleaned text. The same paper
//! gives the same bytes, because the time in the file is that of the paper.

use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet,
};

use super::page::{Block, Page, Stamp, Table, Tone};
use crate::clean;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("write the workbook: {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

/// The most characters that a cell holds.
const CELL_MAX: usize = 32_000;
/// The most digits that a spreadsheet keeps exactly.
const DIGITS_MAX: usize = 15;
/// The widest column.
const WIDTH_MAX: usize = 60;

/// Returns the page as a workbook: a list as one table, another paper section by section.
pub(super) fn render(page: &Page, list: Option<&Table>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(page)?);
    let mut sheet = Sheet::new(book.add_worksheet());
    sheet.sheet.set_name(sheet_name(&page.title))?;
    sheet.sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    match list {
        Some(list) => sheet.list(list)?,
        None => sheet.page(page)?,
    }
    sheet.set_widths()?;
    Ok(book.save_to_buffer()?)
}

/// Returns a paper's title as the name of a sheet: some letters, and more than 31, are not allowed.
fn sheet_name(title: &str) -> String {
    let bare = clean::line(title).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    let short: String = bare.trim().chars().take(SHEET_NAME_MAX).collect();
    if short.trim().is_empty() { "zhiban".to_owned() } else { short.trim().to_owned() }
}

/// The longest name of a sheet; a rare letter may count twice.
const SHEET_NAME_MAX: usize = 15;

/// The number by which spreadsheets know the paper size.
const A4: u8 = 9;

fn properties(page: &Page) -> Result<DocProperties, XlsxError> {
    let title = format!("{} {} {}", page.title, page.store, page.stamp.about);
    let properties = DocProperties::new()
        .set_title(clean::line(&title))
        .set_author("zhiban")
        .set_creation_datetime(&created(&page.stamp)?);
    Ok(properties)
}

fn created(stamp: &Stamp) -> Result<ExcelDateTime, XlsxError> {
    let at = stamp.at;
    let small = |it: u32| u8::try_from(it).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or(EARLIEST);
    let date = ExcelDateTime::from_ymd(year.max(EARLIEST), small(at.month()), small(at.day()))?;
    let hour = u16::try_from(at.hour()).unwrap_or_default();
    Ok(date.and_hms(hour, small(at.minute()), f64::from(at.second()))?)
}

/// The first year that a spreadsheet knows.
const EARLIEST: u16 = 1900;

/// A sheet that is being filled from the top down.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    /// The widest text of each column that stands in a table.
    widths: Vec<usize>,
}

impl<'a> Sheet<'a> {
    fn new(sheet: &'a mut Worksheet) -> Self {
        Self { sheet, row: 0, widths: Vec::new() }
    }

    fn list(&mut self, list: &Table) -> Result<(), XlsxError> {
        let last = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or_default();
        self.table(list)?;
        self.sheet.set_freeze_panes(1, 1)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.sheet.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }

    fn page(&mut self, page: &Page) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(16);
        self.cell(0, &page.title, &title)?;
        self.row += 1;
        self.cell(0, &page.store, &Format::new())?;
        self.row += 1;
        for (name, value) in &page.head {
            self.cell(0, name, &Format::new().set_bold())?;
            self.cell(1, value, &Format::new())?;
            self.row += 1;
        }
        for section in &page.sections {
            self.row += 1;
            let mark = if section.tone == Tone::Alarm { "!! " } else { "" };
            let heading = Format::new().set_bold().set_font_size(13);
            self.cell(0, &format!("{mark}{}", section.title), &heading)?;
            self.row += 1;
            for block in &section.blocks {
                self.block(block)?;
            }
        }
        self.row += 1;
        self.cell(0, &page.foot, &Format::new().set_italic())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Say(text) => {
                self.cell(0, text, &Format::new())?;
                self.row += 1;
            }
            Block::Photos(all) => {
                for shot in all {
                    for (column, said) in (0..).zip([&shot.name, &shot.about, &shot.file]) {
                        self.cell(column, said, &Format::new())?;
                    }
                    self.row += 1;
                }
            }
            Block::Table(table) => {
                if let Some(title) = table.title {
                    self.cell(0, title, &Format::new().set_bold())?;
                    self.row += 1;
                }
                self.table(table)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(GROUND))
            .set_border_bottom(FormatBorder::Thin);
        for (column, name) in (0..).zip(&table.columns) {
            self.widen(column, name);
            self.cell(column, name, &head)?;
        }
        self.row += 1;
        for row in &table.rows {
            let format = match row.tone {
                Tone::Calm => Format::new().set_text_wrap(),
                Tone::Alarm => Format::new().set_text_wrap().set_bold(),
            };
            for (column, cell) in (0..).zip(&row.cells) {
                self.widen(column, cell);
                self.cell(column, cell, &format)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn cell(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let share = text.strip_suffix('%').and_then(share);
        match (number(text), share) {
            (Some(number), _) => {
                self.sheet.write_number_with_format(self.row, column, number, format)?
            }
            (None, Some(share)) => {
                let format = format.clone().set_num_format("0.0%");
                self.sheet.write_number_with_format(self.row, column, share, &format)?
            }
            (None, None) => {
                let safe: String = clean::line(text).chars().take(CELL_MAX).collect();
                self.sheet.write_string_with_format(self.row, column, safe, format)?
            }
        };
        Ok(())
    }

    fn widen(&mut self, column: u16, text: &str) {
        let column = usize::from(column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(clean::width(&clean::line(text)) + 2);
    }

    fn set_widths(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, (*width).min(WIDTH_MAX) as f64)?;
        }
        Ok(())
    }
}

/// A light grey, which prints.
const GROUND: u32 = 0x00E7_E6E6;

/// Returns the share that a percentage with one decimal is.
fn share(percent: &str) -> Option<f64> {
    let (whole, tenth) = percent.split_once('.')?;
    let digits = tenth.len() == 1 && tenth.bytes().all(|it| it.is_ascii_digit());
    let whole = number(whole).filter(|_| digits)?;
    Some((whole * 10.0 + tenth.parse::<f64>().ok()?) / 1000.0)
}

/// Returns a cell's number, where it is nothing but one: no sign, no leading zero.
fn number(text: &str) -> Option<f64> {
    let plain = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let kept = text == "0" || !text.starts_with('0');
    if plain && kept && text.len() <= DIGITS_MAX { text.parse().ok() } else { None }
}
