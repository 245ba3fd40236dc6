//! What is asked now: the one prompt in large, and beside it what must not be forgotten.

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::layout::Rect;

use super::{aside, below, handover, inside, item, signing};
use crate::engine::Fact;
use crate::engine::agenda::{
    Ask, BatchView, FloorState, FloorView, Notice, OccurrenceView, Status,
};
use crate::engine::command::{Repinned, SweepOutcome};
use crate::schedule::{Step, StepId, StepKind};
use crate::tui::app::{App, Screen};
use crate::tui::canvas::{Canvas, columns};
use crate::tui::desk::Desk;
use crate::tui::draw::{since, status};
use crate::tui::keys::{Act, FloorAct};
use crate::tui::theme::Ink;
use crate::words;

/// For so many minutes what happened to the clock or the desk is shown.
const NOTICE_MINUTES: i64 = 15;

/// From this width on there are two columns.
const TWO_COLUMNS: u16 = 110;

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    if area.width + 4 >= TWO_COLUMNS {
        let left = Rect { width: area.width * 3 / 5, ..area };
        let skipped = left.width + 3;
        let right = Rect { x: area.x + skipped, width: area.width - skipped, ..area };
        draw_prompt(app, desk, canvas, left);
        aside::draw(app, desk, canvas, right);
        return;
    }
    let rows = aside::strip_rows(desk).min(area.height / 2);
    let top = Rect { height: area.height - rows, ..area };
    draw_prompt(app, desk, canvas, top);
    aside::draw_strip(app, desk, canvas, below(area, top.height));
}

fn draw_prompt(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let mut row = draw_banner(app, desk, canvas, area);
    let Some(view) = desk.in_focus(app.focus.as_ref()) else {
        return draw_calm(desk, canvas, below(area, row));
    };
    let Some(step) = desk.step(view) else { return };
    row += draw_title(desk, view, step, canvas, below(area, row));
    row += draw_hold(desk, view, canvas, below(area, row));
    row += draw_missing(desk, view, canvas, below(area, row));
    let Some(ask) = desk.ask(view, app.picked.as_ref()) else { return };
    let rest = below(area, row);
    match step.kind {
        StepKind::Checklist => {}
        StepKind::Sweep(_) | StepKind::Areas(_) => {
            row += draw_floor_line(desk, view, &ask, canvas, rest)
        }
        StepKind::Meal(_) => row += draw_batches(desk, view, canvas, rest),
    }
    let last = ask_rows(&ask);
    let rest = below(area, row);
    let items = Rect { height: rest.height.saturating_sub(last), ..rest };
    let used = item::draw(app, desk, view, &ask, canvas, items);
    draw_ask(desk, view, &ask, step, canvas, below(rest, used));
}

/// Says that something more urgent is asked, while the step at hand stays.
fn draw_banner(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) -> u16 {
    let noticed = draw_notice(desk, canvas, area);
    let Some(prompt) = desk.urgent(app.focus.as_ref()) else { return noticed };
    let area = below(area, noticed);
    let title = desk.title(&prompt.occurrence);
    let weight_of = |id: &StepId| desk.agenda.schedule.step(id).map(|it| it.weight);
    let asked = weight_of(&prompt.occurrence.step);
    let shown = app.focus.as_ref().and_then(|it| weight_of(&it.step));
    let weight = asked.map_or("", |it| words::weight(it, desk.lang));
    // The agenda may lead elsewhere only because the step at hand is held.
    let (ink, zh, en) = if asked < shown {
        (Ink::Alarm, "先做更急的", "More urgent")
    } else {
        (Ink::Warn, "另有到点的", "Also due")
    };
    // The key comes first: a long title may be cut.
    let zh = format!("! {zh}（按 g）：{title}（{weight}）");
    let text = desk.lang.of(zh, format!("! {en} (press g): {title} ({weight})"));
    canvas.put(area, 0, 0, &text, ink);
    canvas.click_row(area, 0, Act::Jump);
    noticed + 2
}

/// Says for a while what happened to the clock or the desk.
fn draw_notice(desk: &Desk, canvas: &mut Canvas, area: Rect) -> u16 {
    let Some((at, text)) = desk.agenda.notices.last().and_then(|it| notice(desk, it)) else {
        return 0;
    };
    if desk.now - at > TimeDelta::minutes(NOTICE_MINUTES) {
        return 0;
    }
    canvas.put(area, 0, 0, &format!("! {text}"), Ink::Warn);
    2
}

/// Returns when something happened to the clock or the desk, and what.
fn notice(desk: &Desk, notice: &Notice) -> Option<(DateTime<Utc>, String)> {
    let fact = match notice {
        Notice::ClockStepped(it) => (it.to, Fact::ClockStepped(*it)),
        Notice::Slept(it) => (it.to, Fact::Slept(*it)),
        Notice::Repinned(it) => {
            let (revision, reason) = (it.revision.clone(), it.reason.clone());
            let (day, proof) = (desk.agenda.day, it.proof.clone());
            (it.at, Fact::DayRepinned(Repinned { day, revision, reason, proof }))
        }
        Notice::DeskOff { from, to } => ((*to)?, Fact::DeskStarted { off_since: Some((*from)?) }),
    };
    Some((fact.0, words::fact(&fact.1, &desk.agenda.schedule, desk.lang)))
}

fn draw_calm(desk: &Desk, canvas: &mut Canvas, area: Rect) {
    let lang = desk.lang;
    match &desk.agenda.handovers.owed {
        Some(owed) => {
            let (text, ink) = handover::owed_words(desk, owed);
            let column = canvas.put(area, 0, 0, &text, ink);
            canvas.put(area, 0, column + 3, lang.of("按 F8 办理", "press F8"), Ink::Key);
            canvas.click_row(area, 0, Act::Show(Screen::Handover));
        }
        None => {
            let text = lang.of("现在没有要做的。", "Nothing to do now.");
            canvas.put(area, 0, 0, text, Ink::Good);
        }
    }
    if let Some(next) = desk.coming().next() {
        let (clock, title) = (desk.due(next), desk.title(&next.id));
        let span = desk.span(desk.now, next.due);
        let zh = format!("下一步 {clock}  {title}，还有 {span}。");
        let text = lang.of(zh, format!("Next at {clock}: {title}, in {span}."));
        canvas.put(area, 2, 0, &text, Ink::Plain);
    }
    if let Some(floors) = unswept(desk) {
        let zh = format!("! 没有清场：{floors}。到 F3 全天选清场，按 Enter 再清。");
        let en = format!("! Not swept: {floors}. On F3 choose the sweep and press Enter.");
        canvas.put(area, 4, 0, &lang.of(zh, en), Ink::Alarm);
    }
}

/// Returns the floors that were passed over in the sweep, by name: somebody may be left there.
fn unswept(desk: &Desk) -> Option<String> {
    let passed = |it: &&FloorView| {
        let FloorState::Swept { outcome, .. } = &it.state else { return false };
        matches!(outcome, SweepOutcome::NotSwept { .. })
    };
    let floors = desk.agenda.building.iter().filter(passed);
    let names: Vec<&str> =
        floors.map(|it| desk.agenda.schedule.floor_name(&it.floor, desk.lang)).collect();
    (!names.is_empty()).then(|| names.join(desk.lang.of("、", ", ")))
}

/// Draws title, time, role, weight and clauses of the step.
fn draw_title(
    desk: &Desk,
    view: &OccurrenceView,
    step: &Step,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let lang = desk.lang;
    let ink = match view.status {
        Status::Overdue | Status::Missed | Status::RolledOver => Ink::Alarm,
        Status::NotYet
        | Status::Free
        | Status::Due
        | Status::Unknown
        | Status::NotNeeded { .. }
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => Ink::Heading,
    };
    let mut row = draw_heading(desk, view, ink, canvas, area);
    let schedule = &desk.agenda.schedule;
    let with = step.with.iter().map(|it| schedule.role_name(it, lang));
    let roles: Vec<&str> =
        std::iter::once(schedule.role_name(&step.role, lang)).chain(with).collect();
    let clauses: Vec<&str> = step.clauses.iter().map(|it| it.as_str()).collect();
    let weight = words::weight(step.weight, lang);
    let line = format!("{}   {weight}   {}", roles.join(lang.of("、", ", ")), clauses.join(" "));
    canvas.put(area, row, 0, &line, Ink::Faint);
    row += 1;
    let acknowledged = desk.prompt(&view.id).and_then(|it| it.acknowledged_until);
    if let Some(until) = acknowledged {
        let until = desk.clock(until);
        let zh = format!("已知道，{until} 前不再响。");
        canvas.put(area, row, 0, &lang.of(zh, format!("Silenced until {until}.")), Ink::Faint);
        row += 1;
    }
    row + 1
}

/// Draws title, state and times in one line; where they are too long for it, the title by itself.
fn draw_heading(
    desk: &Desk,
    view: &OccurrenceView,
    ink: Ink,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let (title, state) = (desk.title(&view.id), state_words(desk, view));
    let window = desk.window(view);
    let wide = [&title, &state, &window].map(|it| columns(it)).iter().sum::<u16>() + 6;
    let (row, column) = match wide > area.width {
        true => (canvas.put_wrapped(area, 2, &title, ink), 0),
        false => (0, canvas.put(area, 0, 0, &title, ink) + 3),
    };
    canvas.put(area, row, column, &state, ink);
    canvas.put_right(area, row, &window, Ink::Asked);
    row + 1
}

/// Returns where the step stands and how much time there is, or how long it is over.
fn state_words(desk: &Desk, view: &OccurrenceView) -> String {
    let lang = desk.lang;
    let state = status(&view.status, lang);
    match view.status {
        Status::Due => {
            let left = desk.span(desk.now, view.finish_by);
            lang.of(format!("{state} 还可 {left}"), format!("{state}, {left} left"))
        }
        Status::Overdue => {
            let over = desk.span(view.finish_by, desk.now);
            lang.of(format!("{state} {over}"), format!("{state} {over}"))
        }
        Status::NotYet
        | Status::Free
        | Status::RolledOver
        | Status::Missed
        | Status::Unknown
        | Status::NotNeeded { .. }
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => state,
    }
}

/// Says that a gate holds, why and since when.
fn draw_hold(desk: &Desk, view: &OccurrenceView, canvas: &mut Canvas, area: Rect) -> u16 {
    let Some(hold) = &view.held else { return 0 };
    let (from, long) = (desk.clock(hold.since), since(desk, hold.since));
    let zh = format!("! 放行条件不满足，自 {from}（{long}）：{}", hold.reason);
    let en = format!("! Held since {from} ({long}): {}", hold.reason);
    let mut row = canvas.put_wrapped(area, 2, desk.lang.of(&zh, &en), Ink::Alarm);
    let folded = desk.prompt(&view.id).map_or(0, |it| it.folded.len());
    if folded > 0 {
        let zh = format!("后面 {folded} 步等它；恢复正常后再回答一次放行。");
        let waiting = if folded == 1 { "1 step waits" } else { &format!("{folded} steps wait") };
        let en = format!("{waiting}; answer again once it is right.");
        canvas.put(area, row, 0, &desk.lang.of(zh, en), Ink::Faint);
        row += 1;
    }
    row + 1
}

/// Says which posts have not reported.
fn draw_missing(desk: &Desk, view: &OccurrenceView, canvas: &mut Canvas, area: Rect) -> u16 {
    let missing = desk.posts_missing(view);
    if missing.is_empty() {
        return 0;
    }
    let names = words::post_names(&missing, &desk.agenda.schedule, desk.lang);
    let (zh, en) = (format!("还缺：{names}"), format!("Not reported yet: {names}"));
    canvas.put_wrapped(area, 2, desk.lang.of(&zh, &en), Ink::Warn) + 1
}

/// Says which floor the sweep is on.
fn draw_floor_line(
    desk: &Desk,
    view: &OccurrenceView,
    ask: &Ask,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let floor = match ask {
        Ask::Question(question) => question.floor.as_ref(),
        Ask::Floor(floor) => Some(floor),
        Ask::Areas
        | Ask::BatchLeaves(_)
        | Ask::BatchReturns(_)
        | Ask::Signature(_)
        | Ask::Amend { .. } => None,
    };
    let Some(floor) = floor else { return 0 };
    let all = view.areas();
    let at = all.iter().position(|it| *it == floor).map_or(0, |it| it + 1);
    let name = desk.agenda.schedule.floor_name(floor, desk.lang);
    let id = if name == floor.as_str() { String::new() } else { format!("{floor}  ") };
    let text = format!("{id}{name}  ({at}/{})", all.len());
    canvas.put(area, 0, 0, &text, Ink::Lit);
    1
}

fn draw_batches(desk: &Desk, view: &OccurrenceView, canvas: &mut Canvas, area: Rect) -> u16 {
    for (row, batch) in (0..).zip(&view.batches) {
        let text = batch_words(desk, batch);
        let ink = if batch.out() > 0 { Ink::Warn } else { Ink::Plain };
        canvas.put(area, row, 0, &text, ink);
    }
    u16::try_from(view.batches.len()).unwrap_or(u16::MAX).saturating_add(1)
}

/// Returns where a meal batch stands, in words.
fn batch_words(desk: &Desk, batch: &BatchView) -> String {
    let lang = desk.lang;
    let (number, from, to) = (batch.batch, desk.clock(batch.from), desk.clock(batch.to));
    let head = lang.of(format!("第{number}批 {from}-{to}"), format!("Batch {number} {from}-{to}"));
    let Some((left, at)) = batch.left else {
        return format!(". {head}  {}", lang.of("未离岗", "not left yet"));
    };
    let (at, back, out) = (desk.clock(at), batch.back, batch.out());
    let sign = if out > 0 { ">" } else { "v" };
    let mut text = lang.of(
        format!("{sign} {head}  {at} 离岗 {left} 人，回 {back}，在外 {out}"),
        format!("{sign} {head}  {left} left at {at}, {back} back, {out} out"),
    );
    if batch.late > 0 {
        let late = batch.late;
        text.push_str(&lang.of(format!("，迟到 {late}"), format!(", {late} late")));
    }
    if out > 0 && desk.now > batch.to {
        let span = desk.span(batch.to, desk.now);
        text.push_str(&lang.of(format!("  ! 已超 {span}"), format!("  ! {span} over")));
    }
    text
}

fn ask_rows(ask: &Ask) -> u16 {
    match ask {
        Ask::Question(_) => 0,
        Ask::Floor(_)
        | Ask::BatchLeaves(_)
        | Ask::BatchReturns(_)
        | Ask::Signature(_)
        | Ask::Areas
        | Ask::Amend { .. } => 5,
    }
}

/// Draws what is asked when it is not a question: a floor, a batch, a signature.
fn draw_ask(
    desk: &Desk,
    view: &OccurrenceView,
    ask: &Ask,
    step: &Step,
    canvas: &mut Canvas,
    area: Rect,
) {
    let lang = desk.lang;
    let keys: Vec<(&str, &str, Act)> = match ask {
        Ask::Question(_) => return,
        Ask::Floor(_) => vec![
            ("c", lang.of("已清", "clear"), Act::Floor(FloorAct::Clear)),
            ("e", lang.of("已清，有人留下", "clear except"), Act::Floor(FloorAct::Except)),
            ("x", lang.of("未清", "not swept"), Act::Floor(FloorAct::Not)),
        ],
        Ask::Areas => vec![("Enter", lang.of("写名单", "write the list"), Act::Open)],
        Ask::BatchLeaves(_) | Ask::BatchReturns(_) => {
            let what = lang.of("填人数（也可直接按数字）", "or a digit: type how many");
            vec![("Enter", what, Act::Open)]
        }
        Ask::Signature(_) => signing::keys(desk, view, ask),
        Ask::Amend { .. } => {
            vec![(
                "Enter",
                lang.of("更正选中的一项（上下键选）", "correct the chosen item"),
                Act::Open,
            )]
        }
    };
    let mut row = signing::draw(desk, view, step, canvas, area);
    canvas.put(area, row, 2, ">", Ink::Asked);
    let words = words::ask(ask, step, &desk.agenda.schedule, lang);
    let place = below(Rect { x: area.x + 4, width: area.width.saturating_sub(4), ..area }, row);
    row += canvas.put_wrapped(place, 2, &words, Ink::Asked);
    let mut column = 4;
    for (key, what, act) in keys {
        let start = column;
        column = canvas.put(area, row, column, key, Ink::Key) + 1;
        column = canvas.put(area, row, column, what, Ink::Plain);
        let place = Rect { x: area.x + start, width: column - start, ..area };
        canvas.click_row(place, row, act);
        column += 3;
    }
}
