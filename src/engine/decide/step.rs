//! Steps: signed, swept floor by floor, skipped or put off with a reason.

use super::super::agenda::{QuestionState, Status, Unneeded};
use super::super::command::{Deferred, Question, Skipped, SweepOutcome, Swept};
use super::super::standing::Standing;
use super::super::state::Day;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::text::{check_each, check_text};
use crate::schedule::{Early, FloorId, Item, ItemId, OccurrenceId, Order, Part, StepKind};

impl Decision<'_> {
    pub(super) fn skip(&self, it: &Skipped) -> Result<Fact, Refusal> {
        check_text(Field::Reason, &it.reason)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.open_for_reason(&day, &it.occurrence, it.item.as_ref())?;
        check_not_by_area(&standing, it.item.as_ref())?;
        Ok(Fact::Skipped(it.clone()))
    }

    pub(super) fn defer(&self, it: &Deferred) -> Result<Fact, Refusal> {
        check_text(Field::Reason, &it.reason)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.open_for_reason(&day, &it.occurrence, it.item.as_ref())?;
        check_not_by_area(&standing, it.item.as_ref())?;
        if standing.step.kind.is_by_area() || standing.open_questions().is_empty() {
            return Err(Refusal::WrongKind { occurrence: it.occurrence.clone() });
        }
        let later = Refusal::NotLater { to: it.to.clone() };
        if it.to.day != it.occurrence.day {
            return Err(later);
        }
        let target = self.standing(&day, &it.to)?;
        let still = !target.is_concluded(self.now) && target.closes() > self.now;
        if target.planned.expected().due <= standing.planned.expected().due || !still {
            return Err(later);
        }
        Ok(Fact::Deferred(it.clone()))
    }

    /// A step, or one of its items, may be left undone with a reason even before its time.
    fn open_for_reason<'a>(
        &'a self,
        day: &'a Day,
        id: &OccurrenceId,
        item: Option<&ItemId>,
    ) -> Result<Standing<'a>, Refusal> {
        let standing = self.standing(day, id)?;
        self.check_not_after(&standing, standing.closes())?;
        match item {
            Some(item) => {
                item_of(&standing, item)?;
                let open = standing.open_questions().iter().any(|it| it.item == *item);
                if !open {
                    return Err(Refusal::Concluded { occurrence: id.clone() });
                }
            }
            None if standing.is_concluded(self.now)
                && standing.status(self.now) != Status::Free =>
            {
                return Err(Refusal::Concluded { occurrence: id.clone() });
            }
            None => {}
        }
        Ok(standing)
    }

    pub(super) fn sweep(&self, it: &Swept) -> Result<Fact, Refusal> {
        check_outcome(&it.outcome)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.enter_again(&day, &it.occurrence)?;
        if !standing.step.kind.has_outcomes() {
            return Err(Refusal::WrongKind { occurrence: it.occurrence.clone() });
        }
        check_is_listed(&standing, &it.floor)?;
        check_floors_above(&standing, &it.floor)?;
        let held = standing.held().filter(|hold| hold.question.floor.as_ref() == Some(&it.floor));
        match (&it.outcome, held) {
            (SweepOutcome::NotSwept { .. }, _) => {}
            (SweepOutcome::Clear, Some(hold)) => {
                return Err(Refusal::GateHolds { gate: hold.question, since: hold.since });
            }
            (SweepOutcome::Clear | SweepOutcome::ClearExcept { .. }, _) => {
                check_floor_answered(&standing, &it.floor)?;
            }
        }
        Ok(Fact::Swept(it.clone()))
    }

    /// Nobody may be locked in (公安部令第61号, article 31 (3)): exits are locked, and their keys
    /// collected, only behind floors that are clear or clear except for named people.
    pub(super) fn check_nobody_inside(&self, day: &Day) -> Result<(), Refusal> {
        let all = Standing::all(day, &self.blinds);
        // The schedule has a sweep of every floor that is done in any case before an exit is locked.
        let due = all.filter(|it| it.unneeded_step(self.now).is_none());
        let floors: Vec<FloorId> = due.flat_map(|it| it.floors_not_clear()).collect();
        if floors.is_empty() { Ok(()) } else { Err(Refusal::PeopleMayBeInside { floors }) }
    }

    /// Returns an occurrence, or the refusal that names what does not exist.
    pub(super) fn standing<'a>(
        &'a self,
        day: &'a Day,
        id: &OccurrenceId,
    ) -> Result<Standing<'a>, Refusal> {
        if let Some(index) = day.index_of(id) {
            let standing = Standing::at(day, index, &self.blinds);
            if standing.is_settled() {
                let on = self.engine.settled_on(&standing);
                return Err(Refusal::Settled { occurrence: id.clone(), on });
            }
            return Ok(standing);
        }
        let steps = day.schedule.steps.iter().map(|it| &it.id);
        if day.schedule.step(&id.step).is_none() {
            let nearest = nearest(id.step.as_str(), steps, |it| it.as_str()).cloned();
            return Err(Refusal::UnknownStep { step: id.step.clone(), nearest });
        }
        let same = day.plan.occurrences.iter().filter(|it| it.id.step == id.step).count();
        let count = u16::try_from(same).unwrap_or(u16::MAX);
        Err(Refusal::UnknownOccurrence { occurrence: id.clone(), count })
    }

    /// Returns an occurrence that can be worked on at the time of the event.
    pub(super) fn enter<'a>(
        &'a self,
        day: &'a Day,
        id: &OccurrenceId,
    ) -> Result<Standing<'a>, Refusal> {
        let standing = self.enter_again(day, id)?;
        match standing.status(self.now) {
            Status::NotNeeded { why: Unneeded::NoCall } => Ok(standing),
            Status::NotNeeded { .. }
            | Status::Skipped { .. }
            | Status::Deferred { .. }
            | Status::Done { .. } => Err(Refusal::Concluded { occurrence: id.clone() }),
            Status::NotYet
            | Status::Due
            | Status::Overdue
            | Status::Free
            | Status::RolledOver
            | Status::Missed
            | Status::Unknown => Ok(standing),
        }
    }

    /// The same for what may be stated a second time, such as a floor that is now clear.
    fn enter_again<'a>(&'a self, day: &'a Day, id: &OccurrenceId) -> Result<Standing<'a>, Refusal> {
        let standing = self.standing(day, id)?;
        self.check_window(&standing)?;
        Ok(standing)
    }

    pub(super) fn check_window(&self, standing: &Standing<'_>) -> Result<(), Refusal> {
        let occurrence = standing.id().clone();
        if let Some(why) = standing.unneeded_step(self.now) {
            return Err(Refusal::NotNeeded { occurrence, why });
        }
        if let Some(step) = standing.waits_to_be_counted(self.now) {
            return Err(Refusal::WaitsFor { occurrence, step: step.clone() });
        }
        let earliest = standing.planned.earliest;
        if self.when < earliest && standing.step.early == Early::Refuse {
            return Err(Refusal::TooEarly { occurrence, earliest });
        }
        self.check_not_after(standing, standing.closes())?;
        match standing.waits_for(self.now).into_iter().next() {
            Some(step) => Err(Refusal::WaitsFor { occurrence, step }),
            None => Ok(()),
        }
    }

    pub(super) fn check_not_after(
        &self,
        standing: &Standing<'_>,
        closes: chrono::DateTime<chrono::Utc>,
    ) -> Result<(), Refusal> {
        let occurrence = standing.id().clone();
        if self.when >= closes {
            return Err(Refusal::Closed { occurrence, closed: closes });
        }
        Ok(())
    }
}

/// Refuses to leave one item of a floor or area undone by itself: nobody may take a floor for clear
/// on which something was not looked at. It is answered as it was seen, or the floor is not swept.
fn check_not_by_area(standing: &Standing<'_>, item: Option<&ItemId>) -> Result<(), Refusal> {
    if item.is_some() && standing.step.kind.is_by_area() {
        return Err(Refusal::ItemOfArea { occurrence: standing.id().clone() });
    }
    Ok(())
}

pub(super) fn item_of<'a>(standing: &Standing<'a>, id: &ItemId) -> Result<&'a Item, Refusal> {
    let items = standing.step.items.iter().map(|it| &it.id);
    standing.step.item(id).ok_or_else(|| Refusal::UnknownItem {
        step: standing.step.id.clone(),
        item: id.clone(),
        nearest: nearest(id.as_str(), items, |it| it.as_str()).cloned(),
    })
}

pub(super) fn check_question_floor(
    standing: &Standing<'_>,
    question: &Question,
) -> Result<(), Refusal> {
    match (standing.step.kind.is_by_area(), &question.floor) {
        (true, Some(floor)) => check_is_listed(standing, floor),
        (false, None) => Ok(()),
        (true, None) | (false, Some(_)) => {
            Err(Refusal::WrongKind { occurrence: question.occurrence.clone() })
        }
    }
}

/// Refuses a floor or area that the step does not have today.
fn check_is_listed(standing: &Standing<'_>, floor: &FloorId) -> Result<(), Refusal> {
    if standing.wants_areas() {
        return Err(Refusal::AreasOpen { occurrence: standing.id().clone() });
    }
    let floors = standing.floors();
    if floors.contains(floor) {
        return Ok(());
    }
    Err(Refusal::UnknownFloor { floor: floor.clone(), floors: floors.to_vec() })
}

/// Refuses an answer whose turn has not come, or that stands behind a gate.
pub(super) fn check_order(standing: &Standing<'_>, question: &Question) -> Result<(), Refusal> {
    if let Some(floor) = &question.floor {
        check_floors_above(standing, floor)?;
    }
    let turn_of = |it: &Question| standing.step.item(&it.item).map(|it| it.turn);
    check_posts(standing, question)?;
    let held = standing.held().map(|hold| (hold.question, hold.since));
    let all = standing.own_questions().into_iter().map(|(question, _)| question);
    let open = standing.open_questions();
    let before = all.take_while(|it| it != question).filter(|it| open.contains(it));
    let is_post = turn_of(question) == Some(Part::Post);
    // Posts report in any order, and nobody waits for one that is not ready to be heard.
    let before = before.filter(|it| !(is_post && turn_of(it) == Some(Part::Post)));
    for first in before.filter(|it| it.floor == question.floor) {
        let first = &first;
        if let Some((gate, since)) = held.as_ref().filter(|(gate, _)| gate == first) {
            return Err(Refusal::GateHolds { gate: gate.clone(), since: *since });
        }
        let is_gate = standing.step.item(&first.item).is_some_and(|it| it.gate);
        if is_gate || standing.step.order == Order::Strict {
            return Err(Refusal::OutOfOrder { first: first.item.clone() });
        }
    }
    Ok(())
}

/// Refuses the word to go, and all behind it, before every post has reported.
fn check_posts(standing: &Standing<'_>, question: &Question) -> Result<(), Refusal> {
    let missing = standing.posts_missing();
    let items = || standing.step.items.iter();
    let last = items().rposition(|it| it.turn == Part::Post);
    let own = items().position(|it| it.id == question.item);
    if own <= last || missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::PostsMissing { posts: missing })
}

/// Refuses an outcome while something on the floor has not been looked at.
fn check_floor_answered(standing: &Standing<'_>, floor: &FloorId) -> Result<(), Refusal> {
    let own = standing.own_questions().into_iter().map(|(question, _)| question);
    let here = own.filter(|it| it.floor.as_ref() == Some(floor));
    let mut open = here.filter(|it| standing.question_state(it) == QuestionState::Open);
    match open.next() {
        Some(first) => Err(Refusal::ItemsOpen { count: 1 + open.count(), first }),
        None => Ok(()),
    }
}

/// Refuses a floor while one above it has no outcome; areas that are no floors have no order.
fn check_floors_above(standing: &Standing<'_>, floor: &FloorId) -> Result<(), Refusal> {
    let StepKind::Sweep(floors) = &standing.step.kind else { return Ok(()) };
    let mut above = floors.iter().take_while(|it| *it != floor);
    match above.find(|it| standing.work.outcome_of(it).is_none()) {
        Some(above) => Err(Refusal::FloorAboveOpen { floor: floor.clone(), above: above.clone() }),
        None => Ok(()),
    }
}

fn check_outcome(outcome: &SweepOutcome) -> Result<(), Refusal> {
    match outcome {
        SweepOutcome::Clear => Ok(()),
        SweepOutcome::ClearExcept { who, until, watcher } => {
            check_each(Field::Exception, [who, until, watcher])
        }
        SweepOutcome::NotSwept { reason } => check_text(Field::Reason, reason),
    }
}

/// Returns that something is still open, with the first of it.
pub(super) fn items_open(standing: &Standing<'_>) -> Refusal {
    let open = standing.open_questions();
    match open.first() {
        Some(first) => Refusal::ItemsOpen { count: open.len(), first: first.clone() },
        None => Refusal::WrongKind { occurrence: standing.id().clone() },
    }
}

/// Returns the known word that looks most like the one that was written, if any looks alike.
pub(super) fn nearest<'a, T>(
    written: &str,
    known: impl Iterator<Item = &'a T>,
    word: impl Fn(&T) -> &str,
) -> Option<&'a T> {
    let alike = |it: &T| strsim::jaro_winkler(written, word(it));
    let best = known.max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(best) > 0.75).then_some(best)
}
