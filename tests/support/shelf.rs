//! A record on disk in which a shift was handed over: each act sealed as the desk seals it, so that
//! the reports that were signed lie beside it, and the real binary can check them.

use std::path::PathBuf;
use std::sync::Arc;

use zhiban::commands::seal;
use zhiban::engine::command::{Corrected, Correction, HandoverAct, Proof, Seal};
use zhiban::engine::{Action, Command, CommandId, Officer, Seq};
use zhiban::journal::Stamp;
use zhiban::schedule::Lang;
use zhiban::session::{InForce, Session};

use super::bench::{at, folder, schedule};
use super::handover::{accepted, begun, briefed, read_back, reviewed};
use super::program::{Program, Ran};
use super::record::open;

const SMALL: &str = "tests/fixtures/small";

/// A home with a record, and the hand that writes it.
pub(crate) struct Shelf {
    pub(crate) program: Program,
    session: Session,
    commands: u64,
}

impl Shelf {
    /// Returns a record of one day without a handover.
    pub(crate) fn new() -> Self {
        let program = Program::new();
        std::fs::create_dir(program.path("data")).unwrap();
        let journal = open(&program.path("data/journal.db"));
        let in_force = InForce::new(schedule(SMALL), &folder(SMALL));
        let session = Session::open(journal, in_force, at("08:00")).unwrap();
        Self { program, session, commands: 0 }
    }

    /// Writes what somebody does, sealed; returns the number of the last entry.
    pub(crate) fn tell(&mut self, time: &str, who: &str, action: Action) -> Seq {
        let action = self.sealed(action);
        self.execute(time, who, action)
    }

    /// Seals an act as the desk does.
    pub(crate) fn sealed(&self, action: Action) -> Action {
        let action = match action {
            Action::Handover(act) => Action::Handover(HandoverAct::sealed(act, Seal::default())),
            other => other,
        };
        let (journal, in_force) = (self.session.journal(), self.session.in_force());
        seal::sealed(action, journal, in_force, Lang::Zh).unwrap()
    }

    /// Writes what somebody does as it is.
    pub(crate) fn execute(&mut self, time: &str, who: &str, action: Action) -> Seq {
        self.commands += 1;
        let id = CommandId(Arc::from(format!("c{:04}", self.commands)));
        let command = Command { id, officer: Officer::new(who), happened: None, action };
        let stamp = Stamp::new(at(time), chrono_tz::Asia::Shanghai, "boot-1", 0);
        self.session.execute(&stamp, &command).unwrap().last().unwrap().seq
    }

    /// Hands over with all four acts; returns the number of the handover.
    pub(crate) fn hand_over(&mut self, time: &str, from: &str, to: &str) -> Seq {
        let number = self.tell(time, from, begun(to, &[]));
        self.tell(time, from, briefed(number));
        self.tell(time, to, read_back(number, "没有大的风险", "先巡一圈"));
        self.tell(time, to, accepted(number, &[]));
        self.tell(time, from, reviewed(number));
        number
    }

    /// Corrects a note.
    pub(crate) fn correct(&mut self, time: &str, who: &str, entry: Seq) -> Seq {
        let correction = Correction::Note("是四楼".to_owned());
        let (reason, proof) = ("看错楼层".to_owned(), Proof::Name);
        self.tell(time, who, Action::Correct(Corrected { entry, reason, correction, proof }))
    }

    /// Runs the binary on it, in a language.
    pub(crate) fn run(&self, lang: &str, words: &[&str]) -> Ran {
        let small = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small");
        let places = ["--data", "data", "--schedule", small];
        self.program.run_with(&[&places[..], words].concat(), &[("ZHIBAN_LANG", lang)])
    }

    /// Returns the files of the reports that were signed, in the order of their names.
    pub(crate) fn signed(&self) -> Vec<PathBuf> {
        let all = std::fs::read_dir(self.program.path("data/reports")).unwrap();
        let mut files: Vec<PathBuf> = all.map(|it| it.unwrap().path()).collect();
        files.retain(|it| it.file_name().unwrap().to_string_lossy().starts_with("signed-"));
        files.sort();
        files
    }
}
