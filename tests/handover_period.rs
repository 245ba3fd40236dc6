//! Each entry stands in exactly one report: whatever is handed over, refused, written late or by
//! another desk.

use std::sync::Arc;

use chrono::Duration;
use proptest::collection;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use zhiban::engine::agenda::{HandoverNext, HandoverView};
use zhiban::engine::{Action, Command, CommandId, Officer, Seq};
use zhiban::journal::Stamp;
use zhiban::session::{InForce, Session};

use crate::support::bench::{Bench, at, folder, schedule};
use crate::support::handover::{
    accepted, alone, begun, briefed, incident, incident_over, read_back, refused,
};
use crate::support::record::open;

const SMALL: &str = "tests/fixtures/small";
const PEOPLE: [&str; 4] = ["甲", "乙", "丙", "丁"];

/// What somebody tries next; much of it is refused.
#[derive(Clone, Debug)]
struct Try {
    what: u8,
    who: usize,
    minutes: i64,
    late: i64,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (any::<u8>(), 0_usize..4, 0_i64..200, 0_i64..90)
        .prop_map(|(what, who, minutes, late)| Try { what, who, minutes, late });
    collection::vec(one, 1..80)
}

fn action(bench: &Bench, it: &Try) -> (Action, usize) {
    let handovers = bench.agenda().handovers;
    let view = handovers.running.as_ref().or(handovers.last.as_ref());
    let number = view.map_or(Seq(1), |it| it.number);
    let of = |name: &Officer| PEOPLE.iter().position(|it| *it == name.as_str()).unwrap_or(0);
    let relief = || match view.map(|it| &it.relief) {
        Some(zhiban::engine::command::Relief::Named(name)) => of(name),
        _ => (it.who + 1) % 4,
    };
    let outgoing = view.map_or(0, |it| of(&it.outgoing));
    match it.what % 10 {
        0 | 1 => (begun(PEOPLE[(it.who + 1) % 4], &[]), it.who),
        2 => (begun("", &[]), it.who),
        3..=5 => {
            match handovers.running.as_ref().or(handovers.last.as_ref()).map(HandoverView::next) {
                Some(HandoverNext::Brief) => (briefed(number), outgoing),
                Some(HandoverNext::SignAlone) => (alone(number), outgoing),
                Some(HandoverNext::ReadBack) => (read_back(number, "漏水", "先看"), relief()),
                Some(HandoverNext::Accept) => (accepted(number, &[]), relief()),
                _ => (Action::Note("备注".into()), it.who),
            }
        }
        6 => (refused(number, "不接"), it.who),
        7 => (incident("冒烟"), it.who),
        8 => match handovers.incidents.first() {
            Some(open) => (incident_over(open.number, "处置完"), it.who),
            None => (Action::TakeDesk, it.who),
        },
        _ => (Action::Note("备注".into()), it.who),
    }
}

/// Returns the handovers that ended a period, in the order in which they were begun.
fn closed(bench: &Bench) -> Vec<HandoverView> {
    let views = bench.entries.iter().filter_map(|it| bench.engine.handover(it.seq));
    views.filter(|it| it.is_closed()).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn each_entry_is_in_exactly_one_report(run in tries()) {
        let mut bench = Bench::new();
        for it in &run {
            bench.now += Duration::minutes(it.minutes);
            let (action, who) = action(&bench, it);
            bench.officer = PEOPLE[who];
            let happened = (it.late > 60).then(|| bench.now - Duration::minutes(it.late));
            let _ = bench.tell_of(happened, action);
        }
        let reports = closed(&bench);
        let (open, _) = bench.engine.open_period(bench.now);
        for entry in &bench.entries {
            let covers = |after: Option<Seq>, upto: Seq| {
                after.is_none_or(|it| entry.seq > it) && entry.seq <= upto
            };
            let handed = reports.iter().filter(|it| covers(it.after, it.number)).count();
            let ahead = usize::from(covers(open.after, Seq(u64::MAX)));
            // What was written on days before the first handover's own was never handed over.
            let first = reports.first().map_or(open.after, |it| it.after);
            let once = usize::from(first.is_none_or(|it| entry.seq > it));
            assert_eq!(handed + ahead, once, "entry {:?} of {reports:#?}", entry.seq);
        }
    }
}

#[test]
fn two_desks_and_a_restart_draw_the_same_lines() {
    let folder_ = tempfile::tempdir().unwrap();
    let path = folder_.path().join("journal.db");
    let in_force = || InForce::new(schedule(SMALL), &folder(SMALL));
    let desk = |time: &str| Session::open(open(&path), in_force(), at(time)).unwrap();
    let (mut front, mut back) = (desk("08:00"), desk("08:00"));
    let mut count = 0;
    let mut tell = |session: &mut Session, time: &str, who: &str, action: Action| {
        count += 1;
        let id = CommandId(Arc::from(format!("c{count}")));
        let command = Command { id, officer: Officer::new(who), happened: None, action };
        let stamp = Stamp::new(at(time), chrono_tz::Asia::Shanghai, "boot-1", 0);
        session.execute(&stamp, &command).unwrap().last().unwrap().seq
    };
    tell(&mut front, "09:00", "甲", Action::TakeDesk);
    tell(&mut back, "14:40", "甲", Action::Note("后台写的".into()));
    let first = tell(&mut front, "14:50", "甲", begun("乙", &[]));
    // The other desk writes while the brief is held: its entry falls into the next report.
    let between = tell(&mut back, "14:52", "甲", Action::Note("交接当中写的".into()));
    tell(&mut front, "14:53", "甲", briefed(first));
    tell(&mut back, "14:55", "乙", read_back(first, "无", "巡一圈"));
    tell(&mut front, "14:56", "乙", accepted(first, &[]));
    let second = tell(&mut back, "07:50", "乙", begun("甲", &[]));
    let mut again = desk("07:55");
    again.catch_up().unwrap();
    back.catch_up().unwrap();
    for session in [&back, &again] {
        let view = session.engine().handover(second).unwrap();
        assert_eq!(view.after, Some(first));
        assert!(between > first && between < second);
        assert_eq!(session.engine().agenda(at("07:55")), back.engine().agenda(at("07:55")));
    }
}

#[test]
fn years_later_the_last_line_and_an_open_incident_are_still_known() {
    let folder_ = tempfile::tempdir().unwrap();
    let path = folder_.path().join("journal.db");
    let in_force = || InForce::new(schedule(SMALL), &folder(SMALL));
    let mut session = Session::open(open(&path), in_force(), at("08:00")).unwrap();
    let mut tell = |who: &str, days: i64, time: &str, action: Action| {
        let now = at(time) + Duration::days(days);
        let id = CommandId(Arc::from(format!("{who}-{now}-{action:?}")));
        let command = Command { id, officer: Officer::new(who), happened: None, action };
        let stamp = Stamp::new(now, chrono_tz::Asia::Shanghai, "boot-1", 0);
        session.execute(&stamp, &command).unwrap().last().unwrap().seq
    };
    tell("甲", 0, "14:40", Action::TakeDesk);
    let number = tell("甲", 0, "14:50", begun("乙", &[]));
    tell("甲", 0, "14:51", briefed(number));
    tell("乙", 0, "14:52", read_back(number, "无", "巡一圈"));
    tell("乙", 0, "14:53", accepted(number, &[]));
    let smoke = tell("乙", 0, "14:54", incident("冒烟"));
    for day in 1..5 {
        tell("乙", day, "10:00", Action::Note("日常".into()));
    }
    let now = at("11:00") + Duration::days(400);
    let later = Session::open(open(&path), in_force(), now).unwrap();
    let handovers = later.engine().agenda(now).handovers;
    assert_eq!(handovers.last.map(|it| it.number), Some(number));
    assert_eq!(handovers.incidents.iter().map(|it| it.number).collect::<Vec<_>>(), [smoke]);
    assert_eq!(later.engine().open_period(now).0.after, Some(number));
}
