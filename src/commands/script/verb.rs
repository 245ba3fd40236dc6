//! Reads what a line of a script asks for, key by key.
//!
//! It never decides whether a thing is allowed: that is the engine's to say.

use super::deed::{Care, Deed, Due, Find, Instead, Place, Words, Work};
use super::fields::{Fields, Trouble};
use super::{handover, people};
use crate::cli::{KINDS, SEVERITIES, in_calendar};
use crate::engine::command::{Exported, Printed, SecondLook, Start, StopCause, SweepOutcome};
use crate::engine::paper::DOCUMENTS;
use crate::schedule::{EventId, FloorId, ItemId, Known, Schedule, StepId};
use serde_json::Value;

#[derive(Clone, Copy)]
enum Verb {
    Wait,
    StartDesk,
    StopDesk,
    PutInForce,
    NameStore,
    TakeDesk,
    Acknowledge,
    Answer,
    Skip,
    Defer,
    Sign,
    Return,
    StandIn,
    Sweep,
    NameAreas,
    RemoveArea,
    SendBatch,
    ReceiveBatch,
    Start,
    Find,
    Assign,
    Fix,
    Reinspect,
    Hand(handover::Verb),
    Note,
    Correct,
    Export,
    Print,
    ClockStep,
    Sleep,
}

const VERBS: [(&str, Verb); 39] = [
    ("wait", Verb::Wait),
    ("start-desk", Verb::StartDesk),
    ("stop-desk", Verb::StopDesk),
    ("put-in-force", Verb::PutInForce),
    ("name-store", Verb::NameStore),
    ("take-desk", Verb::TakeDesk),
    ("acknowledge", Verb::Acknowledge),
    ("answer", Verb::Answer),
    ("skip", Verb::Skip),
    ("defer", Verb::Defer),
    ("sign", Verb::Sign),
    ("return", Verb::Return),
    ("stand-in", Verb::StandIn),
    ("sweep", Verb::Sweep),
    ("name-areas", Verb::NameAreas),
    ("remove-area", Verb::RemoveArea),
    ("send-batch", Verb::SendBatch),
    ("receive-batch", Verb::ReceiveBatch),
    ("start", Verb::Start),
    ("find", Verb::Find),
    ("assign", Verb::Assign),
    ("fix", Verb::Fix),
    ("reinspect", Verb::Reinspect),
    ("hand-over", Verb::Hand(handover::Verb::Begin)),
    ("brief", Verb::Hand(handover::Verb::Brief)),
    ("read-back", Verb::Hand(handover::Verb::ReadBack)),
    ("accept", Verb::Hand(handover::Verb::Accept)),
    ("refuse", Verb::Hand(handover::Verb::Refuse)),
    ("sign-alone", Verb::Hand(handover::Verb::SignAlone)),
    ("add", Verb::Hand(handover::Verb::Add)),
    ("review", Verb::Hand(handover::Verb::Review)),
    ("incident", Verb::Hand(handover::Verb::Incident)),
    ("incident-over", Verb::Hand(handover::Verb::IncidentOver)),
    ("note", Verb::Note),
    ("correct", Verb::Correct),
    ("export", Verb::Export),
    ("print", Verb::Print),
    ("clock-step", Verb::ClockStep),
    ("sleep", Verb::Sleep),
];

/// The farthest date by which a finding is put right, in days.
const DUE_DAYS_MAX: u32 = 3_650;

pub(super) type Read<T> = Result<T, Trouble>;

/// Returns what a line asks for; its common keys have been taken.
pub(super) fn read(fields: &mut Fields<'_>, schedule: &Schedule, at: i32) -> Read<Deed> {
    Ok(match fields.need_choice("do", &VERBS)? {
        Verb::Wait => Deed::Wait,
        Verb::StartDesk => Deed::StartDesk { off_since: fields.time("off_since", schedule)? },
        Verb::StopDesk => {
            let all = [("officer", StopCause::Officer), ("signal", StopCause::Signal)];
            Deed::StopDesk(fields.choice("cause", &all)?.unwrap_or(StopCause::Officer))
        }
        Verb::PutInForce => {
            let folder = fields.need("schedule")?;
            Deed::PutInForce { folder, reason: fields.need("reason")? }
        }
        Verb::NameStore => Deed::NameStore(fields.need("name")?),
        Verb::TakeDesk => Deed::TakeDesk,
        Verb::Acknowledge => Deed::Step { place: place(fields)?, work: Work::Acknowledge },
        Verb::Answer => answer(fields)?,
        Verb::Skip => {
            let place = place(fields)?;
            Deed::Step { place, work: Work::Skip { reason: fields.need("reason")? } }
        }
        Verb::Defer => defer(fields)?,
        Verb::Sign => people::sign(fields)?,
        Verb::Return => people::send_back(fields)?,
        Verb::StandIn => people::stand_in(fields)?,
        Verb::Sweep => {
            let place = place(fields)?;
            if place.floor.is_none() {
                return Err(fields.missing("floor"));
            }
            Deed::Step { place, work: Work::Sweep(outcome(fields)?) }
        }
        Verb::NameAreas => {
            let place = place(fields)?;
            Deed::Step { place, work: Work::NameAreas(areas(fields)?) }
        }
        Verb::RemoveArea => {
            let place = place(fields)?;
            if place.floor.is_none() {
                return Err(fields.missing("floor"));
            }
            Deed::Step { place, work: Work::RemoveArea { reason: fields.need("reason")? } }
        }
        Verb::SendBatch => {
            let (place, batch) = (place(fields)?, batch(fields)?);
            let count = fields.need_count("count")?;
            Deed::Step { place, work: Work::SendBatch { batch, count } }
        }
        Verb::ReceiveBatch => receive(fields)?,
        Verb::Start => Deed::Start(Start {
            event: EventId::new(&fields.need("event")?),
            note: fields.need("note")?,
            floor: fields.text("floor")?.map(|it| FloorId::new(&it)),
            place: fields.text("place")?,
        }),
        Verb::Find => find(fields)?,
        Verb::Assign => Deed::Assign { finding: named(fields, "finding")?, care: care(fields)? },
        Verb::Fix => fix(fields)?,
        Verb::Reinspect => reinspect(fields)?,
        Verb::Hand(verb) => Deed::Hand(handover::read(fields, verb)?),
        Verb::Note => Deed::Note(fields.need("text")?),
        Verb::Correct => correct(fields)?,
        Verb::Export => export(fields)?,
        Verb::Print => print(fields)?,
        Verb::ClockStep => Deed::ClockStep { from: fields.time("from", schedule)?.unwrap_or(at) },
        Verb::Sleep => Deed::Sleep { from: fields.time("from", schedule)?.unwrap_or(at) },
    })
}

/// Returns the step, item and floor that a line names.
pub(super) fn place(fields: &mut Fields<'_>) -> Read<Place> {
    let step = fields.need("step")?;
    let item = fields.text("item")?;
    let floor = fields.text("floor")?;
    Ok(Place {
        step: StepId::new(&step),
        number: number(fields, "n")?,
        item: item.map(|it| ItemId::new(&it)),
        floor: floor.map(|it| FloorId::new(&it)),
    })
}

fn number(fields: &mut Fields<'_>, key: &'static str) -> Read<Option<u16>> {
    let Some(count) = fields.count(key)? else { return Ok(None) };
    let number = u16::try_from(count).ok().filter(|it| *it > 0);
    let wrong = ("1 起的序号", "a number from 1");
    number.map(Some).ok_or_else(|| fields.wrong(key, &count.into(), wrong))
}

fn batch(fields: &mut Fields<'_>) -> Read<u8> {
    let count = fields.need_count("batch")?;
    let wrong = ("第几批，从 1 起", "the batch, from 1");
    u8::try_from(count).map_err(|_| fields.wrong("batch", &count.into(), wrong))
}

fn answer(fields: &mut Fields<'_>) -> Read<Deed> {
    let place = place(fields)?;
    if place.item.is_none() {
        return Err(fields.missing("item"));
    }
    let ways = [
        ("seen", Known::Seen),
        ("radio", Known::Radio),
        ("scanned", Known::Scanned),
        ("tag-broken", Known::TagBroken),
    ];
    let known = fields.choice("known", &ways)?;
    let answer = named(fields, "answer")?;
    let work = Work::Answer { answer, known, note: fields.text("note")? };
    Ok(Deed::Step { place, work })
}

fn defer(fields: &mut Fields<'_>) -> Read<Deed> {
    let place = place(fields)?;
    let to = StepId::new(&fields.need("to")?);
    let to = Place { step: to, number: number(fields, "to_n")?, item: None, floor: None };
    Ok(Deed::Step { place, work: Work::Defer { to, reason: fields.need("reason")? } })
}

fn areas(fields: &mut Fields<'_>) -> Read<Vec<String>> {
    let value = named(fields, "areas")?;
    let names = value.as_array().and_then(|all| {
        all.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
    });
    let wrong = ("地方名字的列表", "a list of names");
    names.ok_or_else(|| fields.wrong("areas", &value, wrong))
}

#[derive(Clone, Copy)]
enum Outcome {
    Clear,
    Except,
    Not,
}

fn outcome(fields: &mut Fields<'_>) -> Read<SweepOutcome> {
    let all =
        [("clear", Outcome::Clear), ("clear-except", Outcome::Except), ("not-swept", Outcome::Not)];
    Ok(match fields.need_choice("outcome", &all)? {
        Outcome::Clear => SweepOutcome::Clear,
        Outcome::Except => SweepOutcome::ClearExcept {
            who: fields.need("who")?,
            until: fields.need("until")?,
            watcher: fields.need("watcher")?,
        },
        Outcome::Not => SweepOutcome::NotSwept { reason: fields.need("reason")? },
    })
}

fn receive(fields: &mut Fields<'_>) -> Read<Deed> {
    let (place, batch) = (place(fields)?, batch(fields)?);
    let (count, late) = (fields.need_count("count")?, fields.count("late")?);
    let work = Work::ReceiveBatch { batch, count, late, note: fields.text("note")? };
    Ok(Deed::Step { place, work })
}

fn words(fields: &mut Fields<'_>) -> Read<Words> {
    Ok(Words {
        what: fields.text("what")?,
        floor: fields.text("floor")?.map(|it| FloorId::new(&it)),
        place: fields.text("place")?,
        kind: fields.choice("kind", &KINDS)?,
        severity: fields.choice("severity", &SEVERITIES)?,
    })
}

fn care(fields: &mut Fields<'_>) -> Read<Care> {
    let due = match fields.value("due") {
        None => None,
        Some(value) => {
            let date = value.as_str().and_then(|it| it.parse().ok()).filter(in_calendar);
            let date = date.map(Due::Date);
            let days = value.as_u64().and_then(|it| u32::try_from(it).ok());
            let days = days.filter(|it| *it <= DUE_DAYS_MAX).map(Due::InDays);
            let wrong = ("日期，或过几天的整数", "a date, or how many days from now");
            Some(date.or(days).ok_or_else(|| fields.wrong("due", &value, wrong))?)
        }
    };
    Ok(Care {
        owner: fields.text("owner")?,
        due,
        interim: fields.text("interim")?,
        reported_to: fields.text("reported_to")?,
    })
}

fn find(fields: &mut Fields<'_>) -> Read<Deed> {
    let words = words(fields)?;
    if words.what.is_none() {
        return Err(fields.missing("what"));
    }
    let from = match fields.text("step")? {
        None => None,
        Some(step) => Some(Place {
            step: StepId::new(&step),
            number: number(fields, "n")?,
            item: Some(ItemId::new(&fields.need("item")?)),
            floor: None,
        }),
    };
    let done = fields.text("fixed")?;
    let care = care(fields)?;
    if done.is_some() && care != Care::default() {
        let text = fields.lang().of(
            "已当场改正，就不用写负责人、期限等".to_owned(),
            "put right on the spot, so it has no owner, due, interim or reported-to".to_owned(),
        );
        return Err(fields.trouble("fixed", text));
    }
    let (told, photos) = (fields.text("reported_by")?, fields.texts("photos")?);
    Ok(Deed::Find(Find { words, done, care, told, from, photos }))
}

fn fix(fields: &mut Fields<'_>) -> Read<Deed> {
    let (finding, fixed_by) = (named(fields, "finding")?, fields.need("fixed_by")?);
    Ok(Deed::Fix { finding, fixed_by, done: fields.need("done")? })
}

fn reinspect(fields: &mut Fields<'_>) -> Read<Deed> {
    let finding = named(fields, "finding")?;
    let all = [("right", SecondLook::Right), ("still-wrong", SecondLook::StillWrong)];
    let result = fields.need_choice("result", &all)?;
    Ok(Deed::Reinspect { finding, result, note: fields.text("note")? })
}

fn correct(fields: &mut Fields<'_>) -> Read<Deed> {
    let (entry, reason) = (named(fields, "entry")?, fields.need("reason")?);
    let to = if fields.yes("withdrawn")? {
        Instead::Nothing
    } else if let Some(answer) = fields.value("answer") {
        Instead::Answer(answer, fields.text("note")?)
    } else if let Some(count) = fields.count("count")? {
        Instead::Count(count)
    } else if let Some(text) = fields.text("text")? {
        Instead::Text(text)
    } else {
        Instead::Finding(words(fields)?)
    };
    Ok(Deed::Correct { entry, reason, to })
}

fn export(fields: &mut Fields<'_>) -> Read<Deed> {
    let document = fields.need_choice("document", &DOCUMENTS)?;
    let (file, bytes) = (fields.need("file")?, fields.need_count("bytes")?.into());
    Ok(Deed::Export(Exported { document, file, bytes, sha256: fields.need("sha256")? }))
}

fn print(fields: &mut Fields<'_>) -> Read<Deed> {
    let document = fields.need_choice("document", &DOCUMENTS)?;
    let typed = named(fields, "day")?;
    let day = typed.as_str().and_then(|it| it.parse().ok());
    let wrong = ("日期，如 2026-11-23", "a date, such as 2026-11-23");
    let day = day.ok_or_else(|| fields.wrong("day", &typed, wrong))?;
    let copy = fields.count("copy")?.unwrap_or(1);
    let (sha256, printer) = (fields.need("sha256")?, fields.need("printer")?);
    let job = fields.text("job")?;
    Ok(Deed::Print(Printed { document, day, copy, sha256, printer, job }))
}

fn named(fields: &mut Fields<'_>, key: &'static str) -> Read<Value> {
    fields.value(key).ok_or_else(|| fields.missing(key))
}
