//! The house rules that the compiler does not know: who may use whom, and what each file must have.
//!
//! Changed only in a commit of its own, with the reason.

use std::path::Path;

/// Which rooms of the crate a room may use, itself aside.
const LAYERS: [(&str, &[&str]); 16] = [
    ("schedule", &[]),
    ("engine", &["schedule"]),
    ("clean", &[]),
    ("words", &["clean", "engine", "schedule"]),
    ("platform", &[]),
    ("tick", &["engine"]),
    ("clock", &["platform", "tick"]),
    ("journal", &["engine", "platform", "schedule"]),
    ("photo", &["engine"]),
    ("session", &["engine", "journal", "schedule"]),
    ("report", &["clean", "engine", "schedule", "words"]),
    ("tui", &["clean", "engine", "schedule", "words"]),
    ("cli", &["engine", "schedule"]),
    (
        "commands",
        &[
            "clean", "cli", "clock", "engine", "journal", "photo", "platform", "report",
            "schedule", "session", "tick", "tui", "words",
        ],
    ),
    ("main", &["cli", "commands"]),
    ("lib", &[]),
];

/// In which rooms a crate, or a part of the standard library, may appear.
const CRATES: [(&str, &[&str]); 42] = [
    ("annotate_snippets", &["schedule"]),
    ("anyhow", &["commands", "main"]),
    ("argon2", &["commands"]),
    ("base64", &["report", "schedule"]),
    ("clap", &["cli", "commands", "main"]),
    ("clap_complete", &["cli", "commands"]),
    ("clap_mangen", &["commands"]),
    ("crossterm", &["commands", "tui"]),
    ("directories", &["commands"]),
    ("encoding_rs", &["report"]),
    ("fast_qr", &["report"]),
    ("getrandom", &["commands"]),
    ("harfrust", &["report"]),
    ("hmac", &["commands"]),
    ("icalendar", &["schedule"]),
    ("image", &["photo"]),
    ("krilla", &["report"]),
    ("maud", &["report"]),
    ("notify", &["commands"]),
    ("ratatui", &["commands", "tui"]),
    ("rrule", &["schedule"]),
    ("rusqlite", &["journal"]),
    ("rust_xlsxwriter", &["report"]),
    ("rustix", &["platform"]),
    ("serde", &["commands", "journal", "report", "schedule"]),
    ("serde_json", &["commands", "journal", "report"]),
    ("sha2", &["commands", "journal", "schedule"]),
    ("signal_hook", &["commands"]),
    ("skrifa", &["report"]),
    ("strsim", &["commands", "engine", "schedule"]),
    ("sys_locale", &["commands"]),
    ("toml", &["schedule"]),
    ("tui_input", &["tui"]),
    ("unicode_linebreak", &["report"]),
    ("unicode_segmentation", &["clean", "report", "tui"]),
    ("unicode_width", &["clean", "commands", "report", "tui"]),
    ("uuid", &["clock"]),
    ("zeroize", &["commands", "engine"]),
    ("std::env", &["commands", "main"]),
    ("std::fs", &["commands", "platform"]),
    ("std::thread", &["commands", "platform"]),
    ("std::process", &["commands", "main", "platform"]),
];

/// The longest file: of the program, and of its tests, which are stories.
const LINES_MAX: [(&str, usize); 3] = [("src/", 400), ("benches/", 400), ("tests/", 600)];

/// A file of the repository: its path with slashes, and its text.
struct File {
    path: String,
    text: String,
}

/// Returns every breach of the rules, each with its place.
fn breaches(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        if !file.text.starts_with("//!") {
            found.push(format!("{}:1: does not say what it is in a first line of //!", file.path));
        }
        let lines = file.text.lines().count();
        let max = LINES_MAX.iter().find(|(folder, _)| file.path.starts_with(folder));
        if let Some((_, max)) = max.filter(|(_, max)| lines > *max) {
            found.push(format!("{}: has {lines} lines, more than {max}", file.path));
        }
        if let Some(room) = room(&file.path) {
            found.extend(uses(file, room));
        }
    }
    found
}

/// Returns the room of the crate that a file belongs to.
fn room(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src/")?;
    Some(inner.split(['/', '.']).next().unwrap_or(inner))
}

/// Returns what a file uses and may not.
fn uses(file: &File, room: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Some((_, layers)) = LAYERS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{}: the room {room} is not in the table of layers", file.path)];
    };
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        if line.trim_end().ends_with("crate::{") {
            found.push(format!("{}:{number}: name one room a line, so that it is seen", file.path));
        }
        for used in rooms_named(line) {
            if used != room && !layers.contains(&used) {
                found.push(format!("{}:{number}: {room} may not use {used}", file.path));
            }
        }
        for (name, rooms) in CRATES {
            if !rooms.contains(&room) && names(line, name) {
                found.push(format!("{}:{number}: {name} does not belong in {room}", file.path));
            }
        }
    }
    found
}

/// Returns the rooms that a line names after `crate::` or `zhiban::`, in braces as well.
fn rooms_named(line: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for root in ["crate::", "zhiban::"] {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            match rest.strip_prefix('{') {
                // Names at the top of the braces; those of inner braces belong to them.
                Some(list) => rooms.extend(top_names(list)),
                None => rooms.extend(word(rest)),
            }
        }
    }
    rooms
}

fn top_names(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts.into_iter().filter_map(|it| word(it.trim_start())).collect()
}

/// Returns the lower-case name that a text begins with: a module, not a type.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(text.len());
    text[..end].starts_with(|it: char| it.is_ascii_lowercase()).then_some(&text[..end])
}

/// Returns whether a line names a crate or a part of the standard library in a path.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let apart = before.is_none_or(|it| !(it.is_alphanumeric() || it == '_' || it == ':'));
        let after = &line[at + name.len()..];
        let used = line.trim_start().starts_with("use ") && after.starts_with([';', ' ']);
        apart && (after.starts_with("::") || used)
    })
}

fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(at) = folders.pop() {
        let Ok(inside) = std::fs::read_dir(&at) else { continue };
        for entry in inside {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") {
                files.push(File { text: std::fs::read_to_string(&path).unwrap(), path: name });
            } else if name.ends_with(".snap.new") || name.ends_with(".pending-snap") {
                files.push(File { path: name, text: "a snapshot that nobody looked at".into() });
            }
        }
    }
    files
}

#[test]
fn the_program_keeps_the_house_rules() {
    let all: Vec<File> = ["src", "tests", "benches"].into_iter().flat_map(files).collect();
    assert!(all.len() > 20, "the files were not found");
    let found = breaches(&all);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_test_file_is_in_the_one_binary() {
    let tests = files("tests");
    let suite = tests.iter().find(|it| it.path == "tests/suite.rs").unwrap();
    for file in &tests {
        let name = file.path.trim_start_matches("tests/").trim_end_matches(".rs");
        let name = name.trim_end_matches("/mod");
        if name == "suite" || name.contains('/') {
            continue;
        }
        assert!(suite.text.contains(&format!("mod {name};")), "{} is never run", file.path);
    }
}

#[test]
fn a_planted_breach_is_answered_with_its_place() {
    let told = |path: &str, line: &str| {
        let text = format!("//! A file.\n\n{line}\n");
        breaches(&[File { path: path.to_owned(), text }])
    };
    let none: [&str; 0] = [];
    let journal = "use crate::journal::Journal;";
    assert_eq!(told("src/tui/app.rs", journal), ["src/tui/app.rs:3: tui may not use journal"]);
    assert_eq!(told("src/session.rs", journal), none);
    assert_eq!(told("src/tui/app.rs", "// use crate::journal::Journal;"), none);
    assert_eq!(
        told("src/engine/mod.rs", "use crate::{schedule::{Step, clock}, clock};"),
        ["src/engine/mod.rs:3: engine may not use clock"]
    );
    assert_eq!(
        told("src/report/mod.rs", "    let a = rusqlite::Connection::open(path);"),
        ["src/report/mod.rs:3: rusqlite does not belong in report"]
    );
    assert_eq!(told("src/engine/mod.rs", "use std::fs;").len(), 1);
    assert_eq!(told("src/engine/mod.rs", "let it = my_std::fs::read();"), none);
    assert_eq!(told("src/tui/app.rs", "use crate::{").len(), 1);
    assert_eq!(told("src/odd.rs", "").len(), 1, "a room that nobody knows");
    let bare = File { path: "src/tui/app.rs".into(), text: "fn f() {}".into() };
    assert_eq!(breaches(&[bare]).len(), 1);
    let long = File { path: "src/tui/app.rs".into(), text: "//! Long.\n".repeat(401) };
    assert_eq!(breaches(&[long]), ["src/tui/app.rs: has 401 lines, more than 400"]);
}
