//! Breaks a line of text into lines of a given width, in cells.
//!
//! It never splits a cluster, and never opens a line with a mark that belongs to the one before.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the lines of a clean text; at least one, each at most `width` cells where a cluster
/// fits at all.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_by(text, width, UnicodeWidthStr::width)
}

/// Returns the lines of a clean text on paper that measures letters in its own way.
pub(super) fn wrap_by(text: &str, width: usize, measure: fn(&str) -> usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if measure(&line) + measure(piece.trim_end()) > width && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if measure(piece.trim_end()) <= width {
            line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
            continue;
        }
        for cluster in piece.graphemes(true) {
            if measure(&line) + measure(cluster) > width && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            line.push_str(cluster);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Returns the pieces between which a line may break: words, and each wide letter on its own.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = "";
    for (at, cluster) in text.grapheme_indices(true) {
        if at > start && breaks(before, cluster) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = cluster;
    }
    pieces.push(&text[start..]);
    pieces
}

fn breaks(before: &str, after: &str) -> bool {
    if after.starts_with(CLOSING) || before.starts_with(OPENING) || after == " " {
        return false;
    }
    before == " " || before.width() > 1 || after.width() > 1
}

const CLOSING: [char; 20] = [
    '，', '。', '、', '；', '：', '！', '？', '）', '”', '》', '」', '…', '·', '%', ')', ',', '.',
    ';', ':', '/',
];
const OPENING: [char; 6] = ['（', '“', '《', '「', '(', '#'];
