//! The open findings: the worst first, the chosen one in full.

use ratatui::layout::Rect;

use super::{below, first_row, inside};
use crate::engine::agenda::{FindingState, FindingView, Was};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::theme::Ink;
use crate::words;

/// Rows of the chosen finding.
const DETAIL: u16 = 8;

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let lang = desk.lang;
    let all = &desk.agenda.findings;
    if all.is_empty() {
        let text =
            lang.of("没有未关闭的问题。按 f 记一条。", "No open findings. Press f to write one.");
        canvas.put(area, 0, 0, text, Ink::Good);
        return;
    }
    let list = Rect { height: area.height.saturating_sub(DETAIL), ..area };
    let first = first_row(app.rows.findings, all.len(), list.height);
    for (row, (number, finding)) in (0..list.height).zip(all.iter().enumerate().skip(first)) {
        draw_line(desk, finding, number == app.rows.findings, canvas, list, row);
        canvas.click_row(list, row, Act::Pick(number));
    }
    if let Some(finding) = desk.finding(app.rows.findings) {
        draw_detail(desk, finding, canvas, below(area, list.height));
    }
}

fn draw_line(
    desk: &Desk,
    finding: &FindingView,
    chosen: bool,
    canvas: &mut Canvas,
    list: Rect,
    row: u16,
) {
    let lang = desk.lang;
    let ink = match (chosen, finding.overdue) {
        (true, _) => Ink::Chosen,
        (false, true) => Ink::Alarm,
        (false, false) => Ink::Plain,
    };
    canvas.put(list, row, 0, if chosen { ">" } else { " " }, Ink::Asked);
    canvas.put(list, row, 2, &format!("#{}", finding.number.0), ink);
    canvas.put(list, row, 9, words::severity(finding.severity, lang), ink);
    let floor = finding.floor.as_ref().map_or("-", |it| it.as_str());
    canvas.put(list, row, 19, floor, ink);
    let state = if finding.overdue {
        lang.of("! 逾期", "! overdue")
    } else {
        words::finding_state(&finding.state, lang)
    };
    let words = Rect { width: list.width.saturating_sub(18), ..list };
    canvas.put(words, row, 24, &finding.what, ink);
    canvas.put_right(list, row, state, ink);
}

fn draw_detail(desk: &Desk, finding: &FindingView, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    canvas.rule(area, 0);
    let mut row = 1;
    row += canvas.put_wrapped(below(area, row), 2, &finding.what, Ink::Asked);
    for line in detail(desk, finding) {
        canvas.put(area, row, 0, &line, Ink::Plain);
        row += 1;
    }
    for old in &finding.corrected {
        let was = match &old.was {
            Was::Answer(answer) => words::answer(answer, None, lang),
            Was::Finding { what, .. } => what.clone(),
        };
        let zh = format!("更正前：{}（{}）", was, old.reason);
        let text = lang.of(zh, format!("Was: {} ({})", was, old.reason));
        canvas.put(area, row, 0, &text, Ink::Faint);
        row += 1;
    }
}

/// Returns who, when, where it stands and what is arranged.
fn detail(desk: &Desk, finding: &FindingView) -> Vec<String> {
    let lang = desk.lang;
    let kind = words::kind(finding.kind, lang);
    let clock = desk.clock(finding.happened);
    let place = finding.place.as_deref().unwrap_or_default();
    let (day, who) = (finding.day, finding.officer.as_str());
    let mut lines = vec![format!("{kind}   {day} {clock}   {who}   {place}")];
    let none = lang.of("待定", "not yet");
    let owner = finding.follow_up.owner.as_deref().unwrap_or(none);
    let due = finding.follow_up.due.map_or_else(|| none.to_owned(), |it| it.to_string());
    lines.push(lang.of(format!("负责 {owner}   期限 {due}"), format!("Owner {owner}   Due {due}")));
    let interim = finding.follow_up.interim.as_deref();
    let reported = finding.follow_up.reported_to.as_deref();
    if interim.is_some() || reported.is_some() {
        let (interim, reported) = (interim.unwrap_or("-"), reported.unwrap_or("-"));
        let zh = format!("临时措施 {interim}   已报告 {reported}");
        lines.push(lang.of(zh, format!("Meanwhile {interim}   Reported to {reported}")));
    }
    if let FindingState::Fixed { by, done, at } = &finding.state {
        let (by, clock) = (by.as_str(), desk.clock(*at));
        let zh = format!("{clock} {by} 已整改：{done}（等别人复查）");
        let en = format!("{clock} {by} put it right: {done} (somebody else must look)");
        lines.push(lang.of(zh, en));
    }
    lines
}
