//! A small store, put together by hand.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use zhiban::schedule::{
    AnswerForm, Base, Batch, Calendar, CountForm, Counted, Demand, Early, FloorId, GapRule, Item,
    ItemId, Known, LastRound, Minutes, Moment, Must, Named, Occurs, Order, Part, PhaseId, Point,
    Revision, RoleId, Rounds, Schedule, Sense, Shift, ShiftId, SignRule, Signing, StateChoice,
    StateId, Step, StepId, StepKind, Text, TimeOfDay, Weight, When, Window,
};

/// Returns a text in both languages.
fn both(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn at(time: &str) -> Moment {
    let (hour, minute) = time.split_once(':').unwrap();
    let time = TimeOfDay::new(hour.parse().unwrap(), minute.parse().unwrap()).unwrap();
    Moment { base: Base::Clock(time), offset: Minutes(0) }
}

/// Returns an instant of the store day by the store's clock; hours after midnight go on: `25:10`.
pub(crate) fn instant(time: &str) -> DateTime<Utc> {
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    let midnight = day().and_hms_opt(0, 0, 0).unwrap().and_utc() - TimeDelta::hours(8);
    midnight + TimeDelta::minutes(minutes)
}

/// Returns the store day.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn window(due: &str, finish_by: &str) -> When {
    let (due, finish_by) = (Point::Clock(at(due)), Point::Clock(at(finish_by)));
    When::Once(Window { earliest: due.clone(), due, closes: finish_by.clone(), finish_by })
}

fn every(minutes: i32, from: &str, to: &str) -> When {
    When::Every(Rounds {
        every: Minutes(minutes),
        counted: Counted::OnGrid,
        from: at(from),
        to: at(to),
        last: LastRound::Before,
        early_by: Minutes(10),
        finish_within: Minutes(15),
        warn: Minutes(0),
    })
}

fn item(id: &str, ask: Text, form: AnswerForm, known: Known) -> Item {
    let id = ItemId::new(id);
    Item {
        id,
        ask,
        clauses: Vec::new(),
        form,
        known,
        gate: false,
        exits: None,
        only_if: None,
        either: None,
        must: Must::Required,
        turn: Part::Own,
    }
}

fn states(all: &[(&str, &str, &str, Sense)]) -> AnswerForm {
    let choices = all.iter().map(|(id, zh, en, sense)| StateChoice {
        id: StateId::new(id),
        name: both(zh, en),
        sense: *sense,
    });
    AnswerForm::States(choices.collect())
}

fn step(id: &str, title: Text, when: When, items: Vec<Item>) -> Step {
    Step {
        id: StepId::new(id),
        phase: PhaseId::new("A"),
        title,
        clauses: Vec::new(),
        role: RoleId::new("duty-manager"),
        with: Vec::new(),
        weight: Weight::Routine,
        occurs: Occurs::default(),
        when,
        demand: Demand::Always,
        early: Early::Warn,
        after: Vec::new(),
        only_if: None,
        either: None,
        order: Order::Free,
        sign: Signing::default(),
        gap: None,
        kind: StepKind::Checklist,
        items,
    }
}

fn steps() -> Vec<Step> {
    let locks = states(&[
        ("locked", "锁好", "locked", Sense::Normal),
        ("open", "没锁好", "not locked", Sense::Abnormal),
    ]);
    let count = AnswerForm::Count(CountForm {
        unit: both("人", "people"),
        normal_max: Some(0),
        compared: None,
    });
    let fine = states(&[("fine", "正常", "fine", Sense::Normal)]);
    let entry = step(
        "staff-entry",
        both("导购员进场", "Staff entry"),
        window("08:20", "08:30"),
        vec![
            item("locks", both("查每道门锁", "Check every door lock"), locks, Known::Radio),
            item("turned-away", both("几人仪表不合格", "How many turned away"), count, Known::Seen),
        ],
    );
    let tour = step(
        "tour",
        both("值班主管巡视", "The duty supervisor's tour"),
        window("08:40", "09:00"),
        vec![
            item("display", both("看陈列", "Look at the display"), fine.clone(), Known::Seen),
            item("tills", both("看收银台", "Look at the tills"), fine.clone(), Known::Seen),
        ],
    );
    let round = step(
        "round",
        both("巡场", "Round"),
        every(30, "09:30", "12:00"),
        vec![item("floor", both("走一圈卖场", "Walk the floor"), fine.clone(), Known::Seen)],
    );
    let mut patrol = step(
        "fire-patrol",
        both("防火巡查", "Fire patrol"),
        every(120, "09:00", "21:30"),
        vec![item("exits", both("看安全出口", "Look at the exits"), fine, Known::Seen)],
    );
    patrol.weight = Weight::Legal;
    patrol.gap =
        Some(GapRule { max: Minutes(120), warn: Minutes(20), from: at("09:00"), to: at("21:30") });
    let mut lunch = step("lunch", both("午餐", "Lunch"), window("11:30", "12:30"), Vec::new());
    let half = both("在岗一半", "half of those on duty");
    lunch.kind = StepKind::Meal(vec![
        Batch { from: at("11:30"), to: at("12:00"), who: half.clone() },
        Batch { from: at("12:00"), to: at("12:30"), who: half },
    ]);
    let mut sweep = step("sweep", both("清场", "Sweep"), window("22:00", "22:45"), Vec::new());
    sweep.kind = StepKind::Sweep(["6F", "5F", "B1"].map(FloorId::new).to_vec());
    let mut back =
        step("back-door", both("关闭后门", "Back door"), window("22:45", "23:00"), Vec::new());
    let roles = vec![RoleId::new("duty-manager"), RoleId::new("security-supervisor")];
    back.sign = Signing { roles, rule: SignRule::Each };
    vec![entry, tour, round, patrol, lunch, sweep, back]
}

/// Returns the procedure of the small store.
pub(crate) fn schedule() -> Schedule {
    let named = |id: &str, zh: &str, en: &str| (id.to_owned(), both(zh, en));
    let floors =
        [named("6F", "六楼", "6F"), named("5F", "五楼", "5F"), named("B1", "负一楼", "B1")];
    let roles = [
        named("duty-manager", "值班经理", "duty manager"),
        named("security-supervisor", "保安主管", "security supervisor"),
    ];
    let shift = |id: &str, name: Text, from: &str, to: &str| Shift {
        id: ShiftId::new(id),
        name,
        from: at(from),
        to: at(to),
    };
    Schedule {
        events: Vec::new(),
        revision: Revision::new(&"0123456789abcdef".repeat(4)),
        store: both("示例百货商场", "Example Store"),
        zone: chrono_tz::Asia::Shanghai,
        day_starts: TimeOfDay::new(8, 0).unwrap(),
        papers: Default::default(),
        floors: floors.map(|(id, name)| Named { id: FloorId::new(&id), name }).to_vec(),
        areas: Vec::new(),
        roles: roles.map(|(id, name)| Named { id: RoleId::new(&id), name }).to_vec(),
        substitutes: Vec::new(),
        supervisors: Vec::new(),
        times: Vec::new(),
        shifts: vec![
            shift("early", both("早班", "Early shift"), "08:00", "15:00"),
            shift("late", both("晚班", "Late shift"), "15:00", "23:00"),
        ],
        counts: Vec::new(),
        handovers: Vec::new(),
        calendar: Calendar::default(),
        phases: vec![Named { id: PhaseId::new("A"), name: both("营业前", "Before opening") }],
        steps: steps(),
    }
}
