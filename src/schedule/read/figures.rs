//! Whether the items that answers refer to are there, are numbers, and are asked first.
//!
//! An item refers only to items above it, so nothing can go round in a circle.

use super::super::fault::say;
use super::super::{AnswerForm, Fault, Item};
use super::item::ItemPlaces;
use super::word::{self, Word};

/// Checks the references of a step's items; `given` has the ids that were written, sound or not.
pub(super) fn check(
    items: &[Item],
    places: &[ItemPlaces],
    given: &[&str],
    faults: &mut Vec<Fault>,
) {
    for (index, (item, own)) in items.iter().zip(places).enumerate() {
        for (id, place) in &own.references {
            let word = Word { text: id.as_str(), place: *place };
            if !word::is_known(word, word::ITEM, Some(given), faults) {
                continue;
            }
            // One that was written but has a fault of its own says nothing here.
            let Some(at) = items.iter().position(|it| it.id == *id) else { continue };
            if let Some(fault) = misplaced(index, at, item, word) {
                faults.push(fault.note(places[at].ask, say("它写在这里", "it stands here")));
            } else if !items[at].form.is_numeric() {
                let title = say(
                    format!("`{id}` 的答案不是数"),
                    format!("the answer to `{id}` is no number"),
                );
                let fault = Fault::error(*place, title)
                    .help(say(
                        "换成答 number、count、money 或 computed 的检查项",
                        "name an item that takes a number, count, money or computed answer",
                    ))
                    .note(places[at].ask, say("它写在这里", "it stands here"));
                faults.push(fault);
            }
        }
    }
}

fn misplaced(index: usize, at: usize, item: &Item, word: Word<'_>) -> Option<Fault> {
    let text = word.text;
    if at == index {
        let title = match item.form {
            AnswerForm::Computed(_) => {
                say("检查项不能由自己算出来", "an item cannot be computed from itself")
            }
            AnswerForm::States(_)
            | AnswerForm::YesNo(_)
            | AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Money(_)
            | AnswerForm::Time(_)
            | AnswerForm::Code(_)
            | AnswerForm::Photo
            | AnswerForm::Text(_)
            | AnswerForm::Names(_) => {
                say("检查项不能和自己比", "an item cannot be compared with itself")
            }
        };
        let help = say(
            "换成上面的检查项；和上一次比写 \"previous\"",
            "name an item above; \"previous\" compares it with the time before",
        );
        return Some(Fault::error(word.place, title).help(help));
    }
    (at > index).then(|| {
        let title = say(
            format!("`{text}` 写在后面，这里还不知道"),
            format!("`{text}` is asked later and is not known here yet"),
        );
        let help = say("把它移到这一项上面", "move it above this item");
        Fault::error(word.place, title).help(help)
    })
}
