//! How what is owed over several days stands: duties and quotas, by what earlier days recorded.
//!
//! It only looks at the days that the schedule's `history` asks for, so that a desk that has run
//! for months says the same as one that was just opened.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::Engine;
use super::agenda::{OwedState, OwedView, Settled, Status};
use super::standing::Standing;
use super::state::Day;
use crate::schedule::{Cycle, Duty, Owed, Period, Quota, Schedule, Step, look_back};

/// How a step that is owed over several days stands as a day begins.
#[derive(Clone, Debug)]
pub(super) enum Claim {
    /// Its turn was settled on an earlier day, or is not owed: nothing is asked.
    Settled,
    /// It may be done, and need not be: before its day, or with enough days left.
    Free,
    /// It is asked today, for the first time; the value says what becomes of it tomorrow.
    Today(Tomorrow),
    /// It was due on an earlier day.
    RolledOver(Tomorrow),
}

/// What becomes of something that is left undone today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tomorrow {
    /// It is asked again.
    Again,
    /// It is missed.
    Gone,
}

/// Where a turn stands as a day begins.
struct Stand {
    settled: Option<Settled>,
    /// The day on which it is due; nothing where that lies longer ago than is looked back.
    due: Option<NaiveDate>,
    opens: NaiveDate,
    last: NaiveDate,
}

/// Returns the claims of the steps that a day has.
pub(super) fn claims(engine: &Engine, day: &Day) -> BTreeMap<usize, Claim> {
    let owed = |it: &usize| day.schedule.steps[*it].occurs.owed != Owed::EachTime;
    let planned = day.plan.occurrences.iter().map(|it| it.step_index).filter(owed);
    let claim = |index: usize| Some((index, claim(engine, day, &day.schedule.steps[index])?));
    planned.filter_map(claim).collect()
}

fn claim(engine: &Engine, day: &Day, step: &Step) -> Option<Claim> {
    let date = day.plan.day;
    match &step.occurs.owed {
        Owed::EachTime => None,
        Owed::Quota(Quota { per: Period::Day, .. }) => None,
        Owed::Quota(quota) => {
            let left = quota_left(engine, day, step, quota);
            let slack = left.days_after >= left.times;
            Some(if slack { Claim::Free } else { Claim::Today(Tomorrow::Gone) })
        }
        Owed::Duty(duty) => {
            let stand = stand(engine, &day.schedule, step, duty, date);
            let Some(stand) = stand.filter(|it| it.settled.is_none()) else {
                return Some(Claim::Settled);
            };
            let tomorrow = match occurs_again(&day.schedule, step, date, stand.last) {
                true => Tomorrow::Again,
                false => Tomorrow::Gone,
            };
            Some(match stand.due {
                Some(due) if date < due => Claim::Free,
                Some(due) if date == due => Claim::Today(tomorrow),
                Some(_) | None => Claim::RolledOver(tomorrow),
            })
        }
    }
}

fn occurs_again(schedule: &Schedule, step: &Step, after: NaiveDate, last: NaiveDate) -> bool {
    let later = after.iter_days().skip(1).take_while(|it| *it <= last);
    later.take(LOOK_AHEAD).any(|it| schedule.occurs(step, it))
}

/// So many days ahead is looked for the next one on which a step occurs: more than two years.
const LOOK_AHEAD: usize = 800;

/// Returns how the turn of a duty stands as a day begins; nothing where none is owed.
fn stand(
    engine: &Engine,
    schedule: &Schedule,
    step: &Step,
    duty: &Duty,
    day: NaiveDate,
) -> Option<Stand> {
    let began = engine.began.unwrap_or(day);
    match &duty.cycle {
        Cycle::Each(..) => {
            let turn = schedule.turn(step, day).filter(|it| it.due >= began)?;
            let settled = settled(engine, step, (turn.from, day), |_| true);
            Some(Stand { settled, due: Some(turn.due), opens: turn.from, last: turn.last })
        }
        Cycle::AfterDone { days, first } => {
            let from = look_back(day, *days);
            let done = settled(engine, step, (from, day), |it| matches!(it, Settled::Done(_)));
            let lead = Days::new(duty.lead.into());
            let due = match done.as_ref().map(Settled::on) {
                Some(on) => Some(on + Days::new((*days).into())),
                None if *first >= from => Some((*first).max(began)),
                None => Some(began).filter(|it| *it >= from),
            };
            let opens = due.map_or(from, |it| it - lead);
            let settled = done.filter(|_| day < opens);
            Some(Stand { settled, due, opens, last: NaiveDate::MAX })
        }
    }
}

/// Returns the latest day of a span on which a step was done, or left undone with a reason.
fn settled(
    engine: &Engine,
    step: &Step,
    (from, before): (NaiveDate, NaiveDate),
    counts: impl Fn(&Settled) -> bool,
) -> Option<Settled> {
    let days = (from < before).then(|| engine.days.range(from..before).rev());
    days?.find_map(|(date, day)| outcome(day, step, *date).filter(&counts))
}

/// Returns what was made of a step on a day by the end of it.
fn outcome(day: &Day, step: &Step, date: NaiveDate) -> Option<Settled> {
    let all = Standing::all(day, &[]).filter(|it| it.id().step == step.id);
    let mut statuses = all.filter(|it| it.work.is_touched()).map(|it| it.status(NEVER));
    statuses.find_map(|it| match it {
        Status::Done { .. } => Some(Settled::Done(date)),
        Status::Skipped { reason, .. } => Some(Settled::Skipped(date, reason)),
        Status::NotYet
        | Status::Due
        | Status::Overdue
        | Status::Free
        | Status::RolledOver
        | Status::Missed
        | Status::NotNeeded { .. }
        | Status::Unknown
        | Status::Deferred { .. } => None,
    })
}

/// An instant after every day: what is not done by then was not done.
const NEVER: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;

/// What is left of a quota as a day begins.
struct Left {
    done: u32,
    times: u32,
    /// On how many days after this one of the period the step occurs.
    days_after: u32,
}

fn quota_left(engine: &Engine, day: &Day, step: &Step, quota: &Quota) -> Left {
    let date = day.plan.day;
    let Some(turn) = day.schedule.turn(step, date) else {
        return Left { done: 0, times: 0, days_after: 0 };
    };
    let days = (turn.from < date).then(|| engine.days.range(turn.from..date));
    let outcomes = days.into_iter().flatten().filter_map(|(date, it)| outcome(it, step, *date));
    let done = outcomes.filter(|it| matches!(it, Settled::Done(_))).count();
    let done = u32::try_from(done).unwrap_or(u32::MAX);
    let after = date.iter_days().skip(1).take_while(|it| *it <= turn.last);
    let after = after.filter(|it| day.schedule.occurs(step, *it)).count();
    // The period in which the record began is not a whole one.
    let whole = engine.began.is_some_and(|it| it <= turn.from);
    let times = if whole { quota.times.saturating_sub(done) } else { 0 };
    Left { done, times, days_after: u32::try_from(after).unwrap_or(u32::MAX) }
}

/// Returns everything that is owed over several days, as it stands at an instant.
pub(super) fn views(engine: &Engine, day: &Day, now: DateTime<Utc>) -> Vec<OwedView> {
    let steps = day.schedule.steps.iter();
    let view = |step: &Step| {
        let state = match &step.occurs.owed {
            Owed::EachTime => return None,
            Owed::Duty(duty) => duty_state(engine, day, step, duty, now)?,
            Owed::Quota(quota) => quota_state(engine, day, step, quota, now),
        };
        Some(OwedView { step: step.id.clone(), state })
    };
    steps.filter_map(view).collect()
}

/// Returns how a step stands today, if the day has it.
fn today(day: &Day, step: &Step, now: DateTime<Utc>) -> Vec<Status> {
    let all = Standing::all(day, &[]).filter(|it| it.id().step == step.id);
    all.map(|it| it.status(now)).collect()
}

fn duty_state(
    engine: &Engine,
    day: &Day,
    step: &Step,
    duty: &Duty,
    now: DateTime<Utc>,
) -> Option<OwedState> {
    let date = day.plan.day;
    let stand = stand(engine, &day.schedule, step, duty, date)?;
    if let Some(settled) = stand.settled {
        return Some(OwedState::Settled(settled));
    }
    for status in today(day, step, now) {
        match status {
            Status::Done { .. } => return Some(OwedState::Settled(Settled::Done(date))),
            Status::Skipped { reason, .. } if matches!(duty.cycle, Cycle::Each(..)) => {
                return Some(OwedState::Settled(Settled::Skipped(date, reason)));
            }
            Status::Missed | Status::Unknown => return stand.due.map(OwedState::Missed),
            Status::Skipped { .. }
            | Status::NotYet
            | Status::Due
            | Status::Overdue
            | Status::Free
            | Status::RolledOver
            | Status::NotNeeded { .. }
            | Status::Deferred { .. } => {}
        }
    }
    Some(match stand.due {
        Some(due) if date > stand.last => OwedState::Missed(due),
        Some(due) if date < stand.opens => OwedState::Ahead { opens: stand.opens, due },
        Some(due) if date < due => OwedState::Open { due },
        Some(due) if date == due => OwedState::Due,
        due => OwedState::RolledOver { since: due },
    })
}

fn quota_state(
    engine: &Engine,
    day: &Day,
    step: &Step,
    quota: &Quota,
    now: DateTime<Utc>,
) -> OwedState {
    let today = today(day, step, now);
    let done_today = today.iter().filter(|it| matches!(it, Status::Done { .. })).count();
    let done_today = u32::try_from(done_today).unwrap_or(u32::MAX);
    let (times, per) = (quota.times, quota.per);
    if per == Period::Day {
        let pressing = today.iter().any(|it| matches!(it, Status::Due | Status::Overdue));
        return OwedState::Quota { done: done_today, times, per, pressing };
    }
    let left = quota_left(engine, day, step, quota);
    // A day counts once.
    let pressing = done_today == 0 && left.times > left.days_after;
    OwedState::Quota { done: left.done + done_today, times, per, pressing }
}

impl Engine {
    /// Returns the day on which the turn of a duty was settled, if one has settled it.
    pub(super) fn settled_on(&self, standing: &Standing<'_>) -> Option<NaiveDate> {
        let Owed::Duty(duty) = &standing.step.occurs.owed else { return None };
        let schedule = &standing.day.schedule;
        let stand = stand(self, schedule, standing.step, duty, standing.day.plan.day)?;
        stand.settled.as_ref().map(Settled::on)
    }
}
