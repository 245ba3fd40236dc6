//! What may be written in the files of a schedule: every table, key, kind of value and fixed word,
//! each with a sentence in both languages. `zhiban schedule schema` makes a JSON Schema of it.
//!
//! A new key takes one line here: find its table below (`store` for `store.toml`, `step` for phase
//! files, `answer` for answers), add a `must` or `may` line, and write the key once in
//! `tests/fixtures/schedules/everything/`. The test `the_schema_says_what_the_reader_asks_for` names
//! what is missing on either side.

mod answer;
mod flow;
mod owed;
mod people;
mod step;
mod store;

pub use step::PHASE_FILE;
pub use store::STORE_FILE;

/// One table of the language.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The word by which the schema refers to it.
    pub name: &'static str,
    /// What it is, in Chinese and English.
    pub about: (&'static str, &'static str),
    /// Its keys.
    pub keys: &'static [Key],
}

/// One key of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// Whether it must be there.
    pub presence: Presence,
    /// What may stand behind it.
    pub value: Value,
    /// What it means, in Chinese and English.
    pub about: (&'static str, &'static str),
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Must,
    /// Where it is wanted.
    May,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text for people: one string for both languages, or `{ zh = "…", en = "…" }`.
    Text,
    /// A string.
    Line,
    /// A name in small letters, digits and hyphens.
    Name,
    /// A name that may hold capital letters as well.
    CapitalName,
    /// A time: on the clock, named, or so much before or after one.
    Moment,
    /// A time of a step: a moment, or so long after another step was really done.
    Point,
    /// A time on the clock.
    Clock,
    /// How long.
    Duration,
    /// A date, in quotes or bare.
    Date,
    /// A word for days: a string, a day of the month, or a bare date.
    DayWord,
    /// `true` or `false`.
    Flag,
    /// A whole number, from one limit to another.
    Whole(i64, i64),
    /// Any number.
    Number,
    /// One of several fixed words.
    Choice(&'static [&'static str]),
    /// A list of values of a kind.
    List(&'static Value),
    /// A table.
    Table(&'static Table),
    /// A table whose keys are names that the author gives.
    Named(&'static Value),
    /// Any of several kinds.
    AnyOf(&'static [Value]),
}

const fn must(name: &'static str, value: Value, zh: &'static str, en: &'static str) -> Key {
    Key { name, presence: Presence::Must, value, about: (zh, en) }
}

const fn may(name: &'static str, value: Value, zh: &'static str, en: &'static str) -> Key {
    Key { name, presence: Presence::May, value, about: (zh, en) }
}

/// Days: a list of words, or a table that says more.
const DAYS: Value = Value::AnyOf(&[Value::List(&Value::DayWord), Value::Table(&DAYS_TABLE)]);

static DAYS_TABLE: Table = Table {
    name: "days",
    about: ("哪些天", "on which days"),
    keys: &[
        may(
            "on",
            Value::List(&Value::DayWord),
            "这些天，一样就算",
            "these days, any of them counts",
        ),
        may(
            "short",
            Value::Choice(&["skip", "last"]),
            "没有这一天的月份：不做，或取最后一天",
            "months without that day: none, or their last day",
        ),
        may(
            "every",
            Value::Whole(1, 3_660),
            "每几天一次，从 from 数起",
            "every so many days, counted from `from`",
        ),
        may(
            "rrule",
            Value::Line,
            "RFC 5545 规则，从 from 数起",
            "a rule of RFC 5545, counted from `from`",
        ),
        may("from", Value::Date, "从哪一天数起", "the day from which it is counted"),
        may("except", Value::List(&Value::DayWord), "这些天不算", "not on these days"),
    ],
};
