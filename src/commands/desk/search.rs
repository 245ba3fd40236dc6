//! What the log screen asks for, as the record takes it.

use crate::commands::record;
use crate::engine::Agenda;
use crate::journal::{Filter, Only};
use crate::tui::{LogDays, LogKinds, LogQuery};

/// Returns the filter that a query of the log means.
pub(super) fn filter(agenda: &Agenda, query: LogQuery) -> Filter {
    let terms = match query.words.is_empty() {
        true => Vec::new(),
        false => record::terms(&agenda.schedule),
    };
    Filter {
        words: query.words,
        terms,
        day: match query.days {
            LogDays::All => None,
            LogDays::Today => Some(agenda.day),
        },
        only: match query.kinds {
            LogKinds::All => Only::All,
            LogKinds::Findings => Only::Findings,
        },
        count_max: u32::try_from(query.limit).unwrap_or(u32::MAX),
        ..Filter::default()
    }
}
