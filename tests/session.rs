//! Engine and journal in step: durable before taken in, written once, decided again when late.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use zhiban::engine::command::{Answer, Answered, StopCause};
use zhiban::engine::{Action, Command, CommandId, Entry, Fact, Officer, Refusal, Seq};
use zhiban::journal::{Journal, Stamp, Verdict};
use zhiban::schedule::SourceFile;
use zhiban::session::{InForce, Session, SessionError};

use crate::support::bench::{DAY, at, folder, occurrence, question, schedule};
use crate::support::record::{memory, open};

const SMALL: &str = "tests/fixtures/small";

struct Desk {
    session: Session,
    commands: u32,
}

impl Desk {
    fn on(journal: Journal, time: &str) -> Self {
        let in_force = InForce::new(schedule(SMALL), &folder(SMALL));
        Self { session: Session::open(journal, in_force, at(time)).unwrap(), commands: 0 }
    }

    fn tell(&mut self, time: &str, action: Action) -> Result<Vec<Entry>, SessionError> {
        self.commands += 1;
        let id = format!("{time}-{}-{:p}", self.commands, self);
        self.session.execute(&stamp(at(time)), &command(&id, action))
    }
}

fn command(id: &str, action: Action) -> Command {
    let id = CommandId(Arc::from(id));
    Command { id, officer: Officer::new("值班员甲"), happened: None, action }
}

fn stamp(now: DateTime<Utc>) -> Stamp {
    Stamp::new(now, chrono_tz::Asia::Shanghai, "boot-1", 0)
}

fn note(text: &str) -> Action {
    Action::Note(text.to_owned())
}

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("zhiban.db")
}

#[test]
fn what_is_read_after_a_restart_is_what_was_shown_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::on(open(&file(&folder)), "08:00");
    desk.tell("08:00", Action::StartDesk { off_since: None }).unwrap();
    desk.tell("08:01", Action::NameStore("甲店".to_owned())).unwrap();
    desk.tell("08:02", Action::TakeDesk).unwrap();
    desk.tell("08:05", note("开门前下雨")).unwrap();
    let shown = desk.session.engine().agenda(at("09:00"));
    drop(desk);
    let again = Desk::on(open(&file(&folder)), "09:00");
    assert_eq!(again.session.engine().agenda(at("09:00")), shown);
    assert_eq!(again.session.engine().head(), Some(Seq(5)), "the day's opening included");
    assert_eq!(shown.last_saved.map(|it| it.seq), Some(Seq(5)));
}

#[test]
fn a_refused_command_writes_nothing() {
    let mut desk = Desk::on(memory(), "08:00");
    let refused = desk.tell("08:00", note(""));
    assert!(matches!(refused, Err(SessionError::Refused(Refusal::BadText { .. }))), "{refused:?}");
    assert_eq!(desk.session.journal().head().unwrap(), None);
}

#[test]
fn a_command_that_was_written_before_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let stop = command("the-same", Action::StopDesk(StopCause::Officer));
    let mut first = Desk::on(open(&file(&folder)), "08:00");
    let written = first.session.execute(&stamp(at("08:00")), &stop).unwrap();
    drop(first);
    let mut second = Desk::on(open(&file(&folder)), "08:01");
    assert_eq!(second.session.execute(&stamp(at("08:01")), &stop).unwrap(), written);
    assert_eq!(second.session.journal().entries_since(None).unwrap(), written);
}

#[test]
fn a_decision_made_on_an_outdated_head_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut left = Desk::on(open(&file(&folder)), "08:00");
    let mut right = Desk::on(open(&file(&folder)), "08:00");
    left.tell("08:01", note("left")).unwrap();
    let entries = right.tell("08:02", note("right")).unwrap();
    // The day was opened by the other one, so there is nothing but the note.
    assert_eq!(entries.iter().map(|it| it.seq).collect::<Vec<_>>(), [Seq(3)]);
    assert_eq!(right.session.engine().head(), Some(Seq(3)));
    let seen = left.session.catch_up().unwrap();
    assert_eq!(seen, entries);
    let verdict = left.session.journal().verify(None).unwrap();
    assert!(matches!(verdict, Verdict::Sound(_)), "{verdict:?}");
}

#[test]
fn a_write_that_fails_at_the_very_end_is_looked_up_before_anything_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::on(open(&file(&folder)), "08:00");
    desk.tell("08:00", note("opens the day")).unwrap();
    // A reference that is checked at the commit, and then found to lead nowhere.
    let raw = rusqlite::Connection::open(file(&folder)).unwrap();
    raw.execute_batch(
        "CREATE TABLE parent (x INTEGER PRIMARY KEY);
         CREATE TABLE child (x INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
         CREATE TRIGGER sabotage AFTER INSERT ON entry
         BEGIN INSERT INTO child VALUES (NEW.seq); END;",
    )
    .unwrap();
    let failed = desk.tell("08:01", note("not kept"));
    assert!(matches!(failed, Err(SessionError::NotSaved(_))), "{failed:?}");
    assert_eq!(desk.session.engine().head(), Some(Seq(2)));
    raw.execute_batch("DROP TRIGGER sabotage").unwrap();
    let entries = desk.tell("08:02", note("kept")).unwrap();
    assert_eq!(entries[0].seq, Seq(3));
}

#[test]
fn two_desks_that_answer_the_same_question_give_one_answer() {
    let folder = tempfile::tempdir().unwrap();
    let mut left = Desk::on(open(&file(&folder)), "08:00");
    let mut right = Desk::on(open(&file(&folder)), "08:00");
    let asked = || {
        let (question, answer) = (question("tour", 1, "staffing"), Answer::Count(0));
        Action::Answer(Answered { question, answer, known: None, note: None, compared: None })
    };
    left.tell("08:45", asked()).unwrap();
    let late = right.tell("08:45", asked());
    assert!(matches!(late, Err(SessionError::Refused(Refusal::Answered { .. }))), "{late:?}");
    let answers = left.session.journal().entries_since(None).unwrap();
    assert_eq!(answers.iter().filter(|it| matches!(it.fact, Fact::Answered(_))).count(), 1);
}

#[test]
fn a_day_keeps_the_schedule_that_it_was_opened_with() {
    let place = tempfile::tempdir().unwrap();
    let mut desk = Desk::on(open(&file(&place)), "08:00");
    desk.tell("08:00", note("opens the day")).unwrap();
    drop(desk);
    let mut files = folder(SMALL);
    for file in &mut files {
        file.bytes.extend_from_slice("\n# 改过\n".as_bytes());
    }
    let edited = Arc::new(zhiban::schedule::read(&files).unwrap().schedule);
    let in_force = InForce::new(Arc::clone(&edited), &files);
    let session = Session::open(open(&file(&place)), in_force, at("10:00")).unwrap();
    let old = schedule(SMALL).revision.clone();
    assert_ne!(edited.revision, old);
    assert_eq!(session.engine().schedule_of(DAY).revision, old);
    assert_eq!(session.engine().schedule_of(DAY.succ_opt().unwrap()).revision, edited.revision);
    assert_eq!(session.unread(), []);
}

#[test]
fn a_kept_schedule_that_cannot_be_read_is_told_and_the_desk_opens() {
    let place = tempfile::tempdir().unwrap();
    let files = vec![SourceFile::new("store.toml", "format = 9")];
    let mut strange = (*schedule(SMALL)).clone();
    strange.revision = zhiban::schedule::Revision::new("strange");
    let in_force = InForce::new(Arc::new(strange), &files);
    let mut session = Session::open(open(&file(&place)), in_force, at("08:00")).unwrap();
    session.execute(&stamp(at("08:00")), &command("a", note("opens the day"))).unwrap();
    drop(session);
    let desk = Desk::on(open(&file(&place)), "09:00");
    assert_eq!(desk.session.unread().len(), 1);
    assert_eq!(desk.session.unread()[0].day, DAY);
    assert!(!desk.session.unread()[0].why.zh.is_empty());
}

#[test]
fn a_past_day_stands_as_it_stood_at_the_cut_off() {
    let mut desk = Desk::on(memory(), "08:00");
    desk.tell("08:00", Action::StartDesk { off_since: None }).unwrap();
    desk.tell("09:00", note("before")).unwrap();
    let then = desk.session.engine().agenda_of(DAY, at("10:00"));
    desk.tell("11:00", note("after")).unwrap();
    let in_force = InForce::new(schedule(SMALL), &folder(SMALL));
    let (engine, entries) =
        Session::of_day(desk.session.journal(), &in_force, DAY, at("10:00")).unwrap();
    assert_eq!(engine.agenda_of(DAY, at("10:00")), then);
    assert_eq!(entries.last().map(|it| &it.fact), Some(&Fact::Noted("before".to_owned())));
    assert_eq!(entries.len(), 3);
    assert_eq!(then.occurrence(&occurrence("nothing", 1)), None);
}
