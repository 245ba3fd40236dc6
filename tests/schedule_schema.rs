//! The schema of the schedule language: the same words as the reader's, and one that validators and
//! editors take.
//!
//! The reader is asked what it knows by writing one odd word into each table of a folder in which
//! everything is used once: what it offers instead must be what the schema says.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table as Toml, Value as Item};
use zhiban::schedule::schema::{PHASE_FILE, Presence, STORE_FILE, Table, Value};
use zhiban::schedule::{Fault, Lang, SourceFile, read};

use crate::schedule::{render, valid};
use crate::shipped;
use crate::support::mutate::everything;
use crate::support::program::Program;

/// A word that means nothing anywhere.
const ODD: &str = "zz-odd-word";

/// The way to a value: keys and positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Key(String),
    At(usize),
}

/// A table that somebody wrote, with what the schema says of it.
struct Written {
    file: usize,
    way: Vec<Turn>,
    table: &'static Table,
    keys: BTreeSet<String>,
}

fn parsed(file: &SourceFile) -> Toml {
    std::str::from_utf8(&file.bytes).unwrap().parse().unwrap()
}

fn is_toml(file: &SourceFile) -> bool {
    file.name.ends_with(".toml")
}

/// Every table of a folder that the schema knows.
fn tables(files: &[SourceFile]) -> Vec<Written> {
    let mut all = Vec::new();
    for (file, source) in files.iter().enumerate().filter(|(_, it)| is_toml(it)) {
        let root = if source.name == "store.toml" { &STORE_FILE } else { &PHASE_FILE };
        follow(file, &Item::Table(parsed(source)), &Value::Table(root), &[], &mut all);
    }
    all
}

fn follow(file: usize, item: &Item, value: &Value, way: &[Turn], all: &mut Vec<Written>) {
    let then = |turn: Turn| [way, &[turn]].concat();
    match (value, item) {
        (Value::Table(table), Item::Table(written)) => {
            let table: &'static Table = table;
            let keys = written.keys().cloned().collect();
            all.push(Written { file, way: way.to_vec(), table, keys });
            for key in table.keys {
                if let Some(inner) = written.get(key.name) {
                    follow(file, inner, &key.value, &then(Turn::Key(key.name.to_owned())), all);
                }
            }
        }
        (Value::Named(each), Item::Table(written)) => {
            for (name, inner) in written {
                follow(file, inner, each, &then(Turn::Key(name.clone())), all);
            }
        }
        (Value::List(each), Item::Array(list)) => {
            for (at, inner) in list.iter().enumerate() {
                follow(file, inner, each, &then(Turn::At(at)), all);
            }
        }
        (Value::AnyOf(kinds), item) => {
            let kind = kinds.iter().find(|it| fits(it, item));
            if let Some(kind) = kind {
                follow(file, item, kind, way, all);
            }
        }
        // What holds no table.
        (_, _) => {}
    }
}

/// Returns whether a value has the shape of a kind.
fn fits(kind: &Value, item: &Item) -> bool {
    match kind {
        Value::Table(_) | Value::Named(_) => item.is_table(),
        Value::List(_) => item.is_array(),
        Value::AnyOf(kinds) => kinds.iter().any(|it| fits(it, item)),
        Value::Text => item.is_str() || item.is_table(),
        Value::DayWord => item.is_str() || item.is_integer() || item.is_datetime(),
        Value::Date => item.is_str() || item.is_datetime(),
        Value::Line
        | Value::Name
        | Value::CapitalName
        | Value::Moment
        | Value::Point
        | Value::Clock
        | Value::Duration
        | Value::Choice(_) => item.is_str(),
        Value::Flag => item.is_bool(),
        Value::Whole(..) => item.is_integer(),
        Value::Number => item.is_integer() || item.is_float(),
    }
}

/// Returns the folder with one table changed.
fn changed(files: &[SourceFile], at: &Written, change: impl FnOnce(&mut Toml)) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    let mut root = Item::Table(parsed(&files[at.file]));
    let mut item = &mut root;
    for turn in &at.way {
        item = match turn {
            Turn::Key(key) => item.get_mut(key.as_str()).unwrap(),
            Turn::At(index) => item.get_mut(*index).unwrap(),
        };
    }
    change(item.as_table_mut().unwrap());
    files[at.file].bytes = toml::to_string(&root).unwrap().into_bytes();
    files
}

fn faults(files: &[SourceFile]) -> Vec<Fault> {
    read(files).map_or_else(|faults| faults, |reading| reading.warnings)
}

/// Returns the keys that the reader would take in a table, as it says to who writes an odd one.
fn asked(files: &[SourceFile], at: &Written) -> BTreeSet<String> {
    let odd = changed(files, at, |it| {
        it.insert(ODD.to_owned(), Item::Boolean(true));
    });
    let title = format!("unknown key `{ODD}`");
    let fault = faults(&odd).into_iter().find(|it| it.title.en == title);
    let fault = fault.unwrap_or_else(|| panic!("{:?} of {} takes any key", at.way, at.table.name));
    fault.instead.iter().map(|it| (*it).to_owned()).collect()
}

/// Says where the keys of the schema and those of the reader differ.
fn differences(
    asked: &BTreeMap<&'static str, BTreeSet<String>>,
    all: &[&'static Table],
) -> Vec<String> {
    let mut found = Vec::new();
    for table in all {
        let name = table.name;
        let schema: BTreeSet<String> = table.keys.iter().map(|it| it.name.to_owned()).collect();
        let Some(reader) = asked.get(name) else {
            found.push(format!("write the table `{name}` once in fixtures/schedules/everything"));
            continue;
        };
        for key in reader.difference(&schema) {
            found.push(format!("the reader takes `{key}` in `{name}`: add it to schedule::schema"));
        }
        for key in schema.difference(reader) {
            found
                .push(format!("the schema has `{key}` in `{name}`, but the reader never takes it"));
        }
    }
    found
}

/// Every table of the language.
fn all_tables() -> Vec<&'static Table> {
    fn add(value: &'static Value, all: &mut Vec<&'static Table>) {
        match value {
            Value::Table(table) if !all.contains(table) => {
                all.push(table);
                table.keys.iter().for_each(|it| add(&it.value, all));
            }
            Value::List(each) | Value::Named(each) => add(each, all),
            Value::AnyOf(kinds) => kinds.iter().for_each(|it| add(it, all)),
            // What holds no table.
            _ => {}
        }
    }
    let mut all = Vec::new();
    const ROOTS: &[Value] = &[Value::Table(&STORE_FILE), Value::Table(&PHASE_FILE)];
    ROOTS.iter().for_each(|it| add(it, &mut all));
    all
}

#[test]
fn the_schema_says_what_the_reader_asks_for() {
    let files = everything();
    let sound = faults(&files);
    assert!(sound.is_empty(), "{}", render(&sound, &files, Lang::En));
    let mut known: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut used: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for at in tables(&files) {
        known.entry(at.table.name).or_default().extend(asked(&files, &at));
        used.entry(at.table.name).or_default().extend(at.keys);
    }
    let all = all_tables();
    let mut found = differences(&known, &all);
    for table in &all {
        for key in table.keys {
            if !used.get(table.name).is_some_and(|it| it.contains(key.name)) {
                let (key, name) = (key.name, table.name);
                found.push(format!("write `{key}` of `{name}` in fixtures/schedules/everything"));
            }
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    // The control: a key that only one side knows is named.
    known.get_mut("item").unwrap().insert("colour".to_owned());
    known.get_mut("step").unwrap().remove("gap");
    let told = differences(&known, &all).join("\n");
    assert!(told.contains("`colour` in `item`") && told.contains("`gap` in `step`"), "{told}");
}

#[test]
fn the_schema_offers_the_words_that_the_reader_takes() {
    let files = everything();
    let mut tried = 0;
    for at in tables(&files) {
        for key in at.table.keys.iter().filter(|it| at.keys.contains(it.name)) {
            let words = choices(&key.value);
            let odd = changed(&files, &at, |it| {
                it.insert(key.name.to_owned(), Item::String(ODD.to_owned()));
            });
            let title = format!("`{}` cannot be \"{ODD}\"", key.name);
            let fault = faults(&odd).into_iter().find(|it| it.title.en == title);
            let taken: Vec<&str> = fault.map(|it| it.instead).unwrap_or_default();
            // A choice that stands beside another kind of value is explained by that one.
            if !matches!(key.value, Value::AnyOf(_)) {
                let place = format!("`{}` of `{}`", key.name, at.table.name);
                assert_eq!(
                    taken, words,
                    "{place}: the reader takes the first, the schema the second"
                );
                tried += words.len();
            }
        }
    }
    assert!(tried > 10, "only {tried} words were tried");
}

fn choices(value: &Value) -> Vec<&'static str> {
    match value {
        Value::Choice(words) => words.to_vec(),
        _ => Vec::new(),
    }
}

#[test]
fn what_must_be_there_is_missed() {
    let files = everything();
    for at in tables(&files) {
        for key in at.table.keys.iter().filter(|it| it.presence == Presence::Must) {
            let without = changed(&files, &at, |it| {
                it.remove(key.name);
            });
            let (key, name) = (key.name, at.table.name);
            assert!(read(&without).is_err(), "the reader does not miss `{key}` of `{name}`");
        }
    }
}

/// The schema as a validator takes it.
fn validator() -> jsonschema::Validator {
    let schema = Program::new().json(&["schedule", "schema"]);
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

fn json(table: &Toml) -> serde_json::Value {
    serde_json::to_value(table).map(plain).unwrap()
}

/// A bare date is a string to a schema.
fn plain(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            let date = map.get("$__toml_private_datetime").cloned();
            date.unwrap_or_else(|| map.into_iter().map(|(key, it)| (key, plain(it))).collect())
        }
        serde_json::Value::Array(all) => all.into_iter().map(plain).collect(),
        other => other,
    }
}

#[test]
fn the_shipped_files_are_as_the_schema_says() {
    let validator = validator();
    let mut folders: Vec<Vec<SourceFile>> = shipped::ROLE_DAYS.map(shipped::role_day).into();
    folders.extend(shipped::TRADES.map(shipped::folder));
    folders.extend([shipped::folder("department-store"), valid(), everything()]);
    let mut count = 0;
    for file in folders.iter().flatten().filter(|it| is_toml(it)) {
        count += 1;
        let errors: Vec<String> = validator
            .iter_errors(&json(&parsed(file)))
            .map(|it| format!("{}: {}: {it}", file.name, it.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
    assert!(count > 20, "only {count} files were looked at");
}

#[test]
fn what_the_schema_rejects_the_reader_rejects_and_wrong_types_are_found_by_both() {
    let validator = validator();
    let files = everything();
    let (mut both, mut seen) = (0, BTreeSet::new());
    for at in tables(&files) {
        for key in at.table.keys.iter().filter(|it| at.keys.contains(it.name)) {
            if !seen.insert((at.table.name, key.name)) {
                continue;
            }
            for odd in odd_values() {
                let files = changed(&files, &at, |it| {
                    it.insert(key.name.to_owned(), odd.clone());
                });
                let valid = validator.is_valid(&json(&parsed(&files[at.file])));
                let faults = read(&files).err().unwrap_or_default();
                let place = format!("`{}` of `{}` = {odd}", key.name, at.table.name);
                if !valid {
                    assert!(!faults.is_empty(), "{place}: only the schema rejects it");
                    both += 1;
                }
                let title = format!("`{}` should be ", key.name);
                let wrong = faults.iter().find(|it| it.title.en.starts_with(&title));
                if let (Some(wrong), true) = (wrong, valid) {
                    panic!("{place}: the schema takes it, the reader says {}", wrong.title.en);
                }
            }
        }
    }
    assert!(both > 250, "only {both} broken files were rejected by both");
}

fn odd_values() -> Vec<Item> {
    vec![
        Item::Integer(-7),
        Item::String("!!".to_owned()),
        Item::Array(vec![Item::Boolean(true)]),
        Item::Table([(ODD.to_owned(), Item::Integer(1))].into_iter().collect()),
    ]
}

#[test]
fn the_schema_speaks_the_language_of_the_call() {
    let program = Program::new();
    let step = |lang: &str| {
        let schema = program.json(&["--lang", lang, "schedule", "schema"]);
        schema["definitions"]["step"]["description"].as_str().unwrap().to_owned()
    };
    assert!(step("zh").contains("步骤"));
    assert!(step("en").contains("a step"));
}
