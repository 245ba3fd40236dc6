//! Officers and their PINs through the real binary: registered, changed, released, let go.

use insta::assert_snapshot;

use crate::support::program::{Program, Ran};

/// A store with one supervisor who chose a PIN.
fn store() -> Program {
    let program = Program::new();
    let first = ["officer", "add", "1001", "--name", "值班员甲", "--role", "duty-manager"];
    let ran = program.type_into(&[&first[..], &["--choose"]].concat(), "zh", "804931\n804931\n");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    program
}

/// A store with a guard as well, registered by the supervisor.
fn store_with_guard() -> Program {
    let program = store();
    let guard = ["officer", "add", "2001", "--name", "保安员甲", "--role", "guard", "--by", "1001"];
    let words = [&guard[..], &["--choose"]].concat();
    let ran = program.type_into(&words, "zh", "804931\n730658\n730658\n");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    program
}

fn said(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn the_first_supervisor_registers_freely_and_is_shown_a_drawn_pin_once() {
    let program = Program::new();
    let words = ["officer", "add", "1001", "--name", "值班员甲", "--role", "duty-manager"];
    let ran = program.type_into(&words, "zh", "");
    assert_eq!(ran.code, 0, "{}", said(&ran));
    let line = ran.out.lines().find(|it| it.contains("的密码")).unwrap();
    let digits: String = line.split('：').nth(1).unwrap().chars().take(6).collect();
    assert!(digits.chars().all(|it| it.is_ascii_digit()), "{line}");
    let pin = ["officer", "pin", "1001", "--choose"];
    let typed = format!("{digits}\n804931\n804931\n");
    let changed = program.type_into(&pin, "zh", &typed);
    assert_eq!(changed.code, 0, "the drawn PIN is the old one: {}", said(&changed));
}

#[test]
fn officers_are_listed_for_people_and_for_programs() {
    let program = store_with_guard();
    let list = program.run(&["officer", "list"]);
    assert!(list.out.contains("2001  保安员甲  保安员  在用"), "{}", list.out);
    let json = program.json(&["officer", "list", "--json"]);
    assert_eq!(json[0]["number"], "1001");
    assert_eq!((&json[0]["supervises"], &json[1]["supervises"]), (&true.into(), &false.into()));
    assert_eq!((&json[1]["state"], &json[1]["wrong_tries"]), (&"active".into(), &0.into()));
    assert_eq!(json[1]["roles"][0], "guard");
}

#[test]
fn the_first_officer_must_supervise() {
    let program = Program::new();
    let words = ["officer", "add", "2001", "--name", "保安员甲", "--role", "guard"];
    let ran = program.type_into(&words, "zh", "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("先登记一名主管"), "{}", ran.err);
}

#[test]
fn what_cannot_be_is_refused_with_the_reason_in_both_languages() {
    let program = store_with_guard();
    let add = |number: &'static str, name: &'static str, role: &'static str| {
        vec!["officer", "add", number, "--name", name, "--role", role, "--by", "1001"]
    };
    let attempts: Vec<(&str, Vec<&str>, &str)> = vec![
        ("wrong PIN", vec!["officer", "pin", "2001"], "111222\n"),
        (
            "nobody's number as supervisor",
            vec!["officer", "retire", "2001", "--by", "7777"],
            "111222\n",
        ),
        ("a guard as supervisor", vec!["officer", "retire", "2001", "--by", "2001"], "730658\n"),
        ("unknown officer", vec!["officer", "pin", "3003"], "111222\n"),
        ("number given already", add("2001", "保安员乙", "guard"), "804931\n"),
        ("name taken", add("2002", "保安员甲", "guard"), "804931\n"),
        ("no such role", add("2002", "保安员乙", "gaurd"), "804931\n"),
        ("not a number", add("20 02", "保安员乙", "guard"), ""),
        ("last supervisor", vec!["officer", "retire", "1001", "--by", "1001"], "804931\n"),
        ("PIN on the command line", vec!["officer", "pin", "2001", "730658"], ""),
        ("PIN as an option", vec!["officer", "add", "2002", "--pin", "730658"], ""),
        (
            "a date",
            vec!["officer", "pin", "2001", "--choose", "--by", "1001"],
            "804931\n19991231\n",
        ),
        ("a run", vec!["officer", "pin", "2001", "--choose", "--by", "1001"], "804931\n345678\n"),
        ("repeats", vec!["officer", "pin", "2001", "--choose", "--by", "1001"], "804931\n121212\n"),
        (
            "own number",
            vec!["officer", "pin", "2001", "--choose", "--by", "1001"],
            "804931\n920017\n",
        ),
        ("too short", vec!["officer", "pin", "2001", "--choose", "--by", "1001"], "804931\n83\n"),
        (
            "two that differ",
            vec!["officer", "pin", "2001", "--choose", "--by", "1001"],
            "804931\n830172\n830173\n",
        ),
        ("no answer", vec!["officer", "pin", "2001"], ""),
    ];
    let mut shown = String::new();
    for (what, words, typed) in attempts {
        shown.push_str(&format!("# {what}\n"));
        for lang in ["zh", "en"] {
            let ran = program.type_into(&words, lang, typed);
            assert_eq!(ran.code, 2, "{what}: {}", said(&ran));
            assert!(!said(&ran).contains("730658"), "a PIN is not repeated: {}", said(&ran));
            shown.push_str(&ran.err);
        }
    }
    assert_snapshot!("officer_refusals", shown);
}

#[test]
fn a_wrong_pin_and_a_number_that_nobody_has_read_the_same() {
    let program = store_with_guard();
    let by = |number: &'static str| ["officer", "retire", "2001", "--by", number];
    let wrong = program.type_into(&by("1001"), "en", "111222\n");
    let nobody = program.type_into(&by("7777"), "en", "111222\n");
    assert_eq!(wrong.err, nobody.err);
    assert_eq!((wrong.code, nobody.code), (2, 2));
}

#[test]
fn an_officer_who_is_retired_signs_no_more_and_the_past_stays() {
    let program = store_with_guard();
    let retire = ["officer", "retire", "2001", "--by", "1001"];
    assert_eq!(program.type_into(&retire, "zh", "804931\n").code, 0);
    let again = program.type_into(&["officer", "pin", "2001"], "en", "730658\n");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("was retired on"), "{}", again.err);
    let log = program.run(&["log", "保安员甲"]);
    assert!(log.out.contains("登记人员 2001 保安员甲"), "{}", log.out);
    let number = ["officer", "add", "2001", "--name", "保安员乙", "--role", "guard"];
    let ran = program.type_into(&number, "en", "804931\n");
    assert!(ran.err.contains("never given twice"), "{}", ran.err);
}

#[test]
fn four_wrong_in_a_row_must_wait_and_the_record_keeps_every_try() {
    let program = store_with_guard();
    for _ in 0..3 {
        assert_eq!(program.type_into(&["officer", "pin", "2001"], "zh", "111222\n").code, 2);
    }
    let barred = program.type_into(&["officer", "pin", "2001"], "zh", "730658\n");
    assert!(barred.err.contains("要等"), "the right PIN waits too: {}", barred.err);
    let recorded = program.run(&["note", "照样能记", "--by", "值班员甲"]);
    assert_eq!(recorded.code, 0, "{}", recorded.err);
    let log = program.json(&["log", "--json"]);
    let tries = log.as_array().unwrap().iter().filter(|it| it["kind"] == "pin-tried").count();
    assert_eq!(tries, 5, "the supervisor's own, three wrong, one too soon");
    let forgotten = ["officer", "pin", "2001", "--choose", "--by", "1001"];
    let ran = program.type_into(&forgotten, "zh", "804931\n615203\n615203\n");
    assert_eq!(ran.code, 0, "a supervisor sets it anew: {}", said(&ran));
    let own = ["officer", "pin", "2001", "--choose"];
    assert_eq!(program.type_into(&own, "zh", "615203\n730659\n730659\n").code, 0);
}

#[test]
fn no_pin_is_in_any_file_or_on_any_screen() {
    let program = store_with_guard();
    program.type_into(&["officer", "pin", "2001"], "zh", "111222\n");
    program.run(&["report", "day", "-o", "day.txt"]);
    let mut looked = 0;
    let mut folders = vec![program.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked += 1;
            let bytes = std::fs::read(&path).unwrap();
            for pin in ["804931", "730658", "111222"] {
                let found = bytes.windows(6).any(|it| it == pin.as_bytes());
                assert!(!found, "{pin} is in {}", path.display());
            }
        }
    }
    assert!(looked >= 4, "the record, the PINs, the report: {looked}");
}

#[cfg(unix)]
#[test]
fn the_file_of_pins_is_for_its_owner_alone_and_a_key_outside_guards_it() {
    use std::os::unix::fs::PermissionsExt;
    let program = store();
    let data = program.path(".local/share/zhiban");
    let mode = std::fs::metadata(data.join("pins")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let doctor = program.run(&["doctor"]);
    assert!(doctor.out.contains("没有外置钥匙"), "{}", doctor.out);
    let key = program.path("key");
    std::fs::write(&key, [7; 32]).unwrap();
    let with_key = |words: &[&str], typed: &str, key: &std::path::Path| {
        program.type_with(words, &[("ZHIBAN_PEPPER", key.to_str().unwrap())], typed)
    };
    let change = ["officer", "pin", "1001", "--choose"];
    let changed = with_key(&change, "804931\n615203\n615203\n", &key);
    assert_eq!(changed.code, 0, "{}", said(&changed));
    let without = program.type_into(&change, "zh", "615203\n804931\n804931\n");
    assert!(without.err.contains("外置钥匙不在"), "{}", without.err);
    std::fs::write(program.path("other"), [8; 32]).unwrap();
    let other = with_key(&change, "615203\n804931\n804931\n", &program.path("other"));
    assert!(other.err.contains("外置钥匙不在"), "{}", other.err);
    let log = program.json(&["log", "--json"]);
    let tries = log.as_array().unwrap().iter().filter(|it| it["kind"] == "pin-tried").count();
    assert_eq!(tries, 1, "what cannot be weighed is not counted");
}

#[test]
fn a_lost_file_of_pins_stops_signing_never_recording_and_a_supervisor_begins_anew() {
    let program = store_with_guard();
    let data = program.path(".local/share/zhiban");
    for damage in ["gone", "damaged"] {
        match damage {
            "gone" => std::fs::remove_file(data.join("pins")).unwrap(),
            _ => std::fs::write(data.join("pins"), "{").unwrap(),
        }
        let guard = program.type_into(&["officer", "pin", "2001"], "zh", "730658\n");
        assert_eq!(guard.code, 2, "{damage}: a guard does not begin: {}", said(&guard));
        let release = ["officer", "pin", "--release", "2001", "--by", "1001"];
        let refused = program.type_into(&release, "en", "804931\n");
        assert!(refused.err.contains("The PIN file `pins` is"), "{damage}: {}", refused.err);
        let recorded = program.run(&["note", "照样能记", "--by", "值班员甲"]);
        assert_eq!(recorded.code, 0, "{damage}: {}", recorded.err);
        let words = ["officer", "pin", "1001", "--choose"];
        let ran = program.type_into(&words, "zh", "804931\n804931\n");
        assert_eq!(ran.code, 0, "{damage}: {}", said(&ran));
    }
    let log = program.run(&["log"]);
    assert!(log.out.contains("密码文件丢失，未凭密码"), "{}", log.out);
}
