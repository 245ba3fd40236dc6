//! A key that was pressed, whatever input method typed it.
//!
//! It never knows what a key does: that stands in the table of keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Returns a key as the table writes it: full-width signs of an input method count as plain ones,
/// and the shift that makes a sign does not count.
pub(super) fn pressed(key: KeyEvent) -> (KeyCode, KeyModifiers) {
    let held = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) => (KeyCode::Char(narrow(letter)), held),
        code => (code, held),
    }
}

/// Returns a key's code, with full-width signs of an input method as plain ones.
pub(crate) fn plain(key: KeyEvent) -> KeyCode {
    pressed(key).0
}

/// Returns the digit that a key types, if it types one.
pub(crate) fn digit(key: KeyEvent) -> Option<u8> {
    match pressed(key) {
        (KeyCode::Char(letter), KeyModifiers::NONE) => {
            letter.to_digit(10).and_then(|it| u8::try_from(it).ok())
        }
        _ => None,
    }
}

fn narrow(letter: char) -> char {
    match u32::from(letter) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
        _ => letter,
    }
}
