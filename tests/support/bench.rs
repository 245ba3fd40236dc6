//! A store day on a hand-wound clock: commands go in, the agenda comes out.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use zhiban::engine::agenda::{OccurrenceView, Status, Timing};
use zhiban::engine::command::{
    Answer, Answered, BatchLeft, BatchReturned, Proof, Question, Signed, Skipped, SweepOutcome,
    Swept,
};
use zhiban::engine::{
    Action, Agenda, Command, CommandId, Engine, Entry, Fact, Officer, Refusal, Seq,
};
use zhiban::schedule::{
    FloorId, ItemId, OccurrenceId, RoleId, Schedule, SourceFile, StateId, StepId, read,
};

/// The store day of every story: a Monday.
pub(crate) const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

/// Reads the files of a schedule folder of the repository.
pub(crate) fn folder(path: &str) -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if SourceFile::belongs(name) {
            files.push(SourceFile::new(name, std::fs::read(&path).unwrap()));
        }
    }
    files
}

/// Reads a schedule folder of the repository.
pub(crate) fn schedule(path: &str) -> Arc<Schedule> {
    let files = folder(path);
    let fault = |it: &zhiban::schedule::Fault| it.render(&files, Default::default(), false);
    match read(&files) {
        Ok(reading) => Arc::new(reading.schedule),
        Err(faults) => panic!("{}", faults.iter().map(fault).collect::<String>()),
    }
}

/// Returns an instant of the story's store day; a time before 08:00 is the next morning.
pub(crate) fn at(time: &str) -> DateTime<Utc> {
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    let next = time < chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap();
    let date = if next { DAY.succ_opt().unwrap() } else { DAY };
    chrono_tz::Asia::Shanghai.from_local_datetime(&date.and_time(time)).unwrap().to_utc()
}

/// A run of one engine on a clock in the hand.
pub(crate) struct Bench {
    pub(crate) engine: Engine,
    pub(crate) now: DateTime<Utc>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) officer: &'static str,
}

impl Bench {
    /// Returns a small store at 08:00 with the desk just started.
    pub(crate) fn new() -> Self {
        let mut bench = Self::off(schedule("tests/fixtures/small"));
        bench.tell(Action::StartDesk { off_since: None }).unwrap();
        bench
    }

    /// Returns a desk that has not been started, at 08:00.
    pub(crate) fn off(schedule: Arc<Schedule>) -> Self {
        let engine = Engine::new(schedule);
        Self { engine, now: at("08:00"), entries: Vec::new(), officer: "值班员甲" }
    }

    /// Winds the clock.
    pub(crate) fn at(&mut self, time: &str) -> &mut Self {
        self.now = at(time);
        self
    }

    /// Asks for something now; what follows is recorded and taken in.
    pub(crate) fn tell(&mut self, action: Action) -> Result<Vec<Fact>, Refusal> {
        self.tell_of(None, action)
    }

    /// Asks for something that happened earlier.
    pub(crate) fn tell_of(
        &mut self,
        happened: Option<DateTime<Utc>>,
        action: Action,
    ) -> Result<Vec<Fact>, Refusal> {
        let id = CommandId(Arc::from(format!("c{}", self.entries.len())));
        let officer = Officer::new(self.officer);
        let command = Command { id: id.clone(), officer, happened, action };
        let facts = self.engine.decide(self.now, &command)?;
        for (number, fact) in facts.iter().enumerate() {
            let entry = Entry {
                seq: Seq(self.entries.len() as u64 + 1),
                id: format!("{}/{number}", id.0),
                day: self.engine.day_of(self.now),
                happened: happened.unwrap_or(self.now),
                recorded: self.now,
                officer: command.officer.clone(),
                fact: fact.clone(),
            };
            self.engine.apply(&entry);
            self.entries.push(entry);
        }
        Ok(facts)
    }

    pub(crate) fn agenda(&self) -> Agenda {
        self.engine.agenda(self.now)
    }

    pub(crate) fn view(&self, step: &str, number: u16) -> OccurrenceView {
        self.agenda().occurrence(&occurrence(step, number)).unwrap().clone()
    }

    /// Returns where an occurrence stands, in one word.
    pub(crate) fn status(&self, step: &str, number: u16) -> &'static str {
        match self.view(step, number).status {
            Status::NotYet => "not yet",
            Status::Due => "due",
            Status::Overdue => "overdue",
            Status::Free => "free",
            Status::RolledOver => "rolled over",
            Status::Missed => "missed",
            Status::Unknown => "unknown",
            Status::NotNeeded { .. } => "not needed",
            Status::Skipped { .. } => "skipped",
            Status::Deferred { .. } => "deferred",
            Status::Done { timing: Timing::Early, .. } => "done early",
            Status::Done { timing: Timing::OnTime, .. } => "done",
            Status::Done { timing: Timing::Late, .. } => "done late",
        }
    }

    /// Returns the step that is asked for now.
    pub(crate) fn current(&self) -> Option<String> {
        self.agenda().current.map(|it| it.occurrence.step.to_string())
    }

    pub(crate) fn seq(&self) -> Seq {
        self.engine.head().unwrap()
    }
}

pub(crate) fn occurrence(step: &str, number: u16) -> OccurrenceId {
    OccurrenceId { day: DAY, step: StepId::new(step), number }
}

pub(crate) fn question(step: &str, number: u16, item: &str) -> Question {
    Question { occurrence: occurrence(step, number), item: ItemId::new(item), floor: None }
}

pub(crate) fn state(word: &str) -> Answer {
    Answer::State(StateId::new(word))
}

pub(crate) fn answer(step: &str, item: &str, answer: Answer) -> Action {
    answer_of(question(step, 1, item), answer, None)
}

pub(crate) fn answer_of(question: Question, answer: Answer, note: Option<&str>) -> Action {
    let note = note.map(str::to_owned);
    Action::Answer(Answered { question, answer, known: None, note, compared: None })
}

pub(crate) fn on_floor(floor: &str, answer: Answer, note: Option<&str>) -> Action {
    let floor = Some(FloorId::new(floor));
    answer_of(Question { floor, ..question("sweep", 1, "nobody") }, answer, note)
}

pub(crate) fn sweep(floor: &str, outcome: SweepOutcome) -> Action {
    Action::Sweep(Swept { occurrence: occurrence("sweep", 1), floor: FloorId::new(floor), outcome })
}

pub(crate) fn sign(step: &str, number: u16, role: &str, name: &str) -> Action {
    Action::Sign(Signed {
        occurrence: occurrence(step, number),
        role: RoleId::new(role),
        name: Officer::new(name),
        stead: None,
        proof: Proof::Name,
    })
}

pub(crate) fn skip(step: &str, number: u16, item: Option<&str>, reason: &str) -> Action {
    Action::Skip(Skipped {
        occurrence: occurrence(step, number),
        item: item.map(ItemId::new),
        reason: reason.to_owned(),
    })
}

pub(crate) fn send(batch: u8, count: u32) -> Action {
    Action::SendBatch(BatchLeft { occurrence: occurrence("lunch", 1), batch, count })
}

pub(crate) fn receive(batch: u8, count: u32) -> Action {
    let occurrence = occurrence("lunch", 1);
    Action::ReceiveBatch(BatchReturned { occurrence, batch, count, late: None, note: None })
}

pub(crate) fn minutes(count: i64) -> Duration {
    Duration::minutes(count)
}
