//! A paper as bytes for a receipt printer on 80 mm paper: 48 columns, Chinese in GB18030, a cut
//! at the end.
//!
//! It never lets a typed text command the printer: what it prints is cleaned, and only the bytes
//! named here are commands.

use encoding_rs::GB18030;

use super::layout::NOT_APPLICABLE;
use super::page::{Block, Page, Row, Section, Table, Tone};
use super::text::straight;
use super::wrap::wrap_by;

/// How many columns a line has in font A.
const WIDTH: usize = 48;
/// Between two columns.
const GUTTER: &str = "  ";

/// Sets the printer back to how it starts.
const START: &[u8] = b"\x1b@";
/// Turns Chinese characters on, two bytes each.
const CHINESE: &[u8] = b"\x1c&";
/// Bold on and off.
const BOLD: [&[u8]; 2] = [b"\x1bE\x01", b"\x1bE\x00"];
/// Twice as high, and back: the letters stay one column wide, so that lines end where they should.
const TALL: [&[u8]; 2] = [b"\x1d!\x01\x1c!\x08", b"\x1d!\x00\x1c!\x00"];
/// Feeds the paper past the knife and cuts it.
const CUT: &[u8] = b"\x1dVB\x03";

/// Returns the page as the bytes of one print.
pub(super) fn render(page: &Page) -> Vec<u8> {
    let mut print = Print { bytes: [START, CHINESE].concat() };
    print.loud(TALL, &page.title);
    print.say(&page.store);
    print.rule('=');
    print.say(&page.stamp.number);
    for (name, value) in &page.head {
        print.say(&format!("{name} {value}"));
    }
    for it in &page.sections {
        print.section(it);
    }
    print.rule('-');
    for name in &page.signing {
        print.say("");
        print.say(&format!("{name} {}", "_".repeat(24)));
    }
    print.say("");
    print.say(&page.foot);
    print.bytes.extend_from_slice(CUT);
    print.bytes
}

/// The bytes of a print so far.
struct Print {
    bytes: Vec<u8>,
}

impl Print {
    fn section(&mut self, it: &Section) {
        self.say("");
        let mark = match it.tone {
            Tone::Alarm => "!! ",
            Tone::Calm => "",
        };
        self.loud(BOLD, &format!("{mark}{}", it.title));
        for block in &it.blocks {
            match block {
                Block::Say(text) => self.say(text),
                Block::Table(table) => self.table(table),
                Block::Photos(all) => {
                    for shot in all {
                        self.say(&shot.name);
                        self.say(&shot.about);
                    }
                }
            }
        }
    }

    fn table(&mut self, it: &Table) {
        if let Some(title) = it.title {
            self.say(&format!("[{title}]"));
        }
        let head = it.columns.iter().map(|it| safe(it)).collect();
        let body = it.rows.iter().map(|row| row.cells.iter().map(|it| safe(it)).collect());
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
        match widths(&rows) {
            Some(widths) => rows.iter().for_each(|row| self.columns(row, &widths)),
            None if it.columns.len() == 2 => it.rows.iter().for_each(|it| self.pair(it)),
            None => self.records(it),
        }
    }

    /// Prints a row that is a name and what it says.
    fn pair(&mut self, row: &Row) {
        self.say(&row.cells.join(": "));
    }

    /// Prints rows that are too wide for columns: what calls for attention line by line under its
    /// names, the rest as short as it is clear, for the roll is short.
    fn records(&mut self, it: &Table) {
        if it.rows.iter().any(|it| it.tone == Tone::Calm) {
            self.say(&it.columns.join(" / "));
        }
        for run in it.rows.chunk_by(|one, other| one.tone == other.tone) {
            match run[0].tone {
                Tone::Alarm => {
                    run.iter().for_each(|row| self.record(&it.columns, row));
                    self.rule('.');
                }
                Tone::Calm => run.iter().for_each(|row| self.line_of(row)),
            }
        }
    }

    /// Prints a row in as few lines as it takes.
    fn line_of(&mut self, row: &Row) {
        let said = row.cells.iter().map(|it| it.trim()).filter(|it| is_said(it));
        self.say(&said.collect::<Vec<_>>().join(GUTTER));
    }

    fn columns(&mut self, row: &[String], widths: &[usize]) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(columns(cell)) + GUTTER.len()));
        }
        self.line(line.trim_end());
    }

    /// Prints a row as lines of their own, each under its name; what does not apply is left out.
    fn record(&mut self, names: &[&str], row: &Row) {
        self.rule('.');
        for (name, cell) in names.iter().zip(&row.cells).filter(|it| is_said(it.1.trim())) {
            self.say(&format!("{name}: {cell}"));
        }
    }

    fn loud(&mut self, [on, off]: [&[u8]; 2], text: &str) {
        self.bytes.extend_from_slice(on);
        self.say(text);
        self.bytes.extend_from_slice(off);
    }

    fn rule(&mut self, with: char) {
        self.line(&with.to_string().repeat(WIDTH));
    }

    fn say(&mut self, text: &str) {
        for line in wrap_by(&safe(text), WIDTH, columns) {
            self.line(&line);
        }
    }

    fn line(&mut self, clean: &str) {
        let (bytes, _, _) = GB18030.encode(clean);
        self.bytes.extend_from_slice(&bytes);
        self.bytes.push(b'\n');
    }
}

fn is_said(cell: &str) -> bool {
    !matches!(cell, "" | NOT_APPLICABLE)
}

// What is safe on the screen is safe on paper: no control character is left.
fn safe(text: &str) -> String {
    straight(text)
}

/// Returns how many columns a text takes: a printer draws every letter that is not ASCII over two.
fn columns(text: &str) -> usize {
    text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum()
}

/// Returns the widths of a table's columns; none where they do not fit beside each other.
fn widths(rows: &[Vec<String>]) -> Option<Vec<usize>> {
    let count = rows.first().map_or(0, Vec::len);
    let widest = |at: usize| rows.iter().filter_map(|it| it.get(at)).map(|it| columns(it)).max();
    let widths: Vec<usize> = (0..count).map(|at| widest(at).unwrap_or(0)).collect();
    let all = widths.iter().sum::<usize>() + GUTTER.len() * count.saturating_sub(1);
    (all <= WIDTH).then_some(widths)
}
