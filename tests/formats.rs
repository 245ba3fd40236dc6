//! The formats for machines: spreadsheets and receipt printers take what they are given.

use std::io::Read;
use std::sync::Arc;

use chrono::TimeDelta;
use zhiban::engine::agenda::FindingState;
use zhiban::report::{
    DaySummary, Format, Kind, Log, LogLine, Month, MonthOf, Report, render, render_escpos,
    render_xlsx,
};
use zhiban::schedule::Lang;

use crate::clean::unsafe_character;
use crate::report::story::{report, troubled_day, work_until};
use crate::support::bench::{Bench, DAY, at, schedule};

fn day() -> Bench {
    let mut bench = troubled_day();
    work_until(&mut bench, "15:00");
    bench
}

fn with_finding(what: &str) -> Report {
    let mut report = report(&day(), Kind::Day);
    for finding in report.findings.iter_mut().chain(&mut report.agenda.findings) {
        finding.what = what.to_owned();
        finding.state = FindingState::OnTheSpot { done: what.to_owned() };
    }
    report
}

fn log() -> Log {
    let bench = day();
    let schedule = schedule("tests/fixtures/small");
    let line =
        |it: &zhiban::engine::Entry| LogLine { entry: it.clone(), schedule: Arc::clone(&schedule) };
    Log {
        store: "示例百货".to_owned(),
        zone: chrono_tz::Asia::Shanghai,
        made: at("15:00"),
        lines: bench.entries.iter().map(line).collect(),
    }
}

fn month() -> Month {
    let days = [DaySummary::of(&report(&day(), Kind::Day))];
    let store = "示例百货".to_owned();
    let cutoff = at("15:00") + TimeDelta::days(1);
    Month::new(
        MonthOf {
            month: DAY,
            store,
            zone: chrono_tz::Asia::Shanghai,
            cutoff,
            papers: Default::default(),
            logo: None,
        },
        &days,
    )
}

/// Reads a comma-separated text as a spreadsheet does.
fn cells(text: &str) -> Vec<Vec<String>> {
    let bare = text.strip_prefix('\u{feff}').expect("the mark by which Excel knows UTF-8");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bare.as_bytes());
    let row = |it: csv::StringRecord| it.iter().map(str::to_owned).collect();
    reader.records().map(|it| row(it.unwrap())).collect()
}

/// Returns a part of a workbook.
fn part_of(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_spreadsheet_reads_back_every_cell_of_a_table() {
    let rows = cells(&render(&month(), Format::Csv, Lang::Zh));
    assert_eq!(rows.len(), 31, "a heading and the days of November, nothing else");
    assert!(rows.iter().all(|it| it.len() == rows[0].len()));
    let day = rows.iter().find(|it| it[0] == "2026-11-23").unwrap();
    let at = |name: &str| &day[rows[0].iter().position(|it| it == name).unwrap()];
    assert_eq!(at("漏做"), "2");
    assert_eq!(at("最长间隔（分）"), "106", "09:15 to 11:01");
    assert_eq!(at("超出上限"), "否");
}

#[test]
fn a_report_with_many_tables_names_each_before_its_heading() {
    let rows = cells(&render(&report(&day(), Kind::Day), Format::Csv, Lang::Zh));
    let title = rows.iter().position(|it| it[0].starts_with("本时段问题")).unwrap();
    assert_eq!(rows[title + 1][0], "编号");
    assert_eq!(rows[title + 2].len(), rows[title + 1].len());
}

#[test]
fn no_cell_of_a_spreadsheet_is_a_formula() {
    for evil in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "\t=1", "a\",=1+1"] {
        let report = with_finding(evil);
        for row in cells(&render(&report, Format::Csv, Lang::Zh)) {
            for cell in row {
                let first = cell.trim_start().chars().next();
                assert!(!first.is_some_and(|it| "=+-@＝＋－＠".contains(it)), "{evil}: {cell}");
                assert_eq!(unsafe_character(&cell), None);
            }
        }
        let sheet = part_of(&render_xlsx(&report, Lang::Zh).unwrap(), "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{evil}");
    }
}

#[test]
fn a_workbook_holds_text_as_text_and_numbers_as_numbers() {
    let book = render_xlsx(&month(), Lang::Zh).unwrap();
    let sheet = part_of(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>106</v>"), "the gap in minutes is a number: {sheet}");
    let percent = part_of(&book, "xl/styles.xml").contains("formatCode=\"0.0%\"");
    assert!(percent && sheet.contains("<v>0."), "the share in time is a number: {sheet}");
    assert!(part_of(&book, "xl/workbook.xml").contains("<sheet name=\"月报\""));
    assert!(sheet.contains("autoFilter") && sheet.contains("state=\"frozen\""), "{sheet}");
    let strings = part_of(&book, "xl/sharedStrings.xml");
    assert!(strings.contains("2026-11-23") && strings.contains("最长间隔（分）"), "{strings}");
    let hostile = with_finding("<b>&\"危险\u{202e}\u{b}".repeat(3000).as_str());
    let strings = part_of(&render_xlsx(&hostile, Lang::Zh).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains("&lt;b&gt;&amp;") && !strings.contains('\u{202e}'));
}

#[test]
fn the_same_paper_gives_the_same_workbook_with_the_time_of_the_paper() {
    let (once, twice) = (render_xlsx(&log(), Lang::Zh), render_xlsx(&log(), Lang::Zh));
    let once = once.unwrap();
    assert!(once == twice.unwrap());
    let core = part_of(&once, "docProps/core.xml");
    assert!(core.contains("2026-11-23T15:00:00Z"), "the store's clock, not the machine's: {core}");
}

#[test]
fn a_log_is_a_table_with_a_line_for_each_entry() {
    let log = log();
    let rows = cells(&render(&log, Format::Csv, Lang::Zh));
    assert_eq!(rows.len(), log.lines.len() + 1);
    assert_eq!(rows[0], ["记录", "营业日", "发生", "写入", "记录人", "类别", "内容"]);
    assert!(rows.iter().any(|it| it[6].contains("应急灯不亮") && it[5] == "found"));
    let value: serde_json::Value =
        serde_json::from_str(&render(&log, Format::Json, Lang::En)).unwrap();
    assert_eq!(value["form"], "zhiban-log/1");
    assert_eq!(value["entries"].as_array().unwrap().len(), log.lines.len());
}

/// What a receipt printer does with its bytes: the lines it prints, and how often it cuts.
fn printed(bytes: &[u8]) -> (Vec<String>, usize) {
    let (mut text, mut cuts, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let taken = match &bytes[at..] {
            [0x1b, b'@', ..] | [0x1c, b'&', ..] => 2,
            [0x1b, b'E', 0 | 1, ..] | [0x1d | 0x1c, b'!', _, ..] => 3,
            [0x1d, b'V', b'B', _, ..] => {
                cuts += 1;
                4
            }
            [b'\n', ..] => 1,
            [it, ..] => {
                assert!(*it >= 0x20 && *it != 0x7f, "byte {it:#x} at {at} commands the printer");
                let wide = if *it < 0x80 { 1 } else { 2 + 2 * usize::from(is_four(&bytes[at..])) };
                text.extend_from_slice(&bytes[at..at + wide]);
                at += wide;
                continue;
            }
            [] => break,
        };
        if bytes[at] == b'\n' {
            text.push(b'\n');
        }
        at += taken;
    }
    let (text, _, wrong) = encoding_rs::GB18030.decode(&text);
    assert!(!wrong);
    (text.lines().map(str::to_owned).collect(), cuts)
}

fn is_four(bytes: &[u8]) -> bool {
    bytes.get(1).is_some_and(u8::is_ascii_digit)
}

#[test]
fn a_receipt_is_gb18030_in_48_columns_and_is_cut_once() {
    for lang in [Lang::Zh, Lang::En] {
        let (lines, cuts) = printed(&render_escpos(&report(&day(), Kind::Handover), lang));
        assert_eq!(cuts, 1);
        let text = lines.join("");
        for word in ["应急灯两盏不亮", "消火栓压力低", "二楼电梯维保"] {
            assert!(text.contains(word), "{word}: {}", lines.join("\n"));
        }
        for line in &lines {
            let columns: usize = line.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum();
            assert!(columns <= 48, "{columns}: {line}");
        }
    }
}

#[test]
fn a_receipt_prints_rare_names_and_takes_no_command_from_what_was_typed() {
    let report = with_finding("欧阳翀、喆、𠮷、€ \u{1b}@\u{1d}VB\u{0}\u{1c}.");
    let bytes = render_escpos(&report, Lang::Zh);
    let (lines, cuts) = printed(&bytes);
    assert_eq!(cuts, 1, "the typed cut does not cut");
    assert!(lines.join("").contains("欧阳翀、喆、𠮷、€"), "{}", lines.join("\n"));
    assert!(bytes.windows(4).any(|it| it == [0x95, 0x34, 0xb2, 0x35]), "𠮷 in four bytes");
}
