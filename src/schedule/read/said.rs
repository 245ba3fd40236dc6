//! Answers that are words of a kind: times, codes, texts, names, each with its limits.

use super::super::fault::say;
use super::super::{CodeForm, Fault, NamesForm, RightCode, TextForm, TimeForm, WrongCode};
use super::store::Store;
use super::table::Node;
use super::value::whole;
use super::word::Word;

/// The longest code, in characters.
const CODE_CHARS_MAX: usize = 100;

/// More codes than this belong on a list of their own.
const CODES_MAX: usize = 200;

/// The longest text that may be asked for, in characters.
const TEXT_CHARS_MAX: u32 = 2_000;

/// So many people never sign one thing.
const NAMES_MAX: u32 = 20;

/// Reads between which times an exact time is normal.
pub(super) fn time(
    node: &Node<'_>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Option<TimeForm> {
    let mut fields = node.fields("time = { not-after = \"close + 30m\" }", faults)?;
    let first = fields.take("not-before");
    let last = fields.take("not-after");
    fields.finish(faults);
    let before = faults.len();
    let first = first.and_then(|it| store.moment(&it, faults));
    let last = last.and_then(|it| store.moment(&it, faults));
    if let (Some(first), Some(last)) = (&first, &last)
        && first.minutes > last.minutes
    {
        let title = say("`not-after` 早于 `not-before`", "`not-after` is before `not-before`");
        let fault = Fault::error(last.place, title)
            .help(say("对调两个时间", "swap the two times"))
            .note(first.place, say("不早于这个时间", "not before this time"));
        faults.push(fault);
    }
    let (not_before, not_after) = (first.map(|it| it.moment), last.map(|it| it.moment));
    (faults.len() == before).then_some(TimeForm { not_before, not_after })
}

/// Reads which codes are right.
pub(super) fn code(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<CodeForm> {
    let mut fields = node.fields("code = { expect = [\"P-01\"] }", faults)?;
    let (expect, pattern) = (fields.take("expect"), fields.take("pattern"));
    let wrong = [("abnormal", WrongCode::Abnormal), ("refuse", WrongCode::Refuse)];
    let wrong =
        fields.take("wrong").map_or(Some(WrongCode::Abnormal), |it| it.choice(&wrong, faults));
    fields.finish(faults);
    let right = match (expect, pattern) {
        (Some(expect), Some(pattern)) => {
            let title = say(
                "`expect` 和 `pattern` 只能写一个",
                "a code has `expect` or `pattern`, not both",
            );
            let fault = Fault::error(pattern.place, title)
                .help(say("删去一个", "remove one of them"))
                .note(expect.place, say("另一个在这里", "the other one"));
            faults.push(fault);
            return None;
        }
        (Some(expect), None) => RightCode::OneOf(expected(&expect, faults)?),
        (None, Some(pattern)) => {
            let word = pattern.word("pattern = \"P-##\"", faults)?;
            check_code(word, faults)?;
            RightCode::Like(word.text.to_owned())
        }
        (None, None) => RightCode::Any,
    };
    Some(CodeForm { right, wrong: wrong? })
}

fn expected(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Vec<String>> {
    let before = faults.len();
    let words = node.words("expect = [\"P-01\"]", faults);
    if words.is_empty() && faults.len() == before {
        let title = say("没有写哪个码是对的", "no code is given as right");
        let help = say(
            "写上一个或几个码；什么码都行就删去这一行",
            "name one or more; remove the line where any code will do",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    if words.len() > CODES_MAX {
        let title = say("码太多", "too many codes");
        let help = say("最多 200 个；有规律的用 pattern", "at most 200; or use `pattern`");
        faults.push(Fault::error(node.place, title).help(help));
        return None;
    }
    let mut codes: Vec<String> = Vec::new();
    for word in words {
        check_code(word, faults);
        if codes.iter().any(|it| it == word.text) {
            let code = word.text;
            let title = say(
                format!("码 \"{code}\" 写了两次"),
                format!("the code \"{code}\" is given twice"),
            );
            let help = say("删去一个", "remove one");
            faults.push(Fault::error(word.place, title).help(help));
        }
        codes.push(word.text.to_owned());
    }
    (faults.len() == before).then_some(codes)
}

fn check_code(word: Word<'_>, faults: &mut Vec<Fault>) -> Option<()> {
    let text = word.text;
    let odd = text.trim() != text || text.chars().any(char::is_control);
    if !text.is_empty() && text.chars().count() <= CODE_CHARS_MAX && !odd {
        return Some(());
    }
    let title = say(
        format!("码写得不对：\"{}\"", text.trim()),
        format!("this is no code: \"{}\"", text.trim()),
    );
    let help = say(
        "1 到 100 个字符，前后不留空格，例如 \"P-01\"",
        "1 to 100 characters without blanks around them, such as \"P-01\"",
    );
    faults.push(Fault::error(word.place, title).help(help));
    None
}

/// Reads how long a text may be.
pub(super) fn text(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<TextForm> {
    let mut fields = node.fields("text = { max = 40 }", faults)?;
    let max = fields.need("max", "max = 40", faults);
    fields.finish(faults);
    let max = between(&max?, TEXT_CHARS_MAX, faults)?;
    Some(TextForm { max: u16::try_from(max).ok() })
}

/// Reads how many names are asked for.
pub(super) fn names(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<NamesForm> {
    let mut fields = node.fields("names = { at-least = 2 }", faults)?;
    let least = fields.need("at-least", "at-least = 2", faults);
    fields.finish(faults);
    let least = between(&least?, NAMES_MAX, faults)?;
    Some(NamesForm { at_least: u8::try_from(least).ok()? })
}

fn between(node: &Node<'_>, most: u32, faults: &mut Vec<Fault>) -> Option<u32> {
    let number = whole(node, faults)?;
    if (1..=most).contains(&number) {
        return Some(number);
    }
    let key = node.key;
    let title = say(
        format!("`{key}` 要在 1 到 {most} 之间"),
        format!("`{key}` should be between 1 and {most}"),
    );
    let form = if key == "max" { "text" } else { "names" };
    let help = say(
        format!("写 1 到 {most}；不限就写 answer = \"{form}\""),
        format!("write a number from 1 to {most}, or answer = \"{form}\" for no limit"),
    );
    faults.push(Fault::error(node.place, title).help(help));
    None
}
