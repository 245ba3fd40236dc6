//! Steps and their items: what an author writes between `[[step]]` lines.

use super::{
    AnswerForm, Clause, FloorId, ItemId, Minutes, Moment, Occurs, PhaseId, RoleId, StepId, Text,
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
    /// What happens when it is answered before its window.
    pub early: Early,
    /// Steps that must be concluded before this one is asked.
    pub after: Vec<StepId>,
    /// Whether its items must be answered in order.
    pub order: Order,
    /// The roles that sign it; each by a different person.
    pub sign: Vec<RoleId>,
    /// The longest time that may pass between two completions.
    pub gap: Option<GapRule>,
    /// What shape its work has.
    pub kind: StepKind,
    /// What is looked at, in the order written.
    pub items: Vec<Item>,
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

/// When a step falls due on a store day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Once a day.
    Once(Window),
    /// On a grid of times.
    Every(Rounds),
}

/// The four times of a step that happens once; zero distance between them means zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Before this it is too early.
    pub earliest: Moment,
    /// From here on it is asked.
    pub due: Moment,
    /// After this it is overdue.
    pub finish_by: Moment,
    /// After this it can no longer be done: missed.
    pub closes: Moment,
}

/// A repeated step: a grid of due times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The distance between two due times, at least one minute.
    pub every: Minutes,
    /// The first due time.
    pub from: Moment,
    /// Where the grid ends.
    pub to: Moment,
    /// Whether a due time that falls exactly on the end counts.
    pub last: LastRound,
    /// How long before its due time a round may be done.
    pub early_by: Minutes,
    /// How long after its due time a round is still on time. It closes when the next one falls due.
    pub finish_within: Minutes,
}

/// Whether a round that falls due exactly at the end of its grid is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastRound {
    /// No round is due at the end itself.
    Before,
    /// A round is due at the end as well.
    At,
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
    /// Batches that leave and come back; each may leave only when the one before is back.
    Meal(Vec<Batch>),
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
