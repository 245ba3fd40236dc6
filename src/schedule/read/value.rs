//! Answers that are numbers: their units, limits, and what each is compared with.
//!
//! It never looks for the items that are named; `figures` does, once all of a step are read.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{Against, Comparison, CountForm, Fault, ItemId, Milli, MoneyForm, NumberForm};
use super::answer::Reference;
use super::table::{Fields, Node};

/// Reads a number with its unit, its limits and what it is compared with.
pub(super) fn number(
    node: &Node<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<NumberForm> {
    let mut fields = node.fields("number = { unit = \"°C\" }", faults)?;
    let unit = fields.need("unit", "unit = \"°C\"", faults);
    let unit = unit.and_then(|it| it.text(faults));
    let min = fields.take("min");
    let max = fields.take("max");
    let compared = comparison(&mut fields, references, faults);
    fields.finish(faults);
    let (min, max) = limits(node, min, max, faults)?;
    Some(NumberForm { unit: unit?, min, max, compared: compared? })
}

/// Reads what a value is compared with; a value that stands alone is compared with nothing.
fn comparison(
    fields: &mut Fields<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<Option<Comparison>> {
    let against = fields.take("against");
    let tolerance = fields.take("tolerance");
    let Some(node) = against else {
        let Some(alone) = tolerance else { return Some(None) };
        let title =
            say("写了 `tolerance`，没写和什么比", "`tolerance` without what it is compared with");
        let help = say(
            "加上 against = \"previous\"、另一检查项的 id，或一个数",
            "add against = \"previous\", the id of another item, or a number",
        );
        faults.push(Fault::error(alone.place, title).help(help));
        return None;
    };
    let before = faults.len();
    let against = match node.value {
        DeValue::String(_) => {
            let word = node.word(AGAINST, faults)?;
            match word.text {
                "previous" => Against::Previous,
                item => {
                    references.push((ItemId::new(item), word.place));
                    Against::Item(ItemId::new(item))
                }
            }
        }
        DeValue::Integer(_) | DeValue::Float(_) => Against::Figure(milli(&node, faults)?),
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            node.wrong("\"previous\"、检查项的 id 或数字", AGAINST_EN, AGAINST, faults);
            return None;
        }
    };
    let tolerance = tolerance.map_or(Some(Milli(0)), |it| positive(&it, faults));
    let tolerance = tolerance.filter(|_| faults.len() == before)?;
    Some(Some(Comparison { against, tolerance }))
}

const AGAINST: &str = "against = \"previous\"";
const AGAINST_EN: &str = "\"previous\", the id of an item, or a number";

fn positive(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Milli> {
    let number = milli(node, faults)?;
    if number < Milli(0) {
        let key = node.key;
        let title = say(format!("`{key}` 不能是负数"), format!("`{key}` cannot be less than 0"));
        let help = say(format!("例如 {key} = 5"), format!("for example {key} = 5"));
        faults.push(Fault::error(node.place, title).help(help));
        return None;
    }
    Some(number)
}

/// Reads the limits within which a number is normal.
pub(super) fn limits(
    node: &Node<'_>,
    min: Option<Node<'_>>,
    max: Option<Node<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<(Option<Milli>, Option<Milli>)> {
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
    (faults.len() == before).then_some((min, max))
}

/// Reads a number with at most three decimals.
pub(super) fn milli(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Milli> {
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

/// Reads a count with its unit, its limit and what it is compared with.
pub(super) fn count(
    node: &Node<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<CountForm> {
    let mut fields = node.fields("count = { unit = \"人\" }", faults)?;
    let unit = fields.need("unit", "unit = { zh = \"人\", en = \"people\" }", faults);
    let unit = unit.and_then(|it| it.text(faults));
    let max = fields.take("normal-max");
    let compared = comparison(&mut fields, references, faults);
    fields.finish(faults);
    let normal_max = match max {
        None => None,
        Some(node) => Some(whole(&node, faults)?),
    };
    Some(CountForm { unit: unit?, normal_max, compared: compared? })
}

/// Reads an amount of money with its currency and the figure that it should agree with.
pub(super) fn money(
    node: &Node<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<MoneyForm> {
    let mut fields = node.fields("money = { unit = \"元\" }", faults)?;
    let unit = fields.need("unit", "unit = { zh = \"元\", en = \"CNY\" }", faults);
    let unit = unit.and_then(|it| it.text(faults));
    let compared = comparison(&mut fields, references, faults);
    fields.finish(faults);
    Some(MoneyForm { unit: unit?, compared: compared? })
}

/// Reads a whole number, 0 or more.
pub(super) fn whole(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<u32> {
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
