//! What should happen: the store's procedure as valid values, read from a folder of TOML files.
//!
//! It never opens a file and never reads the clock: text comes in, values or faults go out.

mod answer;
mod changes;
mod clauses;
mod days;
mod fault;
mod flow;
mod handover;
mod happened;
mod history;
mod holidays;
mod hours;
mod id;
mod layout;
mod lint;
mod milli;
mod moment;
mod owed;
pub mod paper;
mod plan;
mod read;
mod recurrence;
pub mod schema;
mod signing;
mod source;
mod step;
mod text;
mod variant;
mod when;

use chrono_tz::Tz;

pub use answer::{
    Against, AnswerForm, CodeForm, Comparison, ComputedForm, CountForm, Factor, Formula, MoneyForm,
    NamesForm, NormalAnswer, NumberForm, RightCode, Sense, Sign, StateChoice, Term, TextForm,
    TimeForm, WrongCode,
};
pub use changes::ClockChange;
pub use clauses::ClauseUse;
pub use days::{DayWord, Days, DaysOn, MonthDay, Nth, ShortMonth};
pub use fault::{Fault, Location, Place, Severity};
pub use flow::{Condition, Must, Part, Test};
pub use handover::{CountRule, HandedTo, HandoverRule};
pub use happened::{Course, Happened};
pub use history::Need;
pub use holidays::{Cover, HolidayData, Holidays, SpecialDay};
pub use id::{
    Clause, CountId, EitherId, EventId, FloorId, ItemId, PhaseId, Revision, RoleId, ShiftId,
    StateId, StepId, TimeId, VariantId,
};
pub use milli::{Milli, NotANumber};
pub use moment::{Base, Minutes, Moment, TimeOfDay};
pub use owed::{By, Cycle, Duty, Owed, Period, Quota, RollOver, Turn, look_back};
pub use plan::{Counting, OccurrenceId, Plan, Planned, PlannedShift, Times, Waiting};
pub use read::{Reading, read};
pub use recurrence::Recurrence;
pub use signing::{SignRule, Signing, Substitutes};
pub use source::SourceFile;
pub use step::{
    AreaEnd, AreaList, AreaSource, Batch, Demand, Early, ExitsAct, GapRule, Item, Known, Order,
    Step, StepKind, Weight,
};
pub use text::{Lang, Text};
pub use variant::{Applied, Calendar, ClosedDays, Doors, Occurs, Variant};
pub use when::{
    Counted, Event, LastRound, OnEvent, Point, Rounds, Series, Slot, SlotCloses, SlotPlace, When,
    Window,
};

/// A store's procedure; only valid ones exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The hash of the files it was read from.
    pub revision: Revision,
    /// What the store is called, until the first start asks for its name.
    pub store: Text,
    /// The zone in which its times are meant.
    pub zone: Tz,
    /// When a store day begins.
    pub day_starts: TimeOfDay,
    /// How its papers look.
    pub papers: paper::Papers,
    /// The floors, from the top down.
    pub floors: Vec<Named<FloorId>>,
    /// The areas beside the floors that steps name, in the order written.
    pub areas: Vec<Named<FloorId>>,
    /// The roles.
    pub roles: Vec<Named<RoleId>>,
    /// Which roles may stand in for which.
    pub substitutes: Vec<Substitutes>,
    /// The roles whose officers register, release and let go others.
    pub supervisors: Vec<RoleId>,
    /// The named times, in the order written.
    pub times: Vec<(TimeId, Moment)>,
    /// The shifts, in order; together they cover the store day.
    pub shifts: Vec<Shift>,
    /// What is counted when the desk changes hands.
    pub counts: Vec<CountRule>,
    /// What belongs to the end of a shift, where something is written about it.
    pub handovers: Vec<HandoverRule>,
    /// What makes one day differ from another.
    pub calendar: Calendar,
    /// The phases, in order.
    pub phases: Vec<Named<PhaseId>>,
    /// What may happen and start steps, in the order written.
    pub events: Vec<Event>,
    /// The steps, in the order written.
    pub steps: Vec<Step>,
}

/// A word with its name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<Id> {
    /// The word.
    pub id: Id,
    /// The name.
    pub name: Text,
}

/// A shift of the store day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The word that commands use.
    pub id: ShiftId,
    /// What it is called.
    pub name: Text,
    /// When it begins.
    pub from: Moment,
    /// When it ends.
    pub to: Moment,
}

impl Schedule {
    /// Returns the step of that name, if there is one.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == *id)
    }

    /// Returns the event of that name, if there is one.
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|it| it.id == *id)
    }

    /// Returns what an event is called, or its id where the schedule does not know it.
    pub fn event_name<'a>(&'a self, id: &'a EventId, lang: Lang) -> &'a str {
        self.event(id).map_or(id.as_str(), |it| it.title.get(lang))
    }

    /// Returns the name of a floor or area, or its id where the schedule does not know it: what an
    /// area is called that was named on the day.
    pub fn floor_name<'a>(&'a self, id: &'a FloorId, lang: Lang) -> &'a str {
        let named = name_of(&self.floors, id, lang).or_else(|| name_of(&self.areas, id, lang));
        named.unwrap_or(id.as_str())
    }

    /// Returns the name of a role, or its id where the schedule does not know it.
    pub fn role_name<'a>(&'a self, id: &'a RoleId, lang: Lang) -> &'a str {
        name_of(&self.roles, id, lang).unwrap_or(id.as_str())
    }

    /// Returns the name of a phase, or its id where the schedule does not know it.
    pub fn phase_name<'a>(&'a self, id: &'a PhaseId, lang: Lang) -> &'a str {
        name_of(&self.phases, id, lang).unwrap_or(id.as_str())
    }

    /// Returns the name of a shift, or its id where the schedule does not know it.
    pub fn shift_name<'a>(&'a self, id: &'a ShiftId, lang: Lang) -> &'a str {
        self.shifts.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| it.name.get(lang))
    }
}

impl Step {
    /// Returns the steps that come first: those it is put behind, then those it is counted from.
    pub fn comes_after(&self) -> impl Iterator<Item = &StepId> {
        self.after.iter().chain(self.when.anchors())
    }

    /// Returns whether it may be planned more than once on one day.
    pub fn repeats(&self) -> bool {
        let several =
            matches!(&self.occurs.owed, Owed::Quota(it) if it.per == Period::Day && it.times > 1);
        several
            || match &self.when {
                When::Every(_) | When::Series(_) | When::OnEvent(_) => true,
                When::Once(_) => false,
            }
    }

    /// Returns the item of that name, if there is one.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|it| it.id == *id)
    }
}

fn name_of<'a, Id: PartialEq>(all: &'a [Named<Id>], id: &Id, lang: Lang) -> Option<&'a str> {
    all.iter().find(|it| it.id == *id).map(|it| it.name.get(lang))
}
