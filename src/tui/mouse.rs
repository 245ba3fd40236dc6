//! The mouse: a click does what the picture shows at its place.
//!
//! It never knows where things stand: the picture is drawn once more, and noted while it is.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::app::{App, Over};
use super::canvas::Canvas;
use super::desk::Desk;
use super::forms;
use super::keys::{Act, Move};
use super::message::Effect;

impl App {
    /// A click does what the picture shows at its place: the picture is drawn once more to know.
    pub(crate) fn mouse(&mut self, desk: &Desk, event: MouseEvent, size: Size) -> Vec<Effect> {
        let act = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.hit(desk, event, size),
            MouseEventKind::ScrollUp if self.form.is_none() => Some(Act::Move(Move::Up)),
            MouseEventKind::ScrollDown if self.form.is_none() => Some(Act::Move(Move::Down)),
            _ => None,
        };
        let Some(act) = act else { return Vec::new() };
        self.flash = None;
        if let Some(Over::Palette(palette)) = self.over.take() {
            return match palette.picked(act, self, desk) {
                Some(act) => self.act(desk, act),
                None => Vec::new(),
            };
        }
        if let Some(form) = &mut self.form {
            let step = forms::click(form, act);
            return self.form_step(desk, step);
        }
        self.act(desk, act)
    }

    fn hit(&self, desk: &Desk, event: MouseEvent, size: Size) -> Option<Act> {
        let area = Rect { x: 0, y: 0, width: size.width.min(500), height: size.height.min(200) };
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas::new(&mut buffer, self.theme);
        super::draw::paint(self, desk, &mut canvas);
        let place = Position { x: event.column, y: event.row };
        canvas.hits.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, act)| *act)
    }
}
