//! Corrections: what was really found, or that an entry was a mistake. Both stand for ever.
//!
//! It never corrects without a reason.

use super::finding::{KINDS, SEVERITIES, floor, floor_row, kinds, severities};
use super::{Form, Purpose, Row, Slot, answer as typed_answer, pin, when};
use crate::engine::command::{Answer, Corrected, Correction, FindingKind, Proof, Severity};
use crate::engine::officer::Meaning;
use crate::engine::{Action, Seq};
use crate::schedule::{AnswerForm, FloorId, Item};
use crate::tui::choices::{choices, is_typed};
use crate::tui::desk::Desk;
use crate::words;

/// Returns the form that corrects an answer.
pub(crate) fn open_answer(desk: &Desk, entry: Seq, item: &Item, was: &Answer) -> Form {
    let lang = desk.lang;
    let value = if is_typed(&item.form) {
        typed_answer::value_row(&item.form, "", lang)
    } else {
        let choices = choices(&item.form, lang);
        let now = choices.iter().position(|it| it.answer == *was).unwrap_or(0);
        let names = choices.into_iter().map(|it| it.name).collect();
        Row::choice(Slot::Value, lang.of("实际是", "Really"), names, now)
    };
    let remark = Row::text(Slot::Remark, lang.of("备注", "Note"), "", optional(desk));
    let was = words::answer(was, Some(item), lang);
    let about = format!("#{}  {}  {was}", entry.0, item.ask.get(lang));
    let purpose = Purpose::CorrectAnswer { entry, form: item.form.clone() };
    form(desk, purpose, about, vec![value, remark, reason(desk)])
}

/// What a finding says of itself, as far as it can be corrected.
pub(crate) struct Words<'a> {
    /// Its number.
    pub(crate) number: Seq,
    /// What was found.
    pub(crate) what: &'a str,
    /// On which floor.
    pub(crate) floor: Option<&'a FloorId>,
    /// What kind.
    pub(crate) kind: FindingKind,
    /// How bad.
    pub(crate) severity: Severity,
}

/// Returns the form that corrects a finding.
pub(crate) fn open_finding(desk: &Desk, it: &Words) -> Form {
    let lang = desk.lang;
    let floors_known = &desk.agenda.schedule.floors;
    let at = floors_known.iter().position(|floor| Some(&floor.id) == it.floor);
    let kind = KINDS.iter().position(|kind| *kind == it.kind).unwrap_or(0);
    let severity = SEVERITIES.iter().position(|severity| *severity == it.severity).unwrap_or(0);
    let rows = vec![
        Row::text(Slot::What, lang.of("发现什么", "What"), it.what, ""),
        floor_row(desk, at),
        Row::choice(Slot::Kind, lang.of("类别", "Kind"), kinds(desk), kind),
        Row::choice(Slot::Severity, lang.of("轻重", "Severity"), severities(desk), severity),
        reason(desk),
    ];
    let about = format!("#{}  {}", it.number.0, it.what);
    form(desk, Purpose::Amend(it.number), about, rows)
}

/// Returns the form that corrects a note.
pub(crate) fn open_note(desk: &Desk, entry: Seq, was: &str) -> Form {
    let row = Row::text(Slot::Value, desk.lang.of("应为", "Should say"), was, "");
    let about = format!("#{}", entry.0);
    form(desk, Purpose::CorrectNote(entry), about, vec![row, reason(desk)])
}

/// Returns the form that corrects the count of a meal batch.
pub(crate) fn open_count(desk: &Desk, entry: Seq, was: u32) -> Form {
    let label = desk.lang.of("实际人数", "Really");
    let row = Row::offer(Slot::Value, label, &was.to_string(), "");
    let about = format!("#{}", entry.0);
    form(desk, Purpose::CorrectCount(entry), about, vec![row, reason(desk)])
}

/// Returns a form that forks: another value, or taken back.
fn form(desk: &Desk, purpose: Purpose, about: String, rows: Vec<Row>) -> Form {
    let lang = desk.lang;
    let ways = lang.of(["改成别的", "撤回（记错了）"], ["change it", "take it back"]);
    let way = Row::choice(Slot::Way, lang.of("怎么改", "How"), ways.map(str::to_owned).to_vec(), 0);
    let title = lang.of("更正（原记录保留）", "Correct (the old entry stays)");
    let signed = |rows: Vec<Row>| {
        rows.into_iter().chain(pin::row_of_officer(desk, Some(Meaning::Corrected))).collect()
    };
    let tails = vec![signed(rows), signed(vec![reason(desk)])];
    Form::new(purpose, title, about, vec![way]).forking(tails)
}

fn reason(desk: &Desk) -> Row {
    Row::text(Slot::Reason, desk.lang.of("更正原因", "Why"), "", "")
}

fn optional(desk: &Desk) -> &'static str {
    desk.lang.of("可不填", "optional")
}

/// Returns the correction of an answer.
pub(super) fn answer(
    form: &Form,
    desk: &Desk,
    entry: Seq,
    answers: &AnswerForm,
) -> Result<Action, String> {
    let value = || {
        if is_typed(answers) {
            return typed_answer::read(answers, form.typed(Slot::Value), desk);
        }
        let choice = choices(answers, desk.lang).into_iter().nth(form.chosen(Slot::Value));
        choice.map(|it| it.answer).ok_or_else(String::new)
    };
    corrected(form, desk, entry, || {
        Ok(Correction::Answer { answer: value()?, note: form.optional(Slot::Remark) })
    })
}

/// Returns the correction of a finding.
pub(super) fn amend(form: &Form, desk: &Desk, entry: Seq) -> Result<Action, String> {
    corrected(form, desk, entry, || {
        Ok(Correction::Finding {
            what: Some(form.required(Slot::What, desk)?),
            floor: floor(form, desk),
            kind: KINDS.get(form.chosen(Slot::Kind)).copied(),
            severity: SEVERITIES.get(form.chosen(Slot::Severity)).copied(),
        })
    })
}

/// Returns the correction of a note.
pub(super) fn note(form: &Form, desk: &Desk, entry: Seq) -> Result<Action, String> {
    corrected(form, desk, entry, || Ok(Correction::Note(form.required(Slot::Value, desk)?)))
}

/// Returns the correction of a count.
pub(super) fn count(form: &Form, desk: &Desk, entry: Seq) -> Result<Action, String> {
    corrected(form, desk, entry, || {
        Ok(Correction::Count(when::count(form.typed(Slot::Value), desk)?))
    })
}

fn corrected(
    form: &Form,
    desk: &Desk,
    entry: Seq,
    value: impl FnOnce() -> Result<Correction, String>,
) -> Result<Action, String> {
    let correction = if form.chosen(Slot::Way) == 0 { value()? } else { Correction::Withdrawn };
    let reason = form.required(Slot::Reason, desk)?;
    let proof = Proof::of(form.credentials(desk)?.map(|(number, _)| number));
    Ok(Action::Correct(Corrected { entry, reason, correction, proof }))
}
