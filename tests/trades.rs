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
