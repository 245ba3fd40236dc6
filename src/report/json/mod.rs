//! A report as JSON in the documented form.
//!
//! It never lets out what it has not cleaned: every string goes through `clean::line`.

mod areas;
mod event;
mod fill;
mod flow;
mod form;
mod given;
mod handover;
mod lists;
mod notice;
mod people;
mod people_form;
mod records;

use form::{PreviousForm, ReportForm};
use serde::Serialize;

use super::layout::{Told, number, word};
use super::{Origin, Paper, Period, Report};
use crate::clean;
use crate::schedule::Lang;

/// The name and number of the form.
const FORM: &str = "zhiban-report/1";

/// Returns a paper as JSON, indented, with a line end.
pub(super) fn render(paper: Paper<'_>, lang: Lang) -> String {
    match paper {
        Paper::Report(it) => written(&report_form(it, lang)),
        Paper::Month(it) => written(&lists::month(it, lang)),
        // The same data: a timetable is the empty forms without room to write.
        Paper::Blank(it) | Paper::Timetable(it) => written(&lists::blank(it, lang)),
        Paper::Log(it) => written(&lists::log(it, lang)),
    }
}

fn written(form: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(form)
        .expect("a form of strings and numbers has no key that JSON refuses");
    text.push('\n');
    text
}

fn report_form(report: &Report, lang: Lang) -> ReportForm {
    let told = Told::new(report, lang);
    let each = |it: &_| fill::step(it, told);
    ReportForm {
        form: FORM,
        kind: word(report.kind),
        lang: lang.of("zh", "en"),
        store: clean::line(&told.store()),
        day: report.agenda.day.to_string(),
        shift: match &report.period {
            Period::Shift(id) => Some(clean::line(id.as_str())),
            Period::Handover(lines) => Some(clean::line(lines.shift.as_str())),
            Period::Day | Period::After(_) => None,
        },
        from: fill::at(report.from, told),
        cutoff: fill::at(report.cutoff, told),
        officers: report.officers.iter().map(|it| clean::line(it.as_str())).collect(),
        schedule: clean::line(report.agenda.schedule.revision.as_str()),
        number: clean::line(&number(report)),
        first: report.first.map(|it| it.0),
        count: report.count,
        head: report.head.map(|it| it.0),
        head_hash: report.head_hash.as_deref().map(clean::line),
        previous: report
            .previous
            .as_ref()
            .map(|it| PreviousForm { entry: it.entry.0, sha256: clean::line(&it.sha256) }),
        rehearsal: report.origin == Origin::Rehearsal,
        not_done: report.not_done.iter().map(|it| fill::not_done(it, told)).collect(),
        still_open: fill::still_open(told),
        gates: report.gates.iter().map(|it| fill::gate(it, told)).collect(),
        gaps: report.gaps.iter().map(|it| fill::gap(it, told)).collect(),
        rounds: report.rounds.iter().map(|it| fill::rounds(it, told)).collect(),
        meals: report.meals.iter().map(|it| fill::meal(it, told)).collect(),
        sweep: report.floors.iter().map(|it| fill::floor(it, told)).collect(),
        areas: areas::fill_in(told),
        findings: report.findings.iter().map(|it| fill::finding(it, told)).collect(),
        answers: report.answers.iter().map(|it| fill::answer(it, told)).collect(),
        steps: report.steps.iter().map(each).collect(),
        events: report.events.iter().map(|it| event::event(it, told)).collect(),
        notes: report.notes.iter().map(|it| fill::note(it, told)).collect(),
        corrections: report.corrections.iter().map(|it| fill::correction(it, told)).collect(),
        late: report.late.iter().map(|it| fill::late(it, told)).collect(),
        notices: report.notices.iter().map(|it| notice::notice(it, told)).collect(),
        signatures: report.signatures.iter().map(|it| people::signature(it, told)).collect(),
        posts: report.posts.iter().map(|it| flow::post(it, told)).collect(),
        not_needed: report.not_needed.iter().map(|it| flow::not_needed(it, told)).collect(),
        returns: report.returns.iter().map(|it| people::returned(it, told)).collect(),
        stand_ins: report.stand_ins.iter().map(|it| people::stand_in(it, told)).collect(),
        entries: handover::entries(told),
        handover: handover::fill_in(told),
        shift_end: handover::owed(told),
        incidents: handover::incidents(told),
        of_kind: records::fill_in(told),
    }
}
