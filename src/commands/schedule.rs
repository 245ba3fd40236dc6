//! `zhiban schedule`: check, lay out, show, list the clauses.
//!
//! It never touches the record.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde::Serialize;

use super::begin;
use super::export;
use super::forms::{ClauseForm, FaultForm, NoteForm, StepForm, TextForm};
use super::places::Places;
use super::plan;
use super::report;
use super::schema;
use super::shell::{FOUND, Shell};
use super::shipped::STORE;
use super::source::{self, InForce, Origin, Source};
use crate::clean;
use crate::cli::{ScheduleArgs, ScheduleVerb, ShowArgs};
use crate::report::{Blank, Paper};
use crate::schedule::{Fault, Lang, Location, Place, Schedule, Severity, SourceFile, Text};

/// Carries out `zhiban schedule`; returns the exit code.
///
/// # Errors
/// Where the schedule cannot be read, or a file not be written.
pub(super) fn run(shell: &Shell, args: &ScheduleArgs) -> Result<u8> {
    let places = shell.places()?;
    match &args.verb {
        ScheduleVerb::Check => check(shell, &places, args.json),
        ScheduleVerb::Write { folder } => {
            let folder = folder.as_ref().unwrap_or(&places.schedule_own);
            write(shell, &places, folder)
        }
        ScheduleVerb::Show(show_args) => {
            show(shell, &in_force(shell, &places)?, show_args, args.json).map(|()| 0)
        }
        ScheduleVerb::Plan { days } => {
            plan::run(shell, &in_force(shell, &places)?, *days, args.json)
        }
        ScheduleVerb::New { folder } => begin::run(shell, folder),
        ScheduleVerb::Schema => shell.json(&schema::document(shell.lang)).map(|()| 0),
        ScheduleVerb::Clauses => clauses(shell, &places, args.json),
    }
}

fn in_force(shell: &Shell, places: &Places) -> Result<InForce> {
    source::in_force(places, shell.lang, shell.color)
}

#[derive(Serialize)]
struct CheckForm {
    name: String,
    revision: Option<String>,
    steps: usize,
    faults: Vec<FaultForm>,
    role_days: Vec<CheckForm>,
}

/// What there is to say about one schedule.
struct Checked {
    name: String,
    source: Source,
    schedule: Option<Schedule>,
    faults: Vec<Fault>,
}

impl Checked {
    fn of(name: String, source: Source) -> Self {
        let (schedule, faults) = match crate::schedule::read(&source.files) {
            Ok(reading) => (Some(reading.schedule), reading.warnings),
            Err(faults) => (None, faults),
        };
        Self { name, source, schedule, faults }
    }

    fn form(&self) -> CheckForm {
        CheckForm {
            name: self.name.clone(),
            revision: self.schedule.as_ref().map(|it| it.revision.to_string()),
            steps: self.schedule.as_ref().map_or(0, |it| it.steps.len()),
            faults: self.faults.iter().map(|it| fault(it, &self.source.files)).collect(),
            role_days: Vec::new(),
        }
    }

    fn say(&self, shell: &Shell) -> Result<()> {
        let (lang, name) = (shell.lang, &self.name);
        if !self.faults.is_empty() {
            let shown = source::render(&self.source, &self.faults, lang, shell.color);
            shell.say(&format!("{shown}\n"))?;
        }
        let errors = source::errors(&self.faults);
        let warnings = self.faults.len() - errors;
        shell.say(&match &self.schedule {
            Some(it) => {
                let (steps, revision) = (it.steps.len(), short(it));
                lang.of(
                    format!("{name}：没有错，{warnings} 处提醒；{steps} 个步骤，修订 {revision}"),
                    format!(
                        "{name}: no faults, {warnings} warnings; {steps} steps, \
                         revision {revision}"
                    ),
                )
            }
            None => lang.of(
                format!("{name}：{errors} 处错误，{warnings} 处提醒；改好以前不会采用"),
                format!(
                    "{name}: {errors} faults, {warnings} warnings; it is not used until they \
                     are gone"
                ),
            ),
        })
    }
}

/// Checks the schedule and the role days that belong to it.
fn check(shell: &Shell, places: &Places, json: bool) -> Result<u8> {
    let lang = shell.lang;
    let source = source::find(places, lang)?;
    let store = Checked::of(source.name(lang), source);
    // Where the store itself is broken, its role days would only repeat that.
    let roles = match &store.schedule {
        Some(_) => source::role_days(places, lang)?,
        None => Vec::new(),
    };
    let roles: Vec<Checked> =
        roles.into_iter().map(|(name, source)| Checked::of(name, source)).collect();
    let sound = store.schedule.is_some() && roles.iter().all(|it| it.schedule.is_some());
    let code = if sound { 0 } else { FOUND };
    if json {
        let mut form = store.form();
        form.role_days = roles.iter().map(Checked::form).collect();
        shell.json(&form)?;
        return Ok(code);
    }
    store.say(shell)?;
    for role in &roles {
        role.say(shell)?;
    }
    Ok(code)
}

fn fault(fault: &Fault, files: &[SourceFile]) -> FaultForm {
    let location = fault.location(files);
    FaultForm {
        severity: match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        file: location.as_ref().map(|it| it.file.clone()),
        line: location.as_ref().map(|it| it.line),
        column: location.as_ref().map(|it| it.column),
        title: TextForm::new(&fault.title),
        label: Some(&fault.label).filter(|it| !it.zh.is_empty()).map(TextForm::new),
        help: fault.help.as_ref().map(TextForm::new),
        note: fault.note.as_ref().and_then(|(place, text)| note(*place, text, files)),
        instead: fault.instead.clone(),
    }
}

fn note(place: Place, text: &Text, files: &[SourceFile]) -> Option<NoteForm> {
    let Location { file, line, column } = place.location(files)?;
    Some(NoteForm { file, line, column, text: TextForm::new(text) })
}

/// Shows a day as a timetable; as JSON, the steps, items and answers that a script refers to.
fn show(shell: &Shell, in_force: &InForce, args: &ShowArgs, json: bool) -> Result<()> {
    let schedule = &in_force.schedule;
    if json {
        let steps: Vec<StepForm> = schedule.steps.iter().map(StepForm::new).collect();
        return shell.json(&steps);
    }
    let (lang, output) = (shell.lang, args.output.as_deref());
    let day = Blank::new(Arc::clone(schedule), shell.day(args.day, schedule), None, shell.now);
    let bytes = report::bytes(Paper::Timetable(&day), args.format, output, lang)?;
    let Some(path) = output else { return shell.put(&bytes) };
    // A timetable says nothing of what happened, so the record is not told of it.
    export::write(shell, path, &bytes)
}

/// Lists the clauses of the schedule, and behind them those of its role days.
fn clauses(shell: &Shell, places: &Places, json: bool) -> Result<u8> {
    let mut days = vec![(None, in_force(shell, places)?.schedule)];
    for (name, source) in source::role_days(places, shell.lang)? {
        // One with faults is told by `schedule check`.
        if let Ok(it) = source.read() {
            days.push((Some(name), it.schedule));
        }
    }
    if json {
        let all = days.iter().flat_map(|(name, it)| ClauseForm::all(it, name.as_deref()));
        shell.json(&all.collect::<Vec<_>>())?;
        return Ok(0);
    }
    for (name, schedule) in &days {
        if let Some(name) = name {
            shell.say(&format!("\n{name}"))?;
        }
        list_clauses(shell, schedule)?;
    }
    Ok(0)
}

fn list_clauses(shell: &Shell, schedule: &Schedule) -> Result<()> {
    let lang = shell.lang;
    for (clause, uses) in schedule.clauses() {
        for it in uses {
            let step = schedule.step(&it.step);
            let item = it.item.as_ref().and_then(|id| step.and_then(|step| step.item(id)));
            let text = item.map(|it| it.ask.get(lang)).or(step.map(|it| it.title.get(lang)));
            let clause = clean::pad(clause.as_str(), 8);
            let place = it.item.map_or(it.step.to_string(), |item| format!("{}.{item}", it.step));
            shell.say(&format!("{clause} {}  {}", clean::pad(&place, 36), text.unwrap_or("")))?;
        }
    }
    Ok(())
}

fn write(shell: &Shell, places: &Places, folder: &Path) -> Result<u8> {
    let lang = shell.lang;
    let shown = folder.display();
    // Writing the folder in use over itself would be no help: the shipped one is meant.
    let found = source::find(places, lang).ok();
    let found = found.filter(|it| it.origin != Origin::Folder(folder.to_owned()));
    let files = match found.map(|it| (it.origin, it.files)) {
        Some((Origin::Folder(_) | Origin::Kept, files)) => files,
        Some((Origin::Shipped(it), _)) => it.folder(),
        None => STORE.folder(),
    };
    for file in &files {
        let path = folder.join(&file.name);
        let into = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(into).with_context(|| {
            let shown = into.display();
            lang.of(format!("没法建文件夹 {shown}"), format!("cannot make the folder {shown}"))
        })?;
        export::write_new(&path, &file.bytes, lang)?;
    }
    let own = folder == places.schedule_own;
    let next = match (own, lang) {
        (true, Lang::Zh) => "改好后用 zhiban schedule check 检查；下一个营业日起采用。".to_owned(),
        (true, Lang::En) => {
            "Edit, then run zhiban schedule check; it holds from the next store day on.".to_owned()
        }
        (false, Lang::Zh) => format!("用它：zhiban --schedule {shown}"),
        (false, Lang::En) => format!("Use it with zhiban --schedule {shown}"),
    };
    let count = files.len();
    shell.say(&lang.of(
        format!("已写 {count} 个文件到 {shown}。{next}"),
        format!("Wrote {count} files to {shown}. {next}"),
    ))?;
    Ok(0)
}

fn short(schedule: &Schedule) -> &str {
    schedule.revision.as_str().get(..12).unwrap_or_default()
}
