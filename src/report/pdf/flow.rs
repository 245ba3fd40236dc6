//! Where the next thing goes: down the sheet, and on to the next one.
//!
//! It never writes below the end of a sheet.

use std::collections::HashMap;

use super::face::Face;
use super::ink::{Air, BOTTOM, CAPTION, FIRST_TOP, Ink, MARGIN, Style, TOP, WIDTH};
use super::lines::{Line, Paragraph};
use super::sheet::{Area, Mark, Node, Part, Role, Sheet, Structure};

/// The sheets being filled.
pub(super) struct Flow {
    /// The typeface.
    face: Face,
    /// What has been shaped: a form says the same words again and again.
    known: HashMap<String, Paragraph>,
    /// How much space there is.
    pub(super) air: Air,
    /// How many characters had to be replaced by their code so far.
    pub(super) lacking: usize,
    /// What is read aloud.
    pub(super) structure: Structure,
    /// The sheets; never none.
    pub(super) sheets: Vec<Sheet>,
    /// Where the next thing goes.
    pub(super) y: f32,
    /// The sections: name, sheet and place, for the list of contents.
    pub(super) contents: Vec<(String, usize, f32)>,
}

impl Flow {
    /// Begins on an empty sheet.
    pub(super) fn new(face: Face, air: Air) -> Self {
        Self {
            face,
            known: HashMap::new(),
            air,
            lacking: 0,
            structure: Structure::new(),
            sheets: vec![Sheet::default()],
            y: FIRST_TOP,
            contents: Vec::new(),
        }
    }

    /// Begins again on an empty sheet, with what has been shaped.
    pub(super) fn again(self, air: Air) -> Self {
        Self { known: self.known, ..Self::new(self.face, air) }
    }

    /// Returns whether the last of several sheets has nearly nothing on it.
    pub(super) fn is_nearly_empty(&self) -> bool {
        self.sheets.len() > 1 && self.y < TOP + (BOTTOM - TOP) / 4.0
    }

    /// Returns how much is left of the sheet.
    pub(super) fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Goes on to the next sheet.
    pub(super) fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = TOP;
    }

    /// Goes on to the next sheet where less than this is left, and returns whether it did.
    pub(super) fn turn_unless(&mut self, height: f32) -> bool {
        let turns = self.room() < height;
        if turns {
            self.turn();
        }
        turns
    }

    /// Goes on to the next sheet where less than this is left, under a name that says what goes on.
    pub(super) fn turn_unless_under(&mut self, height: f32, again: &str) {
        if self.turn_unless(height) {
            let lines = self.lines(again, CAPTION, WIDTH);
            self.y = self.print_all(MARGIN, self.y, lines, CAPTION, Part::Paper) + 2.0;
        }
    }

    /// Shapes a text.
    pub(super) fn paragraph(&mut self, text: &str) -> Paragraph {
        let paragraph = match self.known.get(text) {
            Some(it) => it.clone(),
            None => {
                let it = Paragraph::new(text, &self.face);
                self.known.insert(text.to_owned(), it.clone());
                it
            }
        };
        self.lacking += paragraph.lacking();
        paragraph
    }

    /// Shapes and breaks a text to a width in points.
    pub(super) fn lines(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.paragraph(text).lines(width / style.size)
    }

    /// Adds a node to the structure.
    pub(super) fn node(&mut self, role: Role, within: Node) -> Node {
        self.structure.add(role, within)
    }

    /// Prints a line whose top is at `y`.
    pub(super) fn print(&mut self, x: f32, y: f32, line: Line, style: Style, part: Part) {
        let baseline = y + style.baseline();
        self.mark(Mark::Text { x, baseline, line, style, part });
    }

    /// Prints lines one under the other, the first one's top at `y`, and returns where they end.
    pub(super) fn print_all(
        &mut self,
        x: f32,
        y: f32,
        lines: Vec<Line>,
        style: Style,
        part: Part,
    ) -> f32 {
        let mut y = y;
        for line in lines {
            self.print(x, y, line, style, part);
            y += style.leading;
        }
        y
    }

    /// Fills an area with ink.
    pub(super) fn fill(&mut self, area: Area, ink: Ink) {
        self.mark(Mark::Boxes { all: vec![area], ink, part: Part::Paper });
    }

    /// Puts a mark on the last sheet.
    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push(mark);
        }
    }
}
