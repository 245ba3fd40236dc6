//! Another schedule for the running day: an override with a reason, never the usual way.

use super::super::command::{Officer, Repin, Repinned};
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::text::check_text;

impl Decision<'_> {
    /// Refuses what would change nothing, a schedule by whose clock this would be another day, and
    /// where officers have PINs what nobody signed (reliability rules, 5.8).
    pub(super) fn put_in_force(&self, it: &Repin, by: &Officer) -> Result<Fact, Refusal> {
        check_text(Field::Reason, &it.reason)?;
        let day = self.engine.day_of(self.now);
        let (new, running) = (&self.engine.in_force, self.engine.schedule_of(day));
        if new.revision == running.revision {
            return Err(Refusal::SameSchedule);
        }
        if new.zone != running.zone || new.day_starts != running.day_starts {
            return Err(Refusal::OtherClock);
        }
        self.check_signer(by, &it.proof)?;
        let (revision, reason, proof) = (new.revision.clone(), it.reason.clone(), it.proof.clone());
        Ok(Fact::DayRepinned(Repinned { day, revision, reason, proof }))
    }
}
