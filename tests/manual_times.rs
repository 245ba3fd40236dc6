//! What the manual shows about times: each example is read as it stands, and keeps its promise.

use std::sync::Arc;

use zhiban::engine::Action;
use zhiban::engine::command::{Answer, Start};
use zhiban::schedule::{EventId, Lang, Schedule, read};

use crate::schedule::render;
use crate::support::bench::{Bench, answer, answer_of, at, question, state};
use crate::times::{desk, files_with};

const MANUAL: &str = include_str!("../schedules/README.md");

/// The phases that the manual shows whole: what each is called, and its text.
fn phases() -> Vec<(&'static str, &'static str)> {
    let blocks = MANUAL.split("```toml\n# phase: ").skip(1);
    blocks.map(|it| it.split_once("\n```").unwrap().0.split_once('\n').unwrap()).collect()
}

fn phase(about: &str) -> Arc<Schedule> {
    let (_, text) = phases().into_iter().find(|it| it.0.contains(about)).unwrap();
    Arc::new(read(&files_with(text)).unwrap().schedule)
}

fn do_it(bench: &mut Bench, time: &str, action: Action) {
    bench.at(time).tell(action).unwrap();
}

#[test]
fn every_phase_that_the_manual_shows_reads_without_a_word() {
    assert!(phases().len() >= 3);
    for (about, text) in phases() {
        let files = files_with(text);
        match read(&files) {
            Ok(reading) => {
                let said = render(&reading.warnings, &files, Lang::En);
                assert!(reading.warnings.is_empty(), "{about}\n{said}");
            }
            Err(faults) => panic!("{about}\n{}", render(&faults, &files, Lang::En)),
        }
    }
}

#[test]
fn the_two_hourly_patrol_of_the_manual_is_counted_from_the_last_and_announced() {
    let mut bench = desk(phase("two-hourly fire patrol"));
    let patrol = |number| answer_of(question("fire-patrol", number, "exits"), state("fine"), None);
    do_it(&mut bench, "09:10", patrol(1));
    assert_eq!(bench.view("fire-patrol", 2).due, at("11:10"));
    bench.at("10:54");
    assert!(bench.agenda().countdowns.is_empty());
    bench.at("10:55");
    assert_eq!(bench.agenda().countdowns[0].to, at("11:10"));
    for (number, time) in [(2, "11:20"), (3, "13:20"), (4, "15:20"), (5, "17:20"), (6, "19:20")] {
        do_it(&mut bench, time, patrol(number));
    }
    // The next would be at 21:20; the last is asked when the store closes.
    assert_eq!(bench.view("fire-patrol", 7).due, at("21:00"));
    assert_eq!(bench.agenda().occurrences.iter().filter(|it| it.due > at("21:00")).count(), 2);
}

#[test]
fn the_announcements_and_shutters_of_the_manual_are_asked_one_by_one() {
    let bench = desk(phase("announcements"));
    let dues: Vec<_> = (1..=4).map(|it| bench.view("announcements", it).due).collect();
    assert_eq!(dues, [at("20:30"), at("20:45"), at("20:55"), at("21:00")]);
    assert_eq!(bench.view("announcements", 1).closes, at("20:45"));
    assert_eq!(bench.view("announcements", 4).closes, at("21:10"));
    assert_eq!(bench.view("shutters", 2).due, at("21:15"));
}

#[test]
fn the_doors_of_the_manual_are_looked_at_ten_minutes_after_they_were_shut() {
    let mut bench = desk(phase("a look at the doors"));
    do_it(&mut bench, "21:20", answer("doors-shut", "shut", Answer::Yes));
    assert_eq!(bench.view("doors-again", 1).due, at("21:30"));
}

#[test]
fn the_chain_of_the_manual_is_started_by_hand_and_counted_down() {
    let mut bench = desk(phase("a chain of three deadlines"));
    let event = EventId::new("lift-trapped");
    let note = "three people in lift 2".to_owned();
    do_it(&mut bench, "14:00", Action::Start(Start { event, note, floor: None, place: None }));
    let limits: Vec<_> = bench.agenda().countdowns.iter().map(|it| it.to).collect();
    assert_eq!(limits, [at("14:05"), at("14:30")]);
    do_it(&mut bench, "14:04", answer("lift-call", "reached", Answer::Yes));
    do_it(&mut bench, "14:25", answer("lift-on-site", "arrived", Answer::Yes));
    assert_eq!(bench.view("lift-report", 1).finish_by, at("15:25"));
    assert_eq!(bench.agenda().countdowns[0].to, at("15:25"));
    let text = Answer::Text("to the district, by telephone".into());
    do_it(&mut bench, "15:00", answer("lift-report", "reported", text));
    assert!(bench.agenda().countdowns.is_empty());
    for (step, status) in [("lift-call", "done"), ("lift-on-site", "done"), ("lift-report", "done")]
    {
        assert_eq!(bench.status(step, 1), status);
    }
}

#[test]
fn salt_is_not_needed_where_it_does_not_freeze() {
    let mut bench = desk(phase("salt where it freezes"));
    bench.at("12:00");
    assert_eq!(bench.status("salt", 1), "not needed");
}
