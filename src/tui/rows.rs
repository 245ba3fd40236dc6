//! Which row is chosen on a list, and which acts the present step offers.
//!
//! It never opens a form and never asks the shell.

use super::app::{App, Screen};
use super::choices::{choices, is_typed};
use super::desk::Desk;
use super::floors::swept;
use super::forms::areas;
use super::keys::{Act, FloorAct, Move};
use super::people::returns;
use super::screens::{handover, help};
use crate::engine::agenda::{Ask, QuestionState};
use crate::engine::command::Question;
use crate::engine::officer::Signing;

/// So many rows are a page.
const PAGE: usize = 10;

impl App {
    /// Moves the choice on the screen that is shown.
    pub(crate) fn move_row(&mut self, desk: &Desk, step: Move) {
        match self.screen {
            Screen::Now => self.move_question(desk, step),
            Screen::Day => {
                self.rows.day = moved(self.rows.day, desk.agenda.occurrences.len(), step)
            }
            Screen::Findings => {
                self.rows.findings = moved(self.rows.findings, desk.agenda.findings.len(), step);
            }
            Screen::Log => self.rows.log = moved(self.rows.log, self.log.len(), step),
            Screen::Help => self.rows.help = moved(self.rows.help, help::length(self.lang), step),
            Screen::Handover => {
                let length = handover::length(self);
                self.rows.handover = moved(self.rows.handover, length, step);
            }
            Screen::Building => {}
        }
    }

    /// Chooses a row by its number.
    pub(crate) fn pick(&mut self, desk: &Desk, row: usize) {
        match self.screen {
            Screen::Now => {
                self.picked = self.open_questions(desk).into_iter().nth(row);
            }
            Screen::Day => self.rows.day = row.min(desk.agenda.occurrences.len().saturating_sub(1)),
            Screen::Findings => {
                self.rows.findings = row.min(desk.agenda.findings.len().saturating_sub(1));
            }
            Screen::Log => self.rows.log = row.min(self.log.len().saturating_sub(1)),
            Screen::Building | Screen::Help | Screen::Handover => {}
        }
    }

    fn move_question(&mut self, desk: &Desk, step: Move) {
        let open = self.open_questions(desk);
        let present = self.question(desk).map(|(present, _)| present).or(self.picked.clone());
        let at = present.and_then(|present| open.iter().position(|it| *it == present));
        // A batch or a floor is no question: from there the first one that is open is reached.
        let row = at.map_or(0, |at| moved(at, open.len(), step));
        self.picked = open.into_iter().nth(row).or(self.picked.take());
        self.known = None;
    }

    /// Returns the open questions that are shown now, in order.
    pub(crate) fn open_questions(&self, desk: &Desk) -> Vec<Question> {
        let Some(view) = desk.in_focus(self.focus.as_ref()) else { return Vec::new() };
        let ask = desk.ask(view, self.picked.as_ref());
        let shown = desk.shown_questions(view, ask.as_ref());
        // What was sent back is corrected: then those that are answered can be chosen.
        let amend = matches!(ask, Some(Ask::Amend { .. }));
        let open = shown.into_iter().filter(|it| match it.state {
            QuestionState::Open | QuestionState::Optional => !amend,
            QuestionState::Answered(_) => amend,
            QuestionState::NotNeeded { .. }
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => false,
        });
        open.map(|it| it.question.clone()).collect()
    }

    /// Returns whether an act makes sense now: what the foot of the screen and the palette offer.
    pub(crate) fn offers(&self, desk: &Desk, act: Act) -> bool {
        let view = desk.in_focus(self.focus.as_ref());
        let ask = view.and_then(|it| desk.ask(it, self.picked.as_ref()));
        let on_now = self.screen == Screen::Now;
        match act {
            Act::Answer(number) => on_now && self.offers_answer(desk, number),
            Act::Open => match self.screen {
                Screen::Now => on_now && self.opens(desk, ask.as_ref()),
                Screen::Day => !desk.agenda.occurrences.is_empty(),
                Screen::Log => !self.log.is_empty(),
                Screen::Building | Screen::Findings | Screen::Help | Screen::Handover => false,
            },
            Act::Jump => desk.urgent(self.focus.as_ref()).is_some(),
            Act::Floor(FloorAct::Clear) => matches!(ask, Some(Ask::Floor(_))),
            Act::Floor(FloorAct::Except | FloorAct::Not) => {
                view.zip(ask.as_ref()).and_then(|(view, ask)| swept(view, ask)).is_some()
            }
            Act::Skip | Act::StandIn => view.is_some(),
            Act::SendBack => {
                view.zip(ask.as_ref()).is_some_and(|(view, ask)| returns(desk, view, ask).is_some())
            }
            Act::Areas => view.is_some_and(|it| areas::listed(desk, it).is_some()),
            Act::Defer => matches!(&ask, Some(Ask::Question(it)) if it.floor.is_none()),
            Act::Acknowledge => view.is_some_and(|it| {
                desk.prompt(&it.id).is_some_and(|it| it.acknowledged_until.is_none())
            }),
            Act::Radio | Act::Earlier => matches!(ask, Some(Ask::Question(_))),
            Act::Event(at) => at < desk.agenda.events.len(),
            Act::Correct => desk.last_answer().is_some(),
            Act::Follow(_) => self.screen == Screen::Findings && !desk.agenda.findings.is_empty(),
            Act::Hand(act) => self.offers_hand(desk, act),
            Act::OwnPin => desk.agenda.signing() == Signing::ByPin,
            Act::Release => !desk.agenda.barred.is_empty(),
            Act::Filter(_) => self.screen == Screen::Log,
            Act::Find
            | Act::Note
            | Act::Officer
            | Act::Incident
            | Act::Print
            | Act::PutInForce
            | Act::Show(_)
            | Act::Next
            | Act::Previous
            | Act::Palette
            | Act::Redraw
            | Act::Quit
            | Act::Move(_) => true,
            Act::Pick(_) | Act::Back | Act::Form(_) => false,
        }
    }

    fn offers_answer(&self, desk: &Desk, number: u8) -> bool {
        self.question(desk).is_some_and(|(_, item)| {
            number > 0 && usize::from(number) <= choices(&item.form, desk.lang).len()
        })
    }

    fn opens(&self, desk: &Desk, ask: Option<&Ask>) -> bool {
        match ask {
            Some(Ask::Question(_)) => {
                self.question(desk).is_some_and(|(_, item)| is_typed(&item.form))
            }
            Some(
                Ask::Areas
                | Ask::BatchLeaves(_)
                | Ask::BatchReturns(_)
                | Ask::Signature(_)
                | Ask::Amend { .. },
            ) => true,
            Some(Ask::Floor(_)) | None => false,
        }
    }
}

/// Returns the row after a move on a list of so many rows.
fn moved(row: usize, length: usize, step: Move) -> usize {
    let last = length.saturating_sub(1);
    let row = match step {
        Move::Up => row.saturating_sub(1),
        Move::Down => row.saturating_add(1),
        Move::PageUp => row.saturating_sub(PAGE),
        Move::PageDown => row.saturating_add(PAGE),
        Move::First => 0,
        Move::Last => last,
    };
    row.min(last)
}
