//! The forms of answer: which one an item takes, and the lists of states.
//!
//! It never looks at the item that asks for them.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    AnswerForm, CodeForm, Fault, ItemId, NamesForm, NormalAnswer, Place, RightCode, Sense,
    StateChoice, StateId, TextForm, TimeForm, WrongCode,
};
use super::store::Store;
use super::table::{Fields, Node};
use super::word::{self, Given};
use super::{formula, said, value};

/// The forms that need no list of their own.
pub(super) const BUILT_IN: [&str; 7] =
    ["yes-no", "no-yes", "text", "names", "time", "code", "photo"];

/// As many states as there are digit keys.
const STATES_MAX: usize = 9;

const EXAMPLE: &str = "answer = \"yes-no\"";

/// An item that an answer refers to, and where it is named.
pub(in super::super) type Reference = (ItemId, Place);

/// Reads the `answer` of an item, with the other items that it refers to.
pub(super) fn form(
    node: &Node<'_>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<(AnswerForm, Vec<Reference>)> {
    if let DeValue::Table(table) = node.value {
        let mut references = Vec::new();
        let form = inline(Fields::new(node.place, table), store, &mut references, faults)?;
        return Some((form, references));
    }
    let word = node.word(EXAMPLE, faults)?;
    let plain = |form| Some((form, Vec::new()));
    match word.text {
        "yes-no" => return plain(AnswerForm::YesNo(NormalAnswer::Yes)),
        "no-yes" => return plain(AnswerForm::YesNo(NormalAnswer::No)),
        "text" => return plain(AnswerForm::Text(TextForm::default())),
        "names" => return plain(AnswerForm::Names(NamesForm::default())),
        "time" => return plain(AnswerForm::Time(TimeForm { not_before: None, not_after: None })),
        "photo" => return plain(AnswerForm::Photo),
        "code" => {
            let (right, wrong) = (RightCode::Any, WrongCode::Abnormal);
            return plain(AnswerForm::Code(CodeForm { right, wrong }));
        }
        "number" | "count" | "money" => {
            let title = say(
                format!("`{}` 要写明单位", word.text),
                format!("`{}` needs its unit", word.text),
            );
            let right = format!("answer = {{ {} = {{ unit = \"…\" }} }}", word.text);
            let help = say(format!("写成 {right}"), format!("write {right}"));
            faults.push(Fault::error(word.place, title).help(help));
            return None;
        }
        "computed" => {
            let title = say("`computed` 要写明怎么算", "`computed` needs its formula");
            let right = "answer = { computed = \"left - back\" }";
            let help = say(format!("写成 {right}"), format!("write {right}"));
            faults.push(Fault::error(word.place, title).help(help));
            return None;
        }
        _ => {}
    }
    let known = store.answers.as_ref().map(|lists| [&BUILT_IN[..], lists].concat());
    if !word::is_known(word, word::ANSWERS, known.as_deref(), faults) {
        return None;
    }
    let states = store.states.iter().find(|(name, _)| *name == word.text);
    states.and_then(|(_, states)| plain(AnswerForm::States(states.clone())))
}

/// The forms that are written as tables, beside the lists of states.
const TABLES: [&str; 7] = ["number", "count", "money", "time", "code", "text", "names"];

fn inline(
    mut fields: Fields<'_>,
    store: &Store<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<AnswerForm> {
    if fields.has("normal") || fields.has("abnormal") {
        return states(fields, faults).map(AnswerForm::States);
    }
    if fields.has("computed") {
        return formula::computed(fields, references, faults).map(AnswerForm::Computed);
    }
    let place = fields.place;
    let mut given: Vec<Node<'_>> = TABLES.iter().filter_map(|it| fields.take(it)).collect();
    // The other keys are named, so that a misspelt one finds its right form.
    for key in ["computed", "normal", "abnormal"] {
        fields.take(key);
    }
    fields.finish(faults);
    let (Some(node), true) = (given.pop(), given.is_empty()) else {
        let title = say(
            "答案要写一种：number、count、money、computed、time、code、text、names，或 normal 与 abnormal",
            "an answer is one of number, count, money, computed, time, code, text, names, \
             or normal with abnormal",
        );
        let help = say(
            "例如 answer = { number = { unit = \"°C\", min = 18, max = 28 } }",
            "for example answer = { number = { unit = \"°C\", min = 18, max = 28 } }",
        );
        faults.push(Fault::error(place, title).help(help));
        return None;
    };
    match node.key {
        "number" => value::number(&node, references, faults).map(AnswerForm::Number),
        "count" => value::count(&node, references, faults).map(AnswerForm::Count),
        "money" => value::money(&node, references, faults).map(AnswerForm::Money),
        "time" => said::time(&node, store, faults).map(AnswerForm::Time),
        "code" => said::code(&node, faults).map(AnswerForm::Code),
        "text" => said::text(&node, faults).map(AnswerForm::Text),
        _ => said::names(&node, faults).map(AnswerForm::Names),
    }
}

/// Reads a list of states, `normal = { id = name }` and `abnormal = { id = name }`.
pub(super) fn states(mut fields: Fields<'_>, faults: &mut Vec<Fault>) -> Option<Vec<StateChoice>> {
    let place = fields.place;
    let before = faults.len();
    let mut given = Given::new(word::STATE);
    let mut all = Vec::new();
    let halves = [("normal", "locked", Sense::Normal), ("abnormal", "fault", Sense::Abnormal)];
    for (key, id, sense) in halves {
        let example = format!("{key} = {{ {id} = {{ zh = \"…\", en = \"…\" }} }}");
        let Some(node) = fields.need(key, &example, faults) else { continue };
        let Some(mut states) = node.fields(&example, faults) else { continue };
        let states = states.take_all();
        if states.is_empty() {
            let title = say(format!("`{key}` 里没有状态"), format!("`{key}` has no state"));
            let help = say(
                "正常和异常的状态各至少一个",
                "there is at least one normal and one abnormal state",
            );
            faults.push(Fault::error(node.place, title).help(help));
        }
        for (word, node) in states {
            let name = node.text(faults);
            if let (Some(word), Some(name)) = (given.add(word, faults), name) {
                let id = StateId::new(word.text);
                all.push((word.place.start, StateChoice { id, name, sense }));
            }
        }
    }
    fields.finish(faults);
    if all.len() > STATES_MAX {
        let count = all.len();
        let title = say(format!("状态太多：{count} 个"), format!("too many states: {count}"));
        let help = say(
            "最多九个，每个对应一个数字键；并掉几个，或分成两项来问",
            "at most nine, one for each digit key; join some or ask two items",
        );
        faults.push(Fault::error(place, title).help(help));
    }
    all.sort_by_key(|(start, _)| *start);
    (faults.len() == before).then(|| all.into_iter().map(|(_, it)| it).collect())
}
