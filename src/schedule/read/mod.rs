//! From the files of a folder to a schedule, or to every fault in them.
//!
//! Text comes in, values or faults go out; it never opens a file and never stops at the first
//! fault.

mod answer;
mod areas;
mod day_word;
mod days;
mod event;
mod figures;
mod flow;
mod formula;
mod handover;
mod holidays;
mod ics;
mod item;
mod links;
mod meal;
mod owed;
mod paper;
mod point;
mod repeat;
mod rule;
mod said;
mod signing;
mod start;
mod step;
mod store;
mod supervisor;
mod syntax;
mod table;
mod time;
mod times;
mod value;
mod variant;
mod when;
mod word;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::say;
use super::source::STORE_FILE;
use super::{
    Event, Fault, FloorId, Named, PhaseId, Place, Schedule, Severity, SourceFile, Step, lint,
    source,
};
use store::{At, Store};
use table::{Fields, Node};
use word::Given;

pub(super) use step::StepPlaces;
pub(super) use store::clock;

/// As many faults are listed; who has more will not read them.
const FAULTS_MAX: usize = 200;

/// More steps than this are a mistake of some program, not of a person.
const STEPS_MAX: usize = 1_000;

/// A schedule that can be used, and what somebody should look at all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The schedule.
    pub schedule: Schedule,
    /// What may be wrong with it.
    pub warnings: Vec<Fault>,
}

/// Reads a schedule folder: `store.toml` and a file for each phase, in the order of their names.
///
/// # Errors
///
/// Returns every fault of the folder, warnings among them, when one of them is an error.
pub fn read(files: &[SourceFile]) -> Result<Reading, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by(|a, b| files[*a].name.cmp(&files[*b].name));
    let texts = order.iter().filter(|it| files[**it].is_text());
    let parsed: Vec<Parsed<'_>> = texts
        .map(|index| {
            let text = files[*index].text(*index).map_err(|fault| faults.push(*fault)).ok();
            let table = text.and_then(|it| syntax::parse(*index, it, &mut faults));
            Parsed { file: *index, is_store: files[*index].name == STORE_FILE, table }
        })
        .collect();
    let store_file = parsed.iter().find(|it| it.is_store).and_then(fields_of);
    if let Some(newer) = store_file.and_then(|mut it| store::newer_format(&mut it)) {
        return Err(vec![newer]);
    }
    let draft = read_parsed(&parsed, files, &mut faults);
    lint::check(&draft, &mut faults);
    sort_and_cap(&mut faults, &order);
    if faults.iter().any(|it| it.severity == Severity::Error) {
        return Err(faults);
    }
    Ok(Reading { schedule: draft.schedule, warnings: faults })
}

/// What could be read, with the places that later checks point at.
pub(super) struct Draft {
    pub(super) schedule: Schedule,
    /// For each of the schedule's steps, where it stands.
    pub(super) places: Vec<StepPlaces>,
    /// For each of the schedule's variants, where its name stands.
    pub(super) variants: Vec<Place>,
    /// For each of the schedule's events, where its name stands.
    pub(super) events: Vec<Place>,
    /// Whether every file and step could be read, so that what is not here is really missing.
    pub(super) whole: bool,
}

struct Parsed<'a> {
    file: usize,
    is_store: bool,
    table: Option<Spanned<DeTable<'a>>>,
}

fn read_parsed(parsed: &[Parsed<'_>], files: &[SourceFile], faults: &mut Vec<Fault>) -> Draft {
    let store_file = parsed.iter().find(|it| it.is_store);
    if store_file.is_none() {
        let title = say("文件夹里没有 store.toml", "the folder has no store.toml");
        let help = say(
            "日程文件夹要有 store.toml（商场、楼层、角色、时间、班次）和各阶段的 .toml 文件",
            "a schedule folder holds store.toml (store, floors, roles, times, shifts) \
             and a .toml file for each phase",
        );
        faults.push(Fault::of_folder(title).help(help));
    }
    let fields = store_file.and_then(|it| fields_of(it));
    let mut store = match fields {
        Some(fields) => Store::read(fields, files, faults),
        None => Store::unknown(source::revision(files)),
    };
    let phases: Vec<&Parsed<'_>> = parsed.iter().filter(|it| !it.is_store).collect();
    for mut fields in phases.iter().filter_map(|it| fields_of(it)) {
        handover::read_rules(&mut store, &mut fields, faults);
    }
    let readable = phases.iter().all(|it| it.table.is_some());
    let names: Vec<&str> =
        phases.iter().filter_map(|it| it.table.as_ref()).flat_map(step_names).collect();
    let events: Vec<&str> =
        phases.iter().filter_map(|it| it.table.as_ref()).flat_map(event_names).collect();
    let named = Names {
        steps: readable.then_some(names.as_slice()),
        events: readable.then_some(events.as_slice()),
    };
    handover::check_steps(&store, named.steps, faults);
    let mut given = AllGiven {
        phases: Given::new(word::PHASE),
        steps: Given::new(word::STEP),
        events: Given::new(word::EVENT),
    };
    let (mut read, mut phase_names) = (ReadPhases::default(), Vec::new());
    for fields in phases.iter().filter_map(|it| fields_of(it)) {
        let phase = read_phase(fields, &mut given, &store, named, faults, &mut read);
        phase_names.extend(phase);
    }
    let (all, places): (Vec<Step>, Vec<StepPlaces>) = read.steps.into_iter().unzip();
    let (events, event_places) = started(read.events, &all, &places);
    if all.is_empty() && readable && faults.iter().all(|it| it.severity == Severity::Warning) {
        let title = say("日程里没有任何步骤", "the schedule has no step");
        let help = say("在阶段文件里写 [[step]]", "write [[step]] in a phase file");
        faults.push(Fault::of_folder(title).help(help));
    }
    let mut areas: Vec<Named<FloorId>> = Vec::new();
    for area in places.iter().flat_map(|it| &it.areas) {
        if !areas.iter().any(|it| it.id == area.id) {
            areas.push(area.clone());
        }
    }
    store.schedule.areas = areas;
    store.schedule.steps = all;
    store.schedule.events = events;
    store.schedule.phases = phase_names;
    let written: usize = phases.iter().filter_map(|it| it.table.as_ref()).map(count_steps).sum();
    let whole = readable && store.timed && places.len() == written;
    if readable && places.len() == written {
        links::check(&store.schedule.steps, &places, faults);
    }
    let (schedule, variants) = (store.schedule, store.variant_places);
    Draft { whole, schedule, places, variants, events: event_places }
}

/// The names of a folder that its steps may refer to; nothing where a file could not be read.
#[derive(Clone, Copy)]
struct Names<'s, 'a> {
    steps: Option<&'s [&'a str]>,
    events: Option<&'s [&'a str]>,
}

/// The names that have been given so far.
struct AllGiven<'a> {
    phases: Given<'a>,
    steps: Given<'a>,
    events: Given<'a>,
}

/// What the phases hold, each with where it stands.
#[derive(Default)]
struct ReadPhases {
    steps: Vec<(Step, StepPlaces)>,
    events: Vec<(Event, Place)>,
}

/// Returns the events as written, then the steps that are events of their own.
fn started(
    written: Vec<(Event, Place)>,
    steps: &[Step],
    places: &[StepPlaces],
) -> (Vec<Event>, Vec<Place>) {
    let own = steps.iter().zip(places).filter_map(|(step, places)| {
        let own = step.when.event().filter(|it| it.as_str() == step.id.as_str())?;
        let event = Event {
            id: own.clone(),
            phase: step.phase.clone(),
            title: step.title.clone(),
            clauses: step.clauses.clone(),
        };
        Some((event, places.id))
    });
    let own: Vec<(Event, Place)> = own.collect();
    written.into_iter().chain(own).unzip()
}

fn fields_of<'a>(parsed: &'a Parsed<'a>) -> Option<Fields<'a>> {
    let top = Place { file: parsed.file, start: 0, end: 0 };
    parsed.table.as_ref().map(|it| Fields::new(top, it.get_ref()))
}

fn count_steps(table: &Spanned<DeTable<'_>>) -> usize {
    let steps = table.get_ref().get("step").and_then(|it| it.get_ref().as_array());
    steps.map_or(0, |it| it.len())
}

fn step_names<'a>(table: &'a Spanned<DeTable<'a>>) -> Vec<&'a str> {
    names_of(table, "step")
}

fn names_of<'a>(table: &'a Spanned<DeTable<'a>>, kind: &str) -> Vec<&'a str> {
    let steps = table.get_ref().get(kind).map(|it| it.get_ref());
    let Some(DeValue::Array(steps)) = steps else { return Vec::new() };
    let name = |step: &'a Spanned<DeValue<'a>>| step.get_ref().get("id")?.get_ref().as_str();
    steps.iter().filter_map(name).collect()
}

fn event_names<'a>(table: &'a Spanned<DeTable<'a>>) -> Vec<&'a str> {
    names_of(table, "event")
}

fn read_phase<'a>(
    mut fields: Fields<'a>,
    given: &mut AllGiven<'a>,
    store: &Store<'a>,
    names: Names<'_, 'a>,
    faults: &mut Vec<Fault>,
    read: &mut ReadPhases,
) -> Option<Named<PhaseId>> {
    let node = fields.need("phase", "[phase] id = \"A\" title = \"…\"", faults);
    let (phase, closes) = phase_head(node, given, store, faults);
    let closes = closes.or_else(|| {
        let nowhere = fields.place;
        store.timed.then(|| store.day_end(nowhere))
    });
    let id = phase.as_ref().map_or_else(|| PhaseId::new(""), |it| it.id.clone());
    // Its handovers were read before the steps.
    fields.take("handover");
    let events = fields.take("event").map(|it| it.tables("[[event]]", faults));
    read.events.extend(start::events(events.unwrap_or_default(), &mut given.events, &id, faults));
    let steps = fields.take("step").map(|it| it.tables("[[step]]", faults)).unwrap_or_default();
    let Names { steps: named, events } = names;
    let around = step::Surroundings { store, steps: named, events, phase: &id, closes };
    for (number, step) in steps.into_iter().enumerate() {
        if number == STEPS_MAX || read.steps.len() == STEPS_MAX {
            let title = say("步骤太多", "too many steps");
            let help = say("一个日程最多 1000 个步骤", "a schedule may have 1,000 steps");
            faults.push(Fault::error(step.place, title).help(help));
            break;
        }
        read.steps.extend(step::read(step, &mut given.steps, &around, faults));
    }
    fields.finish(faults);
    phase
}

fn phase_head<'a>(
    node: Option<Node<'a>>,
    given: &mut AllGiven<'a>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> (Option<Named<PhaseId>>, Option<At>) {
    let fields = node.and_then(|it| it.fields("[phase]", faults));
    let Some(mut fields) = fields else { return (None, None) };
    let id = fields.need("id", "id = \"A\"", faults);
    let id = id.and_then(|it| it.word("id = \"A\"", faults));
    let id = id.and_then(|it| given.phases.add(it, faults));
    let title = fields.need("title", "title = { zh = \"…\", en = \"…\" }", faults);
    let title = title.and_then(|it| it.text(faults));
    let closes = fields.take("closes").and_then(|it| store.moment(&it, faults));
    fields.finish(faults);
    let phase = id.zip(title).map(|(id, name)| Named { id: PhaseId::new(id.text), name });
    (phase, closes)
}

/// Puts the faults in the order of the files, and leaves out those that nobody would read.
fn sort_and_cap(faults: &mut Vec<Fault>, order: &[usize]) {
    let rank = |it: &Fault| {
        let file = it.place.map(|place| order.iter().position(|it| *it == place.file));
        (file, it.place.map(|place| place.start))
    };
    faults.sort_by_key(rank);
    faults.dedup();
    if faults.len() <= FAULTS_MAX {
        return;
    }
    // Errors come first here, so that a flood of warnings cannot hide why it was refused.
    faults.sort_by_key(|it| it.severity == Severity::Warning);
    let more = faults.len() - FAULTS_MAX;
    faults.truncate(FAULTS_MAX);
    let title = say(format!("还有 {more} 处没有列出"), format!("{more} more are not listed"));
    let help = say("先改好以上各处，再检查一遍", "mend those above and check again");
    faults.push(Fault::of_folder(title).help(help));
}
