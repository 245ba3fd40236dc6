//! Answers that are typed, and the reason why a gate is held.
//!
//! It never takes a text for a number: what does not fit is said at once.

use super::when;
use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::agenda::{OccurrenceView, QuestionState};
use crate::engine::command::{Answer, Answered, Photo, Question};
use crate::schedule::{AnswerForm, Item, Known, Lang, Milli, Moment, Part, Sense};
use crate::tui::choices;
use crate::tui::desk::Desk;
use crate::tui::theme::Ink;
use crate::words;

/// Returns the form of an answer that is typed, holding what was typed already.
pub(crate) fn open(
    desk: &Desk,
    question: &Question,
    item: &Item,
    known: Option<Known>,
    begun: &str,
) -> Form {
    let lang = desk.lang;
    let mut rows = vec![match item.turn {
        Part::Who if begun.is_empty() => who_row(desk, question, item),
        Part::Own | Part::Post | Part::Go | Part::Who => value_row(&item.form, begun, lang),
    }];
    if item.gate {
        let hint = lang.of("不正常时必填", "required if not normal");
        rows.push(Row::text(Slot::Reason, lang.of("原因", "Reason"), "", hint));
    } else {
        let hint = lang.of("可不填", "optional");
        rows.push(Row::text(Slot::Remark, lang.of("备注", "Note"), "", hint));
    }
    if item.known == Known::Scanned {
        let tags = lang.of(["好，扫的", "坏了，手输"], ["read", "broken, typed"]);
        let tags = tags.map(str::to_owned).to_vec();
        rows.push(Row::choice(Slot::Tag, lang.of("标签", "Tag"), tags, 0));
    }
    let form = item.form.clone();
    let purpose = Purpose::Answer { question: question.clone(), form, known };
    let against = desk.against(question).map(|it| {
        let said = words::against(it, Some(item), lang);
        said.unwrap_or_else(|| words::unknown(it, lang).to_owned())
    });
    let about = [Some(limits(&item.form, question, desk)), against].into_iter().flatten();
    let about: Vec<String> = about.filter(|it| !it.is_empty()).collect();
    let mut form = Form::new(purpose, item.ask.get(lang), about.join("   "), rows);
    if item.known == Known::Scanned {
        // A scanner ends with Enter, which must save at once: the code stands last, the tag above.
        form.rows.rotate_left(1);
        form.at = form.rows.len() - 1;
    }
    form
}

/// Returns the row of who takes part; it offers those who took part the time before today.
fn who_row(desk: &Desk, question: &Question, item: &Item) -> Row {
    let same = |it: &&OccurrenceView| it.id.step == question.occurrence.step;
    let all = desk.agenda.occurrences.iter().filter(same).flat_map(|it| &it.questions);
    let given = all.filter(|it| it.question.item == item.id).filter_map(|it| match &it.state {
        QuestionState::Answered(given) => Some(given),
        QuestionState::Open
        | QuestionState::Optional
        | QuestionState::NotNeeded { .. }
        | QuestionState::Awaits
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => None,
    });
    let last = given.max_by_key(|it| it.entry).map(|it| &it.answer);
    let preset = last.map_or_else(String::new, |it| words::answer(it, Some(item), desk.lang));
    let hint = names_hint(1, desk.lang);
    Row::offer(Slot::Value, desk.lang.of("姓名", "Names"), &preset, &hint)
}

/// Returns the row into which an answer of a form is typed.
pub(super) fn value_row(form: &AnswerForm, begun: &str, lang: Lang) -> Row {
    let unit = form.unit().map_or("", |it| it.get(lang)).to_owned();
    let (label, hint) = match form {
        AnswerForm::Number(_) | AnswerForm::Computed(_) => (lang.of("数值", "Number"), unit),
        AnswerForm::Count(_) => (lang.of("数目", "Count"), unit),
        AnswerForm::Money(_) => (lang.of("金额", "Amount"), unit),
        AnswerForm::Time(_) => {
            (lang.of("时间", "Time"), lang.of("1455 或 14:55", "1455 or 14:55").to_owned())
        }
        AnswerForm::Code(_) => (
            lang.of("码", "Code"),
            lang.of("扫码；标签坏了按 ↑ 注明", "scan it; broken tag: ↑").to_owned(),
        ),
        AnswerForm::Photo => (
            lang.of("照片", "Photo"),
            lang.of("文件名，JPEG 或 PNG", "file name, JPEG or PNG").to_owned(),
        ),
        AnswerForm::Names(it) => (lang.of("姓名", "Names"), names_hint(it.at_least, lang)),
        AnswerForm::Text(it) => {
            let most = it.max.map(|it| lang.of(format!("最多 {it} 字"), format!("up to {it}")));
            (lang.of("内容", "Answer"), most.unwrap_or_default())
        }
        AnswerForm::States(_) | AnswerForm::YesNo(_) => (lang.of("内容", "Answer"), String::new()),
    };
    Row::text(Slot::Value, label, begun, &hint)
}

fn names_hint(at_least: u8, lang: Lang) -> String {
    match at_least {
        0 => lang
            .of("用顿号或逗号隔开；没有就直接回车", "separated by commas; none: just Enter")
            .to_owned(),
        _ => lang.of(
            format!("至少 {at_least} 人，用顿号或逗号隔开"),
            format!("at least {at_least}, separated by commas"),
        ),
    }
}

/// Returns the limits within which an answer is normal, in words.
fn limits(form: &AnswerForm, question: &Question, desk: &Desk) -> String {
    let lang = desk.lang;
    let unit = form.unit().map_or("", |it| it.get(lang));
    let (min, max) = match form {
        AnswerForm::Number(it) => {
            (it.min.map(|it| it.to_string()), it.max.map(|it| it.to_string()))
        }
        AnswerForm::Count(it) => (None, it.normal_max.map(|it| it.to_string())),
        AnswerForm::Time(it) => {
            let day = question.occurrence.day;
            let at = |it: &Moment| desk.clock(desk.agenda.schedule.instant(day, it));
            (it.not_before.as_ref().map(at), it.not_after.as_ref().map(at))
        }
        AnswerForm::Money(_) => (None, None),
        AnswerForm::States(_)
        | AnswerForm::YesNo(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => return String::new(),
    };
    let range = match (min, max) {
        (Some(min), Some(max)) => lang.of(format!("{min} 至 {max}"), format!("{min} to {max}")),
        (Some(min), None) => lang.of(format!("不低于 {min}"), format!("{min} or more")),
        (None, Some(max)) => lang.of(format!("不超过 {max}"), format!("at most {max}")),
        (None, None) if unit.is_empty() => return String::new(),
        (None, None) => return lang.of(format!("单位：{unit}"), format!("In {unit}")),
    };
    let range = match form {
        AnswerForm::Time(_) => range
            .replace("不低于", "不早于")
            .replace("不超过", "不晚于")
            .replace("or more", "or later")
            .replace("at most", "not after"),
        AnswerForm::States(_)
        | AnswerForm::YesNo(_)
        | AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => range,
    };
    lang.of(format!("正常：{range} {unit}"), format!("Normal: {range} {unit}"))
}

/// Returns what was typed as an answer of a form, or how it should be written.
pub(super) fn read(form: &AnswerForm, text: &str, desk: &Desk) -> Result<Answer, String> {
    let lang = desk.lang;
    let say = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    match form {
        AnswerForm::Number(_) | AnswerForm::Computed(_) => {
            let number = text.replace('。', ".").parse::<Milli>().map(Answer::Number);
            number.map_err(|_| {
                say("请填数字，最多三位小数，例如 21.5。", "Type a number such as 21.5.")
            })
        }
        AnswerForm::Money(_) => {
            let plain = text.replace('。', ".").replace([',', '，'], "");
            let amount = plain.parse::<Milli>().ok().filter(|it| it.is_cents());
            amount.map(Answer::Money).ok_or_else(|| {
                say("请填金额，最多两位小数，例如 1280.50。", "Type an amount such as 1280.50.")
            })
        }
        AnswerForm::Count(_) => when::count(text, desk).map(Answer::Count),
        AnswerForm::Time(_) => when::time_of_day(text, desk).map(Answer::Time),
        AnswerForm::Code(_) => match text {
            "" => Err(say("请扫码。", "Scan the code.")),
            code => Ok(Answer::Code(code.to_owned())),
        },
        AnswerForm::Photo => match text {
            "" => Err(say("请写照片的文件名。", "Name the file of the photo.")),
            // The shell takes the file in, and puts the photo in its place.
            _ => Ok(Answer::Photo(Photo::to_come())),
        },
        AnswerForm::Names(_) => Ok(Answer::Names(names(text))),
        AnswerForm::Text(_) | AnswerForm::States(_) | AnswerForm::YesNo(_) => match text {
            "" => Err(say("请写几个字。", "Write a few words.")),
            text => Ok(Answer::Text(text.to_owned())),
        },
    }
}

/// Returns the names of a line, separated by commas.
pub(super) fn names(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';']).map(str::trim);
    parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Returns how far off what is being typed is from what it is compared with.
pub(super) fn difference(form: &Form, desk: &Desk) -> Option<(String, Ink)> {
    let Purpose::Answer { question, form: answers, .. } = &form.purpose else { return None };
    let against = desk.against(question).filter(|it| it.figure().is_some())?;
    let answer = read(answers, form.typed(Slot::Value), desk).ok()?;
    let ink = match choices::sense(desk, question, answers, &answer) {
        Sense::Normal => Ink::Good,
        Sense::Abnormal => Ink::Alarm,
    };
    Some((words::off(&answer, against, desk.item(question), desk.lang), ink))
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
    let sense = match *answers == AnswerForm::Photo {
        // It is as it should be once the shell has taken it in.
        true => Sense::Normal,
        false => choices::sense(desk, question, answers, &answer),
    };
    let note = match sense {
        Sense::Abnormal if asks_reason => Some(form.required(Slot::Reason, desk)?),
        Sense::Abnormal | Sense::Normal => {
            form.optional(Slot::Reason).or_else(|| form.optional(Slot::Remark))
        }
    };
    let broken = form.chosen(Slot::Tag) == 1;
    let known = if broken { Some(Known::TagBroken) } else { known };
    let question = question.clone();
    Ok(Action::Answer(Answered { question, answer, known, note, compared: None }))
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
