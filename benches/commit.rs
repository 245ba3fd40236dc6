//! How long it takes to save an answer, against bare SQLite doing the same in the same run.
//!
//! `cargo bench --bench commit` measures commits. `cargo bench --bench commit -- --million` builds
//! a journal of 1,000,000 entries in the temporary folder and measures opening, searching and
//! checking it as well. It asserts nothing: it prints figures.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]

use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, params};
use zhiban::engine::command::{
    Answer, Answered, FindingKind, FollowUp, Fork, Found, Question, Severity,
};
use zhiban::engine::{Entry, Fact, Officer, Seq};
use zhiban::journal::{Draft, Filter, Founding, Journal, Stamp, Verdict, stored};
use zhiban::schedule::{AnswerForm, FloorId, Lang, Need, OccurrenceId, Schedule, StepId, read};
use zhiban::words::spoken;

#[path = "shipped.rs"]
mod shipped;

use shipped::shipped;

const COMMITS: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const A_DAY: u64 = 300;
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
const WHAT: [&str; 5] =
    ["消防泵房漏水", "三层扶梯梳齿板有异响", "后通道堆放杂物", "收银台缺岗", "灭火器压力不足"];

/// The schedule whose items are answered.
static SHIPPED: LazyLock<Schedule> = LazyLock::new(|| read(&shipped()).unwrap().schedule);

fn main() {
    commits();
    if std::env::args().any(|it| it == "--million") {
        million();
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let value = work();
    (value, begin.elapsed())
}

fn commits() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(&folder.path().join("journal.db"));
    let bare = bare(&folder.path().join("bare.db"));
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    let mut after = None;
    for number in 1..=COMMITS {
        let drafts = [answer(number)];
        // The two take turns, so that both meet the same disk.
        let (entries, took) = timed(|| journal.append(&stamp(), after, &drafts, &[]).unwrap());
        ours.push(took);
        after = Some(Seq(number));
        floor.push(timed(|| bare_commit(&bare, &entries[0])).1);
    }
    let (ours, floor) = (Figures::of(ours), Figures::of(floor));
    println!("save an answer      {ours}");
    println!("bare SQLite commit  {floor}");
    let (median, p90) = (ours.median / floor.median, ours.p90 / floor.p90);
    println!("ratio               median {median:.2}, p90 {p90:.2}");
}

fn million() {
    let path = std::env::temp_dir().join("zhiban-bench-million-labels").join("journal.db");
    let mut journal = open(&path);
    fill(&mut journal);
    drop(journal);
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("journal.db");
    // The young journal is as far into its second day as the old one is into its last.
    let young: Vec<Draft> = (1..=A_DAY + MILLION % A_DAY).map(mixed).collect();
    open(&small).append(&stamp(), None, &young, &[]).unwrap();
    let last = DAY + Days::new(MILLION / A_DAY);
    let start = |path: &Path, day| {
        let took = (0..50).map(|_| timed(|| open(path).working_set(day, &needs(day)).unwrap()).1);
        Figures::of(took.collect())
    };
    println!("open at two days     {}", start(&small, DAY + Days::new(1)));
    println!("open at a million   {}", start(&path, last));
    let journal = open(&path);
    // The last ones are only shown: they stand in no entry.
    for words in ["漏水", "鼠", "值班员甲 漏水", "查锁", "门", "正常", "对讲机", "重要", "check"]
    {
        let search = || {
            let terms = [Lang::Zh, Lang::En].into_iter().flat_map(|it| spoken(&SHIPPED, it));
            let (words, terms) = (words.to_owned(), terms.collect());
            journal.search(&Filter { words, terms, count_max: 50, ..Filter::default() }).unwrap()
        };
        let took = (0..50).map(|_| timed(search).1).collect();
        println!("search {words:<12} {} ({} shown)", Figures::of(took), search().len());
    }
    let (day, took) = timed(|| journal.entries_of_day(DAY + Days::new(900)).unwrap());
    println!("an old day          {} entries in {took:?}", day.len());
    let reader = Journal::open_read_only(&path).unwrap();
    let (verdict, took) = timed(|| reader.verify(None).unwrap());
    assert!(matches!(verdict, Verdict::Sound(_)), "{verdict:?}");
    println!("check a million     {took:?}");
}

/// The schedule of the bench compares with earlier days and owes something once a month.
fn needs(day: NaiveDate) -> Vec<Need> {
    let step = &SHIPPED.steps[0];
    vec![
        Need::LatestAnswer { step: step.id.clone(), item: step.items[0].id.clone(), before: day },
        Need::Days { step: StepId::new("never-done"), from: day - Days::new(30), before: day },
    ]
}

/// Fills a journal up to a million entries; one that is full already is taken as it is.
fn fill(journal: &mut Journal) {
    let mut next = journal.head().unwrap().map_or(1, |it| it.seq.0 + 1);
    while next <= MILLION {
        let drafts: Vec<Draft> = (next..next + 10_000).map(mixed).collect();
        let after = (next > 1).then(|| Seq(next - 1));
        journal.append(&stamp(), after, &drafts, &[]).unwrap();
        next += 10_000;
    }
}

fn open(path: &Path) -> Journal {
    let founding =
        Founding { desk_id: "bench".into(), install_id: "bench".into(), created: noon() };
    Journal::open(path, &founding).unwrap()
}

fn noon() -> DateTime<Utc> {
    DAY.and_hms_opt(4, 0, 0).unwrap().and_utc()
}

fn stamp() -> Stamp {
    let boot = "4f0c3f0e-8d1f-4a51-9d84-0a57d3a2b001";
    Stamp::new(noon(), chrono_tz::Asia::Shanghai, boot, 123_456_789)
}

fn draft(number: u64, fact: Fact) -> Draft {
    Draft {
        id: format!("0199aaaa-0000-7000-8000-{number:012}/0"),
        day: DAY + Days::new(number / A_DAY),
        happened: noon() + TimeDelta::seconds(i64::try_from(number).unwrap()),
        officer: Officer::new("值班员甲"),
        fact,
    }
}

/// Answers the items of the shipped schedule in turn.
fn answer(number: u64) -> Draft {
    let items: Vec<_> =
        SHIPPED.steps.iter().flat_map(|it| it.items.iter().map(move |item| (it, item))).collect();
    let (step, item) = items[number as usize % items.len()];
    let number_of_day = (number % 60_000) as u16;
    let occurrence = OccurrenceId { day: DAY, step: step.id.clone(), number: number_of_day };
    let question = Question { occurrence, item: item.id.clone(), floor: Some(FloorId::new("3F")) };
    let answer = match &item.form {
        AnswerForm::States(choices) => Answer::State(choices[0].id.clone()),
        _ => Answer::Yes,
    };
    let note = Some("陈列整齐，主通道畅通".to_owned());
    draft(number, Fact::Answered(Answered { question, answer, known: None, note, compared: None }))
}

/// One finding in ten entries, most of them put right on the spot.
fn mixed(number: u64) -> Draft {
    if !number.is_multiple_of(10) {
        return answer(number);
    }
    let fork = if number.is_multiple_of(100_000) {
        Fork::FollowUp(FollowUp::default())
    } else {
        Fork::OnTheSpot { done: "已处理".to_owned() }
    };
    let found = Found {
        what: WHAT[(number / 10 % 5) as usize].to_owned(),
        floor: Some(FloorId::new("B1")),
        place: Some("东侧".to_owned()),
        kind: FindingKind::Equipment,
        severity: Severity::Major,
        fork,
        reported_by: None,
        from: None,
        photos: Vec::new(),
    };
    draft(number, Fact::Found(found))
}

/// A database that holds the same in the same tables, with no more than SQLite asks for.
fn bare(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE entry (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT,
                 happened_ms INTEGER, recorded_ms INTEGER, offset_s INTEGER, zone TEXT,
                 boot_id TEXT, boot_ms INTEGER, officer TEXT, kind TEXT, subject INTEGER,
                 payload TEXT, prev TEXT, hash TEXT) STRICT;
             CREATE INDEX entry_subject ON entry (subject) WHERE subject IS NOT NULL;
             CREATE TABLE day (day TEXT PRIMARY KEY, first_seq INTEGER, last_seq INTEGER,
                 revision TEXT) STRICT, WITHOUT ROWID;
             CREATE VIRTUAL TABLE search
                 USING fts5(words, content='', columnsize=0, tokenize='unicode61');",
        )
        .unwrap();
    connection
}

fn bare_commit(connection: &Connection, entry: &Entry) {
    let hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    let (seq, stamp) = (i64::try_from(entry.seq.0).unwrap(), stamp());
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        connection.prepare_cached(sql).unwrap().execute(values).unwrap();
    };
    run("BEGIN IMMEDIATE", &[]);
    run(
        "INSERT INTO entry
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14)",
        params![
            seq,
            entry.id,
            entry.day.to_string(),
            entry.happened.timestamp_millis(),
            entry.recorded.timestamp_millis(),
            stamp.offset_s,
            stamp.zone,
            stamp.boot_id,
            stamp.boot_ms,
            entry.officer.as_str(),
            stored::kind(&entry.fact),
            None::<i64>,
            stored::encode(&entry.fact),
            hash
        ],
    );
    run(
        "INSERT INTO day (day, first_seq, last_seq) VALUES (?1, ?2, ?2)
         ON CONFLICT (day) DO UPDATE SET last_seq = excluded.last_seq",
        params![entry.day.to_string(), seq],
    );
    // As many words as an answer has: written ones, then its labels.
    let words = "值班 班员 员甲 甲 陈列 列整 整齐 齐 主通 通道 道畅 畅通 通 3f \
        wanswered sdoors idoorslocks wknown tfine f3f ";
    run("INSERT INTO search (rowid, words) VALUES (?1, ?2)", params![seq, words]);
    run("COMMIT", &[]);
}

/// Best, median and ninetieth percentile, in microseconds; on a busy machine the best says most.
struct Figures {
    best: f64,
    median: f64,
    p90: f64,
}

impl Figures {
    fn of(mut took: Vec<Duration>) -> Self {
        took.sort();
        let at = |part: usize| took[took.len() * part / 100].as_secs_f64() * 1e6;
        Self { best: at(0), median: at(50), p90: at(90) }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "best {:.0} µs, median {:.0} µs, p90 {:.0} µs", self.best, self.median, self.p90)
    }
}
