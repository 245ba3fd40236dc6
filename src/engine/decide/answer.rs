//! Answers: in time, in order, of the right form; and their corrections.

use super::super::agenda::QuestionState;
use super::super::answering::{Judge, can_be_known, unfit};
use super::super::command::{Answer, Answered, Compared, Question, Seq};
use super::super::figures::{Worth, worths};
use super::super::standing::Standing;
use super::super::state::Work;
use super::super::unfit::Unfit;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::step::{check_order, check_question_floor, item_of};
use super::text::{check_answer, check_each};
use crate::schedule::{AnswerForm, Item, Sense, Step};

impl Decision<'_> {
    pub(super) fn answer(&self, it: &Answered) -> Result<Fact, Refusal> {
        let question = &it.question;
        let day = self.day(&question.occurrence)?;
        let standing = self.standing(&day, &question.occurrence)?;
        let item = item_of(&standing, &question.item)?;
        check_question_floor(&standing, question)?;
        if let AnswerForm::Computed(_) = item.form {
            return Err(Refusal::WrongAnswer { question: question.clone() });
        }
        self.check_open(&standing, question)?;
        let compared = self.engine.compared(&day, question);
        let compared = compared.map_err(|first| Refusal::OutOfOrder { first })?;
        let judge = Judge { schedule: &day.schedule, day: day.plan.day };
        let sense = check_fit(judge, item, question, &it.answer, compared)?;
        check_sums(standing.step, standing.work, question, &it.answer)?;
        if it.known.is_some_and(|known| !can_be_known(&item.form, item.known, known)) {
            let (question, why) = (question.clone(), Unfit::NotThatWay);
            return Err(Refusal::UnfitAnswer { question, why });
        }
        check_each(Field::Note, &it.note)?;
        if item.gate && sense == Sense::Abnormal && it.note.is_none() {
            return Err(Refusal::ReasonNeeded { question: question.clone() });
        }
        if item.exits.is_some() {
            self.check_nobody_inside(&day)?;
        }
        Ok(Fact::Answered(Answered { compared, ..it.clone() }))
    }

    /// Refuses what cannot be answered now: outside its window, out of order, behind a gate.
    fn check_open(&self, standing: &Standing<'_>, question: &Question) -> Result<(), Refusal> {
        match standing.question_state(question) {
            QuestionState::Answered(given) => {
                let open = standing.open_questions().contains(question);
                if !open {
                    let (question, entry) = (question.clone(), given.entry);
                    return Err(Refusal::Answered { question, entry });
                }
                self.check_window(standing)
            }
            QuestionState::NotNeeded { why, .. } => {
                Err(Refusal::NotNeeded { occurrence: question.occurrence.clone(), why })
            }
            QuestionState::Awaits => Err(Refusal::WrongAnswer { question: question.clone() }),
            QuestionState::Skipped { .. } => {
                Err(Refusal::Concluded { occurrence: question.occurrence.clone() })
            }
            QuestionState::Deferred { to, .. } => {
                let target = standing.day.plan.occurrence(&to).map(|it| it.closes);
                let closes = target.map_or(standing.closes(), |it| it.max(standing.closes()));
                self.check_not_after(standing, closes)
            }
            QuestionState::Open | QuestionState::Optional => {
                self.check_window(standing)?;
                check_order(standing, question)
            }
        }
    }

    /// Refuses another answer that does not fit the question of the one that it corrects.
    pub(super) fn correct_answer(
        &self,
        entry: Seq,
        question: &Question,
        answer: &Answer,
    ) -> Result<(), Refusal> {
        let wrong = || Refusal::WrongAnswer { question: question.clone() };
        let standing = self.engine.standing(&question.occurrence).ok_or_else(wrong)?;
        let item = standing.step.item(&question.item).ok_or_else(wrong)?;
        let given = standing.work.given.iter().find(|it| it.entry == entry);
        let compared = given.and_then(|it| it.compared);
        let judge = Judge { schedule: &standing.day.schedule, day: standing.day.plan.day };
        check_fit(judge, item, question, answer, compared)?;
        check_sums(standing.step, standing.work, question, answer)
    }
}

/// Returns whether an answer is as it should be, or refuses one that does not fit.
fn check_fit(
    judge: Judge<'_>,
    item: &Item,
    question: &Question,
    answer: &Answer,
    compared: Option<Compared>,
) -> Result<Sense, Refusal> {
    let Some(sense) = judge.sense_of(&item.form, answer, compared) else {
        return Err(Refusal::WrongAnswer { question: question.clone() });
    };
    check_answer(answer)?;
    match unfit(&item.form, answer) {
        Some(why) => Err(Refusal::UnfitAnswer { question: question.clone(), why }),
        None => Ok(sense),
    }
}

/// Refuses a number of which something is computed that cannot be stored.
fn check_sums(
    step: &Step,
    work: &Work,
    question: &Question,
    answer: &Answer,
) -> Result<(), Refusal> {
    let Some(value) = answer.number() else { return Ok(()) };
    let given = Some((&question.item, value));
    let all = worths(step, work, question.floor.as_ref(), given);
    let too_large = all.values().any(|it| *it == Worth::TooLarge);
    if too_large {
        let (question, why) = (question.clone(), Unfit::TooLarge);
        return Err(Refusal::UnfitAnswer { question, why });
    }
    Ok(())
}
