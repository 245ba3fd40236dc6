//! What a day needs of earlier days is found again: by step, item and floor, however long ago.

use chrono::{Days, NaiveDate, TimeDelta};
use rusqlite::Connection;
use zhiban::engine::command::{Answer, Answered, Corrected, Correction, Proof, Question, Skipped};
use zhiban::engine::{Fact, Seq};
use zhiban::journal::{Broken, Journal, Source, Verdict};
use zhiban::schedule::{FloorId, ItemId, Need, OccurrenceId, Revision, StepId};

use crate::support::bench::DAY;
use crate::support::record::{draft_on, memory, noted, open, stamp, write_on};

fn ago(days: u64) -> NaiveDate {
    DAY - Days::new(days)
}

/// Opens a day on a schedule that is kept.
fn opened(journal: &mut Journal, day: NaiveDate) -> u64 {
    let revision = Revision::new("abc");
    let head = journal.head().unwrap().map(|it| it.seq);
    let source = Source { revision: revision.clone(), files: Vec::new() };
    let drafts = [draft_on(day, &format!("open-{day}"), Fact::DayOpened { day, revision })];
    journal.append(&stamp(), head, &drafts, &[source]).unwrap()[0].seq.0
}

fn count(day: NaiveDate, item: &str, floor: Option<&str>, count: u32) -> Fact {
    let occurrence = OccurrenceId { day, step: StepId::new("keys"), number: 1 };
    let floor = floor.map(FloorId::new);
    let question = Question { occurrence, item: ItemId::new(item), floor };
    Fact::Answered(Answered {
        question,
        answer: Answer::Count(count),
        known: None,
        note: None,
        compared: None,
    })
}

fn skipped(day: NaiveDate) -> Fact {
    let occurrence = OccurrenceId { day, step: StepId::new("keys"), number: 1 };
    Fact::Skipped(Skipped { occurrence, item: None, reason: "没有钥匙".to_owned() })
}

fn withdrawn(entry: u64) -> Fact {
    let reason = "记错了".to_owned();
    let (correction, proof) = (Correction::Withdrawn, Proof::Name);
    Fact::Corrected(Corrected { entry: Seq(entry), reason, correction, proof })
}

fn latest(item: &str) -> Need {
    Need::LatestAnswer { step: StepId::new("keys"), item: ItemId::new(item), before: DAY }
}

fn since(from: NaiveDate) -> Need {
    Need::Days { step: StepId::new("keys"), from, before: DAY }
}

/// Returns the numbers of the entries before yesterday that a day gets for its needs.
fn old(journal: &Journal, needs: &[Need]) -> Vec<u64> {
    let set = journal.working_set(DAY, needs).unwrap();
    set.iter().filter(|it| it.day < ago(1)).map(|it| it.seq.0).collect()
}

/// Writes facts on a day that is opened first; returns the numbers of the facts.
fn day(journal: &mut Journal, day: NaiveDate, facts: Vec<Fact>) -> Vec<u64> {
    opened(journal, day);
    write_on(journal, day, facts).iter().map(|it| it.seq.0).collect()
}

#[test]
fn the_latest_answer_comes_with_what_opened_its_day_and_nothing_else() {
    let mut journal = memory();
    day(&mut journal, ago(40), vec![count(ago(40), "safe", None, 7), noted("long ago")]);
    let others = vec![count(ago(9), "other", None, 1), noted("x"), skipped(ago(9))];
    day(&mut journal, ago(9), others);
    day(&mut journal, DAY, vec![count(DAY, "safe", None, 8)]);
    assert_eq!(old(&journal, &[]), [] as [u64; 0]);
    assert_eq!(old(&journal, &[latest("safe")]), [1, 2]);
    assert_eq!(old(&journal, &[latest("saf")]), [] as [u64; 0]);
    assert_eq!(old(&journal, &[latest("other"), latest("safe")]), [1, 2, 4, 5]);
}

#[test]
fn each_floor_has_a_latest_answer_of_its_own() {
    let mut journal = memory();
    day(&mut journal, ago(9), vec![count(ago(9), "safe", Some("3F"), 3)]);
    day(&mut journal, ago(8), vec![count(ago(8), "safe", Some("2F"), 2)]);
    day(&mut journal, ago(7), vec![count(ago(7), "safe", Some("3F"), 33)]);
    assert_eq!(old(&journal, &[latest("safe")]), [3, 4, 5, 6]);
}

#[test]
fn an_answer_that_was_taken_back_leaves_the_one_before_it_the_latest() {
    let mut journal = memory();
    let first = day(&mut journal, ago(9), vec![count(ago(9), "safe", None, 3)])[0];
    let second = day(&mut journal, ago(5), vec![count(ago(5), "safe", None, 4)])[0];
    assert_eq!(old(&journal, &[latest("safe")]), [second - 1, second]);
    let correction = Correction::Answer { answer: Answer::Count(5), note: None };
    let reason = "数错了".to_owned();
    let corrected = {
        let proof = Proof::Name;
        Fact::Corrected(Corrected { entry: Seq(second), reason, correction, proof })
    };
    let corrected = write_on(&mut journal, ago(4), vec![corrected])[0].seq.0;
    assert_eq!(old(&journal, &[latest("safe")]), [second - 1, second, corrected]);
    write_on(&mut journal, ago(3), vec![withdrawn(second)]);
    assert_eq!(old(&journal, &[latest("safe")]), [first - 1, first]);
    let then = stamp().recorded - TimeDelta::hours(1);
    let until = journal.working_set_until(ago(1), &[latest("safe")], then).unwrap();
    assert_eq!(until, [], "nothing was recorded yet");
}

#[test]
fn all_that_was_recorded_of_a_step_in_a_span_comes_with_its_corrections() {
    let mut journal = memory();
    day(&mut journal, ago(31), vec![count(ago(31), "safe", None, 1)]);
    let inside = day(&mut journal, ago(20), vec![count(ago(20), "safe", None, 2), noted("x")]);
    let gone = write_on(&mut journal, ago(19), vec![withdrawn(inside[0])])[0].seq.0;
    let skip = day(&mut journal, ago(2), vec![noted("y"), skipped(ago(2))])[1];
    let expected = [inside[0] - 1, inside[0], gone, skip - 2, skip];
    assert_eq!(old(&journal, &[since(ago(30))]), expected);
    assert_eq!(old(&journal, &[since(ago(2))]), [skip - 2, skip]);
    journal.rebuild().unwrap();
    assert_eq!(old(&journal, &[since(ago(30))]), expected);
}

#[test]
fn a_file_that_knows_nothing_of_steps_is_brought_up_and_a_damaged_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zhiban.db");
    day(&mut open(&path), ago(20), vec![count(ago(20), "safe", None, 2)]);
    let change = |sql: &str| Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    change("DROP TABLE work; PRAGMA user_version = 2;");
    let reader = Journal::open_read_only(&path).unwrap();
    assert_eq!(old(&reader, &[latest("safe")]), [] as [u64; 0], "the old file does not know");
    assert!(matches!(reader.verify(None).unwrap(), Verdict::Sound(_)));
    assert_eq!(old(&open(&path), &[latest("safe")]), [1, 2]);
    assert!(matches!(reader.verify(None).unwrap(), Verdict::Sound(_)));
    change("UPDATE work SET day = '2026-01-01';");
    let verdict = reader.verify(None).unwrap();
    assert_eq!(verdict, Verdict::Broken(Broken::Projection("work")));
    let mut journal = open(&path);
    journal.rebuild().unwrap();
    assert!(matches!(journal.verify(None).unwrap(), Verdict::Sound(_)));
}
