//! The whole picture: head, screen, foot, and what stands over them.
//!
//! Drawing reads and never decides.

use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::app::{App, Over, Screen};
use super::canvas::{Canvas, columns};
use super::desk::{Desk, Pace, pace};
use super::keys::{Act, KEYS, Key};
use super::theme::Ink;
use super::{forms, popup, screens};
use crate::engine::Agenda;
use crate::engine::agenda::{HandoverNext, ShiftEndState};
use crate::schedule::{Lang, RoleId, Schedule};
use crate::words;

/// The smallest window that the desk fits into.
const WIDTH_MIN: u16 = 72;
const HEIGHT_MIN: u16 = 20;

/// How wide the clock is, with a blank around it.
const CLOCK: u16 = 10;

/// After so many seconds a save counts as slow.
const SLOW_SECONDS: i64 = 2;

/// Draws the desk.
pub fn draw(app: &App, agenda: &Agenda, now: DateTime<Utc>, frame: &mut Frame) {
    let desk = Desk { agenda, now, lang: app.lang };
    let mut canvas = Canvas::new(frame.buffer_mut(), app.theme);
    paint(app, &desk, &mut canvas);
    if let Some(caret) = canvas.caret {
        frame.set_cursor_position(caret);
    }
}

/// Draws the desk on a canvas, which notes the caret and what can be clicked.
pub(crate) fn paint(app: &App, desk: &Desk, canvas: &mut Canvas) {
    let area = canvas.area();
    if area.width < WIDTH_MIN || area.height < HEIGHT_MIN {
        return screens::small::draw(app, desk, canvas, WIDTH_MIN, HEIGHT_MIN);
    }
    let [head, place, body, said, foot] = parts(area);
    draw_head(app, desk, canvas, head);
    draw_place(app, desk, canvas, place);
    match app.screen {
        Screen::Now => screens::now::draw(app, desk, canvas, body),
        Screen::Day => screens::day::draw(app, desk, canvas, body),
        Screen::Building => screens::building::draw(desk, canvas, body),
        Screen::Findings => screens::findings::draw(app, desk, canvas, body),
        Screen::Log => screens::log::draw(app, desk, canvas, body),
        Screen::Help => screens::help::draw(app, desk, canvas, body),
        Screen::Handover => screens::handover::draw(app, desk, canvas, body),
    }
    draw_said(app, desk, canvas, said);
    draw_foot(app, desk, canvas, foot);
    draw_over(app, desk, canvas);
}

fn parts(area: Rect) -> [Rect; 5] {
    let row = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
    [
        row(0, 1),
        row(1, 1),
        row(2, area.height - 4),
        row(area.height - 2, 1),
        row(area.height - 1, 1),
    ]
}

fn draw_over(app: &App, desk: &Desk, canvas: &mut Canvas) {
    if let Some(form) = &app.form {
        canvas.hits.clear();
        forms::draw(form, desk, canvas);
    }
    match &app.over {
        Some(Over::Palette(palette)) => {
            canvas.hits.clear();
            canvas.caret = None;
            palette.draw(app, desk, canvas);
        }
        Some(Over::Quit) => {
            canvas.hits.clear();
            canvas.caret = None;
            draw_quit(app, canvas);
        }
        None => {}
    }
}

fn draw_quit(app: &App, canvas: &mut Canvas) {
    let lang = app.lang;
    let inner = popup::open(canvas, lang.of("退出值班台？", "Close the desk?"), 3);
    let zh = "记录都已保存。退出后没有提示，直到再次打开。";
    let en = "Everything recorded is saved. Nothing prompts until it is opened again.";
    let (text, ink) = if app.saving.is_some() {
        let zh = "! 有一条还没有保存，现在退出可能丢失。";
        (lang.of(zh, "! An entry is not saved yet; it may be lost."), Ink::Alarm)
    } else {
        (lang.of(zh, en), Ink::Plain)
    };
    canvas.put(inner, 0, 0, text, ink);
    let keys = lang.of("y 或 Enter 退出   其他键 留下", "y or Enter closes   any other key stays");
    canvas.put(inner, 2, 0, keys, Ink::Key);
}

/// Returns what a screen is called.
fn screen_name(screen: Screen, lang: Lang) -> &'static str {
    match screen {
        Screen::Now => lang.of("现在", "Now"),
        Screen::Day => lang.of("全天", "Day"),
        Screen::Building => lang.of("楼层", "Building"),
        Screen::Findings => lang.of("问题", "Findings"),
        Screen::Log => lang.of("记录", "Log"),
        Screen::Help => lang.of("帮助", "Help"),
        Screen::Handover => lang.of("交接", "Handover"),
    }
}

/// Draws the tabs and the clock.
fn draw_head(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let open = desk.agenda.findings.len();
    let named = |(number, screen): (usize, Screen)| {
        let count =
            if screen == Screen::Findings && open > 0 { format!(" {open}") } else { String::new() };
        (screen, format!(" F{number} {}{count}", screen_name(screen, app.lang)))
    };
    let tabs: Vec<(Screen, String)> = (2..).zip(Screen::ALL).map(named).collect();
    // Where they are long, the tabs stand close, so that the clock keeps its place.
    let wide: u16 = tabs.iter().map(|(_, text)| columns(text) + 1).sum();
    let gap = if wide + CLOCK <= area.width { " " } else { "" };
    let mut column = u16::from(!gap.is_empty());
    for (screen, text) in tabs {
        let text = format!("{text}{gap}");
        let ink = if screen == app.screen { Ink::Bar } else { Ink::Plain };
        let end = canvas.put(area, 0, column, &text, ink);
        let tab = Rect { x: area.x + column, width: end - column, ..area };
        canvas.click(tab, Act::Show(screen));
        column = end;
    }
    let local = desk.now.with_timezone(&desk.agenda.schedule.zone);
    let clock = match pace(desk.agenda) {
        Pace::Seconds => local.format("%H:%M:%S").to_string(),
        Pace::Minutes => local.format("%H:%M").to_string(),
    };
    canvas.put_right(area, 0, &format!("{clock} "), Ink::Asked);
}

/// Draws where and when one is: store, date, shift, phase, officer.
fn draw_place(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let (agenda, lang) = (desk.agenda, desk.lang);
    let store = agenda.store.as_deref().unwrap_or(agenda.schedule.store.get(lang));
    let local = desk.now.with_timezone(&agenda.schedule.zone);
    let date = format!("{} {}", local.format("%Y-%m-%d"), weekday(local.weekday(), lang));
    let shift = agenda.shift.as_ref().map_or("", |it| agenda.schedule.shift_name(it, lang));
    let focus = desk.in_focus(app.focus.as_ref()).and_then(|it| desk.step(it));
    let phase = focus.map_or("", |it| agenda.schedule.phase_name(&it.phase, lang));
    let nobody = lang.of("无人值班（o 登记）", "nobody at the desk (o)");
    let officer = agenda.officer.as_ref().map_or(nobody, |it| it.as_str());
    let kind = words::day_kind(agenda, lang).unwrap_or_default();
    let whose = whose_day(&agenda.schedule).map_or("", |it| agenda.schedule.role_name(it, lang));
    let parts = [store, whose, &date, &kind, shift, phase, officer];
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    let column = canvas.put(area, 0, 2, &parts.join("   "), Ink::Faint);
    if let Some((text, ink)) = duty_words(desk) {
        let end = canvas.put(area, 0, column + 3, &text, ink);
        let place = Rect { x: area.x + column + 3, width: end.saturating_sub(column + 3), ..area };
        canvas.click(place, Act::Show(Screen::Handover));
    }
}

/// Returns the role whose day a schedule is, where all of its steps are one role's.
fn whose_day(schedule: &Schedule) -> Option<&RoleId> {
    let role = &schedule.steps.first()?.role;
    schedule.steps.iter().all(|it| it.role == *role).then_some(role)
}

/// Returns what everybody must see of the duty, worst first: an incident, a late or unaccepted
/// handover, one that is due.
fn duty_words(desk: &Desk) -> Option<(String, Ink)> {
    let (lang, handovers) = (desk.lang, &desk.agenda.handovers);
    if !handovers.incidents.is_empty() {
        return Some((lang.of("! 险情处置中", "! incident open").to_owned(), Ink::Alarm));
    }
    let unaccepted = handovers.last.as_ref().is_some_and(|it| it.next() == HandoverNext::ReadBack);
    if unaccepted {
        return Some((lang.of("! 无人接班", "! no relief").to_owned(), Ink::Alarm));
    }
    let owed = handovers.owed.as_ref()?;
    Some(match owed.state {
        ShiftEndState::Near => {
            let due = desk.clock(owed.due);
            (lang.of(format!("> {due} 交接"), format!("> handover {due}")), Ink::Asked)
        }
        ShiftEndState::Late => {
            let over = desk.span(owed.due, desk.now);
            (lang.of(format!("! 未交接 {over}"), format!("! not handed over {over}")), Ink::Alarm)
        }
    })
}

fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Mon => lang.of("周一", "Mon"),
        Weekday::Tue => lang.of("周二", "Tue"),
        Weekday::Wed => lang.of("周三", "Wed"),
        Weekday::Thu => lang.of("周四", "Thu"),
        Weekday::Fri => lang.of("周五", "Fri"),
        Weekday::Sat => lang.of("周六", "Sat"),
        Weekday::Sun => lang.of("周日", "Sun"),
    }
}

/// Draws what became of the last key: saving, saved, refused.
fn draw_said(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    let (text, ink) = match (&app.saving, &app.flash) {
        (Some(saving), _) if desk.now - saving.since >= TimeDelta::seconds(SLOW_SECONDS) => {
            let zh = "尚未保存，急事先记纸上。";
            (lang.of(zh, "Not saved yet; use paper if urgent.").to_owned(), Ink::Alarm)
        }
        (Some(_), _) => (lang.of("正在保存", "saving").to_owned(), Ink::Warn),
        (None, Some(flash)) => (flash.text.clone(), flash.ink),
        (None, None) => (last_saved(desk), Ink::Faint),
    };
    canvas.put(area, 0, 2, &text, ink);
    // What was saved last stays in sight beside whatever else is said.
    let other = app.saving.is_none() && app.flash.as_ref().is_some_and(|it| it.ink != Ink::Good);
    let saved = last_saved(desk);
    let column = area.width.saturating_sub(columns(&saved) + 1);
    if other && columns(&text) + 4 < column {
        canvas.put(area, 0, column, &saved, Ink::Faint);
    }
}

fn last_saved(desk: &Desk) -> String {
    let Some(saved) = &desk.agenda.last_saved else { return String::new() };
    let (number, clock) = (saved.seq.0, desk.clock(saved.at));
    let step = saved.item.as_ref().map(|(step, _)| desk.step_title(step)).unwrap_or_default();
    desk.lang.of(
        format!("最后保存 #{number}  {clock}  {step}"),
        format!("last saved #{number}  {clock}  {step}"),
    )
}

/// Draws the keys that make sense now, in the order of the table.
fn draw_foot(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let help = draw_foot_help(app, canvas, area);
    let mut column = 2;
    for (shown, what, act) in foot(app, desk) {
        let width = columns(&shown) + columns(what) + 1;
        if column + width + help + 1 > area.width {
            continue;
        }
        let start = column;
        column = canvas.put(area, 0, column, &shown, Ink::Key) + 1;
        column = canvas.put(area, 0, column, what, Ink::Faint);
        canvas.click(Rect { x: area.x + start, width: column - start, ..area }, act);
        column += 2;
    }
}

/// Draws the key of the help at the right end, where it always stands; returns its columns.
fn draw_foot_help(app: &App, canvas: &mut Canvas, area: Rect) -> u16 {
    let act = Act::Show(Screen::Help);
    let works = |it: &&Key| it.act == act && it.place.holds_on(app.screen);
    let Some(key) = KEYS.iter().find(works) else { return 0 };
    let what = key.what(app.lang);
    let width = columns(key.shown) + columns(what) + 3;
    let place = Rect { x: area.right().saturating_sub(width), width, ..area };
    let column = canvas.put(place, 0, 0, key.shown, Ink::Key);
    canvas.put(place, 0, column + 1, what, Ink::Faint);
    canvas.click(place, act);
    width
}

/// Returns the keys of the foot: how they are written, what they do, and the act of a click.
fn foot(app: &App, desk: &Desk) -> Vec<(String, &'static str, Act)> {
    let mut keys: Vec<(String, &'static str, Act)> = Vec::new();
    let mut answers = KEYS.iter().filter(|it| matches!(it.act, Act::Answer(_)));
    let last = answers.rfind(|it| app.offers(desk, it.act));
    if let Some(key) = last {
        keys.push((format!("1-{}", key.shown), app.lang.of("回答", "answer"), Act::Open));
    }
    for key in KEYS.iter().filter(|it| it.place.holds_on(app.screen)) {
        // The tabs on top show the screens, the help stands at the right end, and what is hardly
        // ever needed is in the list of all commands.
        let is_shown = !matches!(
            key.act,
            Act::Answer(_)
                | Act::Next
                | Act::Previous
                | Act::Redraw
                | Act::Move(_)
                | Act::Show(_)
                | Act::PutInForce
                | Act::OwnPin
        ) && app.offers(desk, key.act);
        let is_new = keys.iter().all(|(_, _, act)| *act != key.act || *act == Act::Open);
        if is_shown && is_new {
            keys.push((key.shown.to_owned(), key.what(app.lang), key.act));
        }
    }
    keys
}

/// Returns when something lies from now, in words: in the past or ahead.
pub(crate) fn since(desk: &Desk, at: DateTime<Utc>) -> String {
    desk.span(at, desk.now)
}

/// Returns a status as sign and word.
pub(crate) fn status(status: &crate::engine::agenda::Status, lang: Lang) -> String {
    format!("{} {}", words::status_sign(status), words::status(status, lang))
}
