//! What weighing a PIN takes, beside the bare hash in the same run, and whether a number that nobody
//! has can be told by the time.
//!
//! Goals (reliability, R23): 150 to 500 ms on a desk PC; a known and an unknown number differ by
//! less than 5 %.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and may fail")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, TimeDelta, Utc};
use zhiban::commands::pins::{self, Cost, PinFault, Pins};
use zhiban::engine::officer::{OfficerAct, OfficerAdded, OfficerNumber, Pin, Proof};
use zhiban::engine::{Action, Command, CommandId, Officer};
use zhiban::journal::{Founding, Journal, Stamp};
use zhiban::schedule::{RoleId, read};
use zhiban::session::{InForce, Session};

#[path = "shipped.rs"]
mod shipped;

use shipped::shipped;

/// How often each is measured.
const ROUNDS: i64 = 30;

/// Before so many wrong tries in a row bar the officer, a right one is typed.
const ROW: i64 = 8;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let pins = Pins::new(&folder.path().join("pins"), None);
    let (number, pin) = (parse("1001"), Pin::new("804931".to_owned()));
    pins.set(&number, &pin).unwrap();
    let mut session = session();
    register(&mut session, &number);
    let (mut known, mut unknown, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // Taken in turns, so that a busy machine slows all.
        bare.push(hash());
        known.push(wrong(&mut session, &pins, &number, 2 * round));
        unknown.push(wrong(&mut session, &pins, &parse("7777"), 2 * round + 1));
        if round % ROW == ROW - 1 {
            weigh(&mut session, &pins, &number, &pin, 2 * round + 1).unwrap();
        }
    }
    let (known, unknown, bare) = (median(known), median(unknown), median(bare));
    let ratio = known.as_secs_f64() / unknown.as_secs_f64();
    println!("argon2id, 64 MiB, {} passes {bare:>8.1?}", Cost::FULL.passes);
    println!("wrong PIN, known number    {known:>8.1?}");
    println!("wrong PIN, unknown number  {unknown:>8.1?}");
    println!("known to bare hash         {:>7.2} x", known.as_secs_f64() / bare.as_secs_f64());
    println!("known to unknown           {:>7.1} %", (ratio - 1.0) * 100.0);
}

fn parse(text: &str) -> OfficerNumber {
    OfficerNumber::parse(text).unwrap()
}

fn session() -> Session {
    let files = shipped();
    let schedule = Arc::new(read(&files).unwrap().schedule);
    let founding =
        Founding { desk_id: "bench".into(), install_id: "bench".into(), created: instant(0) };
    let journal = Journal::in_memory(&founding).unwrap();
    Session::open(journal, InForce::new(schedule, &files), instant(0)).unwrap()
}

fn instant(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + days)
}

fn stamp(days: i64) -> Stamp {
    Stamp::new(instant(days), chrono_tz::Asia::Shanghai, "boot", days * 24 * 3_600_000)
}

fn register(session: &mut Session, number: &OfficerNumber) {
    let (number, name) = (number.clone(), Officer::new("值班员甲"));
    let roles = vec![RoleId::new("duty-manager")];
    let act = OfficerAct::Add(OfficerAdded { number, name, roles, by: Proof::Name });
    let command = Command {
        id: CommandId(Arc::from("first")),
        officer: Officer::new("值班员甲"),
        happened: None,
        action: Action::Officer(act),
    };
    session.execute(&stamp(0), &command).unwrap();
}

fn weigh(
    session: &mut Session,
    pins: &Pins,
    number: &OfficerNumber,
    pin: &Pin,
    days: i64,
) -> Result<(), PinFault> {
    let desk = Officer::new("值班员甲");
    pins::prove(session, pins, &stamp(days), &desk, number, pin).map(|_| ())
}

#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn wrong(session: &mut Session, pins: &Pins, number: &OfficerNumber, days: i64) -> Duration {
    let pin = Pin::new("111222".to_owned());
    let began = Instant::now();
    let fault = weigh(session, pins, number, &pin, days).unwrap_err();
    let took = began.elapsed();
    assert!(matches!(fault, PinFault::Wrong(_)), "{fault:?}");
    took
}

/// The floor: the hash alone, at the cost that reliability rule 5.8 asks for.
#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn hash() -> Duration {
    let params =
        Params::new(Cost::FULL.memory_kib, Cost::FULL.passes, Cost::FULL.lanes, Some(32)).unwrap();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = [0; 32];
    let began = Instant::now();
    argon.hash_password_into(b"111222", &[7; 16], &mut out).unwrap();
    let took = began.elapsed();
    assert_ne!(out, [0; 32]);
    took
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all[all.len() / 2]
}
