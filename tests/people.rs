//! Stories of persons: who signs, in which order, who returns, who stands in.

use zhiban::engine::agenda::{Ask, ReturnState, VoidCause, Want};
use zhiban::engine::command::{
    Answer, Corrected, Correction, Proof, Returned, Signed, Stead, StoodIn,
};
use zhiban::engine::officer::{
    Allowed, OfficerAct, OfficerAdded, OfficerFault, OfficerNumber, PinProven, PinSet, Signer,
    Uptime,
};
use zhiban::engine::{Action, Fact, Officer, Refusal, Seq};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{Lang, RoleId};

use crate::schedule_manual::{phase_of, whole_steps};
use crate::support::bench::{Bench, DAY, answer, at, occurrence, schedule, sign, state};
use crate::support::screen::Screen;

fn bench() -> Bench {
    let mut bench = Bench::off(schedule("tests/fixtures/people"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.tell(Action::TakeDesk).unwrap();
    bench
}

fn sign_for(
    step: &str,
    role: &str,
    name: &str,
    of: &str,
    more: (Option<&str>, Option<&str>),
) -> Action {
    Action::Sign(Signed {
        occurrence: occurrence(step, 1),
        role: RoleId::new(role),
        name: Officer::new(name),
        stead: Some(stead(of, more)),
        proof: Proof::Name,
    })
}

fn stead(of: &str, (own, reason): (Option<&str>, Option<&str>)) -> Stead {
    let reason = reason.map(str::to_owned);
    Stead { of: Officer::new(of), own_role: own.map(RoleId::new), reason }
}

fn send_back(step: &str, role: &str, name: &str, comment: &str) -> Action {
    Action::Return(Returned {
        occurrence: occurrence(step, 1),
        role: RoleId::new(role),
        name: Officer::new(name),
        comment: comment.to_owned(),
        proof: Proof::Name,
    })
}

fn correct(entry: Seq, word: &str) -> Action {
    let correction = Correction::Answer { answer: state(word), note: None };
    Action::Correct(Corrected {
        entry, reason: "看错".to_owned(), correction, proof: Proof::Name
    })
}

/// Returns the report of the day as the page shows it.
fn page(bench: &Bench, lang: Lang) -> String {
    let (engine, entries) = (&bench.engine, &bench.entries);
    let report = Report::new(Kind::Day, engine, entries, DAY, Period::Day, bench.now);
    render(&report, Format::Markdown, lang)
}

#[test]
fn two_of_three_are_enough_for_a_count_and_the_report_says_who() {
    let mut bench = bench();
    bench.at("08:35").tell(answer("keys", "count", Answer::Count(12))).unwrap();
    assert_eq!(bench.view("keys", 1).next, Some(Ask::Signature(RoleId::new("manager"))));
    assert!(page(&bench, Lang::En).contains("signatures 2"), "two are needed, not three");
    bench.tell(sign("keys", 1, "duty-manager", "甲")).unwrap();
    assert_eq!(bench.status("keys", 1), "due", "one of three is not enough");
    assert!(page(&bench, Lang::En).contains("signatures 1"), "one more is needed");
    let refusal = bench.tell(sign("keys", 1, "manager", "甲")).unwrap_err();
    assert_eq!(refusal, Refusal::SamePerson { name: "甲".into() });
    bench.tell(sign("keys", 1, "security-supervisor", "乙")).unwrap();
    assert_eq!(bench.status("keys", 1), "done");
    let manager = bench.view("keys", 1).signatures[0].clone();
    assert_eq!((manager.signed.is_none(), manager.want), (true, Want::Spared));
    let refusal = bench.tell(sign("keys", 1, "manager", "丙")).unwrap_err();
    assert!(matches!(refusal, Refusal::Concluded { .. }));
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("清点钥匙（3 人中 2 人签）"), "{text}");
    assert!(text.contains("值班经理 甲（"), "{text}");
    assert!(text.contains("经理 未签，人数已够"), "{text}");
    assert!(page(&bench, Lang::En).contains("manager not signed, not needed"));
}

#[test]
fn signatures_in_order_are_refused_out_of_order() {
    let mut bench = bench();
    bench.at("08:45").tell(answer("record", "exits", state("fine"))).unwrap();
    bench.tell(answer("record", "doors", state("fine"))).unwrap();
    let refusal = bench.tell(sign("record", 1, "security-supervisor", "乙")).unwrap_err();
    let (role, first) = (RoleId::new("security-supervisor"), RoleId::new("guard"));
    assert_eq!(refusal, Refusal::SignsLater { role, first });
    bench.tell(sign("record", 1, "guard", "甲")).unwrap();
    bench.tell(sign("record", 1, "security-supervisor", "乙")).unwrap();
    bench.tell(sign("record", 1, "manager", "丙")).unwrap();
    assert_eq!(bench.status("record", 1), "done");
}

#[test]
fn a_later_signer_returns_a_record_and_all_sign_anew_after_the_correction() {
    let mut bench = bench();
    bench.at("08:45").tell(answer("record", "exits", state("fine"))).unwrap();
    let exits = bench.seq();
    bench.tell(answer("record", "doors", state("fine"))).unwrap();
    let refusal = bench.tell(send_back("record", "guard", "甲", "不对")).unwrap_err();
    assert!(matches!(refusal, Refusal::NotReturnable { .. }), "the first has nobody before him");
    bench.at("08:50").tell(sign("record", 1, "guard", "甲")).unwrap();
    let refusal = bench.tell(send_back("record", "manager", "丙", "不对")).unwrap_err();
    assert!(matches!(refusal, Refusal::SignsLater { .. }), "not yet the manager's turn");
    let refusal = bench.tell(send_back("record", "security-supervisor", "甲", "不对")).unwrap_err();
    assert!(matches!(refusal, Refusal::SamePerson { .. }));
    bench.at("08:55");
    bench.tell(send_back("record", "security-supervisor", "乙", "三楼通道漏写")).unwrap();
    let returned = bench.seq();
    let view = bench.view("record", 1);
    let ask = Ask::Amend { by: Officer::new("乙"), comment: "三楼通道漏写".into() };
    assert_eq!(view.next, Some(ask));
    assert!(view.signatures.iter().all(|it| it.signed.is_none()));
    assert_eq!(view.signatures[0].voided[0].cause, VoidCause::Returned(returned));
    let refusal = bench.tell(sign("record", 1, "guard", "甲")).unwrap_err();
    assert!(matches!(refusal, Refusal::SentBack { .. }), "first the correction, then the name");
    bench.at("09:05").tell(correct(exits, "fault")).unwrap();
    let amended = ReturnState::Amended(bench.seq());
    assert_eq!(bench.view("record", 1).returns[0].state, amended);
    for (role, name) in [("guard", "甲"), ("security-supervisor", "乙"), ("manager", "丙")] {
        bench.tell(sign("record", 1, role, name)).unwrap();
    }
    assert_eq!(bench.status("record", 1), "done");
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("（甲 08:50 已作废：#"), "{text}");
    assert!(text.contains("三楼通道漏写"), "{text}");
    let withdrawn = Corrected {
        entry: returned,
        reason: "退错".to_owned(),
        correction: Correction::Withdrawn,
        proof: Proof::Name,
    };
    let refusal = bench.tell(Action::Correct(withdrawn)).unwrap_err();
    assert!(matches!(refusal, Refusal::NotCorrectable { .. }), "what it voided stays void");
}

#[test]
fn where_officers_have_pins_a_return_takes_one_as_well() {
    let mut bench = bench();
    bench.at("08:45").tell(answer("record", "exits", state("fine"))).unwrap();
    bench.tell(answer("record", "doors", state("fine"))).unwrap();
    bench.at("08:50").tell(sign("record", 1, "guard", "甲")).unwrap();
    let number = OfficerNumber::parse("A02").unwrap();
    let roles = bench.engine.schedule_of(DAY).supervisors.clone();
    let (name, by) = (Officer::new("乙"), Proof::Name);
    let added = OfficerAdded { number: number.clone(), name, roles, by };
    bench.tell(Action::Officer(OfficerAct::Add(added))).unwrap();
    let set = PinSet { number: number.clone(), allowed: Allowed::LostFile };
    bench.tell(Action::Officer(OfficerAct::SetPin(set))).unwrap();
    let act = || send_back("record", "security-supervisor", "乙", "三楼通道漏写");
    let refusal = bench.tell(act()).unwrap_err();
    assert_eq!(refusal, Refusal::Officer(OfficerFault::PinNeeded));
    let signer = Signer { number: number.clone(), name: Officer::new("乙") };
    let refusal = bench.tell(act().signed_by(&signer)).unwrap_err();
    assert_eq!(refusal, Refusal::Officer(OfficerFault::NotProven(number.clone())));
    let uptime = Uptime { boot_id: "boot-1".into(), boot_ms: 1_000 };
    let weighed = OfficerAct::Try { number: number.clone(), uptime: uptime.clone() };
    bench.tell(Action::Officer(weighed)).unwrap();
    let proven = OfficerAct::Prove(PinProven { number: number.clone(), uptime });
    bench.tell(Action::Officer(proven)).unwrap();
    bench.tell(act().signed_by(&signer)).unwrap();
    assert_eq!(bench.view("record", 1).returns[0].proof, Proof::Pin(number));
    assert!(page(&bench, Lang::Zh).contains("乙（工号 A02）"), "{}", page(&bench, Lang::Zh));
}

#[test]
fn a_first_signature_taken_back_lets_those_after_it_fall() {
    let mut bench = bench();
    bench.at("08:45").tell(answer("record", "exits", state("fine"))).unwrap();
    bench.tell(answer("record", "doors", state("fine"))).unwrap();
    bench.tell(sign("record", 1, "guard", "甲")).unwrap();
    let entry = bench.seq();
    bench.tell(sign("record", 1, "security-supervisor", "乙")).unwrap();
    let (reason, correction, proof) = ("签错".to_owned(), Correction::Withdrawn, Proof::Name);
    bench.tell(Action::Correct(Corrected { entry, reason, correction, proof })).unwrap();
    let by = bench.seq();
    let view = bench.view("record", 1);
    assert!(view.signatures.iter().all(|it| it.signed.is_none()));
    assert_eq!(view.signatures[1].voided[0].cause, VoidCause::Withdrawn(by));
}

#[test]
fn a_substitute_of_the_schedule_signs_and_both_names_stand() {
    let mut bench = bench();
    bench.at("08:35").tell(answer("keys", "count", Answer::Count(12))).unwrap();
    let manager = (Some("manager"), None);
    let refusal = bench.tell(sign_for("keys", "duty-manager", "乙", "乙", manager)).unwrap_err();
    assert_eq!(refusal, Refusal::OwnStead { name: "乙".into() });
    bench.tell(sign_for("keys", "duty-manager", "乙", "甲", manager)).unwrap();
    let refusal = bench.tell(sign("keys", 1, "manager", "乙")).unwrap_err();
    assert_eq!(refusal, Refusal::SamePerson { name: "乙".into() }, "one person in the room");
    bench.tell(sign("keys", 1, "security-supervisor", "甲")).unwrap();
    assert_eq!(bench.status("keys", 1), "done");
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("值班经理 乙 代 甲（经理）"), "{text}");
    assert!(page(&bench, Lang::En).contains("乙 for 甲 (manager)"));
}

#[test]
fn anybody_else_stands_in_with_a_reason_only() {
    let mut bench = bench();
    bench.at("08:35").tell(answer("keys", "count", Answer::Count(12))).unwrap();
    let guard = (Some("guard"), None);
    let refusal = bench.tell(sign_for("keys", "duty-manager", "丁", "甲", guard)).unwrap_err();
    let substitutes = vec![RoleId::new("manager")];
    let role = RoleId::new("duty-manager");
    assert_eq!(refusal, Refusal::SteadReason { role, substitutes });
    let unknown = (Some("cook"), Some("请假"));
    let refusal = bench.tell(sign_for("keys", "duty-manager", "丁", "甲", unknown)).unwrap_err();
    assert!(matches!(refusal, Refusal::UnknownRole { .. }));
    bench
        .tell(sign_for("keys", "duty-manager", "丁", "甲", (Some("guard"), Some("请假"))))
        .unwrap();
    assert!(page(&bench, Lang::Zh).contains("丁 代 甲（保安员，请假）"));
}

#[test]
fn a_step_is_done_in_place_of_another_and_the_record_names_both() {
    let mut bench = bench();
    let stand_in = |role: &str, name: &str| {
        Action::StandIn(StoodIn {
            occurrence: occurrence("keys", 1),
            role: RoleId::new(role),
            name: Officer::new(name),
            stead: stead("甲", (Some("manager"), Some("开会"))),
        })
    };
    let refusal = bench.at("08:20").tell(stand_in("manager", "乙")).unwrap_err();
    assert!(matches!(refusal, Refusal::NoSuchPart { .. }));
    let facts = bench.tell(stand_in("duty-manager", "乙")).unwrap();
    assert!(matches!(facts.last(), Some(Fact::StoodIn(_))));
    assert_eq!(bench.view("keys", 1).stand_ins.len(), 1);
    bench.now = at("12:00");
    let text = page(&bench, Lang::Zh);
    assert!(text.contains("替岗") && text.contains("乙 代 甲"), "{text}");
}

#[test]
fn the_count_of_the_manual_is_signed_by_two_of_three_people() {
    let example = whole_steps().into_iter().find(|it| it.contains("key-count")).unwrap();
    let schedule = zhiban::schedule::read(&phase_of(example)).unwrap().schedule;
    let mut bench = Bench::off(std::sync::Arc::new(schedule));
    bench.at("08:30").tell(answer("key-count", "keys", Answer::Count(9))).unwrap();
    bench.tell(sign("key-count", 1, "security-supervisor", "甲")).unwrap();
    assert_eq!(bench.status("key-count", 1), "due");
    bench.tell(sign("key-count", 1, "manager", "乙")).unwrap();
    assert_eq!(bench.status("key-count", 1), "done");
}

#[test]
fn the_desk_signs_for_somebody_returns_a_record_and_corrects_it() {
    let mut bench = Bench::off(schedule("tests/fixtures/people"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    let mut screen = Screen::of(bench, Lang::Zh, 80, 24);
    screen.press("示例百货<enter>值班员甲<enter><esc>");
    screen.at("08:35").press("12<enter><enter>");
    assert!(screen.text().contains("3 人中 2 人签"), "{}", screen.text());
    screen.press("v乙<enter>甲<enter><enter>请假<enter>");
    assert!(screen.text().contains("乙 代 甲"), "{}", screen.text());
    screen.press("<enter>丙<enter>").at("08:45").press("11<enter>保安员甲<enter>");
    screen.press("w三楼漏写<enter>主管乙<enter>");
    assert!(screen.text().contains("主管乙 退回：三楼漏写"), "{}", screen.text());
    screen.press("<up><enter>1<right><enter><enter>看错<enter>");
    assert!(screen.text().contains("请保安员签字"), "{}", screen.text());
    assert!(screen.text().contains("已作废"), "{}", screen.text());
}
