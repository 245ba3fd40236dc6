//! `zhiban schedule plan`: one day with its steps, or what kind of day each of a span is, and why.
//!
//! It never touches the record.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::plan_form::PlanForm;
use super::shell::Shell;
use super::source::InForce;
use crate::clean;
use crate::cli::PlanDays;
use crate::schedule::{
    ClockChange, Counting, Cover, Event, HolidayData, Lang, Owed, Plan, Planned, Schedule,
    SpecialDay, Step, Turn, When,
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
        shell.say(&step_line(schedule, it, lang))?;
        let step = &schedule.steps[it.step_index];
        let more = [counted(schedule, it, lang), owed(schedule, step, day, lang)];
        for said in more.into_iter().flatten() {
            shell.say(&format!("{}{}", " ".repeat(15), clean::line(&said)))?;
        }
    }
    for event in schedule.events_on(day) {
        shell.say(&event_lines(schedule, event, lang))?;
    }
    Ok(())
}

fn step_line(schedule: &Schedule, it: &Planned, lang: Lang) -> String {
    let step = &schedule.steps[it.step_index];
    let title = match step.when.floor(it.id.number) {
        Some(_) => words::occurrence(&it.id, schedule, lang),
        None => step.title.get(lang).to_owned(),
    };
    // The tilde, so that the columns stay where they are.
    let about = if it.counting == Counting::Known { ' ' } else { '~' };
    let (due, finish_by) = (it.expected().due, it.expected().finish_by);
    let clock = |at| words::clock(at, schedule.zone);
    format!(
        "{} –{about}{}  {} {} {}",
        clock(due),
        clock(finish_by),
        column(schedule.phase_name(&step.phase, lang), 16),
        column(schedule.role_name(&step.role, lang), 19),
        clean::line(&title),
    )
}

/// Returns a column of words: filled up where they are short, and never cut where they are long.
fn column(text: &str, width: usize) -> String {
    let text = clean::line(text);
    let missing = width.saturating_sub(clean::width(&text));
    text + &" ".repeat(missing)
}

/// Returns what the times of a step are counted from, where that is not known yet.
fn counted(schedule: &Schedule, it: &Planned, lang: Lang) -> Option<String> {
    let When::Once(window) = &schedule.steps[it.step_index].when else { return None };
    match &it.counting {
        Counting::Known => None,
        Counting::Waits(_) => Some(words::point(&window.due, schedule, lang)),
    }
}

/// Returns an event and the steps that it would start, each with its time to finish.
fn event_lines(schedule: &Schedule, event: &Event, lang: Lang) -> String {
    let title = clean::line(event.title.get(lang));
    let mut lines = vec![lang.of(
        format!("随时可能：{title}（{}）", event.id),
        format!("at any time: {title} ({})", event.id),
    )];
    for step in schedule.steps.iter().filter(|it| it.when.event() == Some(&event.id)) {
        let When::OnEvent(it) = &step.when else { continue };
        let by = clean::line(&words::point(&it.window.finish_by, schedule, lang));
        let role = column(schedule.role_name(&step.role, lang), 19);
        lines.push(format!("    {role} {}", clean::line(step.title.get(lang))));
        lines.push(format!("        {}", lang.of(format!("限 {by}"), format!("by {by}"))));
    }
    lines.join("\n")
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
