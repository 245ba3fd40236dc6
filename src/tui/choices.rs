//! The answers that an item offers by number, and whether an answer is as it should be.
//!
//! It never answers by itself, and never preselects one.

use crate::engine::command::Answer;
use crate::schedule::{AnswerForm, Lang, NormalAnswer, Sense};

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
        AnswerForm::Number(_) | AnswerForm::Count(_) | AnswerForm::Text | AnswerForm::Names => {
            Vec::new()
        }
    }
}

/// Returns whether an answer is as it should be; text and names always are.
pub(crate) fn sense(form: &AnswerForm, answer: &Answer) -> Sense {
    let normal = match (form, answer) {
        (AnswerForm::States(states), Answer::State(id)) => {
            return states.iter().find(|it| it.id == *id).map_or(Sense::Normal, |it| it.sense);
        }
        (AnswerForm::YesNo(normal), Answer::Yes) => *normal == NormalAnswer::Yes,
        (AnswerForm::YesNo(normal), Answer::No) => *normal == NormalAnswer::No,
        (AnswerForm::Number(limits), Answer::Number(it)) => {
            limits.min.is_none_or(|min| min <= *it) && limits.max.is_none_or(|max| *it <= max)
        }
        (AnswerForm::Count(limit), Answer::Count(it)) => {
            limit.normal_max.is_none_or(|max| *it <= max)
        }
        (AnswerForm::States(_), _)
        | (AnswerForm::YesNo(_), _)
        | (AnswerForm::Number(_), _)
        | (AnswerForm::Count(_), _)
        | (AnswerForm::Text, _)
        | (AnswerForm::Names, _) => true,
    };
    if normal { Sense::Normal } else { Sense::Abnormal }
}

/// Returns whether an answer of this form is typed rather than chosen by number.
pub(crate) fn is_typed(form: &AnswerForm) -> bool {
    match form {
        AnswerForm::States(_) | AnswerForm::YesNo(_) => false,
        AnswerForm::Number(_) | AnswerForm::Count(_) | AnswerForm::Text | AnswerForm::Names => true,
    }
}
