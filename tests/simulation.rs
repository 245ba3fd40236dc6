//! Any run, at any pace: replay gives the same run, nothing changes before `next_wakeup`, refused
//! commands write nothing.

use std::sync::Arc;

use chrono::Duration;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{collection, sample};
use zhiban::engine::agenda::{Ask, QuestionState};
use zhiban::engine::command::{
    Answer, Answered, AreaRemoved, AreasNamed, BatchLeft, BatchReturned, ClockStep, Corrected,
    Correction, Deferred, Fixed, FollowUp, Fork, Found, Photo, Proof, Reinspected, Returned,
    SecondLook, Signed, Skipped, Slept, Start, StopCause, SweepOutcome, Swept,
};
use zhiban::engine::{Action, Agenda, Engine, Officer, Seq};
use zhiban::schedule::{AnswerForm, FloorId, Milli, StateId, TimeOfDay};

use crate::support::bench::{Bench, DAY, schedule};
use crate::times::{desk, step, with};

/// One move of a random run: wait a while, or do something with what the agenda shows.
#[derive(Clone, Debug)]
enum Move {
    Wait(i64),
    Wake,
    Do { what: u8, pick: sample::Index, choice: u8, ago: Option<i64> },
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        2 => (1_i64..90 * 60).prop_map(Move::Wait),
        2 => Just(Move::Wake),
        6 => (any::<u8>(), any::<sample::Index>(), any::<u8>(), proptest::option::of(0_i64..7_200))
            .prop_map(|(what, pick, choice, ago)| Move::Do { what, pick, choice, ago }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn replay_gives_the_same_run_and_nothing_changes_before_the_next_wakeup(
        run in collection::vec(moves(), 1..60),
        probe in 0.0_f64..1.0,
        which in 0..3_u8,
    ) {
        let mut bench = started(which);
        for it in run {
            play(&mut bench, &it);
            check(&bench, probe);
        }
    }

    #[test]
    fn replay_holds_where_times_depend_on_what_happened(
        run in collection::vec(moves(), 1..60),
        probe in 0.0_f64..1.0,
    ) {
        let mut bench = desk(with(&moving()));
        for it in run {
            play(&mut bench, &it);
            check(&bench, probe);
        }
    }

    #[test]
    fn a_refused_command_writes_nothing(
        run in collection::vec(moves(), 1..60),
        which in 0..3_u8,
    ) {
        let mut bench = started(which);
        for it in run {
            let before = (bench.entries.len(), bench.agenda());
            let now = bench.now;
            if let Some(false) = play(&mut bench, &it) {
                assert_eq!(bench.now, now);
                assert_eq!((bench.entries.len(), bench.agenda()), before);
            }
        }
    }
}

/// Returns a desk on one of three small stores: one with a step of each kind, one with an answer of
/// each form, one whose steps branch, bar and are signed in order.
fn started(which: u8) -> Bench {
    let folder = match which {
        0 => return Bench::new(),
        1 => "tests/fixtures/answers",
        _ => "tests/fixtures/people",
    };
    let mut bench = Bench::off(schedule(folder));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench
}

/// Checks that replay gives what is live, and that nothing changes before the next wakeup.
fn check(bench: &Bench, probe: f64) {
    let agenda = bench.agenda();
    assert_eq!(replayed(bench).agenda(bench.now), agenda, "replay differs from live");
    let wakeup = bench.engine.next_wakeup(bench.now).unwrap();
    assert!(wakeup > bench.now);
    let quiet = (wakeup - bench.now).num_milliseconds() - 1;
    let between = Duration::milliseconds((quiet as f64 * probe) as i64);
    let later = bench.engine.agenda(bench.now + between);
    assert_eq!(later, agenda, "changed by itself before {wakeup}");
}

/// Steps whose times depend on what happened: each way once, leaning on each other.
fn moving() -> String {
    let event = "\n[[event]]\nid = \"alarm\"\ntitle = \"Alarm\"\n";
    let steps = [
        step("shut", "due = \"open + 10m\"\ncloses = \"open + 3h\""),
        step(
            "look",
            "due = \"done shut + 10m\"\nfinish-by = \"done shut + 20m\"\ncloses = \"open + 5h\"",
        ),
        step(
            "fire",
            "repeat = { every = \"40m\", counted = \"from-last\", from = \"open\", to = \"close\", last = \"at\", early-by = \"20m\", finish-within = \"10m\", warn = \"15m\" }",
        ),
        step(
            "gong",
            "repeat = { at = [\"done look + 5m\", \"done look + 50m\"], closes-within = \"20m\", warn = \"5m\" }",
        ),
        step(
            "lights",
            "repeat = { per-floor = { 2F = \"open + 1h\", 1F = \"done shut + 1h\" }, early-by = \"5m\" }",
        ),
        step("call", "start = \"alarm\"\nfinish-by = \"start + 5m\""),
        step(
            "tell",
            "start = \"alarm\"\ndue = \"done call + 5m\"\nfinish-by = \"done call + 30m\"",
        ),
        step("salt", "optional = true\ndue = \"open\"\ncloses = \"open + 2h\""),
    ];
    format!("{event}{}", steps.concat())
}

/// Plays a move; says whether a command was taken, if it was one.
fn play(bench: &mut Bench, it: &Move) -> Option<bool> {
    match it {
        Move::Wait(seconds) => bench.now += Duration::seconds(*seconds),
        Move::Wake => bench.now = bench.engine.next_wakeup(bench.now).unwrap(),
        Move::Do { what, pick, choice, ago } => {
            let action = action(&bench.agenda(), *what, pick, *choice, bench.entries.len() as u64);
            let happened = ago.map(|it| bench.now - Duration::seconds(it));
            return Some(bench.tell_of(happened, action).is_ok());
        }
    }
    None
}

fn replayed(bench: &Bench) -> Engine {
    let mut engine = Engine::new(Arc::clone(bench.engine.schedule_of(DAY)));
    bench.entries.iter().for_each(|it| engine.apply(it));
    engine
}

fn action(agenda: &Agenda, what: u8, pick: &sample::Index, choice: u8, last: u64) -> Action {
    let view = &agenda.occurrences[pick.index(agenda.occurrences.len())];
    let prompted = agenda.current.as_ref().and_then(|it| agenda.occurrence(&it.occurrence));
    let view = if !choice.is_multiple_of(3) { prompted.unwrap_or(view) } else { view };
    let occurrence = view.id.clone();
    let some = Seq(u64::from(choice) % last.max(1) + 1);
    let text = "为什么".to_owned();
    if what > 235
        && let Some(event) = agenda.events.first()
    {
        let event = event.event.clone();
        return Action::Start(Start { event, note: text, floor: None, place: None });
    }
    match what % 16 {
        0..=5 => match &view.next {
            Some(ask) => asked(agenda, view, ask, choice),
            None => Action::Note(text),
        },
        6 if choice.is_multiple_of(4) => Action::RemoveArea(AreaRemoved {
            occurrence,
            area: FloorId::new(["甲店", "乙店"][usize::from(choice) / 4 % 2]),
            reason: text,
        }),
        6 if choice.is_multiple_of(5) => {
            Action::NameAreas(AreasNamed { occurrence, areas: vec!["丁店".to_owned()] })
        }
        6 => Action::Acknowledge(occurrence),
        7 => Action::Skip(Skipped { occurrence, item: None, reason: text }),
        8 => Action::Defer(Deferred {
            occurrence,
            item: None,
            to: agenda.occurrences[usize::from(choice) % agenda.occurrences.len()].id.clone(),
            reason: text,
        }),
        9 => Action::Find(Found {
            what: text,
            floor: None,
            place: None,
            kind: Default::default(),
            severity: Default::default(),
            fork: Fork::FollowUp(FollowUp { due: Some(agenda.day), ..FollowUp::default() }),
            reported_by: None,
            from: None,
            photos: Vec::new(),
        }),
        10 => Action::Correct(Corrected {
            entry: some,
            proof: Proof::Name,
            reason: text,
            correction: match choice % 3 {
                0 => Correction::Withdrawn,
                1 => Correction::Answer { answer: Answer::Yes, note: None },
                _ => Correction::Count(u32::from(choice)),
            },
        }),
        11 => Action::Fix(Fixed { finding: some, fixed_by: Officer::new("电工"), done: text }),
        12 => {
            let result =
                if choice.is_multiple_of(2) { SecondLook::Right } else { SecondLook::StillWrong };
            Action::Reinspect(Reinspected { finding: some, result, note: None })
        }
        13 => Action::NoticeSleep(Slept { from: view.earliest, to: view.closes }),
        14 => Action::NoticeClockStep(ClockStep { from: view.due, to: view.closes }),
        _ if choice.is_multiple_of(2) => Action::StopDesk(StopCause::Officer),
        _ => Action::StartDesk { off_since: Some(view.due) },
    }
}

fn asked(
    agenda: &Agenda,
    view: &zhiban::engine::agenda::OccurrenceView,
    ask: &Ask,
    choice: u8,
) -> Action {
    let occurrence = view.id.clone();
    let count = u32::from(choice) % 5;
    match ask {
        Ask::Question(question) => {
            let step = agenda.schedule.step(&question.occurrence.step).unwrap();
            Action::Answer(Answered {
                question: question.clone(),
                answer: fitting(&step.item(&question.item).unwrap().form, choice),
                known: None,
                note: (choice.is_multiple_of(2)).then(|| "拥挤".to_owned()),
                compared: None,
            })
        }
        Ask::Floor(floor) => {
            let outcome = match choice % 3 {
                0 => SweepOutcome::Clear,
                1 => SweepOutcome::NotSwept { reason: "积水".into() },
                _ => SweepOutcome::ClearExcept {
                    who: "电工".into(),
                    until: "23:00".into(),
                    watcher: "保安".into(),
                },
            };
            Action::Sweep(Swept { occurrence, floor: floor.clone(), outcome })
        }
        Ask::Areas => {
            let areas = ["甲店", "乙店", "丙店"].iter().take(usize::from(choice) % 4);
            let areas = areas.map(|it| (*it).to_owned()).collect();
            Action::NameAreas(AreasNamed { occurrence, areas })
        }
        Ask::BatchLeaves(batch) => {
            Action::SendBatch(BatchLeft { occurrence, batch: *batch, count })
        }
        Ask::BatchReturns(batch) => Action::ReceiveBatch(BatchReturned {
            occurrence,
            batch: *batch,
            count,
            late: None,
            note: None,
        }),
        Ask::Signature(role) if choice.is_multiple_of(5) => Action::Return(Returned {
            occurrence,
            role: role.clone(),
            name: Officer::new("丙"),
            comment: "漏写".into(),
            proof: Proof::Name,
        }),
        Ask::Signature(role) => Action::Sign(Signed {
            occurrence,
            role: role.clone(),
            name: Officer::new(["甲", "乙", "丁"][usize::from(choice) % 3]),
            stead: None,
            proof: Proof::Name,
        }),
        Ask::Amend { .. } => {
            let answered = view.questions.iter().find_map(|it| match &it.state {
                QuestionState::Answered(answer) => Some(answer),
                _ => None,
            });
            match answered {
                Some(it) => Action::Correct(Corrected {
                    entry: it.entry,
                    reason: "看错".into(),
                    correction: Correction::Answer { answer: it.answer.clone(), note: None },
                    proof: Proof::Name,
                }),
                None => Action::Note("退回".into()),
            }
        }
    }
}

fn fitting(form: &AnswerForm, choice: u8) -> Answer {
    match form {
        AnswerForm::States(all) => {
            Answer::State(StateId::new(all[usize::from(choice) % all.len()].id.as_str()))
        }
        AnswerForm::YesNo(_) if choice.is_multiple_of(2) => Answer::Yes,
        AnswerForm::YesNo(_) => Answer::No,
        AnswerForm::Number(_) => Answer::Number(Milli(i64::from(choice))),
        AnswerForm::Count(_) => Answer::Count(u32::from(choice) % 2),
        AnswerForm::Money(_) => Answer::Money(Milli(i64::from(choice) * 100)),
        AnswerForm::Computed(_) => Answer::Number(Milli(0)),
        AnswerForm::Time(_) => {
            Answer::Time(TimeOfDay::new(u16::from(choice) % 24, u16::from(choice) % 60).unwrap())
        }
        AnswerForm::Code(_) => Answer::Code(format!("P-0{}", choice % 4)),
        AnswerForm::Photo => Answer::Photo(Photo { sha256: "ab".repeat(32), ..Photo::to_come() }),
        AnswerForm::Text(_) => Answer::Text("无".into()),
        AnswerForm::Names(_) if choice.is_multiple_of(2) => Answer::Names(Vec::new()),
        AnswerForm::Names(_) => Answer::Names(vec!["甲".into(), "乙".into()]),
    }
}
