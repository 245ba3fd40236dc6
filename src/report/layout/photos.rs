//! The photos of the findings and answers that a report tells of, each with the words it belongs
//! to.
//!
//! It never leaves a photo out that is lost: that it is lost is said in its place.

use std::sync::Arc;

use super::Told;
use crate::engine::agenda::{AnswerView, FindingView, QuestionState};
use crate::engine::command::{Answer, Question};
use crate::engine::photo::{Photo, PhotoKind};
use crate::report::page::{Block, Section, Shot, Tone};
use crate::report::picture::Picture;
use crate::report::select::{fire_findings, is_of_sweep, is_patrol, views, views_of};
use crate::report::{Kind, Report};
use crate::words;

/// So many characters stand under a photo or in a box; the whole stands in the table.
const WORDS_MAX: usize = 48;

/// Returns the photos that a report shows.
pub(super) fn of(report: &Report) -> Vec<&Photo> {
    let answered = answers(report).into_iter().map(|(_, _, photo)| photo);
    findings(report).into_iter().flat_map(|it| &it.photos).chain(answered).collect()
}

/// Returns the photos that were asked for, in the order of the steps.
fn answers(report: &Report) -> Vec<(&Question, &AnswerView, &Photo)> {
    let views = match report.kind {
        Kind::Day | Kind::Handover => views(report),
        Kind::FirePatrol => views_of(report, is_patrol),
        Kind::Sweep => views_of(report, is_of_sweep),
        Kind::Diary | Kind::FloorLog => Vec::new(),
    };
    let asked = views
        .into_iter()
        .flat_map(|view| view.questions.iter().filter(|it| it.question.occurrence == view.id));
    let taken = asked.filter_map(|it| match &it.state {
        QuestionState::Answered(view) => match &view.answer {
            Answer::Photo(photo) => Some((&it.question, view, photo)),
            Answer::State(_)
            | Answer::Yes
            | Answer::No
            | Answer::NotApplicable
            | Answer::Number(_)
            | Answer::Count(_)
            | Answer::Money(_)
            | Answer::Time(_)
            | Answer::Code(_)
            | Answer::Text(_)
            | Answer::Names(_) => None,
        },
        QuestionState::Open
        | QuestionState::Awaits
        | QuestionState::Optional
        | QuestionState::NotNeeded { .. }
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => None,
    });
    taken.collect()
}

/// Returns the findings that a report tells of, by number, each once.
fn findings(report: &Report) -> Vec<&FindingView> {
    let mut all: Vec<&FindingView> = match report.kind {
        Kind::Day | Kind::Handover | Kind::Diary => {
            report.findings.iter().chain(&report.still_open.findings).collect()
        }
        Kind::FirePatrol => fire_findings(report),
        Kind::FloorLog => report.findings.iter().chain(&report.agenda.findings).collect(),
        Kind::Sweep => Vec::new(),
    };
    all.sort_by_key(|it| it.number);
    all.dedup_by_key(|it| it.number);
    all
}

/// Returns the photos with their findings; nothing where there are none.
pub(super) fn section(told: Told<'_>) -> Option<Section> {
    let found = findings(told.report).into_iter().flat_map(|it| shots(it, told));
    let asked = answers(told.report).into_iter().map(|(question, view, photo)| {
        let (number, asked) = (words::seq(view.entry), told.asked(question));
        shot(format!("{number}  {asked} {}", told.at(view.happened)), photo, told)
    });
    let shots: Vec<Shot> = found.chain(asked).collect();
    if shots.is_empty() {
        return None;
    }
    let lost = shots.iter().any(|it| matches!(*it.picture, Picture::Lost(_)));
    let title = format!("{} {}", told.text("照片", "Photos"), shots.len());
    Some(Section { title, tone: Tone::alarm_if(lost), blocks: vec![Block::Photos(shots)] })
}

fn shots<'a>(it: &'a FindingView, told: Told<'a>) -> impl Iterator<Item = Shot> + 'a {
    let count = it.photos.len();
    (1..).zip(&it.photos).map(move |(number, photo)| {
        let place = words::floor(it.floor.as_ref(), it.place.as_deref(), told.schedule, told.lang);
        let what = cut(&it.what);
        let part = if count > 1 { format!(" ({number}/{count})") } else { String::new() };
        let gap = if place.is_empty() { "" } else { " " };
        shot(format!("{}{part}  {place}{gap}{what}", words::seq(it.number)), photo, told)
    })
}

fn shot(name: String, photo: &Photo, told: Told<'_>) -> Shot {
    let picture = told.report.pictures.of(photo);
    Shot { name, about: about(photo, &picture, told), file: photo.place(), picture }
}

fn about(it: &Photo, picture: &Arc<Picture>, told: Told<'_>) -> String {
    let kind = match it.kind {
        PhotoKind::Jpeg => "JPEG",
        PhotoKind::Png => "PNG",
    };
    let (width, height, size) = (it.width, it.height, it.bytes.div_ceil(1 << 10));
    let short = it.sha256.get(..16).unwrap_or_default();
    let said = format!("{kind} {width}×{height}, {size} KiB, {short}");
    match **picture {
        Picture::Shown { .. } => said,
        Picture::Lost(why) => {
            let why = words::lost(why, told.lang);
            told.lang.of(format!("{said}；{why}"), format!("{said}; {why}"))
        }
    }
}

/// Returns the beginning of a text that stands in full elsewhere.
pub(super) fn cut(text: &str) -> String {
    match text.chars().count() > WORDS_MAX {
        true => text.chars().take(WORDS_MAX).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
