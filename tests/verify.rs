//! A check of the journal names the first entry that is wrong, and says what it cannot tell.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zhiban::engine::{Fact, Seq};
use zhiban::journal::{Anchor, Broken, Journal, JournalError, Unchecked, Verdict};
use zhiban::schedule::Lang;

use crate::support::record::{found, noted, open, write};

/// A journal of five entries on disk, and a hand that can do anything to the file.
struct Tampered {
    folder: tempfile::TempDir,
}

impl Tampered {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let facts = vec![noted("一"), noted("二"), Fact::Found(found("漏水")), noted("四")];
        let mut journal = open(&folder.path().join("zhiban.db"));
        write(&mut journal, facts);
        write(&mut journal, vec![noted("五")]);
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("zhiban.db")
    }

    /// Changes the file behind the program's back; the guards are put back afterwards.
    fn by(sql: &str) -> Verdict {
        let tampered = Self::new();
        let raw = Connection::open(tampered.path()).unwrap();
        let guards: Vec<(String, String)> = raw
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for (name, _) in &guards {
            raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        raw.execute_batch(sql).unwrap();
        for (_, sql) in &guards {
            raw.execute_batch(sql).unwrap();
        }
        drop(raw);
        verdict(&tampered.path(), None)
    }
}

fn verdict(path: &Path, anchor: Option<&str>) -> Verdict {
    let anchor: Option<Anchor> = anchor.map(|it| it.parse().unwrap());
    Journal::open_read_only(path).unwrap().verify(anchor.as_ref()).unwrap()
}

fn broken(verdict: Verdict) -> Broken {
    match verdict {
        Verdict::Broken(broken) => {
            assert!(!broken.explain(Lang::Zh).is_empty() && !broken.explain(Lang::En).is_empty());
            broken
        }
        Verdict::Sound(sound) => panic!("nothing was noticed: {sound:?}"),
    }
}

#[test]
fn an_honest_journal_is_sound_and_the_check_says_what_it_cannot_tell() {
    let Verdict::Sound(sound) = Tampered::by("") else { panic!("false alarm") };
    assert_eq!((sound.count, sound.head.unwrap().seq), (5, Seq(5)));
    assert_eq!(sound.unchecked, [Unchecked::NoAnchor, Unchecked::SearchIndex]);
}

#[test]
fn a_changed_field_is_named_by_its_entry() {
    for field in [
        "payload = '{\"text\":\"乙\"}'",
        "officer = '乙'",
        "happened_ms = happened_ms - 1",
        "recorded_ms = recorded_ms + 1",
        "day = '2026-11-22'",
        "id = 'other'",
        "offset_s = 0",
        "zone = 'UTC'",
        "boot_id = ''",
        "boot_ms = 0",
        "kind = 'store-named'",
        "subject = 1",
    ] {
        let sql = format!("UPDATE entry SET {field} WHERE seq = 2");
        assert_eq!(broken(Tampered::by(&sql)), Broken::Changed(Seq(2)), "{field}");
    }
}

#[test]
fn a_removed_entry_is_named() {
    let gone = broken(Tampered::by("DELETE FROM entry WHERE seq = 3"));
    assert_eq!(gone, Broken::Missing { expected: Seq(3), found: Seq(4) });
    let first = broken(Tampered::by("DELETE FROM entry WHERE seq = 1"));
    assert_eq!(first, Broken::Missing { expected: Seq(1), found: Seq(2) });
}

#[test]
fn a_removed_entry_is_noticed_even_when_the_rest_moves_up() {
    let sql = "DELETE FROM entry WHERE seq = 3; UPDATE entry SET seq = seq - 1 WHERE seq > 3";
    assert_eq!(broken(Tampered::by(sql)), Broken::Link(Seq(3)));
}

#[test]
fn two_swapped_entries_are_named_by_the_first() {
    let sql = "UPDATE entry SET seq = 99 WHERE seq = 2; UPDATE entry SET seq = 2 WHERE seq = 3;
               UPDATE entry SET seq = 3 WHERE seq = 99";
    assert_eq!(broken(Tampered::by(sql)), Broken::Link(Seq(2)));
}

#[test]
fn an_entry_slipped_in_is_named() {
    let sql = "UPDATE entry SET seq = seq + 100 WHERE seq > 2;
               INSERT INTO entry SELECT 3, 'x', day, happened_ms, recorded_ms, offset_s, zone,
                   boot_id, boot_ms, officer, kind, subject, payload, hash, hash FROM entry
                   WHERE seq = 2;
               UPDATE entry SET seq = seq - 99 WHERE seq > 100";
    assert_eq!(broken(Tampered::by(sql)), Broken::Changed(Seq(3)));
}

#[test]
fn a_changed_hash_is_named() {
    let sql = "UPDATE entry SET hash = replace(hash, substr(hash, 1, 1), 'f') || '' WHERE seq = 4;
               UPDATE entry SET hash = upper(hash) WHERE seq = 4";
    assert_eq!(broken(Tampered::by(sql)), Broken::Changed(Seq(4)));
}

#[test]
fn a_journal_of_another_desk_does_not_pass_for_this_one() {
    assert_eq!(broken(Tampered::by("UPDATE desk SET desk_id = 'other'")), Broken::Changed(Seq(1)));
}

#[test]
fn a_flipped_byte_in_the_file_is_noticed() {
    let tampered = Tampered::new();
    let mut bytes = std::fs::read(tampered.path()).unwrap();
    let at = bytes.windows(6).position(|it| it == "漏水".as_bytes()).unwrap();
    bytes[at] ^= 1;
    std::fs::write(tampered.path(), bytes).unwrap();
    let found = broken(verdict(&tampered.path(), None));
    assert!(matches!(found, Broken::Changed(Seq(3)) | Broken::Unreadable(Seq(3), _)), "{found:?}");
}

#[test]
fn a_missing_guard_is_named() {
    let tampered = Tampered::new();
    let raw = Connection::open(tampered.path()).unwrap();
    raw.execute_batch("DROP TRIGGER entry_stays").unwrap();
    drop(raw);
    let found = broken(verdict(&tampered.path(), None));
    assert_eq!(found, Broken::Guard("entry_stays".to_owned()));
}

#[test]
fn a_projection_that_differs_is_named_and_built_again() {
    for (sql, table) in [
        ("DELETE FROM finding", "finding"),
        ("UPDATE finding SET closed_seq = 3", "finding"),
        ("UPDATE day SET last_seq = 4", "day"),
        ("INSERT INTO mark VALUES ('desk-taken', 2)", "mark"),
    ] {
        assert_eq!(broken(Tampered::by(sql)), Broken::Projection(table), "{sql}");
    }
    let tampered = Tampered::new();
    let raw = Connection::open(tampered.path()).unwrap();
    raw.execute_batch("DROP TABLE finding; DROP TABLE day; DROP TABLE mark; DROP TABLE search")
        .unwrap();
    drop(raw);
    let mut journal = open(&tampered.path());
    journal.rebuild().unwrap();
    assert!(matches!(journal.verify(None).unwrap(), Verdict::Sound(_)));
}

#[test]
fn a_head_on_paper_shows_a_cut_tail_and_a_rewritten_journal() {
    let tampered = Tampered::new();
    let journal = open(&tampered.path());
    let head = journal.head().unwrap().unwrap();
    let third = hash(&tampered.path(), 3);
    drop(journal);
    let anchor = format!("5:{}", head.hash);
    let Verdict::Sound(sound) = verdict(&tampered.path(), Some(&anchor)) else { panic!() };
    assert_eq!(sound.unchecked, [Unchecked::SearchIndex]);
    let typed = format!("3:{}-{} {}", &third[..4], third[4..8].to_uppercase(), &third[8..12]);
    let Verdict::Sound(sound) = verdict(&tampered.path(), Some(&typed)) else { panic!() };
    assert_eq!(sound.unchecked[0], Unchecked::SinceAnchor { count: 2 });
    let other = verdict(&tampered.path(), Some("3:00000000"));
    assert_eq!(broken(other), Broken::Anchor(Seq(3)));
    let longer = verdict(&tampered.path(), Some("9:00000000"));
    assert_eq!(broken(longer), Broken::CutOff { anchor: Seq(9), head: Some(Seq(5)) });
    for wrong in ["", "5", "x:00000000", "5:1234567", "5:zzzzzzzz", "0:00000000"] {
        assert!(wrong.parse::<Anchor>().is_err(), "{wrong}");
    }
}

fn hash(path: &Path, seq: i64) -> String {
    let raw = Connection::open(path).unwrap();
    raw.query_row("SELECT hash FROM entry WHERE seq = ?1", [seq], |row| row.get(0)).unwrap()
}

#[test]
fn an_index_that_lost_its_way_is_damage_of_the_file() {
    // The index of names is made to lack one entry: the chain cannot tell, the file can.
    let tampered = Tampered::new();
    let raw = Connection::open(tampered.path()).unwrap();
    let page: i64 = raw
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_entry_1'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(raw);
    let mut bytes = std::fs::read(tampered.path()).unwrap();
    let cells = (usize::try_from(page).unwrap() - 1) * 4096 + 3;
    assert_eq!(bytes[cells + 1], 5, "five names are on the page");
    bytes[cells + 1] = 4;
    std::fs::write(tampered.path(), bytes).unwrap();
    let found = broken(verdict(&tampered.path(), None));
    assert!(matches!(found, Broken::File(_)), "{found:?}");
}

#[test]
fn a_file_cut_in_half_is_damage_and_never_a_panic() {
    let tampered = Tampered::new();
    let bytes = std::fs::read(tampered.path()).unwrap();
    for keep in [bytes.len() / 2, 4096 * 3, 5000, 100] {
        std::fs::write(tampered.path(), &bytes[..keep]).unwrap();
        let outcome = Journal::open_read_only(&tampered.path()).map(|it| it.verify(None));
        let noticed = match outcome {
            Err(_) | Ok(Err(_)) => true,
            Ok(Ok(verdict)) => matches!(verdict, Verdict::Broken(_)),
        };
        assert!(noticed, "{keep} bytes");
    }
    std::fs::write(tampered.path(), "").unwrap();
    let empty = Journal::open_read_only(&tampered.path()).unwrap_err();
    assert!(matches!(empty, JournalError::Missing(_)), "{empty:?}");
}
