//! What the entries add up to: plain records, one for each occurrence and each finding.
//!
//! Nothing here depends on the present instant; what does is derived in `standing`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::agenda::{ReturnView, StandInView, Superseded, VoidCause};
use super::answering::Judge;
use super::areas::Areas;
use super::command::{
    Answer, Compared, Officer, Proof, Question, Seq, Start, StartView, Stead, SweepOutcome,
};
use super::entry::Entry;
use super::figures::{Worth, worths};
use super::owed::Claim;
use crate::schedule::{
    Against, FloorId, ItemId, Known, OccurrenceId, Plan, Planned, RoleId, Schedule, Sense, StepKind,
};

/// A store day: its schedule, its plan, and what has been recorded of each occurrence.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) schedule: Arc<Schedule>,
    pub(super) plan: Plan,
    /// One for each planned occurrence, in the same order.
    pub(super) works: Vec<Work>,
    /// What was recorded by an earlier revision and has no place in the present one.
    pub(super) lost: Vec<(OccurrenceId, Work)>,
    /// What belongs to rounds that are not planned at present: what happened made them fewer.
    pub(super) parked: BTreeMap<OccurrenceId, Work>,
    /// What happened and started steps, in the order written.
    pub(super) starts: Vec<StartWork>,
    /// How what is owed over several days stands as the day begins, by the position of the step;
    /// filled in when the day is looked at, since earlier days say it.
    pub(super) claims: BTreeMap<usize, Claim>,
}

impl Day {
    pub(super) fn new(schedule: &Arc<Schedule>, day: NaiveDate) -> Self {
        let plan = schedule.plan(day);
        let works = plan.occurrences.iter().map(|it| Work::of(schedule, it)).collect();
        Self {
            works,
            schedule: Arc::clone(schedule),
            plan,
            lost: Vec::new(),
            parked: BTreeMap::new(),
            starts: Vec::new(),
            claims: BTreeMap::new(),
        }
    }

    pub(super) fn index_of(&self, id: &OccurrenceId) -> Option<usize> {
        self.plan.occurrences.iter().position(|it| it.id == *id)
    }

    /// Changes what has been recorded of an occurrence, and the times that are counted from it.
    pub(super) fn change(&mut self, id: &OccurrenceId, change: impl FnOnce(&mut Work)) -> Recorded {
        let Some(index) = self.index_of(id) else { return Recorded::Unplanned };
        change(&mut self.works[index]);
        self.rejudge(id);
        if self.schedule.is_leaned_on(&id.step) {
            self.replan();
        }
        Recorded::Taken
    }

    /// Takes in that something happened; it gets the next number of its event.
    pub(super) fn start(&mut self, entry: &Entry, start: &Start) {
        let same = self.starts.iter().filter(|it| it.view.start.event == start.event).count();
        let view = StartView {
            number: u16::try_from(same + 1).unwrap_or(u16::MAX),
            entry: entry.seq,
            start: start.clone(),
            at: entry.happened,
            officer: entry.officer.clone(),
        };
        self.starts.push(StartWork { view, withdrawn: false });
        self.replan();
    }

    /// Changes what was recorded of a start.
    pub(super) fn change_start(&mut self, entry: Seq, change: impl FnOnce(&mut StartWork)) {
        if let Some(start) = self.starts.iter_mut().find(|it| it.view.entry == entry) {
            change(start);
        }
        self.replan();
    }

    /// Returns whether two occurrences may wait for each other: where one event starts both, only
    /// those of the same time that it happened.
    pub(super) fn go_together(&self, one: &Planned, other: &Planned) -> bool {
        let event = |it: &Planned| self.schedule.steps[it.step_index].when.event();
        event(one).is_none() || event(one) != event(other) || one.id.number == other.id.number
    }

    /// Counts those times again that depend on what happened; what was recorded stays where it is.
    pub(super) fn replan(&mut self) {
        let happened = super::standing::happened(self);
        let ids = self.plan.occurrences.iter().map(|it| it.id.clone());
        let mut works: BTreeMap<OccurrenceId, Work> =
            ids.zip(std::mem::take(&mut self.works)).collect();
        works.append(&mut self.parked);
        self.schedule.replan(&mut self.plan, &happened);
        let kept =
            |it: &Planned| works.remove(&it.id).unwrap_or_else(|| Work::of(&self.schedule, it));
        self.works = self.plan.occurrences.iter().map(kept).collect();
        self.parked = works;
    }

    /// Judges the answers of an occurrence anew that are compared with other answers of it.
    pub(super) fn rejudge(&mut self, id: &OccurrenceId) {
        let schedule = Arc::clone(&self.schedule);
        let judge = Judge { schedule: &schedule, day: self.plan.day };
        let (Some(step), Some(index)) = (schedule.step(&id.step), self.index_of(id)) else {
            return;
        };
        let work = &mut self.works[index];
        for index in 0..work.given.len() {
            let given = &work.given[index];
            let form = step.item(&given.question.item).map(|it| &it.form);
            let against = form.and_then(|it| it.comparison()).map(|it| &it.against);
            let (Some(form), Some(Against::Item(other))) = (form, against) else { continue };
            let worths = worths(step, work, given.question.floor.as_ref(), None);
            let figure = match worths.get(other) {
                Some(Worth::Value(value)) => Some(*value),
                Some(Worth::Open(_) | Worth::Nothing | Worth::TooLarge) | None => None,
            };
            let compared = Some(Compared::Figure(figure));
            let sense = judge.sense_of(form, &given.answer, compared);
            let given = &mut work.given[index];
            (given.compared, given.sense) = (compared, sense.unwrap_or(Sense::Abnormal));
        }
    }
}

/// One time that an event happened.
#[derive(Clone, Debug)]
pub(super) struct StartWork {
    pub(super) view: StartView,
    /// Set when it was taken back: its number is not given again.
    pub(super) withdrawn: bool,
}

/// Whether a record found the occurrence that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recorded {
    /// It did.
    Taken,
    /// The day has no such occurrence.
    Unplanned,
}

/// What has been recorded of one occurrence.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub(super) given: Vec<Given>,
    pub(super) skips: Vec<Skip>,
    pub(super) deferrals: Vec<Deferral>,
    /// Those that no longer count included.
    pub(super) signatures: Vec<Signature>,
    pub(super) sent_back: Vec<ReturnView>,
    pub(super) stand_ins: Vec<StandInView>,
    pub(super) swept: Vec<FloorOutcome>,
    pub(super) areas: Areas,
    pub(super) batches: Vec<BatchWork>,
    pub(super) acknowledged: Option<DateTime<Utc>>,
}

/// One answer to one question, corrections included.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) entry: Seq,
    pub(super) question: Question,
    pub(super) answer: Answer,
    pub(super) sense: Sense,
    pub(super) known: Known,
    pub(super) note: Option<String>,
    pub(super) compared: Option<Compared>,
    pub(super) happened: DateTime<Utc>,
    pub(super) officer: Officer,
    pub(super) corrected: Vec<Superseded>,
    /// Set when the answer was taken back: it no longer counts, but it is still shown.
    pub(super) withdrawn: bool,
}

/// Something left undone; no item means all that was open.
#[derive(Clone, Debug)]
pub(super) struct Skip {
    pub(super) entry: Seq,
    pub(super) item: Option<ItemId>,
    pub(super) reason: String,
    pub(super) at: DateTime<Utc>,
}

/// One question put off to a later occurrence.
#[derive(Clone, Debug)]
pub(super) struct Deferral {
    pub(super) entry: Seq,
    pub(super) item: ItemId,
    pub(super) to: OccurrenceId,
    pub(super) reason: String,
}

#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub(super) entry: Seq,
    pub(super) role: RoleId,
    pub(super) name: Officer,
    pub(super) stead: Option<Stead>,
    pub(super) at: DateTime<Utc>,
    pub(super) proof: Proof,
    /// Set when it no longer counts: it is still shown.
    pub(super) void: Option<VoidCause>,
}

#[derive(Clone, Debug)]
pub(super) struct FloorOutcome {
    pub(super) entry: Seq,
    pub(super) floor: FloorId,
    pub(super) outcome: SweepOutcome,
    pub(super) at: DateTime<Utc>,
    pub(super) officer: Officer,
}

#[derive(Clone, Debug, Default)]
pub(super) struct BatchWork {
    pub(super) left: Option<Departure>,
    pub(super) returns: Vec<Return>,
}

#[derive(Clone, Debug)]
pub(super) struct Departure {
    pub(super) entry: Seq,
    pub(super) count: u32,
    pub(super) at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub(super) struct Return {
    pub(super) entry: Seq,
    pub(super) count: u32,
    pub(super) late: Option<u32>,
    pub(super) at: DateTime<Utc>,
}

impl Work {
    fn of(schedule: &Schedule, planned: &Planned) -> Self {
        let batches = match &schedule.steps[planned.step_index].kind {
            StepKind::Meal(batches) => batches.len(),
            StepKind::Checklist | StepKind::Sweep(_) | StepKind::Areas(_) => 0,
        };
        Self { batches: vec![BatchWork::default(); batches], ..Self::default() }
    }

    /// Returns the answer that counts for a question now.
    pub(super) fn answer_to<'a>(
        &'a self,
        item: &'a ItemId,
        floor: Option<&'a FloorId>,
    ) -> Option<&'a Given> {
        self.answers_to(item, floor).next_back()
    }

    /// Returns every answer to a question that counts, oldest first.
    pub(super) fn answers_to<'a>(
        &'a self,
        item: &'a ItemId,
        floor: Option<&'a FloorId>,
    ) -> impl DoubleEndedIterator<Item = &'a Given> {
        self.given.iter().filter(move |it| {
            !it.withdrawn && it.question.item == *item && it.question.floor.as_ref() == floor
        })
    }

    /// Returns the latest outcome of a floor.
    pub(super) fn outcome_of(&self, floor: &FloorId) -> Option<&FloorOutcome> {
        self.swept.iter().rev().find(|it| it.floor == *floor)
    }

    pub(super) fn skip_of(&self, item: &ItemId) -> Option<&Skip> {
        self.skips.iter().rev().find(|it| it.item.as_ref().is_none_or(|skipped| skipped == item))
    }

    pub(super) fn skip_of_all(&self) -> Option<&Skip> {
        self.skips.iter().rev().find(|it| it.item.is_none())
    }

    pub(super) fn deferral_of(&self, item: &ItemId) -> Option<&Deferral> {
        self.deferrals.iter().rev().find(|it| it.item == *item)
    }

    /// Returns whether anything at all has been recorded.
    pub(super) fn is_touched(&self) -> bool {
        self.first_at().is_some() || !self.skips.is_empty() || !self.deferrals.is_empty()
    }

    /// Returns when the first part of the work happened.
    pub(super) fn first_at(&self) -> Option<DateTime<Utc>> {
        self.instants().min()
    }

    /// Returns when the last part of the work happened.
    pub(super) fn last_at(&self) -> Option<DateTime<Utc>> {
        self.instants().max()
    }

    fn instants(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let answers = self.given.iter().filter(|it| !it.withdrawn).map(|it| it.happened);
        let floors = self.swept.iter().map(|it| it.at);
        let left = self.batches.iter().filter_map(|it| it.left.as_ref()).map(|it| it.at);
        let back = self.batches.iter().flat_map(|it| &it.returns).map(|it| it.at);
        answers.chain(floors).chain(left).chain(back).chain(self.areas.empty_since())
    }

    /// Takes back everything that one entry said.
    pub(super) fn withdraw(&mut self, entry: Seq) {
        self.given.iter_mut().filter(|it| it.entry == entry).for_each(|it| it.withdrawn = true);
        self.skips.retain(|it| it.entry != entry);
        self.deferrals.retain(|it| it.entry != entry);
        self.stand_ins.retain(|it| it.entry != entry);
        self.swept.retain(|it| it.entry != entry);
        self.areas.withdraw(entry);
        for batch in &mut self.batches {
            batch.left.take_if(|it| it.entry == entry);
            batch.returns.retain(|it| it.entry != entry);
        }
    }
}

impl BatchWork {
    pub(super) fn back(&self) -> u32 {
        self.returns.iter().map(|it| it.count).sum()
    }

    pub(super) fn out(&self) -> u32 {
        self.left.as_ref().map_or(0, |it| it.count.saturating_sub(self.back()))
    }

    pub(super) fn is_back(&self) -> bool {
        self.left.is_some() && self.out() == 0
    }
}

/// A time during which nobody could be asked: off, asleep, or skipped by the clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blind {
    /// None: since ever.
    pub(super) from: Option<DateTime<Utc>>,
    /// None: still.
    pub(super) to: Option<DateTime<Utc>>,
}

impl Blind {
    pub(super) fn covers(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        self.from.is_none_or(|it| it <= from) && self.to.is_none_or(|it| it >= to)
    }
}

/// What an entry was about, kept so that a later correction finds it.
#[derive(Clone, Debug)]
pub(super) enum Trace {
    Answer(Question),
    Start(NaiveDate),
    Occurrence(OccurrenceId),
    Batch(OccurrenceId, u8),
    Finding,
    Note,
}
