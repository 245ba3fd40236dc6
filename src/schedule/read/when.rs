//! When a step falls due: its window, its rounds, its longest gap; and that their times agree.
//!
//! It never looks at the other steps.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{Fault, GapRule, Minutes, Place, Point, When, Window};
use super::point::{self, Begins, Pointed, Points};
use super::repeat;
use super::start;
use super::store::{At, Store, clock};
use super::table::{Fields, Node};
use super::time;

/// The keys that only a step of once a day has.
const WINDOW_KEYS: [&str; 4] = ["earliest", "due", "finish-by", "closes"];

/// What stands in for the times that a step does not give itself.
pub(super) struct Defaults {
    /// From the phase, or the end of the store day.
    pub(super) closes: Option<At>,
    /// The first departure and the last return of a meal.
    pub(super) meal: Option<(At, At)>,
}

/// When a step falls due, and where the steps that it is counted from are named.
pub(super) struct Timed {
    pub(super) when: When,
    /// In the order of `When::anchors`.
    pub(super) anchors: Vec<Place>,
}

/// Reads when a step falls due; nothing where a fault stands in the way.
pub(super) fn read(
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let start = fields.take("start").map(|it| start::read(&it, points, faults));
    let points = match &start {
        Some(_) => Points { begins: Begins::OnEvent, ..points },
        None => points,
    };
    if let (Some(start), Some(repeat)) = (&start, fields.peek("repeat")) {
        start::no_repeat(start, &repeat, faults);
    }
    if let Some(start) = start {
        fields.take("repeat");
        return start::window(start, fields, defaults, points, faults);
    }
    match fields.take("repeat") {
        None => window(fields, defaults, points, faults),
        Some(repeat) => {
            for key in WINDOW_KEYS {
                let Some(node) = fields.take(key) else { continue };
                let title = say(
                    format!("重复的步骤不能再写 `{key}`"),
                    format!("a step that repeats has no `{key}`"),
                );
                let fault = Fault::error(node.place, title)
                    .help(say(
                        "时间由 repeat 决定：删去这一行",
                        "its times come from repeat: remove this line",
                    ))
                    .note(repeat.place, say("这里写了 repeat", "it repeats here"));
                faults.push(fault);
            }
            if let Some((first, _)) = &defaults.meal {
                let title = say("用餐不能重复", "a meal does not repeat");
                let fault = Fault::error(repeat.place, title)
                    .help(say("每餐写一个步骤", "write a step for each meal"))
                    .note(first.place, say("这里是用餐的批次", "these are the batches of a meal"));
                faults.push(fault);
            }
            repeat::read(&repeat, defaults, points, faults)
        }
    }
}

fn window(
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let before = faults.len();
    let node = match &defaults.meal {
        Some(_) => fields.take("due"),
        None => fields.need("due", "due = \"open\"", faults),
    };
    if let Some(node) = node.filter(|it| matches!(it.value, DeValue::Array(_))) {
        let title = say("`due` 只能写一个时间", "`due` is one time");
        let help = say(
            "几个时间写 repeat = { at = [\"close - 15m\", \"close\"] }",
            "several times are repeat = { at = [\"close - 15m\", \"close\"] }",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    let node = node.filter(|it| !matches!(it.value, DeValue::Array(_)));
    let mut at = |node: Option<Node<'_>>, otherwise: Option<Pointed>| match node {
        Some(node) => points.read(&node, faults),
        None => otherwise,
    };
    let due = at(node, defaults.meal.as_ref().map(|it| it.0.clone().into()));
    let last_return = defaults.meal.as_ref().map(|it| it.1.clone().into());
    let earliest = at(fields.take("earliest"), due.clone());
    let finish_by = at(fields.take("finish-by"), last_return.or_else(|| due.clone()));
    let closes = at(fields.take("closes"), defaults.closes.clone().map(Pointed::from));
    let (earliest, due, finish_by, closes) = (earliest?, due?, finish_by?, closes?);
    in_order(("earliest", &earliest), ("due", &due), faults);
    in_order(("due", &due), ("finish-by", &finish_by), faults);
    in_order(("finish-by", &finish_by), ("closes", &closes), faults);
    if faults.len() > before {
        return None;
    }
    let never = closes.minutes.filter(|it| earliest.minutes == Some(*it));
    if let Some(minutes) = never {
        let title = say("这个步骤永远来不及做", "this step can never be asked");
        let at = clock(minutes);
        let fault = Fault::warning(due.place, title)
            .label(say(format!("{at} 到点即关闭"), format!("it closes at {at} when it opens")))
            .help(say("把 closes 写晚一些", "give it a later `closes`"));
        faults.push(fault);
    }
    let anchors = point::anchors([&earliest, &due, &finish_by, &closes]);
    let when = When::Once(Window {
        earliest: earliest.point,
        due: due.point,
        finish_by: finish_by.point,
        closes: closes.point,
    });
    Some(Timed { when, anchors })
}

/// Checks two times that are counted from the same: only those can be compared beforehand.
pub(super) fn in_order(
    earlier: (&str, &Pointed),
    later: (&str, &Pointed),
    faults: &mut Vec<Fault>,
) {
    let ((before, early), (after, late)) = (earlier, later);
    let (early_said, late_said) = match (&early.point, &late.point) {
        (Point::Clock(_), Point::Clock(_)) => match (early.minutes, late.minutes) {
            (Some(first), Some(second)) if first > second => (clock(first), clock(second)),
            (Some(_) | None, Some(_) | None) => return,
        },
        (Point::Done { step, offset }, Point::Done { step: same, offset: other }) => {
            if step != same || offset <= other {
                return;
            }
            (format!("+ {}m", offset.0), format!("+ {}m", other.0))
        }
        (Point::Start { offset }, Point::Start { offset: other }) => {
            if offset <= other {
                return;
            }
            (format!("+ {}m", offset.0), format!("+ {}m", other.0))
        }
        (Point::Clock(_) | Point::Done { .. } | Point::Start { .. }, _) => return,
    };
    let title = say(
        format!("`{after}`（{late_said}）早于 `{before}`（{early_said}）"),
        format!("`{after}` ({late_said}) is before `{before}` ({early_said})"),
    );
    let mut fault = Fault::error(late.place, title).help(say(
        "次序应当是 earliest ≤ due ≤ finish-by ≤ closes",
        "the order is earliest ≤ due ≤ finish-by ≤ closes",
    ));
    if early.place != late.place {
        fault =
            fault.note(early.place, say(format!("{before} 在这里"), format!("{before} is here")));
    }
    faults.push(fault);
}

/// Reads the longest gap and checks that the rounds can keep it.
pub(super) fn gap(
    node: &Node<'_>,
    when: Option<&When>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<GapRule> {
    let example = "gap = { max = \"2h\", warn = \"30m\", from = \"open\", to = \"close\" }";
    let mut fields = node.fields(example, faults)?;
    let max_node = fields.need("max", "max = \"2h\"", faults);
    let max = max_node.and_then(|it| time::duration(&it, faults));
    let warn_node = fields.take("warn");
    let warn = warn_node.map_or(Some(Minutes(0)), |it| time::duration(&it, faults));
    let from = fields.need("from", "from = \"open\"", faults);
    let from = from.and_then(|it| store.moment(&it, faults));
    let to = fields.need("to", "to = \"close\"", faults);
    let to = to.and_then(|it| store.moment(&it, faults));
    fields.finish(faults);
    let (max_node, max, warn) = (max_node?, max?, warn?);
    if max.0 == 0 {
        let title = say("`max` 是零，谁也做不到", "`max` is zero: nobody can keep that");
        let help = say("例如 \"2h\"", "for example \"2h\"");
        faults.push(Fault::error(max_node.place, title).help(help));
        return None;
    }
    if let (Some(node), true) = (warn_node, warn >= max) {
        let title = say("`warn` 不短于 `max`", "`warn` is not shorter than `max`");
        let help = say(
            "warn 是到限之前多久开始提醒，要比 max 短",
            "warn is how long before the limit the warning begins; make it shorter than max",
        );
        let there = say("最长间隔在这里", "the longest gap is here");
        faults.push(Fault::error(node.place, title).help(help).note(max_node.place, there));
    }
    let (from, to) = (from?, to?);
    if to.minutes <= from.minutes {
        let title = say("`to` 不晚于 `from`", "`to` is not later than `from`");
        let help = say("写上这条规定从何时到何时有效", "say from when until when the rule holds");
        faults.push(Fault::error(to.place, title).help(help));
    }
    check_gap(max_node, max, (&from, &to), when?, store, faults);
    Some(GapRule { max, warn, from: from.moment, to: to.moment })
}

fn check_gap(
    node: Node<'_>,
    max: Minutes,
    holds: (&At, &At),
    when: &When,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) {
    let When::Every(rounds) = when else {
        let title = say(
            "这个步骤一天只做一次，守不住最长间隔",
            "this step is done once a day and cannot keep a longest gap",
        );
        let help = say("给它写上 repeat", "give it a repeat");
        faults.push(Fault::error(node.place, title).help(help));
        return;
    };
    if rounds.every > max {
        let title = say(
            format!("每 {} 分钟一次，守不住 {} 分钟的最长间隔", rounds.every.0, max.0),
            format!("every {} minutes cannot keep a gap of {}", rounds.every.0, max.0),
        );
        let help = say("缩短 every，或放宽 max", "shorten every or widen max");
        faults.push(Fault::error(node.place, title).help(help));
        return;
    }
    let grid = store.schedule.grid(rounds);
    let (Some(first), Some(last)) = (grid.first(), grid.last()) else { return };
    if first - holds.0.minutes > max.0 || holds.1.minutes - last > max.0 {
        let (first, last) = (clock(*first), clock(*last));
        let title = say(
            format!("从 {first} 到 {last} 的重复盖不住这条规定的时段"),
            format!("rounds from {first} to {last} do not cover the hours of this rule"),
        );
        let help = say("让 repeat 早些开始或晚些结束", "let the repeat begin earlier or end later");
        faults.push(Fault::warning(node.place, title).help(help));
    }
}
