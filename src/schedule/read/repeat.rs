//! `repeat`: a step that is done again and again, at listed times, or on each floor at its own.
//!
//! It never looks at the other steps.

use super::super::fault::say;
use super::super::{
    Counted, Fault, FloorId, LastRound, Minutes, Rounds, Series, Slot, SlotCloses, SlotPlace, When,
};
use super::point::{self, Pointed, Points};
use super::store::{At, Store, clock};
use super::table::{Fields, Node};
use super::time;
use super::when::{Defaults, Timed, in_order};
use super::word;

const EXAMPLE: &str = "repeat = { every = \"30m\", from = \"open\", to = \"close\" }";

/// What only rounds at the same distance have.
const ROUND_KEYS: [&str; 4] = ["from", "to", "last", "counted"];

/// More times than this are a mistake of some program, not of a person.
const SLOTS_MAX: usize = 200;

/// How long before and after its due time each is in time, and is announced.
struct Margins {
    early_by: Minutes,
    finish_within: Minutes,
    warn: Minutes,
}

/// Reads how a step repeats; nothing where a fault stands in the way.
pub(super) fn read(
    node: &Node<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let mut fields = node.fields(EXAMPLE, faults)?;
    let (at, floors) = (fields.take("at"), fields.take("per-floor"));
    match (at, floors) {
        (None, None) => rounds(fields, points.store, faults),
        (Some(at), Some(floors)) => {
            let title =
                say("`at` 和 `per-floor` 只能写一个", "`at` and `per-floor` do not go together");
            let fault = Fault::error(floors.place, title)
                .help(say("分成两个步骤", "make two steps of it"))
                .note(at.place, say("at 在这里", "at is here"));
            faults.push(fault);
            None
        }
        (Some(list), None) => {
            no_round_keys(&mut fields, &list, faults);
            listed(&list, fields, defaults, points, faults)
        }
        (None, Some(table)) => {
            no_round_keys(&mut fields, &table, faults);
            per_floor(&table, fields, defaults, points, faults)
        }
    }
}

fn no_round_keys(fields: &mut Fields<'_>, list: &Node<'_>, faults: &mut Vec<Fault>) {
    for key in ["every"].into_iter().chain(ROUND_KEYS) {
        let Some(node) = fields.take(key) else { continue };
        let with = list.key;
        let title = say(
            format!("写了 `{with}` 就不能再写 `{key}`"),
            format!("a repeat with `{with}` has no `{key}`"),
        );
        let fault = Fault::error(node.place, title)
            .help(say("删去这一项", "remove this key"))
            .note(list.place, say(format!("{with} 在这里"), format!("{with} is here")));
        faults.push(fault);
    }
}

/// Reads a length of time that may be left out; `every` is the longest that makes sense, if given.
fn margin(
    fields: &mut Fields<'_>,
    key: &'static str,
    every: Option<Minutes>,
    faults: &mut Vec<Fault>,
) -> Option<Minutes> {
    let Some(node) = fields.take(key) else { return Some(Minutes(0)) };
    let value = time::duration(&node, faults)?;
    if let Some(every) = every.filter(|it| value > *it) {
        let title = say(
            format!("`{key}` 比两次之间的间隔还长"),
            format!("`{key}` is longer than the time between two rounds"),
        );
        let help = say(format!("最多 \"{}m\"", every.0), format!("at most \"{}m\"", every.0));
        faults.push(Fault::error(node.place, title).help(help));
    }
    Some(value)
}

fn margins(
    fields: &mut Fields<'_>,
    every: Option<Minutes>,
    faults: &mut Vec<Fault>,
) -> Option<Margins> {
    let early_by = margin(fields, "early-by", every, faults);
    let finish_within = margin(fields, "finish-within", every, faults);
    let warn = margin(fields, "warn", every, faults);
    Some(Margins { early_by: early_by?, finish_within: finish_within?, warn: warn? })
}

fn rounds(mut fields: Fields<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Option<Timed> {
    let before = faults.len();
    let every_node = fields.need("every", "every = \"30m\"", faults);
    let every = every_node.and_then(|it| time::duration(&it, faults));
    let from = fields.need("from", "from = \"open\"", faults);
    let from = from.and_then(|it| store.moment(&it, faults));
    let to = fields.need("to", "to = \"close\"", faults);
    let to = to.and_then(|it| store.moment(&it, faults));
    let last = [("before", LastRound::Before), ("at", LastRound::At)];
    let last = fields.take("last").map_or(Some(LastRound::Before), |it| it.choice(&last, faults));
    let counted = [("on-grid", Counted::OnGrid), ("from-last", Counted::FromLast)];
    let counted_node = fields.take("counted");
    let counted = counted_node.map_or(Some(Counted::OnGrid), |it| it.choice(&counted, faults));
    let every = every.filter(|it| it.0 > 0 || every_node.is_none());
    if let (Some(node), None) = (every_node, every)
        && faults.len() == before
    {
        let title = say("`every` 是零，不能重复", "`every` is zero: that cannot repeat");
        let help = say("至少一分钟，例如 \"30m\"", "at least one minute, such as \"30m\"");
        faults.push(Fault::error(node.place, title).help(help));
    }
    let margins = margins(&mut fields, every, faults);
    fields.finish(faults);
    let (every, from, to, last, counted, margins) = (every?, from?, to?, last?, counted?, margins?);
    if let (Counted::FromLast, Some(node), true) =
        (counted, counted_node, margins.early_by >= every)
    {
        let title =
            say("每次都可以紧接着上一次做", "each round could be done as soon as the one before");
        let help = say("early-by 要比 every 短", "make early-by shorter than every");
        faults.push(Fault::error(node.place, title).help(help));
    }
    let Margins { early_by, finish_within, warn } = margins;
    let rounds = Rounds {
        every,
        counted,
        from: from.moment.clone(),
        to: to.moment.clone(),
        last,
        early_by,
        finish_within,
        warn,
    };
    check_grid(&rounds, (&from, &to), store, faults);
    let when = When::Every(rounds);
    (faults.len() == before).then_some(Timed { when, anchors: Vec::new() })
}

/// Reads the times of a list, each an occurrence of its own.
fn listed(
    list: &Node<'_>,
    mut fields: Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let before = faults.len();
    let nodes = list.list("at = [\"close - 15m\", \"close\"]", faults).unwrap_or_default();
    if nodes.is_empty() && faults.len() == before {
        let title = say("`at` 里没有时间", "`at` holds no time");
        let help = say("例如 at = [\"close\"]", "for example at = [\"close\"]");
        faults.push(Fault::error(list.place, title).help(help));
    }
    too_many(list, nodes.len(), faults);
    let dues: Vec<Pointed> =
        nodes.iter().take(SLOTS_MAX).filter_map(|it| points.read(it, faults)).collect();
    for pair in dues.windows(2) {
        ascending(&pair[0], &pair[1], faults);
    }
    let margins = margins(&mut fields, None, faults);
    let closes = closes(&mut fields, defaults, points, faults);
    fields.finish(faults);
    let (margins, closes) = (margins?, closes?);
    let (closes, end) = match closes {
        Closes::Within(length) => (SlotCloses::Within(length), None),
        Closes::At(last) => {
            if let Some(due) = dues.last() {
                in_order(("at", due), ("closes", &last), faults);
            }
            (SlotCloses::WithNext { last: last.point.clone() }, Some(last))
        }
    };
    if faults.len() > before {
        return None;
    }
    let numbered = |it: &Pointed| Slot { place: SlotPlace::Numbered, due: it.point.clone() };
    let slots = dues.iter().map(numbered).collect();
    Some(timed(slots, margins, closes, dues.iter().chain(end.as_ref())))
}

/// Reads a time for each floor.
fn per_floor(
    table: &Node<'_>,
    mut fields: Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let before = faults.len();
    let example = "per-floor = { 6F = \"close + 5m\", 5F = \"close + 15m\" }";
    let store = points.store;
    let written = table.fields(example, faults).map(|mut it| it.take_all()).unwrap_or_default();
    if written.is_empty() && faults.len() == before {
        let title = say("`per-floor` 里没有楼层", "`per-floor` names no floor");
        let help = say(format!("例如 {example}"), format!("for example {example}"));
        faults.push(Fault::error(table.place, title).help(help));
    }
    let mut dues: Vec<(FloorId, Pointed)> = Vec::new();
    for (floor, node) in written {
        let known = word::is_known(floor, word::FLOOR, store.floors.as_deref(), faults);
        let due = points.read(&node, faults);
        if let (true, Some(due)) = (known, due) {
            dues.push((FloorId::new(floor.text), due));
        }
    }
    // Floors are numbered from the top down, as the store has them.
    let depth = |floor: &FloorId| store.schedule.floors.iter().position(|it| it.id == *floor);
    dues.sort_by_key(|(floor, _)| depth(floor));
    let margins = margins(&mut fields, None, faults);
    let closes = closes(&mut fields, defaults, points, faults);
    fields.finish(faults);
    let (margins, closes) = (margins?, closes?);
    let (closes, end) = match closes {
        Closes::Within(length) => (SlotCloses::Within(length), None),
        Closes::At(at) => {
            for (_, due) in &dues {
                in_order(("per-floor", due), ("closes", &at), faults);
            }
            (SlotCloses::At(at.point.clone()), Some(at))
        }
    };
    if faults.len() > before {
        return None;
    }
    let on_floor = |(floor, due): &(FloorId, Pointed)| Slot {
        place: SlotPlace::Floor(floor.clone()),
        due: due.point.clone(),
    };
    let slots = dues.iter().map(on_floor).collect();
    Some(timed(slots, margins, closes, dues.iter().map(|it| &it.1).chain(end.as_ref())))
}

fn timed<'p>(
    slots: Vec<Slot>,
    margins: Margins,
    closes: SlotCloses,
    points: impl IntoIterator<Item = &'p Pointed>,
) -> Timed {
    let Margins { early_by, finish_within, warn } = margins;
    let when = When::Series(Series { slots, early_by, finish_within, closes, warn });
    Timed { when, anchors: point::anchors(points) }
}

/// When the times of a list close: at a time, or each so long after it falls due.
enum Closes {
    At(Pointed),
    Within(Minutes),
}

fn closes(
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Closes> {
    let (at, within) = (fields.take("closes"), fields.take("closes-within"));
    if let (Some(at), Some(within)) = (at, within) {
        let title = say(
            "`closes` 和 `closes-within` 只能写一个",
            "`closes` and `closes-within` do not go together",
        );
        let fault = Fault::error(within.place, title)
            .help(say("删去其中一个", "remove one of them"))
            .note(at.place, say("closes 在这里", "closes is here"));
        faults.push(fault);
    }
    match (at, within) {
        (Some(at), _) => points.read(&at, faults).map(Closes::At),
        (None, Some(within)) => time::duration(&within, faults).map(Closes::Within),
        (None, None) => defaults.closes.clone().map(|it| Closes::At(it.into())),
    }
}

fn ascending(earlier: &Pointed, later: &Pointed, faults: &mut Vec<Fault>) {
    let (Some(first), Some(second)) = (earlier.minutes, later.minutes) else { return };
    if first < second {
        return;
    }
    let (first, second) = (clock(first), clock(second));
    let title = say(
        format!("时间要越写越晚：{second} 不能排在 {first} 后面"),
        format!("these times go from early to late: {second} cannot follow {first}"),
    );
    let fault = Fault::error(later.place, title)
        .help(say("按先后排列，每个时间一次", "put them in order, each once"))
        .note(earlier.place, say("前一个在这里", "the one before it"));
    faults.push(fault);
}

fn too_many(node: &Node<'_>, count: usize, faults: &mut Vec<Fault>) {
    if count > SLOTS_MAX {
        let title = say(format!("时间太多：{count} 个"), format!("too many times: {count}"));
        let help = say("最多 200 个", "there may be 200");
        faults.push(Fault::error(node.place, title).help(help));
    }
}

fn check_grid(rounds: &Rounds, ends: (&At, &At), store: &Store<'_>, faults: &mut Vec<Fault>) {
    let (from, to) = ends;
    let grid = store.schedule.grid(rounds);
    let Some(last) = grid.last() else {
        let (start, end) = (clock(from.minutes), clock(to.minutes));
        let title = say(
            format!("从 {start} 到 {end} 没有一次到点"),
            format!("no round falls due from {start} to {end}"),
        );
        let fault = Fault::error(to.place, title)
            .help(say("`to` 应当晚于 `from`", "`to` should be later than `from`"))
            .note(from.place, say("从这里开始", "it begins here"));
        faults.push(fault);
        return;
    };
    let day_end = store.day_end(to.place).minutes;
    let starts = i32::from(store.schedule.day_starts.minutes());
    if from.minutes - rounds.early_by.0 < starts {
        let at = clock(starts);
        let title = say(
            format!("第一次可以在营业日开始（{at}）之前做"),
            format!("the first round could be done before the store day starts at {at}"),
        );
        let help = say("缩短 early-by，或推迟 from", "shorten early-by or begin later");
        faults.push(Fault::error(from.place, title).help(help));
    }
    if last + rounds.finish_within.0 > day_end {
        let (at, end) = (clock(*last), clock(day_end));
        let title = say(
            format!("最后一次（{at}）要到营业日结束（{end}）之后才算超时"),
            format!("the last round, at {at}, may be finished after the day's end at {end}"),
        );
        let help = say("缩短 finish-within，或提前 to", "shorten finish-within or end earlier");
        faults.push(Fault::error(to.place, title).help(help));
    }
}
