//! The check of the whole record while the desk is already in use.
//!
//! It reads on its own and repairs nothing.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;

use super::events::Event;
use crate::journal::{Journal, Verdict};
use crate::schedule::Lang;

/// Checks the whole record on a reader of its own, while the desk is already in use.
pub(super) fn check(path: PathBuf, lang: Lang, events: Sender<Event>) {
    thread::spawn(move || {
        let journal = Journal::open_read_only(&path);
        let words = match journal.and_then(|it| it.verify(None)) {
            Ok(Verdict::Sound(_)) => return,
            Ok(Verdict::Broken(broken)) => broken.explain(lang),
            Err(fault) => fault.explain(lang),
        };
        // A desk that has ended needs no more news.
        let _ = events.send(Event::Checked(words));
    });
}
