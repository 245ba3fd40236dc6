//! `rrule = "FREQ=…"`: a recurrence rule of RFC 5545, as far as it can be computed right.
//!
//! Only the date counts here. Whatever would need a guess is refused, never approximated.

use chrono::NaiveDate;

use super::super::fault::say;
use super::super::{Fault, Recurrence, Text};
use super::day_word::parse_date;
use super::table::Node;
use super::word;

/// The parts of a rule that are taken, with what their numbers may be.
const PARTS: [(&str, Numbers); 11] = [
    ("FREQ", Numbers::None),
    ("INTERVAL", Numbers::From(1, 1_000)),
    ("COUNT", Numbers::From(1, 10_000)),
    ("UNTIL", Numbers::None),
    ("BYDAY", Numbers::None),
    ("BYMONTHDAY", Numbers::List(31)),
    ("BYYEARDAY", Numbers::List(366)),
    ("BYWEEKNO", Numbers::List(53)),
    ("BYMONTH", Numbers::From(1, 12)),
    ("BYSETPOS", Numbers::List(366)),
    ("WKST", Numbers::None),
];

/// What numbers a part takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Words instead.
    None,
    /// Numbers from one to another.
    From(i32, i32),
    /// Numbers up to that size, counted from the start or, negative, from the end; never zero.
    List(i32),
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The longest rule, in bytes.
const TEXT_MAX: usize = 500;

/// Reads a rule that is counted from a date.
pub(super) fn read(
    node: &Node<'_>,
    from: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Option<Recurrence> {
    let text = node.word("rrule = \"FREQ=MONTHLY;BYDAY=2TU\"", faults)?.text;
    let (label, help) = match checked(text, from) {
        Ok(normal) => match Recurrence::new(&normal, from).ok() {
            Some(rule) if rule.first().is_some() => return Some(rule),
            Some(_) => {
                let label = say("这条规则没有一天", "this rule never gives a day");
                (label, say("改规则，或改 from", "change the rule or `from`"))
            }
            None => unreadable(),
        },
        Err(why) => why,
    };
    let title = say("这条重复规则不能用", "this recurrence rule cannot be used");
    faults.push(Fault::error(node.place, title).label(label).help(help));
    None
}

type Why = (Text, Text);

/// Returns the rule as it is computed, or why it cannot be.
fn checked(text: &str, from: NaiveDate) -> Result<String, Why> {
    if text.len() > TEXT_MAX || text.contains(char::is_whitespace) {
        return Err(unreadable());
    }
    if let Some(bare) = text.strip_prefix("RRULE:") {
        let label = say("只写冒号后面的部分", "write what comes after the colon");
        let bare: String = bare.chars().take(60).collect();
        return Err((label, say(format!("写成 \"{bare}\""), format!("write \"{bare}\""))));
    }
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for part in text.split(';') {
        let (name, value) = part.split_once('=').ok_or_else(unreadable)?;
        if parts.iter().any(|it| it.0 == name) {
            return Err((
                say(format!("{name} 写了两次"), format!("{name} is given twice")),
                say("删去一个", "remove one of them"),
            ));
        }
        check_part(name, value)?;
        parts.push((name, value));
    }
    check_together(&parts)?;
    let written = parts.iter().map(|(name, value)| match *name {
        "UNTIL" => until(value, from),
        _ => Ok(format!("{name}={value}")),
    });
    Ok(written.collect::<Result<Vec<_>, Why>>()?.join(";"))
}

fn check_part(name: &str, value: &str) -> Result<(), Why> {
    if matches!(name, "BYHOUR" | "BYMINUTE" | "BYSECOND") {
        return Err(date_only(name));
    }
    if matches!(name, "SKIP" | "RSCALE" | "BYEASTER") {
        let label = say(format!("不支持 {name}"), format!("{name} is not supported"));
        let help = say(
            "短月份用 days = { on = [31], short = \"last\" }；别的日子列出日期",
            "for short months write days = { on = [31], short = \"last\" }; else list the dates",
        );
        return Err((label, help));
    }
    let Some((_, numbers)) = PARTS.iter().find(|it| it.0 == name) else {
        let known: Vec<&str> = PARTS.iter().map(|it| it.0).collect();
        let label = say(format!("没有 {name} 这一部分"), format!("a rule has no part {name}"));
        return Err((label, suggestion(name, &known)));
    };
    match (name, numbers) {
        ("FREQ", _) => check_freq(value),
        ("BYDAY" | "WKST", _) => check_weekdays(name, value),
        (_, Numbers::None) => Ok(()),
        (_, Numbers::From(min, max)) => {
            let within = |it: i32| (*min..=*max).contains(&it);
            check_numbers(name, value, within, (*min, *max))
        }
        (_, Numbers::List(max)) => {
            let within = |it: i32| it != 0 && (-max..=*max).contains(&it);
            check_numbers(name, value, within, (-max, *max))
        }
    }
}

fn check_freq(value: &str) -> Result<(), Why> {
    match value {
        "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" => Ok(()),
        "SECONDLY" | "MINUTELY" | "HOURLY" => Err(date_only(&format!("FREQ={value}"))),
        _ => Err((
            say(format!("没有 FREQ={value}"), format!("there is no FREQ={value}")),
            suggestion(value, &["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        )),
    }
}

fn check_weekdays(name: &str, value: &str) -> Result<(), Why> {
    for one in value.split(',') {
        let day =
            one.trim_start_matches(['+', '-']).trim_start_matches(|it: char| it.is_ascii_digit());
        let number = one.strip_suffix(day).unwrap_or("");
        let number_is_good = number.is_empty()
            || (name == "BYDAY" && number.parse().is_ok_and(|it: i32| it != 0 && it.abs() <= 53));
        if !WEEKDAYS.contains(&day) || !number_is_good {
            let label =
                say(format!("{name} 写错了：{one}"), format!("{name} has a bad day: {one}"));
            let help = say(
                "写 MO、TU、WE、TH、FR、SA、SU；第二个周二写 2TU，最后一个周五写 -1FR",
                "write MO, TU, WE, TH, FR, SA, SU; 2TU is the second Tuesday, -1FR the last Friday",
            );
            return Err((label, help));
        }
    }
    Ok(())
}

fn check_numbers(
    name: &str,
    value: &str,
    within: impl Fn(i32) -> bool,
    (min, max): (i32, i32),
) -> Result<(), Why> {
    let one_only = matches!(name, "INTERVAL" | "COUNT");
    let good = |it: &str| {
        let digits = it.trim_start_matches(['+', '-']);
        !digits.is_empty() && it.parse().is_ok_and(&within)
    };
    if value.split(',').all(good) && !(one_only && value.contains(',')) {
        return Ok(());
    }
    let label = say(format!("{name}={value} 不行"), format!("{name}={value} is not possible"));
    let help = say(
        format!("写 {min} 到 {max} 之间的数，不能是零"),
        format!("write a number from {min} to {max}, never zero"),
    );
    Err((label, help))
}

/// Checks the parts against each other, as RFC 5545 says.
fn check_together(parts: &[(&str, &str)]) -> Result<(), Why> {
    let value = |name: &str| parts.iter().find(|it| it.0 == name).map(|it| it.1);
    let Some(freq) = value("FREQ") else {
        let label = say("缺少 FREQ", "FREQ is missing");
        return Err((label, say("例如 FREQ=WEEKLY;BYDAY=MO", "for example FREQ=WEEKLY;BYDAY=MO")));
    };
    if value("COUNT").is_some() && value("UNTIL").is_some() {
        let label = say("COUNT 和 UNTIL 只能写一个", "write COUNT or UNTIL, not both");
        return Err((label, say("删去其中一个", "remove one of them")));
    }
    let counted = value("BYDAY").is_some_and(|it| it.contains(|it: char| it.is_ascii_digit()));
    let refused = match freq {
        "DAILY" => ["BYYEARDAY", "BYWEEKNO", "BYSETPOS"].as_slice(),
        "WEEKLY" => &["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"],
        "MONTHLY" => &["BYYEARDAY", "BYWEEKNO"],
        _ => &[],
    };
    let clash = refused.iter().find(|it| value(it).is_some());
    let counted_clash = (counted && matches!(freq, "DAILY" | "WEEKLY")).then_some(&"BYDAY");
    if let Some(part) = clash.or(counted_clash) {
        let label = say(
            format!("FREQ={freq} 不能配这样的 {part}"),
            format!("FREQ={freq} does not go with this {part}"),
        );
        return Err((label, say("换一个 FREQ，或删去它", "take another FREQ or remove it")));
    }
    if counted && value("BYWEEKNO").is_some() {
        let label = say("BYWEEKNO 时 BYDAY 不能带数字", "BYDAY takes no number beside BYWEEKNO");
        return Err((label, say("删去数字", "remove the number")));
    }
    let others = ["BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"];
    if value("BYSETPOS").is_some() && others.iter().all(|it| value(it).is_none()) {
        let label = say("BYSETPOS 要配别的 BY…", "BYSETPOS needs another BY… beside it");
        return Err((label, say("例如 BYDAY=MO,TU", "for example BYDAY=MO,TU")));
    }
    Ok(())
}

fn until(value: &str, from: NaiveDate) -> Result<String, Why> {
    let help = || say("写成 UNTIL=20261231", "write it as UNTIL=20261231");
    if value.contains(['T', 'Z']) {
        let label = say("这里只看日期，UNTIL 不带钟点", "only dates count here: UNTIL has no time");
        return Err((label, help()));
    }
    let digits = value.len() == 8 && value.bytes().all(|it| it.is_ascii_digit());
    let bad = || say("UNTIL 不是日期", "UNTIL is not a date");
    if !digits {
        return Err((bad(), help()));
    }
    let date = parse_date(&format!("{}-{}-{}", &value[..4], &value[4..6], &value[6..]));
    let date = date.map_err(|_| (bad(), help()))?;
    if date < from {
        let label = say("UNTIL 早于 from", "UNTIL is before `from`");
        return Err((label, say("改其中一个", "change one of them")));
    }
    Ok(format!("UNTIL={value}T000000Z"))
}

fn date_only(part: &str) -> Why {
    let label = say(
        format!("这里只定日子，不能写 {part}"),
        format!("only days are meant here, so {part} cannot be"),
    );
    let help = say(
        "钟点写在步骤的 due 里；一天多次写 repeat = { every = \"15m\", … }",
        "write the time in `due` of the step, or repeat = { every = \"15m\", … } within the day",
    );
    (label, help)
}

fn unreadable() -> Why {
    let label = say("看不懂这条规则", "this is no such rule");
    let help = say(
        "例如 \"FREQ=MONTHLY;BYDAY=2TU\"，大写，分号隔开，不留空格",
        "for example \"FREQ=MONTHLY;BYDAY=2TU\": capitals, semicolons between, no spaces",
    );
    (label, help)
}

fn suggestion(name: &str, known: &[&str]) -> Text {
    let upper = name.to_uppercase();
    if let Some(same) = known.iter().find(|it| **it == upper) {
        return say(format!("写成 {same}"), format!("write {same}"));
    }
    word::suggestion(name, known)
}
