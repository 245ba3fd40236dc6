//! Fills the JSON form of posts that reported, and of what was not needed.
//!
//! It never mixes what was not needed with what was not done.

use super::fill::{asked, at, name};
use super::people_form::{NotNeededForm, PostForm};
use crate::clean;
use crate::engine::agenda::{AnswerView, QuestionState, Unneeded};
use crate::report::layout::Told;
use crate::report::part::{NotNeededLine, PostLine};
use crate::schedule::Sense;
use crate::words;

/// Fills in a post.
pub(super) fn post(it: &PostLine, told: Told<'_>) -> PostForm {
    let (state, given, reason): (_, Option<&AnswerView>, Option<&String>) = match &it.state {
        QuestionState::Answered(answer) if answer.sense == Sense::Normal => {
            ("ready", Some(answer), None)
        }
        QuestionState::Answered(answer) => ("not-ready", Some(answer), answer.note.as_ref()),
        QuestionState::Open | QuestionState::Awaits | QuestionState::Optional => {
            ("missing", None, None)
        }
        QuestionState::Skipped { reason } => ("skipped", None, Some(reason)),
        QuestionState::Deferred { reason, .. } => ("deferred", None, Some(reason)),
        QuestionState::NotNeeded { .. } => ("not-needed", None, None),
    };
    PostForm {
        question: asked(&it.question, told),
        state,
        at: given.map(|it| at(it.happened, told)),
        officer: given.map(|it| clean::line(it.officer.as_str())),
        reason: reason.map(|it| clean::line(it)),
    }
}

/// Fills in what was not needed.
pub(super) fn not_needed(it: &NotNeededLine, told: Told<'_>) -> NotNeededForm {
    let (why, by) = match &it.why {
        Unneeded::Undecided(of) | Unneeded::Otherwise(of) => {
            ("answer", format!("{}/{}", of.step, of.item))
        }
        Unneeded::TookItem(id) => ("item-taken", id.to_string()),
        Unneeded::TookStep(id) => ("step-taken", id.to_string()),
        Unneeded::NoCall => ("no-call", String::new()),
    };
    let item = it.question.as_ref().and_then(|it| told.item(it));
    let said = |answer: &AnswerView| clean::line(&words::answer(&answer.answer, item, told.lang));
    NotNeededForm {
        step: name(&it.occurrence, told),
        item: it.question.as_ref().map(|it| clean::line(it.item.as_str())),
        floor: it
            .question
            .as_ref()
            .and_then(|it| it.floor.as_ref())
            .map(|it| clean::line(it.as_str())),
        why,
        by: clean::line(&by),
        entry: it.answer.as_ref().map(|it| it.entry.0),
        answer: it.answer.as_deref().map(said),
    }
}
