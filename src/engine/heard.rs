//! Whether what somebody said speaks of a thing: by its number, or by most of its words.
//!
//! Width, case, blanks and the order of words do not matter; nothing is understood. Where the words
//! fit another thing as well, they speak of none: a thing must never pass for said that was not.

use std::collections::BTreeSet;

use super::command::Seq;

/// The words by which a text can speak of a thing.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// Its number on the record.
    pub(super) number: Option<Seq>,
    /// What it is called, in one language or more: each alone is enough.
    pub(super) titles: Vec<String>,
    /// Where on the floor it is; of a floor that is meant itself, who is left there or why.
    pub(super) place: String,
    /// What its floor is called; where it has no title, the floor itself is meant.
    pub(super) floor: Vec<String>,
}

impl About {
    /// Returns a thing that is known by its titles alone.
    pub(super) fn of(titles: Vec<String>) -> Self {
        Self { titles, ..Self::default() }
    }
}

/// Characters that say nothing of a thing; a text is read without them.
const EMPTY: &str = "的了是在有和与及个这那已请要着把";

/// Words of Latin letters that say nothing of a thing.
const EMPTY_WORDS: [&str; 18] = [
    "the", "an", "and", "or", "is", "are", "was", "on", "in", "at", "of", "to", "by", "not", "no",
    "for", "it", "with",
];

/// So many characters of a long title are enough; a word of letters counts for two.
const ENOUGH: usize = 6;

/// So many are enough of a title whose floor is named in the same clause, where they are more than
/// a third.
const ENOUGH_ON_FLOOR: usize = 4;

/// What ends a clause.
const ENDS: [char; 8] = ['。', '；', ';', '，', ',', '、', '.', '\n'];

/// Han numerals.
const NUMERALS: &str = "一二三四五六七八九十百";

/// What tells that a floor is not clear, beside its name.
const SWEEP: [&str; 4] = ["清", "sweep", "swept", "clear"];

/// What was said, taken apart.
#[derive(Clone)]
pub(super) struct Heard {
    text: String,
    marks: BTreeSet<String>,
    extent: Extent,
}

/// How much of what was said a text is: a floor named in one clause tells nothing of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    Clause,
}

/// What of a thing was said.
struct Match {
    /// Everything of it that can be said.
    all: BTreeSet<String>,
    /// What of that was said.
    said: BTreeSet<String>,
    /// Whether that is most of one of its titles.
    most: bool,
    /// Whether it is a thing of its own, and not one of several turns of the same step.
    single: bool,
}

impl Match {
    /// Returns whether all of it was said that another has not as well; a floor that both are on
    /// tells nothing.
    fn is_full_beside(&self, other: &Self) -> bool {
        let shared = |it: &&String| it.starts_with('@') && other.all.contains(*it);
        self.all.iter().filter(|it| !shared(it)).all(|it| self.said.contains(it))
    }

    /// Returns whether what was said speaks of this one and of none of the others.
    fn holds_beside(&self, other: &Self) -> bool {
        if !self.said.is_subset(&other.said) || (self.all == other.all && !self.single) {
            return true;
        }
        self.is_full_beside(other) && !other.is_full_beside(self)
    }
}

impl Heard {
    /// Takes a text apart.
    pub(super) fn new(said: &str) -> Self {
        let text = plain(said);
        Self { marks: marks(&text), text, extent: Extent::All }
    }

    /// Says of each thing whether it is spoken of, in all that was said or in a clause of it.
    pub(super) fn speaks_of(&self, things: &[About]) -> Vec<bool> {
        let clause =
            |it: &str| Self { text: it.to_owned(), marks: marks(it), extent: Extent::Clause };
        let clauses = self.text.split(ENDS).map(clause);
        let told: Vec<Vec<bool>> =
            clauses.chain([self.clone()]).map(|it| it.tells(things)).collect();
        let numbered = |it: &About| it.number.is_some_and(|it| self.has_number(it));
        let each = things.iter().enumerate();
        each.map(|(at, it)| numbered(it) || told.iter().any(|told| told[at])).collect()
    }

    fn tells(&self, things: &[About]) -> Vec<bool> {
        let all: Vec<Match> = things.iter().map(|it| self.of(it)).collect();
        let alone = |at: usize, it: &Match| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            others.into_iter().all(|(_, other)| it.holds_beside(other))
        };
        let each = all.iter().enumerate();
        each.map(|(at, it)| it.most && alone(at, it)).collect()
    }

    fn of(&self, thing: &About) -> Match {
        if thing.titles.is_empty() {
            let clear = thing.floor.iter().any(|it| self.tells_of_floor(it, &thing.place));
            let all = BTreeSet::from([thing.floor.concat()]);
            let said = if clear { all.clone() } else { BTreeSet::new() };
            return Match { all, said, most: clear, single: true };
        }
        let titles = thing.titles.iter().map(|it| plain(it));
        let on_floor = thing.floor.iter().any(|it| names(&self.text, &plain(it)));
        let beside = on_floor && self.extent == Extent::Clause;
        let best = titles.max_by_key(|it| self.share(it, beside)).unwrap_or_default();
        let most = self.share(&best, beside).1;
        let mut all = marks(&best);
        all.extend(marks(&plain(&thing.place)));
        let mut said: BTreeSet<String> = all.intersection(&self.marks).cloned().collect();
        // Floors have many names; the first stands for all of them.
        if let Some(first) = thing.floor.first() {
            all.insert(format!("@{first}"));
            if on_floor {
                said.insert(format!("@{first}"));
            }
        }
        Match { all, said, most, single: thing.number.is_some() }
    }

    /// Returns how much of a title was said, and whether that is most of it; beside its floor a
    /// third is enough.
    fn share(&self, title: &str, beside: bool) -> (usize, bool) {
        let (mut said, mut total) = (0, 0);
        for run in runs(&without_floors(title)) {
            match run {
                Run::Han(letters) => {
                    total += letters.len();
                    let pair = |at: usize| {
                        let pair: Option<&[char]> = letters.get(at..at + 2);
                        pair.is_some_and(|it| self.marks.contains(&String::from_iter(it)))
                    };
                    let heard = |at: &usize| pair(*at) || at.checked_sub(1).is_some_and(pair);
                    said += (0..letters.len()).filter(heard).count();
                }
                Run::Word(word) => {
                    total += 2;
                    said += if self.marks.contains(&word) { 2 } else { 0 };
                }
            }
        }
        let with_floor = beside && said >= ENOUGH_ON_FLOOR && said * 3 > total;
        (said, said > 0 && (said * 2 > total || said >= ENOUGH || with_floor))
    }

    /// Returns whether a clause names a floor and says how its sweep stands, or who is left there.
    fn tells_of_floor(&self, floor: &str, left: &str) -> bool {
        let (floor, left) = (plain(floor), marks(&plain(left)));
        let tells =
            |it: &str| SWEEP.iter().any(|word| it.contains(word)) || !marks(it).is_disjoint(&left);
        self.text.split(ENDS).any(|it| names(it, &floor) && tells(it))
    }

    /// Returns whether a number was said as that of an entry: `#12`, or in a clause that holds
    /// numbers alone. A bare number in a sentence may be a time, a floor or a count.
    fn has_number(&self, number: Seq) -> bool {
        let number = number.0.to_string();
        let marked = self.text.split('#').skip(1).any(|it| {
            let it = it.trim_start();
            let end = it.find(|it: char| !it.is_ascii_digit()).unwrap_or(it.len());
            it[..end] == number
        });
        let lists = self.text.split(['。', ';', '\n']).filter(|it| {
            let parts = it.split([',', '、', ' ', '/', '和']).filter(|it| !it.is_empty());
            parts.into_iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()))
        });
        let mut numbers = lists.flat_map(|it| it.split(|it: char| !it.is_ascii_digit()));
        marked || numbers.any(|it| it == number)
    }
}

/// A stretch of a text: Han characters, or a word of letters or digits.
enum Run {
    Han(Vec<char>),
    Word(String),
}

/// Returns a text in one width and case, without what says nothing.
fn plain(text: &str) -> String {
    let narrow = |it: char| match it {
        '\u{3000}' => ' ',
        '；' => ';',
        '，' => ',',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        other => other,
    };
    let letters = text.chars().map(narrow).filter(|it| !EMPTY.contains(*it));
    letters.flat_map(char::to_lowercase).collect()
}

/// Returns a title without the floor that it begins with or holds: whoever names a floor has said
/// nothing yet of what is wrong there.
fn without_floors(title: &str) -> String {
    let mut rest = String::new();
    let mut letters = title.chars().peekable();
    while let Some(letter) = letters.next() {
        let numeral = letter.is_ascii_digit() || NUMERALS.contains(letter);
        if numeral && letters.next_if(|it| matches!(it, '楼' | '层')).is_some() {
            rest.push(',');
        } else {
            rest.push(letter);
        }
    }
    rest
}

fn is_han(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphabetic()
}

/// Takes a text apart; blanks between Han characters part nothing.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut parted = true;
    for letter in text.chars() {
        match runs.last_mut() {
            Some(Run::Han(letters)) if is_han(letter) && !parted => letters.push(letter),
            Some(Run::Word(word)) if letter.is_ascii_alphanumeric() && !parted => {
                word.push(letter);
            }
            _ if is_han(letter) => runs.push(Run::Han(vec![letter])),
            _ if letter.is_ascii_alphanumeric() => runs.push(Run::Word(letter.to_string())),
            Some(Run::Han(_)) if letter == ' ' => continue,
            _ => {
                parted = true;
                continue;
            }
        }
        parted = false;
    }
    runs.retain(|it| match it {
        Run::Han(_) => true,
        Run::Word(word) => !EMPTY_WORDS.contains(&word.as_str()) && word.len() > 1,
    });
    runs
}

/// Returns the pairs of Han characters and the words of a text.
fn marks(text: &str) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    for run in runs(text) {
        match run {
            Run::Han(letters) => marks.extend(letters.windows(2).map(String::from_iter)),
            Run::Word(word) => {
                marks.insert(word);
            }
        }
    }
    marks
}

/// Returns whether a text has a name that is not a part of a longer one: `1f` is not in `11f`.
fn names(text: &str, name: &str) -> bool {
    let part = |it: char| it.is_ascii_alphanumeric() || NUMERALS.contains(it);
    let ends_plain = name.chars().next_back().is_some_and(|it| it.is_ascii_alphanumeric());
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            let longer = ends_plain && after.is_some_and(|it| it.is_ascii_alphanumeric());
            !before.is_some_and(part) && !longer
        })
}
