//! The schedule that is shipped: read without a word, complete, and closed to the two known traps.

use std::path::Path;

use zhiban::schedule::{HolidayData, Lang, Reading, SourceFile, SpecialDay, read};

use crate::schedule::render;
use crate::schedule_days::day;

fn shipped() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schedules/department-store");
    let mut files: Vec<SourceFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap())
        .map(|it| (it.file_name().into_string().unwrap(), it.path()))
        .filter(|(name, _)| SourceFile::belongs(name))
        .map(|(name, path)| SourceFile::new(&name, std::fs::read(path).unwrap()))
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn read_shipped() -> Reading {
    let files = shipped();
    match read(&files) {
        Ok(reading) => reading,
        Err(faults) => panic!("{}", render(&faults, &files, Lang::En)),
    }
}

/// The clauses of the store's procedure: a section and how many it has.
const CLAUSES: [(&str, u32); 23] = [
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
];

#[test]
fn the_shipped_schedule_reads_without_a_word() {
    let files = shipped();
    let warnings = read_shipped().warnings;
    assert_eq!(render(&warnings, &files, Lang::En), "");
}

#[test]
fn every_clause_of_the_procedure_is_asked_somewhere() {
    let clauses = read_shipped().schedule.clauses();
    let written: Vec<&str> = clauses.iter().map(|(it, _)| it.as_str()).collect();
    let all = CLAUSES
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}.{number}")));
    let missing: Vec<String> = all.filter(|it| !written.contains(&it.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_clause_is_named_that_the_procedure_does_not_have() {
    let schedule = read_shipped().schedule;
    let known = |clause: &str| match clause.split_once('.') {
        Some((section, number)) => {
            let count = CLAUSES.iter().find(|it| it.0 == section).map_or(0, |it| it.1);
            number.parse().is_ok_and(|it: u32| (1..=count).contains(&it))
        }
        None => CLAUSES.iter().any(|it| it.0 == clause),
    };
    let clauses = schedule.clauses();
    let of_the_store = clauses.iter().map(|(it, _)| it.as_str());
    let of_the_store = of_the_store.filter(|it| it.starts_with(['A', 'B', 'C']));
    let odd: Vec<&str> = of_the_store.filter(|it| !known(it)).collect();
    assert_eq!(odd, Vec::<&str>::new());
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
