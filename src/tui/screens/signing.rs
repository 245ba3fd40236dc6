//! Who has signed the step at hand, and what the next signer may do.
//!
//! It never leaves out a signature that no longer counts.

use ratatui::layout::Rect;

use crate::engine::agenda::{Ask, OccurrenceView, SignatureView};
use crate::schedule::Step;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::keys::Act;
use crate::tui::people::returns;
use crate::tui::theme::Ink;
use crate::words;

/// Draws the signatures that were given, and those that no longer count; returns the rows taken.
pub(super) fn draw(
    desk: &Desk,
    view: &OccurrenceView,
    step: &Step,
    canvas: &mut Canvas,
    area: Rect,
) -> u16 {
    let mut row = 0;
    if let Some(rule) = words::sign_rule(&step.sign, desk.lang) {
        canvas.put(area, row, 2, &rule, Ink::Faint);
        row += 1;
    }
    let written = |it: &&SignatureView| it.signed.is_some() || !it.voided.is_empty();
    for it in view.signatures.iter().filter(written) {
        let text = words::signature(it, &desk.agenda.schedule, desk.lang, |at| desk.clock(at));
        let (sign, ink) = if it.signed.is_some() { ("v", Ink::Good) } else { (".", Ink::Warn) };
        row += canvas.put_wrapped(
            Rect { x: area.x + 2, y: area.y + row, width: area.width.saturating_sub(2), ..area },
            2,
            &format!("{sign} {text}"),
            ink,
        );
    }
    row
}

/// Returns the keys of whoever signs next.
pub(super) fn keys(
    desk: &Desk,
    view: &OccurrenceView,
    ask: &Ask,
) -> Vec<(&'static str, &'static str, Act)> {
    let lang = desk.lang;
    let mut keys = vec![
        ("Enter", lang.of("签字", "sign"), Act::Open),
        ("v", lang.of("代签", "sign for somebody"), Act::StandIn),
    ];
    if returns(desk, view, ask).is_some() {
        keys.push(("w", lang.of("退回更正", "return for correction"), Act::SendBack));
    }
    keys
}
