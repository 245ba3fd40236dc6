//! What is owed over several days, each as a story on the calendar; a desk that was just opened
//! says the same as the one that lived through it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use zhiban::engine::agenda::{OwedState, Settled, Status};
use zhiban::engine::command::{Answer, Answered, Corrected, Correction, Proof, Question, Skipped};
use zhiban::engine::{Action, Agenda, Command, CommandId, Officer, Refusal, Seq};
use zhiban::journal::{Journal, Stamp};
use zhiban::schedule::{ItemId, OccurrenceId, Schedule, SourceFile, StepId, read};
use zhiban::session::{InForce, Session, SessionError};

use crate::schedule_days::day;
use crate::support::record::founding;

const STORE: &str = r#"
format = 1
store = "Small store"
zone = "Asia/Shanghai"
day-starts = "08:00"
[times]
open = "09:00"
close = "21:00"
[[shift]]
id = "day"
name = "day shift"
from = "08:00"
to = "day-end"
[[floor]]
id = "1F"
name = "1st floor"
[[role]]
id = "manager"
name = "manager"
[[variant]]
id = "new-year"
name = "closed"
when = ["01-01..01-02"]
closed = true
"#;

/// Returns the files of a store with one step that is owed in some way.
pub(crate) fn files(owed: &str) -> Vec<SourceFile> {
    let steps = format!(
        r#"
[phase]
id = "D"
title = "Duties"
[[step]]
id = "check"
title = "Check the extinguishers"
role = "manager"
earliest = "09:00"
due = "10:00"
finish-by = "12:00"
closes = "18:00"
{owed}
[[step.item]]
id = "seals"
ask = "Are the seals whole?"
answer = "yes-no"
[[step]]
id = "doors"
title = "Open the doors"
role = "manager"
due = "09:00"
closes = "10:00"
[[step.item]]
id = "open"
ask = "Open?"
answer = "yes-no"
"#
    );
    vec![SourceFile::new("store.toml", STORE), SourceFile::new("d.toml", steps)]
}

pub(crate) fn schedule(files: &[SourceFile]) -> Arc<Schedule> {
    match read(files) {
        Ok(reading) => Arc::new(reading.schedule),
        Err(faults) => panic!("{}", crate::schedule::render(&faults, files, Default::default())),
    }
}

pub(crate) fn instant(date: &str, time: &str) -> DateTime<Utc> {
    let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    let local = day(date).and_time(time);
    chrono_tz::Asia::Shanghai.from_local_datetime(&local).unwrap().to_utc()
}

/// A desk over many days, on a file.
pub(crate) struct Store {
    _folder: tempfile::TempDir,
    path: PathBuf,
    files: Vec<SourceFile>,
    pub(crate) session: Session,
    now: DateTime<Utc>,
    commands: u32,
}

impl Store {
    /// Opens the desk for the first time on a day at 08:00.
    pub(crate) fn opened(owed: &str, date: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let files = files(owed);
        let now = instant(date, "08:00");
        let session = session(&path, &files, now);
        let mut store = Self { _folder: folder, path, files, session, now, commands: 0 };
        store.tell(Action::StartDesk { off_since: None }).unwrap();
        store
    }

    pub(crate) fn at(&mut self, date: &str, time: &str) -> &mut Self {
        self.now = instant(date, time);
        self
    }

    pub(crate) fn tell(&mut self, action: Action) -> Result<Seq, SessionError> {
        self.commands += 1;
        let id = CommandId(Arc::from(format!("c{}", self.commands)));
        let officer = Officer::new("值班员甲");
        let stamp = Stamp::new(self.now, chrono_tz::Asia::Shanghai, "boot-1", 0);
        let command = Command { id, officer, happened: None, action };
        Ok(self.session.execute(&stamp, &command)?.last().unwrap().seq)
    }

    fn occurrence(&self) -> OccurrenceId {
        let day = self.session.engine().day_of(self.now);
        OccurrenceId { day, step: StepId::new("check"), number: 1 }
    }

    /// Does the step now.
    fn check(&mut self) -> Result<Seq, SessionError> {
        self.check_number(1)
    }

    fn check_number(&mut self, number: u16) -> Result<Seq, SessionError> {
        let occurrence = OccurrenceId { number, ..self.occurrence() };
        let question = Question { occurrence, item: ItemId::new("seals"), floor: None };
        self.tell(Action::Answer(Answered {
            question,
            answer: Answer::Yes,
            known: None,
            note: None,
            compared: None,
        }))
    }

    fn skip(&mut self, reason: &str) -> Result<Seq, SessionError> {
        let occurrence = self.occurrence();
        self.tell(Action::Skip(Skipped { occurrence, item: None, reason: reason.into() }))
    }

    fn withdraw(&mut self, entry: Seq) {
        let reason = "记错了".to_owned();
        let correction = Correction::Withdrawn;
        self.tell(Action::Correct(Corrected { entry, reason, correction, proof: Proof::Name }))
            .unwrap();
    }

    /// Returns the agenda; a desk that is opened at this moment must show the same.
    pub(crate) fn agenda(&self) -> Agenda {
        // What was saved last is only known of the days that are loaded.
        let shown = |it: &Session| Agenda { last_saved: None, ..it.engine().agenda(self.now) };
        let live = shown(&self.session);
        let again = session(&self.path, &self.files, self.now);
        assert_eq!(shown(&again), live, "a restart shows something else");
        live
    }

    fn owed(&self) -> OwedState {
        self.agenda().owed[0].state.clone()
    }

    fn status(&self) -> Option<Status> {
        self.agenda().occurrence(&self.occurrence()).map(|it| it.status.clone())
    }

    fn is_asked(&self) -> bool {
        let agenda = self.agenda();
        let prompts = agenda.current.iter().chain(&agenda.queue);
        prompts.into_iter().any(|it| it.occurrence.step.as_str() == "check")
    }
}

fn session(path: &std::path::Path, files: &[SourceFile], now: DateTime<Utc>) -> Session {
    let journal = Journal::open(path, &founding()).unwrap();
    Session::open(journal, InForce::new(schedule(files), files), now).unwrap()
}

const MONTHLY: &str = r#"duty = { every = "month", by = "last day", lead = "10d" }"#;
const WINDOW: &str =
    r#"duty = { every = "month", by = "last day", lead = "10d", roll-over = "window-only" }"#;

#[test]
fn a_monthly_duty_may_be_done_in_its_lead_and_is_asked_on_its_day() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    assert_eq!(store.status(), None, "the record began after October's day");
    store.at("2026-11-19", "11:00");
    assert_eq!(store.status(), None);
    store.at("2026-11-20", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-11-30") });
    assert_eq!(store.status(), Some(Status::Free));
    assert!(!store.is_asked());
    store.at("2026-11-30", "09:59");
    assert_eq!((store.owed(), store.is_asked()), (OwedState::Due, false));
    store.at("2026-11-30", "10:00");
    assert!(store.is_asked());
    store.check().unwrap();
    assert_eq!(store.owed(), OwedState::Settled(Settled::Done(day("2026-11-30"))));
    store.at("2026-12-20", "11:00");
    assert_eq!(store.status(), None);
    store.at("2026-12-21", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-12-31") });
}

#[test]
fn done_early_in_the_lead_it_is_settled_and_a_second_time_is_refused() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    store.at("2026-11-25", "09:30").check().unwrap();
    assert!(matches!(store.status(), Some(Status::Done { .. })));
    store.at("2026-11-30", "11:00");
    assert_eq!(store.owed(), OwedState::Settled(Settled::Done(day("2026-11-25"))));
    assert_eq!((store.status(), store.is_asked()), (None, false));
    let refused = store.check();
    let Err(SessionError::Refused(Refusal::Settled { on, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(on, Some(day("2026-11-25")));
}

#[test]
fn what_was_taken_back_is_owed_again() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    let entry = store.at("2026-11-25", "09:30").check().unwrap();
    store.at("2026-11-30", "11:00").withdraw(entry);
    assert_eq!(store.owed(), OwedState::Due);
    assert!(store.is_asked());
}

#[test]
fn left_undone_it_rolls_over_day_by_day_and_never_piles_up() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    store.at("2026-11-30", "13:00");
    assert_eq!(store.status(), Some(Status::Overdue));
    store.at("2026-11-30", "18:00");
    assert_eq!(store.status(), Some(Status::RolledOver), "not missed: it can be done tomorrow");
    for date in ["2026-12-01", "2026-12-02", "2026-12-20"] {
        store.at(date, "09:30");
        let since = Some(day("2026-11-30"));
        assert_eq!(store.owed(), OwedState::RolledOver { since });
        assert!(!store.is_asked());
        store.at(date, "10:00");
        assert!(store.is_asked());
        assert_eq!(store.agenda().owed.len(), 1);
    }
    store.at("2026-12-20", "18:00");
    assert_eq!(store.status(), Some(Status::Missed), "December's may be done from tomorrow on");
    store.at("2026-12-21", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-12-31") });
}

#[test]
fn a_duty_that_was_rolled_over_is_done_late_and_then_settled() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    store.at("2026-12-02", "09:30").check().unwrap();
    let status = store.status().unwrap();
    assert!(matches!(status, Status::Done { timing, .. }
        if timing == zhiban::engine::agenda::Timing::Late));
    store.at("2026-12-03", "11:00");
    assert_eq!(store.owed(), OwedState::Settled(Settled::Done(day("2026-12-02"))));
}

#[test]
fn a_window_that_has_passed_is_missed_once_and_not_asked_again() {
    let mut store = Store::opened(WINDOW, "2026-11-10");
    store.at("2026-11-30", "17:59");
    assert_eq!(store.status(), Some(Status::Overdue));
    store.at("2026-11-30", "18:00");
    assert_eq!(store.status(), Some(Status::Missed));
    store.at("2026-12-01", "11:00");
    assert_eq!(store.status(), None);
    assert_eq!(store.owed(), OwedState::Missed(day("2026-11-30")));
    store.at("2026-12-21", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-12-31") });
}

#[test]
fn left_undone_with_a_reason_it_is_settled_until_the_next_turn() {
    let mut store = Store::opened(MONTHLY, "2026-11-10");
    store.at("2026-11-30", "11:00").skip("停电").unwrap();
    store.at("2026-12-01", "11:00");
    let skipped = Settled::Skipped(day("2026-11-30"), "停电".to_owned());
    assert_eq!((store.owed(), store.status()), (OwedState::Settled(skipped), None));
}

#[test]
fn the_due_day_moves_before_days_on_which_it_cannot_be_done() {
    let workdays = r#"duty = { every = "month", by = "last day", lead = "5d" }
days = ["mon", "tue", "wed", "thu", "fri"]"#;
    // 31 October 2026 is a Saturday, 31 January 2027 a Sunday.
    let store = Store::opened(workdays, "2026-10-20");
    let schedule = store.session.engine().schedule_of(day("2026-10-20"));
    let step = schedule.step(&StepId::new("check")).unwrap();
    let due = |date: &str| schedule.turn(step, day(date)).unwrap().due;
    assert_eq!(due("2026-10-27"), day("2026-10-30"));
    assert_eq!(due("2027-01-27"), day("2027-01-29"));
    // The store stays closed on 1 and 2 January: nothing before, so the first day after.
    let first = r#"duty = { every = "year", by = "01-01" }"#;
    let schedule = crate::owed::schedule(&files(first));
    let step = schedule.step(&StepId::new("check")).unwrap();
    assert_eq!(schedule.turn(step, day("2027-01-05")).unwrap().due, day("2027-01-03"));
}

#[test]
fn weeks_quarters_and_years_have_their_days() {
    let dues = |owed: &str, dates: &[&str]| -> Vec<String> {
        let schedule = schedule(&files(owed));
        let step = schedule.step(&StepId::new("check")).unwrap();
        dates.iter().map(|it| schedule.turn(step, day(it)).unwrap().due.to_string()).collect()
    };
    let weekly = r#"duty = { every = "week", by = "fri", lead = "2d" }"#;
    assert_eq!(dues(weekly, &["2026-11-24", "2026-11-25"]), ["2026-11-20", "2026-11-27"]);
    let quarterly = r#"duty = { every = "quarter", by = "2nd tue", month = 1, lead = "3d" }"#;
    assert_eq!(dues(quarterly, &["2026-10-09", "2026-10-10"]), ["2026-07-14", "2026-10-13"]);
    let yearly = r#"duty = { every = "year", by = "11-09", lead = "30d" }"#;
    assert_eq!(dues(yearly, &["2026-10-09", "2026-10-10"]), ["2025-11-09", "2026-11-09"]);
    let short = r#"duty = { every = "month", by = 31 }"#;
    assert_eq!(dues(short, &["2027-02-27", "2027-02-28"]), ["2027-01-31", "2027-02-28"]);
}

#[test]
fn a_duty_written_from_a_day_owes_nothing_before_it() {
    let from = r#"duty = { every = "month", by = 5, lead = "2d", from = "2026-12-01" }"#;
    let mut store = Store::opened(from, "2026-11-01");
    store.at("2026-11-05", "11:00");
    assert_eq!((store.status(), store.agenda().owed.len()), (None, 0));
    store.at("2026-12-05", "11:00");
    assert_eq!(store.owed(), OwedState::Due);
}

const EVERY_THIRD: &str = r#"duty = { every = "3d", from = "2026-11-25", lead = "1d" }"#;

#[test]
fn every_three_days_is_counted_from_the_day_on_which_it_was_really_done() {
    let mut store = Store::opened(EVERY_THIRD, "2026-11-10");
    store.at("2026-11-23", "11:00");
    assert_eq!(store.status(), None);
    store.at("2026-11-24", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-11-25") });
    store.at("2026-11-27", "11:00");
    assert_eq!(store.owed(), OwedState::RolledOver { since: Some(day("2026-11-25")) });
    store.check().unwrap();
    store.at("2026-11-28", "11:00");
    assert_eq!(store.owed(), OwedState::Settled(Settled::Done(day("2026-11-27"))));
    store.at("2026-11-29", "11:00");
    assert_eq!(store.owed(), OwedState::Open { due: day("2026-11-30") });
    store.at("2026-11-30", "11:00");
    assert_eq!(store.owed(), OwedState::Due);
    store.skip("没有人").unwrap();
    store.at("2026-12-01", "11:00");
    assert_eq!(store.owed(), OwedState::RolledOver { since: Some(day("2026-11-30")) });
}

#[test]
fn a_duty_forgotten_for_months_says_the_same_after_a_restart() {
    let mut store = Store::opened(EVERY_THIRD, "2026-11-24");
    store.at("2026-11-25", "11:00").check().unwrap();
    store.at("2026-12-25", "11:00");
    assert_eq!(store.owed(), OwedState::RolledOver { since: Some(day("2026-11-28")) });
    store.at("2027-03-01", "11:00");
    assert_eq!(store.owed(), OwedState::RolledOver { since: None });
}

const TWICE: &str = r#"at-least = { times = 2, per = "week" }"#;

fn quota(done: u32, times: u32, pressing: bool) -> OwedState {
    OwedState::Quota { done, times, per: zhiban::schedule::Period::Week, pressing }
}

#[test]
fn twice_a_week_is_asked_only_when_the_days_that_are_left_are_needed() {
    // 23 November 2026 is a Monday.
    let mut store = Store::opened(TWICE, "2026-11-16");
    store.at("2026-11-23", "11:00");
    assert_eq!((store.owed(), store.is_asked()), (quota(0, 2, false), false));
    assert_eq!(store.status(), Some(Status::Free));
    store.at("2026-11-25", "09:30").check().unwrap();
    assert_eq!(store.owed(), quota(1, 2, false));
    store.at("2026-11-28", "11:00");
    assert!(!store.is_asked(), "Sunday is left");
    store.at("2026-11-29", "11:00");
    assert_eq!((store.owed(), store.is_asked()), (quota(1, 2, true), true));
    store.check().unwrap();
    assert_eq!((store.owed(), store.is_asked()), (quota(2, 2, false), false));
    store.at("2026-11-30", "11:00");
    assert_eq!(store.owed(), quota(0, 2, false), "a week of its own");
}

#[test]
fn a_week_that_falls_short_is_missed_once_for_each_time() {
    let mut store = Store::opened(TWICE, "2026-11-16");
    store.at("2026-11-28", "18:00");
    assert_eq!(store.status(), Some(Status::Missed));
    store.at("2026-11-29", "11:00").check().unwrap();
    assert_eq!(store.owed(), quota(1, 2, false));
    store.at("2026-11-29", "18:00");
    assert!(matches!(store.status(), Some(Status::Done { .. })));
}

#[test]
fn the_week_in_which_the_record_began_is_not_a_whole_one() {
    let mut store = Store::opened(TWICE, "2026-11-28");
    store.at("2026-11-29", "11:00");
    assert_eq!((store.owed(), store.is_asked()), (quota(0, 2, false), false));
}

#[test]
fn three_times_a_day_at_free_times_falls_due_when_no_time_is_left() {
    let owed = r#"at-least = { times = 3, per = "day", takes = "1h" }"#;
    let mut store = Store::opened(owed, "2026-11-23");
    let statuses = |store: &Store| -> Vec<Status> {
        let agenda = store.agenda();
        let all = agenda.occurrences.iter().filter(|it| it.id.step.as_str() == "check");
        all.map(|it| it.status.clone()).collect()
    };
    store.at("2026-11-23", "08:30");
    assert_eq!(statuses(&store), vec![Status::NotYet; 3]);
    store.at("2026-11-23", "09:00");
    assert_eq!(statuses(&store), vec![Status::Free; 3]);
    store.at("2026-11-23", "09:10").check_number(1).unwrap();
    store.at("2026-11-23", "16:00");
    assert_eq!(statuses(&store)[1..], [Status::Due, Status::Free]);
    store.check_number(2).unwrap();
    store.at("2026-11-23", "17:00");
    assert_eq!(statuses(&store)[2], Status::Due);
    let per = zhiban::schedule::Period::Day;
    assert_eq!(store.owed(), OwedState::Quota { done: 2, times: 3, per, pressing: true });
    store.at("2026-11-23", "18:00");
    assert_eq!(statuses(&store)[2], Status::Missed);
}

#[test]
fn a_day_needs_only_the_days_of_the_turn_that_runs() {
    let schedule = schedule(&files(MONTHLY));
    let need = |date: &str| schedule.history(day(date));
    let zhiban::schedule::Need::Days { from, before, .. } = &need("2026-12-02")[0] else {
        panic!()
    };
    assert_eq!((*from, *before), (day("2026-11-20"), day("2026-12-02")));
    // A later day never needs an earlier beginning.
    let froms: Vec<NaiveDate> = day("2026-01-01")
        .iter_days()
        .take(800)
        .filter_map(|it| match schedule.history(it).pop()? {
            zhiban::schedule::Need::Days { from, .. } => Some(from),
            zhiban::schedule::Need::LatestAnswer { .. } => None,
        })
        .collect();
    assert!(froms.is_sorted());
}
