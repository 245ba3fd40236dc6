//! The documented JSON: each example is what the program really prints, or reads.

use serde_json::Value;

use crate::support::paper;
use crate::support::program::Program;

const FORMS: &str = include_str!("../src/commands/forms.md");
const README: &str = include_str!("../README.md");

/// An example with the command that stands in its heading.
struct Example {
    command: String,
    text: String,
}

fn examples() -> Vec<Example> {
    let sections = FORMS.split("### `").skip(1).map(|section| {
        let (command, rest) = section.split_once('`').unwrap();
        let (_, block) = rest.split_once("```json").unwrap();
        let (_, block) = block.split_once('\n').unwrap();
        let (text, _) = block.split_once("\n```").unwrap();
        Example { command: command.to_owned(), text: text.to_owned() }
    });
    sections.collect()
}

/// Says where two values differ in their keys or kinds; of lists the first entries are compared.
fn differences(path: &str, example: &Value, real: &Value, found: &mut Vec<String>) {
    match (example, real) {
        (Value::Object(example), Value::Object(real)) => {
            let keys = |it: &serde_json::Map<String, Value>| -> Vec<String> {
                it.keys().cloned().collect()
            };
            if keys(example) != keys(real) {
                found.push(format!("{path}: {:?} against {:?}", keys(example), keys(real)));
            }
            for (key, value) in example {
                if let Some(other) = real.get(key) {
                    differences(&format!("{path}.{key}"), value, other, found);
                }
            }
        }
        (Value::Array(example), Value::Array(real)) => match (example.first(), real.first()) {
            (Some(example), Some(real)) => {
                differences(&format!("{path}[0]"), example, real, found);
            }
            (None, Some(real)) => found.push(format!("{path}: empty against {real}")),
            (_, None) => {}
        },
        (Value::Null, _) | (_, Value::Null) => {}
        (example, real) => {
            if std::mem::discriminant(example) != std::mem::discriminant(real) {
                found.push(format!("{path}: {example} against {real}"));
            }
        }
    }
}

fn report_kind(command: &str) -> Option<&str> {
    command.strip_prefix("zhiban report ")?.strip_suffix(" --format json")
}

/// The kinds whose example shows only what they add to the handover.
const ADDING: [&str; 4] = ["fire-patrol", "diary", "floor-log", "sweep"];

/// Leaves of a report what the handover does not have.
fn added(report: Value, handover: &Value) -> Value {
    let Value::Object(all) = report else { panic!("{report}") };
    Value::Object(all.into_iter().filter(|(key, _)| handover.get(key).is_none()).collect())
}

/// Returns what the program prints for the command of an example.
fn printed(program: &Program, command: &str) -> Value {
    if let Some(kind) = report_kind(command) {
        return serde_json::from_str(&paper::json(kind)).unwrap();
    }
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    if command == CHECK {
        clashing_schedule(program);
        return program.json(&[&["--schedule", "my-store"], &words[..]].concat());
    }
    program.json(&words)
}

const CHECK: &str = "zhiban schedule check --json";

/// Writes the schedule that the example is about: two files give the same phase.
fn clashing_schedule(program: &Program) {
    let valid = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schedules/valid");
    let folder = program.path("my-store");
    std::fs::create_dir(&folder).unwrap();
    for file in std::fs::read_dir(valid).unwrap() {
        let file = file.unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        std::fs::write(folder.join(file.file_name()), text.replace("id = \"B\"", "id = \"A\""))
            .unwrap();
    }
}

#[test]
fn the_documented_fault_is_word_for_word_what_the_program_prints() {
    let program = Program::new();
    let all = examples();
    let check = all.iter().find(|it| it.command == CHECK).unwrap();
    let example: Value = serde_json::from_str(&check.text).unwrap();
    assert_eq!(printed(&program, CHECK), example);
    let ran = program.run(&["--schedule", "my-store", "schedule", "check", "--json"]);
    assert_eq!(ran.code, 1);
    assert!(example["faults"][0]["note"]["line"].is_number(), "it shows every key");
}

#[test]
fn every_documented_example_has_the_keys_that_the_program_prints() {
    let program = Program::new();
    let note = ["note", "地面有水", "--floor", "3F", "--by", "值班员甲", "--owner", "保洁乙"];
    assert_eq!(program.run(&note).code, 0);
    let add = ["officer", "add", "1001", "--name", "值班员甲", "--role", "duty-manager"];
    assert_eq!(program.type_into(&add, "zh", "").code, 0);
    let handover = printed(&program, "zhiban report handover --format json");
    let mut count = 0;
    // A handover that was made has more to tell than a whole day.
    let acts: Value = serde_json::from_str(&paper::first_handover()).unwrap();
    for Example { command, text } in examples() {
        if command == "zhiban rehearse --script" {
            continue;
        }
        let example: Value = serde_json::from_str(&text).unwrap();
        let mut found = Vec::new();
        let real = printed(&program, &command);
        let adds = report_kind(&command).is_some_and(|it| ADDING.contains(&it));
        let real = if adds { added(real, &handover) } else { real };
        differences(&command, &example, &real, &mut found);
        if report_kind(&command) == Some("handover") {
            differences("the acts", &example, &acts, &mut found);
        }
        assert!(found.is_empty(), "{found:#?}");
        count += 1;
    }
    assert_eq!(count, 16);
}

#[test]
fn a_planted_difference_in_an_example_is_found() {
    let example = serde_json::json!({"a": [{"b": 1}]});
    let mut found = Vec::new();
    differences("x", &example, &serde_json::json!({"a": [{"c": 1}]}), &mut found);
    differences("x", &example, &serde_json::json!({"a": [{"b": "1"}]}), &mut found);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn the_documented_script_runs() {
    let program = Program::new();
    let all = examples();
    let script = all.iter().find(|it| it.command == "zhiban rehearse --script").unwrap();
    std::fs::write(program.path("day.jsonl"), &script.text).unwrap();
    let ran = program.run(&["rehearse", "--script", "day.jsonl", "--headless"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn the_readme_and_the_manual_hold_the_examples() {
    assert!(
        README.contains(FORMS.trim_end()),
        "README must hold src/commands/forms.md word for word"
    );
    let manual = Program::new().run(&["man"]).out;
    for Example { command, .. } in examples() {
        let title = format!(".SS {command}");
        assert!(manual.contains(&title), "{title}");
    }
}
