//! Reports of days that really ran through the engine.

use insta::assert_snapshot;
use zhiban::engine::agenda::{Ask, Prompt};
use zhiban::engine::command::{
    Answer, Answered, AreasNamed, BatchLeft, BatchReturned, Corrected, Correction, Deferred,
    FindingKind, FollowUp, Fork, Found, Photo, Proof, Question, Severity, Signed, SweepOutcome,
    Swept,
};
use zhiban::engine::{Action, Officer, Seq};
use zhiban::report::{Format, Kind, Period, Report, Undone, render};
use zhiban::schedule::{
    AnswerForm, FloorId, ItemId, Lang, Milli, NormalAnswer, RightCode, Sense, StateId, TimeOfDay,
};

use crate::support::bench::{
    Bench, DAY, answer, answer_of, at, occurrence, on_floor, question, receive, schedule, send,
    skip, state, sweep,
};

pub(crate) fn report(bench: &Bench, kind: Kind) -> Report {
    Report::new(kind, &bench.engine, &bench.entries, DAY, Period::Day, bench.now)
}

/// Returns what an answer to a question would be compared with, if that is known.
fn figure_of(bench: &Bench, question: &Question) -> Option<Milli> {
    let agenda = bench.agenda();
    let views = agenda.occurrences.iter().flat_map(|it| &it.questions);
    views.into_iter().find(|it| it.question == *question)?.against?.figure()
}

/// Returns the answer that says that all is as it should be.
fn all_well(form: &AnswerForm, figure: Option<Milli>) -> Answer {
    match form {
        AnswerForm::States(choices) => {
            let normal = choices.iter().find(|it| it.sense == Sense::Normal);
            Answer::State(normal.map_or(StateId::new("?"), |it| it.id.clone()))
        }
        AnswerForm::YesNo(NormalAnswer::Yes) => Answer::Yes,
        AnswerForm::YesNo(NormalAnswer::No) => Answer::No,
        AnswerForm::Number(form) => Answer::Number(form.min.or(form.max).unwrap_or(Milli(0))),
        AnswerForm::Count(_) => {
            Answer::Count(figure.map_or(0, |it| u32::try_from(it.0 / 1000).unwrap()))
        }
        AnswerForm::Money(_) => Answer::Money(figure.unwrap_or(Milli(1_000_000))),
        AnswerForm::Computed(_) => unreachable!("what is computed is not asked"),
        AnswerForm::Time(_) => Answer::Time(TimeOfDay::new(9, 0).unwrap()),
        AnswerForm::Code(form) => Answer::Code(match &form.right {
            RightCode::OneOf(codes) => codes[0].clone(),
            RightCode::Like(shape) => shape.replace(['#', '?'], "1"),
            RightCode::Any => "P-01".to_owned(),
        }),
        AnswerForm::Photo => Answer::Photo(Photo { sha256: "ab".repeat(32), ..Photo::to_come() }),
        AnswerForm::Text(_) => Answer::Text("无异常".to_owned()),
        AnswerForm::Names(form) => {
            Answer::Names((1..=form.at_least).map(|it| format!("甲{it}")).collect())
        }
    }
}

pub(crate) fn reply(bench: &Bench, prompt: &Prompt) -> Action {
    let occurrence = prompt.occurrence.clone();
    match &prompt.ask {
        Ask::Question(question) => Action::Answer(Answered {
            question: question.clone(),
            answer: all_well(&form_of(bench, question), figure_of(bench, question)),
            known: None,
            note: None,
            compared: None,
        }),
        Ask::Floor(floor) => {
            let outcome = SweepOutcome::Clear;
            Action::Sweep(Swept { occurrence, floor: floor.clone(), outcome })
        }
        Ask::Areas => Action::NameAreas(AreasNamed { occurrence, areas: Vec::new() }),
        Ask::BatchLeaves(batch) => {
            Action::SendBatch(BatchLeft { occurrence, batch: *batch, count: 20 })
        }
        Ask::BatchReturns(batch) => Action::ReceiveBatch(BatchReturned {
            occurrence,
            batch: *batch,
            count: 20,
            late: None,
            note: None,
        }),
        Ask::Signature(role) => {
            let name = Officer::new(&format!("{role} 甲"));
            let (stead, proof) = (None, Proof::Name);
            Action::Sign(Signed { occurrence, role: role.clone(), name, stead, proof })
        }
        Ask::Amend { .. } => unreachable!("nothing is returned in this story"),
    }
}

fn form_of(bench: &Bench, question: &Question) -> AnswerForm {
    let schedule = bench.engine.schedule_of(DAY);
    let step = schedule.step(&question.occurrence.step).unwrap();
    step.item(&question.item).unwrap().form.clone()
}

/// Works everything off that is asked for until a time of the next morning.
pub(crate) fn work_until(bench: &mut Bench, end: &str) {
    while bench.now < at(end) {
        for _ in 0..80 {
            let Some(prompt) = bench.agenda().current else { break };
            let action = reply(bench, &prompt);
            if bench.tell(action).is_err() {
                break;
            }
        }
        let next = bench.engine.next_wakeup(bench.now);
        bench.now = next.map_or(at(end), |it| it.min(at(end)));
    }
}

pub(crate) fn found(what: &str, fork: Fork) -> Action {
    Action::Find(Found {
        what: what.to_owned(),
        floor: Some(FloorId::new("2F")),
        place: None,
        kind: FindingKind::Fire,
        severity: Severity::Major,
        fork,
        reported_by: None,
        from: None,
        photos: Vec::new(),
    })
}

#[test]
fn a_perfect_day_on_the_shipped_schedule_leaves_nothing_undone() {
    let mut bench = Bench::off(schedule("schedules/department-store"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.tell(Action::TakeDesk).unwrap();
    work_until(&mut bench, "07:59");
    let report = report(&bench, Kind::Day);
    assert_eq!(report.not_done, [], "{}", render(&report, Format::Text, Lang::Zh));
}

fn told_in_every_form(report: &Report, words: &[&str]) {
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
        for lang in [Lang::Zh, Lang::En] {
            let text = render(report, format, lang);
            for word in words {
                assert!(text.contains(word), "{format:?} {lang:?} leaves out {word}: {text}");
            }
        }
    }
}

fn held_gate(bench: &mut Bench) {
    let outside = question("doors", 1, "outside");
    bench.at("09:00").tell(answer_of(outside.clone(), state("fault"), Some("门口拥挤"))).unwrap();
    bench.at("09:07").tell(answer_of(outside, state("fine"), None)).unwrap();
}

fn late_batch(bench: &mut Bench) {
    bench.at("11:31").tell(send(1, 20)).unwrap();
    bench.at("11:58").tell(receive(1, 17)).unwrap();
    bench.at("12:11").tell(receive(1, 3)).unwrap();
}

fn findings(bench: &mut Bench) {
    let done = "搬开纸箱".to_owned();
    bench.tell(found("通道堆物", Fork::OnTheSpot { done })).unwrap();
    let owner = FollowUp {
        owner: Some("电工甲".to_owned()),
        due: DAY.succ_opt(),
        interim: Some("放两具灭火器".to_owned()),
        reported_to: None,
    };
    bench.tell(found("消火栓压力低", Fork::FollowUp(owner))).unwrap();
    bench.tell(found("应急灯不亮", Fork::FollowUp(FollowUp::default()))).unwrap();
    let correction = Correction::Finding {
        what: Some("应急灯两盏不亮".to_owned()),
        floor: None,
        kind: None,
        severity: None,
    };
    let corrected = Corrected {
        entry: bench.seq(),
        reason: "又看见一盏".to_owned(),
        correction,
        proof: Proof::Name,
    };
    bench.tell(Action::Correct(corrected)).unwrap();
}

/// Works a day in which everything goes wrong that a report must tell.
pub(crate) fn troubled_day() -> Bench {
    let mut bench = Bench::new();
    bench.tell(Action::TakeDesk).unwrap();
    bench.at("08:45").tell(answer("tour", "display", state("fine"))).unwrap();
    bench.tell(skip("tour", 1, Some("staffing"), "名单还没到")).unwrap();
    held_gate(&mut bench);
    work_until(&mut bench, "10:25");
    findings(&mut bench);
    // Nobody is at the desk from here to the next round: the one at 10:30 is missed.
    bench.at("11:01");
    work_until(&mut bench, "11:30");
    late_batch(&mut bench);
    bench.at("12:12").tell(Action::Note("二楼电梯维保".to_owned())).unwrap();
    bench
}

pub(crate) fn leave_people_on_the_first_floor(bench: &mut Bench) {
    work_until(bench, "21:15");
    bench.at("21:15").tell(on_floor("2F", Answer::No, None)).unwrap();
    bench.tell(sweep("2F", SweepOutcome::Clear)).unwrap();
    bench.tell(on_floor("1F", Answer::Yes, Some("电工两人"))).unwrap();
    let except = SweepOutcome::ClearExcept {
        who: "电工两人".to_owned(),
        until: "23:30".to_owned(),
        watcher: "保安员乙".to_owned(),
    };
    bench.tell(sweep("1F", except)).unwrap();
}

#[test]
fn a_troubled_day_is_told_in_every_format_and_language() {
    let mut bench = troubled_day();
    leave_people_on_the_first_floor(&mut bench);
    work_until(&mut bench, "07:59");
    let report = report(&bench, Kind::Handover);
    let told = ["名单还没到", "门口拥挤", "搬开纸箱", "应急灯不亮", "应急灯两盏不亮"];
    told_in_every_form(&report, &told);
    told_in_every_form(&report, &["又看见一盏", "二楼电梯维保", "电工两人", "保安员乙"]);
    assert_snapshot!("troubled_day", render(&report, Format::Text, Lang::Zh));
}

#[test]
fn the_parts_of_a_troubled_day_are_counted_right() {
    let mut bench = troubled_day();
    leave_people_on_the_first_floor(&mut bench);
    work_until(&mut bench, "07:59");
    let report = report(&bench, Kind::Day);
    let missed: Vec<u16> = report
        .not_done
        .iter()
        .filter(|it| it.how == Undone::Missed)
        .map(|it| it.occurrence.number)
        .collect();
    assert_eq!(missed, [3, 5], "the rounds at 10:30 and 11:30");
    let skipped = |how: &Undone| matches!(how, Undone::Skipped { .. });
    assert_eq!(report.not_done.iter().filter(|it| skipped(&it.how)).count(), 1);
    let held: Vec<i64> =
        report.gates.iter().map(|it| (it.until.unwrap() - it.since).num_minutes()).collect();
    assert_eq!(held.first(), Some(&7));
    assert_eq!(report.meals[0].batch.late, 3);
    assert_eq!(report.still_open.floors.len(), 1);
    assert_eq!(report.still_open.findings.len(), 2);
    assert_eq!(report.findings.len(), 3);
    assert_eq!(report.head, Some(Seq(bench.entries.len() as u64)));
}

#[test]
fn a_day_on_which_nobody_came_is_all_missed_or_unknown() {
    let mut bench = Bench::off(schedule("tests/fixtures/small"));
    bench.at("07:59");
    let report = report(&bench, Kind::Day);
    let all = bench.engine.agenda_of(DAY, bench.now).occurrences.len();
    assert_eq!(report.not_done_count(), all);
    assert!(render(&report, Format::Text, Lang::En).contains("nobody took the desk"));
}

#[test]
fn what_holds_at_the_cut_off_stands_on_the_first_page() {
    let mut bench = Bench::new();
    work_until(&mut bench, "09:00");
    let outside = question("doors", 1, "outside");
    bench.tell(answer_of(outside, state("fault"), Some("门口拥挤"))).unwrap();
    bench.at("11:31").tell(send(1, 20)).unwrap();
    bench.at("11:40").tell(receive(1, 12)).unwrap();
    let report = report(&bench, Kind::Handover);
    assert_eq!(report.still_open.gates.len(), 1);
    assert_eq!(report.still_open.batches[0].batch.out(), 8);
    let text = render(&report, Format::Text, Lang::En);
    let front = text.split("\nLargest gaps").next().unwrap();
    assert!(front.contains("[Gates held]") && front.contains("since 09:00, 2 h 40 min"), "{front}");
    assert!(front.contains("[Meal batches out]") && front.contains("8 people"), "{front}");
}

#[test]
fn a_deferred_item_stands_until_it_is_done_in_the_later_step() {
    let mut bench = Bench::new();
    let put_off = Deferred {
        occurrence: occurrence("tour", 1),
        item: Some(ItemId::new("display")),
        to: occurrence("diary", 1),
        reason: "换季布展".to_owned(),
    };
    bench.at("08:45").tell(Action::Defer(put_off)).unwrap();
    let deferred = |bench: &Bench| {
        let report = report(bench, Kind::Handover);
        let is_deferred = |how: &Undone| matches!(how, Undone::Deferred { .. });
        report.not_done.iter().filter(|it| is_deferred(&it.how)).count()
    };
    work_until(&mut bench, "15:00");
    assert_eq!(deferred(&bench), 1);
    work_until(&mut bench, "20:30");
    assert_eq!(deferred(&bench), 0, "it was done with the diary");
}

#[test]
fn a_signature_that_is_missing_on_finished_work_is_handed_over() {
    let mut bench = Bench::new();
    work_until(&mut bench, "09:15");
    bench.tell(answer("patrol", "exits", state("fine"))).unwrap();
    let report = report(&bench, Kind::Handover);
    let roles: Vec<&str> =
        report.still_open.signatures.iter().map(|it| it.view.role.as_str()).collect();
    assert_eq!(roles, ["guard", "manager"]);
}
