//! How often a PIN can be guessed: 10,000 tries in 30 days, with restarts, kills and false clocks.
//!
//! Prints its figures and its seed. The control keeps the counter in memory only, and fails.

use std::collections::BTreeMap;

use zhiban::commands::pins::PinFault;
use zhiban::engine::command::Seq;
use zhiban::engine::officer::{OfficerFact, Tried, TryOutcome};
use zhiban::engine::{Action, Fact};

use crate::support::program::say;
use crate::support::signing::{Memory, Office};

const SEED: u64 = 0x5A17_0922;

const TRIES: u32 = 10_000;

const DAYS: i64 = 30;

const DAY_MS: i64 = 24 * 3_600_000;

const GUARDS: [&str; 6] = ["2001", "2002", "2003", "2004", "2005", "2006"];

/// What an attack came to.
#[derive(Debug, Default)]
struct Attack {
    /// The most guesses that were weighed against one officer without a right PIN or a release
    /// in between.
    in_a_row: u32,
    /// The most guesses that were weighed in any 24 hours.
    in_a_day: usize,
    weighed: u32,
    barred: u32,
    killed: u32,
    logged: usize,
    tried: usize,
    recorded: u32,
    not_recorded: u32,
}

/// A source of numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn signed(&mut self, most: i64) -> i64 {
        i64::try_from(self.below(u64::try_from(2 * most).unwrap())).unwrap() - most
    }
}

fn attack(memory: Memory, tries: u32, days: i64) -> Attack {
    let mut office = Office::new(memory);
    office.add("1001", "duty-manager", "804931", None);
    office.add("1002", "security-supervisor", "517360", Some(("1001", "804931")));
    for guard in GUARDS {
        office.add(guard, "guard", "730658", Some(("1002", "517360")));
    }
    let before = tries_logged(&office);
    let mut dice = Dice(SEED);
    let mut found = Attack::default();
    let mut in_a_row: BTreeMap<&str, u32> = BTreeMap::new();
    let mut weighed_at: Vec<i64> = Vec::new();
    let mut honest = 0;
    for try_number in 0..tries {
        office.wait(days * DAY_MS / i64::from(tries));
        happen(&mut office, &mut dice);
        let who = match dice.below(10) {
            0 => "9999",
            it => GUARDS[usize::try_from(it).unwrap() % GUARDS.len()],
        };
        found.tried += 1;
        let fault = match dice.below(20) {
            0 => {
                found.killed += 1;
                office.try_and_die(who);
                None
            }
            it => Some(office.prove(who, &format!("{:06}", 100_000 + it)).unwrap_err()),
        };
        match fault {
            Some(PinFault::Wrong(_)) => {
                found.weighed += 1;
                let row = in_a_row.entry(who).or_default();
                *row += 1;
                if who != "9999" {
                    found.in_a_row = found.in_a_row.max(*row);
                }
                weighed_at.push(office.real_ms);
            }
            Some(PinFault::Barred(..)) => found.barred += 1,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
        if try_number % 5 == 0 {
            match office.tell(Action::Note(format!("第 {try_number} 次以后"))) {
                Ok(_) => found.recorded += 1,
                Err(_) => found.not_recorded += 1,
            }
        }
        if try_number % 97 == 0 && memory == Memory::File {
            honest += honest_work(&mut office, &mut in_a_row);
        }
    }
    found.in_a_day = busiest_day(&weighed_at);
    found.logged = tries_logged(&office).saturating_sub(before + honest);
    found
}

/// Something that happens to a desk: it is restarted, rebooted, its clock is set.
fn happen(office: &mut Office, dice: &mut Dice) {
    match dice.below(100) {
        0 => office.restart(),
        1 => office.reboot(),
        2 => office.off_ms += dice.signed(2 * DAY_MS).max(-office.real_ms - office.off_ms),
        3 => office.off_ms += DAY_MS,
        4 => office.off_ms = (office.off_ms - DAY_MS).max(-office.real_ms),
        _ => {}
    }
}

/// A supervisor releases who was disabled, and an officer signs; returns how many tries it took.
fn honest_work(office: &mut Office, in_a_row: &mut BTreeMap<&str, u32>) -> usize {
    let mut tries = 0;
    for guard in GUARDS {
        let roster = office.session.engine().roster();
        if !roster.is_disabled(&crate::support::signing::number(guard)) {
            continue;
        }
        tries += 1;
        if office.prove("1001", "804931").is_ok() {
            office.release(guard, "1001").unwrap();
            in_a_row.insert(guard, 0);
        }
    }
    tries += 1;
    if office.prove("2001", "730658").is_ok() {
        in_a_row.insert("2001", 0);
    }
    tries
}

fn tries_logged(office: &Office) -> usize {
    let mut seq: Option<Seq> = None;
    let mut count = 0;
    loop {
        let entries = office.session.journal().entries_since(seq).unwrap();
        let Some(last) = entries.last() else { return count };
        seq = Some(last.seq);
        let tried = |it: &Fact| matches!(it, Fact::Officer(OfficerFact::PinTried(_)));
        count += entries.iter().filter(|it| tried(&it.fact)).count();
    }
}

fn busiest_day(at: &[i64]) -> usize {
    let within = |from: usize| at[from..].iter().take_while(|it| **it < at[from] + DAY_MS).count();
    (0..at.len()).map(within).max().unwrap_or(0)
}

#[test]
fn ten_thousand_tries_in_thirty_days_guess_no_more_than_ten_and_sixty() {
    let found = attack(Memory::File, TRIES, DAYS);
    say(&format!("PINs: seed {SEED:#x}: {found:?}"));
    assert!(found.in_a_row <= 10, "{found:?}");
    assert!(found.in_a_day <= 60, "{found:?}");
    assert_eq!(found.logged, found.tried, "every try is in the record");
    assert_eq!((found.recorded, found.not_recorded), (TRIES / 5, 0), "recording never stops");
    assert!(found.weighed > 300 && found.barred > 1_000 && found.killed > 300, "{found:?}");
}

#[test]
fn a_counter_that_dies_with_the_program_lets_more_through() {
    let found = attack(Memory::Nothing, 2_000, 4);
    assert!(found.in_a_row > 10 && found.in_a_day > 60, "{found:?}");
}

#[test]
fn neither_the_clock_nor_a_restart_shortens_a_wait() {
    let mut office = Office::new(Memory::File);
    office.add("1001", "duty-manager", "804931", None);
    for _ in 0..3 {
        assert!(matches!(office.prove("1001", "111222"), Err(PinFault::Wrong(_))));
    }
    assert!(matches!(office.prove("1001", "804931"), Err(PinFault::Barred(..))), "30 s to wait");
    office.off_ms += 10 * DAY_MS;
    assert!(matches!(office.prove("1001", "804931"), Err(PinFault::Barred(..))), "by the clock");
    office.wait(14_000);
    office.restart();
    assert!(matches!(office.prove("1001", "804931"), Err(PinFault::Barred(..))), "by a restart");
    office.reboot();
    office.wait(14_000);
    assert!(matches!(office.prove("1001", "804931"), Err(PinFault::Barred(..))), "by a reboot");
    office.wait(2_000);
    let proven = office.prove("1001", "804931").unwrap();
    assert_eq!(proven.wrong_before, 3, "the officer is told of the failed tries");
    let outcomes = office.session.journal().entries_since(None).unwrap().into_iter();
    let outcomes = outcomes.filter_map(|it| match it.fact {
        Fact::Officer(OfficerFact::PinTried(it)) => Some((it.who, it.outcome)),
        _ => None,
    });
    let outcomes: Vec<(Tried, TryOutcome)> = outcomes.collect();
    assert_eq!(outcomes.len(), 8, "each try is written down, weighed or not");
}
