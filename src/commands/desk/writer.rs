//! The thread that owns the session: the only one that reads or writes the record.
//!
//! The screen never waits for the disk. Answers come back as events, in the order of the jobs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;

use chrono::{DateTime, Utc};

use super::DRAFT;
use super::events::Event;
use crate::commands::photos::Photos;
use crate::commands::pins::{self, Pins};
use crate::commands::seal;
use crate::engine::agenda::{HandoverOutcome, HandoverView};
use crate::engine::officer::{OfficerNumber, Pin};
use crate::engine::{Command, Engine, Entry, Officer, Refusal, Seq};
use crate::journal::{Filter, JournalError, Stamp};
use crate::report::{self, Format};
use crate::schedule::Lang;
use crate::session::{InForce, Session, SessionError};
use crate::tui::{PinChange, Wish};
use crate::words;

/// Something the writer is to do.
#[derive(Debug)]
pub(super) enum Job {
    /// Write a command's entries.
    Execute {
        /// The command, with the name that a retry would have too.
        command: Box<Command>,
        /// When it is written.
        stamp: Stamp,
        /// Whether the officer asked for it, and is waiting for the answer.
        asked: bool,
        /// The files of the photos that go with it.
        photos: Vec<String>,
    },
    /// Weigh a PIN, then write a command's entries signed by its officer.
    Sign(Box<SignJob>),
    /// Weigh a PIN, then put another one in its place.
    ChangePin(Box<PinChange>, Stamp),
    /// Take in what other processes wrote.
    CatchUp,
    /// Search the record.
    Search(Filter),
    /// Make the report that is handed over, as it stands at an instant.
    Preview(DateTime<Utc>),
    /// Keep a half-typed text.
    KeepDraft(String),
    /// Mark that the desk is alive.
    MarkPresence(DateTime<Utc>),
    /// Put a schedule in force for the days to come.
    PutInForce(Box<InForce>, DateTime<Utc>),
    /// End.
    End,
}

/// A command that is to be signed.
#[derive(Debug)]
pub(super) struct SignJob {
    /// What is to be signed.
    pub(super) wish: Wish,
    /// The staff number.
    pub(super) number: OfficerNumber,
    /// The PIN.
    pub(super) pin: Pin,
    /// When it is written.
    pub(super) stamp: Stamp,
}

/// What the writer has done.
#[derive(Debug)]
pub(super) enum Done {
    /// Entries are durable. Where others wrote in between, the whole state comes along.
    Saved {
        /// The entries of the command.
        entries: Vec<Entry>,
        /// The state, where the entries alone would leave a hole.
        engine: Option<Box<Engine>>,
        /// Whether the officer asked for it.
        asked: bool,
        /// What the officer should read besides.
        notice: Option<String>,
    },
    /// Number and PIN did not count; the try was written down.
    NotSigned {
        /// What happened and what to do.
        words: String,
        /// The state with the try.
        engine: Box<Engine>,
    },
    /// The command was refused.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Whether the officer asked for it.
        asked: bool,
    },
    /// The command was not written, or it is not known whether it was.
    Failed {
        /// What happened and what to do.
        words: String,
        /// Whether the officer asked for it.
        asked: bool,
    },
    /// The report that is handed over, as plain text.
    Previewed(String),
    /// A photo cannot be taken in, in words; nothing was written.
    Unfit(String),
    /// The state has changed by what others wrote, or by another schedule.
    Moved(Box<Engine>),
    /// What a search found, the newest first.
    Found(Vec<Entry>),
    /// Something beside the record went wrong, in words.
    Trouble(String),
    /// All jobs are done and the record is closed.
    Ended,
}

/// The way to the writer.
pub(super) struct Writer {
    jobs: Sender<Job>,
}

impl Writer {
    /// Starts the thread; it ends with a job that says so, or with the desk.
    ///
    /// A practice desk has no PINs.
    pub(super) fn start(
        session: Session,
        events: Sender<Event>,
        lang: Lang,
        pins: Option<Pins>,
    ) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let sent = session.engine().head();
        let photos = match session.journal().path().and_then(Path::parent) {
            Some(data) => Photos::Folder(data.to_owned()),
            None => Photos::Memory(BTreeMap::new()),
        };
        let mut owner = Owner { session, sent, lang, photos, pins };
        thread::spawn(move || {
            for job in inbox {
                let ends = matches!(job, Job::End);
                let done = if ends { Some(Done::Ended) } else { owner.work(job) };
                if ends {
                    // The record is closed before the desk is told.
                    drop(owner);
                    let _ = events.send(Event::Done(Done::Ended));
                    return;
                }
                let Some(done) = done else { continue };
                if events.send(Event::Done(done)).is_err() {
                    return;
                }
            }
        });
        Self { jobs }
    }

    /// Hands a job over; a writer that is gone has said so before.
    pub(super) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }
}

struct Owner {
    session: Session,
    /// The last entry that the desk has been told of.
    sent: Option<Seq>,
    lang: Lang,
    photos: Photos,
    pins: Option<Pins>,
}

impl Owner {
    fn work(&mut self, job: Job) -> Option<Done> {
        match job {
            Job::Execute { command, stamp, asked, photos } => {
                Some(self.execute(*command, &stamp, asked, &photos))
            }
            Job::Sign(it) => Some(self.sign(*it)),
            Job::ChangePin(it, stamp) => Some(self.change_pin(*it, &stamp)),
            Job::CatchUp => {
                let found = self.session.catch_up();
                self.moved(found.map(|it| !it.is_empty()))
            }
            Job::Search(filter) => Some(match self.session.journal().search(&filter) {
                Ok(entries) => Done::Found(entries),
                Err(fault) => self.trouble(&fault),
            }),
            Job::Preview(now) => Some(match self.preview(now) {
                Ok(text) => Done::Previewed(text),
                Err(fault) => self.trouble(&fault),
            }),
            Job::KeepDraft(text) => {
                let kept = self.session.keep_draft(DRAFT, &text);
                kept.err().map(|it| self.trouble(&it))
            }
            Job::MarkPresence(at) => {
                let marked = self.session.mark_presence(at);
                marked.err().map(|it| self.trouble(&it))
            }
            Job::PutInForce(in_force, now) => {
                let done = self.session.put_in_force(*in_force, now);
                self.moved(done.map(|()| true))
            }
            Job::End => None,
        }
    }

    /// Takes the photos in and then writes: what the record names is always there before.
    fn execute(
        &mut self,
        mut command: Command,
        stamp: &Stamp,
        asked: bool,
        files: &[String],
    ) -> Done {
        let lang = self.lang;
        let taken = files.iter().map(|it| self.photos.take_in(Path::new(it), lang));
        match taken.collect::<anyhow::Result<Vec<_>>>() {
            Ok(photos) => command.action = command.action.with_photos(photos),
            Err(fault) => return Done::Unfit(format!("{fault:#}")),
        }
        let (journal, in_force) = (self.session.journal(), self.session.in_force());
        match seal::sealed(command.action, journal, in_force, lang) {
            Ok(action) => command.action = action,
            Err(fault) => return Done::Failed { words: format!("{fault:#}"), asked },
        }
        match self.session.execute(stamp, &command) {
            Ok(entries) => {
                let next = self.sent.map_or(1, |it| it.0 + 1);
                let follows = entries.first().is_none_or(|it| it.seq == Seq(next));
                let engine = (!follows).then(|| Box::new(self.session.engine().clone()));
                self.sent = self.session.engine().head();
                Done::Saved { entries, engine, asked, notice: None }
            }
            Err(SessionError::Refused(refusal)) => Done::Refused { refusal, asked },
            Err(fault) => Done::Failed { words: fault.explain(self.lang), asked },
        }
    }

    /// The screen goes on while the PIN is weighed; what is to be written waits for it.
    fn sign(&mut self, job: SignJob) -> Done {
        let SignJob { wish, number, pin, stamp } = job;
        let Some(pins) = &self.pins else { return self.practised() };
        let proven = pins::prove(&mut self.session, pins, &stamp, &wish.officer, &number, &pin);
        drop(pin);
        let proven = match proven {
            Ok(proven) => proven,
            Err(fault) => return self.not_signed(fault.explain(self.lang)),
        };
        let wish = wish.signed_by(&proven.signer);
        let photos = wish.photos.clone();
        let done = self.execute(super::command_of(wish), &stamp, true, &photos);
        match done {
            Done::Saved { entries, .. } => self.saved_with(entries, proven.wrong_before),
            other => other,
        }
    }

    fn change_pin(&mut self, change: PinChange, stamp: &Stamp) -> Done {
        let Some(pins) = &self.pins else { return self.practised() };
        let at_desk = self.session.engine().agenda(stamp.recorded).officer;
        let at_desk = at_desk.unwrap_or_else(|| Officer::new(self.lang.of("值班台", "Desk")));
        let PinChange { number, old, new } = change;
        match pins::change_own(&mut self.session, pins, stamp, &at_desk, &number, (&old, &new)) {
            Ok(proven) => self.saved_with(proven.entries, proven.wrong_before),
            Err(fault) => self.not_signed(fault.explain(self.lang)),
        }
    }

    /// The entries come with the whole state: the try was written down before them.
    fn saved_with(&mut self, entries: Vec<Entry>, wrong_before: u32) -> Done {
        self.sent = self.session.engine().head();
        Done::Saved {
            entries,
            engine: Some(Box::new(self.session.engine().clone())),
            asked: true,
            notice: words::wrong_before(wrong_before, self.lang),
        }
    }

    fn practised(&mut self) -> Done {
        let words = self.lang.of("演练不用密码。", "A practice takes no PIN.");
        self.not_signed(words.to_owned())
    }

    fn not_signed(&mut self, words: String) -> Done {
        self.sent = self.session.engine().head();
        Done::NotSigned { words, engine: Box::new(self.session.engine().clone()) }
    }

    /// Returns the report of the handover that runs, else of what is not handed over yet.
    fn preview(&self, now: DateTime<Utc>) -> Result<String, JournalError> {
        let (journal, in_force) = (self.session.journal(), self.session.in_force());
        let engine = self.session.engine();
        let handovers = engine.agenda(now).handovers;
        let alone = |it: &HandoverView| it.outcome == HandoverOutcome::Open;
        let report = match handovers.running.or(handovers.last.filter(alone)) {
            Some(it) => seal::as_known(journal, in_force, it.number)?,
            None => seal::so_far(journal, in_force, engine.open_period(now).0.after, now)?,
        };
        let text = report.map(|it| report::render(&it, Format::Text, self.lang));
        Ok(text.unwrap_or_default())
    }

    fn moved(&mut self, found: Result<bool, JournalError>) -> Option<Done> {
        match found {
            Ok(false) if self.sent == self.session.engine().head() => None,
            Ok(_) => {
                self.sent = self.session.engine().head();
                Some(Done::Moved(Box::new(self.session.engine().clone())))
            }
            Err(fault) => Some(self.trouble(&fault)),
        }
    }

    fn trouble(&self, fault: &JournalError) -> Done {
        Done::Trouble(fault.explain(self.lang))
    }
}
