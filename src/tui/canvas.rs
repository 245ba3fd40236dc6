//! The one way onto the screen: every text is cleaned here, and every place that can be clicked
//! is noted here.
//!
//! It never writes outside its buffer, however small the window is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::keys::Act;
use super::theme::{Ink, Theme};
use crate::clean;

/// What shows that a text was cut; plain, because a terminal set to wide letters draws the
/// ellipsis in two columns.
const CUT: &str = "..";

/// A buffer that is drawn on, the caret, and what can be clicked where.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    /// Where the caret stands while text is typed.
    pub(crate) caret: Option<Position>,
    /// What a click does, the topmost last.
    pub(crate) hits: Vec<(Rect, Act)>,
}

impl<'a> Canvas<'a> {
    /// Returns a canvas on a buffer.
    pub(crate) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, caret: None, hits: Vec::new() }
    }

    /// Returns all there is to draw on.
    pub(crate) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes a text on a row of an area, from a column on; returns the column after it.
    pub(crate) fn put(&mut self, area: Rect, row: u16, column: u16, text: &str, ink: Ink) -> u16 {
        let area = area.intersection(self.buffer.area);
        if row >= area.height || column >= area.width {
            return column;
        }
        let shown = cut(&clean::line(text), (area.width - column).into());
        let style = self.theme.style(ink);
        self.buffer.set_string(area.x + column, area.y + row, &shown, style);
        column + columns(&shown)
    }

    /// Writes a text so that it ends at the right edge of a row.
    pub(crate) fn put_right(&mut self, area: Rect, row: u16, text: &str, ink: Ink) {
        let width = columns(&clean::line(text));
        self.put(area, row, area.width.saturating_sub(width), text, ink);
    }

    /// Writes a text on as many rows as it needs, at most so many; returns how many.
    pub(crate) fn put_wrapped(&mut self, area: Rect, rows_max: u16, text: &str, ink: Ink) -> u16 {
        let mut row = 0;
        for line in wrap(&clean::line(text), area.width.into()) {
            if row < rows_max.min(area.height) {
                self.put(area, row, 0, &line, ink);
                row += 1;
            }
        }
        row
    }

    /// Paints a whole area in a style, keeping what is written there.
    pub(crate) fn paint(&mut self, area: Rect, ink: Ink) {
        self.buffer.set_style(area.intersection(self.buffer.area), self.theme.style(ink));
    }

    /// Empties an area for a window over the desk.
    ///
    /// A wide letter that reaches into it from the left would swallow its first column, so such a
    /// letter is taken away as well.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for row in area.top()..area.bottom() {
            if area.x > self.buffer.area.x {
                let before = &mut self.buffer[(area.x - 1, row)];
                if before.symbol().width() > 1 {
                    before.set_symbol(" ");
                }
            }
            for column in area.left()..area.right() {
                self.buffer[(column, row)].reset();
            }
        }
    }

    /// Draws a light rule over a row; nothing stands behind it that it could push aside.
    pub(crate) fn rule(&mut self, area: Rect, row: u16) {
        let line = "-".repeat(area.width.into());
        self.put(area, row, 0, &line, Ink::Faint);
    }

    /// Notes that a click on an area does something.
    pub(crate) fn click(&mut self, area: Rect, act: Act) {
        self.hits.push((area, act));
    }

    /// Notes that a click on a row of an area does something.
    pub(crate) fn click_row(&mut self, area: Rect, row: u16, act: Act) {
        if row < area.height {
            self.click(Rect { y: area.y + row, height: 1, ..area }, act);
        }
    }
}

/// Returns how many columns a text takes.
pub(crate) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Returns a text that takes at most so many columns, with a sign where it was cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(CUT.len());
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push_str(&CUT[..CUT.len().min(width)]);
    kept
}

/// Returns a text in lines of at most so many columns: words stay whole where they can, and no
/// line begins with a closing mark.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_word_bounds() {
        let last = lines.last_mut().expect("there is always a line");
        if last.width() + word.width() <= width {
            last.push_str(word);
        } else if is_closing(word) {
            let carried = last.pop().map(String::from).unwrap_or_default();
            lines.push(carried + word);
        } else if word.width() <= width {
            lines.push(word.trim_start().to_owned());
        } else {
            split_word(&mut lines, word, width);
        }
    }
    lines
}

fn split_word(lines: &mut Vec<String>, word: &str, width: usize) {
    for grapheme in word.graphemes(true) {
        let last = lines.last_mut().expect("there is always a line");
        if last.width() + grapheme.width() <= width || last.is_empty() {
            last.push_str(grapheme);
        } else {
            lines.push(grapheme.to_owned());
        }
    }
}

fn is_closing(word: &str) -> bool {
    matches!(
        word,
        "，" | "。" | "；" | "：" | "、" | "！" | "？" | "）" | "”" | "》" | "," | "." | ")"
    )
}
