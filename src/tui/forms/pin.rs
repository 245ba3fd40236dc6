//! Number and PIN on one line: the number is shown, the PIN never is; above it stands what the
//! signature means (reliability rules, threat A3).
//!
//! What is typed here is in no draft, no log and no picture of the screen; only its length is.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::{Content, Form, Row, Slot};
use crate::engine::officer::{Meaning, OfficerNumber, Pin, Signing};
use crate::schedule::Lang;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::field::Taken;
use crate::tui::message::{Effect, Wish};
use crate::tui::press;
use crate::tui::theme::Ink;
use crate::words;

/// A staff number and a PIN being typed.
#[derive(Clone)]
pub(crate) struct PinField {
    number: String,
    pin: Pin,
    part: Part,
    /// Whether a PIN alone is typed, without a number.
    alone: bool,
    placeholder: &'static str,
    /// What the signature means, where it is one.
    meaning: Option<&'static str>,
}

/// Which of the two is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Number,
    Pin,
}

/// More letters than this are no staff number.
const NUMBER_MAX: usize = 12;

impl fmt::Debug for PinField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinField(•)")
    }
}

impl PinField {
    fn new(number: &str, lang: Lang) -> Self {
        let part = if number.is_empty() { Part::Number } else { Part::Pin };
        let placeholder = lang.of("工号 空格 密码", "number, space, PIN");
        let (number, pin) = (number.to_owned(), Pin::empty());
        Self { number, pin, part, alone: false, placeholder, meaning: None }
    }

    /// Returns what stands above it.
    pub(crate) fn meaning(&self, lang: Lang) -> Option<String> {
        let meaning = self.meaning?;
        Some(lang.of(format!("签字即表示：{meaning}"), format!("Signing means: {meaning}")))
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: KeyEvent) -> Taken {
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (press::plain(key), self.part) {
            (KeyCode::Char('u'), _) if held => self.clear(),
            (KeyCode::Char(_), _) if held => return Taken::No,
            (KeyCode::Char(' '), Part::Number) => self.begin_pin(),
            (KeyCode::Char(letter), Part::Number) => {
                if self.number.len() < NUMBER_MAX && !letter.is_control() {
                    self.number.extend(letter.to_uppercase());
                }
            }
            (KeyCode::Char(' '), Part::Pin) => {}
            (KeyCode::Char(letter), Part::Pin) => self.pin.push(letter),
            (KeyCode::Backspace, Part::Pin) if self.pin.is_empty() && !self.alone => {
                self.part = Part::Number;
            }
            (KeyCode::Backspace, Part::Pin) => self.pin.pop(),
            (KeyCode::Backspace, Part::Number) => {
                self.number.pop();
            }
            _ => return Taken::No,
        }
        Taken::Yes
    }

    /// Goes from the number to the PIN; returns whether there was somewhere to go.
    pub(crate) fn next_part(&mut self) -> bool {
        let goes = self.part == Part::Number && !self.number.is_empty() && self.pin.is_empty();
        if goes {
            self.begin_pin();
        }
        goes
    }

    /// Forgets the PIN: each try is typed anew.
    pub(crate) fn forget(&mut self) {
        self.pin = Pin::empty();
    }

    fn begin_pin(&mut self) {
        if !self.number.is_empty() {
            self.part = Part::Pin;
        }
    }

    fn clear(&mut self) {
        self.forget();
        if !self.alone {
            self.number.clear();
            self.part = Part::Number;
        }
    }

    /// Draws both, and the caret where it is wanted.
    pub(crate) fn draw(&self, canvas: &mut Canvas, area: Rect, caret: bool) {
        if self.number.is_empty() && self.pin.is_empty() {
            canvas.put(area, 0, 0, self.placeholder, Ink::Faint);
        }
        let mut end = canvas.put(area, 0, 0, &self.number, Ink::Plain);
        if self.part == Part::Pin {
            let gap = if self.alone { 0 } else { 2 };
            end = canvas.put(area, 0, end + gap, &"•".repeat(self.pin.len()), Ink::Plain);
        }
        if caret && area.width > 0 && area.height > 0 {
            let x = area.x + end.min(area.width - 1);
            canvas.caret = Some(Position { x, y: area.y });
        }
    }
}

/// Returns the row for number and PIN, with a number that is likely, and what is signed with it.
pub(crate) fn row(desk: &Desk, number: Option<&OfficerNumber>, meaning: Option<Meaning>) -> Row {
    let mut field = PinField::new(number.map_or("", OfficerNumber::as_str), desk.lang);
    field.meaning = meaning.map(|it| words::meaning(it, desk.lang));
    let label = desk.lang.of("工号和密码", "Number + PIN").to_owned();
    Row { slot: Slot::Pin, label, content: Content::Secret(field), digits: Vec::new() }
}

/// Returns a row for a PIN that is to be the own one.
pub(crate) fn new_row(desk: &Desk, slot: Slot, label: &str) -> Row {
    let placeholder = desk.lang.of("6–12 位数字", "6 to 12 digits");
    let field = PinField::new("", desk.lang);
    let field = PinField { part: Part::Pin, alone: true, placeholder, ..field };
    Row { slot, label: label.to_owned(), content: Content::Secret(field), digits: Vec::new() }
}

/// Returns the row for whoever sits at the desk, where officers have PINs; none where a name signs.
pub(crate) fn row_of_officer(desk: &Desk, meaning: Option<Meaning>) -> Option<Row> {
    let name = desk.agenda.officer.as_ref();
    let own = desk.agenda.officers.iter().find(|it| Some(&it.name) == name && it.signs());
    let number = own.map(|it| &it.number);
    (desk.agenda.signing() == Signing::ByPin).then(|| row(desk, number, meaning))
}

/// Returns what the shell is asked: to run a wish, or to weigh a PIN and run it signed.
pub(crate) fn asked(wish: Wish, credentials: &Option<(OfficerNumber, Pin)>) -> Effect {
    let wish = Box::new(wish);
    match credentials {
        None => Effect::Execute(wish),
        Some((number, pin)) => Effect::Sign { wish, number: number.clone(), pin: pin.clone() },
    }
}

impl Form {
    /// Returns what was typed as number and PIN, or what is missing; nothing where the form asks
    /// for none.
    pub(crate) fn credentials(&self, desk: &Desk) -> Result<Option<(OfficerNumber, Pin)>, String> {
        let Some(field) = self.rows.iter().find_map(Row::secret) else { return Ok(None) };
        let lang = desk.lang;
        if field.pin.is_empty() || field.number.is_empty() {
            let zh = "请填写工号、空格、密码。";
            return Err(lang.of(zh, "Type number, space, PIN.").to_owned());
        }
        let number = OfficerNumber::parse(&field.number).ok_or_else(|| {
            let zh = "工号只有字母、数字、连字符。";
            lang.of(zh, "A staff number is letters, digits, hyphens.").to_owned()
        })?;
        Ok(Some((number, field.pin.clone())))
    }

    /// Returns the PIN of a row, where it is one.
    pub(crate) fn pin(&self, slot: Slot) -> Option<&Pin> {
        let row = self.rows.iter().find(|it| it.slot == slot)?;
        row.secret().map(|it| &it.pin)
    }

    /// Goes back to typing after a PIN that did not count, with the words to show.
    pub(crate) fn not_signed(&mut self, words: String) {
        self.state = super::FormState::Typing;
        self.fault = Some(words);
        if let Some(at) = self.rows.iter().position(|it| it.secret().is_some()) {
            self.at = at;
        }
        self.rows.iter_mut().filter_map(Row::secret_mut).for_each(PinField::forget);
    }
}

impl Row {
    fn secret(&self) -> Option<&PinField> {
        match &self.content {
            Content::Secret(field) => Some(field),
            Content::Text { .. } | Content::Choice { .. } => None,
        }
    }

    fn secret_mut(&mut self) -> Option<&mut PinField> {
        match &mut self.content {
            Content::Secret(field) => Some(field),
            Content::Text { .. } | Content::Choice { .. } => None,
        }
    }
}
