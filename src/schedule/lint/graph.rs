//! The order of the steps: `after` without circles, and no step behind one that comes too late.
//!
//! It never looks at items.

use std::collections::BTreeMap;

use super::super::fault::say;
use super::super::read::{Draft, StepPlaces};
use super::super::{Early, Fault, Point, StepId, When};

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Reports each circle of `after` once; returns whether there is none.
pub(super) fn check_circles(draft: &Draft, faults: &mut Vec<Fault>) -> bool {
    let steps = &draft.schedule.steps;
    let index = positions(draft);
    let mut marks = vec![Mark::New; steps.len()];
    let mut sound = true;
    for start in 0..steps.len() {
        // Each entry is a step and how many of its `after` have been followed; no recursion, so
        // that a long chain cannot exhaust the stack.
        let mut path: Vec<(usize, usize)> = Vec::new();
        if marks[start] == Mark::New {
            marks[start] = Mark::Open;
            path.push((start, 0));
        }
        while let Some((step, followed)) = path.last_mut() {
            let Some(next) = steps[*step].comes_after().nth(*followed) else {
                marks[*step] = Mark::Done;
                path.pop();
                continue;
            };
            *followed += 1;
            let Some(next) = index.get(next).copied() else { continue };
            match marks[next] {
                Mark::New => {
                    marks[next] = Mark::Open;
                    path.push((next, 0));
                }
                Mark::Open => {
                    sound = false;
                    let from = path.iter().position(|it| it.0 == next).unwrap_or(0);
                    faults.push(circle(draft, &path[from..]));
                }
                Mark::Done => {}
            }
        }
    }
    sound
}

fn circle(draft: &Draft, path: &[(usize, usize)]) -> Fault {
    let name = |step: usize| draft.schedule.steps[step].id.as_str();
    let mut names: Vec<&str> = path.iter().map(|it| name(it.0)).collect();
    names.push(name(path[0].0));
    let round = names.join(" → ");
    let place = |(step, followed): (usize, usize)| {
        let StepPlaces { id, after, anchors, .. } = &draft.places[step];
        after.iter().chain(anchors).nth(followed - 1).copied().unwrap_or(*id)
    };
    let title =
        say(format!("步骤互相等待：{round}"), format!("these steps wait for each other: {round}"));
    let fault = Fault::error(place(path[0]), title)
        .label(say("从这里开始绕圈", "the circle begins here"))
        .help(say(
            "删去其中一个 after，或改用钟点",
            "remove one of these `after`, or count one from the clock",
        ));
    match path.get(1) {
        Some(second) => fault.note(place(*second), say("又等了回来", "and this waits in turn")),
        None => fault,
    }
}

/// Returns the position of each step.
pub(super) fn positions(draft: &Draft) -> BTreeMap<StepId, usize> {
    let ids = draft.schedule.steps.iter().map(|it| it.id.clone());
    ids.zip(0..).collect()
}

/// Warns of steps that wait for one which can only be done when they have closed.
pub(super) fn check_reachable(draft: &Draft, faults: &mut Vec<Fault>) {
    let schedule = &draft.schedule;
    let positions = positions(draft);
    for (step, places) in schedule.steps.iter().zip(&draft.places) {
        let When::Once(window) = &step.when else { continue };
        for (id, place) in step.after.iter().zip(&places.after) {
            let before = positions.get(id).map(|it| &schedule.steps[*it]);
            let Some(before) = before.filter(|it| it.early == Early::Refuse) else {
                continue;
            };
            let (When::Once(_), Point::Clock(closes)) = (&before.when, &window.closes) else {
                continue;
            };
            if schedule.opens(before) < schedule.minutes_of(closes) {
                continue;
            }
            let title = say(
                format!("步骤 `{}` 永远轮不到", step.id),
                format!("the step `{}` can never be asked", step.id),
            );
            let label = say(
                format!("`{id}` 开始时它已经关闭"),
                format!("it has closed when `{id}` begins"),
            );
            let help =
                say("推迟 closes，或删去这个 after", "close it later or remove this `after`");
            faults.push(Fault::warning(*place, title).label(label).help(help));
        }
    }
}
