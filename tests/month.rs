//! A month of days, and the empty forms of one: what is summed up, and what is there to fill in.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use insta::assert_snapshot;
use zhiban::report::{Blank, DaySummary, Format, Kind, Month, MonthOf, render};
use zhiban::schedule::{Lang, Schedule};

use crate::report::story::{leave_people_on_the_first_floor, report, troubled_day, work_until};
use crate::support::bench::{Bench, DAY, at, schedule};

fn about(cutoff: DateTime<Utc>) -> MonthOf {
    let store = "示例百货".to_owned();
    MonthOf {
        month: DAY,
        store,
        zone: chrono_tz::Asia::Shanghai,
        cutoff,
        papers: Default::default(),
        logo: None,
    }
}

fn troubled() -> DaySummary {
    let mut bench = troubled_day();
    leave_people_on_the_first_floor(&mut bench);
    work_until(&mut bench, "07:59");
    DaySummary::of(&report(&bench, Kind::Day))
}

fn on(day: u64, it: &DaySummary) -> DaySummary {
    let by = TimeDelta::days(day as i64);
    let gap = it.gap.map(|mut gap| {
        (gap.since, gap.until) = (gap.since + by, gap.until + by);
        gap
    });
    DaySummary { day: it.day + Days::new(day), gap, ..it.clone() }
}

fn month() -> Month {
    let first = troubled();
    let calm = DaySummary { missed: 0, skipped: 0, open: 0, found: 0, closed: 2, ..on(1, &first) };
    Month::new(about(at("08:00") + TimeDelta::days(2)), &[calm, first])
}

fn blank(schedule: Arc<Schedule>) -> Blank {
    Blank::new(schedule, DAY.succ_opt().unwrap(), Some("示例百货".to_owned()), at("22:00"))
}

#[test]
fn a_day_is_summed_up_by_every_way_of_doing_and_not_doing() {
    let sum = troubled();
    let all = Bench::new().agenda().occurrences.len();
    assert_eq!((sum.missed, sum.skipped, sum.unknown, sum.ahead), (2, 0, 0, 0));
    assert_eq!(sum.asked(), all);
    assert_eq!((sum.found, sum.closed, sum.open), (3, 1, 2));
    assert_eq!(sum.rounds, (29, 31), "the rounds at 10:30 and 11:30 are missing");
    let gap = sum.gap.unwrap();
    assert!(!gap.exceeds());
    assert_eq!(gap.length(), TimeDelta::minutes(106));
}

#[test]
fn a_month_has_a_line_for_each_day_and_says_where_there_is_no_record() {
    let month = month();
    assert_eq!(month.lines().count(), 30, "November");
    assert_eq!(month.days.len(), 2);
    let text = render(&month, Format::Text, Lang::Zh);
    assert_eq!(text.matches("无记录").count(), 2 * 22, "the days before, in both tables");
    assert_snapshot!("month", text);
}

#[test]
fn days_of_another_month_are_left_out_and_the_later_of_two_holds() {
    let first = troubled();
    let again = DaySummary { missed: 7, ..first.clone() };
    let other = DaySummary { day: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(), ..first.clone() };
    let month = Month::new(about(at("22:00")), &[first, other, again]);
    assert_eq!(month.days.len(), 1);
    assert_eq!(month.days[0].missed, 7);
}

#[test]
fn the_rate_of_a_month_is_that_of_all_its_steps_and_none_where_there_are_none() {
    let month = month();
    let done = month.sum(|it| it.on_time);
    let asked = month.sum(DaySummary::asked);
    assert_eq!(month.per_mille_on_time(), Some(done * 1000 / asked));
    assert_eq!(Month::new(about(at("22:00")), &[]).per_mille_on_time(), None);
    let empty = render(&Month::new(about(at("22:00")), &[]), Format::Json, Lang::En);
    let empty: serde_json::Value = serde_json::from_str(&empty).unwrap();
    assert!(empty["on_time_per_mille"].is_null());
}

#[test]
fn a_gap_beyond_its_limit_is_marked_in_the_month() {
    let mut day = troubled();
    let gap = day.gap.as_mut().unwrap();
    gap.until += TimeDelta::hours(2);
    let month = Month::new(about(at("22:00")), &[day]);
    assert!(month.gap().unwrap().exceeds());
    let text = render(&month, Format::Text, Lang::En);
    assert!(text.contains("3 h 46 min") && text.contains("! exceeded"), "{text}");
}

#[test]
fn the_empty_forms_ask_for_everything_that_the_schedule_asks_for() {
    let schedule = schedule("schedules/department-store");
    let text = render(&blank(Arc::clone(&schedule)), Format::Html, Lang::Zh);
    for step in &schedule.steps {
        assert!(text.contains(&step.title.zh), "{}", step.title.zh);
        for item in &step.items {
            assert!(text.contains(&zhiban::clean::html(&item.ask.zh)), "{}", item.ask.zh);
            for clause in &item.clauses {
                assert!(text.contains(clause.as_str()), "{clause}");
            }
        }
    }
    let value = render(&blank(Arc::clone(&schedule)), Format::Json, Lang::Zh);
    let value: serde_json::Value = serde_json::from_str(&value).unwrap();
    let steps = value["steps"].as_array().unwrap();
    assert_eq!(steps.len(), schedule.plan(DAY).occurrences.len());
    assert_eq!(value["day"], "2026-11-24");
}

#[test]
fn the_empty_forms_have_boxes_to_tick_and_lines_to_write_on() {
    let text = render(&blank(schedule("tests/fixtures/small")), Format::Text, Lang::Zh);
    assert!(text.contains("[ ]正常 [ ]异常"), "{text}");
    assert_eq!(text.matches("\n20:30  ______").count(), 1, "a line for each round: {text}");
    assert!(text.contains("签字：保安员 ____________"), "{text}");
    assert_snapshot!("blank", text);
}

#[test]
fn the_empty_forms_and_the_month_speak_one_language_at_a_time() {
    let mut about = about(at("22:00"));
    about.store = "Example Store".to_owned();
    let month = Month::new(about, &[troubled()]);
    let mut blank = blank(schedule("schedules/department-store"));
    blank.store = None;
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Csv] {
        for out in [render(&month, format, Lang::En), render(&blank, format, Lang::En)] {
            let chinese = out.chars().find(|it| ('\u{4e00}'..='\u{9fff}').contains(it));
            assert_eq!(chinese, None, "{format:?}: {out}");
        }
    }
}

#[test]
fn no_line_of_a_month_or_an_empty_form_is_wider_than_the_paper() {
    let (month, blank) = (month(), blank(schedule("schedules/department-store")));
    for lang in [Lang::Zh, Lang::En] {
        let texts = [render(&month, Format::Text, lang), render(&blank, Format::Text, lang)];
        for line in texts.iter().flat_map(|it| it.lines()) {
            assert!(zhiban::clean::width(line) <= 78, "{line}");
        }
    }
}

#[test]
fn the_empty_forms_of_a_special_day_say_what_it_is() {
    let mut blank = blank(schedule("tests/fixtures/small"));
    let plain = render(&blank, Format::Text, Lang::Zh);
    assert!(!plain.contains("特殊安排") && !plain.contains("不营业"), "{plain}");
    blank.plan.closed = true;
    let why = zhiban::schedule::Text::same("盘点");
    blank.plan.variants =
        vec![zhiban::schedule::Applied { id: zhiban::schedule::VariantId::new("stock"), why }];
    let text = render(&blank, Format::Text, Lang::Zh);
    assert!(text.contains("特殊安排  盘点") && text.contains("不营业"), "{text}");
}
