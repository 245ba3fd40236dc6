//! What the product says, in both languages.

use chrono::TimeDelta;
use insta::assert_snapshot;
use zhiban::engine::agenda::{Ask, Deciding, FindingState, Status, Timing, Unneeded};
use zhiban::engine::command::{
    Answer, Assigned, BatchReturned, ClockStep, Corrected, Correction, Deferred, Fixed, FollowUp,
    Proof, Question, Reinspected, Returned, SecondLook, Signed, Slept, Stead, StoodIn, StopCause,
    SweepOutcome, Swept,
};
use zhiban::engine::paper::{Document, Exported, Printed};
use zhiban::engine::{BatchFault, Fact, Field, FindingFault, Officer, Refusal, Seq, TextFault};
use zhiban::schedule::{FloorId, ItemId, Lang, Milli, OccurrenceId, RoleId, StateId, StepId};
use zhiban::words;

use crate::report::day::{entries, occurrence, officer, question};
use crate::report::store::{day, instant, schedule};

fn round(number: u16) -> OccurrenceId {
    OccurrenceId { day: day(), step: StepId::new("round"), number }
}

fn locks() -> Question {
    question("staff-entry", "locks")
}

fn unknown_things() -> Vec<Refusal> {
    let (step, item) = (StepId::new("tuor"), ItemId::new("tils"));
    vec![
        Refusal::UnknownStep { step: step.clone(), nearest: Some(StepId::new("tour")) },
        Refusal::UnknownStep { step, nearest: None },
        Refusal::UnknownOccurrence { occurrence: occurrence("tour", 2), count: 1 },
        Refusal::UnknownOccurrence { occurrence: round(9), count: 5 },
        Refusal::UnknownOccurrence { occurrence: round(1), count: 0 },
        Refusal::UnknownItem {
            step: StepId::new("tour"),
            item: item.clone(),
            nearest: Some(ItemId::new("tills")),
        },
        Refusal::UnknownItem { step: StepId::new("tour"), item, nearest: None },
        Refusal::UnknownFloor {
            floor: FloorId::new("7F"),
            floors: ["6F", "5F", "B1"].map(FloorId::new).to_vec(),
        },
        Refusal::OtherDay { day: day().pred_opt().unwrap(), running: day() },
        Refusal::UnknownFinding { finding: Seq(7) },
    ]
}

fn deciding() -> Deciding {
    Deciding { step: StepId::new("staff-entry"), item: ItemId::new("locks") }
}

fn flow() -> Vec<Refusal> {
    let tour = occurrence("tour", 1);
    let at = instant("08:30");
    vec![
        Refusal::WrongAnswer { question: locks() },
        Refusal::WrongAnswer { question: question("staff-entry", "turned-away") },
        Refusal::TooEarly { occurrence: tour.clone(), earliest: at },
        Refusal::Closed { occurrence: round(2), closed: at },
        Refusal::NotNeeded { occurrence: tour.clone(), why: Unneeded::Otherwise(deciding()) },
        Refusal::NotNeeded { occurrence: tour.clone(), why: Unneeded::Undecided(deciding()) },
        Refusal::NotNeeded {
            occurrence: tour.clone(),
            why: Unneeded::TookItem(ItemId::new("tills")),
        },
        Refusal::NotNeeded {
            occurrence: tour.clone(),
            why: Unneeded::TookStep(StepId::new("round")),
        },
        Refusal::PostsMissing { posts: vec![locks(), question("staff-entry", "turned-away")] },
        Refusal::WaitsFor { occurrence: tour.clone(), step: StepId::new("staff-entry") },
        Refusal::OutOfOrder { first: ItemId::new("display") },
        Refusal::GateHolds { gate: locks(), since: at },
        Refusal::ReasonNeeded { question: locks() },
        Refusal::Answered { question: locks(), entry: Seq(12) },
        Refusal::Concluded { occurrence: tour.clone() },
        Refusal::ItemsOpen { count: 2, first: question("tour", "tills") },
        Refusal::FloorAboveOpen { floor: FloorId::new("5F"), above: FloorId::new("6F") },
        Refusal::PeopleMayBeInside { floors: ["5F", "B1"].map(FloorId::new).to_vec() },
        Refusal::WrongKind { occurrence: tour.clone() },
        Refusal::NotLater { to: tour },
    ]
}

fn people() -> Vec<Refusal> {
    let manager = RoleId::new("duty-manager");
    let faults = [
        BatchFault::Unknown,
        BatchFault::LeftAlready,
        BatchFault::NotLeft,
        BatchFault::TooMany { out: 3 },
        BatchFault::TooEarly,
    ];
    let mut all = vec![
        Refusal::BatchNotBack { before: 1, missing: 3 },
        Refusal::WrongRole {
            role: manager.clone(),
            roles: vec![RoleId::new("security-supervisor")],
        },
        Refusal::WrongRole { role: manager, roles: Vec::new() },
        Refusal::SamePerson { name: "值班员甲".to_owned() },
        Refusal::SignsLater {
            role: RoleId::new("security-supervisor"),
            first: RoleId::new("duty-manager"),
        },
        Refusal::SentBack {
            occurrence: occurrence("tour", 1),
            by: "值班员乙".to_owned(),
            comment: "三楼漏写".to_owned(),
        },
        Refusal::NotReturnable { occurrence: occurrence("tour", 1) },
        Refusal::OwnStead { name: "值班员甲".to_owned() },
        Refusal::SteadReason { role: RoleId::new("duty-manager"), substitutes: Vec::new() },
        Refusal::SteadReason {
            role: RoleId::new("duty-manager"),
            substitutes: vec![RoleId::new("security-supervisor")],
        },
        Refusal::NoSuchPart {
            role: RoleId::new("security-supervisor"),
            roles: vec![RoleId::new("duty-manager")],
        },
        Refusal::UnknownRole {
            role: RoleId::new("guard"),
            roles: ["duty-manager", "security-supervisor"].map(RoleId::new).to_vec(),
        },
        Refusal::OwnWork { name: "电工甲".to_owned() },
        Refusal::WrongFindingState { finding: Seq(9), fault: FindingFault::NotFixed },
        Refusal::WrongFindingState { finding: Seq(9), fault: FindingFault::FixedAlready },
        Refusal::NotCorrectable { entry: Seq(4) },
    ];
    all.extend(faults.map(|fault| Refusal::WrongBatch { batch: 2, fault }));
    all
}

fn texts_and_times() -> Vec<Refusal> {
    let fields = [
        Field::Name,
        Field::Store,
        Field::Finding,
        Field::Reason,
        Field::Note,
        Field::Answer,
        Field::Exception,
    ];
    let mut all: Vec<Refusal> =
        fields.map(|field| Refusal::BadText { field, fault: TextFault::Empty }).to_vec();
    let more = [TextFault::TooLong, TextFault::Control];
    all.extend(more.map(|fault| Refusal::BadText { field: Field::Note, fault }));
    all.push(Refusal::Future { happened: instant("09:30"), now: instant("09:00") });
    all.push(Refusal::TooLongAgo { happened: instant("08:00"), earliest: instant("09:00") });
    all
}

fn stead(of: &str) -> Stead {
    let own_role = Some(RoleId::new("security-supervisor"));
    Stead { of: Officer::new(of), own_role, reason: Some("请假".to_owned()) }
}

fn facts() -> Vec<Fact> {
    let tour = occurrence("tour", 1);
    let stepped = ClockStep { from: instant("09:40"), to: instant("09:45") };
    let follow_up = FollowUp { owner: Some("电工甲".to_owned()), ..FollowUp::default() };
    let not_swept = SweepOutcome::NotSwept { reason: "积水".to_owned() };
    let state = Answer::State(StateId::new("locked"));
    vec![
        Fact::DeskStarted { off_since: None },
        Fact::DeskStarted { off_since: Some(instant("08:00")) },
        Fact::DeskStopped(StopCause::Officer),
        Fact::DeskStopped(StopCause::Signal),
        Fact::StoreNamed("示例百货商场".to_owned()),
        Fact::Acknowledged(round(2)),
        Fact::Deferred(Deferred {
            occurrence: tour,
            item: None,
            to: round(3),
            reason: "顾客多".to_owned(),
        }),
        Fact::Swept(Swept {
            occurrence: occurrence("sweep", 1),
            floor: FloorId::new("B1"),
            outcome: not_swept,
        }),
        Fact::BatchReturned(BatchReturned {
            occurrence: occurrence("lunch", 1),
            batch: 1,
            count: 20,
            late: Some(3),
            note: None,
        }),
        Fact::Assigned(Assigned { finding: Seq(9), follow_up }),
        Fact::Fixed(Fixed { finding: Seq(9), fixed_by: officer(), done: "换阀门".to_owned() }),
        Fact::Reinspected(Reinspected {
            finding: Seq(9),
            result: SecondLook::StillWrong,
            note: Some("还漏水".to_owned()),
        }),
        Fact::Corrected(Corrected {
            entry: Seq(3),
            reason: "看错了".to_owned(),
            correction: Correction::Answer { answer: state, note: None },
            proof: Proof::Name,
        }),
        Fact::Exported(Exported {
            document: Document::Day,
            file: "day.pdf".to_owned(),
            bytes: 2048,
            sha256: "0123456789abcdef".repeat(4),
        }),
        Fact::Printed(Printed {
            document: Document::Handover,
            day: day(),
            copy: 2,
            sha256: "0123456789abcdef".repeat(4),
            printer: "Office".to_owned(),
            job: Some("Office-12".to_owned()),
        }),
        Fact::ClockStepped(stepped),
        Fact::Slept(Slept { from: stepped.from, to: stepped.to }),
    ]
}

fn facts_of_people() -> Vec<Fact> {
    let tour = occurrence("tour", 1);
    vec![
        Fact::Signed(Signed {
            occurrence: tour.clone(),
            role: RoleId::new("duty-manager"),
            name: Officer::new("值班员乙"),
            stead: Some(stead("值班员甲")),
            proof: Proof::Name,
        }),
        Fact::Returned(Returned {
            occurrence: tour.clone(),
            role: RoleId::new("security-supervisor"),
            name: Officer::new("保安主管甲"),
            comment: "三楼漏写".to_owned(),
            proof: Proof::Name,
        }),
        Fact::StoodIn(StoodIn {
            occurrence: tour,
            role: RoleId::new("duty-manager"),
            name: Officer::new("值班员乙"),
            stead: stead("值班员甲"),
        }),
    ]
}

#[test]
fn a_refusal_says_what_why_and_what_to_do() {
    let schedule = schedule();
    let all = [unknown_things(), flow(), people(), texts_and_times()].concat();
    let said = all.iter().map(|it| {
        let (zh, en) =
            (words::refusal(it, &schedule, Lang::Zh), words::refusal(it, &schedule, Lang::En));
        assert_ne!(zh, en);
        format!("{zh}\n{en}\n")
    });
    assert_snapshot!("refusals", said.collect::<String>());
}

#[test]
fn an_entry_reads_as_one_line() {
    let schedule = schedule();
    let recorded = entries().into_iter().map(|it| it.fact);
    let said = recorded.chain(facts()).chain(facts_of_people()).map(|it| {
        let kind = it.word();
        let (zh, en) =
            (words::fact(&it, &schedule, Lang::Zh), words::fact(&it, &schedule, Lang::En));
        assert!(!zh.contains('\n') && zh != en, "{zh}");
        format!("{kind}\n  {zh}\n  {en}\n")
    });
    assert_snapshot!("facts", said.collect::<String>());
}

#[test]
fn a_prompt_asks_in_one_sentence() {
    let schedule = schedule();
    let asks = [
        ("staff-entry", Ask::Question(locks())),
        ("sweep", Ask::Floor(FloorId::new("6F"))),
        ("lunch", Ask::BatchLeaves(1)),
        ("lunch", Ask::BatchReturns(2)),
        ("back-door", Ask::Signature(RoleId::new("security-supervisor"))),
        (
            "back-door",
            Ask::Amend { by: Officer::new("保安主管甲"), comment: "后门没写".to_owned() },
        ),
    ];
    let said = asks.map(|(step, ask)| {
        let step = schedule.step(&StepId::new(step)).unwrap();
        let (zh, en) = (
            words::ask(&ask, step, &schedule, Lang::Zh),
            words::ask(&ask, step, &schedule, Lang::En),
        );
        format!("{zh}\n{en}\n")
    });
    assert_snapshot!(said.concat(), @r"
    查每道门锁
    Check every door lock
    六楼清场结果如何？
    6F: is it clear?
    第1批（在岗一半）去用餐：走了几人？
    Batch 1 (half of those on duty) leaves: how many?
    第2批（在岗一半）：回来几人？
    Batch 2 (half of those on duty) is back: how many?
    请保安主管签字
    Signature: security supervisor
    保安主管甲 退回：后门没写。请更正
    Returned by 保安主管甲: 后门没写. Correct it
    ");
}

#[test]
fn every_status_has_a_sign_of_one_column_that_no_other_has() {
    let to = occurrence("tour", 1);
    let at = instant("09:00");
    let done = |timing| Status::Done { at, timing };
    let all = [
        Status::NotYet,
        Status::Due,
        Status::Overdue,
        Status::Missed,
        Status::Unknown,
        Status::NotNeeded { why: Unneeded::NoCall },
        Status::Skipped { reason: String::new(), at },
        Status::Deferred { to, reason: String::new() },
        done(Timing::Early),
        done(Timing::OnTime),
        done(Timing::Late),
    ];
    let signs: Vec<&str> = all.iter().map(words::status_sign).collect();
    assert!(signs.iter().all(|it| it.len() == 1 && it.is_ascii()), "{signs:?}");
    let distinct: std::collections::BTreeSet<&&str> = signs.iter().collect();
    assert_eq!(distinct.len(), signs.len());
}

#[test]
fn a_length_of_time_is_said_in_hours_and_minutes() {
    let said = |minutes, lang| words::span(TimeDelta::minutes(minutes), lang);
    assert_eq!(said(97, Lang::Zh), "1小时37分");
    assert_eq!(said(97, Lang::En), "1 h 37 min");
    assert_eq!(said(120, Lang::En), "2 h");
    assert_eq!(said(0, Lang::Zh), "0分");
    assert_eq!(said(-5, Lang::Zh), "5分");
    assert_eq!(said(3 * 1440 + 1, Lang::En), "3 d 1 min");
}

#[test]
fn an_answer_comes_with_its_name_or_its_unit() {
    let schedule = schedule();
    let step = schedule.step(&StepId::new("staff-entry")).unwrap();
    let item = |id| step.item(&ItemId::new(id));
    let open = Answer::State(StateId::new("open"));
    assert_eq!(words::answer(&open, item("locks"), Lang::Zh), "没锁好");
    assert_eq!(words::answer(&open, None, Lang::Zh), "open");
    assert_eq!(words::answer(&Answer::Count(2), item("turned-away"), Lang::Zh), "2 人");
    assert_eq!(words::answer(&Answer::Number(Milli(21_500)), None, Lang::En), "21.5");
    assert_eq!(words::answer(&Answer::Names(Vec::new()), None, Lang::En), "none");
    let two = Answer::Names(vec!["甲".to_owned(), "乙".to_owned()]);
    assert_eq!(words::answer(&two, None, Lang::Zh), "甲、乙");
}

#[test]
fn a_finding_put_right_is_not_yet_closed() {
    let fixed = FindingState::Fixed {
        by: Officer::new("电工甲"),
        done: "换阀门".to_owned(),
        at: instant("10:00"),
    };
    assert_eq!(words::finding_state(&fixed, Lang::Zh), "待复查");
}
