//! Answers that are typed, and the reason why a gate is held.
//!
//! It never takes a text for a number: what does not fit is said at once.

use super::when;
use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::command::{Answer, Answered, Question};
use crate::schedule::{AnswerForm, Item, Known, Lang, Milli, Sense};
use crate::tui::choices;
use crate::tui::desk::Desk;

/// Returns the form of an answer that is typed, holding what was typed already.
pub(crate) fn open(
    desk: &Desk,
    question: &Question,
    item: &Item,
    known: Option<Known>,
    begun: &str,
) -> Form {
    let lang = desk.lang;
    let mut rows = vec![value_row(&item.form, begun, lang)];
    if item.gate {
        let hint = lang.of("不正常时必填", "required if not normal");
        rows.push(Row::text(Slot::Reason, lang.of("原因", "Reason"), "", hint));
    } else {
        let hint = lang.of("可不填", "optional");
        rows.push(Row::text(Slot::Remark, lang.of("备注", "Note"), "", hint));
    }
    let form = item.form.clone();
    let purpose = Purpose::Answer { question: question.clone(), form, known };
    Form::new(purpose, item.ask.get(lang), limits(&item.form, lang), rows)
}

/// Returns the row into which an answer of a form is typed.
pub(super) fn value_row(form: &AnswerForm, begun: &str, lang: Lang) -> Row {
    let (label, hint) = match form {
        AnswerForm::Number(it) => (lang.of("数值", "Number"), it.unit.get(lang)),
        AnswerForm::Count(it) => (lang.of("数目", "Count"), it.unit.get(lang)),
        AnswerForm::Names => (lang.of("姓名", "Names"), names_hint(lang)),
        AnswerForm::Text | AnswerForm::States(_) | AnswerForm::YesNo(_) => {
            (lang.of("内容", "Answer"), "")
        }
    };
    Row::text(Slot::Value, label, begun, hint)
}

fn names_hint(lang: Lang) -> &'static str {
    lang.of("用顿号或逗号隔开；没有就直接回车", "separated by commas; none: just Enter")
}

/// Returns the limits within which a number is normal, in words.
fn limits(form: &AnswerForm, lang: Lang) -> String {
    let (unit, min, max) = match form {
        AnswerForm::Number(it) => {
            (&it.unit, it.min.map(|it| it.to_string()), it.max.map(|it| it.to_string()))
        }
        AnswerForm::Count(it) => (&it.unit, None, it.normal_max.map(|it| it.to_string())),
        AnswerForm::States(_) | AnswerForm::YesNo(_) | AnswerForm::Text | AnswerForm::Names => {
            return String::new();
        }
    };
    let range = match (min, max) {
        (Some(min), Some(max)) => lang.of(format!("{min} 至 {max}"), format!("{min} to {max}")),
        (Some(min), None) => lang.of(format!("不低于 {min}"), format!("{min} or more")),
        (None, Some(max)) => lang.of(format!("不超过 {max}"), format!("at most {max}")),
        (None, None) => {
            return lang.of(format!("单位：{}", unit.get(lang)), format!("In {}", unit.get(lang)));
        }
    };
    lang.of(
        format!("正常：{range} {}", unit.get(lang)),
        format!("Normal: {range} {}", unit.get(lang)),
    )
}

/// Returns what was typed as an answer of a form, or how it should be written.
pub(super) fn read(form: &AnswerForm, text: &str, desk: &Desk) -> Result<Answer, String> {
    let lang = desk.lang;
    match form {
        AnswerForm::Number(_) => {
            text.replace('。', ".").parse::<Milli>().map(Answer::Number).map_err(|_| {
                lang.of("请填数字，最多三位小数，例如 21.5。", "Type a number such as 21.5.")
                    .to_owned()
            })
        }
        AnswerForm::Count(_) => when::count(text, desk).map(Answer::Count),
        AnswerForm::Names => Ok(Answer::Names(names(text))),
        AnswerForm::Text | AnswerForm::States(_) | AnswerForm::YesNo(_) => match text {
            "" => Err(lang.of("请写几个字。", "Write a few words.").to_owned()),
            text => Ok(Answer::Text(text.to_owned())),
        },
    }
}

fn names(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';']).map(str::trim);
    parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Returns the answer that was typed.
pub(super) fn action(
    form: &Form,
    desk: &Desk,
    question: &Question,
    answers: &AnswerForm,
    known: Option<Known>,
) -> Result<Action, String> {
    let answer = read(answers, form.typed(Slot::Value), desk)?;
    let asks_reason = form.rows.iter().any(|it| it.slot == Slot::Reason);
    let note = match choices::sense(answers, &answer) {
        Sense::Abnormal if asks_reason => Some(form.required(Slot::Reason, desk)?),
        Sense::Abnormal | Sense::Normal => {
            form.optional(Slot::Reason).or_else(|| form.optional(Slot::Remark))
        }
    };
    Ok(Action::Answer(Answered { question: question.clone(), answer, known, note }))
}

/// Returns the form that asks why a gate is held.
pub(crate) fn open_reason(desk: &Desk, item: &Item, answered: Answered, name: &str) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::Reason, lang.of("原因", "Reason"), "", "")];
    let about = format!("{}  {name}", item.ask.get(lang));
    let title = lang.of("条件不满足，后面的先停住", "Held: what follows waits");
    Form::new(Purpose::GateReason(answered), title, about, rows)
}

/// Returns the answer with the reason why it holds the gate.
pub(super) fn with_reason(form: &Form, desk: &Desk, held: &Answered) -> Result<Action, String> {
    let note = Some(form.required(Slot::Reason, desk)?);
    Ok(Action::Answer(Answered { note, ..held.clone() }))
}
