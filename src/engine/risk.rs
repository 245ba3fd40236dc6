//! The open list that a relief reads back against: what is dangerous or undone, and whether a text
//! speaks of it.
//!
//! A text speaks of a thing when it has its number, two neighbouring Han characters of its words,
//! or a longer word of them; nothing is understood, and nothing is refused for it.

use std::collections::BTreeSet;

use super::agenda::{Agenda, FindingView, FloorState, OccurrenceView, Status};
use super::command::{Question, Seq, Severity, SweepOutcome};
use crate::schedule::{FloorId, OccurrenceId, Weight};

/// Something that whoever takes over must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// An open finding that is not minor, or is overdue.
    Finding(Seq),
    /// A gate that holds.
    Gate(Question),
    /// A floor of the sweep that is not clear.
    Floor(FloorId),
    /// A step of life safety or law that is late or was missed.
    Step(OccurrenceId),
    /// A meal batch that is out beyond its time.
    Batch(OccurrenceId, u8),
}

/// Characters that make no pair which says anything.
const EMPTY: &str = "的了是在有没不和与及个一这那已未要请";

/// A word of Latin letters says something from this length on.
const LETTERS_MIN: usize = 4;

impl Agenda {
    /// Returns what whoever takes over must know, the worst first.
    pub fn risks(&self) -> Vec<Risk> {
        let gates = self.occurrences.iter().filter_map(|it| it.held.as_ref());
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
        let floors = floors.map(|it| Risk::Floor(it.floor.clone()));
        let steps = self.occurrences.iter().filter(|it| self.is_grave(it));
        let steps = steps.map(|it| Risk::Step(it.id.clone()));
        let batches = self.occurrences.iter().flat_map(|it| {
            let out = it.batches.iter().filter(|it| it.out() > 0);
            out.map(|batch| Risk::Batch(it.id.clone(), batch.batch))
        });
        gates.chain(findings).chain(floors).chain(steps).chain(batches).collect()
    }

    /// Returns what whoever takes over must know and a text does not speak of.
    pub fn unmentioned(&self, said: &str) -> Vec<Risk> {
        let heard = Heard::new(said);
        self.risks().into_iter().filter(|it| !self.is_mentioned(it, &heard)).collect()
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

    fn is_mentioned(&self, risk: &Risk, heard: &Heard) -> bool {
        let step = |id: &OccurrenceId| {
            let title = self.schedule.step(&id.step).map(|it| &it.title);
            title.is_some_and(|it| heard.speaks_of(&it.zh) || heard.speaks_of(&it.en))
        };
        match risk {
            Risk::Finding(number) => {
                let found = self.findings.iter().find(|it| it.number == *number);
                heard.has_number(*number)
                    || found.is_some_and(|it| {
                        let place = it.place.as_deref().unwrap_or_default();
                        heard.speaks_of(&it.what) || heard.speaks_of(place)
                    })
            }
            Risk::Gate(question) => {
                let asked = self.schedule.step(&question.occurrence.step);
                let item = asked.and_then(|it| it.item(&question.item)).map(|it| &it.ask);
                step(&question.occurrence)
                    || item.is_some_and(|it| heard.speaks_of(&it.zh) || heard.speaks_of(&it.en))
            }
            Risk::Floor(id) => {
                let floor = self.schedule.floors.iter().find(|it| it.id == *id);
                heard.names(id.as_str())
                    || floor.is_some_and(|it| heard.names(&it.name.zh) || heard.names(&it.name.en))
            }
            Risk::Step(id) | Risk::Batch(id, _) => step(id),
        }
    }
}

/// What was said, taken apart.
struct Heard {
    text: String,
    marks: BTreeSet<String>,
}

impl Heard {
    fn new(said: &str) -> Self {
        let text = said.to_lowercase();
        Self { marks: marks(&text), text }
    }

    fn speaks_of(&self, words: &str) -> bool {
        marks(&words.to_lowercase()).iter().any(|it| self.marks.contains(it))
    }

    fn names(&self, word: &str) -> bool {
        self.text.contains(&word.to_lowercase())
    }

    fn has_number(&self, number: Seq) -> bool {
        let number = number.0.to_string();
        let digits = self.text.split(|it: char| !it.is_ascii_digit());
        digits.into_iter().any(|it| it == number)
    }
}

/// Returns the pairs of Han characters and the longer words of a text.
fn marks(text: &str) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    let says = |it: char| !it.is_ascii() && it.is_alphabetic() && !EMPTY.contains(it);
    let characters: Vec<char> = text.chars().collect();
    for pair in characters.windows(2).filter(|pair| pair.iter().all(|it| says(*it))) {
        marks.insert(pair.iter().collect());
    }
    let words = text.split(|it: char| !it.is_ascii_alphabetic());
    marks.extend(words.filter(|it| it.len() >= LETTERS_MIN).map(str::to_owned));
    marks
}
