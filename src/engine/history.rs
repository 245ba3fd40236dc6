//! What earlier store days say to the present one.
//!
//! It only looks at days before the one that asks, so that it says the same in a desk that has run
//! for months as in one that has just taken in what its schedule's `history` asks for.

use chrono::NaiveDate;

use super::Engine;
use super::command::Answer;
use crate::schedule::{FloorId, ItemId, StepId};

impl Engine {
    /// Returns the latest answer to an item on a day before that one, with the day; an answer that
    /// was taken back is none.
    pub fn previous_answer(
        &self,
        day: NaiveDate,
        step: &StepId,
        item: &ItemId,
        floor: Option<&FloorId>,
    ) -> Option<(NaiveDate, Answer)> {
        self.days.range(..day).rev().find_map(|(date, it)| {
            let works = it.plan.occurrences.iter().zip(&it.works).rev();
            let mut works = works.filter(|(planned, _)| planned.id.step == *step);
            let given = works.find_map(|(_, work)| work.answer_to(item, floor))?;
            Some((*date, given.answer.clone()))
        })
    }
}
