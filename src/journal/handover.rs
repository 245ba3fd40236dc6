//! Finds handovers: which one ended a shift, and all that belongs to one.
//!
//! It never decides which entries a report covers: the entry that begins a handover says so.

use chrono::{Days, NaiveDate};

use super::read::entries;
use super::{Journal, JournalError, row};
use crate::engine::command::{Begun, HandoverAct};
use crate::engine::{Entry, Fact, Seq};
use crate::schedule::ShiftId;

impl Journal {
    /// Returns the last handover that ended a shift of a store day: accepted, or signed alone.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn closed_handover(
        &self,
        day: NaiveDate,
        shift: &ShiftId,
    ) -> Result<Option<Seq>, JournalError> {
        // A shift is handed over on its own day or, late, on one of the next.
        let last = (day + Days::new(7)).to_string();
        let sql = "WHERE day >= ?1 AND day <= ?2 AND seq IN (
                       SELECT seq FROM mark WHERE kind = 'handover-begun') ORDER BY seq DESC";
        let begun = entries(&self.connection, sql, [day.to_string(), last])?;
        let of_shift = |it: &&Entry| match &it.fact {
            Fact::Handover(HandoverAct::Begun(it)) => {
                it.shift.day == day && it.shift.shift == *shift
            }
            _ => false,
        };
        for entry in begun.iter().filter(of_shift) {
            if self.acts_of(entry.seq)?.iter().any(|it| closes(&it.fact)) {
                return Ok(Some(entry.seq));
            }
        }
        Ok(None)
    }

    /// Returns every entry that begins a handover, oldest first.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn handovers(&self) -> Result<Vec<Entry>, JournalError> {
        let sql = "WHERE seq IN (SELECT seq FROM mark WHERE kind = 'handover-begun') ORDER BY seq";
        entries(&self.connection, sql, [])
    }

    /// Returns what begins a handover, if an entry does.
    ///
    /// # Errors
    /// The entry cannot be read.
    pub fn begun(&self, number: Seq) -> Result<Option<(Entry, Begun)>, JournalError> {
        let entry = self.entry(number)?;
        Ok(entry.and_then(|it| match it.fact.clone() {
            Fact::Handover(HandoverAct::Begun(begun)) => Some((it, begun)),
            _ => None,
        }))
    }

    /// Returns the acts of a handover after the one that begins it, and what was corrected later
    /// in its period.
    ///
    /// # Errors
    /// An entry cannot be read.
    pub fn acts_of(&self, number: Seq) -> Result<Vec<Entry>, JournalError> {
        let Some((_, begun)) = self.begun(number)? else { return Ok(Vec::new()) };
        let after = begun.shift.after.map_or(0, row::stored);
        entries(
            &self.connection,
            "WHERE subject = ?1 OR (kind = 'corrected' AND subject > ?2 AND subject <= ?1
                 AND seq > ?1) ORDER BY seq",
            [row::stored(number), after],
        )
    }
}

fn closes(fact: &Fact) -> bool {
    matches!(fact, Fact::Handover(HandoverAct::Accepted(_) | HandoverAct::SignedAlone(_)))
}
