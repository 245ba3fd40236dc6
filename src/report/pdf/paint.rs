//! Sheets → the bytes of a PDF/A-2b file: the only file that draws with the PDF library.
//!
//! It never reads a clock or a random number: dates and ids are given.

use std::num::NonZeroU16;

use krilla::color::{luma, rgb};
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::PdfError;
use super::face::FONT;
use super::flow::Flow;
use super::ink::{Ink, PAPER_HEIGHT, PAPER_WIDTH, Style, Weight};
use super::lines::Line;
use super::sheet::{Area, Mark, Node, Part, Role, Sheet, Structure};
use crate::report::picture::Picture;

/// The stroke of bold letters, as a part of their size.
const BOLD: f32 = 0.028;

/// Paints the sheets.
pub(super) fn paint(flow: &Flow, metadata: Metadata) -> Result<Vec<u8>, PdfError> {
    let font = Font::new(FONT.into(), 0)
        .ok_or_else(|| PdfError::Font("the PDF library does not accept it".to_owned()))?;
    let mut document = Document::new_with(settings()?);
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); flow.structure.nodes.len()];
    for sheet in &flow.sheets {
        paint_sheet(&mut document, sheet, &font, &mut leaves)?;
    }
    document.set_tag_tree(tree(&flow.structure, &leaves));
    document.set_outline(contents(flow));
    document.set_metadata(metadata);
    document.finish().map_err(|it| PdfError::Refused(format!("{it}: {it:?}")))
}

fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|it| PdfError::Refused(format!("{it:?}")))?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

fn paint_sheet(
    document: &mut Document,
    sheet: &Sheet,
    font: &Font,
    leaves: &mut [Vec<Identifier>],
) -> Result<(), PdfError> {
    let paper = PageSettings::from_wh(PAPER_WIDTH, PAPER_HEIGHT)
        .ok_or_else(|| PdfError::Refused("the paper has no size".to_owned()))?;
    let mut page = document.start_page_with(paper);
    let mut surface = page.surface();
    let mut open: Option<Part> = None;
    for mark in &sheet.marks {
        let part = match mark {
            Mark::Text { part, .. } | Mark::Boxes { part, .. } | Mark::Photo { part, .. } => *part,
        };
        if open != Some(part) {
            if open.is_some() {
                surface.end_tagged();
            }
            begin(&mut surface, part, leaves);
            open = Some(part);
        }
        match mark {
            Mark::Text { x, baseline, line, style, .. } => {
                paint_line(&mut surface, (*x, *baseline), line, *style, font);
            }
            Mark::Boxes { all, ink, .. } => paint_boxes(&mut surface, all, *ink),
            Mark::Photo { area, picture, .. } => paint_photo(&mut surface, *area, picture)?,
        }
    }
    if open.is_some() {
        surface.end_tagged();
    }
    surface.finish();
    page.finish();
    Ok(())
}

/// Begins a stretch that is one part of the structure.
fn begin(surface: &mut Surface<'_>, part: Part, leaves: &mut [Vec<Identifier>]) {
    match part {
        Part::Paper => {
            let artifact = Artifact::with_kind(ArtifactType::Layout);
            surface.start_tagged(ContentTag::Artifact(artifact));
        }
        Part::Of(Node(at)) => {
            leaves[at].push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
        }
    }
}

fn paint_line(
    surface: &mut Surface<'_>,
    (x, baseline): (f32, f32),
    line: &Line,
    style: Style,
    font: &Font,
) {
    let glyphs: Vec<KrillaGlyph> = line.shaped.glyphs[line.glyphs.clone()]
        .iter()
        .map(|it| {
            let (id, text) = (GlyphId::new(it.id), it.start..it.end);
            KrillaGlyph::new(id, it.advance, it.aside, 0.0, 0.0, text, None)
        })
        .collect();
    surface.set_fill(Some(Fill { paint: paint_of(style.ink), ..Fill::default() }));
    surface.set_stroke(match style.weight {
        Weight::Regular => None,
        Weight::Bold => {
            let width = style.size * BOLD;
            Some(Stroke { paint: paint_of(style.ink), width, ..Stroke::default() })
        }
    });
    let start = Point::from_xy(x, baseline);
    surface.draw_glyphs(start, &glyphs, font.clone(), &line.shaped.text, style.size, false);
}

fn paint_boxes(surface: &mut Surface<'_>, all: &[Area], ink: Ink) {
    let Some(path) = outline_of(all) else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: paint_of(ink), ..Fill::default() }));
    surface.draw_path(&path);
}

fn paint_photo(surface: &mut Surface<'_>, area: Area, picture: &Picture) -> Result<(), PdfError> {
    let Picture::Shown { jpeg, .. } = picture else { return Ok(()) };
    let image = Image::from_jpeg(jpeg.clone().into(), false).map_err(PdfError::Refused)?;
    let Some(size) = Size::from_wh(area.width, area.height) else { return Ok(()) };
    surface.push_transform(&Transform::from_translate(area.x, area.y));
    surface.draw_image(image, size);
    surface.pop();
    Ok(())
}

fn outline_of(all: &[Area]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for it in all {
        if let Some(rect) = Rect::from_xywh(it.x, it.y, it.width, it.height) {
            path.push_rect(rect);
        }
    }
    path.finish()
}

/// Returns what an ink is made of: greys, and one dark red that a grey printer prints dark.
fn paint_of(ink: Ink) -> Paint {
    match ink {
        Ink::Text | Ink::Rule => luma::Color::new(24).into(),
        Ink::Label => luma::Color::new(104).into(),
        Ink::Hair => luma::Color::new(206).into(),
        Ink::Ground => luma::Color::new(244).into(),
        Ink::Paper => luma::Color::white().into(),
        Ink::Alarm => rgb::Color::new(158, 27, 30).into(),
        Ink::AlarmGround => rgb::Color::new(250, 238, 236).into(),
    }
}

fn contents(flow: &Flow) -> Outline {
    let mut outline = Outline::new();
    for (name, sheet, y) in &flow.contents {
        let place = XyzDestination::new(*sheet, Point::from_xy(0.0, *y));
        outline.push_child(OutlineNode::new(name.clone(), place));
    }
    outline
}

/// Returns the tree that is read aloud.
fn tree(structure: &Structure, leaves: &[Vec<Identifier>]) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = structure
        .nodes
        .iter()
        .zip(leaves)
        .map(|((role, _), leaves)| {
            let mut group = TagGroup::new(tag_of(role));
            for leaf in leaves {
                group.push(*leaf);
            }
            Some(group)
        })
        .collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (at, (_, within)) in structure.nodes.iter().enumerate() {
        if let Some(Node(within)) = within {
            children[*within].push(at);
        }
    }
    // A node stands after the one that it is in, so that from the end all children are ready.
    for at in (0..groups.len()).rev() {
        for child in &children[at] {
            let child = groups[*child].take();
            if let (Some(group), Some(child)) = (groups[at].as_mut(), child) {
                group.push(child);
            }
        }
    }
    let mut tree = TagTree::new();
    if let Some(whole) = groups.first_mut().and_then(Option::take) {
        tree.push(whole);
    }
    tree
}

fn tag_of(role: &Role) -> TagKind {
    let heading = |level: u16, name: &str| {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        Tag::Hn(level, Some(name.to_owned())).into()
    };
    match role {
        Role::Whole => Tag::Part.into(),
        Role::Title(name) => heading(1, name),
        Role::Section => Tag::Section.into(),
        Role::Heading(name) => heading(2, name),
        Role::Paragraph => Tag::P.into(),
        Role::Caption(name) => heading(3, name),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Picture(says) => Tag::Figure(Some(says.clone())).into(),
    }
}
