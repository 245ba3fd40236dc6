//! `schedule new`: a few answers make a folder that needs no mending.

use std::path::Path;

use zhiban::schedule::{Lang, Schedule, SourceFile, read};

use crate::schedule::render;
use crate::support::program::Program;

/// Reads a folder and insists on neither faults nor warnings.
fn sound(folder: &Path, about: &str) -> Schedule {
    let mut files: Vec<SourceFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap())
        .map(|it| {
            SourceFile::new(it.file_name().to_str().unwrap(), std::fs::read(it.path()).unwrap())
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    match read(&files) {
        Ok(reading) if reading.warnings.is_empty() => reading.schedule,
        Ok(reading) => panic!("{about}\n{}", render(&reading.warnings, &files, Lang::En)),
        Err(faults) => panic!("{about}\n{}", render(&faults, &files, Lang::En)),
    }
}

#[test]
fn enter_on_every_question_makes_a_folder_that_the_check_accepts() {
    for lang in ["zh", "en"] {
        let program = Program::new();
        let ran = program.type_into(&["schedule", "new", "mine"], lang, "\n\n\n\n\n");
        assert_eq!(ran.code, 0, "{}", ran.err);
        let schedule = sound(&program.path("mine"), lang);
        assert_eq!(schedule.floors.len(), 4);
        let check = ["--schedule", "mine", "--lang", "en", "schedule", "check"];
        let ran = program.run(&check);
        assert_eq!(ran.code, 0, "{}", ran.out);
        assert!(ran.out.contains("no faults, 0 warnings"), "{}", ran.out);
    }
}

#[test]
fn every_kind_of_store_that_can_be_answered_is_sound() {
    let program = Program::new();
    for (open, close) in [
        ("05:00", "09:00"),
        ("05:00", "23:00"),
        ("09:07", "21:38"),
        ("10:00", "22:00"),
        ("16:00", "20:00"),
        ("16:00", "10:00"),
        ("12:00", "00:00"),
        ("9:30", "13:30"),
    ] {
        for (night, floors) in [("y", "1F"), ("n", "B2"), ("有", "12F 11F M 1F B1")] {
            let folder = format!("{open}-{close}-{night}").replace(':', "");
            let typed = format!("甲店\n{floors}\n{open}\n{close}\n{night}\n");
            let ran = program.type_into(&["schedule", "new", &folder], "zh", &typed);
            assert_eq!(ran.code, 0, "{typed}{}", ran.err);
            let schedule = sound(&program.path(&folder), &typed);
            assert_eq!(schedule.shifts.len(), if night == "n" { 2 } else { 3 }, "{typed}");
        }
    }
}

#[test]
fn what_is_typed_is_taken_as_it_was_meant() {
    let program = Program::new();
    let typed = "小 \"店\" \\ @OPEN@\n２F、1f，B1\n８：３０\n23:00\nＮ\n";
    let ran = program.type_into(&["schedule", "new", "mine"], "zh", typed);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let schedule = sound(&program.path("mine"), typed);
    assert_eq!(schedule.store.zh, "小 \"店\" \\ @OPEN@");
    let floors: Vec<&str> = schedule.floors.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(floors, ["2F", "1F", "B1"]);
    assert_eq!(schedule.floors[2].name.get(Lang::Zh), "地下 1 层");
    let text = std::fs::read_to_string(program.path("mine/store.toml")).unwrap();
    assert!(text.contains("open = \"08:30\"") && text.contains("close = \"23:00\""), "{text}");
    assert!(text.contains("day-starts = \"07:30\""), "{text}");
}

#[test]
fn an_answer_that_cannot_be_is_refused_and_nothing_is_written() {
    for (typed, zh, en) in [
        ("\n\n25:00\n", "“25:00”不是时间", "`25:00` is not a time"),
        ("\n\n03:00\n", "05:00 到 16:00", "from 05:00 to 16:00"),
        ("\n\n\n10:00\n", "开门后 4 到 18 小时", "4 to 18 hours after it opens"),
        ("\n三楼\n", "“三楼”不是楼层", "`三楼` is no floor"),
        ("\n1F 1f\n", "1F 写了两次", "1F is given twice"),
        ("\n,\n", "写 1 到 40 个楼层", "give 1 to 40 floors"),
        ("\n\n\n\nmaybe\n", "写 y（有）或 n（没有）", "answer y or n"),
        ("a\u{1b}[2J\n", "不要控制字符", "none of them for control"),
        ("\n\n", "问题还没有答完", "the answers end early"),
        ("", "问题还没有答完", "the answers end early"),
    ] {
        for (lang, wanted) in [("zh", zh), ("en", en)] {
            let program = Program::new();
            let ran = program.type_into(&["schedule", "new", "mine"], lang, typed);
            assert_eq!(ran.code, 2, "{typed:?}");
            assert!(ran.err.contains(wanted), "{typed:?}: {}", ran.err);
            assert!(!program.path("mine").exists(), "{typed:?}");
        }
    }
}

#[test]
fn a_folder_that_holds_something_is_never_written_over() {
    let program = Program::new();
    std::fs::create_dir(program.path("mine")).unwrap();
    std::fs::write(program.path("mine/notes.txt"), "mine").unwrap();
    std::fs::write(program.path("file"), "mine").unwrap();
    for name in ["mine", "file"] {
        let ran = program.type_into(&["schedule", "new", name], "en", "\n\n\n\n\n");
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains("choose another name"), "{}", ran.err);
        assert_eq!(ran.out, "", "it asks nothing in vain");
    }
    assert_eq!(std::fs::read_dir(program.path("mine")).unwrap().count(), 1);
    assert_eq!(std::fs::read_to_string(program.path("file")).unwrap(), "mine");
}
