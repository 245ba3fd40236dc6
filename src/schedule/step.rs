//! Steps and their items: what an author writes between `[[step]]` lines.

use super::{
    AnswerForm, Clause, Condition, EitherId, FloorId, ItemId, Minutes, Moment, Must, Occurs, Part,
    PhaseId, RoleId, Signing, StepId, Text, When,
};

/// One step of the day: who does what, when, on what condition, and what is recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The word that commands and entries use.
    pub id: StepId,
    /// The phase it belongs to.
    pub phase: PhaseId,
    /// What it is called.
    pub title: Text,
    /// The clauses or law articles it comes from.
    pub clauses: Vec<Clause>,
    /// Who answers for it.
    pub role: RoleId,
    /// Who takes part.
    pub with: Vec<RoleId>,
    /// How it ranks among prompts.
    pub weight: Weight,
    /// On which days it occurs.
    pub occurs: Occurs,
    /// When it falls due.
    pub when: When,
    /// Whether it is done in any case.
    pub demand: Demand,
    /// What happens when it is answered before its window.
    pub early: Early,
    /// Steps that must be concluded before this one is asked.
    pub after: Vec<StepId>,
    /// The answer of an earlier step without which it is not asked.
    pub only_if: Option<Condition>,
    /// The group of steps of which one is enough.
    pub either: Option<EitherId>,
    /// Whether its items must be answered in order.
    pub order: Order,
    /// Who signs it.
    pub sign: Signing,
    /// The longest time that may pass between two completions.
    pub gap: Option<GapRule>,
    /// What shape its work has.
    pub kind: StepKind,
    /// What is looked at, in the order written.
    pub items: Vec<Item>,
}

/// Whether a step is done in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Always: one that is not done is missed.
    Always,
    /// Only where it is needed: it is offered, never asked and never missed.
    AsNeeded,
}

/// How prompts rank: the order of the variants is the order of prompting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// People may be hurt.
    LifeSafety,
    /// The law asks for it.
    Legal,
    /// The store asks for it.
    Routine,
}

/// What happens when a step is answered before its window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Early {
    /// The answer is refused, with the time from which it is taken.
    Refuse,
    /// The answer is taken and marked early.
    Warn,
}

/// Whether the items of a step are answered in the order written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// One after the other.
    Strict,
    /// In any order.
    Free,
}

/// The longest time that may pass between two completions of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRule {
    /// The longest gap allowed.
    pub max: Minutes,
    /// How long before the limit the countdown turns into a warning.
    pub warn: Minutes,
    /// From when the rule holds.
    pub from: Moment,
    /// Until when the rule holds.
    pub to: Moment,
}

/// What shape the work of a step has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A list of items.
    Checklist,
    /// The same list for each of these floors, in this order, each with an outcome.
    Sweep(Vec<FloorId>),
    /// The same list for each area that is no floor, in any order.
    Areas(AreaList),
    /// Batches that leave and come back; each may leave only when the one before is back.
    Meal(Vec<Batch>),
}

/// The areas of a step, and what ends the work on each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaList {
    /// Which areas there are.
    pub source: AreaSource,
    /// What ends the work on an area.
    pub end: AreaEnd,
}

/// Where the areas of a step come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaSource {
    /// The schedule names them.
    Fixed(Vec<FloorId>),
    /// The officer names them on the day.
    Today,
}

/// What ends the work on an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaEnd {
    /// Its items are answered.
    Items,
    /// It is stated to be clear, clear except for somebody, or not swept.
    Outcome,
}

impl StepKind {
    /// Returns whether its items are asked once for each floor or area.
    pub fn is_by_area(&self) -> bool {
        match self {
            Self::Sweep(_) | Self::Areas(_) => true,
            Self::Checklist | Self::Meal(_) => false,
        }
    }

    /// Returns whether each of its floors or areas gets an outcome.
    pub fn has_outcomes(&self) -> bool {
        match self {
            Self::Sweep(_) => true,
            Self::Areas(list) => list.end == AreaEnd::Outcome,
            Self::Checklist | Self::Meal(_) => false,
        }
    }
}

/// One batch of a meal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// When it may leave.
    pub from: Moment,
    /// When it must be back.
    pub to: Moment,
    /// Who eats with it, as the procedure says.
    pub who: Text,
}

/// One thing that is looked at or asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The word that commands and entries use, unique within its step.
    pub id: ItemId,
    /// The prompt: short and imperative.
    pub ask: Text,
    /// The clauses or law articles it comes from.
    pub clauses: Vec<Clause>,
    /// What kind of answer it takes.
    pub form: AnswerForm,
    /// How the answer is usually known.
    pub known: Known,
    /// Whether an abnormal answer holds everything behind it.
    pub gate: bool,
    /// What it does to the exits, if anything.
    pub exits: Option<ExitsAct>,
    /// The answer without which it is not asked.
    pub only_if: Option<Condition>,
    /// The group of items of which one is enough.
    pub either: Option<EitherId>,
    /// Whether it must be answered.
    pub must: Must,
    /// When its turn comes within the step.
    pub turn: Part,
}

/// How an answer came to be known; the record says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The officer saw it.
    Seen,
    /// Somebody told it by radio.
    Radio,
    /// A tag was scanned on the spot.
    Scanned,
    /// A tag that cannot be read: its code was typed by hand.
    TagBroken,
}

/// What an item does to the ways out: never while people may still be inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitsAct {
    /// Locks a way out.
    Lock,
    /// Collects the keys of emergency exits.
    CollectKeys,
}
