//! What must not be forgotten while a step is worked on: the gaps, the queue, what comes next,
//! what is open. In a wide window a column of its own, else a strip below.

use ratatui::layout::Rect;

use super::below;
use crate::engine::agenda::{Countdown, FindingView, GapState, GapView, OwedState, OwedView};
use crate::tui::app::App;
use crate::tui::app::Screen;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::theme::Ink;
use crate::words;

/// So many coming steps the column shows.
const COMING_MAX: usize = 5;

/// So many countdowns the strip shows.
const COUNTDOWNS_MAX: usize = 3;
/// So many duties the column shows.
const OWED_MAX: usize = 4;

/// Draws the column.
pub(super) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    let mut row = 0;
    for gap in held_gaps(desk) {
        let (sign, gone, left, ink) = gap_words(desk, gap);
        canvas.put(area, row, 0, &format!("{sign} {gone}"), ink);
        canvas.put(area, row + 1, 3, &left, ink);
        row += 2;
    }
    for (text, ink) in countdowns(desk) {
        canvas.put(area, row, 0, &text, ink);
        row += 1;
    }
    row += if row > 0 { 1 } else { 0 };
    let queue = queue_lines(app, desk);
    row += section(canvas, below(area, row), lang.of("排队", "Waiting"), &queue, 6);
    let coming = coming_lines(desk);
    row += section(canvas, below(area, row), lang.of("接下来", "Next"), &coming, COMING_MAX);
    let owed = owed_lines(desk);
    row += section(canvas, below(area, row), lang.of("周期工作", "Duties"), &owed, OWED_MAX);
    let findings: Vec<Line> =
        desk.agenda.findings.iter().map(|it| finding_line(desk, it)).collect();
    let title = lang.of("未关闭的问题", "Open findings");
    let place = below(area, row);
    section(canvas, place, title, &findings, usize::from(place.height.saturating_sub(2)));
    if !findings.is_empty() {
        canvas.click(place, Act::Show(Screen::Findings));
    }
}

struct Line {
    text: String,
    ink: Ink,
}

/// Draws a heading and lines, at most so many; returns how many rows it took.
fn section(canvas: &mut Canvas, area: Rect, title: &str, lines: &[Line], lines_max: usize) -> u16 {
    if lines.is_empty() {
        return 0;
    }
    canvas.put(area, 0, 0, &format!("{title} {}", lines.len()), Ink::Heading);
    let mut row = 1;
    for line in lines.iter().take(lines_max) {
        canvas.put(area, row, 0, &line.text, line.ink);
        row += 1;
    }
    row + 1
}

/// Returns the gap rules that hold at this hour.
fn held_gaps<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a GapView> {
    desk.agenda.gaps.iter().filter(|it| it.state != GapState::Idle)
}

/// Returns a gap's sign, how long since the last time, how long there is, and the ink.
fn gap_words(desk: &Desk, gap: &GapView) -> (&'static str, String, String, Ink) {
    let lang = desk.lang;
    let title = desk.step_title(&gap.step);
    let gone = desk.span(gap.since, desk.now);
    let (sign, ink) = match gap.state {
        GapState::Idle => ("-", Ink::Faint),
        GapState::Calm => ("v", Ink::Plain),
        GapState::Warning => ("!", Ink::Warn),
        GapState::Exceeded => ("!!", Ink::Alarm),
    };
    let is_first = gap.since == gap.from;
    let gone = if is_first {
        let from = desk.clock(gap.from);
        lang.of(format!("{from} 起还没有{title}"), format!("{title}: none since {from}"))
    } else {
        lang.of(format!("距上次{title} {gone}"), format!("{title}: last {gone} ago"))
    };
    let word = words::gap_state(gap.state, lang);
    let left = if desk.now < gap.exceeds {
        let left = desk.span(desk.now, gap.exceeds);
        lang.of(format!("还可 {left}  {word}"), format!("{left} left  {word}"))
    } else {
        let over = desk.span(gap.exceeds, desk.now);
        lang.of(format!("{word} {over}"), format!("{word} by {over}"))
    };
    (sign, gone, left, ink)
}

/// Returns what is counted down to, the nearest first.
fn countdowns(desk: &Desk) -> Vec<(String, Ink)> {
    let line = |it: &Countdown| {
        let text = words::countdown(it, desk.now, &desk.agenda.schedule, desk.lang);
        let (sign, ink) = if it.to < desk.now { ("!!", Ink::Alarm) } else { ("!", Ink::Warn) };
        (format!("{sign} {text}"), ink)
    };
    desk.agenda.countdowns.iter().map(line).collect()
}

fn queue_lines(app: &App, desk: &Desk) -> Vec<Line> {
    let shown = desk.in_focus(app.focus.as_ref()).map(|it| &it.id);
    let waiting = desk.agenda.current.iter().chain(&desk.agenda.queue);
    let waiting = waiting.filter(|it| Some(&it.occurrence) != shown);
    let line = |id| {
        let view = desk.agenda.occurrence(id);
        let clock = view.map(|it| desk.clock(it.due)).unwrap_or_default();
        let sign = view.map_or(" ", |it| words::status_sign(&it.status));
        Line { text: format!("{sign} {clock}  {}", desk.title(id)), ink: Ink::Plain }
    };
    waiting.map(|it| line(&it.occurrence)).collect()
}

fn coming_lines(desk: &Desk) -> Vec<Line> {
    let coming = desk.coming().take(COMING_MAX);
    let line = |text| Line { text, ink: Ink::Plain };
    coming.map(|it| line(format!("  {}  {}", desk.due(it), desk.title(&it.id)))).collect()
}

/// Returns the duties that can be worked on, or were due: what presses first.
fn owed_lines(desk: &Desk) -> Vec<Line> {
    let mut shown: Vec<(u8, Line)> =
        desk.agenda.owed.iter().filter_map(|it| owed_line(desk, it)).collect();
    shown.sort_by_key(|it| it.0);
    shown.into_iter().map(|it| it.1).collect()
}

fn owed_line(desk: &Desk, owed: &OwedView) -> Option<(u8, Line)> {
    let (rank, sign, ink) = match &owed.state {
        OwedState::Ahead { .. } | OwedState::Settled(_) => return None,
        // What was missed is told on its own day.
        OwedState::Missed(due) if *due != desk.agenda.day => return None,
        OwedState::RolledOver { .. } => (0, "+", Ink::Alarm),
        OwedState::Missed(_) => (1, "x", Ink::Alarm),
        OwedState::Due => (2, ">", Ink::Warn),
        OwedState::Quota { pressing: true, .. } => (2, ">", Ink::Warn),
        OwedState::Open { .. } => (3, "o", Ink::Plain),
        OwedState::Quota { done, times, .. } if done >= times => (5, "v", Ink::Faint),
        OwedState::Quota { .. } => (4, "o", Ink::Plain),
    };
    let state = words::owed(&owed.state, desk.lang);
    let text = format!("{sign} {}  {state}", desk.step_title(&owed.step));
    Some((rank, Line { text, ink }))
}

fn finding_line(desk: &Desk, finding: &FindingView) -> Line {
    let severity = words::severity(finding.severity, desk.lang);
    let floor = finding.floor.as_ref().map(|it| format!("{it} ")).unwrap_or_default();
    let late = if finding.overdue { desk.lang.of("! 逾期 ", "! overdue ") } else { "" };
    let text = format!("#{} {late}{severity}  {floor}{}", finding.number.0, finding.what);
    Line { text, ink: if finding.overdue { Ink::Alarm } else { Ink::Plain } }
}

/// Returns how many rows the strip takes.
pub(super) fn strip_rows(desk: &Desk) -> u16 {
    let gaps = u16::try_from(held_gaps(desk).count().min(2)).unwrap_or(2);
    let running = u16::try_from(desk.agenda.countdowns.len().min(COUNTDOWNS_MAX)).unwrap_or(0);
    gaps + running + 4 + u16::from(!owed_lines(desk).is_empty())
}

/// Draws the strip: one line each.
pub(super) fn draw_strip(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    canvas.rule(area, 0);
    let mut row = 1;
    for gap in held_gaps(desk).take(2) {
        let (sign, gone, left, ink) = gap_words(desk, gap);
        canvas.put(area, row, 0, &format!("{sign} {gone}  {left}"), ink);
        row += 1;
    }
    for (text, ink) in countdowns(desk).into_iter().take(COUNTDOWNS_MAX) {
        canvas.put(area, row, 0, &text, ink);
        row += 1;
    }
    let queue = queue_lines(app, desk);
    let titles: Vec<&str> = queue.iter().map(|it| it.text.trim()).collect();
    let text = match titles.len() {
        0 => lang.of("排队 0", "Waiting 0").to_owned(),
        count => format!("{} {count}  {}", lang.of("排队", "Waiting"), titles.join("  ")),
    };
    canvas.put(area, row, 0, &text, Ink::Plain);
    let coming = coming_lines(desk).into_iter().take(3).collect::<Vec<_>>();
    let titles: Vec<&str> = coming.iter().map(|it| it.text.trim()).collect();
    let text = format!("{}  {}", lang.of("接下来", "Next"), titles.join("  "));
    canvas.put(area, row + 1, 0, &text, Ink::Plain);
    let owed = owed_lines(desk);
    if let Some(first) = owed.first() {
        let head = lang.of("周期工作", "Duties");
        let text = format!("{head} {}  {}", owed.len(), first.text);
        canvas.put(area, row + 2, 0, &text, first.ink);
        canvas.click_row(area, row + 2, Act::Show(Screen::Day));
        row += 1;
    }
    let findings = &desk.agenda.findings;
    let worst = findings.first().map(|it| finding_line(desk, it));
    let head = format!("{} {}", lang.of("未关闭问题", "Open findings"), findings.len());
    let ink = worst.as_ref().map_or(Ink::Plain, |it| it.ink);
    let worst = worst.map(|it| format!("  {}  {}", lang.of("最重", "worst"), it.text));
    canvas.put(area, row + 2, 0, &(head + &worst.unwrap_or_default()), ink);
    canvas.click_row(area, row + 2, Act::Show(Screen::Findings));
}
