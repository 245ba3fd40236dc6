//! The loop of the desk: wait, take in, draw.
//!
//! It keeps a copy of the state for the screen; the writer has the real one.

use std::ffi::OsString;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{Event as Input, KeyEventKind};

use super::events::Event;
use super::folder::{Folder, News};
use super::open_desks::{Company, OpenDesk};
use super::screen::{self, Screen};
use super::writer::{Done, Job, SignJob, Writer};
use super::{next_day, printing, search, steps};
use crate::clock::Clock;
use crate::commands::places::Places;
use crate::commands::record;
use crate::engine::command::StopCause;
use crate::engine::{Action, Agenda, Engine, Officer};
use crate::journal::Stamp;
use crate::schedule::Lang;
use crate::tick::{self, Reading};
use crate::tui::{self, App, Effect, Message, PrintWish, Wish};

/// How long after a touch of the record the desk looks again, in milliseconds.
const LOOKS_MS: [i64; 2] = [200, 900];

/// The longest that the desk waits for the writer when it ends.
const ENDING_MAX: Duration = Duration::from_secs(2);

/// The shortest wait of a practice desk, whose clock may run very fast.
const PRACTICE_WAIT_MIN: Duration = Duration::from_millis(200);

/// The desk while it is open.
pub(super) struct Desk {
    /// Whether it only practises.
    pub(super) practice: bool,
    /// Its place among the desks that are open on the same record; none for a practice.
    pub(super) open_desk: Option<OpenDesk>,
    /// Where the schedule is read again each day; none for a practice.
    pub(super) places: Option<Places>,
    /// The watch on the schedule folder; none for a practice.
    pub(super) folder: Option<Folder>,
    /// Where news of a printer go; none for a practice, which prints nothing.
    pub(super) events: Option<Sender<Event>>,
    /// The words by which another run finds the same record.
    pub(super) call: Vec<OsString>,
    app: App,
    engine: Engine,
    agenda: Agenda,
    /// When the agenda may change by itself.
    change: Option<DateTime<Utc>>,
    clock: Clock,
    writer: Writer,
    officer: Officer,
    lang: Lang,
    /// The last look at the clocks, and how long the wait after it was meant to be.
    looked: (Reading, TimeDelta),
    /// When the running store day ends and the schedule is read again.
    day_ends: DateTime<Utc>,
    /// Whether the record is watched for other processes.
    pub(super) watched: bool,
    /// When to look again for what other processes wrote.
    looks: Vec<DateTime<Utc>>,
    /// What to say after the answer that is being told.
    notice_after: Option<String>,
    stop: Option<StopCause>,
    clear: bool,
}

impl Desk {
    /// Returns a desk on the present instant; nothing is drawn yet.
    pub(super) fn new(app: App, engine: Engine, clock: Clock, writer: Writer, lang: Lang) -> Self {
        let looked = clock.read();
        let agenda = engine.agenda(looked.wall);
        let day_ends = next_day(&agenda.schedule, looked.wall);
        Self {
            practice: false,
            open_desk: None,
            places: None,
            folder: None,
            events: None,
            call: Vec::new(),
            change: engine.next_wakeup(looked.wall),
            app,
            engine,
            agenda,
            clock,
            writer,
            officer: Officer::new(""),
            lang,
            looked: (looked, TimeDelta::zero()),
            day_ends,
            watched: false,
            looks: Vec::new(),
            notice_after: None,
            stop: None,
            clear: false,
        }
    }

    /// Says who speaks while nobody sits at the desk.
    pub(super) fn seat(&mut self, officer: Officer) {
        self.officer = officer;
    }

    /// Asks the writer for something on the desk's own account.
    pub(super) fn wish(&mut self, action: Action) {
        let officer = self.agenda.officer.clone().unwrap_or_else(|| self.officer.clone());
        self.execute(Wish { officer, happened: None, action, photos: Vec::new() }, false);
    }

    /// Leaves a sign of life, so that the next start knows since when the desk was off.
    pub(super) fn mark_presence(&self) {
        if !self.practice {
            self.writer.send(Job::MarkPresence(self.clock.now()));
        }
    }

    /// Shows the officer something to read.
    pub(super) fn notice(&mut self, words: Option<String>) {
        if let Some(words) = words {
            self.tell(Message::Notice(words));
        }
    }

    /// Runs until the officer closes the desk or the system asks it to end; returns the exit code.
    pub(super) fn run(mut self, inbox: &Receiver<Event>) -> Result<u8> {
        let mut terminal = screen::take()?;
        let ran = self.turn(&mut terminal, inbox);
        self.end(inbox);
        screen::give_back();
        ran.map(|()| 0)
    }

    fn turn(&mut self, terminal: &mut Screen, inbox: &Receiver<Event>) -> Result<()> {
        self.tell(Message::Tick);
        while self.stop.is_none() {
            self.draw(terminal)?;
            match inbox.recv_timeout(self.wait()) {
                Ok(event) => {
                    self.take(event);
                    // A held key must not lag behind: all that waits is taken before drawing.
                    while let Ok(event) = inbox.try_recv() {
                        self.take(event);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.stop = Some(StopCause::Signal),
            }
            self.look_at_clock();
        }
        Ok(())
    }

    fn draw(&mut self, terminal: &mut Screen) -> Result<()> {
        if std::mem::take(&mut self.clear) {
            terminal.clear()?;
        }
        let now = self.clock.now();
        terminal.draw(|frame| tui::draw(&self.app, &self.agenda, now, frame))?;
        Ok(())
    }

    fn wait(&mut self) -> Duration {
        let now = self.clock.now();
        let change = self.change.into_iter().chain(self.looks.iter().copied()).min();
        let until = steps::wake(now, self.app.pace(&self.agenda), change);
        let wait = self.clock.wait_until(until).unwrap_or(PRACTICE_WAIT_MIN);
        let wait = if self.practice { wait.max(PRACTICE_WAIT_MIN) } else { wait };
        self.looked.1 = TimeDelta::from_std(wait).unwrap_or(TimeDelta::zero());
        wait
    }

    /// Notices steps of the clock, sleep, a change of the agenda and a new store day.
    fn look_at_clock(&mut self) {
        let (before, asked) = self.looked;
        let reading = self.clock.read();
        self.looked.0 = reading;
        if !self.practice {
            let noticed = tick::between(&before, &reading, asked);
            if let Some(step) = noticed.step {
                self.wish(Action::NoticeClockStep(step));
            }
            if let Some(slept) = noticed.slept {
                self.wish(Action::NoticeSleep(slept));
            }
        }
        self.look_for_others(reading.wall);
        if let Some(folder) = &mut self.folder {
            folder.wake(reading.wall);
        }
        if reading.wall >= self.day_ends {
            self.day_ends = next_day(&self.agenda.schedule, reading.wall);
            self.read_schedule(reading.wall);
        }
        if self.change.is_some_and(|it| it <= reading.wall) || reading.wall < before.wall {
            self.refresh(reading.wall);
            self.mark_presence();
        }
        self.tell(Message::Tick);
    }

    /// Reads the schedule again for the store day that begins: what was edited meanwhile holds from
    /// here on, and the state is cut down to what the day needs.
    fn read_schedule(&mut self, now: DateTime<Utc>) {
        let Some(places) = &self.places else { return };
        match record::reread(places, self.lang) {
            Ok(in_force) => self.writer.send(Job::PutInForce(Box::new(in_force), now)),
            Err(words) => self.tell(Message::Notice(words)),
        }
    }

    /// Says what an edit of the schedule folder means; the running day stays as it is.
    fn folder_changed(&mut self, news: News) {
        let (now, running) = (self.clock.now(), Arc::clone(&self.agenda.schedule));
        let words = self
            .folder
            .as_mut()
            .and_then(|it| it.announce(news, &running, now, self.day_ends, self.lang));
        self.notice(words);
    }

    /// Looks at what another process wrote: now, and again a little later, because the file is
    /// touched before its entry can be read.
    fn touched(&mut self) {
        self.writer.send(Job::CatchUp);
        let now = self.clock.now();
        self.looks = LOOKS_MS.map(|it| now + TimeDelta::milliseconds(it)).to_vec();
    }

    /// Looks where it is time to; without a watch on the file, at each tick.
    fn look_for_others(&mut self, now: DateTime<Utc>) {
        let waiting = self.looks.len();
        self.looks.retain(|it| *it > now);
        if self.looks.len() < waiting || (!self.watched && !self.practice) {
            self.writer.send(Job::CatchUp);
        }
    }

    fn refresh(&mut self, now: DateTime<Utc>) {
        self.agenda = self.engine.agenda(now);
        self.change = self.engine.next_wakeup(now);
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Terminal(input) => self.input(input),
            Event::Stop => self.stop = Some(StopCause::Signal),
            #[cfg(unix)]
            Event::Continued => {
                // Whoever stopped the desk may have changed the terminal; if it is gone, the
                // next reading of a key says so.
                let _ = screen::enter();
                self.clear = true;
            }
            #[cfg(all(unix, debug_assertions))]
            Event::Crash => panic!("asked to crash"),
            Event::Touched => self.touched(),
            Event::Schedule(news) => self.folder_changed(news),
            Event::Checked(words) => self.tell(Message::Notice(words)),
            Event::Printers(all) => self.tell(Message::Printers(all)),
            Event::Done(done) => self.done(done),
        }
    }

    fn input(&mut self, input: Input) {
        match input {
            Input::Key(key) if key.kind != KeyEventKind::Release => self.tell(Message::Key(key)),
            Input::Paste(text) => self.tell(Message::Paste(text)),
            Input::Mouse(event) => {
                if let Ok((width, height)) = crossterm::terminal::size() {
                    let size = ratatui::layout::Size { width, height };
                    self.tell(Message::Mouse { event, size });
                }
            }
            Input::Key(_) | Input::Resize(..) | Input::FocusGained | Input::FocusLost => {}
        }
    }

    fn done(&mut self, done: Done) {
        let now = self.clock.now();
        let (message, asked) = match done {
            Done::Saved { entries, engine, asked, notice } => {
                match engine {
                    Some(engine) => self.engine = *engine,
                    None => entries.iter().for_each(|it| self.engine.apply(it)),
                }
                self.refresh(now);
                self.notice_after = notice;
                (Message::Saved(entries), asked)
            }
            Done::NotSigned { words, engine } => {
                self.engine = *engine;
                self.refresh(now);
                (Message::NotSigned(words), true)
            }
            Done::Refused { refusal, asked } => (Message::Refused(refusal), asked),
            Done::Unfit(words) => (Message::Unfit(words), true),
            Done::Failed { words, asked } if asked => (Message::Failed(words), asked),
            Done::Failed { words, .. } | Done::Trouble(words) => (Message::Notice(words), true),
            Done::Moved(engine) => {
                self.engine = *engine;
                self.refresh(now);
                (Message::Tick, true)
            }
            Done::Found(entries) => (Message::Log(entries), true),
            Done::Previewed(text) => (Message::Preview(text), true),
            Done::Ended => (Message::Tick, true),
        };
        self.tell(if asked { message } else { Message::Tick });
        let notice = self.notice_after.take();
        self.notice(notice);
    }

    fn tell(&mut self, message: Message) {
        let effects = self.app.update(self.clock.now(), &self.agenda, message);
        for effect in effects {
            match effect {
                Effect::Execute(wish) => self.execute(*wish, true),
                Effect::Sign { wish, number, pin } => match self.prepare(&wish) {
                    Ok(()) => {
                        let job = SignJob { wish: *wish, number, pin, stamp: self.stamp() };
                        self.writer.send(Job::Sign(Box::new(job)));
                    }
                    Err(words) => self.tell(Message::Failed(words)),
                },
                Effect::ChangePin(it) => self.writer.send(Job::ChangePin(it, self.stamp())),
                Effect::Preview => self.writer.send(Job::Preview(self.clock.now())),
                Effect::LoadLog(query) => {
                    self.writer.send(Job::Search(search::filter(&self.agenda, query)))
                }
                Effect::KeepDraft(text) => self.writer.send(Job::KeepDraft(text)),
                Effect::ListPrinters => self.look_for_printers(),
                Effect::Print(wish) => self.print(wish),
                Effect::Ring => screen::ring(),
                Effect::Redraw => self.clear = true,
                Effect::Quit => self.stop = Some(StopCause::Officer),
            }
        }
    }

    /// Reads the schedule, where that is to be put in force, or says why it cannot.
    fn prepare(&self, wish: &Wish) -> Result<(), String> {
        if matches!(wish.action, Action::PutInForce(_)) {
            let read = record::for_override(self.places.as_ref(), self.lang)?;
            self.writer.send(Job::PutInForce(Box::new(read), self.clock.now()));
        }
        Ok(())
    }

    fn stamp(&self) -> Stamp {
        record::stamp(&self.clock, &self.agenda.schedule)
    }

    fn execute(&mut self, wish: Wish, asked: bool) {
        if let Err(words) = self.prepare(&wish) {
            return self.tell(Message::Failed(words));
        }
        let (stamp, photos) = (self.stamp(), wish.photos.clone());
        let command = Box::new(super::command_of(wish));
        self.writer.send(Job::Execute { command, stamp, asked, photos });
    }

    fn look_for_printers(&mut self) {
        let Some(events) = &self.events else {
            let words = self.lang.of("演练不打印。", "A practice prints nothing.");
            return self.notice(Some(words.to_owned()));
        };
        printing::list(self.lang, events.clone());
    }

    fn print(&mut self, wish: PrintWish) {
        if let Some(events) = &self.events {
            printing::print(self.call.clone(), self.lang, wish, events.clone());
        }
    }

    /// Writes that the desk has stopped, and gives the writer a moment to finish.
    fn end(&mut self, inbox: &Receiver<Event>) {
        let cause = self.stop.unwrap_or(StopCause::Signal);
        let company = self.open_desk.take().map_or(Company::Alone, OpenDesk::leave);
        if company == Company::Alone {
            self.wish(Action::StopDesk(cause));
        }
        self.mark_presence();
        self.writer.send(Job::End);
        while let Ok(event) = inbox.recv_timeout(ENDING_MAX) {
            if matches!(event, Event::Done(Done::Ended)) {
                return;
            }
        }
    }
}
