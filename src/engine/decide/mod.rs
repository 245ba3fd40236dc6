//! Command → facts, or a refusal: one function for each command.
//!
//! Nothing is changed here. Whether something is in time is judged by when it happened, so that
//! what was written on paper during a power cut can be entered afterwards, with both times.

mod answer;
mod area;
mod event;
mod finding;
mod handover;
mod meal;
mod officer;
mod people;
mod repin;
mod step;
mod text;

use chrono::{DateTime, Days, Utc};

use super::agenda::Status;
use super::command::{Action, Command, Corrected, Correction, HandoverAct, Officer};
use super::state::{Blind, Day, Trace};
use super::{Engine, Fact, Field, Refusal};
use crate::schedule::OccurrenceId;
use text::{check_each, check_text};

/// The engine at the instant of a decision.
struct Decision<'a> {
    engine: &'a Engine,
    now: DateTime<Utc>,
    /// When it happened, as told; now where nothing was told.
    when: DateTime<Utc>,
    blinds: Vec<Blind>,
}

impl Engine {
    /// Returns what a command would record, or why it is refused; changes nothing.
    ///
    /// The first command of a store day opens the day as well.
    ///
    /// # Errors
    /// A refusal names what was asked and what to do instead.
    pub fn decide(&self, now: DateTime<Utc>, command: &Command) -> Result<Vec<Fact>, Refusal> {
        check_text(Field::Name, command.officer.as_str())?;
        let when = self.check_when(now, command.happened)?;
        let decision = Decision { engine: self, now, when, blinds: self.blinds_now() };
        let fact = decision.fact(command)?;
        let today = self.day_of(now);
        let opened = (!self.days.contains_key(&today))
            .then(|| Fact::DayOpened { day: today, revision: self.in_force.revision.clone() });
        // Who takes over sits at the desk.
        let takes = matches!(fact, Fact::Handover(HandoverAct::Accepted(_)));
        let taken = takes.then_some(Fact::DeskTaken);
        Ok(opened.into_iter().chain([fact]).chain(taken).collect())
    }

    fn check_when(
        &self,
        now: DateTime<Utc>,
        happened: Option<DateTime<Utc>>,
    ) -> Result<DateTime<Utc>, Refusal> {
        let Some(happened) = happened else { return Ok(now) };
        let yesterday = self.day_of(now) - Days::new(1);
        let earliest = self.day(yesterday).plan.starts;
        if happened > now {
            return Err(Refusal::Future { happened, now });
        }
        if happened < earliest {
            return Err(Refusal::TooLongAgo { happened, earliest });
        }
        Ok(happened)
    }
}

impl Decision<'_> {
    fn fact(&self, command: &Command) -> Result<Fact, Refusal> {
        Ok(match &command.action {
            Action::StartDesk { off_since } => Fact::DeskStarted { off_since: *off_since },
            Action::PutInForce(it) => self.put_in_force(it, &command.officer)?,
            Action::StopDesk(cause) => Fact::DeskStopped(*cause),
            Action::NameStore(name) => {
                check_text(Field::Store, name)?;
                Fact::StoreNamed(name.trim().to_owned())
            }
            Action::TakeDesk => Fact::DeskTaken,
            Action::Officer(it) => Fact::Officer(self.officer(it)?),
            Action::Acknowledge(id) => self.acknowledge(id)?,
            Action::Answer(it) => self.answer(it)?,
            Action::Skip(it) => self.skip(it)?,
            Action::Defer(it) => self.defer(it)?,
            Action::Sign(it) => self.sign(it)?,
            Action::Return(it) => self.send_back(it)?,
            Action::StandIn(it) => self.stand_in(it)?,
            Action::Sweep(it) => self.sweep(it)?,
            Action::NameAreas(it) => self.name_areas(it)?,
            Action::RemoveArea(it) => self.remove_area(it)?,
            Action::SendBatch(it) => self.send_batch(it)?,
            Action::ReceiveBatch(it) => self.receive_batch(it)?,
            Action::Start(it) => self.start(it)?,
            Action::Find(it) => self.find(it)?,
            Action::Assign(it) => self.assign(it)?,
            Action::Fix(it) => self.fix(it)?,
            Action::Reinspect(it) => self.reinspect(it, &command.officer)?,
            Action::Handover(it) => self.hand_over(it, &command.officer)?,
            Action::Incident(it) => self.tell_incident(it)?,
            Action::Note(text) => {
                check_text(Field::Note, text)?;
                Fact::Noted(text.clone())
            }
            Action::Correct(it) => self.correct(it, &command.officer)?,
            Action::NoticeExport(it) => {
                text::check_export(it).map(|()| Fact::Exported(it.clone()))?
            }
            Action::NoticePrint(it) => text::check_print(it).map(|()| Fact::Printed(it.clone()))?,
            Action::NoticeClockStep(it) => Fact::ClockStepped(*it),
            Action::NoticeSleep(it) => Fact::Slept(*it),
        })
    }

    fn acknowledge(&self, id: &OccurrenceId) -> Result<Fact, Refusal> {
        let day = self.day(id)?;
        let standing = self.standing(&day, id)?;
        match standing.status(self.now) {
            Status::Due | Status::Overdue => Ok(Fact::Acknowledged(id.clone())),
            Status::NotYet | Status::Free => {
                if let Some(step) = standing.waits_to_be_counted(self.now) {
                    return Err(Refusal::WaitsFor { occurrence: id.clone(), step: step.clone() });
                }
                Err(Refusal::TooEarly { occurrence: id.clone(), earliest: standing.planned.due })
            }
            Status::RolledOver | Status::Missed | Status::Unknown => {
                Err(Refusal::Closed { occurrence: id.clone(), closed: standing.closes() })
            }
            Status::NotNeeded { .. }
            | Status::Skipped { .. }
            | Status::Deferred { .. }
            | Status::Done { .. } => Err(Refusal::Concluded { occurrence: id.clone() }),
        }
    }

    fn correct(&self, it: &Corrected, by: &Officer) -> Result<Fact, Refusal> {
        check_text(Field::Reason, &it.reason)?;
        let refused = Err(Refusal::NotCorrectable { entry: it.entry });
        let Some(trace) = self.engine.traces.get(&it.entry) else { return refused };
        match (&it.correction, trace) {
            (Correction::Answer { answer, note }, Trace::Answer(question)) => {
                self.correct_answer(it.entry, question, answer)?;
                check_each(Field::Note, note)?;
            }
            (Correction::Finding { what, floor, .. }, Trace::Finding) => {
                check_each(Field::Finding, what)?;
                self.check_floor(floor.as_ref())?;
            }
            (Correction::Count(_), Trace::Batch(..)) => {}
            (Correction::Note(text), Trace::Note | Trace::Start(_)) => {
                check_text(Field::Note, text)?;
            }
            (Correction::Withdrawn, Trace::Start(day)) => self.check_unused(it, *day)?,
            (
                Correction::Withdrawn,
                Trace::Answer(_) | Trace::Occurrence(_) | Trace::Batch(..) | Trace::Finding,
            ) => {}
            (
                Correction::Answer { .. }
                | Correction::Finding { .. }
                | Correction::Count(_)
                | Correction::Note(_)
                | Correction::Withdrawn,
                _,
            ) => return refused,
        }
        self.check_signer(by, &it.proof)?;
        Ok(Fact::Corrected(it.clone()))
    }

    /// Returns the store day of an occurrence: the running one, or the one before if it was opened.
    fn day(&self, id: &OccurrenceId) -> Result<std::sync::Arc<Day>, Refusal> {
        let running = self.engine.day_of(self.now);
        let yesterday = id.day == running - Days::new(1) && self.engine.days.contains_key(&id.day);
        if id.day != running && !yesterday {
            return Err(Refusal::OtherDay { day: id.day, running });
        }
        Ok(self.engine.day(id.day))
    }
}
