//! Who has the duty: handovers and incidents as the entries tell them, and what is owed by now.
//!
//! Nothing here is stored twice: which entries a report covers is said by the entry that begins a
//! handover, and whether one is late follows from the plan.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::agenda::{
    ActSignature, AddedView, CountView, HandoverOutcome, HandoverView, Handovers, IncidentView,
    ReadBackView, ShiftEnd, ShiftEndState, Voiding,
};
use super::command::{Corrected, Seq};
use super::handover::{Begun, Counted, HandedShift, HandoverAct, IncidentAct};
use super::{Engine, Entry};
use crate::schedule::{HandedTo, PlannedShift, ShiftId};

/// What the entries say about the duty.
#[derive(Clone, Debug, Default)]
pub(super) struct Duty {
    handovers: BTreeMap<Seq, HandoverView>,
    /// The handover that ended the last period.
    closed: Option<Seq>,
    incidents: BTreeMap<Seq, IncidentView>,
    /// The first entry of each store day.
    firsts: BTreeMap<NaiveDate, Seq>,
    /// When a person first worked on each store day.
    worked: BTreeMap<NaiveDate, DateTime<Utc>>,
}

impl Duty {
    /// Returns a handover by its number.
    pub(super) fn handover(&self, number: Seq) -> Option<&HandoverView> {
        self.handovers.get(&number)
    }

    /// Returns the handover that was begun and has neither ended a period nor been refused.
    pub(super) fn running(&self) -> Option<&HandoverView> {
        let open = |it: &&HandoverView| it.outcome == HandoverOutcome::Open && it.alone.is_none();
        self.handovers.values().rev().find(open)
    }

    /// Returns the handover that ended the last period.
    pub(super) fn last(&self) -> Option<&HandoverView> {
        self.closed.and_then(|it| self.handovers.get(&it))
    }

    /// Returns what is being handled, oldest first.
    pub(super) fn incidents(&self) -> impl Iterator<Item = &IncidentView> {
        self.incidents.values()
    }

    fn refused(&self) -> Option<&HandoverView> {
        let after = |it: &&HandoverView| self.closed.is_none_or(|closed| it.number > closed);
        let newest = self.handovers.values().next_back().filter(after);
        newest.filter(|it| matches!(it.outcome, HandoverOutcome::Refused { .. }))
    }
}

impl Engine {
    /// Takes in of any entry when people worked.
    pub(super) fn note_work(&mut self, entry: &Entry) {
        self.duty.firsts.entry(entry.day).or_insert(entry.seq);
        if !entry.fact.is_of_the_machine() {
            let first = self.duty.worked.entry(entry.day).or_insert(entry.recorded);
            *first = entry.recorded.min(*first);
        }
    }

    /// Takes in an act of a handover.
    pub(super) fn handed(&mut self, entry: &Entry, act: &HandoverAct) {
        if let HandoverAct::Begun(it) = act {
            let view = self.begun(entry, it);
            self.duty.handovers.insert(entry.seq, view);
            return;
        }
        self.roster.spend(act.seal().and_then(|it| it.proof.number()));
        let number = act.subject();
        let Some(view) = number.and_then(|it| self.duty.handovers.get_mut(&it)) else { return };
        let signature = act.meaning().zip(act.seal()).map(|(meaning, seal)| ActSignature {
            entry: entry.seq,
            by: entry.officer.clone(),
            at: entry.recorded,
            meaning,
            seal: seal.clone(),
        });
        match (act, signature) {
            (HandoverAct::Begun(_), _) => {}
            (HandoverAct::Briefed(_), signature) => view.briefed = signature,
            (HandoverAct::SignedAlone(_), signature) => view.alone = signature,
            (HandoverAct::Reviewed(_), signature) => view.reviewed = signature,
            (HandoverAct::ReadBack(it), _) => {
                view.read_back = Some(ReadBackView {
                    by: entry.officer.clone(),
                    at: entry.recorded,
                    risks: it.risks.clone(),
                    first: it.first.clone(),
                });
            }
            (HandoverAct::Accepted(it), Some(signature)) => {
                let exceptions = it.exceptions.clone();
                view.outcome = HandoverOutcome::Accepted { signature, exceptions };
            }
            (HandoverAct::Refused(it), Some(signature)) => {
                let reason = it.reason.clone();
                view.outcome = HandoverOutcome::Refused { signature, reason };
            }
            (HandoverAct::Accepted(_) | HandoverAct::Refused(_), None) => {}
            (HandoverAct::Added(it), _) => view.added.push(AddedView {
                entry: entry.seq,
                at: entry.recorded,
                by: entry.officer.clone(),
                text: it.text.clone(),
            }),
        }
        if view.is_closed() {
            self.duty.closed = self.duty.closed.max(number);
        }
    }

    fn begun(&self, entry: &Entry, it: &Begun) -> HandoverView {
        let HandedShift { day, shift, after } = it.shift.clone();
        let plan = &self.day(day).plan;
        let planned = plan.shifts.iter().find(|it| it.id == shift);
        let before = after.and_then(|it| self.duty.handovers.get(&it));
        let last = self.duty.last();
        let schedule = self.schedule_of(day);
        let count = |it: &Counted| CountView {
            id: it.id.clone(),
            count: it.count,
            expect: schedule.count(&it.id).map(|it| it.expect),
            last: last
                .and_then(|last| last.counts.iter().find(|was| was.id == it.id))
                .map(|it| it.count),
            note: it.note.clone(),
        };
        HandoverView {
            number: entry.seq,
            day,
            due: planned.map_or(plan.ends, |it| it.to),
            from: before.map_or(plan.starts, |it| it.begun),
            after,
            shift,
            outgoing: entry.officer.clone(),
            relief: it.relief.clone(),
            begun: entry.recorded,
            counts: it.counts.iter().map(count).collect(),
            briefed: None,
            read_back: None,
            alone: None,
            outcome: HandoverOutcome::Open,
            added: Vec::new(),
            reviewed: None,
            voided: Vec::new(),
        }
    }

    /// Takes in that an incident began or is over.
    pub(super) fn incident(&mut self, entry: &Entry, act: &IncidentAct) {
        match act {
            IncidentAct::Begun { what } => {
                let view = IncidentView {
                    number: entry.seq,
                    what: what.clone(),
                    since: entry.happened,
                    by: entry.officer.clone(),
                };
                self.duty.incidents.insert(entry.seq, view);
            }
            IncidentAct::Over { incident, .. } => {
                self.duty.incidents.remove(incident);
            }
        }
    }

    /// Takes in that something was corrected: signatures on the period that it lies in are void.
    pub(super) fn void(&mut self, entry: &Entry, it: &Corrected) {
        let voiding = Voiding {
            entry: entry.seq,
            corrects: it.entry,
            at: entry.recorded,
            by: entry.officer.clone(),
            reason: it.reason.clone(),
        };
        for view in self.duty.handovers.values_mut() {
            let inside = it.entry <= view.number && view.after.is_none_or(|after| it.entry > after);
            // What was corrected before the line was drawn stands corrected in the report.
            if inside && entry.seq > view.number {
                view.voided.push(voiding.clone());
            }
        }
    }

    /// Returns all there is to show about handovers at an instant.
    pub(super) fn handovers(&self, now: DateTime<Utc>) -> Handovers {
        Handovers {
            owed: self.owed(now),
            running: self.duty.running().cloned(),
            refused: self.duty.refused().cloned(),
            last: self.duty.last().cloned(),
            incidents: self.duty.incidents().cloned().collect(),
        }
    }

    /// Returns a handover by its number, as far as the entries that were taken in tell it.
    pub fn handover(&self, number: Seq) -> Option<&HandoverView> {
        self.duty.handover(number)
    }

    /// Returns the tries of a handover's period that were refused, oldest first.
    pub fn refused_before(&self, view: &HandoverView) -> Vec<HandoverView> {
        let inside = |it: &&HandoverView| {
            it.number < view.number && view.after.is_none_or(|after| it.number > after)
        };
        let refused = |it: &&HandoverView| matches!(it.outcome, HandoverOutcome::Refused { .. });
        self.duty.handovers.values().filter(inside).filter(refused).cloned().collect()
    }

    /// Returns the shift that must be handed over: the one that has ended and was not, else the
    /// running one when its end is near.
    pub(super) fn owed(&self, now: DateTime<Utc>) -> Option<ShiftEnd> {
        let today = self.day_of(now);
        let days = [today - Days::new(1), today];
        let of_day = |day| self.shifts_of(day).into_iter().map(move |it| (day, it));
        let shifts: Vec<(NaiveDate, PlannedShift)> = days.into_iter().flat_map(of_day).collect();
        let running = shifts.iter().rposition(|(_, it)| it.from <= now).unwrap_or(0);
        let next = |at: usize| match shifts.get(at + 1) {
            Some((_, it)) => Some(it.id.clone()),
            None => self.schedule_of(today).shifts.first().map(|it| it.id.clone()),
        };
        let of = |at: usize| {
            let (day, it) = shifts.get(at)?;
            let rule = self.schedule_of(*day).handover_of(&it.id);
            let from = it.to - chrono::Duration::minutes(rule.lead.0.into());
            let asked = rule.to != HandedTo::Nobody && from <= now && !self.is_closed(*day, it);
            let state = if now < it.to { ShiftEndState::Near } else { ShiftEndState::Late };
            let (day, shift, due) = (*day, it.id.clone(), it.to);
            asked.then(|| ShiftEnd { day, shift, next: next(at), from, due, state })
        };
        // Nobody owes the end of a shift before which nobody was here, today or the day before.
        let worked = days.iter().filter_map(|day| self.duty.worked.get(day)).min();
        let here = |it: &ShiftEnd| worked.is_some_and(|at| *at < it.due);
        running.checked_sub(1).and_then(of).filter(here).or_else(|| of(running)).filter(here)
    }

    /// Returns the shifts of a store day.
    fn shifts_of(&self, day: NaiveDate) -> Vec<PlannedShift> {
        match self.days.get(&day) {
            Some(it) => it.plan.shifts.clone(),
            None => self.in_force.shifts_on(day),
        }
    }

    /// Returns whether the end of a shift was handed over: a handover that was begun in its first
    /// half changed officers within the shift, and its end is still to come.
    fn is_closed(&self, day: NaiveDate, shift: &PlannedShift) -> bool {
        let middle = shift.from + (shift.to - shift.from) / 2;
        let closes = |it: &HandoverView| {
            let later = it.begun >= shift.to || (it.day == day && it.shift == shift.id);
            it.is_closed() && later && it.begun >= middle
        };
        self.duty.last().is_some_and(closes)
    }

    /// Returns the shift that a handover begun now is about, and after which entry it begins.
    pub(super) fn handed_shift(&self, now: DateTime<Utc>) -> HandedShift {
        let (day, shift) = match self.owed(now) {
            Some(it) => (it.day, it.shift),
            None => {
                let day = self.day_of(now);
                let plan = &self.day(day).plan;
                let shift = plan.shift_at(now).map(|it| it.id.clone());
                (day, shift.unwrap_or_else(|| ShiftId::new("")))
            }
        };
        let last = self.duty.last().map(|it| it.number);
        // What was written before the first handover's own store day was never handed over.
        let before = || {
            let first = self.duty.firsts.get(&day)?;
            first.0.checked_sub(1).filter(|it| *it > 0).map(Seq)
        };
        HandedShift { day, shift, after: last.or_else(before) }
    }

    /// Returns the period that a handover begun now would cover: its shift, the entry after which
    /// it begins, and since when.
    pub fn open_period(&self, now: DateTime<Utc>) -> (HandedShift, DateTime<Utc>) {
        let shift = self.handed_shift(now);
        let before = shift.after.and_then(|it| self.duty.handover(it)).map(|it| it.begun);
        let from = before.unwrap_or_else(|| self.day(shift.day).plan.starts);
        (shift, from)
    }
}
