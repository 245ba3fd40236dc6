//! Another schedule for the running day: an override with a reason, never the usual way.

use super::super::command::Repinned;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::text::check_text;

impl Decision<'_> {
    /// Refuses what would change nothing, and a schedule by whose clock this would be another day.
    pub(super) fn put_in_force(&self, reason: &str) -> Result<Fact, Refusal> {
        check_text(Field::Reason, reason)?;
        let day = self.engine.day_of(self.now);
        let (new, running) = (&self.engine.in_force, self.engine.schedule_of(day));
        if new.revision == running.revision {
            return Err(Refusal::SameSchedule);
        }
        if new.zone != running.zone || new.day_starts != running.day_starts {
            return Err(Refusal::OtherClock);
        }
        let (revision, reason) = (new.revision.clone(), reason.to_owned());
        Ok(Fact::DayRepinned(Repinned { day, revision, reason }))
    }
}
