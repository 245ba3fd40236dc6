//! `zhiban` and `zhiban rehearse`: the desk on a terminal.
//!
//! It joins the pure screen with clock, keys, signals and the writer; no rule of the day stands
//! here, and nothing is shown as saved before the writer has said so.

mod checking;
mod events;
mod folder;
mod open_desks;
mod printing;
mod run;
mod screen;
mod search;
mod steps;
mod writer;

use std::io::{self, IsTerminal};
use std::sync::{Arc, mpsc};

use anyhow::{Result, anyhow, bail};
use chrono::{DateTime, Days, TimeDelta, Utc};

use super::pins::Pins;
use super::record::{self, Record, told};
use super::shell::Shell;
use super::source;
use crate::cli::{Color, RehearseArgs};
use crate::clock::Clock;
use crate::engine::{Action, Command, CommandId, Officer};
use crate::journal::{Journal, JournalError};
use crate::schedule::{Base, Minutes, Moment, Schedule};
use crate::session::Session;
use crate::tui::{App, Theme, Wish};
use folder::{Folder, News};
use open_desks::{Company, OpenDesk};
use run::Desk;
use writer::Writer;

/// The place of the half-typed text in the record.
const DRAFT: &str = "desk";

/// Opens the desk; returns the exit code.
pub(super) fn run(shell: &Shell) -> Result<u8> {
    need_terminal(shell)?;
    let lang = shell.lang;
    let record = Record::open(shell)?;
    let off_since = off_since(&record.journal).map_err(|it| told(&it, lang))?;
    let draft = record.journal.draft(DRAFT).map_err(|it| told(&it, lang))?;
    let first_start = off_since.is_none();
    let notice = notice(shell, &record, first_start);
    let known = record.faults.map(News::Faulty);
    let path = shell.places()?.journal();
    let session = record.session(shell)?;
    let (events, inbox) = mpsc::channel();
    let pins = shell.pins()?;
    let mut desk = open(shell, shell.clock.clone(), session, events.clone(), draft, Some(pins));
    desk.places = Some(shell.places()?);
    desk.events = Some(events.clone());
    desk.call = printing::same_places(&shell.call);
    let (places, news) = (shell.places()?, events.clone());
    desk.folder = Some(Folder::watch(places, lang, shell.clock.now(), known, news));
    let (open_desk, company) = OpenDesk::join(&shell.places()?.open_desks());
    desk.open_desk = Some(open_desk);
    if company == Company::Alone {
        desk.wish(Action::StartDesk { off_since });
    }
    desk.mark_presence();
    desk.notice(notice);
    screen::guard(shell.places()?.crash(), lang);
    // It watches for as long as it is kept.
    let watch = events::watch(&path, &events);
    desk.watched = watch.is_some();
    checking::check(path, lang, events.clone());
    events::listen(&events)?;
    desk.run(&inbox)
}

/// Returns the last sign of life in the record: the mark that a desk leaves, or an entry.
fn off_since(journal: &Journal) -> Result<Option<DateTime<Utc>>, JournalError> {
    let last = match journal.head()? {
        Some(head) => journal.entry(head.seq)?.map(|it| it.recorded),
        None => None,
    };
    Ok(journal.presence()?.max(last))
}

/// Opens a desk that only practises; returns the exit code.
pub(super) fn rehearse(shell: &Shell, args: &RehearseArgs) -> Result<u8> {
    need_terminal(shell)?;
    let lang = shell.lang;
    let in_force = source::in_force(&shell.places()?, lang, shell.color)?;
    let start = start(shell, args, &in_force.schedule);
    let schedule = Arc::clone(&in_force.schedule);
    let store = schedule.store.get(lang).to_owned();
    let journal = Journal::in_memory(&record::founding(shell)).map_err(|it| told(&it, lang))?;
    let in_force = record::for_session(in_force);
    let mut session = Session::open(journal, in_force, start).map_err(|it| told(&it, lang))?;
    let clock = Clock::rehearsal(start, args.speed);
    for action in
        [Action::StartDesk { off_since: None }, Action::NameStore(store), Action::TakeDesk]
    {
        // Whoever practises is at the desk already.
        let officer = Officer::new(lang.of("练习员", "Trainee"));
        let (command, stamp) = (command(officer, action), record::stamp(&clock, &schedule));
        session.execute(&stamp, &command).map_err(|it| anyhow!(it.explain(lang)))?;
    }
    let (events, inbox) = mpsc::channel();
    let mut desk = open(shell, clock, session, events.clone(), None, None);
    desk.practice = true;
    let speed = args.speed;
    desk.notice(Some(lang.of(
        format!("演练（{speed} 倍速）：什么都不写进真正的记录。"),
        format!("Practice at speed {speed}: nothing reaches the real record."),
    )));
    screen::guard(shell.places()?.crash(), lang);
    events::listen(&events)?;
    desk.run(&inbox)
}

fn open(
    shell: &Shell,
    clock: Clock,
    session: Session,
    events: mpsc::Sender<events::Event>,
    draft: Option<String>,
    pins: Option<Pins>,
) -> Desk {
    let theme = match shell.call.color {
        Color::Never => Theme::Plain,
        Color::Auto | Color::Always => Theme::Colour,
    };
    let app = App::new(shell.lang, theme, draft.as_deref().unwrap_or_default());
    let engine = session.engine().clone();
    let writer = Writer::start(session, events, shell.lang, pins);
    let mut desk = Desk::new(app, engine, clock, writer, shell.lang);
    desk.seat(Officer::new(shell.lang.of("值班台", "Desk")));
    desk
}

fn need_terminal(shell: &Shell) -> Result<()> {
    if io::stdout().is_terminal() && io::stdin().is_terminal() {
        return Ok(());
    }
    bail!(shell.lang.of(
        "值班台要在终端里打开；给程序用的是 zhiban status --json、zhiban log --json 等",
        "the desk needs a terminal; programs use zhiban status --json, zhiban log --json and the like",
    ))
}

/// Returns what the officer should read first.
fn notice(shell: &Shell, record: &Record, first_start: bool) -> Option<String> {
    let broken = record.warning.as_ref().and_then(|it| it.lines().last().map(str::to_owned));
    let offer = shell.lang.of(
        "用的是自带的日程。要改成自己店的：zhiban schedule show --write",
        "This is the shipped schedule. To make it yours: zhiban schedule show --write",
    );
    broken.or_else(|| (first_start && record.shipped).then(|| offer.to_owned()))
}

/// Returns a command with a name of its own.
fn command(officer: Officer, action: Action) -> Command {
    let id = CommandId(Arc::from(Clock::fresh_id()));
    Command { id, officer, happened: None, action }
}

/// Returns a wish of the screen with a name of its own.
fn command_of(wish: Wish) -> Command {
    Command { happened: wish.happened, ..command(wish.officer, wish.action) }
}

/// Returns where a practice day starts: at the time that was asked for, else where the day begins.
fn start(shell: &Shell, args: &RehearseArgs, schedule: &Schedule) -> DateTime<Utc> {
    let day = shell.day(args.day, schedule);
    let starts = schedule.plan(day).starts;
    let Some(at) = args.at else {
        // A little ahead of the first step, so that there is time to look around.
        let first = schedule.plan(day).occurrences.first().map(|it| it.due);
        return first.map_or(starts, |it| (it - TimeDelta::minutes(5)).max(starts));
    };
    let moment = Moment { base: Base::Clock(at), offset: Minutes(0) };
    schedule.instant(day, &moment)
}

/// Returns the day after which a desk that runs on reads its schedule again.
fn next_day(schedule: &Schedule, now: DateTime<Utc>) -> DateTime<Utc> {
    let day = schedule.day_of(now);
    schedule.plan(day + Days::new(1)).starts
}
