//! From the text of a folder to a schedule; one valid folder from which the other tests start.

use zhiban::schedule::{
    AnswerForm, Clause, Fault, Lang, Reading, SourceFile, StepId, StepKind, When, read,
};

/// A folder without faults, small enough to keep in mind.
pub(crate) fn valid() -> Vec<SourceFile> {
    vec![
        SourceFile::new("a.toml", include_str!("fixtures/schedules/valid/a.toml")),
        SourceFile::new("b.toml", include_str!("fixtures/schedules/valid/b.toml")),
        SourceFile::new("c.toml", include_str!("fixtures/schedules/valid/c.toml")),
        SourceFile::new("store.toml", include_str!("fixtures/schedules/valid/store.toml")),
    ]
}

/// The valid folder with one piece of one file replaced.
pub(crate) fn edited(file: &str, find: &str, put: &str) -> Vec<SourceFile> {
    let mut files = valid();
    let file = files.iter_mut().find(|it| it.name == file).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(find), "{find} does not stand in {}", file.name);
    file.bytes = text.replacen(find, put, 1).into_bytes();
    files
}

pub(crate) fn read_valid() -> Reading {
    let files = valid();
    match read(&files) {
        Ok(reading) => reading,
        Err(faults) => panic!("{}", render(&faults, &files, Lang::En)),
    }
}

pub(crate) fn render(faults: &[Fault], files: &[SourceFile], lang: Lang) -> String {
    let all: Vec<String> = faults.iter().map(|it| it.render(files, lang, false)).collect();
    all.join("\n\n")
}

#[test]
fn a_valid_folder_reads_without_a_word() {
    let reading = read_valid();
    assert_eq!(reading.warnings, []);
    let ids: Vec<&str> = reading.schedule.steps.iter().map(|it| it.id.as_str()).collect();
    let expected =
        ["door-locks", "doors-open", "round", "lunch", "sweep", "back-door", "night-patrol"];
    assert_eq!(ids, expected);
    let phases: Vec<&str> = reading.schedule.phases.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(phases, ["A", "B", "C"]);
}

#[test]
fn what_is_written_is_what_is_read() {
    let schedule = read_valid().schedule;
    let step = |id: &str| schedule.step(&StepId::new(id)).unwrap();
    insta::assert_debug_snapshot!("doors_open", step("doors-open"));
    assert!(matches!(step("round").when, When::Every(_)));
    assert!(matches!(&step("lunch").kind, StepKind::Meal(batches) if batches.len() == 2));
    assert!(matches!(&step("sweep").kind, StepKind::Sweep(floors) if floors.len() == 3));
    let form = &step("door-locks").items[0].form;
    assert!(matches!(form, AnswerForm::States(states) if states.len() == 2));
}

#[test]
fn states_stand_in_the_order_written() {
    let put = "{ zeal = \"1\", apt = \"2\", mild = \"3\" }";
    let find = "{ locked = { zh = \"锁好\", en = \"locked\" } }";
    let schedule = read(&edited("store.toml", find, put)).unwrap().schedule;
    let item = &schedule.step(&StepId::new("door-locks")).unwrap().items[0];
    let AnswerForm::States(states) = &item.form else { panic!("no states") };
    let ids: Vec<&str> = states.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["zeal", "apt", "mild", "fault"]);
}

#[test]
fn the_revision_follows_every_byte_and_no_order() {
    let revision = |files: &[SourceFile]| read(files).unwrap().schedule.revision;
    let first = revision(&valid());
    let mut turned = valid();
    turned.reverse();
    assert_eq!(revision(&turned), first);
    let commented = edited("a.toml", "[phase]", "# A comment.\n[phase]");
    assert_ne!(revision(&commented), first);
    assert_eq!(first.as_str().len(), 64);
    assert!(first.as_str().bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f')));
}

#[test]
fn the_revision_is_the_hash_that_its_recipe_says() {
    use sha2::{Digest, Sha256};
    let mut text = Vec::new();
    for file in valid() {
        text.extend(format!("{}:{},{}:", file.name.len(), file.name, file.bytes.len()).bytes());
        text.extend(file.bytes);
        text.push(b',');
    }
    let hex: String = Sha256::digest(&text).iter().map(|it| format!("{it:02x}")).collect();
    assert_eq!(read_valid().schedule.revision.as_str(), hex);
}

#[test]
fn every_clause_is_found_where_it_stands() {
    let schedule = read_valid().schedule;
    let clauses = schedule.clauses();
    let ids: Vec<&str> = clauses.iter().map(|(it, _)| it.as_str()).collect();
    assert_eq!(ids, ["A1.2", "A5.1", "A5.2", "B6.1", "C3.1", "C4.1"]);
    let (_, uses) = clauses.iter().find(|(it, _)| *it == Clause::new("A1.2")).unwrap();
    assert_eq!(uses.len(), 2);
    assert_eq!(uses[0].item, None);
    assert_eq!(uses[1].item.as_ref().unwrap().as_str(), "locks");
}

#[test]
fn clauses_are_sorted_by_number() {
    let files = edited("a.toml", "[\"A5.1\", \"A5.2\"]", "[\"A10\", \"A2\"]");
    let clauses = read(&files).unwrap().schedule.clauses();
    let ids: Vec<&str> = clauses.iter().map(|(it, _)| it.as_str()).collect();
    assert_eq!(ids[..3], ["A1.2", "A2", "A10"]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let mut files = valid();
    for file in &mut files {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    }
    assert!(read(&files).is_ok());
}

#[test]
#[expect(clippy::print_stdout, reason = "the seed is shown where the test fails")]
fn no_mutation_of_a_valid_folder_makes_the_reader_panic() {
    let seed = 0x5eed_2026_1123_u64;
    println!("seed {seed:#x}");
    let mut dice = Dice(seed);
    let pieces = [
        "[",
        "]",
        "{",
        "}",
        "\"",
        "=",
        "\n",
        "[[step]]",
        "after = [\"sweep\"]",
        "24:00",
        "８：２０",
        "-",
        "\u{0}",
        "\u{feff}",
        "é",
        "𠮷",
        "close - 99999999h",
        "'''",
        "\"\"\"",
        "1e9",
        "#",
        ".",
    ];
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..2_000 {
        let mut files = valid();
        for _ in 0..=dice.below(2) {
            let which = dice.below(files.len());
            let bytes = &mut files[which].bytes;
            let at = dice.below(bytes.len().max(1));
            let end = (at + dice.below(12)).min(bytes.len());
            let piece = pieces[dice.below(pieces.len())];
            bytes.splice(at.min(end)..end, piece.bytes());
        }
        match read(&files) {
            Ok(_) => taken += 1,
            Err(faults) => {
                refused += 1;
                assert!(!faults.is_empty());
                for fault in &faults {
                    let lang = if refused % 2 == 0 { Lang::Zh } else { Lang::En };
                    assert!(!fault.render(&files, lang, false).is_empty());
                    fault.location(&files);
                }
            }
        }
    }
    // Both ways must have been tried, or the mutations test nothing.
    assert!(refused > 500 && taken > 20, "refused {refused}, taken {taken}");
}

/// A small generator of its own, so that the same seed gives the same texts for ever.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}
