//! What was written down: findings, answers, notes, corrections.
//!
//! It never drops what was corrected: both values stand.

use std::collections::BTreeSet;

use super::part::{AnswerLine, Before, CorrectionLine, NoteLine, NoteState};
use super::span::Span;
use crate::engine::agenda::{Agenda, FindingView, QuestionState, Superseded, Was};
use crate::engine::command::{Answer, Corrected, Correction, Question};
use crate::engine::{Entry, Fact, Seq};
use crate::schedule::Sense;

/// Returns the findings that were written or touched in a period, by floor, the worst first.
pub(super) fn findings_of(
    all: Vec<FindingView>,
    agenda: &Agenda,
    entries: &[&Entry],
    span: &Span,
) -> Vec<FindingView> {
    let touched: BTreeSet<Seq> =
        entries.iter().flat_map(|it| [Some(it.seq), it.fact.subject()]).flatten().collect();
    let written = |it: &FindingView| it.day == agenda.day && span.holds(it.recorded);
    let mut found: Vec<FindingView> =
        all.into_iter().filter(|it| written(it) || touched.contains(&it.number)).collect();
    let floors = &agenda.schedule.floors;
    let level = |it: &FindingView| {
        let floor = it.floor.as_ref();
        floor.map_or(usize::MAX, |id| {
            floors.iter().position(|it| it.id == *id).unwrap_or(usize::MAX)
        })
    };
    found.sort_by_key(|it| (level(it), it.severity, it.number));
    found
}

/// Returns the answers of a period that say more than that all is well.
pub(super) fn answers(agenda: &Agenda, span: &Span) -> Vec<AnswerLine> {
    let views = agenda.occurrences.iter().flat_map(|it| &it.questions);
    let mut lines: Vec<AnswerLine> = Vec::new();
    for view in views {
        let QuestionState::Answered(answer) = &view.state else { continue };
        // What is computed stands under the entry of the last answer that it follows from.
        let same = |it: &AnswerLine| it.question == view.question;
        let seen = lines.iter().any(|it| it.answer.entry == answer.entry && same(it));
        if !seen && span.holds(answer.happened) && says_something(&answer.answer, answer.sense) {
            lines.push(AnswerLine { question: view.question.clone(), answer: answer.clone() });
        }
    }
    lines.sort_by_key(|it| (it.answer.happened, it.answer.entry));
    lines
}

fn says_something(answer: &Answer, sense: Sense) -> bool {
    let speaks = match answer {
        Answer::State(_) | Answer::Yes | Answer::No | Answer::NotApplicable => false,
        Answer::Names(names) => !names.is_empty(),
        Answer::Count(count) => *count > 0,
        Answer::Number(_)
        | Answer::Money(_)
        | Answer::Time(_)
        | Answer::Code(_)
        | Answer::Photo(_)
        | Answer::Text(_) => true,
    };
    speaks || sense == Sense::Abnormal
}

/// Returns the notes of a period in the words that hold.
pub(super) fn notes(entries: &[&Entry], known: &[&Entry]) -> Vec<NoteLine> {
    let mut lines = Vec::new();
    for entry in entries {
        let Fact::Noted(text) = &entry.fact else { continue };
        let mut line = NoteLine {
            entry: entry.seq,
            at: entry.happened,
            officer: entry.officer.clone(),
            text: text.clone(),
            state: NoteState::AsWritten,
        };
        for correction in known.iter().filter_map(|it| correction_of(it, entry.seq)) {
            match &correction.correction {
                Correction::Note(text) => {
                    (line.text, line.state) = (text.clone(), NoteState::Corrected);
                }
                Correction::Withdrawn => line.state = NoteState::Withdrawn,
                Correction::Answer { .. } | Correction::Finding { .. } | Correction::Count(_) => {}
            }
        }
        lines.push(line);
    }
    lines
}

fn correction_of(entry: &Entry, corrected: Seq) -> Option<&Corrected> {
    let Fact::Corrected(it) = &entry.fact else { return None };
    (it.entry == corrected).then_some(it)
}

/// Returns the corrections of a period with what was said before.
pub(super) fn corrections(
    entries: &[&Entry],
    known: &[&Entry],
    agenda: &Agenda,
    findings: &[FindingView],
) -> Vec<CorrectionLine> {
    let mut lines = Vec::new();
    for entry in entries {
        let Fact::Corrected(it) = &entry.fact else { continue };
        let kept = kept(entry.seq, agenda, findings);
        let (question, before) = match kept {
            Some((question, was)) => (question, Before::Kept(was)),
            None => (asked_by(it.entry, known), before(entry.seq, it, known)),
        };
        lines.push(CorrectionLine {
            entry: entry.seq,
            corrects: it.entry,
            at: entry.happened,
            officer: entry.officer.clone(),
            question,
            before,
            now: it.correction.clone(),
            reason: it.reason.clone(),
        });
    }
    lines
}

/// Returns what the engine kept of what a correction replaced, with its question if it has one.
fn kept(seq: Seq, agenda: &Agenda, findings: &[FindingView]) -> Option<(Option<Question>, Was)> {
    let by = |it: &&Superseded| it.entry == seq;
    for view in agenda.occurrences.iter().flat_map(|it| &it.questions) {
        let QuestionState::Answered(answer) = &view.state else { continue };
        if let Some(it) = answer.corrected.iter().find(by) {
            return Some((Some(view.question.clone()), it.was.clone()));
        }
    }
    let found = findings.iter().flat_map(|it| &it.corrected).find(by);
    found.map(|it| (None, it.was.clone()))
}

// What was taken back is no longer among the answers; the entry still says what it was about.
fn asked_by(seq: Seq, known: &[&Entry]) -> Option<Question> {
    let first = known.iter().find(|it| it.seq == seq)?;
    let Fact::Answered(it) = &first.fact else { return None };
    Some(it.question.clone())
}

fn before(seq: Seq, it: &Corrected, known: &[&Entry]) -> Before {
    let earlier = known.iter().rev().filter(|other| other.seq < seq);
    if let Some(earlier) = earlier.filter_map(|other| correction_of(other, it.entry)).next() {
        return Before::Correction(earlier.correction.clone());
    }
    let first = known.iter().find(|other| other.seq == it.entry);
    first.map_or(Before::NotAtHand, |first| Before::Fact(first.fact.clone()))
}
