//! A paper as sheets: a PDF, or plain text where that fails or takes too long.
//!
//! The PDF is made on a thread of its own, so that nothing it does keeps the paper from coming out.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::schedule::Lang;

/// How long a PDF may take before plain text comes out instead.
pub const PDF_WAIT: Duration = Duration::from_secs(10);

/// The lines of plain text on a sheet of A4.
const LINES_A_SHEET: usize = 60;

/// A paper as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// A PDF file.
    Pdf(Vec<u8>),
    /// Plain text in sheets, and why it is no PDF.
    Text {
        /// The text.
        text: String,
        /// What went wrong, in words.
        why: String,
    },
}

impl Sheets {
    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Pdf(bytes) => bytes,
            Self::Text { text, .. } => text.as_bytes(),
        }
    }

    /// Returns the ending of its file.
    pub fn ending(&self) -> &'static str {
        match self {
            Self::Pdf(_) => "pdf",
            Self::Text { .. } => "txt",
        }
    }
}

/// Returns what a renderer makes within a time, or else the plain text.
pub fn sheets<R, E>(render: R, wait: Duration, plain: impl FnOnce() -> String, lang: Lang) -> Sheets
where
    R: FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
    E: std::fmt::Display + Send + 'static,
{
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        // Nobody listens any more where it took too long.
        let _ = send.send(render());
    });
    let why = match receive.recv_timeout(wait) {
        Ok(Ok(bytes)) => return Sheets::Pdf(bytes),
        Ok(Err(fault)) => fault.to_string(),
        Err(mpsc::RecvTimeoutError::Timeout) => lang.of("太慢", "it takes too long").to_owned(),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            lang.of("程序出错", "the program failed").to_owned()
        }
    };
    Sheets::Text { text: paginate(&plain(), lang), why }
}

/// Breaks a text into sheets, each with its number and a form feed at its end.
fn paginate(text: &str, lang: Lang) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let count = lines.len().div_ceil(LINES_A_SHEET).max(1);
    let sheet = |(number, lines): (usize, &[&str])| {
        let edge =
            lang.of(format!("第 {number} 页，共 {count} 页"), format!("Page {number} of {count}"));
        format!("{}\n\n{edge}\n\u{c}", lines.join("\n"))
    };
    (1..).zip(lines.chunks(LINES_A_SHEET)).map(sheet).collect()
}
