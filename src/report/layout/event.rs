//! What happened and started steps: each deadline, planned against real.
//!
//! It never hides a step that is still open.

use super::record::{real, tone_of};
use super::{Told, section, table};
use crate::engine::agenda::OccurrenceView;
use crate::report::page::{Row, Section, Tone};
use crate::report::part::EventLine;
use crate::words;

/// Returns what happened, and how each step went that it started.
pub(super) fn events(told: Told<'_>) -> Option<Section> {
    let rows: Vec<Row> = told.report.events.iter().flat_map(|it| rows_of(it, told)).collect();
    let columns = vec![
        told.text("限时", "Planned"),
        told.text("实际", "Real"),
        told.text("状态", "State"),
        told.text("事件和步骤", "Event and steps"),
    ];
    let late = rows.iter().any(|it| it.tone == Tone::Alarm);
    section(told.text("突发事件", "Events"), Tone::alarm_if(late), table(columns, rows))
}

fn rows_of(it: &EventLine, told: Told<'_>) -> Vec<Row> {
    let start = &it.start;
    let (floor, place) = (start.start.floor.as_ref(), start.start.place.as_deref());
    let place = words::floor(floor, place, told.schedule, told.lang);
    let gap = if place.is_empty() { "" } else { " " };
    let what = format!(
        "{}{}{place}{gap}{}{}",
        words::start(start, told.schedule, told.lang),
        told.text("：", ": "),
        start.start.note,
        words::reason(start.officer.as_str(), told.lang),
    );
    let happened = told.text("发生", "happened").to_owned();
    let first = Row::calm(vec![String::new(), told.at(start.at), happened, what]);
    std::iter::once(first).chain(it.steps.iter().map(|it| step(it, told))).collect()
}

fn step(it: &OccurrenceView, told: Told<'_>) -> Row {
    let (sign, name) = (words::status_sign(&it.status), words::status(&it.status, told.lang));
    Row::toned(
        tone_of(&it.status),
        vec![
            told.between(it.due, it.finish_by),
            real(it, told),
            format!("{sign} {name}"),
            told.title(&it.id),
        ],
    )
}
