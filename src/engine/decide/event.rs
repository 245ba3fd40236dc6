//! Something that happened and starts steps.

use super::super::command::{Corrected, Start, Started};
use super::super::standing::Standing;
use super::super::{Fact, Field, Refusal};
use super::Decision;
use super::step::nearest;
use super::text::{check_each, check_text};
use crate::schedule::Event;
use chrono::NaiveDate;

impl Decision<'_> {
    pub(super) fn start(&self, it: &Start) -> Result<Fact, Refusal> {
        check_text(Field::Note, &it.note)?;
        check_each(Field::Place, &it.place)?;
        self.check_floor(it.floor.as_ref())?;
        let (date, running) = (self.engine.day_of(self.when), self.engine.day_of(self.now));
        if date != running && !self.engine.days.contains_key(&date) {
            return Err(Refusal::OtherDay { day: date, running });
        }
        let day = self.engine.day(date);
        let events: Vec<&Event> = day.schedule.events_on(date);
        if events.iter().all(|event| event.id != it.event) {
            let ids = events.iter().map(|event| &event.id);
            let nearest = nearest(it.event.as_str(), ids, |id| id.as_str()).cloned();
            return Err(Refusal::UnknownEvent { event: it.event.clone(), nearest });
        }
        Ok(Fact::Started(Started { day: date, start: it.clone() }))
    }

    /// A start is only taken back while nothing has been recorded of what it started.
    pub(super) fn check_unused(&self, it: &Corrected, day: NaiveDate) -> Result<(), Refusal> {
        let day = self.engine.day(day);
        let Some(start) = day.starts.iter().find(|start| start.view.entry == it.entry) else {
            return Ok(());
        };
        let (event, number) = (&start.view.start.event, start.view.number);
        let started = |standing: &Standing<'_>| {
            standing.step.when.event() == Some(event) && standing.id().number == number
        };
        let mut begun = Standing::all(&day, &self.blinds).filter(started);
        match begun.find(|standing| standing.work.is_touched()) {
            Some(standing) => {
                let occurrence = standing.id().clone();
                Err(Refusal::BegunAlready { entry: it.entry, occurrence })
            }
            None => Ok(()),
        }
    }
}
