//! The shell: joins clock, files, terminal and journal, one file a command.
//!
//! It holds no rule of the store day; those are the engine's.

mod asked;
mod begin;
mod condition;
mod desk;
mod doctor;
mod entry_form;
mod export;
mod forms;
mod log;
mod manual;
mod note;
mod officer;
mod outgoing;
mod owed;
mod papers;
mod photos;
pub mod pins;
mod places;
mod plan;
mod plan_form;
mod practice;
mod print;
mod printer;
mod record;
mod rehearse;
mod report;
mod schedule;
mod schema;
pub mod script;
pub mod seal;
pub mod sheets;
mod shell;
mod shipped;
mod source;
mod status;
mod surroundings;
mod verify;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{self, Color, Complaint, Invocation, Verb};
use crate::clock::Clock;
use crate::platform;
use crate::schedule::Lang;
use shell::{FAILED, Shell};

/// Carries out what was typed; returns the exit code.
pub fn run() -> ExitCode {
    platform::keep_files_private();
    let words: Vec<OsString> = std::env::args_os().collect();
    let around = surroundings::read();
    match cli::parse(&words, &around) {
        Err(complaint) => complain(&complaint),
        Ok(call) => {
            let lang = call.lang;
            match carry_out(call) {
                Ok(code) => ExitCode::from(code),
                Err(fault) => fail(&fault, lang),
            }
        }
    }
}

fn complain(complaint: &Complaint) -> ExitCode {
    if complaint.asked_for {
        // Whoever asked for help and closed the pipe has seen enough.
        let _ = io::stdout().lock().write_all(complaint.text.as_bytes());
        return ExitCode::SUCCESS;
    }
    let _ = io::stderr().lock().write_all(complaint.text.as_bytes());
    ExitCode::from(FAILED)
}

/// Says what failed and why, each cause on its own line.
fn fail(fault: &anyhow::Error, lang: Lang) -> ExitCode {
    let closed = fault.chain().filter_map(|it| it.downcast_ref::<io::Error>());
    if closed.into_iter().any(|it| it.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    let mut text = lang.of(format!("错误：{fault}\n"), format!("error: {fault}\n"));
    for cause in fault.chain().skip(1) {
        text.push_str(&lang.of(format!("  原因：{cause}\n"), format!("  because: {cause}\n")));
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(FAILED)
}

fn carry_out(call: Invocation) -> Result<u8> {
    let color = match call.color {
        Color::Auto => io::stdout().is_terminal(),
        Color::Always => true,
        Color::Never => false,
    };
    let clock = Clock::system();
    let shell = Shell { lang: call.lang, color, now: clock.now(), clock, call };
    match &shell.call.verb {
        Verb::Status { json } => status::run(&shell, *json),
        Verb::Note(args) => note::run(&shell, args),
        Verb::Officer(verb) => officer::run(&shell, verb),
        Verb::Log(args) => log::run(&shell, args),
        Verb::Schedule(args) => schedule::run(&shell, args),
        Verb::Report(args) => report::run(&shell, args),
        Verb::Verify(args) => verify::run(&shell, args),
        Verb::Play(args) => rehearse::play(&shell, args),
        Verb::Doctor(args) => doctor::run(&shell, args),
        Verb::Completions(kind) => manual::completions(&shell, *kind),
        Verb::Man => manual::page(&shell),
        Verb::Rehearse(args) => desk::rehearse(&shell, args),
        Verb::Desk => desk::run(&shell),
    }
}
