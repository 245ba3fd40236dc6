//! `zhiban schedule plan`: one day with its steps, or what kind of day each of a span is, and why.
//!
//! It never touches the record.

use anyhow::{Result, bail};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::forms::{TextForm, time, weight};
use super::shell::Shell;
use super::source::InForce;
use crate::clean;
use crate::cli::PlanDays;
use crate::schedule::{
    Clause, ClockChange, Cover, HolidayData, Lang, Owed, Period, Plan, Planned, Schedule,
    SpecialDay, Step, Turn,
};
use crate::words;

/// So many days are listed at most: ten years.
const DAYS_MAX: usize = 3_660;

/// Carries out `zhiban schedule plan`; returns the exit code.
///
/// # Errors
/// Where the span is too long or runs backwards, or printing fails.
pub(super) fn run(shell: &Shell, in_force: &InForce, days: PlanDays, json: bool) -> Result<u8> {
    let schedule = &in_force.schedule;
    match days {
        PlanDays::One(word) => {
            let day = shell.day(word, schedule);
            if json {
                shell.json(&PlanForm::new(schedule, day))?;
            } else {
                one_day(shell, schedule, day)?;
            }
        }
        PlanDays::FromTo(from, to) => {
            let (from, to) = (shell.day(Some(from), schedule), shell.day(Some(to), schedule));
            let days = span(shell.lang, from, to)?;
            if json {
                let forms: Vec<PlanForm> =
                    days.into_iter().map(|it| PlanForm::new(schedule, it)).collect();
                shell.json(&forms)?;
            } else {
                for day in days {
                    shell.say(&line(schedule, day, shell.lang))?;
                }
            }
        }
    }
    Ok(0)
}

fn span(lang: Lang, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>> {
    let days: Vec<NaiveDate> =
        from.iter_days().take_while(|it| *it <= to).take(DAYS_MAX + 1).collect();
    if days.is_empty() {
        bail!(lang.of(
            format!("{to} 在 {from} 之前；把两头换过来"),
            format!("{to} is before {from}; turn them round"),
        ));
    }
    if days.len() > DAYS_MAX {
        bail!(lang.of(
            format!("{from} 到 {to} 太长；一次最多 {DAYS_MAX} 天"),
            format!("{from} to {to} is too long; list {DAYS_MAX} days at a time"),
        ));
    }
    Ok(days)
}

fn one_day(shell: &Shell, schedule: &Schedule, day: NaiveDate) -> Result<()> {
    let lang = shell.lang;
    let plan = schedule.plan(day);
    shell.say(&format!("{}  {}", words::day(day, lang), schedule.store.get(lang)))?;
    for note in notes(schedule, &plan, lang) {
        shell.say(&note)?;
    }
    for it in &plan.occurrences {
        let step = &schedule.steps[it.step_index];
        let clock = |at| words::clock(at, schedule.zone);
        let phase = schedule.phase_name(&step.phase, lang);
        shell.say(&format!(
            "{} – {}  {} {} {}",
            clock(it.due),
            clock(it.finish_by),
            clean::pad(&clean::cells(phase, 16), 16),
            clean::pad(&clean::line(step.title.get(lang)), 30),
            schedule.role_name(&step.role, lang),
        ))?;
        if let Some(owed) = owed(schedule, step, day, lang) {
            shell.say(&format!("{}{owed}", " ".repeat(15)))?;
        }
    }
    Ok(())
}

/// Returns what the plan knows of something that is owed over several days: not what was done.
fn owed(schedule: &Schedule, step: &Step, day: NaiveDate, lang: Lang) -> Option<String> {
    let turn = schedule.turn(step, day);
    match &step.occurs.owed {
        Owed::EachTime => None,
        Owed::Quota(quota) => {
            let (times, per) = (quota.times, words::this_period(quota.per, lang));
            Some(lang.of(format!("{per}至少 {times} 次"), format!("{per}: {times} times at least")))
        }
        Owed::Duty(_) => Some(match turn {
            Some(turn) => {
                let Turn { from, due, last } = turn;
                lang.of(
                    format!("{from} 起可做，{due} 到期，最晚 {last}"),
                    format!("from {from}, due {due}, {last} at the latest"),
                )
            }
            None => lang.of("从上次做完数起", "counted from the last time").to_owned(),
        }),
    }
}

/// Returns one day as a line: its date, how much it asks, and what is special about it.
fn line(schedule: &Schedule, day: NaiveDate, lang: Lang) -> String {
    let plan = schedule.plan(day);
    let count = plan.occurrences.len();
    let asks = lang.of(format!("{count} 次"), format!("{count} prompts"));
    let notes = notes(schedule, &plan, lang).join(lang.of("；", "; "));
    format!("{}  {}  {notes}", words::day(day, lang), clean::pad(&asks, 12))
}

/// Returns what is special about a day, in the order in which it matters.
fn notes(schedule: &Schedule, plan: &Plan, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if plan.closed {
        notes.push(lang.of("闭店", "closed").to_owned());
    }
    for it in &plan.variants {
        let name = clean::line(schedule.variant_name(&it.id, lang));
        let why = clean::line(it.why.get(lang));
        notes.push(lang.of(
            format!("变体 {} {name}（{why}）", it.id),
            format!("variant {} {name} ({why})", it.id),
        ));
    }
    notes.extend(holiday(&plan.holiday_data, lang));
    notes.extend(schedule.clock_changes(plan.day, plan.day).iter().map(|it| change(it, lang)));
    notes
}

fn holiday(data: &HolidayData, lang: Lang) -> Option<String> {
    match data {
        HolidayData::Unused | HolidayData::Known(None) => None,
        HolidayData::Known(Some(SpecialDay::Off(name))) => {
            let name = clean::line(name.get(lang));
            Some(lang.of(format!("节假日：{name}"), format!("public holiday: {name}")))
        }
        HolidayData::Known(Some(SpecialDay::MakeUp(name))) => {
            let name = clean::line(name.get(lang));
            Some(lang.of(format!("调休上班：{name}"), format!("make-up workday: {name}")))
        }
        HolidayData::NoData { covers } => {
            let spans: Vec<String> = covers
                .iter()
                .map(|Cover { from, to }| {
                    lang.of(format!("{from} 至 {to}"), format!("{from} to {to}"))
                })
                .collect();
            let spans = spans.join(lang.of("、", ", "));
            Some(lang.of(
                format!("节假日无数据（日历只到：{spans}）"),
                format!("no holiday data (the calendar covers {spans})"),
            ))
        }
    }
}

fn change(it: &ClockChange, lang: Lang) -> String {
    let (from, to) = (it.from.format("%m-%d %H:%M"), it.to.format("%H:%M"));
    lang.of(format!("时钟 {from} 拨到 {to}"), format!("clocks go from {from} to {to}"))
}

/// A store day laid out: `schedule plan --json`.
#[derive(Debug, Serialize)]
struct PlanForm {
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
    fn new(schedule: &Schedule, day: NaiveDate) -> Self {
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

fn planned(schedule: &Schedule, it: &Planned) -> PlannedForm {
    let step = &schedule.steps[it.step_index];
    PlannedForm {
        step: step.id.to_string(),
        number: it.id.number,
        phase: step.phase.to_string(),
        title: TextForm::new(&step.title),
        role: step.role.to_string(),
        weight: weight(step.weight),
        clauses: step.clauses.iter().map(Clause::to_string).collect(),
        earliest: time(it.earliest, schedule),
        due: time(it.due, schedule),
        finish_by: time(it.finish_by, schedule),
        closes: time(it.closes, schedule),
        owed: OwedForm::new(schedule, step, it.id.day),
    }
}
