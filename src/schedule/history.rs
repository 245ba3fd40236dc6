//! What one store day must know of earlier ones: the only way in which days lean on each other.
//!
//! It asks for entries by step and date; whoever keeps them looks them up.

use chrono::NaiveDate;

use super::{Against, ItemId, Schedule, StepId};

/// Entries of earlier store days without which a day cannot be shown.
///
/// For "count against the previous one" ask for [`Need::LatestAnswer`]: the engine then finds the
/// answer with its `previous_answer`, in a desk that was just opened as in one that has run for
/// months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Everything that was recorded of a step on the store days of a span.
    Days {
        /// Which step.
        step: StepId,
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        before: NaiveDate,
    },
    /// What was answered to an item on the latest store day before a date that has an answer which
    /// was not taken back; for each floor by itself.
    LatestAnswer {
        /// Which step.
        step: StepId,
        /// Which of its items.
        item: ItemId,
        /// The day before which the answer was given.
        before: NaiveDate,
    },
}

impl Schedule {
    /// Returns what a store day needs of the days before it.
    ///
    /// A later day never needs an earlier beginning: what a desk has taken in stays enough.
    pub fn history(&self, day: NaiveDate) -> Vec<Need> {
        let owed = self.steps.iter().filter_map(|it| it.history(day));
        let items = self.steps.iter().flat_map(|step| step.items.iter().map(move |it| (step, it)));
        let needs = items.filter_map(|(step, item)| match item.form.comparison()?.against {
            Against::Previous => Some(Need::LatestAnswer {
                step: step.id.clone(),
                item: item.id.clone(),
                before: day,
            }),
            Against::Figure(_) | Against::Item(_) => None,
        });
        owed.chain(needs).collect()
    }
}
