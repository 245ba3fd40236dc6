//! What was signed can be checked: the report is kept, it is that very one, the record leads to it.

use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;
use zhiban::engine::command::Seal;
use zhiban::engine::{Action, Seq};

use crate::support::handover::{begun, briefed};
use crate::support::program::say;
use crate::support::shelf::Shelf;

/// A record with one handover, and the note that it covers.
fn handed() -> (Shelf, Seq) {
    let mut shelf = Shelf::new();
    shelf.tell("08:10", "甲", Action::TakeDesk);
    let note = shelf.tell("09:00", "甲", Action::Note("三楼漏水".into()));
    shelf.hand_over("14:55", "甲", "乙");
    (shelf, note)
}

/// Runs the check, asks that it comes out as said in both languages, and returns both outputs.
fn verify(shelf: &Shelf, code: i32) -> (String, Value) {
    let said: Vec<String> = ["zh", "en"]
        .into_iter()
        .map(|lang| {
            let ran = shelf.run(lang, &["verify"]);
            assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{}", ran.out);
            // What the record itself comes to is told elsewhere, and its hashes are new each time.
            ran.out
                .lines()
                .filter(|it| it.contains("交接") || it.contains("andover"))
                .fold(String::new(), |text, line| text + line + "\n")
        })
        .collect();
    let ran = shelf.run("zh", &["verify", "--json"]);
    assert_eq!(ran.code, code, "{}", ran.out);
    (said.concat(), serde_json::from_str(&ran.out).unwrap())
}

fn each(form: &Value, key: &str) -> Vec<Value> {
    form["signatures"].as_array().unwrap().iter().map(|it| it[key].clone()).collect()
}

#[test]
fn an_intact_handover_is_sound_and_every_signature_is_listed_with_all_that_it_carries() {
    let (shelf, _) = handed();
    let (said, form) = verify(&shelf, 0);
    assert_snapshot!(said, @r"
    交接签字 3 处，签的报告都在，一字没改。
    Signatures of handovers: 3; each report is there, unaltered.
    ");
    assert_eq!(form["sound"], true);
    assert_eq!(each(&form, "meaning"), ["handed-over", "took-over", "reviewed"]);
    assert_eq!(each(&form, "name"), ["甲", "乙", "甲"]);
    assert_eq!(each(&form, "kept"), ["whole"; 3]);
    assert_eq!(each(&form, "chained"), [true; 3]);
    assert!(each(&form, "report").iter().all(|it| it.as_str().unwrap().len() == 64));
    assert!(each(&form, "at").iter().all(|it| it.as_str().unwrap().ends_with('Z')));
    assert_eq!(each(&form, "void_by"), [Value::Null, Value::Null, Value::Null]);
    // The record itself lists the same.
    let log: Value = serde_json::from_str(&shelf.run("zh", &["log", "--json"]).out).unwrap();
    let signed = log.as_array().unwrap().iter().filter(|it| !it["signed"].is_null());
    let signed: Vec<&Value> = signed.map(|it| &it["signed"]).collect();
    let meanings: Vec<&Value> = signed.iter().map(|it| &it["meaning"]).collect();
    assert_eq!(meanings, ["handed-over", "took-over", "reviewed"]);
    assert!(signed.iter().all(|it| it["report"] == form["signatures"][0]["report"]));
}

#[test]
fn a_changed_byte_in_the_kept_report_is_found() {
    let (shelf, _) = handed();
    let [file] = &shelf.signed()[..] else { panic!("one report was signed") };
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(file, bytes).unwrap();
    let (said, form) = verify(&shelf, 1);
    assert_eq!(said.matches("文件被改动过").count(), 3, "{said}");
    assert_eq!(said.matches("the file was altered").count(), 3, "{said}");
    assert_eq!((&form["sound"], each(&form, "kept")), (&false.into(), vec!["altered".into(); 3]));
}

#[test]
fn a_missing_report_is_found() {
    let (shelf, _) = handed();
    std::fs::remove_file(&shelf.signed()[0]).unwrap();
    let (said, form) = verify(&shelf, 1);
    assert_eq!(said.matches("文件不见了").count(), 3, "{said}");
    assert_eq!(each(&form, "kept"), ["missing"; 3]);
}

#[test]
fn the_report_of_another_shift_in_its_place_is_named() {
    let (mut shelf, _) = handed();
    shelf.tell("18:00", "乙", Action::Note("卷帘门卡住".into()));
    let second = shelf.hand_over("20:50", "乙", "丙");
    let [one, other] = &shelf.signed()[..] else { panic!("two reports were signed") };
    let (first, late) = (std::fs::read(one).unwrap(), std::fs::read(other).unwrap());
    std::fs::write(one, late).unwrap();
    let (said, form) = verify(&shelf, 1);
    assert_eq!(each(&form, "kept").iter().filter(|it| *it == "other-report").count(), 3);
    assert!(said.contains("换成了交接"), "{said}");
    assert!(said.contains("in the place of the report"), "{said}");
    std::fs::write(other, first).unwrap();
    let (_, form) = verify(&shelf, 1);
    assert_eq!(each(&form, "kept"), ["other-report"; 6], "both are swapped");
    assert_eq!(form["signatures"][5]["handover"], second.0);
}

#[test]
fn a_signature_that_a_correction_made_void_is_named_and_is_no_alteration() {
    let (mut shelf, note) = handed();
    let by = shelf.correct("15:30", "乙", note);
    let (said, form) = verify(&shelf, 0);
    assert_eq!(each(&form, "void_by"), [by.0, by.0, by.0]);
    assert_eq!(said.matches("签字作废").count(), 3, "{said}");
    assert_eq!(said.matches("void by the later correction").count(), 3, "{said}");
    // A correction of what the next shift wrote leaves the signatures as they are.
    let (mut shelf, _) = handed();
    let later = shelf.tell("16:00", "乙", Action::Note("走错了".into()));
    shelf.correct("16:10", "乙", later);
    assert_eq!(each(&verify(&shelf, 0).1, "void_by"), [Value::Null, Value::Null, Value::Null]);
}

#[test]
fn a_signature_under_another_hash_of_the_record_is_found() {
    let mut shelf = Shelf::new();
    shelf.tell("08:10", "甲", Action::TakeDesk);
    let number = shelf.tell("14:55", "甲", begun("乙", &[]));
    let Action::Handover(act) = shelf.sealed(briefed(number)) else { panic!("no act") };
    let seal = Seal { head: "a1".repeat(32), ..act.seal().unwrap().clone() };
    shelf.execute("14:55", "甲", Action::Handover(act.sealed(seal)));
    let (said, form) = verify(&shelf, 1);
    assert_eq!(
        (each(&form, "kept"), each(&form, "chained")),
        (vec!["whole".into()], vec![false.into()])
    );
    assert!(said.contains("校验码和现在的记录不同") && said.contains("another hash now"), "{said}");
}

#[test]
fn one_changed_byte_of_a_written_pdf_is_found_by_naming_the_file() {
    let (shelf, _) = handed();
    let report = ["report", "handover", "--day", "2026-11-23", "--shift", "day", "-o", "h.pdf"];
    let ran = shelf.run("zh", &report);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let known = shelf.run("zh", &["verify", "h.pdf"]);
    assert_eq!(known.code, 0, "{}{}", known.out, known.err);
    assert!(known.out.contains("一字节没改"), "{}", known.out);
    let path = shelf.program.path("h.pdf");
    let whole = std::fs::read(&path).unwrap();
    // What is printed names what is signed.
    let signed = form_of(&shelf)["signatures"][0]["report"].as_str().unwrap().to_owned();
    match Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output() {
        Ok(read) => {
            let text: String = String::from_utf8_lossy(&read.stdout).split_whitespace().collect();
            let groups = (0..8).all(|it| text.contains(&signed[it * 8..it * 8 + 8]));
            assert!(groups, "{signed} is not on the sheet:\n{text}");
        }
        Err(_) => say("skipped: pdftotext is not installed"),
    }
    // The same under another name is still that file.
    std::fs::write(shelf.program.path("copy.pdf"), &whole).unwrap();
    assert_eq!(shelf.run("en", &["verify", "copy.pdf"]).code, 0);
    for place in [0, whole.len() / 3, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x20;
        std::fs::write(&path, &bytes).unwrap();
        let ran = shelf.run("en", &["verify", "h.pdf"]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains("h.pdf was altered"), "{}", ran.out);
        std::fs::write(shelf.program.path("copy.pdf"), &bytes).unwrap();
        let ran = shelf.run("en", &["verify", "copy.pdf"]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("does not know copy.pdf"), "{}", ran.out);
    }
    let form = shelf.run("zh", &["verify", "h.pdf", "--json"]);
    let form: Value = serde_json::from_str(&form.out).unwrap();
    assert_eq!((&form["sound"], &form["file"]["state"]), (&false.into(), &"altered".into()));
    let gone = shelf.run("en", &["verify", "nowhere.pdf"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("name a plain file"), "{}", gone.err);
}

fn form_of(shelf: &Shelf) -> Value {
    serde_json::from_str(&shelf.run("zh", &["verify", "--json"]).out).unwrap()
}

#[test]
fn a_report_that_was_signed_is_known_by_its_file_wherever_it_lies() {
    let (shelf, _) = handed();
    let name = "elsewhere.json";
    std::fs::copy(&shelf.signed()[0], shelf.program.path(name)).unwrap();
    let ran = shelf.run("en", &["verify", name]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("the report signed at handover"), "{}", ran.out);
}
