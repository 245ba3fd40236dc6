//! The documented JSON forms of what is not a report of one day: a month, empty forms, a list.
//!
//! They never change meaning under the same `form`: fields are added, not renamed or removed.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use crate::clean;
use crate::report::{Blank, DayGap, DaySummary, Log, LogLine, Month};
use crate::schedule::{AnswerForm, AreaList, AreaSource, Clause, Item, Lang, Planned, StepKind};
use crate::words;

/// A month.
#[derive(Serialize)]
pub(super) struct MonthForm {
    /// `zhiban-month/1`.
    form: &'static str,
    lang: &'static str,
    store: String,
    /// `2026-11`.
    month: String,
    cutoff: String,
    /// Thousandths of the due steps that were done in time.
    on_time_per_mille: Option<usize>,
    /// The days that are known, in order.
    days: Vec<DayForm>,
}

/// A day of a month.
#[derive(Serialize)]
struct DayForm {
    day: String,
    on_time: usize,
    late: usize,
    missed: usize,
    skipped: usize,
    deferred: usize,
    unknown: usize,
    /// Steps that could still be done at the cut-off.
    ahead: usize,
    on_time_per_mille: Option<usize>,
    rounds_done: usize,
    rounds_due: usize,
    gap: Option<GapForm>,
    found: usize,
    closed: usize,
    /// Findings that were open at the end of the day.
    open: usize,
}

/// The largest gap of a day.
#[derive(Serialize)]
struct GapForm {
    since: String,
    until: String,
    minutes: i64,
    limit_minutes: i32,
    exceeded: bool,
}

/// Fills in a month.
pub(super) fn month(it: &Month, lang: Lang) -> MonthForm {
    let about = &it.about;
    MonthForm {
        form: "zhiban-month/1",
        lang: lang.of("zh", "en"),
        store: clean::line(&about.store),
        month: about.month.format("%Y-%m").to_string(),
        cutoff: at(about.cutoff, about.zone),
        on_time_per_mille: it.per_mille_on_time(),
        days: it.days.iter().map(|day| day_form(day, about.zone)).collect(),
    }
}

fn day_form(it: &DaySummary, zone: Tz) -> DayForm {
    let gap = |gap: DayGap| GapForm {
        since: at(gap.since, zone),
        until: at(gap.until, zone),
        minutes: gap.length().num_minutes(),
        limit_minutes: gap.limit.0,
        exceeded: gap.exceeds(),
    };
    DayForm {
        day: it.day.to_string(),
        on_time: it.on_time,
        late: it.late,
        missed: it.missed,
        skipped: it.skipped,
        deferred: it.deferred,
        unknown: it.unknown,
        ahead: it.ahead,
        on_time_per_mille: it.per_mille_on_time(),
        rounds_done: it.rounds.0,
        rounds_due: it.rounds.1,
        gap: it.gap.map(gap),
        found: it.found,
        closed: it.closed,
        open: it.open,
    }
}

/// The empty forms of a day.
#[derive(Serialize)]
pub(super) struct BlankForm {
    /// `zhiban-blank/1`.
    form: &'static str,
    lang: &'static str,
    store: String,
    day: String,
    made: String,
    /// The revision of the schedule, in full.
    schedule: String,
    /// Every occurrence of the day, by due time.
    steps: Vec<StepForm>,
}

/// A step to be done by hand.
#[derive(Serialize)]
struct StepForm {
    step: String,
    number: u16,
    title: String,
    clauses: Vec<String>,
    role: String,
    due: String,
    finish_by: String,
    items: Vec<ItemForm>,
    /// The floors, where each is asked the same items.
    floors: Vec<String>,
    /// The roles that sign.
    sign: Vec<String>,
}

/// Something to look at.
#[derive(Serialize)]
struct ItemForm {
    item: String,
    ask: String,
    clauses: Vec<String>,
    /// The words of the answers to choose from; none where something is to be written.
    answers: Vec<String>,
}

/// Fills in the empty forms of a day.
pub(super) fn blank(it: &Blank, lang: Lang) -> BlankForm {
    let own = it.schedule.store.get(lang);
    BlankForm {
        form: "zhiban-blank/1",
        lang: lang.of("zh", "en"),
        store: clean::line(it.store.as_deref().unwrap_or(own)),
        day: it.plan.day.to_string(),
        made: at(it.made, it.schedule.zone),
        schedule: clean::line(it.schedule.revision.as_str()),
        steps: it.plan.occurrences.iter().map(|one| step(one, it, lang)).collect(),
    }
}

fn step(planned: &Planned, blank: &Blank, lang: Lang) -> StepForm {
    let schedule = &blank.schedule;
    let it = &schedule.steps[planned.step_index];
    let floors = match &it.kind {
        StepKind::Sweep(floors) => floors.as_slice(),
        StepKind::Areas(AreaList { source: AreaSource::Fixed(areas), .. }) => areas.as_slice(),
        StepKind::Areas(AreaList { source: AreaSource::Today, .. })
        | StepKind::Checklist
        | StepKind::Meal(_) => &[],
    };
    StepForm {
        step: clean::line(it.id.as_str()),
        number: planned.id.number,
        title: clean::line(&words::occurrence(&planned.id, schedule, lang)),
        clauses: clauses(&it.clauses),
        role: clean::line(it.role.as_str()),
        due: at(planned.due, schedule.zone),
        finish_by: at(planned.finish_by, schedule.zone),
        items: it.items.iter().map(|it| item(it, lang)).collect(),
        floors: floors.iter().map(|it| clean::line(it.as_str())).collect(),
        sign: it.sign.roles.iter().map(|it| clean::line(it.as_str())).collect(),
    }
}

fn item(it: &Item, lang: Lang) -> ItemForm {
    let answers = match &it.form {
        AnswerForm::States(all) => all.iter().map(|it| clean::line(it.id.as_str())).collect(),
        AnswerForm::YesNo(_) => ["yes", "no", "not-applicable"].map(str::to_owned).to_vec(),
        AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => Vec::new(),
    };
    ItemForm {
        item: clean::line(it.id.as_str()),
        ask: clean::line(it.ask.get(lang)),
        clauses: clauses(&it.clauses),
        answers,
    }
}

fn clauses(all: &[Clause]) -> Vec<String> {
    all.iter().map(|it| clean::line(it.as_str())).collect()
}

/// A list of entries.
#[derive(Serialize)]
pub(super) struct LogForm {
    /// `zhiban-log/1`.
    form: &'static str,
    lang: &'static str,
    store: String,
    made: String,
    entries: Vec<EntryForm>,
}

/// An entry.
#[derive(Serialize)]
struct EntryForm {
    entry: u64,
    day: String,
    happened: String,
    recorded: String,
    officer: String,
    kind: &'static str,
    text: String,
}

/// Fills in a list of entries.
pub(super) fn log(it: &Log, lang: Lang) -> LogForm {
    LogForm {
        form: "zhiban-log/1",
        lang: lang.of("zh", "en"),
        store: clean::line(&it.store),
        made: at(it.made, it.zone),
        entries: it.lines.iter().map(|it| entry(it, lang)).collect(),
    }
}

fn entry(line: &LogLine, lang: Lang) -> EntryForm {
    let (it, schedule) = (&line.entry, &line.schedule);
    EntryForm {
        entry: it.seq.0,
        day: it.day.to_string(),
        happened: at(it.happened, schedule.zone),
        recorded: at(it.recorded, schedule.zone),
        officer: clean::line(it.officer.as_str()),
        kind: it.fact.word(),
        text: clean::line(&words::fact(&it.fact, schedule, lang)),
    }
}

fn at(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}
