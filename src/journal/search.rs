//! The search: Chinese words of one character and more, and words of letters and digits.
//!
//! It finds what people wrote, and through the terms that the caller knows what the entry is shown
//! as. It never knows a schedule itself, and never writes.

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};

use super::query::{self, Query};
use super::{JournalError, row, stored};
use crate::engine::Entry;
use crate::engine::command::Severity;
use crate::engine::label::Term;
use crate::schedule::FloorId;

/// What to look for; parts that are none or empty narrow nothing down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all be in the entry.
    pub words: String,
    /// How entries are shown, so that a word that nobody wrote is found as well.
    pub terms: Vec<Term>,
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
            terms: Vec::new(),
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
    let query = query::of(&filter.words, &filter.terms);
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
