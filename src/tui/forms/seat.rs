//! Who sits at the desk: the first start, and a change of officer.
//!
//! It never asks for an account: a name is enough to record.

use super::{Form, Purpose, Row, Slot, wish_of};
use crate::engine::Action;
use crate::tui::desk::Desk;
use crate::tui::message::Wish;

/// Returns the form of the first start: the store's name and the officer's, nothing else.
pub(crate) fn start(desk: &Desk) -> Form {
    let lang = desk.lang;
    let store = desk.agenda.schedule.store.get(lang);
    let rows = vec![
        Row::text(Slot::Store, lang.of("店名", "Store"), "", store),
        Row::text(Slot::Name, lang.of("值班员", "Officer"), "", lang.of("姓名", "name")),
    ];
    let about = lang.of(
        "只问这两件事。之后按钟点提示，按数字回答，按 ? 看帮助。",
        "Just these two. Then the desk prompts by the clock; digits answer, ? helps.",
    );
    let title = lang.of("第一次启动", "First start");
    Form::new(Purpose::Start, title, about.to_owned(), rows)
}

/// Returns the form of a change of officer.
pub(crate) fn take(desk: &Desk) -> Form {
    let lang = desk.lang;
    let now = desk.agenda.officer.as_ref().map_or("", |it| it.as_str());
    let label = lang.of("值班员", "Officer");
    let rows = vec![Row::text(Slot::Name, label, "", lang.of("姓名", "name"))];
    let about = match now {
        "" => lang.of("还没有值班员。", "Nobody sits at the desk yet.").to_owned(),
        name => lang.of(format!("现在是 {name}。"), format!("{name} sits here now.")),
    };
    Form::new(Purpose::TakeDesk, lang.of("换值班员", "Change officer"), about, rows)
}

/// Returns what is asked for: the store's name if it was asked, and the seat.
pub(super) fn wishes(form: &Form, desk: &Desk) -> Result<Vec<Wish>, String> {
    let name = form.required(Slot::Name, desk)?;
    let take = wish_of(&name, Action::TakeDesk);
    if form.purpose == Purpose::TakeDesk {
        return Ok(vec![take]);
    }
    let preset = desk.agenda.schedule.store.get(desk.lang);
    let store = form.optional(Slot::Store).unwrap_or_else(|| preset.to_owned());
    Ok(vec![wish_of(&name, Action::NameStore(store)), take])
}
