//! A practice day as a file of timed commands, one JSON object a line.
//!
//! Reading is strict and says where and what to write instead; it never touches a journal. The
//! same script gives the same entries on any machine.

mod aim;
mod deed;
mod fields;
mod handover;
mod people;
mod play;
mod verb;

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::engine::Officer;
use crate::schedule::{Lang, Schedule};

pub use deed::{Care, Deed, Due, Find, Instead, Place, Words, Work};
pub use fields::Trouble;
pub use handover::Hand;
pub use play::{Played, play};

use fields::Fields;

/// A script that has been read; its commands may still be refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// The store day it plays, if its first line names one.
    pub day: Option<NaiveDate>,
    /// What the store is called in it.
    pub store: Option<String>,
    /// Who sits at the desk when it begins.
    pub officer: Officer,
    /// Its commands, in order.
    pub lines: Vec<Line>,
    /// The folder that the names of photos are seen from.
    pub folder: PathBuf,
}

/// One line of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// When, in minutes from the store day's midnight; never less than the line before.
    pub at: i32,
    /// When it happened, where that was earlier.
    pub happened: Option<i32>,
    /// Who asks, where that is not whoever sits at the desk.
    pub by: Option<Officer>,
    /// The word by which later lines speak of what it records.
    pub label: Option<String>,
    /// Whether it is meant to be refused.
    pub refused: bool,
    /// What is asked for.
    pub deed: Deed,
}

/// The most lines that a script may have; a day has a few hundred.
const LINES_MAX: usize = 20_000;

/// Returns the script that a text holds, or the first thing that is wrong with it.
///
/// # Errors
/// The trouble names line and column and what was expected.
pub fn read(text: &str, schedule: &Schedule, lang: Lang) -> Result<Script, Trouble> {
    let mut script = Script {
        day: None,
        store: None,
        officer: Officer::new(lang.of("值班员", "Officer")),
        lines: Vec::new(),
        folder: PathBuf::new(),
    };
    let mut first = true;
    let mut clock = schedule.day_starts.minutes().into();
    for (number, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let fields = Fields::read(number, text, lang)?;
        if number > LINES_MAX {
            let most = LINES_MAX;
            return Err(fields.trouble(
                "at",
                lang.of(format!("脚本超过 {most} 行"), format!("more than {most} lines")),
            ));
        }
        if std::mem::take(&mut first) && !fields.has("do") {
            head(&mut script, fields)?;
            continue;
        }
        let line = line(fields, schedule, clock)?;
        clock = line.at;
        script.lines.push(line);
    }
    Ok(script)
}

fn head(script: &mut Script, mut fields: Fields<'_>) -> Result<(), Trouble> {
    script.day = fields.date("day")?;
    script.store = fields.text("store")?;
    if let Some(name) = fields.text("officer")? {
        script.officer = Officer::new(&name);
    }
    fields.finish()
}

fn line(mut fields: Fields<'_>, schedule: &Schedule, clock: i32) -> Result<Line, Trouble> {
    let at = fields.time("at", schedule)?.unwrap_or(clock);
    if at < clock {
        let lang = fields.lang();
        return Err(fields.trouble(
            "at",
            lang.of(
                "时间不能比上一行早；按先后写，或用 happened 写补记".to_owned(),
                "it is earlier than the line before; keep the order, or say `happened`".to_owned(),
            ),
        ));
    }
    let happened = fields.time("happened", schedule)?;
    let by = fields.text("by")?.map(|it| Officer::new(&it));
    let label = fields.text("label")?;
    let refused = fields.choice("expect", &[("refused", true), ("saved", false)])?;
    let number = fields.line();
    let deed = verb::read(&mut fields, schedule, at)?;
    fields.finish()?;
    let refused = refused.unwrap_or(false);
    Ok(Line { number, at, happened, by, label, refused, deed })
}
