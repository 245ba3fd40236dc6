//! How long it takes to put a shift on paper, and how much memory that needs.
//!
//! `cargo bench --bench pdf` plays the full day of the tests on the shipped schedule and renders
//! the handover of its whole day and of its early shift, in both languages. Beside them stand, in
//! the same run, the floor – the page that `doctor` prints: the font opened, one sheet – and the
//! peer – the `typst` command line on the same words and tables with the same font, where it is
//! installed. It asserts nothing: it prints figures and ratios.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use zhiban::commands::script::{self, Played};
use zhiban::engine::Engine;
use zhiban::report::{Format, Kind, Period, Report, render, render_pdf, test_page};
use zhiban::schedule::{Lang, Schedule, read};

#[path = "shipped.rs"]
mod shipped;

use shipped::shipped;

const SCRIPT: &str = include_str!("../tests/fixtures/full-day.jsonl");
/// How often each is measured.
const TIMES: usize = 100;
/// How often the peer is: it is a program of its own.
const TIMES_OF_PEER: usize = 11;
/// The bars of the product: milliseconds, and MiB of the whole process.
const MS_MAX: f64 = 50.0;
const MIB_MAX: f64 = 30.0;

fn main() {
    let schedule = schedule();
    let (began, before) = (peak_mib(), clock());
    let played = play(&schedule);
    println!("the day is played in {:.1?}", clock() - before);
    let whole = Report::new(
        Kind::Handover,
        &played.engine,
        &played.entries,
        played.day,
        Period::Day,
        played.ended,
    );
    let hash = "89abcdef01234567".repeat(4);
    let (whole, early) = (whole.anchored(&hash), early_shift(&played).anchored(&hash));
    let at = whole.cutoff.with_timezone(&schedule.zone);
    let floor = measured(TIMES, || drop(test_page("zhiban", "Office", at, Lang::Zh).unwrap()));
    println!("floor, the page that doctor prints: {}", told(&floor));
    for (name, report) in [("whole day", &whole), ("early shift", &early)] {
        for lang in [Lang::Zh, Lang::En] {
            let all = measured(TIMES, || drop(render_pdf(report, lang).unwrap()));
            let bytes = render_pdf(report, lang).unwrap();
            let median = ms(all[all.len() / 2]);
            println!(
                "{name}, {}: {} pages, {} rows, {} bytes, {}, {:.2} times the floor, bar {MS_MAX} ms {}",
                lang.of("zh", "en"),
                pages(&bytes),
                rows(report),
                bytes.len(),
                told(&all),
                median / ms(floor[floor.len() / 2]),
                kept(median, MS_MAX),
            );
            match peer(report, lang) {
                None => println!("  typst: skipped, not installed"),
                Some(Peer { name, all, empty }) => println!(
                    "  {name}: {}, an empty sheet {:.1?}; zhiban takes {:.3} of it",
                    told(&all),
                    empty[empty.len() / 2],
                    median / ms(all[all.len() / 2])
                ),
            }
        }
    }
    if let (Some(began), Some(peak)) = (began, peak_mib()) {
        println!(
            "peak memory of the process: {peak:.1} MiB, {began:.1} of it before the day was \
             played, bar {MIB_MAX} MiB {}",
            kept(peak, MIB_MAX)
        );
    }
}

fn kept(value: f64, bar: f64) -> &'static str {
    if value < bar { "kept" } else { "MISSED" }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn clock() -> Instant {
    Instant::now()
}

/// Returns how long a piece of work takes, so many times, the shortest first.
fn measured(times: usize, work: impl Fn()) -> Vec<Duration> {
    let one = |_| {
        let begin = clock();
        work();
        clock() - begin
    };
    let mut all: Vec<Duration> = (0..times).map(one).collect();
    all.sort();
    all
}

fn told(all: &[Duration]) -> String {
    let (median, p90) = (all[all.len() / 2], all[all.len() * 9 / 10]);
    format!("median {median:.1?}, p90 {p90:.1?}")
}

fn ms(it: Duration) -> f64 {
    it.as_secs_f64() * 1000.0
}

/// Returns the most memory that the process has held; none where the system does not tell.
fn peak_mib() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib / 1024.0)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schedule() -> Arc<Schedule> {
    match read(&shipped()) {
        Ok(reading) => Arc::new(reading.schedule),
        Err(faults) => panic!("the shipped schedule has {} faults", faults.len()),
    }
}

fn play(schedule: &Arc<Schedule>) -> Played {
    let script = script::read(SCRIPT, schedule, Lang::Zh).unwrap();
    script::play(&script, schedule, script.day.unwrap(), Lang::Zh).unwrap()
}

/// Returns the handover of the early shift, as it stands when all acts are done.
fn early_shift(played: &Played) -> Report {
    let mut begun = played.entries.iter().filter_map(|it| played.engine.handover(it.seq));
    let view = begun.find(|it| it.is_closed()).unwrap().clone();
    let mut engine = Engine::new(Arc::clone(played.engine.schedule_of(view.day)));
    played.entries.iter().filter(|it| it.seq <= view.number).for_each(|it| engine.apply(it));
    let report = Report::of_handover(&engine, &played.entries, view.number).unwrap();
    report.with_handover(view)
}

/// Returns how many sheets a file has.
fn pages(bytes: &[u8]) -> usize {
    let whole = b"/Type/Page/".len();
    let is_page = |it: &[u8]| it.starts_with(b"/Type/Page") && !it.starts_with(b"/Type/Pages");
    bytes.windows(whole).filter(|it| is_page(it)).count()
}

/// Returns how many rows all tables of a report have, without their heads.
fn rows(report: &Report) -> usize {
    let text = render(report, Format::Markdown, Lang::Zh);
    let rule = |it: &&str| it.starts_with("| ---");
    let lines = text.lines().filter(|it| it.starts_with('|')).count();
    lines - 2 * text.lines().filter(rule).count()
}

/// How long the peer takes.
struct Peer {
    /// What it calls itself: the program, or one that only calls its library.
    name: String,
    /// For the report.
    all: Vec<Duration>,
    /// For a sheet with nothing on it: what starting it costs.
    empty: Vec<Duration>,
}

/// Returns how long typst takes for the same words and tables; none where it is not installed.
fn peer(report: &Report, lang: Lang) -> Option<Peer> {
    let version = Command::new("typst").arg("--version").output().ok()?;
    let name = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    if !version.status.success() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let compile = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        measured(TIMES_OF_PEER, || {
            let mut command = Command::new("typst");
            command.arg("compile").arg("--font-path").arg(root().join("assets/fonts"));
            let ran = command.arg(&file).arg(folder.path().join("a.pdf")).output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        })
    };
    let empty = compile("empty.typ", "#set page(paper: \"a4\")\n");
    let all = compile("report.typ", &typst(&render(report, Format::Markdown, lang)));
    Some(Peer { name, all, empty })
}

/// Returns a page of headings, lines and tables in the words of typst: every text is a string, so
/// that nothing in it is markup.
fn typst(markdown: &str) -> String {
    let quoted = |it: &str| {
        let bare = it.replace("\\|", "|").replace('\\', "");
        format!("#{:?}", bare.trim().trim_matches('*'))
    };
    let mut page = "#set page(paper: \"a4\", margin: 19mm, numbering: \"1 / 1\")\n\
                    #set text(font: \"Zhiban Sans\", size: 8.6pt)\n"
        .to_owned();
    let mut table: Vec<Vec<String>> = Vec::new();
    for line in markdown.lines().chain([""]) {
        if let Some(row) = line.strip_prefix('|').and_then(|it| it.strip_suffix('|')) {
            let cells: Vec<String> = row.split(" | ").map(quoted).collect();
            if !row.starts_with(" ---") {
                table.push(cells);
            }
            continue;
        }
        if let Some(heads) = table.first() {
            page.push_str(&format!("#table(columns: {}, stroke: none,\n", heads.len()));
            for (at, row) in std::mem::take(&mut table).iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|it| format!("[{it}]")).collect();
                let cells = cells.join(", ");
                let head = format!("  table.header({cells}),\n");
                page.push_str(&if at == 0 { head } else { format!("  {cells},\n") });
            }
            page.push_str(")\n");
        }
        let marks = line.chars().take_while(|it| *it == '#').count();
        if !line.trim().is_empty() {
            page.push_str(&format!("{} {}\n\n", "=".repeat(marks), quoted(&line[marks..])));
        }
    }
    page
}
