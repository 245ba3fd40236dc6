//! Times that depend on what really happened: counted from a step, from the last round, listed, by
//! floor. Each is a story on the clock.

use std::sync::Arc;

use zhiban::engine::command::{Corrected, Correction};
use zhiban::engine::{Action, Refusal, Seq};
use zhiban::schedule::{Schedule, SourceFile, read};

use crate::support::bench::{
    Bench, answer, answer_of, at, folder, occurrence, question, skip, state,
};

/// The small store with a phase of its own beside it.
pub(crate) fn files_with(steps: &str) -> Vec<SourceFile> {
    let mut files = folder("tests/fixtures/small");
    let text = format!("[phase]\nid = \"E\"\ntitle = \"Events\"\n{steps}");
    files.push(SourceFile::new("e.toml", text));
    files
}

pub(crate) fn with(steps: &str) -> Arc<Schedule> {
    match read(&files_with(steps)) {
        Ok(reading) => Arc::new(reading.schedule),
        Err(faults) => panic!("{faults:#?}"),
    }
}

/// A step with these lines about its times and one item, `done`.
pub(crate) fn step(id: &str, times: &str) -> String {
    format!(
        "\n[[step]]\nid = \"{id}\"\ntitle = \"{id}\"\nrole = \"guard\"\n{times}\n\
         [[step.item]]\nid = \"done\"\nask = \"Done?\"\nanswer = \"state\"\n"
    )
}

pub(crate) fn desk(schedule: Arc<Schedule>) -> Bench {
    let mut bench = Bench::off(schedule);
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench
}

/// Answers the one item of such a step.
pub(crate) fn do_it(bench: &mut Bench, id: &str, number: u16) -> Result<(), Refusal> {
    bench.tell(answer_of(question(id, number, "done"), state("fine"), None)).map(drop)
}

/// When an occurrence is due, on the clock of the store.
fn due(bench: &Bench, id: &str, number: u16) -> String {
    clock(bench, bench.view(id, number).due)
}

fn clock(bench: &Bench, at: chrono::DateTime<chrono::Utc>) -> String {
    let zone = bench.agenda().schedule.zone;
    at.with_timezone(&zone).format("%H:%M").to_string()
}

fn count(bench: &Bench, id: &str) -> usize {
    bench.agenda().occurrences.iter().filter(|it| it.id.step.as_str() == id).count()
}

/// A shutter that is down when it is down, and a look at it ten minutes later.
fn shutter() -> Bench {
    let shut = step(
        "shut",
        "earliest = \"close\"\ndue = \"close\"\nfinish-by = \"close + 15m\"\ncloses = \"close + 40m\"",
    );
    let look = step(
        "look",
        "due = \"done shut + 10m\"\nfinish-by = \"done shut + 20m\"\ncloses = \"done shut + 1h\"",
    );
    desk(with(&(shut + &look)))
}

#[test]
fn a_step_is_counted_from_when_another_was_really_done() {
    let mut bench = shutter();
    bench.at("20:00");
    let view = bench.view("look", 1);
    assert_eq!((clock(&bench, view.due).as_str(), view.waits_for[0].as_str()), ("21:10", "shut"));
    // The shutter is late: the look waits, and is neither asked nor overdue.
    bench.at("21:18");
    assert_eq!(bench.status("look", 1), "not yet");
    assert!(matches!(do_it(&mut bench, "look", 1), Err(Refusal::WaitsFor { .. })));
    do_it(&mut bench, "shut", 1).unwrap();
    let view = bench.view("look", 1);
    assert_eq!(clock(&bench, view.due), "21:28");
    assert_eq!(clock(&bench, view.finish_by), "21:38");
    assert_eq!(clock(&bench, view.closes), "22:18");
    assert!(view.waits_for.is_empty());
    let almost = at("21:28") - chrono::Duration::seconds(1);
    assert_eq!(bench.engine.next_wakeup(almost), Some(at("21:28")));
    bench.at("21:30");
    do_it(&mut bench, "look", 1).unwrap();
    assert_eq!(bench.status("look", 1), "done");
}

#[test]
fn what_happened_earlier_and_is_written_later_counts_from_when_it_happened() {
    let mut bench = shutter();
    bench.at("21:30");
    let done = answer("shut", "done", state("fine"));
    bench.tell_of(Some(at("21:05")), done).unwrap();
    assert_eq!(due(&bench, "look", 1), "21:15");
    assert_eq!(bench.status("look", 1), "overdue");
}

#[test]
fn a_step_that_was_skipped_counts_from_then_and_one_that_was_missed_from_its_close() {
    let mut bench = shutter();
    bench.at("21:20").tell(skip("shut", 1, None, "stuck")).unwrap();
    assert_eq!(due(&bench, "look", 1), "21:30");

    let mut bench = shutter();
    bench.at("21:39");
    assert_eq!(bench.status("look", 1), "not yet");
    assert_eq!(bench.engine.next_wakeup(bench.now), Some(at("21:40")));
    bench.at("21:40");
    assert_eq!((bench.status("shut", 1), due(&bench, "look", 1).as_str()), ("missed", "21:50"));
    assert!(bench.view("look", 1).waits_for.is_empty());
    bench.at("21:55");
    do_it(&mut bench, "look", 1).unwrap();
}

#[test]
fn a_withdrawn_answer_takes_its_times_back() {
    let mut bench = shutter();
    bench.at("21:05");
    do_it(&mut bench, "shut", 1).unwrap();
    assert_eq!(due(&bench, "look", 1), "21:15");
    let correction = Corrected {
        entry: bench.seq(),
        reason: "wrong shutter".into(),
        correction: Correction::Withdrawn,
        proof: zhiban::engine::command::Proof::Name,
    };
    bench.at("21:08").tell(Action::Correct(correction)).unwrap();
    assert_eq!(bench.view("look", 1).waits_for[0].as_str(), "shut");
    bench.at("21:12");
    do_it(&mut bench, "shut", 1).unwrap();
    assert_eq!(due(&bench, "look", 1), "21:22");
}

#[test]
fn a_time_that_what_happened_has_overtaken_follows_it() {
    let shut = step("shut", "due = \"close\"\ncloses = \"close + 2h\"");
    let look = step(
        "look",
        "due = \"done shut\"\nfinish-by = \"done shut + 10m\"\ncloses = \"close + 30m\"",
    );
    let mut bench = desk(with(&(shut + &look)));
    bench.at("22:00");
    do_it(&mut bench, "shut", 1).unwrap();
    let view = bench.view("look", 1);
    assert_eq!(
        (clock(&bench, view.due), clock(&bench, view.closes)),
        ("22:00".into(), "22:10".into())
    );
    assert_eq!(bench.status("look", 1), "due");
}

#[test]
fn steps_may_be_counted_one_from_the_other() {
    let first = step("first", "due = \"10:00\"\ncloses = \"11:00\"");
    let second = step("second", "due = \"done first + 10m\"\ncloses = \"12:00\"");
    let third = step("third", "due = \"done second + 10m\"\ncloses = \"12:00\"");
    let mut bench = desk(with(&(third + &second + &first)));
    assert_eq!(due(&bench, "third", 1), "10:20");
    bench.at("10:05");
    do_it(&mut bench, "first", 1).unwrap();
    assert_eq!(
        (due(&bench, "second", 1), due(&bench, "third", 1)),
        ("10:15".into(), "10:25".into())
    );
    bench.at("10:30");
    do_it(&mut bench, "second", 1).unwrap();
    assert_eq!(due(&bench, "third", 1), "10:40");
}

#[test]
fn a_step_rests_on_days_without_the_one_it_is_counted_from() {
    let shut = step("shut", "days = [\"sun\"]\ndue = \"close\"");
    let look = step("look", "due = \"done shut + 10m\"");
    let schedule = with(&(shut + &look));
    let occurs = |day: &str| {
        let plan = schedule.plan(day.parse().unwrap());
        plan.occurrences.iter().any(|it| it.id.step.as_str() == "look")
    };
    assert!(occurs("2026-11-22") && !occurs("2026-11-23"));
}

/// Every two hours from the last one, announced a quarter of an hour before.
fn patrols(more: &str) -> Bench {
    let times = format!(
        "repeat = {{ every = \"2h\", counted = \"from-last\", from = \"10:00\", to = \"close\", \
         early-by = \"20m\", finish-within = \"15m\", warn = \"15m\"{more} }}"
    );
    desk(with(&step("fire", &times)))
}

#[test]
fn rounds_from_the_last_fall_due_so_long_after_it_was_really_done() {
    let mut bench = patrols("");
    assert_eq!((count(&bench, "fire"), due(&bench, "fire", 2)), (6, "12:00".into()));
    bench.at("10:25");
    do_it(&mut bench, "fire", 1).unwrap();
    assert_eq!((bench.status("fire", 1), due(&bench, "fire", 2)), ("done late", "12:25".into()));
    // Done early, the next comes early too.
    bench.at("12:04");
    assert!(matches!(do_it(&mut bench, "fire", 2), Err(Refusal::TooEarly { .. })));
    bench.at("12:05");
    do_it(&mut bench, "fire", 2).unwrap();
    assert_eq!(due(&bench, "fire", 3), "14:05");
    assert_eq!((due(&bench, "fire", 6), count(&bench, "fire")), ("20:05".into(), 6));
}

#[test]
fn a_round_that_was_not_done_counts_from_when_it_was_due() {
    let mut bench = patrols("");
    bench.at("11:59");
    assert_eq!(bench.status("fire", 1), "overdue");
    bench.at("12:00");
    assert_eq!((bench.status("fire", 1), bench.status("fire", 2)), ("missed", "due"));
    bench.tell(skip("fire", 2, None, "flood in the basement")).unwrap();
    assert_eq!(due(&bench, "fire", 3), "14:00");
}

#[test]
fn the_desk_announces_a_round_so_many_minutes_before() {
    let mut bench = patrols("");
    bench.at("09:44");
    assert!(bench.agenda().countdowns.is_empty());
    let almost = at("09:45") - chrono::Duration::seconds(1);
    assert_eq!(bench.engine.next_wakeup(almost), Some(at("09:45")));
    bench.at("09:45");
    let countdown = bench.agenda().countdowns.remove(0);
    assert_eq!((countdown.occurrence, countdown.to), (occurrence("fire", 1), at("10:00")));
    bench.at("09:50");
    do_it(&mut bench, "fire", 1).unwrap();
    assert!(bench.agenda().countdowns.is_empty());
    bench.at("11:35");
    assert_eq!(bench.agenda().countdowns[0].to, at("11:50"));
}

#[test]
fn the_last_round_is_none_at_the_end_unless_it_is_asked_for() {
    // Rounds at 10, 12, 14, 16, 18, 20; the next would be at 22, after closing at 21.
    let bench = patrols("");
    assert_eq!((count(&bench, "fire"), due(&bench, "fire", 6)), (6, "20:00".into()));
    // With one at the end: whatever happened before, the last is asked at closing.
    let mut bench = patrols(", last = \"at\"");
    assert_eq!((count(&bench, "fire"), due(&bench, "fire", 7)), (7, "21:00".into()));
    for (number, time) in [(1, "10:10"), (2, "12:20"), (3, "14:30"), (4, "16:40"), (5, "18:50")] {
        bench.at(time);
        do_it(&mut bench, "fire", number).unwrap();
    }
    assert_eq!(due(&bench, "fire", 6), "20:50");
    assert_eq!((count(&bench, "fire"), due(&bench, "fire", 7)), (7, "21:00".into()));
    // One that was made shortly before the end, as early as the last may be, is the last.
    bench.at("20:45");
    do_it(&mut bench, "fire", 6).unwrap();
    assert_eq!(count(&bench, "fire"), 6);
}

#[test]
fn numbers_and_records_stay_where_they_are_when_rounds_move() {
    let mut bench = patrols("");
    for (number, time) in [(1, "09:40"), (2, "11:20"), (3, "13:00"), (4, "14:40"), (5, "16:20")] {
        bench.at(time);
        do_it(&mut bench, "fire", number).unwrap();
    }
    bench.at("18:00");
    do_it(&mut bench, "fire", 6).unwrap();
    bench.at("19:40");
    do_it(&mut bench, "fire", 7).unwrap();
    let third = bench.entries.iter().rposition(|it| it.happened == at("13:00")).unwrap();
    let correction = Corrected {
        entry: Seq(third as u64 + 1),
        reason: "that was the round".into(),
        correction: Correction::Withdrawn,
        proof: zhiban::engine::command::Proof::Name,
    };
    bench.at("20:00").tell(Action::Correct(correction)).unwrap();
    // The third counts as not made; those after it were made all the same.
    assert_eq!(bench.status("fire", 3), "missed");
    for (number, time) in [(4, "14:40"), (5, "16:20"), (6, "18:00"), (7, "19:40")] {
        let view = bench.view("fire", number);
        assert_eq!(view.started.map(|it| clock(&bench, it)), Some(time.to_owned()), "{number}");
    }
}

#[test]
fn rounds_of_the_night_run_over_midnight_to_the_end_of_the_store_day() {
    let times = "repeat = { every = \"2h\", counted = \"from-last\", from = \"22:00\", to = \"06:00\", early-by = \"30m\" }";
    let mut bench = desk(with(&step("night", times)));
    assert_eq!((count(&bench, "night"), due(&bench, "night", 2)), (4, "00:00".into()));
    bench.at("23:50");
    do_it(&mut bench, "night", 1).unwrap();
    assert_eq!((due(&bench, "night", 2), count(&bench, "night")), ("01:50".into(), 4));
    bench.at("01:40");
    do_it(&mut bench, "night", 2).unwrap();
    assert_eq!(due(&bench, "night", 3), "03:40");
}

#[test]
fn two_hours_are_two_hours_in_the_night_when_the_clocks_change() {
    let mut files = files_with(&step(
        "night",
        "repeat = { every = \"2h\", counted = \"from-last\", from = \"23:30\", to = \"06:00\" }",
    ));
    let store = files.iter_mut().find(|it| it.name == "store.toml").unwrap();
    let text = String::from_utf8(store.bytes.clone()).unwrap();
    store.bytes = text.replace("Asia/Shanghai", "America/New_York").into_bytes();
    let schedule = read(&files).unwrap().schedule;
    let plan = schedule.plan("2026-10-31".parse().unwrap());
    let night = plan.occurrences.iter().filter(|it| it.id.step.as_str() == "night");
    let clock = |at: chrono::DateTime<chrono::Utc>| {
        at.with_timezone(&schedule.zone).format("%H:%M").to_string()
    };
    // At 02:00 the clocks go back to 01:00: two hours after 23:30 it is 01:30 for the first time,
    // two hours later 02:30, not 03:30.
    let dues: Vec<String> = night.map(|it| clock(it.due)).collect();
    assert_eq!(dues, ["23:30", "01:30", "02:30", "04:30"]);
}

/// Announcements before closing.
const SERIES: &str = "repeat = { at = [\"close - 30m\", \"close - 15m\", \"close - 5m\", \"close\"], \
                      finish-within = \"2m\", closes = \"close + 10m\" }";

#[test]
fn each_time_of_a_series_is_asked_by_itself_and_closes_when_the_next_falls_due() {
    let mut bench = desk(with(&step("announce", SERIES)));
    bench.at("20:31");
    do_it(&mut bench, "announce", 1).unwrap();
    bench.at("20:45");
    assert_eq!(bench.status("announce", 2), "due");
    bench.at("20:55");
    assert_eq!((bench.status("announce", 2), bench.status("announce", 3)), ("missed", "due"));
    assert_eq!(clock(&bench, bench.view("announce", 4).closes), "21:10");
    assert_eq!(count(&bench, "announce"), 4);
}

#[test]
fn a_series_may_close_each_of_its_times_after_a_while() {
    let times = "repeat = { at = [\"12:00\", \"14:00\"], closes-within = \"20m\" }";
    let mut bench = desk(with(&step("gong", times)));
    bench.at("12:20");
    assert_eq!(bench.status("gong", 1), "missed");
}

#[test]
fn a_step_may_have_its_own_time_on_each_floor() {
    let times = "repeat = { per-floor = { B1 = \"close + 25m\", 2F = \"close + 5m\", 1F = \"close + 15m\" }, \
                 finish-within = \"5m\", closes = \"close + 1h\" }";
    let mut bench = desk(with(&step("lights", times)));
    // From the top down, whatever order they were written in.
    let dues: Vec<String> = (1..=3).map(|it| due(&bench, "lights", it)).collect();
    assert_eq!(dues, ["21:05", "21:15", "21:25"]);
    let agenda = bench.agenda();
    let name = |number| {
        let id = occurrence("lights", number);
        zhiban::words::occurrence(&id, &agenda.schedule, zhiban::schedule::Lang::En)
    };
    assert_eq!([name(1), name(3)], ["lights · 2nd floor", "lights · basement"]);
    bench.at("21:16");
    do_it(&mut bench, "lights", 2).unwrap();
    assert_eq!((bench.status("lights", 1), bench.status("lights", 2)), ("overdue", "done"));
}
