//! zhiban 值班: the duty desk of a department store.
//!
//! (the map follows)

// What should happen, and what has happened.
pub mod schedule;

pub mod engine;

// How both are called, and what may leave the program.
pub mod words;

pub mod clean;
