//! What wakes the desk: keys, signals, the writer, another process at the record.
//!
//! Each source has a thread that waits without polling; none of them decides anything.

use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::folder::News;
use super::writer::Done;
use crate::tui::PrinterLine;

/// Something that wakes the desk.
#[derive(Debug)]
pub(super) enum Event {
    /// A key, a paste, the mouse, another size.
    Terminal(crossterm::event::Event),
    /// The terminal is gone, or the system asks the desk to end.
    Stop,
    /// The desk was stopped and goes on: the screen may be in disorder.
    #[cfg(unix)]
    Continued,
    /// Another process may have written.
    Touched,
    /// The writer has an answer.
    Done(Done),
    /// A test wants to see what a crash leaves behind.
    #[cfg(all(unix, debug_assertions))]
    Crash,
    /// The schedule folder was read again.
    Schedule(News),
    /// Work beside the desk has come to an end, in words: a check, a print.
    Checked(String),
    /// The printers that there are.
    Printers(Vec<PrinterLine>),
}

/// Starts to listen to keys and signals.
///
/// # Errors
/// The system gives no thread or takes no signal handler.
pub(super) fn listen(events: &Sender<Event>) -> io::Result<()> {
    let keys = events.clone();
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(it) => Event::Terminal(it),
                Err(_) => Event::Stop,
            };
            let over = matches!(event, Event::Stop);
            if keys.send(event).is_err() || over {
                return;
            }
        }
    })?;
    signals(events.clone())
}

/// Turns signals into events. Nobody may stop or background the desk from outside by INT, QUIT,
/// TSTP, TTIN or TTOU; at the desk these are keys.
#[cfg(unix)]
fn signals(events: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{
        SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU,
    };
    let all = [SIGTERM, SIGHUP, SIGCONT, SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU];
    let mut signals = signal_hook::iterator::Signals::new(all)?;
    #[cfg(debug_assertions)]
    signals.add_signal(signal_hook::consts::SIGUSR1)?;
    let wait = move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTERM | SIGHUP => Event::Stop,
                SIGCONT => Event::Continued,
                #[cfg(debug_assertions)]
                signal_hook::consts::SIGUSR1 => Event::Crash,
                _ => continue,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(|_| ())
}

/// Where there are no signals there is nothing to listen to; a closed window ends the input.
#[cfg(not(unix))]
fn signals(_events: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Watches the record for other processes; nothing where the system cannot, and the desk then
/// looks at each tick.
pub(super) fn watch(journal: &Path, events: &Sender<Event>) -> Option<RecommendedWatcher> {
    let folder = journal.parent()?.to_owned();
    let events = events.clone();
    let changed = move |found: notify::Result<notify::Event>| {
        let written = found.is_ok_and(|it| it.kind.is_modify() || it.kind.is_create());
        if written {
            // A desk that has ended needs no more news.
            let _ = events.send(Event::Touched);
        }
    };
    let mut watcher = notify::recommended_watcher(changed).ok()?;
    watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
