//! The duty log of each floor: what was found, what was done, what is handed over.
//!
//! It never leaves a floor out: one without findings says so.

use super::diary::finding_block;
use super::patrol::{looked_at, passed_up};
use super::{LINE, Told, figure, part, table};
use crate::engine::agenda::{FindingView, FloorState};
use crate::report::page::{Block, Figure, Row, Section, Tone};
use crate::report::select::{is_of_floor_log, questions};
use crate::schedule::FloorId;
use crate::words;

/// Returns the sections of the log.
pub(super) fn sections(told: Told<'_>) -> Vec<Section> {
    let floors = told.schedule.floors.iter().map(|it| floor(Some(&it.id), told));
    let nowhere = has_some(None, told).then(|| floor(None, told));
    floors.chain(nowhere).chain([whole_store(told)]).collect()
}

/// Returns the numbers to know first.
pub(super) fn figures(told: Told<'_>) -> Vec<Figure> {
    let (found, open) = (&told.report.findings, &told.report.agenda.findings);
    let by_floor = |all: &[FindingView]| {
        let of = |id: &FloorId| all.iter().filter(|it| it.floor.as_ref() == Some(id)).count();
        let floors = told.schedule.floors.iter();
        let counts = floors.map(|it| (it.name.get(told.lang), of(&it.id)));
        super::sum(&counts.collect::<Vec<_>>(), told.lang)
    };
    let (new, left) = (told.text("今日问题", "Found today"), told.text("未了结", "Still open"));
    vec![
        figure(new, found.len(), by_floor(found), false),
        figure(left, open.len(), by_floor(open), !open.is_empty()),
    ]
}

fn has_some(id: Option<&FloorId>, told: Told<'_>) -> bool {
    let mut all = told.report.findings.iter().chain(&told.report.agenda.findings);
    all.any(|it| it.floor.as_ref() == id)
}

fn floor(id: Option<&FloorId>, told: Told<'_>) -> Section {
    let lang = told.lang;
    let name = match id {
        Some(id) => told.schedule.floor_name(id, lang),
        None => told.text("不分楼层", "No floor named"),
    };
    let here = |it: &&FindingView| it.floor.as_ref() == id;
    let found = told.report.findings.iter().filter(here);
    let title = told.text("问题、处理、结果", "Problems, what was done, result");
    let mut blocks: Vec<Block> = finding_block(title, found, told).into_iter().collect();
    if blocks.is_empty() {
        blocks.push(Block::Say(told.text("没有发现问题。", "No problems were found.").to_owned()));
    }
    let open: Vec<&FindingView> = told.report.agenda.findings.iter().filter(here).collect();
    blocks.extend(to_do(&open, told));
    if let Some(id) = id {
        blocks.extend(swept(id, told));
        let (sales, unit) = (told.text("昨日销售", "Yesterday's sales"), told.text("元", "yuan"));
        let colon = told.text("：", ": ");
        blocks.push(Block::Say(format!("{sales}{colon}{LINE} {unit}")));
    }
    Section { title: name.to_owned(), tone: Tone::alarm_if(!open.is_empty()), blocks }
}

fn to_do(open: &[&FindingView], told: Told<'_>) -> Option<Block> {
    let row = |it: &&FindingView| {
        let cells = vec![words::seq(it.number), it.what.clone(), passed_up(it, told)];
        Row::toned(Tone::Alarm, cells)
    };
    let columns = vec![
        told.text("编号", "No."),
        told.text("待办", "To do"),
        told.text("谁、何时、临时措施", "Who, by when, meanwhile"),
    ];
    let title = told.text("待办与交接", "To do and to hand over");
    part(title, columns, open.iter().map(row).collect())
}

fn swept(id: &FloorId, told: Told<'_>) -> Option<Block> {
    let floor = told.report.floors.iter().find(|it| it.floor == *id)?;
    let FloorState::Swept { outcome, at, officer } = &floor.state else { return None };
    let (at, outcome) = (told.at(*at), words::outcome(outcome, told.lang));
    let by = words::reason(officer.as_str(), told.lang);
    let sweep = told.lang.of("清场：", "Sweep: ");
    Some(Block::Say(format!("{sweep}{at} {outcome}{by}")))
}

/// Returns what is written for the whole store: to-dos, and yesterday's sales.
fn whole_store(told: Told<'_>) -> Section {
    let asked = questions(told.report, is_of_floor_log);
    let rows: Vec<Row> = asked.into_iter().map(|it| looked_at(it, told)).collect();
    let columns = vec![
        told.text("内容", "Subject"),
        told.text("记录", "Recorded"),
        told.text("备注", "Remark"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
    ];
    let title = told.text("全店：日志与昨日销售", "Whole store: logs and yesterday's sales");
    let none = told.text("没有记录。", "Nothing was recorded.").to_owned();
    let blocks = match rows.is_empty() {
        true => vec![Block::Say(none)],
        false => vec![Block::Table(table(columns, rows))],
    };
    Section { title: title.to_owned(), tone: Tone::Calm, blocks }
}
