//! The one test binary: lists the modules.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails, and says where")]

mod answers;
mod answers_manual;
mod areas;
mod clean;
mod cli;
mod clock;
mod crash;
#[cfg(unix)]
mod durable;
mod engine;
mod events;
mod exits;
#[cfg(unix)]
mod export;
mod filed;
mod flow;
mod formats;
mod forms;
mod handover;
mod handover_heard;
mod handover_period;
mod handover_schedule;
mod handover_signed;
mod history;
mod journal;
mod manual_times;
mod month;
mod officers;
mod owed;
mod papers;
mod papers_each;
mod pdf;
mod people;
#[cfg(unix)]
mod photos;
mod pins_bounded;
#[cfg(unix)]
mod pins_killed;
#[cfg(unix)]
mod printing;
mod program;
mod repin;
mod report;
mod role_days;
mod schedule;
mod schedule_answer_faults;
mod schedule_calendar_faults;
mod schedule_calendar_mutated;
mod schedule_clocks;
mod schedule_days;
mod schedule_exits;
mod schedule_faults;
mod schedule_flow_faults;
mod schedule_holidays;
mod schedule_manual;
mod schedule_mutated;
mod schedule_new;
mod schedule_owed_faults;
mod schedule_papers;
mod schedule_people_faults;
mod schedule_plan;
mod schedule_readings;
mod schedule_schema;
mod schedule_time_faults;
mod schedule_variants;
mod script;
mod search;
mod session;
mod sheets;
mod shipped;
mod simulation;
#[cfg(unix)]
mod spooler;
mod support;
#[cfg(unix)]
mod terminal;
mod tidy;
mod times;
mod timetable;
mod trades;
mod tui;
mod tui_answers;
mod tui_cells;
mod tui_day;
mod tui_handover;
mod tui_keys;
mod tui_pictures;
mod tui_printing;
mod tui_signing;
mod verify;
mod verify_signed;
mod words;
