//! The terminal: taken when the desk opens, given back whatever happens.
//!
//! It draws nothing itself.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::clean;
use crate::commands::shell::CRASHED;
use crate::schedule::Lang;

/// A terminal that the desk draws on.
pub(super) type Screen = Terminal<CrosstermBackend<io::Stdout>>;

/// Takes the terminal.
///
/// # Errors
/// The terminal does not take the settings; it is then as it was.
pub(super) fn take() -> io::Result<Screen> {
    enter().inspect_err(|_| give_back())?;
    Terminal::new(CrosstermBackend::new(io::stdout())).inspect_err(|_| give_back())
}

/// Makes the settings of the desk, also after another program has changed them.
///
/// # Errors
/// The terminal does not take them.
pub(super) fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
}

/// Gives the terminal back as it was; harmless when it never was taken.
pub(super) fn give_back() {
    // A terminal that is gone needs nothing back, so no failure here is one.
    let _ = execute!(
        io::stdout(),
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// Rings the bell.
pub(super) fn ring() {
    let mut out = io::stdout().lock();
    // A bell that nobody hears is no reason to stop.
    let _ = out.write_all(b"\x07").and_then(|()| out.flush());
}

/// From now on a crash in any thread gives the terminal back, leaves a report, and ends the
/// program.
pub(super) fn guard(report: PathBuf, lang: Lang) {
    std::panic::set_hook(Box::new(move |crash| {
        give_back();
        let trace = std::backtrace::Backtrace::force_capture();
        let version = env!("CARGO_PKG_VERSION");
        // What crashed may quote what somebody typed.
        let lines = |it: &str| it.lines().map(clean::line).collect::<Vec<_>>().join("\n");
        let (crash, trace) = (lines(&crash.to_string()), lines(&trace.to_string()));
        let text = format!("zhiban {version}\n{crash}\n\n{trace}\n");
        let kept = std::fs::write(&report, text).is_ok();
        let shown = report.display();
        let place = match (kept, lang) {
            (true, Lang::Zh) => format!("详情在 {shown}。"),
            (true, Lang::En) => format!(" Details are in {shown}."),
            (false, _) => String::new(),
        };
        let _ = writeln!(
            io::stderr(),
            "{}{place}\n{crash}",
            lang.of(
                "值班台崩溃了。已保存的记录都在；请重新运行 zhiban。",
                "The desk has crashed. What was saved is safe; start zhiban again.",
            )
        );
        process::exit(CRASHED.into());
    }));
}
