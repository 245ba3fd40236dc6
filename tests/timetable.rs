//! The timetable of a day: everything that falls due stands on it, in every form.

use crate::shipped;
use crate::support::program::Program;
use zhiban::schedule::{Lang, read};

const DAY: [&str; 4] = ["schedule", "show", "--day", "2026-11-23"];

#[test]
fn a_day_is_shown_with_every_step_item_and_clause_in_both_languages() {
    let program = Program::new();
    let schedule = read(&shipped::folder("department-store")).unwrap().schedule;
    for (word, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let shown = program.run(&[&["--lang", word], &DAY[..], &["--format", "html"]].concat()).out;
        let shown = shown.replace("&amp;", "&");
        for step in &schedule.steps {
            assert!(shown.contains(step.title.get(lang)), "{} is not shown", step.id);
            for item in &step.items {
                assert!(shown.contains(item.ask.get(lang)), "{}.{}", step.id, item.id);
                for clause in &item.clauses {
                    assert!(shown.contains(clause.as_str()), "{clause}");
                }
            }
        }
    }
}

#[test]
fn the_timetable_says_when_how_often_who_and_what_is_taken() {
    let program = Program::new();
    let page = program.run(&[&DAY[..], &["--format", "html"]].concat()).out;
    for expected in [
        "日程表",
        "2026-11-23",
        "08:20–08:25",
        "09:30–21:00 24 次",
        "完好；异常：损坏、没锁（对讲机）；异常不放行",
        "先要“查门锁，放行进场”",
        "11:30–12:00",
        "核准",
        "仅当「不合标准、不准进场：几人？」多于 0",
        "各岗报到后才放行",
        "「送完顾客，关大门」之后 30分",
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
    let text = program.run(&DAY).out;
    let widest = text.lines().map(zhiban::clean::width).max().unwrap();
    assert!(widest <= 80, "{widest} cells");
    assert!(text.contains("08:20-08:25"), "{text}");
}

#[test]
fn a_day_with_other_hours_is_shown_by_them() {
    let program = Program::new();
    let monday =
        program.run(&["--schedule", "museum-closing", "schedule", "show", "--day", "2026-11-23"]);
    let tuesday =
        program.run(&["--schedule", "museum-closing", "schedule", "show", "--day", "2026-11-24"]);
    assert!(monday.out.contains("不营业") && !monday.out.contains("逐厅清场"), "{}", monday.out);
    assert!(tuesday.out.contains("逐厅清场") && !tuesday.out.contains("不营业"));
}

#[test]
fn a_timetable_is_written_once_in_the_form_that_its_name_says_and_told_to_nobody() {
    let program = Program::new();
    for (name, starts) in [("day.pdf", "%PDF-"), ("day.html", "<!DOCTYPE html>"), ("day.md", "#")] {
        let words = [&DAY[..], &["-o", name]].concat();
        let ran = program.run(&words);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let written = std::fs::read(program.path(name)).unwrap();
        assert!(written.starts_with(starts.as_bytes()), "{name}");
        assert_eq!(program.run(&words).code, 2, "never over a file that is there");
        assert_eq!(std::fs::read(program.path(name)).unwrap(), written);
    }
    assert!(!program.path(".local/share/zhiban/journal.db").exists(), "a plan is no record");
    assert_eq!(program.run(&["schedule", "show", "--json", "--format", "pdf"]).code, 2);
}

#[test]
fn the_timetable_and_the_empty_forms_say_on_which_terms_something_is_asked() {
    let program = Program::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/people");
    let en = ["--schedule", folder, "--lang", "en"];
    let shown = program.run(&[&en[..], &DAY, &["--format", "md"]].concat()).out;
    let blank = program.run(&[&en[..], &["report", "blank", "--format", "md"]].concat()).out;
    for paper in [shown, blank] {
        for terms in [
            "only if \"Outside\" is crowding",
            "only if \"How many\" is more than 50",
            "or \"Hand out numbers\": one is enough",
            "optional",
            "only if \"The queue outside / Outside\" is not normal",
            "or \"By the ramp\": one is enough",
            "go: when all have reported",
        ] {
            assert!(paper.contains(terms), "{terms}: {paper}");
        }
    }
}
