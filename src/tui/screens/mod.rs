//! One file for each screen; none knows another.

pub(super) mod aside;
pub(super) mod building;
pub(super) mod day;
pub(super) mod findings;
pub(super) mod handover;
pub(super) mod help;
mod item;
pub(super) mod log;
pub(super) mod now;
mod signing;
pub(super) mod small;

use ratatui::layout::Rect;

/// Returns the first row to show so that the chosen one is in sight, near the middle.
fn first_row(chosen: usize, length: usize, height: u16) -> usize {
    let height = usize::from(height);
    chosen.saturating_sub(height / 2).min(length.saturating_sub(height))
}

/// Returns an area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Returns an area with a margin on both sides.
fn inside(area: Rect, margin: u16) -> Rect {
    let margin = margin.min(area.width / 2);
    Rect { x: area.x + margin, width: area.width - 2 * margin, ..area }
}
