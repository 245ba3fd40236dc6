//! The search index: Chinese words of one character and more, and words of letters and digits.
//!
//! Han characters are indexed as neighbouring pairs, and the last one of a run alone, because the
//! tokenizers that come with SQLite find no Chinese word of one or two characters. It reads
//! entries only; what the schedule calls things is not in the index.

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};

use super::{JournalError, row, stored};
use crate::engine::command::{Answer, Correction, FollowUp, Fork, Severity, SweepOutcome};
use crate::engine::{Entry, Fact};
use crate::schedule::FloorId;

/// What to look for; parts that are none or empty narrow nothing down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all be in the entry.
    pub words: String,
    /// The store day it was written on.
    pub day: Option<NaiveDate>,
    /// The floor that it names.
    pub floor: Option<FloorId>,
    /// The severity with which it was recorded as a finding.
    pub severity: Option<Severity>,
    /// All entries, or findings only.
    pub only: Only,
    /// The largest number of entries to return.
    pub count_max: u32,
}

/// Which entries a search returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Findings.
    Findings,
    /// Findings that are open.
    OpenFindings,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            words: String::new(),
            day: None,
            floor: None,
            severity: None,
            only: Only::All,
            count_max: 1_000,
        }
    }
}

/// Returns the entries that fit, the newest first.
pub(super) fn find(connection: &Connection, filter: &Filter) -> Result<Vec<Entry>, JournalError> {
    let columns = row::COLUMNS;
    let query = match_query(&filter.words);
    let mut values: Vec<(&str, Box<dyn ToSql>)> = Vec::new();
    let (mut sql, order) = match query {
        Query::Anything => (format!("SELECT {columns} FROM entry WHERE 1"), "entry.seq"),
        Query::Nothing => return Ok(Vec::new()),
        Query::Words(words) => {
            values.push((":words", Box::new(words)));
            // The cross join keeps the index in front, so that the newest come first at no cost.
            let sql = format!(
                "SELECT {columns} FROM search CROSS JOIN entry ON entry.seq = search.rowid
                 WHERE search MATCH :words"
            );
            (sql, "search.rowid")
        }
    };
    if let Some(day) = filter.day {
        values.push((":day", Box::new(day.to_string())));
        sql.push_str(
            " AND day = :day AND seq >= (SELECT first_seq FROM day WHERE day = :day)
              AND seq <= (SELECT last_seq FROM day WHERE day = :day)",
        );
    }
    if let Some(floor) = &filter.floor {
        values.push((":floor", Box::new(floor.as_str().to_owned())));
        sql.push_str(" AND :floor IN (payload ->> '$.floor', payload ->> '$.question.floor')");
    }
    if let Some(severity) = filter.severity {
        values.push((":severity", Box::new(stored::severity_word(severity))));
        sql.push_str(" AND kind = 'found' AND payload ->> '$.severity' = :severity");
    }
    match filter.only {
        Only::All => {}
        Only::Findings => sql.push_str(" AND seq IN (SELECT seq FROM finding)"),
        Only::OpenFindings => {
            sql.push_str(" AND seq IN (SELECT seq FROM finding WHERE closed_seq IS NULL)");
        }
    }
    sql.push_str(&format!(" ORDER BY {order} DESC LIMIT :count_max"));
    values.push((":count_max", Box::new(filter.count_max)));
    let named: Vec<(&str, &dyn ToSql)> = values.iter().map(|(it, value)| (*it, &**value)).collect();
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(named.as_slice())?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(row::entry(&row::link(row)?)?);
    }
    Ok(entries)
}

/// Returns the words under which an entry is found.
pub(super) fn index_words(entry: &Entry) -> String {
    let mut words = String::new();
    index(entry.officer.as_str(), &mut words);
    for text in texts(&entry.fact) {
        index(text, &mut words);
    }
    words
}

enum Query {
    Anything,
    Nothing,
    Words(String),
}

/// Returns what to ask the index: every run of the words as a phrase or a beginning.
fn match_query(words: &str) -> Query {
    if words.trim().is_empty() {
        return Query::Anything;
    }
    let mut parts: Vec<String> = Vec::new();
    for run in runs(words) {
        parts.push(match run {
            Run::Han(characters) if characters.len() > 1 => {
                let pairs: Vec<String> = characters.windows(2).map(String::from_iter).collect();
                format!("\"{}\"", pairs.join(" "))
            }
            Run::Han(characters) => format!("\"{}\"*", String::from_iter(characters)),
            Run::Word(word) => format!("\"{word}\"*"),
        });
    }
    if parts.is_empty() { Query::Nothing } else { Query::Words(parts.join(" AND ")) }
}

fn index(text: &str, words: &mut String) {
    for run in runs(text) {
        match run {
            Run::Han(characters) => {
                for pair in characters.windows(2) {
                    words.extend(pair);
                    words.push(' ');
                }
                words.extend(characters.last());
            }
            Run::Word(word) => words.push_str(&word),
        }
        words.push(' ');
    }
}

enum Run {
    Han(Vec<char>),
    Word(String),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut apart = true;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            apart = true;
            continue;
        }
        match (runs.last_mut(), is_han(character)) {
            (Some(Run::Han(run)), true) if !apart => run.push(character),
            (Some(Run::Word(run)), false) if !apart => run.extend(character.to_lowercase()),
            (_, true) => runs.push(Run::Han(vec![character])),
            (_, false) => runs.push(Run::Word(character.to_lowercase().collect())),
        }
        apart = false;
    }
    runs
}

fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// Returns every text of a fact that a person wrote.
fn texts(fact: &Fact) -> Vec<&str> {
    match fact {
        Fact::StoreNamed(text) | Fact::Noted(text) => vec![text],
        Fact::Answered(it) => {
            let floor = it.question.floor.as_ref().map(FloorId::as_str);
            answer(&it.answer).into_iter().chain(it.note.as_deref()).chain(floor).collect()
        }
        Fact::Skipped(it) => vec![&it.reason],
        Fact::Deferred(it) => vec![&it.reason],
        Fact::Signed(it) => vec![it.name.as_str()],
        Fact::Swept(it) => match &it.outcome {
            SweepOutcome::Clear => vec![it.floor.as_str()],
            SweepOutcome::ClearExcept { who, until, watcher } => {
                vec![it.floor.as_str(), who, until, watcher]
            }
            SweepOutcome::NotSwept { reason } => vec![it.floor.as_str(), reason],
        },
        Fact::BatchReturned(it) => it.note.as_deref().into_iter().collect(),
        Fact::Found(it) => {
            let rest = match &it.fork {
                Fork::OnTheSpot { done } => vec![done.as_str()],
                Fork::FollowUp(it) => follow_up(it),
            };
            let floor = it.floor.as_ref().map(FloorId::as_str);
            let parts = [Some(it.what.as_str()), floor, it.place.as_deref()];
            let parts = parts.into_iter().flatten().chain(it.reported_by.as_deref());
            parts.chain(rest).collect()
        }
        Fact::Assigned(it) => follow_up(&it.follow_up),
        Fact::Fixed(it) => vec![it.fixed_by.as_str(), &it.done],
        Fact::Reinspected(it) => it.note.as_deref().into_iter().collect(),
        Fact::Corrected(it) => {
            let mut parts = correction(&it.correction);
            parts.push(&it.reason);
            parts
        }
        Fact::Exported(it) => vec![&it.file, &it.sha256],
        Fact::Printed(it) => {
            [&it.printer, &it.sha256].into_iter().chain(&it.job).map(String::as_str).collect()
        }
        Fact::DayOpened { .. }
        | Fact::DeskStarted { .. }
        | Fact::DeskStopped(_)
        | Fact::DeskTaken
        | Fact::Acknowledged(_)
        | Fact::BatchLeft(_)
        | Fact::ClockStepped(_)
        | Fact::Slept(_) => Vec::new(),
    }
}

fn answer(it: &Answer) -> Vec<&str> {
    match it {
        Answer::Text(text) => vec![text],
        Answer::Names(names) => names.iter().map(String::as_str).collect(),
        Answer::State(_)
        | Answer::Yes
        | Answer::No
        | Answer::NotApplicable
        | Answer::Number(_)
        | Answer::Count(_) => Vec::new(),
    }
}

fn follow_up(it: &FollowUp) -> Vec<&str> {
    let parts = [&it.owner, &it.interim, &it.reported_to];
    parts.into_iter().filter_map(|it| it.as_deref()).collect()
}

fn correction(it: &Correction) -> Vec<&str> {
    match it {
        Correction::Answer { answer: it, note } => {
            answer(it).into_iter().chain(note.as_deref()).collect()
        }
        Correction::Finding { what, floor, .. } => {
            what.as_deref().into_iter().chain(floor.as_ref().map(FloorId::as_str)).collect()
        }
        Correction::Note(text) => vec![text],
        Correction::Count(_) | Correction::Withdrawn => Vec::new(),
    }
}
