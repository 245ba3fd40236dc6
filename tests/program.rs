//! The real binary in an empty home: what it prints, where, and its exit code.

use crate::support::program::Program;

#[test]
fn help_and_version_go_to_the_standard_output_with_exit_code_0() {
    let program = Program::new();
    let help = program.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("退出码"), "{}", help.out);
    assert_eq!(program.run(&["--version"]).code, 0);
}

#[test]
fn a_usage_error_goes_to_the_error_output_with_exit_code_2() {
    let ran = Program::new().run(&["statsu"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("status"), "{}", ran.err);
}

#[test]
fn the_desk_without_a_terminal_says_what_programs_use() {
    let ran = Program::new().run_with(&[], &[("ZHIBAN_LANG", "en")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("zhiban status --json"), "{}", ran.err);
}

#[test]
fn the_shipped_schedule_has_no_faults() {
    let ran = Program::new().run(&["schedule", "check"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn the_schedule_is_written_out_once_and_used_from_then_on() {
    let program = Program::new();
    let folder = program.path("mine");
    let shown = folder.to_str().unwrap();
    assert_eq!(program.run(&["schedule", "show", "--write", shown]).code, 0);
    let again = program.run(&["schedule", "show", "--write", shown]);
    assert_eq!(again.code, 2, "never over a file that is there");
    let ran = program.run(&["--schedule", shown, "schedule", "check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("mine"), "{}", ran.out);
    let embedded = program.json(&["schedule", "check", "--json"]);
    let written = program.json(&["--schedule", shown, "schedule", "check", "--json"]);
    assert_eq!(embedded["revision"], written["revision"], "every file is written, none altered");
}

#[test]
fn a_broken_schedule_is_shown_with_a_caret_and_exit_code_1() {
    let program = Program::new();
    let folder = program.path("broken");
    let shown = folder.to_str().unwrap();
    program.run(&["schedule", "show", "--write", shown]);
    let store = folder.join("store.toml");
    let text = std::fs::read_to_string(&store).unwrap();
    std::fs::write(&store, text.replace("\"08:20\"", "\"8:70\"")).unwrap();
    let check = program.run(&["--schedule", shown, "schedule", "check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("^") && check.out.contains("8:70"), "{}", check.out);
    let plan = program.run(&["--schedule", shown, "schedule", "plan"]);
    assert_eq!((plan.code, plan.out.as_str()), (2, ""));
    assert!(plan.err.contains("8:70"), "{}", plan.err);
}

#[test]
fn a_record_falls_back_to_its_last_schedule_when_the_folder_is_broken() {
    let program = Program::new();
    let folder = program.path("broken");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("store.toml"), "format = ").unwrap();
    let shown = folder.to_str().unwrap();
    let before = program.run(&["--schedule", shown, "note", "灯不亮", "--by", "值班员甲"]);
    assert_eq!(before.code, 2, "no schedule was ever in force here");
    assert_eq!(program.run(&["note", "灯不亮", "--by", "值班员甲"]).code, 0);
    let after = program.run(&["--schedule", shown, "note", "门坏了", "--by", "值班员甲"]);
    assert_eq!(after.code, 0, "{}", after.err);
    assert!(after.err.contains("先用上次的日程"), "{}", after.err);
}

#[test]
fn a_missing_schedule_folder_says_how_to_make_one() {
    let ran = Program::new().run(&["--schedule", "nowhere", "schedule", "plan"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("schedule show --write"), "{}", ran.err);
}

#[test]
fn a_note_is_kept_found_and_verified() {
    let program = Program::new();
    let nobody = program.run(&["note", "漏水"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("--by"), "{}", nobody.err);
    let floor = program.run(&["note", "漏水", "--by", "值班员甲", "--floor", "9F"]);
    assert_eq!(floor.code, 2);
    assert!(floor.err.contains("6F"), "names the floors: {}", floor.err);
    assert_eq!(program.run(&["note", "漏水", "--by", "值班员甲", "--floor", "3F"]).code, 0);
    let found = program.json(&["log", "漏水", "--floor", "3F", "--json"]);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["kind"], "found");
    let verify = program.run(&["verify"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
    let wrong = program.run(&["verify", "--against", "1:00000000"]);
    assert_eq!(wrong.code, 1, "{}{}", wrong.out, wrong.err);
}

#[test]
fn a_time_that_lies_ahead_is_refused() {
    let program = Program::new();
    let ran = program.run(&["note", "漏水", "--by", "值班员甲", "--at", "07:59"]);
    assert_eq!(ran.code, 2, "the last minute of the store day lies ahead at any other");
    assert_eq!(program.run(&["log", "--json"]).out.trim(), "[]", "nothing was written");
}

#[test]
fn status_reads_where_there_is_no_record_and_makes_none() {
    let program = Program::new();
    let ran = program.run(&["status", "--json"]);
    assert!(ran.code == 0 || ran.code == 1, "{}", ran.err);
    assert!(!program.path(".local/share/zhiban/journal.db").exists());
}

#[test]
fn verify_without_a_record_is_an_error_that_says_what_to_do() {
    let ran = Program::new().run(&["verify"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--data"), "{}", ran.err);
}

#[test]
fn a_report_is_written_once_and_never_over_a_file() {
    let program = Program::new();
    let words = ["report", "day", "-o", "day.html"];
    let ran = program.run(&words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = std::fs::read_to_string(program.path("day.html")).unwrap();
    assert!(text.starts_with("<!DOCTYPE html>"), "{text}");
    let again = program.run(&words);
    assert_eq!(again.code, 2);
    assert_eq!(std::fs::read_to_string(program.path("day.html")).unwrap(), text);
}

#[test]
fn an_unknown_shift_is_answered_with_those_there_are() {
    let ran = Program::new().run(&["report", "handover", "--day", "yesterday", "--shift", "x"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("early"), "{}", ran.err);
}

#[test]
fn a_script_runs_headless_and_leaves_no_record() {
    let program = Program::new();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/full-day.jsonl");
    let words = ["rehearse", "--script", script, "--headless", "--report", "handover"];
    let ran = program.run(&words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("交接报告"), "{}", ran.out);
    assert!(!program.path(".local").exists(), "nothing reaches the real record");
    let english = program.run_with(&words, &[("ZHIBAN_LANG", "en")]);
    assert!(english.out.starts_with("Handover"), "{}", english.out);
}

#[test]
fn a_script_that_is_refused_names_file_line_and_reason() {
    let program = Program::new();
    let line =
        "{\"at\":\"08:20\",\"do\":\"sign\",\"step\":\"welcome\",\"role\":\"x\",\"name\":\"y\"}\n";
    std::fs::write(program.path("day.jsonl"), format!("\n{line}")).unwrap();
    let ran = program.run(&["--lang", "en", "rehearse", "--script", "day.jsonl", "--headless"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("day.jsonl:2:1:"), "{}", ran.err);
}

#[test]
fn completions_and_manual_are_made_for_every_shell() {
    let program = Program::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = program.run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("rehearse"), "{shell}: {}", ran.out);
    }
    let manual = program.run(&["man"]);
    assert!(manual.out.contains(".TH"), "{}", manual.out);
}

#[test]
fn days_are_listed_with_what_is_special_about_each() {
    let program = Program::new();
    let plan = |more: &[&str]| program.run(&[&["schedule", "plan"], more].concat());
    let ran = plan(&["--from", "2026-10-07", "--to", "2026-10-10"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("2026-10-07 周三"), "{}", lines[0]);
    assert!(lines[0].ends_with("节假日：国庆节"), "{}", lines[0]);
    assert!(lines[1].ends_with('次'), "{}", lines[1]);
    assert!(lines[3].ends_with("调休上班：国庆节 补班"), "{}", lines[3]);

    let one = plan(&["--day", "2030-01-01"]).out;
    let note = "节假日无数据（日历只到：2026-01-01 至 2026-12-31）";
    assert_eq!(one.lines().nth(1), Some(note));

    let json =
        program.json(&["schedule", "plan", "--from", "2026-10-09", "--to", "2026-10-10", "--json"]);
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(json[0]["holiday"]["kind"], "ordinary");
    assert_eq!(json[1]["holiday"]["kind"], "make-up");

    let turned = plan(&["--from", "2026-10-10", "--to", "2026-10-09"]);
    assert_eq!((turned.code, turned.out.as_str()), (2, ""));
    assert!(turned.err.contains("2026-10-09 在 2026-10-10 之前"), "{}", turned.err);
    assert_eq!(plan(&["--from", "1900-01-01", "--to", "2026-10-09"]).code, 2);
    assert_eq!(plan(&["--from", "2026-10-09"]).code, 2);
    assert_eq!(plan(&["--from", "2026-10-09", "--to", "today", "--day", "today"]).code, 2);
}

#[test]
fn the_variants_of_a_day_are_told_with_their_reasons() {
    let program = Program::new();
    assert_eq!(program.run(&["schedule", "show", "--write", "my"]).code, 0);
    let store = program.path("my/store.toml");
    let variants = "
[[variant]]
id = \"sale\"
name = { zh = \"店庆\", en = \"anniversary\" }
when = [\"2026-11-11\", \"sat\"]
times = { close = \"22:00\" }

[[variant]]
id = \"stocktaking\"
name = { zh = \"盘点\", en = \"stocktaking\" }
when = [\"last day\"]
closed = true
";
    let text = std::fs::read_to_string(&store).unwrap();
    std::fs::write(&store, format!("{text}{variants}")).unwrap();
    let plan = ["--schedule", "my", "schedule", "plan"];
    let days = [&plan[..], &["--from", "2026-10-30", "--to", "2026-11-01"]].concat();
    let ran = program.run(&days);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines[0].ends_with('次'), "{}", lines[0]);
    let both = "0 次          闭店；变体 sale 店庆（周六）；变体 stocktaking 盘点（每月最后一天）";
    assert!(lines[1].ends_with(both), "{}", lines[1]);
    let json = program.json(&[&plan[..], &["--day", "2026-11-11", "--json"]].concat());
    assert_eq!(json["variants"][0]["variant"], "sale");
    assert_eq!(json["variants"][0]["why"]["en"], "2026-11-11");
    assert_eq!(json["closed"], false);
}

#[test]
fn a_plan_cuts_nothing_off() {
    let program = Program::new();
    for lang in ["zh", "en"] {
        let plan = program.run(&["--lang", lang, "schedule", "plan", "--day", "2026-11-23"]).out;
        assert!(plan.contains("lift-trapped") && !plan.contains('…'), "{plan}");
    }
    let plan = program.run(&["--lang", "en", "schedule", "plan", "--day", "2026-11-23"]).out;
    assert!(plan.contains("10 min after \"See customers out, shut the doors\""), "{plan}");
}
