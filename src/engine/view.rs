//! The agenda put together, and the instant at which it may next change by itself.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::agenda::{
    Agenda, FindingView, FloorState, FloorView, Handovers, Notice, OccurrenceView, QuestionView,
    Reckoning, Saved,
};
use super::command::EventView;
use super::officer::{Registered, Service};
use super::standing::Standing;
use super::state::{Blind, Day, StartWork};
use super::{Engine, Fact, countdown, gap, owed, prompt};
use crate::schedule::{Counting, Event, Step};

impl Engine {
    /// Returns all there is to show at an instant, on the store day that it belongs to.
    pub fn agenda(&self, now: DateTime<Utc>) -> Agenda {
        self.agenda_of(self.day_of(now), now)
    }

    /// Returns the agenda of a given store day as it stands at an instant.
    pub fn agenda_of(&self, date: NaiveDate, now: DateTime<Utc>) -> Agenda {
        let day = self.day(date);
        let blinds = self.blinds_now();
        let mut prompts = prompt::prompts(&day, &blinds, now).into_iter();
        let (findings, handovers) = (self.open_findings(now), self.handovers(now));
        Agenda {
            schedule: day.schedule.clone(),
            day: date,
            starts: day.plan.starts,
            ends: day.plan.ends,
            variants: day.plan.variants.clone(),
            closed: day.plan.closed,
            holiday: day.plan.holiday_data.clone(),
            shift: day.plan.shift_at(now).map(|it| it.id.clone()),
            officer: self.officer.clone(),
            officers: self.active_officers(),
            barred: self.roster.barred().cloned().collect(),
            store: self.store.clone(),
            current: prompts.next(),
            queue: prompts.collect(),
            occurrences: self.occurrences(&day, now),
            handed: self.of_handed_day(date, &handovers, now),
            events: events(&day),
            gaps: gap::views(&day, &blinds, now),
            countdowns: countdown::views(&day, &blinds, now),
            owed: owed::views(self, &day, now),
            building: building(&day, &blinds, &findings, now),
            findings,
            handovers,
            notices: self.notices_of(&day),
            last_saved: self.last_saved(),
        }
    }

    fn occurrences(&self, day: &Day, now: DateTime<Utc>) -> Vec<OccurrenceView> {
        let blinds = self.blinds_now();
        let standing = Standing::all(day, &blinds).filter(|it| !it.is_settled());
        let view = |it: Standing| OccurrenceView {
            questions: self.with_figures(day, it.question_views_in(&it.status(now))),
            ..occurrence(it, now)
        };
        standing.map(view).collect()
    }

    /// Returns what stands on an earlier store day whose shift is handed over now.
    fn of_handed_day(
        &self,
        today: NaiveDate,
        handovers: &Handovers,
        now: DateTime<Utc>,
    ) -> Vec<OccurrenceView> {
        let running = handovers.running.as_ref().map(|it| it.day);
        let day = running.or(handovers.owed.as_ref().map(|it| it.day));
        let day = day.filter(|it| *it < today);
        day.map_or(Vec::new(), |it| self.occurrences(&self.day(it), now))
    }

    /// Adds what the answers to come would be compared with.
    fn with_figures(&self, day: &Day, mut views: Vec<QuestionView>) -> Vec<QuestionView> {
        for view in &mut views {
            view.against = self.compared(day, &view.question).ok().flatten();
        }
        views
    }

    /// Returns every finding that is known, closed ones included, oldest first.
    pub fn findings(&self, now: DateTime<Utc>) -> Vec<FindingView> {
        let today = self.day_of(now);
        let overdue = |it: &FindingView| {
            it.state.is_open() && it.follow_up.due.is_some_and(|due| due < today)
        };
        let all = self.findings.values();
        all.map(|it| FindingView { overdue: overdue(it), ..it.clone() }).collect()
    }

    /// Returns the next instant at which the agenda may change by itself.
    pub fn next_wakeup(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let day = self.day(self.day_of(now));
        let blinds = self.blinds_now();
        let planned = day.plan.occurrences.iter().flat_map(|it| {
            // On time includes the last instant, so lateness begins one millisecond after.
            let late = it.finish_by + Duration::milliseconds(1);
            let counted = match &it.counting {
                Counting::Waits(it) => Some(it.until),
                Counting::Known => None,
            };
            [it.earliest, it.due, late, it.closes].into_iter().chain(it.warns).chain(counted)
        });
        let batches = Standing::all(&day, &blinds).flat_map(|it| it.batch_views());
        let batches = batches.flat_map(|it| [it.from, it.to]);
        let gaps = gap::views(&day, &blinds, now);
        let gaps = gaps.into_iter().flat_map(|it| [it.from, it.to, it.warns, it.exceeds]);
        let shifts = day.plan.shifts.iter().flat_map(|it| [it.from, it.to]);
        let asked = day.plan.shifts.iter().map(|it| {
            let lead = day.schedule.handover_of(&it.id).lead;
            it.to - Duration::minutes(lead.0.into())
        });
        planned
            .chain(batches)
            .chain(gaps)
            .chain(shifts)
            .chain(asked)
            .chain(prompt::lapses(&day, &blinds))
            .chain(prompt::next_ring(&day, &blinds, now))
            .chain([day.plan.ends])
            .filter(|it| *it > now)
            .min()
    }

    fn open_findings(&self, now: DateTime<Utc>) -> Vec<FindingView> {
        let all = self.findings(now).into_iter();
        let mut open: Vec<FindingView> = all.filter(|it| it.state.is_open()).collect();
        open.sort_by_key(|it| (it.severity, it.number));
        open
    }

    fn active_officers(&self) -> Vec<Registered> {
        let all = self.roster.officers();
        all.filter(|it| it.service == Service::Active).cloned().collect()
    }

    fn notices_of(&self, day: &Day) -> Vec<Notice> {
        let today = |at: &DateTime<Utc>| *at >= day.plan.starts && *at < day.plan.ends;
        let all = self.notices.iter().filter(|(at, _)| today(at));
        all.map(|(_, notice)| notice.clone()).collect()
    }

    fn last_saved(&self) -> Option<Saved> {
        let entry = self.last.as_ref()?;
        let asked = if let Fact::Answered(it) = &entry.fact { Some(&it.question) } else { None };
        let item = asked.map(|it| (it.occurrence.step.clone(), it.item.clone()));
        Some(Saved { seq: entry.seq, at: entry.recorded, item })
    }
}

/// Returns what may happen on a day and start steps.
fn events(day: &Day) -> Vec<EventView> {
    let events = day.schedule.events_on(day.plan.day).into_iter();
    let view = |event: &Event| {
        let same = |it: &&StartWork| !it.withdrawn && it.view.start.event == event.id;
        let starts = day.starts.iter().filter(same).map(|it| it.view.clone());
        EventView { event: event.id.clone(), starts: starts.collect() }
    };
    events.map(view).collect()
}

fn occurrence(standing: Standing<'_>, now: DateTime<Utc>) -> OccurrenceView {
    let status = standing.status(now);
    let waits_for = standing.waits_for(now);
    let here = standing.planned.due <= now && waits_for.is_empty();
    let times = standing.times(now);
    OccurrenceView {
        id: standing.id().clone(),
        step_index: standing.planned.step_index,
        earliest: times.earliest,
        due: times.due,
        finish_by: times.finish_by,
        closes: times.closes,
        reckoning: match standing.waits_to_be_counted(now) {
            Some(_) => Reckoning::Expected,
            None => Reckoning::Sure,
        },
        status,
        waits_for,
        held: standing.held(),
        holds: standing.hold_views(),
        questions: Vec::new(),
        next: standing.offers(now),
        signatures: standing.signature_views(),
        returns: standing.return_views(),
        stand_ins: standing.stand_in_views(),
        floors: standing.floor_views(here),
        wants_areas: standing.wants_areas(),
        removed: standing.work.areas.removed(),
        batches: standing.batch_views(),
        started: standing.work.first_at(),
    }
}

/// Returns the floors as the day's first sweep finds them.
fn building(
    day: &Day,
    blinds: &[Blind],
    findings: &[FindingView],
    now: DateTime<Utc>,
) -> Vec<FloorView> {
    let is_sweep = |step: &Step| matches!(step.kind, crate::schedule::StepKind::Sweep(_));
    let sweep = Standing::all(day, blinds).find(|it| is_sweep(it.step));
    let swept =
        sweep.map(|it| it.floor_views(it.planned.due <= now && it.waits_for(now).is_empty()));
    let swept = swept.unwrap_or_default();
    let floors = day.schedule.floors.iter().map(|floor| {
        let on_floor = |it: &&FindingView| it.floor.as_ref() == Some(&floor.id);
        let state = swept.iter().find(|it| it.floor == floor.id).map(|it| it.state.clone());
        FloorView {
            floor: floor.id.clone(),
            state: state.unwrap_or(FloorState::Ahead),
            findings: findings.iter().filter(on_floor).count(),
        }
    });
    floors.collect()
}
