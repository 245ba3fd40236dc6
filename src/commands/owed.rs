//! What is owed over several days, as `status` prints it.
//!
//! It never decides what presses.

use serde::Serialize;

use super::forms::TextForm;
use super::plan_form::period_word;
use crate::engine::Agenda;
use crate::engine::agenda::{OwedState, OwedView, Settled};

/// A duty or quota as it stands.
#[derive(Debug, Serialize)]
pub(super) struct OwedForm {
    step: String,
    title: TextForm,
    state: &'static str,
    due: Option<String>,
    on: Option<String>,
    done: Option<u32>,
    times: Option<u32>,
    per: Option<&'static str>,
}

impl OwedForm {
    /// Returns the form of a duty or quota.
    pub(super) fn new(agenda: &Agenda, it: &OwedView) -> Self {
        let title = agenda.schedule.step(&it.step);
        let title = title.map_or(TextForm::same(it.step.as_str()), |it| TextForm::new(&it.title));
        let (state, due, on) = match &it.state {
            OwedState::Ahead { opens, due } => ("ahead", Some(*due), Some(*opens)),
            OwedState::Open { due } => ("open", Some(*due), None),
            OwedState::Due => ("due", Some(agenda.day), None),
            OwedState::RolledOver { since } => ("rolled-over", *since, None),
            OwedState::Settled(Settled::Done(on)) => ("done", None, Some(*on)),
            OwedState::Settled(Settled::Skipped(on, _)) => ("skipped", None, Some(*on)),
            OwedState::Missed(due) => ("missed", Some(*due), None),
            OwedState::Quota { .. } => ("counted", None, None),
        };
        let quota = match &it.state {
            OwedState::Quota { done, times, per, .. } => Some((*done, *times, period_word(*per))),
            OwedState::Ahead { .. }
            | OwedState::Open { .. }
            | OwedState::Due
            | OwedState::RolledOver { .. }
            | OwedState::Settled(_)
            | OwedState::Missed(_) => None,
        };
        Self {
            step: it.step.to_string(),
            title,
            state,
            due: due.map(|it| it.to_string()),
            on: on.map(|it| it.to_string()),
            done: quota.map(|it| it.0),
            times: quota.map(|it| it.1),
            per: quota.map(|it| it.2),
        }
    }
}

/// Returns whether something is worth a line: it can be worked on now, or was due.
pub(super) fn is_told(state: &OwedState) -> bool {
    match state {
        OwedState::Open { .. } | OwedState::Due | OwedState::RolledOver { .. } => true,
        OwedState::Quota { done, times, .. } => done < times,
        OwedState::Ahead { .. } | OwedState::Settled(_) | OwedState::Missed(_) => false,
    }
}
