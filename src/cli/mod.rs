//! What was typed after `zhiban`, as typed values.
//!
//! It has no behaviour: it opens nothing, prints nothing and reads neither clock nor environment.

mod arguments;
mod complaint;
mod officer;
mod paper;
mod read;
mod schedule;
mod texts;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::engine::command::{FindingKind, Severity};
use crate::schedule::{EventId, FloorId, Lang, ShiftId, TimeOfDay};

pub use arguments::{KINDS, SEVERITIES, command};
pub use complaint::Complaint;
pub use officer::{OfficerVerb, PinSource};
pub(crate) use read::{in_calendar, time_of_day};
pub use verify::{Anchor, VerifyArgs};

/// What surrounds the program and stands in for options that were not typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The value of `ZHIBAN_SCHEDULE`.
    pub schedule: Option<OsString>,
    /// The value of `ZHIBAN_DATA`.
    pub data: Option<OsString>,
    /// The value of `ZHIBAN_PEPPER`: the file of the key for PINs.
    pub pepper: Option<OsString>,
    /// The value of `ZHIBAN_LANG`.
    pub lang: Option<OsString>,
    /// Whether `NO_COLOR` is set to anything.
    pub no_color: bool,
    /// The language of the system, such as `en-US`.
    pub locale: Option<String>,
}

/// One call of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    /// The schedule folder that was asked for.
    pub schedule: Option<PathBuf>,
    /// The data folder that was asked for.
    pub data: Option<PathBuf>,
    /// The file of the key for PINs.
    pub pepper: Option<PathBuf>,
    /// The language to speak.
    pub lang: Lang,
    /// Whether to colour.
    pub color: Color,
    /// What to do.
    pub verb: Verb,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Open the desk.
    Desk,
    /// Say how things stand.
    Status {
        /// As JSON.
        json: bool,
    },
    /// Record a finding.
    Note(NoteArgs),
    /// Register officers and set their PINs.
    Officer(OfficerVerb),
    /// Search the record.
    Log(LogArgs),
    /// Look at the schedule.
    Schedule(ScheduleArgs),
    /// Write a report.
    Report(ReportArgs),
    /// Check the journal.
    Verify(VerifyArgs),
    /// Look for trouble.
    Doctor(DoctorArgs),
    /// Practise a day on screen.
    Rehearse(RehearseArgs),
    /// Run a day from a script.
    Play(PlayArgs),
    /// Print completions for a shell.
    Completions(clap_complete::Shell),
    /// Print the manual page.
    Man,
}

/// A finding from the shell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteArgs {
    /// What was found.
    pub text: String,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// Where on the floor.
    pub place: Option<String>,
    /// The event that it is, where steps begin with it.
    pub event: Option<EventId>,
    /// How bad.
    pub severity: Severity,
    /// What kind.
    pub kind: FindingKind,
    /// When it happened, today.
    pub at: Option<TimeOfDay>,
    /// Who writes; none means whoever sits at the desk.
    pub by: Option<String>,
    /// Who told it.
    pub reported_by: Option<String>,
    /// What was done on the spot.
    pub fixed: Option<String>,
    /// Who puts it right.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<DayWord>,
    /// What protects people meanwhile.
    pub interim: Option<String>,
    /// To whom it was reported.
    pub reported_to: Option<String>,
    /// The files of its photos.
    pub photos: Vec<PathBuf>,
    /// As JSON.
    pub json: bool,
}

/// What to look for in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogArgs {
    /// Words that must all occur.
    pub words: String,
    /// Only this day.
    pub day: Option<DayWord>,
    /// Only this floor.
    pub floor: Option<FloorId>,
    /// Only this severity.
    pub severity: Option<Severity>,
    /// Only findings that are open.
    pub open: bool,
    /// In which form.
    pub form: ListForm,
    /// Into which file; none means the standard output.
    pub output: Option<PathBuf>,
}

/// The form of a printed list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListForm {
    /// For people.
    #[default]
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A day as a person says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayWord {
    /// So many days from the running store day.
    FromToday(i64),
    /// A date.
    Date(NaiveDate),
}

/// What to do with the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleArgs {
    /// What to do.
    pub verb: ScheduleVerb,
    /// As JSON.
    pub json: bool,
}

/// Which days are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanDays {
    /// One day with its steps; none means today.
    One(Option<DayWord>),
    /// What kind of day each is, from one to another.
    FromTo(DayWord, DayWord),
}

/// What to do with the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleVerb {
    /// Report every fault.
    Check,
    /// Lay days out.
    Plan {
        /// Which days.
        days: PlanDays,
    },
    /// Show a day as a timetable.
    Show(ShowArgs),
    /// Write the folder out for editing.
    Write {
        /// Where to; none means the usual folder.
        folder: Option<PathBuf>,
    },
    /// Begin a schedule by asking a few questions.
    New {
        /// Where to write it.
        folder: PathBuf,
    },
    /// List the clauses.
    Clauses,
    /// Print the JSON Schema of the language.
    Schema,
}

/// Which timetable, in which form, to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowArgs {
    /// Which day; none means today.
    pub day: Option<DayWord>,
    /// In which form.
    pub format: ReportFormat,
    /// Into which file; none means the standard output.
    pub output: Option<PathBuf>,
}

/// Which report, of what, in which form, to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportArgs {
    /// Which report.
    pub kind: ReportKind,
    /// Which day; none means today, or tomorrow for empty forms.
    pub day: Option<DayWord>,
    /// Which shift; none means the running one for a handover, all for a day.
    pub shift: Option<ShiftId>,
    /// In which form.
    pub format: ReportFormat,
    /// Into which file; none means the standard output.
    pub output: Option<PathBuf>,
    /// On which printer; the inner none means the usual one.
    pub print: Option<Option<String>>,
}

/// What is looked at for trouble.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoctorArgs {
    /// On which printer a test page is printed; the inner none means the usual one.
    pub print_test: Option<Option<String>>,
    /// As JSON.
    pub json: bool,
}

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// The whole store day.
    Day,
    /// The handover of a shift.
    Handover,
    /// The fire patrols of the day.
    FirePatrol,
    /// The duty diary.
    Diary,
    /// The duty log of each floor.
    FloorLog,
    /// The sweep after closing.
    Sweep,
    /// The month that the day is in.
    Month,
    /// The empty forms of a day; none means tomorrow.
    Blank,
}

/// Every kind of report with the word for it.
const REPORTS: [(&str, ReportKind); 8] = [
    ("handover", ReportKind::Handover),
    ("day", ReportKind::Day),
    ("fire-patrol", ReportKind::FirePatrol),
    ("diary", ReportKind::Diary),
    ("floor-log", ReportKind::FloorLog),
    ("sweep", ReportKind::Sweep),
    ("month", ReportKind::Month),
    ("blank", ReportKind::Blank),
];

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// JSON.
    Json,
    /// PDF/A for A4 paper.
    Pdf,
    /// Tables for a spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// The bytes of a receipt printer.
    Escpos,
}

/// The forms of a timetable with the word for each.
const SHOWN: [(&str, ReportFormat); 4] = [
    ("text", ReportFormat::Text),
    ("md", ReportFormat::Markdown),
    ("html", ReportFormat::Html),
    ("pdf", ReportFormat::Pdf),
];

/// Every form of a report with the word for it.
const FORMATS: [(&str, ReportFormat); 8] = [
    ("text", ReportFormat::Text),
    ("md", ReportFormat::Markdown),
    ("html", ReportFormat::Html),
    ("json", ReportFormat::Json),
    ("pdf", ReportFormat::Pdf),
    ("csv", ReportFormat::Csv),
    ("xlsx", ReportFormat::Xlsx),
    ("escpos", ReportFormat::Escpos),
];

/// A practice day on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RehearseArgs {
    /// How many times faster than the clock.
    pub speed: u32,
    /// Where it starts; none means where the store day begins.
    pub at: Option<TimeOfDay>,
    /// Which day; none means today.
    pub day: Option<DayWord>,
}

/// A practice day from a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayArgs {
    /// The script.
    pub script: PathBuf,
    /// Which day, where the script names none.
    pub day: Option<DayWord>,
    /// The report that is printed at the end, if one is.
    pub report: Option<ReportArgs>,
}

/// Returns what was asked for, or what is wrong with it; help and version come as complaints too,
/// to be printed on the standard output.
///
/// # Errors
/// The complaint carries the text to print and the exit code.
pub fn parse(words: &[OsString], around: &Surroundings) -> Result<Invocation, Complaint> {
    let lang = language(words, around);
    let command = command(lang);
    match command.clone().try_get_matches_from(words) {
        Ok(found) => read::invocation(&found, around, lang),
        Err(fault) => Err(complaint::from_clap(&fault, lang)),
    }
}

/// Returns the language to speak, before anything else is read, so that a complaint about the rest
/// is in it too: the option, then `ZHIBAN_LANG`, then the system's language; Chinese unless that
/// is clearly English.
pub fn language(words: &[OsString], around: &Surroundings) -> Lang {
    let words: Vec<&str> = words.iter().filter_map(|it| it.to_str()).collect();
    let spaced = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().find_map(|it| it.strip_prefix("--lang="));
    let env = around.lang.as_ref().and_then(|it| it.to_str());
    let asked = [spaced.or(joined), env].into_iter().flatten().find_map(|it| match it {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    });
    let system_english =
        around.locale.as_deref().is_some_and(|it| it.to_ascii_lowercase().starts_with("en"));
    asked.unwrap_or(if system_english { Lang::En } else { Lang::Zh })
}

/// Returns the words of a list of words with what they mean.
fn words_of<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
    all.iter().map(|(word, _)| *word).collect()
}
