//! What was not done, by each of the ways of not doing.
//!
//! It never leaves out what can still be done: overdue and put off stand here until they are done.

use super::part::{NotDone, Undone};
use super::span::Span;
use crate::engine::agenda::{Agenda, OccurrenceView, OwedState, QuestionState, Status};
use crate::engine::command::Question;
use crate::engine::{Entry, Fact};
use crate::schedule::{ItemId, OccurrenceId};

/// Returns what was not done in a period, by the way of not doing, then by due time.
pub(super) fn not_done(agenda: &Agenda, span: &Span, entries: &[&Entry]) -> Vec<NotDone> {
    let mut all = Vec::new();
    for view in &agenda.occurrences {
        match step_undone(view, agenda, span, entries) {
            Some(how) => all.push(not_done_line(view, None, how)),
            None => all.extend(items_undone(view, agenda, entries)),
        }
    }
    all.sort_by_key(|it| (rank(&it.how), it.due));
    all
}

// What can still be done comes first, what somebody decided to leave comes last.
fn rank(how: &Undone) -> u8 {
    match how {
        Undone::Overdue => 0,
        Undone::RolledOver { .. } => 0,
        Undone::Missed => 1,
        Undone::Unknown => 2,
        Undone::Deferred { .. } => 3,
        Undone::Skipped { .. } => 4,
    }
}

fn step_undone(
    view: &OccurrenceView,
    agenda: &Agenda,
    span: &Span,
    entries: &[&Entry],
) -> Option<Undone> {
    match &view.status {
        Status::Missed => span.holds(view.closes).then_some(Undone::Missed),
        Status::Unknown => span.holds(view.closes).then_some(Undone::Unknown),
        Status::Overdue => Some(rolled_over(view, agenda).unwrap_or(Undone::Overdue)),
        Status::RolledOver => {
            Some(rolled_over(view, agenda).unwrap_or(Undone::RolledOver { since: None }))
        }
        Status::Skipped { reason, at } => {
            let told = span.holds(*at) || was_left(entries, &view.id, None);
            told.then(|| Undone::Skipped { reason: reason.clone() })
        }
        Status::Deferred { to, reason } => {
            is_open(agenda, to).then(|| Undone::Deferred { to: to.clone(), reason: reason.clone() })
        }
        Status::NotYet
        | Status::Due
        | Status::Free
        | Status::NotNeeded { .. }
        | Status::Done { .. } => None,
    }
}

/// Returns since when something has been owed whose day has passed.
fn rolled_over(view: &OccurrenceView, agenda: &Agenda) -> Option<Undone> {
    let owed = agenda.owed.iter().find(|it| it.step == view.id.step)?;
    match &owed.state {
        OwedState::RolledOver { since } => Some(Undone::RolledOver { since: *since }),
        OwedState::Due => Some(Undone::RolledOver { since: Some(agenda.day) })
            .filter(|_| view.status == Status::RolledOver),
        OwedState::Ahead { .. }
        | OwedState::Open { .. }
        | OwedState::Settled(_)
        | OwedState::Missed(_)
        | OwedState::Quota { .. } => None,
    }
}

fn items_undone(view: &OccurrenceView, agenda: &Agenda, entries: &[&Entry]) -> Vec<NotDone> {
    if matches!(
        view.status,
        Status::Skipped { .. } | Status::Deferred { .. } | Status::NotNeeded { .. }
    ) {
        return Vec::new();
    }
    let mut all = Vec::new();
    // What was put off to here is told where it was first asked.
    for question in view.questions.iter().filter(|it| it.question.occurrence == view.id) {
        let how = match &question.state {
            QuestionState::Open
            | QuestionState::Awaits
            | QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Answered(_) => None,
            QuestionState::Skipped { reason } => {
                was_left(entries, &question.question.occurrence, Some(&question.question.item))
                    .then(|| Undone::Skipped { reason: reason.clone() })
            }
            QuestionState::Deferred { to, reason } => still_put_off(agenda, to, &question.question)
                .then(|| Undone::Deferred { to: to.clone(), reason: reason.clone() }),
        };
        if let Some(how) = how {
            all.push(not_done_line(view, Some(question.question.clone()), how));
        }
    }
    all
}

fn not_done_line(view: &OccurrenceView, question: Option<Question>, how: Undone) -> NotDone {
    NotDone {
        occurrence: view.id.clone(),
        question,
        how,
        due: view.due,
        finish_by: view.finish_by,
        closes: view.closes,
        answered: view.answered(),
        asked: view.asked(),
    }
}

// A skipped question has no time of its own: the entry that skipped it tells the period.
fn was_left(entries: &[&Entry], id: &OccurrenceId, item: Option<&ItemId>) -> bool {
    entries.iter().any(|entry| {
        let Fact::Skipped(it) = &entry.fact else { return false };
        it.occurrence == *id && (it.item.is_none() || item.is_none() || it.item.as_ref() == item)
    })
}

fn is_open(agenda: &Agenda, id: &OccurrenceId) -> bool {
    let status = agenda.occurrence(id).map(|it| &it.status);
    !matches!(status, Some(Status::Done { .. }))
}

// A question that was put off stands in the later step's list under its own name.
fn still_put_off(agenda: &Agenda, to: &OccurrenceId, question: &Question) -> bool {
    let later = agenda.occurrence(to);
    let there = later.and_then(|it| it.questions.iter().find(|it| it.question == *question));
    match there.map(|it| &it.state) {
        Some(QuestionState::Answered(_) | QuestionState::NotNeeded { .. }) => false,
        Some(
            QuestionState::Open
            | QuestionState::Optional
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. },
        ) => true,
        None => is_open(agenda, to),
    }
}
