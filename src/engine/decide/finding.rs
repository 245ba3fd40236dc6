//! Findings: recorded with their fork, followed up, put right, looked at again by somebody else.

use super::super::agenda::{FindingState, FindingView};
use super::super::command::{
    Assigned, Fixed, FollowUp, Fork, Found, Officer, PHOTOS_MAX, Reinspected, Seq,
};
use super::super::{Fact, Field, FindingFault, Refusal};
use super::Decision;
use super::text::{check_each, check_text};
use crate::schedule::FloorId;

impl Decision<'_> {
    pub(super) fn find(&self, it: &Found) -> Result<Fact, Refusal> {
        check_text(Field::Finding, &it.what)?;
        check_each(Field::Note, &it.place)?;
        check_each(Field::Name, &it.reported_by)?;
        self.check_floor(it.floor.as_ref())?;
        if it.photos.len() > PHOTOS_MAX {
            return Err(Refusal::TooManyPhotos { count: it.photos.len() });
        }
        match &it.fork {
            Fork::OnTheSpot { done } => check_text(Field::Note, done)?,
            Fork::FollowUp(follow_up) => check_follow_up(follow_up)?,
        }
        Ok(Fact::Found(it.clone()))
    }

    pub(super) fn assign(&self, it: &Assigned) -> Result<Fact, Refusal> {
        self.open_finding(it.finding)?;
        check_follow_up(&it.follow_up)?;
        Ok(Fact::Assigned(it.clone()))
    }

    pub(super) fn fix(&self, it: &Fixed) -> Result<Fact, Refusal> {
        let finding = self.open_finding(it.finding)?;
        check_text(Field::Note, &it.done)?;
        check_text(Field::Name, it.fixed_by.as_str())?;
        if let FindingState::Fixed { .. } = finding.state {
            let fault = FindingFault::FixedAlready;
            return Err(Refusal::WrongFindingState { finding: it.finding, fault });
        }
        Ok(Fact::Fixed(it.clone()))
    }

    pub(super) fn reinspect(&self, it: &Reinspected, officer: &Officer) -> Result<Fact, Refusal> {
        let finding = self.open_finding(it.finding)?;
        check_each(Field::Note, &it.note)?;
        let FindingState::Fixed { by, .. } = &finding.state else {
            let fault = FindingFault::NotFixed;
            return Err(Refusal::WrongFindingState { finding: it.finding, fault });
        };
        let owner = finding.follow_up.owner.as_deref();
        if by == officer || owner == Some(officer.as_str()) {
            return Err(Refusal::OwnWork { name: officer.as_str().to_owned() });
        }
        Ok(Fact::Reinspected(it.clone()))
    }

    fn open_finding(&self, number: Seq) -> Result<&FindingView, Refusal> {
        let finding = self.engine.findings.get(&number).filter(|it| it.state.is_open());
        finding.ok_or(Refusal::UnknownFinding { finding: number })
    }

    pub(super) fn check_floor(&self, floor: Option<&FloorId>) -> Result<(), Refusal> {
        let schedule = self.engine.schedule_of(self.engine.day_of(self.now));
        match floor {
            Some(floor) if schedule.floors.iter().all(|it| it.id != *floor) => {
                Err(Refusal::UnknownFloor {
                    floor: floor.clone(),
                    floors: schedule.floors.iter().map(|it| it.id.clone()).collect(),
                })
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn check_follow_up(it: &FollowUp) -> Result<(), Refusal> {
    check_each(Field::Name, it.owner.iter().chain(&it.reported_to))?;
    check_each(Field::Note, &it.interim)
}
