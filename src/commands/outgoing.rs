//! Tells the record what left the desk from the shell: files and paper.
//!
//! It makes no record where there is none: nothing can have left it.

use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::record::{self, Record};
use super::shell::Shell;
use crate::clock::Clock;
use crate::engine::{Action, Command, CommandId, Entry, Officer};
use crate::session::SessionError;
use crate::words;

/// Returns the name of a command that nothing else has.
pub(super) fn fresh() -> CommandId {
    CommandId(Arc::from(Clock::fresh_id()))
}

/// Writes into the record what left the desk; a command that was written before is not again.
///
/// # Errors
/// The record cannot be opened or written.
pub(super) fn note(shell: &Shell, id: CommandId, action: Action) -> Result<Vec<Entry>> {
    let lang = shell.lang;
    if !shell.places()?.journal().exists() {
        shell.warn(
            lang.of("还没有记录，这一次没有记下。", "There is no record yet, so this is not kept."),
        );
        return Ok(Vec::new());
    }
    let record = Record::open(shell)?;
    let mut session = record.session(shell)?;
    let agenda = session.engine().agenda(shell.now);
    let officer = agenda.officer.unwrap_or_else(|| Officer::new(lang.of("值班台", "Desk")));
    let stamp = record::stamp(&shell.clock, &agenda.schedule);
    let command = Command { id, officer, happened: None, action };
    session.execute(&stamp, &command).map_err(|fault| match fault {
        SessionError::Refused(refusal) => anyhow!(words::refusal(&refusal, &agenda.schedule, lang)),
        SessionError::Journal(_) | SessionError::NotSaved(_) | SessionError::Crowded => {
            anyhow!(fault.explain(lang))
        }
    })
}
