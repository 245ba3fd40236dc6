//! What each form is for, and what it asks for once it is filled in.
//!
//! The one list of forms: a new one is asked for here by the compiler.

use super::handover::Hand;
use super::{
    Form, Slot, answer, areas, correct, earlier, event, finding, follow_up, handover, meal, note,
    officer, repin, seat, sign, stead, sweep, undone,
};
use crate::engine::command::{Answered, Question};
use crate::engine::officer::OfficerNumber;
use crate::engine::{Action, Seq};
use crate::schedule::{AnswerForm, FloorId, ItemId, Known, OccurrenceId, RoleId, ShiftId};
use crate::tui::desk::Desk;
use crate::tui::message::Wish;

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Purpose {
    Start,
    TakeDesk,
    Earlier,
    Event,
    Finding { from: Option<Question> },
    Note,
    PutInForce,
    OwnPin,
    Release(Vec<OfficerNumber>),
    GateReason(Answered),
    Answer { question: Question, form: AnswerForm, known: Option<Known> },
    Areas { occurrence: OccurrenceId, listed: areas::Listed },
    Skip { occurrence: OccurrenceId, item: Option<ItemId> },
    Defer { occurrence: OccurrenceId, item: Option<ItemId>, targets: Vec<OccurrenceId> },
    BatchLeaves { occurrence: OccurrenceId, batch: u8 },
    BatchReturns { occurrence: OccurrenceId, batch: u8 },
    FloorExcept { occurrence: OccurrenceId, floor: FloorId },
    FloorNot { occurrence: OccurrenceId, floor: FloorId },
    Sign { occurrence: OccurrenceId, roles: Vec<RoleId> },
    SignFor { occurrence: OccurrenceId, roles: Vec<RoleId> },
    SendBack { occurrence: OccurrenceId, role: RoleId },
    StandIn { occurrence: OccurrenceId, parts: Vec<RoleId> },
    Assign(Seq),
    Fix(Seq),
    Reinspect(Seq),
    Amend(Seq),
    CorrectAnswer { entry: Seq, form: AnswerForm },
    CorrectNote(Seq),
    CorrectCount(Seq),
    Handover(Hand),
    Print { shifts: Vec<ShiftId>, printers: Vec<String> },
}

impl Form {
    /// Returns what the form asks for, or what is still missing.
    pub(crate) fn wishes(&self, desk: &Desk) -> Result<Vec<Wish>, String> {
        match &self.purpose {
            Purpose::Start | Purpose::TakeDesk => seat::wishes(self, desk),
            Purpose::Finding { from } => finding::wishes(self, desk, from.as_ref()),
            Purpose::Event => event::wishes(self, desk),
            Purpose::Earlier => earlier::time(self, desk).map(|_| Vec::new()),
            Purpose::Print { .. } | Purpose::OwnPin => Ok(Vec::new()),
            Purpose::Release(barred) => officer::released(self, desk, barred),
            Purpose::Note => one(desk, note::action(self, desk)?),
            Purpose::PutInForce => one(desk, repin::action(self, desk)?),
            Purpose::GateReason(answered) => one(desk, answer::with_reason(self, desk, answered)?),
            Purpose::Answer { question, form, known } => {
                let asked = one(desk, answer::action(self, desk, question, form, *known)?)?;
                Ok(self.with_photo(form, asked))
            }
            Purpose::Areas { occurrence, listed } => areas::wishes(self, desk, occurrence, listed),
            Purpose::Skip { occurrence, item } => {
                one(desk, undone::skip(self, desk, occurrence, item.as_ref())?)
            }
            Purpose::Defer { occurrence, item, targets } => {
                one(desk, undone::defer(self, desk, occurrence, item.as_ref(), targets)?)
            }
            Purpose::BatchLeaves { occurrence, batch } => {
                one(desk, meal::leave(self, desk, occurrence, *batch)?)
            }
            Purpose::BatchReturns { occurrence, batch } => {
                one(desk, meal::come_back(self, desk, occurrence, *batch)?)
            }
            Purpose::FloorExcept { occurrence, floor } => {
                one(desk, sweep::except(self, desk, occurrence, floor)?)
            }
            Purpose::FloorNot { occurrence, floor } => {
                one(desk, sweep::not_swept(self, desk, occurrence, floor)?)
            }
            Purpose::Sign { occurrence, roles } => {
                one(desk, sign::action(self, desk, occurrence, roles)?)
            }
            Purpose::SignFor { occurrence, roles } => {
                one(desk, sign::action_for(self, desk, occurrence, roles)?)
            }
            Purpose::SendBack { occurrence, role } => {
                one(desk, sign::send_back(self, desk, occurrence, role)?)
            }
            Purpose::StandIn { occurrence, parts } => {
                one(desk, stead::action(self, desk, occurrence, parts)?)
            }
            Purpose::Assign(finding) => one(desk, follow_up::assign(self, desk, *finding)?),
            Purpose::Fix(finding) => one(desk, follow_up::fix(self, desk, *finding)?),
            Purpose::Reinspect(finding) => follow_up::reinspect(self, desk, *finding),
            Purpose::Amend(finding) => one(desk, correct::amend(self, desk, *finding)?),
            Purpose::CorrectAnswer { entry, form } => {
                let asked = one(desk, correct::answer(self, desk, *entry, form)?)?;
                Ok(self.with_photo(form, asked))
            }
            Purpose::CorrectNote(entry) => one(desk, correct::note(self, desk, *entry)?),
            Purpose::CorrectCount(entry) => one(desk, correct::count(self, desk, *entry)?),
            Purpose::Handover(hand) => handover::wishes(self, desk, hand),
        }
    }

    /// Names the file of a photo to the shell, which takes it in before it asks.
    fn with_photo(&self, answers: &AnswerForm, mut asked: Vec<Wish>) -> Vec<Wish> {
        if *answers == AnswerForm::Photo {
            let file = self.optional(Slot::Value);
            asked.iter_mut().for_each(|it| it.photos = file.clone().into_iter().collect());
        }
        asked
    }

    /// Returns whether what it asks for is part of working on a step, and so may have happened
    /// earlier.
    pub(crate) fn is_of_step(&self) -> bool {
        match self.purpose {
            Purpose::GateReason(_)
            | Purpose::Answer { .. }
            | Purpose::BatchLeaves { .. }
            | Purpose::BatchReturns { .. }
            | Purpose::FloorExcept { .. }
            | Purpose::FloorNot { .. }
            | Purpose::Sign { .. }
            | Purpose::SignFor { .. }
            | Purpose::SendBack { .. }
            | Purpose::StandIn { .. } => true,
            Purpose::Start
            | Purpose::TakeDesk
            | Purpose::Earlier
            | Purpose::Event
            | Purpose::Finding { .. }
            | Purpose::Note
            | Purpose::PutInForce
            | Purpose::OwnPin
            | Purpose::Release(_)
            | Purpose::Areas { .. }
            | Purpose::Skip { .. }
            | Purpose::Defer { .. }
            | Purpose::Assign(_)
            | Purpose::Fix(_)
            | Purpose::Reinspect(_)
            | Purpose::Amend(_)
            | Purpose::CorrectAnswer { .. }
            | Purpose::CorrectNote(_)
            | Purpose::CorrectCount(_)
            | Purpose::Handover(_)
            | Purpose::Print { .. } => false,
        }
    }

    /// Returns the text that should outlive a restart, if the form holds one.
    pub(crate) fn draft(&self) -> Option<&str> {
        match self.purpose {
            Purpose::Finding { .. } => Some(self.typed(Slot::What)),
            Purpose::Note => Some(self.typed(Slot::Remark)),
            Purpose::Start
            | Purpose::TakeDesk
            | Purpose::Earlier
            | Purpose::PutInForce
            | Purpose::OwnPin
            | Purpose::Release(_)
            | Purpose::Event
            | Purpose::GateReason(_)
            | Purpose::Answer { .. }
            | Purpose::Areas { .. }
            | Purpose::Skip { .. }
            | Purpose::Defer { .. }
            | Purpose::BatchLeaves { .. }
            | Purpose::BatchReturns { .. }
            | Purpose::FloorExcept { .. }
            | Purpose::FloorNot { .. }
            | Purpose::Sign { .. }
            | Purpose::SignFor { .. }
            | Purpose::SendBack { .. }
            | Purpose::StandIn { .. }
            | Purpose::Assign(_)
            | Purpose::Fix(_)
            | Purpose::Reinspect(_)
            | Purpose::Amend(_)
            | Purpose::CorrectAnswer { .. }
            | Purpose::CorrectNote(_)
            | Purpose::CorrectCount(_)
            | Purpose::Handover(_)
            | Purpose::Print { .. } => None,
        }
    }
}

fn one(desk: &Desk, action: Action) -> Result<Vec<Wish>, String> {
    Ok(vec![desk.wish(action)?])
}
