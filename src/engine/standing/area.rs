//! The floors and areas of an occurrence: which there are, and how each stands.

use super::Standing;
use crate::engine::agenda::{FloorState, FloorView};
use crate::engine::command::SweepOutcome;
use crate::schedule::{AreaList, AreaSource, FloorId, StepKind};

impl<'a> Standing<'a> {
    /// Returns the floors of a sweep, from the top down, or the areas that are known; none for
    /// other steps.
    pub(in crate::engine) fn floors(&self) -> &'a [FloorId] {
        match &self.step.kind {
            StepKind::Sweep(floors) => floors,
            StepKind::Areas(AreaList { source: AreaSource::Fixed(areas), .. }) => areas,
            StepKind::Areas(AreaList { source: AreaSource::Today, .. }) => &self.work.areas.listed,
            StepKind::Checklist | StepKind::Meal(_) => &[],
        }
    }

    /// Returns whether somebody must say first which areas there are today.
    pub(in crate::engine) fn wants_areas(&self) -> bool {
        match &self.step.kind {
            StepKind::Areas(AreaList { source: AreaSource::Today, .. }) => {
                !self.work.areas.are_known()
            }
            StepKind::Areas(AreaList { source: AreaSource::Fixed(_), .. })
            | StepKind::Sweep(_)
            | StepKind::Checklist
            | StepKind::Meal(_) => false,
        }
    }

    pub(in crate::engine) fn floor_views(&self, here: bool) -> Vec<FloorView> {
        let mut here = here;
        let with_outcome = self.step.kind.has_outcomes();
        let views = self.floors().iter().filter(|_| with_outcome).map(|floor| {
            let state = match self.work.outcome_of(floor) {
                Some(it) => FloorState::Swept {
                    outcome: it.outcome.clone(),
                    at: it.at,
                    officer: it.officer.clone(),
                },
                None if std::mem::take(&mut here) => FloorState::Here,
                None => FloorState::Ahead,
            };
            FloorView { floor: floor.clone(), state, findings: 0 }
        });
        views.collect()
    }

    /// Returns the floors on which people may still be.
    pub(in crate::engine) fn floors_not_clear(&self) -> Vec<FloorId> {
        if !self.step.kind.has_outcomes() {
            return Vec::new();
        }
        let clear = |floor: &FloorId| match self.work.outcome_of(floor).map(|it| &it.outcome) {
            Some(SweepOutcome::Clear | SweepOutcome::ClearExcept { .. }) => true,
            Some(SweepOutcome::NotSwept { .. }) | None => false,
        };
        self.floors().iter().filter(|it| !clear(it)).cloned().collect()
    }
}
