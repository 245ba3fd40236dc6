//! The one typeface: text → glyphs with their advances, and what the typeface lacks.
//!
//! It never looks for a font on the machine, so that a report looks the same on all of them.

use std::collections::BTreeSet;

use harfrust::{
    BufferFlags, Direction, Feature, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData,
    Tag, UnicodeBuffer, script,
};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use super::PdfError;
use crate::clean;

/// The embedded font.
pub(super) static FONT: &[u8] = include_bytes!("../../../assets/fonts/zhiban-sans.otf");

/// What stands before the code of a character that the font lacks.
const STAND_IN: char = '〓';

/// The space between a Chinese letter and a Latin one, in ems: seen, and still too small to be
/// taken for a space when the text is copied.
const BETWEEN_SCRIPTS: f32 = 0.08;

/// The embedded typeface, ready to shape.
pub(super) struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
    plan: ShapePlan,
    units_per_em: f32,
}

/// A glyph of a shaped text; lengths in ems.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub(super) id: u32,
    /// The first byte of the text that it stands for.
    pub(super) start: usize,
    /// The byte after the last one that it stands for.
    pub(super) end: usize,
    /// How far the pen moves.
    pub(super) advance: f32,
    /// How far aside it is drawn.
    pub(super) aside: f32,
}

/// A text with its glyphs, on one endless line.
#[derive(Debug)]
pub(super) struct Shaped {
    /// What is read and copied.
    pub(super) text: String,
    /// What is drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// How many characters had to be replaced by their code.
    pub(super) lacking: usize,
}

impl Face {
    /// Opens the embedded font.
    pub(super) fn open() -> Result<Self, PdfError> {
        let font = FontRef::new(FONT).map_err(|it| PdfError::Font(it.to_string()))?;
        let shaper = ShaperData::new(&font);
        let plan = ShapePlan::new(
            &shaper.shaper(&font).build(),
            Direction::LeftToRight,
            Some(script::HAN),
            None,
            &[],
        );
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em);
        Ok(Self { font, shaper, plan, units_per_em })
    }

    /// Cleans a text and returns its glyphs.
    pub(super) fn shape(&self, text: &str) -> Shaped {
        let text = clean::line(text);
        let buffer = self.glyphs(&text);
        if buffer.glyph_infos().iter().all(|it| it.glyph_id != 0) {
            return self.shaped(text, &buffer, 0);
        }
        let (text, lacking) = self.printable(&text, &buffer);
        let buffer = self.glyphs(&text);
        self.shaped(text, &buffer, lacking)
    }

    fn shaped(&self, text: String, buffer: &GlyphBuffer, lacking: usize) -> Shaped {
        let em = self.units_per_em;
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(buffer.len());
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let start = info.cluster as usize;
            if let Some(last) = glyphs.iter_mut().rev().find(|it| it.start < start) {
                last.end = start;
            }
            glyphs.push(Glyph {
                id: info.glyph_id,
                start,
                end: text.len(),
                advance: position.x_advance as f32 / em,
                aside: position.x_offset as f32 / em,
            });
        }
        join_clusters(&mut glyphs);
        space_scripts(&text, &mut glyphs);
        Shaped { text, glyphs, lacking }
    }

    /// Returns the text with nothing in it that the font lacks, and how much that was.
    fn printable(&self, text: &str, buffer: &GlyphBuffer) -> (String, usize) {
        let lacking = buffer.glyph_infos().iter().filter(|it| it.glyph_id == 0);
        let lacking: BTreeSet<usize> = lacking.map(|it| it.cluster as usize).collect();
        let starts: BTreeSet<usize> =
            buffer.glyph_infos().iter().map(|it| it.cluster as usize).collect();
        let charmap = self.font.charmap();
        let mut count = 0;
        let mut printable = String::with_capacity(text.len() * 2);
        let mut codes: Vec<String> = Vec::new();
        for (at, it) in text.char_indices() {
            // A letter that the font has only together with its accent is drawn as one.
            let cluster = starts.range(..=at).next_back();
            let drawn = cluster.is_some_and(|it| !lacking.contains(it));
            if drawn || charmap.map(it).is_some() {
                close_codes(&mut codes, &mut printable);
                printable.push(it);
            } else if !is_selector(it) {
                count += 1;
                codes.push(format!("U+{:04X}", u32::from(it)));
            }
        }
        close_codes(&mut codes, &mut printable);
        (printable, count)
    }

    fn glyphs(&self, text: &str) -> GlyphBuffer {
        let shaper = self.shaper.shaper(&self.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::HAN);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let narrow = narrow_quotes(text);
        if narrow.is_empty() {
            return shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)));
        }
        shaper.shape(buffer, ShapeOptions::new().features(&narrow))
    }
}

fn close_codes(codes: &mut Vec<String>, printable: &mut String) {
    if !codes.is_empty() {
        printable.push_str(&format!("{STAND_IN}({})", codes.join(" ")));
        codes.clear();
    }
}

// A selector only chooses between two looks of the character before it.
fn is_selector(it: char) -> bool {
    matches!(it, '\u{FE00}'..='\u{FE0F}')
}

/// Gives all glyphs of a cluster the text of the cluster.
fn join_clusters(glyphs: &mut [Glyph]) {
    for at in (1..glyphs.len()).rev() {
        if glyphs[at - 1].start == glyphs[at].start {
            glyphs[at - 1].end = glyphs[at].end;
        }
    }
}

/// Returns the features that make quotation marks narrow where they stand among Latin letters: the
/// same characters are as wide as a Chinese letter among Chinese.
fn narrow_quotes(text: &str) -> Vec<Feature> {
    if !text.contains(['“', '”', '‘', '’']) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let chinese = |at: Option<usize>| {
        let near = at.and_then(|it| letters.get(it));
        near.is_some_and(|(_, it)| is_han(*it) || is_wide_mark(*it))
    };
    let quotes = letters.iter().enumerate().filter(|(_, (_, it))| "“”‘’".contains(*it));
    let narrow = quotes.filter(|(at, _)| !chinese(at.checked_sub(1)) && !chinese(Some(at + 1)));
    let bytes = narrow.map(|(_, (from, it))| *from..from + it.len_utf8());
    bytes.map(|it| Feature::new(Tag::new(b"pwid"), 1, it)).collect()
}

fn is_wide_mark(it: char) -> bool {
    matches!(it, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}')
}

/// Returns whether a full-width mark has its right half empty.
pub(super) fn closes(it: char) -> bool {
    "、。，．；：）】》〉」』〕］｝".contains(it)
}

/// Parts Chinese from Latin letters and digits by a sliver.
fn space_scripts(text: &str, glyphs: &mut [Glyph]) {
    for at in 1..glyphs.len() {
        let left = text.get(..glyphs[at].start).and_then(|it| it.chars().next_back());
        let right = text.get(glyphs[at].start..).and_then(|it| it.chars().next());
        let (Some(left), Some(right)) = (left, right) else { continue };
        if (is_han(left) && right.is_ascii_alphanumeric())
            || (left.is_ascii_alphanumeric() && is_han(right))
        {
            glyphs[at - 1].advance += BETWEEN_SCRIPTS;
        }
    }
}

/// Returns whether a character is a Chinese letter.
pub(super) fn is_han(it: char) -> bool {
    matches!(it, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
