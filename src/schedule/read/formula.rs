//! `computed = "left - back"`: a number that follows from other answers of its step.
//!
//! It reads sums of products; which items there are is checked in `figures`.

use super::super::fault::say;
use super::super::{ComputedForm, Factor, Fault, Formula, ItemId, Milli, Place, Sign, Term, Text};
use super::answer::Reference;
use super::table::Fields;
use super::value::limits;

/// A longer formula nobody could follow.
const PARTS_MAX: usize = 40;

const EXAMPLE: &str = "computed = \"left - back\"";

/// Reads a computed answer with its unit and limits.
pub(super) fn computed(
    mut fields: Fields<'_>,
    references: &mut Vec<Reference>,
    faults: &mut Vec<Fault>,
) -> Option<ComputedForm> {
    let node = fields.need("computed", EXAMPLE, faults)?;
    let unit = fields.take("unit").map(|it| it.text(faults));
    let (min, max) = (fields.take("min"), fields.take("max"));
    fields.finish(faults);
    let limits = limits(&node, min, max, faults);
    let word = node.word(EXAMPLE, faults)?;
    let (min, max) = limits?;
    let unit = match unit {
        None => None,
        Some(unit) => Some(unit?),
    };
    match parse(word.text) {
        Ok(formula) if formula.items().next().is_none() => {
            let title = say("算式里没有检查项", "no item stands in this formula");
            let help = say(format!("例如 {EXAMPLE}"), format!("for example {EXAMPLE}"));
            faults.push(Fault::error(word.place, title).help(help));
            None
        }
        Ok(formula) => {
            let here = |id: &ItemId| (id.clone(), place_of(id, word.text, word.place));
            references.extend(formula.items().map(here));
            Some(ComputedForm { formula, unit, min, max })
        }
        Err(label) => {
            let title = say(
                format!("算式写得不对：\"{}\"", word.text),
                format!("this is no formula: \"{}\"", word.text),
            );
            let help = say(
                "检查项的 id 或数，用 + - * 连起来，两边留空格，例如 \"left - back\"",
                "ids of items or numbers, joined by + - * with a blank on each side, \
                 such as \"left - back\"",
            );
            faults.push(Fault::error(word.place, title).label(label).help(help));
            None
        }
    }
}

/// Returns where an item is named within a formula, as far as the text was written without escapes.
fn place_of(id: &ItemId, text: &str, whole: Place) -> Place {
    let quoted = whole.end.saturating_sub(whole.start) == text.len() + 2;
    let mut at = 0;
    for part in text.split(' ') {
        if quoted && part == id.as_str() {
            let start = whole.start + 1 + at;
            return Place { start, end: start + part.len(), ..whole };
        }
        at += part.len() + 1;
    }
    whole
}

fn parse(text: &str) -> Result<Formula, Text> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.is_empty() {
        return Err(say("是空的", "it is empty"));
    }
    if parts.len() > PARTS_MAX {
        return Err(say("太长，最多 20 个数", "it is too long: at most 20 numbers"));
    }
    let mut terms = vec![Term { sign: Sign::Plus, factors: vec![factor(parts[0])?] }];
    for pair in parts[1..].chunks(2) {
        let sign = match pair[0] {
            "+" => Some(Sign::Plus),
            "-" => Some(Sign::Minus),
            "*" => None,
            other => return Err(no_sign(other)),
        };
        let Some(next) = pair.get(1) else {
            return Err(say("结尾少一个数", "a number is missing at the end"));
        };
        let next = factor(next)?;
        match (sign, terms.last_mut()) {
            (None, Some(term)) => term.factors.push(next),
            (None, None) => {}
            (Some(sign), _) => terms.push(Term { sign, factors: vec![next] }),
        }
    }
    Ok(Formula(terms))
}

fn no_sign(text: &str) -> Text {
    match text {
        "/" | "÷" | "／" => say("没有除法", "there is no division"),
        "＋" | "－" | "×" | "＊" | "x" | "−" => {
            say(format!("{text} 要写成半角的 + - *"), format!("{text} is written as a plain + - *"))
        }
        _ => say(format!("{text} 前面少 + - 或 *"), format!("there is no + - or * before {text}")),
    }
}

fn factor(text: &str) -> Result<Factor, Text> {
    if text.contains(['(', ')', '（', '）']) {
        return Err(say("没有括号；请展开写", "there are no brackets; write it out"));
    }
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        let figure: Milli = text
            .parse()
            .map_err(|_| say(format!("{text} 不是数"), format!("{text} is no number")))?;
        return Ok(Factor::Figure(figure));
    }
    let fine = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if text.starts_with(|it: char| it.is_ascii_lowercase()) && text.chars().all(fine) {
        return Ok(Factor::Item(ItemId::new(text)));
    }
    Err(say(format!("{text} 既不是 id 也不是数"), format!("{text} is neither an id nor a number")))
}
