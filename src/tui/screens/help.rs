//! The keys, from the one table, after a few sentences on how the desk works.

use ratatui::layout::Rect;

use super::{below, inside};
use crate::schedule::Lang;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::{Act, KEYS, Place};
use crate::tui::theme::Ink;

/// The places in the order in which they are listed.
const PLACES: [Place; 8] = [
    Place::Now,
    Place::Desk,
    Place::Everywhere,
    Place::Form,
    Place::Lists,
    Place::Findings,
    Place::Handover,
    Place::Log,
];

/// What the desk does, in a few sentences.
fn intro(lang: Lang) -> [&'static str; 6] {
    lang.of(
        [
            "值班台按钟点提示，一次只问一件事；按数字回答，答完自动到下一件。",
            "不正常就记问题（f）：写几个字，其余一键一项。更急的事来了会提示，按 g 过去。",
            "做不了的跳过（s）或推迟（d），要写原因。答错了按 u 更正，原记录保留。",
            "放行条件不满足时，后面的步骤停住；恢复正常后再回答一次，就放行。",
            "屏幕下方出现 已保存 #编号 才算记下；没有保存时先记在纸上。",
            "符号：. 未到  > 待办  ! 超时/异常  v 完成  < 提前  * 延迟  x 漏做  - 跳过  ~ 推后  ? 不明",
        ],
        [
            "The desk prompts by the clock, one thing at a time; digits answer and lead on.",
            "What is wrong becomes a finding (f). Something more urgent is announced: g goes there.",
            "What cannot be done is skipped (s) or put off (d), with a reason; u corrects.",
            "A gate that does not hold stops what follows; answer it again once it is right.",
            "Only \"saved #number\" at the foot means that it is recorded; else use paper.",
            "Signs: . not yet  > due  ! overdue  v done  < early  * late  x missed  - skipped  ~ put off",
        ],
    )
}

enum Line {
    Words(&'static str),
    Heading(&'static str),
    Key(&'static str, &'static str),
    Gap,
}

fn lines(lang: Lang) -> Vec<Line> {
    let mut lines: Vec<Line> = intro(lang).into_iter().map(Line::Words).collect();
    for place in PLACES {
        lines.push(Line::Gap);
        lines.push(Line::Heading(place.name(lang)));
        let is_repeated = |act| matches!(act, Act::Answer(0 | 2..));
        for key in KEYS.iter().filter(|it| it.place == place && !is_repeated(it.act)) {
            let shown = if key.act == Act::Answer(1) { "0 - 9" } else { key.shown };
            lines.push(Line::Key(shown, key.what(lang)));
        }
    }
    lines
}

/// Returns how many lines there are to scroll through.
pub(crate) fn length(lang: Lang) -> usize {
    lines(lang).len()
}

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let lines = lines(desk.lang);
    let last = lines.len().saturating_sub(area.height.into());
    let first = app.rows.help.min(last);
    for (row, line) in (0..area.height).zip(lines.iter().skip(first)) {
        match line {
            Line::Words(words) => {
                canvas.put(area, row, 0, words, Ink::Plain);
            }
            Line::Heading(words) => {
                canvas.put(area, row, 0, words, Ink::Heading);
            }
            Line::Key(shown, what) => {
                canvas.put(area, row, 2, shown, Ink::Key);
                canvas.put(area, row, 14, what, Ink::Plain);
            }
            Line::Gap => {}
        }
    }
    if first < last {
        let more = desk.lang.of("Down 还有", "Down: more");
        canvas.put_right(area, area.height.saturating_sub(1), more, Ink::Key);
    }
}
