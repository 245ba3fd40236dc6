//! Whether conditions, groups and posts fit the items and steps that they speak of.
//!
//! It judges values that were read, and points at where they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fault::say;
use super::super::{
    AnswerForm, Condition, EitherId, Fault, Item, Milli, Must, Part, Place, Sense, StateId, Step,
    StepId, StepKind, Test, Text, When,
};
use super::flow::ConditionPlaces;
use super::step::StepPlaces;
use super::word::{self, Word};

/// Every step that was read, with the places of its parts.
struct All<'s> {
    steps: &'s [Step],
    places: &'s [StepPlaces],
    index: BTreeMap<&'s StepId, usize>,
}

/// Reports what does not fit between items and steps.
pub(super) fn check(steps: &[Step], places: &[StepPlaces], faults: &mut Vec<Fault>) {
    let index = steps.iter().map(|it| &it.id).zip(0..).collect();
    let all = All { steps, places, index };
    let mut groups = Groups::default();
    for (at, (step, places)) in steps.iter().zip(places).enumerate() {
        if let (Some(condition), Some(place)) = (&step.only_if, &places.only_if) {
            all.check_of_step(at, condition, place, faults);
        }
        if let (Some(name), Some(place)) = (&step.either, places.either) {
            groups.add(name, place);
            check_lone_time(step, place, faults);
        }
        let gap = step.gap.is_some().then_some(places.only_if.as_ref().map(|it| it.whole));
        if let Some(place) = gap.flatten().or(step.gap.as_ref().and(places.either)) {
            faults.push(gap_needs_all(place));
        }
        all.check_items(at, faults);
        check_posts(step, places, faults);
    }
    groups.check(("步骤", "step"), faults);
}

impl All<'_> {
    fn check_items(&self, at: usize, faults: &mut Vec<Fault>) {
        let (step, places) = (&self.steps[at], &self.places[at]);
        let mut groups = Groups::default();
        for (number, (item, place)) in step.items.iter().zip(&places.items).enumerate() {
            if let (Some(condition), Some(place)) = (&item.only_if, &place.only_if) {
                self.check_of_item((at, number), condition, place, faults);
            }
            let (Some(name), Some(either)) = (&item.either, place.either) else { continue };
            groups.add(name, either);
            let fellow = step.items.iter().find(|it| it.either.as_ref() == Some(name));
            if let Some(fellow) = fellow.filter(|it| it.only_if != item.only_if) {
                let title = say(
                    format!("同组的 `{}` 和 `{}` 条件不同", fellow.id, item.id),
                    format!(
                        "`{}` and `{}` are one group, but their conditions differ",
                        fellow.id, item.id
                    ),
                );
                let help = say("同组的检查项写同样的 only-if", "write the same `only-if` for both");
                faults.push(Fault::error(either, title).help(help));
            }
            if item.must == Must::Optional {
                let title = say(
                    format!("`{}` 是二选一，又是可不答", item.id),
                    format!("`{}` is one of several and optional as well", item.id),
                );
                let help = say("删去 optional 或 either", "remove `optional` or `either`");
                faults.push(Fault::error(either, title).help(help));
            }
        }
        groups.check(("检查项", "item"), faults);
    }

    fn check_of_item(
        &self,
        (at, number): (usize, usize),
        condition: &Condition,
        place: &ConditionPlaces,
        faults: &mut Vec<Fault>,
    ) {
        let step = &self.steps[at];
        if condition.step != step.id {
            self.check_of_step(at, condition, place, faults);
            return;
        }
        let Some(other) = item_of(step, condition, place, faults) else { return };
        if other >= number {
            let stands = self.places[at].items[other].ask;
            let title = say(
                format!("`{}` 排在后面，不能决定这一项", condition.item),
                format!("`{}` does not come before this item", condition.item),
            );
            let fault = Fault::error(place.item, title).help(say(
                "把它移到前面，或换一个更早的检查项",
                "move it up or name an earlier item",
            ));
            let fault = if other == number {
                fault
            } else {
                fault.note(stands, say("它在这里才问", "it is asked here"))
            };
            faults.push(fault);
            return;
        }
        check_test(&step.items[other], condition, place, faults);
    }

    /// A step, or an item, that depends on the answer of another step: that comes first.
    fn check_of_step(
        &self,
        at: usize,
        condition: &Condition,
        place: &ConditionPlaces,
        faults: &mut Vec<Fault>,
    ) {
        let own = &self.steps[at];
        let Some(named) = place.step else {
            let title =
                say("步骤的条件要写是哪一步的", "the condition of a step names another step");
            let help = say(
                "写上 step，例如 only-if = { step = \"doors-open\", item = \"outside\", is = [\"crowding\"] }",
                "write its `step`, as in only-if = { step = \"doors-open\", item = \"outside\", is = [\"crowding\"] }",
            );
            faults.push(Fault::error(place.whole, title).help(help));
            return;
        };
        let names: Vec<&str> = self.steps.iter().map(|it| it.id.as_str()).collect();
        let word = Word { text: condition.step.as_str(), place: named };
        if !word::is_known(word, word::STEP, Some(&names), faults) {
            return;
        }
        let Some(other) = self.index.get(&condition.step).copied() else { return };
        let deciding = &self.steps[other];
        if other == at || !self.comes_before(other, at) {
            let title = say(
                format!("`{}` 没有排在 `{}` 后面", own.id, deciding.id),
                format!("`{}` does not come after `{}`", own.id, deciding.id),
            );
            let help = say(
                format!("写上 after = [\"{}\"]：先有答案，才知道要不要做", deciding.id),
                format!("write after = [\"{}\"], so that the answer is there first", deciding.id),
            );
            faults.push(Fault::error(named, title).help(help));
            return;
        }
        if let StepKind::Sweep(_) = deciding.kind {
            let title = say(
                "清场每层各有答案，不能用来决定别的步骤",
                "a sweep has an answer for each floor; none of them decides",
            );
            let help = say("换一个只问一次的检查项", "name an item that is asked once");
            faults.push(Fault::error(named, title).help(help));
            return;
        }
        if let Some(item) = item_of(deciding, condition, place, faults) {
            check_test(&deciding.items[item], condition, place, faults);
        }
    }

    /// Returns whether one step is concluded before the other is asked.
    fn comes_before(&self, first: usize, later: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![later];
        while let Some(at) = open.pop() {
            for id in &self.steps[at].after {
                let Some(before) = self.index.get(id).copied() else { continue };
                if before == first {
                    return true;
                }
                if seen.insert(before) {
                    open.push(before);
                }
            }
        }
        false
    }
}

fn item_of(
    step: &Step,
    condition: &Condition,
    place: &ConditionPlaces,
    faults: &mut Vec<Fault>,
) -> Option<usize> {
    let names: Vec<&str> = step.items.iter().map(|it| it.id.as_str()).collect();
    let word = Word { text: condition.item.as_str(), place: place.item };
    word::is_known(word, word::ITEM, Some(&names), faults)
        .then(|| step.items.iter().position(|it| it.id == condition.item))
        .flatten()
}

/// Checks that an item can be answered so, and that the answer does not itself stop the way.
fn check_test(
    item: &Item,
    condition: &Condition,
    place: &ConditionPlaces,
    faults: &mut Vec<Fault>,
) {
    let before = faults.len();
    match (&condition.test, &item.form) {
        (Test::Is(words), AnswerForm::States(states)) => {
            let known: Vec<&str> = states.iter().map(|it| it.id.as_str()).collect();
            for (word, place) in words.iter().zip(&place.test) {
                let word = Word { text: word.as_str(), place: *place };
                word::is_known(word, word::STATE, Some(&known), faults);
            }
        }
        (Test::Is(words), AnswerForm::YesNo(_)) => {
            for (word, place) in words.iter().zip(&place.test) {
                let word = Word { text: word.as_str(), place: *place };
                let known = ["yes", "no", "not-applicable"];
                word::is_known(word, word::STATE, Some(&known), faults);
            }
        }
        (Test::Below(Milli(limit)), AnswerForm::Count(_)) if *limit <= 0 => {
            let title =
                say("数目不会小于零，永远不问", "no count is below zero: it is never asked");
            let help = say("写一个正数", "write a number above zero");
            faults.push(Fault::error(place.whole, title).help(help));
        }
        (Test::Above(_) | Test::Below(_), form) if form.is_numeric() => {}
        (Test::Sense(sense), form) if *sense == Sense::Normal || can_be_abnormal(form) => {}
        (Test::Is(_) | Test::Sense(_) | Test::Above(_) | Test::Below(_), form) => {
            faults.push(wrong_test(item, form, place));
        }
    }
    if faults.len() == before && item.gate && only_abnormal(item, &condition.test) {
        let title = say(
            format!("永远问不到：`{}` 是放行条件", item.id),
            format!("it is never asked: `{}` is a gate", item.id),
        );
        let label = say("这样回答时后面都停住", "such an answer holds all that follows");
        let help = say(
            "去掉那一项的 gate，或按它的正常答案来写条件",
            "remove the `gate` of that item, or depend on a normal answer",
        );
        faults.push(Fault::error(place.whole, title).label(label).help(help));
    }
}

fn can_be_abnormal(form: &AnswerForm) -> bool {
    match form {
        AnswerForm::States(_) | AnswerForm::YesNo(_) => true,
        AnswerForm::Number(it) => {
            it.min.is_some() || it.max.is_some() || form.comparison().is_some()
        }
        AnswerForm::Count(it) => it.normal_max.is_some() || form.comparison().is_some(),
        AnswerForm::Money(_) => form.comparison().is_some(),
        AnswerForm::Computed(it) => it.min.is_some() || it.max.is_some(),
        AnswerForm::Time(it) => it.not_before.is_some() || it.not_after.is_some(),
        AnswerForm::Code(_) => true,
        AnswerForm::Text(_) | AnswerForm::Names(_) | AnswerForm::Photo => false,
    }
}

fn only_abnormal(item: &Item, test: &Test) -> bool {
    match (test, &item.form) {
        (Test::Sense(sense), _) => *sense == Sense::Abnormal,
        (Test::Is(words), AnswerForm::States(states)) => {
            let abnormal = |word: &StateId| {
                states.iter().any(|it| it.id == *word && it.sense == Sense::Abnormal)
            };
            words.iter().all(abnormal)
        }
        (Test::Is(_) | Test::Above(_) | Test::Below(_), _) => false,
    }
}

fn wrong_test(item: &Item, form: &AnswerForm, place: &ConditionPlaces) -> Fault {
    let title = say(
        format!("`{}` 不会有这样的答案", item.id),
        format!("`{}` is never answered so", item.id),
    );
    let help = match form {
        AnswerForm::States(_) | AnswerForm::YesNo(_) => {
            say("它的答案是状态：写 is = [\"…\"]", "it is answered by a state: write is = [\"…\"]")
        }
        AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_) => say(
            "它的答案是数：写 above、below，或在那一项写上限再用 is = \"abnormal\"",
            "it is answered by a number: write `above` or `below`, or give it a limit for is = \"abnormal\"",
        ),
        AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Text(_)
        | AnswerForm::Names(_)
        | AnswerForm::Photo => say(
            "它只能用 is = \"normal\" 或 \"abnormal\"；换一个有状态或数目的检查项",
            "it decides at most by is = \"normal\" or \"abnormal\"; name an item with states or a number",
        ),
    };
    Fault::error(place.whole, title).help(help)
}

/// The groups of which one is enough, each with the places of its members.
#[derive(Default)]
struct Groups(BTreeMap<EitherId, Vec<Place>>);

impl Groups {
    fn add(&mut self, name: &EitherId, place: Place) {
        self.0.entry(name.clone()).or_default().push(place);
    }

    fn check(&self, (zh, en): (&str, &str), faults: &mut Vec<Fault>) {
        for (name, places) in &self.0 {
            let [alone] = places[..] else { continue };
            let title = say(
                format!("`{name}` 组里只有一个{zh}，没有可选的"),
                format!("`{name}` has one {en} only: there is nothing to choose from"),
            );
            let others: Vec<&str> =
                self.0.keys().filter(|it| *it != name).map(EitherId::as_str).collect();
            let help: Text = match word::nearest(name.as_str(), &others) {
                Some(near) => {
                    say(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?"))
                }
                None => say(
                    format!("给另一个{zh}也写 either = \"{name}\"，或删去它"),
                    format!("write either = \"{name}\" for another {en} too, or remove it"),
                ),
            };
            faults.push(Fault::error(alone, title).help(help));
        }
    }
}

fn check_lone_time(step: &Step, place: Place, faults: &mut Vec<Fault>) {
    if let When::Every(_) = step.when {
        let title = say("重复的步骤不能二选一", "a repeated step cannot be one of several");
        let help = say("换成一天一次的步骤", "make it a step that comes once a day");
        faults.push(Fault::error(place, title).help(help));
    }
}

fn gap_needs_all(place: Place) -> Fault {
    let title = say("有 gap 的步骤不能视情况才做", "a step with a `gap` is done in any case");
    Fault::error(place, title)
        .help(say("删去 gap，或删去 only-if、either", "remove `gap`, or `only-if` and `either`"))
}

/// Checks that posts report to somebody who then says go.
fn check_posts(step: &Step, places: &StepPlaces, faults: &mut Vec<Fault>) {
    let posts = step.items.iter().filter(|it| it.turn == Part::Post).count();
    let go: Vec<Place> = step
        .items
        .iter()
        .zip(&places.items)
        .filter(|(it, _)| it.turn == Part::Go)
        .map(|(_, place)| place.go.unwrap_or(place.ask))
        .collect();
    match (posts, places.posts, &go[..]) {
        (1.., Some(posts), []) => {
            let title =
                say("岗位都报到以后，没有放行的一项", "no item says go when all have reported");
            let help = say(
                "给放行的那一项写 go = true",
                "write go = true for the item that is the word to go",
            );
            faults.push(Fault::error(posts, title).help(help));
        }
        (0, None, [go, ..]) => {
            let title =
                say("没有岗位要报到，`go` 无从等起", "there are no posts for `go` to wait for");
            let help = say("写上 posts，或删去 go", "write `posts`, or remove `go`");
            faults.push(Fault::error(*go, title).help(help));
        }
        (_, _, [first, second, ..]) => {
            let title = say("一个步骤只有一个 go", "a step has one `go`");
            let fault = Fault::error(*second, title)
                .help(say("删去一个；其余的用 gate", "remove one; use `gate` for the others"));
            faults.push(fault.note(*first, say("第一个在这里", "the first is here")));
        }
        (_, _, _) => {}
    }
    if let (StepKind::Sweep(_) | StepKind::Meal(_), Some(posts)) = (&step.kind, places.posts) {
        let title = say("清场和用餐没有岗位报到", "a sweep or a meal has no posts");
        let help = say("另写一个步骤", "make it a step of its own");
        faults.push(Fault::error(posts, title).help(help));
    }
}
