//! What is signed at a handover: the exact report, checked by a stranger, broken by any change.

use std::sync::{Arc, LazyLock};

use chrono::Duration;
use proptest::prelude::{ProptestConfig, any, proptest};
use zhiban::engine::command::{Document, Exported, HandoverAct, Proof, Seal};
use zhiban::engine::officer::OfficerNumber;
use zhiban::engine::{Action, Engine, Entry, Fact, Officer, Seq};
use zhiban::journal::{Draft, Journal, Stamp, chain};
use zhiban::report::{Format, Report, render, render_pdf};
use zhiban::schedule::Lang;
use zhiban::session::InForce;

use crate::support::bench::{Bench, folder, schedule};
use crate::support::handover::{accepted, begun, briefed, read_back, reviewed};
use crate::support::program::say;
use crate::support::record::{memory, write};

const SMALL: &str = "tests/fixtures/small";

/// The small store, read once.
static STORE: LazyLock<InForce> = LazyLock::new(|| InForce::new(schedule(SMALL), &folder(SMALL)));

/// A shift with work of every kind, and the line at its end.
fn shift() -> Bench {
    let mut bench = Bench::new();
    bench.as_of("甲", Action::TakeDesk).unwrap();
    for (time, text) in [("09:00", "门外排队"), ("10:30", "送货迟到"), ("13:00", "空调不冷")]
    {
        bench.at(time).as_of("甲", Action::Note(text.into())).unwrap();
    }
    bench.at("14:50").as_of("甲", begun("乙", &[])).unwrap();
    bench
}

/// Returns the end of the chain over some entries, as a journal of them would have it.
fn head(entries: &[Entry]) -> String {
    let mut journal: Journal = memory();
    let mut last = None;
    for it in entries {
        let draft = Draft {
            // One command an entry: the journal writes a command once.
            id: format!("{}/0", it.id.replace('/', ".")),
            day: it.day,
            happened: it.happened,
            officer: it.officer.clone(),
            fact: it.fact.clone(),
        };
        let stamp = Stamp::new(it.recorded, chrono_tz::Asia::Shanghai, "boot-1", 0);
        let sources = std::slice::from_ref(&STORE.source);
        let written = journal.append(&stamp, last, &[draft], sources).unwrap();
        last = written.last().map(|it| it.seq);
    }
    journal.head().unwrap().unwrap().hash
}

fn report(entries: &[Entry], number: Seq) -> Option<Report> {
    let mut engine = Engine::new(Arc::clone(&STORE.schedule));
    let covered: Vec<Entry> = entries.iter().filter(|it| it.seq <= number).cloned().collect();
    covered.iter().for_each(|it| engine.apply(it));
    let report = Report::of_handover(&engine, &covered, number)?;
    Some(report.anchored(&head(&covered)))
}

fn hash(bytes: &[u8]) -> String {
    chain::fingerprint(bytes)
}

fn seal_on(report: &Report, proof: Proof) -> Seal {
    let head = report.head_hash.clone().unwrap();
    Seal { proof, report: hash(&report.signed_bytes()), head }
}

/// Changes one thing in one entry, as somebody with the file in hand might.
fn changed(entries: &[Entry], which: usize, what: u8) -> Vec<Entry> {
    let mut changed = entries.to_vec();
    let it = &mut changed[which % entries.len()];
    match (what % 5, &mut it.fact) {
        (0, _) => it.officer = Officer::new("别人"),
        (1, _) => it.happened -= Duration::milliseconds(1 + i64::from(what)),
        (2, Fact::Noted(text)) => text.push('。'),
        (3, Fact::StoreNamed(name)) => name.push('店'),
        _ => it.id = format!("{}-x/0", it.id),
    }
    changed
}

#[test]
fn a_stranger_checks_the_paper_with_the_file_and_sha256sum() {
    let bench = shift();
    let report = report(&bench.entries, bench.seq()).unwrap();
    let seal = seal_on(&report, Proof::Name);
    assert!(report.is_sealed_by(&seal, hash));
    // Later acts, in either language, leave the signed bytes as they are.
    let mut later = bench;
    let number = later.seq();
    let begun = report.signed_bytes();
    for (who, action) in [("甲", briefed(number)), ("乙", read_back(number, "无", "巡一圈"))]
    {
        later.as_of(who, action).unwrap();
    }
    later.as_of("乙", accepted(number, &["手电筒"])).unwrap();
    let view = later.engine.handover(number).unwrap().clone();
    assert_eq!(report.with_handover(view).signed_bytes(), begun);
}

#[test]
fn a_thousand_changes_of_the_record_all_break_the_signature() {
    let bench = shift();
    let number = bench.seq();
    let signed = report(&bench.entries, number).unwrap();
    let seal = seal_on(&signed, Proof::Name);
    let (mut tried, mut missed, mut missed_by_control) = (0, 0, 0);
    for trial in 0..1_000_usize {
        let what = u8::try_from(trial % 251).unwrap();
        let changed = changed(&bench.entries, trial / 5 + trial, what);
        let Some(report) = report(&changed, number) else { continue };
        tried += 1;
        missed += usize::from(report.is_sealed_by(&seal, hash));
        // The control signs only what can be read: it must let something pass.
        let bare = |it: &Report| render(it, Format::Text, Lang::Zh).replace(&head_of(it), "");
        missed_by_control += usize::from(bare(&report) == bare(&signed));
    }
    say(&format!(
        "R24, the record: {tried} changes, {missed} missed; by a control that signs what can be \
         read: {missed_by_control} missed"
    ));
    assert_eq!(missed, 0, "a change that the signature does not show");
    assert_eq!(tried, 1_000);
    assert!(missed_by_control > 0, "the control finds everything, so it proves nothing");
}

/// Changes one thing in a file: a bit, a byte too many, one too few, an end cut off.
fn changed_file(whole: &[u8], trial: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    // A stride without a common factor: the places are spread over the whole file.
    let place = trial.wrapping_mul(7_919) % bytes.len();
    match trial % 8 {
        0 => bytes.insert(place, b'0'),
        1 => drop(bytes.remove(place)),
        2 => bytes.truncate(place),
        bit => bytes[place] ^= 1 << bit,
    }
    bytes
}

#[test]
fn a_thousand_changes_of_the_printed_sheet_all_break_the_hash_on_record() {
    let mut bench = shift();
    let number = bench.seq();
    let signed = report(&bench.entries, number).unwrap();
    let seal = seal_on(&signed, Proof::Name);
    let Action::Handover(act) = briefed(number) else { panic!("no act") };
    bench.as_of("甲", Action::Handover(act.sealed(seal.clone()))).unwrap();
    let sheet = signed.with_handover(bench.engine.handover(number).unwrap().clone());
    // What is printed names what is signed, and the record names what is printed.
    let text: String = render(&sheet, Format::Text, Lang::Zh).split_whitespace().collect();
    assert!(text.contains(&seal.report), "{text}");
    let pdf = render_pdf(&sheet, Lang::Zh).unwrap();
    let left = Exported {
        document: Document::Handover,
        file: "h.pdf".into(),
        bytes: pdf.len() as u64,
        sha256: hash(&pdf),
    };
    let mut journal = memory();
    write(&mut journal, vec![Fact::Exported(left)]);
    let known = |bytes: &[u8]| !journal.left_desk(&hash(bytes), "").unwrap().is_empty();
    assert!(known(&pdf), "the sheet itself is known");
    let (mut missed, mut missed_by_control) = (0, 0);
    for trial in 0..1_000 {
        let changed = changed_file(&pdf, trial);
        missed += usize::from(known(&changed));
        // The control looks at what a person sees in a folder: the name, and the size in kilobytes.
        missed_by_control += usize::from(changed.len() / 1024 == pdf.len() / 1024);
    }
    say(&format!(
        "R24, the sheet of {} bytes: 1000 changes, {missed} missed; by name and size: \
         {missed_by_control} missed",
        pdf.len()
    ));
    assert_eq!(missed, 0, "a change that the record does not show");
    assert!(missed_by_control > 0, "the control finds everything, so it proves nothing");
}

fn head_of(report: &Report) -> String {
    let hash = report.head_hash.clone().unwrap();
    let digits: Vec<char> = hash.chars().take(32).collect();
    let groups: Vec<String> = digits.chunks(4).map(|it| it.iter().collect()).collect();
    groups.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_changed_byte_of_the_report_breaks_the_signature(place in any::<usize>(), bit in 0_u8..8) {
        let bench = shift();
        let report = report(&bench.entries, bench.seq()).unwrap();
        let seal = seal_on(&report, Proof::Name);
        let mut bytes = report.signed_bytes();
        let place = place % bytes.len();
        bytes[place] ^= 1 << bit;
        assert_ne!(hash(&bytes), seal.report);
    }

    #[test]
    fn the_sheet_shows_all_five_of_every_signature(
        from in "[甲乙丙]{2,3}", to in "[丁戊己]{2,3}", number in "[0-9]{3,6}", minutes in 0_i64..9,
    ) {
        let mut bench = shift();
        let drawn = bench.seq();
        let (from, to): (&'static str, &'static str) = (from.leak(), to.leak());
        // The relief is named by the line, so it is drawn anew.
        bench.as_of("甲", crate::support::handover::refused(drawn, "换人")).unwrap();
        bench.as_of(from, begun(to, &[])).unwrap();
        let it = bench.seq();
        let report = report(&bench.entries, it).unwrap();
        let known = OfficerNumber::parse(&number).unwrap();
        let seal = seal_on(&report, Proof::Pin(known));
        let sealed = |action: Action| match action {
            Action::Handover(act) => HandoverAct::sealed(act, seal.clone()),
            other => panic!("{other:?}"),
        };
        // That a number counts only behind its PIN is told elsewhere; here it is on the record.
        let mut write = |who: &str, action: Action| {
            bench.now += Duration::minutes(minutes);
            let entry = Entry {
                seq: Seq(bench.entries.len() as u64 + 1),
                id: format!("w{}/0", bench.entries.len()),
                day: bench.engine.day_of(bench.now),
                happened: bench.now,
                recorded: bench.now,
                officer: Officer::new(who),
                fact: Fact::Handover(sealed(action)),
            };
            bench.engine.apply(&entry);
            bench.entries.push(entry);
        };
        write(from, briefed(it));
        write(to, read_back(it, "无", "巡一圈"));
        write(to, accepted(it, &[]));
        write(from, reviewed(it));
        let view = bench.engine.handover(it).unwrap().clone();
        let signatures: Vec<_> = view.signatures().into_iter().cloned().collect();
        assert_eq!(signatures.len(), 3);
        let paper = report.with_handover(view);
        for lang in [Lang::Zh, Lang::En] {
            let text: String =
                render(&paper, Format::Text, lang).split_whitespace().collect::<Vec<_>>().join("");
            for signature in &signatures {
                let meaning = zhiban::words::meaning(signature.meaning, lang).replace(' ', "");
                let time = zhiban::words::moment(signature.at, chrono_tz::Asia::Shanghai);
                let name = signature.by.as_str().to_owned();
                for part in [meaning, time.replace(' ', ""), name, number.clone()] {
                    assert!(text.contains(&part), "{part} is not on the sheet:\n{text}");
                }
            }
            let json = render(&paper, Format::Json, lang);
            let form: serde_json::Value = serde_json::from_str(&json).unwrap();
            for it in form["handover"]["signatures"].as_array().unwrap() {
                for key in ["meaning", "name", "number", "at", "report", "head"] {
                    assert!(it[key].as_str().is_some_and(|it| !it.is_empty()), "{key}");
                }
            }
            // A hash breaks over lines; its groups stand in order.
            let groups: Vec<&str> = (0..8).map(|it| &seal.report[it * 8..it * 8 + 8]).collect();
            assert!(groups.iter().all(|it| text.contains(it)), "{text}");
        }
    }
}
