//! What a line of a script asks for, before it is known which entry or repetition it means.
//!
//! Every action of the engine can be said, and to wait; nothing here is decided or read.

use super::Hand;
use chrono::NaiveDate;
use serde_json::Value;

use crate::engine::command::{
    Exported, FindingKind, Printed, SecondLook, Severity, Start, Stead, StopCause, SweepOutcome,
};
use crate::schedule::{FloorId, ItemId, Known, RoleId, StepId};

/// A step, or one of its items, that a line speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The step.
    pub step: StepId,
    /// Which repetition; none means the one that is open.
    pub number: Option<u16>,
    /// The item, if one is meant.
    pub item: Option<ItemId>,
    /// The floor, in a sweep.
    pub floor: Option<FloorId>,
}

/// The words of a finding, or what a correction puts in their place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// What was found.
    pub what: Option<String>,
    /// On which floor.
    pub floor: Option<FloorId>,
    /// Where on the floor.
    pub place: Option<String>,
    /// What kind.
    pub kind: Option<FindingKind>,
    /// How bad.
    pub severity: Option<Severity>,
}

/// Owner, date, safeguard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Care {
    /// Who puts it right.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// What protects people meanwhile.
    pub interim: Option<String>,
    /// To whom it was reported.
    pub reported_to: Option<String>,
}

/// The day by which a finding must be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A date.
    Date(NaiveDate),
    /// So many days from the day of the script.
    InDays(u32),
}

/// What a line asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Nothing; time passes.
    Wait,
    /// A desk starts.
    StartDesk {
        /// The last sign of life before.
        off_since: Option<i32>,
    },
    /// A desk stops.
    StopDesk(StopCause),
    /// Another schedule is put in force on the running day.
    PutInForce {
        /// The folder that it is read from.
        folder: String,
        /// Why at once.
        reason: String,
    },
    /// The store gets its name.
    NameStore(String),
    /// The line's officer sits down.
    TakeDesk,
    /// Something is done at a step.
    Step {
        /// Where.
        place: Place,
        /// What.
        work: Work,
    },
    /// Something happens that starts steps.
    Start(Start),
    /// Something is found.
    Find(Find),
    /// A finding gets an owner, a date, a safeguard.
    Assign {
        /// Which finding: a label or a number.
        finding: Value,
        /// What holds from now on.
        care: Care,
    },
    /// A finding is put right.
    Fix {
        /// Which finding: a label or a number.
        finding: Value,
        /// Who put it right.
        fixed_by: String,
        /// What was done.
        done: String,
    },
    /// A finding is looked at again.
    Reinspect {
        /// Which finding: a label or a number.
        finding: Value,
        /// What the second look showed.
        result: SecondLook,
        /// A remark.
        note: Option<String>,
    },
    /// An act of a handover, or an incident.
    Hand(Hand),
    /// A free note.
    Note(String),
    /// An earlier entry is corrected.
    Correct {
        /// Which entry: a label or a number.
        entry: Value,
        /// Why.
        reason: String,
        /// What holds instead, or where it goes.
        to: Instead,
    },
    /// A file was written out.
    Export(Exported),
    /// Paper was handed to a printer.
    Print(Printed),
    /// The clock was stepped.
    ClockStep {
        /// What it was before, in minutes from midnight.
        from: i32,
    },
    /// The machine slept.
    Sleep {
        /// What it was before, in minutes from midnight.
        from: i32,
    },
}

/// What is asked for at a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// The prompt is acknowledged.
    Acknowledge,
    /// An item is answered.
    Answer {
        /// What was found.
        answer: Value,
        /// How it is known.
        known: Option<Known>,
        /// A remark.
        note: Option<String>,
    },
    /// It is left undone.
    Skip {
        /// Why.
        reason: String,
    },
    /// It is put off.
    Defer {
        /// What holds instead, or where it goes.
        to: Place,
        /// Why.
        reason: String,
    },
    /// It is signed.
    Sign {
        /// In which role.
        role: RoleId,
        /// Who.
        name: String,
        /// For whom, in place of another.
        stead: Option<Stead>,
    },
    /// It is sent back by a later signer.
    Return {
        /// In which role.
        role: RoleId,
        /// Who.
        name: String,
        /// What is to be corrected.
        comment: String,
    },
    /// Somebody does it in place of another.
    StandIn {
        /// In which role.
        role: RoleId,
        /// Who.
        name: String,
        /// For whom.
        stead: Stead,
    },
    /// A floor gets its outcome.
    Sweep(SweepOutcome),
    /// Areas of the day are named.
    NameAreas(Vec<String>),
    /// An area of the day is taken off the list.
    RemoveArea {
        /// Why.
        reason: String,
    },
    /// A meal batch leaves.
    SendBatch {
        /// Which batch, from 1.
        batch: u8,
        /// How many.
        count: u32,
    },
    /// A meal batch comes back.
    ReceiveBatch {
        /// Which batch, from 1.
        batch: u8,
        /// How many.
        count: u32,
        /// How many of them were late.
        late: Option<u32>,
        /// A remark.
        note: Option<String>,
    },
}

/// A finding, before it is known which question it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Find {
    /// Its words.
    pub words: Words,
    /// What was done on the spot.
    pub done: Option<String>,
    /// Who follows it up.
    pub care: Care,
    /// Who told it.
    pub told: Option<String>,
    /// The item that it came from.
    pub from: Option<Place>,
    /// The files of its photos, seen from the script's folder.
    pub photos: Vec<String>,
}

/// What a correction puts in the place of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Instead {
    /// Another answer.
    Answer(Value, Option<String>),
    /// Other words of a finding.
    Finding(Words),
    /// Another count.
    Count(u32),
    /// Other words of a note.
    Text(String),
    /// Nothing: it was a mistake.
    Nothing,
}
