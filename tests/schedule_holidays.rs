//! Holiday calendars: what their events mean, whatever program wrote them.

use chrono::NaiveDate;
use zhiban::schedule::{Cover, HolidayData, Lang, Schedule, SourceFile, SpecialDay, read};

use crate::schedule::{render, valid};
use crate::schedule_days::{changed, day, days_of};

/// The valid folder with a calendar of these events, and a lunch on holidays only.
pub(crate) fn with_events(events: &str) -> Vec<SourceFile> {
    let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    with_calendar(calendar.as_bytes())
}

pub(crate) fn with_calendar(bytes: &[u8]) -> Vec<SourceFile> {
    let mut files = changed(&[
        ("store.toml", "format = 1", "format = 1\nholidays = \"holidays.ics\""),
        ("b.toml", "id = \"lunch\"", "id = \"lunch\"\ndays = [\"holiday\"]"),
    ]);
    files.push(SourceFile::new("holidays.ics", bytes));
    files
}

fn schedule(files: &[SourceFile]) -> Schedule {
    match read(files) {
        Ok(reading) => reading.schedule,
        Err(faults) => panic!("{}", render(&faults, files, Lang::En)),
    }
}

fn event(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!("BEGIN:VEVENT\r\nUID:1@example\r\n{lines}\r\nEND:VEVENT\r\n")
}

/// The holidays of 2026 that one event makes.
fn holidays(lines: &str) -> Vec<String> {
    let schedule = schedule(&with_events(&event(lines)));
    days_of(&schedule, "lunch", "2026-01-01", "2026-12-31")
}

#[test]
fn the_end_of_whole_days_is_the_first_day_after() {
    let found = holidays("DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261004\nSUMMARY:国庆节");
    assert_eq!(found, ["10-01", "10-02", "10-03"]);
}

#[test]
fn a_day_without_an_end_or_with_its_own_as_end_is_one_day() {
    assert_eq!(holidays("DTSTART;VALUE=DATE:20261001\nSUMMARY:国庆节"), ["10-01"]);
    let same = "DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261001\nSUMMARY:国庆节";
    assert_eq!(holidays(same), ["10-01"]);
}

#[test]
fn an_event_may_say_how_long_it_lasts() {
    assert_eq!(holidays("DTSTART;VALUE=DATE:20261001\nDURATION:P3D").len(), 3);
    assert_eq!(holidays("DTSTART;VALUE=DATE:20261001\nDURATION:P1W").len(), 7);
    assert_eq!(holidays("DTSTART:20261001T120000\nDURATION:PT24H"), ["10-01", "10-02"]);
}

#[test]
fn a_timed_event_takes_every_date_that_it_touches_on_the_stores_clock() {
    // From 30 September 16:00 in London's winter hour it is 1 October in Shanghai.
    let utc = "DTSTART:20260930T160000Z\nDTEND:20261002T160000Z\nSUMMARY:国庆节";
    assert_eq!(holidays(utc), ["10-01", "10-02"]);
    let local =
        "DTSTART;TZID=Asia/Shanghai:20261001T080000\nDTEND;TZID=Asia/Shanghai:20261002T000000";
    assert_eq!(holidays(local), ["10-01"]);
    let far = "DTSTART;TZID=\"America/New_York\":20261001T180000\nDTEND;TZID=America/New_York:20261001T190000";
    assert_eq!(holidays(far), ["10-02"]);
    let floating = "DTSTART:20261001T230000\nDTEND:20261002T010000";
    assert_eq!(holidays(floating), ["10-01", "10-02"]);
}

#[test]
fn an_alarm_inside_an_event_says_nothing_about_it() {
    let lines = "DTSTART;VALUE=DATE:20261001\nBEGIN:VALARM\nACTION:DISPLAY\n\
                 DTSTART;VALUE=DATE:20260101\nSUMMARY:补班\nTRIGGER:-PT30M\nEND:VALARM\nSUMMARY:国庆节";
    assert_eq!(holidays(lines), ["10-01"]);
}

#[test]
fn a_folded_line_goes_on_even_within_a_character() {
    let name = "国庆节";
    let line = format!("BEGIN:VEVENT\r\nDTSTART;VALUE=\r\n DATE:2026\r\n\t1001\r\nSUMMARY:{name}");
    let mut bytes = b"BEGIN:VCALENDAR\r\n".to_vec();
    bytes.extend(line.as_bytes());
    let within = bytes.len() - 4;
    bytes.splice(within..within, *b"\r\n ");
    bytes.extend(b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    assert!(std::str::from_utf8(&bytes).is_err(), "the fold stands between characters");
    let schedule = schedule(&with_calendar(&bytes));
    assert_eq!(special(&schedule, "2026-10-01"), Some(("off", name.to_owned())));
}

fn special(schedule: &Schedule, date: &str) -> Option<(&'static str, String)> {
    match schedule.plan(day(date)).holiday_data {
        HolidayData::Known(Some(SpecialDay::Off(name))) => Some(("off", name.zh)),
        HolidayData::Known(Some(SpecialDay::MakeUp(name))) => Some(("make-up", name.zh)),
        HolidayData::Known(None) => None,
        HolidayData::Unused | HolidayData::NoData { .. } => panic!("no data for {date}"),
    }
}

#[test]
fn escapes_and_properties_of_other_programs_do_no_harm() {
    let lines = "dtstart;value=date:20261001\nX-WR-NOTE;X-A=\"a:b;c\":x:y\nSUMMARY;LANGUAGE=zh:\
                 国庆\\, 中秋\\; 七天\\n休息\nDESCRIPTION:BEGIN:VEVENT\nCLASS:PUBLIC";
    let schedule = schedule(&with_events(&event(lines)));
    let (kind, name) = special(&schedule, "2026-10-01").unwrap();
    assert_eq!(kind, "off");
    assert!(name.starts_with("国庆, 中秋; 七天"), "{name}");
    assert!(!name.contains('\n'));
}

#[test]
fn a_make_up_workday_is_known_by_its_categories_or_its_title() {
    let kind = |more: &str| {
        let events = event(&format!("DTSTART;VALUE=DATE:20261010\n{more}"));
        special(&schedule(&with_events(&events)), "2026-10-10").unwrap().0
    };
    for more in [
        "SUMMARY:国庆节\nCATEGORIES:假日,班",
        "SUMMARY:国庆节\nCATEGORIES:Workday",
        "SUMMARY:国庆节 补班",
        "SUMMARY:国庆节（班）",
        "SUMMARY:National Day (make-up)",
        "SUMMARY:Special Workday",
        "SUMMARY:国庆节\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
    ] {
        assert_eq!(kind(more), "make-up", "{more}");
    }
    for more in ["SUMMARY:国庆节", "SUMMARY:国庆节（休）", "SUMMARY:国庆节\nCATEGORIES:holiday"]
    {
        assert_eq!(kind(more), "off", "{more}");
    }
}

#[test]
fn days_that_their_maker_marks_as_nothing_special_are_passed_over() {
    let off = "DTSTART;VALUE=DATE:20261001\nSUMMARY:国庆节\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY";
    let teachers = "DTSTART;VALUE=DATE:20260910\nSUMMARY:教师节";
    let cancelled =
        "DTSTART;VALUE=DATE:20260912\nSTATUS:CANCELLED\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY";
    let events = format!("{}{}{}", event(off), event(teachers), event(cancelled));
    let schedule = schedule(&with_events(&events));
    assert_eq!(days_of(&schedule, "lunch", "2026-01-01", "2026-12-31"), ["10-01"]);
}

#[test]
fn beyond_the_calendar_there_is_no_data_and_no_guess() {
    let lines = "DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261008\nSUMMARY:国庆节";
    let mut files = with_events(&event(lines));
    let cover = |from: &str, to: &str| Cover { from: day(from), to: day(to) };
    let at = |schedule: &Schedule, date: &str| schedule.plan(day(date)).holiday_data;
    let by_events = schedule(&files);
    let covers = vec![cover("2026-10-01", "2026-10-07")];
    assert_eq!(at(&by_events, "2026-10-08"), HolidayData::NoData { covers });

    let store = files.iter_mut().find(|it| it.name == "store.toml").unwrap();
    let text = String::from_utf8(store.bytes.clone()).unwrap();
    let put = "{ file = \"holidays.ics\", covers = \"2026\" }";
    store.bytes = text.replacen("\"holidays.ics\"", put, 1).into_bytes();
    let whole_year = schedule(&files);
    assert_eq!(at(&whole_year, "2026-12-31"), HolidayData::Known(None));
    let covers = vec![cover("2026-01-01", "2026-12-31")];
    assert_eq!(at(&whole_year, "2027-10-01"), HolidayData::NoData { covers });
    assert!(days_of(&whole_year, "lunch", "2027-01-01", "2027-12-31").is_empty());
}

#[test]
fn several_calendars_may_follow_each_other() {
    let of_year = |year: i32| {
        let event = event(&format!("DTSTART;VALUE=DATE:{year}1001\nSUMMARY:国庆节"));
        format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n")
    };
    let mut files = changed(&[
        (
            "store.toml",
            "format = 1",
            "format = 1\nholidays = [\n  { file = \"2026.ics\", covers = \"2026\" },\n  \
             { file = \"2027.ics\", covers = \"2027-01-01..2027-12-31\" },\n]",
        ),
        ("b.toml", "id = \"lunch\"", "id = \"lunch\"\ndays = [\"节假日\"]"),
    ]);
    files.push(SourceFile::new("2026.ics", of_year(2026)));
    files.push(SourceFile::new("2027.ics", of_year(2027)));
    let schedule = schedule(&files);
    let days: Vec<NaiveDate> = ["2026-10-01", "2027-10-01"].map(day).to_vec();
    let all = day("2026-01-01").iter_days().take(730);
    let found: Vec<NaiveDate> = all
        .filter(|it| schedule.plan(*it).occurrences.iter().any(|it| it.id.step.as_str() == "lunch"))
        .collect();
    assert_eq!(found, days);
}

#[test]
fn the_calendar_is_part_of_the_revision() {
    let events = |name: &str| event(&format!("DTSTART;VALUE=DATE:20261001\nSUMMARY:{name}"));
    let revision = |name: &str| schedule(&with_events(&events(name))).revision;
    assert_ne!(revision("国庆节"), revision("中秋节"));
}

#[test]
fn a_schedule_without_a_calendar_says_so() {
    let schedule = schedule(&valid());
    let plan = schedule.plan(day("2026-10-01"));
    assert_eq!(plan.holiday_data, HolidayData::Unused);
    assert!(plan.variants.is_empty() && !plan.closed);
}
