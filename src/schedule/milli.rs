//! Exact decimals: numbers, counts and money are compared and computed without rounding.

/// A decimal number in thousandths, so that it is stored, hashed and compared exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Milli(pub i64);

impl Milli {
    /// Returns a whole number.
    pub fn whole(number: u32) -> Self {
        Self(i64::from(number) * 1000)
    }

    /// Returns the sum, or nothing where it is beyond what can be stored.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Returns the difference, or nothing where it is beyond what can be stored.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Returns the product, rounded to thousandths with halves away from zero, or nothing where it
    /// is beyond what can be stored.
    pub fn times(self, other: Self) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(other.0);
        let half = if product < 0 { -500 } else { 500 };
        i64::try_from((product + half) / 1000).ok().map(Self)
    }

    /// Returns the number with two decimals, as money is written.
    pub fn cents(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000 / 10);
        format!("{sign}{whole}.{part:02}")
    }

    /// Returns whether it has no more than two decimals.
    pub fn is_cents(self) -> bool {
        self.0 % 10 == 0
    }
}

impl std::fmt::Display for Milli {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let digits = format!("{part:03}");
        match digits.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            digits => write!(f, "{sign}{whole}.{digits}"),
        }
    }
}

impl std::str::FromStr for Milli {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !plain(whole) || !plain(part) {
            return Err(NotANumber);
        }
        let thousandths: i64 = format!("{whole}{part:0<3}").parse().map_err(|_| NotANumber)?;
        Ok(Self(if negative { -thousandths } else { thousandths }))
    }
}

/// The text is not a decimal number with at most three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most three decimals")]
pub struct NotANumber;
