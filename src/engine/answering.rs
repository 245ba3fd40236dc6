//! Whether an answer fits what is asked, and whether it is as it should be.

use chrono::NaiveDate;

use super::command::{Answer, Compared};
use super::unfit::Unfit;
use crate::schedule::{
    AnswerForm, Base, CodeForm, Comparison, ComputedForm, Known, Milli, Minutes, Moment,
    NormalAnswer, NumberForm, Schedule, Sense, Test, TimeForm, TimeOfDay, WrongCode,
};

/// The store day by which times are judged.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) schedule: &'a Schedule,
    pub(super) day: NaiveDate,
}

impl Judge<'_> {
    /// Returns whether an answer is as it should be; nothing when it is not of the item's form.
    pub(super) fn sense_of(
        self,
        form: &AnswerForm,
        answer: &Answer,
        compared: Option<Compared>,
    ) -> Option<Sense> {
        let agrees = || form.comparison().is_none_or(|it| agrees(it, answer, compared));
        match (form, answer) {
            (AnswerForm::States(choices), Answer::State(id)) => {
                choices.iter().find(|it| it.id == *id).map(|it| it.sense)
            }
            (AnswerForm::YesNo(normal), Answer::Yes) => Some(sense(*normal == NormalAnswer::Yes)),
            (AnswerForm::YesNo(normal), Answer::No) => Some(sense(*normal == NormalAnswer::No)),
            (AnswerForm::YesNo(_), Answer::NotApplicable) => Some(Sense::Normal),
            (AnswerForm::Number(NumberForm { min, max, .. }), Answer::Number(it)) => {
                Some(sense(within(*min, *max, *it) && agrees()))
            }
            (AnswerForm::Count(form), Answer::Count(it)) => {
                Some(sense(form.normal_max.is_none_or(|max| *it <= max) && agrees()))
            }
            (AnswerForm::Money(_), Answer::Money(_)) => Some(sense(agrees())),
            (AnswerForm::Time(form), Answer::Time(it)) => Some(sense(self.in_time(form, *it))),
            (AnswerForm::Code(form), Answer::Code(code)) => Some(sense(form.is_right(code))),
            (AnswerForm::Photo, Answer::Photo(it)) => it.is_taken_in().then_some(Sense::Normal),
            (AnswerForm::Text(_), Answer::Text(_)) | (AnswerForm::Names(_), Answer::Names(_)) => {
                Some(Sense::Normal)
            }
            (
                AnswerForm::States(_)
                | AnswerForm::YesNo(_)
                | AnswerForm::Number(_)
                | AnswerForm::Count(_)
                | AnswerForm::Money(_)
                | AnswerForm::Computed(_)
                | AnswerForm::Time(_)
                | AnswerForm::Code(_)
                | AnswerForm::Photo
                | AnswerForm::Text(_)
                | AnswerForm::Names(_),
                _,
            ) => None,
        }
    }

    fn in_time(self, form: &TimeForm, it: TimeOfDay) -> bool {
        let at = |moment: &Moment| self.schedule.instant(self.day, moment);
        let given = at(&Moment { base: Base::Clock(it), offset: Minutes(0) });
        form.not_before.as_ref().is_none_or(|first| given >= at(first))
            && form.not_after.as_ref().is_none_or(|last| given <= at(last))
    }
}

/// Returns whether an answer would be as it should be on a store day; nothing when it is not of the
/// item's form.
pub fn sense_of(
    (schedule, day): (&Schedule, NaiveDate),
    form: &AnswerForm,
    answer: &Answer,
    compared: Option<Compared>,
) -> Option<Sense> {
    Judge { schedule, day }.sense_of(form, answer, compared)
}

/// Returns whether a computed number is as it should be.
pub(super) fn sense_of_computed(form: &ComputedForm, it: Milli) -> Sense {
    sense(within(form.min, form.max, it))
}

/// Returns why an answer of the right form is not taken, if it is not.
pub(super) fn unfit(form: &AnswerForm, answer: &Answer) -> Option<Unfit> {
    match (form, answer) {
        (AnswerForm::Money(_), Answer::Money(it)) => (!it.is_cents()).then_some(Unfit::Cents),
        (AnswerForm::Code(form), Answer::Code(code)) => {
            let CodeForm { wrong, .. } = form;
            (*wrong == WrongCode::Refuse && !form.is_right(code)).then_some(Unfit::WrongCode)
        }
        (AnswerForm::Text(form), Answer::Text(text)) => {
            let max = form.max?;
            (text.chars().count() > usize::from(max)).then_some(Unfit::LongerThan(max))
        }
        (AnswerForm::Names(form), Answer::Names(names)) => {
            let mut different: Vec<&str> = names.iter().map(|it| it.trim()).collect();
            different.sort_unstable();
            different.dedup();
            (different.len() < usize::from(form.at_least))
                .then_some(Unfit::FewerNames(form.at_least))
        }
        (_, _) => None,
    }
}

/// Returns whether an answer of this form can be known in this way.
pub(super) fn can_be_known(form: &AnswerForm, usual: Known, known: Known) -> bool {
    match (form, known) {
        (AnswerForm::Code(_), Known::Scanned | Known::TagBroken) => true,
        // What should be scanned is not taken on somebody's word.
        (AnswerForm::Code(_), Known::Seen | Known::Radio) => usual != Known::Scanned,
        (
            AnswerForm::States(_)
            | AnswerForm::YesNo(_)
            | AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Money(_)
            | AnswerForm::Computed(_)
            | AnswerForm::Time(_)
            | AnswerForm::Photo
            | AnswerForm::Text(_)
            | AnswerForm::Names(_),
            known,
        ) => matches!(known, Known::Seen | Known::Radio),
    }
}

/// Returns whether an answer is such as a condition asks for.
pub(super) fn meets(test: &Test, answer: &Answer, sense: Sense) -> bool {
    match test {
        Test::Sense(wanted) => *wanted == sense,
        Test::Is(words) => {
            let word = match answer {
                Answer::State(id) => id.as_str(),
                Answer::Yes => "yes",
                Answer::No => "no",
                Answer::NotApplicable => "not-applicable",
                Answer::Number(_)
                | Answer::Count(_)
                | Answer::Money(_)
                | Answer::Time(_)
                | Answer::Code(_)
                | Answer::Text(_)
                | Answer::Names(_)
                | Answer::Photo(_) => return false,
            };
            words.iter().any(|it| it.as_str() == word)
        }
        Test::Above(limit) => answer.number().is_some_and(|it| it > *limit),
        Test::Below(limit) => answer.number().is_some_and(|it| it < *limit),
    }
}

fn agrees(it: &Comparison, answer: &Answer, compared: Option<Compared>) -> bool {
    let (Some(value), Some(figure)) = (answer.number(), compared.and_then(Compared::figure)) else {
        // There is nothing to compare it with, and the record says so.
        return true;
    };
    let apart = value.minus(figure).map(|it| it.0.unsigned_abs());
    apart.is_some_and(|apart| apart <= it.tolerance.0.unsigned_abs())
}

fn within(min: Option<Milli>, max: Option<Milli>, it: Milli) -> bool {
    min.is_none_or(|min| it >= min) && max.is_none_or(|max| it <= max)
}

fn sense(normal: bool) -> Sense {
    if normal { Sense::Normal } else { Sense::Abnormal }
}
