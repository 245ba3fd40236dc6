//! Entry → state: it has happened, so this cannot fail.
//!
//! What an entry refers to and is not there (a step that no longer exists, an entry that was not
//! loaded) is passed over: the entry itself stands in the journal all the same.

mod people;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::engine::agenda::{FindingState, FindingView, Notice, Superseded, Was};
use crate::engine::answering::Judge;
use crate::engine::areas::RemovedView;
use crate::engine::command::{
    Answer, Answered, ClockStep, Corrected, Correction, Deferred, FollowUp, Question, Seq, Skipped,
    Slept, Swept,
};
use crate::engine::state::{
    Blind, Day, Deferral, Departure, FloorOutcome, Given, Recorded, Return, Skip, Trace, Work,
};
use crate::engine::{Engine, Entry, Fact};
use crate::schedule::{ItemId, OccurrenceId, Sense};

impl Engine {
    /// Takes an entry in; it has happened, so this cannot fail.
    pub fn apply(&mut self, entry: &Entry) {
        self.last = Some(entry.clone());
        self.note_work(entry);
        match &entry.fact {
            Fact::DayOpened { day, revision } => {
                let schedule = self.known.get(revision).unwrap_or(&self.in_force);
                let opened = Arc::new(Day::new(schedule, *day));
                self.days.entry(*day).or_insert(opened);
                self.began(*day);
            }
            Fact::DayRepinned(it) => self.repinned(entry, it),
            Fact::DeskStarted { off_since } => self.desk_started(entry, *off_since),
            Fact::DeskStopped(_) => self.desk_stopped(entry),
            Fact::StoreNamed(name) => self.store = Some(name.clone()),
            Fact::DeskTaken => self.officer = Some(entry.officer.clone()),
            Fact::Officer(it) => self.roster.apply(it, entry.day, entry.recorded),
            Fact::Acknowledged(id) => {
                self.with_work(id, |work| work.acknowledged = Some(entry.recorded));
            }
            Fact::Answered(it) => self.answered(entry, it),
            Fact::Skipped(it) => self.skipped(entry, it),
            Fact::Deferred(it) => self.deferred(entry, it),
            Fact::Signed(it) => self.signed(entry, it),
            Fact::Returned(it) => self.returned(entry, it),
            Fact::StoodIn(it) => self.stood_in(entry, it),
            Fact::Swept(it) => self.swept(entry, it),
            Fact::AreasNamed(it) => {
                self.on_occurrence(entry.seq, &it.occurrence, |work| {
                    work.areas.name(entry.seq, entry.happened, &it.areas);
                });
            }
            Fact::AreaRemoved(it) => {
                let (area, reason) = (it.area.clone(), it.reason.clone());
                let removed = RemovedView { area, reason, at: entry.happened };
                self.on_occurrence(entry.seq, &it.occurrence, |work| {
                    work.areas.remove(entry.seq, removed);
                });
            }
            Fact::BatchLeft(it) => {
                let left = Departure { entry: entry.seq, count: it.count, at: entry.happened };
                self.on_batch(entry.seq, &it.occurrence, it.batch, |work| work.left = Some(left));
            }
            Fact::BatchReturned(it) => {
                let (count, late) = (it.count, it.late);
                let back = Return { entry: entry.seq, count, late, at: entry.happened };
                self.on_batch(entry.seq, &it.occurrence, it.batch, |work| work.returns.push(back));
            }
            Fact::Started(it) => {
                if let Some(day) = self.days.get_mut(&it.day) {
                    Arc::make_mut(day).start(entry, &it.start);
                    self.traces.insert(entry.seq, Trace::Start(it.day));
                }
            }
            Fact::Found(it) => self.found(entry, it),
            Fact::Assigned(it) => {
                self.with_finding(it.finding, |finding| {
                    merge(&mut finding.follow_up, &it.follow_up);
                });
            }
            Fact::Fixed(it) => self.fixed(entry, it),
            Fact::Reinspected(it) => self.reinspected(entry, it),
            Fact::Handover(it) => self.handed(entry, it),
            Fact::Incident(it) => self.incident(entry, it),
            Fact::Noted(_) => {
                self.traces.insert(entry.seq, Trace::Note);
            }
            Fact::Corrected(it) => self.corrected(entry, it),
            Fact::Exported(_) | Fact::Printed(_) => {}
            Fact::ClockStepped(it) => self.clock_stepped(entry, it),
            Fact::Slept(it) => self.slept(entry, it),
        }
    }

    fn desk_started(&mut self, entry: &Entry, off_since: Option<DateTime<Utc>>) {
        // A desk that was closed was off from then on, whatever was written without it since.
        let from = self.stopped.take().or(off_since);
        self.blinds.push(Blind { from, to: Some(entry.recorded) });
        self.started = true;
        let stopped = self.notices.iter_mut().rev().find_map(|(_, it)| match it {
            Notice::DeskOff { to, .. } if to.is_none() => Some(to),
            Notice::DeskOff { .. }
            | Notice::ClockStepped(_)
            | Notice::Slept(_)
            | Notice::Repinned(_) => None,
        });
        match stopped {
            Some(to) => *to = Some(entry.recorded),
            None => {
                let off = Notice::DeskOff { from: off_since, to: Some(entry.recorded) };
                self.notice(entry.recorded, off);
            }
        }
    }

    fn desk_stopped(&mut self, entry: &Entry) {
        self.stopped = Some(entry.recorded);
        self.notice(entry.recorded, Notice::DeskOff { from: Some(entry.recorded), to: None });
    }

    fn clock_stepped(&mut self, entry: &Entry, it: &ClockStep) {
        // A step back hides nothing: what was due stays due.
        if it.to > it.from {
            self.blind(it.from, it.to);
        }
        self.notice(entry.recorded, Notice::ClockStepped(*it));
    }

    fn slept(&mut self, entry: &Entry, it: &Slept) {
        self.blind(it.from, it.to);
        self.notice(entry.recorded, Notice::Slept(*it));
    }

    fn blind(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        self.blinds.push(Blind { from: Some(from), to: Some(to) });
    }

    fn answered(&mut self, entry: &Entry, it: &Answered) {
        let question = &it.question;
        let Some(day) = self.days.get_mut(&question.occurrence.day) else { return };
        let day = Arc::make_mut(day);
        let step = day.schedule.step(&question.occurrence.step);
        let Some(item) = step.and_then(|step| step.item(&question.item)).cloned() else { return };
        let judge = Judge { schedule: &day.schedule, day: day.plan.day };
        let given = Given {
            entry: entry.seq,
            question: question.clone(),
            answer: it.answer.clone(),
            sense: judge.sense_of(&item.form, &it.answer, it.compared).unwrap_or(Sense::Abnormal),
            known: it.known.unwrap_or(item.known),
            note: it.note.clone(),
            compared: it.compared,
            happened: entry.happened,
            officer: entry.officer.clone(),
            corrected: Vec::new(),
            withdrawn: false,
        };
        match day.change(&question.occurrence, |work| work.given.push(given)) {
            Recorded::Taken => {
                self.traces.insert(entry.seq, Trace::Answer(question.clone()));
            }
            Recorded::Unplanned => {}
        }
    }

    fn skipped(&mut self, entry: &Entry, it: &Skipped) {
        let skip = Skip {
            entry: entry.seq,
            item: it.item.clone(),
            reason: it.reason.clone(),
            at: entry.happened,
        };
        self.on_occurrence(entry.seq, &it.occurrence, |work| work.skips.push(skip));
    }

    fn deferred(&mut self, entry: &Entry, it: &Deferred) {
        let items: Vec<ItemId> = match &it.item {
            Some(item) => vec![item.clone()],
            None => {
                let open = self.standing(&it.occurrence).map(|it| it.open_questions());
                open.unwrap_or_default().into_iter().map(|it| it.item).collect()
            }
        };
        self.on_occurrence(entry.seq, &it.occurrence, |work| {
            work.deferrals.extend(items.into_iter().map(|item| Deferral {
                entry: entry.seq,
                item,
                to: it.to.clone(),
                reason: it.reason.clone(),
            }));
        });
    }

    fn swept(&mut self, entry: &Entry, it: &Swept) {
        let outcome = FloorOutcome {
            entry: entry.seq,
            floor: it.floor.clone(),
            outcome: it.outcome.clone(),
            at: entry.happened,
            officer: entry.officer.clone(),
        };
        self.on_occurrence(entry.seq, &it.occurrence, |work| work.swept.push(outcome));
    }

    fn corrected(&mut self, entry: &Entry, it: &Corrected) {
        self.roster.spend(it.proof.number());
        self.void(entry, it);
        match self.traces.get(&it.entry).cloned() {
            Some(Trace::Answer(question)) => self.correct_answer(entry, it, &question),
            Some(Trace::Occurrence(id)) => {
                let rule = self.sign_rule(&id);
                self.with_work(&id, |work| match it.correction {
                    Correction::Withdrawn => work.take_back(it.entry, entry.seq, rule),
                    Correction::Answer { .. }
                    | Correction::Finding { .. }
                    | Correction::Count(_)
                    | Correction::Note(_) => {}
                });
            }
            Some(Trace::Batch(id, batch)) => self.correct_batch(entry.seq, it, &id, batch),
            Some(Trace::Start(day)) => self.correct_start(it, day),
            Some(Trace::Finding) => self.correct_finding(entry, it),
            Some(Trace::Note) | None => {}
        }
    }

    fn correct_answer(&mut self, entry: &Entry, it: &Corrected, question: &Question) {
        let form = self.form_of(question);
        let schedule = Arc::clone(self.schedule_of(question.occurrence.day));
        let judge = Judge { schedule: &schedule, day: question.occurrence.day };
        self.with_work(&question.occurrence, |work| {
            let Some(given) = work.given.iter_mut().find(|given| given.entry == it.entry) else {
                return;
            };
            given.corrected.push(Superseded {
                was: Was::Answer(given.answer.clone()),
                reason: it.reason.clone(),
                entry: entry.seq,
            });
            match &it.correction {
                Correction::Answer { answer, note } => {
                    let sense = form.and_then(|it| judge.sense_of(&it, answer, given.compared));
                    given.sense = sense.unwrap_or(Sense::Abnormal);
                    given.answer = Answer::clone(answer);
                    given.note.clone_from(note);
                }
                Correction::Withdrawn => given.withdrawn = true,
                Correction::Finding { .. } | Correction::Count(_) | Correction::Note(_) => {}
            }
            work.amend(entry.seq);
        });
    }

    fn correct_batch(&mut self, by: Seq, it: &Corrected, id: &OccurrenceId, batch: u8) {
        let rule = self.sign_rule(id);
        self.with_work(id, |work| match it.correction {
            Correction::Count(count) => {
                let Some(batch) = work.batches.get_mut(usize::from(batch).wrapping_sub(1)) else {
                    return;
                };
                let left = batch.left.iter_mut().filter(|left| left.entry == it.entry);
                left.for_each(|left| left.count = count);
                let back = batch.returns.iter_mut().filter(|back| back.entry == it.entry);
                back.for_each(|back| back.count = count);
                work.amend(by);
            }
            Correction::Withdrawn => work.take_back(it.entry, by, rule),
            Correction::Answer { .. } | Correction::Finding { .. } | Correction::Note(_) => {}
        });
    }

    fn correct_start(&mut self, it: &Corrected, day: NaiveDate) {
        let Some(day) = self.days.get_mut(&day) else { return };
        Arc::make_mut(day).change_start(it.entry, |start| match &it.correction {
            Correction::Note(text) => start.view.start.note.clone_from(text),
            Correction::Withdrawn => start.withdrawn = true,
            Correction::Answer { .. } | Correction::Finding { .. } | Correction::Count(_) => {}
        });
    }

    fn correct_finding(&mut self, entry: &Entry, it: &Corrected) {
        self.with_finding(it.entry, |finding| {
            finding.corrected.push(Superseded {
                was: Was::Finding {
                    what: finding.what.clone(),
                    floor: finding.floor.clone(),
                    kind: finding.kind,
                    severity: finding.severity,
                },
                reason: it.reason.clone(),
                entry: entry.seq,
            });
            match &it.correction {
                Correction::Finding { what, floor, kind, severity } => {
                    finding.what = what.clone().unwrap_or_else(|| finding.what.clone());
                    finding.floor = floor.clone().or_else(|| finding.floor.clone());
                    finding.kind = kind.unwrap_or(finding.kind);
                    finding.severity = severity.unwrap_or(finding.severity);
                }
                Correction::Withdrawn => {
                    finding.state = FindingState::Withdrawn { reason: it.reason.clone() };
                }
                Correction::Answer { .. } | Correction::Count(_) | Correction::Note(_) => {}
            }
        });
    }

    pub(super) fn with_work(&mut self, id: &OccurrenceId, change: impl FnOnce(&mut Work)) {
        if let Some(day) = self.days.get_mut(&id.day) {
            Arc::make_mut(day).change(id, change);
        }
    }

    pub(super) fn on_occurrence(
        &mut self,
        seq: Seq,
        id: &OccurrenceId,
        change: impl FnOnce(&mut Work),
    ) {
        self.with_work(id, change);
        self.traces.insert(seq, Trace::Occurrence(id.clone()));
    }

    fn on_batch(
        &mut self,
        seq: Seq,
        id: &OccurrenceId,
        batch: u8,
        change: impl FnOnce(&mut crate::engine::state::BatchWork),
    ) {
        self.with_work(id, |work| {
            if let Some(batch) = work.batches.get_mut(usize::from(batch).wrapping_sub(1)) {
                change(batch);
            }
        });
        self.traces.insert(seq, Trace::Batch(id.clone(), batch));
    }

    pub(super) fn with_finding(&mut self, number: Seq, change: impl FnOnce(&mut FindingView)) {
        if let Some(finding) = self.findings.get_mut(&number) {
            change(finding);
        }
    }
}

/// Takes over the parts that are given; the others stay.
fn merge(held: &mut FollowUp, given: &FollowUp) {
    let FollowUp { owner, due, interim, reported_to } = given.clone();
    held.owner = owner.or(held.owner.take());
    held.due = due.or(held.due.take());
    held.interim = interim.or(held.interim.take());
    held.reported_to = reported_to.or(held.reported_to.take());
}
