//! The forms of answer: lists of states, yes or no, numbers, counts, text, names.
//!
//! It never looks at the item that asks for them.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    AnswerForm, CountForm, Fault, Milli, NormalAnswer, NumberForm, Sense, StateChoice, StateId,
};
use super::store::Store;
use super::table::{Fields, Node};
use super::word::{self, Given};

/// The forms that need no list of their own.
pub(super) const BUILT_IN: [&str; 4] = ["yes-no", "no-yes", "text", "names"];

/// As many states as there are digit keys.
const STATES_MAX: usize = 9;

const EXAMPLE: &str = "answer = \"yes-no\"";

/// Reads the `answer` of an item.
pub(super) fn form(
    node: &Node<'_>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<AnswerForm> {
    if let DeValue::Table(table) = node.value {
        return inline(Fields::new(node.place, table), faults);
    }
    let word = node.word(EXAMPLE, faults)?;
    match word.text {
        "yes-no" => return Some(AnswerForm::YesNo(NormalAnswer::Yes)),
        "no-yes" => return Some(AnswerForm::YesNo(NormalAnswer::No)),
        "text" => return Some(AnswerForm::Text),
        "names" => return Some(AnswerForm::Names),
        "number" | "count" => {
            let title = say(
                format!("`{}` 要写明单位", word.text),
                format!("`{}` needs its unit", word.text),
            );
            let right = format!("answer = {{ {} = {{ unit = \"…\" }} }}", word.text);
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
    states.map(|(_, states)| AnswerForm::States(states.clone()))
}

fn inline(mut fields: Fields<'_>, faults: &mut Vec<Fault>) -> Option<AnswerForm> {
    if fields.has("normal") || fields.has("abnormal") {
        return states(fields, faults).map(AnswerForm::States);
    }
    let place = fields.place;
    let number = fields.take("number");
    let count = fields.take("count");
    let nothing = number.is_none() && count.is_none();
    let both = number.is_some() && count.is_some();
    // The two other keys are named, so that a misspelt one finds its right form.
    fields.take("normal");
    fields.take("abnormal");
    fields.finish(faults);
    if nothing || both {
        let title = say(
            "答案要写 number、count 或 normal 与 abnormal 中的一种",
            "an answer is one of number, count, or normal with abnormal",
        );
        let help = say(
            "例如 answer = { number = { unit = \"°C\", min = 18, max = 28 } }",
            "for example answer = { number = { unit = \"°C\", min = 18, max = 28 } }",
        );
        faults.push(Fault::error(place, title).help(help));
        return None;
    }
    match (number, count) {
        (Some(number), _) => number_form(&number, faults).map(AnswerForm::Number),
        (None, Some(count)) => count_form(&count, faults).map(AnswerForm::Count),
        (None, None) => None,
    }
}

fn number_form(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<NumberForm> {
    let mut fields = node.fields("number = { unit = \"°C\" }", faults)?;
    let unit = fields.need("unit", "unit = \"°C\"", faults);
    let unit = unit.and_then(|it| it.text(faults));
    let min = fields.take("min");
    let max = fields.take("max");
    fields.finish(faults);
    let place = max.map_or(node.place, |it| it.place);
    let before = faults.len();
    let min = min.and_then(|it| milli(&it, faults));
    let max = max.and_then(|it| milli(&it, faults));
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let title = say(
            format!("上限 {max} 小于下限 {min}"),
            format!("the upper limit {max} is below the lower limit {min}"),
        );
        let help = say("对调两个数", "swap the two numbers");
        faults.push(Fault::error(place, title).help(help));
    }
    (faults.len() == before).then_some(NumberForm { unit: unit?, min, max })
}

fn milli(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Milli> {
    let text = match node.value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(_)
        | DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            let example = format!("{} = 18.5", node.key);
            node.wrong("数字", "a number", &example, faults);
            return None;
        }
    };
    let number = text.trim_start_matches('+').replace('_', "").parse().ok();
    if number.is_none() {
        let title = say(
            format!("`{}` 不能是 {text}", node.key),
            format!("`{}` cannot be {text}", node.key),
        );
        let help = say(
            "写一个普通的数，小数最多三位，例如 18.5",
            "write a plain number with at most three decimals, such as 18.5",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    number
}

fn count_form(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<CountForm> {
    let mut fields = node.fields("count = { unit = \"人\" }", faults)?;
    let unit = fields.need("unit", "unit = { zh = \"人\", en = \"people\" }", faults);
    let unit = unit.and_then(|it| it.text(faults));
    let max = fields.take("normal-max");
    fields.finish(faults);
    let normal_max = match max {
        None => None,
        Some(node) => Some(whole(&node, faults)?),
    };
    Some(CountForm { unit: unit?, normal_max })
}

fn whole(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<u32> {
    let number = match node.value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    };
    if number.is_none() {
        let key = node.key;
        let title = say(
            format!("`{key}` 应当是零或正整数"),
            format!("`{key}` should be a whole number, 0 or more"),
        );
        let help = say(format!("例如 {key} = 0"), format!("for example {key} = 0"));
        faults.push(Fault::error(node.place, title).help(help));
    }
    number
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
