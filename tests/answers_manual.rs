//! The answers that the manual shows: each example is read as it stands, and does what it says.

use std::sync::Arc;

use chrono::Duration;
use zhiban::engine::Action;
use zhiban::engine::agenda::QuestionState;
use zhiban::engine::command::{Answer, AreasNamed, Compared, Question, SweepOutcome, Swept};
use zhiban::schedule::{
    AreaEnd, AreaSource, FloorId, Lang, Milli, Sense, SourceFile, StepId, StepKind, read,
};

use crate::schedule::{render, valid};
use crate::schedule_manual::phase_of;
use crate::support::bench::{Bench, answer_of, occurrence, question};

const MANUAL: &str = include_str!("../schedules/README.md");

/// The examples of the manual that are items of a step, in the order written.
fn examples() -> Vec<&'static str> {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    blocks.filter(|it| it.starts_with("# as items")).collect()
}

#[test]
fn a_sweep_of_shops_known_only_today_reads_without_a_word() {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    let steps: Vec<&str> = blocks.filter(|it| it.starts_with("# as a step")).collect();
    let shops = steps.into_iter().find(|it| it.contains("shops known only today")).unwrap();
    let files = with("c.toml", shops);
    let reading = match read(&files) {
        Ok(reading) => reading,
        Err(faults) => panic!("{}", render(&faults, &files, Lang::En)),
    };
    assert_eq!(reading.warnings, []);
    let step = reading.schedule.step(&StepId::new("shops")).unwrap();
    let StepKind::Areas(list) = &step.kind else { panic!("{:?}", step.kind) };
    assert_eq!((&list.source, list.end), (&AreaSource::Today, AreaEnd::Outcome));
    // What a day of it looks like is told in `areas`.
}

/// The desk of some files, switched on.
fn desk(files: &[SourceFile]) -> Bench {
    let mut bench = Bench::off(Arc::new(read(files).unwrap().schedule));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench
}

#[test]
fn the_radios_of_the_manual_are_compared_with_yesterdays() {
    let example = examples().into_iter().find(|it| it.contains("compared with yesterday's"));
    let step = "[[step]]\nid = \"count\"\ntitle = \"Count\"\nrole = \"guard\"\ndue = \"08:30\"\n";
    let mut bench = desk(&phase_of(&format!("{step}{}", example.unwrap())));
    let own = |bench: &Bench| {
        let all = bench.agenda().occurrences.into_iter().flat_map(|it| it.questions);
        all.into_iter().find(|it| it.question.item.as_str() == "radios").unwrap()
    };
    let view = own(bench.at("08:45"));
    assert_eq!(view.against, Some(Compared::Previous(None)));
    bench.tell(answer_of(view.question, Answer::Count(8), None)).unwrap();
    bench.now += Duration::days(1);
    let view = own(&bench);
    assert_eq!(view.against, Some(Compared::Previous(Some(Milli::whole(8)))));
    bench.tell(answer_of(view.question, Answer::Count(7), None)).unwrap();
    let QuestionState::Answered(given) = own(&bench).state else { panic!() };
    assert_eq!(given.sense, Sense::Abnormal, "one is missing");
}

#[test]
fn the_shops_of_the_manual_are_named_on_the_day_and_swept_one_by_one() {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    let shops = blocks.into_iter().find(|it| it.contains("shops known only today")).unwrap();
    let mut bench = desk(&with("c.toml", shops));
    let occurrence = occurrence("shops", 1);
    let areas = vec!["甲店".to_owned(), "乙店".to_owned()];
    let named = AreasNamed { occurrence: occurrence.clone(), areas };
    bench.at("21:30").tell(Action::NameAreas(named)).unwrap();
    for shop in ["甲店", "乙店"] {
        let floor = FloorId::new(shop);
        let ask = |item| Question { floor: Some(floor.clone()), ..question("shops", 1, item) };
        bench.tell(answer_of(ask("power"), Answer::Yes, None)).unwrap();
        bench.tell(answer_of(ask("people"), Answer::Count(0), None)).unwrap();
        let outcome = SweepOutcome::Clear;
        let swept = Swept { occurrence: occurrence.clone(), floor: floor.clone(), outcome };
        bench.tell(Action::Sweep(swept)).unwrap();
    }
    assert_eq!(bench.status("shops", 1), "done");
}

/// The valid folder with more items, or a step, at the end of a phase.
fn with(file: &str, items: &str) -> Vec<SourceFile> {
    let mut files = valid();
    let file = files.iter_mut().find(|it| it.name == file).unwrap();
    file.bytes.extend_from_slice(format!("\n{items}\n").as_bytes());
    files
}

#[test]
fn every_example_of_an_answer_reads_without_a_word() {
    let examples = examples();
    assert_eq!(examples.len(), 5);
    for example in examples {
        let files = with("a.toml", example);
        match read(&files) {
            Ok(reading) => assert_eq!(reading.warnings, [], "{example}"),
            Err(faults) => panic!("{example}\n{}", render(&faults, &files, Lang::En)),
        }
    }
}

#[test]
fn a_difference_is_what_is_more_than_the_figure() {
    let compared = Some(Compared::Previous(Some(Milli::whole(13))));
    assert_eq!(Answer::Count(12).difference(compared), Some(Milli(-1_000)));
    assert_eq!(Answer::Count(12).difference(Some(Compared::Previous(None))), None);
    assert_eq!(Answer::Yes.difference(compared), None);
}

#[test]
fn a_product_is_rounded_to_three_decimals_and_never_overflows() {
    let milli = |text: &str| text.parse::<Milli>().unwrap();
    assert_eq!(milli("1.234").times(milli("1.234")), Some(milli("1.523")));
    assert_eq!(milli("-0.5").times(milli("0.001")), Some(milli("-0.001")));
    assert_eq!(milli("999999999999").times(milli("999999999999")), None);
    assert_eq!(Milli(i64::MAX).plus(Milli(1)), None);
    assert_eq!(Milli(i64::MIN).minus(Milli(1)), None);
    assert_eq!(milli("-1234.5").cents(), "-1234.50");
}
