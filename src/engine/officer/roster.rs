//! The officers as the entries leave them, and the count of wrong PINs.
//!
//! Time is measured by how long the machine ran, never by the clock on the wall: setting the clock
//! shortens no wait and makes no new day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Bar, OfficerFact, OfficerNumber, PinTried, Signing, Tried, TryOutcome, Uptime};
use crate::engine::command::Officer;
use crate::schedule::RoleId;

/// So many wrong tries cost nothing.
const FREE: u32 = 3;

/// The wait after the first try that is not free, in seconds; it doubles with each.
const WAIT_MIN: u32 = 30;

/// The longest wait, in seconds.
const WAIT_MAX: u32 = 3_600;

/// So many wrong tries in a row stop an officer from signing.
const ROW_MAX: u32 = 10;

/// So many wrong tries a day stop all signing at a desk.
const DESK_MAX: usize = 60;

const DAY_MS: i64 = 24 * 3_600_000;

/// So many past tries are remembered at most; those that bar somebody are never forgotten.
const KEPT_MAX: usize = 1_000;

/// Every officer who was ever registered, and what was tried with their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    officers: BTreeMap<OfficerNumber, Registered>,
    attempts: Vec<Attempt>,
    ran: Ran,
}

/// An officer who was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The staff number.
    pub number: OfficerNumber,
    /// The name on paper.
    pub name: Officer,
    /// The roles.
    pub roles: Vec<RoleId>,
    /// Whether the officer still signs.
    pub service: Service,
    /// The store day on which a PIN was found right, while nothing was signed with it.
    proven: Option<NaiveDate>,
}

/// Whether an officer still signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Signs.
    Active,
    /// Signs no more, since a day.
    Retired(NaiveDate),
}

/// A try that was weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    who: Tried,
    day: NaiveDate,
    ran_ms: i64,
    fate: Fate,
}

/// What came of a try that was weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Wrong, or never answered.
    Wrong,
    /// Wrong, but made good since by a right one.
    Forgiven,
    /// Right.
    Right,
}

/// For how long the machine has surely run since the first entry that is known.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ran {
    ms: i64,
    last: Option<(Uptime, DateTime<Utc>)>,
}

impl Ran {
    /// Returns for how long at an instant; where the machine was off in between, only the time
    /// since it was turned on counts.
    fn at(&self, uptime: &Uptime, wall: DateTime<Utc>) -> i64 {
        let Some((last, then)) = &self.last else { return self.ms };
        let passed = if last.boot_id == uptime.boot_id {
            uptime.boot_ms - last.boot_ms
        } else if uptime.boot_id.starts_with("run:") {
            // A system without such a clock leaves only the one on the wall.
            (wall - *then).num_milliseconds()
        } else {
            uptime.boot_ms
        };
        self.ms + passed.max(0)
    }

    fn move_to(&mut self, uptime: &Uptime, wall: DateTime<Utc>) {
        self.ms = self.at(uptime, wall);
        self.last = Some((uptime.clone(), wall));
    }
}

impl Registered {
    /// Returns whether the officer may sign.
    pub fn signs(&self) -> bool {
        self.service == Service::Active
    }
}

impl Roster {
    /// Returns every officer, by number.
    pub fn officers(&self) -> impl Iterator<Item = &Registered> {
        self.officers.values()
    }

    /// Returns an officer.
    pub fn get(&self, number: &OfficerNumber) -> Option<&Registered> {
        self.officers.get(number)
    }

    /// Returns how signing works.
    pub fn signing(&self) -> Signing {
        if self.officers().any(Registered::signs) { Signing::ByPin } else { Signing::ByName }
    }

    /// Returns how many tries were wrong since the last right one.
    pub fn wrong_in_a_row(&self, number: &OfficerNumber) -> u32 {
        let own = self.attempts.iter().filter(|it| {
            it.fate == Fate::Wrong && matches!(&it.who, Tried::Officer(it) if it == number)
        });
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    }

    /// Returns whether too many wrong tries keep an officer from signing.
    pub fn is_disabled(&self, number: &OfficerNumber) -> bool {
        self.wrong_in_a_row(number) >= ROW_MAX
    }

    /// Returns the officers who sign and have used up the tries that cost nothing.
    pub fn barred(&self) -> impl Iterator<Item = &OfficerNumber> {
        let signing = self.officers().filter(|it| it.signs()).map(|it| &it.number);
        signing.filter(|it| self.wrong_in_a_row(it) >= FREE)
    }

    /// Returns whether a PIN of this number was found right on a day and nothing signed with it
    /// since.
    pub fn is_proven(&self, number: &OfficerNumber, day: NaiveDate) -> bool {
        self.get(number).is_some_and(|it| it.proven == Some(day) && it.signs())
    }

    /// Returns whose number was typed.
    pub fn whose(&self, number: &OfficerNumber) -> Tried {
        match self.get(number) {
            Some(it) => Tried::Officer(it.number.clone()),
            None => Tried::Nobody,
        }
    }

    /// Returns what a try comes to, before it is weighed.
    pub fn outcome(
        &self,
        who: &Tried,
        uptime: &Uptime,
        day: NaiveDate,
        wall: DateTime<Utc>,
    ) -> TryOutcome {
        let ran_ms = self.ran.at(uptime, wall);
        let recent = |it: &&Attempt| it.is_recent(day, ran_ms);
        if self.attempts.iter().filter(recent).count() >= DESK_MAX {
            return TryOutcome::Barred(Bar::DeskStopped);
        }
        let wrong = self.attempts.iter().filter(|it| it.fate == Fate::Wrong && it.who == *who);
        let (count, last) = match who {
            Tried::Officer(_) => count(wrong),
            Tried::Nobody => count(wrong.filter(recent)),
        };
        // A number that nobody has is answered as any other, so that nothing is learned from it.
        if count >= ROW_MAX {
            return TryOutcome::Barred(Bar::Disabled);
        }
        let waited_ms = last.map_or(i64::MAX, |it| ran_ms - it);
        let left_ms = i64::from(wait_after(count)) * 1_000 - waited_ms;
        match u32::try_from((left_ms + 999).max(0) / 1_000) {
            Ok(0) | Err(_) => TryOutcome::Weighed,
            Ok(seconds) => TryOutcome::Barred(Bar::Wait { seconds }),
        }
    }

    /// Takes in what was recorded about officers.
    pub(in crate::engine) fn apply(
        &mut self,
        fact: &OfficerFact,
        day: NaiveDate,
        wall: DateTime<Utc>,
    ) {
        match fact {
            OfficerFact::Added(it) => {
                let registered = Registered {
                    number: it.number.clone(),
                    name: it.name.clone(),
                    roles: it.roles.clone(),
                    service: Service::Active,
                    proven: None,
                };
                self.officers.insert(it.number.clone(), registered);
                self.spend(it.by.number());
            }
            OfficerFact::Retired(it) => {
                self.with(&it.number, |officer| officer.service = Service::Retired(day));
                self.spend(Some(&it.by));
            }
            OfficerFact::PinSet(it) => {
                self.forgive(&it.number);
                self.spend(Some(&it.number));
                if let super::Allowed::Supervisor(by) = &it.allowed {
                    self.spend(Some(by));
                }
            }
            OfficerFact::PinTried(it) => self.tried(it, day, wall),
            OfficerFact::PinProven(it) => {
                self.ran.move_to(&it.uptime, wall);
                self.proven(&it.number, day);
            }
            OfficerFact::Released(it) => {
                self.forgive(&it.number);
                self.spend(Some(&it.by));
            }
        }
    }

    /// Uses a proof up: each signature takes one of its own.
    pub(in crate::engine) fn spend(&mut self, number: Option<&OfficerNumber>) {
        if let Some(number) = number {
            self.with(number, |officer| officer.proven = None);
        }
    }

    fn tried(&mut self, it: &PinTried, day: NaiveDate, wall: DateTime<Utc>) {
        self.ran.move_to(&it.uptime, wall);
        if it.outcome != TryOutcome::Weighed {
            return;
        }
        let (who, ran_ms) = (it.who.clone(), self.ran.ms);
        self.attempts.push(Attempt { who, day, ran_ms, fate: Fate::Wrong });
        if self.attempts.len() > KEPT_MAX {
            let bars = |it: &Attempt| it.fate == Fate::Wrong && it.who != Tried::Nobody;
            if let Some(oldest) = self.attempts.iter().position(|it| !bars(it)) {
                self.attempts.remove(oldest);
            }
        }
    }

    fn proven(&mut self, number: &OfficerNumber, day: NaiveDate) {
        let own = |it: &&mut Attempt| {
            it.fate == Fate::Wrong && matches!(&it.who, Tried::Officer(it) if it == number)
        };
        if let Some(last) = self.attempts.iter_mut().rev().find(own) {
            last.fate = Fate::Right;
        }
        self.forgive(number);
        // Whoever mistyped a number has found the right one.
        self.make_good(&Tried::Nobody);
        self.with(number, |officer| officer.proven = Some(day));
    }

    fn forgive(&mut self, number: &OfficerNumber) {
        self.make_good(&Tried::Officer(number.clone()));
    }

    fn make_good(&mut self, who: &Tried) {
        let wrong = |it: &&mut Attempt| it.fate == Fate::Wrong && it.who == *who;
        self.attempts.iter_mut().filter(wrong).for_each(|it| it.fate = Fate::Forgiven);
    }

    fn with(&mut self, number: &OfficerNumber, change: impl FnOnce(&mut Registered)) {
        if let Some(officer) = self.officers.get_mut(number) {
            change(officer);
        }
    }
}

impl Attempt {
    /// Returns whether it counts against its desk: of this day, or less than a day ago by how long
    /// the machine ran.
    fn is_recent(&self, day: NaiveDate, ran_ms: i64) -> bool {
        let young = ran_ms - self.ran_ms < DAY_MS;
        self.fate != Fate::Right && (self.day == day || young)
    }
}

/// Returns how many there are, and for how long the machine had run at the last one.
fn count<'a>(attempts: impl Iterator<Item = &'a Attempt>) -> (u32, Option<i64>) {
    attempts.fold((0, None), |(count, _), it| (count + 1, Some(it.ran_ms)))
}

/// Returns how long to wait after so many wrong tries, in seconds.
fn wait_after(wrong: u32) -> u32 {
    match wrong.checked_sub(FREE) {
        None => 0,
        Some(beyond) => WAIT_MIN.saturating_mul(1_u32.checked_shl(beyond).unwrap_or(u32::MAX)),
    }
    .min(WAIT_MAX)
}
