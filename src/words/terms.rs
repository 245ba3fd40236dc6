//! On which terms something is asked: by another answer, as one of several, or only where needed.
//!
//! It never says how things stand on a day.

use super::times::point;
use crate::schedule::{
    AnswerForm, Condition, Demand, Item, Lang, Must, Part, Point, Schedule, Sense, StateId, Step,
    Test, When,
};

/// Returns the terms on which an item is asked; most have none.
pub fn item_terms(step: &Step, item: &Item, schedule: &Schedule, lang: Lang) -> Vec<String> {
    let mut terms = Vec::new();
    terms.extend(item.only_if.as_ref().map(|it| condition(it, step, schedule, lang)));
    if item.either.is_some() {
        let group = step.items.iter().filter(|it| it.either == item.either && it.id != item.id);
        terms.push(instead(group.map(|it| it.ask.get(lang)), lang));
    }
    if item.must == Must::Optional {
        terms.push(lang.of("可不答", "optional").to_owned());
    }
    if item.turn == Part::Go {
        terms.push(lang.of("各岗报到后才放行", "go: when all have reported").to_owned());
    }
    terms
}

/// Returns the terms on which a step is asked, and what its times are counted from.
pub fn step_terms(step: &Step, schedule: &Schedule, lang: Lang) -> Vec<String> {
    let mut terms = Vec::new();
    if let When::Once(window) = &step.when
        && let Point::Done { .. } = window.due
    {
        terms.push(point(&window.due, schedule, lang));
    }
    terms.extend(step.only_if.as_ref().map(|it| condition(it, step, schedule, lang)));
    if step.either.is_some() {
        let group = schedule.steps.iter().filter(|it| it.either == step.either && it.id != step.id);
        terms.push(instead(group.map(|it| it.title.get(lang)), lang));
    }
    if step.demand == Demand::AsNeeded {
        terms.push(lang.of("需要时才做", "only where needed").to_owned());
    }
    terms
}

fn instead<'a>(others: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let others = others.collect::<Vec<_>>().join(lang.of("、", ", "));
    lang.of(format!("或「{others}」，任选其一"), format!("or \"{others}\": one is enough"))
}

fn condition(it: &Condition, own: &Step, schedule: &Schedule, lang: Lang) -> String {
    let step = schedule.step(&it.step);
    let item = step.and_then(|step| step.item(&it.item));
    let asked = item.map_or(it.item.as_str(), |it| it.ask.get(lang));
    let place = step.filter(|it| it.id != own.id).map(|it| format!("{} / ", it.title.get(lang)));
    let asked = format!("{}{asked}", place.unwrap_or_default());
    let test = match &it.test {
        Test::Is(states) => {
            let names: Vec<&str> = states.iter().map(|it| state(item, it, lang)).collect();
            let names = names.join(lang.of("或", " or "));
            lang.of(format!("答{names}"), format!("is {names}"))
        }
        Test::Sense(Sense::Normal) => lang.of("正常", "is normal").to_owned(),
        Test::Sense(Sense::Abnormal) => lang.of("异常", "is not normal").to_owned(),
        Test::Above(figure) => lang.of(format!("多于 {figure}"), format!("is more than {figure}")),
        Test::Below(figure) => lang.of(format!("少于 {figure}"), format!("is less than {figure}")),
    };
    lang.of(format!("仅当「{asked}」{test}"), format!("only if \"{asked}\" {test}"))
}

/// Returns what an answer is called in the list of its item.
fn state<'a>(item: Option<&'a Item>, id: &'a StateId, lang: Lang) -> &'a str {
    let Some(AnswerForm::States(choices)) = item.map(|it| &it.form) else {
        return match id.as_str() {
            "yes" => lang.of("是", "yes"),
            "no" => lang.of("否", "no"),
            _ => lang.of("不适用", "not applicable"),
        };
    };
    choices.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| it.name.get(lang))
}
