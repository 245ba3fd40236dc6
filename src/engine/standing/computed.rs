//! What is computed from the answers of a step: it follows, and is never asked.

use super::Standing;
use crate::engine::agenda::{AnswerView, QuestionState};
use crate::engine::answering::sense_of_computed;
use crate::engine::command::{Answer, Question};
use crate::engine::figures::{Worth, worths};
use crate::engine::state::Given;
use crate::schedule::{AnswerForm, ItemId, Known};

impl<'a> Standing<'a> {
    /// Returns how a computed number stands; nothing for an item that is asked.
    pub(super) fn computed_state(&self, question: &Question) -> Option<QuestionState> {
        let AnswerForm::Computed(form) = &self.step.item(&question.item)?.form else {
            return None;
        };
        let all = worths(self.step, self.work, question.floor.as_ref(), None);
        Some(match all.get(&question.item) {
            Some(Worth::Value(value)) => match self.last_of(question) {
                Some(last) => QuestionState::Answered(AnswerView {
                    entry: last.entry,
                    answer: Answer::Number(*value),
                    sense: sense_of_computed(form, *value),
                    known: Known::Seen,
                    note: None,
                    compared: None,
                    happened: last.happened,
                    officer: last.officer.clone(),
                    corrected: Vec::new(),
                }),
                None => QuestionState::Awaits,
            },
            Some(Worth::Nothing) => match self.left_of(question) {
                Some(reason) => QuestionState::Skipped { reason },
                None => QuestionState::Awaits,
            },
            Some(Worth::Open(_) | Worth::TooLarge) | None => QuestionState::Awaits,
        })
    }

    /// Returns the answer that was given last of those that a number is computed from.
    fn last_of(&self, question: &Question) -> Option<&'a Given> {
        let floor = question.floor.as_ref();
        let from = self.asked_for(&question.item);
        let work = self.work;
        let given = work.given.iter().filter(|it| {
            !it.withdrawn
                && it.question.floor.as_ref() == floor
                && from.contains(&&it.question.item)
        });
        given.max_by_key(|it| it.entry)
    }

    /// Returns why a number cannot be computed: what was left undone of it.
    fn left_of(&self, question: &Question) -> Option<String> {
        let from = self.asked_for(&question.item);
        let left = from.into_iter().find_map(|it| self.work.skip_of(it));
        left.map(|it| it.reason.clone())
    }

    /// Returns the items that are asked and from which a number follows in the end.
    fn asked_for(&self, item: &ItemId) -> Vec<&ItemId> {
        let mut wanted: Vec<&ItemId> = Vec::new();
        // Items refer only to items above: from the bottom up, each is seen before what it needs.
        let mut needed = vec![item.clone()];
        for it in self.step.items.iter().rev().filter(|it| it.form.is_numeric()) {
            if !needed.contains(&it.id) {
                continue;
            }
            match &it.form {
                AnswerForm::Computed(form) => needed.extend(form.formula.items().cloned()),
                AnswerForm::States(_)
                | AnswerForm::YesNo(_)
                | AnswerForm::Number(_)
                | AnswerForm::Count(_)
                | AnswerForm::Money(_)
                | AnswerForm::Time(_)
                | AnswerForm::Code(_)
                | AnswerForm::Photo
                | AnswerForm::Text(_)
                | AnswerForm::Names(_) => wanted.push(&it.id),
            }
        }
        wanted
    }
}
