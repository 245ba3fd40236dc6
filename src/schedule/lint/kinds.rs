//! The kinds of day that a calendar makes: which variants come together, and whether the steps
//! still fit then.
//!
//! It never reads the clock: it walks through a fixed span of years, and tells of an example day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::super::days::span;
use super::super::fault::say;
use super::super::hours::Hours;
use super::super::read::{Draft, StepPlaces, clock};
use super::super::variant::Character;
use super::super::{
    Calendar, DayWord, DaysOn, Fault, Moment, Occurs, Place, Point, Schedule, Series, Severity,
    SlotCloses, Step, StepKind, Text, Variant, When,
};
use super::exits;

/// Weekdays and leap years come round in so many years.
const YEARS_WALKED: i32 = 28;

/// The first year that is walked through, unless a calendar names an earlier one.
const YEAR_FIRST: i32 = 2024;

/// More combinations than this nobody could keep apart.
const KINDS_MAX: usize = 200;

/// Variants that come together, by position, and the first day on which they do.
struct Kind {
    variants: Vec<usize>,
    example: NaiveDate,
}

/// Checks the steps on each kind of day; nobody may be locked in on any of them.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    exits::check_locks(&on(draft, &Character::of(Vec::new())), faults);
    // What has a fault may be missing here, and must not be called useless for it.
    let sound = faults.iter().all(|it| it.severity == Severity::Warning);
    if sound {
        check_steps_occur(draft, faults);
    }
    let variants = &draft.schedule.calendar.variants;
    if variants.is_empty() {
        return;
    }
    let kinds = kinds(&draft.schedule);
    for (index, place) in draft.variants.iter().enumerate() {
        if sound && !kinds.iter().any(|it| it.variants.contains(&index)) {
            faults.push(never(&variants[index], *place));
        }
    }
    if kinds.len() > KINDS_MAX {
        let title = say("变体的组合太多", "variants come together in too many ways");
        let help = say("最多 200 种；并掉几个变体", "200 ways at most; join some variants");
        faults.push(Fault::error(draft.variants[0], title).help(help));
        return;
    }
    for kind in &kinds {
        check_kind(draft, kind, faults);
    }
}

fn check_kind(draft: &Draft, kind: &Kind, faults: &mut Vec<Fault>) {
    let Some(last) = kind.variants.last() else { return };
    let variants: Vec<&Variant> =
        kind.variants.iter().map(|it| &draft.schedule.calendar.variants[*it]).collect();
    let names: Vec<&str> = variants.iter().map(|it| it.id.as_str()).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    let example = kind.example;
    let when = say(format!("逢 {zh}，如 {example}"), format!("with {en}, as on {example}"));
    let character = Character::of(variants);
    let changed = kind
        .variants
        .iter()
        .rev()
        .find(|it| !draft.schedule.calendar.variants[**it].times.is_empty());
    let before = faults.len();
    if let Some(changed) = changed {
        let at = draft.variants[*changed];
        check_fit(draft, &character, (at, &when), faults);
    }
    // Where the times do not fit, what else could be said would only confuse.
    if faults.len() > before {
        return;
    }
    let mut locks = Vec::new();
    exits::check_locks(&on(draft, &character), &mut locks);
    for lock in locks {
        let said = faults.iter().any(|it| it.place == lock.place && it.title == lock.title);
        if !said {
            faults.push(match lock.note {
                Some(_) => lock.label(when.clone()),
                None => {
                    let there = draft.variants[*last];
                    lock.label(when.clone()).note(there, say("变体在这里", "the variant is here"))
                }
            });
        }
    }
}

/// Returns the schedule as it is on one kind of day, as if it were so every day.
fn on(draft: &Draft, character: &Character<'_>) -> Draft {
    let schedule = &draft.schedule;
    let admitted = schedule.steps.iter().zip(&draft.places).filter(|it| character.admits(it.0));
    let (steps, places): (Vec<Step>, Vec<StepPlaces>) =
        admitted.map(|(step, places)| (step.clone(), places.clone())).unzip();
    let hours = character.hours(schedule);
    let times = hours.named().iter().map(|(id, moment)| ((*id).clone(), (*moment).clone()));
    let schedule = Schedule {
        steps,
        times: times.collect(),
        calendar: Calendar::default(),
        ..schedule.clone()
    };
    Draft { schedule, places, variants: Vec::new(), events: Vec::new(), whole: draft.whole }
}

/// Returns the kinds of day with at least one variant.
fn kinds(schedule: &Schedule) -> Vec<Kind> {
    let calendar = &schedule.calendar;
    let mut first: BTreeMap<Vec<usize>, NaiveDate> = BTreeMap::new();
    let (from, to) = years(schedule);
    for day in span(from, to) {
        let holds = |it: &(usize, &Variant)| it.1.when.holds(day, calendar.holidays.as_ref());
        let together: Vec<usize> =
            calendar.variants.iter().enumerate().filter(holds).map(|it| it.0).collect();
        if !together.is_empty() {
            first.entry(together).or_insert(day);
        }
        if first.len() > KINDS_MAX {
            break;
        }
    }
    let kind = |(variants, example)| Kind { variants, example };
    first.into_iter().map(kind).collect()
}

/// Returns the years to walk through: a whole round of weekdays, and every year that is named.
fn years(schedule: &Schedule) -> (NaiveDate, NaiveDate) {
    let calendar = &schedule.calendar;
    let mut named: Vec<i32> = vec![YEAR_FIRST, YEAR_FIRST + YEARS_WALKED - 1];
    let covers = calendar.holidays.iter().flat_map(|it| &it.covers);
    named.extend(covers.flat_map(|it| [it.from.year(), it.to.year()]));
    let of_variants = calendar.variants.iter().map(|it| &it.when);
    let of_steps = schedule.steps.iter().filter_map(|it| it.occurs.days.as_ref());
    for days in of_variants.chain(of_steps) {
        match &days.on {
            DaysOn::Any(words) => named.extend(words.iter().flat_map(|it| match it {
                DayWord::Dates(from, to) => vec![from.year(), to.year()],
                DayWord::Weekday(_)
                | DayWord::Nth(..)
                | DayWord::MonthDay(..)
                | DayWord::LastDay
                | DayWord::EveryYear(..)
                | DayWord::Holiday
                | DayWord::MakeUp => Vec::new(),
            })),
            DaysOn::Every { from, .. } => named.extend([from.year(), from.year() + 10]),
            DaysOn::Recurs(rule) => named.push(rule.from().year()),
        }
    }
    let first = named.iter().min().copied().unwrap_or(YEAR_FIRST);
    let last = named.iter().max().copied().unwrap_or(YEAR_FIRST);
    let day = |year, month, of_month| NaiveDate::from_ymd_opt(year, month, of_month);
    let ends = (day(first, 1, 1), day(last, 12, 31));
    (ends.0.unwrap_or_default(), ends.1.unwrap_or_default())
}

/// So many steps that never occur are named; who has more has one reason for all.
const NEVER_MAX: usize = 10;

/// Warns of steps that occur on no day.
fn check_steps_occur(draft: &Draft, faults: &mut Vec<Fault>) {
    let schedule = &draft.schedule;
    let holidays = schedule.calendar.holidays.as_ref();
    let all = schedule.steps.iter().zip(&draft.places);
    let (from, to) = years(schedule);
    let mut found = 0;
    for (step, places) in all.filter(|it| it.0.occurs != Occurs::default()) {
        let today = |day: NaiveDate| {
            step.occurs.days.as_ref().is_none_or(|it| it.holds(day, holidays))
                && schedule.character(day).admits(step)
        };
        if found == NEVER_MAX || span(from, to).any(today) {
            continue;
        }
        found += 1;
        let id = &step.id;
        let title =
            say(format!("步骤 `{id}` 没有一天要做"), format!("the step `{id}` occurs on no day"));
        let help = say(
            "看看 days、variants、not-in 是不是互相排斥",
            "check whether days, variants and not-in exclude each other",
        );
        faults.push(Fault::warning(places.id, title).help(help));
    }
}

fn never(variant: &Variant, place: Place) -> Fault {
    let id = &variant.id;
    let title =
        say(format!("变体 `{id}` 没有一天用得上"), format!("the variant `{id}` holds on no day"));
    let help = say(
        "看看 when；写了节假日的，也看看日历文件",
        "check `when`, and the calendar file where it speaks of holidays",
    );
    Fault::warning(place, title).help(help)
}

/// Checks that shifts and steps fit together with the times of one kind of day.
fn check_fit(
    draft: &Draft,
    character: &Character<'_>,
    (place, when): (Place, &Text),
    faults: &mut Vec<Fault>,
) {
    let schedule = &draft.schedule;
    let hours = character.hours(schedule);
    let fault = |title: Text| {
        Fault::error(place, title).label(when.clone()).help(say(
            "改这个变体的时间，或把那一处写成相对的时间，例如 \"open + 30m\"",
            "change the times of this variant, or write the other relative, such as \"open + 30m\"",
        ))
    };
    if let Some(what) = shifts_misfit(schedule, &hours) {
        faults.push(fault(what));
    }
    for (step, places) in schedule.steps.iter().zip(&draft.places) {
        if !character.admits(step) {
            continue;
        }
        let Some(Text { zh, en }) = step_misfit(&hours, step) else { continue };
        let id = &step.id;
        let title =
            say(format!("步骤 `{id}` 对不上：{zh}"), format!("the step `{id}` does not fit: {en}"));
        faults.push(fault(title).note(places.id, say("步骤在这里", "the step is here")));
    }
}

fn shifts_misfit(schedule: &Schedule, hours: &Hours<'_>) -> Option<Text> {
    let mut reached = hours.starts();
    for shift in &schedule.shifts {
        let (from, to) = (hours.minutes(&shift.from), hours.minutes(&shift.to));
        if from != reached || to <= from {
            let id = &shift.id;
            let (from, to) = (clock(from), clock(to));
            return Some(say(
                format!("班次 `{id}`（{from} 到 {to}）接不上前一班"),
                format!("the shift `{id}`, {from} to {to}, does not follow the one before"),
            ));
        }
        reached = to;
    }
    (reached != hours.day_end())
        .then(|| say("班次没有排满营业日", "the shifts do not cover the store day"))
}

fn step_misfit(hours: &Hours<'_>, step: &Step) -> Option<Text> {
    let of_meal = match &step.kind {
        StepKind::Meal(batches) => {
            in_order(hours, batches.iter().flat_map(|it| [("from", &it.from), ("to", &it.to)]))
        }
        StepKind::Checklist | StepKind::Sweep(_) | StepKind::Areas(_) => None,
    };
    let of_gap = step.gap.as_ref().and_then(|it| in_order(hours, ends(&it.from, &it.to)));
    of_meal.or(of_gap).or_else(|| match &step.when {
        When::Once(window) => in_order(
            hours,
            on_clock([
                ("earliest", &window.earliest),
                ("due", &window.due),
                ("finish-by", &window.finish_by),
                ("closes", &window.closes),
            ]),
        ),
        When::Every(rounds) => in_order(hours, ends(&rounds.from, &rounds.to)).or_else(|| {
            let grid = hours.grid(rounds);
            let (Some(first), Some(last)) = (grid.first(), grid.last()) else {
                return Some(say("没有一次到点", "no round falls due"));
            };
            let bounds = (first - rounds.early_by.0, last + rounds.finish_within.0);
            leaves_day(hours, bounds, (*first, *last))
        }),
        When::Series(series) => series_misfit(hours, series),
        When::OnEvent(it) => in_order(hours, on_clock([("closes", &it.window.closes)])),
    })
}

fn series_misfit(hours: &Hours<'_>, series: &Series) -> Option<Text> {
    let dues = series.slots.iter().map(|it| ("at", &it.due));
    let dues: Vec<(&str, &Moment)> = on_clock(dues).collect();
    let minutes: Vec<i32> = dues.iter().map(|it| hours.minutes(it.1)).collect();
    let (Some(first), Some(last)) = (minutes.iter().min(), minutes.iter().max()) else {
        return None;
    };
    let order = match &series.closes {
        // On floors they may fall due in any order.
        SlotCloses::At(_) | SlotCloses::Within(_) => None,
        SlotCloses::WithNext { last } => {
            in_order(hours, dues.into_iter().chain(on_clock([("closes", last)])))
        }
    };
    let bounds = (first - series.early_by.0, last + series.finish_within.0);
    order.or_else(|| leaves_day(hours, bounds, (*first, *last)))
}

fn leaves_day(hours: &Hours<'_>, bounds: (i32, i32), (first, last): (i32, i32)) -> Option<Text> {
    let fits = bounds.0 >= hours.starts() && bounds.1 <= hours.day_end();
    (!fits).then(|| {
        let (first, last) = (clock(first), clock(last));
        say(
            format!("{first} 到 {last} 的重复超出营业日"),
            format!("its rounds from {first} to {last} leave the store day"),
        )
    })
}

/// Returns those times that are counted from the clock.
fn on_clock<'m>(
    points: impl IntoIterator<Item = (&'static str, &'m Point)>,
) -> impl Iterator<Item = (&'static str, &'m Moment)> {
    points.into_iter().filter_map(|(name, point)| match point {
        Point::Clock(moment) => Some((name, moment)),
        Point::Done { .. } | Point::Start { .. } => None,
    })
}

fn ends<'m>(from: &'m Moment, to: &'m Moment) -> [(&'static str, &'m Moment); 2] {
    [("from", from), ("to", to)]
}

/// Returns what is out of order among moments that should follow each other within the day.
fn in_order<'m>(
    hours: &Hours<'_>,
    moments: impl IntoIterator<Item = (&'static str, &'m Moment)>,
) -> Option<Text> {
    let mut before: Option<(&str, i32)> = None;
    for (name, moment) in moments {
        let minutes = hours.minutes(moment);
        let at = clock(minutes);
        if !(hours.starts()..=hours.day_end()).contains(&minutes) {
            return Some(say(
                format!("{name}（{at}）在营业日之外"),
                format!("{name} ({at}) lies outside the store day"),
            ));
        }
        if let Some((earlier, than)) = before.filter(|it| it.1 > minutes) {
            let than = clock(than);
            return Some(say(
                format!("{name}（{at}）早于 {earlier}（{than}）"),
                format!("{name} ({at}) is before {earlier} ({than})"),
            ));
        }
        before = Some((name, minutes));
    }
    None
}
