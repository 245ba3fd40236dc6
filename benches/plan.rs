//! How long it takes to lint the shipped schedule and to plan a year of it, against parsing the
//! same text with `toml` alone in the same run.
//!
//! `cargo bench --bench plan`. It asserts nothing: it prints figures.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use zhiban::schedule::{Schedule, SourceFile, read};

#[path = "shipped.rs"]
mod shipped;

use shipped::shipped;

const TURNS: usize = 30;
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

/// What a store with a full calendar adds: a few variants, and rules on some steps.
const VARIANTS: &str = r#"
[[variant]]
id = "weekend"
name = "weekend"
when = { on = ["sat", "sun"], except = ["make-up"] }
times = { close = "22:00" }

[[variant]]
id = "holiday"
name = "holiday"
when = ["holiday"]
times = { close = "22:00" }

[[variant]]
id = "stocktaking"
name = "stocktaking"
when = { rrule = "FREQ=MONTHLY;BYDAY=-1TU", from = "2020-01-01" }
"#;

fn main() {
    let mut full = shipped();
    measure("shipped", &full);
    let store = full.iter_mut().find(|it| it.name == "store.toml").unwrap();
    store.bytes.extend(VARIANTS.bytes());
    let rule = "\ndays = { rrule = \"FREQ=DAILY\", from = \"2020-01-01\" }\nrole = ";
    for file in full.iter_mut().filter(|it| it.name.starts_with("b-")) {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = text.replace("\nrole = ", rule).into_bytes();
    }
    measure("full calendar", &full);
}

fn measure(name: &str, files: &[SourceFile]) {
    let (mut lint, mut floor, mut year) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        // The two take turns, so that both meet the same machine.
        let (reading, took) = timed(|| read(files).unwrap());
        lint.push(took);
        floor.push(timed(|| parse(files)).1);
        year.push(timed(|| plan_year(&reading.schedule)).1);
    }
    let (lint, floor, year) = (median(lint), median(floor), median(year));
    println!("{name}");
    println!("  toml alone         {floor:>8.2} ms");
    println!("  lint               {lint:>8.2} ms   {:>6.1} x", lint / floor);
    println!("  plan 365 days      {year:>8.2} ms   {:>6.1} x", year / floor);
}

fn parse(files: &[SourceFile]) {
    for file in files.iter().filter(|it| it.name.ends_with(".toml")) {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        black_box(toml::de::DeTable::parse(text).unwrap());
    }
}

fn plan_year(schedule: &Schedule) {
    for day in DAY.iter_days().take(365) {
        black_box(schedule.plan(day));
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let value = work();
    (value, begin.elapsed())
}

fn median(mut all: Vec<Duration>) -> f64 {
    all.sort();
    all[all.len() / 2].as_secs_f64() * 1_000.0
}
