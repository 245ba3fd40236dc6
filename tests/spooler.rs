//! Printing through a real spooler to a real IPP printer, simulated on loopback.
//!
//! Where they are not installed the test says that it was skipped; `.ci/run` installs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::program::{Program, Ran};
use crate::support::pty::Terminal;
use crate::support::spooler::Spooler;
use crate::terminal::seated_with;

const WORDS: [&str; 6] = ["report", "handover", "--day", "yesterday", "--print", "Office"];

fn print(program: &Program, spooler: &Spooler) -> Ran {
    let server = spooler.server();
    program.run_with(&WORDS, &[("ZHIBAN_LANG", "zh"), ("CUPS_SERVER", &server)])
}

/// Prints, and is killed right after the job was let go.
fn print_and_be_killed(program: &Program, spooler: &Spooler) {
    let path = format!("{}:/usr/bin:/bin", spooler.killing_lp().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhiban"));
    command.args(WORDS).env_clear().env("HOME", program.home()).env("ZHIBAN_LANG", "zh");
    let status = command.env("PATH", path).env("CUPS_SERVER", spooler.server()).output().unwrap();
    assert_eq!(status.status.code(), None, "it was not killed");
}

fn kept(program: &Program) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(program.path(".local/share/zhiban/reports")).unwrap();
    let mut all: Vec<PathBuf> = listed.map(|it| it.unwrap().path()).collect();
    all.sort();
    all
}

fn text(pdf: &Path) -> String {
    let ran = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

/// Returns the grey picture of every page.
fn picture(pdf: &Path) -> Vec<u8> {
    let ran = Command::new("pdftoppm").args(["-gray", "-r", "40"]).arg(pdf).output().unwrap();
    assert!(ran.status.success());
    ran.stdout
}

/// Returns how far two pictures are apart, from 0 to 255; those of different sizes wholly.
fn apart(one: &[u8], other: &[u8]) -> f64 {
    if one.is_empty() || one.len() != other.len() {
        return 255.0;
    }
    let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.len() as f64
}

fn entries(program: &Program) -> usize {
    let log = program.json(&["log", "--json"]);
    log.as_array().unwrap().iter().filter(|it| it["kind"] == "printed").count()
}

#[test]
fn what_arrives_at_a_real_printer_is_the_page_of_the_file_and_arrives_once() {
    let Some(spooler) = Spooler::start() else { return };
    let program = Program::new();
    assert_eq!(program.run(&["note", "灯不亮", "--by", "值班员甲"]).code, 0);

    print_and_be_killed(&program, &spooler);
    assert_eq!(entries(&program), 0);
    let again = print(&program, &spooler);
    assert_eq!(again.code, 0, "{}{}", again.err, spooler.log());
    assert!(spooler.finishes(1), "{}", spooler.log());
    assert_eq!(
        (spooler.arrived().len(), entries(&program)),
        (1, 1),
        "a retry prints nothing twice"
    );

    let (file, paper) = (kept(&program).remove(0), spooler.arrived().remove(0));
    assert_eq!(text(&file), text(&paper));
    assert!(text(&paper).contains("交接报告"));
    let same = apart(&picture(&file), &picture(&paper));
    assert!(same < 1.0, "the pages look different: {same}");

    let copy = print(&program, &spooler);
    assert!(copy.out.contains("第 2 份"), "{}{}", copy.out, copy.err);
    assert!(spooler.finishes(2), "{}", spooler.log());
    let marked = spooler.arrived().remove(1);
    assert!(text(&marked).contains("第 2 份") && !text(&paper).contains("第 2 份"));
    assert_ne!(text(&marked), text(&paper), "the comparison sees a mark of a copy");

    spooler.ask("cupsdisable", &["Office"]);
    let stopped = print(&program, &spooler);
    assert_eq!(stopped.code, 2);
    assert!(stopped.err.contains("停了"), "{}", stopped.err);
    spooler.ask("cupsenable", &["Office"]);
    spooler.ask("cupsreject", &["Office"]);
    let refused = print(&program, &spooler);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("不收任务"), "{}", refused.err);
    assert!(spooler.finishes(2));
    assert_eq!((spooler.arrived().len(), entries(&program)), (2, 2));
}

/// Asks for the handover on the usual printer with the keys of the desk, and waits for an answer.
fn ask_at(desk: &mut Terminal, printer: &str, answer: &str) {
    desk.press("p");
    let shown = desk.wait_for("打印交接");
    assert!(shown.contains(printer), "{shown}");
    desk.press("\r");
    desk.press("\r");
    desk.wait_for(answer);
}

#[test]
fn the_desk_prints_once_whatever_the_printer_does_and_goes_on() {
    let Some(spooler) = Spooler::start() else { return };
    let program = Program::new();
    let mut desk = seated_with(&program, &[("CUPS_SERVER", &spooler.server())]);

    ask_at(&mut desk, "Office（空闲", "任务 Office-");
    assert!(spooler.finishes(1), "{}", spooler.log());
    let (file, paper) = (kept(&program).remove(0), spooler.arrived().remove(0));
    assert_eq!(text(&file), text(&paper), "what arrives is the page of the file");
    let same = apart(&picture(&file), &picture(&paper));
    assert!(same < 1.0 && text(&paper).contains("交接报告"), "{same}");

    spooler.ask("cupsdisable", &["Office"]);
    ask_at(&mut desk, "Office（已停", "停了");
    assert_eq!(kept(&program).len(), 2, "the file of the failed try is kept");
    spooler.ask("cupsenable", &["Office"]);
    spooler.ask("cupsreject", &["Office"]);
    ask_at(&mut desk, "Office（不收任务", "不收任务（");
    assert_eq!((spooler.arrived().len(), entries(&program)), (1, 1));
    spooler.ask("cupsaccept", &["Office"]);
    ask_at(&mut desk, "Office（空闲", "任务 Office-2");
    assert!(spooler.finishes(2), "{}", spooler.log());
    assert_eq!((spooler.arrived().len(), entries(&program)), (2, 2), "the retry prints once");
    let came = text(&spooler.arrived().remove(1));
    assert!(kept(&program).iter().any(|it| text(it) == came), "a file that is kept");

    spooler.ask("lpadmin", &["-x", "Office"]);
    desk.press("p");
    desk.wait_for("没有打印机");
    // The desk goes on: what is said now is written down as ever.
    desk.press("n");
    desk.wait_for("备注");
    desk.press("打印机送修\r");
    desk.wait_for("已保存");
    let log = program.json(&["log", "--json"]);
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!(last["kind"], "noted", "{last}");
}
