//! Tables beside the entries that make the journal open fast: open findings, days, marks, words,
//! and what each step's entries are.
//!
//! They follow from the entries alone: they are written in the same transaction, can be dropped,
//! and are built again. Nothing is ever read from them that the entries do not say.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::{JournalError, row, schema, stored, token, work};
use crate::engine::command::{
    Corrected, Correction, Fork, HandoverAct, IncidentAct, Reinspected, SecondLook,
};
use crate::engine::officer::{OfficerFact, OfficerNumber, Tried, TryOutcome};
use crate::engine::{Entry, Fact};

/// What an entry does to the projections, its words aside.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Effect {
    /// A finding begins; closed at birth where it was put right on the spot.
    Open { closed: Option<i64> },
    /// A finding is closed by this entry.
    Close { finding: i64 },
    /// A finding is open again.
    Reopen { finding: i64 },
    /// An entry is taken back: a finding ends with it, what it had closed is open again.
    Withdraw { entry: i64 },
    /// A day is pinned to a schedule.
    Pin { day: String, revision: String },
    /// One of the kinds of which the latest matters.
    Mark,
    /// A try with a PIN counts against an officer.
    Wrong { mark: String },
    /// The tries against an officer count no more.
    MadeGood { mark: String },
}

fn effect(seq: i64, fact: &Fact) -> Option<Effect> {
    match fact {
        Fact::Found(it) => match it.fork {
            Fork::OnTheSpot { .. } => Some(Effect::Open { closed: Some(seq) }),
            Fork::FollowUp(_) => Some(Effect::Open { closed: None }),
        },
        Fact::Reinspected(Reinspected { finding, result, .. }) => {
            let finding = row::stored(*finding);
            Some(match result {
                SecondLook::Right => Effect::Close { finding },
                SecondLook::StillWrong => Effect::Reopen { finding },
            })
        }
        Fact::Corrected(Corrected { entry, correction, .. }) => match correction {
            Correction::Withdrawn => Some(Effect::Withdraw { entry: row::stored(*entry) }),
            Correction::Answer { .. }
            | Correction::Finding { .. }
            | Correction::Count(_)
            | Correction::Note(_) => None,
        },
        Fact::DayOpened { day, revision } => {
            Some(Effect::Pin { day: day.to_string(), revision: revision.as_str().to_owned() })
        }
        Fact::DayRepinned(_)
        | Fact::DeskStarted { .. }
        | Fact::DeskStopped(_)
        | Fact::StoreNamed(_)
        | Fact::DeskTaken => Some(Effect::Mark),
        Fact::Officer(it) => officer_effect(it),
        // Which report came last, and what is being handled, must be known years later.
        Fact::Handover(HandoverAct::Begun(_) | HandoverAct::Accepted(_))
        | Fact::Handover(HandoverAct::SignedAlone(_))
        | Fact::Incident(IncidentAct::Begun { .. }) => Some(Effect::Mark),
        Fact::Handover(
            HandoverAct::Briefed(_)
            | HandoverAct::ReadBack(_)
            | HandoverAct::Refused(_)
            | HandoverAct::Added(_)
            | HandoverAct::Reviewed(_),
        )
        | Fact::Incident(IncidentAct::Over { .. })
        | Fact::Acknowledged(_)
        | Fact::Answered(_)
        | Fact::Skipped(_)
        | Fact::Deferred(_)
        | Fact::Signed(_)
        | Fact::Returned(_)
        | Fact::StoodIn(_)
        | Fact::Swept(_)
        | Fact::AreasNamed(_)
        | Fact::AreaRemoved(_)
        | Fact::BatchLeft(_)
        | Fact::BatchReturned(_)
        | Fact::Started(_)
        | Fact::Assigned(_)
        | Fact::Fixed(_)
        | Fact::Noted(_)
        | Fact::Exported(_)
        | Fact::Printed(_)
        | Fact::ClockStepped(_)
        | Fact::Slept(_) => None,
    }
}

/// The tries with a PIN that count against an officer are marked by name, so that a journal of many
/// years opens without reading all of them.
fn officer_effect(fact: &OfficerFact) -> Option<Effect> {
    let wrong = |number: &OfficerNumber| format!("wrong:{number}");
    Some(match fact {
        OfficerFact::Added(_) | OfficerFact::Retired(_) => Effect::Mark,
        OfficerFact::PinSet(it) => Effect::MadeGood { mark: wrong(&it.number) },
        OfficerFact::PinProven(it) => Effect::MadeGood { mark: wrong(&it.number) },
        OfficerFact::Released(it) => Effect::MadeGood { mark: wrong(&it.number) },
        OfficerFact::PinTried(it) => match (&it.outcome, &it.who) {
            (TryOutcome::Weighed, Tried::Officer(number)) => Effect::Wrong { mark: wrong(number) },
            (TryOutcome::Weighed, Tried::Nobody) => Effect::Mark,
            (TryOutcome::Barred(_), _) => return None,
        },
    })
}

/// Drops the projections and builds them again from the entries.
///
/// # Errors
/// An entry cannot be read or the file cannot be written.
pub(super) fn rebuild(connection: &Connection) -> Result<(), JournalError> {
    connection.execute_batch(schema::DROP_PROJECTIONS)?;
    connection.execute_batch(schema::PROJECTIONS)?;
    let sql = format!("SELECT {} FROM entry ORDER BY seq", row::COLUMNS);
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(it) = rows.next()? {
        write(connection, &row::entry(&row::link(it)?)?)?;
    }
    Ok(())
}

const MARK: &str = "INSERT INTO mark (kind, seq) VALUES (?1, ?2)";

/// Writes an entry's part of the projections.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(connection: &Connection, entry: &Entry) -> Result<(), JournalError> {
    let (seq, day) = (row::stored(entry.seq), entry.day.to_string());
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        connection.prepare_cached(sql)?.execute(values).map(|_| ())
    };
    let mark = |kind: &str| run(MARK, params![kind, seq]);
    run(
        "INSERT INTO day (day, first_seq, last_seq) VALUES (?1, ?2, ?2)
         ON CONFLICT (day) DO UPDATE SET last_seq = excluded.last_seq",
        params![day, seq],
    )?;
    match effect(seq, &entry.fact) {
        Some(Effect::Open { closed }) => run(
            "INSERT INTO finding (seq, opened_day, closed_seq) VALUES (?1, ?2, ?3)",
            params![seq, day, closed],
        )?,
        Some(Effect::Close { finding }) => {
            run("UPDATE finding SET closed_seq = ?2 WHERE seq = ?1", params![finding, seq])?;
        }
        Some(Effect::Reopen { finding }) => {
            run("UPDATE finding SET closed_seq = NULL WHERE seq = ?1", params![finding])?;
        }
        Some(Effect::Withdraw { entry }) => run(
            "UPDATE finding SET closed_seq = iif(seq = ?1, ?2, NULL)
             WHERE seq = ?1 OR closed_seq = ?1",
            params![entry, seq],
        )?,
        Some(Effect::Pin { day, revision }) => {
            run(
                "INSERT INTO day (day, first_seq, last_seq, revision) VALUES (?1, ?2, ?2, ?3)
                 ON CONFLICT (day) DO UPDATE SET revision = coalesce(revision, excluded.revision)",
                params![day, seq, revision],
            )?;
            mark(stored::kind(&entry.fact))?;
        }
        Some(Effect::Mark) => mark(stored::kind(&entry.fact))?,
        Some(Effect::Wrong { mark: wrong }) => {
            mark(stored::kind(&entry.fact))?;
            mark(&wrong)?;
        }
        Some(Effect::MadeGood { mark: wrong }) => {
            mark(stored::kind(&entry.fact))?;
            run("DELETE FROM mark WHERE kind = ?1", params![wrong])?;
        }
        None => {}
    }
    work::write(connection, entry)?;
    run(
        "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
        params![seq, token::index_words(entry)],
    )?;
    Ok(())
}

/// The projections as they follow from the entries, kept in memory to compare them with the tables.
#[derive(Debug, Default)]
pub(super) struct Expected {
    findings: BTreeMap<i64, (String, Option<i64>)>,
    days: BTreeMap<String, (i64, i64, Option<String>)>,
    marks: BTreeSet<(String, i64)>,
    work: work::Sum,
    /// The day of the entries that came last, kept aside since most entries share it.
    running: Option<(String, i64, i64)>,
}

impl Expected {
    /// Returns whether entries of a kind say anything beside their day.
    pub(super) fn reads(kind: &str) -> bool {
        work::reads(kind)
            || matches!(
                kind,
                "found"
                    | "reinspected"
                    | "corrected"
                    | "day-opened"
                    | "day-repinned"
                    | "desk-started"
                    | "desk-stopped"
                    | "store-named"
                    | "desk-taken"
                    | "officer-added"
                    | "officer-retired"
                    | "pin-set"
                    | "pin-tried"
                    | "pin-proven"
                    | "signing-released"
                    | "handover-begun"
                    | "handover-accepted"
                    | "handover-signed-alone"
                    | "incident-begun"
            )
    }

    /// Counts an entry to its day.
    pub(super) fn count(&mut self, day: &str, seq: i64) {
        if let Some((running, _, last)) = &mut self.running
            && running.as_str() == day
        {
            *last = seq;
            return;
        }
        self.settle();
        self.running = Some((day.to_owned(), seq, seq));
    }

    /// Takes in what an entry says; its day has been counted.
    pub(super) fn take(&mut self, entry: &Entry) {
        let seq = row::stored(entry.seq);
        self.work.take(entry);
        match effect(seq, &entry.fact) {
            Some(Effect::Open { closed }) => {
                self.findings.insert(seq, (entry.day.to_string(), closed));
            }
            Some(Effect::Close { finding }) => self.set_closed(finding, Some(seq)),
            Some(Effect::Reopen { finding }) => self.set_closed(finding, None),
            Some(Effect::Withdraw { entry }) => self.withdraw(entry, seq),
            Some(Effect::Pin { day, revision }) => {
                self.settle();
                let pinned = self.days.entry(day).or_insert((seq, seq, None));
                pinned.2.get_or_insert(revision);
                self.marks.insert((stored::kind(&entry.fact).to_owned(), seq));
            }
            Some(Effect::Mark) => self.mark(stored::kind(&entry.fact), seq),
            Some(Effect::Wrong { mark }) => {
                self.mark(stored::kind(&entry.fact), seq);
                self.mark(&mark, seq);
            }
            Some(Effect::MadeGood { mark }) => {
                self.mark(stored::kind(&entry.fact), seq);
                self.marks.retain(|(kind, _)| *kind != mark);
            }
            None => {}
        }
    }

    fn mark(&mut self, kind: &str, seq: i64) {
        self.marks.insert((kind.to_owned(), seq));
    }

    fn set_closed(&mut self, finding: i64, closed: Option<i64>) {
        if let Some(known) = self.findings.get_mut(&finding) {
            known.1 = closed;
        }
    }

    fn withdraw(&mut self, entry: i64, seq: i64) {
        for (finding, (_, closed)) in &mut self.findings {
            if *finding == entry {
                *closed = Some(seq);
            } else if *closed == Some(entry) {
                *closed = None;
            }
        }
    }

    fn settle(&mut self) {
        if let Some((day, first, last)) = self.running.take() {
            self.days.entry(day).or_insert((first, last, None)).1 = last;
        }
    }

    /// Returns the name of the first table that says something else than the entries.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn differs(
        mut self,
        connection: &Connection,
    ) -> Result<Option<&'static str>, JournalError> {
        self.settle();
        let mut findings = BTreeMap::new();
        let mut statement =
            connection.prepare("SELECT seq, opened_day, closed_seq FROM finding")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            findings.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        let mut days = BTreeMap::new();
        let mut statement =
            connection.prepare("SELECT day, first_seq, last_seq, revision FROM day")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            days.insert(row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?));
        }
        let mut marks = BTreeSet::new();
        let mut statement = connection.prepare("SELECT kind, seq FROM mark")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            marks.insert((row.get(0)?, row.get(1)?));
        }
        let same = [
            ("finding", findings == self.findings),
            ("day", days == self.days),
            ("mark", marks == self.marks),
            ("work", !self.work.differs(connection)?),
        ];
        Ok(same.into_iter().find(|(_, same)| !same).map(|(name, _)| name))
    }
}
