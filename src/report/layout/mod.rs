//! A report and a language → a page: which sections, in which order, in which words.
//!
//! It never leaves out the first two sections: "nothing" is said, not left to be guessed.

mod areas;
mod blank;
mod detail;
mod diary;
mod event;
mod floors;
mod flow;
mod front;
mod handover;
mod kind;
mod log;
mod month;
mod patrol;
mod people;
mod photos;
mod record;
mod ruled;
mod sweep;
mod timetable;
mod told;

pub(super) use diary::{HEADINGS, Heading};
pub(super) use kind::word;
pub(super) use record::{said_before, said_now};
pub(super) use told::Told;

use super::page::{Block, Figure, Page, Row, Section, Stamp, Table, Tone};
use super::{Kind, Origin, Paper, Period, Report, Undone};
use crate::engine::Officer;
use crate::engine::photo::Photo;
use crate::schedule::{Lang, ShiftId};
use crate::words;

/// Puts a paper into words.
pub(super) fn lay_out(paper: Paper<'_>, lang: Lang) -> Page {
    match paper {
        Paper::Report(report) => of_report(Told::new(report, lang)),
        Paper::Month(month) => month::lay_out(month, lang),
        Paper::Blank(blank) => blank::lay_out(blank, lang),
        Paper::Timetable(of) => timetable::lay_out(of, lang),
        Paper::Log(log) => log::lay_out(log, lang),
    }
}

/// Returns the one table of a paper that is a list; none for a paper that is not.
pub(super) fn list(paper: Paper<'_>, lang: Lang) -> Option<Table> {
    match paper {
        Paper::Month(month) => Some(month::list(month, lang)),
        Paper::Log(log) => Some(log::list(log, lang)),
        Paper::Report(_) | Paper::Blank(_) | Paper::Timetable(_) => None,
    }
}

/// A practised day must not be taken for a real one, so its title says what it is.
fn title(report: &Report, lang: Lang) -> String {
    let own = report.agenda.schedule.papers.title(kind::word(report.kind), lang);
    let title = own.unwrap_or(kind::title(report.kind, lang));
    match report.origin {
        Origin::Record => title.to_owned(),
        Origin::Rehearsal => lang.of(format!("{title}（演练）"), format!("{title} (practice)")),
    }
}

fn of_report(told: Told<'_>) -> Page {
    let (report, lang) = (told.report, told.lang);
    let zone = told.schedule.zone;
    let cutoff = words::moment(report.cutoff, zone);
    Page {
        stamp: Stamp {
            number: number(report),
            about: report.agenda.day.to_string(),
            at: report.cutoff.with_timezone(&zone),
            head: report.head,
            head_hash: report.head_hash.clone(),
        },
        title: title(report, lang),
        logo: report.logo.clone(),
        store: told.store(),
        head: head(told),
        figures: figures(told),
        sections: sections(told),
        signing: kind::signing(told),
        foot: lang.of(
            format!("截至 {cutoff}，此后写入的记录归下一份报告。"),
            format!("As of {cutoff}. Entries written later belong to the next report."),
        ),
    }
}

/// Returns the number of a report: kind and day, the shift if it is about one, the last entry that
/// it covers, and the end of the desk's name. What leaves the desk is an entry itself, so that no
/// two reports that left it bear the same number.
pub(super) fn number(report: &Report) -> String {
    let (letter, day) = (kind::letter(report.kind), report.agenda.day.format("%Y%m%d"));
    let place = |id: &ShiftId| {
        let all = &report.agenda.schedule.shifts;
        all.iter().position(|it| it.id == *id).map(|it| format!(".{}", it + 1))
    };
    let shift = match &report.period {
        Period::Shift(id) => place(id),
        Period::Handover(lines) => place(&lines.shift),
        Period::Day | Period::After(_) => None,
    };
    let head = report.head.map_or(0, |it| it.0);
    let desk = report.desk.as_deref().map(|it| {
        let digits: Vec<char> = it.chars().filter(char::is_ascii_hexdigit).collect();
        let end: String = digits[digits.len().saturating_sub(4)..].iter().collect();
        format!("-{}", end.to_ascii_uppercase())
    });
    format!("{letter}{day}{}-{head:06}{}", shift.unwrap_or_default(), desk.unwrap_or_default())
}

fn sections(told: Told<'_>) -> Vec<Section> {
    match told.report.kind {
        Kind::Day | Kind::Handover => of_day(told),
        Kind::FirePatrol => with_photos(patrol::sections(told), told),
        Kind::Diary => with_photos(diary::sections(told), told),
        Kind::FloorLog => with_photos(floors::sections(told), told),
        Kind::Sweep => with_photos(sweep::sections(told), told),
    }
}

fn with_photos(sections: Vec<Section>, told: Told<'_>) -> Vec<Section> {
    filled(sections).into_iter().chain(photos::section(told)).collect()
}

/// Returns the photos that a report shows.
pub(super) fn photos_of(report: &Report) -> Vec<&Photo> {
    photos::of(report)
}

fn of_day(told: Told<'_>) -> Vec<Section> {
    let changed = match told.report.kind {
        Kind::Handover => handover::front(told),
        Kind::Day | Kind::FirePatrol | Kind::Diary | Kind::FloorLog | Kind::Sweep => None,
    };
    // What nobody has taken over yet is read first; how it was taken over, after what there is to
    // take over.
    let (owed, acts) = match told.report.handover {
        None => (changed, None),
        Some(_) => (None, changed),
    };
    let front = [front::not_done(told), front::still_open(told)];
    let detail = [
        acts,
        event::events(told),
        detail::gates(told),
        detail::gaps(told),
        detail::rounds(told),
        detail::meals(told),
        detail::sweep(told),
        areas::areas(told),
        detail::findings(told),
        photos::section(told),
        record::answers(told),
        record::steps(told),
        flow::posts(told),
        flow::not_needed(told),
        record::notes(told),
        record::corrections(told),
        record::late(told),
        record::notices(told),
        record::signatures(told),
        people::returns(told),
        people::stand_ins(told),
        handover::signatures(told),
    ];
    owed.into_iter().chain(front).chain(detail.into_iter().flatten()).collect()
}

// A form that is filed has no blank cell: what does not apply is struck out, as on paper.
fn filled(mut sections: Vec<Section>) -> Vec<Section> {
    for block in sections.iter_mut().flat_map(|it| &mut it.blocks) {
        let Block::Table(table) = block else { continue };
        for cell in table.rows.iter_mut().flat_map(|it| &mut it.cells) {
            if cell.trim().is_empty() {
                NOT_APPLICABLE.clone_into(cell);
            }
        }
    }
    sections
}

/// What stands where nothing applies.
pub(super) const NOT_APPLICABLE: &str = "/";

/// The line on which a person writes.
const LINE: &str = "____________";

fn head(told: Told<'_>) -> Vec<(String, String)> {
    let (report, lang) = (told.report, told.lang);
    let name = |zh: &'static str, en: &'static str| lang.of(zh, en).to_owned();
    let officers: Vec<&str> = report.officers.iter().map(Officer::as_str).collect();
    let officers = match officers.is_empty() {
        true => lang.of("无人登记", "nobody took the desk").to_owned(),
        false => officers.join(lang.of("、", ", ")),
    };
    let revision: String = report.agenda.schedule.revision.as_str().chars().take(12).collect();
    let day = words::day(report.agenda.day, lang);
    let day = match words::day_kind(&report.agenda, lang) {
        Some(kind) => format!("{day}  {kind}"),
        None => day,
    };
    let mut head = vec![
        (name("营业日", "Store day"), day),
        (name("时段", "Period"), period(told)),
        (name("值班", "On duty"), officers),
        (name("截止", "Cut-off"), words::moment(report.cutoff, told.schedule.zone)),
    ];
    head.extend(figures(told).into_iter().map(|it| in_head(it, told)));
    head.extend([
        (name("日程版本", "Schedule"), revision),
        (name("记录范围", "Entries"), entries(told)),
        (name("末条记录", "Last entry"), last_entry(told)),
    ]);
    if let Some(it) = &report.previous {
        let previous = format!("{}  {}", words::seq(it.entry), grouped(&it.sha256));
        head.push((name("上一份报告", "Report before"), previous));
    }
    head.extend(kind::head(told));
    head
}

fn figures(told: Told<'_>) -> Vec<Figure> {
    let not_done = told.report.not_done_count();
    let open = &told.report.still_open;
    let not_done_name = told.text("未完成", "Not done");
    let open_name = told.text("未了结", "Still open");
    let open_alarm = open.count() > open.due.len();
    match told.report.kind {
        Kind::Day | Kind::Handover | Kind::Diary => vec![
            figure(not_done_name, not_done, sum_of_not_done(told), not_done > 0),
            figure(open_name, open.count(), sum_of_open(told), open_alarm),
        ],
        Kind::FirePatrol => patrol::figures(told),
        Kind::FloorLog => floors::figures(told),
        Kind::Sweep => sweep::figures(told),
    }
}

// The kinds that are made up of parts say only those; the others have nothing else to say.
fn in_head(it: Figure, told: Told<'_>) -> (String, String) {
    let said = match told.report.kind {
        Kind::Day | Kind::Handover | Kind::Diary => it.said,
        Kind::FirePatrol | Kind::FloorLog | Kind::Sweep if it.said.is_empty() => {
            it.count.to_string()
        }
        Kind::FirePatrol | Kind::FloorLog | Kind::Sweep => {
            format!("{}{}", it.count, words::reason(&it.said, told.lang))
        }
    };
    (it.name, said)
}

fn figure(name: &str, count: usize, said: String, alarm: bool) -> Figure {
    Figure { name: name.to_owned(), count, said, tone: Tone::alarm_if(alarm) }
}

fn period(told: Told<'_>) -> String {
    let lang = told.lang;
    let (from, to) = (told.at(told.report.from), told.at_or_tomorrow(told.report.cutoff));
    let name = match &told.report.period {
        Period::Day => lang.of("全天", "whole day"),
        Period::Shift(id) => told.schedule.shift_name(id, lang),
        Period::After(_) => lang.of("上次交接之后", "since the last handover"),
        Period::Handover(lines) => told.schedule.shift_name(&lines.shift, lang),
    };
    format!("{name} {from}–{to}")
}

fn sum_of_not_done(told: Told<'_>) -> String {
    let lang = told.lang;
    let all = &told.report.not_done;
    let count = |way: fn(&Undone) -> bool| all.iter().filter(|it| way(&it.how)).count();
    let ways = [
        (lang.of("漏做", "missed"), count(|it| matches!(it, Undone::Missed))),
        (lang.of("不明", "unknown"), count(|it| matches!(it, Undone::Unknown))),
        (lang.of("超时", "overdue"), count(|it| matches!(it, Undone::Overdue))),
        (lang.of("顺延", "rolled over"), count(|it| matches!(it, Undone::RolledOver { .. }))),
        (lang.of("跳过", "skipped"), count(|it| matches!(it, Undone::Skipped { .. }))),
        (lang.of("推后", "deferred"), count(|it| matches!(it, Undone::Deferred { .. }))),
    ];
    sum(&ways, lang)
}

fn sum_of_open(told: Told<'_>) -> String {
    let lang = told.lang;
    let open = &told.report.still_open;
    let ways = [
        (lang.of("问题", "findings"), open.findings.len()),
        (lang.of("未放行", "gates held"), open.gates.len()),
        (lang.of("用餐未归", "batches out"), open.batches.len()),
        (lang.of("未清场", "not clear"), open.floors.len()),
        (lang.of("待签字", "signatures"), open.signatures_needed),
        (lang.of("待办", "due"), open.due.len()),
    ];
    sum(&ways, lang)
}

fn sum(ways: &[(&str, usize)], lang: Lang) -> String {
    let some = ways.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = some.map(|(name, count)| format!("{name} {count}")).collect();
    match said.is_empty() {
        true => lang.of("无", "nothing").to_owned(),
        false => said.join(lang.of("，", ", ")),
    }
}

/// Returns which entries the period holds, and how many.
fn entries(told: Told<'_>) -> String {
    let (lang, report) = (told.lang, told.report);
    let (Some(first), Some(last)) = (report.first, report.head) else {
        return lang.of("无记录", "no entries").to_owned();
    };
    let (first, last, count) = (words::seq(first), words::seq(last), report.count);
    lang.of(format!("{first}–{last}，{count} 条"), format!("{first}–{last}, {count}"))
}

/// Returns the first half of a hash in groups that can be read out.
fn grouped(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(32).collect();
    let groups: Vec<String> = digits.chunks(4).map(|it| it.iter().collect()).collect();
    groups.join(" ")
}

fn last_entry(told: Told<'_>) -> String {
    let head = told.report.head.map(words::seq);
    let hash = told.report.head_hash.as_deref().map(grouped);
    match (head, hash) {
        (Some(head), Some(hash)) => format!("{head}  {hash}"),
        (Some(head), None) => head,
        (None, _) => told.lang.of("无记录", "no entries").to_owned(),
    }
}

fn section(title: &str, tone: Tone, table: Table) -> Option<Section> {
    let some = !table.rows.is_empty();
    some.then(|| Section { title: title.to_owned(), tone, blocks: vec![Block::Table(table)] })
}

fn table(columns: Vec<&'static str>, rows: Vec<Row>) -> Table {
    Table { title: None, columns, rows }
}

fn part(title: &'static str, columns: Vec<&'static str>, rows: Vec<Row>) -> Option<Block> {
    let some = !rows.is_empty();
    some.then_some(Block::Table(Table { title: Some(title), columns, rows }))
}
