//! The handover: the four acts with their state, what must be spoken of, and the report itself.

use ratatui::layout::Rect;

use super::{below, inside};
use crate::engine::agenda::{
    ActSignature, HandoverNext, HandoverOutcome, HandoverView, ShiftEnd, ShiftEndState,
};
use crate::engine::command::Relief;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::{Act, HandAct};
use crate::tui::theme::Ink;
use crate::words;

/// So many things to speak of are listed by name.
const RISKS_MAX: usize = 5;

/// Draws the screen.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    canvas.rule(area, 0);
    let area = inside(below(area, 1), 2);
    let mut row = draw_head(desk, canvas, area);
    row += draw_acts(desk, canvas, below(area, row));
    row += draw_spoken(desk, canvas, below(area, row));
    canvas.rule(area, row);
    // The report is as wide as a line printer's page: it takes one of the two blanks beside it.
    let wide = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
    draw_preview(app, desk, canvas, below(wide, row + 1));
}

/// Says whose handover it is, and what stands in its way.
fn draw_head(desk: &Desk, canvas: &mut Canvas, area: Rect) -> u16 {
    let (text, ink) = head(desk);
    canvas.put(area, 0, 0, &text, ink);
    let mut row = 1;
    let handovers = &desk.agenda.handovers;
    for it in &handovers.incidents {
        let (number, since) = (words::seq(it.number), desk.clock(it.since));
        let zh = format!("! 险情 {number} 处置中，自 {since}：{}。结束后按 i，再交接。", it.what);
        let en = format!("! Incident {number} since {since}: {}. End it with i first.", it.what);
        row += canvas.put_wrapped(below(area, row), 2, desk.lang.of(&zh, &en), Ink::Alarm);
    }
    if let Some(HandoverOutcome::Refused { signature, reason }) =
        handovers.refused.as_ref().map(|it| &it.outcome)
    {
        let (by, at) = (signature.by.as_str(), desk.clock(signature.at));
        let zh = format!("! {at} {by} 拒绝接班：{reason}。交班人留岗，按 1 重新开始。");
        let en = format!("! Refused at {at} by {by}: {reason}. Stay on duty; 1 begins again.");
        row += canvas.put_wrapped(below(area, row), 2, desk.lang.of(&zh, &en), Ink::Alarm);
    }
    row
}

fn head(desk: &Desk) -> (String, Ink) {
    let (lang, handovers) = (desk.lang, &desk.agenda.handovers);
    if let Some(view) = shown(desk).filter(|it| !is_settled(it)) {
        let shift = desk.agenda.schedule.shift_name(&view.shift, lang);
        let to = match &view.relief {
            Relief::Named(name) => name.as_str(),
            Relief::Absent { .. } => lang.of("无人接班", "no relief"),
        };
        let (from, state) = (view.outgoing.as_str(), words::handover_state(view, lang));
        let number = words::seq(view.number);
        return (format!("{shift}  {from} → {to}  {number}  {state}"), Ink::Heading);
    }
    match &handovers.owed {
        Some(owed) => owed_words(desk, owed),
        None => {
            let text = lang.of("现在没有到点的交接。", "No handover is due now.");
            (text.to_owned(), Ink::Good)
        }
    }
}

/// Returns what is owed and for how long, in words.
pub(crate) fn owed_words(desk: &Desk, owed: &ShiftEnd) -> (String, Ink) {
    let (lang, schedule) = (desk.lang, &desk.agenda.schedule);
    let from = schedule.shift_name(&owed.shift, lang);
    let to = owed.next.as_ref().map_or("", |it| schedule.shift_name(it, lang));
    let due = desk.clock(owed.due);
    match owed.state {
        ShiftEndState::Near => {
            let left = desk.span(desk.now, owed.due);
            let zh = format!("> 交接班 {due}  {from} → {to}，还有 {left}");
            (lang.of(zh, format!("> Handover at {due}, {from} to {to}, in {left}")), Ink::Asked)
        }
        ShiftEndState::Late => {
            let over = desk.span(owed.due, desk.now);
            let zh = format!("! 没有交接：{from} 应 {due} 交给{to}，已过 {over}");
            let en = format!("! Not handed over: {from} to {to} was due {due}, {over} ago");
            (lang.of(zh, en), Ink::Alarm)
        }
    }
}

/// Returns the handover that the screen is about: the one that runs, else the last one while its
/// review or its late relief is awaited.
pub(crate) fn shown<'a>(desk: &Desk<'a>) -> Option<&'a HandoverView> {
    let handovers = &desk.agenda.handovers;
    handovers.running.as_ref().or(handovers.last.as_ref())
}

/// Returns whether a handover asks for nothing more.
fn is_settled(view: &HandoverView) -> bool {
    view.next() == HandoverNext::Nothing
}

/// Draws the four acts, each with its sign, its people and its time.
fn draw_acts(desk: &Desk, canvas: &mut Canvas, area: Rect) -> u16 {
    let lang = desk.lang;
    let view = shown(desk).filter(|it| !is_settled(it));
    let next = view.map(HandoverView::next);
    let signed = |it: &ActSignature| format!("{} {}", it.by.as_str(), desk.clock(it.at));
    let drawn = view.map(|it| format!("{} {}", it.outgoing.as_str(), desk.clock(it.begun)));
    let brief = view.and_then(|it| it.briefed.as_ref().or(it.alone.as_ref())).map(signed);
    let taken = view.and_then(|it| match &it.outcome {
        HandoverOutcome::Accepted { signature, exceptions } if exceptions.is_empty() => {
            Some(signed(signature))
        }
        HandoverOutcome::Accepted { signature, exceptions } => {
            let (by, count) = (signed(signature), exceptions.len());
            Some(lang.of(format!("{by}，保留 {count} 项"), format!("{by}, {count} exceptions")))
        }
        HandoverOutcome::Open | HandoverOutcome::Refused { .. } => {
            it.read_back.as_ref().map(|it| {
                let (by, at) = (it.by.as_str(), desk.clock(it.at));
                lang.of(format!("{by} {at} 已复述"), format!("read back by {by} {at}"))
            })
        }
    });
    let reviewed = view.and_then(|it| it.reviewed.as_ref()).map(signed);
    let alone = matches!(view.map(|it| &it.relief), Some(Relief::Absent { .. }));
    let second = if alone {
        lang.of("接班人没来，单独签字", "No relief: sign alone")
    } else {
        lang.of("当面交班，交班人签字", "Brief face to face, sign")
    };
    let acts = [
        (lang.of("看报告、清点、划线", "Look it over, count, draw the line"), drawn, None),
        (second, brief, Some([HandoverNext::Brief, HandoverNext::SignAlone])),
        (
            lang.of("接班人复述，接班或拒绝", "Relief reads back, accepts or refuses"),
            taken,
            Some([HandoverNext::ReadBack, HandoverNext::Accept]),
        ),
        (
            lang.of("交班人复核有没有遗漏", "Relieved officer reviews for omissions"),
            reviewed,
            Some([HandoverNext::Review; 2]),
        ),
    ];
    let mut row = 0;
    for (number, (what, done, asks)) in (1..).zip(acts) {
        let asked = match (asks, next) {
            (Some(asks), Some(next)) => asks.contains(&next),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let (sign, ink) = match (asked, &done) {
            (true, _) => (">", Ink::Asked),
            (false, Some(_)) => ("v", Ink::Good),
            (false, None) => (".", Ink::Faint),
        };
        let done = done.map_or(String::new(), |it| format!("  {it}"));
        let key = if asked { lang.of("  按 1", "  press 1") } else { "" };
        canvas.put(area, row, 0, &format!("{sign} {number} {what}{done}{key}"), ink);
        if asked {
            canvas.click_row(area, row, Act::Hand(HandAct::Next));
        }
        row += 1;
    }
    row
}

/// Lists what the brief must speak of, or what the read-back did not speak of.
fn draw_spoken(desk: &Desk, canvas: &mut Canvas, area: Rect) -> u16 {
    let lang = desk.lang;
    let open = |it: &&HandoverView| it.outcome == HandoverOutcome::Open;
    let Some(view) = shown(desk).filter(open) else { return 0 };
    let said = view.read_back.as_ref().map(|it| format!("{}\n{}", it.risks, it.first));
    let (title, risks, ink) = match &said {
        None => {
            let risks = desk.agenda.risks();
            (lang.of("要讲到的", "To be spoken of"), risks, Ink::Warn)
        }
        Some(said) => {
            let title =
                lang.of("复述没有提到（按 6 再复述）", "Not spoken of (6 reads back again)");
            (title, desk.agenda.unmentioned(said), Ink::Alarm)
        }
    };
    if risks.is_empty() {
        let text = match said {
            None => lang.of("没有要特别讲的。", "Nothing that must be spoken of."),
            Some(_) => lang.of("v 该提的都提到了。", "v All that is open was spoken of."),
        };
        canvas.put(area, 0, 0, text, Ink::Good);
        return 1;
    }
    let lines = words::risks(&risks, desk.agenda, lang);
    canvas.put(area, 0, 0, &format!("{title} {}", risks.len()), ink);
    let mut row = 1;
    for it in lines.iter().take(RISKS_MAX) {
        canvas.put(area, row, 2, &format!("! {it}"), ink);
        row += 1;
    }
    if let Some(more @ 1..) = lines.len().checked_sub(RISKS_MAX) {
        let zh = format!("另有 {more} 条，见报告");
        canvas.put(area, row, 2, &lang.of(zh, format!("{more} more, see the report")), ink);
        row += 1;
    }
    row
}

/// Draws the report from the chosen line on.
fn draw_preview(app: &App, desk: &Desk, canvas: &mut Canvas, area: Rect) {
    if app.preview.is_empty() {
        let text = desk.lang.of("正在生成报告", "the report is being made");
        canvas.put(area, 0, 0, text, Ink::Faint);
        return;
    }
    let last = app.preview.len().saturating_sub(usize::from(area.height));
    let first = app.rows.handover.min(last);
    for (row, line) in (0..area.height).zip(app.preview.iter().skip(first)) {
        canvas.put(area, row, 0, line, Ink::Plain);
    }
}

/// Returns how many rows the report can be scrolled down.
pub(crate) fn length(app: &App) -> usize {
    app.preview.len()
}
