//! What is done about persons: stand in, sign for somebody, send back, correct; PINs at the desk.
//!
//! It never records: it opens a form that does.

use super::app::App;
use super::desk::Desk;
use super::forms::{correct, officer, sign, stead};
use super::theme::Ink;
use crate::engine::agenda::{Ask, OccurrenceView, QuestionState};
use crate::engine::officer::Signing;
use crate::schedule::{RoleId, SignRule};

impl App {
    /// Opens the form of the own PIN, where officers have PINs.
    pub(super) fn change_pin(&mut self, desk: &Desk) {
        if desk.agenda.signing() == Signing::ByPin {
            self.form = Some(officer::own_pin(desk));
            return;
        }
        let zh = "这里没有人用密码。登记人员：zhiban officer add";
        self.say(desk.lang.of(zh, "Nobody has a PIN here; see zhiban officer add."), Ink::Faint);
    }

    /// Opens the form in which a supervisor lets somebody sign again, where somebody waits for it.
    pub(super) fn release(&mut self, desk: &Desk) {
        self.form = officer::release(desk);
        if self.form.is_none() {
            let zh = "没有人要恢复签字。";
            self.say(desk.lang.of(zh, "Nobody waits to sign again."), Ink::Faint);
        }
    }

    /// Opens the form of a signature for somebody, or of a substitute in the step.
    pub(super) fn stand_in(&mut self, desk: &Desk) {
        let Some((view, ask)) = self.present(desk) else { return };
        let Some(step) = desk.step(view) else { return };
        self.form = Some(match &ask {
            Ask::Signature(role) => sign::open_for(desk, &view.id, role),
            Ask::Question(_)
            | Ask::Floor(_)
            | Ask::Areas
            | Ask::BatchLeaves(_)
            | Ask::BatchReturns(_)
            | Ask::Amend { .. } => stead::open(desk, &view.id, step),
        });
    }

    /// Opens the form that sends the step back, where a later signer is asked.
    pub(super) fn send_back(&mut self, desk: &Desk) {
        let asked = self.present(desk).and_then(|(view, ask)| returns(desk, view, &ask));
        match asked.zip(self.present(desk)) {
            Some((role, (view, _))) => self.form = Some(sign::open_back(desk, &view.id, &role)),
            None => {
                let zh = "只有按顺序签字时，后签的人才能退回。";
                let en = "Only a later signer in order may return a step.";
                self.say(desk.lang.of(zh, en), Ink::Faint);
            }
        }
    }

    /// Opens the correction of the step's answer that is chosen, or of its last one.
    pub(super) fn amend(&mut self, desk: &Desk, view: &OccurrenceView) {
        let answered = view.questions.iter().filter_map(|it| match &it.state {
            QuestionState::Answered(answer) => Some((&it.question, answer)),
            QuestionState::Open
            | QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => None,
        });
        let all: Vec<_> = answered.collect();
        let picked = all.iter().find(|(question, _)| Some(*question) == self.picked.as_ref());
        let found = picked.or_else(|| all.iter().max_by_key(|(_, answer)| answer.entry));
        let Some((question, answer)) = found else { return };
        let item = desk.item(question);
        self.form = item.map(|item| correct::open_answer(desk, answer.entry, item, &answer.answer));
    }
}

/// Returns the role that may send the step back now.
pub(super) fn returns(desk: &Desk, view: &OccurrenceView, ask: &Ask) -> Option<RoleId> {
    let sign = &desk.step(view)?.sign;
    match ask {
        Ask::Signature(role) => {
            let later = sign.rule == SignRule::InOrder && sign.roles.first() != Some(role);
            later.then(|| role.clone())
        }
        Ask::Question(_)
        | Ask::Floor(_)
        | Ask::Areas
        | Ask::BatchLeaves(_)
        | Ask::BatchReturns(_)
        | Ask::Amend { .. } => None,
    }
}
