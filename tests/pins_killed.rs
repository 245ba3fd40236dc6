//! PINs typed into the real binary, which is killed while it counts, weighs or answers: no kill
//! gives a guess for nothing.
//!
//! Prints its figures and its seed. In the control the record is put back after each try, as if
//! the count were written after the weighing and the kill had lost it; it must break the rule.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use zhiban::engine::Fact;
use zhiban::engine::officer::{OfficerFact, Tried, TryOutcome};
use zhiban::journal::Journal;

use crate::support::program::{Program, say};

const SEED: u64 = 0x5A17_0923;

/// Each PIN that is weighed takes about a third of a second.
const TRIES: u32 = 22;

/// After this long a try that was not killed before has its answer.
const ANSWER_MAX: Duration = Duration::from_secs(20);

const FREE: u32 = 3;

const WAIT: Duration = Duration::from_secs(30);

/// What the attacker and the record have seen of each number.
#[derive(Debug, Default)]
struct Seen {
    /// Answers that said whether the PIN was right.
    answers: u32,
    /// Tries that the record says were weighed.
    weighed: u32,
}

#[derive(Debug, Default)]
struct Attack {
    seen: BTreeMap<String, Seen>,
    killed: u32,
    /// Kills that came after the count and before the answer.
    killed_weighing: u32,
    barred: u32,
}

impl Attack {
    /// Returns the numbers of which more was learned than the rule gives away in a time.
    fn beyond(&self, took: Duration) -> Vec<&str> {
        // 3 free tries, then 30 s, 60 s, 120 s …: in minutes no more than these.
        let (mut waited, mut wait, mut allowed) = (WAIT, WAIT, FREE);
        while waited <= took {
            allowed += 1;
            wait *= 2;
            waited += wait;
        }
        let beyond = |it: &&Seen| it.answers.max(it.weighed) > allowed;
        let found = self.seen.iter().filter(|(_, it)| beyond(it));
        found.map(|(number, _)| number.as_str()).collect()
    }
}

fn dice(seed: &mut u64, end: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % end
}

/// A store with a supervisor and two guards.
fn store() -> Program {
    let program = Program::new();
    let add = |words: &[&str], typed: &str| {
        let words = [&["officer", "add"], words, &["--choose"]].concat();
        let ran = program.type_into(&words, "zh", typed);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    };
    add(&["1001", "--name", "值班员甲", "--role", "duty-manager"], "804931\n804931\n");
    for (number, name) in [("2001", "保安员甲"), ("2002", "保安员乙")] {
        let words = [number, "--name", name, "--role", "guard", "--by", "1001"];
        add(&words, "804931\n730658\n730658\n");
    }
    program
}

fn start(program: &Program, by: &str, guess: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhiban"));
    command.args(["officer", "retire", "2001", "--by", by]).env_clear();
    command.env("HOME", program.home()).env("ZHIBAN_LANG", "zh").current_dir(program.home());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may be gone before it has read.
    let _ = child.stdin.take().unwrap().write_all(format!("{guess}\n").as_bytes());
    child
}

/// Types a PIN and kills the program after a while, if it has not answered; returns what it said,
/// and whether it was killed.
fn try_once(program: &Program, by: &str, guess: &str, patience: Duration) -> (String, bool) {
    let mut child = start(program, by, guess);
    let mut errors = child.stderr.take().unwrap();
    let (sender, said) = mpsc::channel();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        errors.read_to_string(&mut text).unwrap();
        let _ = sender.send(text);
    });
    let answer = said.recv_timeout(patience);
    if answer == Err(RecvTimeoutError::Timeout) {
        child.kill().unwrap();
    }
    let killed = child.wait().unwrap().code().is_none();
    reader.join().unwrap();
    (answer.or_else(|_| said.recv()).unwrap(), killed)
}

/// Returns how many tries of each number the record says were weighed, and how many were counted.
fn record(program: &Program) -> (BTreeMap<String, u32>, u32) {
    let path = program.path(".local/share/zhiban/journal.db");
    let entries = Journal::open_read_only(&path).unwrap().entries_since(None).unwrap();
    let (mut weighed, mut counted) = (BTreeMap::new(), 0);
    for entry in entries {
        let Fact::Officer(OfficerFact::PinTried(it)) = entry.fact else { continue };
        counted += 1;
        let who = match it.who {
            Tried::Officer(number) => number.to_string(),
            Tried::Nobody => "7777".to_owned(),
        };
        *weighed.entry(who).or_default() += u32::from(it.outcome == TryOutcome::Weighed);
    }
    (weighed, counted)
}

/// A copy of the record as it stands while nobody writes.
fn copy(from: &Path, to: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let name = |folder: &Path| folder.join(format!("journal.db{ending}"));
        let _ = std::fs::remove_file(name(to));
        if name(from).exists() {
            std::fs::copy(name(from), name(to)).unwrap();
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long the attack took decides what is allowed")]
fn killed_at_any_moment_no_more_is_weighed_than_the_rule_allows() {
    let program = store();
    // A try that nobody kills says how long one takes here: most kills come before its answer.
    let began = Instant::now();
    try_once(&program, "7777", "310006", ANSWER_MAX);
    let kill_ms = u64::try_from(began.elapsed().as_millis()).unwrap() * 5 / 4;
    let (before, mut counted) = record(&program);
    let (mut seed, mut found, began) = (SEED, Attack::default(), Instant::now());
    for turn in 0..TRIES {
        let who = ["1001", "2001", "2002", "7777"][turn as usize % 4];
        let patience = Duration::from_millis(dice(&mut seed, kill_ms));
        let guess = format!("{}", 310_000 + dice(&mut seed, 9_000));
        let (said, killed) = try_once(&program, who, &guess, patience);
        let now = record(&program).1;
        let answered = said.contains("工号或密码不对");
        let counts = u32::from(answered || said.contains("再试"));
        assert!(now - counted >= counts, "answered and not counted: {said}");
        assert!(now - counted <= 1, "one try is counted once");
        found.seen.entry(who.to_owned()).or_default().answers += u32::from(answered);
        found.killed += u32::from(killed);
        found.killed_weighing += u32::from(killed && !answered && now > counted);
        found.barred += u32::from(!answered && !killed);
        counted = now;
    }
    for (who, weighed) in record(&program).0 {
        let seen = found.seen.entry(who.clone()).or_default();
        seen.weighed = weighed - before.get(&who).copied().unwrap_or(0);
    }
    let took = began.elapsed();
    say(&format!("R22 with kills: seed {SEED:#x}, {TRIES} tries in {took:.1?}: {found:?}"));
    assert_eq!(found.beyond(took), [""; 0], "{found:?}");
    assert!(found.killed >= 3, "a run that kills nothing proves nothing: {found:?}");
    assert_eq!(program.run(&["note", "照常记录", "--by", "值班员甲"]).code, 0);
    assert_eq!(program.run(&["verify"]).code, 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long the attack took decides what is allowed")]
fn a_count_that_a_kill_undoes_breaks_the_rule() {
    let program = store();
    let data = program.path(".local/share/zhiban");
    let aside = tempfile::tempdir().unwrap();
    copy(&data, aside.path());
    let (mut found, began) = (Attack::default(), Instant::now());
    for turn in 0..=FREE {
        let guess = format!("{}", 310_007 + 13 * turn);
        let (said, _) = try_once(&program, "2002", &guess, ANSWER_MAX);
        let answered = said.contains("工号或密码不对");
        found.seen.entry("2002".to_owned()).or_default().answers += u32::from(answered);
        copy(aside.path(), &data);
    }
    let took = began.elapsed();
    assert_eq!(found.beyond(took), ["2002"], "the harness would not notice: {found:?}, {took:.1?}");
}
