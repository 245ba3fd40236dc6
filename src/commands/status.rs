//! `zhiban status`: how things stand now, for a person or a program.
//!
//! It only reads; the exit code tells whether something is overdue.

use anyhow::Result;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::forms::{self, FindingForm, TextForm};
use super::owed::{OwedForm, is_told};
use super::record::Record;
use super::shell::{FOUND, Shell};
use crate::clean;
use crate::engine::Agenda;
use crate::engine::agenda::{
    Countdown, GapState, GapView, HandoverOutcome, Handovers, Limit, OccurrenceView, Prompt,
    Reckoning, ShiftEndState, Status,
};
use crate::words;

/// Carries out `zhiban status`; returns the exit code.
pub(super) fn run(shell: &Shell, json: bool) -> Result<u8> {
    let record = Record::read(shell)?;
    record.warn(shell);
    let session = record.session(shell)?;
    let agenda = session.engine().agenda(shell.now);
    if json {
        shell.json(&StatusForm::new(&agenda, shell.now))?;
    } else {
        text(shell, &agenda)?;
    }
    Ok(if calm(&agenda) { 0 } else { FOUND })
}

/// Returns whether nothing is overdue and no gap exceeded.
fn calm(agenda: &Agenda) -> bool {
    let late = agenda.occurrences.iter().any(|it| it.status == Status::Overdue);
    let gap = agenda.gaps.iter().any(|it| it.state == GapState::Exceeded);
    !late && !gap && is_handed_over(&agenda.handovers)
}

/// Returns whether nobody waits for a relief, and nothing is being handled.
fn is_handed_over(it: &Handovers) -> bool {
    let late = it.owed.as_ref().is_some_and(|it| it.state == ShiftEndState::Late);
    !late && !is_unaccepted(it) && it.incidents.is_empty()
}

fn is_unaccepted(it: &Handovers) -> bool {
    it.last.as_ref().is_some_and(|it| it.outcome == HandoverOutcome::Open)
}

/// How things stand: `status --json`.
#[derive(Debug, Serialize)]
pub(super) struct StatusForm {
    at: String,
    day: String,
    store: Option<String>,
    officer: Option<String>,
    shift: Option<String>,
    calm: bool,
    current: Option<PromptForm>,
    queue: Vec<PromptForm>,
    overdue: Vec<StepForm>,
    next: Option<StepForm>,
    gaps: Vec<GapForm>,
    countdowns: Vec<CountdownForm>,
    owed: Vec<OwedForm>,
    findings: Vec<FindingForm>,
    last_saved: Option<u64>,
    handover: DutyForm,
    incidents: Vec<IncidentForm>,
}

/// How the handover of the shift stands.
#[derive(Debug, Serialize)]
struct DutyForm {
    /// `calm`, `due`, `late`, `begun`, `refused` or `unaccepted`.
    state: &'static str,
    day: Option<String>,
    shift: Option<String>,
    due: Option<String>,
    number: Option<u64>,
}

#[derive(Debug, Serialize)]
struct IncidentForm {
    number: u64,
    what: String,
    since: String,
}

#[derive(Debug, Serialize)]
struct PromptForm {
    step: String,
    number: u16,
    title: TextForm,
    ask: TextForm,
    rings: u32,
    acknowledged_until: Option<String>,
}

#[derive(Debug, Serialize)]
struct StepForm {
    step: String,
    number: u16,
    title: TextForm,
    due: String,
    finish_by: String,
    /// Whether these times are only expected: they are counted from a step that it waits for.
    expected: bool,
    waits_for: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CountdownForm {
    step: String,
    number: u16,
    /// What happens then: `due` or `finish`.
    limit: &'static str,
    at: String,
}

#[derive(Debug, Serialize)]
struct GapForm {
    step: String,
    state: &'static str,
    since: String,
    exceeds: String,
}

impl StatusForm {
    /// Returns the form of an agenda.
    pub(super) fn new(agenda: &Agenda, now: DateTime<Utc>) -> Self {
        let late = agenda.occurrences.iter().filter(|it| it.status == Status::Overdue);
        let next = agenda.occurrences.iter().find(|it| it.status == Status::NotYet);
        Self {
            at: forms::time(now, &agenda.schedule),
            day: agenda.day.to_string(),
            store: agenda.store.clone(),
            officer: agenda.officer.as_ref().map(|it| it.as_str().to_owned()),
            shift: agenda.shift.as_ref().map(ToString::to_string),
            calm: calm(agenda),
            current: agenda.current.as_ref().map(|it| prompt(agenda, it)),
            queue: agenda.queue.iter().map(|it| prompt(agenda, it)).collect(),
            overdue: late.map(|it| step(agenda, it)).collect(),
            next: next.map(|it| step(agenda, it)),
            gaps: agenda.gaps.iter().map(|it| gap(agenda, it)).collect(),
            countdowns: agenda.countdowns.iter().map(|it| countdown(agenda, it)).collect(),
            owed: agenda.owed.iter().map(|it| OwedForm::new(agenda, it)).collect(),
            findings: agenda.findings.iter().map(FindingForm::new).collect(),
            last_saved: agenda.last_saved.as_ref().map(|it| it.seq.0),
            handover: DutyForm::new(agenda),
            incidents: agenda
                .handovers
                .incidents
                .iter()
                .map(|it| IncidentForm {
                    number: it.number.0,
                    what: it.what.clone(),
                    since: forms::time(it.since, &agenda.schedule),
                })
                .collect(),
        }
    }
}

impl DutyForm {
    fn new(agenda: &Agenda) -> Self {
        let it = &agenda.handovers;
        let owed = it.owed.as_ref();
        let state = match owed.map(|it| it.state) {
            Some(ShiftEndState::Late) => "late",
            _ if is_unaccepted(it) => "unaccepted",
            _ if it.running.is_some() => "begun",
            _ if it.refused.is_some() => "refused",
            Some(ShiftEndState::Near) => "due",
            None => "calm",
        };
        let number = it.running.as_ref().or(it.refused.as_ref()).map(|it| it.number.0);
        Self {
            state,
            day: owed.map(|it| it.day.to_string()),
            shift: owed.map(|it| it.shift.to_string()),
            due: owed.map(|it| forms::time(it.due, &agenda.schedule)),
            number,
        }
    }
}

fn prompt(agenda: &Agenda, it: &Prompt) -> PromptForm {
    let step = agenda.schedule.step(&it.occurrence.step);
    let title =
        step.map_or(TextForm::same(it.occurrence.step.as_str()), |it| TextForm::new(&it.title));
    PromptForm {
        step: it.occurrence.step.to_string(),
        number: it.occurrence.number,
        title,
        ask: TextForm::in_both(|lang| ask(agenda, it, lang)),
        rings: it.rings,
        acknowledged_until: it.acknowledged_until.map(|at| forms::time(at, &agenda.schedule)),
    }
}

fn ask(agenda: &Agenda, it: &Prompt, lang: crate::schedule::Lang) -> String {
    let step = agenda.schedule.step(&it.occurrence.step);
    step.map_or(String::new(), |step| words::ask(&it.ask, step, &agenda.schedule, lang))
}

fn step(agenda: &Agenda, it: &OccurrenceView) -> StepForm {
    StepForm {
        step: it.id.step.to_string(),
        number: it.id.number,
        title: TextForm::new(&agenda.schedule.steps[it.step_index].title),
        due: forms::time(it.due, &agenda.schedule),
        finish_by: forms::time(it.finish_by, &agenda.schedule),
        expected: it.reckoning == Reckoning::Expected,
        waits_for: it.waits_for.iter().map(ToString::to_string).collect(),
    }
}

fn countdown(agenda: &Agenda, it: &Countdown) -> CountdownForm {
    CountdownForm {
        step: it.occurrence.step.to_string(),
        number: it.occurrence.number,
        limit: match it.limit {
            Limit::Due => "due",
            Limit::Finish => "finish",
        },
        at: forms::time(it.to, &agenda.schedule),
    }
}

fn gap(agenda: &Agenda, it: &GapView) -> GapForm {
    GapForm {
        step: it.step.to_string(),
        state: match it.state {
            GapState::Idle => "idle",
            GapState::Calm => "calm",
            GapState::Warning => "warning",
            GapState::Exceeded => "exceeded",
        },
        since: forms::time(it.since, &agenda.schedule),
        exceeds: forms::time(it.exceeds, &agenda.schedule),
    }
}

fn text(shell: &Shell, agenda: &Agenda) -> Result<()> {
    let (lang, schedule) = (shell.lang, &agenda.schedule);
    let store = agenda.store.as_deref().unwrap_or(schedule.store.get(lang));
    let officer =
        agenda.officer.as_ref().map_or(lang.of("无人值班", "nobody"), |it| it.as_str());
    let clock = |at| words::clock(at, schedule.zone);
    let (store, officer) = (clean::line(store), clean::line(officer));
    shell.say(&lang.of(
        format!("{} {}  {store}  值班：{officer}", words::day(agenda.day, lang), clock(shell.now)),
        format!(
            "{} {}  {store}  on duty: {officer}",
            words::day(agenda.day, lang),
            clock(shell.now)
        ),
    ))?;
    for it in agenda.current.iter().chain(&agenda.queue) {
        let title = title(agenda, it, lang);
        shell.say(&lang.of(
            format!("! 现在：{title} · {}", ask(agenda, it, lang)),
            format!("! now: {title} · {}", ask(agenda, it, lang)),
        ))?;
    }
    for it in agenda.occurrences.iter().filter(|it| it.status == Status::Overdue) {
        let title = words::occurrence(&it.id, schedule, lang);
        let by = clock(it.finish_by);
        shell.say(&lang.of(
            format!("x 逾期：{title}（应在 {by} 前做完）"),
            format!("x overdue: {title} (was to be done by {by})"),
        ))?;
    }
    for it in agenda.gaps.iter().filter(|it| it.state != GapState::Idle) {
        let title = schedule.step(&it.step).map_or("", |it| it.title.get(lang));
        let state = words::gap_state(it.state, lang);
        let passed = words::span(shell.now - it.since, lang);
        shell.say(&lang.of(
            format!("~ {title}：距上次 {passed}，{state}（限到 {}）", clock(it.exceeds)),
            format!("~ {title}: {passed} since the last, {state} (limit {})", clock(it.exceeds)),
        ))?;
    }
    for it in &agenda.countdowns {
        shell.say(&format!("! {}", words::countdown(it, shell.now, schedule, lang)))?;
    }
    duty_text(shell, agenda)?;
    for it in agenda.owed.iter().filter(|it| is_told(&it.state)) {
        let title = clean::line(schedule.step(&it.step).map_or("", |it| it.title.get(lang)));
        let state = clean::line(&words::owed(&it.state, lang));
        shell.say(&lang.of(format!("+ {title}：{state}"), format!("+ {title}: {state}")))?;
    }
    let open = agenda.findings.len();
    shell.say(&lang.of(format!("未整改完的问题：{open} 个"), format!("open findings: {open}")))?;
    if let Some(it) = agenda.occurrences.iter().find(|it| it.status == Status::NotYet) {
        let mut title = words::occurrence(&it.id, schedule, lang);
        let mut due = clock(it.due);
        if it.reckoning == Reckoning::Expected {
            let after: Vec<String> =
                it.waits_for.iter().map(|it| words::after_step(it, schedule, lang)).collect();
            title.push_str(&words::reason(&after.join(lang.of("、", ", ")), lang));
            due = words::about(&due, lang);
        }
        shell.say(&lang.of(format!("下一步：{due} {title}"), format!("next: {due} {title}")))?;
    }
    Ok(())
}

/// Says what everybody must know of the duty.
fn duty_text(shell: &Shell, agenda: &Agenda) -> Result<()> {
    let (lang, schedule, it) = (shell.lang, &agenda.schedule, &agenda.handovers);
    for it in &it.incidents {
        let what = clean::line(&it.what);
        let since = words::clock(it.since, schedule.zone);
        shell.say(&lang.of(
            format!("! 险情处置中（{since} 起）：{what}"),
            format!("! incident since {since}: {what}"),
        ))?;
    }
    if is_unaccepted(it) {
        let text = lang.of("! 已单独签字，还没有人接班", "! signed alone, nobody has taken over");
        shell.say(text)?;
    }
    let Some(owed) = &it.owed else { return Ok(()) };
    let (shift, due) =
        (schedule.shift_name(&owed.shift, lang), words::clock(owed.due, schedule.zone));
    match owed.state {
        ShiftEndState::Near => shell.say(
            &lang.of(format!("> {shift} {due} 交接"), format!("> the {shift} hands over at {due}")),
        ),
        ShiftEndState::Late => shell.say(&lang.of(
            format!("! {shift}应 {due} 交接，还没有人接班"),
            format!("! the {shift} was to be handed over at {due}; nobody has taken over"),
        )),
    }
}

fn title<'a>(agenda: &'a Agenda, it: &'a Prompt, lang: crate::schedule::Lang) -> &'a str {
    let step = agenda.schedule.step(&it.occurrence.step);
    step.map_or(it.occurrence.step.as_str(), |it| it.title.get(lang))
}
