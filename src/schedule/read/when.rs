//! When a step falls due: its window, its rounds, its longest gap; and that their times agree.
//!
//! It never looks at the other steps.

use super::super::fault::say;
use super::super::{Fault, GapRule, LastRound, Minutes, Rounds, When, Window};
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

/// Reads when a step falls due; nothing where a fault stands in the way.
pub(super) fn read(
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<When> {
    match fields.take("repeat") {
        None => window(fields, defaults, store, faults),
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
            rounds(&repeat, store, faults).map(When::Every)
        }
    }
}

fn window(
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<When> {
    let before = faults.len();
    let node = match &defaults.meal {
        Some(_) => fields.take("due"),
        None => fields.need("due", "due = \"open\"", faults),
    };
    let mut at = |node: Option<Node<'_>>, otherwise: Option<At>| match node {
        Some(node) => store.moment(&node, faults),
        None => otherwise,
    };
    let due = at(node, defaults.meal.as_ref().map(|it| it.0.clone()));
    let last_return = defaults.meal.as_ref().map(|it| it.1.clone());
    let earliest = at(fields.take("earliest"), due.clone());
    let finish_by = at(fields.take("finish-by"), last_return.or_else(|| due.clone()));
    let closes = at(fields.take("closes"), defaults.closes.clone());
    let (earliest, due, finish_by, closes) = (earliest?, due?, finish_by?, closes?);
    in_order(("earliest", &earliest), ("due", &due), faults);
    in_order(("due", &due), ("finish-by", &finish_by), faults);
    in_order(("finish-by", &finish_by), ("closes", &closes), faults);
    if faults.len() > before {
        return None;
    }
    if closes.minutes == earliest.minutes {
        let title = say("这个步骤永远来不及做", "this step can never be asked");
        let at = clock(closes.minutes);
        let fault = Fault::warning(due.place, title)
            .label(say(format!("{at} 到点即关闭"), format!("it closes at {at} when it opens")))
            .help(say("把 closes 写晚一些", "give it a later `closes`"));
        faults.push(fault);
    }
    Some(When::Once(Window {
        earliest: earliest.moment,
        due: due.moment,
        finish_by: finish_by.moment,
        closes: closes.moment,
    }))
}

fn in_order(earlier: (&str, &At), later: (&str, &At), faults: &mut Vec<Fault>) {
    let ((before, early), (after, late)) = (earlier, later);
    if early.minutes <= late.minutes {
        return;
    }
    let (early_clock, late_clock) = (clock(early.minutes), clock(late.minutes));
    let title = say(
        format!("`{after}`（{late_clock}）早于 `{before}`（{early_clock}）"),
        format!("`{after}` ({late_clock}) is before `{before}` ({early_clock})"),
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

fn rounds(node: &Node<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Option<Rounds> {
    let before = faults.len();
    let example = "repeat = { every = \"30m\", from = \"open\", to = \"close\" }";
    let mut fields = node.fields(example, faults)?;
    let every_node = fields.need("every", "every = \"30m\"", faults);
    let every = every_node.and_then(|it| time::duration(&it, faults));
    let from = fields.need("from", "from = \"open\"", faults);
    let from = from.and_then(|it| store.moment(&it, faults));
    let to = fields.need("to", "to = \"close\"", faults);
    let to = to.and_then(|it| store.moment(&it, faults));
    let last = [("before", LastRound::Before), ("at", LastRound::At)];
    let last = fields.take("last").map_or(Some(LastRound::Before), |it| it.choice(&last, faults));
    let early_node = fields.take("early-by");
    let early_by = early_node.map_or(Some(Minutes(0)), |it| time::duration(&it, faults));
    let finish_node = fields.take("finish-within");
    let finish_within = finish_node.map_or(Some(Minutes(0)), |it| time::duration(&it, faults));
    fields.finish(faults);
    if let (Some(node), Some(Minutes(0))) = (every_node, every) {
        let title = say("`every` 是零，不能重复", "`every` is zero: that cannot repeat");
        let help = say("至少一分钟，例如 \"30m\"", "at least one minute, such as \"30m\"");
        faults.push(Fault::error(node.place, title).help(help));
        return None;
    }
    let every = every?;
    for (node, value) in [(early_node, early_by), (finish_node, finish_within)] {
        if let (Some(node), Some(value)) = (node, value)
            && value > every
        {
            let key = node.key;
            let title = say(
                format!("`{key}` 比两次之间的间隔还长"),
                format!("`{key}` is longer than the time between two rounds"),
            );
            let help = say(format!("最多 \"{}m\"", every.0), format!("at most \"{}m\"", every.0));
            faults.push(Fault::error(node.place, title).help(help));
        }
    }
    let (from, to, last) = (from?, to?, last?);
    let (early_by, finish_within) = (early_by?, finish_within?);
    let moments = (from.moment.clone(), to.moment.clone());
    let rounds = Rounds { every, from: moments.0, to: moments.1, last, early_by, finish_within };
    check_grid(&rounds, (&from, &to), store, faults);
    (faults.len() == before).then_some(rounds)
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
