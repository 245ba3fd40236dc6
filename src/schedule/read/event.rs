//! From an event of a calendar file to the dates it takes in the store's zone.
//!
//! Repeating events are refused: holidays move, and a rule would be a guess.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::super::fault::say;
use super::super::{Fault, Text};
use super::ics::{Event, Line};

/// A holiday that lasts longer than this is a mistake.
const DAYS_MAX: i64 = 400;

/// When an event begins or ends.
#[derive(Clone, Copy)]
enum Time {
    /// On a date, for whole days.
    Day(NaiveDate),
    /// At an instant, as the store's clock shows it.
    Clock(NaiveDateTime),
}

/// Returns the first and the last date of an event.
///
/// A timed event takes every date that it touches; an end at midnight touches nothing.
pub(super) fn dates(
    event: &Event,
    zone: Tz,
    faults: &mut Vec<Fault>,
) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(rule) = ["RRULE", "RDATE", "RECURRENCE-ID"].iter().find_map(|it| event.line(it)) {
        let title = say("节假日不能写成重复事件", "a holiday cannot be a repeating event");
        let help = say(
            "每年的日期各写一个事件，以公布的为准",
            "write an event for each year, as published",
        );
        faults.push(Fault::error(rule.place, title).help(help));
        return None;
    }
    let Some(start) = event.line("DTSTART") else {
        let title = say("这个事件没有 DTSTART", "this event has no DTSTART");
        let help = "DTSTART;VALUE=DATE:20261001";
        let help = say(format!("写上 {help}"), format!("write {help}"));
        faults.push(Fault::error(event.place, title).help(help));
        return None;
    };
    let begins = time(start, zone, faults)?;
    let end = event.line("DTEND").or_else(|| event.line("DURATION"));
    let ends = match end {
        Some(line) if line.name == "DTEND" => Some(time(line, zone, faults)?),
        Some(line) => Some(after(begins, line, faults)?),
        None => None,
    };
    let found = match (begins, ends) {
        (Time::Day(from), None) => Some((from, from)),
        (Time::Clock(from), None) => Some((from.date(), from.date())),
        // Some calendars write the same date twice for a single day.
        (Time::Day(from), Some(Time::Day(end))) if end == from => Some((from, from)),
        (Time::Day(from), Some(Time::Day(end))) => between(from, end - Days::new(1)),
        (Time::Clock(from), Some(Time::Clock(end))) => between(from.date(), last_date(from, end)),
        (Time::Day(_), Some(Time::Clock(_))) | (Time::Clock(_), Some(Time::Day(_))) => None,
    };
    if found.is_none() {
        let place = end.map_or(start.place, |it| it.place);
        let title = say("这个事件的结束不对", "this event ends wrongly");
        let help = say(
            "DTEND 是假期后的第一天，写法同 DTSTART，最长 400 天",
            "DTEND is the first day after it, written like DTSTART, 400 days away at most",
        );
        let fault = Fault::error(place, title).help(help);
        faults.push(fault.note(start.place, say("从这里开始", "it begins here")));
    }
    found
}

fn between(from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let days = to.signed_duration_since(from).num_days();
    (0..DAYS_MAX).contains(&days).then_some((from, to))
}

fn last_date(from: NaiveDateTime, end: NaiveDateTime) -> NaiveDate {
    if end > from && end.time() == NaiveTime::MIN { end.date() - Days::new(1) } else { end.date() }
}

/// Reads `20261001`, `20261001T080000`, `20261001T000000Z`, each in the zone that it names.
fn time(line: &Line, zone: Tz, faults: &mut Vec<Fault>) -> Option<Time> {
    let value = line.value.as_str();
    let day = NaiveDate::parse_from_str(value, "%Y%m%d");
    if value.len() == 8
        && let Ok(day) = day
        && in_range(day)
    {
        return Some(Time::Day(day));
    }
    let (bare, utc) = match value.strip_suffix('Z') {
        Some(bare) => (bare, true),
        None => (value, false),
    };
    let parsed = NaiveDateTime::parse_from_str(bare, "%Y%m%dT%H%M%S").ok();
    let Some(local) = parsed.filter(|it| bare.len() == 15 && in_range(it.date())) else {
        let title = say(
            format!("{} 的日期写得不对：{value}", line.name),
            format!("{} is not a date: {value}", line.name),
        );
        faults.push(Fault::error(line.place, title).help(example()));
        return None;
    };
    let there = if utc { Some(Tz::UTC) } else { named_zone(line, zone, faults) }?;
    Some(Time::Clock(instant(there, local).with_timezone(&zone).naive_local()))
}

fn in_range(day: NaiveDate) -> bool {
    let end = |year, month, of_month| NaiveDate::from_ymd_opt(year, month, of_month);
    end(1970, 1, 1).is_some_and(|it| it <= day) && end(2200, 12, 31).is_some_and(|it| day <= it)
}

/// A time that a clock change skips means the first instant after; one that comes twice the first.
fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let later = (0..=24 * 60).map(|it| local + Duration::minutes(it));
    let found = later.filter_map(|it| zone.from_local_datetime(&it).earliest()).next();
    found.map_or(local.and_utc(), |it| it.to_utc())
}

/// Returns the zone that a line names, or the store's.
fn named_zone(line: &Line, zone: Tz, faults: &mut Vec<Fault>) -> Option<Tz> {
    let Some(name) = line.parameter("TZID") else { return Some(zone) };
    let found = name.trim_matches('"').parse().ok();
    if found.is_none() {
        let title = say(
            format!("不认识时区 TZID={name}"),
            format!("the time zone TZID={name} is not known"),
        );
        let help = say(
            "用标准名字，例如 TZID=Asia/Shanghai；整天的假期写 VALUE=DATE 最好",
            "use a standard name such as TZID=Asia/Shanghai, or better VALUE=DATE for whole days",
        );
        faults.push(Fault::error(line.place, title).help(help));
    }
    found
}

/// Returns the end of an event that says how long it lasts: `P7D`, `P1W`, `PT36H`.
fn after(begins: Time, line: &Line, faults: &mut Vec<Fault>) -> Option<Time> {
    let length = minutes(&line.value).filter(|it| *it <= DAYS_MAX * 24 * 60);
    let end = length.and_then(|it| match begins {
        Time::Day(day) if it % (24 * 60) == 0 => Some(Time::Day(day + Duration::minutes(it))),
        Time::Day(_) => None,
        Time::Clock(clock) => Some(Time::Clock(clock + Duration::minutes(it))),
    });
    if end.is_none() {
        let title = say(
            format!("DURATION 写得不对：{}", line.value),
            format!("DURATION is no length of time: {}", line.value),
        );
        let help = say(
            "例如 P7D；整天的假期只写天或周",
            "for example P7D; whole days take days or weeks only",
        );
        faults.push(Fault::error(line.place, title).help(help));
    }
    end
}

fn minutes(text: &str) -> Option<i64> {
    let rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    let days = sum(days, &[('W', 7 * 24 * 60), ('D', 24 * 60)])?;
    let clock = sum(clock, &[('H', 60), ('M', 1)])?;
    (days + clock > 0).then_some(days + clock)
}

fn sum(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let (mut rest, mut total) = (text, 0);
    for (unit, minutes) in units {
        if let Some((number, after)) = rest.split_once(*unit) {
            let number: i64 = number.parse().ok().filter(|it| (0..100_000).contains(it))?;
            total += number * minutes;
            rest = after;
        }
    }
    rest.is_empty().then_some(total)
}

fn example() -> Text {
    let example = "DTSTART;VALUE=DATE:20261001";
    say(format!("例如 {example}"), format!("for example {example}"))
}
