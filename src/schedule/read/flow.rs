//! `only-if`, `either`, `posts`: when something is asked at all, and who reports before the go.
//!
//! It reads what stands there; whether it fits the other items and steps is checked in `links`.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    AnswerForm, Condition, EitherId, Fault, Item, ItemId, Known, Must, NamesForm, Part, Place,
    Sense, StateChoice, StateId, StepId, Test, Text,
};
use super::answer;
use super::item::ItemPlaces;
use super::store::Store;
use super::table::Node;
use super::value;
use super::word::{self, Given, Word};

/// Where the parts of a condition stand.
#[derive(Clone, Debug)]
pub(in super::super) struct ConditionPlaces {
    /// The whole of it.
    pub(in super::super) whole: Place,
    /// The step, where one is named.
    pub(in super::super) step: Option<Place>,
    /// The item.
    pub(in super::super) item: Place,
    /// The words or the number that the answer is held against.
    pub(in super::super) test: Vec<Place>,
}

const EXAMPLE: &str = "only-if = { item = \"outside\", is = [\"crowding\"] }";

/// Reads `only-if`; a condition that names no step means the step it stands in.
pub(super) fn condition(
    node: Option<Node<'_>>,
    own: &str,
    faults: &mut Vec<Fault>,
) -> Option<(Condition, ConditionPlaces)> {
    let node = node?;
    let mut fields = node.fields(EXAMPLE, faults)?;
    let step = fields.take("step");
    let step = step.and_then(|it| it.word("step = \"doors-open\"", faults));
    let item = fields.need("item", "item = \"outside\"", faults);
    let item = item.and_then(|it| it.word("item = \"outside\"", faults));
    let (is, above, below) = (fields.take("is"), fields.take("above"), fields.take("below"));
    fields.finish(faults);
    let given: Vec<&Node<'_>> = [&is, &above, &below].into_iter().flatten().collect();
    let [one] = given[..] else {
        let title = say(
            "条件要写 is、above、below 中的一个",
            "a condition has one of `is`, `above` and `below`",
        );
        let help = say(
            format!("例如 {EXAMPLE}，或 above = 3"),
            format!("for example {EXAMPLE}, or above = 3"),
        );
        faults.push(Fault::error(node.place, title).help(help));
        return None;
    };
    let (test, places) = match one.key {
        "is" => is_test(one, faults)?,
        "above" => (Test::Above(value::milli(one, faults)?), vec![one.place]),
        _ => (Test::Below(value::milli(one, faults)?), vec![one.place]),
    };
    let item = item?;
    let condition = Condition {
        step: StepId::new(step.map_or(own, |it| it.text)),
        item: ItemId::new(item.text),
        test,
    };
    let places = ConditionPlaces {
        whole: node.place,
        step: step.map(|it| it.place),
        item: item.place,
        test: places,
    };
    Some((condition, places))
}

fn is_test(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<(Test, Vec<Place>)> {
    let example = "is = [\"crowding\"]";
    let words = match node.value {
        DeValue::String(_) => node.word(example, faults).into_iter().collect(),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => node.words(example, faults),
    };
    if words.is_empty() {
        if matches!(node.value, DeValue::Array(_)) {
            let title = say("条件里没有答案", "the condition names no answer");
            let help = say(format!("例如 {example}"), format!("for example {example}"));
            faults.push(Fault::error(node.place, title).help(help));
        }
        return None;
    }
    let places = words.iter().map(|it| it.place).collect();
    let test = match words[..] {
        [Word { text: "normal", .. }] => Test::Sense(Sense::Normal),
        [Word { text: "abnormal", .. }] => Test::Sense(Sense::Abnormal),
        _ => Test::Is(words.iter().map(|it| StateId::new(it.text)).collect()),
    };
    Some((test, places))
}

/// Reads `either`: the name of a group of which one is enough.
pub(super) fn either(node: Option<Node<'_>>, faults: &mut Vec<Fault>) -> Option<(EitherId, Place)> {
    let word = node?.word("either = \"gas\"", faults)?;
    Given::new(word::EITHER).add(word, faults)?;
    Some((EitherId::new(word.text), word.place))
}

/// Reads `record-who`: an item that asks who takes part, before the others.
pub(super) fn who(
    node: Option<Node<'_>>,
    clauses: &[super::super::Clause],
    faults: &mut Vec<Fault>,
) -> Option<(Item, ItemPlaces)> {
    let node = node?;
    node.flag(faults).filter(|it| *it)?;
    let ask = say("参加人员姓名", "Names of those who take part");
    let item = Item {
        clauses: clauses.to_vec(),
        turn: Part::Who,
        ..bare("who", ask, AnswerForm::Names(NamesForm { at_least: 1 }))
    };
    Some((item, ItemPlaces::nowhere(node.place)))
}

/// Reads `posts`: who reports before the word to go, each an item of its own.
pub(super) fn posts<'a>(
    node: Option<Node<'a>>,
    given: &mut Given<'a>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> Vec<(Item, ItemPlaces)> {
    let Some(node) = node else { return Vec::new() };
    let example = "posts = { ask = \"…\", of = [\"guard\", \"1F\"] }";
    let Some(mut fields) = node.fields(example, faults) else { return Vec::new() };
    let ask = fields.need("ask", "ask = { zh = \"就位？\", en = \"in place?\" }", faults);
    let ask = ask.and_then(|it| it.text(faults));
    let clauses = super::item::clauses(fields.take("clause"), faults);
    let form = fields
        .take("answer")
        .map_or_else(|| Some(ready()), |it| Some(answer::form(&it, store, faults)?.0));
    let known = [("radio", Known::Radio), ("seen", Known::Seen)];
    let known = fields.take("known").map_or(Some(Known::Radio), |it| it.choice(&known, faults));
    let of = fields.need("of", "of = [\"guard\", \"1F\"]", faults);
    let of = of.and_then(|it| it.list("of = [\"guard\", \"1F\"]", faults).map(|list| (it, list)));
    fields.finish(faults);
    let Some((of, list)) = of else { return Vec::new() };
    if list.len() < 2 {
        let title = say("报到的岗位至少两个", "there are two posts or more");
        let help = say("只有一个，就写成普通检查项", "a single one is an item like any other");
        faults.push(Fault::error(of.place, title).help(help));
    }
    let mut all = Vec::new();
    for one in list {
        let Some((id, name)) = post(&one, store, faults) else { continue };
        // A role or a floor has its own name; a place that is named here gets a new one.
        let id = match one.value {
            DeValue::Table(_) => given.add(id, faults),
            _ => given.add_as_is(id, faults),
        };
        let Some(id) = id else { continue };
        let (Some(ask), Some(form), Some(known)) = (&ask, &form, known) else { continue };
        let ask = Text {
            zh: format!("{}：{}", name.zh, ask.zh),
            en: format!("{}: {}", name.en, ask.en),
        };
        let item = Item {
            clauses: clauses.clone(),
            known,
            gate: true,
            turn: Part::Post,
            ..bare(id.text, ask, form.clone())
        };
        all.push((item, ItemPlaces { checks_only: true, ..ItemPlaces::nowhere(one.place) }));
    }
    all
}

/// Returns the name of a post: a floor, a role, or a place that is named here.
fn post<'a>(
    node: &Node<'a>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> Option<(Word<'a>, Text)> {
    if let DeValue::Table(_) = node.value {
        let example = "{ id = \"outer\", name = \"…\" }";
        let mut fields = node.fields(example, faults)?;
        let id = fields.need("id", "id = \"outer\"", faults);
        let id = id.and_then(|it| it.word("id = \"outer\"", faults));
        let name = fields.need("name", "name = { zh = \"外岗\", en = \"outer post\" }", faults);
        let name = name.and_then(|it| it.text(faults));
        fields.finish(faults);
        return id.zip(name);
    }
    let word = node.word("of = [\"guard\", \"1F\"]", faults)?;
    let (floors, roles) = (store.floors.as_ref()?, store.roles.as_ref()?);
    let known: Vec<&str> = roles.iter().chain(floors).copied().collect();
    if !word::is_known(word, word::POST, Some(&known), faults) {
        return None;
    }
    let schedule = &store.schedule;
    let role = schedule.roles.iter().find(|it| it.id.as_str() == word.text).map(|it| &it.name);
    let floor = schedule.floors.iter().find(|it| it.id.as_str() == word.text).map(|it| &it.name);
    role.or(floor).map(|name| (word, name.clone()))
}

fn ready() -> AnswerForm {
    let state = |id: &str, zh: &str, en: &str, sense| StateChoice {
        id: StateId::new(id),
        name: say(zh, en),
        sense,
    };
    AnswerForm::States(vec![
        state("ready", "就位", "ready", Sense::Normal),
        state("not-ready", "未就位", "not ready", Sense::Abnormal),
    ])
}

fn bare(id: &str, ask: Text, form: AnswerForm) -> Item {
    Item {
        id: ItemId::new(id),
        ask,
        clauses: Vec::new(),
        form,
        known: Known::Seen,
        gate: false,
        exits: None,
        only_if: None,
        either: None,
        must: Must::Required,
        turn: Part::Own,
    }
}
