//! Finds what a line of a script speaks of: the repetition that is open, the answer that the item
//! takes, the entry behind a label.
//!
//! It decides nothing; a wrong word goes on to the engine, which refuses it with advice.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::Place;
use crate::engine::agenda::{Agenda, OccurrenceView, QuestionState, Status};
use crate::engine::command::{Answer, Question};
use crate::schedule::{
    AnswerForm, Base, FloorId, ItemId, Milli, Minutes, Moment, OccurrenceId, Schedule, StateId,
    TimeOfDay,
};

/// Returns the occurrence that a line means: the number it names, else the one that is open, else
/// the next, else the last.
pub(super) fn occurrence(agenda: &Agenda, place: &Place) -> OccurrenceId {
    let number = place.number.unwrap_or_else(|| {
        let when = agenda.schedule.step(&place.step).map(|it| &it.when);
        // A step with a time for each floor is told by the floor.
        let there = |it: &&OccurrenceView| {
            let floor = when.and_then(|when| when.floor(it.id.number));
            floor.is_none() || place.floor.is_none() || floor == place.floor.as_ref()
        };
        let of_step = |it: &&OccurrenceView| it.id.step == place.step;
        let all = || agenda.occurrences.iter().filter(of_step).filter(there);
        let open = all().find(|it| matches!(it.status, Status::Due | Status::Overdue));
        let next = || all().find(|it| matches!(it.status, Status::NotYet));
        open.or_else(next).or_else(|| all().next_back()).map_or(1, |it| it.id.number)
    });
    OccurrenceId { day: agenda.day, step: place.step.clone(), number }
}

/// Returns the question that a line means; in a sweep the floor that is open stands in for a
/// missing one.
pub(super) fn question(agenda: &Agenda, place: &Place) -> Question {
    let occurrence = occurrence(agenda, place);
    let item = place.item.clone().unwrap_or_else(|| ItemId::new(""));
    let step = agenda.schedule.step(&occurrence.step);
    let by_area = step.is_some_and(|it| it.kind.is_by_area());
    let open = || agenda.occurrence(&occurrence).and_then(|it| open_floor(it, &item));
    let floor = if by_area { place.floor.clone().or_else(open) } else { None };
    Question { occurrence, item, floor }
}

fn open_floor(view: &OccurrenceView, item: &ItemId) -> Option<FloorId> {
    let mut open = view.questions.iter().filter(|it| it.question.item == *item);
    let first = open.find(|it| matches!(it.state, QuestionState::Open | QuestionState::Optional));
    first.and_then(|it| it.question.floor.clone())
}

/// Returns the form of the answers to a question, if the schedule asks it.
pub(super) fn form<'a>(schedule: &'a Schedule, question: &Question) -> Option<&'a AnswerForm> {
    schedule.step(&question.occurrence.step)?.item(&question.item).map(|it| &it.form)
}

/// Returns the answer that a JSON value gives to an item, or nothing where it fits no answer.
pub(super) fn answer(schedule: &Schedule, question: &Question, value: &Value) -> Option<Answer> {
    let form = form(schedule, question);
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(names) => {
            let names = names.iter().map(|it| it.as_str().map(str::to_owned));
            return names.collect::<Option<Vec<_>>>().map(Answer::Names);
        }
        Value::Null | Value::Object(_) => return None,
    };
    Some(match form {
        Some(AnswerForm::YesNo(_)) => match text.as_str() {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            "not-applicable" => Answer::NotApplicable,
            _ => return None,
        },
        Some(AnswerForm::Number(_)) => Answer::Number(text.parse::<Milli>().ok()?),
        Some(AnswerForm::Count(_)) => Answer::Count(text.parse().ok()?),
        Some(AnswerForm::Money(_)) => Answer::Money(text.parse::<Milli>().ok()?),
        // A photo is a file, which is taken in before it comes to this.
        Some(AnswerForm::Computed(_) | AnswerForm::Photo) => return None,
        Some(AnswerForm::Time(_)) => Answer::Time(time_of_day(&text)?),
        Some(AnswerForm::Code(_)) => Answer::Code(text),
        Some(AnswerForm::Text(_)) => Answer::Text(text),
        Some(AnswerForm::Names(_)) => Answer::Names(vec![text]),
        Some(AnswerForm::States(_)) | None => Answer::State(StateId::new(&text)),
    })
}

fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let (hour, minute) = text.split_once(':')?;
    TimeOfDay::new(hour.parse().ok()?, minute.parse().ok()?)
}

/// Returns the instant at so many minutes after a store day's midnight.
pub(super) fn instant(schedule: &Schedule, day: NaiveDate, minutes: i32) -> DateTime<Utc> {
    let starts = i32::from(schedule.day_starts.minutes());
    let offset = Minutes(minutes - starts - 24 * 60);
    schedule.instant(day, &Moment { base: Base::DayEnd, offset })
}
