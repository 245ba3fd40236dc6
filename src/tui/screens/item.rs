//! The questions of a step: one line each, and the present one with its numbered answers.

use ratatui::layout::Rect;

use super::below;
use crate::engine::agenda::{Ask, OccurrenceView, QuestionState, QuestionView, Unneeded};
use crate::engine::command::Question;
use crate::schedule::{AnswerForm, Item, Must, Part, Sense};
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, columns};
use crate::tui::choices::{choices, is_typed};
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::theme::Ink;
use crate::words;

/// So many rows the present question takes beside its own line.
const PRESENT_ROWS: u16 = 4;

/// Draws the questions; returns how many rows they took.
pub(super) fn draw(
    app: &App,
    desk: &Desk,
    view: &OccurrenceView,
    ask: &Ask,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let shown = desk.shown_questions(view, Some(ask));
    let present = match ask {
        Ask::Question(question) => Some(question),
        Ask::Floor(_)
        | Ask::BatchLeaves(_)
        | Ask::BatchReturns(_)
        | Ask::Signature(_)
        | Ask::Areas
        | Ask::Amend { .. } => None,
    };
    let at = shown.iter().position(|it| Some(&it.question) == present).unwrap_or(0);
    let mut room = area.height.saturating_sub(present.map_or(0, |_| PRESENT_ROWS)).max(1);
    let hidden = shown.len().saturating_sub(room.into());
    // Where not all of it can be seen, the last row says so.
    room = if hidden > 0 { room.saturating_sub(1).max(1) } else { room };
    let first = super::first_row(at, shown.len(), room);
    let open = app.open_questions(desk);
    let mut row = 0;
    for it in shown.iter().skip(first).take(room.into()) {
        let place = below(area, row);
        if Some(&it.question) == present {
            row += draw_present(app, desk, it, canvas, place);
        } else {
            draw_line(desk, it, canvas, place);
            if let Some(number) = open.iter().position(|open| *open == it.question) {
                canvas.click_row(place, 0, Act::Pick(number));
            }
            row += 1;
        }
    }
    if hidden > 0 {
        let hidden = shown.len() - usize::from(room);
        let text = desk.lang.of(format!("另有 {hidden} 项"), format!("and {hidden} more"));
        canvas.put(area, row, 4, &text, Ink::Faint);
        row += 1;
    }
    row
}

/// Draws a question that is not the present one: sign, words, answer.
fn draw_line(desk: &Desk, view: &QuestionView, canvas: &mut Canvas, area: Rect) {
    let (sign, mut state, ink) = state(desk, view);
    canvas.put(area, 0, 2, sign, ink);
    let asked = ask_words(desk, &view.question);
    if let QuestionState::NotNeeded { why, .. } = &view.state
        && columns(&asked) + columns(&state) + 6 > area.width
    {
        // What is asked matters more than why it is not.
        state = short_of(why, desk).to_owned();
    }
    let taken = columns(&state);
    let words = Rect { width: area.width.saturating_sub(taken + 2), ..area };
    canvas.put(words, 0, 4, &asked, Ink::Plain);
    canvas.put_right(area, 0, &state, ink);
}

/// Returns in a word why something is not asked.
fn short_of(why: &Unneeded, desk: &Desk) -> &'static str {
    match why {
        Unneeded::Undecided(_) => desk.lang.of("看前面的回答", "depends on an answer"),
        Unneeded::Otherwise(_)
        | Unneeded::TookItem(_)
        | Unneeded::TookStep(_)
        | Unneeded::NoCall => desk.lang.of("不需要", "not needed"),
    }
}

/// Returns sign, words and ink of where a question stands.
fn state(desk: &Desk, view: &QuestionView) -> (&'static str, String, Ink) {
    let lang = desk.lang;
    match &view.state {
        QuestionState::Open => (".", String::new(), Ink::Plain),
        QuestionState::Optional => (".", lang.of("可不答", "optional").to_owned(), Ink::Faint),
        QuestionState::NotNeeded { why, .. } => {
            ("=", words::unneeded(why, &desk.agenda.schedule, lang), Ink::Faint)
        }
        QuestionState::Awaits => ("=", lang.of("自动算", "computed").to_owned(), Ink::Faint),
        QuestionState::Answered(answer) => {
            let item = desk.item(&view.question);
            let words = words::given(answer, item, lang);
            // When a post reported is what the others wait for.
            let words = match item.map(|it| it.turn) {
                Some(Part::Post) => format!("{words} {}", desk.clock(answer.happened)),
                Some(Part::Own | Part::Go | Part::Who) | None => words,
            };
            match answer.sense {
                Sense::Normal => ("v", words, Ink::Good),
                Sense::Abnormal => {
                    ("!", format!("{words} {}", lang.of("异常", "abnormal")), Ink::Alarm)
                }
            }
        }
        QuestionState::Skipped { reason } => {
            ("-", lang.of(format!("跳过：{reason}"), format!("skipped: {reason}")), Ink::Warn)
        }
        QuestionState::Deferred { to, .. } => {
            let to = desk.step_title(&to.step);
            ("~", lang.of(format!("推迟到 {to}"), format!("put off to {to}")), Ink::Warn)
        }
    }
}

fn ask_words(desk: &Desk, question: &Question) -> String {
    let item = desk.item(question);
    item.map_or_else(|| question.item.to_string(), |it| it.ask.get(desk.lang).to_owned())
}

/// Draws the present question: its words, its answers, where it comes from.
fn draw_present(
    app: &App,
    desk: &Desk,
    view: &QuestionView,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let Some(item) = desk.item(&view.question) else { return 0 };
    canvas.put(area, 0, 2, ">", Ink::Asked);
    let words = Rect { x: area.x + 4, width: area.width.saturating_sub(4), ..area };
    let mut row = canvas.put_wrapped(words, 2, &ask_words(desk, &view.question), Ink::Asked);
    row += draw_answers(item, view, desk, canvas, below(words, row));
    canvas.put(words, row, 0, &source(app, desk, view, item), Ink::Faint);
    row + 1
}

fn draw_answers(
    item: &Item,
    view: &QuestionView,
    desk: &Desk,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    if is_typed(&item.form) {
        canvas.put(area, 0, 0, "Enter", Ink::Key);
        let at = canvas.put(area, 0, 6, typed_hint(&item.form, desk), Ink::Plain);
        if let Some(it) = view.against {
            let against = words::against(it, Some(item), desk.lang);
            let against = against.unwrap_or_else(|| words::unknown(it, desk.lang).to_owned());
            canvas.put(area, 0, at + 3, &against, Ink::Faint);
        }
        canvas.click_row(area, 0, Act::Open);
        return 1;
    }
    let (mut row, mut column) = (0, 0);
    for (digit, choice) in (1_u8..).zip(choices(&item.form, desk.lang)) {
        let width = columns(&choice.name) + 2;
        if column > 0 && column + width > area.width {
            (row, column) = (row + 1, 0);
        }
        let start = column;
        column = canvas.put(area, row, column, &digit.to_string(), Ink::Key) + 1;
        column = canvas.put(area, row, column, &choice.name, Ink::Plain);
        let place = Rect { x: area.x + start, width: column - start, ..area };
        canvas.click_row(place, row, Act::Answer(digit));
        column += 3;
    }
    row + 1
}

fn typed_hint(form: &AnswerForm, desk: &Desk) -> &'static str {
    let lang = desk.lang;
    match form {
        AnswerForm::Number(_) => lang.of("填数值（也可直接按数字）", "type the number"),
        AnswerForm::Count(_) => lang.of("填数目（也可直接按数字）", "type how many"),
        AnswerForm::Money(_) => lang.of("填金额（也可直接按数字）", "type the amount"),
        AnswerForm::Computed(_) => lang.of("自动算", "computed"),
        AnswerForm::Time(_) => lang.of("填时间，如 1455", "type the time, such as 1455"),
        AnswerForm::Code(_) => lang.of("然后扫码", "then scan the code"),
        AnswerForm::Photo => lang.of("写照片的文件名", "name the file of the photo"),
        AnswerForm::Text(_) => lang.of("写几个字", "write a few words"),
        AnswerForm::Names(_) => lang.of("写姓名", "write the names"),
        AnswerForm::States(_) | AnswerForm::YesNo(_) => "",
    }
}

/// Returns how the answer is known, where the question was put off from, and its clauses.
fn source(app: &App, desk: &Desk, view: &QuestionView, item: &Item) -> String {
    let lang = desk.lang;
    let known = words::known(app.known.unwrap_or(item.known), lang);
    let mut parts = vec![lang.of(format!("{known} (r 换)"), format!("{known} (r)"))];
    if let Some(at) = app.happened {
        let clock = desk.clock(at);
        parts.push(lang.of(format!("! 按 {clock} 补记 (t)"), format!("! counts for {clock} (t)")));
    }
    match item.turn {
        Part::Post => parts.push(lang.of("先后不限", "in any order").to_owned()),
        Part::Go => {
            parts.push(lang.of("各岗报到后才放行", "go: when all have reported").to_owned())
        }
        Part::Own | Part::Who => {}
    }
    if item.must == Must::Optional {
        parts.push(lang.of("可不答", "optional").to_owned());
    }
    if item.gate && item.turn == Part::Own {
        parts.push(lang.of("放行条件", "gate: holds what follows").to_owned());
    }
    let focus = desk.in_focus(app.focus.as_ref()).map(|it| &it.id.step);
    if focus != Some(&view.question.occurrence.step) {
        let from = desk.step_title(&view.question.occurrence.step);
        parts.push(lang.of(format!("来自 {from}"), format!("from {from}")));
    }
    let clauses: Vec<&str> = item.clauses.iter().map(|it| it.as_str()).collect();
    parts.push(clauses.join(" "));
    parts.join("   ")
}
