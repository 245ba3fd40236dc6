//! Steps whose times are counted from other steps: that those happen once a day, on all such days.
//!
//! Circles are found with those of `after`, in `graph`.

use super::super::fault::say;
use super::super::read::Draft;
use super::super::{Fault, Place, Step, When};
use super::graph::positions;

/// Checks every step that another one is counted from.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    check_events(draft, faults);
    let positions = positions(draft);
    for (step, places) in draft.schedule.steps.iter().zip(&draft.places) {
        for (id, place) in step.when.anchors().into_iter().zip(&places.anchors) {
            let Some(index) = positions.get(id).copied() else { continue };
            let anchor = &draft.schedule.steps[index];
            let there = draft.places[index].id;
            if let Some(fault) = of_an_event(step, anchor, (*place, there)) {
                faults.push(fault);
            } else if happens_often(anchor) {
                let title = say(
                    format!("`{id}` 一天做几次，不能从它算起"),
                    format!("`{id}` is done several times a day: which one would count?"),
                );
                let fault = Fault::error(*place, title)
                    .help(say(
                        "从一天只做一次的步骤算起，或写钟点",
                        "count from a step that is done once a day, or from the clock",
                    ))
                    .note(there, say("这个步骤在这里", "that step is here"));
                faults.push(fault);
            } else if !rests_with(anchor, step) {
                let title = say(
                    format!("`{id}` 不做的日子，`{}` 也就不做了", step.id),
                    format!("on days without `{id}`, `{}` is not asked either", step.id),
                );
                let fault = Fault::warning(*place, title)
                    .help(say(
                        "两个步骤写同样的 days、variants 和 not-in",
                        "give both steps the same days, variants and not-in",
                    ))
                    .note(there, say("这个步骤在这里", "that step is here"));
                faults.push(fault);
            }
        }
    }
}

/// What an event starts is counted only from what the same event starts.
fn of_an_event(step: &Step, anchor: &Step, (place, there): (Place, Place)) -> Option<Fault> {
    let (own, other) = (step.when.event(), anchor.when.event());
    if own == other {
        return None;
    }
    let id = &anchor.id;
    let (title, help) = match (own, other) {
        (_, Some(event)) => (
            say(
                format!("`{id}` 只在 `{event}` 发生时才做，不能从它算起"),
                format!(
                    "`{id}` is only done when `{event}` happens: nothing else is counted from it"
                ),
            ),
            say(
                "从每天都做的步骤算起，或给这个步骤写同样的 start",
                "count from a step of every day, or give this step the same `start`",
            ),
        ),
        (Some(_), None) | (None, None) => (
            say(
                format!("`{id}` 不由事件启动，早已做过或还没做"),
                format!("`{id}` is not started by the event: it may be long done, or never"),
            ),
            say(
                "从 \"start\" 或同一事件启动的步骤算起",
                "count from \"start\" or from a step that the same event starts",
            ),
        ),
    };
    let fault = Fault::error(place, title).help(help);
    Some(fault.note(there, say("这个步骤在这里", "that step is here")))
}

/// Checks that each event starts something, and that no step is an event that has its name.
fn check_events(draft: &Draft, faults: &mut Vec<Fault>) {
    let schedule = &draft.schedule;
    for (index, (event, place)) in schedule.events.iter().zip(&draft.events).enumerate() {
        let id = &event.id;
        if let Some(first) = schedule.events[..index].iter().position(|it| it.id == *id) {
            let title = say(
                format!("事件 `{id}` 和一个步骤同名"),
                format!("the event `{id}` has the name of a step that is its own event"),
            );
            let fault = Fault::error(*place, title)
                .help(say(
                    format!("换一个名字，或给步骤写 start = \"{id}\""),
                    format!("rename one of them, or give the step start = \"{id}\""),
                ))
                .note(draft.events[first], say("事件在这里", "the event is here"));
            faults.push(fault);
        } else if schedule.steps.iter().all(|it| it.when.event() != Some(id)) {
            let title = say(
                format!("事件 `{id}` 不启动任何步骤"),
                format!("the event `{id}` starts no step"),
            );
            let help = say(
                format!("在步骤里写 start = \"{id}\"，或删去这个事件"),
                format!("write start = \"{id}\" in a step, or remove the event"),
            );
            faults.push(Fault::warning(*place, title).help(help));
        }
    }
}

fn happens_often(step: &Step) -> bool {
    match &step.when {
        When::Once(_) | When::OnEvent(_) => false,
        When::Every(_) | When::Series(_) => true,
    }
}

/// Whether a step occurs on every day on which the one occurs that is counted from it.
fn rests_with(anchor: &Step, step: &Step) -> bool {
    let (first, second) = (&anchor.occurs, &step.occurs);
    let days = first.days.is_none() || first.days == second.days;
    let only = first.only_in.is_empty() || first.only_in == second.only_in;
    let never = first.not_in.iter().all(|it| second.not_in.contains(it));
    let closed = first.closed_days == second.closed_days
        || first.closed_days == super::super::ClosedDays::Occurs;
    days && only && never && closed
}
