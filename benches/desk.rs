//! What the desk costs on a terminal, against the smallest full-screen program in the same run.
//!
//! `cargo bench --bench desk` prints start to first frame, key to repaint, Enter to saved, and what
//! half a minute of idling takes with a clock of seconds and of minutes. The smallest program is
//! this bench itself, called again. It asserts nothing: it prints figures.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time and knows its own program")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::Timelike;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::widgets::Paragraph;

const ZHIBAN: &str = env!("CARGO_BIN_EXE_zhiban");
const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();
const STARTS: usize = 30;
const KEYS: usize = 60;
const SAVES: usize = 30;
const IDLE: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(10);

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().position(|it| it == "--floor") {
        Some(at) => floor(words.get(at + 1).and_then(|it| it.parse().ok())),
        None => measure(),
    }
}

/// The smallest full-screen program: a line, a count of keys, and a clock if it is given one.
fn floor(tick: Option<u64>) {
    let mut terminal = ratatui::init();
    let mut keys = 0;
    let began = Instant::now();
    loop {
        let line = match tick {
            Some(_) => format!("READY keys {keys} clock {}", began.elapsed().as_secs()),
            None => format!("READY keys {keys}"),
        };
        terminal.draw(|frame| frame.render_widget(Paragraph::new(line), frame.area())).unwrap();
        let wait = tick.map_or(Duration::from_secs(3600), Duration::from_secs);
        if event::poll(wait).unwrap()
            && let Event::Key(key) = event::read().unwrap()
        {
            keys += 1;
            if key.code == KeyCode::Char('q') {
                break;
            }
        }
    }
    ratatui::restore();
}

fn measure() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Run::desk(home.path(), &[]);
    found_store(&mut first);
    drop(first);

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        // The two take turns, so that both meet the same machine.
        ours.push(timed(|| Run::desk(home.path(), &[])).1);
        theirs.push(timed(|| Run::floor(None)).1);
    }
    compare("start to first frame", ours, theirs);

    let (mut desk, mut floor) = (Run::desk(home.path(), &[]), Run::floor(None));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..KEYS {
        // F4 and F2: the building and back.
        let key = if number % 2 == 0 { "\x1bOS" } else { "\x1bOQ" };
        ours.push(desk.key(key));
        theirs.push(floor.key("x"));
    }
    compare("key to repaint", ours, theirs);
    saves(&mut desk);
    drop((desk, floor));
    idle(home.path());
    shell(home.path());
}

/// Answers what a first start asks for.
fn found_store(run: &mut Run) {
    for _ in 0..2 {
        run.send("A");
        run.settle(Duration::from_millis(300));
        run.send("\r");
        run.settle(Duration::from_millis(300));
    }
}

fn saves(desk: &mut Run) {
    let mut took = Vec::new();
    for _ in 0..SAVES {
        desk.send("\x1bOQ");
        desk.settle(Duration::from_millis(60));
        desk.send("n");
        desk.settle(Duration::from_millis(60));
        desk.send("x");
        desk.settle(Duration::from_millis(60));
        let before = desk.saved();
        let begin = Instant::now();
        desk.send("\r");
        if desk.until(|screen| number_after(screen, "已保存") != before) {
            took.push(begin.elapsed());
        }
    }
    println!("Enter to saved       {} of {SAVES}: {}", took.len(), Figures::of(took));
}

fn number_after(screen: &str, word: &str) -> Option<String> {
    let rest = screen.split_once(word)?.1;
    let digits: String = rest.chars().skip_while(|it| !it.is_ascii_digit()).take(8).collect();
    Some(digits.chars().take_while(char::is_ascii_digit).collect())
}

/// Half a minute without a key: on the shipped schedule, and on one that is calm.
fn idle(home: &Path) {
    let calm = tempfile::tempdir().unwrap();
    write_calm(calm.path());
    let calm = calm.path().to_str().unwrap();
    let quiet = home.join("calm");
    let quiet = quiet.to_str().unwrap();
    let mut founded = Run::desk(home, &["--data", quiet, "--schedule", calm]);
    found_store(&mut founded);
    drop(founded);
    println!(
        "idle for {} s         wake-ups/s  CPU ticks  bytes  PSS kB  disk bytes",
        IDLE.as_secs()
    );
    for (name, mut run) in [
        ("desk", Run::desk(home, &[])),
        ("desk, calm", Run::desk(home, &["--data", quiet, "--schedule", calm])),
        ("floor, seconds", Run::floor(Some(1))),
        ("floor, no clock", Run::floor(None)),
    ] {
        run.settle(Duration::from_secs(3));
        let (before, written) = (Usage::of(run.process()), run.bytes);
        run.settle(IDLE);
        let after = Usage::of(run.process());
        println!(
            "  {name:<16} {:>12.2} {:>10} {:>6} {:>7} {:>11}",
            (after.switches - before.switches) as f64 / IDLE.as_secs_f64(),
            after.ticks - before.ticks,
            run.bytes - written,
            after.pss_kb,
            after.disk - before.disk,
        );
    }
}

/// Writes a schedule whose only step is at the other end of the day.
fn write_calm(folder: &Path) {
    let now = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai);
    let hour = if now.hour() < 12 { "20" } else { "04" };
    let store = r#"format = 1
store = "A"
zone = "Asia/Shanghai"
day-starts = "00:00"
times = { open = "09:00", close = "21:00" }
shift = [{ id = "day", name = "day", from = "00:00", to = "day-end" }]
floor = [{ id = "1F", name = "1F" }]
role = [{ id = "manager", name = "manager" }]
[answers.state]
normal = { fine = "fine" }
abnormal = { fault = "fault" }
"#;
    let day = format!(
        r#"phase = {{ id = "D", title = "day" }}
[[step]]
id = "tour"
title = "tour"
clause = ["A4"]
role = "manager"
earliest = "{hour}:00"
due = "{hour}:05"
finish-by = "{hour}:10"
closes = "{hour}:15"
item = [{{ id = "display", ask = "display", answer = "state" }}]
"#
    );
    std::fs::write(folder.join("store.toml"), store).unwrap();
    std::fs::write(folder.join("day.toml"), day).unwrap();
}

/// Commands that come and go.
fn shell(home: &Path) {
    let data = home.join("data");
    for words in [
        &["--version"][..],
        &["note", "漏水", "--floor", "3F", "--by", "A"],
        &["log", "--day", "today"],
        &["log", "查锁"],
        &["status"],
    ] {
        let run = || {
            let mut command = Command::new(ZHIBAN);
            command.env("HOME", home).args(["--lang", "zh", "--data"]).arg(&data).args(words);
            command.output().unwrap()
        };
        let took = (0..STARTS).map(|_| timed(run).1).collect();
        println!("zhiban {:<13} {}", words[..words.len().min(2)].join(" "), Figures::of(took));
    }
}

/// A program on a terminal of its own.
struct Run {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    chunks: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: usize,
    _terminal: Box<dyn MasterPty + Send>,
}

impl Run {
    /// Opens the desk and waits for its first frame.
    fn desk(home: &Path, words: &[&str]) -> Self {
        let mut command = CommandBuilder::new(ZHIBAN);
        if !words.contains(&"--data") {
            command.args(["--data", home.join("data").to_str().unwrap()]);
        }
        command.args(["--lang", "zh"]);
        command.args(words);
        command.env("HOME", home);
        Self::start(command, "F2")
    }

    fn floor(tick: Option<u64>) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.arg("--floor");
        command.args(tick.map(|it| it.to_string()));
        Self::start(command, "READY")
    }

    fn start(mut command: CommandBuilder, shown: &str) -> Self {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (chunk, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if chunk.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (keys, screen) =
            (pair.master.take_writer().unwrap(), vt100::Parser::new(ROWS, COLUMNS, 0));
        let mut run = Self { child, keys, chunks, screen, bytes: 0, _terminal: pair.master };
        let seen = run.until(|screen| screen.contains(shown));
        assert!(seen, "{shown} never came:\n{}", run.screen.screen().contents());
        run
    }

    fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn take(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len();
        self.screen.process(chunk);
    }

    /// Waits until the screen is as wanted; returns whether it came to that.
    fn until(&mut self, wanted: impl Fn(&str) -> bool) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if let Ok(chunk) = self.chunks.recv_timeout(PATIENCE) {
                self.take(&chunk);
                if wanted(&self.screen.screen().contents()) {
                    return true;
                }
            }
        }
        false
    }

    /// Takes what comes within a time.
    fn settle(&mut self, time: Duration) {
        let begin = Instant::now();
        while let Some(left) = time.checked_sub(begin.elapsed()) {
            if let Ok(chunk) = self.chunks.recv_timeout(left) {
                self.take(&chunk);
            }
        }
    }

    /// Presses a key and returns how long the answer takes.
    fn key(&mut self, key: &str) -> Duration {
        self.settle(Duration::from_millis(30));
        let before = self.screen.screen().contents();
        let begin = Instant::now();
        self.send(key);
        assert!(self.until(|screen| screen != before), "{key:?} changed nothing:\n{before}");
        begin.elapsed()
    }

    fn saved(&self) -> Option<String> {
        number_after(&self.screen.screen().contents(), "已保存")
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process has used so far, all threads together; nothing where the system does not tell.
#[derive(Default)]
struct Usage {
    switches: u64,
    ticks: u64,
    disk: u64,
    pss_kb: u64,
}

impl Usage {
    fn of(process: u32) -> Self {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{process}/{name}"));
        let number = |text: &str, word: &str| -> u64 {
            let line = text.lines().find(|it| it.starts_with(word)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
        };
        let mut usage = Self::default();
        let Ok(tasks) = std::fs::read_dir(format!("/proc/{process}/task")) else { return usage };
        for task in tasks {
            let status = std::fs::read_to_string(task.unwrap().path().join("status"));
            usage.switches += number(&status.unwrap_or_default(), "voluntary_ctxt_switches:");
        }
        let stat = read("stat").unwrap_or_default();
        let fields: Vec<&str> =
            stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        usage.ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        usage.disk = number(&read("io").unwrap_or_default(), "write_bytes:");
        usage.pss_kb = number(&read("smaps_rollup").unwrap_or_default(), "Pss:");
        usage
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let value = work();
    (value, begin.elapsed())
}

fn compare(what: &str, ours: Vec<Duration>, theirs: Vec<Duration>) {
    let (ours, theirs) = (Figures::of(ours), Figures::of(theirs));
    let ratio = (ours.median / theirs.median, ours.p90 / theirs.p90);
    println!("{what:<20} desk {ours}; floor {theirs}; ratio {:.2}, {:.2}", ratio.0, ratio.1);
}

/// Median and ninetieth percentile, in milliseconds.
struct Figures {
    median: f64,
    p90: f64,
}

impl Figures {
    fn of(mut took: Vec<Duration>) -> Self {
        took.sort();
        let at = |part: usize| {
            let it = took.get(took.len() * part / 100).copied().unwrap_or_default();
            it.as_secs_f64() * 1e3
        };
        Self { median: at(50), p90: at(90) }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {:.2} ms, p90 {:.2} ms", self.median, self.p90)
    }
}
