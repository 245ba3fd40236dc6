//! The desk changes hands: four acts, refusals that are results, and what everybody sees meanwhile.

use std::sync::Arc;

use chrono::Duration;

use zhiban::engine::agenda::{HandoverNext, HandoverOutcome, HandoverView, ShiftEndState};
use zhiban::engine::command::{
    Corrected, Correction, FindingKind, FollowUp, Fork, Found, Meaning, Proof, Severity,
};
use zhiban::engine::officer::{
    Allowed, OfficerAct, OfficerAdded, OfficerFault, OfficerNumber, PinProven, PinSet, Uptime,
};
use zhiban::engine::{Action, Fact, HandoverFault, Officer, Refusal};
use zhiban::schedule::{Schedule, SourceFile, read};

use crate::support::bench::{Bench, DAY, at, folder, schedule};
use crate::support::handover::{
    accepted, added, alone, begun, briefed, incident, incident_over, read_back, refused, reviewed,
};

/// The small store with two things to count, and a night that hands over to the morning.
fn counting() -> Arc<Schedule> {
    let more = "[[count]]\nid = \"keys\"\nname = { zh = \"钥匙\", en = \"keys\" }\nexpect = 11\n\n\
                [[count]]\nid = \"radios\"\nname = { zh = \"对讲机\", en = \"radios\" }\nexpect = 8\n\n\
                [[handover]]\nshift = \"night\"\ncounts = [\"keys\"]\nto = \"manager\"\nlead = \"30m\"\n\n";
    let mut files = folder("tests/fixtures/small");
    for file in files.iter_mut().filter(|it| it.name == "store.toml") {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        *file = SourceFile::new(
            "store.toml",
            text.replacen("[[floor]]", &format!("{more}[[floor]]"), 1),
        );
    }
    Arc::new(read(&files).unwrap().schedule)
}

fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.as_of("甲", Action::TakeDesk).unwrap();
    bench
}

fn fault(result: Result<Vec<Fact>, Refusal>) -> HandoverFault {
    match result {
        Err(Refusal::Handover(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

fn running(bench: &Bench) -> HandoverView {
    bench.agenda().handovers.running.unwrap()
}

fn owed(bench: &Bench) -> Option<(String, ShiftEndState)> {
    bench.agenda().handovers.owed.map(|it| (it.shift.to_string(), it.state))
}

fn finding(severity: Severity, what: &str) -> Action {
    Action::Find(Found {
        what: what.into(),
        floor: None,
        place: None,
        kind: FindingKind::Fire,
        severity,
        fork: Fork::FollowUp(FollowUp::default()),
        reported_by: None,
        from: None,
        photos: Vec::new(),
    })
}

#[test]
fn a_handover_is_four_acts_and_the_relief_sits_down() {
    let mut bench = bench();
    bench.at("14:50");
    assert_eq!(owed(&bench), Some(("day".into(), ShiftEndState::Near)));
    bench.as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    assert_eq!(running(&bench).next(), HandoverNext::Brief);
    bench.as_of("甲", briefed(number)).unwrap();
    assert_eq!(running(&bench).next(), HandoverNext::ReadBack);
    bench.at("14:55").as_of("乙", read_back(number, "三楼漏水", "先看三楼")).unwrap();
    bench.as_of("乙", accepted(number, &[])).unwrap();
    let handovers = bench.agenda().handovers;
    assert_eq!(bench.agenda().officer, Some(Officer::new("乙")));
    assert_eq!((handovers.running, handovers.owed), (None, None));
    let last = handovers.last.unwrap();
    assert_eq!((last.number, last.next()), (number, HandoverNext::Review));
    bench.at("15:02").as_of("甲", added(number, "后门钥匙在抽屉里")).unwrap();
    bench.as_of("甲", reviewed(number)).unwrap();
    let last = bench.agenda().handovers.last.unwrap();
    assert_eq!(last.next(), HandoverNext::Nothing);
    assert_eq!(last.added[0].text, "后门钥匙在抽屉里");
    let signed: Vec<(Meaning, &str)> =
        last.signatures().iter().map(|it| (it.meaning, it.by.as_str())).collect();
    let meant = [Meaning::HandedOver, Meaning::TookOver, Meaning::Reviewed];
    assert_eq!(signed, [(meant[0], "甲"), (meant[1], "乙"), (meant[2], "甲")]);
}

#[test]
fn the_acts_come_in_their_order_and_by_the_right_person() {
    let mut bench = bench();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    let first = |next| HandoverFault::NotYet { next };
    let words = ("漏水", "先看三楼");
    let early = bench.as_of("乙", read_back(number, words.0, words.1));
    assert_eq!(fault(early), first(HandoverNext::Brief));
    let other = bench.as_of("乙", briefed(number));
    assert_eq!(fault(other), HandoverFault::NotTheOutgoing { name: "甲".into() });
    bench.as_of("甲", briefed(number)).unwrap();
    assert_eq!(fault(bench.as_of("乙", accepted(number, &[]))), first(HandoverNext::ReadBack));
    let stranger = bench.as_of("丙", read_back(number, words.0, words.1));
    assert_eq!(fault(stranger), HandoverFault::NotTheRelief { name: "乙".into() });
    let twice = bench.as_of("甲", begun("丙", &[]));
    assert_eq!(fault(twice), HandoverFault::Running { handover: number });
    bench.as_of("乙", read_back(number, words.0, words.1)).unwrap();
    // The relief may say more after seeing what is missing.
    bench.as_of("乙", read_back(number, "漏水、卷帘门", words.1)).unwrap();
    assert_eq!(running(&bench).read_back.unwrap().risks, "漏水、卷帘门");
    assert_eq!(fault(bench.as_of("甲", reviewed(number))), first(HandoverNext::Accept));
    bench.as_of("乙", accepted(number, &[])).unwrap();
    let over = bench.as_of("乙", refused(number, "反悔"));
    assert_eq!(fault(over), HandoverFault::Over { handover: number });
}

#[test]
fn nobody_relieves_oneself() {
    let mut bench = bench();
    let own = || HandoverFault::OwnRelief { name: "甲".into() };
    assert_eq!(fault(bench.at("14:50").as_of("甲", begun("甲", &[]))), own());
    bench.as_of("甲", begun("", &[])).unwrap();
    let number = bench.seq();
    bench.as_of("甲", alone(number)).unwrap();
    assert_eq!(fault(bench.as_of("甲", read_back(number, "无", "无"))), own());
}

#[test]
fn a_refusal_is_a_result_and_the_outgoing_officer_stays() {
    let mut bench = bench();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    bench.as_of("甲", briefed(number)).unwrap();
    assert!(bench.as_of("乙", refused(number, "")).is_err(), "a refusal needs a reason");
    bench.at("14:58").as_of("乙", refused(number, "钥匙少两把，没有说法")).unwrap();
    let agenda = bench.at("15:10").agenda();
    assert_eq!(agenda.officer, Some(Officer::new("甲")));
    let view = agenda.handovers.refused.unwrap();
    let HandoverOutcome::Refused { reason, signature } = &view.outcome else { panic!() };
    assert_eq!((reason.as_str(), signature.by.as_str()), ("钥匙少两把，没有说法", "乙"));
    assert_eq!(owed(&bench), Some(("day".into(), ShiftEndState::Late)), "it is still owed");
    // The next try covers the refused one as well.
    let next = bench.hand_over("甲", "乙");
    let view = bench.agenda().handovers.last.unwrap();
    assert!(view.after.is_none_or(|it| it < number) && number < next);
    assert_eq!(bench.agenda().handovers.refused, None);
}

#[test]
fn each_exception_is_named() {
    let mut bench = bench();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    bench.as_of("甲", briefed(number)).unwrap();
    bench.as_of("乙", read_back(number, "卷帘门", "先报修")).unwrap();
    assert!(bench.as_of("乙", accepted(number, &["对讲机 3 号没电", ""])).is_err());
    bench.as_of("乙", accepted(number, &["对讲机 3 号没电", "B1 没有走到"])).unwrap();
    let last = bench.agenda().handovers.last.unwrap();
    let HandoverOutcome::Accepted { exceptions, .. } = last.outcome else { panic!() };
    assert_eq!(exceptions, ["对讲机 3 号没电", "B1 没有走到"]);
}

#[test]
fn what_is_counted_is_compared_and_a_difference_needs_words() {
    let mut bench = Bench::off(counting());
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.at("14:50");
    let of = |keys, radios| [("keys", keys, None), ("radios", radios, None)];
    let missing = bench.as_of("甲", begun("乙", &[("keys", 11, None)]));
    assert!(matches!(fault(missing), HandoverFault::CountMissing { .. }));
    let twice = bench.as_of("甲", begun("乙", &[("keys", 11, None), ("keys", 11, None)]));
    assert!(matches!(fault(twice), HandoverFault::CountUnknown { .. }));
    let silent = fault(bench.as_of("甲", begun("乙", &of(10, 8))));
    assert!(matches!(silent, HandoverFault::CountUnexplained { expect: 11, found: 10, .. }));
    let counts = [("keys", 10, Some("一把借给电工")), ("radios", 8, None)];
    bench.as_of("甲", begun("乙", &counts)).unwrap();
    let keys = running(&bench).counts[0].clone();
    assert_eq!((keys.expect, keys.last, keys.is_right()), (Some(11), None, false));
    let number = bench.seq();
    bench.as_of("甲", briefed(number)).unwrap();
    bench.as_of("乙", read_back(number, "少一把钥匙", "找电工要回")).unwrap();
    bench.as_of("乙", accepted(number, &[])).unwrap();
    // In the morning only the keys are counted, against what there was in the afternoon.
    bench.at("07:40");
    assert_eq!(owed(&bench), Some(("night".into(), ShiftEndState::Near)), "half an hour before");
    bench.as_of("乙", begun("丙", &[("keys", 11, None)])).unwrap();
    let keys = running(&bench).counts[0].clone();
    assert_eq!((keys.count, keys.last), (11, Some(10)));
}

#[test]
fn nothing_is_handed_over_while_an_incident_is_handled_and_emergencies_are_always_taken() {
    let mut bench = bench();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    bench.as_of("甲", briefed(number)).unwrap();
    bench.as_of("乙", read_back(number, "冒烟", "去三楼")).unwrap();
    bench.as_of("甲", incident("三楼冒烟")).unwrap();
    let smoke = bench.seq();
    let open = HandoverFault::IncidentOpen { incident: smoke, what: "三楼冒烟".into() };
    assert_eq!(fault(bench.as_of("乙", accepted(number, &[]))), open);
    bench.as_of("甲", finding(Severity::Critical, "三楼电箱冒烟")).unwrap();
    bench.as_of("乙", Action::Note("已打 119".into())).unwrap();
    bench.as_of("甲", incident("一楼有人晕倒")).unwrap();
    let second = bench.seq();
    bench.as_of("乙", refused(number, "先处置")).unwrap();
    assert_eq!(fault(bench.as_of("甲", begun("乙", &[]))), open);
    bench.as_of("甲", incident_over(smoke, "断电后无烟，消防已查")).unwrap();
    assert!(bench.as_of("甲", begun("乙", &[])).is_err(), "the second is still open");
    bench.as_of("甲", incident_over(second, "已送医")).unwrap();
    let again = bench.as_of("甲", incident_over(second, "已送医"));
    assert_eq!(fault(again), HandoverFault::NoIncident { incident: second });
    bench.as_of("甲", begun("乙", &[])).unwrap();
}

#[test]
fn a_relief_that_does_not_come_is_a_state_that_everyone_sees() {
    let mut bench = bench();
    bench.at("15:20");
    assert_eq!(owed(&bench), Some(("day".into(), ShiftEndState::Late)));
    assert!(bench.tell(Action::Note("接着记".into())).is_ok(), "recording goes on");
    bench.as_of("甲", begun("", &[])).unwrap();
    let number = bench.seq();
    assert_eq!(running(&bench).next(), HandoverNext::SignAlone);
    let other = bench.as_of("乙", alone(number));
    assert_eq!(fault(other), HandoverFault::NotTheOutgoing { name: "甲".into() });
    bench.as_of("甲", alone(number)).unwrap();
    let handovers = bench.agenda().handovers;
    let last = handovers.last.unwrap();
    assert_eq!(last.signatures()[0].meaning, Meaning::Alone);
    assert_eq!(last.outcome, HandoverOutcome::Open, "nobody has taken over");
    assert_eq!(bench.agenda().officer, Some(Officer::new("甲")));
    // Whoever comes at last reads back and takes over the same report.
    bench.at("16:05").as_of("乙", read_back(number, "无", "巡一圈")).unwrap();
    bench.as_of("乙", accepted(number, &[])).unwrap();
    let last = bench.agenda().handovers.last.unwrap();
    assert!(matches!(last.outcome, HandoverOutcome::Accepted { .. }));
    assert_eq!(bench.agenda().officer, Some(Officer::new("乙")));
}

#[test]
fn the_night_goes_to_the_guard_and_comes_back_in_the_morning() {
    let mut bench = bench();
    bench.at("14:50").hand_over("甲", "保安丙");
    let afternoon = bench.agenda().handovers.last.unwrap();
    assert_eq!((afternoon.shift.as_str(), afternoon.due), ("day", at("15:00")));
    bench.at("07:55");
    assert_eq!(owed(&bench), Some(("night".into(), ShiftEndState::Near)));
    // The relief is late: the next store day has begun meanwhile.
    bench.now = at("07:59") + chrono::Duration::minutes(12);
    assert_eq!(owed(&bench), Some(("night".into(), ShiftEndState::Late)));
    let number = bench.hand_over("保安丙", "甲");
    let morning = bench.agenda().handovers.last.unwrap();
    assert_eq!((morning.number, morning.shift.as_str()), (number, "night"));
    assert_eq!(morning.after, Some(afternoon.number));
    assert!(morning.closed_at().unwrap() > morning.due, "late for good");
    assert_eq!(owed(&bench), None);
}

#[test]
fn a_change_within_a_shift_does_not_stand_for_its_end() {
    let mut bench = bench();
    bench.at("09:30");
    assert_eq!(owed(&bench), None, "nobody was here at night");
    bench.hand_over("甲", "乙");
    bench.at("14:50");
    assert_eq!(owed(&bench), Some(("day".into(), ShiftEndState::Near)));
    bench.at("14:55").hand_over("乙", "丙");
    assert_eq!(owed(bench.at("15:30")), None);
}

#[test]
fn a_later_correction_voids_the_signatures_and_both_stand() {
    let mut bench = bench();
    bench.at("10:00").as_of("甲", finding(Severity::Major, "卷帘门卡住")).unwrap();
    let found = bench.seq();
    bench.at("14:50");
    let number = bench.hand_over("甲", "乙");
    let correct = |what: &str| {
        let correction = Correction::Finding {
            what: Some(what.into()),
            floor: None,
            kind: None,
            severity: None,
        };
        Action::Correct(Corrected {
            entry: found,
            reason: "看错了".into(),
            correction,
            proof: Proof::Name,
        })
    };
    bench.at("15:30").as_of("乙", correct("卷帘门没有卡住")).unwrap();
    let correction = bench.seq();
    let last = bench.agenda().handovers.last.unwrap();
    assert!(
        last.signatures()
            .iter()
            .all(|it| last.void_by(it).is_some_and(|by| by.entry == correction))
    );
    // Who signs afterwards knows of it.
    bench.as_of("甲", reviewed(number)).unwrap();
    let last = bench.agenda().handovers.last.unwrap();
    assert_eq!(last.void_by(last.reviewed.as_ref().unwrap()), None);
    // What is corrected in the next period does not touch this one.
    bench.as_of("乙", Action::Note("路灯".into())).unwrap();
    let note = bench.seq();
    let correction = Correction::Note("路灯坏".into());
    bench
        .as_of(
            "乙",
            Action::Correct(Corrected {
                entry: note,
                reason: "补".into(),
                correction,
                proof: Proof::Name,
            }),
        )
        .unwrap();
    assert_eq!(bench.agenda().handovers.last.unwrap().voided.len(), 1);
}

#[test]
fn a_signature_that_names_no_report_is_refused() {
    let mut bench = bench();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let number = bench.seq();
    let Action::Handover(act) = briefed(number) else { panic!() };
    let bare = Action::Handover(act.sealed(Default::default()));
    assert_eq!(fault(bench.as_of("甲", bare)), HandoverFault::NotSealed);
}

#[test]
fn a_shift_that_nobody_relieves_asks_for_no_handover() {
    let mut files = folder("tests/fixtures/small");
    for file in files.iter_mut().filter(|it| it.name == "store.toml") {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let more = "[[handover]]\nshift = \"day\"\nto = \"nobody\"\n\n[[floor]]";
        *file = SourceFile::new("store.toml", text.replacen("[[floor]]", more, 1));
    }
    let mut bench = Bench::off(Arc::new(read(&files).unwrap().schedule));
    bench.tell(Action::TakeDesk).unwrap();
    assert_eq!(owed(bench.at("15:30")), None);
    let mut usual = Bench::off(schedule("tests/fixtures/small"));
    usual.tell(Action::TakeDesk).unwrap();
    assert!(owed(usual.at("15:30")).is_some());
}

#[test]
fn where_officers_have_pins_a_handover_is_signed_by_number_and_each_proof_counts_once() {
    let mut bench = bench();
    let number = OfficerNumber::parse("A01").unwrap();
    let uptime = || Uptime { boot_id: "boot-1".into(), boot_ms: 1_000 };
    let officer = |act| Action::Officer(act);
    let added = OfficerAdded {
        number: number.clone(),
        name: Officer::new("甲"),
        roles: bench.engine.schedule_of(DAY).supervisors.clone(),
        by: Proof::Name,
    };
    bench.tell(officer(OfficerAct::Add(added))).unwrap();
    let set = PinSet { number: number.clone(), allowed: Allowed::LostFile };
    bench.tell(officer(OfficerAct::SetPin(set))).unwrap();
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    let handover = bench.seq();
    let bare = bench.as_of("甲", briefed(handover));
    assert!(matches!(bare, Err(Refusal::Officer(OfficerFault::PinNeeded))), "{bare:?}");
    let proven = |action: Action| match action {
        Action::Handover(act) => Action::Handover(act.proven(Proof::Pin(number.clone()))),
        other => other,
    };
    let early = bench.as_of("甲", proven(briefed(handover)));
    assert!(matches!(early, Err(Refusal::Officer(OfficerFault::NotProven(_)))), "{early:?}");
    let weigh = |bench: &mut Bench| {
        let (number, uptime) = (number.clone(), uptime());
        bench
            .tell(officer(OfficerAct::Try { number: number.clone(), uptime: uptime.clone() }))
            .unwrap();
        bench.tell(officer(OfficerAct::Prove(PinProven { number, uptime }))).unwrap();
    };
    weigh(&mut bench);
    bench.as_of("甲", proven(briefed(handover))).unwrap();
    let signed = running(&bench).briefed.unwrap();
    assert_eq!(signed.seal.proof, Proof::Pin(number.clone()));
    // The same proof does not sign a second time.
    let again = bench.as_of("甲", proven(refused(handover, "再来一次")));
    assert!(matches!(again, Err(Refusal::Officer(OfficerFault::NotProven(_)))), "{again:?}");
    // Recording never asks for a PIN.
    bench.as_of("甲", incident("三楼冒烟")).unwrap();
}

#[test]
fn in_the_morning_the_night_that_is_handed_over_is_what_must_be_spoken_of() {
    let mut bench = bench();
    bench.hand_over("甲", "乙");
    let missed = |bench: &Bench| -> Vec<String> {
        let agenda = bench.agenda();
        let lines = zhiban::words::risks(&agenda.risks(), &agenda, zhiban::schedule::Lang::Zh);
        lines.into_iter().filter(|it| it.contains("漏做")).collect()
    };
    bench.now = at("23:50");
    let night = missed(&bench);
    assert!(!night.is_empty(), "patrols were missed");
    // The next store day has begun, and the night is still to be handed over.
    bench.now = at("08:10") + Duration::days(1);
    assert_ne!(bench.agenda().day, DAY);
    let owed = bench.agenda().handovers.owed.unwrap();
    assert_eq!(owed.day, DAY);
    assert!(missed(&bench).len() >= night.len(), "{:?}", missed(&bench));
    bench.as_of("乙", begun("甲", &[])).unwrap();
    assert!(missed(&bench).len() >= night.len(), "{:?}", missed(&bench));
    let left = bench.agenda().unmentioned("防火巡查漏做");
    assert!(left.len() < bench.agenda().risks().len(), "it can be spoken of");
}
