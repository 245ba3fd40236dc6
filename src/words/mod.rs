//! The words of the product: how schedule and engine values are called on screen and paper.
//!
//! One place for both languages, so that screen, report and shell say the same. It never decides
//! anything, never draws and never cleans: what a person typed leaves it as it came in.

mod fact;
mod fault;
mod figure;
mod flow;
mod handover;
mod name;
mod officer;
mod owed;
mod paper;
mod people;
mod refusal;
mod sample;
mod spoken;
mod terms;
mod times;
mod unfit;
mod value;

pub use fact::{correction, fact, photos, short};
pub use figure::{against, compared, formula, off, unknown};
pub use flow::{post_names, unneeded};
pub use handover::{handover_state, meaning, next_act, risk, risks};
pub use name::{
    finding_state, gap_state, kind, known, severity, status, status_sign, timing, weight,
};
pub use officer::{bar, proof, weak_pin, wrong_before};
pub use owed::{owed, rolled_over, this_period};
pub use paper::{document, lost};
pub use people::{person, sign_rule, signature, stead};
pub use refusal::refusal;
pub use spoken::spoken;
pub use terms::{item_terms, step_terms};
pub use times::{about, after_step, countdown, every, planned_due, point, start};
pub use value::{
    answer, ask, batch, clock, day, day_kind, floor, given, late, moment, occurrence, outcome,
    question, reason, seq, span, time_of_day,
};
