//! A paper as comma-separated tables for a spreadsheet.
//!
//! It never lets out a cell that a spreadsheet would take for a formula: each goes through
//! `clean::csv_cell`.

use super::page::{Block, Page, Table};
use crate::clean;

/// The mark by which a spreadsheet knows that the text is in UTF-8; without it, Excel shows
/// Chinese as rubbish.
const MARK: char = '\u{FEFF}';

/// Returns the one table of a list, or else every table of the page with its titles.
pub(super) fn render(page: &Page, list: Option<&Table>) -> String {
    let mut text = String::from(MARK);
    match list {
        Some(list) => write_table(list, &mut text),
        None => write_page(page, &mut text),
    }
    text
}

fn write_page(page: &Page, text: &mut String) {
    write_row([page.title.as_str(), page.store.as_str(), page.stamp.number.as_str()], text);
    for (name, value) in &page.head {
        write_row([name.as_str(), value.as_str()], text);
    }
    for section in &page.sections {
        for block in &section.blocks {
            write_row([""; 1], text);
            match block {
                Block::Say(said) => write_row([section.title.as_str(), said.as_str()], text),
                Block::Photos(all) => {
                    write_row([section.title.as_str()], text);
                    for shot in all {
                        let cells = [&shot.name, &shot.about, &shot.file];
                        write_row(cells.map(String::as_str), text);
                    }
                }
                Block::Table(table) => {
                    let title = [Some(section.title.as_str()), table.title];
                    write_row(title.into_iter().flatten(), text);
                    write_table(table, text);
                }
            }
        }
    }
    write_row([""; 1], text);
    write_row([page.foot.as_str()], text);
}

fn write_table(table: &Table, text: &mut String) {
    write_row(table.columns.iter().copied(), text);
    for row in &table.rows {
        write_row(row.cells.iter().map(String::as_str), text);
    }
}

fn write_row<'a>(cells: impl IntoIterator<Item = &'a str>, text: &mut String) {
    let cells: Vec<String> = cells.into_iter().map(clean::csv_cell).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}
