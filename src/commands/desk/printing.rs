//! The handover on paper while the desk is open: another run of this program makes and prints it.
//!
//! So the screen never waits for a printer, a failure of the PDF never takes the desk along, and
//! what makes a print happen once holds here as it does at the shell.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::events::Event;
use crate::clean;
use crate::cli::Invocation;
use crate::commands::printer;
use crate::platform;
use crate::schedule::Lang;
use crate::tui::{PrintWish, PrinterLine};

/// Looks which printers there are, and says so.
pub(super) fn list(lang: Lang, events: Sender<Event>) {
    thread::spawn(move || {
        let event = match platform::printers() {
            Ok(all) if all.is_empty() => Event::Checked(printer::none(lang).to_owned()),
            Ok(all) => Event::Printers(all.iter().map(|it| line(it, lang)).collect()),
            Err(fault) => Event::Checked(printer::told(&fault, "", lang).to_string()),
        };
        // A desk that has ended needs no more news.
        let _ = events.send(event);
    });
}

fn line(it: &platform::Printer, lang: Lang) -> PrinterLine {
    PrinterLine {
        name: it.name.clone(),
        state: printer::state(it.state, lang).to_owned(),
        waiting: platform::waiting(&it.name),
        usual: it.usual,
    }
}

/// Prints the handover and says what came of it.
pub(super) fn print(call: Vec<OsString>, lang: Lang, wish: PrintWish, events: Sender<Event>) {
    thread::spawn(move || {
        let _ = events.send(Event::Checked(printed(&call, lang, &wish)));
    });
}

/// Returns the words by which another run finds the same record and schedule.
pub(super) fn same_places(call: &Invocation) -> Vec<OsString> {
    let named = [("--data", &call.data), ("--schedule", &call.schedule)];
    let words = named.into_iter().filter_map(|(name, folder)| Some((name, folder.as_ref()?)));
    words.flat_map(|(name, folder)| [OsString::from(name), folder.clone().into()]).collect()
}

fn printed(call: &[OsString], lang: Lang, wish: &PrintWish) -> String {
    let failed = |why: &str| {
        let why = clean::line(why);
        lang.of(format!("没有打印：{why}"), format!("Not printed: {why}"))
    };
    let program = match std::env::current_exe() {
        Ok(it) => it,
        Err(fault) => return failed(&fault.to_string()),
    };
    let mut command = Command::new(program);
    command.args(["report", "handover", "--lang", lang.of("zh", "en")]).args(call);
    if let Some(shift) = &wish.shift {
        command.args(["--shift", shift.as_str()]);
    }
    command.arg(format!("--print={}", wish.printer)).stdin(Stdio::null());
    match command.output() {
        Err(fault) => failed(&fault.to_string()),
        Ok(ran) => {
            // What is said beside a result, such as that there is no PDF, is for the officer too.
            let said = [ran.stdout, ran.stderr].concat();
            clean::line(&String::from_utf8_lossy(&said).trim().replace('\n', " "))
        }
    }
}
