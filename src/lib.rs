//! zhiban 值班: the duty desk of a department store.
//!
//! # The map
//!
//! A store day is prompted by the clock, answered by an officer, kept in a journal and handed over
//! on paper. The parts, in reading order; each may use only those above it:
//!
//! - [`schedule`] what should happen: a folder of TOML files becomes valid values, or every fault.
//! - [`engine`] what has happened and what is due: commands in, entries out, an agenda at any instant.
//! - [`words`], [`clean`] how both are called in two languages, and what may leave the program.
//! - `journal` what is kept: append-only, hash-chained; the only SQL.
//! - `session` engine and journal in step; `execute` is the one way to write.
//! - `report` what is handed over: one pure value, and a writer for each format.
//! - `tui` what is shown: draws an agenda, turns keys into wishes; owns no terminal.
//! - `commands`, `cli` the shell: joins clock, files, terminal and journal.
//! - `photo` what a photo is, and the copy of it that may be shown; opens no file.
//! - `clock`, `platform` the only reader of the clock, and what differs between systems.
//!
//! # What holds
//!
//! - Nothing is written that can be derived: overdue, missed and unknown are functions of schedule,
//!   entries and now. There is no background writer.
//! - There is one way to write: `decide` may refuse and changes nothing, the journal appends in one
//!   durable transaction, `apply` cannot fail.
//! - The same schedule, entries and instant give the same agenda and the same report on any machine.
//! - No part but `clock` reads the clock, none but `journal` knows SQL, none but `commands` opens a
//!   file or a terminal. `tests/tidy.rs` holds this.
//!
//! # The glossary
//!
//! One word per thing, in code, screens, files and help: *schedule* 日程, *step* 步骤, *item* 检查项,
//! *occurrence* (one step on one store day), *answer*, *finding* 发现, *follow-up* 整改, *round* 巡场,
//! *sweep* 清场, *gate* 放行条件, *officer* 值班人员, *shift* 班次, *handover* 交接, *relief* 接班人,
//! *command* (what is asked of the engine), *entry* (what was recorded), *refusal*, *agenda* (all
//! there is to show at one instant), *journal* (the stored entries), *session*, *report*,
//! *store day* 营业日. Commands are imperative (`Answer`), facts are past (`Answered`).

// What should happen, and what has happened.
pub mod schedule;

pub mod engine;

// What is kept, and the one way to write.
pub mod journal;

pub mod session;

// How both are called, and what may leave the program.
pub mod words;

pub mod clean;

// What is handed over, and what is shown.
pub mod report;
pub mod tui;

// What time it is, what a photo shows, and what differs between systems.
pub mod clock;
pub mod photo;
pub mod platform;
pub mod tick;

// The shell around them.
pub mod cli;
pub mod commands;
