//! What the keys of the handover do, which of them make sense, and when the desk asks for one.
//!
//! It never decides who may do what: the engine refuses, and its words are shown.

use super::app::{App, Screen};
use super::desk::Desk;
use super::forms::handover;
use super::keys::HandAct;
use super::screens::handover::shown;
use super::theme::Ink;
use crate::engine::agenda::{HandoverNext, HandoverView};

/// How many minutes pass before a handover that is owed rings again.
const RING_MINUTES: i64 = 3;

impl App {
    /// Opens the form of an act, or says why there is none.
    pub(crate) fn hand(&mut self, desk: &Desk, act: HandAct) {
        self.form = match (act, asked(desk)) {
            (HandAct::Next, None) => Some(handover::begin(desk, false)),
            (HandAct::Absent, None) => Some(handover::begin(desk, true)),
            (HandAct::Next, Some(view)) => handover::next(desk, view),
            (HandAct::Except, Some(view)) if view.next() == HandoverNext::Accept => {
                Some(handover::except(desk, view))
            }
            (HandAct::Again, Some(view)) if view.next() == HandoverNext::Accept => {
                Some(handover::read_back(desk, view))
            }
            (HandAct::Refuse, Some(view)) if is_open(desk, view) => {
                Some(handover::refuse(desk, view))
            }
            (HandAct::Add, Some(view)) if view.next() == HandoverNext::Review => {
                Some(handover::add(desk, view))
            }
            (
                HandAct::Except | HandAct::Again | HandAct::Refuse | HandAct::Absent | HandAct::Add,
                _,
            ) => None,
        };
        if self.form.is_none() {
            let zh = "现在不到这一步；按 1 办下一步。";
            self.say(desk.lang.of(zh, "Not now; 1 does what comes next."), Ink::Faint);
        }
    }

    /// Returns whether an act on the handover makes sense now.
    pub(crate) fn offers_hand(&self, desk: &Desk, act: HandAct) -> bool {
        let view = asked(desk);
        let next = view.map(HandoverView::next);
        self.screen == Screen::Handover
            && match act {
                HandAct::Next => true,
                HandAct::Absent => view.is_none(),
                HandAct::Except | HandAct::Again => next == Some(HandoverNext::Accept),
                HandAct::Refuse => view.is_some_and(|it| is_open(desk, it)),
                HandAct::Add => next == Some(HandoverNext::Review),
            }
    }

    /// Returns whether a handover that is owed rings now. While a step is asked for, that rings.
    pub(crate) fn handover_rings(&mut self, desk: &Desk) -> bool {
        let handovers = &desk.agenda.handovers;
        let quiet = desk.agenda.current.is_some() || handovers.running.is_some();
        let owed = handovers.owed.as_ref().filter(|_| !quiet);
        let rings = owed.map(|it| (it.due, (desk.now - it.from).num_minutes() / RING_MINUTES));
        let rang = rings.is_some_and(|(due, count)| match self.rung_handover {
            Some((before, last)) if before == due => count > last,
            Some(_) | None => true,
        });
        if rings.is_some() {
            self.rung_handover = rings;
        }
        rang
    }
}

/// Returns the handover that asks for something: the one that runs, else the last one while it
/// waits for its review or its late relief. A shift that is owed comes before a review.
fn asked<'a>(desk: &Desk<'a>) -> Option<&'a HandoverView> {
    let view = shown(desk).filter(|it| it.next() != HandoverNext::Nothing)?;
    let owed = desk.agenda.handovers.owed.is_some();
    (!owed || view.next() != HandoverNext::Review).then_some(view)
}

fn is_open(desk: &Desk, view: &HandoverView) -> bool {
    desk.agenda.handovers.running.as_ref().is_some_and(|it| it.number == view.number)
}
