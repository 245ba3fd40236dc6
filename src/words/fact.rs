//! What an entry says, as one line.
//!
//! It never adds the time, the person or the number of the entry: whoever shows it has columns
//! for those.

use super::figure::compared;
use super::name::{kind, known, severity};
use super::value::{
    answer, batch, day, floor, moment, occurrence, outcome, question, reason, seq, span,
};
use super::{handover, officer, paper, people};
use crate::engine::Fact;
use crate::engine::command::{
    Answer, Answered, AreaRemoved, AreasNamed, BatchReturned, Corrected, Correction, Deferred,
    FollowUp, Fork, Found, Proof, Reinspected, Repinned, SecondLook, Skipped, Slept, Started,
    StopCause, Swept,
};
use crate::schedule::{
    AnswerForm, Item, ItemId, Lang, OccurrenceId, Revision, Schedule, StateChoice,
};

/// Returns an entry's fact as one line.
pub fn fact(fact: &Fact, schedule: &Schedule, lang: Lang) -> String {
    let title = |id: &OccurrenceId| occurrence(id, schedule, lang);
    match fact {
        Fact::DayOpened { day: opened, .. } => {
            let named = day(*opened, lang);
            lang.of(format!("营业日开始：{named}"), format!("Store day opened: {named}"))
        }
        Fact::DayRepinned(it) => repinned(it, lang),
        Fact::DeskStarted { off_since: None } => {
            lang.of("值班台首次开机", "Desk started for the first time").to_owned()
        }
        Fact::DeskStarted { off_since: Some(since) } => {
            let since = moment(*since, schedule.zone);
            lang.of(format!("值班台开机，{since} 起关机"), format!("Desk on; off since {since}"))
        }
        Fact::DeskStopped(StopCause::Officer) => lang.of("值班台关机", "Desk off").to_owned(),
        Fact::DeskStopped(StopCause::Signal) => {
            lang.of("值班台被系统关闭", "Desk closed by the system").to_owned()
        }
        Fact::StoreNamed(name) => lang.of(format!("店名：{name}"), format!("Store: {name}")),
        Fact::DeskTaken => lang.of("到岗值班", "Took the desk").to_owned(),
        Fact::Officer(it) => officer::fact(it, schedule, lang),
        Fact::Acknowledged(id) => {
            lang.of(format!("知道了：{}", title(id)), format!("Acknowledged: {}", title(id)))
        }
        Fact::Answered(it) => answered(it, schedule, lang),
        Fact::Skipped(it) => skipped(it, schedule, lang),
        Fact::Deferred(it) => deferred(it, schedule, lang),
        Fact::Signed(it) => people::signed(it, schedule, lang),
        Fact::Returned(it) => people::returned(it, schedule, lang),
        Fact::StoodIn(it) => people::stood_in(it, schedule, lang),
        Fact::Swept(it) => swept(it, schedule, lang),
        Fact::AreasNamed(it) => areas_named(it, schedule, lang),
        Fact::AreaRemoved(it) => area_removed(it, schedule, lang),
        Fact::BatchLeft(it) => {
            let (title, batch, count) = (title(&it.occurrence), batch(it.batch, lang), it.count);
            lang.of(
                format!("{title} · {batch}离开 {count} 人"),
                format!("{title} · {batch}: {count} left"),
            )
        }
        Fact::BatchReturned(it) => batch_returned(it, schedule, lang),
        Fact::Started(it) => started(it, schedule, lang),
        Fact::Found(it) => found(it, schedule, lang),
        Fact::Assigned(it) => {
            let (number, to) = (seq(it.finding), follow_up(&it.follow_up, lang));
            lang.of(format!("整改安排 {number}：{to}"), format!("Assigned {number}: {to}"))
        }
        Fact::Fixed(it) => {
            let (number, by, done) = (seq(it.finding), it.fixed_by.as_str(), &it.done);
            lang.of(
                format!("已整改 {number}：{done}（{by}）"),
                format!("Put right {number}: {done} ({by})"),
            )
        }
        Fact::Reinspected(it) => reinspected(it, lang),
        Fact::Handover(it) => handover::act(it, schedule, lang),
        Fact::Incident(it) => handover::incident(it, lang),
        Fact::Noted(text) => lang.of(format!("备注：{text}"), format!("Note: {text}")),
        Fact::Corrected(it) => corrected(it, schedule, lang),
        Fact::Exported(it) => paper::exported(it, lang),
        Fact::Printed(it) => paper::printed(it, lang),
        Fact::ClockStepped(it) => {
            let (from, to) = (moment(it.from, schedule.zone), moment(it.to, schedule.zone));
            lang.of(format!("时钟跳变：{from} → {to}"), format!("Clock stepped: {from} → {to}"))
        }
        Fact::Slept(it) => slept(it, schedule, lang),
    }
}

fn slept(it: &Slept, schedule: &Schedule, lang: Lang) -> String {
    let (from, to) = (moment(it.from, schedule.zone), moment(it.to, schedule.zone));
    let length = span(it.to - it.from, lang);
    lang.of(
        format!("电脑休眠 {length}：{from} → {to}"),
        format!("Machine slept {length}: {from} → {to}"),
    )
}

fn repinned(it: &Repinned, lang: Lang) -> String {
    let (revision, why) = (short(&it.revision), &it.reason);
    let by = by_pin(&it.proof, lang);
    lang.of(
        format!("即刻改用日程 {revision}（{why}）{by}"),
        format!("Schedule {revision} put in force at once ({why}){by}"),
    )
}

/// Returns the first digits of a revision: enough to tell it from others.
pub fn short(revision: &Revision) -> String {
    revision.as_str().chars().take(8).collect()
}

fn answered(it: &Answered, schedule: &Schedule, lang: Lang) -> String {
    let asked = &it.question;
    let step = schedule.step(&asked.occurrence.step);
    let item = step.and_then(|step| step.item(&asked.item));
    let said = answer(&it.answer, item, lang);
    let beside = compared(&it.answer, it.compared, item, lang);
    let way = it.known.or(item.map(|item| item.known));
    let way = way.map_or(String::new(), |way| reason(known(way, lang), lang));
    let note = it.note.as_ref().map_or(String::new(), |note| format!(" · {note}"));
    let title = occurrence(&asked.occurrence, schedule, lang);
    let item = question(asked, schedule, lang);
    format!("{title} · {item}{}{said}{beside}{way}{note}", colon(lang))
}

fn skipped(it: &Skipped, schedule: &Schedule, lang: Lang) -> String {
    let what = part(&it.occurrence, it.item.as_ref(), schedule, lang);
    lang.of(format!("跳过：{what}（{}）", it.reason), format!("Skipped: {what} ({})", it.reason))
}

fn deferred(it: &Deferred, schedule: &Schedule, lang: Lang) -> String {
    let what = part(&it.occurrence, it.item.as_ref(), schedule, lang);
    let (to, why) = (occurrence(&it.to, schedule, lang), &it.reason);
    lang.of(format!("推后：{what} → {to}（{why}）"), format!("Deferred: {what} → {to} ({why})"))
}

fn swept(it: &Swept, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let (floor, outcome) = (schedule.floor_name(&it.floor, lang), outcome(&it.outcome, lang));
    format!("{title} · {floor}{}{outcome}", colon(lang))
}

fn area_removed(it: &AreaRemoved, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let (area, why) = (schedule.floor_name(&it.area, lang), &it.reason);
    lang.of(
        format!("{title} · 去掉 {area}：{why}"),
        format!("{title} · taken off the list: {area} ({why})"),
    )
}

fn areas_named(it: &AreasNamed, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    if it.areas.is_empty() {
        return lang.of(format!("{title} · 今天没有"), format!("{title} · none today"));
    }
    let areas = it.areas.join(lang.of("、", ", "));
    lang.of(format!("{title} · 今天有：{areas}"), format!("{title} · today: {areas}"))
}

fn batch_returned(it: &BatchReturned, schedule: &Schedule, lang: Lang) -> String {
    let (title, count) = (occurrence(&it.occurrence, schedule, lang), it.count);
    let batch = batch(it.batch, lang);
    let late = match it.late {
        Some(0) | None => String::new(),
        Some(late) => lang.of(format!("，{late} 人迟到"), format!(", {late} late")),
    };
    let note = it.note.as_ref().map_or(String::new(), |note| format!(" · {note}"));
    lang.of(
        format!("{title} · {batch}回来 {count} 人{late}{note}"),
        format!("{title} · {batch}: {count} back{late}{note}"),
    )
}

fn started(it: &Started, schedule: &Schedule, lang: Lang) -> String {
    let start = &it.start;
    let place = floor(start.floor.as_ref(), start.place.as_deref(), schedule, lang);
    let gap = if place.is_empty() { "" } else { " " };
    let (event, note) = (schedule.event_name(&start.event, lang), &start.note);
    lang.of(
        format!("发生{event}：{place}{gap}{note}"),
        format!("Happened: {event}: {place}{gap}{note}"),
    )
}

fn found(it: &Found, schedule: &Schedule, lang: Lang) -> String {
    let place = floor(it.floor.as_ref(), it.place.as_deref(), schedule, lang);
    let gap = if place.is_empty() { "" } else { " " };
    let mut marks =
        format!("{}{}{}", severity(it.severity, lang), comma(lang), kind(it.kind, lang));
    if !it.photos.is_empty() {
        marks = format!("{marks}{}{}", comma(lang), photos(it.photos.len(), lang));
    }
    let what = format!("{place}{gap}{}{}", it.what, reason(&marks, lang));
    match &it.fork {
        Fork::OnTheSpot { done } => lang.of(
            format!("发现：{what}，当场改正：{done}"),
            format!("Found: {what}; corrected on the spot: {done}"),
        ),
        Fork::FollowUp(to) => {
            let to = follow_up(to, lang);
            lang.of(format!("发现：{what}，待整改：{to}"), format!("Found: {what}; open: {to}"))
        }
    }
}

/// Returns how many photos there are.
pub fn photos(count: usize, lang: Lang) -> String {
    let noun = if count == 1 { "photo" } else { "photos" };
    lang.of(format!("照片 {count} 张"), format!("{count} {noun}"))
}

fn follow_up(it: &FollowUp, lang: Lang) -> String {
    let owner = it.owner.as_deref().unwrap_or(lang.of("未指定负责人", "unassigned"));
    let mut parts = vec![owner.to_owned()];
    if let Some(due) = it.due {
        parts.push(lang.of(format!("限期 {due}"), format!("by {due}")));
    }
    if let Some(interim) = &it.interim {
        parts.push(lang.of(format!("临时措施：{interim}"), format!("meanwhile: {interim}")));
    }
    if let Some(to) = &it.reported_to {
        parts.push(lang.of(format!("已报告 {to}"), format!("reported to {to}")));
    }
    parts.join(comma(lang))
}

fn reinspected(it: &Reinspected, lang: Lang) -> String {
    let number = seq(it.finding);
    let note = it.note.as_ref().map_or(String::new(), |note| reason(note, lang));
    match it.result {
        SecondLook::Right => lang.of(
            format!("复查 {number}：合格，关闭{note}"),
            format!("Re-inspected {number}: right, closed{note}"),
        ),
        SecondLook::StillWrong => lang.of(
            format!("复查 {number}：不合格，继续整改{note}"),
            format!("Re-inspected {number}: still wrong, open again{note}"),
        ),
    }
}

fn corrected(it: &Corrected, schedule: &Schedule, lang: Lang) -> String {
    let (number, why) = (seq(it.entry), &it.reason);
    let instead = correction(&it.correction, None, schedule, lang);
    let by = by_pin(&it.proof, lang);
    lang.of(
        format!("更正 {number}：改为 {instead}（{why}）{by}"),
        format!("Corrected {number}: now {instead} ({why}){by}"),
    )
}

/// Returns what holds after a correction; the item names an answer's state and unit.
pub fn correction(it: &Correction, item: Option<&Item>, schedule: &Schedule, lang: Lang) -> String {
    match it {
        Correction::Answer { answer: said, note } => {
            let said = match item {
                Some(item) => answer(said, Some(item), lang),
                None => stated(said, schedule, lang),
            };
            let note = note.as_ref().map_or(String::new(), |note| format!(" · {note}"));
            format!("{said}{note}")
        }
        Correction::Finding { what, floor, kind: about, severity: bad } => {
            let parts = [
                floor.as_ref().map(|id| schedule.floor_name(id, lang).to_owned()),
                what.clone(),
                about.map(|it| kind(it, lang).to_owned()),
                bad.map(|it| severity(it, lang).to_owned()),
            ];
            let said: Vec<String> = parts.into_iter().flatten().collect();
            said.join(comma(lang))
        }
        Correction::Count(count) => lang.of(format!("{count} 人"), format!("{count} people")),
        Correction::Note(text) => text.clone(),
        Correction::Withdrawn => lang.of("撤回", "taken back").to_owned(),
    }
}

// A correction does not name its item, so a state is called by its name only where every item
// that has the state calls it the same.
fn stated(said: &Answer, schedule: &Schedule, lang: Lang) -> String {
    let Answer::State(id) = said else { return answer(said, None, lang) };
    let items = schedule.steps.iter().flat_map(|step| &step.items);
    let choices = items.filter_map(|item| match &item.form {
        AnswerForm::States(choices) => choices.iter().find(|it| it.id == *id),
        AnswerForm::YesNo(_)
        | AnswerForm::Number(_)
        | AnswerForm::Count(_)
        | AnswerForm::Money(_)
        | AnswerForm::Computed(_)
        | AnswerForm::Time(_)
        | AnswerForm::Code(_)
        | AnswerForm::Photo
        | AnswerForm::Text(_)
        | AnswerForm::Names(_) => None,
    });
    let mut names = choices.map(|it: &StateChoice| it.name.get(lang));
    match names.next() {
        Some(name) if names.all(|it| it == name) => name.to_owned(),
        Some(_) | None => id.to_string(),
    }
}

/// Returns the number that signed, where a PIN did.
pub(super) fn by_pin(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Name => String::new(),
        Proof::Pin(_) => reason(&officer::proof(proof, lang), lang),
    }
}

fn part(id: &OccurrenceId, item: Option<&ItemId>, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(id, schedule, lang);
    let Some(item) = item else { return title };
    let step = schedule.step(&id.step);
    let asked = step.and_then(|step| step.item(item)).map(|it| it.ask.get(lang));
    format!("{title} · {}", asked.unwrap_or(item.as_str()))
}

fn colon(lang: Lang) -> &'static str {
    lang.of("：", ": ")
}

fn comma(lang: Lang) -> &'static str {
    lang.of("，", ", ")
}
