//! The head of the first sheet: what it is, of which store and day, and the two numbers that
//! must be known before anything else is read.
//!
//! It never leaves a value out: what is too long for its place gets more of it.

use std::sync::Arc;

use fast_qr::{ECL, QRBuilder};

use super::flow::Flow;
use super::ink::{FIGURE, FIGURE_NAME, GUTTER, Ink, LABEL, MARGIN, STORE, TITLE, VALUE, WIDTH};
use super::lines::Paragraph;
use super::sheet::{Area, Mark, Part, Role, Structure};
use crate::report::page::{Figure, Page, Tone};
use crate::report::picture::Picture;

/// The side of the code, with nothing around it.
const CODE: f32 = 58.0;
/// The greatest width of the store's sign.
const SIGN_WIDTH: f32 = 150.0;
/// The greatest height of the store's sign.
const SIGN_HEIGHT: f32 = 30.0;
/// How many values stand beside each other.
const PLACES: usize = 3;
/// How high a box with a number is, at least.
const BOX: f32 = 50.0;
/// How wide the bar of a box is.
const BAR: f32 = 4.0;
/// The space around a number.
const AROUND: f32 = 15.0;

/// A value of the head.
pub(super) struct Fact<'a> {
    /// What it is.
    pub(super) name: &'a str,
    /// What it says.
    pub(super) value: &'a str,
}

/// The end of the journal as a code.
pub(super) struct Anchor {
    /// What the code says.
    pub(super) says: String,
    /// What stands under it.
    pub(super) name: &'static str,
}

/// Sets the head of the report.
pub(super) fn set(flow: &mut Flow, page: &Page, facts: &[Fact<'_>], anchor: Option<&Anchor>) {
    let top = flow.y;
    let y = sign(flow, page);
    let text_width = if anchor.is_some() { WIDTH - CODE - 2.0 * GUTTER } else { WIDTH };
    let store = flow.lines(&page.store, STORE, text_width);
    let part = sentence(flow);
    let y = flow.print_all(MARGIN, y, store, STORE, part);
    let title = flow.lines(&page.title, TITLE, text_width);
    let part = Part::Of(flow.node(Role::Title(page.title.clone()), Structure::WHOLE));
    let y = flow.print_all(MARGIN, y + 1.0, title, TITLE, part);
    let code = anchor.and_then(|it| code(flow, it, MARGIN + WIDTH - CODE, top));
    flow.y = y.max(code.unwrap_or(y)) + 8.0;
    flow.fill(Area { x: MARGIN, y: flow.y, width: WIDTH, height: 1.4 }, Ink::Rule);
    flow.y += 11.0;
    set_facts(flow, facts);
    flow.y += 4.0;
    set_figures(flow, &page.figures);
}

/// Sets the store's sign, and returns where it ends.
fn sign(flow: &mut Flow, page: &Page) -> f32 {
    let Some(picture) = &page.logo else { return flow.y };
    let Picture::Shown { width, height, .. } = **picture else { return flow.y };
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (SIGN_WIDTH / width).min(SIGN_HEIGHT / height);
    let area = Area { x: MARGIN, y: flow.y, width: width * scale, height: height * scale };
    let part = Part::Of(flow.node(Role::Picture(page.store.clone()), Structure::WHOLE));
    flow.mark(Mark::Photo { area, picture: Arc::clone(picture), part });
    flow.y + area.height + 6.0
}

/// Sets the head of the journal as a code, and returns where it ends; none where it does not fit.
fn code(flow: &mut Flow, anchor: &Anchor, x: f32, y: f32) -> Option<f32> {
    let code = QRBuilder::new(anchor.says.as_str()).ecl(ECL::M).build().ok()?;
    let dot = CODE / code.size as f32;
    let mut all = Vec::new();
    for row in 0..code.size {
        let cells = &code[row];
        let mut column = 0;
        while column < code.size {
            let run = cells[column..code.size].iter().take_while(|it| it.value()).count();
            if run > 0 {
                let (x, y) = (x + column as f32 * dot, y + row as f32 * dot);
                all.push(Area { x, y, width: run as f32 * dot, height: dot });
            }
            column += run + 1;
        }
    }
    let picture = flow.node(Role::Picture(anchor.says.clone()), Structure::WHOLE);
    flow.mark(Mark::Boxes { all, ink: Ink::Text, part: Part::Of(picture) });
    let part = sentence(flow);
    let end = y + CODE + 2.0;
    for line in flow.lines(anchor.name, LABEL, WIDTH) {
        let x = x + CODE - line.width * LABEL.size;
        flow.print(x, end, line, LABEL, part);
    }
    Some(end + LABEL.leading)
}

/// Sets names over values, three beside each other; a long value takes two places or three.
fn set_facts(flow: &mut Flow, facts: &[Fact<'_>]) {
    let place = (WIDTH + GUTTER) / PLACES as f32;
    let mut taken = 0;
    let mut end = flow.y;
    for it in facts {
        let value = flow.paragraph(it.value);
        let natural = value.natural() * VALUE.size + GUTTER;
        let places = ((natural / place).ceil() as usize).clamp(1, PLACES);
        if taken + places > PLACES {
            flow.y = end;
            taken = 0;
        }
        if taken == 0 && flow.turn_unless(LABEL.leading + VALUE.leading) {
            end = flow.y;
        }
        let x = MARGIN + taken as f32 * place;
        let width = place * places as f32 - GUTTER;
        let name = flow.lines(it.name, LABEL, width);
        let part = sentence(flow);
        let y = flow.print_all(x, flow.y, name, LABEL, part);
        let part = sentence(flow);
        let y = flow.print_all(x, y, value.lines(width / VALUE.size), VALUE, part);
        end = if taken == 0 { y + 6.0 } else { end.max(y + 6.0) };
        taken += places;
    }
    flow.y = end;
}

/// Sets the numbers in boxes beside each other, all of one height.
fn set_figures(flow: &mut Flow, figures: &[Figure]) {
    if figures.is_empty() {
        return;
    }
    let count = figures.len().max(1) as f32;
    let width = (WIDTH - GUTTER * (count - 1.0)) / count;
    let numbers: Vec<Paragraph> =
        figures.iter().map(|it| flow.paragraph(&it.count.to_string())).collect();
    let widest = numbers.iter().map(|it| it.natural() * FIGURE.size).fold(0.0, f32::max);
    let beside = BAR + AROUND + widest + AROUND;
    let room = width - beside - GUTTER;
    let said: Vec<_> = figures.iter().map(|it| flow.lines(&it.said, VALUE, room)).collect();
    let most = said.iter().map(Vec::len).max().unwrap_or(0) as f32;
    let height = (FIGURE_NAME.leading + most * VALUE.leading + 18.0).max(BOX);
    flow.turn_unless(height);
    let area = Area { x: MARGIN, y: flow.y, width, height };
    for (at, ((it, number), said)) in figures.iter().zip(numbers).zip(said).enumerate() {
        let area = Area { x: MARGIN + at as f32 * (width + GUTTER), ..area };
        set_ground(flow, it.tone, area);
        let part = sentence(flow);
        let top = area.y + 8.0;
        let aside = BAR + AROUND + (widest - number.natural() * FIGURE.size) / 2.0;
        flow.print_all(area.x + aside, top, number.lines(width), FIGURE, part);
        let name = flow.lines(&it.name, FIGURE_NAME, room);
        let part = sentence(flow);
        let y = flow.print_all(area.x + beside, top, name, FIGURE_NAME, part);
        let part = sentence(flow);
        flow.print_all(area.x + beside, y, said, VALUE, part);
    }
    flow.y += area.height;
}

fn set_ground(flow: &mut Flow, tone: Tone, area: Area) {
    let (ground, bar) = match tone {
        Tone::Calm => (Ink::Ground, Ink::Label),
        Tone::Alarm => (Ink::AlarmGround, Ink::Alarm),
    };
    flow.fill(area, ground);
    flow.fill(Area { width: BAR, ..area }, bar);
}

/// Returns a part of its own: what it says is read aloud apart from what stands beside it.
fn sentence(flow: &mut Flow) -> Part {
    Part::Of(flow.node(Role::Paragraph, Structure::WHOLE))
}
