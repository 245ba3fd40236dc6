//! Handovers: begun, briefed, read back, accepted or refused, reviewed; and incidents.
//!
//! Only handing over is ever refused here: whatever is found, noted or answered meanwhile is taken.

use super::super::agenda::{HandoverNext, HandoverOutcome, HandoverView};
use super::super::handover::{Begun, Counted, HandoverAct, IncidentAct, Relief, Seal};
use super::super::{Fact, Field, HandoverFault, Officer, Refusal, Seq};
use super::Decision;
use super::text::{check_each, check_text};
use crate::schedule::{HandoverRule, Schedule};

impl Decision<'_> {
    pub(super) fn hand_over(&self, act: &HandoverAct, officer: &Officer) -> Result<Fact, Refusal> {
        match act {
            HandoverAct::Begun(it) => return self.begin(it, officer),
            HandoverAct::Briefed(it) => {
                let view = self.next_act(it.handover, HandoverNext::Brief)?;
                check_outgoing(view, officer)?;
            }
            HandoverAct::ReadBack(it) => {
                let view = self.handover(it.handover)?;
                let again = view.next() == HandoverNext::Accept;
                if !again {
                    check_next(view, HandoverNext::ReadBack)?;
                }
                check_relief(view, officer)?;
                check_each(Field::ReadBack, [&it.risks, &it.first])?;
            }
            HandoverAct::Accepted(it) => {
                let view = self.next_act(it.handover, HandoverNext::Accept)?;
                check_relief(view, officer)?;
                check_each(Field::Exception, &it.exceptions)?;
                self.check_no_incident()?;
            }
            HandoverAct::Refused(it) => {
                let view = self.handover(it.handover)?;
                if view.outcome != HandoverOutcome::Open || view.alone.is_some() {
                    return Err(HandoverFault::Over { handover: it.handover }.into());
                }
                check_text(Field::Reason, &it.reason)?;
            }
            HandoverAct::SignedAlone(it) => {
                let view = self.next_act(it.handover, HandoverNext::SignAlone)?;
                check_outgoing(view, officer)?;
                self.check_no_incident()?;
            }
            HandoverAct::Added(it) => {
                let view = self.next_act(it.handover, HandoverNext::Review)?;
                check_outgoing(view, officer)?;
                check_text(Field::Note, &it.text)?;
            }
            HandoverAct::Reviewed(it) => {
                let view = self.next_act(it.handover, HandoverNext::Review)?;
                check_outgoing(view, officer)?;
            }
        }
        if let Some(seal) = act.seal() {
            check_seal(seal)?;
            self.check_signer(officer, &seal.proof)?;
        }
        Ok(Fact::Handover(act.clone()))
    }

    fn begin(&self, it: &Begun, officer: &Officer) -> Result<Fact, Refusal> {
        if let Some(running) = self.engine.duty.running() {
            return Err(HandoverFault::Running { handover: running.number }.into());
        }
        self.check_no_incident()?;
        match &it.relief {
            Relief::Named(name) => {
                check_text(Field::Name, name.as_str())?;
                if name == officer {
                    return Err(HandoverFault::OwnRelief { name: name.as_str().to_owned() }.into());
                }
            }
            Relief::Absent { reason } => check_text(Field::Reason, reason)?,
        }
        let shift = self.engine.handed_shift(self.now);
        let schedule = self.engine.schedule_of(shift.day);
        check_counts(&it.counts, &schedule.handover_of(&shift.shift), schedule)?;
        let begun = Begun { shift, ..it.clone() };
        Ok(Fact::Handover(HandoverAct::Begun(begun)))
    }

    pub(super) fn tell_incident(&self, act: &IncidentAct) -> Result<Fact, Refusal> {
        match act {
            IncidentAct::Begun { what } => check_text(Field::Incident, what)?,
            IncidentAct::Over { incident, how } => {
                check_text(Field::Incident, how)?;
                if self.engine.duty.incidents().all(|it| it.number != *incident) {
                    return Err(HandoverFault::NoIncident { incident: *incident }.into());
                }
            }
        }
        Ok(Fact::Incident(act.clone()))
    }

    fn check_no_incident(&self) -> Result<(), Refusal> {
        match self.engine.duty.incidents().next() {
            Some(it) => {
                let (incident, what) = (it.number, it.what.clone());
                Err(HandoverFault::IncidentOpen { incident, what }.into())
            }
            None => Ok(()),
        }
    }

    fn handover(&self, number: Seq) -> Result<&HandoverView, Refusal> {
        let known = self.engine.duty.handover(number);
        known.ok_or(HandoverFault::Unknown { handover: number }.into())
    }

    fn next_act(&self, number: Seq, act: HandoverNext) -> Result<&HandoverView, Refusal> {
        let view = self.handover(number)?;
        check_next(view, act).map(|()| view)
    }
}

fn check_next(view: &HandoverView, act: HandoverNext) -> Result<(), Refusal> {
    match view.next() {
        next if next == act => Ok(()),
        HandoverNext::Nothing => Err(HandoverFault::Over { handover: view.number }.into()),
        next => Err(HandoverFault::NotYet { next }.into()),
    }
}

fn check_outgoing(view: &HandoverView, officer: &Officer) -> Result<(), Refusal> {
    if view.outgoing == *officer {
        return Ok(());
    }
    Err(HandoverFault::NotTheOutgoing { name: view.outgoing.as_str().to_owned() }.into())
}

fn check_relief(view: &HandoverView, officer: &Officer) -> Result<(), Refusal> {
    if view.outgoing == *officer {
        return Err(HandoverFault::OwnRelief { name: officer.as_str().to_owned() }.into());
    }
    match &view.relief {
        Relief::Named(name) if name != officer => {
            Err(HandoverFault::NotTheRelief { name: name.as_str().to_owned() }.into())
        }
        Relief::Named(_) | Relief::Absent { .. } => Ok(()),
    }
}

fn check_seal(seal: &Seal) -> Result<(), Refusal> {
    if seal.is_whole() { Ok(()) } else { Err(HandoverFault::NotSealed.into()) }
}

/// Refuses counts that are not those of the handover, and differences without a word.
fn check_counts(
    counts: &[Counted],
    rule: &HandoverRule,
    schedule: &Schedule,
) -> Result<(), Refusal> {
    for (place, it) in counts.iter().enumerate() {
        let twice = counts[..place].iter().any(|other| other.id == it.id);
        if twice || !rule.counts.contains(&it.id) {
            return Err(HandoverFault::CountUnknown { count: it.id.clone() }.into());
        }
        check_each(Field::Note, &it.note)?;
    }
    for id in &rule.counts {
        let Some(it) = counts.iter().find(|it| it.id == *id) else {
            return Err(HandoverFault::CountMissing { count: id.clone() }.into());
        };
        let expect = schedule.count(id).map_or(it.count, |it| it.expect);
        if it.count != expect && it.note.is_none() {
            let (count, found) = (id.clone(), it.count);
            return Err(HandoverFault::CountUnexplained { count, expect, found }.into());
        }
    }
    Ok(())
}
