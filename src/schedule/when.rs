//! When a step falls due: what an author writes about its times.
//!
//! A time here is a wish on any day, counted from the clock or from what will really have happened;
//! `plan` turns it into instants of one day.

use super::{Clause, EventId, FloorId, Minutes, Moment, PhaseId, StepId, Text};

/// When a step falls due on a store day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Once a day.
    Once(Window),
    /// Again and again, at the same distance.
    Every(Rounds),
    /// At each time of a list, or on each floor at its own time.
    Series(Series),
    /// Whenever something happens: never before, and as often as it does.
    OnEvent(OnEvent),
}

/// A step that an event starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnEvent {
    /// Which event.
    pub event: EventId,
    /// Its times, counted from the start.
    pub window: Window,
}

/// Something that may happen on a day, once or several times, and starts steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The word that commands and entries use.
    pub id: EventId,
    /// The phase in whose file it stands.
    pub phase: PhaseId,
    /// What it is called.
    pub title: Text,
    /// The clauses or law articles it comes from.
    pub clauses: Vec<Clause>,
}

/// A time of a step, and what it is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// A time of the store day.
    Clock(Moment),
    /// So long after another step was really done.
    Done {
        /// The step that comes first.
        step: StepId,
        /// How much later, zero or more.
        offset: Minutes,
    },
    /// So long after the event that starts the step.
    Start {
        /// How much later, zero or more.
        offset: Minutes,
    },
}

/// The four times of a step that happens once; zero distance between them means zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Before this it is too early.
    pub earliest: Point,
    /// From here on it is asked.
    pub due: Point,
    /// After this it is overdue.
    pub finish_by: Point,
    /// After this it can no longer be done: missed.
    pub closes: Point,
}

/// A repeated step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The distance between two due times, at least one minute.
    pub every: Minutes,
    /// What the distance is counted from.
    pub counted: Counted,
    /// The first due time.
    pub from: Moment,
    /// Where the rounds end.
    pub to: Moment,
    /// Whether a round is asked at the end itself.
    pub last: LastRound,
    /// How long before its due time a round may be done.
    pub early_by: Minutes,
    /// How long after its due time a round is still on time. It closes when the next one falls due.
    pub finish_within: Minutes,
    /// How long before its due time the desk announces a round.
    pub warn: Minutes,
}

/// What the distance between two rounds is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// From the first due time, whatever happens: a grid.
    OnGrid,
    /// From when the last round was really done.
    FromLast,
}

/// Whether a round that falls due exactly at the end of its hours is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastRound {
    /// No round is due at the end itself.
    Before,
    /// A round is due at the end as well.
    At,
}

/// A step that happens at each time of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The times in the order in which they are numbered, from 1.
    pub slots: Vec<Slot>,
    /// How long before its due time each may be done.
    pub early_by: Minutes,
    /// How long after its due time each is still on time.
    pub finish_within: Minutes,
    /// When each can no longer be done.
    pub closes: SlotCloses,
    /// How long before its due time the desk announces each.
    pub warn: Minutes,
}

/// One time of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it is done.
    pub place: SlotPlace,
    /// From when on it is asked.
    pub due: Point,
}

/// Where one time of a series is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotPlace {
    /// Nowhere of its own: it is told by its number.
    Numbered,
    /// On a floor or in a zone.
    Floor(FloorId),
}

/// When the times of a series can no longer be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotCloses {
    /// Each when the next falls due, the last at a time of its own.
    WithNext {
        /// When the last one closes.
        last: Point,
    },
    /// All at one time.
    At(Point),
    /// Each so long after it falls due.
    Within(Minutes),
}

impl When {
    /// Returns every time that it is counted from something else than the clock, or may be.
    pub fn points(&self) -> Vec<&Point> {
        match self {
            Self::Once(it) | Self::OnEvent(OnEvent { window: it, .. }) => {
                vec![&it.earliest, &it.due, &it.finish_by, &it.closes]
            }
            Self::Every(_) => Vec::new(),
            Self::Series(it) => {
                let closes = match &it.closes {
                    SlotCloses::WithNext { last } => Some(last),
                    SlotCloses::At(at) => Some(at),
                    SlotCloses::Within(_) => None,
                };
                it.slots.iter().map(|slot| &slot.due).chain(closes).collect()
            }
        }
    }

    /// Returns the steps that it is counted from, in the order in which they are named.
    pub fn anchors(&self) -> Vec<&StepId> {
        let mut anchors = Vec::new();
        for point in self.points() {
            match point {
                Point::Clock(_) | Point::Start { .. } => {}
                Point::Done { step, .. } if anchors.contains(&step) => {}
                Point::Done { step, .. } => anchors.push(step),
            }
        }
        anchors
    }

    /// Returns whether its times depend on what really happens on the day.
    pub fn moves(&self) -> bool {
        match self {
            Self::Every(it) => it.counted == Counted::FromLast,
            Self::Once(_) | Self::Series(_) => !self.anchors().is_empty(),
            Self::OnEvent(_) => true,
        }
    }

    /// Returns the event that starts it, if one does.
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::OnEvent(it) => Some(&it.event),
            Self::Once(_) | Self::Every(_) | Self::Series(_) => None,
        }
    }

    /// Returns where one of its occurrences is done, if that tells it from the others.
    pub fn floor(&self, number: u16) -> Option<&FloorId> {
        match self {
            Self::Series(it) => match &it.slots.get(usize::from(number).checked_sub(1)?)?.place {
                SlotPlace::Floor(floor) => Some(floor),
                SlotPlace::Numbered => None,
            },
            Self::Once(_) | Self::Every(_) | Self::OnEvent(_) => None,
        }
    }
}
