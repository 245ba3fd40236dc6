//! Times and durations as a person writes them: `08:20`, `open - 40m`, `1h30m`.
//!
//! It knows how they are written, not what a named time means; and it says how a bad one is
//! written right.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{Base, Fault, Minutes, Moment, Text, TimeId, TimeOfDay};
use super::table::Node;
use super::word::Word;

/// The longest duration: a store day.
const HOURS_MAX: u32 = 24;

/// Reads a moment; what names it uses is not checked here.
pub(super) fn moment(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Moment> {
    let example = format!("{} = \"08:20\"", node.key);
    let word = node.word(&example, faults)?;
    match parse_moment(word.text) {
        Ok(moment) => Some(moment),
        Err(label) => {
            let title = say(
                format!("`{}` 的时间写得不对：\"{}\"", node.key, word.text),
                format!("`{}` is not a time: \"{}\"", node.key, word.text),
            );
            let help = moment_help(word.text);
            faults.push(Fault::error(word.place, title).label(label).help(help));
            None
        }
    }
}

/// Reads a duration, zero or more.
pub(super) fn duration(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Minutes> {
    let minutes = match node.value {
        DeValue::Integer(number) => number.as_str(),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => "10",
    };
    let example = format!("{} = \"{minutes}m\"", node.key);
    let word = node.word(&example, faults)?;
    match parse_duration(word.text) {
        Ok(minutes) => Some(minutes),
        Err(label) => {
            let title = say(
                format!("`{}` 的时长写得不对：\"{}\"", node.key, word.text),
                format!("`{}` is not a duration: \"{}\"", node.key, word.text),
            );
            let help = duration_help(word);
            faults.push(Fault::error(word.place, title).label(label).help(help));
            None
        }
    }
}

/// Reads a time of day on the clock.
pub(super) fn time_of_day(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<TimeOfDay> {
    let moment = moment(node, faults)?;
    match moment {
        Moment { base: Base::Clock(time), offset: Minutes(0) } => Some(time),
        Moment { base: Base::Clock(_) | Base::Named(_) | Base::DayEnd, .. } => {
            let title = say(
                format!("`{}` 要写钟点", node.key),
                format!("`{}` must be a time on the clock", node.key),
            );
            let help = say("例如 \"08:00\"", "for example \"08:00\"");
            faults.push(Fault::error(node.place, title).help(help));
            None
        }
    }
}

pub(super) fn parse_moment(text: &str) -> Result<Moment, Text> {
    let later = text.split_once(" + ").map(|(base, offset)| (base, offset, 1));
    let earlier = || text.split_once(" - ").map(|(base, offset)| (base, offset, -1));
    let Some((base, offset, sign)) = later.or_else(earlier) else {
        return Ok(Moment { base: parse_base(text)?, offset: Minutes(0) });
    };
    let Minutes(offset) = parse_duration(offset.trim())?;
    Ok(Moment { base: parse_base(base.trim())?, offset: Minutes(sign * offset) })
}

fn parse_base(text: &str) -> Result<Base, Text> {
    if text.is_empty() {
        return Err(say("没有写时间", "there is no time here"));
    }
    if text.chars().any(|it| half_width(it) != it) {
        return Err(say("有全角字符", "it has full-width characters"));
    }
    if text == "day-end" {
        return Ok(Base::DayEnd);
    }
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        return parse_clock(text).map(Base::Clock);
    }
    let fine = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if text.starts_with(|it: char| it.is_ascii_lowercase()) && text.chars().all(fine) {
        return Ok(Base::Named(TimeId::new(text)));
    }
    Err(say("既不是钟点，也不是时间名", "neither a time on the clock nor a named time"))
}

fn parse_clock(text: &str) -> Result<TimeOfDay, Text> {
    let form = || say("应当是 HH:MM，时和分各两位", "it should be HH:MM, two digits each");
    let (hour, minute) = text.split_once(':').ok_or_else(form)?;
    let two = |it: &str| it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hour) || !two(minute) {
        return Err(form());
    }
    let number = |it: &str| it.parse::<u16>().map_err(|_| form());
    let (hour, minute) = (number(hour)?, number(minute)?);
    let missing = if hour == 24 && minute == 0 {
        say("没有 24:00，一天到 23:59 为止", "there is no 24:00; a day ends at 23:59")
    } else if hour > 23 {
        say(format!("没有 {hour} 点"), format!("there is no hour {hour}"))
    } else {
        say(format!("没有 {minute} 分"), format!("there is no minute {minute}"))
    };
    TimeOfDay::new(hour, minute).ok_or(missing)
}

pub(super) fn parse_duration(text: &str) -> Result<Minutes, Text> {
    let form = || say("应当是时(h)和分(m)", "it should be hours (h) and minutes (m)");
    if text.starts_with('-') {
        return Err(say("时长不能是负数", "a duration cannot be negative"));
    }
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (Some(hours), rest),
        None => (None, text),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(minutes) => Some(minutes),
        None if rest.is_empty() && hours.is_some() => None,
        None => return Err(form()),
    };
    let number = |it: &str| {
        let digits = !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        if digits { it.parse::<u32>().map_err(|_| form()) } else { Err(form()) }
    };
    let hours = hours.map_or(Ok(0), number)?;
    let minutes = minutes.map_or(Ok(0), number)?;
    let total = hours.saturating_mul(60).saturating_add(minutes);
    match i32::try_from(total) {
        Ok(minutes) if total <= HOURS_MAX * 60 => Ok(Minutes(minutes)),
        Ok(_) | Err(_) => Err(say("比一个营业日还长", "it is longer than a store day")),
    }
}

fn moment_help(text: &str) -> Text {
    if text.trim().starts_with("24:00") {
        return say(
            "次日零点写 \"00:00\"；营业日结束写 \"day-end\"",
            "write \"00:00\" for midnight, or \"day-end\" for the end of the store day",
        );
    }
    let right = corrected(text);
    if right != text && parse_moment(&right).is_ok() {
        return say(format!("写成 \"{right}\""), format!("write \"{right}\""));
    }
    say(
        "可以写 \"08:20\"、\"open\"、\"close - 10m\"、\"day-end\"",
        "it can be \"08:20\", \"open\", \"close - 10m\" or \"day-end\"",
    )
}

fn duration_help(word: Word<'_>) -> Text {
    let narrow: String = word.text.chars().map(half_width).collect();
    let right = narrow
        .to_lowercase()
        .replace("小时", "h")
        .replace("分钟", "m")
        .replace('分', "m")
        .replace("hours", "h")
        .replace("hour", "h")
        .replace("minutes", "m")
        .replace("mins", "m")
        .replace("min", "m")
        .replace([' ', '-', '+'], "");
    let with_unit = format!("{right}m");
    for right in [right, with_unit] {
        if right != word.text && parse_duration(&right).is_ok() {
            return say(format!("写成 \"{right}\""), format!("write \"{right}\""));
        }
    }
    say("可以写 \"10m\"、\"2h\"、\"1h30m\"", "it can be \"10m\", \"2h\", \"1h30m\"")
}

/// Returns a name that swallowed its offset, such as `open-40m`, as it should be written.
pub(super) fn with_spaces(name: &str) -> Option<(String, String)> {
    let right = corrected(name);
    let (base, _) = right.split_once(" - ")?;
    Some((base.to_owned(), right.clone()))
}

/// Returns what was most likely meant by an ill-written moment.
fn corrected(text: &str) -> String {
    let narrow: String = text.chars().map(half_width).collect();
    let narrow = narrow.trim().to_lowercase();
    for (index, sign) in narrow.char_indices().skip(1) {
        let tail = narrow[index + sign.len_utf8()..].trim();
        if matches!(sign, '+' | '-') && parse_duration(tail).is_ok() {
            return format!("{} {sign} {tail}", corrected_base(narrow[..index].trim()));
        }
    }
    corrected_base(&narrow)
}

fn corrected_base(text: &str) -> String {
    let clock = text.replace(['.', '点', '时', '：'], ":");
    let clock = clock.trim_end_matches('分');
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    match clock.split_once(':') {
        Some((hour, "")) if digits(hour) => format!("{hour:0>2}:00"),
        Some((hour, minute)) if digits(hour) && digits(minute) => {
            let seconds_cut = minute.get(..2).unwrap_or(minute);
            format!("{hour:0>2}:{seconds_cut:0>2}")
        }
        None if digits(clock) && clock.len() == 4 => format!("{}:{}", &clock[..2], &clock[2..]),
        Some(_) | None => text.replace(['_', ' '], "-"),
    }
}

/// Returns the narrow form of a full-width character.
pub(super) fn half_width(it: char) -> char {
    match it {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(it) - 0xff01 + u32::from('!')).unwrap_or(it)
        }
        '\u{3000}' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
        it => it,
    }
}
