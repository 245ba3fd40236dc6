//! Each form by itself, from a day with everything: the same bytes, valid HTML, every word back
//! and in its frame, whatever was typed.

use zhiban::clean;
use zhiban::engine::Officer;
use zhiban::engine::agenda::{FindingState, FindingView, FloorState};
use zhiban::engine::command::{FindingKind, SweepOutcome};
use zhiban::report::{Format, Kind, Paper, Report, render, render_pdf, render_pdf_copy};
use zhiban::schedule::Lang;

use crate::support::paper::{self, Forms, KINDS};
use crate::support::poppler::{self, bare};
use crate::support::program::say;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// Returns what is typed by those who mean well and those who do not.
fn typed() -> Vec<String> {
    let pieces = |piece: fn(usize) -> String| -> String {
        (0..).flat_map(|it| piece(it).chars().collect::<Vec<_>>()).take(2000).collect()
    };
    let long = [
        pieces(|it| format!("第{it:03}处消火栓箱前堆放促销台，已通知柜组移开。")),
        pieces(|it| format!("word{it:03}without")),
        pieces(|it| format!("B1 {it:03}号柜 No.{it:03} blocked，请移开；see below. ")),
    ];
    let short = [
        "<b>粗</b> **x** _y_ `code` # head | a | b =1+1 @SUM(A1) \\ & &amp; %s {} 100%",
        "红\u{1b}[31m字\u{1b}]0;t\u{7}，\u{202e}反写\u{202c}、\u{200f}\u{200b}看不见\u{0}完",
        "灯坏了😀请修，工号①②③，“门已锁”《登记表》——℃",
        "a\"b'c <script>alert(1)</script> $(rm) ; DROP TABLE x; --",
    ];
    long.into_iter().chain(short.map(str::to_owned)).collect()
}

/// Returns a text as paper shows it: cleaned, and a character that the font lacks as its code.
fn shown(text: &str) -> String {
    clean::line(text).replace('😀', "〓(U+1F600)")
}

/// Puts texts where the form shows what was typed.
fn plant(report: &mut Report, texts: &[String]) {
    let floors = report.agenda.building.clone();
    let model = report.agenda.findings[0].clone();
    let finding = |(at, it): (usize, &String)| FindingView {
        what: it.clone(),
        place: None,
        kind: FindingKind::Fire,
        floor: Some(floors[at % floors.len()].floor.clone()),
        number: zhiban::engine::Seq(900 + at as u64),
        ..model.clone()
    };
    let all: Vec<FindingView> = texts.iter().enumerate().map(finding).collect();
    (report.findings, report.still_open.findings) = (all.clone(), all.clone());
    report.agenda.findings = all;
    for (at, it) in report.agenda.building.iter_mut().enumerate().filter(|it| it.0 < texts.len()) {
        let outcome = SweepOutcome::ClearExcept {
            who: texts[at].clone(),
            until: "23:30".to_owned(),
            watcher: "保安员丙".to_owned(),
        };
        let officer = Officer::new("值班经理丁");
        it.state = FloorState::Swept { outcome, at: report.cutoff, officer };
    }
    report.findings[0].state = FindingState::OnTheSpot { done: texts[3].clone() };
}

/// Returns in how few pieces a text stands on the paper, in its own order; none where a part of
/// it is missing.
fn pieces(read: &str, text: &str) -> Option<usize> {
    let letters: Vec<char> = text.chars().collect();
    let (mut from, mut count) = (0, 0);
    while from < letters.len() {
        let fits = |to: &usize| read.contains(&letters[from..*to].iter().collect::<String>());
        let (mut low, mut high) = (from, letters.len());
        while low < high {
            let middle = (low + high).div_ceil(2);
            if fits(&middle) { low = middle } else { high = middle - 1 }
        }
        if low == from {
            return None;
        }
        (from, count) = (low, count + 1);
    }
    Some(count)
}

/// Holds that every text stands on the paper, parted at most by the edges of sheets.
fn holds_all(name: &str, sheet: &poppler::Paper, texts: &[String]) {
    let (read, pages) = (sheet.text(), sheet.pages());
    for text in texts {
        let count = pieces(&read, &bare(&shown(text)));
        assert!(
            count.is_some_and(|it| it <= pages),
            "{name}: {count:?} pieces on {pages} pages\n{text}\n{read}"
        );
    }
    sheet.stays_in_its_frame(name);
}

#[test]
fn every_report_gives_back_what_was_typed_literally_and_within_its_frame() {
    let texts = typed();
    say(&format!("papers_each: fixed texts, no seed: {} of them", texts.len()));
    for (at, kind) in KINDS.into_iter().enumerate() {
        let mut report = paper::report(kind, paper::rich_day());
        plant(&mut report, &texts);
        // Each in one language: the words of a form differ in length, the texts do not.
        let lang = LANGS[at % LANGS.len()];
        let Some(sheet) = poppler::Paper::of(&render_pdf(&report, lang).unwrap()) else { return };
        holds_all(&format!("{kind:?}"), &sheet, &texts);
    }
}

#[test]
fn a_handover_gives_back_every_word_of_its_acts_and_a_planted_loss_is_found() {
    let texts = typed();
    let mut report = paper::handovers(paper::rich_day()).remove(0);
    plant(&mut report, &texts);
    let part = report.handover.as_mut().unwrap();
    let read_back = part.view.read_back.as_mut().unwrap();
    (read_back.risks, read_back.first) = (texts[0].clone(), texts[5].clone());
    part.view.counts[2].note = Some(texts[4].clone());
    for lang in LANGS {
        let bytes = render_pdf(&report, lang).unwrap();
        let Some(sheet) = poppler::Paper::of(&bytes) else { return };
        holds_all("handover", &sheet, &texts);
        assert_eq!(pieces(&sheet.text(), "这句话不在纸上〇"), None, "a loss is found");
    }
}

#[test]
fn the_month_and_the_empty_forms_take_any_name_of_a_store() {
    for (at, text) in typed().iter().enumerate() {
        let lang = LANGS[at % LANGS.len()];
        let mut month = paper::month(paper::rich_day());
        month.about.store.clone_from(text);
        let mut blank = paper::blank(paper::rich_day());
        blank.store = Some(text.clone());
        for (name, it) in [("month", Paper::from(&month)), ("blank", Paper::from(&blank))] {
            let Some(sheet) = poppler::Paper::of(&render_pdf(it, lang).unwrap()) else { return };
            holds_all(name, &sheet, std::slice::from_ref(text));
        }
    }
}

#[test]
fn each_form_is_the_same_bytes_twice_and_a_copy_differs_by_its_mark_alone() {
    let (once, twice) = (Forms::new(), Forms::new());
    let pairs = once.all().into_iter().zip(twice.all());
    for (at, ((name, one), (_, two))) in pairs.enumerate() {
        let lang = LANGS[at % LANGS.len()];
        let first = render_pdf(one, lang).unwrap();
        assert!(first == render_pdf(two, lang).unwrap(), "{name}");
        assert!(first == render_pdf_copy(one, 1, lang).unwrap(), "{name}: the first is no copy");
        let copy = render_pdf_copy(one, 2, lang).unwrap();
        assert!(copy != first, "{name}");
        let sheets = poppler::Paper::of(&first).zip(poppler::Paper::of(&copy));
        let Some((first, copy)) = sheets else { continue };
        let mark = lang.of("（第2份）", "(copy2)");
        let copied = copy.text();
        assert!(copied.matches(mark).count() >= copy.pages(), "{name}: on every sheet\n{copied}");
        assert_eq!(copied.replace(mark, ""), first.text(), "{name}");
        first.stays_in_its_frame(name);
    }
}

#[test]
fn each_form_is_valid_html_and_free_of_boxes_in_both_languages() {
    let forms = Forms::new();
    for (name, it) in forms.all() {
        for lang in LANGS {
            let page = render(it, Format::Html, lang);
            let parsed = scraper::Html::parse_document(&page);
            assert!(parsed.errors.is_empty(), "{name}: {:?}", parsed.errors);
            let tables = scraper::Selector::parse("table").unwrap();
            assert!(parsed.select(&tables).count() > 0, "{name}");
            let Some(sheet) = poppler::Paper::of(&render_pdf(it, lang).unwrap()) else { continue };
            let text = sheet.text();
            assert!(!text.contains('〓') && !text.contains('\u{fffd}'), "{name}: {text}");
        }
    }
    let broken = scraper::Html::parse_document("<!DOCTYPE html><p><b></p></i>");
    assert!(!broken.errors.is_empty(), "a planted fault is found");
}

#[test]
fn what_is_new_in_a_day_stands_in_its_forms() {
    let text =
        |report: &Report, lang| bare(&render(report, Format::Markdown, lang).replace('\\', ""));
    let day = paper::report(Kind::Day, paper::rich_day());
    for (lang, told) in [
        (
            Lang::Zh,
            [
                "下令开门|外岗||没有报到",
                "下令开门|值班经理|经理戊代值班经理甲|经理|值班经理甲在六楼处理投诉",
                "保安主管保安主管乙（未用密码）|对讲机是八部，再数一遍|",
                "大件走货梯||已做「大件走坡道」",
                "老王眼镜|已清场，留有店员两人盘点",
                "一麦面包|-不在名单：今天提前关门",
                "财务室封条·拍下封条13:10",
                "二号客梯停在三四楼之间，困两人（值班经理甲）",
            ],
        ),
        (
            Lang::En,
            [
                "outerpost||didnotreport",
                "经理戊for值班经理甲|manager|",
                "对讲机是八部，再数一遍|correctedby",
                "Bulkygoodsbythelift||",
                "老王眼镜|clearexcept店员两人盘点",
                "一麦面包|-offthelist:今天提前关门",
                "Sealofthecashoffice·Photooftheseal13:10",
                "困两人(值班经理甲)",
            ],
        ),
    ] {
        let read = text(&day, lang);
        for words in told {
            assert!(read.contains(words), "{words}\n{read}");
        }
    }
    assert_eq!(day.photos().len(), 3, "two of a finding, one as an answer");
    let open: Vec<&str> = day.still_open.floors.iter().map(|it| it.floor.as_str()).collect();
    assert_eq!(open, ["4F", "老王眼镜"], "an area that is not clear is open");
    let sweep = text(&paper::report(Kind::Sweep, paper::rich_day()), Lang::Zh);
    assert!(sweep.contains("老王眼镜|留有人员|店员两人盘点|22:30|保安员丙"), "{sweep}");
}
