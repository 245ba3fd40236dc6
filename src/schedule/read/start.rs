//! `start`: steps that an event begins, and the events of a phase, `[[event]]`.
//!
//! It never asks whether an event starts anything; `lint` does, when all steps are read.

use super::super::fault::say;
use super::super::{Event, EventId, Fault, Minutes, OnEvent, PhaseId, Place, Point, When, Window};
use super::item;
use super::point::{self, Pointed, Points};
use super::table::{Fields, Node};
use super::when::{Defaults, Timed, in_order};
use super::word::{self, Given, Word};

/// The word of a step that is an event of its own.
pub(in super::super) const BY_HAND: &str = "by-hand";

/// What starts a step, and where that is written.
pub(super) struct Start {
    event: Option<EventId>,
    place: Place,
}

/// Reads what starts a step: the name of an event, or `by-hand`.
pub(super) fn read(node: &Node<'_>, points: Points<'_, '_>, faults: &mut Vec<Fault>) -> Start {
    let place = node.place;
    let word = node.word("start = \"by-hand\"", faults);
    let event = word.and_then(|word| match (word.text, points.own) {
        (BY_HAND, own) => own.map(EventId::new),
        _ => {
            let mut known = points.events.map(<[&str]>::to_vec);
            known.iter_mut().for_each(|it| it.push(BY_HAND));
            let is_known = word::is_known(word, word::EVENT, known.as_deref(), faults);
            is_known.then(|| EventId::new(word.text))
        }
    });
    Start { event, place }
}

/// Reports that a step both waits for an event and repeats.
pub(super) fn no_repeat(start: &Start, repeat: &Node<'_>, faults: &mut Vec<Fault>) {
    let title = say("由事件启动的步骤不能重复", "a step that an event starts does not repeat");
    let fault = Fault::error(repeat.place, title)
        .help(say(
            "事件每发生一次就做一遍：删去 repeat",
            "it is done each time the event happens: remove `repeat`",
        ))
        .note(start.place, say("这里写了 start", "it is started here"));
    faults.push(fault);
}

/// Reads the times of a step that an event starts; all but `closes` are counted from the start.
pub(super) fn window(
    start: Start,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
    points: Points<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<Timed> {
    let before = faults.len();
    if let Some((first, _)) = &defaults.meal {
        let title = say("用餐不能由事件启动", "a meal is not started by an event");
        let fault = Fault::error(start.place, title)
            .help(say("写上钟点，删去 start", "give it times on the clock, without `start`"))
            .note(first.place, say("这里是用餐的批次", "these are the batches of a meal"));
        faults.push(fault);
    }
    let place = start.place;
    let at_once = Pointed { point: Point::Start { offset: Minutes(0) }, minutes: None, place };
    let mut at = |key: &'static str, otherwise: Option<Pointed>| match fields.take(key) {
        Some(node) => points.read(&node, faults),
        None => otherwise,
    };
    let due = at("due", Some(at_once.clone()));
    let earliest = at("earliest", Some(at_once));
    let finish_by = at("finish-by", due.clone());
    // Not the phase's: it may have closed long before anything happens.
    let closes = at("closes", Some(points.store.day_end(place).into()));
    let (earliest, due, finish_by, closes) = (earliest?, due?, finish_by?, closes?);
    for (key, it) in [("earliest", &earliest), ("due", &due), ("finish-by", &finish_by)] {
        if matches!(it.point, Point::Clock(_)) {
            let title = say(
                format!("`{key}` 不能是钟点：谁也不知道事件何时发生"),
                format!("`{key}` cannot be on the clock: nobody knows when the event happens"),
            );
            let fault = Fault::error(it.place, title)
                .help(say("例如 \"start + 5m\"", "for example \"start + 5m\""))
                .note(place, say("这里写了 start", "it is started here"));
            faults.push(fault);
        }
    }
    in_order(("earliest", &earliest), ("due", &due), faults);
    in_order(("due", &due), ("finish-by", &finish_by), faults);
    in_order(("finish-by", &finish_by), ("closes", &closes), faults);
    if faults.len() > before {
        return None;
    }
    let anchors = point::anchors([&earliest, &due, &finish_by, &closes]);
    let window = Window {
        earliest: earliest.point,
        due: due.point,
        finish_by: finish_by.point,
        closes: closes.point,
    };
    Some(Timed { when: When::OnEvent(OnEvent { event: start.event?, window }), anchors })
}

/// Reads the events of a phase, with the place of each name.
pub(super) fn events<'a>(
    tables: Vec<Fields<'a>>,
    given: &mut Given<'a>,
    phase: &PhaseId,
    faults: &mut Vec<Fault>,
) -> Vec<(Event, Place)> {
    let mut events = Vec::new();
    for mut fields in tables {
        let id = fields.need("id", "id = \"lift-trapped\"", faults);
        let id = id.and_then(|it| it.word("id = \"lift-trapped\"", faults));
        let id = id.filter(|it| !is_taken(*it, faults)).and_then(|it| given.add(it, faults));
        let title = fields.need("title", "title = { zh = \"…\", en = \"…\" }", faults);
        let title = title.and_then(|it| it.text(faults));
        let clauses = item::clauses(fields.take("clause"), faults);
        fields.finish(faults);
        let (Some(id), Some(title)) = (id, title) else { continue };
        let phase = phase.clone();
        events.push((Event { id: EventId::new(id.text), phase, title, clauses }, id.place));
    }
    events
}

fn is_taken(word: Word<'_>, faults: &mut Vec<Fault>) -> bool {
    if word.text != BY_HAND {
        return false;
    }
    let title = say("事件不能叫 `by-hand`", "an event cannot be called `by-hand`");
    let help = say(
        "`by-hand` 的意思是步骤自己就是事件；换一个名字",
        "`by-hand` says that a step is its own event; give it another name",
    );
    faults.push(Fault::error(word.place, title).help(help));
    true
}
