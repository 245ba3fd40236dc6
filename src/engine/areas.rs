//! Areas that are known only on the day: named, added to, taken off the list with a reason.

use chrono::{DateTime, Utc};

use super::command::Seq;
use crate::schedule::{FloorId, OccurrenceId};

/// Areas that were named for a step of the day; none at all says that there are none today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreasNamed {
    /// For which occurrence.
    pub occurrence: OccurrenceId,
    /// What they are called.
    pub areas: Vec<String>,
}

/// An area that is taken off the list again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaRemoved {
    /// From which occurrence.
    pub occurrence: OccurrenceId,
    /// Which area: what it is called.
    pub area: FloorId,
    /// Why.
    pub reason: String,
}

/// An area that was taken off the list, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedView {
    /// Which area.
    pub area: FloorId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// So many areas may be on a list.
pub const AREAS_MAX: usize = 60;

/// What has been recorded of the areas of one occurrence.
#[derive(Clone, Debug, Default)]
pub(super) struct Areas {
    /// Those on the list, in the order in which they were named.
    pub(super) listed: Vec<FloorId>,
    acts: Vec<Act>,
}

#[derive(Clone, Debug)]
struct Act {
    entry: Seq,
    at: DateTime<Utc>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Named(Vec<FloorId>),
    Removed(RemovedView),
}

impl Areas {
    /// Returns whether nobody has said anything about areas.
    pub(super) fn is_untouched(&self) -> bool {
        self.acts.is_empty()
    }

    /// Returns the entries that said something about areas.
    pub(super) fn entries(&self) -> impl Iterator<Item = Seq> {
        self.acts.iter().map(|it| it.entry)
    }

    /// Returns whether anybody has said which areas there are, none among them.
    pub(super) fn are_known(&self) -> bool {
        self.acts.iter().any(|it| matches!(it.what, What::Named(_)))
    }

    /// Returns those that were taken off the list and are not on it again.
    pub(super) fn removed(&self) -> Vec<RemovedView> {
        let mut all: Vec<RemovedView> = Vec::new();
        for act in &self.acts {
            if let What::Removed(it) = &act.what
                && !self.listed.contains(&it.area)
            {
                all.retain(|other| other.area != it.area);
                all.push(it.clone());
            }
        }
        all
    }

    /// Returns since when it is known that there is nothing on the list.
    pub(super) fn empty_since(&self) -> Option<DateTime<Utc>> {
        let is_empty = self.are_known() && self.listed.is_empty();
        self.acts.last().filter(|_| is_empty).map(|it| it.at)
    }

    pub(super) fn name(&mut self, entry: Seq, at: DateTime<Utc>, areas: &[String]) {
        let areas = areas.iter().map(|it| FloorId::new(it.trim())).collect();
        self.acts.push(Act { entry, at, what: What::Named(areas) });
        self.list();
    }

    pub(super) fn remove(&mut self, entry: Seq, removed: RemovedView) {
        self.acts.push(Act { entry, at: removed.at, what: What::Removed(removed) });
        self.list();
    }

    /// Takes back everything that one entry said.
    pub(super) fn withdraw(&mut self, entry: Seq) {
        self.acts.retain(|it| it.entry != entry);
        self.list();
    }

    fn list(&mut self) {
        let mut listed: Vec<FloorId> = Vec::new();
        for act in &self.acts {
            match &act.what {
                What::Named(areas) => {
                    for area in areas {
                        if !listed.contains(area) {
                            listed.push(area.clone());
                        }
                    }
                }
                What::Removed(it) => listed.retain(|area| *area != it.area),
            }
        }
        self.listed = listed;
    }
}
