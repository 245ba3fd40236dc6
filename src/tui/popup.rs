//! A window over the desk: an empty area with a bar on top. It has no side borders, which a
//! terminal set to wide letters would push apart.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Ink;

/// Columns to the left and right of what is inside.
const MARGIN: u16 = 2;

/// The widest window.
const WIDTH_MAX: u16 = 88;

/// Returns how wide the inside of a window is on a screen of this width.
pub(crate) fn inner_width(screen: u16) -> u16 {
    outer_width(screen).saturating_sub(2 * MARGIN)
}

fn outer_width(screen: u16) -> u16 {
    screen.saturating_sub(4).min(WIDTH_MAX)
}

/// Opens a window with so many rows inside, fewer where the screen is low; returns the inside.
pub(crate) fn open(canvas: &mut Canvas, title: &str, rows: u16) -> Rect {
    let screen = canvas.area();
    let width = outer_width(screen.width);
    let height = rows.saturating_add(2).min(screen.height.saturating_sub(3));
    let place = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    canvas.clear(place);
    let bar = Rect { height: height.min(1), ..place };
    canvas.paint(bar, Ink::Bar);
    canvas.put(bar, 0, MARGIN, title, Ink::Bar);
    if height > 1 {
        canvas.rule(place, height - 1);
    }
    Rect {
        x: place.x + MARGIN.min(width),
        y: place.y + height.min(1),
        width: width.saturating_sub(2 * MARGIN),
        height: height.saturating_sub(2),
    }
}
