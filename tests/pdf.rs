//! Reports as PDF: what stands on the paper, read back by poppler where it is installed.

use std::io::Read;
use std::process::Command;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use proptest::prelude::*;
use zhiban::clean;
use zhiban::engine::agenda::FindingState;
use zhiban::report::{Kind, Period, Report, render_pdf};
use zhiban::schedule::{Lang, ShiftId};

use crate::report::day::{at_handover, at_night, entries, findings};
use crate::report::store::instant;
use crate::support::paper;
use crate::support::poppler::{Paper, bare, tool};
use crate::support::program::Program;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn handover() -> Report {
    let (period, cutoff) = (Period::Shift(ShiftId::new("early")), instant("15:00"));
    Report::from_agenda(Kind::Handover, at_handover(), findings(), &entries(), period, cutoff)
        .anchored(&"89abcdef01234567".repeat(4))
}

fn day() -> Report {
    let cutoff = instant("22:55");
    Report::from_agenda(Kind::Day, at_night(), findings(), &entries(), Period::Day, cutoff)
}

/// Returns a day with one finding for each text.
fn finding_each(texts: &[String]) -> Report {
    let mut report = day();
    let pattern = report.findings[0].clone();
    report.findings = texts
        .iter()
        .map(|it| {
            let mut one = pattern.clone();
            one.what = it.clone();
            one
        })
        .collect();
    report
}

/// Prints a report; none where poppler is not installed.
fn paper_of(report: &Report, lang: Lang) -> Option<Paper> {
    Paper::of(&render_pdf(report, lang).unwrap())
}

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|it| it == words.as_bytes())
}

#[test]
fn the_same_report_gives_the_same_paper() {
    for lang in LANGS {
        assert!(render_pdf(&handover(), lang).unwrap() == render_pdf(&handover(), lang).unwrap());
    }
}

#[test]
fn the_file_says_that_it_is_for_the_archive_and_can_be_read_aloud() {
    let bytes = render_pdf(&handover(), Lang::Zh).unwrap();
    for words in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"] {
        assert!(contains(&bytes, words), "{words}");
    }
    for words in ["/StructTreeRoot", "/MarkInfo", "2026-03-02T15:00:00+08:00"] {
        assert!(contains(&bytes, words), "{words}");
    }
}

#[test]
fn the_report_is_read_aloud_in_its_order() {
    let Some(paper) = paper_of(&handover(), Lang::Zh) else { return };
    let command = Command::new("pdfinfo").arg("-struct-text").arg(paper.file()).output().unwrap();
    let told = String::from_utf8_lossy(&command.stdout).into_owned();
    let mut rest = told.as_str();
    for words in [
        "H1",
        "\"交接报告\"",
        "Figure",
        "P (block)\n      \"报告编号\"",
        "\"H20260302.1-000013\"",
        "H2",
        "\"未完成 3\"",
        "Table",
        "THead",
        "TH:",
        "/Scope /Column",
        "\"情况\"",
        "TBody",
        "TR",
        "TD",
        "\"x 漏做\"",
        "H2",
        "\"仍未了结 2\"",
        "H3",
        "\"问题\"",
        "\"交班人\"",
        "\"接班人\"",
    ] {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words}\n{rest}"));
        rest = &rest[at + words.len()..];
    }
    assert!(!told.contains("第 1 页"), "the edges of the paper are not read aloud");
}

#[test]
fn the_font_goes_with_the_file() {
    let Some(paper) = paper_of(&day(), Lang::Zh) else { return };
    let fonts = tool("pdffonts", &[], &paper.file(), false);
    let told: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!told.is_empty());
    for line in told {
        let words: Vec<&str> = line.split_whitespace().collect();
        let embedded = &words[words.len() - 5..words.len() - 2];
        assert_eq!(embedded, ["yes", "yes", "yes"], "{line}");
    }
}

#[test]
fn every_finding_is_read_back_as_it_was_written() {
    let texts = [
        "三楼扶梯梳齿板有异响，已停梯并放置围挡，报修单号LF-20261123-07，等待电梯公司到场处理。",
        "值班员说：“门已锁好”（见#3），其余《登记表》、【钥匙】都在；「复核」……——已报。",
        "The officer's torch doesn't work: \"battery flat\" (see http://store.example/a?b=1&c=2).",
        "<script>alert('x')</script> | `a` *b* _c_ =1+1 \\ & %s {} 100%",
        "电压220V、温度-18.5℃，面积≥35㎡，误差±2，№7，①②③，√×÷，←→↑↓，●○■□▲△★☆",
        "繁體字與人名：龍、臺、灣、喆、堃、翀、镕、㛃",
        "红字\u{1b}[31m假装\u{202e}反写\u{200b}看不见\u{7}响铃\r\n换行\t制表",
    ];
    let texts: Vec<String> = texts.iter().map(|it| (*it).to_owned()).collect();
    for lang in LANGS {
        let Some(paper) = paper_of(&finding_each(&texts), lang) else { return };
        let read = paper.text();
        for text in &texts {
            assert!(read.contains(&bare(&clean::line(text))), "{text}\n{read}");
        }
    }
}

#[test]
fn a_finding_of_two_thousand_letters_stays_on_the_paper() {
    let texts = [
        "消火栓箱前堆放促销台，值班员已通知柜组移开。".repeat(90),
        "W".repeat(2000),
        "a word and another one ".repeat(90),
    ];
    let Some(paper) = paper_of(&finding_each(&texts), Lang::Zh) else { return };
    let read = paper.text();
    // What stands on the edges of the sheets parts a text that goes over several of them.
    assert!(read.matches("消火栓箱前堆放促销台").count() >= 88);
    assert!(read.matches('W').count() >= 2000);
    assert!(read.matches("awordandanotherone").count() >= 88);
    assert!(paper.stays_in_its_frame("letters") > 300);
}

#[test]
fn no_line_begins_with_a_mark_that_closes_nor_ends_with_one_that_opens() {
    // One letter more each time moves every mark past the end of a line once.
    let text = "门、窗；值班员说：“已锁好”（见《登记表》）！";
    let texts: Vec<String> = (0..24).map(|it| "查".repeat(it) + &text.repeat(6)).collect();
    let Some(paper) = paper_of(&finding_each(&texts), Lang::Zh) else { return };
    let raw = paper.read(&["-raw"]);
    assert!(raw.lines().filter(|it| it.contains('门')).count() > 100);
    for line in raw.lines().map(str::trim).filter(|it| !it.is_empty()) {
        assert!(!line.starts_with(|it| "、，。；：！？）》”」…".contains(it)), "{line}");
        assert!(!line.ends_with(|it| "（《“「".contains(it)), "{line}");
    }
}

#[test]
fn words_without_an_end_in_every_column_stay_on_the_paper() {
    let mut report = day();
    let endless = || "V".repeat(120);
    for it in report.findings.iter_mut().chain(&mut report.still_open.findings) {
        (it.what, it.place) = (endless(), Some(endless()));
        it.follow_up.owner = Some(endless());
        it.state = FindingState::OnTheSpot { done: endless() };
    }
    report.agenda.store = Some(endless());
    let Some(paper) = paper_of(&report, Lang::En) else { return };
    let count = paper.text().matches('V').count();
    assert!(count >= 120 * 16, "{count}");
    paper.stays_in_its_frame("words without an end");
}

#[test]
fn a_table_has_its_heads_on_every_page_and_no_row_is_split() {
    let text = |number: usize| {
        format!("始{number:03}，{}，终{number:03}", "通道堆物，已通知柜组移开".repeat(6))
    };
    let texts: Vec<String> = (0..60).map(text).collect();
    let Some(paper) = paper_of(&finding_each(&texts), Lang::Zh) else { return };
    assert!(paper.pages() >= 4, "{}", paper.pages());
    let mut rows = 0;
    for number in 1..=paper.pages() {
        let page = paper.page(number);
        let here: Vec<usize> = (0..60).filter(|it| page.contains(&format!("始{it:03}"))).collect();
        assert!(here.iter().all(|it| page.contains(&format!("终{it:03}"))), "page {number}");
        assert!(here.is_empty() || page.contains("编号时间位置程度问题处理"), "{page}");
        rows += here.len();
        assert!(page.contains(&format!("第{number}页，共{}页", paper.pages())));
        assert!(page.contains("D20260302-000020"));
    }
    assert_eq!(rows, 60);
}

#[test]
fn a_character_that_the_font_lacks_stands_as_its_code_and_is_counted() {
    let texts = ["柜台😀贴着\u{e9ab}标签 e\u{301} 문".to_owned()];
    let Some(zh) = paper_of(&finding_each(&texts), Lang::Zh) else { return };
    assert!(zh.text().contains("柜台〓(U+1F600)贴着〓(U+E9AB)标签"), "{}", zh.text());
    assert!(zh.text().contains("有3处的字，字库中没有"), "{}", zh.text());
    let en = paper_of(&finding_each(&texts), Lang::En).unwrap();
    assert!(en.text().contains("In3placesthefontlacksacharacter"), "{}", en.text());
    assert!(!paper_of(&day(), Lang::Zh).unwrap().text().contains('〓'));
}

#[test]
fn page_one_says_what_was_not_done_and_what_is_open() {
    for (lang, told) in [
        (
            Lang::Zh,
            ["3未完成漏做1，不明1，跳过1", "2未了结问题2", "消火栓压力低", "防火巡查（第2次）"],
        ),
        (
            Lang::En,
            [
                "3Notdonemissed1,unknown1,skipped1",
                "2Stillopenfindings2",
                "消火栓压力低",
                "Firepatrol(no.2)",
            ],
        ),
    ] {
        let Some(paper) = paper_of(&handover(), lang) else { return };
        let first = paper.page(1);
        for words in told {
            assert!(first.contains(words), "{words}\n{first}");
        }
        assert!(first.contains("H20260302.1-000013"), "{first}");
        assert!(paper.page(paper.pages()).contains("89abcdef01234567"), "each sheet is anchored");
    }
}

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/full-day.jsonl");

#[test]
fn the_program_prints_the_whole_day_with_every_finding_and_never_over_a_file() {
    let program = Program::new();
    let day = ["rehearse", "--script", SCRIPT, "--headless", "--report", "handover", "-o"];
    let ran = program.run(&[&day[..], &["once.pdf"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let once = std::fs::read(program.path("once.pdf")).unwrap();
    assert!(once.starts_with(b"%PDF-1.7"));
    let again = paper::report(Kind::Handover, paper::full_day()).rehearsed();
    assert!(once == render_pdf(&again, Lang::Zh).unwrap(), "another process, the same bytes");
    std::fs::write(program.path("short.jsonl"), "").unwrap();
    let short = ["rehearse", "--script", "short.jsonl", "--headless", "--report", "day", "-o"];
    let over = program.run(&[&short[..], &["once.pdf"]].concat());
    assert_eq!(over.code, 2, "a file is never written over");
    let Some(paper) = Paper::of(&once) else { return };
    let read = paper.text();
    for words in ["五楼防火卷帘下堆放货物", "负一楼应急灯两盏不亮", "三楼扶梯口地面有水"]
    {
        assert!(read.contains(words), "{words}\n{read}");
    }
}

#[test]
fn paper_holds_the_record_to_its_word() {
    let program = Program::new();
    assert_eq!(program.run(&["note", "地面有水", "--by", "值班员甲"]).code, 0);
    assert_eq!(program.run(&["report", "handover", "-o", "paper.pdf"]).code, 0);
    let bytes = std::fs::read(program.path("paper.pdf")).unwrap();
    let Some(paper) = Paper::of(&bytes) else { return };
    let read = paper.read(&["-raw"]);
    let mut printed = read.lines().filter_map(|it| it.strip_prefix('#'));
    let printed = printed.find(|it| !it.contains('–')).unwrap();
    let (seq, hash) = printed.split_once(' ').unwrap();
    let hash = bare(hash);
    assert_eq!(hash.len(), 32);
    let holds = program.run(&["verify", "--against", &format!("{seq}:{hash}")]);
    assert_eq!(holds.code, 0, "{}{}", holds.out, holds.err);
    let other = "0".repeat(32);
    assert_eq!(program.run(&["verify", "--against", &format!("{seq}:{other}")]).code, 1);
}

#[test]
fn a_terminal_gets_advice_instead_of_a_pdf() {
    let terminal = native_pty_system().openpty(PtySize::default()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhiban"));
    command.env_clear();
    command.env("HOME", home.path());
    command.env("ZHIBAN_LANG", "en");
    command.cwd(home.path());
    command.args(["rehearse", "--script", SCRIPT, "--headless", "--report", "day"]);
    command.args(["--format", "pdf"]);
    let mut child = terminal.slave.spawn_command(command).unwrap();
    drop(terminal.slave);
    let mut shown = Vec::new();
    // A terminal whose last program has gone reads as a fault on some systems, as an end on others.
    let _ = terminal.master.try_clone_reader().unwrap().read_to_end(&mut shown);
    assert_eq!(child.wait().unwrap().exit_code(), 2);
    let shown = String::from_utf8_lossy(&shown);
    assert!(shown.contains("-o handover.pdf") && !shown.contains("%PDF"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_keeps_a_report_off_the_paper(text in "[\\PC\\x00-\\x1f\\u{202e}\\u{e000}]{0,80}") {
        let mut agenda = at_night();
        agenda.store = Some(text.clone());
        let (period, cutoff) = (Period::Day, instant("22:55"));
        let mut report =
            Report::from_agenda(Kind::Day, agenda, findings(), &entries(), period, cutoff);
        report.findings[0].what = text.clone();
        report.findings[1].place = Some(text);
        prop_assert!(render_pdf(&report, Lang::Zh).is_ok());
    }
}
