//! The one test binary: lists the modules.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails, and says where")]

mod clean;
mod clock;
mod crash;
mod engine;
mod journal;
mod report;
mod schedule;
mod schedule_exits;
mod schedule_faults;
mod schedule_plan;
mod session;
mod shipped;
mod simulation;
mod support;
mod tidy;
mod tui;
mod tui_keys;
mod tui_pictures;
mod verify;
mod tui;
mod tui_keys;
mod tui_pictures;
mod words;
