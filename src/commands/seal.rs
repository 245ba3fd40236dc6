//! What is signed at a handover: the exact report, its bytes kept beside the record under their
//! hash, so that whoever holds the paper can check it with `sha256sum` alone.
//!
//! It never signs: it says what a signature is bound to.

use std::path::Path;

use anyhow::{Result, anyhow};
use chrono::{DateTime, NaiveDate, Utc};

use super::export;
use crate::engine::command::{HandoverAct, Proof, Seal};
use crate::engine::{Action, Engine, Entry, Seq};
use crate::journal::{Journal, JournalError, chain};
use crate::platform;
use crate::report::Report;
use crate::schedule::Lang;
use crate::session::{InForce, Session};

/// The folder beside the record in which signed and printed reports are kept.
pub(super) const REPORTS: &str = "reports";

/// Returns the report of a handover as it was when the line was drawn, and the engine that stands
/// there; none where the number begins no handover.
fn as_drawn(
    journal: &Journal,
    in_force: &InForce,
    number: Seq,
) -> Result<Option<(Engine, Report)>, JournalError> {
    let Some((_, begun)) = journal.begun(number)? else { return Ok(None) };
    let (engine, entries) = Session::of_lines(journal, in_force, begun.shift.after, number)?;
    let Some(report) = Report::of_handover(&engine, &entries, number) else { return Ok(None) };
    let hash = journal.hash_of(number)?.unwrap_or_default();
    Ok(Some((engine, report.anchored(&hash))))
}

/// Returns the report of a handover with all that is known of it by now.
///
/// # Errors
/// The journal cannot be read.
pub(super) fn as_known(
    journal: &Journal,
    in_force: &InForce,
    number: Seq,
) -> Result<Option<Report>, JournalError> {
    let Some((mut engine, report)) = as_drawn(journal, in_force, number)? else { return Ok(None) };
    for entry in journal.acts_of(number)? {
        engine.apply(&entry);
    }
    let view = engine.handover(number).cloned();
    Ok(Some(match view {
        Some(view) => report.with_handover(view),
        None => report,
    }))
}

/// Returns the report of what is not handed over yet.
///
/// # Errors
/// The journal cannot be read.
pub(super) fn so_far(
    journal: &Journal,
    in_force: &InForce,
    after: Option<Seq>,
    now: DateTime<Utc>,
) -> Result<Option<Report>, JournalError> {
    let Some(head) = journal.head()? else { return Ok(None) };
    let (engine, entries) = Session::of_lines(journal, in_force, after, head.seq)?;
    let report = Report::of_open_period(&engine, &entries, now);
    Ok(Some(report.anchored(&head.hash)))
}

/// Returns an action with its seal, where it is a signature on a handover, and keeps what is
/// signed beside the record, where that lies in a file.
///
/// # Errors
/// The report cannot be made or kept; then nothing is signed.
pub fn sealed(action: Action, journal: &Journal, in_force: &InForce, lang: Lang) -> Result<Action> {
    let Some(number) = asks_for_seal(&action) else { return Ok(action) };
    let drawn = as_drawn(journal, in_force, number);
    let drawn = drawn.map_err(|fault| anyhow!(fault.explain(lang)))?;
    // A handover that is not there is refused by the engine, in its own words.
    let Some((_, report)) = drawn else { return Ok(action) };
    let seal = seal(&report);
    if let Some(data) = journal.path().and_then(Path::parent) {
        keep(data, &report, &seal, lang)?;
    }
    Ok(with(action, seal))
}

/// Returns a practised action with its seal: nothing of it is chained, and nothing is kept.
pub(super) fn practised(action: Action, engine: Engine, entries: &[Entry]) -> Action {
    let Some(number) = asks_for_seal(&action) else { return action };
    let mut drawn = engine;
    for entry in entries.iter().filter(|it| it.seq <= number) {
        drawn.apply(entry);
    }
    match Report::of_handover(&drawn, entries, number) {
        Some(report) => with(action, seal(&report.anchored(chain::START).rehearsed())),
        None => action,
    }
}

fn seal(report: &Report) -> Seal {
    Seal {
        proof: Proof::Name,
        report: chain::fingerprint(&report.signed_bytes()),
        head: report.head_hash.clone().unwrap_or_default(),
    }
}

fn asks_for_seal(action: &Action) -> Option<Seq> {
    let Action::Handover(act) = action else { return None };
    act.seal().filter(|it| !it.is_whole()).and(act.subject())
}

fn with(action: Action, seal: Seal) -> Action {
    match action {
        Action::Handover(act) => {
            let proof = act.seal().map(|it| it.proof.clone()).unwrap_or_default();
            Action::Handover(HandoverAct::sealed(act, Seal { proof, ..seal }))
        }
        other => other,
    }
}

/// Returns the name under which the report of a store day is kept, by the hash that was signed.
pub(super) fn file_name(day: NaiveDate, hash: &str) -> String {
    format!("signed-{day}-{}.json", hash.get(..12).unwrap_or(hash))
}

fn keep(data: &Path, report: &Report, seal: &Seal, lang: Lang) -> Result<()> {
    let folder = data.join(REPORTS);
    platform::create_private_folder(&folder)?;
    let file = folder.join(file_name(report.agenda.day, &seal.report));
    let bytes = report.signed_bytes();
    match platform::write_whole(&file, &bytes) {
        Ok(_) => Ok(()),
        Err(platform::WriteFault::Exists) if std::fs::read(&file).is_ok_and(|it| it == bytes) => {
            Ok(())
        }
        Err(_) => export::write_new(&file, &bytes, lang).map(|_| ()),
    }
}
