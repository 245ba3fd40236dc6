//! Variants: days on which the store opens at other times, does other steps, or stays closed.
//!
//! Several may hold on one day. They are laid over each other in the order written: the later one
//! wins where two say something about the same thing.

use chrono::NaiveDate;

use super::hours::Hours;
use super::{Days, HolidayData, Holidays, Moment, Owed, Schedule, Step, Text, TimeId, VariantId};

/// What makes one day differ from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The variants in the order written; later ones win.
    pub variants: Vec<Variant>,
    /// The holidays, where the schedule names a calendar file.
    pub holidays: Option<Holidays>,
}

/// A kind of day on which the store runs otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The word that steps use.
    pub id: VariantId,
    /// What it is called.
    pub name: Text,
    /// On which days it holds.
    pub when: Days,
    /// The named times that it changes.
    pub times: Vec<(TimeId, Moment)>,
    /// Whether the store opens.
    pub doors: Doors,
}

/// What a variant says about the store being open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doors {
    /// Nothing: it is as it was.
    Unsaid,
    /// The store opens, whatever an earlier variant says.
    Open,
    /// The store stays closed.
    Closed,
}

/// A variant that holds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Which variant.
    pub id: VariantId,
    /// Why it holds.
    pub why: Text,
}

/// On which days a step occurs; by default on all that are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurs {
    /// The days on which it occurs; none means all.
    pub days: Option<Days>,
    /// Where there are any, it occurs only when one of these variants holds.
    pub only_in: Vec<VariantId>,
    /// It does not occur when one of these variants holds.
    pub not_in: Vec<VariantId>,
    /// Whether it occurs while the store is closed for the day.
    pub closed_days: ClosedDays,
    /// How much of it is owed.
    pub owed: Owed,
}

/// What a step does on a day on which the store stays closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClosedDays {
    /// It does not occur.
    #[default]
    Rests,
    /// It occurs all the same.
    Occurs,
}

/// A day before its steps: the variants that hold, in order, and what follows from them.
pub(super) struct Character<'s> {
    pub(super) variants: Vec<&'s Variant>,
    pub(super) closed: bool,
}

impl Schedule {
    /// Returns the name of a variant, or its id where the schedule does not know it.
    pub fn variant_name<'a>(&'a self, id: &'a VariantId, lang: super::Lang) -> &'a str {
        let found = self.calendar.variants.iter().find(|it| it.id == *id);
        found.map_or(id.as_str(), |it| it.name.get(lang))
    }

    /// Returns what is known about a day from the holiday calendar.
    pub fn holiday_data(&self, day: NaiveDate) -> HolidayData {
        self.calendar.holidays.as_ref().map_or(HolidayData::Unused, |it| it.on(day))
    }

    pub(super) fn character(&self, day: NaiveDate) -> Character<'_> {
        let holidays = self.calendar.holidays.as_ref();
        let variants = self.calendar.variants.iter().filter(|it| it.when.holds(day, holidays));
        Character::of(variants.collect())
    }

    pub(super) fn applied(&self, character: &Character<'_>, day: NaiveDate) -> Vec<Applied> {
        let holidays = self.calendar.holidays.as_ref();
        let why = |it: &Variant| it.when.why(day, holidays);
        let applied = |it: &&Variant| why(it).map(|why| Applied { id: it.id.clone(), why });
        character.variants.iter().filter_map(applied).collect()
    }
}

impl<'s> Character<'s> {
    /// Returns the character of a day on which these variants hold.
    pub(super) fn of(variants: Vec<&'s Variant>) -> Self {
        let said = variants.iter().rev().map(|it| it.doors).find(|it| *it != Doors::Unsaid);
        Self { closed: said == Some(Doors::Closed), variants }
    }

    /// Returns the hours of such a day.
    pub(super) fn hours(&self, schedule: &'s Schedule) -> Hours<'s> {
        let mut hours = Hours::usual(schedule);
        for (id, moment) in self.variants.iter().flat_map(|it| &it.times) {
            hours.replace(id, moment);
        }
        hours
    }

    /// Returns whether a step occurs on such a day, its own days aside.
    pub(super) fn admits(&self, step: &Step) -> bool {
        let holds = |id: &VariantId| self.variants.iter().any(|it| it.id == *id);
        let occurs = &step.occurs;
        let rests = self.closed && occurs.closed_days == ClosedDays::Rests;
        let wanted = occurs.only_in.is_empty() || occurs.only_in.iter().any(holds);
        !rests && wanted && !occurs.not_in.iter().any(holds)
    }
}
