//! What stands beside the entries and may change: the last sign of life, and half-typed text.
//!
//! Nothing here is evidence: it is not chained, and losing it loses seconds.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError, stored};

impl Journal {
    /// Marks that the desk is alive.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mark_presence(&mut self, at: DateTime<Utc>) -> Result<(), JournalError> {
        let sql = "INSERT INTO presence (only, at_ms) VALUES (1, ?1)
                   ON CONFLICT (only) DO UPDATE SET at_ms = excluded.at_ms";
        self.connection.prepare_cached(sql)?.execute([at.timestamp_millis()])?;
        Ok(())
    }

    /// Returns when a desk was last known to be alive.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn presence(&self) -> Result<Option<DateTime<Utc>>, JournalError> {
        let mut statement = self.connection.prepare_cached("SELECT at_ms FROM presence")?;
        let at: Option<i64> = statement.query_row([], |row| row.get(0)).optional()?;
        Ok(at.and_then(|it| stored::instant(it).ok()))
    }

    /// Keeps what has been typed so far at a place of the screen; an empty text ends it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_draft(&mut self, place: &str, text: &str) -> Result<(), JournalError> {
        if text.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM draft WHERE place = ?1")?
                .execute([place])?;
            return Ok(());
        }
        let sql = "INSERT INTO draft (place, text) VALUES (?1, ?2)
                   ON CONFLICT (place) DO UPDATE SET text = excluded.text";
        self.connection.prepare_cached(sql)?.execute(params![place, text])?;
        Ok(())
    }

    /// Returns what had been typed at a place of the screen.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft(&self, place: &str) -> Result<Option<String>, JournalError> {
        let sql = "SELECT text FROM draft WHERE place = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([place], |row| row.get(0)).optional()?)
    }
}
