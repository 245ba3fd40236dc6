//! Answers of every form: what is taken, what is as it should be, what the record says.

use chrono::{Days, Duration};
use zhiban::engine::agenda::{AnswerView, QuestionState};
use zhiban::engine::command::{
    Answer, Answered, Compared, Corrected, Correction, Photo, Proof, Question, Skipped,
};
use zhiban::engine::{Action, Command, CommandId, Fact, Officer, Refusal, Unfit};
use zhiban::journal::Stamp;
use zhiban::schedule::{Known, Lang, Milli, OccurrenceId, Sense, TimeOfDay};
use zhiban::session::{InForce, Session};
use zhiban::words;

use crate::support::bench::{Bench, answer, at, question, schedule, skip};

fn bench() -> Bench {
    let mut bench = Bench::off(schedule("tests/fixtures/answers"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.at("12:00");
    bench
}

fn state(bench: &Bench, question: &Question) -> QuestionState {
    let agenda = bench.engine.agenda_of(question.occurrence.day, bench.now);
    let views = agenda.occurrences.into_iter().flat_map(|it| it.questions);
    views.into_iter().find(|it| it.question == *question).unwrap().state
}

fn given(bench: &Bench, question: &Question) -> AnswerView {
    match state(bench, question) {
        QuestionState::Answered(view) => view,
        other => panic!("not answered: {other:?}"),
    }
}

/// What the desk shows of an answer: its words, and whether it is as it should be.
fn shown(bench: &Bench, question: &Question) -> (String, Sense) {
    let view = given(bench, question);
    let schedule = bench.engine.schedule_of(question.occurrence.day);
    let item = schedule.step(&question.occurrence.step).unwrap().item(&question.item);
    (words::given(&view, item, Lang::En), view.sense)
}

fn money(cents: i64) -> Answer {
    Answer::Money(Milli(cents * 10))
}

fn time(hour: u16, minute: u16) -> Answer {
    Answer::Time(TimeOfDay::new(hour, minute).unwrap())
}

fn code(text: &str, known: Option<Known>, item: &str) -> Action {
    let (question, answer) = (question("points", 1, item), Answer::Code(text.to_owned()));
    Action::Answer(Answered { question, answer, known, note: None, compared: None })
}

fn correct(bench: &Bench, answer: Answer) -> Action {
    Action::Correct(Corrected {
        entry: bench.seq(),
        reason: "看错".to_owned(),
        correction: Correction::Answer { answer, note: None },
        proof: Proof::Name,
    })
}

fn why(refused: Result<Vec<Fact>, Refusal>) -> Unfit {
    match refused {
        Err(Refusal::UnfitAnswer { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn money_is_judged_by_its_difference_from_the_figure_of_another_item() {
    let mut bench = bench();
    let counted = question("tills", 1, "counted");
    bench.tell(answer("tills", "till-total", money(128_050))).unwrap();
    bench.tell(answer("tills", "counted", money(127_550))).unwrap();
    let five_off = ("1275.50 CNY (against 1280.50, off by -5.00)".to_owned(), Sense::Normal);
    assert_eq!(shown(&bench, &counted), five_off);
    bench.tell(correct(&bench, money(127_549))).unwrap();
    let more = ("1275.49 CNY (against 1280.50, off by -5.01)".to_owned(), Sense::Abnormal);
    assert_eq!(shown(&bench, &counted), more);
}

#[test]
fn a_figure_that_is_corrected_judges_anew_what_was_compared_with_it() {
    let mut bench = bench();
    bench.tell(answer("tills", "till-total", money(100_000))).unwrap();
    let total = bench.seq();
    bench.tell(answer("tills", "counted", money(90_000))).unwrap();
    assert_eq!(given(&bench, &question("tills", 1, "counted")).sense, Sense::Abnormal);
    let correction = Correction::Answer { answer: money(90_000), note: None };
    let reason = "抄错".to_owned();
    bench
        .tell(Action::Correct(Corrected { entry: total, reason, correction, proof: Proof::Name }))
        .unwrap();
    let view = given(&bench, &question("tills", 1, "counted"));
    assert_eq!(view.sense, Sense::Normal);
    assert_eq!(view.compared, Some(Compared::Figure(Some(Milli(900_000)))));
}

#[test]
fn money_against_a_fixed_figure_has_no_tolerance_unless_it_says_so() {
    let mut bench = bench();
    bench.tell(answer("tills", "till-total", money(1))).unwrap();
    bench.tell(answer("tills", "counted", money(1))).unwrap();
    bench.tell(answer("tills", "float", money(49_999))).unwrap();
    let short = ("499.99 CNY (against 500.00, off by -0.01)".to_owned(), Sense::Abnormal);
    assert_eq!(shown(&bench, &question("tills", 1, "float")), short);
}

#[test]
fn money_has_two_decimals_at_most() {
    let mut bench = bench();
    let refused = bench.tell(answer("tills", "till-total", Answer::Money(Milli(1_001))));
    assert_eq!(why(refused), Unfit::Cents);
}

#[test]
fn a_figure_that_was_left_out_compares_with_nothing_and_the_record_says_so() {
    let mut bench = bench();
    bench.tell(skip("tills", 1, Some("till-total"), "收银机坏")).unwrap();
    bench.tell(answer("tills", "counted", money(5_000))).unwrap();
    let alone = ("50.00 CNY (nothing to compare with)".to_owned(), Sense::Normal);
    assert_eq!(shown(&bench, &question("tills", 1, "counted")), alone);
}

#[test]
fn the_record_keeps_the_figure_that_a_value_was_compared_with() {
    let mut bench = bench();
    bench.tell(answer("tills", "till-total", money(128_050))).unwrap();
    bench.tell(answer("tills", "counted", money(100_000))).unwrap();
    let fact = &bench.entries.last().unwrap().fact;
    let text = words::fact(fact, bench.engine.schedule_of(crate::support::bench::DAY), Lang::Zh);
    assert!(text.contains("1000.00 元（对照 1280.50，差 -280.50）"), "{text}");
}

fn keys(number: u16, count: u32) -> Action {
    let fuel = question("keys", number, "keys");
    crate::support::bench::answer_of(fuel, Answer::Count(count), None)
}

fn fuel(number: u16, milli: i64) -> Action {
    let fuel = question("keys", number, "fuel");
    crate::support::bench::answer_of(fuel, Answer::Number(Milli(milli)), None)
}

#[test]
fn a_count_is_compared_with_the_one_before_on_the_same_day() {
    let mut bench = bench();
    bench.at("09:00").tell(keys(1, 13)).unwrap();
    let first = ("13 keys (no time before)".to_owned(), Sense::Normal);
    assert_eq!(shown(&bench, &question("keys", 1, "keys")), first);
    bench.tell(fuel(1, 40_000)).unwrap();
    bench.at("15:00");
    let views = bench.view("keys", 2).questions;
    assert_eq!(views[0].against, Some(Compared::Previous(Some(Milli(13_000)))));
    bench.tell(keys(2, 12)).unwrap();
    let lost = ("12 keys (last time 13, off by -1)".to_owned(), Sense::Abnormal);
    assert_eq!(shown(&bench, &question("keys", 2, "keys")), lost);
    bench.tell(fuel(2, 39_500)).unwrap();
    let within = ("39.5 L (last time 40, off by -0.5)".to_owned(), Sense::Normal);
    assert_eq!(shown(&bench, &question("keys", 2, "fuel")), within);
}

/// The same question a day later.
fn tomorrow(question: &Question) -> Question {
    let day = question.occurrence.day.succ_opt().unwrap();
    let occurrence = OccurrenceId { day, ..question.occurrence.clone() };
    Question { occurrence, ..question.clone() }
}

#[test]
fn a_count_is_compared_with_yesterdays_latest_as_it_was_corrected() {
    let mut bench = bench();
    bench.at("09:00").tell(keys(1, 13)).unwrap();
    bench.tell(fuel(1, 40_000)).unwrap();
    bench.at("15:00").tell(keys(2, 12)).unwrap();
    bench.tell(correct(&bench, Answer::Count(14))).unwrap();
    bench.now = at("09:00") + Duration::days(1);
    let asked = tomorrow(&question("keys", 1, "keys"));
    bench.tell(crate::support::bench::answer_of(asked.clone(), Answer::Count(13), None)).unwrap();
    let lost = ("13 keys (last time 14, off by -1)".to_owned(), Sense::Abnormal);
    assert_eq!(shown(&bench, &asked), lost);
}

#[test]
fn an_answer_taken_back_is_no_time_before() {
    let mut bench = bench();
    bench.at("09:00").tell(keys(1, 13)).unwrap();
    bench.tell(fuel(1, 40_000)).unwrap();
    bench.at("15:00").tell(keys(2, 99)).unwrap();
    let (entry, reason) = (bench.seq(), "记错".to_owned());
    let correction = Correction::Withdrawn;
    bench
        .tell(Action::Correct(Corrected { entry, reason, correction, proof: Proof::Name }))
        .unwrap();
    bench.now = at("09:00") + Duration::days(1);
    let asked = tomorrow(&question("keys", 1, "keys"));
    bench.tell(crate::support::bench::answer_of(asked.clone(), Answer::Count(13), None)).unwrap();
    assert_eq!(shown(&bench, &asked), ("13 keys (last time 13)".to_owned(), Sense::Normal));
}

#[test]
fn what_is_computed_follows_from_the_answers_and_is_never_asked() {
    let mut bench = bench();
    let (out, fine) = (question("badges", 1, "out"), question("badges", 1, "fine"));
    assert_eq!(state(&bench, &out), QuestionState::Awaits);
    bench.tell(answer("badges", "left", Answer::Count(7))).unwrap();
    assert_eq!(state(&bench, &out), QuestionState::Awaits);
    let refused = bench.tell(answer("badges", "out", Answer::Number(Milli(0))));
    assert_eq!(refused, Err(Refusal::WrongAnswer { question: out.clone() }));
    bench.at("20:00").tell(answer("badges", "back", Answer::Count(5))).unwrap();
    assert_eq!(shown(&bench, &out), ("2 people".to_owned(), Sense::Abnormal));
    assert_eq!(shown(&bench, &fine), ("40 CNY".to_owned(), Sense::Normal));
    assert_eq!(bench.status("badges", 1), "done");
    bench.tell(correct(&bench, Answer::Count(7))).unwrap();
    assert_eq!(shown(&bench, &out), ("0 people".to_owned(), Sense::Normal));
}

#[test]
fn what_cannot_be_computed_says_why() {
    let mut bench = bench();
    bench.tell(answer("badges", "left", Answer::Count(7))).unwrap();
    bench.tell(skip("badges", 1, Some("back"), "名单丢失")).unwrap();
    let reason = "名单丢失".to_owned();
    assert_eq!(state(&bench, &question("badges", 1, "fine")), QuestionState::Skipped { reason });
}

#[test]
fn a_time_after_midnight_belongs_to_the_store_day() {
    let mut bench = bench();
    bench.at("22:00");
    let asked = question("last-out", 1, "left-at");
    bench.tell(answer("last-out", "left-at", time(0, 30))).unwrap();
    assert_eq!(shown(&bench, &asked), ("00:30".to_owned(), Sense::Normal));
    bench.tell(correct(&bench, time(0, 31))).unwrap();
    assert_eq!(shown(&bench, &asked), ("00:31".to_owned(), Sense::Abnormal));
    let early = Corrected {
        entry: given(&bench, &asked).entry,
        reason: "看错".to_owned(),
        correction: Correction::Answer { answer: time(20, 59), note: None },
        proof: Proof::Name,
    };
    bench.tell(Action::Correct(early)).unwrap();
    assert_eq!(shown(&bench, &asked), ("20:59".to_owned(), Sense::Abnormal));
}

#[test]
fn a_wrong_code_is_refused_or_abnormal_as_the_schedule_says() {
    let mut bench = bench();
    assert_eq!(why(bench.tell(code("P-02", None, "pump-room"))), Unfit::WrongCode);
    bench.tell(code("P-01B", None, "pump-room")).unwrap();
    let view = given(&bench, &question("points", 1, "pump-room"));
    assert_eq!((view.known, view.sense), (Known::Scanned, Sense::Normal));
    bench.tell(code("R-1", None, "roof")).unwrap();
    assert_eq!(given(&bench, &question("points", 1, "roof")).sense, Sense::Abnormal);
}

#[test]
fn a_code_is_scanned_or_its_tag_is_broken_and_the_record_says_which() {
    let mut bench = bench();
    assert_eq!(why(bench.tell(code("P-01", Some(Known::Seen), "pump-room"))), Unfit::NotThatWay);
    bench.tell(code("P-01", Some(Known::TagBroken), "pump-room")).unwrap();
    let fact = &bench.entries.last().unwrap().fact;
    let schedule = bench.engine.schedule_of(crate::support::bench::DAY);
    assert!(words::fact(fact, schedule, Lang::Zh).ends_with("P-01（标签坏，手输）"));
    assert!(words::fact(fact, schedule, Lang::En).ends_with("P-01 (tag broken, typed)"));
    bench.tell(code("4711", None, "seal")).unwrap();
    assert_eq!(given(&bench, &question("points", 1, "seal")).known, Known::Seen);
    let other = answer("badges", "left", Answer::Count(1));
    let Action::Answer(other) = other else { unreachable!() };
    let scanned = Action::Answer(Answered { known: Some(Known::Scanned), ..other });
    assert_eq!(why(bench.tell(scanned)), Unfit::NotThatWay);
}

#[test]
fn so_many_different_names_are_needed() {
    let mut bench = bench();
    let names = |all: &[&str]| Answer::Names(all.iter().map(|it| (*it).to_owned()).collect());
    let one = bench.tell(answer("witnessed", "counted-by", names(&["甲", " 甲"])));
    assert_eq!(why(one), Unfit::FewerNames(2));
    bench.tell(answer("witnessed", "counted-by", names(&["甲", "乙"]))).unwrap();
    let fewer = bench.tell(correct(&bench, names(&["甲"])));
    assert_eq!(why(fewer), Unfit::FewerNames(2));
}

#[test]
fn a_text_may_be_as_long_as_the_schedule_says() {
    let mut bench = bench();
    let long =
        bench.tell(answer("witnessed", "remark", Answer::Text("一二三四五六七八九十多".into())));
    assert_eq!(why(long), Unfit::LongerThan(10));
    bench.tell(answer("witnessed", "remark", Answer::Text("一二三四五六七八九十".into()))).unwrap();
}

#[test]
fn skipping_a_step_with_computed_numbers_concludes_it() {
    let mut bench = bench();
    let occurrence = question("badges", 1, "out").occurrence;
    let reason = "停电".to_owned();
    bench.tell(Action::Skip(Skipped { occurrence, item: None, reason })).unwrap();
    assert_eq!(bench.status("badges", 1), "skipped");
}

#[test]
fn a_count_of_ten_days_ago_is_found_when_the_desk_is_opened_anew() {
    let path = "tests/fixtures/answers";
    let folder = tempfile::tempdir().unwrap();
    let open = |now| {
        let in_force = InForce::new(schedule(path), &crate::support::bench::folder(path));
        let journal = crate::support::record::open(&folder.path().join("zhiban.db"));
        Session::open(journal, in_force, now).unwrap()
    };
    let tell = |session: &mut Session, now, count: u32, days: u64| {
        let mut asked = question("keys", 1, "keys");
        asked.occurrence.day = asked.occurrence.day + Days::new(days);
        let action = crate::support::bench::answer_of(asked, Answer::Count(count), None);
        let (id, officer) = (CommandId(format!("c{days}").into()), Officer::new("值班员甲"));
        let command = Command { id, officer, happened: None, action };
        let stamp = Stamp::new(now, chrono_tz::Asia::Shanghai, "boot-1", 0);
        session.execute(&stamp, &command).unwrap()
    };
    tell(&mut open(at("09:00")), at("09:00"), 13, 0);
    let now = at("09:00") + Duration::days(10);
    let written = tell(&mut open(now), now, 12, 10);
    let Fact::Answered(it) = &written.last().unwrap().fact else { panic!("{written:?}") };
    assert_eq!(it.compared, Some(Compared::Previous(Some(Milli(13_000)))));
}

#[test]
fn a_photo_is_an_answer_once_it_is_kept_under_its_hash() {
    let mut bench = bench();
    let asked = question("witnessed", 1, "picture");
    let to_come = answer("witnessed", "picture", Answer::Photo(Photo::to_come()));
    let refused = bench.tell(to_come.clone());
    assert_eq!(refused, Err(Refusal::WrongAnswer { question: asked.clone() }));
    let photo = Photo { sha256: "0123456789abcdef".repeat(4), ..Photo::to_come() };
    bench.tell(to_come.with_photos(vec![photo])).unwrap();
    assert_eq!(shown(&bench, &asked), ("photo 0123456789ab".to_owned(), Sense::Normal));
    let other = Photo { sha256: "f".repeat(64), ..Photo::to_come() };
    let correction = correct(&bench, Answer::Photo(Photo::to_come())).with_photos(vec![other]);
    bench.tell(correction).unwrap();
    assert_eq!(shown(&bench, &asked).0, "photo ffffffffffff");
}
