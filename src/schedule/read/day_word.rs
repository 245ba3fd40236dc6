//! Words for days as a person writes them: `mon`, `2nd tue`, `2026-10-01`, `12-20..01-05`, `31`.
//!
//! It knows how they are written and how a bad one is written right, not what they are for.

use chrono::{Datelike, NaiveDate, Weekday};
use toml::de::DeValue;

use super::super::fault::say;
use super::super::{DayWord, Fault, MonthDay, Nth, ShortMonth, Text};
use super::table::Node;
use super::time::half_width;
use super::word;

/// How each weekday may be written; the first is what messages show.
const WEEKDAYS: [(Weekday, [&str; 4]); 7] = [
    (Weekday::Mon, ["mon", "monday", "周一", "星期一"]),
    (Weekday::Tue, ["tue", "tuesday", "周二", "星期二"]),
    (Weekday::Wed, ["wed", "wednesday", "周三", "星期三"]),
    (Weekday::Thu, ["thu", "thursday", "周四", "星期四"]),
    (Weekday::Fri, ["fri", "friday", "周五", "星期五"]),
    (Weekday::Sat, ["sat", "saturday", "周六", "星期六"]),
    (Weekday::Sun, ["sun", "sunday", "周日", "星期日"]),
];

/// The words that stand by themselves.
const WHOLE: [(&str, DayWord); 6] = [
    ("holiday", DayWord::Holiday),
    ("节假日", DayWord::Holiday),
    ("make-up", DayWord::MakeUp),
    ("补班", DayWord::MakeUp),
    ("last day", DayWord::LastDay),
    ("最后一天", DayWord::LastDay),
];

/// Which of a month's weekdays is meant.
const NTHS: [(&str, Nth); 12] = [
    ("1st ", Nth::First(1)),
    ("2nd ", Nth::First(2)),
    ("3rd ", Nth::First(3)),
    ("4th ", Nth::First(4)),
    ("5th ", Nth::First(5)),
    ("last ", Nth::Last),
    ("第一个", Nth::First(1)),
    ("第二个", Nth::First(2)),
    ("第三个", Nth::First(3)),
    ("第四个", Nth::First(4)),
    ("第五个", Nth::First(5)),
    ("最后一个", Nth::Last),
];

/// Reads one word for days.
pub(super) fn read(node: &Node<'_>, short: ShortMonth, faults: &mut Vec<Fault>) -> Option<DayWord> {
    match node.value {
        DeValue::String(text) => match parse(text) {
            Ok(word) => Some(word),
            Err(label) => {
                let title = say(
                    format!("看不懂是哪些天：\"{text}\""),
                    format!("this names no days: \"{text}\""),
                );
                let fault = Fault::error(node.place, title).label(label);
                faults.push(fault.help(advice(text)));
                None
            }
        },
        DeValue::Integer(number) => {
            let day = number.as_str().parse().ok().filter(|it| (1..=31).contains(it));
            if day.is_none() {
                let title = say(
                    format!("一个月里没有 {number} 日"),
                    format!("there is no day {number} in any month"),
                );
                let help = say(
                    "写 1 到 31；每月最后一天写 \"last day\"",
                    "write 1 to 31, or \"last day\" for the last day of the month",
                );
                faults.push(Fault::error(node.place, title).help(help));
            }
            day.map(|it| DayWord::MonthDay(it, short))
        }
        DeValue::Datetime(written) if written.time.is_none() => {
            let day = date(node, faults)?;
            Some(DayWord::Dates(day, day))
        }
        DeValue::Datetime(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            node.wrong("日子", "a word for days", "days = [\"mon\", 15, \"2026-10-01\"]", faults);
            None
        }
    }
}

/// Reads a single date, in quotes or as TOML writes dates.
pub(super) fn date(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<NaiveDate> {
    let example = format!("{} = \"2026-01-05\"", node.key);
    let text = match node.value {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) if date.time.is_none() => date.to_string(),
        DeValue::Datetime(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            node.wrong("日期", "a date", &example, faults);
            return None;
        }
    };
    match parse_date(&text) {
        Ok(date) => Some(date),
        Err(label) => {
            let title = say(
                format!("`{}` 的日期写得不对：\"{text}\"", node.key),
                format!("`{}` is not a date: \"{text}\"", node.key),
            );
            let right = corrected_date(text.trim());
            let help = if right != text && parse_date(&right).is_ok() {
                say(format!("写成 \"{right}\""), format!("write \"{right}\""))
            } else {
                say(format!("例如 {example}"), format!("for example {example}"))
            };
            faults.push(Fault::error(node.place, title).label(label).help(help));
            None
        }
    }
}

fn parse(text: &str) -> Result<DayWord, Text> {
    if let Some((_, word)) = WHOLE.iter().find(|it| it.0 == text) {
        return Ok(word.clone());
    }
    if let Some(weekday) = weekday(text) {
        return Ok(DayWord::Weekday(weekday));
    }
    for (start, nth) in NTHS {
        if let Some(weekday) = text.strip_prefix(start).and_then(weekday) {
            return Ok(DayWord::Nth(nth, weekday));
        }
    }
    if text.chars().any(|it| half_width(it) != it) {
        return Err(say("有全角字符", "it has full-width characters"));
    }
    if !speaks_of_a_date(text) {
        return Err(say("没有这种说法", "there is no such word for days"));
    }
    let (from, to) = match text.split_once("..") {
        Some((from, to)) => (from.trim(), to.trim()),
        None => (text, text),
    };
    if from.len() <= "12-20".len() {
        return Ok(DayWord::EveryYear(parse_month_day(from)?, parse_month_day(to)?));
    }
    let (from, to) = (parse_date(from)?, parse_date(to)?);
    if to < from {
        return Err(say("后一个日期更早", "the second date is the earlier one"));
    }
    Ok(DayWord::Dates(from, to))
}

fn speaks_of_a_date(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit())
        && !text.contains(|it: char| it.is_ascii_alphabetic())
}

fn weekday(text: &str) -> Option<Weekday> {
    let text = if text == "周天" || text == "星期天" { "周日" } else { text };
    WEEKDAYS.iter().find(|it| it.1.contains(&text)).map(|it| it.0)
}

/// Returns a date that stands as `2026-10-01`.
pub(super) fn parse_date(text: &str) -> Result<NaiveDate, Text> {
    let form = || say("应当是 年-月-日", "it should be year-month-day");
    let numbers = numbers(text, &[4, 2, 2]).ok_or_else(form)?;
    let year = i32::try_from(numbers[0]).map_err(|_| form())?;
    if !(1970..=2200).contains(&year) {
        return Err(say("年份要在 1970 到 2200 之间", "the year must be from 1970 to 2200"));
    }
    let date = NaiveDate::from_ymd_opt(year, numbers[1], numbers[2]);
    date.ok_or_else(|| say("日历上没有这一天", "there is no such day"))
}

fn parse_month_day(text: &str) -> Result<MonthDay, Text> {
    let form = || say("应当是 月-日", "it should be month-day");
    let numbers = numbers(text, &[2, 2]).ok_or_else(form)?;
    // 2024 has a 29 February, so every day that any year has is found.
    let day = NaiveDate::from_ymd_opt(2024, numbers[0], numbers[1]);
    let day = day.ok_or_else(|| say("日历上没有这一天", "there is no such day"))?;
    Ok(MonthDay { month: day.month(), day: day.day() })
}

/// Returns numbers between hyphens, each with that many digits.
fn numbers(text: &str, widths: &[usize]) -> Option<Vec<u32>> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    let fits = parts.len() == widths.len()
        && parts.iter().zip(widths).all(|(part, width)| part.len() == *width && digits(part));
    if fits { parts.iter().map(|it| it.parse().ok()).collect() } else { None }
}

fn advice(text: &str) -> Text {
    let right = corrected(text);
    if right != text && parse(&right).is_ok() {
        return say(format!("写成 \"{right}\""), format!("write \"{right}\""));
    }
    let known: Vec<&str> =
        WEEKDAYS.iter().map(|it| it.1[0]).chain(["holiday", "make-up"]).collect();
    if let Some(near) = word::nearest(text, &known) {
        return say(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?"));
    }
    if speaks_of_a_date(text) {
        return say(
            "日期写 \"2026-10-01\"，每年写 \"10-01\"，一段写 \"2026-10-01..2026-10-07\"",
            "write \"2026-10-01\", \"10-01\" for every year, \
             \"2026-10-01..2026-10-07\" for a span",
        );
    }
    say(
        "可以写 \"mon\"、\"2nd tue\"、\"last fri\"、\"last day\"、15、\"2026-10-01\"、\
         \"12-20..01-05\"、\"holiday\"、\"make-up\"",
        "it can be \"mon\", \"2nd tue\", \"last fri\", \"last day\", 15, \"2026-10-01\", \
         \"12-20..01-05\", \"holiday\" or \"make-up\"",
    )
}

/// Returns what was most likely meant by an ill-written word.
fn corrected(text: &str) -> String {
    let narrow: String = text.chars().map(half_width).collect();
    let narrow = narrow.trim().to_lowercase();
    if narrow.starts_with(|it: char| it.is_ascii_digit()) && !narrow.contains(' ') {
        let ends: Vec<String> = narrow.split("..").map(corrected_date).collect();
        return ends.join("..");
    }
    narrow.replace('_', "-")
}

fn corrected_date(text: &str) -> String {
    let plain = text.replace(['/', '.', '年', '月'], "-");
    let plain = plain.trim_end_matches(['日', '号']);
    let digits = !plain.is_empty() && plain.bytes().all(|it| it.is_ascii_digit());
    if digits && plain.len() == 8 {
        return format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..]);
    }
    let parts: Vec<String> = plain.split('-').map(|it| format!("{it:0>2}")).collect();
    parts.join("-")
}
