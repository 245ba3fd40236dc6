//! Reads mutated schedule texts and measures each: none may panic, none may take a second.
//!
//! `cargo bench --bench mutate -- 1000000 [SEED]`: how many, and from which seed. Exit code 1 where
//! one broke the rule, with the seed and number that make it again.

#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure has nothing else to say")]

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use zhiban::schedule::{Lang, read};

#[path = "../tests/support/mutate.rs"]
mod mutate;

use mutate::{Dice, Figures, everything, mutated, one};

/// The longest that a text may take.
const LIMIT: Duration = Duration::from_secs(1);

/// How often a text that took too long is read once more.
const AGAIN: u32 = 2;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(20_000);
    let seed = numbers.get(1).copied().unwrap_or(20_261_127);
    assert!(read(&everything()).is_ok(), "the folder that is mutated must be a good one");
    std::panic::set_hook(Box::new(|_| {}));
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    let (mut figures, mut longest, mut broken) = (Figures::default(), Duration::ZERO, Vec::new());
    thread::scope(|scope| {
        let work = |worker| scope.spawn(move || run(seed + worker, count / workers));
        let running: Vec<_> = (0..workers).map(work).collect();
        for ended in running {
            let (theirs, slowest, found) = ended.join().unwrap();
            figures.taken += theirs.taken;
            figures.refused += theirs.refused;
            longest = longest.max(slowest);
            broken.extend(found);
        }
    });
    let (taken, refused) = (figures.taken, figures.refused);
    println!("seed {seed}, {workers} workers: {taken} taken, {refused} refused");
    println!("longest {:.1} ms", longest.as_secs_f64() * 1_000.0);
    broken.iter().for_each(|it| println!("{it}"));
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads so many mutations; returns what came of them, the slowest, and those that broke the rule.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn run(seed: u64, count: u64) -> (Figures, Duration, Vec<String>) {
    let good = everything();
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (mut figures, mut longest, mut broken) = (Figures::default(), Duration::ZERO, Vec::new());
    for number in 0..count {
        let files = mutated(&good, &mut dice);
        let lang = if number % 2 == 0 { Lang::Zh } else { Lang::En };
        let timed = || {
            let begin = Instant::now();
            (one(&files, read, lang), begin.elapsed())
        };
        let (answered, mut took) = timed();
        // On a busy machine any text may wait for its turn: a slow one is slow again.
        for _ in 0..AGAIN {
            if took > LIMIT {
                took = took.min(timed().1);
            }
        }
        longest = longest.max(took);
        match answered {
            Ok(true) => figures.taken += 1,
            Ok(false) => figures.refused += 1,
            Err(said) => broken.push(format!("seed {seed}, text {number}: {said}")),
        }
        if took > LIMIT {
            broken.push(format!("seed {seed}, text {number}: took {took:?}"));
        }
    }
    (figures, longest, broken)
}
