//! Every word that the record is shown with beside what people wrote, as terms for a search.
//!
//! The words come from the functions that show an entry, so that they cannot differ from it. It
//! never looks at an entry.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta};

use super::fact::fact;
use super::{figure, name, officer, sample, value};
use crate::engine::command::{
    Answer, AreaRemoved, AreasNamed, Assigned, BatchLeft, BatchReturned, ClockStep, Compared,
    Corrected, Correction, Deferred, FindingKind, Fixed, FollowUp, Fork, Found, Officer, Photo,
    Proof, Reinspected, Repinned, Returned, SecondLook, Seq, Severity, Signed, Skipped, Slept,
    Start, Started, Stead, StoodIn, StopCause, SweepOutcome,
};
use crate::engine::label::{self, Label, Term};
use crate::engine::officer::{
    Allowed, Bar, OfficerAdded, OfficerFact, OfficerNumber, OfficerRetired, PinProven, PinSet,
    PinTried, SigningReleased, Tried, TryOutcome, Uptime,
};
use crate::engine::paper::{DOCUMENTS, Exported, Printed};
use crate::engine::{Fact, label::of_fact};
use crate::schedule::{
    AnswerForm, EventId, FloorId, Item, Known, Lang, Milli, OccurrenceId, Revision, RoleId,
    Schedule, StateId, Step, StepId,
};

/// Stands where a person's words would: it ends the words before it.
pub(super) const ANYTHING: &str = "|";

/// Returns the terms of a schedule and of the product, in one language.
pub fn spoken(schedule: &Schedule, lang: Lang) -> Vec<Term> {
    let mut terms = Vec::new();
    for step in &schedule.steps {
        terms.push(term(Label::Step(step.id.clone()), &title(step, schedule, lang)));
        for item in &step.items {
            of_item(step, item, lang, &mut terms);
        }
    }
    for event in &schedule.events {
        terms.push(term(Label::Event(event.id.clone()), event.title.get(lang)));
    }
    for floor in &schedule.floors {
        terms.push(term(Label::Floor(floor.id.clone()), floor.name.get(lang)));
    }
    for area in &schedule.areas {
        terms.push(term(Label::Floor(area.id.clone()), area.name.get(lang)));
    }
    for role in &schedule.roles {
        terms.push(term(Label::Role(role.id.clone()), role.name.get(lang)));
        terms.push(signature(&role.id, schedule, lang));
    }
    for shift in &schedule.shifts {
        terms.push(term(Label::Shift(shift.id.clone()), shift.name.get(lang)));
    }
    for count in &schedule.counts {
        terms.push(term(Label::Count(count.id.clone()), count.name.get(lang)));
    }
    states(schedule, lang, &mut terms);
    closed_lists(lang, &mut terms);
    for sample in about_the_desk()
        .into_iter()
        .chain(about_steps())
        .chain(about_findings())
        .chain(about_paper())
        .chain(about_officers())
        .chain(sample::of_handovers())
    {
        terms.push(sentence(&sample, schedule, lang));
    }
    terms
}

fn term(label: Label, text: &str) -> Term {
    Term { also: Vec::new(), label, text: text.to_owned() }
}

fn title(step: &Step, schedule: &Schedule, lang: Lang) -> String {
    if !step.repeats() {
        return step.title.get(lang).to_owned();
    }
    // A round is shown with its number, of which only the words around it are the step's.
    let number = u16::MAX;
    let id = OccurrenceId { day: NaiveDate::MIN, step: step.id.clone(), number };
    let shown = value::occurrence(&id, schedule, lang);
    shown.replace(&number.to_string(), ANYTHING)
}

fn of_item(step: &Step, item: &Item, lang: Lang, terms: &mut Vec<Term>) {
    let label = Label::Item(step.id.clone(), item.id.clone());
    terms.push(term(label.clone(), item.ask.get(lang)));
    let also = vec![label::ANSWERED, label::KNOWN_AS_USUAL];
    terms.push(Term { also, label: label.clone(), text: name::known(item.known, lang).into() });
    let unit = item.form.unit().map_or("", |it| it.get(lang));
    terms.push(Term { also: vec![label::ANSWERED], label, text: unit.to_owned() });
}

fn signature(role: &RoleId, schedule: &Schedule, lang: Lang) -> Term {
    let (occurrence, name) = (nowhere(), Officer::new(ANYTHING));
    let (stead, proof) = (None, Proof::Name);
    let signed = Fact::Signed(Signed { occurrence, role: role.clone(), name, stead, proof });
    let text = fact(&signed, schedule, lang);
    Term { also: vec![label::SIGNED], label: Label::Role(role.clone()), text }
}

/// A state that all items call the same needs no item beside it.
fn states(schedule: &Schedule, lang: Lang, terms: &mut Vec<Term>) {
    let mut called: BTreeMap<&StateId, BTreeMap<&str, BTreeSet<Label>>> = BTreeMap::new();
    for step in &schedule.steps {
        for item in &step.items {
            let AnswerForm::States(choices) = &item.form else { continue };
            for choice in choices {
                let names = called.entry(&choice.id).or_default();
                let items = names.entry(choice.name.get(lang)).or_default();
                items.insert(Label::Item(step.id.clone(), item.id.clone()));
            }
        }
    }
    for (state, names) in called {
        let state = Label::State(state.clone());
        if let [name] = names.keys().collect::<Vec<_>>()[..] {
            terms.push(term(state, name));
            continue;
        }
        for (name, items) in names {
            for label in items {
                terms.push(Term { also: vec![state.clone()], label, text: name.to_owned() });
            }
        }
    }
}

fn closed_lists(lang: Lang, terms: &mut Vec<Term>) {
    for it in [Severity::Critical, Severity::Major, Severity::Minor] {
        terms.push(term(label::severity(it), name::severity(it, lang)));
    }
    for it in [
        FindingKind::Fire,
        FindingKind::Security,
        FindingKind::Equipment,
        FindingKind::Staff,
        FindingKind::Goods,
        FindingKind::Customer,
        FindingKind::Hygiene,
        FindingKind::Other,
    ] {
        terms.push(term(label::kind(it), name::kind(it, lang)));
    }
    let one = Some(Milli::whole(1));
    for it in [
        Compared::Previous(one),
        Compared::Previous(None),
        Compared::Figure(one),
        Compared::Figure(None),
    ] {
        let text = figure::compared(&Answer::Count(2), Some(it), None, lang);
        let text = text.replace(|it: char| it.is_ascii_digit(), ANYTHING);
        terms.push(term(label::compared(it), &text));
    }
    for it in [Known::Seen, Known::Radio, Known::Scanned, Known::TagBroken] {
        terms.push(term(label::known(it), name::known(it, lang)));
    }
    for it in [
        Answer::Yes,
        Answer::No,
        Answer::NotApplicable,
        Answer::Photo(Photo::to_come()),
        Answer::Names(Vec::new()),
    ] {
        let text = value::answer(&it, None, lang);
        terms.extend(label::answer(&it).map(|label| term(label, &text)));
    }
    let anything = || ANYTHING.to_owned();
    for it in [
        SweepOutcome::Clear,
        SweepOutcome::ClearExcept { who: anything(), until: anything(), watcher: anything() },
        SweepOutcome::NotSwept { reason: anything() },
    ] {
        terms.push(term(label::outcome(&it), &value::outcome(&it, lang)));
    }
    for count in [1, 2] {
        let text = super::photos(count, lang).replace(|it: char| it.is_ascii_digit(), ANYTHING);
        terms.push(term(label::WITH_PHOTOS, &text));
    }
    terms.push(term(label::WRITTEN_LATE, &value::late(0, lang)));
    terms.extend(number().map(|it| {
        let by_pin = officer::proof(&Proof::Pin(it), lang);
        term(label::SIGNED_BY_PIN, &by_pin.replace('0', ANYTHING))
    }));
}

/// Returns the words around a fact: its form, and what its last label adds to it.
fn sentence(sample: &Fact, schedule: &Schedule, lang: Lang) -> Term {
    let mut also = of_fact(sample);
    // What the sample had to be given to be a fact at all says nothing here.
    also.retain(|it| matches!(it, Label::Form(_)));
    let mut text = fact(sample, schedule, lang).replace(|it: char| it.is_ascii_digit(), ANYTHING);
    if let Fact::Found(it) = sample {
        text = text.replace(name::severity(it.severity, lang), ANYTHING);
        text = text.replace(name::kind(it.kind, lang), ANYTHING);
        also.retain(|label| *label != label::severity(it.severity));
        also.retain(|label| *label != label::kind(it.kind));
    }
    let label = also.pop().unwrap_or(Label::Form(""));
    Term { also, label, text }
}

fn nowhere() -> OccurrenceId {
    OccurrenceId { day: NaiveDate::MIN, step: StepId::new(ANYTHING), number: 1 }
}

fn about_the_desk() -> Vec<Fact> {
    let (from, long) = (DateTime::UNIX_EPOCH, TimeDelta::days(1) + TimeDelta::minutes(61));
    let to = from + long;
    let monday = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
    let mut facts: Vec<Fact> = (0..7)
        .map(|days| monday + Days::new(days))
        .map(|day| Fact::DayOpened { day, revision: Revision::new(ANYTHING) })
        .collect();
    facts.extend([
        Fact::DayRepinned(Repinned {
            day: monday,
            revision: Revision::new(ANYTHING),
            reason: ANYTHING.to_owned(),
            proof: Proof::Name,
        }),
        Fact::DeskStarted { off_since: None },
        Fact::DeskStarted { off_since: Some(from) },
        Fact::DeskStopped(StopCause::Officer),
        Fact::DeskStopped(StopCause::Signal),
        Fact::StoreNamed(ANYTHING.to_owned()),
        Fact::DeskTaken,
        Fact::Noted(ANYTHING.to_owned()),
        Fact::ClockStepped(ClockStep { from, to }),
        Fact::Slept(Slept { from, to }),
    ]);
    facts
}

fn about_paper() -> Vec<Fact> {
    let anything = || ANYTHING.to_owned();
    let mut facts = Vec::new();
    for (_, document) in DOCUMENTS {
        let (file, sha256) = (anything(), anything());
        facts.push(Fact::Exported(Exported { document, file, bytes: 1, sha256 }));
        for (copy, job) in [(1, None), (2, None), (1, Some(anything()))] {
            let (day, sha256, printer) = (NaiveDate::MIN, anything(), anything());
            facts.push(Fact::Printed(Printed { document, day, copy, sha256, printer, job }));
        }
    }
    facts
}

/// Returns a number that stands for any: digits are taken out of every sentence.
fn number() -> Option<OfficerNumber> {
    OfficerNumber::parse("0")
}

fn about_officers() -> Vec<Fact> {
    let Some(number) = number() else { return Vec::new() };
    let added = |roles: &[&str], by| {
        let (number, name) = (number.clone(), Officer::new(ANYTHING));
        let roles = roles.iter().map(|it| RoleId::new(it)).collect();
        OfficerFact::Added(OfficerAdded { number, name, roles, by })
    };
    let set = |allowed| OfficerFact::PinSet(PinSet { number: number.clone(), allowed });
    let uptime = || Uptime { boot_id: String::new(), boot_ms: 0 };
    let by = || number.clone();
    let mut facts = vec![
        added(&[ANYTHING], Proof::Name),
        added(&[ANYTHING], Proof::Pin(by())),
        added(&[], Proof::Name),
        OfficerFact::Retired(OfficerRetired { number: by(), by: by() }),
        set(Allowed::OldPin),
        set(Allowed::Supervisor(by())),
        set(Allowed::LostFile),
        OfficerFact::PinProven(PinProven { number: by(), uptime: uptime() }),
        OfficerFact::Released(SigningReleased { number: by(), by: by() }),
    ];
    for outcome in [
        TryOutcome::Weighed,
        TryOutcome::Barred(Bar::Wait { seconds: 0 }),
        TryOutcome::Barred(Bar::Disabled),
        TryOutcome::Barred(Bar::DeskStopped),
    ] {
        for who in [Tried::Officer(by()), Tried::Nobody] {
            facts.push(OfficerFact::PinTried(PinTried { who, outcome, uptime: uptime() }));
        }
    }
    facts.into_iter().map(Fact::Officer).collect()
}

fn about_steps() -> Vec<Fact> {
    let (occurrence, reason) = (nowhere(), ANYTHING.to_owned());
    let anybody = || Officer::new(ANYTHING);
    let stead = || Stead { of: anybody(), own_role: None, reason: None };
    let back = |late| BatchReturned { occurrence: nowhere(), batch: 1, count: 1, late, note: None };
    vec![
        Fact::Acknowledged(nowhere()),
        started(),
        Fact::Skipped(Skipped { occurrence: nowhere(), item: None, reason: reason.clone() }),
        Fact::Deferred(Deferred { occurrence: nowhere(), item: None, to: nowhere(), reason }),
        Fact::Signed(Signed {
            occurrence: nowhere(),
            role: RoleId::new(ANYTHING),
            name: anybody(),
            stead: Some(stead()),
            proof: Proof::Name,
        }),
        Fact::Returned(Returned {
            occurrence: nowhere(),
            role: RoleId::new(ANYTHING),
            name: anybody(),
            comment: ANYTHING.to_owned(),
            proof: Proof::Name,
        }),
        Fact::StoodIn(StoodIn {
            occurrence: nowhere(),
            role: RoleId::new(ANYTHING),
            name: anybody(),
            stead: stead(),
        }),
        Fact::AreasNamed(AreasNamed { occurrence: nowhere(), areas: vec![ANYTHING.to_owned()] }),
        Fact::AreasNamed(AreasNamed { occurrence: nowhere(), areas: Vec::new() }),
        Fact::AreaRemoved(AreaRemoved {
            occurrence: nowhere(),
            area: FloorId::new(ANYTHING),
            reason: ANYTHING.to_owned(),
        }),
        Fact::BatchLeft(BatchLeft { occurrence, batch: 1, count: 1 }),
        Fact::BatchReturned(back(None)),
        Fact::BatchReturned(back(Some(1))),
    ]
}

fn started() -> Fact {
    let event = EventId::new(ANYTHING);
    let start = Start { event, note: ANYTHING.to_owned(), floor: None, place: None };
    Fact::Started(Started { day: NaiveDate::MIN, start })
}

fn about_findings() -> Vec<Fact> {
    let anything = || ANYTHING.to_owned();
    let (finding, nobody) = (Seq(1), FollowUp::default());
    let owned = FollowUp { owner: Some(anything()), ..FollowUp::default() };
    let due = FollowUp { due: Some(NaiveDate::MIN), ..owned.clone() };
    let interim = FollowUp { interim: Some(anything()), ..owned.clone() };
    let reported = FollowUp { reported_to: Some(anything()), ..owned.clone() };
    let found = |fork| {
        Fact::Found(Found {
            what: anything(),
            floor: None,
            place: None,
            kind: FindingKind::Other,
            severity: Severity::Minor,
            fork,
            reported_by: None,
            from: None,
            photos: Vec::new(),
        })
    };
    let look = |result| Fact::Reinspected(Reinspected { finding, result, note: None });
    let corrected = |correction| {
        let (reason, proof) = (anything(), Proof::Name);
        Fact::Corrected(Corrected { entry: finding, reason, correction, proof })
    };
    let mut facts = vec![
        found(Fork::OnTheSpot { done: anything() }),
        Fact::Fixed(Fixed { finding, fixed_by: Officer::new(ANYTHING), done: anything() }),
        look(SecondLook::Right),
        look(SecondLook::StillWrong),
        corrected(Correction::Note(anything())),
        corrected(Correction::Count(1)),
        corrected(Correction::Withdrawn),
    ];
    for follow_up in [owned, nobody, due, interim, reported] {
        facts.push(found(Fork::FollowUp(follow_up.clone())));
        facts.push(Fact::Assigned(Assigned { finding, follow_up }));
    }
    facts
}
