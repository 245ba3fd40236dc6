//! The measures of the paper, its letters and its inks, by meaning.
//!
//! It never draws.

/// The width of A4, in points.
pub(super) const PAPER_WIDTH: f32 = 595.276;
/// The height of A4.
pub(super) const PAPER_HEIGHT: f32 = 841.89;
/// Where the text begins from the left, and ends from the right.
pub(super) const MARGIN: f32 = 54.0;
/// The width of the text.
pub(super) const WIDTH: f32 = PAPER_WIDTH - 2.0 * MARGIN;
/// Where the first page begins.
pub(super) const FIRST_TOP: f32 = 50.0;
/// Where the text of the other pages begins.
pub(super) const TOP: f32 = 74.0;
/// Where the text ends.
pub(super) const BOTTOM: f32 = PAPER_HEIGHT - 60.0;
/// The line that column edges stand on: a twenty-fourth of the width.
pub(super) const GRID: f32 = WIDTH / 24.0;
/// What stands between two columns.
pub(super) const GUTTER: f32 = 10.0;

/// The space that may be more or less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Air {
    /// Above a section.
    pub(super) above: f32,
    /// Above and below the text of a row.
    pub(super) padding: f32,
}

/// As much as reads best.
pub(super) const AIRY: Air = Air { above: 20.0, padding: 3.1 };
/// As little as reads well: it spares a sheet with nearly nothing on it.
pub(super) const CLOSE: Air = Air { above: 14.0, padding: 1.9 };

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Their size, in points.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) leading: f32,
    /// How heavy they are.
    pub(super) weight: Weight,
    /// Their ink.
    pub(super) ink: Ink,
}

impl Style {
    /// Returns the style in another weight.
    pub(super) const fn weighing(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// Returns the style in another ink.
    pub(super) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// Returns how far below the top of a line its letters stand.
    pub(super) fn baseline(self) -> f32 {
        (self.leading - self.size) / 2.0 + self.size * 0.88
    }
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// As the font has them.
    Regular,
    /// With a thin stroke around.
    Bold,
}

/// What is printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// What is read.
    Text,
    /// What is read second: labels, and the edges of the paper.
    Label,
    /// A strong line.
    Rule,
    /// A line that only leads the eye.
    Hair,
    /// The ground of a box.
    Ground,
    /// What calls for attention.
    Alarm,
    /// The ground of a box that calls for attention.
    AlarmGround,
    /// Letters on a dark ground.
    Paper,
}

const fn style(size: f32, leading: f32, weight: Weight, ink: Ink) -> Style {
    Style { size, leading, weight, ink }
}

/// The name of the report.
pub(super) const TITLE: Style = style(22.0, 30.0, Weight::Bold, Ink::Text);
/// The store.
pub(super) const STORE: Style = style(10.0, 15.0, Weight::Regular, Ink::Text);
/// A label over a value.
pub(super) const LABEL: Style = style(7.2, 11.0, Weight::Regular, Ink::Label);
/// A value in the head.
pub(super) const VALUE: Style = style(9.6, 14.0, Weight::Regular, Ink::Text);
/// The number in a box.
pub(super) const FIGURE: Style = style(26.0, 32.0, Weight::Bold, Ink::Text);
/// What stands beside the number.
pub(super) const FIGURE_NAME: Style = style(10.4, 15.0, Weight::Bold, Ink::Text);
/// The name of a section.
pub(super) const HEADING: Style = style(12.2, 18.0, Weight::Bold, Ink::Text);
/// The name of a table within a section.
pub(super) const CAPTION: Style = style(9.0, 14.0, Weight::Bold, Ink::Text);
/// A sentence.
pub(super) const BODY: Style = style(9.0, 14.2, Weight::Regular, Ink::Text);
/// A cell of a table.
pub(super) const CELL: Style = style(8.6, 12.8, Weight::Regular, Ink::Text);
/// The head of a column.
pub(super) const COLUMN: Style = style(7.4, 11.0, Weight::Regular, Ink::Label);
/// The edges of the paper.
pub(super) const RUNNING: Style = style(7.2, 10.0, Weight::Regular, Ink::Label);
