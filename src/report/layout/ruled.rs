//! The ruled tables at the end of the empty forms: findings, and the handovers of the day.
//!
//! They hold nothing but lines to write on, and what is known beforehand.

use super::LINE;
use super::blank::SHORT;
use crate::report::blank::Blank;
use crate::report::page::{Block, Row, Section, Table, Tone};
use crate::schedule::{Lang, PlannedShift};
use crate::words;

/// How many findings have room.
const FINDINGS: usize = 12;

/// Returns the table for what is found.
pub(super) fn findings(lang: Lang) -> Section {
    let columns = vec![
        lang.of("时间", "At"),
        lang.of("楼层", "Floor"),
        lang.of("程度", "Severity"),
        lang.of("问题", "Finding"),
        lang.of("处理", "What was done"),
        lang.of("负责人", "Owner"),
        lang.of("限期", "Due"),
    ];
    let cells = [SHORT, SHORT, SHORT, LINE, LINE, SHORT, SHORT];
    let rows = (0..FINDINGS).map(|_| Row::calm(cells.map(str::to_owned).to_vec())).collect();
    section(lang.of("发现的问题", "Findings"), columns, rows)
}

/// Returns the table for the handovers, a row for each shift.
pub(super) fn handover(blank: &Blank, lang: Lang) -> Section {
    let columns = vec![
        lang.of("班次", "Shift"),
        lang.of("时间", "Time"),
        lang.of("钥匙、对讲机、器材", "Keys, radios, equipment"),
        lang.of("未了结的事", "What is still open"),
        lang.of("交班人", "Handed over by"),
        lang.of("接班人", "Taken over by"),
    ];
    let at = |it| words::clock(it, blank.schedule.zone);
    let row = |it: &PlannedShift| {
        let name = blank.schedule.shift_name(&it.id, lang).to_owned();
        let mut cells = vec![name, format!("{}–{}", at(it.from), at(it.to))];
        cells.extend([LINE, LINE, SHORT, SHORT].map(str::to_owned));
        Row::calm(cells)
    };
    let rows = blank.plan.shifts.iter().map(row).collect();
    section(lang.of("交接", "Handover"), columns, rows)
}

fn section(title: &str, columns: Vec<&'static str>, rows: Vec<Row>) -> Section {
    let table = Block::Table(Table { title: None, columns, rows });
    Section { title: title.to_owned(), tone: Tone::Calm, blocks: vec![table] }
}
