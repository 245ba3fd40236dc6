//! What asks for something now: one current prompt and a short queue behind it.
//!
//! Life safety goes before law, law before routine, then the earlier before the later. What is
//! acknowledged or held by a gate steps back behind what nobody has reacted to yet.

use chrono::{DateTime, Duration, Utc};

use super::agenda::{Ask, Prompt};
use super::standing::Standing;
use super::state::{Blind, Day};
use crate::schedule::{StepId, Weight};

/// How long a prompt waits before it rings again.
const RING_EVERY: Duration = Duration::minutes(3);

/// How long an acknowledgement lasts; it lapses earlier at the end of the shift.
const ACKNOWLEDGED_FOR: Duration = Duration::minutes(15);

struct Asking<'a> {
    standing: Standing<'a>,
    ask: Ask,
    since: DateTime<Utc>,
    acknowledged_until: Option<DateTime<Utc>>,
    parked: bool,
}

impl Asking<'_> {
    fn rank(&self) -> (bool, Weight, DateTime<Utc>, usize) {
        let planned = self.standing.planned;
        (self.parked, self.standing.weight(), planned.due, planned.step_index)
    }
}

/// Returns the prompts of an instant, the current one first.
pub(super) fn prompts(day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Vec<Prompt> {
    let mut asking = asking(day, blinds, now);
    asking.sort_by_key(Asking::rank);
    let views = asking.iter().enumerate().map(|(place, it)| Prompt {
        occurrence: it.standing.id().clone(),
        ask: it.ask.clone(),
        rings: if place == 0 && !it.parked { rings(it.since, now) } else { 0 },
        acknowledged_until: it.acknowledged_until,
        folded: folded(it, day, blinds, now),
    });
    views.collect()
}

fn asking<'a>(day: &'a Day, blinds: &'a [Blind], now: DateTime<Utc>) -> Vec<Asking<'a>> {
    let open = Standing::all(day, blinds).filter(|it| {
        it.planned.due <= now && !it.is_concluded(now) && it.waits_for(now).is_empty()
    });
    let mut asking = Vec::new();
    for standing in open {
        let Some((ask, from)) = standing.next(now).filter(|(_, from)| *from <= now) else {
            continue;
        };
        let lapses = acknowledgement(day, &standing);
        let acknowledged_until = lapses.filter(|it| *it > now);
        let held = standing.held().is_some() && !standing.has_silent_post();
        let parked = acknowledged_until.is_some() || held;
        let since = lapses.map_or(from, |it| it.max(from));
        asking.push(Asking { standing, ask, since, acknowledged_until, parked });
    }
    asking
}

/// Returns when the latest acknowledgement of an occurrence lapses.
fn acknowledgement(day: &Day, standing: &Standing<'_>) -> Option<DateTime<Utc>> {
    let at = standing.work.acknowledged?;
    let shift_end = day.plan.shift_at(at).map(|it| it.to).filter(|it| *it > at);
    Some(shift_end.map_or(at + ACKNOWLEDGED_FOR, |it| it.min(at + ACKNOWLEDGED_FOR)))
}

fn rings(since: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    let repeats = (now - since).num_seconds().max(0) / RING_EVERY.num_seconds();
    u32::try_from(repeats).unwrap_or(u32::MAX - 1) + 1
}

/// Returns when a prompt that rings now rings again.
pub(super) fn next_ring(day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut asking = asking(day, blinds, now);
    asking.sort_by_key(Asking::rank);
    let first = asking.first().filter(|it| !it.parked)?;
    Some(first.since + RING_EVERY * i32::try_from(rings(first.since, now)).ok()?)
}

/// Returns when acknowledgements lapse.
pub(super) fn lapses<'a>(
    day: &'a Day,
    blinds: &'a [Blind],
) -> impl Iterator<Item = DateTime<Utc>> + 'a {
    Standing::all(day, blinds).filter_map(|it| acknowledgement(day, &it))
}

/// Returns the steps that are due by now and wait for a step whose gate is held.
fn folded(it: &Asking<'_>, day: &Day, blinds: &[Blind], now: DateTime<Utc>) -> Vec<StepId> {
    if it.standing.held().is_none() {
        return Vec::new();
    }
    let step = &it.standing.id().step;
    let waiting = Standing::all(day, blinds).filter(|other| {
        other.planned.due <= now
            && other.step.after.contains(step)
            && day.go_together(other.planned, it.standing.planned)
            && !other.is_concluded(now)
    });
    let mut folded: Vec<StepId> = waiting.map(|it| it.id().step.clone()).collect();
    folded.dedup();
    folded
}
