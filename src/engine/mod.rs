//! What has happened, and what is due: commands in, entries out, an agenda at any instant.
//!
//! It never reads a clock, a file or the environment, and nothing in it changes by itself: the same
//! schedule, entries and instant give the same agenda on any machine.

pub mod agenda;
mod answering;
mod apply;
pub mod areas;
pub mod command;
mod correction;
mod countdown;
mod decide;
mod duty;
mod entry;
mod event;
mod figures;
mod finding;
mod found;
mod gap;
pub mod handover;
mod heard;
mod history;
pub mod label;
pub mod officer;
mod owed;
pub mod paper;
mod people;
pub mod photo;
mod prompt;
mod refusal;
mod repin;
pub mod risk;
mod standing;
mod state;
mod unfit;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use agenda::Agenda;
pub use answering::sense_of;
pub use command::{Action, Command, CommandId, Officer, Seq};
pub use entry::{Entry, Fact};
pub use handover::HandoverFault;
pub use refusal::Refusal;
pub use unfit::{BatchFault, Field, FindingFault, TEXT_MAX, TextFault, Unfit};

use crate::schedule::{AnswerForm, OccurrenceId, Revision, Schedule};
use agenda::{FindingView, Notice};
use command::Question;
use duty::Duty;
use officer::Roster;
use standing::Standing;
use state::{Blind, Day, Trace};

/// The state of the store's days: a fold of all entries.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The schedule for days that are not opened yet.
    in_force: Arc<Schedule>,
    /// The schedules that opened days are pinned to.
    known: BTreeMap<Revision, Arc<Schedule>>,
    days: BTreeMap<NaiveDate, Arc<Day>>,
    findings: BTreeMap<Seq, FindingView>,
    duty: Duty,
    /// What each entry was about, for corrections.
    traces: BTreeMap<Seq, Trace>,
    blinds: Vec<Blind>,
    notices: Vec<(DateTime<Utc>, Notice)>,
    /// Whether a desk has ever started, and since when it is off.
    started: bool,
    stopped: Option<DateTime<Utc>>,
    store: Option<String>,
    officer: Option<Officer>,
    roster: Roster,
    /// The first store day of the record.
    began: Option<NaiveDate>,
    last: Option<Entry>,
}

impl Engine {
    /// Returns an engine without entries; days are opened by this schedule.
    pub fn new(in_force: Arc<Schedule>) -> Self {
        let known = BTreeMap::from([(in_force.revision.clone(), Arc::clone(&in_force))]);
        Self {
            in_force,
            known,
            days: BTreeMap::new(),
            findings: BTreeMap::new(),
            duty: Duty::default(),
            traces: BTreeMap::new(),
            blinds: Vec::new(),
            notices: Vec::new(),
            started: false,
            stopped: None,
            store: None,
            officer: None,
            roster: Roster::default(),
            began: None,
            last: None,
        }
    }

    /// Makes a schedule known that an earlier day is pinned to; must come before its entries.
    pub fn know(&mut self, schedule: Arc<Schedule>) {
        self.known.insert(schedule.revision.clone(), schedule);
    }

    /// Returns the store day that an instant belongs to.
    pub fn day_of(&self, now: DateTime<Utc>) -> NaiveDate {
        self.in_force.day_of(now)
    }

    /// Returns the schedule that a store day runs by.
    pub fn schedule_of(&self, day: NaiveDate) -> &Arc<Schedule> {
        self.days.get(&day).map_or(&self.in_force, |it| &it.schedule)
    }

    /// Puts another schedule in force for the days that are not opened yet.
    pub fn put_in_force(&mut self, schedule: Arc<Schedule>) {
        self.know(Arc::clone(&schedule));
        self.in_force = schedule;
    }

    /// Returns the registered officers.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Returns whether a schedule is known by which days may be opened.
    pub fn knows(&self, revision: &Revision) -> bool {
        self.known.contains_key(revision)
    }

    /// Returns the last entry's number, or nothing before the first.
    pub fn head(&self) -> Option<Seq> {
        self.last.as_ref().map(|it| it.seq)
    }

    /// Tells on which store day the record began; of itself the engine only knows the days that it
    /// has taken in.
    pub fn began(&mut self, day: NaiveDate) {
        self.began = Some(self.began.map_or(day, |it| it.min(day)));
    }

    /// Returns a day as recorded, or as planned where nothing has been recorded.
    fn day(&self, day: NaiveDate) -> Arc<Day> {
        let recorded = self.days.get(&day).map(Arc::clone);
        let mut found = recorded.unwrap_or_else(|| Arc::new(Day::new(&self.in_force, day)));
        let claims = owed::claims(self, &found);
        if !claims.is_empty() {
            Arc::make_mut(&mut found).claims = claims;
        }
        found
    }

    /// Returns the times during which nobody could be asked, the present one included.
    fn blinds_now(&self) -> Vec<Blind> {
        let mut blinds = self.blinds.clone();
        if !self.started {
            blinds.push(Blind { from: None, to: None });
        }
        if let Some(at) = self.stopped {
            blinds.push(Blind { from: Some(at), to: None });
        }
        blinds
    }

    fn standing(&self, id: &OccurrenceId) -> Option<Standing<'_>> {
        let day = self.days.get(&id.day)?;
        Some(Standing::at(day, day.index_of(id)?, &self.blinds))
    }

    fn form_of(&self, question: &Question) -> Option<AnswerForm> {
        let schedule = self.schedule_of(question.occurrence.day);
        let step = schedule.step(&question.occurrence.step)?;
        step.item(&question.item).map(|it| it.form.clone())
    }

    /// Keeps what happened to the clock or the desk for the day's notices.
    fn notice(&mut self, at: DateTime<Utc>, notice: Notice) {
        self.notices.push((at, notice));
    }
}
