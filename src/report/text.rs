//! A report as plain text: columns that stand straight with wide letters, at most 78 cells.
//!
//! It never lets out what it has not cleaned: every string goes through `straight`, which cleans.

use super::page::{Block, Page, Section, Table, Tone};
use super::wrap::wrap;
use crate::clean;

/// The widest line, in cells.
const WIDTH: usize = 78;

/// Returns the page as plain text.
pub(super) fn render(page: &Page) -> String {
    let mut lines = Vec::new();
    heading(page, &mut lines);
    for section in &page.sections {
        write_section(section, &mut lines);
    }
    lines.push(String::new());
    lines.push("-".repeat(WIDTH));
    lines.push(String::new());
    lines.push(signing(&page.signing));
    lines.push(String::new());
    lines.extend(wrap(&straight(&page.foot), WIDTH));
    lines.push(String::new());
    lines.join("\n")
}

/// Returns the names with a line to write on behind each.
fn signing(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|it| straight(it)).collect();
    let taken: usize = names.iter().map(|it| clean::width(it) + 1 + GUTTER.len()).sum();
    let blank = "_".repeat((WIDTH + GUTTER.len()).saturating_sub(taken) / names.len().max(1));
    let signing: Vec<String> = names.iter().map(|name| format!("{name} {blank}")).collect();
    signing.join(GUTTER)
}

/// Returns a safe text that stands straight: Chinese fonts draw some marks over two columns, so
/// those that the product uses are put in ASCII.
pub(super) fn straight(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in clean::line(text).chars() {
        match it {
            '–' | '—' => out.push('-'),
            '·' => out.push('/'),
            '→' => out.push_str("->"),
            '□' => out.push_str("[ ]"),
            '…' => out.push_str(".."),
            '“' | '”' => out.push('"'),
            '‘' | '’' => out.push('\''),
            it => out.push(it),
        }
    }
    out
}

fn heading(page: &Page, lines: &mut Vec<String>) {
    let store = clean::cells(&straight(&page.store), WIDTH - clean::width(&page.title) - 2);
    let gap = WIDTH - clean::width(&page.title) - clean::width(&store);
    lines.push(format!("{}{}{store}", page.title, " ".repeat(gap)));
    lines.push("=".repeat(WIDTH));
    let widest = page.head.iter().map(|(name, _)| clean::width(name)).max().unwrap_or(0) + 2;
    for (name, value) in &page.head {
        let broken = wrap(&straight(value), WIDTH - widest);
        for (number, part) in broken.iter().enumerate() {
            let name = if number == 0 { name.as_str() } else { "" };
            lines.push(format!("{}{part}", clean::pad(name, widest)));
        }
    }
}

fn write_section(section: &Section, lines: &mut Vec<String>) {
    lines.push(String::new());
    let mark = match section.tone {
        Tone::Alarm => "!! ",
        Tone::Calm => "",
    };
    let title = format!("{mark}{}", straight(&section.title));
    lines.push(title.clone());
    lines.push("-".repeat(clean::width(&title)));
    for block in &section.blocks {
        match block {
            Block::Say(text) => lines.extend(wrap(&straight(text), WIDTH)),
            Block::Table(table) => write_table(table, lines),
            Block::Photos(all) => {
                for shot in all {
                    for said in [&shot.name, &shot.about, &shot.file] {
                        lines.extend(wrap(&straight(said), WIDTH));
                    }
                }
            }
        }
    }
}

fn write_table(table: &Table, lines: &mut Vec<String>) {
    if let Some(title) = table.title {
        lines.push(format!("[{title}]"));
    }
    let head: Vec<String> = table.columns.iter().map(|it| straight(it)).collect();
    let body = table.rows.iter().map(|it| it.cells.iter().map(|it| straight(it)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
    let widths = widths(&rows);
    for row in &rows {
        write_row(row, &widths, lines);
    }
}

fn write_row(row: &[String], widths: &[usize], lines: &mut Vec<String>) {
    let cells: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..height {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let part = cell.get(number).map_or("", String::as_str);
            line.push_str(&clean::pad(part, *width));
            line.push_str(GUTTER);
        }
        lines.push(line.trim_end().to_owned());
    }
}

/// Returns the width of each column: as wide as it is, and where that is too wide together, the
/// widest gives way first.
fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let count = rows.first().map_or(0, Vec::len);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|it| clean::width(it)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..count).map(widest).collect();
    let room = WIDTH - GUTTER.len() * count.saturating_sub(1);
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max() else { break };
        *widest -= 1;
    }
    widths
}

const GUTTER: &str = "  ";
