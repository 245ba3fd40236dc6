//! What a typed text must be: something, not too much, and no control characters.

use super::super::command::{Answer, Exported, Printed};
use super::super::{Field, Refusal, TEXT_MAX, TextFault};

/// Refuses a text that is empty, too long or holds control characters.
pub(super) fn check_text(field: Field, text: &str) -> Result<(), Refusal> {
    let fault = if text.trim().is_empty() {
        TextFault::Empty
    } else if text.chars().count() > TEXT_MAX {
        TextFault::TooLong
    } else if text.chars().any(char::is_control) {
        TextFault::Control
    } else {
        return Ok(());
    };
    Err(Refusal::BadText { field, fault })
}

/// Checks every text that is given; none at all is fine.
pub(super) fn check_each<'a>(
    field: Field,
    texts: impl IntoIterator<Item = &'a String>,
) -> Result<(), Refusal> {
    texts.into_iter().try_for_each(|it| check_text(field, it))
}

/// Checks the texts of an answer.
pub(super) fn check_answer(answer: &Answer) -> Result<(), Refusal> {
    match answer {
        Answer::Text(text) => check_text(Field::Answer, text),
        Answer::Code(code) => check_text(Field::Answer, code),
        Answer::Names(names) => check_each(Field::Name, names),
        Answer::State(_)
        | Answer::Yes
        | Answer::No
        | Answer::NotApplicable
        | Answer::Number(_)
        | Answer::Count(_)
        | Answer::Money(_)
        | Answer::Time(_)
        | Answer::Photo(_) => Ok(()),
    }
}

/// Checks the texts of a file that was written out.
pub(super) fn check_export(it: &Exported) -> Result<(), Refusal> {
    check_text(Field::File, &it.file)?;
    check_text(Field::File, &it.sha256)
}

/// Checks the texts of paper that was printed.
pub(super) fn check_print(it: &Printed) -> Result<(), Refusal> {
    check_text(Field::File, &it.sha256)?;
    check_each(Field::Printer, [&it.printer].into_iter().chain(&it.job))
}
