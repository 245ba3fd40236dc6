//! Whatever a person types, nothing that commands a machine leaves by any exit, and the words can
//! still be read: five hundred nasty strings through every exit there is.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Command;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use zhiban::clean;
use zhiban::engine::agenda::{Agenda, FindingState, FindingView};
use zhiban::engine::{Officer, Seq};
use zhiban::report::{
    Format, Kind, Report, render, render_escpos, render_pdf, render_text_copy, render_xlsx,
};
use zhiban::schedule::Lang;
use zhiban::tui::{App, Message, Theme, draw};

use crate::clean::unsafe_character;
use crate::report::story::{report, troubled_day, work_until};
use crate::support::bench::Bench;
#[cfg(unix)]
use crate::support::program::say;
use crate::support::screen::Screen;

/// How many strings are tried.
const STRINGS: usize = 500;
/// How many of them stand in one report.
const A_REPORT: usize = 10;

/// What is put around the words that must stay readable.
const NASTY: [&str; 40] = [
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{1b}P+q\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{7f}\u{7f}",
    "\u{8}\u{8}\u{8}",
    "\0",
    "\r",
    "\n",
    "\t",
    "\u{b}\u{c}",
    "\u{85}",
    "\u{202e}gpj.exe",
    "\u{202d}",
    "\u{2066}\u{2069}",
    "\u{200e}\u{200f}",
    "\u{61c}",
    "\u{200b}\u{200c}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}\u{2029}",
    "\u{e0041}\u{e007f}",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#27;",
    "| a | b |\n|---|---|",
    "# heading *bold* `code` [a](b)",
    "\u{1d}V\u{1}\u{1b}@\u{1c}.",
    "مرحبا שלום",
    "👩\u{200d}🚒🏽🇨🇳",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "../../etc/passwd\\..\\",
    "%s%n${jndi:ldap://x}{{7*7}}",
];

/// The word that every string holds and every exit must show; a table never breaks it.
fn words(number: usize) -> String {
    format!("kd{number:03}z")
}

/// Returns the strings: each pair of nasty parts around and between its words.
fn strings() -> Vec<String> {
    let part = |at: usize| NASTY[at % NASTY.len()];
    let one = |number: usize| {
        let (before, after) = (part(number), part(number * 7 + number / NASTY.len() + 1));
        format!("{before}{}{after}", words(number))
    };
    (0..STRINGS).map(one).collect()
}

/// Puts strings wherever a person types.
fn plant(report: &mut Report, all: &[String]) {
    let mut next = all.iter().cycle().cloned();
    let mut text = move || next.next().unwrap();
    let model = report.agenda.findings.first().or(report.findings.first()).cloned().unwrap();
    let finding = |number: usize, what: &String| FindingView {
        number: Seq(number as u64 + 1),
        what: what.clone(),
        ..model.clone()
    };
    report.findings = all.iter().enumerate().map(|(at, it)| finding(at, it)).collect();
    report.still_open.findings = report.findings.clone();
    for it in report.findings.iter_mut().chain(&mut report.still_open.findings) {
        it.place = Some(text());
        it.reported_by = Some(text());
        it.officer = Officer::new(&text());
        it.follow_up.owner = Some(text());
        it.follow_up.interim = Some(text());
        it.follow_up.reported_to = Some(text());
    }
    if let Some(it) = report.findings.first_mut() {
        it.state = FindingState::OnTheSpot { done: text() };
    }
    report.agenda.store = Some(text());
    report.officers = vec![Officer::new(&text())];
    report.notes.iter_mut().for_each(|it| it.text = text());
    report.gates.iter_mut().for_each(|it| it.reason = text());
    report.corrections.iter_mut().for_each(|it| it.reason = text());
    for it in &mut report.answers {
        it.answer.note = Some(text());
    }
}

/// What is wrong with what left by an exit; each fault is counted.
type Faults = BTreeMap<&'static str, Vec<String>>;

fn scan(name: &'static str, text: &str, faults: &mut Faults) {
    for line in text.split('\n') {
        if let Some(it) = unsafe_character(line) {
            faults.entry(name).or_default().push(format!("{it:?} in {line:?}"));
        }
    }
}

fn readable(name: &'static str, text: &str, numbers: std::ops::Range<usize>, faults: &mut Faults) {
    let flat: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    for number in numbers.filter(|it| !flat.contains(&words(*it))) {
        faults.entry(name).or_default().push(format!("{} cannot be read", words(number)));
    }
}

/// Returns what a receipt says, or the first byte that is no command of ours.
fn receipt(bytes: &[u8]) -> Result<String, String> {
    const OURS: [&[u8]; 6] = [b"\x1b@", b"\x1c&", b"\x1bE", b"\x1d!", b"\x1c!", b"\x1dVB\x03"];
    let mut text = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(ours) = OURS.iter().find(|it| bytes[at..].starts_with(it)) else {
            if bytes[at] < 0x20 && bytes[at] != b'\n' {
                return Err(format!("the byte {:02x} at {at}", bytes[at]));
            }
            text.push(bytes[at]);
            at += 1;
            continue;
        };
        let has_value = [&b"\x1bE"[..], b"\x1d!", b"\x1c!"].contains(ours);
        at += ours.len() + usize::from(has_value);
    }
    let (text, _, broken) = encoding_rs::GB18030.decode(&text);
    if broken { Err("no GB18030".to_owned()) } else { Ok(text.into_owned()) }
}

/// Returns every text part of a workbook.
fn workbook(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
        all.push('\n');
    }
    all
}

fn formulas(csv: &str, faults: &mut Faults) {
    let bare = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bare.as_bytes());
    for cell in
        reader.records().flat_map(|it| it.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
    {
        if cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
            faults.entry("csv").or_default().push(format!("a formula: {cell:?}"));
        }
    }
    scan("csv", &bare.replace("\r\n", "\n"), faults);
}

/// Reads the page with a parser that follows the standard and notes every breach of it.
fn page(html: &str, faults: &mut Faults) -> String {
    let parsed = scraper::Html::parse_document(html);
    for it in &parsed.errors {
        faults.entry("html").or_default().push(it.to_string());
    }
    let all = parsed.root_element();
    let bad = scraper::Selector::parse("script, img:not([src^='data:']), [onerror], a").unwrap();
    for it in all.select(&bad) {
        faults.entry("html").or_default().push(format!("an element <{}>", it.value().name()));
    }
    all.text().collect()
}

fn paper(report: &Report, folder: &std::path::Path) -> Option<String> {
    let path = folder.join("a.pdf");
    std::fs::write(&path, render_pdf(report, Lang::Zh).unwrap()).unwrap();
    let read = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().ok()?;
    Some(String::from_utf8(read.stdout).unwrap().replace('\u{c}', "\n"))
}

fn screens(agenda: &Agenda, bench: &Bench, notice: &str) -> String {
    let mut all = String::new();
    for keys in ["<f2>", "<f3>", "<f4>", "<f5>"] {
        let mut screen = Screen::of(Bench::new(), Lang::Zh, 100, 60);
        screen.app = App::new(Lang::Zh, Theme::Colour, "");
        screen.press("<esc>").press(keys);
        let mut app = screen.app;
        app.update(bench.now, agenda, Message::Notice(notice.to_owned()));
        let mut terminal = Terminal::new(TestBackend::new(100, 60)).unwrap();
        terminal.draw(|frame| draw(&app, agenda, bench.now, frame)).unwrap();
        let cells = terminal.backend().buffer().content().iter();
        all.extend(cells.map(|it| it.symbol()));
        all.push('\n');
    }
    all
}

/// Sends a report with some strings in it through every exit.
fn through_every_exit(report: &Report, bench: &Bench, numbers: std::ops::Range<usize>) -> Faults {
    let mut faults = Faults::new();
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in
        [("text", Format::Text), ("markdown", Format::Markdown), ("json", Format::Json)]
    {
        let text = render(report, format, Lang::Zh);
        scan(name, &text, &mut faults);
        readable(name, &text, numbers.clone(), &mut faults);
    }
    scan("text copy", &render_text_copy(report, 2, Lang::En), &mut faults);
    let html = render(report, Format::Html, Lang::Zh);
    scan("html", &html, &mut faults);
    let read = page(&html, &mut faults);
    readable("html", &read, numbers.clone(), &mut faults);
    let csv = render(report, Format::Csv, Lang::Zh);
    formulas(&csv, &mut faults);
    readable("csv", &csv, numbers.clone(), &mut faults);
    let book = workbook(&render_xlsx(report, Lang::Zh).unwrap());
    scan("xlsx", &book.replace('\r', ""), &mut faults);
    readable("xlsx", &book, numbers.clone(), &mut faults);
    if book.contains("<f>") {
        faults.entry("xlsx").or_default().push("a formula".to_owned());
    }
    match receipt(&render_escpos(report, Lang::Zh)) {
        Err(it) => faults.entry("escpos").or_default().push(it),
        Ok(text) => {
            scan("escpos", &text, &mut faults);
            readable("escpos", &text, numbers.clone(), &mut faults);
        }
    }
    if let Some(text) = paper(report, folder.path()) {
        scan("pdf", &text, &mut faults);
        readable("pdf", &text, numbers.clone(), &mut faults);
    }
    let agenda = Agenda { findings: report.findings.clone(), ..report.agenda.clone() };
    let shown = screens(&agenda, bench, &report.findings[0].what);
    scan("screen", &shown, &mut faults);
    for it in &report.findings {
        scan("file name", &clean::file_name(&it.what), &mut faults);
    }
    faults
}

fn planted(bench: &Bench, all: &[String]) -> Report {
    let mut report = report(bench, Kind::Day);
    plant(&mut report, all);
    report
}

fn day() -> Bench {
    let mut bench = troubled_day();
    work_until(&mut bench, "15:00");
    bench
}

#[test]
fn nothing_that_commands_a_machine_leaves_by_any_exit_and_the_words_stay_readable() {
    let (bench, all) = (day(), strings());
    let mut faults = 0;
    for (number, some) in all.chunks(A_REPORT).enumerate() {
        let numbers = number * A_REPORT..(number + 1) * A_REPORT;
        let found = through_every_exit(&planted(&bench, some), &bench, numbers);
        faults += found.values().map(Vec::len).sum::<usize>();
        assert!(found.is_empty(), "{some:?}\n{found:#?}");
    }
    #[cfg(unix)]
    say(&format!("exits: {STRINGS} strings through 11 exits, {faults} faults"));
    assert_eq!(faults, 0);
}

#[test]
fn an_exit_that_is_not_cleaned_is_found() {
    let mut found = Faults::new();
    let uncleaned = |it: &String| it.clone();
    for it in strings().iter().map(uncleaned) {
        scan("planted", &it, &mut found);
    }
    let count = found.get("planted").map_or(0, Vec::len);
    assert!(count > STRINGS / 4, "only {count}");
    let mut found = Faults::new();
    formulas("\u{feff}\"=1+1\"\r\n", &mut found);
    page("<!doctype html><title>a</title><p><b>x</p></b><script>1</script>", &mut found);
    assert!(found["csv"].len() == 1 && found["html"].len() > 1, "{found:?}");
    assert!(receipt(b"\x1b@a\x1dV\x01").is_err() && receipt("\u{1b}[2J".as_bytes()).is_err());
}

#[cfg(unix)]
#[test]
fn what_was_typed_at_the_shell_is_harmless_in_the_log_the_status_and_the_reports() {
    use crate::support::program::Program;
    let program = Program::new();
    // The engine refuses control characters; what else is nasty is kept as it was typed.
    let typed = strings().into_iter().filter(|it| !it.chars().any(char::is_control));
    let typed: Vec<String> = typed.step_by(19).take(12).collect();
    for it in &typed {
        let ran = program.run(&["note", "--by", "值班员甲", "--", it]);
        assert_eq!(ran.code, 0, "{it:?}: {}", ran.err);
    }
    let mut found = Faults::new();
    for words in [&["log"][..], &["status"], &["log", "--json"], &["report", "day"]] {
        let ran = program.run(words);
        scan("shell", &ran.out, &mut found);
        scan("shell", &ran.err, &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}
