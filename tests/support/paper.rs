//! Days that stand on paper: the shipped store's full day, and one with everything that a form can
//! show. Each is worked once for all tests.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use zhiban::commands::script::{self, Played};
use zhiban::engine::Engine;
use zhiban::report::{
    Blank, DaySummary, Format, Kind, Month, MonthOf, Paper, Period, Report, render,
};
use zhiban::schedule::{Lang, Schedule, SourceFile, read};

use super::bench;
use super::picture::png;

/// The script of the full day.
pub(crate) const FULL_DAY: &str = include_str!("../fixtures/full-day.jsonl");
/// What the script of the day with everything has besides.
const EXTRAS: &str = include_str!("../fixtures/paper/extras.jsonl");

/// The kinds of report.
pub(crate) const KINDS: [Kind; 6] =
    [Kind::Handover, Kind::Day, Kind::FirePatrol, Kind::Diary, Kind::FloorLog, Kind::Sweep];

/// Returns the full day.
pub(crate) fn full_day() -> &'static Played {
    static PLAYED: OnceLock<Played> = OnceLock::new();
    PLAYED.get_or_init(|| {
        play(FULL_DAY, &bench::schedule("schedules/department-store"), PathBuf::new())
    })
}

/// Returns the day with everything: posts, a substitute, a return, what was not needed, areas of
/// the day, photos of a finding and as an answer, an incident, corrections, late entries.
pub(crate) fn rich_day() -> &'static Played {
    static PLAYED: OnceLock<Played> = OnceLock::new();
    PLAYED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        for (name, side) in [("a.png", 60), ("b.png", 90), ("c.png", 120)] {
            std::fs::write(folder.path().join(name), png(side, 80)).unwrap();
        }
        play(&rich_script(), &rich_schedule(), folder.path().to_owned())
    })
}

fn play(text: &str, schedule: &Arc<Schedule>, folder: PathBuf) -> Played {
    let mut script = script::read(text, schedule, Lang::Zh).unwrap();
    script.folder = folder;
    script::play(&script, schedule, script.day.unwrap(), Lang::Zh).unwrap()
}

/// Puts the lines of both scripts into the order of the clock.
fn rich_script() -> String {
    let mut clock = 0;
    let mut timed = |line: &'static str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        clock = match value["at"].as_str().and_then(|it| it.split_once(':')) {
            Some((hour, minute)) => {
                let at = hour.parse::<i32>().unwrap() * 60 + minute.parse::<i32>().unwrap();
                if at < 8 * 60 { at + 24 * 60 } else { at }
            }
            None if value["at"] == "day-end" => i32::MAX,
            None => clock,
        };
        (clock, line)
    };
    let mut lines = FULL_DAY.lines();
    let head = lines.next().unwrap();
    let mut all: Vec<(i32, &str)> = lines.chain(EXTRAS.lines()).map(&mut timed).collect();
    all.sort_by_key(|it| it.0);
    let all = all.into_iter().map(|it| it.1);
    std::iter::once(head).chain(all).map(|it| format!("{it}\n")).collect()
}

fn rich_schedule() -> Arc<Schedule> {
    let mut files = bench::folder("schedules/department-store");
    let store = files.iter_mut().find(|it| it.name == "store.toml").unwrap();
    let text = String::from_utf8(store.bytes.clone()).unwrap();
    let forms = "logo = \"logo.png\"\n\n[forms]\nhandover = { zh = \"值班交接单\", en = \"Duty form\" }\n\n[times]";
    store.bytes = text.replacen("[times]", forms, 1).into_bytes();
    let extras = include_bytes!("../fixtures/paper/extras.toml");
    files.push(SourceFile::new("x-extras.toml", extras.to_vec()));
    files.push(SourceFile::new("logo.png", png(90, 40)));
    let Ok(reading) = read(&files) else { panic!("the extras have faults") };
    Arc::new(reading.schedule)
}

/// Returns the report of a whole played day.
pub(crate) fn report(kind: Kind, played: &Played) -> Report {
    let Played { engine, entries, day, ended, .. } = played;
    Report::new(kind, engine, entries, *day, Period::Day, *ended)
}

/// Returns the report of each handover of a played day, as it stands when all acts are done.
pub(crate) fn handovers(played: &Played) -> Vec<Report> {
    let begun = played.entries.iter().filter_map(|it| played.engine.handover(it.seq));
    let closed = begun.filter(|it| it.is_closed());
    let report = closed.map(|view| {
        let mut engine = Engine::new(Arc::clone(played.engine.schedule_of(view.day)));
        played.entries.iter().filter(|it| it.seq <= view.number).for_each(|it| engine.apply(it));
        let report = Report::of_handover(&engine, &played.entries, view.number).unwrap();
        report.with_handover(view.clone())
    });
    report.collect()
}

/// Returns the month of a played day.
pub(crate) fn month(played: &Played) -> Month {
    let schedule = played.engine.schedule_of(played.day);
    let about = MonthOf {
        month: played.day,
        store: schedule.store.get(Lang::Zh).to_owned(),
        zone: schedule.zone,
        cutoff: played.ended,
        papers: schedule.papers.clone(),
        logo: None,
    };
    Month::new(about, &[DaySummary::of(&report(Kind::Day, played))])
}

/// Returns the empty forms for the day after a played day.
pub(crate) fn blank(played: &Played) -> Blank {
    let schedule = Arc::clone(played.engine.schedule_of(played.day));
    let store = played.engine.agenda_of(played.day, played.ended).store;
    Blank::new(schedule, played.day + chrono::Days::new(1), store, played.ended)
}

/// Returns the JSON of the report of a kind, as the command line calls it, on the day with
/// everything.
pub(crate) fn json(kind: &str) -> String {
    let played = rich_day();
    let of = |paper: Paper<'_>| render(paper, Format::Json, Lang::Zh);
    let word = |it: &Kind| of(Paper::from(&report(*it, played)));
    match kind {
        "month" => of(Paper::from(&month(played))),
        "blank" => of(Paper::from(&blank(played))),
        "handover" => word(&Kind::Handover),
        "day" => word(&Kind::Day),
        "fire-patrol" => word(&Kind::FirePatrol),
        "diary" => word(&Kind::Diary),
        "floor-log" => word(&Kind::FloorLog),
        "sweep" => word(&Kind::Sweep),
        other => panic!("no report is called {other}"),
    }
}

/// Returns the JSON of the first handover of the day with everything.
pub(crate) fn first_handover() -> String {
    render(Paper::from(&handovers(rich_day()).remove(0)), Format::Json, Lang::Zh)
}

/// Every form of the day with everything: what it is called, and the paper.
pub(crate) struct Forms {
    reports: Vec<(String, Report)>,
    month: Month,
    blank: Blank,
}

impl Forms {
    /// Makes them all.
    pub(crate) fn new() -> Self {
        let played = rich_day();
        let of_kind = KINDS.into_iter().map(|it| (format!("{it:?}"), report(it, played)));
        let of_shift = handovers(played).into_iter().enumerate();
        let of_shift = of_shift.map(|(at, it)| (format!("handover {at}"), it));
        let reports = of_kind.chain(of_shift).collect();
        Self { reports, month: month(played), blank: blank(played) }
    }

    /// Returns each with its name.
    pub(crate) fn all(&self) -> Vec<(&str, Paper<'_>)> {
        let reports = self.reports.iter().map(|(name, it)| (name.as_str(), Paper::from(it)));
        let others = [("month", Paper::from(&self.month)), ("blank", Paper::from(&self.blank))];
        reports.chain(others).collect()
    }
}
