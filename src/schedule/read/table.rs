//! A TOML table as written: each key is taken once, what is left over was not asked for.
//!
//! Nothing is refused at the first fault: every wrong type, missing and unknown key is collected.

use toml::de::{DeTable, DeValue};

use super::super::fault::say;
use super::super::{Fault, Place, Text};
use super::word::{Word, nearest, suggestion};

/// The longest text of one field, in characters.
const TEXT_CHARS_MAX: usize = 2_000;

/// The keys of one table that have not been taken yet.
pub(super) struct Fields<'a> {
    pub(super) place: Place,
    rest: Vec<(Word<'a>, Node<'a>)>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

/// One value and the key under which it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) key: &'a str,
    pub(super) place: Place,
    pub(super) value: &'a DeValue<'a>,
}

impl<'a> Fields<'a> {
    /// Returns the keys of a table in the order written.
    pub(super) fn new(place: Place, table: &'a DeTable<'a>) -> Self {
        let file = place.file;
        let at = |span: std::ops::Range<usize>| Place { file, start: span.start, end: span.end };
        let mut rest: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                let word = Word { text: key.get_ref().as_ref(), place: at(key.span()) };
                let node = Node { key: word.text, place: at(value.span()), value: value.get_ref() };
                (word, node)
            })
            .collect();
        rest.sort_by_key(|(word, _)| word.place.start);
        Self { place, rest, asked: Vec::new(), missing: Vec::new() }
    }

    /// Takes the value of a key that need not be there.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        let index = self.rest.iter().position(|(word, _)| word.text == key)?;
        Some(self.rest.remove(index).1)
    }

    /// Takes the value of a key that must be there; the example shows how it is written.
    pub(super) fn need(
        &mut self,
        key: &'static str,
        example: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Node<'a>> {
        let found = self.take(key);
        if found.is_none() {
            self.missing.push(key);
            let fault = Fault::error(self.place, missing(key))
                .label(say(format!("这里要有 `{key}`"), format!("`{key}` is needed here")))
                .help(say(format!("写上 {example}"), format!("write {example}")));
            faults.push(fault);
        }
        found
    }

    /// Returns whether a key is there, without taking it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.rest.iter().any(|(word, _)| word.text == key)
    }

    /// Returns the value of a key, without taking it.
    pub(super) fn peek(&self, key: &str) -> Option<Node<'a>> {
        self.rest.iter().find(|(word, _)| word.text == key).map(|it| it.1)
    }

    /// Takes all keys, for tables whose keys are names.
    pub(super) fn take_all(&mut self) -> Vec<(Word<'a>, Node<'a>)> {
        std::mem::take(&mut self.rest)
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, faults: &mut Vec<Fault>) {
        // A misspelt key is reported as unknown; one message for one mistake is enough.
        let misspelt =
            |key: &str| self.rest.iter().any(|(it, _)| nearest(it.text, &[key]).is_some());
        for key in self.missing.iter().filter(|it| misspelt(it)) {
            let title = missing(key);
            faults.retain(|it| it.place != Some(self.place) || it.title != title);
        }
        for (word, _) in self.rest {
            let title =
                say(format!("不认识的项 `{}`", word.text), format!("unknown key `{}`", word.text));
            let fault = Fault::error(word.place, title)
                .label(say("这里没有这一项", "there is no such key here"));
            let fault = fault.help(suggestion(word.text, &self.asked));
            faults.push(fault.instead(&self.asked));
        }
    }
}

impl<'a> Node<'a> {
    /// Reports a value of the wrong type.
    pub(super) fn wrong(&self, zh: &str, en: &str, example: &str, faults: &mut Vec<Fault>) {
        let found = type_name(self.value);
        let key = self.key;
        let title = say(format!("`{key}` 应当是{zh}"), format!("`{key}` should be {en}"));
        let label = say(format!("这里写的是{}", found.zh), format!("this is {}", found.en));
        let help = say(format!("例如 {example}"), format!("for example {example}"));
        faults.push(Fault::error(self.place, title).label(label).help(help));
    }

    /// Returns the value as a word.
    pub(super) fn word(&self, example: &str, faults: &mut Vec<Fault>) -> Option<Word<'a>> {
        let DeValue::String(text) = self.value else {
            self.wrong("带引号的文字", "text in quotes", example, faults);
            return None;
        };
        Some(Word { text: text.as_ref(), place: self.place })
    }

    /// Returns the value as `true` or `false`.
    pub(super) fn flag(&self, faults: &mut Vec<Fault>) -> Option<bool> {
        let DeValue::Boolean(flag) = self.value else {
            let example = format!("{} = true", self.key);
            self.wrong(" true 或 false", "true or false", &example, faults);
            return None;
        };
        Some(*flag)
    }

    /// Returns the value as a table.
    pub(super) fn fields(&self, example: &str, faults: &mut Vec<Fault>) -> Option<Fields<'a>> {
        let DeValue::Table(table) = self.value else {
            self.wrong("一张表", "a table", example, faults);
            return None;
        };
        Some(Fields::new(self.place, table))
    }

    /// Returns the value as a list.
    pub(super) fn list(&self, example: &str, faults: &mut Vec<Fault>) -> Option<Vec<Node<'a>>> {
        let DeValue::Array(array) = self.value else {
            self.wrong("一个列表", "a list", example, faults);
            return None;
        };
        let nodes = array.iter().map(|it| {
            let span = it.span();
            let place = Place { file: self.place.file, start: span.start, end: span.end };
            Node { key: self.key, place, value: it.get_ref() }
        });
        Some(nodes.collect())
    }

    /// Returns the value as a list of words.
    pub(super) fn words(&self, example: &str, faults: &mut Vec<Fault>) -> Vec<Word<'a>> {
        let list = self.list(example, faults).unwrap_or_default();
        list.iter().filter_map(|it| it.word(example, faults)).collect()
    }

    /// Returns the value as a list of tables, as `[[…]]` writes them.
    pub(super) fn tables(&self, example: &str, faults: &mut Vec<Fault>) -> Vec<Fields<'a>> {
        let list = self.list(example, faults).unwrap_or_default();
        list.iter().filter_map(|it| it.fields(example, faults)).collect()
    }

    /// Returns what one of several fixed words stands for.
    pub(super) fn choice<T: Copy>(
        &self,
        choices: &[(&'static str, T)],
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let known: Vec<&'static str> = choices.iter().map(|it| it.0).collect();
        let example = format!("{} = \"{}\"", self.key, known.first().unwrap_or(&""));
        let word = self.word(&example, faults)?;
        let found = choices.iter().find(|it| it.0 == word.text).map(|it| it.1);
        if found.is_none() {
            let title = say(
                format!("`{}` 不能是 \"{}\"", self.key, word.text),
                format!("`{}` cannot be \"{}\"", self.key, word.text),
            );
            let fault = Fault::error(word.place, title)
                .label(say("没有这种写法", "there is no such choice"));
            faults.push(fault.help(suggestion(word.text, &known)).instead(&known));
        }
        found
    }

    /// Returns the value as text in both languages.
    pub(super) fn text(&self, faults: &mut Vec<Fault>) -> Option<Text> {
        if let DeValue::String(text) = self.value {
            return self.checked(text, faults).map(Text::same);
        }
        let example = format!("{} = {{ zh = \"…\", en = \"…\" }}", self.key);
        let DeValue::Table(table) = self.value else {
            self.wrong("文字", "text", &example, faults);
            return None;
        };
        let mut fields = Fields::new(self.place, table);
        let zh = fields.need("zh", "zh = \"…\"", faults);
        let en = fields.need("en", "en = \"…\"", faults);
        fields.finish(faults);
        let zh = zh.and_then(|it| Some((it, it.word("zh = \"…\"", faults)?)));
        let en = en.and_then(|it| Some((it, it.word("en = \"…\"", faults)?)));
        let zh = zh.and_then(|(it, word)| it.checked(word.text, faults));
        let en = en.and_then(|(it, word)| it.checked(word.text, faults));
        Some(Text { zh: zh?.to_owned(), en: en?.to_owned() })
    }

    fn checked<'t>(&self, text: &'t str, faults: &mut Vec<Fault>) -> Option<&'t str> {
        let key = self.key;
        let fault = if text.trim().is_empty() {
            let title = say(format!("`{key}` 是空的"), format!("`{key}` is empty"));
            let help = say("写上要显示的文字", "write the words to be shown");
            Fault::error(self.place, title).help(help)
        } else if text.chars().any(char::is_control) {
            let title = say(
                format!("`{key}` 里有换行或控制字符"),
                format!("`{key}` holds a line break or control character"),
            );
            let help = say("写成一行，去掉这些字符", "write one line without them");
            Fault::error(self.place, title).help(help)
        } else if text.chars().count() > TEXT_CHARS_MAX {
            let title = say(format!("`{key}` 太长"), format!("`{key}` is too long"));
            let help = say("最多 2000 字", "at most 2,000 characters");
            Fault::error(self.place, title).help(help)
        } else {
            return Some(text);
        };
        faults.push(fault);
        None
    }
}

fn missing(key: &str) -> Text {
    say(format!("缺少 `{key}`"), format!("`{key}` is missing"))
}

fn type_name(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => say("文字", "text"),
        DeValue::Integer(_) => say("整数", "a whole number"),
        DeValue::Float(_) => say("小数", "a decimal number"),
        DeValue::Boolean(_) => say(" true 或 false", "true or false"),
        DeValue::Datetime(_) => say("没加引号的时间", "a time without quotes"),
        DeValue::Array(_) => say("列表", "a list"),
        DeValue::Table(_) => say("表", "a table"),
    }
}
