//! One day of the small store, put together by hand: as it stands at the handover and at night.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use zhiban::engine::agenda::{
    Agenda, AnswerView, Ask, BatchView, FindingState, FindingView, FloorState, FloorView, GapState,
    GapView, Hold, Notice, OccurrenceView, QuestionState, QuestionView, Reckoning, SignatureView,
    Status, Superseded, Timing, Was,
};
use zhiban::engine::command::{
    Answer, Answered, BatchLeft, ClockStep, Corrected, Correction, FindingKind, FollowUp, Fork,
    Found, Proof, Question, Severity, Skipped, SweepOutcome, Swept,
};
use zhiban::engine::{Entry, Fact, Officer, Seq};
use zhiban::schedule::{
    FloorId, HolidayData, ItemId, Known, OccurrenceId, RoleId, Schedule, Sense, ShiftId, StateId,
    StepId,
};

use super::store::{day, instant, schedule};

/// Returns a person who may stand in an example.
pub(crate) fn officer() -> Officer {
    Officer::new("值班员甲")
}

/// Returns the name of an occurrence.
pub(crate) fn occurrence(step: &str, number: u16) -> OccurrenceId {
    OccurrenceId { day: day(), step: StepId::new(step), number }
}

/// Returns a question of the small store.
pub(crate) fn question(step: &str, item: &str) -> Question {
    Question { occurrence: occurrence(step, 1), item: ItemId::new(item), floor: None }
}

/// Returns an entry that was written when it happened.
pub(crate) fn entry(seq: u64, time: &str, fact: Fact) -> Entry {
    let at = instant(time);
    let id = format!("command-{seq}/0");
    Entry { seq: Seq(seq), id, day: day(), happened: at, recorded: at, officer: officer(), fact }
}

fn done(time: &str, timing: Timing) -> Status {
    Status::Done { at: instant(time), timing }
}

fn answered(
    seq: u64,
    step: &str,
    item: &str,
    time: &str,
    answer: Answer,
    sense: Sense,
) -> QuestionView {
    let view = AnswerView {
        entry: Seq(seq),
        answer,
        sense,
        known: Known::Seen,
        note: None,
        compared: None,
        happened: instant(time),
        officer: officer(),
        corrected: Vec::new(),
    };
    QuestionView {
        question: question(step, item),
        state: QuestionState::Answered(view),
        against: None,
    }
}

fn finding(
    number: u64,
    floor: &str,
    what: &str,
    severity: Severity,
    state: FindingState,
) -> FindingView {
    FindingView {
        number: Seq(number),
        what: what.to_owned(),
        floor: Some(FloorId::new(floor)),
        place: Some("东侧".to_owned()),
        kind: FindingKind::Fire,
        severity,
        reported_by: None,
        from: None,
        photos: Vec::new(),
        officer: officer(),
        happened: instant("10:00"),
        recorded: instant("10:12"),
        day: day(),
        state,
        follow_up: FollowUp::default(),
        overdue: false,
        corrected: Vec::new(),
    }
}

/// Returns the findings of the day: one open, one corrected on the spot, one waiting for a look.
pub(crate) fn findings() -> Vec<FindingView> {
    let on_the_spot = FindingState::OnTheSpot { done: "搬开纸箱".to_owned() };
    let mut open = finding(9, "6F", "消火栓压力低", Severity::Critical, FindingState::Open);
    open.follow_up = FollowUp {
        owner: Some("电工甲".to_owned()),
        due: NaiveDate::from_ymd_opt(2026, 3, 3),
        interim: Some("放两具灭火器".to_owned()),
        reported_to: Some("值班经理".to_owned()),
    };
    let by = Officer::new("电工甲");
    let fixed = FindingState::Fixed { by, done: "换灯管".to_owned(), at: instant("13:20") };
    let mut fixed = finding(11, "B1", "应急灯不亮", Severity::Major, fixed);
    let was = Was::Finding {
        what: "灯不亮".to_owned(),
        floor: None,
        kind: FindingKind::Equipment,
        severity: Severity::Minor,
    };
    fixed.corrected = vec![Superseded { was, reason: "说清楚".to_owned(), entry: Seq(14) }];
    vec![open, finding(10, "5F", "通道堆物 <纸箱>", Severity::Minor, on_the_spot), fixed]
}

/// Returns the entries of the day that a report reads.
pub(crate) fn entries() -> Vec<Entry> {
    let skipped = Skipped {
        occurrence: occurrence("tour", 1),
        item: Some(ItemId::new("tills")),
        reason: "收银系统升级".to_owned(),
    };
    let asked = Answered {
        question: question("staff-entry", "turned-away"),
        answer: Answer::Count(1),
        known: None,
        note: None,
        compared: None,
    };
    let correction = Corrected {
        entry: Seq(4),
        reason: "漏数一人".to_owned(),
        correction: Correction::Answer { answer: Answer::Count(2), note: None },
        proof: Proof::Name,
    };
    let found = Found {
        what: "消火栓压力低".to_owned(),
        floor: Some(FloorId::new("6F")),
        place: Some("东侧".to_owned()),
        kind: FindingKind::Fire,
        severity: Severity::Critical,
        fork: Fork::FollowUp(FollowUp::default()),
        reported_by: None,
        from: None,
        photos: Vec::new(),
    };
    let left = BatchLeft { occurrence: occurrence("lunch", 1), batch: 1, count: 20 };
    let swept = Swept {
        occurrence: occurrence("sweep", 1),
        floor: FloorId::new("6F"),
        outcome: SweepOutcome::Clear,
    };
    let mut late = entry(9, "10:12", Fact::Found(found));
    late.happened = instant("10:00");
    vec![
        entry(1, "08:00", Fact::DayOpened { day: day(), revision: schedule().revision }),
        entry(2, "08:00", Fact::DeskTaken),
        entry(4, "08:25", Fact::Answered(asked)),
        entry(5, "08:50", Fact::Skipped(skipped)),
        entry(6, "08:55", Fact::Corrected(correction)),
        late,
        entry(12, "11:32", Fact::BatchLeft(left)),
        entry(13, "14:00", Fact::Noted("二楼电梯维保到 16:00 | 勿动".to_owned())),
        entry(20, "22:05", Fact::Swept(swept)),
    ]
}

fn views(schedule: &Schedule) -> Vec<OccurrenceView> {
    let plan = schedule.plan(day());
    let views = plan.occurrences.iter().map(|it| OccurrenceView {
        id: it.id.clone(),
        step_index: it.step_index,
        earliest: it.earliest,
        due: it.due,
        finish_by: it.finish_by,
        closes: it.closes,
        reckoning: Reckoning::Sure,
        status: Status::NotYet,
        waits_for: Vec::new(),
        held: None,
        holds: Vec::new(),
        questions: Vec::new(),
        next: None,
        signatures: Vec::new(),
        returns: Vec::new(),
        stand_ins: Vec::new(),
        floors: Vec::new(),
        wants_areas: false,
        removed: Vec::new(),
        batches: Vec::new(),
        started: None,
    });
    views.collect()
}

fn batch(number: u8, from: &str, to: &str) -> BatchView {
    let (from, to) = (instant(from), instant(to));
    BatchView { batch: number, from, to, left: None, back: 0, late: 0, last_back: None }
}

fn fill_morning(views: &mut [OccurrenceView]) {
    let hold = Hold {
        question: question("staff-entry", "locks"),
        since: instant("08:21"),
        until: Some(instant("08:27")),
        reason: "东门锁舌卡住".to_owned(),
    };
    for view in views {
        match (view.id.step.as_str(), view.id.number) {
            ("staff-entry", _) => {
                view.status = done("08:34", Timing::Late);
                view.started = Some(instant("08:21"));
                view.holds = vec![hold.clone()];
                let locked = Answer::State(StateId::new("locked"));
                let two = Answer::Count(2);
                view.questions = vec![
                    answered(3, "staff-entry", "locks", "08:27", locked, Sense::Normal),
                    answered(4, "staff-entry", "turned-away", "08:25", two, Sense::Abnormal),
                ];
            }
            ("tour", _) => {
                view.status = done("08:50", Timing::OnTime);
                view.started = Some(instant("08:45"));
                let fine = Answer::State(StateId::new("fine"));
                let reason = "收银系统升级".to_owned();
                view.questions = vec![
                    answered(5, "tour", "display", "08:45", fine, Sense::Normal),
                    QuestionView {
                        question: question("tour", "tills"),
                        state: QuestionState::Skipped { reason },
                        against: None,
                    },
                ];
            }
            ("round", 1) => view.status = done("09:33", Timing::OnTime),
            ("round", 2) => view.status = Status::Missed,
            ("round", 3) => view.status = done("10:50", Timing::Late),
            ("round", _) => view.status = done("11:31", Timing::OnTime),
            ("fire-patrol", 1) => view.status = done("09:05", Timing::OnTime),
            ("fire-patrol", 2) => view.status = Status::Unknown,
            ("fire-patrol", 3) => view.status = done("13:10", Timing::OnTime),
            ("lunch", _) => {
                view.status = done("12:40", Timing::Late);
                view.started = Some(instant("11:32"));
                let mut first = batch(1, "11:30", "12:00");
                first.left = Some((20, instant("11:32")));
                (first.back, first.late) = (20, 3);
                first.last_back = Some(instant("12:09"));
                view.batches = vec![first, batch(2, "12:00", "12:30")];
            }
            _ => {}
        }
    }
}

fn fill_night(views: &mut [OccurrenceView]) {
    for view in views {
        match view.id.step.as_str() {
            "sweep" => {
                view.status = Status::Overdue;
                view.started = Some(instant("22:05"));
                view.floors = building();
            }
            "back-door" => {
                view.status = Status::Due;
                view.started = Some(instant("22:50"));
                view.next = Some(Ask::Signature(RoleId::new("security-supervisor")));
                let role = RoleId::new("security-supervisor");
                view.signatures = vec![
                    SignatureView {
                        signed: Some((officer(), instant("22:50"))),
                        ..SignatureView::asked(RoleId::new("duty-manager"))
                    },
                    SignatureView::asked(role),
                ];
            }
            "fire-patrol" if view.id.number > 3 => view.status = done("21:00", Timing::OnTime),
            _ => {}
        }
    }
}

fn building() -> Vec<FloorView> {
    let except = SweepOutcome::ClearExcept {
        who: "施工队 2 人".to_owned(),
        until: "23:30".to_owned(),
        watcher: "保安员甲".to_owned(),
    };
    let swept =
        |outcome, time: &str| FloorState::Swept { outcome, at: instant(time), officer: officer() };
    let floor = |id: &str, state, findings| FloorView { floor: FloorId::new(id), state, findings };
    vec![
        floor("6F", swept(SweepOutcome::Clear, "22:05"), 1),
        floor("5F", swept(except, "22:20"), 0),
        floor("B1", FloorState::Here, 1),
    ]
}

fn gap(at: &str, largest: (&str, &str)) -> GapView {
    GapView {
        step: StepId::new("fire-patrol"),
        from: instant("09:00"),
        to: instant("21:30"),
        since: instant(at),
        warns: instant(at) + TimeDelta::minutes(100),
        exceeds: instant(at) + TimeDelta::minutes(120),
        state: GapState::Calm,
        largest: Some((instant(largest.0), instant(largest.1))),
    }
}

fn agenda(views: Vec<OccurrenceView>, gap: GapView, building: Vec<FloorView>) -> Agenda {
    let schedule = Arc::new(schedule());
    let stepped = ClockStep { from: instant("09:40"), to: instant("09:45") };
    let off = Notice::DeskOff { from: Some(instant("10:55")), to: Some(instant("13:02")) };
    Agenda {
        starts: instant("08:00"),
        ends: instant("32:00"),
        schedule,
        day: day(),
        variants: Vec::new(),
        closed: false,
        holiday: HolidayData::Unused,
        shift: Some(ShiftId::new("early")),
        officer: Some(officer()),
        officers: Vec::new(),
        barred: Vec::new(),
        store: Some("示例百货商场".to_owned()),
        current: None,
        queue: Vec::new(),
        occurrences: views,
        handed: Vec::new(),
        gaps: vec![gap],
        countdowns: Vec::new(),
        events: Vec::new(),
        owed: Vec::new(),
        findings: findings().into_iter().filter(|it| it.state.is_open()).collect(),
        building,
        handovers: Default::default(),
        notices: vec![Notice::ClockStepped(stepped), off],
        last_saved: None,
    }
}

/// Returns the store as it stands at 15:00, when the early shift hands over.
pub(crate) fn at_handover() -> Agenda {
    let mut views = views(&schedule());
    fill_morning(&mut views);
    let ahead = building().into_iter().map(|it| FloorView { state: FloorState::Ahead, ..it });
    agenda(views, gap("13:10", ("09:05", "13:10")), ahead.collect())
}

/// Returns the store as it stands at 22:55, in the middle of the sweep.
pub(crate) fn at_night() -> Agenda {
    let mut views = views(&schedule());
    fill_morning(&mut views);
    fill_night(&mut views);
    agenda(views, gap("21:00", ("09:05", "13:10")), building())
}
