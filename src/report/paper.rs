//! All that can be put on paper, behind one door: whatever the form, each format writes it.
//!
//! It never holds anything itself: it only names what is to be written.

use super::{Blank, Log, Month, Report};

/// Something that can be put on paper.
#[derive(Clone, Copy, Debug)]
pub enum Paper<'a> {
    /// A report of a store day, of any kind.
    Report(&'a Report),
    /// A month, a line for each day.
    Month(&'a Month),
    /// The empty forms of a day, for when the desk is dead.
    Blank(&'a Blank),
    /// The timetable of a day: what its empty forms ask for, to be read.
    Timetable(&'a Blank),
    /// A list of entries.
    Log(&'a Log),
}

impl<'a> From<&'a Report> for Paper<'a> {
    fn from(it: &'a Report) -> Self {
        Self::Report(it)
    }
}

impl<'a> From<&'a Month> for Paper<'a> {
    fn from(it: &'a Month) -> Self {
        Self::Month(it)
    }
}

impl<'a> From<&'a Blank> for Paper<'a> {
    fn from(it: &'a Blank) -> Self {
        Self::Blank(it)
    }
}

impl<'a> From<&'a Log> for Paper<'a> {
    fn from(it: &'a Log) -> Self {
        Self::Log(it)
    }
}
