//! `[[step]]`: who does what, when, on what condition, and what is asked.
//!
//! It checks a step by itself and what it names; how steps hang together is checked in `lint`.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    AreaEnd, Base, Demand, Early, Fault, FloorId, Item, Minutes, Moment, Named, Order, Part,
    PhaseId, Place, Point, RoleId, Step, StepId, StepKind, Weight, When, Window,
};
use super::areas;
use super::figures;
use super::flow::{self, ConditionPlaces};
use super::item::{self, ItemPlaces};
use super::meal::meal;
use super::owed;
use super::point::{Begins, Points};
use super::signing;
use super::store::{At, Store};
use super::table::{Fields, Node};
use super::variant;
use super::when::{self, Defaults, Timed};
use super::word::{self, Given, Word};

/// More items than this belong into several steps.
const ITEMS_MAX: usize = 100;

const EARLY: [(&str, Early); 2] = [("refuse", Early::Refuse), ("warn", Early::Warn)];

const ORDER: [(&str, Order); 2] = [("strict", Order::Strict), ("free", Order::Free)];

const WEIGHTS: [(&str, Weight); 3] =
    [("routine", Weight::Routine), ("legal", Weight::Legal), ("life-safety", Weight::LifeSafety)];

/// Where the parts of a step stand, for the checks that come later.
#[derive(Clone, Debug)]
pub(in super::super) struct StepPlaces {
    /// Its name.
    pub(in super::super) id: Place,
    /// The steps it comes after, in the order of `Step::after`.
    pub(in super::super) after: Vec<Place>,
    /// The answer without which it is not asked.
    pub(in super::super) only_if: Option<ConditionPlaces>,
    /// The group of which one is enough.
    pub(in super::super) either: Option<Place>,
    /// Where its posts stand.
    pub(in super::super) posts: Option<Place>,
    /// The steps that it is counted from, in the order of `When::anchors`.
    pub(in super::super) anchors: Vec<Place>,
    /// Its items, in the order of `Step::items`.
    pub(in super::super) items: Vec<ItemPlaces>,
    /// The areas that it names, which are no floors.
    pub(in super::super) areas: Vec<Named<FloorId>>,
    /// What is owed of it over several days, if that is said.
    pub(in super::super) owed: Option<Place>,
    /// Whether its times and floors could be read.
    pub(in super::super) sound: bool,
}

/// What a step is read against.
pub(super) struct Surroundings<'s, 'a> {
    pub(super) store: &'s Store<'a>,
    /// Every step of the folder; nothing where a file could not be read.
    pub(super) steps: Option<&'s [&'a str]>,
    /// Every event of the folder; nothing where a file could not be read.
    pub(super) events: Option<&'s [&'a str]>,
    pub(super) phase: &'s PhaseId,
    /// When the steps of the phase close, unless they say otherwise.
    pub(super) closes: Option<At>,
}

impl<'s, 'a> Surroundings<'s, 'a> {
    /// Returns the points that the times of a step of every day may name.
    fn points(&self, own: Option<&'a str>) -> Points<'s, 'a> {
        let (store, begins) = (self.store, Begins::Daily);
        Points { store, steps: self.steps, events: self.events, own, begins }
    }
}

/// Reads one step; one without a good name is left out.
pub(super) fn read<'a>(
    mut fields: Fields<'a>,
    given: &mut Given<'a>,
    around: &Surroundings<'_, 'a>,
    faults: &mut Vec<Fault>,
) -> Option<(Step, StepPlaces)> {
    let (store, head) = (around.store, fields.place);
    let id = fields.need("id", "id = \"doors-open\"", faults);
    let id = id.and_then(|it| it.word("id = \"doors-open\"", faults));
    let id = id.and_then(|it| given.add(it, faults));
    let title = fields.need("title", "title = { zh = \"…\", en = \"…\" }", faults);
    let title = title.and_then(|it| it.text(faults));
    let clauses = item::clauses(fields.take("clause"), faults);
    let role = role(&mut fields, store, faults);
    let with = roles(fields.take("with"), store, faults);
    let weight = choose(&mut fields, "weight", &WEIGHTS, faults);
    let early = choose(&mut fields, "early", &EARLY, faults);
    let order = choose(&mut fields, "order", &ORDER, faults);
    let faults_before = faults.len();
    let (kind, meal, areas) = kind(&mut fields, store, faults);
    let kind_is_sound = faults.len() == faults_before;
    let after = after(&mut fields, id, around.steps, faults);
    let sign = signing::sign(fields.take("sign"), store, faults);
    let mut occurs = variant::occurs(&mut fields, store, faults);
    let (owed, owed_place) = owed::read(&mut fields, faults);
    occurs.owed = owed;
    let defaults = Defaults { closes: around.closes.clone(), meal };
    let own = id.map(|it| it.text);
    let timed = when::read(&mut fields, &defaults, around.points(own), faults);
    let optional = fields.take("optional");
    let demand = optional.map_or(Demand::Always, |it| demand(&it, timed.as_ref(), faults));
    let (when, anchors) = timed.map(|it| (it.when, it.anchors)).unzip();
    owed::check_shape(owed_place, &kind, when.as_ref(), faults);
    let gap = fields.take("gap").and_then(|it| when::gap(&it, when.as_ref(), store, faults));
    let only_if = flow::condition(fields.take("only-if"), "", faults).unzip();
    let either = flow::either(fields.take("either"), faults).unzip();
    let posts = fields.take("posts");
    let more = Extra { posts, who: flow::who(fields.take("record-who"), &clauses, faults) };
    let (items, item_places) =
        items(&mut fields, (head, own.unwrap_or_default()), (&kind, more), store, faults);
    fields.finish(faults);
    let id = id?;
    let places = StepPlaces {
        id: id.place,
        after: after.iter().map(|it| it.place).collect(),
        only_if: only_if.1,
        either: either.1,
        posts: posts.map(|it| it.place),
        anchors: anchors.unwrap_or_default(),
        items: item_places,
        areas,
        owed: owed_place,
        sound: when.is_some() && kind_is_sound,
    };
    let step = Step {
        id: StepId::new(id.text),
        phase: around.phase.clone(),
        title: title.unwrap_or_else(|| super::super::Text::same(id.text)),
        clauses,
        role: RoleId::new(role.map_or("", |it| it.text)),
        with,
        weight,
        occurs,
        when: when.unwrap_or_else(unread),
        demand,
        early,
        after: after.iter().map(|it| StepId::new(it.text)).collect(),
        only_if: only_if.0,
        either: either.0,
        order,
        sign,
        gap,
        kind,
        items,
    };
    Some((step, places))
}

fn role<'a>(
    fields: &mut Fields<'a>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Word<'a>> {
    let role = fields.need("role", "role = \"duty-manager\"", faults);
    let role = role.and_then(|it| it.word("role = \"duty-manager\"", faults));
    role.filter(|it| is_role(*it, store, faults))
}

/// Reads whether a step is only done where it is needed.
fn demand(node: &Node<'_>, timed: Option<&Timed>, faults: &mut Vec<Fault>) -> Demand {
    let repeats = timed.is_some_and(|it| matches!(it.when, When::Every(_) | When::Series(_)));
    match node.flag(faults) {
        Some(true) if repeats => {
            let title = say("重复的步骤不能可做可不做", "a step that repeats is not optional");
            let help = say(
                "删去 optional；不定时要做的写 start = \"by-hand\"",
                "remove `optional`; what is done now and then has start = \"by-hand\"",
            );
            faults.push(Fault::error(node.place, title).help(help));
            Demand::Always
        }
        Some(true) => Demand::AsNeeded,
        Some(false) | None => Demand::Always,
    }
}

/// Stands in for times with a fault; a schedule that holds it is never handed out.
fn unread() -> When {
    let end = || Point::Clock(Moment { base: Base::DayEnd, offset: Minutes(0) });
    When::Once(Window { earliest: end(), due: end(), finish_by: end(), closes: end() })
}

/// Reads one of several words; the first of them is the default.
fn choose<T: Copy, const N: usize>(
    fields: &mut Fields<'_>,
    key: &'static str,
    choices: &[(&'static str, T); N],
    faults: &mut Vec<Fault>,
) -> T {
    let chosen = fields.take(key).and_then(|it| it.choice(choices, faults));
    chosen.unwrap_or(choices[0].1)
}

fn is_role(word: Word<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> bool {
    word::is_known(word, word::ROLE, store.roles.as_deref(), faults)
}

/// Reads a list of roles, each once.
pub(super) fn roles(
    node: Option<Node<'_>>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<RoleId> {
    let Some(node) = node else { return Vec::new() };
    let words = node.words(&format!("{} = [\"electrician\"]", node.key), faults);
    let mut given = Given::new(word::ROLE);
    let mut all = Vec::new();
    for word in words {
        if is_role(word, store, faults) && given.add(word, faults).is_some() {
            all.push(RoleId::new(word.text));
        }
    }
    all
}

fn after<'a>(
    fields: &mut Fields<'a>,
    id: Option<Word<'a>>,
    steps: Option<&[&'a str]>,
    faults: &mut Vec<Fault>,
) -> Vec<Word<'a>> {
    let example = "after = [\"floor-tour\"]";
    let words = fields.take("after").map(|it| it.words(example, faults)).unwrap_or_default();
    let mut given = Given::new(word::STEP);
    let mut all = Vec::new();
    for word in words {
        if id.is_some_and(|it| it.text == word.text) {
            let title = say("步骤不能排在自己后面", "a step cannot come after itself");
            let help = say("删去这个名字", "remove this name");
            faults.push(Fault::error(word.place, title).help(help));
        } else if steps.is_none() || word::is_known(word, word::STEP, steps, faults) {
            all.extend(given.add(word, faults));
        }
    }
    all
}

type Kind = (StepKind, Option<(At, At)>, Vec<Named<FloorId>>);

fn kind<'a>(fields: &mut Fields<'a>, store: &Store<'a>, faults: &mut Vec<Fault>) -> Kind {
    let sweep_node = fields.take("sweep");
    let (each_node, meal_node) = (fields.take("each"), fields.take("meal"));
    let by_area = sweep_node.or(each_node);
    if let (Some(sweep), Some(meal)) = (by_area, meal_node) {
        let title = say("一个步骤不能既清场又用餐", "a step is a sweep or a meal, not both");
        let fault = Fault::error(meal.place, title)
            .help(say("分成两个步骤", "make two steps of it"))
            .note(sweep.place, say("这里是清场", "it is a sweep here"));
        faults.push(fault);
    }
    if let (Some(sweep), Some(each)) = (sweep_node, each_node) {
        let title = say("`sweep` 和 `each` 只能写一个", "a step has `sweep` or `each`, not both");
        let fault = Fault::error(each.place, title)
            .help(say(
                "每处要有清场结果就写 sweep，只答检查项就写 each",
                "`sweep` asks for an outcome of each area, `each` only for the items",
            ))
            .note(sweep.place, say("另一个在这里", "the other one"));
        faults.push(fault);
    }
    if let Some(node) = sweep_node {
        if let Some((kind, areas)) = areas::list(&node, AreaEnd::Outcome, store, faults) {
            return (kind, None, areas);
        }
        return (StepKind::Sweep(sweep(&node, store, faults)), None, Vec::new());
    }
    if let Some(node) = each_node {
        let (kind, areas) = areas::each(&node, store, faults);
        return (kind, None, areas);
    }
    match meal_node {
        Some(node) => {
            let (kind, ends) = meal(&node, store, faults);
            (kind, ends, Vec::new())
        }
        None => (StepKind::Checklist, None, Vec::new()),
    }
}

fn sweep(node: &Node<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Vec<FloorId> {
    let all: Vec<FloorId> = store.schedule.floors.iter().map(|it| it.id.clone()).collect();
    let example = "sweep = \"all\"";
    if let DeValue::String(text) = node.value {
        let known = text == "all";
        if !known {
            let word = Word { text: text.as_ref(), place: node.place };
            word::is_known(word, word::FLOOR, Some(&["all", "today"]), faults);
        } else if all.is_empty() && store.floors.as_ref().is_some_and(Vec::is_empty) {
            let title = say("没有楼层可清", "there is no floor to sweep");
            let help = say("在 store.toml 里写 [[floor]]", "write [[floor]] in store.toml");
            faults.push(Fault::error(node.place, title).help(help));
        }
        return all;
    }
    let words = node.words(example, faults);
    if words.is_empty() && matches!(node.value, DeValue::Array(_)) {
        let title = say("没有楼层可清", "there is no floor to sweep");
        let help = say("写上楼层，或写 \"all\"", "name the floors or write \"all\"");
        faults.push(Fault::error(node.place, title).help(help));
    }
    let mut floors: Vec<FloorId> = Vec::new();
    let mut lowest: Option<(usize, Word<'_>)> = None;
    for word in words {
        if !word::is_known(word, word::FLOOR, store.floors.as_deref(), faults) {
            continue;
        }
        let Some(depth) = all.iter().position(|it| it.as_str() == word.text) else { continue };
        match lowest {
            Some((other, above)) if other >= depth => {
                let (this, that) = (word.text, above.text);
                let title = say(
                    format!("清场要从上往下：{this} 不能排在 {that} 后面"),
                    format!("a sweep goes from the top down: {this} cannot follow {that}"),
                );
                let fault = Fault::error(word.place, title)
                    .help(say(
                        "按 store.toml 的楼层次序写，每层一次",
                        "name each floor once, in the order of store.toml",
                    ))
                    .note(above.place, say("前一层在这里", "the floor before it"));
                faults.push(fault);
            }
            Some(_) | None => {
                lowest = Some((depth, word));
                floors.push(FloorId::new(word.text));
            }
        }
    }
    floors
}

/// Items that stand in a step without a table of their own.
struct Extra<'a> {
    posts: Option<Node<'a>>,
    who: Option<(Item, ItemPlaces)>,
}

fn items<'a>(
    fields: &mut Fields<'a>,
    (head, own): (Place, &str),
    (kind, more): (&StepKind, Extra<'a>),
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> (Vec<Item>, Vec<ItemPlaces>) {
    let tables = fields.take("item").map(|it| it.tables("[[step.item]]", faults));
    let tables = tables.unwrap_or_default();
    let by_items = match kind {
        StepKind::Checklist => true,
        StepKind::Areas(list) => list.end == AreaEnd::Items,
        StepKind::Sweep(_) | StepKind::Meal(_) => false,
    };
    if tables.is_empty() && by_items {
        let title = say("这个步骤没有检查项", "this step has no item");
        let help = say(
            "写上 [[step.item]]，至少一项：id、ask、answer",
            "write one [[step.item]] or more, with id, ask and answer",
        );
        faults.push(Fault::error(head, title).help(help));
    }
    if tables.len() > ITEMS_MAX {
        let count = tables.len();
        let title = say(format!("检查项太多：{count} 个"), format!("too many items: {count}"));
        let help = say("一个步骤最多 100 项；请分成几步", "a step may have 100; split it");
        faults.push(Fault::error(head, title).help(help));
    }
    let mut given = Given::new(word::ITEM);
    if let Some((_, place)) = &more.who {
        given.add(Word { text: "who", place: place.ask }, faults);
    }
    let posts = flow::posts(more.posts, &mut given, store, faults);
    let read = tables.into_iter().filter_map(|it| item::read(it, &mut given, (own, store), faults));
    let mut all: Vec<(Item, ItemPlaces)> = more.who.into_iter().chain(read).collect();
    // The posts report before the word to go, and after the order that stands before it.
    let go = all.iter().position(|(it, _)| it.turn == Part::Go).unwrap_or(all.len());
    all.splice(go..go, posts);
    let (items, places): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    figures::check(&items, &places, &given.words(), faults);
    (items, places)
}
