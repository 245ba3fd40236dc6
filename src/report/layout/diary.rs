//! The duty diary: staff, the sales floor, the back of house, and anything abnormal.
//!
//! It never tells a finding under two headings, and never leaves a heading out: "nothing" is said.

use super::patrol::{looked_at, passed_up};
use super::{Told, detail, front, part, record, table};
use crate::engine::agenda::{FindingState, FindingView};
use crate::engine::command::FindingKind;
use crate::report::page::{Block, Row, Section, Tone};
use crate::report::select::{is_of, questions};
use crate::schedule::Clause;
use crate::words;

/// The headings of the diary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Heading {
    /// The staff.
    Staff,
    /// The sales floor.
    SalesFloor,
    /// The back of house.
    BackOfHouse,
    /// Anything abnormal.
    Abnormal,
}

/// Every heading, in the order of the diary.
pub(in crate::report) const HEADINGS: [Heading; 4] =
    [Heading::Staff, Heading::SalesFloor, Heading::BackOfHouse, Heading::Abnormal];

/// The clause that asks for the diary.
const DIARY: &str = "B11";

impl Heading {
    /// Returns the clause that asks for it.
    pub(in crate::report) fn clause(self) -> &'static str {
        match self {
            Self::Staff => "B11.1",
            Self::SalesFloor => "B11.2",
            Self::BackOfHouse => "B11.3",
            Self::Abnormal => "B11.4",
        }
    }

    /// Returns whether what comes from these clauses is written under it; what names only the
    /// diary as a whole may be anything, and stands under the last.
    pub(in crate::report) fn takes(self, clauses: &[Clause]) -> bool {
        let named = clauses.iter().any(|it| is_of(it, self.clause()));
        let any = |it: &Clause| is_of(it, DIARY) && it.as_str() != DIARY;
        let whole = clauses.iter().any(|it| it.as_str() == DIARY) && !clauses.iter().any(any);
        named || (self == Self::Abnormal && whole)
    }

    /// Returns the word by which JSON calls it.
    pub(in crate::report) fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::SalesFloor => "sales-floor",
            Self::BackOfHouse => "back-of-house",
            Self::Abnormal => "abnormal",
        }
    }

    /// Returns the heading under which findings of a kind stand.
    pub(in crate::report) fn of(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Staff => Self::Staff,
            FindingKind::Goods | FindingKind::Customer | FindingKind::Hygiene => Self::SalesFloor,
            FindingKind::Equipment => Self::BackOfHouse,
            FindingKind::Fire | FindingKind::Security | FindingKind::Other => Self::Abnormal,
        }
    }
}

/// Returns the sections of the diary.
pub(super) fn sections(told: Told<'_>) -> Vec<Section> {
    let headings = HEADINGS.into_iter().map(|it| heading(it, told));
    [front::not_done(told), front::still_open(told)].into_iter().chain(headings).collect()
}

fn heading(it: Heading, told: Told<'_>) -> Section {
    let title = match it {
        Heading::Staff => told.text("一、人员", "1. Staff"),
        Heading::SalesFloor => told.text("二、卖场", "2. Sales floor"),
        Heading::BackOfHouse => told.text("三、后场", "3. Back of house"),
        Heading::Abnormal => told.text("四、异常及处理", "4. Abnormal, and how it was handled"),
    };
    let derived = match it {
        Heading::Staff => blocks(told.text("用餐", "Meals"), detail::meals(told)),
        Heading::SalesFloor => blocks(told.text("巡场", "Rounds"), detail::rounds(told)),
        Heading::BackOfHouse => Vec::new(),
        Heading::Abnormal => abnormal(told),
    };
    let written = [written(it, told), findings(it, told)].into_iter().flatten();
    let mut blocks: Vec<Block> = written.chain(derived).collect();
    if blocks.is_empty() {
        blocks.push(Block::Say(told.text("没有记录。", "Nothing was recorded.").to_owned()));
    }
    let wrong = it == Heading::Abnormal && blocks.iter().any(is_alarming);
    Section { title: title.to_owned(), tone: Tone::alarm_if(wrong), blocks }
}

fn is_alarming(it: &Block) -> bool {
    match it {
        Block::Table(table) => table.rows.iter().any(|it| it.tone == Tone::Alarm),
        Block::Say(_) | Block::Photos(_) => false,
    }
}

fn abnormal(told: Told<'_>) -> Vec<Block> {
    let parts = [
        (told.text("放行受阻", "Gates held"), detail::gates(told)),
        (told.text("异常与记录", "Answers worth reading"), record::abnormal(told)),
        (told.text("备注", "Notes"), record::notes(told)),
        (told.text("更正", "Corrections"), record::corrections(told)),
        (told.text("时钟、日程与值班台", "Clock, schedule, desk"), record::notices(told)),
    ];
    parts.into_iter().flat_map(|(title, it)| blocks(title, it)).collect()
}

/// Returns the blocks of a section of another report, under a title of their own.
fn blocks(title: &'static str, section: Option<Section>) -> Vec<Block> {
    let mut blocks = section.map_or(Vec::new(), |it| it.blocks);
    for block in &mut blocks {
        if let Block::Table(table) = block {
            table.title = Some(title);
        }
    }
    blocks
}

/// Returns what the officer wrote into the diary under a heading.
fn written(it: Heading, told: Told<'_>) -> Option<Block> {
    let all = questions(told.report, |clauses| it.takes(clauses));
    let rows: Vec<Row> = all.into_iter().map(|it| looked_at(it, told)).collect();
    let columns = vec![
        told.text("内容", "Subject"),
        told.text("日记", "Diary"),
        told.text("备注", "Remark"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
    ];
    (!rows.is_empty()).then(|| Block::Table(table(columns, rows)))
}

fn findings(heading: Heading, told: Told<'_>) -> Option<Block> {
    let ours = told.report.findings.iter().filter(|it| Heading::of(it.kind) == heading);
    finding_block(told.text("问题", "Findings"), ours, told)
}

/// Returns findings with what was done and what came of it.
pub(super) fn finding_block<'a>(
    title: &'static str,
    all: impl Iterator<Item = &'a FindingView>,
    told: Told<'_>,
) -> Option<Block> {
    let row = |it: &FindingView| {
        let place = words::floor(it.floor.as_ref(), it.place.as_deref(), told.schedule, told.lang);
        let severity = words::severity(it.severity, told.lang);
        Row::toned(
            Tone::alarm_if(it.state.is_open()),
            vec![
                words::seq(it.number),
                told.at(it.happened),
                place,
                format!("{}{}", it.what, words::reason(severity, told.lang)),
                done(it),
                result(it, told),
            ],
        )
    };
    let columns = vec![
        told.text("编号", "No."),
        told.text("时间", "At"),
        told.text("位置", "Where"),
        told.text("问题", "Problem"),
        told.text("处理", "What was done"),
        told.text("结果", "Result"),
    ];
    part(title, columns, all.map(row).collect())
}

fn done(it: &FindingView) -> String {
    match &it.state {
        FindingState::OnTheSpot { done } | FindingState::Fixed { done, .. } => done.clone(),
        FindingState::Open | FindingState::Closed { .. } | FindingState::Withdrawn { .. } => {
            String::new()
        }
    }
}

fn result(it: &FindingView, told: Told<'_>) -> String {
    match &it.state {
        FindingState::OnTheSpot { .. } => words::finding_state(&it.state, told.lang).to_owned(),
        FindingState::Open
        | FindingState::Fixed { .. }
        | FindingState::Closed { .. }
        | FindingState::Withdrawn { .. } => passed_up(it, told),
    }
}
