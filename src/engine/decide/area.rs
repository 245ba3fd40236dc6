//! Areas of the day: named before or while they are worked on, taken off with a reason.

use super::super::command::{AREAS_MAX, AreaRemoved, AreasNamed};
use super::super::standing::Standing;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::text::{check_each, check_text};
use crate::schedule::{AreaList, AreaSource, FloorId, OccurrenceId, StepKind};

impl Decision<'_> {
    pub(super) fn name_areas(&self, it: &AreasNamed) -> Result<Fact, Refusal> {
        check_each(Field::Area, &it.areas)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.of_today(&day, &it.occurrence)?;
        let mut listed: Vec<FloorId> = standing.floors().to_vec();
        for name in &it.areas {
            let area = FloorId::new(name.trim());
            if listed.contains(&area) {
                return Err(Refusal::AreaKnown { area });
            }
            listed.push(area);
        }
        if listed.len() > AREAS_MAX {
            return Err(Refusal::TooManyAreas { most: AREAS_MAX });
        }
        // That there are none is said once, and not against a list.
        if it.areas.is_empty() && standing.work.areas.are_known() {
            return Err(Refusal::BadText {
                field: Field::Area,
                fault: super::super::TextFault::Empty,
            });
        }
        Ok(Fact::AreasNamed(it.clone()))
    }

    pub(super) fn remove_area(&self, it: &AreaRemoved) -> Result<Fact, Refusal> {
        check_text(Field::Reason, &it.reason)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.of_today(&day, &it.occurrence)?;
        if !standing.floors().contains(&it.area) {
            let (floor, floors) = (it.area.clone(), standing.floors().to_vec());
            return Err(Refusal::UnknownFloor { floor, floors });
        }
        Ok(Fact::AreaRemoved(it.clone()))
    }

    /// Returns an occurrence whose areas are known only today, while its list may still change.
    fn of_today<'a>(
        &'a self,
        day: &'a super::super::state::Day,
        id: &OccurrenceId,
    ) -> Result<Standing<'a>, Refusal> {
        let standing = self.standing(day, id)?;
        let StepKind::Areas(AreaList { source: AreaSource::Today, .. }) = standing.step.kind else {
            return Err(Refusal::WrongKind { occurrence: id.clone() });
        };
        self.check_not_after(&standing, standing.closes())?;
        // What was signed, or left undone as a whole, is a list that somebody has answered for.
        if !standing.work.signatures.is_empty() || standing.work.skip_of_all().is_some() {
            return Err(Refusal::Concluded { occurrence: id.clone() });
        }
        Ok(standing)
    }
}
