//! Reports of a small store, in every format and both languages.

pub(crate) mod store;

use store::{at_handover, at_night, entries, findings, instant};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{Lang, ShiftId};

fn handover() -> Report {
    let period = Period::Shift(ShiftId::new("early"));
    let cutoff = instant("15:00");
    Report::from_agenda(Kind::Handover, at_handover(), findings(), &entries(), period, cutoff)
        .anchored(&"89abcdef01234567".repeat(4))
}

fn day_at_night() -> Report {
    let cutoff = instant("22:55");
    Report::from_agenda(Kind::Day, at_night(), findings(), &entries(), Period::Day, cutoff)
}

#[test]
fn show() {
    print!("{}", render(&handover(), Format::Text, Lang::Zh));
    print!("{}", render(&handover(), Format::Text, Lang::En));
    print!("{}", render(&day_at_night(), Format::Text, Lang::Zh));
}
