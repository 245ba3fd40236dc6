//! Steps, items and the answers they take: what an author writes between `[[step]]` lines.

use super::{
    Clause, FloorId, ItemId, Minutes, Moment, Occurs, PhaseId, RoleId, StateId, StepId, Text, When,
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
}

/// What an item does to the ways out: never while people may still be inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitsAct {
    /// Locks a way out.
    Lock,
    /// Collects the keys of emergency exits.
    CollectKeys,
}

/// The kind of answer that an item takes.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerForm {
    /// One of several named states, at most nine.
    States(Vec<StateChoice>),
    /// Yes, no or not applicable; the value says which of the first two is normal.
    YesNo(NormalAnswer),
    /// A number with a unit and the limits within which it is normal.
    Number(NumberForm),
    /// How many, 0 or more; more than `normal_max` is abnormal.
    Count(CountForm),
    /// Free text; never empty.
    Text,
    /// Names of persons, none or more.
    Names,
}

/// A named state that an item can be found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChoice {
    /// The word that commands and entries use.
    pub id: StateId,
    /// What it is called.
    pub name: Text,
    /// Whether it is as it should be.
    pub sense: Sense,
}

/// Whether something is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// As it should be.
    Normal,
    /// Not as it should be.
    Abnormal,
}

/// Which answer to a yes-or-no question is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormalAnswer {
    /// Yes is normal.
    Yes,
    /// No is normal.
    No,
}

/// A number's unit and limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberForm {
    /// The unit, such as °C.
    pub unit: Text,
    /// The smallest normal value.
    pub min: Option<Milli>,
    /// The largest normal value.
    pub max: Option<Milli>,
}

/// A count's unit and the largest count that is normal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountForm {
    /// What is counted, such as 人.
    pub unit: Text,
    /// More than this is abnormal.
    pub normal_max: Option<u32>,
}

/// A decimal number in thousandths, so that it is stored, hashed and compared exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Milli(pub i64);

impl std::fmt::Display for Milli {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let digits = format!("{part:03}");
        match digits.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            digits => write!(f, "{sign}{whole}.{digits}"),
        }
    }
}

impl std::str::FromStr for Milli {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !plain(whole) || !plain(part) {
            return Err(NotANumber);
        }
        let thousandths: i64 = format!("{whole}{part:0<3}").parse().map_err(|_| NotANumber)?;
        Ok(Self(if negative { -thousandths } else { thousandths }))
    }
}

/// The text is not a decimal number with at most three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most three decimals")]
pub struct NotANumber;
