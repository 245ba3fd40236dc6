//! The documented JSON form of a report: what the file looks like, field by field.
//!
//! It never changes meaning under the same `form`: fields are added, not renamed or removed.
//! Times are RFC 3339 on the store's clock; ids are those of the schedule; names and texts come in
//! the language that was asked for; a field that does not apply is `null`.

use serde::Serialize;

use super::areas::AreaForm;
use super::handover::{EntriesForm, HandoverForm, IncidentForm, OwedForm};
use super::people_form::{NotNeededForm, PostForm, ReturnForm, SignatureForm, StandInForm};
use super::records::RecordForms;

/// The whole report.
#[derive(Serialize)]
pub(super) struct ReportForm {
    /// The name and number of this form.
    pub(super) form: &'static str,
    /// `day`, `handover`, `fire-patrol`, `diary`, `floor-log` or `sweep`.
    pub(super) kind: &'static str,
    /// `zh` or `en`.
    pub(super) lang: &'static str,
    pub(super) store: String,
    pub(super) day: String,
    /// The shift that was asked for.
    pub(super) shift: Option<String>,
    pub(super) from: String,
    pub(super) cutoff: String,
    pub(super) officers: Vec<String>,
    /// The revision of the schedule, in full.
    pub(super) schedule: String,
    /// The number of the report, as it stands on paper.
    pub(super) number: String,
    /// The first entry of the period.
    pub(super) first: Option<u64>,
    /// How many entries were written in the period.
    pub(super) count: usize,
    /// The number of the last entry that is covered.
    pub(super) head: Option<u64>,
    pub(super) head_hash: Option<String>,
    /// The report of the same kind that left the desk before.
    pub(super) previous: Option<PreviousForm>,
    /// Whether it speaks of a practised day.
    pub(super) rehearsal: bool,
    pub(super) not_done: Vec<NotDoneForm>,
    pub(super) still_open: StillOpenForm,
    pub(super) gates: Vec<GateForm>,
    pub(super) gaps: Vec<GapForm>,
    pub(super) rounds: Vec<RoundsForm>,
    pub(super) meals: Vec<MealForm>,
    pub(super) sweep: Vec<FloorForm>,
    pub(super) areas: Vec<AreaForm>,
    pub(super) findings: Vec<FindingForm>,
    pub(super) answers: Vec<AnswerForm>,
    pub(super) steps: Vec<StepForm>,
    pub(super) events: Vec<EventForm>,
    pub(super) notes: Vec<NoteForm>,
    pub(super) corrections: Vec<CorrectionForm>,
    pub(super) late: Vec<LateForm>,
    pub(super) notices: Vec<NoticeForm>,
    pub(super) signatures: Vec<SignatureForm>,
    /// The posts that reported before a word to go, and those that did not.
    pub(super) posts: Vec<PostForm>,
    /// What was not needed.
    pub(super) not_needed: Vec<NotNeededForm>,
    /// The steps that a later signer sent back.
    pub(super) returns: Vec<ReturnForm>,
    /// Those who did a step in place of another.
    pub(super) stand_ins: Vec<StandInForm>,
    /// The entries that it covers, where it lies between two lines of the record.
    pub(super) entries: Option<EntriesForm>,
    /// How the duty changed hands.
    pub(super) handover: Option<HandoverForm>,
    /// The shift that must be handed over at the cut-off.
    pub(super) shift_end: Option<OwedForm>,
    pub(super) incidents: Vec<IncidentForm>,
    /// What only this kind says.
    #[serde(flatten)]
    pub(super) of_kind: RecordForms,
}

/// A report that left the desk before.
#[derive(Serialize)]
pub(super) struct PreviousForm {
    /// The entry that says so.
    pub(super) entry: u64,
    /// Its hash.
    pub(super) sha256: String,
}

/// Which step, which repetition, and what it is called.
#[derive(Serialize)]
pub(super) struct StepName {
    pub(super) step: String,
    pub(super) number: u16,
    pub(super) title: String,
}

/// Which question, and what it asks.
#[derive(Serialize)]
pub(super) struct QuestionName {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) item: String,
    pub(super) floor: Option<String>,
    pub(super) ask: String,
}

/// Something that happened and started steps.
#[derive(Serialize)]
pub(super) struct EventForm {
    pub(super) event: String,
    pub(super) number: u16,
    pub(super) title: String,
    pub(super) entry: u64,
    pub(super) at: String,
    pub(super) officer: String,
    pub(super) note: String,
    pub(super) floor: Option<String>,
    pub(super) place: Option<String>,
    pub(super) steps: Vec<StepForm>,
}

/// Something that was not done.
#[derive(Serialize)]
pub(super) struct NotDoneForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) item: Option<String>,
    pub(super) floor: Option<String>,
    /// `overdue`, `rolled-over`, `missed`, `unknown`, `deferred` or `skipped`.
    pub(super) status: &'static str,
    pub(super) due: String,
    pub(super) finish_by: String,
    pub(super) closes: String,
    pub(super) answered: usize,
    pub(super) asked: usize,
    pub(super) reason: Option<String>,
    /// Where it was put off to.
    pub(super) to: Option<StepName>,
    /// The day on which it was due; only of what was rolled over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<String>,
}

/// What the relief takes over.
#[derive(Serialize)]
pub(super) struct StillOpenForm {
    pub(super) findings: Vec<FindingForm>,
    pub(super) gates: Vec<GateForm>,
    pub(super) meals: Vec<MealForm>,
    pub(super) floors: Vec<FloorForm>,
    pub(super) signatures: Vec<SignatureForm>,
    pub(super) due: Vec<StepForm>,
}

/// A time during which a gate was held.
#[derive(Serialize)]
pub(super) struct GateForm {
    #[serde(flatten)]
    pub(super) question: QuestionName,
    pub(super) since: String,
    pub(super) until: Option<String>,
    pub(super) minutes: i64,
    pub(super) reason: String,
}

/// The largest gap of a rule.
#[derive(Serialize)]
pub(super) struct GapForm {
    pub(super) step: String,
    pub(super) title: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) limit_minutes: i32,
    /// The two ends of the largest gap.
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) minutes: Option<i64>,
    pub(super) running: bool,
    pub(super) exceeded: bool,
}

/// A repeated step.
#[derive(Serialize)]
pub(super) struct RoundsForm {
    pub(super) step: String,
    pub(super) title: String,
    pub(super) done: usize,
    /// How many should have been done by the cut-off.
    pub(super) asked: usize,
    pub(super) ahead: usize,
    pub(super) rounds: Vec<StepForm>,
}

/// A meal batch.
#[derive(Serialize)]
pub(super) struct MealForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) batch: u8,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) left: Option<u32>,
    pub(super) left_at: Option<String>,
    pub(super) back: u32,
    pub(super) back_at: Option<String>,
    pub(super) late: u32,
    pub(super) out: u32,
}

/// A floor of the sweep.
#[derive(Serialize)]
pub(super) struct FloorForm {
    pub(super) floor: String,
    pub(super) name: String,
    /// `ahead`, `here`, `clear`, `clear-except` or `not-swept`.
    pub(super) state: &'static str,
    pub(super) at: Option<String>,
    pub(super) officer: Option<String>,
    pub(super) who: Option<String>,
    pub(super) until: Option<String>,
    pub(super) watcher: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) open_findings: usize,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingForm {
    pub(super) number: u64,
    pub(super) what: String,
    pub(super) floor: Option<String>,
    pub(super) place: Option<String>,
    /// `fire`, `security`, `equipment`, `staff`, `goods`, `customer`, `hygiene` or `other`.
    pub(super) kind: &'static str,
    /// `critical`, `major` or `minor`.
    pub(super) severity: &'static str,
    /// `on-the-spot`, `open`, `fixed`, `closed` or `withdrawn`.
    pub(super) state: &'static str,
    /// What was done, on the spot or later.
    pub(super) done: Option<String>,
    /// Why it was withdrawn.
    pub(super) reason: Option<String>,
    /// Who put it right, or looked again.
    pub(super) by: Option<String>,
    /// When that was.
    pub(super) by_at: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) due: Option<String>,
    pub(super) overdue: bool,
    pub(super) interim: Option<String>,
    pub(super) reported_to: Option<String>,
    pub(super) reported_by: Option<String>,
    pub(super) officer: String,
    pub(super) happened: String,
    pub(super) recorded: String,
    pub(super) late: bool,
    /// The entries that corrected it.
    pub(super) corrected_by: Vec<u64>,
    pub(super) photos: Vec<PhotoForm>,
}

/// A photo of a finding.
#[derive(Serialize)]
pub(super) struct PhotoForm {
    pub(super) sha256: String,
    /// `jpg` or `png`.
    pub(super) kind: &'static str,
    pub(super) bytes: u64,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Where it lies in the data folder.
    pub(super) file: String,
}

/// An answer that says more than that all is well.
#[derive(Serialize)]
pub(super) struct AnswerForm {
    #[serde(flatten)]
    pub(super) question: QuestionName,
    pub(super) entry: u64,
    pub(super) at: String,
    pub(super) answer: String,
    pub(super) normal: bool,
    /// `seen`, `radio`, `scanned`, `tag-broken`, or `computed`.
    pub(super) known: &'static str,
    pub(super) note: Option<String>,
    pub(super) officer: String,
    /// What the value is compared with, where it is.
    pub(super) compared: Option<ComparedForm>,
}

/// What a value is compared with.
#[derive(Serialize)]
pub(super) struct ComparedForm {
    /// `previous` or `figure`.
    pub(super) with: &'static str,
    /// The figure; none where it was not known.
    pub(super) figure: Option<String>,
    /// How much more the value is.
    pub(super) difference: Option<String>,
}

/// A step, planned against real.
#[derive(Serialize)]
pub(super) struct StepForm {
    #[serde(flatten)]
    pub(super) step: StepName,
    pub(super) due: String,
    pub(super) finish_by: String,
    pub(super) closes: String,
    pub(super) started: Option<String>,
    /// When everything was recorded, or when it was skipped.
    pub(super) at: Option<String>,
    /// `not-yet`, `due`, `overdue`, `missed`, `unknown`, `not-needed`, `skipped`, `deferred`,
    /// `done-early`, `done` or `done-late`.
    pub(super) status: &'static str,
    pub(super) answered: usize,
    pub(super) asked: usize,
}

/// A note.
#[derive(Serialize)]
pub(super) struct NoteForm {
    pub(super) entry: u64,
    pub(super) at: String,
    pub(super) officer: String,
    pub(super) text: String,
    /// `as-written`, `corrected` or `withdrawn`.
    pub(super) state: &'static str,
}

/// A correction with the value before.
#[derive(Serialize)]
pub(super) struct CorrectionForm {
    pub(super) entry: u64,
    pub(super) corrects: u64,
    pub(super) at: String,
    pub(super) officer: String,
    pub(super) about: Option<QuestionName>,
    pub(super) was: String,
    pub(super) now: String,
    pub(super) reason: String,
}

/// An entry that was written later than it happened.
#[derive(Serialize)]
pub(super) struct LateForm {
    pub(super) entry: u64,
    pub(super) happened: String,
    pub(super) recorded: String,
    pub(super) officer: String,
    /// The word of the fact's kind, as in the log.
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// What happened to the clock or the desk.
#[derive(Serialize)]
pub(super) struct NoticeForm {
    /// `clock-stepped`, `slept`, `desk-off` or `repinned`.
    pub(super) kind: &'static str,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    /// Which schedule gave way to which; only of `repinned`.
    #[serde(flatten)]
    pub(super) schedule: Option<RepinForm>,
}

/// One schedule that gave way to another on a running day.
#[derive(Serialize)]
pub(super) struct RepinForm {
    pub(super) before: String,
    pub(super) revision: String,
    pub(super) reason: String,
    pub(super) officer: String,
    /// The entries that have no place in the new one.
    pub(super) lost: Vec<u64>,
}
