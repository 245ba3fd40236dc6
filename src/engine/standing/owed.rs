//! Where an occurrence stands that is owed over several days, given where it stands by itself.

use chrono::{DateTime, Utc};

use super::Standing;
use crate::engine::agenda::{Status, Timing};
use crate::engine::owed::{Claim, Tomorrow};
use crate::schedule::{Owed, Period};

impl Standing<'_> {
    /// Returns where it stands, given where it would stand if the day were the only one.
    pub(super) fn owed(&self, alone: Status, now: DateTime<Utc>) -> Status {
        let Some(claim) = self.day.claims.get(&self.planned.step_index) else {
            return if self.is_one_of_several() { self.any_time(alone, now) } else { alone };
        };
        match claim {
            Claim::Settled | Claim::Free => match alone {
                Status::Due | Status::Overdue if self.work.is_touched() => Status::Due,
                Status::Done { at, .. } => Status::Done { at, timing: Timing::OnTime },
                Status::NotYet
                | Status::Due
                | Status::Overdue
                | Status::Free
                | Status::RolledOver
                | Status::Missed
                | Status::Unknown => Status::Free,
                Status::NotNeeded { .. } | Status::Skipped { .. } | Status::Deferred { .. } => {
                    alone
                }
            },
            Claim::Today(tomorrow) => later(alone, *tomorrow),
            Claim::RolledOver(tomorrow) => match later(alone, *tomorrow) {
                Status::Due => Status::Overdue,
                Status::Done { at, .. } => Status::Done { at, timing: Timing::Late },
                other => other,
            },
        }
    }

    /// Returns whether nothing is asked of it because an earlier day has settled it.
    pub(in crate::engine) fn is_settled(&self) -> bool {
        let claim = self.day.claims.get(&self.planned.step_index);
        matches!(claim, Some(Claim::Settled)) && !self.work.is_touched()
    }

    /// Returns whether it is owed several times on one day, at free times.
    fn is_one_of_several(&self) -> bool {
        matches!(&self.step.occurs.owed, Owed::Quota(it) if it.per == Period::Day)
    }

    /// One of several on a day may be done from its beginning on.
    fn any_time(&self, alone: Status, now: DateTime<Utc>) -> Status {
        match alone {
            Status::NotYet if now >= self.planned.earliest => Status::Free,
            Status::Done { at, timing: Timing::Early } => {
                Status::Done { at, timing: Timing::OnTime }
            }
            other => other,
        }
    }
}

/// What its window left undone is asked again tomorrow, where there is a tomorrow.
fn later(alone: Status, tomorrow: Tomorrow) -> Status {
    match (alone, tomorrow) {
        (Status::Missed | Status::Unknown, Tomorrow::Again) => Status::RolledOver,
        (other, _) => other,
    }
}
