//! How an answer is known and what its value is compared with, in words for programs.

use super::form::ComparedForm;
use crate::engine::agenda::AnswerView;
use crate::engine::command::Compared;
use crate::schedule::{AnswerForm, Item, Known};

/// Returns how an answer is known, in the word of the schedule; what follows from others is said
/// to be computed.
pub(super) fn known(it: &AnswerView, item: Option<&Item>) -> &'static str {
    if item.is_some_and(|it| matches!(it.form, AnswerForm::Computed(_))) {
        return "computed";
    }
    match it.known {
        Known::Seen => "seen",
        Known::Radio => "radio",
        Known::Scanned => "scanned",
        Known::TagBroken => "tag-broken",
    }
}

/// Fills in what a value is compared with.
pub(super) fn compared(it: &AnswerView) -> Option<ComparedForm> {
    let compared = it.compared?;
    Some(ComparedForm {
        with: match compared {
            Compared::Previous(_) => "previous",
            Compared::Figure(_) => "figure",
        },
        figure: compared.figure().map(|it| it.to_string()),
        difference: it.answer.difference(Some(compared)).map(|it| it.to_string()),
    })
}
