//! The open list that a relief reads back against: what is dangerous or undone.
//!
//! Nothing is refused for what is left out: it is shown to both.

use super::agenda::{Agenda, FindingView, FloorState, FloorView, OccurrenceView, Status};
use super::command::{Question, Seq, Severity, SweepOutcome};
use super::heard::{About, Heard};
use crate::schedule::{FloorId, OccurrenceId, Weight};

/// Something that whoever takes over must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// An open finding that is not minor, or is overdue.
    Finding(Seq),
    /// A gate that holds.
    Gate(Question),
    /// A floor of the sweep that is not clear, or an area of today.
    Floor(FloorId),
    /// A step of life safety or law that is late or was missed.
    Step(OccurrenceId),
    /// A meal batch that is out beyond its time.
    Batch(OccurrenceId, u8),
}

impl Agenda {
    /// Returns what whoever takes over must know, the worst first.
    pub fn risks(&self) -> Vec<Risk> {
        let all = || self.occurrences.iter().chain(&self.handed);
        let gates = all().filter_map(|it| it.held.as_ref());
        let gates = gates.map(|it| Risk::Gate(it.question.clone()));
        let heavy = |it: &FindingView| it.severity != Severity::Minor || it.overdue;
        let findings = self.findings.iter().filter(|it| heavy(it));
        let findings = findings.map(|it| Risk::Finding(it.number));
        let not_clear = |it: &FloorState| match it {
            FloorState::Swept { outcome, .. } => *outcome != SweepOutcome::Clear,
            FloorState::Here => true,
            FloorState::Ahead => false,
        };
        let floors = self.building.iter().filter(|it| not_clear(&it.state));
        let areas = all().flat_map(|it| self.areas_left(it));
        let floors = floors.chain(areas).map(|it| Risk::Floor(it.floor.clone()));
        let steps = all().filter(|it| self.is_grave(it));
        let steps = steps.map(|it| Risk::Step(it.id.clone()));
        let batches = all().flat_map(|it| {
            let out = it.batches.iter().filter(|it| it.out() > 0);
            out.map(|batch| Risk::Batch(it.id.clone(), batch.batch))
        });
        gates.chain(findings).chain(floors).chain(steps).chain(batches).collect()
    }

    /// Returns what whoever takes over must know and a text does not speak of.
    pub fn unmentioned(&self, said: &str) -> Vec<Risk> {
        let (heard, risks) = (Heard::new(said), self.risks());
        let about: Vec<About> = risks.iter().map(|it| self.about(it)).collect();
        let spoken = heard.speaks_of(&about);
        risks.into_iter().zip(spoken).filter(|(_, spoken)| !spoken).map(|(it, _)| it).collect()
    }

    /// Returns the areas of a step, other than floors, that were passed and are not clear.
    fn areas_left<'a>(&'a self, of: &'a OccurrenceView) -> impl Iterator<Item = &'a FloorView> {
        let is_floor = |it: &FloorView| self.building.iter().any(|own| own.floor == it.floor);
        let left = |it: &FloorView| match &it.state {
            FloorState::Swept { outcome, .. } => *outcome != SweepOutcome::Clear,
            FloorState::Here | FloorState::Ahead => false,
        };
        of.floors.iter().filter(move |it| left(it) && !is_floor(it))
    }

    /// Returns what was said of a floor or area that is not clear: who stays, or why.
    fn left_on(&self, id: &FloorId) -> String {
        let areas = self.occurrences.iter().chain(&self.handed).flat_map(|it| &it.floors);
        let said = |it: &FloorView| match &it.state {
            FloorState::Swept { outcome: SweepOutcome::ClearExcept { who, .. }, .. } => {
                Some(who.clone())
            }
            FloorState::Swept { outcome: SweepOutcome::NotSwept { reason }, .. } => {
                Some(reason.clone())
            }
            FloorState::Swept { outcome: SweepOutcome::Clear, .. }
            | FloorState::Here
            | FloorState::Ahead => None,
        };
        let mut all = self.building.iter().chain(areas).filter(|it| it.floor == *id);
        all.find_map(said).unwrap_or_default()
    }

    fn is_grave(&self, it: &OccurrenceView) -> bool {
        let weighs = self.schedule.step(&it.id.step).is_some_and(|it| match it.weight {
            Weight::LifeSafety | Weight::Legal => true,
            Weight::Routine => false,
        });
        weighs
            && match it.status {
                Status::Overdue | Status::Missed | Status::Unknown => true,
                Status::NotYet
                | Status::Free
                | Status::NotNeeded { .. }
                | Status::RolledOver
                | Status::Due
                | Status::Skipped { .. }
                | Status::Deferred { .. }
                | Status::Done { .. } => false,
            }
    }

    /// Returns the words by which a text speaks of a risk.
    fn about(&self, risk: &Risk) -> About {
        let floor = |id: &FloorId| {
            let known = self.schedule.floors.iter().find(|it| it.id == *id);
            let named = known.into_iter().flat_map(|it| [it.name.zh.clone(), it.name.en.clone()]);
            named.chain([id.to_string()]).collect()
        };
        let titles = |id: &OccurrenceId| {
            let step = self.schedule.step(&id.step);
            step.into_iter().flat_map(|it| [it.title.zh.clone(), it.title.en.clone()]).collect()
        };
        match risk {
            Risk::Finding(number) => {
                let found = self.findings.iter().find(|it| it.number == *number);
                let mut about = About::of(found.map(|it| it.what.clone()).into_iter().collect());
                about.number = Some(*number);
                about.floor = found.and_then(|it| it.floor.as_ref()).map_or(Vec::new(), floor);
                about.place = found.and_then(|it| it.place.clone()).unwrap_or_default();
                about
            }
            Risk::Gate(question) => {
                let step = self.schedule.step(&question.occurrence.step);
                let item = step.and_then(|it| it.item(&question.item)).map(|it| &it.ask);
                let mut words: Vec<String> = titles(&question.occurrence);
                words.extend(item.into_iter().flat_map(|it| [it.zh.clone(), it.en.clone()]));
                About::of(words)
            }
            Risk::Floor(id) => {
                let (floor, place) = (floor(id), self.left_on(id));
                About { floor, place, ..About::of(Vec::new()) }
            }
            Risk::Step(id) | Risk::Batch(id, _) => About::of(titles(id)),
        }
    }
}
