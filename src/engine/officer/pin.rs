//! A PIN on its way from the keys to the scales: never shown, never logged, wiped when it is done.
//!
//! It also says which PINs are too easily guessed.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::OfficerNumber;

/// The shortest PIN, in digits.
pub const PIN_MIN: usize = 6;

/// The longest PIN, in digits.
pub const PIN_MAX: usize = 12;

/// A PIN as it was typed.
#[derive(Clone, Default, Zeroize, ZeroizeOnDrop)]
pub struct Pin(String);

/// Why a PIN may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPin {
    /// It is not made of 6 to 12 digits.
    Form,
    /// One digit, or a short group of digits, over and over.
    Repeats,
    /// Digits one after the other, up or down.
    Run,
    /// A date.
    Date,
    /// The staff number, or it with digits around it.
    Number,
}

impl Pin {
    /// Takes a text over.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns a PIN without digits that never has to grow: no copy of it stays behind.
    pub fn empty() -> Self {
        Self(String::with_capacity(4 * PIN_MAX))
    }

    /// Adds a letter, unless there are too many already.
    pub fn push(&mut self, letter: char) {
        if self.0.chars().count() < PIN_MAX {
            self.0.push(letter);
        }
    }

    /// Takes the last letter away.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Returns how many letters it has.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    /// Returns whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the bytes to be weighed.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Says why an officer may not choose it.
    ///
    /// # Errors
    /// It is too short, too long, or among the first that anybody would guess.
    pub fn check(&self, number: &OfficerNumber) -> Result<(), WeakPin> {
        let digits = self.0.as_bytes();
        let fits = (PIN_MIN..=PIN_MAX).contains(&digits.len());
        if !fits || !digits.iter().all(u8::is_ascii_digit) {
            return Err(WeakPin::Form);
        }
        let repeats = |group: usize| digits.iter().zip(&digits[group..]).all(|(a, b)| a == b);
        if (1..=digits.len() / 2).any(repeats) {
            return Err(WeakPin::Repeats);
        }
        let steps = |by: u8| digits.windows(2).all(|it| (it[0] - b'0' + by) % 10 == it[1] - b'0');
        if steps(1) || steps(9) {
            return Err(WeakPin::Run);
        }
        if is_date(digits) {
            return Err(WeakPin::Date);
        }
        let own: String = number.as_str().chars().filter(char::is_ascii_digit).collect();
        let padded = own.len() >= 3 && self.0.contains(&own);
        if padded || self.0.trim_start_matches('0') == own.trim_start_matches('0') {
            return Err(WeakPin::Number);
        }
        Ok(())
    }
}

/// Whether digits read as a day: with a year of two or four digits, in any usual order.
fn is_date(digits: &[u8]) -> bool {
    let number = |part: &[u8]| part.iter().fold(0_u32, |sum, it| sum * 10 + u32::from(it - b'0'));
    let day = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    let pair = |at: usize| number(&digits[at..at + 2]);
    let year = |at: usize| (1900..=2099).contains(&number(&digits[at..at + 4]));
    match digits.len() {
        6 => {
            let short = day(pair(2), pair(4)) || day(pair(2), pair(0)) || day(pair(0), pair(2));
            let months = (year(0) && (1..=12).contains(&pair(4)))
                || (year(2) && (1..=12).contains(&pair(0)));
            short || months
        }
        8 => {
            (year(0) && day(pair(4), pair(6)))
                || (year(4) && (day(pair(0), pair(2)) || day(pair(2), pair(0))))
        }
        _ => false,
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(•)")
    }
}

impl PartialEq for Pin {
    /// Takes the same time wherever two PINs of one length differ.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.bytes(), other.bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl Eq for Pin {}
