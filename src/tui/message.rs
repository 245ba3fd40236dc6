//! What comes in and what goes out: a message says what happened, an effect asks the shell.
//!
//! Both are plain values: the screen never reaches a terminal, a clock or the journal by itself.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use super::printing::{PrintWish, PrinterLine};
use crate::engine::officer::{OfficerNumber, Pin, Signer};
use crate::engine::{Action, Entry, Officer, Refusal};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed; releases are not sent.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something in a window of this size.
    Mouse {
        /// What it did.
        event: MouseEvent,
        /// How large the window is.
        size: Size,
    },
    /// Time went by, or another process wrote: the agenda may be another one.
    Tick,
    /// What this desk asked for is durable and taken into the agenda that comes with this message;
    /// one message for each `Effect::Execute`.
    Saved(Vec<Entry>),
    /// What this desk asked for was refused; nothing was written.
    Refused(Refusal),
    /// Number and PIN did not count, in words; nothing was signed, and the PIN is asked again.
    NotSigned(String),
    /// What this desk asked for could not be written; already worded for the officer.
    Failed(String),
    /// A photo of what this desk asked for cannot be taken in; nothing was written, and the words
    /// say what to do.
    Unfit(String),
    /// The entries that `Effect::LoadLog` asked for, newest first.
    Log(Vec<Entry>),
    /// The report that `Effect::Preview` asked for, as plain text.
    Preview(String),
    /// The printers that `Effect::ListPrinters` asked for; never none.
    Printers(Vec<PrinterLine>),
    /// Something the officer should read at the foot of the screen, already worded.
    Notice(String),
}

/// Something the shell is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Run a command on the session, and answer by `Saved`, `Refused` or `Failed`.
    Execute(Box<Wish>),
    /// Weigh a PIN, then run the command signed by its officer; answer by `NotSigned` where the PIN
    /// did not count, else as for `Execute`.
    Sign {
        /// What is to be signed; the shell fills in who signs.
        wish: Box<Wish>,
        /// The staff number.
        number: OfficerNumber,
        /// The PIN.
        pin: Pin,
    },
    /// Weigh the old PIN, then set the new one; answer by `Saved`, or by `NotSigned`.
    ChangePin(Box<PinChange>),
    /// Read the log, and answer by `Log`.
    LoadLog(LogQuery),
    /// Make the report that is handed over, and answer by `Preview`.
    Preview,
    /// Keep a text that is being typed over a restart; an empty one is to be forgotten.
    KeepDraft(String),
    /// Look which printers there are, and answer by `Printers`, or by a `Notice` where there is none.
    ListPrinters,
    /// Print the handover, and answer by a `Notice`.
    Print(PrintWish),
    /// Make a sound.
    Ring,
    /// Draw everything anew, as after another program wrote over the screen.
    Redraw,
    /// Close the desk.
    Quit,
}

/// A PIN that is to be another one.
#[derive(Clone, Debug, PartialEq)]
pub struct PinChange {
    /// The staff number.
    pub number: OfficerNumber,
    /// The PIN so far.
    pub old: Pin,
    /// The PIN from now on.
    pub new: Pin,
}

/// A command without its name: the shell gives it one before the first try.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Who asks.
    pub officer: Officer,
    /// When it happened, where that is earlier than now.
    pub happened: Option<DateTime<Utc>>,
    /// What is asked for.
    pub action: Action,
    /// The files of the photos that go with it; the shell takes them in before it asks.
    pub photos: Vec<String>,
}

impl Wish {
    /// Returns the wish signed by an officer whose PIN was right; a correction, an act of a handover,
    /// an override and what is done about officers are also theirs.
    pub fn signed_by(self, signer: &Signer) -> Self {
        let own = matches!(
            self.action,
            Action::Correct(_) | Action::Handover(_) | Action::PutInForce(_) | Action::Officer(_)
        );
        let officer = if own { signer.name.clone() } else { self.officer };
        Self { officer, action: self.action.signed_by(signer), ..self }
    }
}

/// Which entries the log shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogQuery {
    /// Words that must all occur; empty for all entries.
    pub words: String,
    /// Of which days.
    pub days: LogDays,
    /// Of which kind.
    pub kinds: LogKinds,
    /// At most so many entries.
    pub limit: usize,
}

/// Which days the log shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogDays {
    /// Every day.
    #[default]
    All,
    /// Only the running store day.
    Today,
}

/// Which kinds of entries the log shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogKinds {
    /// All kinds.
    #[default]
    All,
    /// Only findings and what became of them.
    Findings,
}
