//! Photos on a sheet: two beside each other, each with its words under it.
//!
//! It never makes a photo larger than it is, never bends it, and never parts it from its words.

use std::sync::Arc;

use super::flow::Flow;
use super::ink::{CELL, GUTTER, Ink, LABEL, MARGIN, Style, WIDTH, Weight};
use super::lines::Line;
use super::sheet::{Area, Mark, Node, Part, Role};
use crate::report::page::Shot;
use crate::report::picture::Picture;

/// How many stand beside each other.
const PLACES: usize = 2;
/// The width of a place.
const PLACE: f32 = (WIDTH - GUTTER) / PLACES as f32;
/// The greatest height of a photo.
const HEIGHT_MAX: f32 = 168.0;
/// The height of the empty box where a photo is lost.
const LOST: f32 = 60.0;
/// A point for each dot of a telephone's screen would blow small pictures up.
const POINTS_A_PIXEL: f32 = 0.75;
/// Between a photo and its words.
const UNDER: f32 = 4.0;

/// A photo that knows its size.
pub(super) struct Measured {
    shot: Shot,
    width: f32,
    height: f32,
    words: Vec<(Line, Style)>,
}

/// Measures photos.
pub(super) fn measured(all: &[Shot], flow: &mut Flow) -> Vec<Measured> {
    all.iter().map(|it| measure(it, flow)).collect()
}

fn measure(shot: &Shot, flow: &mut Flow) -> Measured {
    let (width, height) = match *shot.picture {
        Picture::Shown { width, height, .. } => {
            let (width, height) = (width.max(1) as f32, height.max(1) as f32);
            let scale = (PLACE / width).min(HEIGHT_MAX / height).min(POINTS_A_PIXEL);
            (width * scale, height * scale)
        }
        Picture::Lost(_) => (PLACE, LOST),
    };
    let mut words = Vec::new();
    let name = CELL.weighing(Weight::Bold);
    for (text, style) in [(&shot.name, name), (&shot.about, LABEL)] {
        words.extend(flow.lines(text, style, PLACE).into_iter().map(|it| (it, style)));
    }
    Measured { shot: shot.clone(), width, height, words }
}

impl Measured {
    fn words_height(&self) -> f32 {
        self.words.iter().map(|(_, style)| style.leading).sum()
    }
}

/// Returns how high the first row is.
pub(super) fn beginning(all: &[Measured]) -> f32 {
    all.chunks(PLACES).next().map_or(0.0, row_height)
}

fn row_height(row: &[Measured]) -> f32 {
    let pictures = row.iter().map(|it| it.height).fold(0.0, f32::max);
    let words = row.iter().map(Measured::words_height).fold(0.0, f32::max);
    pictures + UNDER + words
}

/// Sets photos in rows; a row never stands on two sheets.
pub(super) fn set(flow: &mut Flow, all: Vec<Measured>, again: &str, within: Node) {
    for (number, row) in all.chunks(PLACES).enumerate() {
        if number > 0 {
            flow.y += 12.0;
        }
        flow.turn_unless_under(row_height(row), again);
        let pictures = row.iter().map(|it| it.height).fold(0.0, f32::max);
        for (place, it) in row.iter().enumerate() {
            let x = MARGIN + place as f32 * (PLACE + GUTTER);
            set_one(flow, it, x, pictures, within);
        }
        flow.y += row_height(row);
    }
}

fn set_one(flow: &mut Flow, it: &Measured, x: f32, pictures: f32, within: Node) {
    let area = Area { x, y: flow.y, width: it.width, height: it.height };
    match &*it.shot.picture {
        Picture::Shown { .. } => {
            let part = Part::Of(flow.node(Role::Picture(it.shot.name.clone()), within));
            flow.mark(Mark::Photo { area, picture: Arc::clone(&it.shot.picture), part });
        }
        Picture::Lost(_) => flow.fill(area, Ink::AlarmGround),
    }
    let part = Part::Of(flow.node(Role::Paragraph, within));
    let mut y = flow.y + pictures + UNDER;
    for (line, style) in &it.words {
        flow.print(x, y, line.clone(), *style, part);
        y += style.leading;
    }
}
