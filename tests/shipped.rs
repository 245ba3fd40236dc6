//! The schedule that is shipped: read without a word, complete, and closed to the two known traps.

use zhiban::schedule::{
    Counting, HolidayData, Item, Lang, Part, Planned, SignRule, SourceFile, SpecialDay, StepId,
    StepKind, read,
};

use crate::schedule::render;
use crate::schedule_days::day;
use crate::support::bench;

/// The files of a folder of `schedules/`, in the order of their names.
pub(crate) fn folder(name: &str) -> Vec<SourceFile> {
    let mut files = bench::folder(&format!("schedules/{name}"));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn shipped() -> Vec<SourceFile> {
    folder("department-store")
}

/// The days of other roles of the store.
pub(crate) const ROLE_DAYS: [&str; 3] = ["general-manager", "floor-manager", "floor-supervisor"];

/// Other trades, each complete in a folder of its own.
pub(crate) const TRADES: [&str; 2] = ["hotel-night-audit", "museum-closing"];

/// The files of a role's day with those that it shares with the store.
pub(crate) fn role_day(name: &str) -> Vec<SourceFile> {
    let mut files = folder(&format!("department-store/{name}"));
    files.extend(shipped().into_iter().filter(SourceFile::is_shared));
    files
}

/// The clauses of the store's procedure: a section and how many it has; one without a number of its
/// own, such as `E3`, has none below it.
const CLAUSES: [(&str, u32); 27] = [
    ("A1", 4),
    ("A2", 4),
    ("A3", 5),
    ("A4", 4),
    ("A5", 2),
    ("A6", 4),
    ("B1", 5),
    ("B2", 3),
    ("B3", 4),
    ("B4", 3),
    ("B5", 6),
    ("B6", 4),
    ("B7", 15),
    ("B8", 4),
    ("B9", 4),
    ("B10", 3),
    ("B11", 4),
    ("B12", 5),
    ("B13", 8),
    ("C1", 3),
    ("C2", 1),
    ("C3", 6),
    ("C4", 3),
    ("E1", 3),
    ("E2", 4),
    ("E4", 2),
    ("E5", 5),
];

/// Every clause that must be asked somewhere: A1.1 to F5.
fn all_clauses() -> Vec<String> {
    let numbered = CLAUSES
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}.{number}")));
    let general = (1..=20).map(|it| format!("D{it}"));
    let supervisor = (1..=5).map(|it| format!("F{it}"));
    numbered.chain(general).chain(["E3".to_owned()]).chain(supervisor).collect()
}

#[test]
fn the_shipped_schedules_read_without_a_word() {
    let days = ROLE_DAYS.map(|it| (it, role_day(it)));
    let trades = TRADES.map(|it| (it, folder(it)));
    let all = [("department-store", shipped())].into_iter().chain(days).chain(trades);
    for (name, files) in all {
        let faults = read(&files).map_or_else(|faults| faults, |reading| reading.warnings);
        assert_eq!(render(&faults, &files, Lang::En), "", "{name}");
    }
}

#[test]
fn every_clause_of_the_procedure_is_an_item_of_some_day() {
    let mut asked = Vec::new();
    let days = ROLE_DAYS.map(role_day);
    for files in std::iter::once(shipped()).chain(days) {
        let schedule = read(&files).unwrap().schedule;
        let items = schedule.steps.iter().flat_map(|it| &it.items).flat_map(|it| &it.clauses);
        // Batches and floors are asked about beside the items, by what kind of step it is.
        let by_kind = schedule.steps.iter().filter(|it| it.kind != StepKind::Checklist);
        let by_kind = by_kind.flat_map(|it| &it.clauses);
        asked.extend(items.chain(by_kind).map(|it| it.as_str().to_owned()));
    }
    let missing: Vec<String> = all_clauses().into_iter().filter(|it| !asked.contains(it)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_clause_is_named_that_the_procedure_does_not_have() {
    let all = all_clauses();
    let section = |it: &str| CLAUSES.iter().any(|(section, _)| *section == it);
    let known = |it: &&str| all.iter().any(|clause| clause == it) || section(it);
    let days = ROLE_DAYS.map(role_day);
    for files in std::iter::once(shipped()).chain(days) {
        let schedule = read(&files).unwrap().schedule;
        let clauses = schedule.clauses();
        let of_the_store = clauses.iter().map(|(it, _)| it.as_str());
        let of_the_store = of_the_store.filter(|it| it.starts_with(['A', 'B', 'C', 'D', 'E', 'F']));
        let odd: Vec<&str> = of_the_store.filter(|it| !known(it)).collect();
        assert_eq!(odd, Vec::<&str>::new());
    }
}

/// Plants a step in a phase of its own and returns what is said about it.
fn plant(step: &str) -> String {
    let mut files = shipped();
    let phase = "[phase]\nid = \"X\"\ntitle = \"x\"\n";
    files.push(SourceFile::new("x.toml", format!("{phase}{step}")));
    let faults = read(&files).unwrap_err();
    assert!(faults.iter().all(|it| it.location(&files).is_none_or(|it| it.file == "x.toml")));
    format!("{}\n\n{}\n", render(&faults, &files, Lang::Zh), render(&faults, &files, Lang::En))
}

#[test]
fn passages_cannot_be_locked_before_the_store_has_closed() {
    insta::assert_snapshot!(plant(
        "[[step]]
id = \"lock-passages\"
title = { zh = \"锁消防通道\", en = \"Lock the fire passages\" }
role = \"guard\"
due = \"close - 15m\"

[[step.item]]
id = \"passages\"
ask = { zh = \"锁消防通道、后通道\", en = \"Lock the fire and rear passages\" }
answer = \"yes-no\"
exits = \"lock\"
"
    ));
}

#[test]
fn keys_of_exits_cannot_be_collected_before_the_sweep() {
    insta::assert_snapshot!(plant(
        "[[step]]
id = \"collect-keys\"
title = { zh = \"收钥匙\", en = \"Collect keys\" }
role = \"guard\"
due = \"close + 20m\"

[[step.item]]
id = \"keys\"
ask = { zh = \"收齐安全出口钥匙\", en = \"Collect the keys of the emergency exits\" }
answer = \"yes-no\"
exits = \"collect-keys\"
"
    ));
}

#[test]
fn a_trap_cannot_hide_by_not_saying_that_it_is_one() {
    insta::assert_snapshot!(plant(
        "[[step]]
id = \"evening\"
title = { zh = \"晚间准备\", en = \"Evening preparations\" }
role = \"guard\"
due = \"close - 15m\"

[[step.item]]
id = \"passages\"
ask = { zh = \"锁好消防通道\", en = \"Lock the fire passages\" }
answer = \"yes-no\"

[[step.item]]
id = \"keys\"
ask = { zh = \"收回安全出口钥匙\", en = \"Take back the keys of the exits\" }
answer = \"yes-no\"
"
    ));
}

#[test]
fn a_way_out_cannot_be_locked_before_a_second_sweep() {
    let mut files = shipped();
    let sweep = "[phase]
id = \"X\"
title = \"x\"

[[step]]
id = \"last-sweep\"
title = { zh = \"末次清场\", en = \"The last sweep\" }
role = \"guard\"
due = \"close + 2h\"
sweep = \"all\"
";
    files.push(SourceFile::new("x.toml", sweep));
    let faults = read(&files).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].location(&files).unwrap().file, "c-after-closing.toml");
    assert!(faults[0].help.as_ref().unwrap().en.contains("[\"last-sweep\"]"));
}

/// The days that the State Council published for 2026.
#[test]
fn the_shipped_holidays_are_those_that_were_published() {
    let schedule = read(&shipped()).unwrap().schedule;
    let (mut off, mut make_up) = (Vec::new(), Vec::new());
    for day in day("2026-01-01").iter_days().take(365) {
        let short = day.format("%m-%d").to_string();
        match schedule.plan(day).holiday_data {
            HolidayData::Known(Some(SpecialDay::Off(name))) => off.push((short, name.zh)),
            HolidayData::Known(Some(SpecialDay::MakeUp(_))) => make_up.push(short),
            HolidayData::Known(None) => {}
            HolidayData::Unused | HolidayData::NoData { .. } => panic!("no data for {day}"),
        }
    }
    assert_eq!(make_up, ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]);
    let count = |name: &str| off.iter().filter(|it| it.1 == name).count();
    let names = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
    assert_eq!(names.map(count), [3, 9, 3, 5, 3, 3, 7]);
    assert_eq!((off[0].0.as_str(), off[32].0.as_str()), ("01-01", "10-07"));
    let beyond = schedule.plan(day("2027-01-01")).holiday_data;
    assert!(matches!(beyond, HolidayData::NoData { .. }));
}

#[test]
fn a_fire_patrol_is_recorded_as_the_law_asks() {
    let schedule = read(&shipped()).unwrap().schedule;
    for (id, place) in
        [("fire-patrol", true), ("closing-fire-check", false), ("night-patrol", true)]
    {
        let step = schedule.step(&StepId::new(id)).unwrap();
        let has = |part: &dyn Fn(&Item) -> bool| step.items.iter().any(part);
        assert!(has(&|it| it.turn == Part::Who), "{id}: persons");
        assert_eq!(has(&|it| it.id.as_str() == "place"), place, "{id}: places");
        let roles: Vec<&str> = step.sign.roles.iter().map(|it| it.as_str()).collect();
        assert_eq!((step.sign.rule, &roles[..]), (SignRule::InOrder, &PATROLLER_THEN_SUPERIOR[..]));
    }
}

const PATROLLER_THEN_SUPERIOR: [&str; 2] = ["guard", "security-supervisor"];

#[test]
fn the_doors_open_at_a_word_that_comes_after_every_post() {
    let schedule = read(&shipped()).unwrap().schedule;
    let step = schedule.step(&StepId::new("doors-open")).unwrap();
    let of = |part| step.items.iter().filter(move |it| it.turn == part).map(|it| it.id.as_str());
    let posts: Vec<&str> = of(Part::Post).collect();
    assert_eq!(posts, ["guard", "electrician", "broadcast-room", "cashier"]);
    assert_eq!(of(Part::Go).collect::<Vec<_>>(), ["doors"]);
}

#[test]
fn what_follows_the_closing_is_counted_from_the_doors_that_were_really_shut() {
    let schedule = read(&shipped()).unwrap().schedule;
    let plan = schedule.plan(day("2026-11-23"));
    let counted = plan.occurrences.iter().filter(|it| match &it.counting {
        Counting::Waits(it) => it.step.as_str() == "doors-shut",
        Counting::Known => false,
    });
    let counted: Vec<&str> = counted.map(|it| it.id.step.as_str()).collect();
    for step in ["closing-work", "main-doors", "sweep", "closing-fire-check", "back-door"] {
        assert!(counted.contains(&step), "{step}: {counted:?}");
    }
    let locks = schedule.step(&StepId::new("off-duty")).unwrap();
    assert_eq!(
        (locks.sign.roles.len(), locks.sign.need()),
        (2, 2),
        "two persons look at the locks"
    );
    let announced = |it: &&Planned| it.id.step.as_str() == "closing-announcements";
    assert_eq!(plan.occurrences.iter().filter(announced).count(), 4);
    // What is handed over by hand is counted by two at every change of shift.
    let counts: Vec<&str> = schedule.counts.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(counts, ["keys", "radios", "torches"]);
}
