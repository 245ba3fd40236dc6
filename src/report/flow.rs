//! Posts that reported and what was not needed, out of the views of a period.
//!
//! It never words anything.

use super::part::{NotNeededLine, PostLine};
use crate::engine::agenda::{Agenda, OccurrenceView, QuestionState, Status, Unneeded};
use crate::schedule::Part;

/// Returns every post of some occurrences that were begun or should have been.
pub(super) fn posts<'a>(
    views: impl Iterator<Item = &'a OccurrenceView>,
    agenda: &Agenda,
) -> Vec<PostLine> {
    let asked = views.filter(|it| match it.status {
        Status::NotYet | Status::Due | Status::Free | Status::RolledOver => it.started.is_some(),
        Status::NotNeeded { .. } => false,
        Status::Overdue
        | Status::Missed
        | Status::Unknown
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => true,
    });
    let questions =
        asked.flat_map(|view| view.questions.iter().filter(|it| it.question.occurrence == view.id));
    let is_post = |it: &&crate::engine::agenda::QuestionView| {
        let step = agenda.schedule.step(&it.question.occurrence.step);
        let item = step.and_then(|step| step.item(&it.question.item));
        item.is_some_and(|item| item.turn == Part::Post)
    };
    let line = |it: &crate::engine::agenda::QuestionView| PostLine {
        question: it.question.clone(),
        state: it.state.clone(),
    };
    questions.filter(is_post).map(line).collect()
}

/// Returns what was not needed of some occurrences; what is not decided yet is left out.
pub(super) fn not_needed<'a>(
    views: impl Iterator<Item = &'a OccurrenceView>,
) -> Vec<NotNeededLine> {
    views.flat_map(of_one).collect()
}

fn of_one(view: &OccurrenceView) -> Vec<NotNeededLine> {
    let own = view.questions.iter().filter(|it| it.question.occurrence == view.id);
    let whole = match &view.status {
        Status::NotNeeded { why } => Some(why.clone()),
        Status::NotYet
        | Status::Due
        | Status::Free
        | Status::RolledOver
        | Status::Overdue
        | Status::Missed
        | Status::Unknown
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => None,
    };
    let mut lines: Vec<NotNeededLine> = Vec::new();
    if let Some(why) = &whole {
        let occurrence = view.id.clone();
        lines.push(NotNeededLine { occurrence, question: None, why: why.clone(), answer: None });
    }
    for it in own {
        let QuestionState::NotNeeded { why, answer } = &it.state else { continue };
        let decided = !matches!(why, Unneeded::Undecided(_));
        // Of a step that fell away as a whole, only what had been answered is told again.
        let told = match whole {
            Some(_) => answer.is_some(),
            None => answer.is_some() || (decided && view.started.is_some()),
        };
        if told {
            lines.push(NotNeededLine {
                occurrence: view.id.clone(),
                question: Some(it.question.clone()),
                why: why.clone(),
                answer: answer.clone(),
            });
        }
    }
    lines
}
