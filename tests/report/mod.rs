//! Reports of a small store, in every format and both languages.

pub(crate) mod day;
pub(crate) mod store;
pub(crate) mod story;

use day::{at_handover, at_night, entries, entry, findings};
use insta::assert_snapshot;
use proptest::prelude::*;
use store::instant;
use unicode_width::UnicodeWidthStr;
use zhiban::engine::Fact;
use zhiban::engine::agenda::Agenda;
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{Lang, ShiftId};

use crate::clean::unsafe_character;

const FORMATS: [Format; 4] = [Format::Text, Format::Markdown, Format::Html, Format::Json];

fn early(agenda: Agenda) -> Report {
    let period = Period::Shift(ShiftId::new("early"));
    let cutoff = instant("15:00");
    Report::from_agenda(Kind::Handover, agenda, findings(), &entries(), period, cutoff)
}

fn handover() -> Report {
    early(at_handover()).anchored(&"89abcdef01234567".repeat(4))
}

fn day_at_night() -> Report {
    let cutoff = instant("22:55");
    Report::from_agenda(Kind::Day, at_night(), findings(), &entries(), Period::Day, cutoff)
}

fn of_period(period: Period, cutoff: &str) -> Report {
    let cutoff = instant(cutoff);
    Report::from_agenda(Kind::Handover, at_night(), findings(), &entries(), period, cutoff)
}

#[test]
fn the_first_page_says_what_was_not_done_and_what_is_open() {
    assert_snapshot!("handover_zh", render(&handover(), Format::Text, Lang::Zh));
    assert_snapshot!("handover_en", render(&handover(), Format::Text, Lang::En));
}

#[test]
fn a_day_report_shows_a_sweep_that_is_not_finished() {
    assert_snapshot!("day_zh", render(&day_at_night(), Format::Text, Lang::Zh));
}

#[test]
fn markdown_tables_keep_typed_bars_inside_their_cells() {
    let text = render(&handover(), Format::Markdown, Lang::Zh);
    assert!(text.contains("二楼电梯维保到 16:00 \\| 勿动"), "{text}");
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = text.lines().filter(|it| it.starts_with('|')).collect();
    for pair in text.lines().collect::<Vec<_>>().windows(2) {
        if pair[0].starts_with('|') && pair[1].starts_with('|') {
            assert_eq!(bars(pair[0]), bars(pair[1]), "{pair:?}");
        }
    }
    assert!(rows.len() > 20);
}

#[test]
fn html_stands_alone_and_runs_nothing() {
    for lang in [Lang::Zh, Lang::En] {
        let page = render(&handover(), Format::Html, lang);
        assert!(page.starts_with("<!DOCTYPE html><html lang=\""));
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        );
        assert!(page.contains("@page { size: A4;"));
        assert!(page.contains("通道堆物 &lt;纸箱&gt;"), "typed text is not markup");
        for word in ["<script", "<link", "<img", "src=", "href=", "javascript:", "url("] {
            assert!(!page.contains(word), "{word}");
        }
        let body = page.split("<body>").nth(1).unwrap();
        for tag in ["section", "table", "thead", "tbody", "tr", "td", "th", "p", "h2", "dl", "dd"] {
            let opened = body.matches(&format!("<{tag}>")).count()
                + body.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, body.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn json_has_the_documented_form() {
    assert_snapshot!("handover_json", render(&handover(), Format::Json, Lang::Zh));
}

#[test]
fn the_ids_and_times_of_the_json_form_are_the_same_in_both_languages() {
    let of = |lang| -> serde_json::Value {
        serde_json::from_str(&render(&day_at_night(), Format::Json, lang)).unwrap()
    };
    let (zh, en) = (of(Lang::Zh), of(Lang::En));
    for path in ["/form", "/cutoff", "/not_done/0/step", "/gaps/0/minutes", "/sweep/1/state"] {
        assert!(zh.pointer(path).is_some(), "{path}");
        assert_eq!(zh.pointer(path), en.pointer(path), "{path}");
    }
    assert_eq!(zh["sweep"][1]["state"], "clear-except");
    assert_eq!(zh["cutoff"], "2026-03-02T22:55:00+08:00");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in FORMATS {
        let (once, twice) = (handover(), handover());
        assert_eq!(render(&once, format, Lang::Zh), render(&twice, format, Lang::Zh));
    }
}

#[test]
fn every_exception_stands_in_every_format_and_language() {
    let report = day_at_night();
    for format in FORMATS {
        for lang in [Lang::Zh, Lang::En] {
            let text = render(&report, format, lang);
            let told = [
                "消火栓压力低",
                "应急灯不亮",
                "搬开纸箱",
                "东门锁舌卡住",
                "收银系统升级",
                "施工队",
            ];
            for word in told {
                assert!(text.contains(word), "{format:?} {lang:?} leaves out {word}");
            }
        }
    }
}

#[test]
fn no_line_of_text_is_wider_than_the_paper() {
    for report in [handover(), day_at_night()] {
        for lang in [Lang::Zh, Lang::En] {
            for line in render(&report, Format::Text, lang).lines() {
                assert!(line.width() <= 78, "{} cells: {line}", line.width());
                assert_eq!(line.width(), line.width_cjk(), "two columns in some fonts: {line}");
            }
        }
    }
}

#[test]
fn a_practised_day_says_so_in_every_format() {
    for (lang, mark) in [(Lang::Zh, "（演练）"), (Lang::En, "(practice)")] {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            assert!(!render(&handover(), format, lang).contains(mark));
            assert!(render(&handover().rehearsed(), format, lang).contains(mark));
        }
    }
    let json = render(&handover().rehearsed(), Format::Json, Lang::Zh);
    assert!(json.contains("\"rehearsal\": true"), "{json}");
}

#[test]
fn each_entry_is_in_exactly_one_report() {
    let early = of_period(Period::Shift(ShiftId::new("early")), "15:00");
    let late = of_period(Period::After(instant("15:00")), "23:00");
    assert_eq!(early.notes.len() + late.notes.len(), 1);
    assert_eq!(early.corrections.len() + late.corrections.len(), 1);
    assert_eq!(early.head.unwrap().0, 13);
    assert_eq!(late.head.unwrap().0, 20);
}

#[test]
fn an_entry_after_the_cut_off_is_left_to_the_next_report() {
    let before = of_period(Period::Day, "13:59");
    assert!(before.notes.is_empty());
    let at = of_period(Period::Day, "14:00");
    assert_eq!(at.notes.len(), 1);
}

#[test]
fn a_missed_step_stands_in_the_report_of_the_shift_in_which_it_closed() {
    let late = of_period(Period::After(instant("15:00")), "23:00");
    assert!(late.not_done.iter().all(|it| it.closes > instant("15:00")));
    let early = of_period(Period::Shift(ShiftId::new("early")), "15:00");
    assert!(early.not_done.iter().any(|it| it.occurrence.step.as_str() == "round"));
}

#[test]
fn a_gap_that_still_runs_counts_as_long_as_it_is() {
    let mut agenda = at_handover();
    agenda.gaps[0].since = instant("09:05");
    agenda.gaps[0].largest = Some((instant("09:00"), instant("09:05")));
    let report = early(agenda);
    assert!(report.gaps[0].running && report.gaps[0].exceeds());
    assert_eq!(report.gaps[0].length().unwrap().num_minutes(), 5 * 60 + 55);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_typed_text_breaks_out_of_a_report(text in "[\\PC\\x00-\\x1f\\u{202e}\\u{200b}\\x7f|<&]{1,60}") {
        let mut agenda = at_night();
        agenda.store = Some(text.clone());
        agenda.findings[0].what = text.clone();
        agenda.occurrences[0].holds.iter_mut().for_each(|it| it.reason = text.clone());
        let noted = [entries(), vec![entry(30, "22:50", Fact::Noted(text.clone()))]].concat();
        let cutoff = instant("22:55");
        let report =
            Report::from_agenda(Kind::Day, agenda, findings(), &noted, Period::Day, cutoff);
        for format in FORMATS {
            let out = render(&report, format, Lang::Zh);
            for line in out.lines() {
                prop_assert_eq!(unsafe_character(line), None, "{:?}: {:?}", format, line);
                prop_assert!(format != Format::Text || line.width() <= 78, "{}", line);
            }
        }
        let json = render(&report, Format::Json, Lang::Zh);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
