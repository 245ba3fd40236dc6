//! Something that happened and starts steps: which event, what, where.
//!
//! It never asks for more than the words: floor, place and time have presets that Enter takes.

use super::finding::floor_row;
use super::{Form, Purpose, Row, Slot, note};
use crate::engine::Action;
use crate::engine::command::Start;
use crate::tui::desk::Desk;
use crate::tui::message::Wish;

/// Returns the form of an event with one of the day's events chosen; none where there is none.
pub(crate) fn open(desk: &Desk, chosen: usize) -> Option<Form> {
    let lang = desk.lang;
    let schedule = &desk.agenda.schedule;
    let events = desk.agenda.events.iter();
    let names: Vec<String> =
        events.map(|it| schedule.event_name(&it.event, lang).to_owned()).collect();
    if names.is_empty() {
        return None;
    }
    let only = names.len() == 1;
    let hint = lang.of("谁、什么情况", "who, and what happened");
    let place_hint = lang.of("可不填", "optional");
    let mut rows = vec![
        Row::choice(Slot::Target, lang.of("事件", "Event"), names, chosen),
        Row::text(Slot::What, lang.of("情况", "What"), "", hint),
        floor_row(desk, None),
        Row::text(Slot::Place, lang.of("位置", "Where"), "", place_hint),
    ];
    rows.push(note::happened_row(desk));
    let about = lang.of(
        "保存后，它的步骤马上开始计时。",
        "Once saved, its steps begin and their deadlines run.",
    );
    let title = lang.of("突发事件", "Event");
    let mut form = Form::new(Purpose::Event, title, about.to_owned(), rows);
    if only {
        // A digit that begins the words must not be taken for a choice.
        form.pick_row(1);
    }
    Some(form)
}

/// Returns what the form asks for.
pub(super) fn wishes(form: &Form, desk: &Desk) -> Result<Vec<Wish>, String> {
    let events = &desk.agenda.events;
    let none = || desk.lang.of("今天没有事件。", "There is no event today.").to_owned();
    let event = events.get(form.chosen(Slot::Target)).ok_or_else(none)?;
    let floors = &desk.agenda.schedule.floors;
    let floor = form.chosen(Slot::Floor).checked_sub(1).and_then(|it| floors.get(it));
    let start = Start {
        event: event.event.clone(),
        note: form.required(Slot::What, desk)?,
        floor: floor.map(|it| it.id.clone()),
        place: form.optional(Slot::Place),
    };
    let happened = note::happened(form, desk)?;
    Ok(vec![Wish { happened, ..desk.wish(Action::Start(start))? }])
}
