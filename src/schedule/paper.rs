//! How the store's own papers look: what its forms are called, and its sign.
//!
//! A picture is handed on as it lies in the folder; whether it can be shown is seen where it is.

use std::collections::BTreeMap;

use super::{Lang, Text};

/// The forms that a store may call by a name of its own.
pub const FORMS: [&str; 8] =
    ["handover", "day", "fire-patrol", "diary", "floor-log", "sweep", "month", "blank"];

/// How the store's own papers look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The names of forms, by their words.
    pub titles: BTreeMap<&'static str, Text>,
    /// The sign at the head of each paper.
    pub logo: Option<Logo>,
}

/// The store's sign, as a PNG or JPEG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The name of its file.
    pub file: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Papers {
    /// Returns what the store calls a form, if it has a name of its own for it.
    pub fn title(&self, form: &str, lang: Lang) -> Option<&str> {
        self.titles.get(form).map(|it| it.get(lang))
    }
}
