//! The store day as a timeline: what was planned, what really happened, what is to come.

use ratatui::layout::Rect;

use super::{below, first_row, inside};
use crate::engine::agenda::{OccurrenceView, Status};
use crate::schedule::Weight;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, columns};
use crate::tui::desk::Desk;
use crate::tui::draw::status;
use crate::tui::keys::Act;
use crate::tui::theme::Ink;
use crate::words;

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let lang = desk.lang;
    let head = lang.of("计划时间      实际    步骤", "Planned       Real    Step");
    canvas.put(area, 0, 2, head, Ink::Heading);
    canvas.put_right(area, 0, lang.of("状态", "State"), Ink::Heading);
    let foot = u16::from(area.height > 6) * 2;
    let list = Rect { height: area.height.saturating_sub(1 + foot), ..below(area, 1) };
    let all = &desk.agenda.occurrences;
    let first = first_row(app.rows.day, all.len(), list.height);
    for (row, (number, view)) in (0..list.height).zip(all.iter().enumerate().skip(first)) {
        draw_line(desk, view, number == app.rows.day, canvas, list, row);
        canvas.click_row(list, row, Act::Pick(number));
    }
    if let Some(view) = all.get(app.rows.day) {
        draw_detail(desk, view, canvas, below(area, area.height - foot));
    }
}

fn draw_line(
    desk: &Desk,
    view: &OccurrenceView,
    chosen: bool,
    canvas: &mut Canvas,
    list: Rect,
    row: u16,
) {
    let ink = if chosen { Ink::Chosen } else { ink(&view.status) };
    let mark = if chosen { ">" } else { " " };
    let is_now = desk.prompt(&view.id).is_some();
    let mark = if is_now && !chosen { "*" } else { mark };
    canvas.put(list, row, 0, mark, Ink::Asked);
    canvas.put(list, row, 2, &desk.window(view), ink);
    canvas.put(list, row, 16, &real(desk, view), ink);
    let state = status(&view.status, desk.lang);
    let title = Rect { width: list.width.saturating_sub(columns(&state) + 2), ..list };
    canvas.put(title, row, 24, &desk.title(&view.id), ink);
    canvas.put_right(list, row, &state, ink);
}

/// Returns when it really happened, or when it was begun.
fn real(desk: &Desk, view: &OccurrenceView) -> String {
    match (&view.status, view.started) {
        (Status::Done { at, .. } | Status::Skipped { at, .. }, _) => desk.clock(*at),
        (_, Some(started)) => format!("{}-", desk.clock(started)),
        (_, None) => "-".to_owned(),
    }
}

fn ink(status: &Status) -> Ink {
    match status {
        Status::NotYet | Status::NotNeeded { .. } => Ink::Faint,
        Status::Due => Ink::Asked,
        Status::Overdue | Status::Missed | Status::RolledOver => Ink::Alarm,
        Status::Free => Ink::Plain,
        Status::Unknown | Status::Skipped { .. } | Status::Deferred { .. } => Ink::Warn,
        Status::Done { .. } => Ink::Good,
    }
}

/// Says more about the chosen line: why it was left undone, what it waits for.
fn draw_detail(desk: &Desk, view: &OccurrenceView, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    let weight = desk.step(view).map_or(Weight::Routine, |it| it.weight);
    let mut parts = vec![words::weight(weight, lang).to_owned()];
    match &view.status {
        Status::Skipped { reason, .. } | Status::Deferred { reason, .. } => {
            parts.push(lang.of(format!("原因：{reason}"), format!("Why: {reason}")));
        }
        Status::NotNeeded { why } => {
            parts.push(words::unneeded(why, &desk.agenda.schedule, lang));
        }
        Status::NotYet
        | Status::Due
        | Status::Overdue
        | Status::Free
        | Status::RolledOver
        | Status::Missed
        | Status::Unknown
        | Status::Done { .. } => {}
    }
    let owed = desk.agenda.owed.iter().find(|it| it.step == view.id.step);
    parts.extend(owed.map(|it| words::owed(&it.state, lang)));
    if !view.waits_for.is_empty() {
        let titles: Vec<String> = view.waits_for.iter().map(|it| desk.step_title(it)).collect();
        let titles = titles.join(lang.of("、", ", "));
        parts.push(lang.of(format!("要先完成：{titles}"), format!("Waits for: {titles}")));
    }
    if let Some(hold) = &view.held {
        parts.push(lang.of(format!("停住：{}", hold.reason), format!("Held: {}", hold.reason)));
    }
    if view.next.is_some() {
        parts.push(lang.of("Enter 去做这一步", "Enter works on it").to_owned());
    }
    canvas.rule(area, 0);
    canvas.put(area, 1, 0, &parts.join("   "), Ink::Plain);
}
