//! Turns what clap found into typed values, with advice where a value makes no sense.
//!
//! It knows the grammar's names and nothing of what the commands do.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;

use super::{
    Color, Complaint, DayWord, DoctorArgs, FORMATS, Invocation, KINDS, ListForm, LogArgs, NoteArgs,
    PlanDays, PlayArgs, REPORTS, RehearseArgs, ReportArgs, ReportFormat, ReportKind, SEVERITIES,
    SHOWN, ScheduleArgs, ScheduleVerb, ShowArgs, Surroundings, Verb, verify,
};
use crate::engine::command::Severity;
use crate::schedule::{EventId, FloorId, Lang, ShiftId, TimeOfDay};

pub(super) type Read<T> = Result<T, Complaint>;

/// Returns the call that the words make.
pub(super) fn invocation(
    found: &ArgMatches,
    around: &Surroundings,
    lang: Lang,
) -> Read<Invocation> {
    let folder = |name: &str, env: &Option<OsString>| {
        let env = env.as_ref().filter(|it| !it.is_empty()).map(PathBuf::from);
        path(found, name).or(env)
    };
    let color = match word(found, "color").as_deref() {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        Some("auto") => Color::Auto,
        Some(_) | None if around.no_color => Color::Never,
        Some(_) | None => Color::Auto,
    };
    Ok(Invocation {
        schedule: folder("schedule", &around.schedule),
        data: folder("data", &around.data),
        pepper: around.pepper.as_ref().filter(|it| !it.is_empty()).map(PathBuf::from),
        lang,
        color,
        verb: verb(found, lang)?,
    })
}

fn verb(found: &ArgMatches, lang: Lang) -> Read<Verb> {
    let Some((name, below)) = found.subcommand() else { return Ok(Verb::Desk) };
    Ok(match name {
        "status" => Verb::Status { json: below.get_flag("json") },
        "note" => Verb::Note(note(below, lang)?),
        "officer" => Verb::Officer(super::officer::read(below, lang)?),
        "log" => Verb::Log(log(below, lang)?),
        "schedule" => Verb::Schedule(schedule(below, lang)?),
        "report" => Verb::Report(report(below, "kind", lang)?),
        "verify" => Verb::Verify(verify::read(below, lang)?),
        "doctor" => Verb::Doctor(DoctorArgs {
            print_test: printer(below, "print-test"),
            json: below.get_flag("json"),
        }),
        "rehearse" => rehearse(below, lang)?,
        "completions" => completions(below),
        // The grammar has no other command than `man`.
        _ => Verb::Man,
    })
}

fn note(found: &ArgMatches, lang: Lang) -> Read<NoteArgs> {
    let kind = word(found, "kind");
    let kind = KINDS.into_iter().find(|(name, _)| Some(*name) == kind.as_deref());
    Ok(NoteArgs {
        text: word(found, "text").unwrap_or_default(),
        floor: word(found, "floor").map(|it| FloorId::new(&it)),
        place: word(found, "place"),
        event: word(found, "event").map(|it| EventId::new(&it)),
        severity: severity(found).unwrap_or_default(),
        kind: kind.map(|(_, it)| it).unwrap_or_default(),
        at: time(found, lang)?,
        by: word(found, "by"),
        reported_by: word(found, "reported-by"),
        fixed: word(found, "fixed"),
        owner: word(found, "owner"),
        due: day(found, "due", lang)?,
        interim: word(found, "interim"),
        reported_to: word(found, "reported-to"),
        photos: paths(found, "photo"),
        json: found.get_flag("json"),
    })
}

fn log(found: &ArgMatches, lang: Lang) -> Read<LogArgs> {
    let words = found.get_many::<String>("words").into_iter().flatten();
    let output = path(found, "output");
    let by_name = output.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
    let asked = ["json", "csv", "xlsx"].into_iter().find(|it| found.get_flag(it));
    let form = match asked.or(by_name) {
        Some("json") => ListForm::Json,
        Some("csv") => ListForm::Csv,
        Some("xlsx") => ListForm::Xlsx,
        Some(_) | None => ListForm::Text,
    };
    Ok(LogArgs {
        words: words.map(String::as_str).collect::<Vec<_>>().join(" "),
        day: day(found, "day", lang)?,
        floor: word(found, "floor").map(|it| FloorId::new(&it)),
        severity: severity(found),
        open: found.get_flag("open"),
        form,
        output,
    })
}

fn schedule(found: &ArgMatches, lang: Lang) -> Read<ScheduleArgs> {
    let Some((name, below)) = found.subcommand() else {
        return Err(Complaint::wrong(
            lang,
            lang.of("还要说明做什么", "say what to do with it"),
            lang.of(
                "可以用：check、plan、show、new、clauses、schema",
                "one of: check, plan, show, new, clauses, schema",
            ),
        ));
    };
    let verb = match name {
        "check" => ScheduleVerb::Check,
        "plan" => ScheduleVerb::Plan { days: plan_days(below, lang)? },
        "show" if below.contains_id("write") => {
            ScheduleVerb::Write { folder: path(below, "write") }
        }
        "show" => {
            let output = path(below, "output");
            let format = format(below, output.as_deref(), &SHOWN);
            ScheduleVerb::Show(ShowArgs { day: day(below, "day", lang)?, format, output })
        }
        "new" => {
            // The grammar asks for the folder.
            let folder = path(below, "folder").unwrap_or_default();
            return Ok(ScheduleArgs { verb: ScheduleVerb::New { folder }, json: false });
        }
        "schema" => return Ok(ScheduleArgs { verb: ScheduleVerb::Schema, json: true }),
        // The grammar has no other command here than `clauses`.
        _ => ScheduleVerb::Clauses,
    };
    Ok(ScheduleArgs { verb, json: below.get_flag("json") })
}

fn plan_days(found: &ArgMatches, lang: Lang) -> Read<PlanDays> {
    let ends = (day(found, "from", lang)?, day(found, "to", lang)?);
    Ok(match ends {
        (Some(from), Some(to)) => PlanDays::FromTo(from, to),
        // The grammar takes neither end without the other.
        (Some(_) | None, _) => PlanDays::One(day(found, "day", lang)?),
    })
}

fn report(found: &ArgMatches, kind: &str, lang: Lang) -> Read<ReportArgs> {
    let typed = word(found, kind);
    let named = REPORTS.into_iter().find(|(name, _)| Some(*name) == typed.as_deref());
    let kind = named.map_or(ReportKind::Handover, |(_, it)| it);
    let output = path(found, "output");
    let format = format(found, output.as_deref(), &FORMATS);
    let shift = word(found, "shift").map(|it| ShiftId::new(&it));
    // A rehearsal has no such option: nothing of it reaches a printer.
    let print = found.try_contains_id("print").is_ok().then(|| printer(found, "print")).flatten();
    Ok(ReportArgs { kind, day: day(found, "day", lang)?, shift, format, output, print })
}

/// Returns the form that was asked for, else that of the file's name, else plain text.
fn format(
    found: &ArgMatches,
    output: Option<&Path>,
    known: &[(&str, ReportFormat)],
) -> ReportFormat {
    let by_name = output.and_then(Path::extension).and_then(|it| it.to_str());
    match word(found, "format").as_deref().or(by_name) {
        Some("markdown") => ReportFormat::Markdown,
        Some("htm") => ReportFormat::Html,
        asked => {
            let named = known.iter().find(|(name, _)| Some(*name) == asked);
            named.map_or(ReportFormat::Text, |(_, it)| *it)
        }
    }
}

fn rehearse(found: &ArgMatches, lang: Lang) -> Read<Verb> {
    let asked = day(found, "day", lang)?;
    if let Some(script) = path(found, "script") {
        let wanted = word(found, "report").is_some();
        let report = if wanted { Some(report(found, "report", lang)?) } else { None };
        return Ok(Verb::Play(PlayArgs { script, day: asked, report }));
    }
    let typed = word(found, "speed");
    let speed = typed.as_deref().map_or(Some(60), |it| it.parse().ok());
    let speed = speed.filter(|it| (1..=3600).contains(it)).ok_or_else(|| {
        let typed = typed.unwrap_or_default();
        Complaint::wrong(
            lang,
            &lang.of(format!("速度不能是“{typed}”"), format!("the speed cannot be `{typed}`")),
            lang.of("写 1 到 3600 的整数", "give a whole number from 1 to 3600"),
        )
    })?;
    Ok(Verb::Rehearse(RehearseArgs { speed, at: time(found, lang)?, day: asked }))
}

fn completions(found: &ArgMatches) -> Verb {
    use clap_complete::Shell;
    Verb::Completions(match word(found, "shell").as_deref() {
        Some("elvish") => Shell::Elvish,
        Some("fish") => Shell::Fish,
        Some("powershell") => Shell::PowerShell,
        Some("zsh") => Shell::Zsh,
        Some(_) | None => Shell::Bash,
    })
}

fn severity(found: &ArgMatches) -> Option<Severity> {
    let typed = word(found, "severity")?;
    SEVERITIES.into_iter().find(|(name, _)| *name == typed).map(|(_, it)| it)
}

/// Returns a day: a date, a word, or so many days from today.
fn day(found: &ArgMatches, name: &str, lang: Lang) -> Read<Option<DayWord>> {
    let Some(typed) = word(found, name) else { return Ok(None) };
    let read = match typed.as_str() {
        "today" | "今天" => Some(DayWord::FromToday(0)),
        "yesterday" | "昨天" => Some(DayWord::FromToday(-1)),
        "tomorrow" | "明天" => Some(DayWord::FromToday(1)),
        date => date
            .parse::<NaiveDate>()
            .ok()
            .filter(in_calendar)
            .map(DayWord::Date)
            .or_else(|| signed(date).map(DayWord::FromToday)),
    };
    read.map(Some).ok_or_else(|| {
        Complaint::wrong(
            lang,
            &lang.of(format!("“{typed}”不是日期"), format!("`{typed}` is not a day")),
            lang.of(
                "写 2026-11-23、today、yesterday、tomorrow，或 -3（三天前）",
                "write 2026-11-23, today, yesterday, tomorrow, or -3 (three days ago)",
            ),
        )
    })
}

/// Returns whether a day lies where a store may have been open: at the ends of the calendar there
/// is no next day to reckon with.
pub(crate) fn in_calendar(day: &NaiveDate) -> bool {
    (1970..2200).contains(&day.year())
}

/// Returns a number of days that carries its sign, so that a bare number is not taken for one.
fn signed(text: &str) -> Option<i64> {
    let days: i64 = text.strip_prefix(['-', '+'])?.parse().ok().filter(|it| *it <= 36_500)?;
    Some(if text.starts_with('-') { -days } else { days })
}

fn time(found: &ArgMatches, lang: Lang) -> Read<Option<TimeOfDay>> {
    let Some(typed) = word(found, "at") else { return Ok(None) };
    time_of_day(&typed).map(Some).ok_or_else(|| {
        Complaint::wrong(
            lang,
            &lang.of(format!("“{typed}”不是时间"), format!("`{typed}` is not a time of day")),
            lang.of("写成 08:20 这样，00:00 到 23:59", "write it like 08:20, from 00:00 to 23:59"),
        )
    })
}

/// Returns the time of day that a text such as `08:20` names.
pub(crate) fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let (hour, minute) = text.split_once([':', '：'])?;
    let digits =
        |it: &str, most| (1..=most).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    if !digits(hour, 2) || minute.len() != 2 || !digits(minute, 2) {
        return None;
    }
    TimeOfDay::new(hour.parse().ok()?, minute.parse().ok()?)
}

pub(super) fn word(found: &ArgMatches, name: &str) -> Option<String> {
    found.get_one::<String>(name).cloned()
}

fn paths(found: &ArgMatches, name: &str) -> Vec<PathBuf> {
    found.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

/// Returns the printer of an option that may go without a name.
fn printer(found: &ArgMatches, name: &str) -> Option<Option<String>> {
    found.contains_id(name).then(|| word(found, name))
}

fn path(found: &ArgMatches, name: &str) -> Option<PathBuf> {
    found.get_one::<PathBuf>(name).cloned()
}
