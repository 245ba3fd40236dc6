//! `store.toml`: the store, its floors, roles, times, shifts and answer lists.
//!
//! It never looks at the steps.

use chrono_tz::{TZ_VARIANTS, Tz};
use toml::de::DeValue;

use super::super::fault::say;
use super::super::paper::Papers;
use super::super::{
    Base, Calendar, Fault, FloorId, Minutes, Moment, Named, Place, Revision, RoleId, Schedule,
    Shift, ShiftId, SourceFile, StateChoice, Text, TimeOfDay, source,
};
use super::answer;
use super::days::HolidayFile;
use super::handover;
use super::holidays;
use super::table::{Fields, Node};
use super::time;
use super::times;
use super::variant;
use super::word::{self, Given, Word};
use super::{paper, signing, supervisor};

/// What the steps refer to; where a list could not be read, nothing is checked against it.
pub(super) struct Store<'a> {
    /// The schedule without its phases and steps.
    pub(super) schedule: Schedule,
    pub(super) floors: Option<Vec<&'a str>>,
    pub(super) roles: Option<Vec<&'a str>>,
    pub(super) times: Option<Vec<&'a str>>,
    pub(super) answers: Option<Vec<&'a str>>,
    /// The answer lists that are in order.
    pub(super) states: Vec<(&'a str, Vec<StateChoice>)>,
    /// Whether times can be compared: the start of the day is known.
    pub(super) timed: bool,
    pub(super) variants: Option<Vec<&'a str>>,
    /// Where the name of each variant of the schedule stands.
    pub(super) variant_places: Vec<Place>,
    pub(super) holiday_file: HolidayFile,
    /// The things that are counted.
    pub(super) counts_given: Vec<&'a str>,
    /// The shifts whose handovers have been written.
    pub(super) handovers_given: Given<'a>,
    /// The steps that handovers name, to be checked once the steps are known.
    pub(super) handover_steps: Vec<Word<'a>>,
}

/// A moment that is known to lie in the store day.
#[derive(Clone)]
pub(super) struct At {
    pub(super) moment: Moment,
    /// Minutes from the store day's midnight.
    pub(super) minutes: i32,
    pub(super) place: Place,
}

const MINUTES_A_DAY: i32 = 24 * 60;

/// More floors or roles than this are a mistake of some program, not of a person.
const NAMED_MAX: usize = 200;

impl<'a> Store<'a> {
    /// Returns a store of which nothing is known, so that the steps can be read all the same.
    pub(super) fn unknown(revision: Revision) -> Self {
        let schedule = Schedule {
            revision,
            store: Text::same(""),
            zone: Tz::UTC,
            day_starts: TimeOfDay::default(),
            papers: Papers::default(),
            floors: Vec::new(),
            areas: Vec::new(),
            roles: Vec::new(),
            substitutes: Vec::new(),
            supervisors: Vec::new(),
            times: Vec::new(),
            shifts: Vec::new(),
            counts: Vec::new(),
            handovers: Vec::new(),
            calendar: Calendar::default(),
            phases: Vec::new(),
            events: Vec::new(),
            steps: Vec::new(),
        };
        let (floors, roles, times, answers) = (None, None, None, None);
        Self {
            schedule,
            floors,
            roles,
            times,
            answers,
            states: Vec::new(),
            timed: false,
            variants: None,
            variant_places: Vec::new(),
            holiday_file: HolidayFile::Missing,
            counts_given: Vec::new(),
            handovers_given: Given::new(word::SHIFT),
            handover_steps: Vec::new(),
        }
    }

    /// Reads `store.toml`.
    pub(super) fn read(
        mut fields: Fields<'a>,
        files: &[SourceFile],
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut store = Self::unknown(source::revision(files));
        read_format(&mut fields, faults);
        let name = fields.need("store", "store = { zh = \"…\", en = \"…\" }", faults);
        if let Some(name) = name.and_then(|it| it.text(faults)) {
            store.schedule.store = name;
        }
        store.schedule.zone = read_zone(&mut fields, faults).unwrap_or(Tz::UTC);
        store.schedule.papers = paper::read(&mut fields, files, faults);
        let starts = fields.need("day-starts", "day-starts = \"08:00\"", faults);
        if let Some(starts) = starts.and_then(|it| time::time_of_day(&it, faults)) {
            store.schedule.day_starts = starts;
            store.timed = true;
        }
        let (floors, words) = named(&mut fields, "floor", word::FLOOR, FloorId::new, faults);
        (store.schedule.floors, store.floors) = (floors, Some(words));
        let place = fields.place;
        let (roles, words) = named(&mut fields, "role", word::ROLE, RoleId::new, faults);
        if words.is_empty() {
            let title = say("没有写任何角色", "no role is written");
            let help = "[[role]] id = \"duty-manager\" name = \"…\"";
            faults.push(Fault::error(place, title).help(Text::same(help)));
        }
        (store.schedule.roles, store.roles) = (roles, Some(words));
        let substitutes = fields.take("substitutes");
        store.schedule.substitutes = signing::substitutes(substitutes, &store, faults);
        store.schedule.supervisors = supervisor::read(fields.take("supervisors"), &store, faults);
        times::read(&mut store, fields.take("times"), faults);
        read_shifts(&mut store, &mut fields, faults);
        handover::read(&mut store, &mut fields, faults);
        let calendars = fields.take("holidays");
        if calendars.is_some() {
            store.holiday_file = HolidayFile::Named;
        }
        let zone = store.schedule.zone;
        store.schedule.calendar.holidays = holidays::read(calendars, files, zone, faults);
        variant::read(&mut store, &mut fields, faults);
        read_answers(&mut store, fields.take("answers"), faults);
        fields.finish(faults);
        store
    }

    /// Reads a moment and checks that it lies in the store day.
    pub(super) fn moment(&self, node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<At> {
        let moment = time::moment(node, faults)?;
        self.placed(moment, node.place, faults)
    }

    /// Returns a moment with its minutes, unless what it refers to is not known.
    pub(super) fn placed(
        &self,
        moment: Moment,
        place: Place,
        faults: &mut Vec<Fault>,
    ) -> Option<At> {
        if let Base::Named(name) = &moment.base {
            let word = Word { text: name.as_str(), place };
            if self.reports_missing_spaces(word, faults) {
                return None;
            }
            if !word::is_known(word, word::TIME, self.times.as_deref(), faults) {
                return None;
            }
            if !self.schedule.times.iter().any(|(it, _)| it == name) {
                return None;
            }
        }
        if !self.timed {
            return None;
        }
        let minutes = self.schedule.minutes_of(&moment);
        let starts = i32::from(self.schedule.day_starts.minutes());
        if (starts..=starts + MINUTES_A_DAY).contains(&minutes) {
            return Some(At { moment, minutes, place });
        }
        let (from, at) = (clock(starts), clock(minutes));
        let title = say(
            format!("这个时间在营业日之外：{at}"),
            format!("this time lies outside the store day: {at}"),
        );
        let help = say(
            format!("营业日从 {from} 到次日 {from}；早于 {from} 的钟点算次日"),
            format!("the store day runs from {from} to {from}; earlier hours mean next morning"),
        );
        faults.push(Fault::error(place, title).help(help));
        None
    }

    /// Reports a name that is a known one with its offset run into it.
    fn reports_missing_spaces(&self, word: Word<'_>, faults: &mut Vec<Fault>) -> bool {
        let Some(known) = self.times.as_ref().filter(|it| !it.contains(&word.text)) else {
            return false;
        };
        let Some((_, right)) =
            time::with_spaces(word.text).filter(|(base, _)| known.contains(&base.as_str()))
        else {
            return false;
        };
        let title = say(
            format!("没有名为 `{}` 的时间", word.text),
            format!("there is no time `{}`", word.text),
        );
        let label = say("减号两边要有空格", "the minus sign needs a space on both sides");
        let help = say(format!("写成 \"{right}\""), format!("write \"{right}\""));
        faults.push(Fault::error(word.place, title).label(label).help(help));
        true
    }

    /// Returns the end of the store day as a moment.
    pub(super) fn day_end(&self, place: Place) -> At {
        let minutes = i32::from(self.schedule.day_starts.minutes()) + MINUTES_A_DAY;
        At { moment: Moment { base: Base::DayEnd, offset: Minutes(0) }, minutes, place }
    }
}

/// Returns the fault of a folder that is written for a newer program; all else would mislead.
pub(super) fn newer_format(fields: &mut Fields<'_>) -> Option<Fault> {
    let node = fields.take("format")?;
    let DeValue::Integer(number) = node.value else { return None };
    let newer = number.as_str().parse::<i64>().is_ok_and(|it| it > 1);
    newer.then(|| unknown_format(node, &number.to_string()))
}

fn unknown_format(node: Node<'_>, number: &str) -> Fault {
    let title = say(format!("不认识格式 {number}"), format!("format {number} is not known"));
    let help = say(
        "本程序读格式 1；较新的格式要用较新的程序",
        "this program reads format 1; a newer format needs a newer program",
    );
    Fault::error(node.place, title).help(help)
}

/// Returns minutes from midnight as they stand on the clock.
pub(in super::super) fn clock(minutes: i32) -> String {
    let of_day = minutes.rem_euclid(MINUTES_A_DAY);
    format!("{:02}:{:02}", of_day / 60, of_day % 60)
}

fn read_format(fields: &mut Fields<'_>, faults: &mut Vec<Fault>) {
    let Some(node) = fields.need("format", "format = 1", faults) else { return };
    let DeValue::Integer(number) = node.value else {
        node.wrong("整数", "a whole number", "format = 1", faults);
        return;
    };
    if number.as_str() != "1" {
        faults.push(unknown_format(node, &number.to_string()));
    }
}

fn read_zone(fields: &mut Fields<'_>, faults: &mut Vec<Fault>) -> Option<Tz> {
    let example = "zone = \"Asia/Shanghai\"";
    let word = fields.need("zone", example, faults)?.word(example, faults)?;
    let zone = word.text.parse().ok();
    if zone.is_none() {
        let known: Vec<&str> = TZ_VARIANTS.iter().map(|it| it.name()).collect();
        let title = say(
            format!("没有时区 \"{}\"", word.text),
            format!("there is no time zone \"{}\"", word.text),
        );
        let near = word::nearest(word.text, &known).unwrap_or("Asia/Shanghai");
        let help = say(format!("例如 \"{near}\""), format!("for example \"{near}\""));
        faults.push(Fault::error(word.place, title).help(help));
    }
    zone
}

fn named<'a, Id>(
    fields: &mut Fields<'a>,
    key: &'static str,
    kind: word::Kind,
    id_of: fn(&str) -> Id,
    faults: &mut Vec<Fault>,
) -> (Vec<Named<Id>>, Vec<&'a str>) {
    let example = format!("[[{key}]]");
    let tables = fields.take(key).map(|it| it.tables(&example, faults)).unwrap_or_default();
    let mut given = Given::new(kind);
    let mut all = Vec::new();
    for mut table in tables {
        if all.len() == NAMED_MAX {
            let title = say(format!("`{key}` 太多"), format!("too many of `{key}`"));
            let help = say("最多 200 个", "there may be 200");
            faults.push(Fault::error(table.place, title).help(help));
            break;
        }
        let id = table.need("id", "id = \"…\"", faults);
        let id = id.and_then(|it| it.word("id = \"…\"", faults));
        let id = id.and_then(|it| given.add(it, faults));
        let name = table.need("name", "name = { zh = \"…\", en = \"…\" }", faults);
        let name = name.and_then(|it| it.text(faults));
        table.finish(faults);
        if let (Some(id), Some(name)) = (id, name) {
            all.push(Named { id: id_of(id.text), name });
        }
    }
    (all, given.words())
}

fn read_shifts<'a>(store: &mut Store<'a>, fields: &mut Fields<'a>, faults: &mut Vec<Fault>) {
    let example = "[[shift]]";
    let place = fields.place;
    let tables = fields.take("shift").map(|it| it.tables(example, faults)).unwrap_or_default();
    if tables.is_empty() {
        let title = say("没有写任何班次", "no shift is written");
        let help = "[[shift]] id = \"early\" name = \"…\" from = \"08:00\" to = \"day-end\"";
        faults.push(Fault::error(place, title).help(Text::same(help)));
    }
    let mut given = Given::new(word::SHIFT);
    let mut spans = Vec::new();
    let mut sound = !tables.is_empty();
    for mut table in tables {
        let id = table.need("id", "id = \"early\"", faults);
        let id = id.and_then(|it| it.word("id = \"early\"", faults));
        let id = id.and_then(|it| given.add(it, faults));
        let name = table.need("name", "name = { zh = \"…\", en = \"…\" }", faults);
        let name = name.and_then(|it| it.text(faults));
        let from = table.need("from", "from = \"08:00\"", faults);
        let from = from.and_then(|it| store.moment(&it, faults));
        let to = table.need("to", "to = \"day-end\"", faults);
        let to = to.and_then(|it| store.moment(&it, faults));
        table.finish(faults);
        let (Some(id), Some(name), Some(from), Some(to)) = (id, name, from, to) else {
            sound = false;
            continue;
        };
        spans.push((from.clone(), to.clone()));
        let id = ShiftId::new(id.text);
        store.schedule.shifts.push(Shift { id, name, from: from.moment, to: to.moment });
    }
    if sound {
        times::check_cover(store, &spans, faults);
    }
}

fn read_answers<'a>(store: &mut Store<'a>, node: Option<Node<'a>>, faults: &mut Vec<Fault>) {
    let mut given = Given::new(word::ANSWERS);
    let fields = node.and_then(|it| it.fields("[answers.lock]", faults));
    for (name, node) in fields.map(|mut it| it.take_all()).unwrap_or_default() {
        if answer::BUILT_IN.contains(&name.text) {
            let title = say(
                format!("`{}` 是自带的答案形式，不能另作他用", name.text),
                format!("`{}` is a built-in form of answer", name.text),
            );
            let help = say("给这张答案表换一个名字", "give this answer list another name");
            faults.push(Fault::error(name.place, title).help(help));
            continue;
        }
        let Some(name) = given.add(name, faults) else { continue };
        let example = "[answers.lock] normal = { … } abnormal = { … }";
        let Some(fields) = node.fields(example, faults) else { continue };
        if let Some(states) = answer::states(fields, faults) {
            store.states.push((name.text, states));
        }
    }
    store.answers = Some(given.words());
}
