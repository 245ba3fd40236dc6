//! What the numbers of a step come to: given, computed, and what each is compared with.
//!
//! An item refers only to items above it, so one pass from the top is enough.

use std::collections::BTreeMap;

use super::command::{Answered, Compared, Corrected, Correction, Question, Seq};
use super::state::Work;
use super::{Engine, Entry};
use crate::schedule::{Against, AnswerForm, FloorId, ItemId, Milli, OccurrenceId, Step, StepId};

/// What a numeric item comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// A number.
    Value(Milli),
    /// Not known yet: this item is to be answered first.
    Open(ItemId),
    /// Not known, and nobody is asked for it: left undone, put off, or of no number.
    Nothing,
    /// All is known, but the result is beyond what can be stored.
    TooLarge,
}

/// Returns what each numeric item of a step comes to on one floor, with one answer as if it were
/// given already.
pub(super) fn worths<'s>(
    step: &'s Step,
    work: &Work,
    floor: Option<&FloorId>,
    given: Option<(&ItemId, Milli)>,
) -> BTreeMap<&'s ItemId, Worth> {
    let mut all: BTreeMap<&ItemId, Worth> = BTreeMap::new();
    for item in step.items.iter().filter(|it| it.form.is_numeric()) {
        let worth = match (&item.form, given.filter(|it| it.0 == &item.id)) {
            (_, Some((_, value))) => Worth::Value(value),
            (AnswerForm::Computed(form), None) => {
                let known = |id: &ItemId| all.get(id).cloned().unwrap_or(Worth::Nothing);
                let missing = form.formula.items().map(known).find(|it| match it {
                    Worth::Value(_) => false,
                    Worth::Open(_) | Worth::Nothing | Worth::TooLarge => true,
                });
                missing.unwrap_or_else(|| {
                    let value = form.formula.value(|id| match all.get(id) {
                        Some(Worth::Value(value)) => Some(*value),
                        Some(Worth::Open(_) | Worth::Nothing | Worth::TooLarge) | None => None,
                    });
                    value.map_or(Worth::TooLarge, Worth::Value)
                })
            }
            (_, None) => given_worth(work, &item.id, floor),
        };
        all.insert(&item.id, worth);
    }
    all
}

fn given_worth(work: &Work, item: &ItemId, floor: Option<&FloorId>) -> Worth {
    match work.answer_to(item, floor) {
        Some(given) => given.answer.number().map_or(Worth::Nothing, Worth::Value),
        None if work.skip_of(item).is_some() || work.deferral_of(item).is_some() => Worth::Nothing,
        None => Worth::Open(item.clone()),
    }
}

/// The answers that the next ones to the same items are compared with, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Earlier(BTreeMap<(StepId, ItemId, Option<FloorId>), Vec<Past>>);

#[derive(Clone, Debug)]
struct Past {
    entry: Seq,
    occurrence: OccurrenceId,
    value: Milli,
}

impl Earlier {
    /// Takes in an answer, where it is of an item that is compared with the time before.
    pub(super) fn answered(&mut self, entry: &Entry, it: &Answered) {
        let (Some(Compared::Previous(_)), Some(value)) = (it.compared, it.answer.number()) else {
            return;
        };
        let past = Past { entry: entry.seq, occurrence: it.question.occurrence.clone(), value };
        self.0.entry(key(&it.question)).or_default().push(past);
    }

    /// Takes in a correction of such an answer.
    pub(super) fn corrected(&mut self, it: &Corrected) {
        for all in self.0.values_mut() {
            match &it.correction {
                Correction::Withdrawn => all.retain(|past| past.entry != it.entry),
                Correction::Answer { answer, .. } => {
                    let value = answer.number();
                    let theirs = all.iter_mut().filter(|past| past.entry == it.entry);
                    theirs.for_each(|past| past.value = value.unwrap_or(past.value));
                }
                Correction::Finding { .. } | Correction::Count(_) | Correction::Note(_) => {}
            }
        }
    }

    /// Returns the latest answer to the same item on an earlier occurrence.
    fn before(&self, question: &Question) -> Option<Milli> {
        let when = |it: &OccurrenceId| (it.day, it.number);
        let all = self.0.get(&key(question))?.iter();
        let earlier = all.filter(|it| when(&it.occurrence) < when(&question.occurrence));
        earlier.max_by_key(|it| (when(&it.occurrence), it.entry)).map(|it| it.value)
    }
}

fn key(it: &Question) -> (StepId, ItemId, Option<FloorId>) {
    (it.occurrence.step.clone(), it.item.clone(), it.floor.clone())
}

impl Engine {
    /// Returns what an answer given now would be compared with; an error names the item that is to
    /// be answered first.
    pub(super) fn compared(
        &self,
        step: &Step,
        work: &Work,
        question: &Question,
    ) -> Result<Option<Compared>, ItemId> {
        let comparison = step.item(&question.item).and_then(|it| it.form.comparison());
        Ok(match comparison.map(|it| &it.against) {
            None => None,
            Some(Against::Figure(figure)) => Some(Compared::Figure(Some(*figure))),
            Some(Against::Previous) => Some(Compared::Previous(self.earlier.before(question))),
            Some(Against::Item(id)) => {
                let worths = worths(step, work, question.floor.as_ref(), None);
                match worths.get(id) {
                    Some(Worth::Value(value)) => Some(Compared::Figure(Some(*value))),
                    Some(Worth::Open(first)) => return Err(first.clone()),
                    Some(Worth::Nothing | Worth::TooLarge) | None => Some(Compared::Figure(None)),
                }
            }
        })
    }
}
