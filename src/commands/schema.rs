//! `zhiban schedule schema`: the schedule language as a JSON Schema, so that editors complete words
//! and mark mistakes while they are typed.
//!
//! It holds no word of the language itself; those stand in `schedule::schema`. Draft 07 is what the
//! TOML servers of editors read.

use serde_json::{Map, Value as Json, json};

use crate::schedule::Lang;
use crate::schedule::schema::{Key, PHASE_FILE, Presence, STORE_FILE, Table, Value};

const NAME: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const CAPITAL_NAME: &str = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$";
const CLOCK: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
const MOMENT: &str = "^([01][0-9]:[0-5][0-9]|2[0-3]:[0-5][0-9]|[a-z][a-z0-9-]*)( [+-] +(?=[0-9])([0-9]+h)?([0-9]+m)?)?$";
const DONE: &str = "^done +[a-z0-9]+(-[a-z0-9]+)*( \\+ +(?=[0-9])([0-9]+h)?([0-9]+m)?)?$";
const START: &str = "^start( \\+ +(?=[0-9])([0-9]+h)?([0-9]+m)?)?$";
const DURATION: &str = "^(?=[0-9])([0-9]+h)?([0-9]+m)?$";

/// Returns the schema of both kinds of file, with its sentences in one language.
pub(super) fn document(lang: Lang) -> Json {
    let mut tables = Map::new();
    for file in [&STORE_FILE, &PHASE_FILE] {
        define(file, lang, &mut tables);
    }
    tables.insert("text".to_owned(), text(lang));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": lang.of("值班日程", "a duty schedule"),
        "description": lang.of(
            "store.toml 或阶段文件；错误的详情用 zhiban schedule check 看",
            "store.toml or a phase file; zhiban schedule check explains what is wrong",
        ),
        "oneOf": [reference(STORE_FILE.name), reference(PHASE_FILE.name)],
        "definitions": tables,
    })
}

/// Adds a table and all that it leads to.
fn define(table: &Table, lang: Lang, tables: &mut Map<String, Json>) {
    if tables.contains_key(table.name) {
        return;
    }
    // Named before its keys are followed, so that a table may lead back to itself.
    tables.insert(table.name.to_owned(), Json::Null);
    let mut keys = Map::new();
    for key in table.keys {
        keys.insert(key.name.to_owned(), described(key, lang, tables));
    }
    let needed = table.keys.iter().filter(|it| it.presence == Presence::Must);
    let needed: Vec<&str> = needed.map(|it| it.name).collect();
    let definition = json!({
        "type": "object",
        "description": lang.of(table.about.0, table.about.1),
        "properties": keys,
        "required": needed,
        "additionalProperties": false,
    });
    tables.insert(table.name.to_owned(), definition);
}

fn described(key: &Key, lang: Lang, tables: &mut Map<String, Json>) -> Json {
    let about = lang.of(key.about.0, key.about.1);
    match value(&key.value, lang, tables) {
        // Beside a reference nothing else is read.
        Json::Object(it) if it.contains_key("$ref") => {
            json!({ "description": about, "allOf": [it] })
        }
        Json::Object(mut it) => {
            it.insert("description".to_owned(), about.into());
            Json::Object(it)
        }
        other => other,
    }
}

fn value(of: &Value, lang: Lang, tables: &mut Map<String, Json>) -> Json {
    match of {
        Value::Text => reference("text"),
        Value::Line | Value::Date => json!({ "type": "string" }),
        Value::Name => json!({ "type": "string", "pattern": NAME }),
        Value::CapitalName => json!({ "type": "string", "pattern": CAPITAL_NAME }),
        Value::Moment => json!({ "type": "string", "pattern": MOMENT }),
        Value::Point => json!({ "anyOf": [
            { "type": "string", "pattern": MOMENT },
            { "type": "string", "pattern": DONE },
            { "type": "string", "pattern": START },
        ] }),
        Value::Clock => json!({ "type": "string", "pattern": CLOCK }),
        Value::Duration => json!({ "type": "string", "pattern": DURATION }),
        Value::DayWord => json!({ "anyOf": [
            { "type": "string" },
            { "type": "integer", "minimum": 1, "maximum": 31 },
        ] }),
        Value::Flag => json!({ "type": "boolean" }),
        Value::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Value::Number => json!({ "type": "number" }),
        Value::Choice(words) => json!({ "enum": words }),
        Value::List(each) => json!({ "type": "array", "items": value(each, lang, tables) }),
        Value::Table(table) => {
            define(table, lang, tables);
            reference(table.name)
        }
        Value::Named(each) => {
            json!({ "type": "object", "additionalProperties": value(each, lang, tables) })
        }
        Value::AnyOf(kinds) => {
            let kinds: Vec<Json> = kinds.iter().map(|it| value(it, lang, tables)).collect();
            json!({ "anyOf": kinds })
        }
    }
}

fn text(lang: Lang) -> Json {
    let one = json!({ "type": "string", "minLength": 1 });
    json!({
        "description": lang.of("文字：一句通用，或中英文各一句", "text: one for both languages, or one each"),
        "anyOf": [
            one,
            {
                "type": "object",
                "properties": { "zh": one, "en": one },
                "required": ["zh", "en"],
                "additionalProperties": false,
            },
        ],
    })
}

fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}
