//! The papers on the command line: kinds, formats and files, as an officer asks for them.

use crate::support::program::{Program, Ran};

/// What a day's papers hold is told elsewhere: here a short day is enough.
const SHORT: &str = "{\"day\":\"2026-11-23\",\"officer\":\"值班经理甲\"}\n\
    {\"at\":\"08:30\",\"do\":\"find\",\"what\":\"三楼扶梯口地面有水\",\"floor\":\"3F\"}\n";

fn rehearse(program: &Program, kind: &str, more: &[&str]) -> Ran {
    std::fs::write(program.path("short.jsonl"), SHORT).unwrap();
    let words = ["rehearse", "--script", "short.jsonl", "--headless", "--report", kind];
    program.run(&[&words[..], more].concat())
}

fn noted() -> Program {
    let program = Program::new();
    let ran = program.run(&["note", "地面有水", "--floor", "3F", "--by", "值班员甲"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    program
}

#[test]
fn a_day_from_a_script_ends_in_any_form() {
    let program = Program::new();
    let told = [
        ("handover", "交接报告"),
        ("day", "营业日报告"),
        ("fire-patrol", "防火巡查记录"),
        ("diary", "当班日记"),
        ("floor-log", "楼层值班日志"),
        ("sweep", "清场记录"),
        ("month", "月报"),
        ("blank", "空白值班表"),
    ];
    for (kind, title) in told {
        let ran = rehearse(&program, kind, &[]);
        assert_eq!(ran.code, 0, "{kind}: {}", ran.err);
        assert!(ran.out.starts_with(title), "{kind}: {}", ran.out);
    }
}

#[test]
fn the_name_of_the_file_chooses_the_format() {
    let program = Program::new();
    for (name, begins) in [
        ("month.xlsx", &b"PK"[..]),
        ("month.csv", "\u{feff}\"日期\"".as_bytes()),
        ("month.pdf", b"%PDF"),
        ("month.escpos", b"\x1b@"),
    ] {
        let ran = rehearse(&program, "month", &["-o", name]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        let bytes = std::fs::read(program.path(name)).unwrap();
        assert!(bytes.starts_with(begins), "{name}");
    }
}

#[test]
fn a_month_counts_the_days_of_the_record_and_the_findings_on_them() {
    let program = noted();
    let month = program.json(&["report", "month", "--format", "json"]);
    assert_eq!(month["days"].as_array().unwrap().len(), 1);
    assert_eq!(month["days"][0]["found"], 1);
    let earlier = program.json(&["report", "month", "--day", "2020-02-02", "--format", "json"]);
    assert_eq!(earlier["month"], "2020-02");
    assert_eq!(earlier["days"].as_array().unwrap().len(), 0);
}

#[test]
fn the_empty_forms_are_those_of_tomorrow_and_need_no_record() {
    let program = Program::new();
    let of =
        |words: &[&str]| program.json(&[&["report", "blank", "--format", "json"], words].concat());
    let plan = program.json(&["schedule", "plan", "--json", "--day", "tomorrow"]);
    let blank = of(&[]);
    assert_eq!(blank["day"], plan["day"]);
    assert_eq!(blank["steps"].as_array().unwrap().len(), plan["steps"].as_array().unwrap().len());
    assert_eq!(of(&["--day", "2026-12-25"])["day"], "2026-12-25");
}

#[test]
fn a_paper_that_is_about_no_shift_refuses_one_and_writes_nothing() {
    let program = noted();
    for kind in ["month", "blank"] {
        let ran = program.run(&["report", kind, "--shift", "early", "-o", "x.csv"]);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("--shift"), "{}", ran.err);
        assert!(!program.path("x.csv").exists());
    }
}

#[test]
fn an_unknown_kind_is_answered_with_those_that_there_are() {
    let ran = Program::new().run(&["report", "patrol"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("fire-patrol"), "{}", ran.err);
}

#[test]
fn the_log_goes_into_a_workbook_or_a_marked_csv_file_and_bare_into_a_pipe() {
    let program = noted();
    assert_eq!(program.run(&["log", "-o", "log.xlsx"]).code, 0);
    assert!(std::fs::read(program.path("log.xlsx")).unwrap().starts_with(b"PK"));
    // The export becomes an entry of its own, so the pipe comes first.
    let piped = program.run(&["log", "--csv"]).out;
    assert_eq!(program.run(&["log", "-o", "log.csv"]).code, 0);
    let file = std::fs::read_to_string(program.path("log.csv")).unwrap();
    assert!(piped.starts_with("\"seq\",") && piped.contains("地面有水"), "{piped}");
    assert_eq!(file, format!("\u{feff}{piped}"));
    let again = program.run(&["log", "-o", "log.csv"]);
    assert_eq!(again.code, 2, "a file is never written over");
    let both = program.run(&["log", "--csv", "--xlsx"]);
    assert_eq!(both.code, 2);
}

/// Writes a report into a file and returns it as JSON, with the hash of the file.
fn filed(program: &Program, kind: &str, file: &str) -> (serde_json::Value, String) {
    let ran = program.run(&["report", kind, "-o", file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bytes = std::fs::read(program.path(file)).unwrap();
    (serde_json::from_slice(&bytes).unwrap(), zhiban::journal::chain::fingerprint(&bytes))
}

#[test]
fn each_report_names_the_one_of_its_kind_that_left_the_desk_before() {
    let program = noted();
    let (first, hash) = filed(&program, "day", "1.json");
    assert_eq!(first["previous"], serde_json::Value::Null);
    let (other, _) = filed(&program, "diary", "2.json");
    assert_eq!(other["previous"], serde_json::Value::Null, "of another kind");
    let (second, _) = filed(&program, "day", "3.json");
    assert_eq!(second["previous"]["sha256"], hash.as_str());
    let entry = second["previous"]["entry"].as_u64().unwrap();
    assert!(first["head"].as_u64().unwrap() < entry && entry <= second["head"].as_u64().unwrap());
    assert_ne!(first["number"], second["number"], "no two that left bear one number");
    let ran = program.run(&["report", "day"]);
    assert!(ran.out.contains("上一份报告"), "{}", ran.out);
}

#[test]
fn a_report_says_which_entries_it_holds_and_how_many() {
    let program = noted();
    let (report, _) = filed(&program, "day", "1.json");
    let log = program.json(&["log", "--json"]);
    let before = log.as_array().unwrap().len() as u64 - 1;
    assert_eq!(report["first"], 1);
    assert_eq!((&report["head"], &report["count"]), (&before.into(), &before.into()));
    let number = report["number"].as_str().unwrap();
    let (rest, desk) = number.rsplit_once('-').unwrap();
    assert!(rest.ends_with(&format!("-{before:06}")) && desk.len() == 4, "{number}");
}
