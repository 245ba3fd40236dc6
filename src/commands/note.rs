//! `zhiban note`: records a finding, or an event that starts steps, without the desk.
//!
//! It is decided by the same engine and written the same way as at the desk.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};

use super::entry_form::EntryForm;
use super::photos::Photos;
use super::record::{self, Record};
use super::shell::Shell;
use crate::cli::NoteArgs;
use crate::clock::Clock;
use crate::engine::command::{FollowUp, Fork, Found, Start};
use crate::engine::{Action, Command, CommandId, Engine, Entry, Fact, Officer};
use crate::schedule::{Base, Lang, Minutes, Moment, Schedule, TimeOfDay};
use crate::session::{Session, SessionError};
use crate::words;

/// Carries out `zhiban note`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &NoteArgs) -> Result<u8> {
    let record = Record::open(shell)?;
    record.warn(shell);
    let mut session = record.session(shell)?;
    let schedule = Arc::clone(session.engine().schedule_of(shell_day(shell, session.engine())));
    let command = Command {
        id: CommandId(Arc::from(Clock::fresh_id())),
        officer: officer(shell, session.engine(), args)?,
        happened: args.at.map(|it| today_at(shell.now, &schedule, it)),
        action: match &args.event {
            Some(event) => Action::Start(Start {
                event: event.clone(),
                note: args.text.clone(),
                floor: args.floor.clone(),
                place: args.place.clone(),
            }),
            None => Action::Find(found(shell, args, &schedule)?),
        },
    };
    let stamp = record::stamp(&shell.clock, &schedule);
    let entries = execute(&mut session, &stamp, &command, &schedule, shell.lang)?;
    let asked = |it: &&Entry| matches!(it.fact, Fact::Found(_) | Fact::Started(_));
    let Some(entry) = entries.iter().find(asked) else {
        return Ok(0);
    };
    if args.json {
        shell.json(&EntryForm::new(entry, &schedule))?;
    } else {
        let seq = words::seq(entry.seq);
        shell.say(&shell.lang.of(format!("已记下 {seq}"), format!("Saved as {seq}")))?;
    }
    Ok(0)
}

fn execute(
    session: &mut Session,
    stamp: &crate::journal::Stamp,
    command: &Command,
    schedule: &Schedule,
    lang: Lang,
) -> Result<Vec<Entry>> {
    session.execute(stamp, command).map_err(|fault| match fault {
        SessionError::Refused(refusal) => anyhow!(words::refusal(&refusal, schedule, lang)),
        SessionError::Journal(_) | SessionError::NotSaved(_) | SessionError::Crowded => {
            anyhow!(fault.explain(lang))
        }
    })
}

fn shell_day(shell: &Shell, engine: &Engine) -> chrono::NaiveDate {
    engine.agenda(shell.now).day
}

fn officer(shell: &Shell, engine: &Engine, args: &NoteArgs) -> Result<Officer> {
    if let Some(name) = &args.by {
        return Ok(Officer::new(name));
    }
    engine.agenda(shell.now).officer.ok_or_else(|| {
        anyhow!(shell.lang.of(
            "现在没人坐在值班台；用 --by 写明是谁记的",
            "nobody sits at the desk now; say with --by who writes this",
        ))
    })
}

/// Returns the instant of a time of the running store day.
fn today_at(now: DateTime<Utc>, schedule: &Schedule, at: TimeOfDay) -> DateTime<Utc> {
    let moment = Moment { base: Base::Clock(at), offset: Minutes(0) };
    schedule.instant(schedule.day_of(now), &moment)
}

fn found(shell: &Shell, args: &NoteArgs, schedule: &Schedule) -> Result<Found> {
    let fork = match &args.fixed {
        Some(done) => Fork::OnTheSpot { done: done.clone() },
        None => Fork::FollowUp(FollowUp {
            owner: args.owner.clone(),
            due: args.due.map(|it| shell.day(Some(it), schedule)),
            interim: args.interim.clone(),
            reported_to: args.reported_to.clone(),
        }),
    };
    let mut photos = Photos::Folder(shell.places()?.data);
    let taken = args.photos.iter().map(|it| photos.take_in(it, shell.lang));
    Ok(Found {
        what: args.text.clone(),
        floor: args.floor.clone(),
        place: args.place.clone(),
        kind: args.kind,
        severity: args.severity,
        fork,
        reported_by: args.reported_by.clone(),
        from: None,
        photos: taken.collect::<Result<_>>()?,
    })
}
