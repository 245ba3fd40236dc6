//! The list of areas that are known only today: written in one line, added to, shortened.
//!
//! It never takes an area off without a reason.

use super::answer::names;
use super::{Form, Purpose, Row, Slot};
use crate::engine::Action;
use crate::engine::agenda::OccurrenceView;
use crate::engine::command::{AreaRemoved, AreasNamed};
use crate::schedule::{AreaList, AreaSource, FloorId, OccurrenceId, StepKind};
use crate::tui::desk::Desk;
use crate::tui::message::Wish;

/// What is on the list when its form is opened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Listed {
    /// Nobody has written it yet.
    Nothing,
    /// These.
    Areas(Vec<FloorId>),
}

/// Returns what is on the list of an occurrence, if it has one that is written on the day.
pub(crate) fn listed(desk: &Desk, view: &OccurrenceView) -> Option<Listed> {
    let StepKind::Areas(AreaList { source: AreaSource::Today, .. }) = desk.step(view)?.kind else {
        return None;
    };
    let areas: Vec<FloorId> = view.areas().into_iter().cloned().collect();
    Some(if view.wants_areas { Listed::Nothing } else { Listed::Areas(areas) })
}

/// Returns the form of the list.
pub(crate) fn open(desk: &Desk, occurrence: &OccurrenceId, listed: Listed) -> Form {
    let lang = desk.lang;
    let hint = lang.of("用顿号或逗号隔开；没有就直接回车", "separated by commas; none: just Enter");
    let add = Row::text(Slot::Add, lang.of("今天有", "Today"), "", hint);
    let title = desk.step_title(&occurrence.step);
    let purpose = Purpose::Areas { occurrence: occurrence.clone(), listed: listed.clone() };
    let Listed::Areas(areas) = listed else {
        return Form::new(purpose, &title, String::new(), vec![add]);
    };
    let hint = lang.of("可不填", "optional");
    let mut options = vec![lang.of("不去掉", "none").to_owned()];
    options.extend(areas.iter().map(|it| it.as_str().to_owned()));
    let rows = vec![
        Row::text(Slot::Add, lang.of("增加", "Add"), "", hint),
        Row::choice(Slot::Remove, lang.of("去掉", "Take off"), options, 0),
        Row::text(Slot::Reason, lang.of("去掉的原因", "Why off"), "", hint),
    ];
    let names: Vec<&str> = areas.iter().map(FloorId::as_str).collect();
    Form::new(purpose, &title, names.join(lang.of("、", ", ")), rows)
}

/// Returns what is asked for: more areas, one less, or both.
pub(super) fn wishes(
    form: &Form,
    desk: &Desk,
    occurrence: &OccurrenceId,
    listed: &Listed,
) -> Result<Vec<Wish>, String> {
    let areas = names(form.typed(Slot::Add));
    let named = |areas| Action::NameAreas(AreasNamed { occurrence: occurrence.clone(), areas });
    let Listed::Areas(on_it) = listed else { return Ok(vec![desk.wish(named(areas))?]) };
    let mut wishes = Vec::new();
    if !areas.is_empty() {
        wishes.push(desk.wish(named(areas))?);
    }
    let off = form.chosen(Slot::Remove).checked_sub(1).and_then(|it| on_it.get(it));
    if let Some(area) = off {
        let reason = form.required(Slot::Reason, desk)?;
        let (occurrence, area) = (occurrence.clone(), area.clone());
        wishes.push(desk.wish(Action::RemoveArea(AreaRemoved { occurrence, area, reason }))?);
    }
    if wishes.is_empty() {
        let say = desk.lang.of("写上要增加或去掉的。", "Say what to add or to take off.");
        return Err(say.to_owned());
    }
    Ok(wishes)
}
