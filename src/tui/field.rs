//! A line of text being typed: keys in, text and the caret's column out.
//!
//! It counts columns, never bytes, so that the caret stands right behind Chinese letters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::theme::Ink;
use crate::clean;
use crate::engine::TEXT_MAX;

/// A line of text being typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    input: Input,
    /// Whether the text was only offered: the first letter typed takes its place.
    offered: bool,
}

/// Whether a field took a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It changed the text or moved the caret.
    Yes,
    /// It means nothing to a field.
    No,
}

impl Field {
    /// Returns a field that holds a text, with the caret behind it.
    pub(crate) fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()), offered: false }
    }

    /// Returns a field that offers a text: Enter takes it, typing replaces it, any other key edits
    /// it.
    pub(crate) fn offering(text: &str) -> Self {
        Self { offered: !text.is_empty(), ..Self::new(text) }
    }

    /// Returns the text as typed.
    pub(crate) fn text(&self) -> &str {
        self.input.value()
    }

    /// Takes a key that edits the text.
    pub(crate) fn key(&mut self, key: KeyEvent) -> Taken {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let request = match key.code {
            KeyCode::Char('a') if control => InputRequest::GoToStart,
            KeyCode::Char('e') if control => InputRequest::GoToEnd,
            KeyCode::Char('w') if control => InputRequest::DeletePrevWord,
            KeyCode::Char('k') if control => InputRequest::DeleteTillEnd,
            KeyCode::Char('u') if control => InputRequest::DeleteLine,
            KeyCode::Char(letter) if !control && !alt => return self.insert(letter),
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left if control => InputRequest::GoToPrevWord,
            KeyCode::Right if control => InputRequest::GoToNextWord,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return Taken::No,
        };
        self.offered = false;
        self.input.handle(request);
        Taken::Yes
    }

    /// Takes a pasted text as one line: line ends and tabs become blanks.
    pub(crate) fn paste(&mut self, text: &str) {
        let one_line = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
        for letter in one_line.trim_end().chars() {
            self.insert(letter);
        }
    }

    fn insert(&mut self, letter: char) -> Taken {
        if std::mem::take(&mut self.offered) {
            self.input.reset();
        }
        let hidden = clean::line(letter.encode_utf8(&mut [0; 4])) == "\u{FFFD}";
        let joins = matches!(letter, '\u{200D}' | '\u{FE0F}');
        let fits = self.text().chars().count() < TEXT_MAX;
        if !letter.is_control() && (!hidden || joins) && fits {
            self.input.handle(InputRequest::InsertChar(letter));
        }
        Taken::Yes
    }

    /// Draws the text on the first row of an area and puts the caret there.
    pub(crate) fn draw(&self, canvas: &mut Canvas, area: Rect, placeholder: &str) {
        let ink = if self.offered { Ink::Chosen } else { Ink::Plain };
        self.draw_in(ink, canvas, area, placeholder);
        let area = area.intersection(canvas.area());
        if area.width > 0 && area.height > 0 {
            let column = self.input.visual_cursor().saturating_sub(self.skipped(area.width));
            let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
            canvas.caret = Some(Position { x: area.x + column, y: area.y });
        }
    }

    /// Draws the text on the first row of an area without a caret.
    pub(crate) fn draw_idle(&self, canvas: &mut Canvas, area: Rect, placeholder: &str) {
        self.draw_in(Ink::Plain, canvas, area, placeholder);
    }

    fn draw_in(&self, ink: Ink, canvas: &mut Canvas, area: Rect, placeholder: &str) {
        if self.text().is_empty() {
            canvas.put(area, 0, 0, placeholder, Ink::Faint);
        } else {
            canvas.put(area, 0, 0, &self.visible(area.width), ink);
        }
    }

    fn skipped(&self, width: u16) -> usize {
        self.input.visual_scroll(usize::from(width.saturating_sub(1)))
    }

    /// Returns the part that fits, which always holds the caret.
    fn visible(&self, width: u16) -> String {
        let (first, mut column) = (self.skipped(width), 0);
        let mut shown = String::new();
        for grapheme in self.text().graphemes(true) {
            let end = column + grapheme.width();
            if column >= first && end <= first + usize::from(width) {
                shown.push_str(grapheme);
            }
            column = end;
        }
        shown
    }
}
