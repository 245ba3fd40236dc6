//! Words of a schedule: whether they are well formed, known, used twice; and the nearest right one.
//!
//! It never looks at what a word stands for.

use std::collections::BTreeMap;

use super::super::fault::say;
use super::super::{Fault, Place, Text};

/// A piece of text of the file and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) place: Place,
}

/// What a word names, for messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    zh: &'static str,
    en: &'static str,
    article: &'static str,
    capitals: bool,
}

impl Kind {
    const fn new(zh: &'static str, en: &'static str) -> Self {
        let article = if matches!(en.as_bytes()[0], b'a' | b'e' | b'i') { "an" } else { "a" };
        Self { zh, en, article, capitals: false }
    }

    const fn with_capitals(zh: &'static str, en: &'static str) -> Self {
        Self { capitals: true, ..Self::new(zh, en) }
    }
}

pub(super) const STEP: Kind = Kind::new("步骤", "step");
pub(super) const EVENT: Kind = Kind::new("事件", "event");
pub(super) const ITEM: Kind = Kind::new("检查项", "item");
pub(super) const ROLE: Kind = Kind::new("角色", "role");
pub(super) const SHIFT: Kind = Kind::new("班次", "shift");
pub(super) const COUNT: Kind = Kind::new("清点项", "count");
pub(super) const TIME: Kind = Kind::new("时间", "time");
pub(super) const STATE: Kind = Kind::new("状态", "state");
pub(super) const ANSWERS: Kind = Kind::new("答案表", "answer list");
pub(super) const VARIANT: Kind = Kind::new("变体", "variant");
pub(super) const EITHER: Kind = Kind::new("组", "group");
pub(super) const POST: Kind = Kind::with_capitals("岗位", "post");
pub(super) const FLOOR: Kind = Kind::with_capitals("楼层", "floor");
pub(super) const AREA: Kind = Kind::with_capitals("区域", "area");
pub(super) const PHASE: Kind = Kind::with_capitals("阶段", "phase");

/// The words of one kind that have been given so far, each with the place of the first.
pub(super) struct Given<'a> {
    kind: Kind,
    first: BTreeMap<&'a str, Place>,
}

impl<'a> Given<'a> {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, first: BTreeMap::new() }
    }

    /// Returns the words given so far.
    pub(super) fn words(&self) -> Vec<&'a str> {
        self.first.keys().copied().collect()
    }

    /// Takes a new word; one that is ill formed or given before is a fault.
    pub(super) fn add(&mut self, word: Word<'a>, faults: &mut Vec<Fault>) -> Option<Word<'a>> {
        if !well_formed(word.text, self.kind.capitals) {
            faults.push(ill_formed(word, self.kind));
            return None;
        }
        self.add_as_is(word, faults)
    }

    /// Takes a new word that is well formed where it comes from; one given before is a fault.
    pub(super) fn add_as_is(
        &mut self,
        word: Word<'a>,
        faults: &mut Vec<Fault>,
    ) -> Option<Word<'a>> {
        let Kind { zh, en, .. } = self.kind;
        if let Some(first) = self.first.get(word.text) {
            let text = word.text;
            let title =
                say(format!("{zh} `{text}` 写了两次"), format!("the {en} `{text}` is given twice"));
            let fault = Fault::error(word.place, title)
                .label(say("这里又写了一次", "given again here"))
                .help(say("换一个名字，或删去其中一个", "rename one of them or remove it"))
                .note(*first, say("第一次在这里", "first given here"));
            faults.push(fault);
            return None;
        }
        self.first.insert(word.text, word.place);
        Some(word)
    }
}

fn well_formed(text: &str, capitals: bool) -> bool {
    let fine = |it: char| {
        it.is_ascii_lowercase() || it.is_ascii_digit() || (capitals && it.is_ascii_uppercase())
    };
    text.len() <= 60 && text.split('-').all(|part| !part.is_empty() && part.chars().all(fine))
}

fn ill_formed(word: Word<'_>, kind: Kind) -> Fault {
    let Kind { zh, en, article, capitals } = kind;
    let right = kebab(word.text, capitals);
    let title = say(
        format!("{zh} `{}` 不是合格的名字", word.text),
        format!("`{}` is not a good name for {article} {en}", word.text),
    );
    let label = if capitals {
        say("只用字母、数字和连字符", "only letters, digits and hyphens")
    } else {
        say("只用小写字母、数字和连字符", "only lower-case letters, digits and hyphens")
    };
    let example = if well_formed(&right, capitals) { right } else { "fire-door".to_owned() };
    let fault = Fault::error(word.place, title).label(label);
    fault.help(say(format!("例如 \"{example}\""), format!("for example \"{example}\"")))
}

fn kebab(text: &str, capitals: bool) -> String {
    let joined = text.trim().replace(['_', ' ', '.', '/'], "-");
    if capitals { joined } else { joined.to_lowercase() }
}

/// Behind this many faults no nearest word is looked for.
const SUGGESTIONS_MAX: usize = 500;

/// Checks that a word is one of those known; nothing is said where none could be read.
pub(super) fn is_known(
    word: Word<'_>,
    kind: Kind,
    known: Option<&[&str]>,
    faults: &mut Vec<Fault>,
) -> bool {
    let Some(known) = known else { return false };
    if known.contains(&word.text) {
        return true;
    }
    let (zh, en, text) = (kind.zh, kind.en, word.text);
    let title = say(format!("没有名为 `{text}` 的{zh}"), format!("there is no {en} `{text}`"));
    let mut fault =
        Fault::error(word.place, title).label(say(format!("未知的{zh}"), format!("unknown {en}")));
    // Comparing words takes time; a flood of faults is cut anyway.
    if faults.len() < SUGGESTIONS_MAX {
        fault = fault.help(suggestion(text, known));
    }
    faults.push(fault);
    false
}

/// Returns advice for a word that is none of those known.
pub(super) fn suggestion(text: &str, known: &[&str]) -> Text {
    if let Some(near) = nearest(text, known) {
        return say(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?"));
    }
    if known.is_empty() {
        return say("还没有写任何一个；先加上它", "none is written yet; add it first");
    }
    let some: Vec<String> = known.iter().take(12).map(|it| format!("`{it}`")).collect();
    let more = known.len() > 12;
    let (zh, en) = (some.join("、"), some.join(", "));
    let (zh_more, en_more) = if more { (" 等", " and others") } else { ("", "") };
    say(format!("可以写 {zh}{zh_more}"), format!("there are {en}{en_more}"))
}

/// Returns the known word that was most likely meant.
pub(super) fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    let text: String = kebab(text, false).chars().take(60).collect();
    let distance = |it: &str| strsim::damerau_levenshtein(&text, &it.to_lowercase());
    let (near, how_far) = known.iter().map(|it| (*it, distance(it))).min_by_key(|it| it.1)?;
    let shorter = near.chars().count().min(text.chars().count());
    (how_far <= shorter.div_ceil(3) && how_far < shorter.max(1)).then_some(near)
}
