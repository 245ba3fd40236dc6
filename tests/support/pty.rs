//! The desk on a terminal of its own: keys in, picture out, and what it leaves behind.
//!
//! Nothing sleeps: a test waits for what the program prints, and fails when it falls silent.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use unicode_width::UnicodeWidthStr;

/// A program that prints nothing for so long is stuck: the clock on the screen alone moves faster,
/// except at night, when a test must ask for something.
const SILENCE_MAX: Duration = Duration::from_secs(20);

/// A program that prints so often without what is waited for will never print it: the clock on the
/// screen prints once a second, and a frame may come in several pieces.
const CHUNKS_MAX: usize = 120;

/// The desk on a terminal.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    printed: Receiver<Vec<u8>>,
    parser: vt100::Parser,
}

impl Terminal {
    /// Opens the desk in a home, in Chinese, at 80 by 24.
    pub(crate) fn open(home: &Path, words: &[&str]) -> Self {
        Self::open_with(home, words, &[])
    }

    /// Opens the desk with more in its environment.
    pub(crate) fn open_with(home: &Path, words: &[&str], more: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhiban"));
        command.args(words);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("ZHIBAN_LANG", "zh");
        more.iter().for_each(|(name, value)| command.env(name, value));
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, printed) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = vt100::Parser::new(cells(24), cells(80), 0);
        Self { master: pair.master, keys, child, printed, parser }
    }

    /// Types a text or a key's bytes.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the picture holds a text, and returns the picture.
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the picture is as wanted, and returns it.
    pub(crate) fn wait_until(&mut self, wanted: &str, good: impl Fn(&str) -> bool) -> String {
        for _ in 0..CHUNKS_MAX {
            let picture = self.picture();
            if good(&picture) {
                return picture;
            }
            match self.printed.recv_timeout(SILENCE_MAX) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => panic!("fell silent before: {wanted}\n{picture}"),
            }
        }
        panic!("never came: {wanted}\n{}", self.picture())
    }

    /// Returns what is on the screen.
    pub(crate) fn picture(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until a shown cursor stands right behind a text. A frame may arrive in pieces, the
    /// cursor last.
    pub(crate) fn wait_for_cursor_behind(&mut self, text: &str) {
        for _ in 0..CHUNKS_MAX {
            let screen = self.parser.screen();
            let (row, column) = screen.cursor_position();
            let line = screen.contents().lines().nth(row.into()).unwrap_or_default().to_owned();
            let ends = line.split_once(text).map(|(before, _)| before.width() + text.width());
            if !screen.hide_cursor() && ends == Some(column.into()) {
                return;
            }
            match self.printed.recv_timeout(SILENCE_MAX) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => panic!("the cursor is at {row}, {column}\n{}", self.picture()),
            }
        }
        panic!("the cursor never came behind {text}\n{}", self.picture())
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.parser.screen_mut().set_size(cells(rows), cells(cols));
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        let id = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Waits for the end of the program; returns the exit code.
    pub(crate) fn wait(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        // The program has closed its end, so this comes to an end too.
        while let Ok(bytes) = self.printed.recv_timeout(SILENCE_MAX) {
            self.parser.process(&bytes);
        }
        code
    }

    /// Returns what a program should have given back to the terminal and has not.
    pub(crate) fn disorder(&mut self) -> Vec<&'static str> {
        let mut found = Vec::new();
        let screen = self.parser.screen();
        let mut note = |bad: bool, what| {
            if bad {
                found.push(what);
            }
        };
        note(screen.alternate_screen(), "alternate screen");
        note(screen.hide_cursor(), "hidden cursor");
        note(screen.bracketed_paste(), "bracketed paste");
        note(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "mouse capture");
        let modes = self.master.get_termios().map(|it| format!("{:?}", it.local_flags));
        note(modes.is_some_and(|it| !it.contains("ICANON") || !it.contains("ECHO")), "raw mode");
        found
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}
