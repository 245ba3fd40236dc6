//! The answers that items take, and when each is as it should be.
//!
//! What an answer is compared with stands here as written; `engine` knows the figures.

use super::{ItemId, Milli, Moment, StateId, Text};

/// The kind of answer that an item takes.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerForm {
    /// One of several named states, at most nine.
    States(Vec<StateChoice>),
    /// Yes, no or not applicable; the value says which of the first two is normal.
    YesNo(NormalAnswer),
    /// A number with a unit and the limits within which it is normal.
    Number(NumberForm),
    /// How many, 0 or more; more than `normal_max` is abnormal.
    Count(CountForm),
    /// An amount of money, with two decimals at most.
    Money(MoneyForm),
    /// A number that follows from other answers of the step; it is never typed.
    Computed(ComputedForm),
    /// A time of the store day.
    Time(TimeForm),
    /// The code of a tag, scanned on the spot.
    Code(CodeForm),
    /// A photo, kept beside the record under its hash.
    Photo,
    /// Free text; never empty.
    Text(TextForm),
    /// Names of persons, none or more.
    Names(NamesForm),
}

impl AnswerForm {
    /// Returns what its answers are compared with, if anything.
    pub fn comparison(&self) -> Option<&Comparison> {
        match self {
            Self::Number(form) => form.compared.as_ref(),
            Self::Count(form) => form.compared.as_ref(),
            Self::Money(form) => form.compared.as_ref(),
            Self::States(_)
            | Self::YesNo(_)
            | Self::Computed(_)
            | Self::Time(_)
            | Self::Code(_)
            | Self::Photo
            | Self::Text(_)
            | Self::Names(_) => None,
        }
    }

    /// Returns whether its answers are numbers, which other items can be computed from.
    pub fn is_numeric(&self) -> bool {
        match self {
            Self::Number(_) | Self::Count(_) | Self::Money(_) | Self::Computed(_) => true,
            Self::States(_)
            | Self::YesNo(_)
            | Self::Time(_)
            | Self::Code(_)
            | Self::Photo
            | Self::Text(_)
            | Self::Names(_) => false,
        }
    }

    /// Returns the unit of its answers, where they have one.
    pub fn unit(&self) -> Option<&Text> {
        match self {
            Self::Number(form) => Some(&form.unit),
            Self::Count(form) => Some(&form.unit),
            Self::Money(form) => Some(&form.unit),
            Self::Computed(form) => form.unit.as_ref(),
            Self::States(_)
            | Self::YesNo(_)
            | Self::Time(_)
            | Self::Code(_)
            | Self::Photo
            | Self::Text(_)
            | Self::Names(_) => None,
        }
    }
}

/// A named state that an item can be found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChoice {
    /// The word that commands and entries use.
    pub id: StateId,
    /// What it is called.
    pub name: Text,
    /// Whether it is as it should be.
    pub sense: Sense,
}

/// Whether something is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// As it should be.
    Normal,
    /// Not as it should be.
    Abnormal,
}

/// Which answer to a yes-or-no question is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormalAnswer {
    /// Yes is normal.
    Yes,
    /// No is normal.
    No,
}

/// A number's unit and limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberForm {
    /// The unit, such as °C.
    pub unit: Text,
    /// The smallest normal value.
    pub min: Option<Milli>,
    /// The largest normal value.
    pub max: Option<Milli>,
    /// What it is compared with.
    pub compared: Option<Comparison>,
}

/// A count's unit and the largest count that is normal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountForm {
    /// What is counted, such as 人.
    pub unit: Text,
    /// More than this is abnormal.
    pub normal_max: Option<u32>,
    /// What it is compared with.
    pub compared: Option<Comparison>,
}

/// An amount's currency and the figure that it should agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyForm {
    /// The currency, such as 元.
    pub unit: Text,
    /// What it is compared with.
    pub compared: Option<Comparison>,
}

/// What a value is compared with, and how far it may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What it is compared with.
    pub against: Against,
    /// A difference of more than this, up or down, is abnormal.
    pub tolerance: Milli,
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// A fixed figure.
    Figure(Milli),
    /// The answer to another item of the same step.
    Item(ItemId),
    /// The answer to the same item the time before, whenever that was.
    Previous,
}

/// How a number follows from other answers of the same step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedForm {
    /// How it is computed.
    pub formula: Formula,
    /// Its unit, where it has one.
    pub unit: Option<Text>,
    /// The smallest normal value.
    pub min: Option<Milli>,
    /// The largest normal value.
    pub max: Option<Milli>,
}

/// A sum of products, such as `left * 2 - back`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula(pub Vec<Term>);

/// One product of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it is added or taken away.
    pub sign: Sign,
    /// What is multiplied; at least one.
    pub factors: Vec<Factor>,
}

/// Whether something is added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
}

/// One part of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The answer to an item of the same step.
    Item(ItemId),
    /// A fixed number.
    Figure(Milli),
}

impl Formula {
    /// Returns the items that it is computed from, in the order written.
    pub fn items(&self) -> impl Iterator<Item = &ItemId> {
        self.0.iter().flat_map(|term| &term.factors).filter_map(|it| match it {
            Factor::Item(id) => Some(id),
            Factor::Figure(_) => None,
        })
    }

    /// Returns what it comes to, or nothing where a value is missing or the result cannot be stored.
    pub fn value(&self, of: impl Fn(&ItemId) -> Option<Milli>) -> Option<Milli> {
        let factor = |it: &Factor| match it {
            Factor::Item(id) => of(id),
            Factor::Figure(figure) => Some(*figure),
        };
        let mut sum = Milli(0);
        for term in &self.0 {
            let one = Milli::whole(1);
            let product = term.factors.iter().try_fold(one, |all, it| all.times(factor(it)?))?;
            sum = match term.sign {
                Sign::Plus => sum.plus(product)?,
                Sign::Minus => sum.minus(product)?,
            };
        }
        Some(sum)
    }

    /// Returns the formula as it is written, with other words for its items.
    pub fn written(&self, word: impl Fn(&ItemId) -> String) -> String {
        let mut text = String::new();
        for (index, term) in self.0.iter().enumerate() {
            match (index, term.sign) {
                (0, Sign::Plus) => {}
                (0, Sign::Minus) => text.push('-'),
                (_, Sign::Plus) => text.push_str(" + "),
                (_, Sign::Minus) => text.push_str(" - "),
            }
            let factors = term.factors.iter().map(|it| match it {
                Factor::Item(id) => word(id),
                Factor::Figure(figure) => figure.to_string(),
            });
            text.push_str(&factors.collect::<Vec<_>>().join(" × "));
        }
        text
    }
}

/// The times between which an exact time is normal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeForm {
    /// Earlier is abnormal.
    pub not_before: Option<Moment>,
    /// Later is abnormal.
    pub not_after: Option<Moment>,
}

/// Which codes are right, and what becomes of a wrong one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeForm {
    /// Which codes are right.
    pub right: RightCode,
    /// What becomes of a wrong one.
    pub wrong: WrongCode,
}

/// Which codes are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightCode {
    /// Any code.
    Any,
    /// One of these.
    OneOf(Vec<String>),
    /// A code of this shape: `#` is a digit, `?` any one character, `*` any number of them.
    Like(String),
}

/// What becomes of a wrong code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongCode {
    /// It is taken, and abnormal.
    Abnormal,
    /// It is refused.
    Refuse,
}

impl CodeForm {
    /// Returns whether a code is a right one.
    pub fn is_right(&self, code: &str) -> bool {
        match &self.right {
            RightCode::Any => true,
            RightCode::OneOf(codes) => codes.iter().any(|it| it == code),
            RightCode::Like(shape) => {
                let (shape, code): (Vec<char>, Vec<char>) =
                    (shape.chars().collect(), code.chars().collect());
                is_like(&shape, &code)
            }
        }
    }
}

/// Returns whether a code has a shape, in a time that grows only with the product of both lengths.
fn is_like(shape: &[char], code: &[char]) -> bool {
    // Which lengths of the code's beginning the shape read so far can stand for.
    let mut reached = vec![false; code.len() + 1];
    reached[0] = true;
    for sign in shape {
        let mut next = vec![false; code.len() + 1];
        let mut any = false;
        for at in 0..=code.len() {
            any |= reached[at];
            next[at] = match sign {
                '*' => any,
                '#' => at > 0 && reached[at - 1] && code[at - 1].is_ascii_digit(),
                '?' => at > 0 && reached[at - 1],
                plain => at > 0 && reached[at - 1] && code[at - 1] == *plain,
            };
        }
        reached = next;
    }
    reached[code.len()]
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextForm {
    /// So many characters at most; none leaves it at the length that any text may have.
    pub max: Option<u16>,
}

/// How many names are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamesForm {
    /// So many different names at least.
    pub at_least: u8,
}
