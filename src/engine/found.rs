//! Entry → state, for findings: their birth, their repair, the second look.
//!
//! What an entry refers to and is not there is passed over: the entry stands all the same.

use super::agenda::{FindingState, FindingView};
use super::command::{Fixed, FollowUp, Fork, Found, Reinspected, SecondLook};
use super::state::Trace;
use super::{Engine, Entry};

impl Engine {
    pub(super) fn found(&mut self, entry: &Entry, it: &Found) {
        let (state, follow_up) = match &it.fork {
            Fork::OnTheSpot { done } => {
                (FindingState::OnTheSpot { done: done.clone() }, FollowUp::default())
            }
            Fork::FollowUp(follow_up) => (FindingState::Open, follow_up.clone()),
        };
        let finding = FindingView {
            number: entry.seq,
            what: it.what.clone(),
            floor: it.floor.clone(),
            place: it.place.clone(),
            kind: it.kind,
            severity: it.severity,
            reported_by: it.reported_by.clone(),
            from: it.from.clone(),
            photos: it.photos.clone(),
            officer: entry.officer.clone(),
            happened: entry.happened,
            recorded: entry.recorded,
            day: entry.day,
            state,
            follow_up,
            overdue: false,
            corrected: Vec::new(),
        };
        self.findings.insert(entry.seq, finding);
        self.traces.insert(entry.seq, Trace::Finding);
    }

    pub(super) fn fixed(&mut self, entry: &Entry, it: &Fixed) {
        let (by, done, at) = (it.fixed_by.clone(), it.done.clone(), entry.happened);
        self.with_finding(it.finding, |finding| {
            finding.state = FindingState::Fixed { by, done, at };
        });
    }

    pub(super) fn reinspected(&mut self, entry: &Entry, it: &Reinspected) {
        let (by, at) = (entry.officer.clone(), entry.happened);
        self.with_finding(it.finding, |finding| {
            finding.state = match it.result {
                SecondLook::Right => FindingState::Closed { by, at },
                SecondLook::StillWrong => FindingState::Open,
            };
        });
    }
}
