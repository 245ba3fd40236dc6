//! What is shown: messages in, effects out, a picture of the agenda.
//!
//! It owns no terminal, no clock and no journal: the shell reads the keys, runs the commands and
//! hands a frame to draw on. It never decides what is due, and never writes.
//!
//! `keys` is the one table of keys; `app` is what the screen remembers; `canvas` is the one way
//! onto the screen, where every text is cleaned.

mod acts;
mod app;
mod canvas;
mod choices;
mod desk;
mod draw;
mod duty;
mod field;
mod floors;
mod forms;
pub mod keys;
mod message;
mod mouse;
mod outcome;
mod palette;
mod people;
mod popup;
mod press;
mod printing;
mod rows;
mod screens;
mod theme;

pub use app::{App, Screen};
pub use desk::{Pace, pace};
pub use draw::draw;
pub use message::{Effect, LogDays, LogKinds, LogQuery, Message, PinChange, Wish};
pub use printing::{PrintWish, PrinterLine};
pub use theme::Theme;
