//! Where two readings are possible the manual defines one: each is held here on the calendar.

use zhiban::schedule::read;

use crate::schedule::edited;
use crate::schedule_days::{day, days_of};

const MANUAL: &str = include_str!("../schedules/README.md");

/// The lunch of the valid folder, on the days of an example of the manual.
fn lunches(days: &str, from: &str, to: &str) -> Vec<String> {
    let put = format!("id = \"lunch\"\n{days}");
    let schedule = read(&edited("b.toml", "id = \"lunch\"", &put)).unwrap().schedule;
    days_of(&schedule, "lunch", from, to)
}

#[test]
fn duties_on_the_9th_19th_and_29th_take_the_last_day_of_a_short_february() {
    let start = MANUAL.find("days = { on = [9, 19, 29]").unwrap();
    let example = MANUAL[start..].lines().next().unwrap();
    assert!(example.contains("short = \"last\"") && example.contains("except = [\"holiday\"]"));
    let days = example.replace(", except = [\"holiday\"]", "");
    assert_eq!(lunches(&days, "2026-01-01", "2026-01-31"), ["01-09", "01-19", "01-29"]);
    assert_eq!(lunches(&days, "2026-02-01", "2026-02-28"), ["02-09", "02-19", "02-28"]);
    assert_eq!(lunches(&days, "2028-02-01", "2028-02-29"), ["02-09", "02-19", "02-29"]);
    assert_eq!(lunches(&days, "2026-04-01", "2026-04-30"), ["04-09", "04-19", "04-29"]);
}

#[test]
fn the_31st_is_left_out_of_a_short_month_unless_its_last_day_is_asked_for() {
    let skip = "days = { on = [31], short = \"skip\" }";
    let last = "days = { on = [31], short = \"last\" }";
    assert_eq!(lunches(skip, "2026-03-01", "2026-05-31"), ["03-31", "05-31"]);
    assert_eq!(lunches(last, "2026-03-01", "2026-05-31"), ["03-31", "04-30", "05-31"]);
}

#[test]
fn the_last_round_before_closing_is_not_asked_at_closing_itself() {
    let rounds = |last: &str| {
        let put = format!("last = \"{last}\", early-by");
        let files = edited("b.toml", "early-by", &put);
        let schedule = read(&files).unwrap().schedule;
        let plan = schedule.plan(day("2026-11-23"));
        let all = plan.occurrences.iter().filter(|it| it.id.step.as_str() == "round");
        let due = all.map(|it| it.due).max().unwrap();
        due.with_timezone(&schedule.zone).format("%H:%M").to_string()
    };
    assert_eq!((rounds("before"), rounds("at")), ("21:00".to_owned(), "21:30".to_owned()));
}

#[test]
fn a_window_over_midnight_belongs_to_the_day_on_which_it_began() {
    let patrol = "id = \"night-patrol\"\ndays = [\"fri\"]";
    let schedule = read(&edited("c.toml", "id = \"night-patrol\"", patrol)).unwrap().schedule;
    let plan = schedule.plan(day("2026-11-27"));
    let night = plan.occurrences.iter().filter(|it| it.id.step.as_str() == "night-patrol");
    let dates: Vec<_> = night.map(|it| it.due.with_timezone(&schedule.zone).date_naive()).collect();
    assert!(dates.contains(&day("2026-11-28")), "it goes on after midnight: {dates:?}");
    assert!(days_of(&schedule, "night-patrol", "2026-11-28", "2026-11-28").is_empty());
}
