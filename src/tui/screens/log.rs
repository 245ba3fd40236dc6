//! What was recorded, newest first, found as it is typed.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::{below, first_row, inside};
use crate::engine::Entry;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::message::{LogDays, LogKinds};
use crate::tui::theme::Ink;
use crate::words;

/// Where the words of an entry begin.
const WORDS: u16 = 34;

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let lang = desk.lang;
    let column = canvas.put(area, 0, 0, lang.of("查找 ", "Find "), Ink::Heading);
    let filters = filters(app, desk);
    let field = Rect {
        x: area.x + column.min(area.width),
        width: area.width.saturating_sub(column + 36),
        height: area.height.min(1),
        ..area
    };
    app.search.draw(
        canvas,
        field,
        lang.of("记录里的任何字，或人名", "any word of the record, or a name"),
    );
    canvas.put_right(area, 0, &filters, Ink::Faint);
    let list = below(area, 2);
    if app.log.is_empty() {
        let zh = "没有找到记录。少写几个字，或按 Ctrl-T、Ctrl-F 去掉筛选。";
        let en = "No entries found. Type less, or drop a filter with Ctrl-T or Ctrl-F.";
        canvas.put(list, 0, 0, lang.of(zh, en), Ink::Plain);
    }
    let first = first_row(app.rows.log, app.log.len(), list.height);
    for (row, (number, entry)) in (0..list.height).zip(app.log.iter().enumerate().skip(first)) {
        draw_line(desk, entry, number == app.rows.log, canvas, list, row);
        canvas.click_row(list, row, Act::Pick(number));
    }
}

fn filters(app: &App, desk: &Desk) -> String {
    let lang = desk.lang;
    let days = match app.query.days {
        LogDays::All => lang.of("所有天", "every day"),
        LogDays::Today => lang.of("只今天", "today only"),
    };
    let kinds = match app.query.kinds {
        LogKinds::All => lang.of("所有记录", "all kinds"),
        LogKinds::Findings => lang.of("只问题", "findings only"),
    };
    let count = app.log.len();
    lang.of(format!("{days}  {kinds}  {count} 条"), format!("{days}  {kinds}  {count} shown"))
}

fn draw_line(desk: &Desk, entry: &Entry, chosen: bool, canvas: &mut Canvas, list: Rect, row: u16) {
    let ink = if chosen { Ink::Chosen } else { Ink::Plain };
    canvas.put(list, row, 0, if chosen { ">" } else { " " }, Ink::Asked);
    canvas.put(list, row, 2, &format!("#{}", entry.seq.0), Ink::Faint);
    let day = format!("{:02}-{:02}", entry.day.month(), entry.day.day());
    canvas.put(list, row, 10, &format!("{day} {}", desk.clock(entry.happened)), ink);
    let officer = Rect { width: list.width.min(WORDS - 1), ..list };
    canvas.put(officer, row, 23, entry.officer.as_str(), Ink::Faint);
    let mut text = words::fact(&entry.fact, &desk.agenda.schedule, desk.lang);
    let late = entry.minutes_late();
    if late > 0 {
        text.push_str(&words::late(late, desk.lang));
    }
    canvas.put(list, row, WORDS, &text, ink);
}
