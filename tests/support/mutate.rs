//! A schedule folder with pieces lost, added and moved, again and again: the reader always answers.
//!
//! The same seed gives the same texts for ever, so what once broke can be made again.

use std::panic::{self, AssertUnwindSafe};

use zhiban::schedule::{Fault, Lang, Reading, SourceFile};

/// What the reader is to be: the real one, or a broken one as a control.
pub(crate) type Reader = fn(&[SourceFile]) -> Result<Reading, Vec<Fault>>;

const HOLIDAYS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n\
    DTSTART;VALUE=DATE:20261001\r\nSUMMARY:国庆节\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Pieces of the language, of other encodings, and of nothing at all.
const PIECES: [&str; 44] = [
    "[",
    "]",
    "{",
    "}",
    "\"",
    "=",
    "\n",
    "\r",
    ",",
    "[[step]]\n",
    "[[step.item]]\n",
    "[phase]\n",
    "after = [\"sweep\"]\n",
    "24:00",
    "25:61",
    "８：２０",
    "-",
    "\u{0}",
    "\u{feff}",
    "é",
    "𠮷",
    "国",
    "close - 99999999h",
    "open",
    "day-end",
    "'''",
    "\"\"\"",
    "1e9",
    "-7",
    "99999999999999999999",
    "#",
    ".",
    "true",
    "2026-02-30",
    "FREQ=YEARLY;BYDAY=",
    "every = 0\n",
    "\"last day\"",
    "{ zh = ",
    "BEGIN:VEVENT\r\n",
    "DTSTART;VALUE=DATE:99999999\r\n",
    "sweep = \"all\"\n",
    "id = \"a\"\n",
    "sign = [",
    "\u{202e}",
];

/// A folder in which every table, key and form of the language is used at least once.
pub(crate) fn everything() -> Vec<SourceFile> {
    let mut files = vec![
        SourceFile::new("store.toml", include_str!("../fixtures/schedules/everything/store.toml")),
        SourceFile::new("day.toml", include_str!("../fixtures/schedules/everything/day.toml")),
    ];
    files.push(SourceFile::new("holidays.ics", HOLIDAYS));
    files.push(SourceFile::new("logo.png", b"\x89PNG\r\n\x1a\n"));
    files
}

/// What came of so many texts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    /// How many were read.
    pub(crate) taken: u64,
    /// How many were refused.
    pub(crate) refused: u64,
}

/// A small generator of its own.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// Returns a folder with one to four changes: a piece put in, a stretch lost, doubled or moved to
/// another file, or a byte turned.
pub(crate) fn mutated(good: &[SourceFile], dice: &mut Dice) -> Vec<SourceFile> {
    let mut files = good.to_vec();
    for _ in 0..=dice.below(4) {
        let (from, into) = (dice.below(files.len()), dice.below(files.len()));
        let length = files[from].bytes.len();
        let start = dice.below(length);
        let end = (start + dice.below(40)).min(length);
        let stretch = files[from].bytes[start..end].to_vec();
        let bytes = &mut files[into].bytes;
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].bytes())),
            1 => drop(bytes.splice(at..(at + dice.below(60)).min(bytes.len()), [])),
            2 => drop(bytes.splice(at..at, stretch)),
            3 => {
                let piece = PIECES[dice.below(PIECES.len())];
                let end = (at + dice.below(12)).min(bytes.len());
                drop(bytes.splice(at..end, piece.bytes()));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    files
}

/// Reads one text and shows what is said about it; a panic is answered with what it said.
pub(crate) fn one(files: &[SourceFile], reader: Reader, lang: Lang) -> Result<bool, String> {
    let answered = panic::catch_unwind(AssertUnwindSafe(|| match reader(files) {
        Ok(reading) => {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 1);
            day.map(|it| reading.schedule.plan(it));
            true
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a word");
            for fault in &faults {
                assert!(!fault.render(files, lang, false).is_empty(), "a fault without words");
            }
            false
        }
    }));
    answered.map_err(|fault| {
        let text = fault.downcast_ref::<String>().cloned();
        text.or(fault.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default()
    })
}
