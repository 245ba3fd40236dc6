//! Nobody may be locked in: exits are locked, and their keys collected, behind the last sweep.
//!
//! The fire rules (公安部令第61号 article 31) ask that exits are not locked while people are
//! inside. A copied procedure that does so is refused here; there is no switch to silence it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fault::say;
use super::super::read::Draft;
use super::super::{
    AnswerForm, ExitsAct, Fault, FloorId, Item, Place, Schedule, Sense, Step, StepId, StepKind,
    Text, When,
};
use super::graph;
use super::load::named;
use super::wording;

/// Refuses items that speak of locking an exit and do not say whether they do so.
pub(super) fn check_wording(draft: &Draft, faults: &mut Vec<Fault>) {
    for (step, places) in draft.schedule.steps.iter().zip(&draft.places) {
        for (item, place) in step.items.iter().zip(&places.items) {
            if place.exits.is_some() || place.checks_only || !speaks_of_locking(step, item) {
                continue;
            }
            let title = say(
                format!("检查项 `{}` 像是在锁出口，要写明是不是", item.id),
                format!("say whether the item `{}` locks an exit", item.id),
            );
            let help = say(
                "锁出口写 exits = \"lock\"，收出口钥匙写 exits = \"collect-keys\"；\
                 什么都不锁写 checks-only = true",
                "write exits = \"lock\" or exits = \"collect-keys\" where it does; \
                 checks-only = true where it locks nothing",
            );
            let label = say("说到出口和锁", "it speaks of an exit and of locking");
            faults.push(Fault::error(place.ask, title).label(label).help(help));
        }
    }
}

fn speaks_of_locking(step: &Step, item: &Item) -> bool {
    let normal: Vec<&Text> = match &item.form {
        AnswerForm::States(states) => {
            let normal = states.iter().filter(|it| it.sense == Sense::Normal);
            normal.map(|it| &it.name).collect()
        }
        AnswerForm::YesNo(_)
        | AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => Vec::new(),
    };
    let names_exit = |it: &Text| wording::names_exit_zh(&it.zh) || wording::names_exit_en(&it.en);
    let locks = |it: &Text| wording::locks_zh(&it.zh) || wording::locks_en(&it.en);
    if !names_exit(&item.ask) && !names_exit(&step.title) {
        return false;
    }
    let by_title =
        names_exit(&step.title) && (locks(&step.title) || wording::takes_keys(&step.title));
    by_title
        || wording::takes_keys(&item.ask)
        || locks(&item.ask)
        || (names_exit(&item.ask) && normal.into_iter().any(locks))
}

/// Refuses items that lock an exit while people may be inside.
pub(super) fn check_locks(draft: &Draft, faults: &mut Vec<Fault>) {
    let schedule = &draft.schedule;
    let positions = graph::positions(draft);
    for (step, places) in schedule.steps.iter().zip(&draft.places) {
        // One message for a step is enough, however many doors it locks.
        let mut acts = step.items.iter().zip(&places.items);
        let first = acts.find_map(|(item, place)| Some((item.exits?, place.exits?)));
        if let Some((act, place)) = first {
            check_lock(draft, &positions, (step, act, place), faults);
        }
    }
}

fn check_lock(
    draft: &Draft,
    positions: &BTreeMap<StepId, usize>,
    (step, act, at): (&Step, ExitsAct, Place),
    faults: &mut Vec<Fault>,
) {
    let schedule = &draft.schedule;
    let refuse = |zh: &str, en: &str| {
        let (act_zh, act_en) = match act {
            ExitsAct::Lock => ("锁出口", "locks exits"),
            ExitsAct::CollectKeys => ("收出口钥匙", "collects keys of exits"),
        };
        let title = say(
            format!("不许把人锁在里面：`{}` {act_zh}时，{zh}", step.id),
            format!("nobody may be locked in: `{}` {act_en} {en}", step.id),
        );
        Fault::error(at, title)
    };
    let Some(close) = named(schedule, "close") else {
        let fault = refuse("不知道何时停业", "but the closing time is not known");
        faults.push(fault.help(say(
            "在 store.toml 的 [times] 里写 close",
            "write close in the [times] of store.toml",
        )));
        return;
    };
    if schedule.opens(step) < close {
        faults.push(refuse("还没有停业", "before the store has closed").help(law(
            "让这个步骤在 close 之后才开始（earliest 和 due 都不早于 close）",
            "let this step begin after `close`: neither earliest nor due before it",
        )));
    }
    let before = ancestors(schedule, positions, step);
    let sweeps = || schedule.steps.iter().filter(|it| sweeps_after(it, schedule, close));
    if let Some(later) = sweeps().find(|it| !before.contains(&it.id)) {
        let place = draft.places[positions[&later.id]].id;
        let fault = refuse("清场还没有完成", "before the sweep is done");
        let fault = fault.note(place, say("这里还要清场", "this sweep is not done by then"));
        faults.push(fault.help(law(
            &format!("让它排在清场后面：after = [\"{}\"]", later.id),
            &format!("put it behind the sweep: after = [\"{}\"]", later.id),
        )));
        return;
    }
    let with_it = sweeps().filter(|it| occurs_with(it, step));
    let swept: BTreeSet<&FloorId> = with_it.flat_map(floors).collect();
    if let Some(floor) = schedule.floors.iter().find(|it| !swept.contains(&it.id)) {
        let id = &floor.id;
        let (zh, en) = (format!("{id} 没有清场"), format!("although {id} has not been swept"));
        let fault = refuse(&zh, &en).help(law(
            "停业后写一个清场步骤（sweep = \"all\"），让它排在后面",
            "write a sweep after closing (sweep = \"all\") and put this step behind it",
        ));
        let resting = sweeps().find(|it| !occurs_with(it, step));
        faults.push(match resting.map(|it| draft.places[positions[&it.id]].id) {
            Some(place) => fault.note(
                place,
                say("这个清场不是同样的日子都做", "this sweep is not done on all the same days"),
            ),
            None => fault,
        });
    } else if swept.is_empty() {
        let fault = refuse("没有清场", "although no sweep comes before");
        faults.push(fault.help(law(
            "停业后写一个清场步骤（sweep = \"all\"），让它排在后面",
            "write a sweep after closing (sweep = \"all\") and put this step behind it",
        )));
    }
}

fn law(zh: &str, en: &str) -> Text {
    say(
        format!("{zh}。消防规定（公安部令第61号第三十一条）要求有人时出口不得上锁"),
        format!(
            "{en}. The fire rules (公安部令第61号, article 31) ask that exits are not locked \
             while people are inside"
        ),
    )
}

/// Whether a step is a sweep of the closing: once a day, due when the store has closed. The rounds
/// of the night are none: they come again.
fn sweeps_after(step: &Step, schedule: &Schedule, close: i32) -> bool {
    match (&step.kind, &step.when) {
        (StepKind::Sweep(_), When::Once(_)) => schedule.dues(step).iter().all(|it| *it >= close),
        (StepKind::Sweep(_) | StepKind::Areas(_) | StepKind::Checklist | StepKind::Meal(_), _) => {
            false
        }
    }
}

fn floors(step: &Step) -> &[FloorId] {
    match &step.kind {
        StepKind::Sweep(floors) => floors,
        StepKind::Checklist | StepKind::Areas(_) | StepKind::Meal(_) => &[],
    }
}

/// Whether a step occurs on every day on which the other one does.
///
/// A step that rests on a day holds nobody up then, and no floor is swept by it. The same is true
/// of one that is only done where an answer asks for it, or as one of several.
fn occurs_with(step: &Step, other: &Step) -> bool {
    let always = step.only_if.is_none() && step.either.is_none();
    always && (step.occurs.days.is_none() || step.occurs.days == other.occurs.days)
}

/// Returns every step that must be concluded before this one.
fn ancestors(
    schedule: &Schedule,
    positions: &BTreeMap<StepId, usize>,
    step: &Step,
) -> BTreeSet<StepId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&StepId> = step.comes_after().collect();
    while let Some(id) = open.pop() {
        if found.insert(id.clone())
            && let Some(before) = positions.get(id)
            && occurs_with(&schedule.steps[*before], step)
        {
            open.extend(schedule.steps[*before].comes_after());
        }
    }
    found
}
