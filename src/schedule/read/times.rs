//! The named times and the shifts: that they hang together.
//!
//! A named time is only kept when all it is counted from is in order, so that nothing later can
//! run in a circle.

use std::collections::BTreeMap;

use super::super::fault::say;
use super::super::{Base, Fault, Moment, Place, TimeId};
use super::store::{At, Store, clock};
use super::table::Node;
use super::time;
use super::word::{self, Given, Word};

/// More named times than this are a mistake of some program, not of a person.
const TIMES_MAX: usize = 200;

/// What a time cannot be called, because it means something else already.
const BUILT_IN: [&str; 3] = ["day-end", "done", "start"];

struct Written<'a> {
    word: Word<'a>,
    place: Place,
    moment: Option<Moment>,
}

/// Reads `[times]` into the store.
pub(super) fn read<'a>(store: &mut Store<'a>, node: Option<Node<'a>>, faults: &mut Vec<Fault>) {
    let mut given = Given::new(word::TIME);
    let fields = node.and_then(|it| it.fields("[times]", faults));
    let mut written = Vec::new();
    for (word, node) in fields.map(|mut it| it.take_all()).unwrap_or_default() {
        if written.len() == TIMES_MAX {
            let title = say("时间太多", "too many named times");
            let help = say("最多 200 个", "there may be 200");
            faults.push(Fault::error(word.place, title).help(help));
            break;
        }
        let letter = word.text.starts_with(|it: char| it.is_ascii_lowercase());
        if BUILT_IN.contains(&word.text) || !letter {
            let title = say(
                format!("时间不能叫 `{}`", word.text),
                format!("a time cannot be called `{}`", word.text),
            );
            let help = say(
                "名字以小写字母开头；`day-end`、`done`、`start` 是自带的",
                "a name begins with a lower-case letter; `day-end`, `done`, `start` are built in",
            );
            faults.push(Fault::error(word.place, title).help(help));
            continue;
        }
        let moment = time::moment(&node, faults);
        if let Some(word) = given.add(word, faults) {
            written.push(Written { word, place: node.place, moment });
        }
    }
    let mut words = given.words();
    words.push("day-end");
    store.times = Some(words);
    keep_sound(store, &written, faults);
}

/// Keeps the times whose bases are in order; each circle is reported once.
fn keep_sound(store: &mut Store<'_>, written: &[Written<'_>], faults: &mut Vec<Fault>) {
    let index: BTreeMap<&str, usize> =
        written.iter().enumerate().map(|(index, it)| (it.word.text, index)).collect();
    let mut sound = vec![None; written.len()];
    for start in 0..written.len() {
        let mut path: Vec<usize> = Vec::new();
        let mut next = Some(start);
        let mut good = true;
        while let Some(at) = next {
            if let Some(known) = sound[at] {
                good = known;
                break;
            }
            if let Some(from) = path.iter().position(|it| *it == at) {
                faults.push(circle(&path[from..], written));
                good = false;
                break;
            }
            path.push(at);
            next = match written[at].moment.as_ref().map(|it| &it.base) {
                Some(Base::Named(name)) => {
                    let place = written[at].place;
                    let word = Word { text: name.as_str(), place };
                    good = word::is_known(word, word::TIME, store.times.as_deref(), faults);
                    index.get(name.as_str()).copied().filter(|_| good)
                }
                Some(Base::Clock(_) | Base::DayEnd) => None,
                None => {
                    good = false;
                    None
                }
            };
        }
        for at in path {
            sound[at] = Some(good);
        }
    }
    for (it, sound) in written.iter().zip(sound) {
        if let (Some(moment), Some(true)) = (&it.moment, sound) {
            store.schedule.times.push((TimeId::new(it.word.text), moment.clone()));
        }
    }
    for it in written {
        // A time that another is counted from is checked here once, wherever it is used.
        let kept = store.schedule.times.iter().any(|(id, _)| id.as_str() == it.word.text);
        if let (Some(moment), true) = (&it.moment, kept)
            && store.placed(moment.clone(), it.place, faults).is_none()
        {
            store.schedule.times.retain(|(id, _)| id.as_str() != it.word.text);
        }
    }
}

fn circle(path: &[usize], written: &[Written<'_>]) -> Fault {
    let first = &written[path[0]];
    let mut names: Vec<&str> = path.iter().map(|it| written[*it].word.text).collect();
    names.push(first.word.text);
    let round = names.join(" → ");
    let title =
        say(format!("时间绕了一圈：{round}"), format!("these times run in a circle: {round}"));
    let fault = Fault::error(first.place, title)
        .label(say("从这里开始绕圈", "the circle begins here"))
        .help(say("给其中一个写上钟点", "give one of them a time on the clock"));
    match path.get(1) {
        Some(second) => fault.note(written[*second].place, say("又指回来", "and leads back")),
        None => fault,
    }
}

/// Checks that the shifts cover the store day without hole or overlap.
pub(super) fn check_cover(store: &Store<'_>, spans: &[(At, At)], faults: &mut Vec<Fault>) {
    let mut reached = i32::from(store.schedule.day_starts.minutes());
    let mut before: Option<Place> = None;
    for (from, to) in spans {
        if from.minutes != reached {
            let (at, want) = (clock(from.minutes), clock(reached));
            let title = if from.minutes > reached {
                say(format!("{want} 到 {at} 没有班次"), format!("no shift covers {want} to {at}"))
            } else {
                say(
                    format!("两个班次重叠：{at} 到 {want}"),
                    format!("two shifts overlap from {at} to {want}"),
                )
            };
            let help = say(
                format!("这个班次应当从 {want} 开始"),
                format!("this shift should begin at {want}"),
            );
            let mut fault = Fault::error(from.place, title).help(help);
            if let Some(place) = before {
                fault = fault.note(place, say("前一班到这里", "the shift before ends here"));
            }
            faults.push(fault);
        }
        if to.minutes <= from.minutes {
            let title = say("班次在开始之前就结束了", "this shift ends before it begins");
            let help =
                say("营业日结束写 \"day-end\"", "write \"day-end\" for the end of the store day");
            faults.push(Fault::error(to.place, title).help(help));
            return;
        }
        (reached, before) = (to.minutes, Some(to.place));
    }
    let ends = store.day_end(Place { file: 0, start: 0, end: 0 }).minutes;
    if let (Some(place), true) = (before, reached < ends) {
        let (at, end) = (clock(reached), clock(ends));
        let title = say(
            format!("{at} 到次日 {end} 没有班次"),
            format!("no shift covers {at} to {end} of the next morning"),
        );
        let help = say("最后一班写 to = \"day-end\"", "write to = \"day-end\" in the last shift");
        faults.push(Fault::error(place, title).help(help));
    }
}
