//! How the store's own papers look: the names of its forms, its sign, and every mistake in them.

use zhiban::schedule::{Lang, SourceFile, read};

use crate::schedule::edited;
use crate::schedule_faults::answer;
use crate::support::picture::png;
#[cfg(unix)]
use crate::support::program::Program;

fn with(lines: &str) -> Vec<SourceFile> {
    edited("store.toml", "format = 1", &format!("format = 1\n{lines}"))
}

fn with_logo(line: &str, name: &str, bytes: &[u8]) -> Vec<SourceFile> {
    let mut files = with(line);
    files.push(SourceFile::new(name, bytes));
    files
}

#[test]
fn mistakes_in_the_names_of_forms_are_explained() {
    for (line, said) in [
        ("forms = { fire-patrole = \"巡查\" }", "fire-patrol"),
        ("forms = { day = \"\" }", "`day` is empty"),
        ("forms = { day = { zh = \"日报\" } }", "`en`"),
        ("forms = \"巡查\"", "a table"),
    ] {
        let told = answer(&with(line));
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn each_mistake_in_the_sign_is_explained_in_full() {
    let large = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 600 << 10]].concat();
    let small = png(4, 4);
    let named = "logo = \"logo.png\"";
    for (case, line, file, bytes) in [
        ("logo_missing", named, "logo.jpg", &small[..]),
        ("logo_other_name", "logo = \"sign.png\"", "logo.png", &small),
        ("logo_no_picture", named, "logo.png", b"GIF89a"),
        ("logo_too_large", named, "logo.png", &large),
        ("logo_no_name", "logo = 3", "logo.png", &small),
    ] {
        insta::assert_snapshot!(case, answer(&with_logo(line, file, bytes)));
    }
}

#[test]
fn the_example_of_the_manual_reads_as_it_stands() {
    let manual = include_str!("../schedules/README.md");
    let (_, rest) = manual.split_once("```toml\n# store.toml\nlogo").unwrap();
    let (example, _) = rest.split_once("\n```").unwrap();
    let (logo, forms) = example.split_once("[forms]").unwrap();
    let mut files = edited("store.toml", "[times]", &format!("[forms]{forms}\n\n[times]"));
    let store = files.iter_mut().find(|it| it.name == "store.toml").unwrap();
    let text = String::from_utf8(store.bytes.clone()).unwrap();
    let text = text.replacen("format = 1", &format!("format = 1\nlogo{logo}"), 1);
    store.bytes = text.into_bytes();
    files.push(SourceFile::new("logo.png", png(8, 8)));
    let papers = read(&files).unwrap().schedule.papers;
    assert_eq!(papers.title("handover", Lang::En), Some("Shift handover"));
    assert_eq!(papers.titles.len(), 2);
    assert!(papers.logo.is_some() && papers.title("day", Lang::Zh).is_none());
}

#[test]
fn what_the_record_keeps_of_a_folder_is_the_same_folder() {
    let files = with_logo("logo = \"logo.png\"", "logo.png", &png(30, 10));
    let kept: Vec<SourceFile> =
        files.iter().map(|it| SourceFile::of_kept(&it.name, &it.kept())).collect();
    assert_eq!(kept, files);
    let (first, again) = (read(&files).unwrap(), read(&kept).unwrap());
    assert_eq!(first.schedule.revision, again.schedule.revision);
    assert!(first.schedule.papers.logo.is_some());
    let other = with_logo("logo = \"logo.png\"", "logo.png", &png(30, 12));
    assert_ne!(read(&other).unwrap().schedule.revision, first.schedule.revision);
    assert!(!SourceFile::belongs("party.png") && SourceFile::belongs("logo.jpeg"));
}

#[cfg(unix)]
#[test]
fn papers_bear_the_stores_names_and_sign_and_a_day_keeps_those_it_was_opened_with() {
    let program = Program::new();
    let folder = program.path("mine");
    std::fs::create_dir(&folder).unwrap();
    let titles = "[forms]\nday = { zh = \"值班日报\", en = \"Duty sheet\" }\n\n[times]";
    let write = |title: &str, side: u32| {
        for it in edited("store.toml", "[times]", &titles.replace("值班日报", title)) {
            let text = String::from_utf8(it.bytes.clone()).unwrap();
            let text = text.replacen("format = 1", "format = 1\nlogo = \"logo.png\"", 1);
            let text =
                if it.name == "store.toml" { text } else { String::from_utf8(it.bytes).unwrap() };
            std::fs::write(folder.join(&it.name), text).unwrap();
        }
        std::fs::write(folder.join("logo.png"), png(side, 20)).unwrap();
    };
    write("值班日报", 60);
    let run = |words: &[&str]| {
        let ran = program.run(&[&["--schedule", "mine"][..], words].concat());
        assert_eq!(ran.code, 0, "{words:?}: {}{}", ran.out, ran.err);
        ran.out
    };
    run(&["note", "灯不亮", "--by", "值班员甲"]);
    write("另一个名字", 90);
    assert!(run(&["report", "day"]).starts_with("值班日报"), "as the day was opened");
    let html = run(&["report", "day", "--format", "html"]);
    assert!(html.contains("class=\"sign\"") && html.contains("width=\"60\" height=\"20\""));
    let ran = program.run_with(&["--schedule", "mine", "report", "day"], &[("ZHIBAN_LANG", "en")]);
    assert!(ran.out.starts_with("Duty sheet"), "{}", ran.out);
    run(&["report", "day", "-o", "day.pdf"]);
    let pdf = std::fs::read(program.path("day.pdf")).unwrap();
    assert!(pdf.windows(6).any(|it| it == b"/Image"));
    assert!(run(&["report", "blank", "--format", "html"]).contains("class=\"sign\""));
}
