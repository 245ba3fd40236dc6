//! Number and PIN at the desk: what a wrong one is answered, who waits, who is let sign again.
//!
//! The desk is the screen, the record and the file of PINs together, on scales that weigh nothing.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use zhiban::commands::pins;
use zhiban::commands::seal;
use zhiban::engine::command::{Proof, Repin};
use zhiban::engine::officer::{OfficerFault, OfficerNumber, Pin};
use zhiban::engine::{Action, Agenda, Command, CommandId, Fact, Officer, Refusal};
use zhiban::schedule::{Lang, SourceFile, read};
use zhiban::session::{InForce, SessionError};
use zhiban::tui::{App, Effect, Message, PinChange, Theme, Wish, draw};

use crate::support::bench::folder;
use crate::support::screen::read_keys;
use crate::support::signing::{Memory, Office, number};

const STORE: &str = "schedules/department-store";

/// Digits that stand nowhere on the screen.
const PINS: [&str; 4] = ["804931", "730658", "517360", "269174"];

struct Desk {
    office: Office,
    app: App,
    lang: Lang,
    commands: u32,
}

/// A desk with a supervisor and a guard, on which the supervisor sits.
fn desk(lang: Lang) -> Desk {
    let mut office = Office::new(Memory::File);
    office.add("1001", "duty-manager", "804931", None);
    office.add("2001", "guard", "730658", Some(("1001", "804931")));
    office.tell_by("值班员1001", Action::NameStore("示例百货".into())).unwrap();
    office.tell_by("值班员1001", Action::TakeDesk).unwrap();
    let mut desk = Desk { office, app: App::new(lang, Theme::Plain, ""), lang, commands: 0 };
    desk.send(Message::Tick);
    desk
}

impl Desk {
    fn agenda(&self) -> Agenda {
        self.office.session.engine().agenda(self.office.wall())
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in read_keys(keys) {
            self.send(Message::Key(key));
            let shown = self.text();
            assert!(PINS.iter().all(|it| !shown.contains(it)), "a PIN is shown:\n{shown}");
        }
        self
    }

    fn wait(&mut self, seconds: i64) -> &mut Self {
        self.office.wait(seconds * 1_000);
        self.send(Message::Tick);
        self
    }

    fn send(&mut self, message: Message) {
        let mut waiting = vec![message];
        while let Some(message) = waiting.pop() {
            let agenda = self.agenda();
            for effect in self.app.update(self.office.wall(), &agenda, message) {
                let answer = match effect {
                    Effect::Execute(wish) => self.execute(*wish),
                    Effect::Sign { wish, number, pin } => self.sign(*wish, &number, &pin),
                    Effect::ChangePin(it) => self.change(&it),
                    Effect::Preview => Message::Preview(String::new()),
                    _ => continue,
                };
                waiting.insert(0, answer);
            }
        }
    }

    fn execute(&mut self, wish: Wish) -> Message {
        let (journal, in_force) = (self.office.session.journal(), self.office.session.in_force());
        let action = seal::sealed(wish.action, journal, in_force, self.lang).unwrap();
        self.commands += 1;
        let id = CommandId(Arc::from(format!("d{}", self.commands)));
        let command = Command { id, officer: wish.officer, happened: wish.happened, action };
        let stamp = self.office.stamp();
        match self.office.session.execute(&stamp, &command) {
            Ok(entries) => Message::Saved(entries),
            Err(SessionError::Refused(refusal)) => Message::Refused(refusal),
            Err(fault) => panic!("{fault:?}"),
        }
    }

    fn sign(&mut self, wish: Wish, number: &OfficerNumber, pin: &Pin) -> Message {
        let stamp = self.office.stamp();
        let (session, pins) = (&mut self.office.session, &self.office.pins);
        match pins::prove(session, pins, &stamp, &wish.officer, number, pin) {
            Ok(proven) => self.execute(wish.signed_by(&proven.signer)),
            Err(fault) => Message::NotSigned(fault.explain(self.lang)),
        }
    }

    fn change(&mut self, it: &PinChange) -> Message {
        let (stamp, desk) = (self.office.stamp(), Officer::new("值班员1001"));
        let (session, pins) = (&mut self.office.session, &self.office.pins);
        match pins::change_own(session, pins, &stamp, &desk, &it.number, (&it.old, &it.new)) {
            Ok(proven) => Message::Saved(proven.entries),
            Err(fault) => Message::NotSigned(fault.explain(self.lang)),
        }
    }

    fn text(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let (agenda, now) = (self.agenda(), self.office.wall());
        terminal.draw(|frame| draw(&self.app, &agenda, now, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| {
            let (mut text, mut x) = (String::new(), 0);
            while x < 80 {
                text.push_str(buffer[(x, y)].symbol());
                x += u16::try_from(zhiban::clean::width(buffer[(x, y)].symbol()).max(1)).unwrap();
            }
            text.trim_end().to_owned()
        };
        (0..24).map(row).collect::<Vec<String>>().join("\n")
    }

    /// Returns what is said under the form: why it was not signed.
    fn fault(&self) -> String {
        let text = self.text();
        let said = text.lines().rev().find_map(|it| it.rsplit_once("! "));
        said.map_or(String::new(), |(_, said)| said.trim().to_owned())
    }

    /// Begins a handover to the guard, up to the form in which the brief is signed.
    fn until_brief(&mut self) -> &mut Self {
        self.press("<f8>1值班员2001<enter>11<enter>8<enter>6<enter>1")
    }
}

#[test]
fn what_a_signature_means_stands_above_its_pin() {
    let mut zh = desk(Lang::Zh);
    zh.until_brief();
    assert!(zh.text().contains("签字即表示：交班"), "{}", zh.text());
    zh.press("1001 804931<enter>1没有大的风险<enter>先巡一圈<enter>");
    zh.press("1");
    assert!(zh.text().contains("签字即表示：接班"), "{}", zh.text());
    zh.press("<esc>3");
    assert!(zh.text().contains("签字即表示：拒绝接班"), "{}", zh.text());
    zh.press("<esc>12001 730658<enter>");
    let last = zh.agenda().handovers.last.unwrap();
    let numbers: Vec<&str> =
        last.signatures().iter().map(|it| it.seal.proof.number().unwrap().as_str()).collect();
    assert_eq!(numbers, ["1001", "2001"]);
    zh.press("1");
    assert!(zh.text().contains("签字即表示：交班后复核"), "{}", zh.text());
    zh.press("1001 804931<enter>");
    assert_eq!(zh.agenda().handovers.last.unwrap().signatures().len(), 3);
    let mut en = desk(Lang::En);
    en.until_brief();
    assert!(en.text().contains("Signing means: handed over"), "{}", en.text());
}

#[test]
fn a_wrong_pin_and_an_unknown_number_are_answered_the_same_with_the_same_wait() {
    for lang in [Lang::Zh, Lang::En] {
        let (mut known, mut unknown) = (desk(lang), desk(lang));
        known.until_brief();
        unknown.until_brief();
        for turn in 0..12 {
            known.press("<c-u>2001 111222<enter>");
            unknown.press("<c-u>7777 111222<enter>");
            let (said, other) = (known.fault(), unknown.fault());
            assert!(!said.is_empty(), "{}", known.text());
            assert_eq!(said, other, "try {turn}");
            let waits = said.contains("30");
            assert_eq!(waits, turn == 3, "try {turn}: {said}");
            if turn >= 3 {
                known.wait(3_600);
                unknown.wait(3_600);
            }
        }
        assert!(known.agenda().handovers.running.unwrap().briefed.is_none());
    }
}

#[test]
fn whoever_mistyped_too_often_is_let_sign_again_by_a_supervisor_at_the_desk() {
    let mut desk = desk(Lang::Zh);
    desk.press("m");
    assert!(desk.text().contains("没有人要恢复签字"), "{}", desk.text());
    desk.until_brief();
    for _ in 0..10 {
        desk.press("<c-u>2001 111222<enter>").wait(3_600);
    }
    desk.press("<c-u>2001 730658<enter>");
    assert!(desk.fault().contains("主管"), "{}", desk.fault());
    // The same from the list of all commands.
    desk.press("<esc><c-p>恢复<enter>");
    assert!(desk.text().contains("2001 值班员2001"), "{}", desk.text());
    desk.press("<enter>2001 730658<enter>");
    assert!(!desk.fault().is_empty(), "the guard cannot release the guard: {}", desk.text());
    desk.press("<c-u>1001 804931<enter>");
    assert!(desk.text().contains("恢复签字 2001，批准人 1001"), "{}", desk.text());
    assert!(desk.agenda().barred.is_empty());
    desk.press("m");
    assert!(desk.text().contains("没有人要恢复签字"), "{}", desk.text());
    assert!(desk.office.prove("2001", "730658").is_ok());
}

#[test]
fn officers_change_their_own_pin_at_the_desk() {
    let mut desk = desk(Lang::Zh);
    desk.press("k");
    assert!(desk.text().contains("1001"), "whoever sits there: {}", desk.text());
    desk.press("111222<enter>517360<enter>517360<enter>");
    assert!(desk.fault().contains("工号或密码不对"), "{}", desk.text());
    desk.press("804931<enter>517360<enter>517361<enter>");
    assert!(desk.fault().contains("两次输入不一样"), "{}", desk.text());
    desk.press("<esc>k804931<enter>123456<enter>123456<enter>");
    assert!(desk.fault().contains("连续数字"), "{}", desk.text());
    desk.press("<esc>k804931<enter>517360<enter>517360<enter>");
    assert!(desk.text().contains("设定密码 1001（凭原密码）"), "{}", desk.text());
    assert!(desk.office.prove("1001", "517360").is_ok());
    assert!(desk.office.prove("1001", "804931").is_err());
    // Somebody else at the same desk.
    desk.press("k<c-u>2001 730658<enter>269174<enter>269174<enter>");
    assert!(desk.text().contains("设定密码 2001"), "{}", desk.text());
    assert!(desk.office.prove("2001", "269174").is_ok());
}

/// The store with another name for a floor.
fn edited() -> InForce {
    let mut files = folder(STORE);
    for file in files.iter_mut().filter(|it| it.name == "store.toml") {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        *file = SourceFile::new("store.toml", text.replace("六楼", "顶楼"));
    }
    InForce::new(Arc::new(read(&files).unwrap().schedule), &files)
}

#[test]
fn another_schedule_at_once_takes_number_and_pin_and_recording_takes_none() {
    let mut desk = desk(Lang::Zh);
    let now = desk.office.wall();
    desk.office.session.put_in_force(edited(), now).unwrap();
    let unsigned = Repin { reason: "六楼改名".into(), proof: Proof::Name };
    let refused = desk.office.tell_by("值班员1001", Action::PutInForce(unsigned)).unwrap_err();
    let SessionError::Refused(Refusal::Officer(fault)) = refused else { panic!("{refused:?}") };
    assert_eq!(fault, OfficerFault::PinNeeded);
    desk.press("<f9>六楼改名<enter>111222<enter>");
    assert!(desk.fault().contains("工号或密码不对"), "{}", desk.text());
    assert_eq!(desk.agenda().schedule.floors[0].name.zh, "六楼");
    desk.press("<c-u>2001 730658<enter>");
    assert_eq!(desk.agenda().schedule.floors[0].name.zh, "顶楼", "{}", desk.text());
    let entries = desk.office.session.journal().entries_since(None).unwrap();
    let by = entries.iter().find_map(|it| match &it.fact {
        Fact::DayRepinned(repinned) => Some((it.officer.as_str(), repinned.proof.clone())),
        _ => None,
    });
    assert_eq!(by, Some(("值班员2001", Proof::Pin(number("2001")))));
    // The proof is used up: each signature takes one of its own.
    let again = Repin { reason: "再来".into(), proof: Proof::Pin(number("2001")) };
    assert!(desk.office.tell_by("值班员2001", Action::PutInForce(again)).is_err());
    desk.press("n照常记录<enter>");
    assert!(desk.text().contains("照常记录"), "{}", desk.text());
}
