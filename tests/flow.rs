//! Stories of what is asked at all: posts before the go, branches, either or, optional items.

use zhiban::engine::agenda::{Ask, Deciding, QuestionState, Unneeded};
use zhiban::engine::command::{Answer, Corrected, Correction, Proof};
use zhiban::engine::{Action, Field, Refusal, Seq, TextFault};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{ItemId, Lang, StepId};

use crate::schedule_manual::{phase_of, whole_steps};
use crate::support::bench::{Bench, DAY, answer, answer_of, question, schedule, skip, state};

fn bench() -> Bench {
    let mut bench = Bench::off(schedule("tests/fixtures/people"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench
}

fn correct(entry: Seq, answer: Answer) -> Action {
    let correction = Correction::Answer { answer, note: None };
    Action::Correct(Corrected {
        entry, reason: "看错".to_owned(), correction, proof: Proof::Name
    })
}

fn page(bench: &Bench, lang: Lang) -> String {
    let (engine, entries) = (&bench.engine, &bench.entries);
    let report = Report::new(Kind::Day, engine, entries, DAY, Period::Day, bench.now);
    render(&report, Format::Markdown, lang)
}

fn stands(bench: &Bench, step: &str, item: &str) -> QuestionState {
    let view = bench.view(step, 1);
    let found = view.questions.into_iter().find(|it| it.question.item.as_str() == item);
    found.unwrap().state
}

fn names(all: &[&str]) -> Answer {
    Answer::Names(all.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn the_word_to_go_waits_for_every_post_or_a_reason_for_the_one_that_is_missing() {
    let mut bench = bench();
    bench.at("08:50").tell(answer("doors", "who", names(&["值班经理甲"]))).unwrap();
    bench.tell(answer("doors", "order", Answer::Yes)).unwrap();
    bench.at("08:52").tell(answer("doors", "1F", state("ready"))).unwrap();
    let refusal = bench.tell(answer("doors", "go", Answer::Yes)).unwrap_err();
    let Refusal::PostsMissing { posts } = refusal else { panic!("{refusal}") };
    let missing: Vec<&str> = posts.iter().map(|it| it.item.as_str()).collect();
    assert_eq!(missing, ["guard", "2F", "outer"], "the first floor reported before the others");
    bench.at("08:53");
    let held = answer_of(question("doors", 1, "guard"), state("not-ready"), Some("换岗"));
    bench.tell(held).unwrap();
    assert_eq!(bench.view("doors", 1).next, Some(Ask::Question(question("doors", 1, "2F"))));
    let held: Vec<String> =
        bench.agenda().queue.iter().map(|it| it.occurrence.step.to_string()).collect();
    assert!(held.contains(&"doors".to_owned()), "the others are still asked: {held:?}");
    bench.at("08:54").tell(answer("doors", "2F", state("ready"))).unwrap();
    bench.at("08:56").tell(answer("doors", "guard", state("ready"))).unwrap();
    let refusal = bench.tell(answer("doors", "go", Answer::Yes)).unwrap_err();
    assert!(matches!(refusal, Refusal::PostsMissing { posts } if posts.len() == 1));
    bench.at("08:58").tell(skip("doors", 1, Some("outer"), "对讲机坏，另派人")).unwrap();
    bench.at("09:00").tell(answer("doors", "go", Answer::Yes)).unwrap();
    assert_eq!(bench.status("doors", 1), "done");
    let text = page(&bench, Lang::Zh);
    for line in ["各岗报到", "08:54", "08:56", "缺岗：对讲机坏，另派人"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(page(&bench, Lang::En).contains("missing: 对讲机坏"));
}

#[test]
fn who_takes_part_is_asked_first_and_never_nobody() {
    let mut bench = bench();
    bench.at("08:50");
    assert_eq!(bench.view("doors", 1).next, Some(Ask::Question(question("doors", 1, "who"))));
    assert!(bench.tell(answer("doors", "who", names(&[]))).is_err());
    bench.tell(answer("doors", "who", names(&["甲", "乙"]))).unwrap();
    assert!(page(&bench, Lang::Zh).contains("甲、乙"));
}

#[test]
fn a_branch_comes_and_goes_with_the_answer_that_decides() {
    let mut bench = bench();
    bench.at("09:10");
    let outside = Deciding { step: StepId::new("queue"), item: ItemId::new("outside") };
    let waits = Unneeded::Undecided(outside.clone());
    assert_eq!(
        stands(&bench, "queue", "people"),
        QuestionState::NotNeeded { why: waits, answer: None }
    );
    bench.tell(answer("queue", "outside", state("crowding"))).unwrap();
    let entry = bench.seq();
    assert_eq!(stands(&bench, "queue", "people"), QuestionState::Open);
    bench.tell(answer("queue", "people", Answer::Count(50))).unwrap();
    let refusal = bench.tell(answer("queue", "support", Answer::Yes)).unwrap_err();
    assert!(matches!(refusal, Refusal::NotNeeded { .. }), "50 is not above 50");
    bench.tell(correct(entry, state("orderly"))).unwrap();
    let gone = stands(&bench, "queue", "people");
    let QuestionState::NotNeeded { why, answer: Some(was) } = gone else { panic!("{gone:?}") };
    assert_eq!(why, Unneeded::Otherwise(outside));
    assert_eq!(was.answer, Answer::Count(50), "what was said stays on the record");
    bench.tell(answer("queue", "fence", Answer::Yes)).unwrap();
    assert_eq!(bench.status("queue", 1), "done");
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("按「门外情况」的回答不需要") && text.contains("不再算数"), "{text}");
    bench.tell(correct(entry, state("crowding"))).unwrap();
    assert!(matches!(stands(&bench, "queue", "people"), QuestionState::Answered(_)));
}

#[test]
fn a_step_that_an_answer_did_not_ask_for_is_not_needed_never_missed() {
    let mut bench = bench();
    bench.at("09:10").tell(answer("queue", "outside", state("orderly"))).unwrap();
    let entry = bench.seq();
    assert_eq!(bench.status("report-crowd", 1), "not needed");
    let refusal =
        bench.tell(answer("report-crowd", "told", Answer::Text("甲".into()))).unwrap_err();
    assert!(matches!(refusal, Refusal::NotNeeded { .. }));
    bench.at("20:00");
    assert_eq!(bench.status("report-crowd", 1), "not needed");
    assert!(!page(&bench, Lang::Zh).contains("漏做 | 上报拥挤"));
    let mut again = self::bench();
    again.at("09:10").tell(answer("queue", "outside", state("orderly"))).unwrap();
    again.tell(answer("queue", "fence", Answer::Yes)).unwrap();
    again.tell(correct(Seq(entry.0), state("crowding"))).unwrap();
    assert_eq!(again.status("report-crowd", 1), "not yet");
    again.tell(answer("queue", "people", Answer::Count(3))).unwrap();
    assert_eq!(again.at("09:21").status("report-crowd", 1), "due");
}

#[test]
fn of_two_items_and_of_two_steps_one_is_enough_and_the_report_says_which() {
    let mut bench = bench();
    bench.at("09:10").tell(answer("queue", "outside", state("orderly"))).unwrap();
    bench.tell(answer("queue", "numbers", Answer::Yes)).unwrap();
    let refusal = bench.tell(answer("queue", "fence", Answer::Yes)).unwrap_err();
    let why = Unneeded::TookItem(ItemId::new("numbers"));
    assert!(matches!(refusal, Refusal::NotNeeded { why: it, .. } if it == why));
    assert_eq!(bench.status("queue", 1), "done");
    bench.at("13:00").tell(answer("by-ramp", "ramp", state("fine"))).unwrap();
    assert_eq!(bench.status("by-lift", 1), "not needed");
    assert!(bench.tell(answer("by-lift", "lift", state("fine"))).is_err());
    bench.at("14:30");
    assert!(bench.view("unload", 1).waits_for.is_empty(), "it waits for neither");
    assert_eq!(bench.status("unload", 1), "due");
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("已选「发号」") && text.contains("已做「走坡道」"), "{text}");
}

#[test]
fn an_item_that_is_optional_is_never_missed_and_may_be_answered_late() {
    let mut bench = bench();
    bench.at("09:10").tell(answer("queue", "outside", state("orderly"))).unwrap();
    bench.tell(answer("queue", "fence", Answer::Yes)).unwrap();
    assert_eq!(bench.status("queue", 1), "done");
    assert_eq!(stands(&bench, "queue", "remark"), QuestionState::Optional);
    let next = bench.view("queue", 1).next;
    assert_eq!(next, Some(Ask::Question(question("queue", 1, "remark"))), "still to be reached");
    bench.at("09:30").tell(answer("queue", "remark", Answer::Text("有媒体".into()))).unwrap();
    assert!(page(&bench, Lang::Zh).contains("有媒体"));
    let empty = Refusal::BadText { field: Field::Reason, fault: TextFault::Empty };
    assert_eq!(bench.tell(skip("queue", 1, None, " ")).unwrap_err(), empty);
}

#[test]
fn the_posts_of_the_manual_hold_the_doors() {
    let example = whole_steps().into_iter().find(|it| it.contains("posts = ")).unwrap();
    let schedule = zhiban::schedule::read(&phase_of(example)).unwrap().schedule;
    let mut bench = Bench::off(std::sync::Arc::new(schedule));
    bench.at("08:55").tell(answer("doors-ready", "guard", state("ready"))).unwrap();
    let refusal = bench.tell(answer("doors-ready", "open", Answer::Yes)).unwrap_err();
    assert!(matches!(refusal, Refusal::PostsMissing { posts } if posts.len() == 3));
}
