//! What to ask the search index for some words.
//!
//! It never reads the index itself.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{self, Run};
use crate::engine::label::{Label, Term};

/// What to ask.
pub(super) enum Query {
    /// There are no words: everything fits.
    Anything,
    /// There is nothing in the words to look for.
    Nothing,
    /// An expression of the index.
    Words(String),
}

/// Returns the query that finds all of the words: each as written, or in a term of the entry.
pub(super) fn of(words: &str, terms: &[Term]) -> Query {
    if words.trim().is_empty() {
        return Query::Anything;
    }
    let runs = token::runs(words);
    let spoken: Vec<(&Term, Vec<Run>)> =
        terms.iter().map(|it| (it, token::runs(&it.text))).collect();
    let parts: Vec<String> = runs.iter().map(|run| part(run, &spoken)).collect();
    if parts.is_empty() { Query::Nothing } else { Query::Words(parts.join(" AND ")) }
}

fn part(run: &Run, spoken: &[(&Term, Vec<Run>)]) -> String {
    // Labels that ask for the same beside them share one branch: a query of few branches is fast.
    let mut branches: BTreeMap<&[Label], BTreeSet<&Label>> = BTreeMap::new();
    for (term, runs) in spoken {
        if runs.iter().any(|it| holds(it, run)) {
            branches.entry(&term.also).or_default().insert(&term.label);
        }
    }
    let mut parts = vec![written(run)];
    for (also, labels) in branches {
        let either: Vec<String> = labels.iter().map(|it| quoted(it)).collect();
        let mut all: Vec<String> = also.iter().map(quoted).collect();
        all.push(format!("({})", either.join(" OR ")));
        parts.push(format!("({})", all.join(" AND ")));
    }
    format!("({})", parts.join(" OR "))
}

/// Returns how the index holds a run that somebody wrote: as a phrase, or as a beginning.
fn written(run: &Run) -> String {
    match run {
        Run::Han(characters) if characters.len() > 1 => {
            let pairs: Vec<String> = characters.windows(2).map(String::from_iter).collect();
            format!("\"{}\"", pairs.join(" "))
        }
        Run::Han(characters) => format!("\"{}\"*", String::from_iter(characters)),
        Run::Word(word) => format!("\"{word}\"*"),
    }
}

fn holds(shown: &Run, wanted: &Run) -> bool {
    match (shown, wanted) {
        (Run::Han(shown), Run::Han(wanted)) => {
            shown.windows(wanted.len()).any(|part| part == wanted)
        }
        (Run::Word(shown), Run::Word(wanted)) => shown.starts_with(wanted.as_str()),
        (Run::Han(_), Run::Word(_)) | (Run::Word(_), Run::Han(_)) => false,
    }
}

fn quoted(label: &Label) -> String {
    format!("\"{}\"", token::token(label))
}
