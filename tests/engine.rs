//! Stories on the clock: due, late, missed, held, swept, eaten, found, corrected, refused.

use zhiban::engine::agenda::{Ask, FindingState, FloorState, GapState, Notice, QuestionState, Was};
use zhiban::engine::command::{
    Answer, Assigned, Corrected, Correction, Deferred, FindingKind, Fixed, FollowUp, Fork, Found,
    Proof, Reinspected, SecondLook, Severity, Slept, StopCause, SweepOutcome,
};
use zhiban::engine::{Action, BatchFault, Fact, Field, Officer, Refusal, Seq, TextFault};
use zhiban::schedule::{FloorId, ItemId, StepId};

use crate::support::bench::{
    Bench, answer, answer_of, at, minutes, occurrence, on_floor, question, receive, schedule, send,
    sign, skip, state, sweep,
};

fn corrected(entry: Seq, reason: String, correction: Correction) -> Corrected {
    Corrected { entry, reason, correction, proof: Proof::Name }
}

#[test]
fn a_step_becomes_due_overdue_and_missed_by_the_clock_alone() {
    let mut bench = Bench::new();
    let story = [("08:39", "not yet"), ("08:40", "due"), ("09:00", "due")];
    for (time, status) in story {
        assert_eq!(bench.at(time).status("tour", 1), status, "{time}");
    }
    bench.now = at("09:00") + chrono::Duration::milliseconds(1);
    assert_eq!(bench.status("tour", 1), "overdue");
    assert_eq!(bench.at("09:30").status("tour", 1), "missed");
    assert_eq!(bench.entries.len(), 2, "nothing was written for it");
}

#[test]
fn a_step_is_done_early_on_time_or_late_by_when_it_happened() {
    for (time, status) in [("08:35", "done early"), ("08:50", "done"), ("09:10", "done late")] {
        let mut bench = Bench::new();
        bench.at(time);
        bench.tell(answer("tour", "display", state("fine"))).unwrap();
        bench.tell(answer("tour", "staffing", Answer::Count(0))).unwrap();
        assert_eq!(bench.status("tour", 1), status, "{time}");
    }
}

#[test]
fn too_early_and_too_late_are_refused_with_the_times() {
    let mut bench = Bench::new();
    let act = answer("tour", "display", state("fine"));
    let refusal = bench.at("08:29").tell(act.clone()).unwrap_err();
    let occurrence = occurrence("tour", 1);
    let early = Refusal::TooEarly { occurrence: occurrence.clone(), earliest: at("08:30") };
    assert_eq!(refusal, early);
    let refusal = bench.at("09:30").tell(act).unwrap_err();
    assert_eq!(refusal, Refusal::Closed { occurrence, closed: at("09:30") });
}

#[test]
fn what_was_done_on_paper_can_be_entered_after_the_window_with_both_times() {
    let mut bench = Bench::new();
    bench.at("09:45");
    assert_eq!(bench.status("tour", 1), "missed");
    let then = Some(at("08:55"));
    bench.tell_of(then, answer("tour", "display", state("fine"))).unwrap();
    bench.tell_of(then, answer("tour", "staffing", Answer::Count(0))).unwrap();
    assert_eq!(bench.status("tour", 1), "done");
    assert_eq!(bench.entries.last().unwrap().minutes_late(), 50);
}

#[test]
fn the_future_and_the_distant_past_are_refused() {
    let mut bench = Bench::new();
    let note = || Action::Note("灯".to_owned());
    let refusal = bench.tell_of(Some(at("08:01")), note()).unwrap_err();
    assert!(matches!(refusal, Refusal::Future { .. }));
    let refusal = bench.tell_of(Some(at("08:00") - minutes(24 * 60 + 1)), note()).unwrap_err();
    assert!(matches!(refusal, Refusal::TooLongAgo { .. }));
    bench.tell_of(Some(at("08:00") - minutes(24 * 60)), note()).unwrap();
}

#[test]
fn a_window_that_passed_while_the_desk_was_off_is_unknown_not_missed() {
    let mut bench = Bench::off(schedule("tests/fixtures/small"));
    bench.at("12:10");
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    assert_eq!(bench.status("round", 1), "unknown");
    assert_eq!(bench.status("round", 5), "unknown", "11:30 to 12:00");
    assert_eq!(bench.status("round", 6), "due", "12:00 to 12:30");
    bench.at("13:05").tell(Action::StopDesk(StopCause::Signal)).unwrap();
    bench.at("14:10");
    assert_eq!(bench.status("round", 7), "missed", "12:30 to 13:00, the desk was on");
    assert_eq!(bench.status("round", 9), "unknown", "13:30 to 14:00, the desk is off");
    bench.tell(Action::StartDesk { off_since: Some(at("13:05")) }).unwrap();
    assert_eq!(bench.status("round", 8), "missed", "13:00 to 13:30, on for five minutes");
    assert_eq!(bench.status("round", 9), "unknown");
    assert_eq!(bench.status("round", 10), "due");
    let off = Notice::DeskOff { from: Some(at("13:05")), to: Some(at("14:10")) };
    assert!(bench.agenda().notices.contains(&off));
}

#[test]
fn a_note_written_while_the_desk_is_closed_does_not_make_it_open() {
    let mut bench = Bench::new();
    bench.at("09:25").tell(Action::StopDesk(StopCause::Officer)).unwrap();
    bench.at("11:50").tell(Action::Note("从命令行记的".into())).unwrap();
    let off_since = Some(at("11:50"));
    bench.at("12:10").tell(Action::StartDesk { off_since }).unwrap();
    assert_eq!(bench.status("round", 1), "unknown");
    assert_eq!(bench.status("round", 5), "unknown");
}

#[test]
fn a_window_that_passed_in_sleep_is_unknown() {
    let mut bench = Bench::new();
    bench.at("11:00");
    let slept = Slept { from: at("09:25"), to: at("11:00") };
    bench.tell(Action::NoticeSleep(slept)).unwrap();
    assert_eq!(bench.status("round", 1), "unknown");
    assert_eq!(bench.status("round", 3), "unknown");
    assert_eq!(bench.status("round", 4), "due");
}

#[test]
fn one_prompt_stands_first_by_weight_then_time_and_the_rest_wait() {
    let mut bench = Bench::new();
    bench.at("08:41");
    assert_eq!(bench.current().as_deref(), Some("tour"));
    bench.at("09:35");
    assert_eq!(bench.current().as_deref(), Some("patrol"), "law before routine");
    let agenda = bench.agenda();
    let queue: Vec<&str> = agenda.queue.iter().map(|it| it.occurrence.step.as_str()).collect();
    assert_eq!(queue, ["round"]);
}

#[test]
fn a_prompt_rings_until_acknowledged_and_the_acknowledgement_lapses() {
    let mut bench = Bench::new();
    let rings = |bench: &Bench| bench.agenda().current.map(|it| it.rings);
    assert_eq!(rings(bench.at("08:40")), Some(1));
    assert_eq!(rings(bench.at("08:46")), Some(3));
    bench.tell(Action::Acknowledge(occurrence("tour", 1))).unwrap();
    assert_eq!(rings(&bench), Some(0));
    assert_eq!(rings(bench.at("09:00")), Some(0));
    assert_eq!(rings(bench.at("09:01")), Some(1), "fifteen minutes later");
}

#[test]
fn an_acknowledgement_ends_with_the_shift() {
    let mut bench = Bench::new();
    bench.at("14:50").tell(Action::Acknowledge(occurrence("round", 11))).unwrap();
    bench.at("15:00");
    let agenda = bench.agenda();
    let all = agenda.current.iter().chain(&agenda.queue);
    assert!(all.into_iter().all(|it| it.acknowledged_until.is_none()));
}

#[test]
fn waking_after_hours_rings_once_for_one_prompt_not_for_each() {
    let mut bench = Bench::off(schedule("tests/fixtures/small"));
    bench.at("20:45").tell(Action::StartDesk { off_since: Some(at("08:00")) }).unwrap();
    let agenda = bench.agenda();
    assert!(agenda.current.unwrap().rings > 0);
    assert!(agenda.queue.iter().all(|it| it.rings == 0));
}

#[test]
fn a_gate_holds_with_a_reason_and_what_is_behind_it_waits() {
    let mut bench = Bench::new();
    bench.at("08:50");
    bench.tell(skip("tour", 1, None, "人手不足")).unwrap();
    bench.at("09:00");
    let outside = question("doors", 1, "outside");
    let refusal = bench.tell(answer("doors", "outside", state("fault"))).unwrap_err();
    assert_eq!(refusal, Refusal::ReasonNeeded { question: outside.clone() });
    bench.tell(answer_of(outside.clone(), state("fault"), Some("拥挤"))).unwrap();
    let held = bench.view("doors", 1).held.unwrap();
    assert_eq!((held.since, held.until, held.reason.as_str()), (at("09:00"), None, "拥挤"));
    let refusal = bench.tell(answer("doors", "opened", Answer::Yes)).unwrap_err();
    assert_eq!(refusal, Refusal::GateHolds { gate: outside.clone(), since: at("09:00") });
    let refusal = bench.tell(answer("welcome", "music", state("fine"))).unwrap_err();
    assert!(matches!(refusal, Refusal::WaitsFor { .. }));
    let current = bench.agenda().current.unwrap();
    assert_eq!(current.folded, [StepId::new("welcome")], "one cause, one prompt");
    bench.at("11:00");
    assert_eq!(bench.status("doors", 1), "overdue", "a held gate does not close by itself");
    bench.tell(answer_of(outside, state("fine"), None)).unwrap();
    let holds = bench.view("doors", 1).holds;
    assert_eq!(holds.len(), 1);
    assert_eq!(holds[0].until, Some(at("11:00")));
}

#[test]
fn a_step_after_another_waits_until_that_one_is_concluded_or_missed() {
    let mut bench = Bench::new();
    let refusal = bench.at("08:55").tell(answer("doors", "outside", state("fine"))).unwrap_err();
    let waits = Refusal::WaitsFor { occurrence: occurrence("doors", 1), step: "tour".id() };
    assert_eq!(refusal, waits);
    assert_eq!(bench.at("09:01").view("doors", 1).waits_for, [StepId::new("tour")]);
    assert_ne!(bench.current().as_deref(), Some("doors"), "it is not asked while it waits");
}

trait Word {
    fn id(&self) -> StepId;
}

impl Word for str {
    fn id(&self) -> StepId {
        StepId::new(self)
    }
}

#[test]
fn items_in_strict_order_are_answered_in_order() {
    let mut bench = Bench::new();
    bench.at("08:50").tell(skip("tour", 1, None, "略")).unwrap();
    let refusal = bench.at("09:00").tell(answer("doors", "opened", Answer::Yes)).unwrap_err();
    assert_eq!(refusal, Refusal::OutOfOrder { first: ItemId::new("outside") });
}

#[test]
fn an_answer_of_the_wrong_kind_is_refused() {
    let mut bench = Bench::new();
    bench.at("08:45");
    for wrong in [Answer::Yes, state("nonsense"), Answer::Count(1), Answer::Text("好".into())] {
        let refusal = bench.tell(answer("tour", "display", wrong)).unwrap_err();
        assert!(matches!(refusal, Refusal::WrongAnswer { .. }));
    }
}

#[test]
fn what_does_not_exist_is_named_with_what_does() {
    let mut bench = Bench::new();
    bench.at("08:45");
    let refusal = bench.tell(answer("tuor", "display", state("fine"))).unwrap_err();
    let nearest = Some(StepId::new("tour"));
    assert_eq!(refusal, Refusal::UnknownStep { step: "tuor".id(), nearest });
    let refusal = bench.tell(answer("tour", "displai", state("fine"))).unwrap_err();
    assert!(
        matches!(refusal, Refusal::UnknownItem { nearest: Some(it), .. } if it.as_str() == "display")
    );
    let act = answer_of(question("round", 99, "floor"), state("fine"), None);
    let refusal = bench.tell(act).unwrap_err();
    assert!(matches!(refusal, Refusal::UnknownOccurrence { count: 23, .. }));
    let mut far = question("tour", 1, "display");
    far.occurrence.day = far.occurrence.day.succ_opt().unwrap();
    let refusal = bench.tell(answer_of(far, state("fine"), None)).unwrap_err();
    assert!(matches!(refusal, Refusal::OtherDay { .. }));
}

#[test]
fn a_second_answer_is_refused_and_a_correction_keeps_the_first() {
    let mut bench = Bench::new();
    bench.at("08:45").tell(answer("tour", "display", state("fine"))).unwrap();
    let entry = bench.seq();
    let refusal = bench.tell(answer("tour", "display", state("fault"))).unwrap_err();
    assert_eq!(refusal, Refusal::Answered { question: question("tour", 1, "display"), entry });
    let correction = Correction::Answer { answer: state("fault"), note: None };
    let reason = "按错键".to_owned();
    bench.tell(Action::Correct(corrected(entry, reason, correction))).unwrap();
    let view = bench.view("tour", 1).questions.remove(0);
    let QuestionState::Answered(given) = view.state else { panic!("not answered") };
    assert_eq!(given.answer, state("fault"));
    assert_eq!(given.corrected[0].was, Was::Answer(state("fine")));
    assert_eq!(given.corrected[0].reason, "按错键");
}

#[test]
fn a_withdrawn_answer_is_asked_again() {
    let mut bench = Bench::new();
    bench.at("08:45").tell(answer("tour", "display", state("fine"))).unwrap();
    let (entry, reason) = (bench.seq(), "未看".to_owned());
    let correction = Correction::Withdrawn;
    bench.tell(Action::Correct(corrected(entry, reason, correction))).unwrap();
    let next = bench.view("tour", 1).next;
    assert_eq!(next, Some(Ask::Question(question("tour", 1, "display"))));
}

#[test]
fn a_correction_under_a_signature_voids_the_signature() {
    let mut bench = Bench::new();
    bench.at("09:20").tell(answer("patrol", "exits", state("fine"))).unwrap();
    let entry = bench.seq();
    bench.tell(sign("patrol", 1, "guard", "保安员甲")).unwrap();
    bench.tell(sign("patrol", 1, "manager", "值班员甲")).unwrap();
    assert_eq!(bench.status("patrol", 1), "done");
    let correction = Correction::Answer { answer: state("fault"), note: None };
    let reason = "漏看".to_owned();
    bench.at("12:00").tell(Action::Correct(corrected(entry, reason, correction))).unwrap();
    assert!(bench.view("patrol", 1).signatures.iter().all(|it| it.signed.is_none()));
    assert_eq!(bench.status("patrol", 1), "overdue", "open to be signed again, never missed");
}

#[test]
fn two_signatures_come_from_two_persons() {
    let mut bench = Bench::new();
    bench.at("09:20");
    let refusal = bench.tell(sign("patrol", 1, "guard", "甲")).unwrap_err();
    assert!(matches!(refusal, Refusal::ItemsOpen { count: 1, .. }));
    bench.tell(answer("patrol", "exits", state("fine"))).unwrap();
    bench.tell(sign("patrol", 1, "guard", "甲")).unwrap();
    let refusal = bench.tell(sign("patrol", 1, "manager", "甲")).unwrap_err();
    assert_eq!(refusal, Refusal::SamePerson { name: "甲".into() });
    let refusal = bench.tell(sign("patrol", 1, "cook", "乙")).unwrap_err();
    assert!(matches!(refusal, Refusal::WrongRole { .. }));
    bench.tell(sign("patrol", 1, "manager", "乙")).unwrap();
    assert_eq!(bench.status("patrol", 1), "done");
}

#[test]
fn the_gap_counts_from_the_last_patrol_not_from_the_slot() {
    let mut bench = Bench::new();
    let gap = |bench: &Bench| bench.agenda().gaps.remove(0);
    assert_eq!(gap(bench.at("08:30")).state, GapState::Idle);
    assert_eq!(gap(bench.at("10:29")).state, GapState::Calm);
    assert_eq!(gap(bench.at("10:30")).state, GapState::Warning);
    assert_eq!(gap(bench.at("11:00")).state, GapState::Exceeded);
    let patrol = |number, time: &str, bench: &mut Bench| {
        let exits = question("patrol", number, "exits");
        bench.at(time).tell(answer_of(exits, state("fine"), None)).unwrap();
    };
    patrol(2, "11:10", &mut bench);
    let view = gap(&bench);
    assert_eq!((view.state, view.since, view.exceeds), (GapState::Calm, at("11:10"), at("13:10")));
    assert_eq!(view.largest, Some((at("09:00"), at("11:10"))));
    patrol(3, "12:05", &mut bench);
    assert_eq!(gap(&bench).largest, Some((at("09:00"), at("11:10"))));
    let view = gap(bench.at("21:00"));
    assert_eq!(view.state, GapState::Idle);
    assert_eq!(view.largest, Some((at("12:05"), at("21:00"))), "to the end of the rule");
}

#[test]
fn the_second_batch_leaves_only_when_the_first_is_back() {
    let mut bench = Bench::new();
    bench.at("11:30").tell(send(1, 20)).unwrap();
    bench.at("12:00");
    assert_eq!(bench.view("lunch", 1).next, Some(Ask::BatchReturns(1)));
    bench.tell(receive(1, 17)).unwrap();
    let refusal = bench.tell(send(2, 18)).unwrap_err();
    assert_eq!(refusal, Refusal::BatchNotBack { before: 1, missing: 3 });
    bench.at("12:08").tell(receive(1, 3)).unwrap();
    bench.tell(send(2, 18)).unwrap();
    let refusal = bench.tell(receive(2, 19)).unwrap_err();
    let fault = BatchFault::TooMany { out: 18 };
    assert_eq!(refusal, Refusal::WrongBatch { batch: 2, fault });
    bench.at("12:30").tell(receive(2, 18)).unwrap();
    let batches = bench.view("lunch", 1).batches;
    assert_eq!((batches[0].back, batches[0].late), (20, 3), "by the clock");
    assert_eq!((batches[1].back, batches[1].late), (18, 0));
    assert_eq!(bench.status("lunch", 1), "done");
}

#[test]
fn a_batch_that_is_out_does_not_become_missed() {
    let mut bench = Bench::new();
    bench.at("11:30").tell(send(1, 20)).unwrap();
    assert_eq!(bench.at("13:40").status("lunch", 1), "overdue");
    bench.tell(receive(1, 20)).unwrap();
    assert_eq!(bench.status("lunch", 1), "missed", "nobody of the second batch ever left");
}

#[test]
fn the_sweep_goes_floor_by_floor_from_the_top_down() {
    let mut bench = Bench::new();
    bench.at("21:15");
    let refusal = bench.tell(on_floor("1F", Answer::No, None)).unwrap_err();
    let (floor, above) = (FloorId::new("1F"), FloorId::new("2F"));
    assert_eq!(refusal, Refusal::FloorAboveOpen { floor, above });
    let refusal = bench.tell(sweep("2F", SweepOutcome::Clear)).unwrap_err();
    assert!(matches!(refusal, Refusal::ItemsOpen { count: 1, .. }));
    bench.tell(on_floor("2F", Answer::No, None)).unwrap();
    bench.tell(sweep("2F", SweepOutcome::Clear)).unwrap();
    bench.tell(on_floor("1F", Answer::Yes, Some("电工两人"))).unwrap();
    let refusal = bench.tell(sweep("1F", SweepOutcome::Clear)).unwrap_err();
    assert!(matches!(refusal, Refusal::GateHolds { .. }), "somebody is left behind");
    let except = SweepOutcome::ClearExcept {
        who: "电工两人".into(),
        until: "23:30".into(),
        watcher: "保安员乙".into(),
    };
    bench.tell(sweep("1F", except)).unwrap();
    let not_swept = SweepOutcome::NotSwept { reason: "积水".into() };
    bench.tell(sweep("B1", not_swept)).unwrap();
    assert_eq!(bench.status("sweep", 1), "done");
    let refusal = bench.tell(answer("back-door", "locked", state("fine"))).unwrap_err();
    assert_eq!(refusal, Refusal::PeopleMayBeInside { floors: vec![FloorId::new("B1")] });
    let refusal = bench.tell(sweep("B1", SweepOutcome::Clear)).unwrap_err();
    assert!(matches!(refusal, Refusal::ItemsOpen { .. }), "it has still to be looked at");
    bench.tell(on_floor("B1", Answer::No, None)).unwrap();
    bench.tell(sweep("B1", SweepOutcome::Clear)).unwrap();
    bench.at("21:40").tell(answer("back-door", "locked", state("fine"))).unwrap();
    let here = |it: &FloorState| matches!(it, FloorState::Swept { .. });
    assert!(bench.agenda().building.iter().all(|it| here(&it.state)));
}

#[test]
fn a_skip_needs_a_reason_and_stands_in_the_record() {
    let mut bench = Bench::new();
    let refusal = bench.at("08:45").tell(skip("tour", 1, Some("display"), "  ")).unwrap_err();
    let empty = Refusal::BadText { field: Field::Reason, fault: TextFault::Empty };
    assert_eq!(refusal, empty);
    bench.tell(skip("tour", 1, Some("display"), "货架维修")).unwrap();
    bench.tell(answer("tour", "staffing", Answer::Count(0))).unwrap();
    assert_eq!(bench.status("tour", 1), "done");
    bench.tell(skip("diary", 1, None, "明早补")).unwrap();
    assert_eq!(bench.status("diary", 1), "skipped");
}

#[test]
fn a_deferred_item_comes_back_in_the_later_steps_list() {
    let mut bench = Bench::new();
    bench.at("08:45").tell(answer("tour", "staffing", Answer::Count(0))).unwrap();
    let defer = |to: &str| {
        Action::Defer(Deferred {
            occurrence: occurrence("tour", 1),
            item: Some(ItemId::new("display")),
            to: occurrence(to, 1),
            reason: "等货".into(),
        })
    };
    bench.tell(defer("round")).unwrap();
    assert_eq!(bench.status("tour", 1), "deferred");
    bench.at("09:30").tell(answer("round", "floor", state("fine"))).unwrap();
    assert_eq!(bench.status("round", 1), "due", "not complete without what was put off to it");
    let view = bench.view("round", 1);
    assert_eq!(view.next, Some(Ask::Question(question("tour", 1, "display"))));
    bench.at("09:40").tell(answer("tour", "display", state("fine"))).unwrap();
    assert_eq!(bench.status("round", 1), "done");
    assert_eq!(bench.status("tour", 1), "done late");
}

#[test]
fn a_deferred_item_that_never_comes_makes_its_step_missed() {
    let mut bench = Bench::new();
    bench.at("08:45");
    let everything = Deferred {
        occurrence: occurrence("tour", 1),
        item: None,
        to: occurrence("round", 1),
        reason: "等货".into(),
    };
    bench.tell(Action::Defer(everything)).unwrap();
    assert_eq!(bench.status("tour", 1), "deferred");
    assert_eq!(bench.at("10:00").status("tour", 1), "missed");
    let back = Deferred {
        occurrence: occurrence("round", 2),
        item: None,
        to: occurrence("round", 1),
        reason: "略".into(),
    };
    let refusal = bench.tell(Action::Defer(back)).unwrap_err();
    assert_eq!(refusal, Refusal::NotLater { to: occurrence("round", 1) });
}

fn found(what: &str, severity: Severity, fork: Fork) -> Action {
    Action::Find(Found {
        what: what.into(),
        floor: Some(FloorId::new("2F")),
        place: None,
        kind: FindingKind::Fire,
        severity,
        fork,
        reported_by: None,
        from: None,
        photos: Vec::new(),
    })
}

#[test]
fn a_finding_forks_at_birth_and_the_worst_stands_first() {
    let mut bench = Bench::new();
    let spot = Fork::OnTheSpot { done: "已移走".into() };
    bench.tell(found("消防栓前堆货", Severity::Major, spot)).unwrap();
    assert!(bench.agenda().findings.is_empty(), "corrected on the spot");
    let later = || Fork::FollowUp(FollowUp::default());
    bench.tell(found("灯不亮", Severity::Minor, later())).unwrap();
    bench.tell(found("漏电", Severity::Critical, later())).unwrap();
    let open: Vec<String> = bench.agenda().findings.into_iter().map(|it| it.what).collect();
    assert_eq!(open, ["漏电", "灯不亮"]);
    assert_eq!(bench.engine.findings(bench.now).len(), 3);
}

#[test]
fn a_finding_is_closed_only_by_somebody_else_who_looked_again() {
    let mut bench = Bench::new();
    let later = Fork::FollowUp(FollowUp { owner: Some("工程部".into()), ..Default::default() });
    bench.tell(found("防火门闭门器坏", Severity::Major, later)).unwrap();
    let finding = bench.seq();
    let look = |result| Action::Reinspect(Reinspected { finding, result, note: None });
    let refusal = bench.tell(look(SecondLook::Right)).unwrap_err();
    assert!(matches!(refusal, Refusal::WrongFindingState { .. }));
    let fixed_by = Officer::new("电工甲");
    bench.tell(Action::Fix(Fixed { finding, fixed_by, done: "已更换".into() })).unwrap();
    bench.officer = "电工甲";
    let refusal = bench.tell(look(SecondLook::Right)).unwrap_err();
    assert_eq!(refusal, Refusal::OwnWork { name: "电工甲".into() });
    bench.officer = "值班员乙";
    bench.tell(look(SecondLook::StillWrong)).unwrap();
    assert_eq!(bench.agenda().findings[0].state, FindingState::Open);
    let fixed_by = Officer::new("电工甲");
    bench.tell(Action::Fix(Fixed { finding, fixed_by, done: "再换".into() })).unwrap();
    bench.tell(look(SecondLook::Right)).unwrap();
    assert!(bench.agenda().findings.is_empty());
    let refusal = bench.tell(look(SecondLook::Right)).unwrap_err();
    assert_eq!(refusal, Refusal::UnknownFinding { finding });
}

#[test]
fn an_open_finding_is_carried_to_the_next_day_and_becomes_overdue() {
    let mut bench = Bench::new();
    bench.tell(found("灯不亮", Severity::Minor, Fork::FollowUp(FollowUp::default()))).unwrap();
    let due = Some(bench.agenda().day);
    let follow_up = FollowUp { due, ..FollowUp::default() };
    let finding = bench.seq();
    bench.tell(Action::Assign(Assigned { finding, follow_up })).unwrap();
    assert!(!bench.agenda().findings[0].overdue);
    bench.now += minutes(24 * 60);
    let agenda = bench.agenda();
    assert_eq!(agenda.findings.len(), 1);
    assert!(agenda.findings[0].overdue);
    let facts = bench.tell(Action::Note("早".into())).unwrap();
    assert!(matches!(facts[0], Fact::DayOpened { .. }), "the first command opens the day");
}

#[test]
fn a_step_back_of_the_clock_undoes_nothing() {
    let mut bench = Bench::new();
    bench.at("08:45").tell(answer("tour", "display", state("fine"))).unwrap();
    bench.tell(answer("tour", "staffing", Answer::Count(0))).unwrap();
    bench.at("08:20");
    assert_eq!(bench.status("tour", 1), "done");
    assert!(bench.agenda().current.is_none());
}

#[test]
fn a_text_that_is_empty_too_long_or_holds_control_characters_is_refused() {
    let mut bench = Bench::new();
    let texts = [
        (String::new(), TextFault::Empty),
        ("长".repeat(2_001), TextFault::TooLong),
        ("a\u{1b}[31m".to_owned(), TextFault::Control),
    ];
    for (text, fault) in texts {
        let refusal = bench.tell(Action::Note(text)).unwrap_err();
        assert_eq!(refusal, Refusal::BadText { field: Field::Note, fault });
    }
    bench.tell(Action::Note("长".repeat(2_000))).unwrap();
}

#[test]
fn a_correction_of_what_is_not_there_is_refused() {
    let mut bench = Bench::new();
    let correction = Correction::Withdrawn;
    let act = corrected(Seq(99), "错".into(), correction);
    let refusal = bench.tell(Action::Correct(act)).unwrap_err();
    assert_eq!(refusal, Refusal::NotCorrectable { entry: Seq(99) });
}
