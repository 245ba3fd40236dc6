//! What leaves the program is cleaned here: text that a person typed or a file brought may hold
//! control characters, escape sequences and direction tricks.
//!
//! It never rejects and never parses: what is unsafe becomes one visible replacement mark.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands where an unsafe character was.
pub const MARK: char = '\u{FFFD}';

/// Returns a text that is safe on a screen, on paper and in a file: one line, no control
/// characters, no direction tricks, nothing invisible.
pub fn line(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut base: Option<char> = None;
    let mut room = Room::Full;
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        if it == JOINER && base.is_some_and(is_pictograph) && rest.peek().is_some_and(is_emoji) {
            safe.push(it);
        } else if is_forbidden(it) {
            safe.push(MARK);
            (base, room) = (Some(MARK), Room::Marks(MARKS_MAX));
        } else if it.width() == Some(0) {
            room = match room {
                Room::Marks(0) | Room::Full => {
                    safe.push(MARK);
                    base = Some(MARK);
                    Room::Closed
                }
                Room::Marks(left) => {
                    safe.push(it);
                    Room::Marks(left - 1)
                }
                Room::Closed => Room::Closed,
            };
        } else {
            safe.push(it);
            (base, room) = (Some(it), Room::Marks(MARKS_MAX));
        }
    }
    safe
}

/// Returns how many cells a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns a safe text that takes at most `width` cells; what was cut off is shown by `…`.
pub fn cells(text: &str, width: usize) -> String {
    let safe = line(text);
    if safe.width() <= width {
        return safe;
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let mut cut = String::new();
    for cluster in safe.graphemes(true) {
        if cut.width() + cluster.width() > room {
            break;
        }
        cut.push_str(cluster);
    }
    cut.push('…');
    cut
}

/// Returns a safe text that takes exactly `width` cells: cut, or filled up with spaces.
pub fn pad(text: &str, width: usize) -> String {
    let mut cut = cells(text, width);
    let missing = width.saturating_sub(cut.width());
    cut.extend(std::iter::repeat_n(' ', missing));
    cut
}

/// Returns a safe text in which nothing is markup for HTML, neither as content nor within quotes.
pub fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for it in line(text).chars() {
        match it {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            it => safe.push(it),
        }
    }
    safe
}

/// Returns a quoted cell of a CSV file that no spreadsheet takes for a formula.
pub fn csv_cell(text: &str) -> String {
    let safe = line(text);
    let first = safe.trim_start().chars().next();
    let formula = text.starts_with(['\t', '\r', '\n', '\0'])
        || first.is_some_and(|it| "=+-@＝＋－＠".contains(it));
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", safe.replace('"', "\"\""))
}

/// Returns a safe text in which nothing is markup for Markdown, in a table cell as in a list.
pub fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut leading = Leading::Nothing;
    let cleaned = line(text);
    let mut rest = cleaned.trim_start().chars().peekable();
    while let Some(it) = rest.next() {
        let ends_a_mark = rest.peek().is_none_or(|next| *next == ' ' || *next == it);
        let at_start = match leading {
            Leading::Nothing => "#+-=".contains(it) && ends_a_mark,
            Leading::Digits => ".)".contains(it) && ends_a_mark,
            Leading::Text => false,
        };
        leading = match leading {
            Leading::Nothing | Leading::Digits if it.is_ascii_digit() => Leading::Digits,
            Leading::Nothing | Leading::Digits | Leading::Text => Leading::Text,
        };
        if at_start || "\\`*_[]<>|~&".contains(it) {
            safe.push('\\');
        }
        safe.push(it);
    }
    safe
}

/// Returns a part of a file name: letters, digits, `_` and `-` only, never empty.
pub fn file_name(text: &str) -> String {
    let plain = |it: char| if it.is_ascii_alphanumeric() || it == '-' { it } else { '_' };
    let safe: String = text.chars().take(FILE_NAME_MAX).map(plain).collect();
    if safe.is_empty() { "_".to_owned() } else { safe }
}

/// Returns whether a character may not leave the program, wherever it stands. A joiner is allowed
/// between two emoji and counts as forbidden here.
pub fn is_forbidden(it: char) -> bool {
    it.is_control() || is_direction(it) || is_invisible(it) || is_noncharacter(it)
}

/// How many combining marks may still follow.
enum Room {
    /// No letter has come yet: a mark would sit on whatever stands before the text.
    Full,
    /// So many more.
    Marks(u8),
    /// The mark that shows the excess is out; the rest is dropped.
    Closed,
}

/// What has been seen of the start of a Markdown line, where some characters make a block.
enum Leading {
    Nothing,
    Digits,
    Text,
}

const MARKS_MAX: u8 = 4;
const FILE_NAME_MAX: usize = 64;
const JOINER: char = '\u{200D}';

fn is_direction(it: char) -> bool {
    matches!(it, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(it, '\u{2066}'..='\u{206F}')
}

// Line and paragraph separators stand here too: a terminal shows nothing, a file may break a line.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}')
        || matches!(it, '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}')
        || matches!(it, '\u{180E}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(it, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
        || matches!(it, '\u{E0000}'..='\u{E00FF}')
}

fn is_noncharacter(it: char) -> bool {
    u32::from(it) & 0xFFFE == 0xFFFE || matches!(it, '\u{FDD0}'..='\u{FDEF}')
}

fn is_emoji(it: &char) -> bool {
    is_pictograph(*it)
}

fn is_pictograph(it: char) -> bool {
    matches!(it, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}')
        || matches!(it, '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}
