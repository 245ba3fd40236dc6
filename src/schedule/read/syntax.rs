//! Whether a file is TOML at all, and what to do where it is not.
//!
//! It never looks at what the file says.

use toml::Spanned;
use toml::de::DeTable;

use super::super::fault::say;
use super::super::{Fault, Place, Text};

/// One mistake often draws others behind it; the first few are enough.
const FAULTS_MAX: usize = 3;

/// Parses a file; one that is no TOML gives its first faults and nothing else.
pub(super) fn parse<'a>(
    file: usize,
    text: &'a str,
    faults: &mut Vec<Fault>,
) -> Option<Spanned<DeTable<'a>>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(table);
    }
    let mut lines = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let line = text.get(..span.start).map_or(0, |it| it.matches('\n').count());
        if lines.contains(&line) {
            continue;
        }
        lines.push(line);
        let place = Place { file, start: span.start, end: span.end };
        let after: String = text.get(span.start..).unwrap_or("").chars().take(1).collect();
        let written = format!("{after}{}", text.get(span).unwrap_or(""));
        faults.push(fault(place, error.message(), &written));
        if lines.len() == FAULTS_MAX {
            break;
        }
    }
    None
}

fn fault(place: Place, message: &str, written: &str) -> Fault {
    let title = say("TOML 写法有误，读不下去", "this is not valid TOML");
    let (label, help) = explain(message, written);
    Fault::error(place, title).label(label).help(help)
}

fn explain(message: &str, written: &str) -> (Text, Text) {
    let same = |zh: &str| say(zh, message);
    let has = |word: &str| message.contains(word);
    if written.contains(['“', '”', '‘', '’', '＂']) {
        let label = say("这是中文引号", "this is a curly quotation mark");
        return (label, say("换成英文直引号 \"", "use the straight quotation mark \""));
    }
    if written.contains(['，', '＝', '：', '｛', '｝', '［', '］', '　']) {
        let label = say("这里有全角标点", "there is full-width punctuation here");
        return (label, say("换成英文标点", "use the ASCII character"));
    }
    if has("missing value") {
        let help = say("在等号后面写上值", "write a value behind the equals sign");
        return (same("等号后面没有值"), help);
    }
    if has("duplicate key") {
        let help = say("同一张表里一项只能写一次", "a key is written once in a table");
        return (same("这一项写了两次"), help);
    }
    if has("recursion") || has("recurse") {
        let label = say("嵌套太深", "nested too deeply");
        return (label, say("日程用不着这么多层括号", "a schedule needs no such depth"));
    }
    if has("string") || has("quot") {
        let help = say("文字要用一对直引号括起来", "put text between straight quotation marks");
        return (same("引号不成对，或文字没有引号"), help);
    }
    if has("table") || has("array") || has("comma") {
        let help = say("检查括号是否成对、逗号是否齐全", "check brackets and commas");
        return (same("括号或逗号不对"), help);
    }
    let help = say(
        "每行写成 名字 = 值；文字加引号，列表用 [ ]",
        "write key = value on each line; text in quotes, lists in [ ]",
    );
    (same("这里读不懂"), help)
}
