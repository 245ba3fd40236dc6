//! What happens and starts steps, and steps that are only done where they are needed.

use zhiban::engine::agenda::Limit;
use zhiban::engine::command::{Corrected, Correction, Start};
use zhiban::engine::{Action, Fact, Refusal, Seq};
use zhiban::schedule::{EventId, FloorId, Lang};
use zhiban::words;

use crate::support::bench::{Bench, at};
use crate::times::{desk, do_it, step, with};

fn start(event: &str, note: &str) -> Action {
    let floor = Some(FloorId::new("2F"));
    Action::Start(Start { event: EventId::new(event), note: note.into(), floor, place: None })
}

/// An event with three deadlines: two from its start, one from the step before.
fn alarm() -> Bench {
    let event = "\n[[event]]\nid = \"alarm\"\ntitle = \"Fire alarm\"\n";
    let call = step("call", "start = \"alarm\"\nfinish-by = \"start + 5m\"");
    let look = step("look", "start = \"alarm\"\nfinish-by = \"start + 10m\"\nafter = [\"call\"]");
    let tell =
        step("tell", "start = \"alarm\"\ndue = \"done look\"\nfinish-by = \"done look + 30m\"");
    desk(with(&format!("{event}{call}{look}{tell}")))
}

fn has(bench: &Bench, step: &str) -> bool {
    bench.agenda().occurrences.iter().any(|it| it.id.step.as_str() == step)
}

fn withdraw(entry: Seq) -> Action {
    let reason = "wrong button".into();
    Action::Correct(Corrected {
        entry,
        reason,
        correction: Correction::Withdrawn,
        proof: zhiban::engine::command::Proof::Name,
    })
}

#[test]
fn nothing_is_asked_before_an_event_happens_and_nothing_missed_on_a_day_without_one() {
    let mut bench = alarm();
    assert!(!has(&bench, "call") && !has(&bench, "tell"));
    assert_eq!(bench.agenda().events.len(), 1);
    bench.at("07:59");
    assert!(!has(&bench, "call"));
}

#[test]
fn an_event_starts_a_chain_of_deadlines() {
    let mut bench = alarm();
    bench.at("14:00").tell(start("alarm", "smoke at the bakery")).unwrap();
    assert_eq!((bench.status("call", 1), bench.view("call", 1).finish_by), ("due", at("14:05")));
    assert_eq!(bench.view("look", 1).finish_by, at("14:10"));
    assert_eq!(bench.view("look", 1).waits_for[0].as_str(), "call");
    // The last link is not known yet: it waits for the one before, and is not asked.
    let tell = bench.view("tell", 1);
    assert_eq!((bench.status("tell", 1), tell.waits_for[0].as_str()), ("not yet", "look"));
    bench.at("14:04");
    do_it(&mut bench, "call", 1).unwrap();
    bench.at("14:12");
    assert_eq!(bench.status("look", 1), "overdue");
    do_it(&mut bench, "look", 1).unwrap();
    assert_eq!(bench.status("look", 1), "done late");
    let tell = bench.view("tell", 1);
    assert_eq!((tell.due, tell.finish_by), (at("14:12"), at("14:42")));
    bench.at("14:40");
    do_it(&mut bench, "tell", 1).unwrap();
    assert_eq!(bench.status("tell", 1), "done");
}

#[test]
fn the_deadlines_of_an_event_are_counted_down_and_over() {
    let mut bench = alarm();
    bench.at("14:00").tell(start("alarm", "smoke")).unwrap();
    let runs = |bench: &Bench| -> Vec<String> {
        let agenda = bench.agenda();
        let say = |it| words::countdown(it, bench.now, &agenda.schedule, Lang::En);
        agenda.countdowns.iter().filter(|it| it.limit == Limit::Finish).map(say).collect()
    };
    bench.at("14:03");
    assert_eq!(runs(&bench), ["call (no. 1): 2 min left", "look (no. 1): 7 min left"]);
    bench.at("14:07");
    assert_eq!(runs(&bench), ["call (no. 1): 2 min over", "look (no. 1): 3 min left"]);
    do_it(&mut bench, "call", 1).unwrap();
    do_it(&mut bench, "look", 1).unwrap();
    assert_eq!(runs(&bench), ["tell (no. 1): 30 min left"]);
}

#[test]
fn an_event_that_happens_twice_has_two_chains_that_do_not_wait_for_each_other() {
    let mut bench = alarm();
    bench.at("14:00").tell(start("alarm", "smoke")).unwrap();
    bench.at("14:20").tell(start("alarm", "smoke again")).unwrap();
    bench.at("14:21");
    do_it(&mut bench, "call", 2).unwrap();
    do_it(&mut bench, "look", 2).unwrap();
    assert_eq!(bench.view("tell", 2).due, at("14:21"));
    assert!(matches!(do_it(&mut bench, "look", 1), Err(Refusal::WaitsFor { .. })));
    assert_eq!(bench.view("tell", 1).waits_for[0].as_str(), "look");
    let starts = &bench.agenda().events[0].starts;
    assert_eq!(starts.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(starts[1].start.note, "smoke again");
}

#[test]
fn what_happened_earlier_counts_from_when_it_happened() {
    let mut bench = alarm();
    bench.at("14:20").tell_of(Some(at("14:00")), start("alarm", "told late")).unwrap();
    assert_eq!(
        (bench.view("call", 1).finish_by, bench.status("call", 1)),
        (at("14:05"), "overdue")
    );
}

#[test]
fn a_start_is_taken_back_while_nothing_was_done_and_its_number_is_not_used_again() {
    let mut bench = alarm();
    bench.at("14:00").tell(start("alarm", "nothing")).unwrap();
    let first = bench.seq();
    bench.tell(withdraw(first)).unwrap();
    assert!(!has(&bench, "call") && bench.agenda().countdowns.is_empty());
    bench.at("14:10").tell(start("alarm", "really")).unwrap();
    assert_eq!(bench.view("call", 2).due, at("14:10"));
    let second = bench.seq();
    do_it(&mut bench, "call", 2).unwrap();
    let refused = bench.tell(withdraw(second)).unwrap_err();
    assert!(matches!(refused, Refusal::BegunAlready { .. }), "{refused:?}");
    // Its words can be put right.
    let correction = Correction::Note("smoke in the kitchen".into());
    let reason = "place was missing".into();
    bench
        .tell(Action::Correct(Corrected {
            entry: second,
            reason,
            correction,
            proof: zhiban::engine::command::Proof::Name,
        }))
        .unwrap();
    assert_eq!(bench.agenda().events[0].starts[0].start.note, "smoke in the kitchen");
}

#[test]
fn an_event_that_the_day_does_not_know_is_refused_with_the_nearest() {
    let mut bench = alarm();
    let refused = bench.tell(start("alram", "smoke")).unwrap_err();
    let Refusal::UnknownEvent { nearest, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!(nearest.as_ref().map(EventId::as_str), Some("alarm"));
    assert!(matches!(bench.tell(start("alarm", " ")), Err(Refusal::BadText { .. })));
}

#[test]
fn a_step_that_is_its_own_event_is_called_by_its_title() {
    let mut bench =
        desk(with(&step("delivery", "start = \"by-hand\"\nfinish-by = \"start + 20m\"")));
    let facts = bench.at("11:00").tell(start("delivery", "a lorry")).unwrap();
    let agenda = bench.agenda();
    let said = words::fact(&facts[0], &agenda.schedule, Lang::En);
    assert_eq!(said, "Happened: delivery: 2nd floor a lorry");
    assert!(matches!(facts[0], Fact::Started(_)));
    assert_eq!(bench.view("delivery", 1).finish_by, at("11:20"));
}

#[test]
fn a_chain_ends_with_the_store_day() {
    let mut bench = alarm();
    bench.at("07:50").tell(start("alarm", "at the end of the night")).unwrap();
    let look = bench.view("look", 1);
    assert_eq!(
        (look.finish_by, look.closes),
        (at("07:59") + chrono::Duration::minutes(1), bench.agenda().ends)
    );
}

#[test]
fn an_optional_step_is_offered_and_never_missed() {
    let salt = step("salt", "optional = true\ndue = \"08:30\"\ncloses = \"09:30\"");
    let mut bench = desk(with(&salt));
    bench.at("08:29");
    assert_eq!(bench.status("salt", 1), "not yet");
    bench.at("08:30");
    assert_eq!((bench.status("salt", 1), bench.current()), ("not needed", None));
    assert!(bench.view("salt", 1).next.is_some(), "it can be taken up");
    let mut other = Bench {
        engine: bench.engine.clone(),
        now: bench.now,
        entries: bench.entries.clone(),
        officer: bench.officer,
    };
    do_it(&mut other, "salt", 1).unwrap();
    assert_eq!(other.status("salt", 1), "done");
    bench.at("09:30");
    assert_eq!((bench.status("salt", 1), bench.view("salt", 1).next), ("not needed", None));
    assert!(matches!(do_it(&mut bench, "salt", 1), Err(Refusal::Closed { .. })));
}
