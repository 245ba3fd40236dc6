//! What the numbers of a step come to: given, computed, and what each is compared with.
//!
//! An item refers only to items above it, so one pass from the top is enough.

use std::collections::BTreeMap;

use super::Engine;
use super::command::{Compared, Question};
use super::state::{Day, Work};
use crate::schedule::{Against, AnswerForm, FloorId, ItemId, Milli, Step};

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

impl Engine {
    /// Returns what an answer given now would be compared with; an error names the item that is to
    /// be answered first.
    pub(super) fn compared(
        &self,
        day: &Day,
        question: &Question,
    ) -> Result<Option<Compared>, ItemId> {
        let Some(at) = day.index_of(&question.occurrence) else { return Ok(None) };
        let step = &day.schedule.steps[day.plan.occurrences[at].step_index];
        let comparison = step.item(&question.item).and_then(|it| it.form.comparison());
        Ok(match comparison.map(|it| &it.against) {
            None => None,
            Some(Against::Figure(figure)) => Some(Compared::Figure(Some(*figure))),
            Some(Against::Previous) => Some(Compared::Previous(self.previous(day, question))),
            Some(Against::Item(id)) => {
                let worths = worths(step, &day.works[at], question.floor.as_ref(), None);
                match worths.get(id) {
                    Some(Worth::Value(value)) => Some(Compared::Figure(Some(*value))),
                    Some(Worth::Open(first)) => return Err(first.clone()),
                    Some(Worth::Nothing | Worth::TooLarge) | None => Some(Compared::Figure(None)),
                }
            }
        })
    }

    /// Returns the answer to the same question the time before: earlier on the day, or on the
    /// latest day before that has one.
    fn previous(&self, day: &Day, question: &Question) -> Option<Milli> {
        let (id, floor) = (&question.occurrence, question.floor.as_ref());
        let works = day.plan.occurrences.iter().zip(&day.works);
        let mut earlier: Vec<_> = works
            .filter(|(planned, _)| planned.id.step == id.step && planned.id.number < id.number)
            .collect();
        earlier.sort_by_key(|(planned, _)| planned.id.number);
        let today = earlier.iter().rev().find_map(|it| it.1.answer_to(&question.item, floor));
        let today = today.map(|it| it.answer.clone());
        let before = || self.previous_answer(id.day, &id.step, &question.item, floor);
        today.or_else(|| before().map(|(_, answer)| answer))?.number()
    }
}
