//! The JSON that the commands print: documented, stable, and the same in both languages.
//!
//! Keys are only ever added. Times are RFC 3339 on the store's clock; words are ids of the schedule.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::condition::ConditionForm;
use crate::cli::{KINDS, SEVERITIES};
use crate::engine::agenda::FindingView;
use crate::engine::command::{FindingKind, Severity};
use crate::schedule::{
    Against, AnswerForm, AreaList, AreaSource, Clause, Item, Known, Lang, Must, Part, Schedule,
    Sense, SignRule, Step, StepKind, Text, Weight,
};

/// A text in both languages.
#[derive(Debug, Serialize)]
pub(super) struct TextForm {
    /// Chinese.
    pub(super) zh: String,
    /// English.
    pub(super) en: String,
}

impl TextForm {
    /// Returns the form of a text.
    pub(super) fn new(text: &Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }

    /// Returns the form of a text that reads the same in both languages.
    pub(super) fn same(text: &str) -> Self {
        Self { zh: text.to_owned(), en: text.to_owned() }
    }

    /// Returns the form of a text that is worded in each language.
    pub(super) fn in_both(word: impl Fn(Lang) -> String) -> Self {
        Self { zh: word(Lang::Zh), en: word(Lang::En) }
    }
}

/// A step with its items: `schedule show --json`.
#[derive(Debug, Serialize)]
pub(super) struct StepForm {
    step: String,
    phase: String,
    title: TextForm,
    role: String,
    weight: &'static str,
    clauses: Vec<String>,
    after: Vec<String>,
    only_if: Option<ConditionForm>,
    either: Option<String>,
    sign: Vec<String>,
    sign_rule: &'static str,
    sign_need: usize,
    floors: Vec<String>,
    areas: Option<&'static str>,
    batches: usize,
    items: Vec<ItemForm>,
}

#[derive(Debug, Serialize)]
struct ItemForm {
    item: String,
    ask: TextForm,
    clauses: Vec<String>,
    gate: bool,
    /// `own`, `post`, `go` or `who`.
    turn: &'static str,
    optional: bool,
    only_if: Option<ConditionForm>,
    either: Option<String>,
    known: &'static str,
    form: &'static str,
    unit: Option<TextForm>,
    against: Option<String>,
    formula: Option<String>,
    answers: Vec<AnswerForms>,
}

#[derive(Debug, Serialize)]
struct AnswerForms {
    answer: String,
    name: TextForm,
    normal: bool,
}

impl StepForm {
    /// Returns the form of a step.
    pub(super) fn new(step: &Step) -> Self {
        let (floors, batches) = match &step.kind {
            StepKind::Checklist => (Vec::new(), 0),
            StepKind::Sweep(floors) => (floors.iter().map(ToString::to_string).collect(), 0),
            StepKind::Areas(AreaList { source: AreaSource::Fixed(areas), .. }) => {
                (areas.iter().map(ToString::to_string).collect(), 0)
            }
            StepKind::Areas(AreaList { source: AreaSource::Today, .. }) => (Vec::new(), 0),
            StepKind::Meal(batches) => (Vec::new(), batches.len()),
        };
        Self {
            step: step.id.to_string(),
            phase: step.phase.to_string(),
            title: TextForm::new(&step.title),
            role: step.role.to_string(),
            weight: weight(step.weight),
            clauses: step.clauses.iter().map(Clause::to_string).collect(),
            after: step.after.iter().map(ToString::to_string).collect(),
            only_if: step.only_if.as_ref().map(ConditionForm::new),
            either: step.either.as_ref().map(ToString::to_string),
            sign: step.sign.roles.iter().map(ToString::to_string).collect(),
            sign_rule: match step.sign.rule {
                SignRule::Each => "each",
                SignRule::InOrder => "in-order",
                SignRule::Some(_) => "some",
            },
            sign_need: step.sign.need(),
            floors,
            areas: match &step.kind {
                StepKind::Areas(AreaList { source: AreaSource::Fixed(_), .. }) => Some("fixed"),
                StepKind::Areas(AreaList { source: AreaSource::Today, .. }) => Some("today"),
                StepKind::Checklist | StepKind::Sweep(_) | StepKind::Meal(_) => None,
            },
            batches,
            items: step.items.iter().map(item).collect(),
        }
    }
}

fn item(item: &Item) -> ItemForm {
    let (form, answers) = match &item.form {
        AnswerForm::States(states) => {
            let states = states.iter().map(|it| AnswerForms {
                answer: it.id.to_string(),
                name: TextForm::new(&it.name),
                normal: it.sense == Sense::Normal,
            });
            ("states", states.collect())
        }
        AnswerForm::YesNo(_) => ("yes-no", Vec::new()),
        AnswerForm::Number(_) => ("number", Vec::new()),
        AnswerForm::Count(_) => ("count", Vec::new()),
        AnswerForm::Money(_) => ("money", Vec::new()),
        AnswerForm::Computed(_) => ("computed", Vec::new()),
        AnswerForm::Time(_) => ("time", Vec::new()),
        AnswerForm::Code(_) => ("code", Vec::new()),
        AnswerForm::Photo => ("photo", Vec::new()),
        AnswerForm::Text(_) => ("text", Vec::new()),
        AnswerForm::Names(_) => ("names", Vec::new()),
    };
    ItemForm {
        item: item.id.to_string(),
        ask: TextForm::new(&item.ask),
        clauses: item.clauses.iter().map(Clause::to_string).collect(),
        gate: item.gate,
        turn: match item.turn {
            Part::Own => "own",
            Part::Post => "post",
            Part::Go => "go",
            Part::Who => "who",
        },
        optional: item.must == Must::Optional,
        only_if: item.only_if.as_ref().map(ConditionForm::new),
        either: item.either.as_ref().map(ToString::to_string),
        known: known(item.known),
        form,
        unit: item.form.unit().map(TextForm::new),
        against: item.form.comparison().map(|it| match &it.against {
            Against::Previous => "previous".to_owned(),
            Against::Item(id) => id.to_string(),
            Against::Figure(figure) => figure.to_string(),
        }),
        formula: match &item.form {
            AnswerForm::Computed(it) => Some(it.formula.written(ToString::to_string)),
            AnswerForm::States(_)
            | AnswerForm::YesNo(_)
            | AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Money(_)
            | AnswerForm::Time(_)
            | AnswerForm::Code(_)
            | AnswerForm::Photo
            | AnswerForm::Text(_)
            | AnswerForm::Names(_) => None,
        },
        answers,
    }
}

/// Where a clause is asked: `schedule clauses --json`.
#[derive(Debug, Serialize)]
pub(super) struct ClauseForm {
    clause: String,
    step: String,
    item: Option<String>,
    /// The role day that the step belongs to; none for the store's own.
    role_day: Option<String>,
}

impl ClauseForm {
    /// Returns every clause of a schedule, once for each place.
    pub(super) fn all(schedule: &Schedule, role_day: Option<&str>) -> Vec<Self> {
        let mut all = Vec::new();
        for (clause, uses) in schedule.clauses() {
            all.extend(uses.into_iter().map(|it| Self {
                clause: clause.to_string(),
                step: it.step.to_string(),
                item: it.item.map(|it| it.to_string()),
                role_day: role_day.map(str::to_owned),
            }));
        }
        all
    }
}

/// A fault of a schedule: `schedule check --json`.
#[derive(Debug, Serialize)]
pub(super) struct FaultForm {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// The file, if one is at fault.
    pub(super) file: Option<String>,
    /// The line, from 1.
    pub(super) line: Option<usize>,
    /// The column in characters, from 1.
    pub(super) column: Option<usize>,
    /// What is wrong.
    pub(super) title: TextForm,
    /// What to look at in the marked piece.
    pub(super) label: Option<TextForm>,
    /// What to do.
    pub(super) help: Option<TextForm>,
    /// Where the other half of a conflict stands.
    pub(super) note: Option<NoteForm>,
    /// The words of the language that may stand there instead.
    pub(super) instead: Vec<&'static str>,
}

/// The other half of a conflict in a schedule.
#[derive(Debug, Serialize)]
pub(super) struct NoteForm {
    /// The file.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// What it is.
    pub(super) text: TextForm,
}

/// A finding as it stands: in `status --json`.
#[derive(Debug, Serialize)]
pub(super) struct FindingForm {
    number: u64,
    what: String,
    floor: Option<String>,
    place: Option<String>,
    kind: &'static str,
    severity: &'static str,
    owner: Option<String>,
    due: Option<String>,
    overdue: bool,
    /// The hashes of its photos; the files are `photos/ab/abcd….jpg` in the data folder.
    photos: Vec<String>,
}

impl FindingForm {
    /// Returns the form of a finding.
    pub(super) fn new(it: &FindingView) -> Self {
        Self {
            number: it.number.0,
            what: it.what.clone(),
            floor: it.floor.as_ref().map(ToString::to_string),
            place: it.place.clone(),
            kind: kind(it.kind),
            severity: severity(it.severity),
            owner: it.follow_up.owner.clone(),
            due: it.follow_up.due.map(|it| it.to_string()),
            overdue: it.overdue,
            photos: it.photos.iter().map(|it| it.sha256.clone()).collect(),
        }
    }
}

/// Returns an instant on the store's clock.
pub(super) fn time(at: DateTime<Utc>, schedule: &Schedule) -> String {
    at.with_timezone(&schedule.zone).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns the word of a severity.
pub(super) fn severity(it: Severity) -> &'static str {
    SEVERITIES.iter().find(|(_, one)| *one == it).map_or("minor", |(word, _)| word)
}

/// Returns the word of a kind of finding.
pub(super) fn kind(it: FindingKind) -> &'static str {
    KINDS.iter().find(|(_, one)| *one == it).map_or("other", |(word, _)| word)
}

pub(super) fn weight(it: Weight) -> &'static str {
    match it {
        Weight::LifeSafety => "life-safety",
        Weight::Legal => "legal",
        Weight::Routine => "routine",
    }
}

fn known(it: Known) -> &'static str {
    match it {
        Known::Seen => "seen",
        Known::Radio => "radio",
        Known::Scanned => "scanned",
        Known::TagBroken => "tag-broken",
    }
}
