//! What is wrong with a part of a command: an answer, a batch, a finding, a text.
//!
//! Each names what is needed to say what to do instead.

/// Why an answer of the right kind is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Money has two decimals at most.
    #[error("more than two decimals")]
    Cents,
    /// The code is not the one that belongs here.
    #[error("not the code that belongs here")]
    WrongCode,
    /// The text is too long.
    #[error("longer than {0} characters")]
    LongerThan(u16),
    /// More names are asked for.
    #[error("fewer than {0} different names")]
    FewerNames(u8),
    /// What is computed from it could not be stored.
    #[error("what is computed from it is too large")]
    TooLarge,
    /// It cannot be known in that way: a code is scanned, or its tag is broken; nothing else is.
    #[error("cannot be known in that way")]
    NotThatWay,
}

/// What is wrong with a meal batch command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchFault {
    /// The meal has no such batch.
    #[error("no such batch")]
    Unknown,
    /// It has left already.
    #[error("has left already")]
    LeftAlready,
    /// It has not left yet.
    #[error("has not left yet")]
    NotLeft,
    /// More come back than are out.
    #[error("more come back than are out: {out}")]
    TooMany {
        /// How many are out.
        out: u32,
    },
    /// It is not yet its time.
    #[error("before its time")]
    TooEarly,
}

/// What is wrong with a finding for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindingFault {
    /// It has not been put right yet.
    #[error("not put right yet")]
    NotFixed,
    /// It has been put right and waits for a second look.
    #[error("waits for re-inspection")]
    FixedAlready,
}

/// A field that a person fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Field {
    /// The name of an officer.
    #[error("name")]
    Name,
    /// The name of the store.
    #[error("store")]
    Store,
    /// What was found.
    #[error("finding")]
    Finding,
    /// A reason.
    #[error("reason")]
    Reason,
    /// A remark or a note.
    #[error("note")]
    Note,
    /// Where something is.
    #[error("place")]
    Place,
    /// A text answer.
    #[error("answer")]
    Answer,
    /// What an area is called.
    #[error("area")]
    Area,
    /// Who stays behind, until when, who watches.
    #[error("exception")]
    Exception,
    /// What the relief reads back.
    #[error("read-back")]
    ReadBack,
    /// What an incident is, or how it ended.
    #[error("incident")]
    Incident,
    /// The name or the hash of a file.
    #[error("file")]
    File,
    /// The name of a printer, or of its job.
    #[error("printer")]
    Printer,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It is empty.
    #[error("empty")]
    Empty,
    /// It is longer than 2,000 characters.
    #[error("longer than {TEXT_MAX} characters")]
    TooLong,
    /// It holds control characters.
    #[error("holds control characters")]
    Control,
}

/// The longest text of a field, in characters.
pub const TEXT_MAX: usize = 2_000;
