//! The journal keeps what it was given, in order, once, and nothing else.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use rusqlite::Connection;
use zhiban::engine::command::{Fixed, Reinspected, SecondLook, Severity};
use zhiban::engine::{CommandId, Fact, Officer, Seq};
use zhiban::journal::{Filter, Journal, JournalError, Only, Source, Verdict, chain, stored};
use zhiban::schedule::{FloorId, Lang, Revision};

use crate::support::bench::DAY;
use crate::support::record::{
    append, draft, draft_on, fact, found, founding, memory, noted, open, stamp, write, write_on,
};

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("zhiban.db")
}

fn texts(journal: &Journal) -> Vec<String> {
    let entries = journal.entries_since(None).unwrap();
    entries.iter().map(|it| stored::encode(&it.fact)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_fact_is_read_back_as_it_was_stored(fact in fact()) {
        let (kind, payload) = (stored::kind(&fact), stored::encode(&fact));
        prop_assert_eq!(stored::decode(kind, &payload).unwrap(), fact.clone());
        prop_assert_eq!(kind, fact.word());
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&payload).is_ok(), true);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_facts_verifies_before_and_after_a_rebuild(
        facts in proptest::collection::vec(fact(), 1..20)
    ) {
        let mut journal = memory();
        let facts: Vec<Fact> =
            facts.into_iter().filter(|it| it.pin().is_none()).collect();
        let written = write(&mut journal, facts);
        prop_assert_eq!(&journal.entries_since(None).unwrap(), &written);
        prop_assert_eq!(matches!(journal.verify(None).unwrap(), Verdict::Sound(_)), true);
        journal.rebuild().unwrap();
        prop_assert_eq!(matches!(journal.verify(None).unwrap(), Verdict::Sound(_)), true);
    }
}

#[test]
fn entries_are_kept_in_the_order_in_which_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let written = write(&mut open(&file(&folder)), vec![noted("一"), noted("二"), noted("三")]);
    let read = open(&file(&folder)).entries_since(None).unwrap();
    assert_eq!(read, written);
    assert_eq!(read.iter().map(|it| it.seq.0).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_command_is_written_as_a_whole_or_not_at_all() {
    let mut journal = memory();
    let twice = [draft("a", noted("first")), draft("a", noted("same name"))];
    assert!(append(&mut journal, None, &twice).is_err());
    assert_eq!(journal.head().unwrap(), None);
    assert_eq!(journal.entries_of_day(DAY).unwrap(), []);
}

#[test]
fn a_retry_of_the_same_command_writes_once() {
    let mut journal = memory();
    let first = append(&mut journal, None, &[draft("a", noted("only once"))]).unwrap();
    write(&mut journal, vec![noted("something else")]);
    let again = append(&mut journal, None, &[draft("a", noted("only once"))]).unwrap();
    assert_eq!(again, first);
    assert_eq!(journal.lookup(&CommandId(Arc::from("a"))).unwrap(), first);
    assert_eq!(journal.lookup(&CommandId(Arc::from("b"))).unwrap(), []);
    assert_eq!(journal.head().unwrap().unwrap().seq, Seq(2));
}

#[test]
fn a_decision_on_an_outdated_head_is_not_written() {
    let mut journal = memory();
    write(&mut journal, vec![noted("first")]);
    let late = append(&mut journal, None, &[draft("late", noted("late"))]);
    assert!(matches!(late, Err(JournalError::Behind { head: Some(Seq(1)) })), "{late:?}");
    assert_eq!(texts(&journal), [r#"{"text":"first"}"#]);
}

#[test]
fn two_writers_at_once_make_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let write_all = |name: &'static str| {
        let mut journal = open(&path);
        for number in 0..50 {
            let draft = [draft(&format!("{name}{number}"), noted(name))];
            let mut head = journal.head().unwrap().map(|it| it.seq);
            loop {
                match append(&mut journal, head, &draft) {
                    Ok(_) => break,
                    Err(JournalError::Behind { head: moved }) => head = moved,
                    Err(fault) => panic!("{fault}"),
                }
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write_all("left"));
        scope.spawn(|| write_all("right"));
    });
    let journal = open(&path);
    assert_eq!(journal.head().unwrap().unwrap().seq, Seq(100));
    let Verdict::Sound(sound) = journal.verify(None).unwrap() else { panic!("forked") };
    assert_eq!(sound.count, 100);
}

#[test]
fn a_new_journal_that_several_open_at_once_is_founded_once() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder);
        std::thread::scope(|scope| {
            let desks = [1, 2, 3, 4].map(|_| scope.spawn(|| open(&path).desk_id().to_owned()));
            for desk in desks {
                assert_eq!(desk.join().unwrap(), founding().desk_id);
            }
        });
    }
}

#[test]
fn another_process_writing_is_noticed_by_a_changed_number() {
    let folder = tempfile::tempdir().unwrap();
    let (watching, mut writing) = (open(&file(&folder)), open(&file(&folder)));
    let before = watching.data_version().unwrap();
    assert_eq!(watching.data_version().unwrap(), before);
    write(&mut writing, vec![noted("new")]);
    assert_ne!(watching.data_version().unwrap(), before);
}

#[test]
fn entries_desk_and_revisions_can_be_neither_changed_nor_deleted_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(&file(&folder));
    let source = Source { revision: Revision::new("r1"), files: vec![] };
    let opened = Fact::DayOpened { day: DAY, revision: Revision::new("r1") };
    journal.append(&stamp(), None, &[draft("a", opened)], &[source]).unwrap();
    let raw = Connection::open(file(&folder)).unwrap();
    for (sql, why) in [
        ("UPDATE entry SET payload = '{}'", "entries are never changed"),
        ("DELETE FROM entry", "entries are never deleted"),
        ("REPLACE INTO entry SELECT * FROM entry", "entries are only added at the end"),
        ("UPDATE desk SET desk_id = 'x'", "the desk is never changed"),
        ("DELETE FROM desk", "the desk is never deleted"),
        ("REPLACE INTO desk SELECT * FROM desk", "the desk is named once"),
        ("UPDATE revision SET files = '[]'", "revisions are never changed"),
        ("DELETE FROM revision", "revisions are never deleted"),
        ("REPLACE INTO revision SELECT * FROM revision", "a revision is kept once"),
    ] {
        let refused = raw.execute(sql, []).unwrap_err().to_string();
        assert_eq!(refused, why, "{sql}");
    }
}

#[test]
fn every_setting_that_durability_rests_on_is_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&file(&folder));
    let told = |journal: &Journal| {
        let settings = journal.settings().unwrap();
        settings.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        told(&journal),
        "journal_mode=wal synchronous=2 foreign_keys=1 trusted_schema=0 cell_size_check=1 \
         mmap_size=0 wal_autocheckpoint=1000 journal_size_limit=67108864 recursive_triggers=1 \
         busy_timeout=5000 query_only=0 defensive=1"
    );
    let reader = told(&Journal::open_read_only(&file(&folder)).unwrap());
    assert!(reader.contains("query_only=1 defensive=1"), "{reader}");
    assert!(reader.contains("wal_autocheckpoint=0"), "a reader never checkpoints: {reader}");
    let raw = Connection::open(file(&folder)).unwrap();
    let number = |name| raw.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((number("application_id"), number("user_version")), (0x7a68_626e, 3));
}

#[test]
fn the_revision_of_a_day_can_be_read_for_ever() {
    let mut journal = memory();
    let revision = Revision::new("abc");
    let opened = || Fact::DayOpened { day: DAY, revision: Revision::new("abc") };
    let without = append(&mut journal, None, &[draft("a", opened())]);
    assert!(matches!(without, Err(JournalError::NoSource(_))), "{without:?}");
    let files = vec![("store.toml".to_owned(), "# 商场".to_owned())];
    let source = Source { revision: revision.clone(), files };
    let sources = std::slice::from_ref(&source);
    journal.append(&stamp(), None, &[draft("a", opened())], sources).unwrap();
    assert_eq!(journal.revision(&revision).unwrap(), Some(source));
    assert_eq!(journal.days().unwrap(), [(DAY, Some(revision))].into());
}

#[test]
fn the_working_set_holds_what_is_open_and_leaves_out_what_is_long_done() {
    let mut journal = memory();
    let (old, older) = (DAY - chrono::Days::new(9), DAY - chrono::Days::new(10));
    let mut seqs = |day, facts| -> Vec<u64> {
        write_on(&mut journal, day, facts).iter().map(|it| it.seq.0).collect()
    };
    let fixed = |finding| {
        let fixed_by = Officer::new("电工");
        Fact::Fixed(Fixed { finding: Seq(finding), fixed_by, done: "换了".to_owned() })
    };
    let right = |finding| {
        let result = SecondLook::Right;
        Fact::Reinspected(Reinspected { finding: Seq(finding), result, note: None })
    };
    seqs(older, vec![Fact::StoreNamed("甲店".to_owned()), Fact::DeskTaken, noted("long ago")]);
    seqs(older, vec![Fact::Found(found("漏水")), Fact::Found(found("灯坏")), fixed(4)]);
    seqs(old, vec![fixed(5), right(5), noted("long ago as well"), Fact::DeskTaken]);
    seqs(DAY - chrono::Days::new(1), vec![noted("yesterday")]);
    seqs(DAY, vec![noted("today")]);
    let set = |day| -> Vec<u64> {
        journal.working_set(day, &[]).unwrap().iter().map(|it| it.seq.0).collect()
    };
    assert_eq!(set(DAY), [1, 4, 6, 10, 11, 12]);
    assert_eq!(set(DAY + chrono::Days::new(5)), [1, 4, 6, 10]);
    let until = journal.working_set_until(old, &[], stamp().recorded).unwrap();
    assert_eq!(until.iter().map(|it| it.seq.0).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
}

#[test]
fn chinese_words_of_one_character_and_more_are_found() {
    let mut journal = memory();
    let mut pump = found("消防泵房漏水");
    pump.floor = Some(FloorId::new("B1"));
    pump.severity = Severity::Critical;
    write(&mut journal, vec![Fact::Found(pump), Fact::Found(found("灯不亮")), noted("Pump OK 栓")]);
    let find = |words: &str| -> Vec<u64> {
        let filter = Filter { words: words.to_owned(), ..Filter::default() };
        journal.search(&filter).unwrap().iter().map(|it| it.seq.0).collect()
    };
    assert_eq!(find("漏"), [1]);
    assert_eq!(find("水"), [1], "the last character of a text");
    assert_eq!(find("泵房"), [1]);
    assert_eq!(find("防泵房漏"), [1]);
    assert_eq!(find("房泵"), [] as [u64; 0]);
    assert_eq!(find("pum"), [3], "the beginning of a word, in any case");
    assert_eq!(find("b1 漏水"), [1]);
    assert_eq!(find("栓"), [3]);
    assert_eq!(find("值班员甲"), [3, 2, 1], "newest first");
    assert_eq!(find("\" OR *"), [] as [u64; 0]);
    assert_eq!(find("  "), [3, 2, 1]);
    let only = |filter: Filter| -> Vec<u64> {
        journal.search(&filter).unwrap().iter().map(|it| it.seq.0).collect()
    };
    assert_eq!(only(Filter { floor: Some(FloorId::new("B1")), ..Filter::default() }), [1]);
    assert_eq!(only(Filter { severity: Some(Severity::Major), ..Filter::default() }), [2]);
    assert_eq!(only(Filter { only: Only::Findings, ..Filter::default() }), [2, 1]);
    assert_eq!(only(Filter { count_max: 1, day: Some(DAY), ..Filter::default() }), [3]);
    assert_eq!(only(Filter { day: DAY.succ_opt(), ..Filter::default() }), [] as [u64; 0]);
}

#[test]
fn a_finding_is_open_until_a_second_look_and_again_when_that_was_a_mistake() {
    use zhiban::engine::command::{Corrected, Correction, Proof};
    let mut journal = memory();
    let open = |journal: &Journal| {
        let filter = Filter { only: Only::OpenFindings, ..Filter::default() };
        journal.search(&filter).unwrap().len()
    };
    let withdraw = |entry| {
        let (entry, reason) = (Seq(entry), "记错".to_owned());
        Fact::Corrected(Corrected {
            entry,
            reason,
            correction: Correction::Withdrawn,
            proof: Proof::Name,
        })
    };
    let look = |result| Fact::Reinspected(Reinspected { finding: Seq(1), result, note: None });
    write(&mut journal, vec![Fact::Found(found("漏水"))]);
    assert_eq!(open(&journal), 1);
    write(&mut journal, vec![look(SecondLook::Right)]);
    assert_eq!(open(&journal), 0);
    write(&mut journal, vec![withdraw(2)]);
    assert_eq!(open(&journal), 1);
    write(&mut journal, vec![withdraw(1)]);
    assert_eq!(open(&journal), 0);
    assert!(matches!(journal.verify(None).unwrap(), Verdict::Sound(_)));
}

#[test]
fn the_last_sign_of_life_and_half_typed_text_are_kept_beside_the_entries() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(&file(&folder));
    assert_eq!(journal.presence().unwrap(), None);
    journal.mark_presence(stamp().recorded).unwrap();
    journal.keep_draft("finding", "三楼").unwrap();
    drop(journal);
    let mut journal = open(&file(&folder));
    assert_eq!(journal.presence().unwrap(), Some(stamp().recorded));
    assert_eq!(journal.draft("finding").unwrap().as_deref(), Some("三楼"));
    journal.keep_draft("finding", "").unwrap();
    assert_eq!(journal.draft("finding").unwrap(), None);
}

fn refused(path: &Path) -> JournalError {
    let before = std::fs::read(path).ok();
    let fault = Journal::open(path, &founding()).unwrap_err();
    assert_eq!(std::fs::read(path).ok(), before, "a refused file is left alone");
    for lang in [Lang::Zh, Lang::En] {
        assert!(!fault.explain(lang).is_empty());
    }
    fault
}

#[test]
fn a_file_that_is_not_ours_or_of_a_newer_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    drop(open(&path));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let fault = refused(&path);
    assert!(matches!(fault, JournalError::Newer { found: 99, known: 3 }), "{fault:?}");
    assert!(fault.explain(Lang::En).contains("Update zhiban"));
    let fault = Journal::open_read_only(&path).unwrap_err();
    assert!(matches!(fault, JournalError::Newer { .. }), "{fault:?}");

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(refused(&other), JournalError::NotAJournal));
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "not a database at all, but long enough to look at".repeat(30)).unwrap();
    assert!(matches!(refused(&text), JournalError::NotAJournal));
}

#[test]
fn a_place_that_cannot_hold_a_journal_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("a-file");
    std::fs::write(&blocked, "").unwrap();
    let fault = Journal::open(&blocked.join("zhiban.db"), &founding()).unwrap_err();
    assert!(matches!(fault, JournalError::CannotOpen { .. }), "{fault:?}");
    assert!(fault.explain(Lang::Zh).contains("a-file"));
    let missing = Journal::open_read_only(&folder.path().join("none.db")).unwrap_err();
    assert!(matches!(missing, JournalError::Missing(_)), "{missing:?}");
}

#[cfg(unix)]
#[test]
fn others_can_neither_read_the_journal_nor_write_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").join("zhiban.db");
    let mut journal = open(&path);
    write(&mut journal, vec![noted("private")]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    drop(journal);
    let open_to_all = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(path.parent().unwrap(), open_to_all).unwrap();
    let fault = Journal::open(&path, &founding()).unwrap_err();
    assert!(matches!(fault, JournalError::OpenToOthers(_)), "{fault:?}");
}

#[test]
fn a_reader_sees_new_entries_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(&file(&folder));
    let mut reader = Journal::open_read_only(&file(&folder)).unwrap();
    let written = write(&mut writer, vec![noted("seen")]);
    assert_eq!(reader.entries_since(None).unwrap(), written);
    let refused = append(&mut reader, Some(Seq(1)), &[draft("x", noted("never"))]);
    assert!(matches!(refused, Err(JournalError::ReadOnly)), "{refused:?}");
    assert!(reader.mark_presence(stamp().recorded).is_err());
}

#[test]
fn the_hash_covers_the_fields_in_the_documented_way() {
    let link = chain::Link {
        seq: 1,
        prev: chain::START,
        id: "c1/0",
        day: "2026-11-23",
        happened_ms: 1_763_859_540_000,
        recorded_ms: 1_763_859_600_000,
        offset_s: 28_800,
        zone: "Asia/Shanghai",
        boot_id: "boot-1",
        boot_ms: 60_000,
        officer: "值班员甲",
        kind: "noted",
        subject: None,
        payload: r#"{"text":"三楼"}"#,
    };
    let mut chain = chain::Chain::of("desk-1");
    assert_eq!(chain.hash(&link), VECTOR_FIRST);
    assert!(chain.fits(&link, VECTOR_FIRST));
    assert!(!chain.fits(&link, &VECTOR_FIRST.to_uppercase()));
    let second = chain::Link { seq: 2, prev: VECTOR_FIRST, subject: Some(1), ..link };
    assert_eq!(chain.hash(&second), VECTOR_SECOND);
    let (happened_ms, recorded_ms, offset_s) = (i64::MIN, i64::MAX, -34_200);
    let far = chain::Link { happened_ms, recorded_ms, offset_s, boot_ms: 0, ..second };
    assert_eq!(chain.hash(&far), VECTOR_FAR);
}

const VECTOR_FIRST: &str = "092dab9521ae722dd959bf0343806104a4d06b6c4fb76e44d356c564580b71ce";
const VECTOR_FAR: &str = "063da36a1d6a0150e5b19215ef4007cbdd895935487e46ae24551f739366e4a5";
const VECTOR_SECOND: &str = "d73fe1075c3bff12c118e3d1d08cceb0a1de00900292c1c5bbdbba5ae0663ef5";

#[cfg(unix)]
#[test]
fn a_stranger_checks_the_journal_with_sqlite3_and_sha256sum_alone() {
    use std::process::Command;
    let here = |program| Command::new(program).arg("--version").output().is_ok();
    if !here("sqlite3") || !here("sha256sum") {
        return; // The fixed vectors above stand in for it.
    }
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let mut journal = open(&path);
    write(&mut journal, vec![noted("三楼\n\"二\""), Fact::Found(found("漏水")), Fact::DeskTaken]);
    let run = || {
        let out =
            Command::new("sh").args(["-c", chain::RECIPE, "recipe"]).arg(&path).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let head = journal.head().unwrap().unwrap();
    assert_eq!(run(), format!("3 entries, head {}\n", head.hash));
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER entry_stays; UPDATE entry SET officer = '乙' WHERE seq = 2")
        .unwrap();
    assert_eq!(run(), "entry 2: was changed\n");
}

#[test]
fn days_far_apart_do_not_mix() {
    let mut journal = memory();
    let before = DAY.pred_opt().unwrap();
    let drafts = [draft_on(before, "a", noted("before")), draft_on(DAY, "b", noted("on the day"))];
    append(&mut journal, None, &drafts).unwrap();
    // The clock went back over midnight.
    write_on(&mut journal, before, vec![noted("before, again")]);
    let of =
        |day| journal.entries_of_day(day).unwrap().iter().map(|it| it.seq.0).collect::<Vec<_>>();
    assert_eq!((of(before), of(DAY)), (vec![1, 3], vec![2]));
}
