//! A record with officers and a file of PINs, on scales that weigh nothing, at times that are told.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use zhiban::commands::pins::{self, Cost, PinFault, Pins, Proven};
use zhiban::engine::officer::{
    OfficerAct, OfficerAdded, OfficerFact, OfficerNumber, Pin, Proof, SigningReleased, Uptime,
};
use zhiban::engine::{Action, Command, CommandId, Entry, Fact, Officer};
use zhiban::journal::{Journal, Stamp};
use zhiban::schedule::{RoleId, Schedule};
use zhiban::session::{InForce, Session, SessionError};

use super::bench::{at, folder, schedule};
use super::record::founding;

/// A memory of PINs that a test can afford.
pub(crate) const LIGHT: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

const STORE: &str = "schedules/department-store";

/// What a restart leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// The record.
    File,
    /// Nothing: the counter dies with the program.
    Nothing,
}

/// A desk with officers.
pub(crate) struct Office {
    pub(crate) session: Session,
    pub(crate) pins: Pins,
    pub(crate) folder: tempfile::TempDir,
    memory: Memory,
    schedule: Arc<Schedule>,
    /// Milliseconds that have really passed.
    pub(crate) real_ms: i64,
    /// By how much the clock on the wall is wrong.
    pub(crate) off_ms: i64,
    /// Which run of the machine, and when it began.
    boot: (u32, i64),
    commands: u64,
}

pub(crate) fn number(text: &str) -> OfficerNumber {
    OfficerNumber::parse(text).unwrap()
}

pub(crate) fn pin(text: &str) -> Pin {
    Pin::new(text.to_owned())
}

impl Office {
    pub(crate) fn new(memory: Memory) -> Self {
        // On a disk of memory, where there is one: thousands of flushes are not what is tested.
        let fast = Path::new("/dev/shm");
        let folder = match fast.is_dir() {
            true => tempfile::tempdir_in(fast).unwrap(),
            false => tempfile::tempdir().unwrap(),
        };
        let schedule = schedule(STORE);
        let pins = Pins::with_cost(&folder.path().join("pins"), LIGHT);
        let session = open(memory, &journal_in(&folder), &schedule, at("08:00"));
        let boot = (1, -60_000);
        let (real_ms, off_ms, commands) = (0, 0, 0);
        Self { session, pins, folder, memory, schedule, real_ms, off_ms, boot, commands }
    }

    /// Registers an officer; the first one freely, the others with a supervisor's PIN.
    pub(crate) fn add(&mut self, text: &str, role: &str, digits: &str, by: Option<(&str, &str)>) {
        let by = by.map(|(who, digits)| {
            self.prove(who, digits).unwrap();
            number(who)
        });
        self.pins.set(&number(text), &pin(digits)).unwrap();
        let act = OfficerAct::Add(OfficerAdded {
            number: number(text),
            name: Officer::new(&format!("值班员{text}")),
            roles: vec![RoleId::new(role)],
            by: Proof::of(by),
        });
        self.tell(Action::Officer(act)).unwrap();
    }

    pub(crate) fn release(&mut self, who: &str, by: &str) -> Result<Vec<Entry>, SessionError> {
        let act = SigningReleased { number: number(who), by: number(by) };
        self.tell(Action::Officer(OfficerAct::Release(act)))
    }

    pub(crate) fn prove(&mut self, who: &str, digits: &str) -> Result<Proven, PinFault> {
        let stamp = self.stamp();
        let desk = Officer::new("值班员甲");
        let (who, pin) = (number(who), pin(digits));
        pins::prove(&mut self.session, &self.pins, &stamp, &desk, &who, &pin)
    }

    /// Counts a try and dies before it is weighed.
    pub(crate) fn try_and_die(&mut self, who: &str) -> Vec<Entry> {
        let Stamp { boot_id, boot_ms, .. } = self.stamp();
        let uptime = Uptime { boot_id, boot_ms };
        let act = OfficerAct::Try { number: number(who), uptime };
        let entries = self.tell(Action::Officer(act)).unwrap();
        self.restart();
        entries
    }

    pub(crate) fn tell(&mut self, action: Action) -> Result<Vec<Entry>, SessionError> {
        self.tell_by("值班员甲", action)
    }

    pub(crate) fn tell_by(
        &mut self,
        name: &str,
        action: Action,
    ) -> Result<Vec<Entry>, SessionError> {
        self.commands += 1;
        let id = CommandId(Arc::from(format!("c{:08}", self.commands)));
        let command = Command { id, officer: Officer::new(name), happened: None, action };
        let stamp = self.stamp();
        self.session.execute(&stamp, &command)
    }

    /// Ends the program and starts it again.
    pub(crate) fn restart(&mut self) {
        let journal = journal_in(&self.folder);
        let officers: Vec<Fact> = match self.memory {
            Memory::File => Vec::new(),
            Memory::Nothing => {
                let all = self.session.journal().entries_since(None).unwrap();
                let kept = |it: &Fact| matches!(it, Fact::Officer(OfficerFact::Added(_)));
                all.into_iter().map(|it| it.fact).filter(kept).collect()
            }
        };
        self.session = open(self.memory, &journal, &self.schedule, self.wall());
        for fact in officers {
            let Fact::Officer(OfficerFact::Added(it)) = fact else { continue };
            // Nobody else is known: each is registered as the first one would be.
            let it = OfficerAdded { by: Proof::Name, ..it };
            let _ = self.tell(Action::Officer(OfficerAct::Add(it)));
        }
    }

    /// Turns the machine off and on again.
    pub(crate) fn reboot(&mut self) {
        self.boot = (self.boot.0 + 1, self.real_ms);
        self.restart();
    }

    pub(crate) fn wait(&mut self, ms: i64) {
        self.real_ms += ms;
    }

    pub(crate) fn wall(&self) -> DateTime<Utc> {
        at("08:00") + TimeDelta::milliseconds(self.real_ms + self.off_ms)
    }

    pub(crate) fn stamp(&self) -> Stamp {
        let (boot, began) = self.boot;
        let boot_ms = self.real_ms - began;
        Stamp::new(self.wall(), self.schedule.zone, &format!("boot-{boot}"), boot_ms)
    }
}

pub(crate) fn journal_in(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("journal.db")
}

fn open(memory: Memory, path: &Path, schedule: &Arc<Schedule>, now: DateTime<Utc>) -> Session {
    let journal = match memory {
        Memory::File => Journal::open(path, &founding()).unwrap(),
        Memory::Nothing => Journal::in_memory(&founding()).unwrap(),
    };
    Session::open(journal, InForce::new(Arc::clone(schedule), &folder(STORE)), now).unwrap()
}
