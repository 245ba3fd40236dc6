//! Whether an answer fits what is asked, and whether it is as it should be.

use super::command::Answer;
use crate::schedule::{AnswerForm, Milli, NormalAnswer, NumberForm, Sense};

/// Returns whether an answer is as it should be; nothing when it is not of the item's form.
pub(super) fn sense_of(form: &AnswerForm, answer: &Answer) -> Option<Sense> {
    match (form, answer) {
        (AnswerForm::States(choices), Answer::State(id)) => {
            choices.iter().find(|it| it.id == *id).map(|it| it.sense)
        }
        (AnswerForm::YesNo(normal), Answer::Yes) => Some(sense(*normal == NormalAnswer::Yes)),
        (AnswerForm::YesNo(normal), Answer::No) => Some(sense(*normal == NormalAnswer::No)),
        (AnswerForm::YesNo(_), Answer::NotApplicable) => Some(Sense::Normal),
        (AnswerForm::Number(form), Answer::Number(it)) => Some(sense(within(form, *it))),
        (AnswerForm::Count(form), Answer::Count(it)) => {
            Some(sense(form.normal_max.is_none_or(|max| *it <= max)))
        }
        (AnswerForm::Text, Answer::Text(_)) | (AnswerForm::Names, Answer::Names(_)) => {
            Some(Sense::Normal)
        }
        (
            AnswerForm::States(_)
            | AnswerForm::YesNo(_)
            | AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Text
            | AnswerForm::Names,
            _,
        ) => None,
    }
}

fn within(form: &NumberForm, it: Milli) -> bool {
    form.min.is_none_or(|min| it >= min) && form.max.is_none_or(|max| it <= max)
}

fn sense(normal: bool) -> Sense {
    if normal { Sense::Normal } else { Sense::Abnormal }
}
