//! The answers that an item offers by number, and whether an answer is as it should be.
//!
//! It never answers by itself, and never preselects one.

use super::desk::Desk;
use crate::engine::command::{Answer, Question};
use crate::engine::sense_of;
use crate::schedule::{AnswerForm, Lang, Sense};

/// One numbered answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What it is called.
    pub(crate) name: String,
    /// What is recorded.
    pub(crate) answer: Answer,
}

/// Returns the numbered answers of a form; none where something is typed.
pub(crate) fn choices(form: &AnswerForm, lang: Lang) -> Vec<Choice> {
    let choice = |name: &str, answer| Choice { name: name.to_owned(), answer };
    match form {
        AnswerForm::States(states) => states
            .iter()
            .map(|it| choice(it.name.get(lang), Answer::State(it.id.clone())))
            .collect(),
        AnswerForm::YesNo(_) => vec![
            choice(lang.of("是", "yes"), Answer::Yes),
            choice(lang.of("否", "no"), Answer::No),
            choice(lang.of("不适用", "not applicable"), Answer::NotApplicable),
        ],
        AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => Vec::new(),
    }
}

/// Returns whether an answer to a question would be as it should be now.
pub(crate) fn sense(desk: &Desk, question: &Question, form: &AnswerForm, it: &Answer) -> Sense {
    let day = (desk.agenda.schedule.as_ref(), question.occurrence.day);
    sense_of(day, form, it, desk.against(question)).unwrap_or(Sense::Abnormal)
}

/// Returns whether an answer of this form is typed rather than chosen by number.
pub(crate) fn is_typed(form: &AnswerForm) -> bool {
    match form {
        AnswerForm::States(_) | AnswerForm::YesNo(_) => false,
        AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => true,
    }
}
