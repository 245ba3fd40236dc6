//! Where each clause of the store's procedure stands in the schedule.
//!
//! It never judges whether a clause is kept.

use std::collections::BTreeMap;

use super::{Clause, ItemId, Schedule, StepId};

/// A step or one of its items that comes from a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseUse {
    /// The step.
    pub step: StepId,
    /// The item, or nothing when the step as a whole comes from the clause.
    pub item: Option<ItemId>,
}

impl Schedule {
    /// Returns every clause with the steps and items that come from it, `A2` before `A10`.
    pub fn clauses(&self) -> Vec<(Clause, Vec<ClauseUse>)> {
        let mut all: BTreeMap<(Vec<Part>, Clause), Vec<ClauseUse>> = BTreeMap::new();
        let mut add = |clause: &Clause, found: ClauseUse| {
            all.entry((parts(clause.as_str()), clause.clone())).or_default().push(found);
        };
        for step in &self.steps {
            for clause in &step.clauses {
                add(clause, ClauseUse { step: step.id.clone(), item: None });
            }
            for item in &step.items {
                for clause in &item.clauses {
                    let found = ClauseUse { step: step.id.clone(), item: Some(item.id.clone()) };
                    add(clause, found);
                }
            }
        }
        all.into_iter().map(|((_, clause), uses)| (clause, uses)).collect()
    }
}

/// A run of digits or of other characters, so that numbers sort by size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Word(String),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|it: char| it.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        parts.push(match run.parse() {
            Ok(number) if digit => Part::Number(number),
            Ok(_) | Err(_) => Part::Word(run.to_owned()),
        });
        rest = after;
    }
    parts
}
