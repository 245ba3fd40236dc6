//! `holidays = …`: the calendar files that say which days are off and which are worked instead.
//!
//! It never opens a file, and it never guesses: an event that it cannot place is a fault.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use toml::de::DeValue;

use super::super::days::span;
use super::super::fault::say;
use super::super::{Cover, Fault, Holidays, Place, SourceFile, SpecialDay, Text};
use super::day_word::parse_date;
use super::event;
use super::ics::{self, Event};
use super::table::Node;
use super::word::{self, Word};

/// The words that mark a make-up workday among an event's categories.
const MAKE_UP_CATEGORIES: [&str; 6] = ["班", "补班", "上班", "workday", "make-up", "makeup"];

/// What marks a make-up workday in an event's title.
const MAKE_UP_TITLES: [&str; 8] =
    ["补班", "上班", "（班）", "(班)", "make-up", "makeup", "workday", "working day"];

/// Reads the holiday calendars that `store.toml` names.
pub(super) fn read(
    node: Option<Node<'_>>,
    files: &[SourceFile],
    zone: Tz,
    faults: &mut Vec<Fault>,
) -> Option<Holidays> {
    let mut found = Found::default();
    let before = faults.len();
    for entry in node.iter().flat_map(|it| entries(it, faults)).collect::<Vec<_>>() {
        if let Some((name, covers)) = entry_of(&entry, faults) {
            read_file(name, covers, files, zone, &mut found, faults);
        }
    }
    let unsure = faults.len() > before;
    for (index, file) in files.iter().enumerate() {
        // A name with a fault may have been meant for this file.
        if !unsure && file.is_calendar() && !found.named.contains(&index) {
            let name = &file.name;
            let title = say(
                format!("日历文件 {name} 没有用上"),
                format!("the calendar file {name} is not used"),
            );
            let help = say(
                format!("在 store.toml 里写 holidays = \"{name}\"，或删去文件"),
                format!("write holidays = \"{name}\" in store.toml, or remove the file"),
            );
            let place = Place { file: index, start: 0, end: 0 };
            faults.push(Fault::warning(place, title).help(help));
        }
    }
    node.map(|_| found.holidays)
}

fn entries<'a>(node: &Node<'a>, faults: &mut Vec<Fault>) -> Vec<Node<'a>> {
    match node.value {
        DeValue::Array(_) => node.list("holidays = [\"…\"]", faults).unwrap_or_default(),
        DeValue::String(_)
        | DeValue::Table(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => vec![*node],
    }
}

#[derive(Default)]
struct Found {
    holidays: Holidays,
    /// Where each special day was first named.
    places: BTreeMap<NaiveDate, Place>,
    /// The positions of the files that were named.
    named: Vec<usize>,
}

fn entry_of<'a>(node: &Node<'a>, faults: &mut Vec<Fault>) -> Option<(Word<'a>, Option<Cover>)> {
    let example = "holidays = { file = \"holidays-2026.ics\", covers = \"2026\" }";
    if let DeValue::Table(_) = node.value {
        let mut fields = node.fields(example, faults)?;
        let name = fields.need("file", "file = \"holidays-2026.ics\"", faults);
        let covers = fields.take("covers");
        fields.finish(faults);
        let covers = match covers {
            Some(node) => Some(cover(&node, faults)?),
            None => None,
        };
        return Some((name?.word("file = \"holidays-2026.ics\"", faults)?, covers));
    }
    Some((node.word("holidays = \"holidays-2026.ics\"", faults)?, None))
}

fn cover(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Cover> {
    let text = node.word("covers = \"2026\"", faults)?.text;
    let year = |it: &str| (it.len() == 4).then(|| parse_date(&format!("{it}-01-01")).ok())?;
    let whole = |it: &str| {
        let from = year(it)?;
        Some(Cover { from, to: NaiveDate::from_ymd_opt(from.year(), 12, 31)? })
    };
    let between = || {
        let (from, to) = text.split_once("..")?;
        let ends = (parse_date(from.trim()).ok()?, parse_date(to.trim()).ok()?);
        (ends.0 <= ends.1).then_some(Cover { from: ends.0, to: ends.1 })
    };
    let found = whole(text).or_else(between);
    if found.is_none() {
        let title = say(
            format!("`covers` 写得不对：\"{text}\""),
            format!("`covers` is no span of days: \"{text}\""),
        );
        let help = say(
            "写年份 \"2026\"，或 \"2026-01-01..2026-12-31\"",
            "write a year, \"2026\", or \"2026-01-01..2026-12-31\"",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    found
}

fn read_file(
    name: Word<'_>,
    covers: Option<Cover>,
    files: &[SourceFile],
    zone: Tz,
    found: &mut Found,
    faults: &mut Vec<Fault>,
) {
    let known = files.iter().position(|it| it.name == name.text && it.is_calendar());
    let Some(index) = known else {
        report_missing(name, files, faults);
        return;
    };
    found.named.push(index);
    let Some(events) = ics::events(index, &files[index], faults) else { return };
    // Calendars of one maker mark the days off, and list other days that are no holidays.
    let marked = events.iter().any(|it| it.line("X-APPLE-SPECIAL-DAY").is_some());
    let mut days: Vec<NaiveDate> = Vec::new();
    let before = faults.len();
    for event in &events {
        let cancelled = event.values("STATUS").any(|it| it.eq_ignore_ascii_case("CANCELLED"));
        if cancelled || (marked && event.line("X-APPLE-SPECIAL-DAY").is_none()) {
            continue;
        }
        let Some((from, to)) = event::dates(event, zone, faults) else { continue };
        days.extend([from, to]);
        let special = special(event);
        for day in span(from, to) {
            add(day, &special, event.place, found, faults);
        }
    }
    let from_to = days.iter().min().zip(days.iter().max());
    let by_events = from_to.map(|(from, to)| Cover { from: *from, to: *to });
    match covers.or(by_events) {
        Some(cover) => found.holidays.covers.push(cover),
        None if faults.len() > before => {}
        None => {
            let title = say(
                format!("{} 里没有任何节假日", name.text),
                format!("{} names no holiday", name.text),
            );
            let help = say(
                "看看文件对不对；确实没有就写 covers = \"2026\"",
                "check the file; where that is right, write covers = \"2026\"",
            );
            faults.push(Fault::error(name.place, title).help(help));
        }
    }
}

fn report_missing(name: Word<'_>, files: &[SourceFile], faults: &mut Vec<Fault>) {
    let known: Vec<&str> =
        files.iter().filter(|it| it.is_calendar()).map(|it| it.name.as_str()).collect();
    let text = name.text;
    let title = say(
        format!("文件夹里没有日历文件 \"{text}\""),
        format!("the folder holds no calendar file \"{text}\""),
    );
    let help = if known.is_empty() {
        say(
            "把 .ics 文件放进日程文件夹，这里只写文件名",
            "put the .ics file into the schedule folder and write its bare name here",
        )
    } else {
        word::suggestion(text, &known)
    };
    faults.push(Fault::error(name.place, title).help(help));
}

fn special(event: &Event) -> SpecialDay {
    let title = event.values("SUMMARY").next().unwrap_or("");
    let short: String = title.trim().chars().take(60).collect();
    let name = if short.is_empty() { say("无名", "unnamed") } else { say(&short, &short) };
    if is_make_up(event, title) { SpecialDay::MakeUp(name) } else { SpecialDay::Off(name) }
}

fn is_make_up(event: &Event, title: &str) -> bool {
    let apple = event.values("X-APPLE-SPECIAL-DAY").next();
    if let Some(kind) = apple {
        return kind.eq_ignore_ascii_case("ALTERNATE-WORKDAY");
    }
    let mut categories = event.values("CATEGORIES").flat_map(|it| it.split(','));
    let by_category =
        categories.any(|it| MAKE_UP_CATEGORIES.contains(&it.trim().to_lowercase().as_str()));
    let lower = title.to_lowercase();
    by_category || MAKE_UP_TITLES.iter().any(|it| lower.contains(it))
}

fn add(
    day: NaiveDate,
    special: &SpecialDay,
    place: Place,
    found: &mut Found,
    faults: &mut Vec<Fault>,
) {
    let days = &mut found.holidays.days;
    let same_kind = |it: &SpecialDay| {
        matches!(
            (it, special),
            (SpecialDay::Off(_), SpecialDay::Off(_))
                | (SpecialDay::MakeUp(_), SpecialDay::MakeUp(_))
        )
    };
    match days.get(&day) {
        Some(before) if same_kind(before) => {}
        Some(_) => {
            let title: Text = say(
                format!("{day} 既放假又补班"),
                format!("{day} is both a day off and a make-up workday"),
            );
            let fault = Fault::error(place, title)
                .help(say("删去其中一个事件", "remove one of the two events"));
            faults.push(match found.places.get(&day) {
                Some(first) => fault.note(*first, say("另一个在这里", "the other one is here")),
                None => fault,
            });
        }
        None => {
            days.insert(day, special.clone());
            found.places.insert(day, place);
        }
    }
}
