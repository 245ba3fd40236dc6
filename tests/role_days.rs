//! Other roles of the same store: a folder inside the store's is their day, with a record of its own.

use crate::support::picture::png;
use crate::support::program::Program;

/// Steps that tell one day from another, and which day holds each.
const STEPS: [(&str, &str); 4] = [
    ("department-store", "door-locks"),
    ("general-manager", "first-tour"),
    ("floor-manager", "floor-round"),
    ("floor-supervisor", "sales-table"),
];

/// Returns the steps of a day, with when each falls due.
fn plan(program: &Program, words: &[&str]) -> Vec<(String, String)> {
    let plan =
        program.json(&[words, &["schedule", "plan", "--day", "2026-11-23", "--json"]].concat());
    let steps = plan["steps"].as_array().unwrap().iter();
    steps.map(|it| (it["step"].to_string(), it["due"].to_string())).collect()
}

#[test]
fn a_shipped_schedule_is_asked_for_by_its_name() {
    let program = Program::new();
    for (name, step) in STEPS {
        let steps = plan(&program, &["--schedule", name]);
        for (other, theirs) in STEPS {
            let here = steps.iter().any(|(it, _)| *it == format!("\"{theirs}\""));
            assert_eq!(here, other == name, "{theirs} on the day of {name}, which holds {step}");
        }
    }
    let usual = program.json(&["schedule", "check", "--json"]);
    let named = program.json(&["--schedule", "department-store", "schedule", "check", "--json"]);
    assert_eq!(usual["revision"], named["revision"]);
}

#[test]
fn a_role_day_moves_with_the_hours_of_its_store() {
    let program = Program::new();
    assert_eq!(program.run(&["schedule", "show", "--write", "my"]).code, 0);
    let day = ["--schedule", "my/general-manager"];
    let due = |program: &Program| {
        let steps = plan(program, &day);
        steps.into_iter().find(|(it, _)| it == "\"last-tour\"").unwrap().1
    };
    assert!(due(&program).contains("T21:10"));
    let revision = program.json(&[&day[..], &["schedule", "check", "--json"]].concat());
    let store = program.path("my/store.toml");
    let text = std::fs::read_to_string(&store).unwrap();
    let later = text.replace("close = \"21:30\"", "close = \"22:00\"");
    // The store's sign stands on the papers of its roles as well.
    let signed = later.replacen("[times]", "logo = \"logo.png\"\n\n[times]", 1);
    std::fs::write(program.path("my/logo.png"), png(40, 20)).unwrap();
    std::fs::write(&store, signed).unwrap();
    assert!(due(&program).contains("T21:40"));
    let after = program.json(&[&day[..], &["schedule", "check", "--json"]].concat());
    assert_ne!(revision["revision"], after["revision"], "the store's file is part of the day");
}

#[test]
fn a_role_day_keeps_a_record_of_its_own_that_outlives_the_store_folder() {
    let program = Program::new();
    assert_eq!(program.run(&["schedule", "show", "--write", "my"]).code, 0);
    let desk = ["--schedule", "my/floor-manager", "--data", "data"];
    let note = |more: &[&str]| program.run(&[&desk[..], more].concat());
    let noted = note(&["note", "价签错了", "--by", "楼层经理甲"]);
    assert_eq!(noted.code, 0, "{}", noted.err);
    assert!(program.path("data/floor-manager/journal.db").is_file());
    assert!(!program.path("data/journal.db").exists());
    let store = program.run(&["--schedule", "my", "--data", "data", "log", "价签"]);
    assert!(!store.out.contains("价签错了"), "{}", store.out);
    // The record keeps all that the day needs: the store's file as well.
    std::fs::remove_file(program.path("my/store.toml")).unwrap();
    let after = note(&["note", "又一处", "--by", "楼层经理甲"]);
    assert_eq!(after.code, 0, "{}", after.err);
    assert!(after.err.contains("store.toml"), "{}", after.err);
    let log = note(&["log"]);
    assert!(log.out.contains("价签错了") && log.out.contains("又一处"), "{}", log.out);
}

#[test]
fn a_name_means_the_role_in_the_stores_own_folder_before_the_shipped_one() {
    let program = Program::new();
    assert_eq!(program.run(&["schedule", "show", "--write"]).code, 0);
    let own = ".config/zhiban/schedule/floor-supervisor/day.toml";
    let text = std::fs::read_to_string(program.path(own)).unwrap();
    std::fs::write(program.path(own), text.replace("sales-table", "our-table")).unwrap();
    let steps = plan(&program, &["--schedule", "floor-supervisor"]);
    assert!(steps.iter().any(|(it, _)| it == "\"our-table\""));
}

#[test]
fn a_fault_in_a_role_day_is_found_with_those_of_its_store() {
    let program = Program::new();
    assert_eq!(program.run(&["schedule", "show", "--write", "my"]).code, 0);
    let check = || program.run(&["--schedule", "my", "schedule", "check"]);
    let sound = check();
    assert_eq!(sound.code, 0, "{}", sound.out);
    for (name, _) in &STEPS[1..] {
        assert!(sound.out.contains(&format!("{name}：没有错")), "{}", sound.out);
    }
    let file = program.path("my/general-manager/c-evening.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("general-manager", "generel-manager")).unwrap();
    let broken = check();
    assert_eq!(broken.code, 1);
    assert!(broken.out.contains("c-evening.toml:") && broken.out.contains("`general-manager`？"));
    let form = program.json(&["--schedule", "my", "schedule", "check", "--json"]);
    let roles = form["role_days"].as_array().unwrap();
    assert_eq!(roles.len(), 3);
    assert!(roles[0]["revision"].is_string() && roles[2]["revision"].is_null());
}

#[test]
fn the_clauses_of_the_role_days_stand_behind_those_of_the_store() {
    let program = Program::new();
    let all = program.json(&["schedule", "clauses", "--json"]);
    let day = |clause: &str| {
        let all = all.as_array().unwrap();
        all.iter().find(|it| it["clause"] == clause).unwrap()["role_day"].clone()
    };
    assert_eq!(day("A5.2"), serde_json::Value::Null);
    assert_eq!(day("D20"), "general-manager");
    assert_eq!(day("E5.5"), "floor-manager");
    assert_eq!(day("F5"), "floor-supervisor");
    let text = program.run(&["schedule", "clauses"]).out;
    assert!(text.contains("\ngeneral-manager\n"), "{text}");
}
