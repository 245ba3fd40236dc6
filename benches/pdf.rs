//! How long it takes to put one shift on paper, and how much memory that needs.
//!
//! `cargo bench --bench pdf` renders the early shift of the shipped schedule, filled up to 91 rows
//! with long notes, in both languages. It asserts nothing: it prints figures.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use zhiban::engine::{Engine, Entry, Fact, Officer, Seq};
use zhiban::report::{Format, Kind, Period, Report, render, render_pdf};
use zhiban::schedule::{Lang, Schedule, ShiftId, SourceFile, read};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
const ROWS: usize = 91;
const TIMES: usize = 100;
const NOTE: &str = "三楼扶梯梳齿板有异响，已停梯并放置围挡，报修单号 LF-20261123-07，等待电梯公司到场；\
                    楼层主管已知悉，顾客由客梯分流。";

fn main() {
    let schedule = schedule();
    let before = peak_kib();
    let report = shift(&schedule);
    for lang in [Lang::Zh, Lang::En] {
        let (first, cold) = timed(|| render_pdf(&report, lang).unwrap());
        let mut warm: Vec<Duration> =
            (0..TIMES).map(|_| timed(|| render_pdf(&report, lang).unwrap()).1).collect();
        warm.sort();
        let (median, p90) = (warm[TIMES / 2], warm[TIMES * 9 / 10]);
        let name = lang.of("zh", "en");
        println!(
            "{name}: {} rows, {} bytes, first {cold:.1?}, median {median:.1?}, p90 {p90:.1?}",
            rows(&report),
            first.len()
        );
    }
    if let (Some(before), Some(after)) = (before, peak_kib()) {
        let (before, after) = (before as f64 / 1024.0, after as f64 / 1024.0);
        println!("peak memory of the process: {after:.1} MiB, of which {before:.1} before");
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let value = work();
    (value, begin.elapsed())
}

/// Returns the most memory that the process has held; none where the system does not tell.
fn peak_kib() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn schedule() -> Arc<Schedule> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schedules/department-store");
    let paths = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let files: Vec<SourceFile> = paths
        .filter(|it| it.extension().is_some_and(|it| it == "toml"))
        .map(|it| {
            let name = it.file_name().unwrap().to_str().unwrap();
            SourceFile::new(name, std::fs::read(&it).unwrap())
        })
        .collect();
    let Ok(reading) = read(&files) else { panic!("the shipped schedule has faults") };
    Arc::new(reading.schedule)
}

/// Returns the early shift with as many notes as it takes.
fn shift(schedule: &Arc<Schedule>) -> Report {
    let engine = Engine::new(Arc::clone(schedule));
    let cutoff = at(schedule, 15);
    let mut entries = Vec::new();
    loop {
        let period = Period::Shift(ShiftId::new("early"));
        let report = Report::new(Kind::Handover, &engine, &entries, DAY, period, cutoff);
        if rows(&report) >= ROWS {
            return report.anchored(&"89abcdef01234567".repeat(4));
        }
        entries.push(note(entries.len(), cutoff));
    }
}

fn note(number: usize, cutoff: DateTime<Utc>) -> Entry {
    let at = cutoff - TimeDelta::minutes(60 - number as i64);
    Entry {
        seq: Seq(number as u64 + 1),
        day: DAY,
        happened: at,
        recorded: at,
        officer: Officer::new("值班员甲"),
        id: format!("note-{number}/0"),
        fact: Fact::Noted(NOTE.to_owned()),
    }
}

fn at(schedule: &Schedule, hour: u32) -> DateTime<Utc> {
    let time = DAY.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
    schedule.zone.from_local_datetime(&time).unwrap().to_utc()
}

/// Returns how many rows all tables of a report have, without their heads.
fn rows(report: &Report) -> usize {
    let text = render(report, Format::Markdown, Lang::Zh);
    let rule = |it: &&str| it.starts_with("| ---");
    let lines = text.lines().filter(|it| it.starts_with('|')).count();
    lines - 2 * text.lines().filter(rule).count()
}
