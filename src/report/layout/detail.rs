//! What happened to the building and its people: gates, gaps, rounds, meals, sweep, findings.
//!
//! It never counts what is still to come as done or as missed.

use super::{Told, section, table};
use crate::engine::agenda::{
    FindingState, FindingView, FloorState, FloorView, OccurrenceView, Status, Timing,
};
use crate::report::page::{Block, Row, Section, Table, Tone};
use crate::report::part::{GapLine, GateLine, MealLine, RoundsLine, finding_is_late};
use crate::words;

/// Returns every time that a gate was held.
pub(super) fn gates(told: Told<'_>) -> Option<Section> {
    let row = |it: &GateLine| {
        let time = match it.until {
            Some(until) => told.between(it.since, until),
            None => format!("{}–{}", told.at(it.since), told.text("仍未放行", "still held")),
        };
        let length = told.span(it.until.unwrap_or(told.report.cutoff) - it.since);
        Row::toned(
            Tone::alarm_if(it.until.is_none()),
            vec![time, length, told.asked(&it.question), it.reason.clone()],
        )
    };
    let columns = vec![
        told.text("时间", "Held"),
        told.text("时长", "For"),
        told.text("放行条件", "Gate"),
        told.text("原因", "Why"),
    ];
    let rows = told.report.gates.iter().map(row).collect();
    section(told.text("放行受阻", "Gates held"), Tone::Calm, table(columns, rows))
}

/// Returns the largest gap of each rule.
pub(super) fn gaps(told: Told<'_>) -> Option<Section> {
    gaps_of(told, &told.report.gaps.iter().collect::<Vec<_>>())
}

/// Returns the largest gap of some rules.
pub(super) fn gaps_of(told: Told<'_>, all: &[&GapLine]) -> Option<Section> {
    let rows = all.iter().map(|it| gap_row(it, told)).collect();
    let columns = vec![
        told.text("步骤", "Step"),
        told.text("适用时段", "Rule holds"),
        told.text("上限", "Limit"),
        told.text("最长间隔", "Largest gap"),
        told.text("起止", "From–to"),
        told.text("结论", "Result"),
    ];
    let wrong = all.iter().any(|it| it.exceeds());
    section(told.text("最长间隔", "Largest gaps"), Tone::alarm_if(wrong), table(columns, rows))
}

fn gap_row(it: &GapLine, told: Told<'_>) -> Row {
    let limit = chrono::TimeDelta::minutes(it.limit.0.into());
    let ends = match it.largest {
        Some((since, until)) if it.running => {
            format!(
                "{}–{} {}",
                told.at(since),
                told.at(until),
                told.text("（未结束）", "(running)")
            )
        }
        Some((since, until)) => format!("{}–{}", told.at(since), told.at(until)),
        None => String::new(),
    };
    let result = match (it.largest, it.exceeds()) {
        (None, _) => told.text("还没开始", "not yet"),
        (Some(_), true) => told.text("超出上限", "limit exceeded"),
        (Some(_), false) => told.text("符合", "within limit"),
    };
    Row::toned(
        Tone::alarm_if(it.exceeds()),
        vec![
            told.step(&it.step).to_owned(),
            told.between(it.from, it.to),
            told.span(limit),
            it.length().map_or(String::new(), |it| told.span(it)),
            ends,
            result.to_owned(),
        ],
    )
}

/// Returns the repeated steps: how many, and each one that was not done or late by its name.
pub(super) fn rounds(told: Told<'_>) -> Option<Section> {
    let lines: Vec<&RoundsLine> =
        told.report.rounds.iter().filter(|it| it.asked() > 0 || it.ahead() > 0).collect();
    let rows: Vec<Row> = lines.iter().map(|it| rounds_row(it, told)).collect();
    let columns = vec![
        told.text("步骤", "Step"),
        told.text("完成", "Done"),
        told.text("还没到", "To come"),
        told.text("未做", "Not done"),
        told.text("实际时间", "Done at"),
    ];
    let wrong = lines.iter().any(|it| it.undone().next().is_some());
    let marked = lines.iter().flat_map(|it| &it.rounds).any(has_sign);
    let mut section =
        section(told.text("巡查", "Rounds"), Tone::alarm_if(wrong), table(columns, rows))?;
    let signs = told.text("实际时间后面：* 延迟，< 提前。", "Behind a time: * late, < early.");
    if marked {
        section.blocks.push(Block::Say(signs.to_owned()));
    }
    Some(section)
}

fn rounds_row(it: &RoundsLine, told: Told<'_>) -> Row {
    let undone = it
        .undone()
        .map(|it| format!("{} {}", told.at(it.due), words::status(&it.status, told.lang)));
    let undone: Vec<String> = undone.collect();
    let done: Vec<String> = it.rounds.iter().filter_map(|it| done_at(it, told)).collect();
    Row::toned(
        Tone::alarm_if(!undone.is_empty()),
        vec![
            told.step(&it.step).to_owned(),
            format!("{}/{}", it.done(), it.asked()),
            it.ahead().to_string(),
            undone.join(told.text("、", ", ")),
            done.join(" "),
        ],
    )
}

// A round that was late or early bears the sign of the status behind its time.
fn done_at(it: &OccurrenceView, told: Told<'_>) -> Option<String> {
    let Status::Done { at, .. } = &it.status else { return None };
    let sign = if has_sign(it) { words::status_sign(&it.status) } else { "" };
    Some(format!("{}{sign}", told.at(*at)))
}

fn has_sign(it: &OccurrenceView) -> bool {
    matches!(it.status, Status::Done { timing: Timing::Early | Timing::Late, .. })
}

/// Returns the meal batches.
pub(super) fn meals(told: Told<'_>) -> Option<Section> {
    let rows = told.report.meals.iter().map(|it| meal_row(it, told)).collect();
    let columns = vec![
        told.text("批次", "Batch"),
        told.text("计划", "Planned"),
        told.text("离开", "Left"),
        told.text("回来", "Back"),
        told.text("迟到", "Late"),
        told.text("情况", "Result"),
    ];
    let wrong = told.report.meals.iter().any(|it| it.batch.late > 0 || it.batch.out() > 0);
    section(told.text("用餐", "Meals"), Tone::alarm_if(wrong), table(columns, rows))
}

fn meal_row(it: &MealLine, told: Told<'_>) -> Row {
    let batch = &it.batch;
    let left = batch.left.map(|(count, at)| format!("{count} · {}", told.at(at)));
    let back = batch.last_back.map(|at| format!("{} · {}", batch.back, told.at(at)));
    let after = batch.last_back.is_some_and(|at| at > batch.to);
    let result = match (batch.left.is_some(), batch.out(), batch.late) {
        (false, _, _) if told.report.cutoff < batch.from => {
            told.text("还没到", "to come").to_owned()
        }
        (false, _, _) => told.text("没有走", "did not leave").to_owned(),
        (true, 0, 0) if after => told.text("* 晚回", "* back late").to_owned(),
        (true, 0, 0) => told.text("按时", "on time").to_owned(),
        (true, 0, late) => told.lang.of(format!("* 晚回 {late} 人"), format!("* {late} late")),
        (true, out, _) => told.lang.of(format!("! {out} 人未归"), format!("! {out} still out")),
    };
    Row::toned(
        Tone::alarm_if(batch.late > 0 || batch.out() > 0 || after),
        vec![
            format!("{} · {}", told.title(&it.occurrence), words::batch(batch.batch, told.lang)),
            told.between(batch.from, batch.to),
            left.unwrap_or_default(),
            back.unwrap_or_default(),
            batch.late.to_string(),
            result,
        ],
    )
}

/// Returns the sweep, floor by floor from the top down.
pub(super) fn sweep(told: Told<'_>) -> Option<Section> {
    let row = |it: &FloorView| {
        let floor = told.schedule.floor_name(&it.floor, told.lang).to_owned();
        let (state, at, officer) = match &it.state {
            FloorState::Ahead => (told.text("还没到", "not reached").to_owned(), None, ""),
            FloorState::Here => (told.text("正在清场", "being swept").to_owned(), None, ""),
            FloorState::Swept { outcome, at, officer } => {
                (words::outcome(outcome, told.lang), Some(*at), officer.as_str())
            }
        };
        let open = told.report.still_open.floors.iter().any(|open| open.floor == it.floor);
        let at = at.map_or(String::new(), |at| told.at(at));
        let cells = vec![floor, at, officer.to_owned(), it.findings.to_string(), state];
        Row::toned(Tone::alarm_if(open), cells)
    };
    let columns = vec![
        told.text("楼层", "Floor"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
        told.text("问题", "Findings"),
        told.text("结果", "Outcome"),
    ];
    let rows = told.report.floors.iter().map(row).collect();
    let wrong = !told.report.still_open.floors.is_empty();
    section(told.text("清场", "Sweep"), Tone::alarm_if(wrong), table(columns, rows))
}

/// Returns the findings of the period, by floor.
pub(super) fn findings(told: Told<'_>) -> Option<Section> {
    let all = &told.report.findings;
    let title = format!("{} {}", told.text("本时段问题", "Findings of the period"), all.len());
    let rows: Vec<Row> = all.iter().map(|it| finding_row(it, told)).collect();
    if rows.is_empty() {
        let none = told.text("没有发现问题。", "No findings were recorded.");
        let blocks = vec![Block::Say(none.to_owned())];
        return Some(Section { title, tone: Tone::Calm, blocks });
    }
    let columns = vec![
        told.text("编号", "No."),
        told.text("时间", "At"),
        told.text("位置", "Where"),
        told.text("程度", "Severity"),
        told.text("问题", "Finding"),
        told.text("处理", "Handled"),
    ];
    let table = Table { title: None, columns, rows };
    Some(Section { title, tone: Tone::Calm, blocks: vec![Block::Table(table)] })
}

fn finding_row(it: &FindingView, told: Told<'_>) -> Row {
    let place = words::floor(it.floor.as_ref(), it.place.as_deref(), told.schedule, told.lang);
    Row::toned(
        Tone::alarm_if(it.state.is_open()),
        vec![
            words::seq(it.number),
            told.at(it.happened),
            place,
            words::severity(it.severity, told.lang).to_owned(),
            format!("{}{}", it.what, words::reason(&finding_marks(it, told), told.lang)),
            finding_handled(it, told),
        ],
    )
}

fn finding_marks(it: &FindingView, told: Told<'_>) -> String {
    let lang = told.lang;
    let mut marks = vec![words::kind(it.kind, lang).to_owned(), it.officer.as_str().to_owned()];
    if let Some(by) = &it.reported_by {
        marks.push(lang.of(format!("{by} 报告"), format!("reported by {by}")));
    }
    if finding_is_late(it) {
        let at = told.at(it.recorded);
        marks.push(lang.of(format!("{at} 补记"), format!("written late at {at}")));
    }
    for was in &it.corrected {
        let entry = words::seq(was.entry);
        marks.push(lang.of(format!("{entry} 更正过"), format!("corrected by {entry}")));
    }
    marks.join(lang.of("，", ", "))
}

fn finding_handled(it: &FindingView, told: Told<'_>) -> String {
    let lang = told.lang;
    let name = words::finding_state(&it.state, lang);
    let colon = told.text("：", ": ");
    match &it.state {
        FindingState::OnTheSpot { done } => format!("{name}{colon}{done}"),
        FindingState::Open => {
            let owner = it.follow_up.owner.as_deref();
            format!("{name}{colon}{}", owner.unwrap_or(told.text("未指定负责人", "unassigned")))
        }
        FindingState::Fixed { by, done, .. } => {
            format!("{name}{colon}{done}{}", words::reason(by.as_str(), lang))
        }
        FindingState::Closed { by, at } => {
            let (by, at) = (by.as_str(), told.at(*at));
            lang.of(
                format!("{name}：{at} {by} 复查"),
                format!("{name}: {at}, re-inspected by {by}"),
            )
        }
        FindingState::Withdrawn { reason } => format!("{name}{colon}{reason}"),
    }
}
