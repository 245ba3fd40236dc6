//! Tables: measured first, then set row by row, with the heads again on every sheet.
//!
//! It never splits a row that fits on a sheet.

use super::columns::{self, Wish};
use super::flow::Flow;
use super::ink::{BOTTOM, CAPTION, CELL, COLUMN, GUTTER, Ink, MARGIN, TOP, WIDTH, Weight};
use super::lines::{Line, Paragraph};
use super::sheet::{Area, Node, Part, Role};
use crate::report::page::{Row, Table, Tone};

/// How far left of the text the bar of an alarm stands.
const BAR_ASIDE: f32 = 8.0;
const BAR_WIDTH: f32 = 3.0;

/// A table whose lines are broken and counted.
pub(super) struct Measured {
    widths: Vec<f32>,
    /// What stands above the heads where the table goes on.
    again: Vec<Line>,
    heads: Vec<Vec<Line>>,
    rows: Vec<MeasuredRow>,
    /// The space above and below the text of a row.
    padding: f32,
}

struct MeasuredRow {
    cells: Vec<Vec<Line>>,
    tone: Tone,
}

impl MeasuredRow {
    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn height(&self, padding: f32) -> f32 {
        self.lines() as f32 * CELL.leading + 2.0 * padding
    }
}

impl Measured {
    /// Shapes all cells and shares out the width; `again` names the table where it goes on.
    pub(super) fn new(table: &Table, again: &str, flow: &mut Flow) -> Self {
        let again = flow.lines(again, CAPTION, WIDTH);
        let heads: Vec<Paragraph> = table.columns.iter().map(|it| flow.paragraph(it)).collect();
        let rows: Vec<(Vec<Paragraph>, Tone)> =
            table.rows.iter().map(|row| (paragraphs(row, flow), row.tone)).collect();
        let mut wishes: Vec<Wish> = heads.iter().map(|it| wish(it, COLUMN.size)).collect();
        for (cells, _) in &rows {
            for (mine, cell) in wishes.iter_mut().zip(cells) {
                *mine = mine.or(wish(cell, CELL.size));
            }
        }
        let widths = columns::widths(&wishes);
        let broken = |cells: &[Paragraph], size: f32| -> Vec<Vec<Line>> {
            cells.iter().zip(&widths).map(|(it, width)| it.lines(width / size)).collect()
        };
        let heads = broken(&heads, COLUMN.size);
        let rows = rows
            .iter()
            .map(|(cells, tone)| MeasuredRow { cells: broken(cells, CELL.size), tone: *tone })
            .collect();
        Self { widths, again, heads, rows, padding: flow.air.padding }
    }

    /// Returns the height of the heads with the first rows, of which at most so much is wanted.
    pub(super) fn beginning(&self, wanted: f32) -> f32 {
        let mut height = self.head_height();
        for row in &self.rows {
            if height >= wanted {
                break;
            }
            height += row.height(self.padding);
        }
        height.min(BOTTOM - TOP)
    }

    fn head_height(&self) -> f32 {
        let lines = self.heads.iter().map(Vec::len).max().unwrap_or(0);
        lines as f32 * COLUMN.leading + 5.0
    }

    /// Sets the table from where the flow is.
    pub(super) fn set(self, flow: &mut Flow, within: Node) {
        let table = flow.node(Role::Table, within);
        self.set_heads(flow, Some(table));
        let body = flow.node(Role::Body, table);
        let whole = BOTTOM - TOP - self.again_height() - self.head_height();
        for (at, row) in self.rows.iter().enumerate() {
            // The last row is never alone on its sheet.
            let kept = self.rows.get(at + 1).filter(|_| at > 0 && at + 2 == self.rows.len());
            let height = [Some(row), kept].into_iter().flatten();
            let height: f32 = height.map(|it| it.height(self.padding)).sum();
            if height > flow.room() && (height <= whole || flow.room() < whole / 4.0) {
                self.go_on(flow);
            }
            self.set_row(row, flow, body);
        }
    }

    /// Goes on on the next sheet, under the same heads.
    fn go_on(&self, flow: &mut Flow) {
        flow.turn();
        flow.y = flow.print_all(MARGIN, flow.y, self.again.clone(), CAPTION, Part::Paper) + 2.0;
        self.set_heads(flow, None);
    }

    fn again_height(&self) -> f32 {
        self.again.len() as f32 * CAPTION.leading + 2.0
    }

    /// Sets the heads of the columns; only those of the first sheet belong to the structure.
    fn set_heads(&self, flow: &mut Flow, table: Option<Node>) {
        let row = table.map(|it| {
            let head = flow.node(Role::Head, it);
            flow.node(Role::Row, head)
        });
        let mut x = MARGIN;
        for (lines, width) in self.heads.iter().zip(&self.widths) {
            let part = match row {
                Some(row) => Part::Of(flow.node(Role::ColumnHead, row)),
                None => Part::Paper,
            };
            flow.print_all(x, flow.y, lines.clone(), COLUMN, part);
            x += width + GUTTER;
        }
        flow.y += self.head_height();
        flow.fill(Area { x: MARGIN, y: flow.y - 1.6, width: WIDTH, height: 0.7 }, Ink::Rule);
    }

    /// Sets a row; one that is taller than a sheet goes on where the last line of the sheet was.
    fn set_row(&self, row: &MeasuredRow, flow: &mut Flow, body: Node) {
        let node = flow.node(Role::Row, body);
        let cells: Vec<Node> = row.cells.iter().map(|_| flow.node(Role::Cell, node)).collect();
        let mut from = 0;
        loop {
            let fitting =
                ((flow.room() - 2.0 * self.padding) / CELL.leading + 0.01).max(1.0) as usize;
            let to = row.lines().min(from + fitting);
            self.set_lines(row, from..to, flow, &cells);
            if to == row.lines() {
                return;
            }
            from = to;
            self.go_on(flow);
        }
    }

    fn set_lines(
        &self,
        row: &MeasuredRow,
        lines: std::ops::Range<usize>,
        flow: &mut Flow,
        nodes: &[Node],
    ) {
        let (top, padding) = (flow.y, self.padding);
        let height = lines.len() as f32 * CELL.leading + 2.0 * padding;
        let mut x = MARGIN;
        for (at, (cell, width)) in row.cells.iter().zip(&self.widths).enumerate() {
            let loud = row.tone == Tone::Alarm && at == 0;
            let style = if loud { CELL.weighing(Weight::Bold) } else { CELL };
            let shown = cell.iter().skip(lines.start).take(lines.len()).cloned().collect();
            flow.print_all(x, top + padding, shown, style, Part::Of(nodes[at]));
            x += width + GUTTER;
        }
        flow.y = top + height;
        if row.tone == Tone::Alarm {
            let y = top + padding;
            let height = height - 2.0 * padding;
            flow.fill(Area { x: MARGIN - BAR_ASIDE, y, width: BAR_WIDTH, height }, Ink::Alarm);
        }
        flow.fill(Area { x: MARGIN, y: flow.y, width: WIDTH, height: 0.3 }, Ink::Hair);
    }
}

fn paragraphs(row: &Row, flow: &mut Flow) -> Vec<Paragraph> {
    row.cells.iter().map(|it| flow.paragraph(it)).collect()
}

// A hair more than measured, so that a column as wide as its text never breaks it.
fn wish(it: &Paragraph, size: f32) -> Wish {
    Wish { natural: it.natural() * size + 0.1, word: it.widest_word() * size + 0.1 }
}
