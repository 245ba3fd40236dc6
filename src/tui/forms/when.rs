//! Days and times as an officer types them.
//!
//! It never guesses: what is no day and no time is answered with the forms that are.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::schedule::{Base, Minutes, Moment, TimeOfDay};
use crate::tui::desk::Desk;

/// Returns the day that was typed: `2026-11-24`, `11-24`, or `+3` for days from today.
pub(super) fn day(text: &str, desk: &Desk) -> Result<Option<NaiveDate>, String> {
    let today = desk.agenda.day;
    if text.is_empty() {
        return Ok(None);
    }
    let found = match text.strip_prefix('+') {
        Some(days) => days.parse().ok().and_then(|it| today.checked_add_days(Days::new(it))),
        None => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().or_else(|| coming(text, today)),
    };
    let fault = || {
        let (zh, en) = ("日期写成 2026-11-24、11-24 或 +3。", "Write 2026-11-24, 11-24 or +3.");
        desk.lang.of(zh, en).to_owned()
    };
    found.map(Some).ok_or_else(fault)
}

/// Returns the next such month and day from today on.
fn coming(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (month, day) = text.split_once(['-', '/', '.'])?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let this_year = NaiveDate::from_ymd_opt(today.year(), month, day);
    let next_year = NaiveDate::from_ymd_opt(today.year() + 1, month, day);
    this_year.filter(|it| *it >= today).or(next_year)
}

/// Returns the instant of the running store day that was typed as `08:20` or `0820`; nothing means
/// now.
pub(super) fn time(text: &str, desk: &Desk) -> Result<Option<DateTime<Utc>>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let time = time_of_day(text, desk)?;
    let moment = Moment { base: Base::Clock(time), offset: Minutes(0) };
    Ok(Some(desk.agenda.schedule.instant(desk.agenda.day, &moment)))
}

/// Returns the time on the clock that was typed as `08:20` or `0820`.
pub(super) fn time_of_day(text: &str, desk: &Desk) -> Result<TimeOfDay, String> {
    let fault = || desk.lang.of("时间写成 08:20。", "Write the time as 08:20.").to_owned();
    let text = text.replace('：', ":");
    let (hour, minute) = text.split_once(':').or_else(|| bare(&text)).ok_or_else(fault)?;
    let (hour, minute) = (hour.parse().map_err(|_| fault())?, minute.parse().map_err(|_| fault())?);
    TimeOfDay::new(hour, minute).ok_or_else(fault)
}

/// Returns hour and minute of a time typed as four digits: a colon takes two keys.
fn bare(text: &str) -> Option<(&str, &str)> {
    let is_bare = text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit());
    is_bare.then(|| text.split_at(2))
}

/// Returns a whole number that was typed, 0 or more.
pub(super) fn count(text: &str, desk: &Desk) -> Result<u32, String> {
    text.parse().map_err(|_| {
        desk.lang.of("请填整数，例如 12。", "Type a whole number, such as 12.").to_owned()
    })
}
