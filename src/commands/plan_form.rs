//! `zhiban schedule plan --json`: a store day laid out, as a documented form.
//!
//! It only copies what the plan says.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::forms::{TextForm, time, weight};
use crate::schedule::{
    Clause, ClockChange, Counting, Cover, Event, HolidayData, Owed, Period, Planned, Schedule,
    SpecialDay, Step, When,
};
use crate::words;

/// A store day laid out: `schedule plan --json`.
#[derive(Debug, Serialize)]
pub(super) struct PlanForm {
    day: String,
    revision: String,
    zone: String,
    starts: String,
    ends: String,
    closed: bool,
    variants: Vec<VariantForm>,
    holiday: HolidayForm,
    clock_changes: Vec<ClockChangeForm>,
    steps: Vec<PlannedForm>,
    events: Vec<EventForm>,
}

/// Something that may happen at any time, and the steps that it starts.
#[derive(Debug, Serialize)]
struct EventForm {
    event: String,
    phase: String,
    title: TextForm,
    clauses: Vec<String>,
    steps: Vec<StartedForm>,
}

#[derive(Debug, Serialize)]
struct StartedForm {
    step: String,
    title: TextForm,
    role: String,
    weight: &'static str,
    /// As the schedule says them: from the start, or from a step before.
    due: TextForm,
    finish_by: TextForm,
}

#[derive(Debug, Serialize)]
struct VariantForm {
    variant: String,
    name: TextForm,
    why: TextForm,
}

#[derive(Debug, Serialize)]
struct HolidayForm {
    kind: &'static str,
    name: Option<TextForm>,
    covers: Vec<CoverForm>,
}

#[derive(Debug, Serialize)]
struct CoverForm {
    from: String,
    to: String,
}

#[derive(Debug, Serialize)]
struct ClockChangeForm {
    at: String,
    from: String,
    to: String,
    touched: Vec<TouchedForm>,
}

#[derive(Debug, Serialize)]
struct TouchedForm {
    step: String,
    number: u16,
}

#[derive(Debug, Serialize)]
struct PlannedForm {
    step: String,
    number: u16,
    phase: String,
    title: TextForm,
    role: String,
    weight: &'static str,
    clauses: Vec<String>,
    earliest: String,
    due: String,
    finish_by: String,
    closes: String,
    /// From when on the desk announces it; null where it does not.
    warns: Option<String>,
    /// The floor that tells it from the step's other times of the day; null where none does.
    floor: Option<String>,
    /// The step whose real end its times are counted from: until then they are expected ones.
    waits_for: Option<String>,
    owed: Option<OwedForm>,
}

/// What is owed over several days: once in a turn, or so many times in a period.
#[derive(Debug, Serialize)]
struct OwedForm {
    kind: &'static str,
    from: Option<String>,
    due: Option<String>,
    last: Option<String>,
    times: Option<u32>,
    per: Option<&'static str>,
}

impl OwedForm {
    fn new(schedule: &Schedule, step: &Step, day: NaiveDate) -> Option<Self> {
        let turn = schedule.turn(step, day);
        let (kind, quota) = match &step.occurs.owed {
            Owed::EachTime => return None,
            Owed::Duty(_) => ("duty", None),
            Owed::Quota(quota) => ("at-least", Some(quota)),
        };
        let due = turn.filter(|_| quota.is_none()).map(|it| it.due.to_string());
        Some(Self {
            kind,
            from: turn.map(|it| it.from.to_string()),
            due,
            last: turn.map(|it| it.last.to_string()),
            times: quota.map(|it| it.times),
            per: quota.map(|it| period_word(it.per)),
        })
    }
}

/// Returns the word of a period in JSON.
pub(super) fn period_word(it: Period) -> &'static str {
    match it {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    }
}

impl PlanForm {
    /// Returns the form of a day.
    pub(super) fn new(schedule: &Schedule, day: NaiveDate) -> Self {
        let plan = schedule.plan(day);
        let at = |it: DateTime<Utc>| time(it, schedule);
        let variants = plan.variants.iter().map(|it| VariantForm {
            variant: it.id.to_string(),
            name: TextForm::in_both(|lang| schedule.variant_name(&it.id, lang).to_owned()),
            why: TextForm::new(&it.why),
        });
        let changes = schedule.clock_changes(day, day);
        Self {
            day: day.to_string(),
            revision: schedule.revision.to_string(),
            zone: schedule.zone.name().to_owned(),
            starts: at(plan.starts),
            ends: at(plan.ends),
            closed: plan.closed,
            variants: variants.collect(),
            holiday: HolidayForm::new(&plan.holiday_data),
            clock_changes: changes.iter().map(|it| ClockChangeForm::new(schedule, it)).collect(),
            steps: plan.occurrences.iter().map(|it| planned(schedule, it)).collect(),
            events: schedule.events_on(day).into_iter().map(|it| event(schedule, it)).collect(),
        }
    }
}

impl HolidayForm {
    fn new(data: &HolidayData) -> Self {
        let (kind, name, covers) = match data {
            HolidayData::Unused => ("unused", None, &[][..]),
            HolidayData::Known(None) => ("ordinary", None, &[][..]),
            HolidayData::Known(Some(SpecialDay::Off(name))) => ("off", Some(name), &[][..]),
            HolidayData::Known(Some(SpecialDay::MakeUp(name))) => ("make-up", Some(name), &[][..]),
            HolidayData::NoData { covers } => ("no-data", None, covers.as_slice()),
        };
        let cover = |it: &Cover| CoverForm { from: it.from.to_string(), to: it.to.to_string() };
        Self { kind, name: name.map(TextForm::new), covers: covers.iter().map(cover).collect() }
    }
}

impl ClockChangeForm {
    fn new(schedule: &Schedule, it: &ClockChange) -> Self {
        let wall = |it: chrono::NaiveDateTime| it.format("%Y-%m-%dT%H:%M:%S").to_string();
        let touched = it
            .touched
            .iter()
            .map(|it| TouchedForm { step: it.step.to_string(), number: it.number });
        Self {
            at: time(it.at, schedule),
            from: wall(it.from),
            to: wall(it.to),
            touched: touched.collect(),
        }
    }
}

fn event(schedule: &Schedule, event: &Event) -> EventForm {
    let started = schedule.steps.iter().filter_map(|step| match &step.when {
        When::OnEvent(it) if it.event == event.id => Some((step, &it.window)),
        When::OnEvent(_) | When::Once(_) | When::Every(_) | When::Series(_) => None,
    });
    let point = |it| TextForm::in_both(|lang| words::point(it, schedule, lang));
    let steps = started.map(|(step, window)| StartedForm {
        step: step.id.to_string(),
        title: TextForm::new(&step.title),
        role: step.role.to_string(),
        weight: weight(step.weight),
        due: point(&window.due),
        finish_by: point(&window.finish_by),
    });
    EventForm {
        event: event.id.to_string(),
        phase: event.phase.to_string(),
        title: TextForm::new(&event.title),
        clauses: event.clauses.iter().map(Clause::to_string).collect(),
        steps: steps.collect(),
    }
}

fn planned(schedule: &Schedule, it: &Planned) -> PlannedForm {
    let step = &schedule.steps[it.step_index];
    let times = it.expected();
    PlannedForm {
        step: step.id.to_string(),
        number: it.id.number,
        phase: step.phase.to_string(),
        title: TextForm::new(&step.title),
        role: step.role.to_string(),
        weight: weight(step.weight),
        clauses: step.clauses.iter().map(Clause::to_string).collect(),
        earliest: time(times.earliest, schedule),
        due: time(times.due, schedule),
        finish_by: time(times.finish_by, schedule),
        closes: time(times.closes, schedule),
        warns: it.warns.map(|it| time(it, schedule)),
        floor: step.when.floor(it.id.number).map(ToString::to_string),
        waits_for: match &it.counting {
            Counting::Known => None,
            Counting::Waits(it) => Some(it.step.to_string()),
        },
        owed: OwedForm::new(schedule, step, it.id.day),
    }
}
