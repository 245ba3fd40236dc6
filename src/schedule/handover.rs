//! What belongs to a handover: the things that are counted, the steps that must be through, and who
//! takes over. A plain schedule says nothing about it and gets what its shifts imply.

use super::{CountId, Lang, Minutes, RoleId, Schedule, ShiftId, StepId, Text};

/// How long before the end of a shift its handover is asked for.
const LEAD: Minutes = Minutes(15);

/// Something that is counted when the desk changes hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRule {
    /// The word.
    pub id: CountId,
    /// What it is called.
    pub name: Text,
    /// How many there should be.
    pub expect: u32,
}

/// How the desk is handed over at the end of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverRule {
    /// The shift that ends.
    pub shift: ShiftId,
    /// Who takes over.
    pub to: HandedTo,
    /// What is counted, in order.
    pub counts: Vec<CountId>,
    /// The steps whose state is shown to both.
    pub steps: Vec<StepId>,
    /// How long before the end of the shift it is asked for.
    pub lead: Minutes,
}

/// Who takes over at the end of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedTo {
    /// Whoever has the next duty.
    Anyone,
    /// Somebody in a role.
    Role(RoleId),
    /// Nobody: the desk stays empty, and no handover is asked for.
    Nobody,
}

impl Schedule {
    /// Returns how the desk is handed over at the end of a shift: as written, or as a shift of
    /// which nothing is written implies.
    pub fn handover_of(&self, shift: &ShiftId) -> HandoverRule {
        let written = self.handovers.iter().find(|it| it.shift == *shift);
        written.cloned().unwrap_or_else(|| HandoverRule {
            shift: shift.clone(),
            to: HandedTo::Anyone,
            counts: self.counts.iter().map(|it| it.id.clone()).collect(),
            steps: Vec::new(),
            lead: LEAD,
        })
    }

    /// Returns what is counted under a word, if the schedule knows it.
    pub fn count(&self, id: &CountId) -> Option<&CountRule> {
        self.counts.iter().find(|it| it.id == *id)
    }

    /// Returns what a counted thing is called, or its word where the schedule does not know it.
    pub fn count_name<'a>(&'a self, id: &'a CountId, lang: Lang) -> &'a str {
        self.count(id).map_or(id.as_str(), |it| it.name.get(lang))
    }
}
