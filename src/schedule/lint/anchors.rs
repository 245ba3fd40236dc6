//! Steps whose times are counted from other steps: that those happen once a day, on all such days.
//!
//! Circles are found with those of `after`, in `graph`.

use super::super::fault::say;
use super::super::read::Draft;
use super::super::{Fault, Step, When};
use super::graph::positions;

/// Checks every step that another one is counted from.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    let positions = positions(draft);
    for (step, places) in draft.schedule.steps.iter().zip(&draft.places) {
        for (id, place) in step.when.anchors().into_iter().zip(&places.anchors) {
            let Some(index) = positions.get(id).copied() else { continue };
            let anchor = &draft.schedule.steps[index];
            let there = draft.places[index].id;
            if happens_often(anchor) {
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

fn happens_often(step: &Step) -> bool {
    match &step.when {
        When::Once(_) => false,
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
