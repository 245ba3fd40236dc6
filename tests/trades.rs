//! Other trades: the small examples that are shipped, each rehearsed from a script to the end.

use serde_json::Value;

use crate::shipped::TRADES;
use crate::support::program::Program;

/// Runs the script of a trade and returns the report of its day.
fn rehearsed(trade: &str) -> Value {
    let script = format!("{}/tests/fixtures/{trade}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let words = ["--schedule", trade, "rehearse", "--script", &script, "--headless"];
    Program::new().json(&[&words[..], &["--report", "day", "--format", "json"]].concat())
}

#[test]
fn a_whole_day_of_each_trade_leaves_nothing_undone() {
    for trade in TRADES {
        let report = rehearsed(trade);
        assert_eq!(
            report["not_done"].as_array().unwrap().len(),
            0,
            "{trade}: {}",
            report["not_done"]
        );
        assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{trade}");
    }
}

#[test]
fn the_museum_is_cleared_room_by_room_from_the_top() {
    let report = rehearsed("museum-closing");
    let rooms: Vec<&str> = report["sweep"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["floor"].as_str().unwrap())
        .collect();
    assert_eq!(rooms, ["R31", "R21", "R22", "R11", "R12", "B1"]);
    assert!(report.to_string().contains("监控员乙"), "two persons arm the alarm");
}

#[test]
fn the_cash_of_the_hotel_is_held_against_its_system() {
    let report = rehearsed("hotel-night-audit");
    let answers = report["answers"].as_array().unwrap();
    let cash = answers.iter().find(|it| it["item"] == "cash").unwrap();
    assert_eq!(cash["normal"], false, "20 yuan are missing: {cash}");
}

/// Returns the steps that the events of the day started, with how they stand.
fn chain(report: &Value) -> Vec<(&str, &str)> {
    let events = report["events"].as_array().unwrap().iter();
    let steps = events.flat_map(|it| it["steps"].as_array().unwrap());
    steps.map(|it| (it["step"].as_str().unwrap(), it["status"].as_str().unwrap())).collect()
}

/// Returns who signed a step.
fn signers<'a>(report: &'a Value, step: &str) -> Vec<&'a str> {
    let all = report["signatures"].as_array().unwrap().iter();
    all.filter(|it| it["step"] == step).filter_map(|it| it["name"].as_str()).collect()
}

#[test]
fn a_fire_panel_that_gives_an_alarm_starts_three_deadlines_of_the_hotel() {
    let report = rehearsed("hotel-night-audit");
    let done = |step| (step, "done");
    assert_eq!(chain(&report), [done("alarm-look"), done("alarm-guests"), done("alarm-report")]);
    let signed = signers(&report, "drop");
    assert_eq!(signed, ["夜审员甲", "前台乙"], "two of three count the takings");
}

#[test]
fn the_museum_clears_the_rooms_of_today_and_two_count_the_keys() {
    let report = rehearsed("museum-closing");
    let areas = report["areas"].to_string();
    assert!(areas.contains("临展一室") && areas.contains("临展二室"), "{report}");
    let done = |step| (step, "done");
    let all = [done("missing-secure"), done("missing-found"), done("missing-report")];
    assert_eq!(chain(&report), all);
    assert_eq!(signers(&report, "keys"), ["保安员丙", "值班长甲"]);
}
