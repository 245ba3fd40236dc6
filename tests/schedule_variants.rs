//! Variants: what holds on a day, which one wins, and what a closed day still asks.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use zhiban::engine::Action;
use zhiban::report::{Format, Kind, Period, Report, render as render_report};
use zhiban::schedule::{Lang, Plan, Schedule, SourceFile, read};

use crate::schedule::render;
use crate::schedule_days::{changed, day, days_of, occurs};
use crate::support::bench::Bench;
use crate::support::screen::Screen;

/// The valid folder with some variants, and other pieces changed.
pub(crate) fn with_variants(variants: &str, pieces: &[(&str, &str, &str)]) -> Vec<SourceFile> {
    let put = format!("{variants}\n[answers.lock]");
    let mut all = vec![("store.toml", "[answers.lock]", put.as_str())];
    all.extend(pieces);
    changed(&all)
}

fn schedule(files: &[SourceFile]) -> Schedule {
    match read(files) {
        Ok(reading) => reading.schedule,
        Err(faults) => panic!("{}", render(&faults, files, Lang::En)),
    }
}

const SALE: &str = "[[variant]]\nid = \"sale\"\nname = { zh = \"促销\", en = \"sale\" }\n\
    when = [\"11-01..11-11\"]\ntimes = { close = \"22:30\" }\n";

const SATURDAY: &str = "[[variant]]\nid = \"saturday\"\nname = { zh = \"周六\", en = \"Saturday\" }\n\
    when = [\"sat\"]\ntimes = { open = \"10:00\", close = \"22:00\" }\n";

const SPRING: &str = "[[variant]]\nid = \"spring\"\nname = { zh = \"春节\", en = \"New Year\" }\n\
    when = [\"2026-02-17\"]\nclosed = true\n";

/// When something falls due, on the store's clock.
fn due(schedule: &Schedule, date: &str, step: &str) -> String {
    let plan = schedule.plan(day(date));
    let found = plan.occurrences.iter().find(|it| it.id.step.as_str() == step).unwrap();
    clock(schedule, found.due)
}

fn clock(schedule: &Schedule, at: DateTime<Utc>) -> String {
    at.with_timezone(&schedule.zone).format("%H:%M").to_string()
}

fn why(plan: &Plan, lang: Lang) -> Vec<(&str, &str)> {
    plan.variants.iter().map(|it| (it.id.as_str(), it.why.get(lang))).collect()
}

#[test]
fn a_variant_changes_named_times_and_all_that_leans_on_them() {
    let schedule = schedule(&with_variants(SATURDAY, &[]));
    assert_eq!(due(&schedule, "2026-11-20", "door-locks"), "08:20");
    assert_eq!(due(&schedule, "2026-11-21", "door-locks"), "09:20");
    assert_eq!(due(&schedule, "2026-11-21", "sweep"), "22:10");
    let rounds = |date: &str| {
        let plan = schedule.plan(day(date));
        plan.occurrences.iter().filter(|it| it.id.step.as_str() == "round").count()
    };
    assert_eq!((rounds("2026-11-20"), rounds("2026-11-21")), (24, 23));
}

#[test]
fn an_instant_is_meant_with_the_times_of_its_own_day() {
    let schedule = schedule(&with_variants(SATURDAY, &[]));
    let (_, open) = schedule.times.iter().find(|(id, _)| id.as_str() == "open").unwrap().clone();
    let (_, entry) = schedule.times.iter().find(|(id, _)| id.as_str() == "staff-entry").unwrap();
    let at = |date: &str| clock(&schedule, schedule.instant(day(date), entry));
    assert_eq!((at("2026-11-20"), at("2026-11-21")), ("08:20".to_owned(), "09:20".to_owned()));
    // A clock time stays a clock time.
    assert_eq!(clock(&schedule, schedule.instant(day("2026-11-21"), &open)), "09:00");
}

#[test]
fn the_later_variant_wins_and_the_plan_says_what_holds_and_why() {
    let schedule = schedule(&with_variants(&format!("{SATURDAY}{SALE}"), &[]));
    let plan = schedule.plan(day("2026-11-07"));
    assert_eq!(why(&plan, Lang::Zh), [("saturday", "周六"), ("sale", "每年 11-01 至 11-11")]);
    assert_eq!(
        why(&plan, Lang::En),
        [("saturday", "Saturday"), ("sale", "11-01 to 11-11 every year")]
    );
    assert_eq!(due(&schedule, "2026-11-07", "door-locks"), "09:20");
    assert_eq!(due(&schedule, "2026-11-07", "sweep"), "22:40");
    let turned = with_variants(&format!("{SALE}{SATURDAY}"), &[]);
    let turned = read(&turned).unwrap().schedule;
    assert_eq!(due(&turned, "2026-11-07", "sweep"), "22:10");
}

#[test]
fn steps_are_added_and_dropped_by_variant() {
    let pieces = [
        ("b.toml", "id = \"lunch\"", "id = \"lunch\"\nnot-in = [\"sale\"]"),
        ("b.toml", "id = \"round\"", "id = \"round\"\nvariants = [\"sale\", \"saturday\"]"),
    ];
    let schedule = schedule(&with_variants(&format!("{SATURDAY}{SALE}"), &pieces));
    let lunch = days_of(&schedule, "lunch", "2026-10-30", "2026-11-14");
    assert_eq!(lunch, ["10-30", "10-31", "11-12", "11-13", "11-14"]);
    let rounds = days_of(&schedule, "round", "2026-10-30", "2026-11-03");
    assert_eq!(rounds, ["10-31", "11-01", "11-02", "11-03"]);
}

#[test]
fn a_closed_day_asks_only_what_is_asked_on_closed_days() {
    let kept = ("c.toml", "id = \"night-patrol\"", "id = \"night-patrol\"\non-closed-days = true");
    let schedule = schedule(&with_variants(SPRING, &[kept]));
    let plan = schedule.plan(day("2026-02-17"));
    assert!(plan.closed);
    assert!(plan.occurrences.iter().all(|it| it.id.step.as_str() == "night-patrol"));
    assert_eq!(plan.occurrences.len(), 5);
    assert!(!schedule.plan(day("2026-02-18")).closed);
    assert_eq!(plan.shifts.len(), 2);
}

#[test]
fn a_later_variant_opens_the_doors_again() {
    let open =
        "[[variant]]\nid = \"pop-up\"\nname = \"x\"\nwhen = [\"2026-02-17\"]\nclosed = false\n";
    let opened = schedule(&with_variants(&format!("{SPRING}{open}"), &[]));
    assert!(!opened.plan(day("2026-02-17")).closed);
    let shut = schedule(&with_variants(&format!("{open}{SPRING}"), &[]));
    assert!(shut.plan(day("2026-02-17")).closed);
}

/// A Saturday on which people work for a holiday is a Saturday and a make-up workday.
#[test]
fn a_make_up_workday_is_still_the_weekday_it_is_unless_excepted() {
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261010\n\
                    SUMMARY:国庆节 补班\nEND:VEVENT\nEND:VCALENDAR\n";
    let files = |variants: &str| {
        let holidays = ("store.toml", "format = 1", "format = 1\nholidays = \"h.ics\"");
        let mut files = with_variants(variants, &[holidays]);
        files.push(SourceFile::new("h.ics", calendar));
        files
    };
    let make_up = "[[variant]]\nid = \"make-up\"\nname = \"x\"\nwhen = [\"make-up\"]\n";
    let both = schedule(&files(&format!("{SATURDAY}{make_up}")));
    let plan = both.plan(day("2026-10-10"));
    assert_eq!(why(&plan, Lang::Zh), [("saturday", "周六"), ("make-up", "调休上班：国庆节 补班")]);
    assert_eq!(why(&plan, Lang::En)[1].1, "make-up workday: 国庆节 补班");
    let excepted = SATURDAY.replace("[\"sat\"]", "{ on = [\"sat\"], except = [\"make-up\"] }");
    let one = schedule(&files(&format!("{excepted}{make_up}")));
    let plan = one.plan(day("2026-10-10"));
    assert_eq!(plan.variants.len(), 1);
    assert_eq!(plan.variants[0].id.as_str(), "make-up");
    assert!(occurs(&one, "lunch", day("2026-10-10")));
}

#[test]
fn a_step_may_occur_on_some_weekdays_of_a_variant() {
    let piece =
        ("b.toml", "id = \"lunch\"", "id = \"lunch\"\nvariants = [\"sale\"]\ndays = [\"mon\"]");
    let schedule = schedule(&with_variants(SALE, &[piece]));
    assert_eq!(days_of(&schedule, "lunch", "2026-10-01", "2026-11-30"), ["11-02", "11-09"]);
}

/// The desk on a Monday with a schedule of these files.
fn desk(files: &[SourceFile]) -> Bench {
    let mut bench = Bench::off(Arc::new(schedule(files)));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench
}

#[test]
fn a_patrol_that_rests_today_leaves_no_gap_behind() {
    assert_eq!(desk(&changed(&[])).agenda().gaps.len(), 1);
    let rests = ("b.toml", "id = \"round\"", "id = \"round\"\ndays = [\"sun\"]");
    let mut bench = desk(&changed(&[rests]));
    assert_eq!(bench.at("20:00").agenda().gaps, []);
}

#[test]
fn a_step_does_not_wait_for_one_that_rests_today() {
    let mut bench = desk(&changed(&[]));
    assert_eq!(bench.at("09:00").view("doors-open", 1).waits_for.len(), 1);
    let rests = ("a.toml", "id = \"door-locks\"", "id = \"door-locks\"\ndays = [\"sun\"]");
    let mut bench = desk(&changed(&[rests]));
    assert_eq!(bench.at("09:00").view("doors-open", 1).waits_for, []);
    assert!(bench.agenda().occurrences.iter().all(|it| it.id.step.as_str() != "door-locks"));
}

#[test]
fn the_desk_asks_nothing_on_a_closed_day() {
    let closed = SPRING.replace("2026-02-17", "2026-11-23");
    let mut bench = desk(&with_variants(&closed, &[]));
    let agenda = bench.at("22:30").agenda();
    assert!(agenda.occurrences.is_empty() && agenda.current.is_none() && agenda.gaps.is_empty());
}

#[test]
fn the_desk_and_the_report_say_what_kind_of_day_it_is() {
    let closed = "[[variant]]\nid = \"rest\"\nname = { zh = \"盘点\", en = \"stocktaking\" }\n\
        when = [\"2026-11-23\"]\nclosed = true\n";
    let bench = Bench::off(Arc::new(schedule(&with_variants(closed, &[]))));
    let agenda = bench.agenda();
    assert!(agenda.closed);
    let report =
        Report::new(Kind::Day, &bench.engine, &bench.entries, agenda.day, Period::Day, agenda.ends);
    let text = render_report(&report, Format::Text, Lang::Zh);
    assert!(text.contains("2026-11-23 周一  盘点、不营业"), "{text}");
    let screen = Screen::of(bench, Lang::En, 120, 40);
    assert!(screen.text().contains("stocktaking, closed"), "{}", screen.text());
}
