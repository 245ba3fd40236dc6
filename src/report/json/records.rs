//! What only the filed forms say in JSON: patrols, diary, floor logs, what the sweep looked at.
//!
//! Each stands only in the kind that it belongs to; everything else is as in every report.

use serde::Serialize;

use super::form::{ComparedForm, QuestionName, StepForm};
use super::people_form::SignatureForm;
use super::{fill, given, people};
use crate::clean;
use crate::engine::agenda::{OccurrenceView, QuestionState, QuestionView, Was};
use crate::report::layout::{HEADINGS, Heading, Told};
use crate::report::select::{
    is_lock, is_of_floor_log, is_of_sweep, is_patrol, questions, views_of,
};
use crate::report::{Kind, Report};
use crate::schedule::{FloorId, Sense, StepKind};
use crate::words;

/// What the kind of the report adds.
#[derive(Default, Serialize)]
pub(super) struct RecordForms {
    /// `fire-patrol`: every patrol of the period, by due time.
    #[serde(skip_serializing_if = "Option::is_none")]
    patrols: Option<Vec<PatrolForm>>,
    /// `diary`: its four headings, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    diary: Option<Vec<HeadingForm>>,
    /// `floor-log`: every floor from the top down.
    #[serde(skip_serializing_if = "Option::is_none")]
    floor_logs: Option<Vec<FloorLogForm>>,
    /// `floor-log`: what is written for the whole store, yesterday's sales among it.
    #[serde(skip_serializing_if = "Option::is_none")]
    whole_store: Option<Vec<LookedAtForm>>,
    /// `sweep`: everything that was looked at, floor by floor, then the locks.
    #[serde(skip_serializing_if = "Option::is_none")]
    looked_at: Option<Vec<LookedAtForm>>,
}

/// A patrol.
#[derive(Serialize)]
struct PatrolForm {
    #[serde(flatten)]
    step: StepForm,
    /// The floors of a patrol that goes floor by floor; none means the whole store.
    floors: Vec<String>,
    looked_at: Vec<LookedAtForm>,
    signatures: Vec<SignatureForm>,
}

/// A heading of the diary.
#[derive(Serialize)]
struct HeadingForm {
    /// `staff`, `sales-floor`, `back-of-house` or `abnormal`.
    heading: &'static str,
    clause: &'static str,
    written: Vec<LookedAtForm>,
    /// The numbers of the findings that stand under it.
    findings: Vec<u64>,
}

/// The log of a floor.
#[derive(Serialize)]
struct FloorLogForm {
    /// None: the findings that name no floor.
    floor: Option<String>,
    name: Option<String>,
    /// The numbers of the findings of the period.
    findings: Vec<u64>,
    /// The numbers of those that are still open, of whatever day.
    open: Vec<u64>,
}

/// A question with its answer, whether it was answered or not.
#[derive(Serialize)]
struct LookedAtForm {
    #[serde(flatten)]
    question: QuestionName,
    /// `answered`, `open`, `optional`, `not-needed`, `skipped` or `deferred`.
    state: &'static str,
    /// Whether it is about shutting a way out.
    lock: bool,
    entry: Option<u64>,
    at: Option<String>,
    answer: Option<String>,
    normal: Option<bool>,
    /// `seen` or `radio`.
    known: Option<&'static str>,
    compared: Option<ComparedForm>,
    note: Option<String>,
    /// Why it was skipped or deferred, or not needed.
    reason: Option<String>,
    officer: Option<String>,
    /// The answers that were corrected, oldest first.
    was: Vec<String>,
}

/// Fills in what the kind of a report adds.
pub(super) fn fill_in(told: Told<'_>) -> RecordForms {
    let none = RecordForms::default();
    let report = told.report;
    match report.kind {
        Kind::Day | Kind::Handover => none,
        Kind::FirePatrol => RecordForms { patrols: Some(patrols(told)), ..none },
        Kind::Diary => {
            let diary = HEADINGS.into_iter().map(|it| heading(it, told)).collect();
            RecordForms { diary: Some(diary), ..none }
        }
        Kind::FloorLog => RecordForms {
            floor_logs: Some(floor_logs(told)),
            whole_store: Some(asked(questions(report, is_of_floor_log), told)),
            ..none
        },
        Kind::Sweep => RecordForms { looked_at: Some(swept(told)), ..none },
    }
}

fn patrols(told: Told<'_>) -> Vec<PatrolForm> {
    let patrol = |view: &&OccurrenceView| PatrolForm {
        step: fill::step(view, told),
        floors: match told.schedule.step(&view.id.step).map(|it| &it.kind) {
            Some(StepKind::Sweep(floors)) => {
                floors.iter().map(|it| clean::line(it.as_str())).collect()
            }
            Some(StepKind::Checklist | StepKind::Areas(_) | StepKind::Meal(_)) | None => Vec::new(),
        },
        looked_at: asked(own(view), told),
        signatures: people::signatures_of(view, told),
    };
    views_of(told.report, is_patrol).iter().map(patrol).collect()
}

// What was put off to here is told where it was first asked.
fn own(view: &OccurrenceView) -> Vec<&QuestionView> {
    view.questions.iter().filter(|it| it.question.occurrence == view.id).collect()
}

fn heading(it: Heading, told: Told<'_>) -> HeadingForm {
    let ours = told.report.findings.iter().filter(|one| Heading::of(one.kind) == it);
    HeadingForm {
        heading: it.word(),
        clause: it.clause(),
        written: asked(questions(told.report, |clauses| it.takes(clauses)), told),
        findings: ours.map(|it| it.number.0).collect(),
    }
}

fn floor_logs(told: Told<'_>) -> Vec<FloorLogForm> {
    let floors = told.schedule.floors.iter().map(|it| Some(&it.id)).chain([None]);
    floors.map(|it| floor_log(it, told)).collect()
}

fn floor_log(id: Option<&FloorId>, told: Told<'_>) -> FloorLogForm {
    let report: &Report = told.report;
    let found = report.findings.iter().filter(|it| it.floor.as_ref() == id);
    let open = report.agenda.findings.iter().filter(|it| it.floor.as_ref() == id);
    FloorLogForm {
        floor: id.map(|it| clean::line(it.as_str())),
        name: id.map(|it| clean::line(told.schedule.floor_name(it, told.lang))),
        findings: found.map(|it| it.number.0).collect(),
        open: open.map(|it| it.number.0).collect(),
    }
}

fn swept(told: Told<'_>) -> Vec<LookedAtForm> {
    let views = views_of(told.report, is_of_sweep);
    asked(views.into_iter().flat_map(own).collect(), told)
}

fn asked(all: Vec<&QuestionView>, told: Told<'_>) -> Vec<LookedAtForm> {
    all.into_iter().map(|it| looked_at(it, told)).collect()
}

fn looked_at(it: &QuestionView, told: Told<'_>) -> LookedAtForm {
    let item = told.item(&it.question);
    let mut form = LookedAtForm {
        question: fill::asked(&it.question, told),
        state: "open",
        lock: item.is_some_and(is_lock),
        entry: None,
        at: None,
        answer: None,
        normal: None,
        known: None,
        compared: None,
        note: None,
        reason: None,
        officer: None,
        was: Vec::new(),
    };
    match &it.state {
        QuestionState::Open => {}
        QuestionState::Optional => form.state = "optional",
        QuestionState::NotNeeded { why, .. } => {
            let why = words::unneeded(why, told.schedule, told.lang);
            (form.state, form.reason) = ("not-needed", Some(clean::line(&why)));
        }
        QuestionState::Awaits => form.state = "awaits",
        QuestionState::Skipped { reason } => {
            (form.state, form.reason) = ("skipped", Some(clean::line(reason)));
        }
        QuestionState::Deferred { reason, .. } => {
            (form.state, form.reason) = ("deferred", Some(clean::line(reason)));
        }
        QuestionState::Answered(answer) => {
            let said = |it| clean::line(&words::answer(it, item, told.lang));
            form.state = "answered";
            form.entry = Some(answer.entry.0);
            form.at = Some(fill::at(answer.happened, told));
            form.answer = Some(said(&answer.answer));
            form.normal = Some(answer.sense == Sense::Normal);
            form.known = Some(given::known(answer, item));
            form.compared = given::compared(answer);
            form.note = answer.note.as_deref().map(clean::line);
            form.officer = Some(clean::line(answer.officer.as_str()));
            let before = answer.corrected.iter().filter_map(|it| match &it.was {
                Was::Answer(before) => Some(said(before)),
                Was::Finding { .. } => None,
            });
            form.was = before.collect();
        }
    }
    form
}
