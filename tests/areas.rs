//! The same list for each of some areas: named by the schedule, or only on the day.

use chrono::Duration;
use zhiban::engine::agenda::{Ask, FloorState, OccurrenceView};
use zhiban::engine::command::{
    Answer, AreaRemoved, AreasNamed, Compared, Corrected, Correction, Question, Skipped,
    SweepOutcome, Swept,
};
use zhiban::engine::risk::Risk;
use zhiban::engine::{Action, Fact, Field, Refusal, TextFault};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{FloorId, ItemId, Lang, Milli};

use crate::support::bench::{Bench, DAY, answer_of, at, occurrence, question, schedule, state};

fn bench() -> Bench {
    let mut bench = Bench::off(schedule("tests/fixtures/answers"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.at("12:00");
    bench
}

fn name(step: &str, areas: &[&str]) -> Action {
    let areas = areas.iter().map(|it| (*it).to_owned()).collect();
    Action::NameAreas(AreasNamed { occurrence: occurrence(step, 1), areas })
}

fn remove(step: &str, area: &str, reason: &str) -> Action {
    let (area, reason) = (FloorId::new(area), reason.to_owned());
    Action::RemoveArea(AreaRemoved { occurrence: occurrence(step, 1), area, reason })
}

fn asked(step: &str, item: &str, area: &str) -> Question {
    Question { floor: Some(FloorId::new(area)), ..question(step, 1, item) }
}

fn say(step: &str, item: &str, area: &str, answer: Answer) -> Action {
    answer_of(asked(step, item, area), answer, None)
}

fn clear(area: &str) -> Action {
    outcome(area, SweepOutcome::Clear)
}

fn outcome(area: &str, outcome: SweepOutcome) -> Action {
    Action::Sweep(Swept { occurrence: occurrence("shops", 1), floor: FloorId::new(area), outcome })
}

fn areas(view: &OccurrenceView) -> Vec<&str> {
    view.areas().into_iter().map(FloorId::as_str).collect()
}

/// Sweeps a shop from its first item to its outcome.
fn sweep(bench: &mut Bench, area: &str, count: u32) {
    bench.tell(say("shops", "power", area, state("fine"))).unwrap();
    bench.tell(say("shops", "tags", area, Answer::Count(count))).unwrap();
    bench.tell(clear(area)).unwrap();
}

#[test]
fn a_sweep_of_shops_known_only_today_asks_for_them_first() {
    let mut bench = bench();
    bench.at("21:00");
    assert_eq!(bench.view("shops", 1).next, Some(Ask::Areas));
    let early = bench.tell(say("shops", "power", "甲店", state("fine")));
    assert_eq!(early, Err(Refusal::AreasOpen { occurrence: occurrence("shops", 1) }));
    bench.tell(name("shops", &["甲店", " 乙店 "])).unwrap();
    assert_eq!(areas(&bench.view("shops", 1)), ["甲店", "乙店"]);
    let first = Ask::Question(asked("shops", "power", "甲店"));
    assert_eq!(bench.view("shops", 1).next, Some(first));
    // Shops have no order: the second may come first.
    sweep(&mut bench, "乙店", 3);
    sweep(&mut bench, "甲店", 4);
    assert_eq!(bench.status("shops", 1), "done");
    let states = bench.view("shops", 1).floors;
    assert!(states.iter().all(|it| matches!(it.state, FloorState::Swept { .. })));
}

#[test]
fn the_list_may_be_written_earlier_in_the_day_and_grow_while_the_step_runs() {
    let mut bench = bench();
    bench.tell(name("shops", &["甲店"])).unwrap();
    bench.at("21:00");
    sweep(&mut bench, "甲店", 3);
    assert_eq!(bench.status("shops", 1), "done");
    bench.tell(name("shops", &["丙店"])).unwrap();
    assert_eq!(bench.status("shops", 1), "due");
    let again = bench.tell(name("shops", &["丙店"]));
    assert_eq!(again, Err(Refusal::AreaKnown { area: FloorId::new("丙店") }));
    sweep(&mut bench, "丙店", 1);
    assert_eq!(bench.status("shops", 1), "done");
}

#[test]
fn an_area_leaves_the_list_with_a_reason_and_the_report_says_why() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店", "乙店"])).unwrap();
    let silent = bench.tell(remove("shops", "乙店", " "));
    let empty = Refusal::BadText { field: Field::Reason, fault: TextFault::Empty };
    assert_eq!(silent, Err(empty));
    bench.tell(remove("shops", "乙店", "今天没开")).unwrap();
    sweep(&mut bench, "甲店", 3);
    assert_eq!(bench.status("shops", 1), "done");
    bench.at("22:30");
    let text = report(&bench, Kind::Day, Lang::Zh);
    assert!(text.contains("不在名单：今天没开"), "{text}");
    let back = bench.tell(name("shops", &["乙店"]));
    assert!(back.is_ok(), "who comes back is on the list again: {back:?}");
    assert!(bench.view("shops", 1).removed.is_empty());
}

#[test]
fn that_there_are_none_today_is_said_once() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &[])).unwrap();
    assert_ne!(bench.view("shops", 1).next, Some(Ask::Areas));
    let twice = bench.tell(name("shops", &[]));
    assert_eq!(twice, Err(Refusal::BadText { field: Field::Area, fault: TextFault::Empty }));
    assert_eq!(bench.status("shops", 1), "done");
}

#[test]
fn a_list_that_was_a_mistake_is_taken_back() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店"])).unwrap();
    let (entry, reason) = (bench.seq(), "写错步骤".to_owned());
    let correction = Correction::Withdrawn;
    bench
        .tell(Action::Correct(Corrected {
            entry,
            reason,
            correction,
            proof: zhiban::engine::command::Proof::Name,
        }))
        .unwrap();
    assert_eq!(bench.view("shops", 1).next, Some(Ask::Areas));
}

#[test]
fn each_without_an_outcome_is_done_when_its_items_are() {
    let mut bench = bench();
    bench.at("20:00").tell(name("contractors", &["电焊队"])).unwrap();
    let outcome = Swept {
        occurrence: occurrence("contractors", 1),
        floor: FloorId::new("电焊队"),
        outcome: SweepOutcome::Clear,
    };
    let swept = bench.tell(Action::Sweep(outcome));
    assert_eq!(swept, Err(Refusal::WrongKind { occurrence: occurrence("contractors", 1) }));
    bench.tell(say("contractors", "permit", "电焊队", Answer::No)).unwrap();
    assert_eq!(bench.status("contractors", 1), "done");
    assert!(bench.view("contractors", 1).floors.is_empty());
}

#[test]
fn areas_that_the_schedule_names_need_no_list_and_take_none() {
    let mut bench = bench();
    assert_eq!(areas(&bench.view("rooms", 1)), ["pump", "lift"]);
    let named = bench.tell(name("rooms", &["甲店"]));
    assert_eq!(named, Err(Refusal::WrongKind { occurrence: occurrence("rooms", 1) }));
    bench.tell(say("rooms", "dry", "lift", state("fine"))).unwrap();
    bench.tell(say("rooms", "dry", "pump", state("fault"))).unwrap();
    bench.at("20:30");
    let text = report(&bench, Kind::Day, Lang::En);
    let rooms: Vec<&str> = text.lines().filter(|it| it.contains(" room ")).collect();
    assert!(rooms.iter().any(|it| it.contains("pump room") && it.contains("! Floor: fault")));
    assert!(rooms.iter().any(|it| it.contains("lift room") && it.contains("1/1")), "{text}");
}

#[test]
fn each_area_is_compared_with_its_own_time_before() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店", "乙店"])).unwrap();
    sweep(&mut bench, "甲店", 3);
    sweep(&mut bench, "乙店", 5);
    bench.now = at("21:00") + Duration::days(1);
    let mut id = occurrence("shops", 1);
    id.day = id.day.succ_opt().unwrap();
    let areas = vec!["乙店".to_owned()];
    bench.tell(Action::NameAreas(AreasNamed { occurrence: id.clone(), areas })).unwrap();
    let view = bench.agenda().occurrence(&id).unwrap().clone();
    let against = view.questions.iter().find_map(|it| it.against);
    assert_eq!(against, Some(Compared::Previous(Some(Milli(5_000)))));
}

#[test]
fn one_item_of_an_area_is_not_left_undone_and_the_refusal_says_what_to_do_instead() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店"])).unwrap();
    bench.tell(name("contractors", &["动火队"])).unwrap();
    for (step, item, instead) in [
        ("shops", "power", ["按 x 记未清", "not swept (x)"]),
        ("contractors", "permit", ["按 l 从名单去掉", "off the list (l)"]),
    ] {
        let (occurrence, reason) = (occurrence(step, 1), "上不去".to_owned());
        let item = Some(ItemId::new(item));
        let skipped = Skipped { occurrence: occurrence.clone(), item, reason };
        let refusal = bench.tell(Action::Skip(skipped)).unwrap_err();
        assert_eq!(refusal, Refusal::ItemOfArea { occurrence });
        for (lang, words) in [Lang::Zh, Lang::En].into_iter().zip(instead) {
            let said = zhiban::words::refusal(&refusal, &bench.agenda().schedule, lang);
            assert!(said.contains(words), "{said}");
        }
    }
    let shops = occurrence("shops", 1);
    let whole = Skipped { occurrence: shops, item: None, reason: "商户已走".to_owned() };
    bench.tell(Action::Skip(whole)).unwrap();
}

#[test]
fn no_exit_is_locked_while_a_swept_area_is_not_clear() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店"])).unwrap();
    bench.tell(outcome("甲店", SweepOutcome::NotSwept { reason: "没开门".into() })).unwrap();
    assert_eq!(bench.status("shops", 1), "done");
    for floor in ["2F", "1F", "B1"] {
        let (occurrence, floor) = (occurrence("floors", 1), FloorId::new(floor));
        let outcome = SweepOutcome::Clear;
        bench.tell(Action::Sweep(Swept { occurrence, floor, outcome })).unwrap();
    }
    let lock = || answer_of(question("back-door", 1, "locked"), state("fine"), None);
    let floors = vec![FloorId::new("甲店")];
    assert_eq!(bench.tell(lock()), Err(Refusal::PeopleMayBeInside { floors }));
    // It can be taken up again until it is clear.
    assert!(bench.view("shops", 1).next.is_some());
    sweep(&mut bench, "甲店", 3);
    bench.tell(lock()).unwrap();
}

fn report(bench: &Bench, kind: Kind, lang: Lang) -> String {
    let report = Report::new(kind, &bench.engine, &bench.entries, DAY, Period::Day, bench.now);
    render(&report, Format::Text, lang)
}

#[test]
fn the_report_lists_each_area() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店", "乙店", "丙店"])).unwrap();
    sweep(&mut bench, "甲店", 3);
    bench.tell(say("shops", "power", "乙店", state("fault"))).unwrap();
    bench.tell(say("shops", "tags", "乙店", Answer::Count(2))).unwrap();
    let (who, until) = ("装修工一名".to_owned(), "23:30".to_owned());
    let watcher = "保安员乙".to_owned();
    bench.tell(outcome("乙店", SweepOutcome::ClearExcept { who, until, watcher })).unwrap();
    bench.tell(remove("shops", "丙店", "已撤场")).unwrap();
    bench.at("22:00");
    let text = report(&bench, Kind::Day, Lang::Zh);
    let at = text.find("各处情况").unwrap();
    let section: String = text[at..].lines().take(9).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(section);
    let json = Report::new(Kind::Day, &bench.engine, &bench.entries, DAY, Period::Day, bench.now);
    let json: serde_json::Value =
        serde_json::from_str(&render(&json, Format::Json, Lang::Zh)).unwrap();
    let states: Vec<&str> =
        json["areas"].as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["listed", "listed", "clear", "clear-except", "removed"]);
}

#[test]
fn a_shop_that_is_not_clear_is_a_risk_until_somebody_speaks_of_who_is_left_there() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店", "乙店"])).unwrap();
    sweep(&mut bench, "甲店", 3);
    bench.tell(say("shops", "power", "乙店", state("fine"))).unwrap();
    bench.tell(say("shops", "tags", "乙店", Answer::Count(2))).unwrap();
    let (who, until) = ("装修工一名".to_owned(), "23:30".to_owned());
    let watcher = "保安员乙".to_owned();
    bench.tell(outcome("乙店", SweepOutcome::ClearExcept { who, until, watcher })).unwrap();
    let risk = Risk::Floor(FloorId::new("乙店"));
    let agenda = bench.agenda();
    assert!(agenda.risks().contains(&risk), "{:?}", agenda.risks());
    for (said, left) in [("甲店装修工", true), ("乙店没问题", true), ("乙店装修工还在", false)]
    {
        assert_eq!(agenda.unmentioned(said).contains(&risk), left, "{said}");
    }
}

#[test]
fn a_sweep_of_shops_alone_shows_no_floors_on_paper() {
    let mut bench = bench();
    bench.at("21:00").tell(name("shops", &["甲店"])).unwrap();
    sweep(&mut bench, "甲店", 2);
    let told = report(&bench, Kind::Day, Lang::En);
    assert!(told.contains("甲店") && !told.contains("\nSweep\n"), "{told}");
}

#[test]
fn a_fact_about_areas_says_what_was_named() {
    let mut bench = bench();
    bench.tell(name("shops", &["甲店", "乙店"])).unwrap();
    let Fact::AreasNamed(it) = &bench.entries.last().unwrap().fact else { panic!() };
    assert_eq!(it.areas, ["甲店", "乙店"]);
}
