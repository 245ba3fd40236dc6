//! The photos of the findings that a report tells of, each with the words it belongs to.
//!
//! It never leaves a photo out that is lost: that it is lost is said in its place.

use std::sync::Arc;

use super::Told;
use crate::engine::agenda::FindingView;
use crate::engine::photo::{Photo, PhotoKind};
use crate::report::page::{Block, Section, Shot, Tone};
use crate::report::picture::Picture;
use crate::report::select::fire_findings;
use crate::report::{Kind, Report};
use crate::words;

/// So many characters of a finding stand under its photo; the whole stands in the table.
const WORDS_MAX: usize = 48;

/// Returns the findings that a report tells of, by number, each once.
pub(super) fn findings(report: &Report) -> Vec<&FindingView> {
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
    let shots: Vec<Shot> =
        findings(told.report).into_iter().flat_map(|it| shots(it, told)).collect();
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
        let picture = told.report.pictures.of(photo);
        Shot {
            name: format!("{}{part}  {place}{gap}{what}", words::seq(it.number)),
            about: about(photo, &picture, told),
            file: photo.place(),
            picture,
        }
    })
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

fn cut(text: &str) -> String {
    match text.chars().count() > WORDS_MAX {
        true => text.chars().take(WORDS_MAX).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
