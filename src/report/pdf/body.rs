//! The sections, the lines to sign on, and what stands on the edges of every sheet.
//!
//! It never parts a section's name from what follows it, nor one signature from the other.

use super::flow::Flow;
use super::ink::{
    BODY, BOTTOM, CAPTION, COLUMN, GUTTER, HEADING, Ink, MARGIN, PAPER_HEIGHT, RUNNING, Style, TOP,
    WIDTH, Weight,
};
use super::photos;
use super::sheet::{Area, Mark, Node, Part, Role, Structure};
use super::table::Measured;
use crate::report::page::{Block, Page, Section, Tone};
use crate::schedule::Lang;

/// The space between two blocks of a section.
const BETWEEN: f32 = 10.0;
/// So much of a table is kept with its name: a short one as a whole.
const KEPT: f32 = 120.0;
/// The height to write a name in.
const TO_SIGN: f32 = 40.0;

/// A block that knows its height.
enum Ready {
    Table { caption: Option<&'static str>, table: Measured },
    Say(String),
    Photos(Vec<photos::Measured>),
}

/// Sets a section.
pub(super) fn set_section(flow: &mut Flow, section: &Section, lang: Lang) {
    let blocks: Vec<Ready> =
        section.blocks.iter().map(|it| ready(it, section, flow, lang)).collect();
    let above = flow.air.above;
    let kept: Vec<f32> = (0..blocks.len()).map(|at| kept(&blocks[at..])).collect();
    let first = kept.first().copied().unwrap_or_default();
    if !flow.turn_unless(above + HEADING.leading + 6.0 + first) {
        flow.y += above;
    }
    let node = flow.node(Role::Section, Structure::WHOLE);
    set_heading(flow, section, node, lang);
    let again = continued(&section.title, lang);
    for (at, block) in blocks.into_iter().enumerate() {
        if at > 0 {
            flow.y += BETWEEN;
            flow.turn_unless_under(kept[at], &again);
        }
        set_block(flow, block, &again, node);
    }
}

/// Names what goes on on the next sheet.
fn continued(name: &str, lang: Lang) -> String {
    lang.of(format!("{name}（续）"), format!("{name} (continued)"))
}

/// Returns the height that the first of some blocks must find: a sentence stays with what it
/// speaks of.
fn kept(blocks: &[Ready]) -> f32 {
    let says = blocks.iter().take_while(|it| matches!(it, Ready::Say(_))).count();
    let spaces = says.min(blocks.len().saturating_sub(1)) as f32 * BETWEEN;
    let height: f32 = blocks.iter().take(says + 1).map(beginning).sum();
    (height + spaces).min((BOTTOM - TOP) / 2.0)
}

fn ready(block: &Block, section: &Section, flow: &mut Flow, lang: Lang) -> Ready {
    let table = match block {
        Block::Say(text) => return Ready::Say(text.clone()),
        Block::Table(table) => table,
        Block::Photos(all) => return Ready::Photos(photos::measured(all, flow)),
    };
    let name = match table.title {
        Some(title) => format!("{} · {title}", section.title),
        None => section.title.clone(),
    };
    let again = continued(&name, lang);
    Ready::Table { caption: table.title, table: Measured::new(table, &again, flow) }
}

fn beginning(block: &Ready) -> f32 {
    match block {
        Ready::Say(_) => BODY.leading,
        Ready::Photos(all) => photos::beginning(all),
        Ready::Table { caption, table } => {
            let caption = if caption.is_some() { CAPTION.leading + 3.0 } else { 0.0 };
            caption + table.beginning(KEPT)
        }
    }
}

fn set_heading(flow: &mut Flow, section: &Section, node: Node, lang: Lang) {
    let at = (section.title.clone(), flow.sheets.len() - 1, flow.y);
    flow.contents.push(at);
    let part = Part::Of(flow.node(Role::Heading(section.title.clone()), node));
    let word = match section.tone {
        Tone::Calm => None,
        Tone::Alarm => Some(lang.of("注意", "ATTENTION")),
    };
    let top = flow.y;
    let lines = flow.lines(&section.title, HEADING, WIDTH * 0.7);
    let width = lines.last().map_or(0.0, |it| it.width * HEADING.size);
    let y = flow.print_all(MARGIN, top, lines, HEADING, part);
    if let Some(word) = word {
        set_word(flow, word, MARGIN + width + 9.0, y - HEADING.leading, part);
    }
    flow.y = y + 5.0;
}

/// Sets a word on a dark ground.
fn set_word(flow: &mut Flow, word: &str, x: f32, y: f32, part: Part) {
    let style = COLUMN.inked(Ink::Paper).weighing(Weight::Bold);
    let lines = flow.lines(word, style, WIDTH);
    let width = lines.first().map_or(0.0, |it| it.width * style.size) + 10.0;
    flow.fill(Area { x, y: y + 3.2, width, height: 12.6 }, Ink::Alarm);
    flow.print_all(x + 5.0, y + 4.0, lines, style, part);
}

fn set_block(flow: &mut Flow, block: Ready, again: &str, node: Node) {
    match block {
        Ready::Say(text) => set_sentence(flow, &text, BODY, node),
        Ready::Photos(all) => photos::set(flow, all, again, node),
        Ready::Table { caption, table } => {
            if let Some(caption) = caption {
                let part = Part::Of(flow.node(Role::Caption(caption.to_owned()), node));
                let lines = flow.lines(caption, CAPTION, WIDTH);
                flow.y = flow.print_all(MARGIN, flow.y, lines, CAPTION, part) + 2.0;
            }
            table.set(flow, node);
        }
    }
}

fn set_sentence(flow: &mut Flow, text: &str, style: Style, node: Node) {
    let part = Part::Of(flow.node(Role::Paragraph, node));
    for line in flow.lines(text, style, WIDTH) {
        flow.turn_unless(style.leading);
        flow.print(MARGIN, flow.y, line, style, part);
        flow.y += style.leading;
    }
}

/// Sets the lines to sign on, under what is signed: the numbers of the first sheet, and the
/// cut-off. A sheet with nothing but signatures says what they stand for.
pub(super) fn set_signing(flow: &mut Flow, page: &Page, lang: Lang) {
    let figures: Vec<String> = page
        .figures
        .iter()
        .map(|it| {
            let (name, count, said) = (&it.name, it.count, &it.said);
            match count {
                0 => format!("{name} 0"),
                _ => lang.of(format!("{name} {count}：{said}"), format!("{name} {count}: {said}")),
            }
        })
        .collect();
    let said = lang.of(figures.join("；") + "。", figures.join(". ") + ".");
    let lines = |text: &str, flow: &mut Flow| flow.lines(text, BODY, WIDTH).len() as f32;
    let foot = (lines(&said, flow) + lines(&page.foot, flow)) * BODY.leading;
    if !flow.turn_unless(26.0 + foot + TO_SIGN + 24.0) {
        flow.y += 26.0;
    }
    if !figures.is_empty() {
        set_sentence(flow, &said, BODY.weighing(Weight::Bold), Structure::WHOLE);
    }
    set_sentence(flow, &page.foot, BODY, Structure::WHOLE);
    flow.y += TO_SIGN;
    let count = page.signing.len().max(1) as f32;
    let gap = 2.0 * GUTTER;
    let width = (WIDTH - gap * (count - 1.0)) / count;
    for (at, name) in page.signing.iter().enumerate() {
        let x = MARGIN + at as f32 * (width + gap);
        flow.fill(Area { x, y: flow.y, width, height: 0.7 }, Ink::Rule);
        let part = Part::Of(flow.node(Role::Paragraph, Structure::WHOLE));
        let lines = flow.lines(name, COLUMN, width);
        flow.print_all(x, flow.y + 4.0, lines, COLUMN, part);
    }
    flow.y += 4.0 + COLUMN.leading;
}

/// Says how many characters the font lacked, where there are any.
pub(super) fn set_lacking(flow: &mut Flow, lang: Lang) {
    let count = flow.lacking;
    if count == 0 {
        return;
    }
    let places = if count == 1 { "place" } else { "places" };
    let text = lang.of(
        format!("有 {count} 处的字，字库中没有，用“〓”加编码代替；原字在记录中。"),
        format!(
            "In {count} {places} the font lacks a character: it stands as 〓 with its code, and \
             unchanged in the journal."
        ),
    );
    flow.y += 12.0;
    set_sentence(flow, &text, RUNNING, Structure::WHOLE);
}

/// What stands on the edges of every sheet.
pub(super) struct Edges {
    /// What the report is, of which store and day.
    pub(super) about: String,
    /// The number of the report.
    pub(super) number: String,
    /// The last entry that it covers.
    pub(super) last: String,
}

/// Sets what stands on the edges of every sheet; only now is their number known.
pub(super) fn set_edges(flow: &mut Flow, edges: &Edges, lang: Lang) {
    let total = flow.sheets.len();
    let Edges { about, number, last } = edges;
    for at in 0..total {
        let count = at + 1;
        let pages =
            lang.of(format!("第 {count} 页，共 {total} 页"), format!("Page {count} of {total}"));
        let foot = PAPER_HEIGHT - 40.0;
        edge_line(flow, at, Area { x: MARGIN, y: foot - 7.0, width: WIDTH, height: 0.3 });
        edge(flow, at, foot, (last, number, &pages));
        if at > 0 {
            edge(flow, at, 44.0, (about, "", number));
            edge_line(flow, at, Area { x: MARGIN, y: 58.0, width: WIDTH, height: 0.3 });
        }
    }
}

fn edge_line(flow: &mut Flow, sheet: usize, area: Area) {
    let mark = Mark::Boxes { all: vec![area], ink: Ink::Hair, part: Part::Paper };
    flow.sheets[sheet].marks.push(mark);
}

/// Sets three words on one line: left, in the middle, and right.
fn edge(flow: &mut Flow, sheet: usize, y: f32, (left, middle, right): (&str, &str, &str)) {
    let baseline = y + RUNNING.baseline();
    for (text, share) in [(left, 0.0), (middle, 0.5), (right, 1.0)] {
        let room = WIDTH * 0.46;
        let Some(line) = flow.lines(text, RUNNING, room).into_iter().next() else { continue };
        let x = MARGIN + (WIDTH - line.width * RUNNING.size) * share;
        let part = Part::Paper;
        flow.sheets[sheet].marks.push(Mark::Text { x, baseline, line, style: RUNNING, part });
    }
}
