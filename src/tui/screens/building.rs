//! The floors from the top down as an elevation: their windows go dark as the sweep clears them.
//!
//! Each floor says its state in words as well.

use ratatui::layout::Rect;

use super::{below, inside};
use crate::engine::agenda::{FloorState, FloorView};
use crate::engine::command::SweepOutcome;
use crate::tui::canvas::{Canvas, columns};
use crate::tui::desk::Desk;
use crate::tui::theme::Ink;
use crate::words;

/// A floor's windows while there is light, and after.
const LIT: &str = "[##][##][##][##][##]";
const DARK: &str = "[  ][  ][  ][  ][  ]";

/// The roof above the windows.
const ROOF: &str = "____________________";

/// Where the windows begin, and the words.
const WINDOWS: u16 = 18;
const WORDS: u16 = 41;

/// Draws the screen.
pub(crate) fn draw(desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let lang = desk.lang;
    let floors = &desk.agenda.building;
    if floors.is_empty() {
        let zh = "日程里没有写楼层。";
        canvas.put(area, 0, 0, lang.of(zh, "The schedule names no floors."), Ink::Plain);
        return;
    }
    let swept = floors.iter().filter(|it| is_swept(it)).count();
    let zh = format!("清场：{swept}/{} 层有结果", floors.len());
    let text = lang.of(zh, format!("Sweep: {swept} of {} floors have an outcome", floors.len()));
    canvas.put(area, 0, 0, &text, Ink::Heading);
    // In a low window the floors stand close together.
    let count = u16::try_from(floors.len()).unwrap_or(u16::MAX);
    let step = if count.saturating_mul(2) + 3 <= area.height { 2 } else { 1 };
    canvas.put(area, 1, WINDOWS, ROOF, Ink::Faint);
    let mut row = 2;
    for floor in floors {
        draw_floor(desk, floor, canvas, below(area, row), step);
        row += step;
    }
}

fn is_swept(floor: &FloorView) -> bool {
    match floor.state {
        FloorState::Swept { .. } => true,
        FloorState::Ahead | FloorState::Here => false,
    }
}

fn draw_floor(desk: &Desk, floor: &FloorView, canvas: &mut Canvas, area: Rect, rows: u16) {
    let lang = desk.lang;
    let (windows, words, window_ink, ink) = picture(desk, &floor.state);
    let here = floor.state == FloorState::Here;
    canvas.put(area, 0, 0, if here { ">" } else { " " }, Ink::Asked);
    canvas.put(area, 0, 2, floor.floor.as_str(), ink);
    let name = desk.agenda.schedule.floor_name(&floor.floor, lang);
    let names = Rect { width: area.width.min(WINDOWS - 1), ..area };
    canvas.put(names, 0, 6, name, ink);
    canvas.put(area, 0, WINDOWS, windows, window_ink);
    let findings = match floor.findings {
        0 => String::new(),
        count => lang.of(format!("问题 {count}"), format!("{count} open")),
    };
    let room = Rect { width: area.width.saturating_sub(columns(&findings) + 1), ..area };
    let place =
        Rect { x: room.x + WORDS.min(room.width), width: room.width.saturating_sub(WORDS), ..room };
    canvas.put_wrapped(place, rows, &words, ink);
    canvas.put_right(area, 0, &findings, Ink::Warn);
}

/// Returns the windows of a floor, its state in words, and the inks of both.
fn picture(desk: &Desk, state: &FloorState) -> (&'static str, String, Ink, Ink) {
    let lang = desk.lang;
    match state {
        FloorState::Ahead => (LIT, lang.of(". 未到", ". not yet").to_owned(), Ink::Lit, Ink::Plain),
        FloorState::Here => {
            (LIT, lang.of("> 正在清", "> being swept").to_owned(), Ink::Lit, Ink::Asked)
        }
        FloorState::Swept { outcome, at, officer } => {
            let (windows, sign, window_ink, ink) = match outcome {
                SweepOutcome::Clear => (DARK, "v", Ink::Dark, Ink::Good),
                SweepOutcome::ClearExcept { .. } => (DARK, "!", Ink::Dark, Ink::Warn),
                SweepOutcome::NotSwept { .. } => (LIT, "x", Ink::Lit, Ink::Alarm),
            };
            let words = words::outcome(outcome, lang);
            let text = format!("{sign} {words}  {} {}", desk.clock(*at), officer.as_str());
            (windows, text, window_ink, ink)
        }
    }
}
