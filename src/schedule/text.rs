//! The two languages of the product, and text that is written in both.
//!
//! Both languages stand side by side wherever a text is written, so that the compiler, not a key
//! file, makes sure that neither is missing. This file never chooses a language by itself.

use std::fmt;

/// A language that the product speaks; Chinese comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Returns the one of two values that belongs to this language.
    pub fn of<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A text of the schedule in both languages; a plain string stands for both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The Chinese wording.
    pub zh: String,
    /// The English wording.
    pub en: String,
}

impl Text {
    /// Returns a text that reads the same in both languages.
    pub fn same(text: &str) -> Self {
        Self { zh: text.to_owned(), en: text.to_owned() }
    }

    /// Returns the wording in the given language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.of(&self.zh, &self.en)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh)
    }
}
