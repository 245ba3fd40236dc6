//! One JSON object of a script, taken apart key by key so that every mistake is answered.
//!
//! It knows nothing of commands; it says line, column, what was expected and the nearest word.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::cli::{in_calendar, time_of_day};
use crate::schedule::{Base, Lang, Minutes, Moment, Schedule};

/// What is wrong with a script, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct Trouble {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What was expected and what to write.
    pub text: String,
}

/// The keys of one line that have not been taken yet.
pub(super) struct Fields<'a> {
    line: usize,
    text: &'a str,
    lang: Lang,
    left: Map<String, Value>,
    asked: Vec<&'static str>,
}

type Taken<T> = Result<Option<T>, Trouble>;

impl<'a> Fields<'a> {
    /// Returns the keys of a line, or where it stops being a JSON object.
    pub(super) fn read(line: usize, text: &'a str, lang: Lang) -> Result<Self, Trouble> {
        let at = |column, text| Trouble { line, column, text };
        match serde_json::from_str(text) {
            Ok(Value::Object(left)) => Ok(Self { line, text, lang, left, asked: Vec::new() }),
            Ok(_) => Err(at(
                1,
                lang.of(
                    "一行要写一个 {…}，例如 {\"at\":\"08:21\",\"do\":\"wait\"}".to_owned(),
                    "a line is one {…}, such as {\"at\":\"08:21\",\"do\":\"wait\"}".to_owned(),
                ),
            )),
            Err(fault) => {
                let said = fault.to_string();
                let said = said.split(" at line ").next().unwrap_or_default().to_owned();
                let bytes = fault.column().saturating_sub(1);
                let before = text.char_indices().take_while(|(at, _)| *at < bytes).count();
                Err(at(
                    before + 1,
                    lang.of(format!("不是正确的 JSON（{said}）"), format!("broken JSON: {said}")),
                ))
            }
        }
    }

    /// Returns the line's number.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Returns the language that troubles are told in.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.left.contains_key(key)
    }

    /// Returns a trouble that points at a key.
    pub(super) fn trouble(&self, key: &str, text: String) -> Trouble {
        let found = self.text.find(&format!("\"{key}\""));
        let column = found.map_or(1, |at| self.text[..at].chars().count() + 1);
        let text = self.lang.of(format!("“{key}”：{text}"), format!("`{key}`: {text}"));
        Trouble { line: self.line, column, text }
    }

    /// Takes any value.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Value> {
        self.asked.push(key);
        self.left.remove(key).filter(|it| !it.is_null())
    }

    /// Takes a text.
    pub(super) fn text(&mut self, key: &'static str) -> Taken<String> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(key, &other, ("文字", "a text"))),
        }
    }

    /// Takes a text that must be there.
    pub(super) fn need(&mut self, key: &'static str) -> Result<String, Trouble> {
        self.text(key)?.ok_or_else(|| self.missing(key))
    }

    /// Takes a list of texts; none where it is missing.
    pub(super) fn texts(&mut self, key: &'static str) -> Result<Vec<String>, Trouble> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let one = |it: &Value| it.as_str().map(str::to_owned);
        let texts = value.as_array().and_then(|all| all.iter().map(one).collect());
        let expected = ("文字的列表，如 [\"a.jpg\"]", "a list of texts such as [\"a.jpg\"]");
        texts.ok_or_else(|| self.wrong(key, &value, expected))
    }

    /// Takes a whole number, zero or more.
    pub(super) fn count(&mut self, key: &'static str) -> Taken<u32> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let count = value.as_u64().and_then(|it| u32::try_from(it).ok());
        count.map(Some).ok_or_else(|| {
            self.wrong(key, &value, ("不小于 0 的整数", "a whole number, 0 or more"))
        })
    }

    /// Takes a whole number that must be there.
    pub(super) fn need_count(&mut self, key: &'static str) -> Result<u32, Trouble> {
        self.count(key)?.ok_or_else(|| self.missing(key))
    }

    /// Takes true or false; false where it is missing.
    pub(super) fn yes(&mut self, key: &'static str) -> Result<bool, Trouble> {
        match self.value(key) {
            None => Ok(false),
            Some(Value::Bool(yes)) => Ok(yes),
            Some(other) => Err(self.wrong(key, &other, ("true 或 false", "true or false"))),
        }
    }

    /// Takes one of several words.
    pub(super) fn choice<T: Copy>(&mut self, key: &'static str, all: &[(&str, T)]) -> Taken<T> {
        let Some(word) = self.text(key)? else { return Ok(None) };
        let found = all.iter().find(|(name, _)| *name == word);
        found.map(|(_, it)| Some(*it)).ok_or_else(|| self.unknown(key, &word, all))
    }

    /// Takes one of several words that must be there.
    pub(super) fn need_choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[(&str, T)],
    ) -> Result<T, Trouble> {
        self.choice(key, all)?.ok_or_else(|| self.missing(key))
    }

    /// Takes a date.
    pub(super) fn date(&mut self, key: &'static str) -> Taken<NaiveDate> {
        let Some(word) = self.text(key)? else { return Ok(None) };
        let wrong = ("日期，如 2026-11-23", "a date such as 2026-11-23");
        let day = word.parse().ok().filter(in_calendar);
        day.map(Some).ok_or_else(|| self.wrong(key, &Value::String(word), wrong))
    }

    /// Takes a time of the store day, in minutes from its midnight.
    pub(super) fn time(&mut self, key: &'static str, schedule: &Schedule) -> Taken<i32> {
        let Some(word) = self.text(key)? else { return Ok(None) };
        let base = match word.as_str() {
            "day-end" => Some(Base::DayEnd),
            time => time_of_day(time).map(Base::Clock),
        };
        let moment = base.map(|base| Moment { base, offset: Minutes(0) });
        moment.map(|it| Some(schedule.minutes_of(&it))).ok_or_else(|| {
            let wrong = ("时间，如 08:21 或 day-end", "a time such as 08:21, or day-end");
            self.wrong(key, &Value::String(word), wrong)
        })
    }

    /// Ends the reading: whatever has not been taken does not belong here.
    pub(super) fn finish(self) -> Result<(), Trouble> {
        let Some(key) = self.left.keys().next() else { return Ok(()) };
        let words: Vec<(&str, ())> = self.asked.iter().map(|it| (*it, ())).collect();
        let mut trouble = self.unknown(key, key, &words);
        trouble.column = self.trouble(key, String::new()).column;
        Err(trouble)
    }

    /// Returns that a key is missing.
    pub(super) fn missing(&self, key: &str) -> Trouble {
        self.trouble(key, self.lang.of("缺少这一项".to_owned(), "is missing".to_owned()))
    }

    /// Returns that a value is of the wrong kind.
    pub(super) fn wrong(&self, key: &str, value: &Value, expected: (&str, &str)) -> Trouble {
        let text = self.lang.of(
            format!("要写{}，写的是 {value}", expected.0),
            format!("expected {}, found {value}", expected.1),
        );
        self.trouble(key, text)
    }

    fn unknown<T>(&self, key: &str, word: &str, all: &[(&str, T)]) -> Trouble {
        let near = all.iter().map(|(it, _)| (strsim::jaro_winkler(it, word), *it));
        let near = near.filter(|(likeness, _)| *likeness > 0.75);
        let near = near.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, it)| it);
        let all = all.iter().map(|(it, _)| *it).collect::<Vec<_>>().join(", ");
        let text = match near {
            Some(near) => self.lang.of(
                format!("不认识“{word}”；是不是“{near}”？"),
                format!("`{word}` is not known; did you mean `{near}`?"),
            ),
            None => self.lang.of(
                format!("不认识“{word}”；可以用：{all}"),
                format!("`{word}` is not known; one of: {all}"),
            ),
        };
        self.trouble(key, text)
    }
}
