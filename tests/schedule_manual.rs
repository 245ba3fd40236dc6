//! The manual of the schedule language: what it shows is read as it stands.

use zhiban::schedule::{Lang, SourceFile, read};

use crate::schedule::render;
use crate::schedule_days::{changed, day};

const MANUAL: &str = include_str!("../schedules/README.md");
const CALENDAR: &str = include_str!("../schedules/department-store/holidays-2026.ics");

/// The examples of the manual that say where they belong, in the order written.
fn examples() -> Vec<&'static str> {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    blocks.filter(|it| it.starts_with("# in ")).collect()
}

/// The variants that the steps of the manual speak of.
fn variants() -> &'static str {
    examples().into_iter().find(|it| it.starts_with("# in store.toml\n")).unwrap()
}

fn with(example: &str) -> Vec<SourceFile> {
    // A meal comes every day: what is owed once in a while is another step's.
    if ["duty = ", "at-least = "].iter().any(|it| example.contains(it)) {
        return crate::owed::files(example);
    }
    let holidays = examples().into_iter().find(|it| it.contains("above the first")).unwrap();
    let top = format!("format = 1\n{holidays}");
    let variants = format!("{}\n\n[answers.lock]", variants());
    let step = format!("id = \"lunch\"\n{example}");
    let mut pieces = vec![
        ("store.toml", "format = 1", top.as_str()),
        ("store.toml", "[answers.lock]", variants.as_str()),
    ];
    if example.starts_with("# in a step") {
        pieces.push(("b.toml", "id = \"lunch\"", step.as_str()));
    }
    let mut files = changed(&pieces);
    files.push(SourceFile::new("holidays-2026.ics", CALENDAR));
    files
}

#[test]
fn every_example_about_days_reads_without_a_word() {
    let examples = examples();
    assert_eq!(examples.len(), 12);
    for example in examples {
        let files = with(example);
        match read(&files) {
            Ok(reading) => assert!(
                reading.warnings.is_empty(),
                "{example}\n{}",
                render(&reading.warnings, &files, Lang::En)
            ),
            Err(faults) => panic!("{example}\n{}", render(&faults, &files, Lang::En)),
        }
    }
}

#[test]
fn a_saturday_in_the_sale_is_what_the_manual_says() {
    let schedule = read(&with("")).unwrap().schedule;
    let ids = |date: &str| -> Vec<String> {
        schedule.plan(day(date)).variants.iter().map(|it| it.id.to_string()).collect()
    };
    assert_eq!(ids("2026-11-07"), ["weekend", "sale"]);
    let plan = schedule.plan(day("2026-11-07"));
    let sweep = plan.occurrences.iter().find(|it| it.id.step.as_str() == "sweep").unwrap();
    let due = sweep.due.with_timezone(&schedule.zone).format("%H:%M").to_string();
    assert_eq!(due, "22:40");
    // The make-up workday of the National Day is a Saturday, and no weekend.
    assert_eq!(ids("2026-10-10"), Vec::<String>::new());
    assert!(schedule.plan(day("2026-02-17")).closed);
}

/// The examples of the manual that are whole steps, in the order written.
pub(crate) fn whole_steps() -> Vec<&'static str> {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    blocks.filter(|it| it.starts_with("# a whole step")).collect()
}

/// Returns a folder with one phase that holds some steps, in the store of the stories about people.
pub(crate) fn phase_of(steps: &str) -> Vec<SourceFile> {
    let phase = format!("[phase]\nid = \"P\"\ntitle = \"P\"\n\n{steps}\n");
    vec![
        SourceFile::new("store.toml", include_str!("fixtures/people/store.toml")),
        SourceFile::new("p.toml", phase.as_str()),
    ]
}

#[test]
fn every_whole_step_of_the_manual_reads_without_a_word() {
    let examples = whole_steps();
    assert!(examples.len() >= 2);
    for example in examples {
        let files = phase_of(example);
        let faults = match read(&files) {
            Ok(reading) => reading.warnings,
            Err(faults) => faults,
        };
        assert!(faults.is_empty(), "{example}\n{}", render(&faults, &files, Lang::En));
    }
}

#[test]
fn the_contents_list_names_every_section_in_its_order() {
    let contents = MANUAL.split_once("## 目录").unwrap().1.split_once("\n## ").unwrap().0;
    let listed = contents.lines().filter_map(|it| it.strip_prefix("- [")?.split_once("](#"));
    let (names, links): (Vec<&str>, Vec<&str>) = listed.unzip();
    let sections = MANUAL.lines().filter_map(|it| it.strip_prefix("## "));
    assert_eq!(names, sections.filter(|it| !it.starts_with("目录")).collect::<Vec<_>>());
    // A link is the title in small letters, without punctuation, blanks as hyphens.
    let slug = |name: &str| -> String {
        let kept = name.to_lowercase();
        let kept = kept.chars().filter(|it| it.is_alphanumeric() || " -".contains(*it));
        kept.map(|it| if it == ' ' { '-' } else { it }).collect()
    };
    for (name, link) in names.into_iter().zip(links) {
        assert_eq!(format!("{})", slug(name)), link, "{name}");
    }
}
