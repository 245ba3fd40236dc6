//! A shaped text and a width → lines.
//!
//! It never lets a line run over its width, and never loses a glyph.

use std::ops::Range;
use std::rc::Rc;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::face::{Face, Glyph, Shaped, closes, is_han};

/// A text that can be broken into lines; lengths in ems.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    shaped: Rc<Shaped>,
    /// The stretches between two places where a line may end, as glyphs.
    words: Rc<Vec<Range<usize>>>,
}

/// A line of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The whole text that it is of.
    pub(super) shaped: Rc<Shaped>,
    /// Its glyphs.
    pub(super) glyphs: Range<usize>,
    /// How wide it is without the space at its end, in ems.
    pub(super) width: f32,
}

impl Paragraph {
    /// Shapes a text and finds where its lines may end.
    pub(super) fn new(text: &str, face: &Face) -> Self {
        let shaped = face.shape(text);
        let mut words = Vec::new();
        let mut from = 0;
        for end in ends(&shaped.text) {
            let to = shaped.glyphs.partition_point(|it| it.start < end);
            if to > from {
                words.push(from..to);
                from = to;
            }
        }
        Self { shaped: Rc::new(shaped), words: Rc::new(words) }
    }

    /// Returns how many of its characters had to be replaced by their code.
    pub(super) fn lacking(&self) -> usize {
        self.shaped.lacking
    }

    /// Returns how wide it is on one line.
    pub(super) fn natural(&self) -> f32 {
        self.width(0..self.shaped.glyphs.len())
    }

    /// Returns how wide its widest word is.
    pub(super) fn widest_word(&self) -> f32 {
        self.words.iter().map(|it| self.width(it.clone())).fold(0.0, f32::max)
    }

    /// Returns its lines, none wider than so many ems; a word that is too long is broken anywhere.
    pub(super) fn lines(&self, room: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut from = 0;
        let mut to = 0;
        for word in self.words.iter() {
            if self.width(from..word.end) <= room + SLACK {
                to = word.end;
                continue;
            }
            if to > from {
                lines.push(self.line(from..to));
            }
            from = word.start;
            to = word.end;
            while self.width(from..to) > room + SLACK {
                let end = self.last_fitting(from..to, room);
                lines.push(self.line(from..end));
                from = end;
            }
        }
        if to > from || lines.is_empty() {
            lines.push(self.line(from..to));
        }
        lines
    }

    /// Returns where to cut a word that is wider than a line: between two letters, after at least
    /// one of them.
    fn last_fitting(&self, word: Range<usize>, room: f32) -> usize {
        let glyphs = &self.shaped.glyphs;
        let bytes = glyphs[word.start].start..glyphs[word.end - 1].end;
        let text = self.shaped.text.get(bytes.clone()).unwrap_or_default();
        let cuts = text.grapheme_indices(true).skip(1);
        let cuts = cuts.map(|(at, _)| glyphs.partition_point(|it| it.start < bytes.start + at));
        let mut best = word.start + 1;
        for cut in cuts.filter(|it| word.contains(it) && *it > word.start) {
            if self.width(word.start..cut) > room + SLACK {
                break;
            }
            best = cut;
        }
        best
    }

    fn line(&self, glyphs: Range<usize>) -> Line {
        let width = self.width(glyphs.clone());
        Line { shaped: Rc::clone(&self.shaped), glyphs, width }
    }

    /// Returns the width of a stretch: what hangs at its end, a space or the empty half of a
    /// full-width mark, does not count.
    fn width(&self, glyphs: Range<usize>) -> f32 {
        let glyphs = &self.shaped.glyphs[glyphs];
        let hung = |it: &&Glyph| self.letter(it).is_some_and(char::is_whitespace);
        let hanging = glyphs.iter().rev().take_while(hung).count();
        let glyphs = &glyphs[..glyphs.len() - hanging];
        let full: f32 = glyphs.iter().map(|it| it.advance).sum();
        let half = glyphs.last().filter(|it| it.advance > 0.9);
        let half = half.and_then(|it| self.letter(it)).is_some_and(closes);
        if half { full - 0.5 } else { full }
    }

    fn letter(&self, glyph: &Glyph) -> Option<char> {
        self.shaped.text.get(glyph.start..).and_then(|it| it.chars().next())
    }
}

/// Sums of rounded advances differ by less than this.
const SLACK: f32 = 0.001;

/// Returns the bytes behind which a line may end.
///
/// A number stays with the word before it. The rules of Unicode glue a double quotation mark to both its neighbours, because they cannot
/// know which one it belongs to. Beside a Chinese letter it is known, so it is read as a bracket.
fn ends(text: &str) -> Vec<usize> {
    let letters: Vec<char> = text.chars().collect();
    let beside_han = |at: usize| {
        let before = at.checked_sub(1).and_then(|it| letters.get(it));
        let after = letters.get(at + 1);
        before.is_some_and(|it| is_han(*it)) || after.is_some_and(|it| is_han(*it))
    };
    // A bracket has as many bytes as a quotation mark, so the places stay the same.
    let read = letters.iter().enumerate().map(|(at, it)| match it {
        '“' if beside_han(at) => '「',
        '”' if beside_han(at) => '」',
        it => *it,
    });
    let read: String = read.collect();
    linebreaks(&read).map(|(at, _)| at).filter(|at| !counts(&read, *at)).collect()
}

/// Returns whether a number begins here that counts the word before it.
fn counts(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let mut before = before.chars().rev();
    after.starts_with(|it: char| it.is_ascii_digit())
        && before.next() == Some(' ')
        && before.next().is_some_and(|it| it.is_ascii_alphabetic())
}
