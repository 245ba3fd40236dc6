//! zhiban 值班: the duty desk of a department store.
//!
//! (the map follows)

// What should happen, and what has happened.
pub mod schedule;

pub mod engine;

// What is kept, and the one way to write.
pub mod journal;

pub mod session;

// How both are called, and what may leave the program.
pub mod words;

pub mod clean;

// What time it is, and what differs between systems.
pub mod clock;
pub mod platform;
pub mod tick;
