//! A running day that goes on by another revision of its schedule.
//!
//! What was recorded keeps its place where step and item are still there. What has no place stays
//! on the record, is named, and comes back should its step come back.

use std::sync::Arc;

use super::agenda::{LostView, Notice, RepinView};
use super::answering::Judge;
use super::command::{Repinned, Seq};
use super::standing::Standing;
use super::state::{BatchWork, Day, Work};
use super::{Engine, Entry};
use crate::schedule::{AreaSource, FloorId, OccurrenceId, Schedule, Step, StepKind};

impl Engine {
    /// Pins a running day to another schedule, and takes over what was recorded.
    pub(super) fn repinned(&mut self, entry: &Entry, it: &Repinned) {
        let schedule = Arc::clone(self.known.get(&it.revision).unwrap_or(&self.in_force));
        self.roster.spend(it.proof.number());
        let Some(old) = self.days.get(&it.day).map(Arc::clone) else { return };
        let mut new = Day::new(&schedule, it.day);
        new.starts.clone_from(&old.starts);
        let mut lost = Vec::new();
        let planned = old.plan.occurrences.iter().map(|it| it.id.clone());
        let works = planned.zip(old.works.iter().cloned());
        let parked = old.parked.iter().map(|(id, work)| (id.clone(), work.clone()));
        for (id, work) in works.chain(parked).chain(old.lost.iter().cloned()) {
            let (kept, gone) = place(&new, &id, work);
            if let Some(step) = schedule.step(&id.step) {
                new.parked.entry(id.clone()).or_insert_with(|| Work::of_step(step)).join(kept);
            }
            if !gone.is_empty() {
                lost.extend(views(&gone, &id, &old.schedule));
                new.lost.push((id, gone));
            }
        }
        settle(&mut new);
        for (id, gone) in unsign(&mut new) {
            lost.extend(views(&gone, &id, &schedule));
            new.lost.push((id, gone));
        }
        let unplanned = new.parked.iter().filter(|it| !it.1.is_empty());
        lost.extend(unplanned.flat_map(|(id, work)| views(work, id, &schedule)));
        lost.sort_by_key(|it| it.entry);
        let view = RepinView {
            at: entry.recorded,
            before: old.schedule.revision.clone(),
            revision: it.revision.clone(),
            reason: it.reason.clone(),
            officer: entry.officer.clone(),
            proof: it.proof.clone(),
            lost,
        };
        self.days.insert(it.day, Arc::new(new));
        self.notice(entry.recorded, Notice::Repinned(view));
    }
}

/// Parts what was recorded of an occurrence into what has a place on a day and what has none.
fn place(day: &Day, id: &OccurrenceId, work: Work) -> (Work, Work) {
    let Some(step) = day.schedule.step(&id.step) else { return (Work::default(), work) };
    let judge = Judge { schedule: &day.schedule, day: day.plan.day };
    let mut gone = Work::default();
    let mut kept = Work { acknowledged: work.acknowledged, ..Work::default() };
    for given in work.given {
        let item = step.item(&given.question.item);
        let fits = item
            .is_some_and(|it| judge.sense_of(&it.form, &given.answer, given.compared).is_some())
            && given.question.floor.as_ref().is_none_or(|it| has(step, it));
        if fits { kept.given.push(given) } else { gone.given.push(given) }
    }
    for skip in work.skips {
        let fits = skip.item.as_ref().is_none_or(|it| step.item(it).is_some());
        if fits { kept.skips.push(skip) } else { gone.skips.push(skip) }
    }
    for deferral in work.deferrals {
        let fits =
            step.item(&deferral.item).is_some() && day.schedule.step(&deferral.to.step).is_some();
        if fits { kept.deferrals.push(deferral) } else { gone.deferrals.push(deferral) }
    }
    for outcome in work.swept {
        let fits = has(step, &outcome.floor);
        if fits { kept.swept.push(outcome) } else { gone.swept.push(outcome) }
    }
    for signature in work.signatures {
        let fits = step.sign.roles.contains(&signature.role);
        if fits { kept.signatures.push(signature) } else { gone.signatures.push(signature) }
    }
    (kept.sent_back, kept.stand_ins) = (work.sent_back, work.stand_ins);
    if is_known_today(step) {
        kept.areas = work.areas
    } else {
        gone.areas = work.areas
    }
    let batches = batches_of(step);
    let mut all = work.batches;
    gone.batches = all.split_off(batches.min(all.len()));
    kept.batches = all;
    (kept, gone)
}

/// Lays what is kept on the plan; times that are counted from what happened may move it again.
fn settle(day: &mut Day) {
    for _ in 0..=day.schedule.steps.len() {
        let before = day.plan.clone();
        day.replan();
        if day.plan == before {
            break;
        }
    }
    let ids: Vec<OccurrenceId> = day.plan.occurrences.iter().map(|it| it.id.clone()).collect();
    ids.iter().for_each(|it| day.rejudge(it));
}

/// Takes away signatures under which more is asked now than was recorded: who signed has signed for
/// what was asked then. What is optional, not needed or left out with a reason is not asked.
fn unsign(day: &mut Day) -> Vec<(OccurrenceId, Work)> {
    let standings: Vec<_> = Standing::all(day, &[]).map(|it| it.is_worked()).collect();
    let planned = day.plan.occurrences.iter().zip(&mut day.works).zip(standings);
    let planned = planned.map(|((it, work), worked)| (&it.id, work, worked));
    // Of a round that is not planned at present nobody can say what it would ask.
    let parked = day.parked.iter_mut().map(|(id, work)| (id, work, false));
    let unfit = planned.chain(parked).filter(|it| !it.2);
    let gone = unfit.map(|(id, work, _)| {
        let all = std::mem::take(&mut work.signatures).into_iter();
        let (void, signatures) = all.partition(|it| it.void.is_some());
        work.signatures = void;
        (id.clone(), Work { signatures, ..Work::default() })
    });
    gone.filter(|it| !it.1.signatures.is_empty()).collect()
}

fn batches_of(step: &Step) -> usize {
    match &step.kind {
        StepKind::Meal(batches) => batches.len(),
        StepKind::Checklist | StepKind::Sweep(_) | StepKind::Areas(_) => 0,
    }
}

/// Returns whether a step speaks of a floor or area; one that is known only today may be any.
fn has(step: &Step, floor: &FloorId) -> bool {
    match &step.kind {
        StepKind::Sweep(floors) => floors.contains(floor),
        StepKind::Areas(list) => match &list.source {
            AreaSource::Fixed(areas) => areas.contains(floor),
            AreaSource::Today => true,
        },
        StepKind::Checklist | StepKind::Meal(_) => false,
    }
}

fn is_known_today(step: &Step) -> bool {
    match &step.kind {
        StepKind::Areas(list) => list.source == AreaSource::Today,
        StepKind::Sweep(_) | StepKind::Checklist | StepKind::Meal(_) => false,
    }
}

/// Names what has no place any more, by the schedule that it was recorded under.
fn views(gone: &Work, id: &OccurrenceId, schedule: &Schedule) -> Vec<LostView> {
    let Some(step) = schedule.step(&id.step) else { return Vec::new() };
    let view = |entry: Seq, item: Option<&crate::schedule::ItemId>| LostView {
        entry,
        step: step.title.clone(),
        item: item.and_then(|it| step.item(it)).map(|it| it.ask.clone()),
    };
    let given = gone.given.iter().filter(|it| !it.withdrawn);
    let given = given.map(|it| view(it.entry, Some(&it.question.item)));
    let skips = gone.skips.iter().map(|it| view(it.entry, it.item.as_ref()));
    let deferrals = gone.deferrals.iter().map(|it| view(it.entry, Some(&it.item)));
    let signed = gone.signatures.iter().map(|it| view(it.entry, None));
    let swept = gone.swept.iter().map(|it| view(it.entry, None));
    let left = gone.batches.iter().filter_map(|it| it.left.as_ref()).map(|it| view(it.entry, None));
    let areas = gone.areas.entries().map(|it| view(it, None));
    given
        .chain(skips)
        .chain(areas)
        .chain(deferrals)
        .chain(signed)
        .chain(swept)
        .chain(left)
        .collect()
}

impl Work {
    /// Returns the work of a step, with nothing recorded.
    fn of_step(step: &Step) -> Self {
        Self { batches: vec![BatchWork::default(); batches_of(step)], ..Self::default() }
    }

    /// Returns whether nothing that somebody recorded is in it.
    fn is_empty(&self) -> bool {
        let batches = self.batches.iter().all(|it| it.left.is_none() && it.returns.is_empty());
        self.given.is_empty()
            && self.skips.is_empty()
            && self.deferrals.is_empty()
            && self.signatures.is_empty()
            && self.swept.is_empty()
            && self.areas.is_untouched()
            && batches
    }

    /// Takes over what was recorded elsewhere, in the order of the record.
    fn join(&mut self, other: Self) {
        self.given.extend(other.given);
        self.given.sort_by_key(|it| it.entry);
        self.skips.extend(other.skips);
        self.skips.sort_by_key(|it| it.entry);
        self.deferrals.extend(other.deferrals);
        self.deferrals.sort_by_key(|it| it.entry);
        self.signatures.extend(other.signatures);
        self.signatures.sort_by_key(|it| it.entry);
        self.swept.extend(other.swept);
        self.swept.sort_by_key(|it| it.entry);
        self.acknowledged = self.acknowledged.max(other.acknowledged);
        if self.areas.is_untouched() {
            self.areas = other.areas;
        }
        for (mine, theirs) in self.batches.iter_mut().zip(other.batches) {
            mine.join(theirs);
        }
    }
}

impl BatchWork {
    fn join(&mut self, other: Self) {
        self.left = self.left.take().or(other.left);
        self.returns.extend(other.returns);
        self.returns.sort_by_key(|it| it.entry);
    }
}
