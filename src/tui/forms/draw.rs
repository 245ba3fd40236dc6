//! Draws a form over the desk: its rows, the choices of the present one, the caret.

use ratatui::layout::Rect;

use super::{Content, Form, FormState, Row};
use crate::schedule::Lang;
use crate::tui::canvas::{Canvas, columns};
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::popup;
use crate::tui::theme::Ink;

/// Columns for the labels.
const LABELS: u16 = 16;

/// Draws the form.
pub(crate) fn draw(form: &Form, desk: &Desk, canvas: &mut Canvas) {
    let choices = form.rows.iter().map(|it| choice_rows(it, canvas.area().width)).max();
    let meant = form.rows.iter().filter(|it| is_meant(it)).count();
    let rows = u16::try_from(form.rows.len() + meant).unwrap_or(u16::MAX);
    let height = rows.saturating_add(choices.unwrap_or(0)).saturating_add(5);
    let inner = popup::open(canvas, &form.title, height);
    let mut row = 0;
    if !form.about.is_empty() {
        row += canvas.put_wrapped(inner, 2, &form.about, Ink::Faint);
    }
    // A low window shows the rows around the present one.
    let room = inner.height.saturating_sub(row + choices.unwrap_or(0) + 1).max(1);
    let first = (form.at + 1).saturating_sub(usize::from(room));
    for number in (first..form.rows.len()).take(room.into()) {
        row += draw_row(form, number, desk.lang, canvas, below(inner, row));
    }
    if let Some((text, ink)) = super::answer::difference(form, desk) {
        canvas.put(inner, row, LABELS, &text, ink);
    }
    let (text, ink) = last_line(form, desk.lang);
    canvas.put(inner, inner.height.saturating_sub(1), 0, &text, ink);
}

/// Returns whether a line above the row says what a signature in it means.
fn is_meant(row: &Row) -> bool {
    matches!(&row.content, Content::Secret(field) if field.meaning(Lang::Zh).is_some())
}

fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

fn last_line(form: &Form, lang: Lang) -> (String, Ink) {
    match (&form.fault, form.state) {
        (Some(fault), _) => (format!("! {fault}"), Ink::Alarm),
        (None, FormState::Sent) => (lang.of("正在保存", "saving").to_owned(), Ink::Warn),
        (None, FormState::Typing) => {
            let zh = "Enter 下一项/保存   Ctrl-S 立即保存   Esc 取消";
            (lang.of(zh, "Enter next/save   Ctrl-S save now   Esc cancel").to_owned(), Ink::Faint)
        }
    }
}

fn draw_row(form: &Form, number: usize, lang: Lang, canvas: &mut Canvas, area: Rect) -> u16 {
    let Some(row) = form.rows.get(number) else { return 0 };
    if let Content::Secret(field) = &row.content
        && let Some(meaning) = field.meaning(lang)
    {
        canvas.put(area, 0, 2, &meaning, Ink::Warn);
        return 1 + draw_line(form, number, row, canvas, below(area, 1));
    }
    draw_line(form, number, row, canvas, area)
}

fn draw_line(form: &Form, number: usize, row: &Row, canvas: &mut Canvas, area: Rect) -> u16 {
    let is_present = number == form.at;
    let ink = if is_present { Ink::Asked } else { Ink::Plain };
    canvas.put(area, 0, 0, if is_present { ">" } else { " " }, ink);
    canvas.put(area, 0, 2, &row.label, ink);
    canvas.click_row(area, 0, Act::Pick(number));
    let value = Rect {
        x: area.x.saturating_add(LABELS),
        width: area.width.saturating_sub(LABELS),
        height: area.height.min(1),
        ..area
    };
    match &row.content {
        Content::Text { field, placeholder } if is_present && form.state == FormState::Typing => {
            field.draw(canvas, value, placeholder);
        }
        Content::Text { field, placeholder } => field.draw_idle(canvas, value, placeholder),
        Content::Secret(field) => {
            field.draw(canvas, value, is_present && form.state == FormState::Typing);
        }
        Content::Choice { options, chosen } => {
            let name = options.get(*chosen).map_or("", String::as_str);
            canvas.put(value, 0, 0, name, ink);
            if is_present {
                let digits = &row.digits;
                return 1 + draw_choices(options, digits, *chosen, canvas, below(area, 1));
            }
        }
    }
    1
}

fn draw_choices(
    options: &[String],
    digits: &[Option<u8>],
    chosen: usize,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let (mut row, mut column) = (0, 2);
    for (number, option) in options.iter().enumerate() {
        let digit = digits.get(number).copied().flatten();
        let text = digit.map_or_else(|| format!("- {option}"), |it| format!("{it} {option}"));
        if column + columns(&text) > area.width && column > 2 {
            (row, column) = (row + 1, 2);
        }
        let ink = if number == chosen { Ink::Chosen } else { Ink::Key };
        let end = canvas.put(area, row, column, &text, ink);
        let place = Rect { x: area.x.saturating_add(column), width: end - column, ..area };
        let nth = u8::try_from(number + 1).unwrap_or(u8::MAX);
        canvas.click_row(place, row, Act::Answer(nth));
        column = end + 3;
    }
    row + 1
}

/// Returns how many rows the choices of a row take at most.
fn choice_rows(row: &Row, width: u16) -> u16 {
    match &row.content {
        Content::Text { .. } | Content::Secret(_) => 0,
        Content::Choice { options, .. } => {
            let all: u16 = options.iter().map(|it| columns(it).saturating_add(6)).sum();
            all / popup::inner_width(width).max(1) + 1
        }
    }
}
