//! How values that carry something are put: answers, outcomes, names with numbers, times.
//!
//! It never invents a name: what the schedule does not know is called by its word.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::figure;
use crate::engine::agenda::{Agenda, AnswerView, Ask};
use crate::engine::command::{Answer, Question, Seq, SweepOutcome};
use crate::schedule::{
    AnswerForm, Applied, FloorId, HolidayData, Item, Lang, OccurrenceId, Schedule, SpecialDay,
    StateId, Step, StepKind, TimeOfDay,
};

/// Returns an answer as words, with its unit.
pub fn answer(answer: &Answer, item: Option<&Item>, lang: Lang) -> String {
    match answer {
        Answer::State(id) => state_name(id, item, lang).unwrap_or(id.as_str()).to_owned(),
        Answer::Yes => lang.of("是", "yes").to_owned(),
        Answer::No => lang.of("否", "no").to_owned(),
        Answer::NotApplicable => lang.of("不适用", "not applicable").to_owned(),
        Answer::Number(number) => with_unit(&number.to_string(), item, lang),
        Answer::Count(count) => with_unit(&count.to_string(), item, lang),
        Answer::Money(amount) => with_unit(&amount.cents(), item, lang),
        Answer::Time(time) => time_of_day(*time),
        Answer::Code(code) => code.clone(),
        Answer::Photo(photo) => {
            let short: String = photo.sha256.chars().take(12).collect();
            lang.of(format!("照片 {short}"), format!("photo {short}"))
        }
        Answer::Text(text) => text.clone(),
        Answer::Names(names) if names.is_empty() => lang.of("无", "none").to_owned(),
        Answer::Names(names) => names.join(lang.of("、", ", ")),
    }
}

/// Returns an answer as it stands as words: with its unit, and with what it is compared with.
pub fn given(it: &AnswerView, item: Option<&Item>, lang: Lang) -> String {
    let said = answer(&it.answer, item, lang);
    format!("{said}{}", figure::compared(&it.answer, it.compared, item, lang))
}

/// Returns a time on the clock: `08:20`.
pub fn time_of_day(it: TimeOfDay) -> String {
    format!("{:02}:{:02}", it.minutes() / 60, it.minutes() % 60)
}

/// Returns a floor's outcome as words.
pub fn outcome(it: &SweepOutcome, lang: Lang) -> String {
    match it {
        SweepOutcome::Clear => lang.of("已清场", "clear").to_owned(),
        SweepOutcome::ClearExcept { who, until, watcher } => lang.of(
            format!("已清场，留有 {who}，到 {until}，由 {watcher} 看护"),
            format!("clear except {who}, until {until}, watched by {watcher}"),
        ),
        SweepOutcome::NotSwept { reason } => {
            lang.of(format!("未清场：{reason}"), format!("not swept: {reason}"))
        }
    }
}

/// Returns what a step asks for next as a sentence.
pub fn ask(ask: &Ask, step: &Step, schedule: &Schedule, lang: Lang) -> String {
    match ask {
        Ask::Question(it) => question(it, schedule, lang),
        Ask::Floor(id) => {
            let floor = schedule.floor_name(id, lang);
            lang.of(format!("{floor}清场结果如何？"), format!("{floor}: is it clear?"))
        }
        Ask::Areas => {
            lang.of("今天有哪些？没有就直接回车", "Which ones today? None: just Enter").to_owned()
        }
        Ask::BatchLeaves(number) => {
            let who = batch_who(step, *number, lang);
            lang.of(
                format!("第{number}批{who}去用餐：走了几人？"),
                format!("Batch {number}{who} leaves: how many?"),
            )
        }
        Ask::BatchReturns(number) => {
            let who = batch_who(step, *number, lang);
            lang.of(
                format!("第{number}批{who}：回来几人？"),
                format!("Batch {number}{who} is back: how many?"),
            )
        }
        Ask::Signature(id) => {
            let role = schedule.role_name(id, lang);
            lang.of(format!("请{role}签字"), format!("Signature: {role}"))
        }
        Ask::Amend { by, comment } => {
            let by = by.as_str();
            lang.of(
                format!("{by} 退回：{comment}。请更正"),
                format!("Returned by {by}: {comment}. Correct it"),
            )
        }
    }
}

/// Returns a question as its item asks it, with the floor in front where it has one.
pub fn question(it: &Question, schedule: &Schedule, lang: Lang) -> String {
    let step = schedule.step(&it.occurrence.step);
    let item = step.and_then(|step| step.item(&it.item));
    let asked = item.map_or(it.item.as_str(), |item| item.ask.get(lang));
    match &it.floor {
        Some(id) => format!("{} · {asked}", schedule.floor_name(id, lang)),
        None => asked.to_owned(),
    }
}

/// Returns a step's title, with the number of the round where it is repeated.
pub fn occurrence(id: &OccurrenceId, schedule: &Schedule, lang: Lang) -> String {
    let Some(step) = schedule.step(&id.step) else { return id.step.to_string() };
    let title = step.title.get(lang);
    if let Some(floor) = step.when.floor(id.number) {
        return format!("{title} · {}", schedule.floor_name(floor, lang));
    }
    if !step.repeats() {
        return title.to_owned();
    }
    let number = id.number;
    lang.of(format!("{title}（第{number}次）"), format!("{title} (no. {number})"))
}

/// Returns where something is: floor, place, or both.
pub fn floor(id: Option<&FloorId>, place: Option<&str>, schedule: &Schedule, lang: Lang) -> String {
    let floor = id.map(|id| schedule.floor_name(id, lang));
    let parts: Vec<&str> = [floor, place].into_iter().flatten().collect();
    parts.join(" ")
}

/// Returns what a meal batch is called.
pub fn batch(number: u8, lang: Lang) -> String {
    lang.of(format!("第{number}批"), format!("batch {number}"))
}

/// Returns a reason in the brackets of the language.
pub fn reason(text: &str, lang: Lang) -> String {
    lang.of(format!("（{text}）"), format!(" ({text})"))
}

/// Returns how an entry is marked that was written so many minutes later than it happened.
pub fn late(minutes: i64, lang: Lang) -> String {
    lang.of(format!("（补记，晚 {minutes} 分）"), format!(" ({minutes} min late)"))
}

/// Returns an entry's number as it is shown: `#123`.
pub fn seq(it: Seq) -> String {
    format!("#{}", it.0)
}

/// Returns a store day with its weekday: `2026-03-02 周一`, `Mon 2026-03-02`.
pub fn day(it: NaiveDate, lang: Lang) -> String {
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let weekday = it.weekday().num_days_from_monday() as usize;
    lang.of(format!("{it} {}", zh[weekday]), format!("{} {it}", en[weekday]))
}

/// Returns the time of day on the store's clock: `08:20`.
pub fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// Returns date and time on the store's clock: `2026-03-02 08:20`.
pub fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// Returns a length of time in hours and minutes: `1小时37分`, `1 h 37 min`.
pub fn span(length: TimeDelta, lang: Lang) -> String {
    let minutes = length.num_minutes().unsigned_abs();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts = [
        (days, lang.of("天", " d")),
        (hours, lang.of("小时", " h")),
        (minutes, lang.of("分", " min")),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = said.map(|(count, unit)| format!("{count}{unit}")).collect();
    match words.is_empty() {
        true => lang.of("0分", "0 min").to_owned(),
        false => words.join(lang.of("", " ")),
    }
}

fn state_name<'a>(id: &StateId, item: Option<&'a Item>, lang: Lang) -> Option<&'a str> {
    let AnswerForm::States(choices) = &item?.form else { return None };
    choices.iter().find(|it| it.id == *id).map(|it| it.name.get(lang))
}

fn with_unit(number: &str, item: Option<&Item>, lang: Lang) -> String {
    let unit = item.and_then(|it| it.form.unit()).map_or("", |it| it.get(lang));
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

fn batch_who(step: &Step, number: u8, lang: Lang) -> String {
    let StepKind::Meal(batches) = &step.kind else { return String::new() };
    let batch = usize::from(number).checked_sub(1).and_then(|index| batches.get(index));
    match batch.map(|it| it.who.get(lang)).filter(|it| !it.is_empty()) {
        Some(who) => reason(who, lang),
        None => String::new(),
    }
}

/// Returns what makes the store day differ from an ordinary one; nothing on an ordinary one.
///
/// A day outside the holiday calendar's data is said to be that, never taken for ordinary.
pub fn day_kind(agenda: &Agenda, lang: Lang) -> Option<String> {
    let named = |it: &Applied| agenda.schedule.variant_name(&it.id, lang).to_owned();
    let mut parts: Vec<String> = agenda.variants.iter().map(named).collect();
    match &agenda.holiday {
        HolidayData::Known(Some(SpecialDay::Off(name))) => parts.push(name.get(lang).to_owned()),
        HolidayData::Known(Some(SpecialDay::MakeUp(name))) => {
            let name = name.get(lang);
            parts.push(lang.of(format!("补班（{name}）"), format!("make-up workday ({name})")));
        }
        HolidayData::NoData { .. } => {
            parts.push(lang.of("节假日未知", "holidays unknown").to_owned());
        }
        HolidayData::Unused | HolidayData::Known(None) => {}
    }
    if agenda.closed {
        parts.push(lang.of("不营业", "closed").to_owned());
    }
    parts.dedup();
    (!parts.is_empty()).then(|| parts.join(lang.of("、", ", ")))
}
