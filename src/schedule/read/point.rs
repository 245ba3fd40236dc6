//! Times of a step that are counted from something else than the clock: `done doors-shut + 10m`.
//!
//! It never asks whether the other step suits; `lint` does, when all steps are read.

use super::super::fault::say;
use super::super::{Base, Fault, Minutes, Place, Point, StepId, Text};
use super::store::{At, Store};
use super::table::Node;
use super::time;
use super::word::{self, Word};

/// A time of a step that has been read.
#[derive(Clone)]
pub(super) struct Pointed {
    pub(super) point: Point,
    /// Minutes from the store day's midnight; none where the clock does not tell.
    pub(super) minutes: Option<i32>,
    pub(super) place: Place,
}

impl From<At> for Pointed {
    fn from(at: At) -> Self {
        Self { point: Point::Clock(at.moment), minutes: Some(at.minutes), place: at.place }
    }
}

/// What the times of a step may refer to.
#[derive(Clone, Copy)]
pub(super) struct Points<'s, 'a> {
    pub(super) store: &'s Store<'a>,
    /// Every step of the folder; nothing where a file could not be read.
    pub(super) steps: Option<&'s [&'a str]>,
    /// Every event of the folder; nothing where a file could not be read.
    pub(super) events: Option<&'s [&'a str]>,
    /// The step whose times they are.
    pub(super) own: Option<&'a str>,
    /// Whether an event starts the step, so that its times are counted from the start.
    pub(super) begins: Begins,
}

/// What begins a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// The day.
    Daily,
    /// Something that happens.
    OnEvent,
}

impl Points<'_, '_> {
    /// Reads a time of a step.
    pub(super) fn read(&self, node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Pointed> {
        let example = format!("{} = \"08:20\"", node.key);
        let word = node.word(&example, faults)?;
        if let Some(rest) = word.text.strip_prefix("done ") {
            return self.done(word, rest.trim(), faults);
        }
        if word.text == "start" || word.text.starts_with("start ") {
            return self.start(word, faults);
        }
        if let Some(fault) = self.bare_step(word) {
            faults.push(fault);
            return None;
        }
        self.store.moment(node, faults).map(Pointed::from)
    }

    fn start(&self, word: Word<'_>, faults: &mut Vec<Fault>) -> Option<Pointed> {
        if self.begins == Begins::Daily {
            let title = say("没有什么启动这个步骤", "nothing starts this step");
            let help = say(
                "写上 start = \"by-hand\" 或一个事件，或改用钟点",
                "give it start = \"by-hand\" or an event, or count from the clock",
            );
            faults.push(Fault::error(word.place, title).help(help));
            return None;
        }
        let rest = word.text.trim_start_matches("start").trim();
        let offset = match (rest.strip_prefix('+'), rest) {
            (None, "") => Ok(Minutes(0)),
            (None, _) if rest.starts_with('-') => {
                faults.push(backwards(word));
                return None;
            }
            (Some(length), _) => time::parse_duration(length.trim()),
            (None, _) => Err(say("start 后面写 + 和时长", "`start` takes a + and a length")),
        };
        match offset {
            Ok(offset) => {
                let point = Point::Start { offset };
                Some(Pointed { point, minutes: None, place: word.place })
            }
            Err(label) => {
                faults.push(ill_written(word, label));
                None
            }
        }
    }

    fn done(&self, word: Word<'_>, rest: &str, faults: &mut Vec<Fault>) -> Option<Pointed> {
        let offset = [" + ", " - "].into_iter().find_map(|sign| {
            let (step, length) = rest.split_once(sign)?;
            Some((step.trim(), sign.trim(), length.trim()))
        });
        let (name, offset) = match offset {
            None => (rest, Minutes(0)),
            Some((_, "-", _)) => {
                faults.push(backwards(word));
                return None;
            }
            Some((name, _, length)) => match time::parse_duration(length) {
                Ok(minutes) => (name, minutes),
                Err(label) => {
                    faults.push(ill_written(word, label));
                    return None;
                }
            },
        };
        if name.is_empty() || name.contains([' ', '+']) {
            let label = say("done 后面写一个步骤的名字", "the name of one step follows `done`");
            faults.push(ill_written(word, label));
            return None;
        }
        if self.own == Some(name) {
            let title = say("步骤不能从自己算起", "a step cannot be counted from itself");
            let help = say(
                "重复的步骤写 repeat = { every = \"2h\", counted = \"from-last\", … }",
                "a step that repeats has repeat = { every = \"2h\", counted = \"from-last\", … }",
            );
            faults.push(Fault::error(word.place, title).help(help));
            return None;
        }
        let named = Word { text: name, place: word.place };
        if self.steps.is_some() && !word::is_known(named, word::STEP, self.steps, faults) {
            return None;
        }
        let point = Point::Done { step: StepId::new(name), offset };
        Some(Pointed { point, minutes: None, place: word.place })
    }

    /// Tells who wrote the name of a step where a time is wanted how to write it.
    fn bare_step(&self, word: Word<'_>) -> Option<Fault> {
        let Base::Named(name) = time::parse_moment(word.text).ok()?.base else { return None };
        let is_time = self.store.times.as_ref()?.contains(&name.as_str());
        let is_step = self.steps?.contains(&name.as_str()) && self.own != Some(name.as_str());
        if is_time || !is_step {
            return None;
        }
        let text = word.text;
        let title = say(
            format!("没有名为 `{name}` 的时间，那是一个步骤"),
            format!("there is no time `{name}`: that is a step"),
        );
        let help = say(
            format!("从它真正做完算起，写 \"done {text}\""),
            format!("counted from when it is really done: \"done {text}\""),
        );
        Some(Fault::error(word.place, title).help(help))
    }
}

fn ill_written(word: Word<'_>, label: Text) -> Fault {
    let text = word.text;
    let title = say(format!("时间写得不对：\"{text}\""), format!("this is not a time: \"{text}\""));
    Fault::error(word.place, title).label(label).help(say(
        "可以写 \"done doors-shut\"、\"done doors-shut + 10m\"、\"start + 10m\"",
        "it can be \"done doors-shut\", \"done doors-shut + 10m\" or \"start + 10m\"",
    ))
}

fn backwards(word: Word<'_>) -> Fault {
    let title = say(
        "不能从还没发生的事往前算",
        "nothing can be counted back from what has not happened yet",
    );
    Fault::error(word.place, title).help(say(
        "写 +，或从钟点往前算，例如 \"close - 10m\"",
        "write +, or count back from the clock, such as \"close - 10m\"",
    ))
}

/// Returns where each step that these times are counted from is first named.
pub(super) fn anchors<'p>(points: impl IntoIterator<Item = &'p Pointed>) -> Vec<Place> {
    let mut seen: Vec<&StepId> = Vec::new();
    let mut places = Vec::new();
    for it in points {
        let Point::Done { step, .. } = &it.point else { continue };
        if !seen.contains(&step) {
            seen.push(step);
            places.push(it.place);
        }
    }
    places
}
