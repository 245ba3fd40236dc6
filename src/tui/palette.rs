//! The list of all commands: filtered as it is typed, run by Enter.
//!
//! It is made from the table of keys, so that it can never offer what no key does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::app::App;
use super::canvas::Canvas;
use super::desk::Desk;
use super::field::Field;
use super::keys::{Act, KEYS, Key};
use super::popup;
use super::theme::Ink;

/// The list as it is being filtered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Palette {
    words: Field,
    row: usize,
}

/// What a key did to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// It stays open.
    Open,
    /// It was closed.
    Closed,
    /// A command was chosen.
    Run(Act),
}

impl Palette {
    /// Takes a key.
    pub(crate) fn key(&mut self, key: KeyEvent, app: &App, desk: &Desk) -> Choice {
        let offered = self.offered(app, desk);
        match key.code {
            KeyCode::Esc => return Choice::Closed,
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return Choice::Run(Act::Quit);
            }
            KeyCode::Enter => {
                return offered.get(self.row).map_or(Choice::Open, |it| Choice::Run(it.act));
            }
            KeyCode::Up => self.row = self.row.saturating_sub(1),
            KeyCode::Down => self.row = (self.row + 1).min(offered.len().saturating_sub(1)),
            _ => {
                self.words.key(key);
                self.row = 0;
            }
        }
        Choice::Open
    }

    /// Returns the command of a row that was clicked.
    pub(crate) fn picked(&self, act: Act, app: &App, desk: &Desk) -> Option<Act> {
        let Act::Pick(row) = act else { return None };
        self.offered(app, desk).get(row).map(|it| it.act)
    }

    /// Returns the commands that make sense now and fit the words, each once.
    fn offered(&self, app: &App, desk: &Desk) -> Vec<&'static Key> {
        let words = self.words.text().to_lowercase();
        let mut offered: Vec<&Key> = Vec::new();
        for key in KEYS.iter().filter(|it| it.place.holds_on(app.screen) || is_command(it)) {
            let fits = words.split_whitespace().all(|word| {
                key.zh.contains(word) || key.en.to_lowercase().contains(word) || key.shown == word
            });
            let is_new = offered.iter().all(|it| it.act != key.act);
            if fits && is_new && !is_movement(key.act) && app.offers(desk, key.act) {
                offered.push(key);
            }
        }
        offered
    }

    /// Draws the list.
    pub(crate) fn draw(&self, app: &App, desk: &Desk, canvas: &mut Canvas) {
        let offered = self.offered(app, desk);
        let title = desk.lang.of("全部命令", "All commands");
        let inner = popup::open(canvas, title, 18);
        let prompt = Rect { height: inner.height.min(1), ..inner };
        let column = canvas.put(prompt, 0, 0, "> ", Ink::Key);
        let field = Rect {
            x: prompt.x + column.min(prompt.width),
            width: prompt.width.saturating_sub(column),
            ..prompt
        };
        let hint = desk.lang.of("写几个字，回车执行", "type to filter, Enter runs");
        self.words.draw(canvas, field, hint);
        let list = Rect {
            y: inner.y + inner.height.min(1),
            height: inner.height.saturating_sub(1),
            ..inner
        };
        let first = (self.row + 1).saturating_sub(list.height.into());
        for (row, (number, key)) in (0..list.height).zip(offered.iter().enumerate().skip(first)) {
            canvas.put(list, row, 0, key.shown, Ink::Key);
            let ink = if number == self.row { Ink::Chosen } else { Ink::Plain };
            canvas.put(list, row, 12, key.what(desk.lang), ink);
            canvas.click_row(list, row, Act::Pick(number));
        }
        if offered.is_empty() {
            canvas.put(list, 0, 0, desk.lang.of("没有这样的命令", "No such command"), Ink::Faint);
        }
    }
}

/// Returns whether a key runs something on any screen, not only where it is bound.
fn is_command(key: &Key) -> bool {
    matches!(
        key.act,
        Act::Find
            | Act::Note
            | Act::Event(_)
            | Act::Officer
            | Act::Incident
            | Act::Print
            | Act::PutInForce
            | Act::OwnPin
            | Act::Release
            | Act::Correct
            | Act::Areas
            | Act::Skip
            | Act::Defer
            | Act::Acknowledge
            | Act::StandIn
            | Act::SendBack
            | Act::Jump
    )
}

/// Returns whether an act only makes sense where it is looked at.
fn is_movement(act: Act) -> bool {
    matches!(act, Act::Move(_) | Act::Answer(_) | Act::Palette | Act::Next | Act::Previous)
}
