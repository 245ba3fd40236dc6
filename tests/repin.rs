//! A schedule put in force on the running day: from then on, with a reason, and nothing is lost.

use std::sync::Arc;

use zhiban::engine::agenda::{Notice, RepinView};
use zhiban::engine::command::{Answer, Answered, Proof, Question, Repin, Signed};
use zhiban::engine::{Action, Agenda, Command, CommandId, Engine, Officer, Refusal, Seq};
use zhiban::journal::{Journal, Stamp, Verdict};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{ItemId, Lang, OccurrenceId, RoleId, Schedule, SourceFile, StepId};
use zhiban::session::{InForce, Session, SessionError};

use crate::owed::{files, instant, schedule};
use crate::schedule_days::day;
use crate::support::record::{memory, open};

const DATE: &str = "2026-11-23";

/// The store, where the step `check` asks other items.
fn edited(from: &str, to: &str) -> Vec<SourceFile> {
    let mut all = files("");
    let text = String::from_utf8(all[1].bytes.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    all[1].bytes = text.replace(from, to).into_bytes();
    all
}

fn in_force(files: &[SourceFile]) -> InForce {
    InForce::new(schedule(files), files)
}

struct Desk {
    session: Session,
    commands: u32,
}

impl Desk {
    fn tell(&mut self, time: &str, action: Action) -> Result<Seq, SessionError> {
        self.commands += 1;
        let id = CommandId(Arc::from(format!("c{}", self.commands)));
        let stamp = Stamp::new(instant(DATE, time), chrono_tz::Asia::Shanghai, "boot-1", 0);
        let officer = Officer::new("值班员甲");
        let command = Command { id, officer, happened: None, action };
        Ok(self.session.execute(&stamp, &command)?.last().unwrap().seq)
    }

    fn put_in_force(&mut self, time: &str, files: &[SourceFile]) -> Result<Seq, SessionError> {
        self.session.put_in_force(in_force(files), instant(DATE, time)).unwrap();
        self.tell(time, because("柜台改了位置"))
    }
}

fn because(reason: &str) -> Action {
    Action::PutInForce(Repin { reason: reason.to_owned(), proof: Proof::Name })
}

fn desk() -> Desk {
    desk_on(memory())
}

fn desk_on(journal: Journal) -> Desk {
    desk_with(&files(""), journal)
}

fn desk_with(files: &[SourceFile], journal: Journal) -> Desk {
    let session = Session::open(journal, in_force(files), instant(DATE, "08:00")).unwrap();
    let mut desk = Desk { session, commands: 0 };
    desk.tell("08:00", Action::StartDesk { off_since: None }).unwrap();
    desk
}

fn yes(step: &str, item: &str) -> Action {
    let occurrence = OccurrenceId { day: day(DATE), step: StepId::new(step), number: 1 };
    let question = Question { occurrence, item: ItemId::new(item), floor: None };
    Action::Answer(Answered {
        question,
        answer: Answer::Yes,
        known: None,
        note: None,
        compared: None,
    })
}

fn agenda(engine: &Engine) -> Agenda {
    engine.agenda(instant(DATE, "10:30"))
}

fn repins(agenda: &Agenda) -> Vec<RepinView> {
    let all = agenda.notices.iter().filter_map(|it| match it {
        Notice::Repinned(it) => Some(it.clone()),
        Notice::ClockStepped(_) | Notice::Slept(_) | Notice::DeskOff { .. } => None,
    });
    all.collect()
}

fn answered(agenda: &Agenda, step: &str) -> Vec<bool> {
    let view = agenda.occurrences.iter().find(|it| it.id.step.as_str() == step).unwrap();
    use zhiban::engine::agenda::QuestionState::Answered;
    view.questions.iter().map(|it| matches!(it.state, Answered(_))).collect()
}

const MORE: &str = "answer = \"yes-no\"\n[[step.item]]\nid = \"pins\"\nask = \"Are the pins in?\"\n\
                    answer = \"yes-no\"\n[[step]]\nid = \"doors\"";

fn with_one_item_more() -> Vec<SourceFile> {
    edited("answer = \"yes-no\"\n[[step]]\nid = \"doors\"", MORE)
}

fn without_doors() -> Vec<SourceFile> {
    edited("id = \"doors\"", "id = \"shutters\"")
}

#[test]
fn what_was_answered_stays_where_step_and_item_are_still_there() {
    let mut desk = desk();
    desk.tell("09:10", yes("check", "seals")).unwrap();
    desk.put_in_force("10:00", &with_one_item_more()).unwrap();
    let shown = agenda(desk.session.engine());
    assert_eq!(shown.schedule.revision, schedule(&with_one_item_more()).revision);
    assert_eq!(answered(&shown, "check"), [true, false]);
    let [repin] = &repins(&shown)[..] else { panic!() };
    assert_eq!((repin.at, repin.reason.as_str()), (instant(DATE, "10:00"), "柜台改了位置"));
    assert_eq!(repin.before, schedule(&files("")).revision);
    assert_eq!(repin.lost, []);
    desk.tell("10:20", yes("check", "pins")).unwrap();
}

#[test]
fn what_has_no_place_any_more_is_named_and_comes_back_with_its_step() {
    let mut desk = desk();
    let entry = desk.tell("09:05", yes("doors", "open")).unwrap();
    desk.put_in_force("10:00", &without_doors()).unwrap();
    let shown = agenda(desk.session.engine());
    let [repin] = &repins(&shown)[..] else { panic!() };
    assert_eq!(repin.lost.iter().map(|it| it.entry).collect::<Vec<_>>(), [entry]);
    assert_eq!(repin.lost[0].step.en, "Open the doors");
    desk.put_in_force("10:10", &files("")).unwrap();
    let shown = agenda(desk.session.engine());
    assert_eq!(answered(&shown, "doors"), [true]);
    assert_eq!(repins(&shown).len(), 2);
}

#[test]
fn the_report_says_from_when_which_schedule_held_and_why() {
    let mut desk = desk();
    let entry = desk.tell("09:05", yes("doors", "open")).unwrap();
    desk.put_in_force("10:00", &without_doors()).unwrap();
    let entries = desk.session.journal().entries_of_day(day(DATE)).unwrap();
    let (engine, now) = (desk.session.engine(), instant(DATE, "10:30"));
    let report = Report::new(Kind::Day, engine, &entries, day(DATE), Period::Day, now);
    let paper = render(&report, Format::Text, Lang::En);
    for said in ["10:00", "柜台改了位置", "值班员甲", "Open the doors", &format!("#{}", entry.0)]
    {
        assert!(paper.contains(said), "{said}: {paper}");
    }
}

/// The store, where `check` is signed and asks more that need not be answered.
fn signed(more: &str) -> Vec<SourceFile> {
    let items = "answer = \"yes-no\"\n[[step.item]]\nid = \"damage\"\nask = \"What is broken?\"\n\
                 answer = \"text\"\nonly-if = { item = \"seals\", is = \"abnormal\" }\n\
                 [[step.item]]\nid = \"remark\"\nask = \"Anything else?\"\nanswer = \"text\"\n\
                 optional = true\n";
    let mut all =
        edited("closes = \"18:00\"\n", "closes = \"18:00\"\nsign = [\"manager\", \"guard\"]\n");
    let text = String::from_utf8(all[1].bytes.clone()).unwrap();
    let text = text.replacen("answer = \"yes-no\"\n", &format!("{items}{more}"), 1);
    all[1].bytes = text.into_bytes();
    all[0].bytes.extend_from_slice(b"[[role]]\nid = \"guard\"\nname = \"guard\"\n");
    all
}

fn is_signed(desk: &Desk) -> bool {
    let shown = agenda(desk.session.engine());
    let view = shown.occurrences.iter().find(|it| it.id.step.as_str() == "check").unwrap();
    view.signatures[0].signed.is_some()
}

#[test]
fn a_signature_holds_where_all_that_is_asked_was_answered() {
    let mut desk = desk_with(&signed(""), memory());
    desk.tell("09:10", yes("check", "seals")).unwrap();
    let occurrence = OccurrenceId { day: day(DATE), step: StepId::new("check"), number: 1 };
    let (role, name) = (RoleId::new("manager"), Officer::new("经理乙"));
    let sign = Signed { occurrence, role, name, stead: None, proof: Proof::Name };
    let entry = desk.tell("09:15", Action::Sign(sign)).unwrap();
    let item = |id: &str, more: &str| {
        format!("[[step.item]]\nid = \"{id}\"\nask = \"{id}?\"\nanswer = \"yes-no\"\n{more}")
    };
    // What is optional, or depends on another answer, asks for no more than was signed.
    let free = item("dust", "optional = true\n");
    let fallen = item("glass", "only-if = { item = \"seals\", is = \"abnormal\" }\n");
    desk.put_in_force("10:00", &signed(&(free + &fallen))).unwrap();
    assert!(is_signed(&desk));
    assert_eq!(repins(&agenda(desk.session.engine()))[0].lost, []);
    // One more question is asked: the signature does not speak of it, and is named.
    desk.put_in_force("10:05", &signed(&item("pins", ""))).unwrap();
    assert!(!is_signed(&desk));
    let lost = repins(&agenda(desk.session.engine())).pop().unwrap().lost;
    assert_eq!(lost.iter().map(|it| it.entry).collect::<Vec<_>>(), [entry]);
    desk.put_in_force("10:10", &signed("")).unwrap();
    assert!(is_signed(&desk), "what was signed is asked again as it was");
}

#[test]
fn a_desk_that_is_opened_again_shows_the_same_and_so_does_one_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut desk = desk_on(open(&path));
    desk.tell("09:05", yes("doors", "open")).unwrap();
    let beside = Session::open(open(&path), in_force(&files("")), instant(DATE, "09:30"));
    let mut beside = beside.unwrap();
    desk.put_in_force("10:00", &without_doors()).unwrap();
    let live = agenda(desk.session.engine());
    beside.catch_up().unwrap();
    assert_eq!(agenda(beside.engine()), live);
    let again = Session::open(open(&path), in_force(&files("")), instant(DATE, "10:30"));
    assert_eq!(agenda(again.unwrap().engine()), live);
    // Before it was changed, the day stands as it stood.
    let in_force = in_force(&files(""));
    let then = instant(DATE, "09:30");
    let (engine, _) = Session::of_day(&open(&path), &in_force, day(DATE), then).unwrap();
    assert_eq!(answered(&engine.agenda_of(day(DATE), then), "doors"), [true]);
    assert!(matches!(open(&path).verify(None).unwrap(), Verdict::Sound(_)));
}

#[test]
fn what_changes_nothing_and_what_has_another_clock_is_refused() {
    let mut desk = desk();
    let refused = |it: Result<Seq, SessionError>| match it {
        Err(SessionError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(desk.put_in_force("10:00", &files(""))), Refusal::SameSchedule);
    let mut earlier = files("");
    let text = String::from_utf8(earlier[0].bytes.clone()).unwrap();
    let text = text.replace("day-starts = \"08:00\"", "day-starts = \"06:00\"");
    earlier[0].bytes = text.replace("from = \"08:00\"", "from = \"06:00\"").into_bytes();
    assert_eq!(refused(desk.put_in_force("10:00", &earlier)), Refusal::OtherClock);
    let mut other = without_doors();
    other.sort_by(|one, two| one.name.cmp(&two.name));
    desk.session.put_in_force(in_force(&other), instant(DATE, "10:00")).unwrap();
    let silent = desk.tell("10:00", because("  "));
    assert!(matches!(refused(silent), Refusal::BadText { .. }));
    let running: Arc<Schedule> = Arc::clone(desk.session.engine().schedule_of(day(DATE)));
    assert_eq!(running.revision, schedule(&files("")).revision);
}
