//! The first page: what was not done, and what is still open.
//!
//! It never says "all well" where it does not know.

use super::{Told, part, table};
use crate::engine::agenda::{FindingState, FindingView, FloorState, FloorView};
use crate::report::page::{Block, Row, Section, Tone};
use crate::report::part::{GateLine, MealLine, NotDone, SignatureLine, Undone};
use crate::words;

/// Returns what was not done.
pub(super) fn not_done(told: Told<'_>) -> Section {
    let all: Vec<&NotDone> = told.report.not_done.iter().collect();
    let nothing = told.text(
        "没有。到截止时间该做的都做了。",
        "Nothing: all that was due by the cut-off is done.",
    );
    undone(told.text("未完成", "Not done"), &all, nothing, told)
}

/// Returns some of what was not done, under a title with their number.
pub(super) fn undone(title: &str, all: &[&NotDone], nothing: &str, told: Told<'_>) -> Section {
    let rows: Vec<Row> = all.iter().map(|it| not_done_row(it, told)).collect();
    let columns = vec![
        told.text("情况", "Status"),
        told.text("计划", "Planned"),
        told.text("步骤", "Step"),
        told.text("原因", "Why"),
    ];
    Section {
        title: format!("{title} {}", all.len()),
        tone: Tone::alarm_if(!all.is_empty()),
        blocks: vec![match rows.is_empty() {
            true => Block::Say(nothing.to_owned()),
            false => Block::Table(table(columns, rows)),
        }],
    }
}

fn not_done_row(it: &NotDone, told: Told<'_>) -> Row {
    let partly = match it.answered {
        0 => String::new(),
        answered => {
            let asked = it.asked;
            told.lang.of(
                format!("已答 {answered}/{asked} 项"),
                format!("{answered} of {asked} answered"),
            )
        }
    };
    let (sign, name, why) = match &it.how {
        Undone::Missed => ("x", told.text("漏做", "missed"), partly),
        Undone::Unknown => (
            "?",
            told.text("不明", "unknown"),
            told.text("值班台关机", "the desk was off").to_owned(),
        ),
        Undone::Overdue => ("!", told.text("超时", "overdue"), partly),
        Undone::RolledOver { since } => {
            ("+", told.text("顺延", "rolled over"), words::rolled_over(*since, told.lang))
        }
        Undone::Skipped { reason } => ("-", told.text("跳过", "skipped"), reason.clone()),
        Undone::Deferred { to, reason } => {
            ("~", told.text("推后", "deferred"), format!("{reason} → {}", told.title(to)))
        }
    };
    let what = match &it.question {
        Some(question) => told.asked(question),
        None => told.title(&it.occurrence),
    };
    let cells = vec![format!("{sign} {name}"), told.between(it.due, it.finish_by), what, why];
    Row::toned(Tone::Alarm, cells)
}

/// Returns what the relief takes over.
pub(super) fn still_open(told: Told<'_>) -> Section {
    let open = &told.report.still_open;
    let title = told.text("仍未了结", "Still open");
    let blocks: Vec<Block> =
        [findings(told), gates(told), floors(told), batches(told), signatures(told), due(told)]
            .into_iter()
            .flatten()
            .collect();
    let nothing = told.text("没有要接手的事。", "Nothing to take over.");
    Section {
        title: format!("{title} {}", open.count()),
        tone: Tone::alarm_if(open.count() > open.due.len()),
        blocks: match blocks.is_empty() {
            true => vec![Block::Say(nothing.to_owned())],
            false => blocks,
        },
    }
}

fn findings(told: Told<'_>) -> Option<Block> {
    let rows = told.report.still_open.findings.iter().map(|it| finding_row(it, told));
    let columns = vec![
        told.text("编号", "No."),
        told.text("程度", "Severity"),
        told.text("位置", "Where"),
        told.text("问题", "Finding"),
        told.text("负责人", "Owner"),
        told.text("限期", "Due"),
    ];
    part(told.text("问题", "Findings"), columns, rows.collect())
}

fn finding_row(it: &FindingView, told: Told<'_>) -> Row {
    let lang = told.lang;
    let place = words::floor(it.floor.as_ref(), it.place.as_deref(), told.schedule, lang);
    let owner = it.follow_up.owner.as_deref().unwrap_or(told.text("未指定", "nobody"));
    let due = it.follow_up.due.map_or(told.text("未定", "none").to_owned(), |it| it.to_string());
    let late = if it.overdue { told.text("，已逾期", ", overdue") } else { "" };
    Row::toned(
        Tone::alarm_if(it.overdue || it.follow_up.owner.is_none()),
        vec![
            words::seq(it.number),
            words::severity(it.severity, lang).to_owned(),
            place,
            format!("{}{}", it.what, words::reason(&finding_notes(it, told), lang)),
            owner.to_owned(),
            format!("{due}{late}"),
        ],
    )
}

fn finding_notes(it: &FindingView, told: Told<'_>) -> String {
    let lang = told.lang;
    let mut notes = vec![words::finding_state(&it.state, lang).to_owned()];
    if let FindingState::Fixed { by, done, at } = &it.state {
        notes.push(format!("{} {done} {}", by.as_str(), told.at(*at)));
    }
    if let Some(interim) = &it.follow_up.interim {
        notes.push(lang.of(format!("临时措施：{interim}"), format!("meanwhile: {interim}")));
    }
    if let Some(to) = &it.follow_up.reported_to {
        notes.push(lang.of(format!("已报告 {to}"), format!("reported to {to}")));
    }
    if it.day != told.report.agenda.day {
        notes.push(lang.of(format!("{} 起", it.day), format!("since {}", it.day)));
    }
    notes.join(lang.of("；", "; "))
}

fn gates(told: Told<'_>) -> Option<Block> {
    let row = |it: &GateLine| {
        let length = told.span(told.report.cutoff - it.since);
        let since = told.at(it.since);
        let held = told.lang.of(format!("{since} 起 {length}"), format!("since {since}, {length}"));
        Row::toned(Tone::Alarm, vec![held, told.asked(&it.question), it.reason.clone()])
    };
    let columns =
        vec![told.text("时间", "Held"), told.text("放行条件", "Gate"), told.text("原因", "Why")];
    let rows = told.report.still_open.gates.iter().map(row).collect();
    part(told.text("未放行", "Gates held"), columns, rows)
}

fn floors(told: Told<'_>) -> Option<Block> {
    let row = |it: &FloorView| {
        let state = match &it.state {
            FloorState::Ahead => told.text("还没到", "not reached").to_owned(),
            FloorState::Here => told.text("正在清场", "being swept").to_owned(),
            FloorState::Swept { outcome, .. } => words::outcome(outcome, told.lang),
        };
        let floor = told.schedule.floor_name(&it.floor, told.lang).to_owned();
        Row::toned(Tone::Alarm, vec![floor, state])
    };
    let columns = vec![told.text("楼层、区域", "Floor or area"), told.text("情况", "State")];
    let rows = told.report.still_open.floors.iter().map(row).collect();
    part(told.text("未清场", "Not clear"), columns, rows)
}

fn batches(told: Told<'_>) -> Option<Block> {
    let row = |it: &MealLine| {
        let out = it.batch.out();
        Row::toned(
            Tone::Alarm,
            vec![
                format!(
                    "{} · {}",
                    told.title(&it.occurrence),
                    words::batch(it.batch.batch, told.lang)
                ),
                told.lang.of(format!("{out} 人"), format!("{out} people")),
                told.at(it.batch.to),
            ],
        )
    };
    let columns =
        vec![told.text("批次", "Batch"), told.text("未归", "Out"), told.text("应回", "Due back")];
    let rows = told.report.still_open.batches.iter().map(row).collect();
    part(told.text("用餐未归", "Meal batches out"), columns, rows)
}

fn signatures(told: Told<'_>) -> Option<Block> {
    let row = |it: &SignatureLine| {
        let role = told.schedule.role_name(&it.view.role, told.lang);
        let step = told.schedule.step(&it.occurrence.step);
        let rule = step.and_then(|it| words::sign_rule(&it.sign, told.lang));
        let rule = rule.map_or(String::new(), |it| words::reason(&it, told.lang));
        let title = told.title(&it.occurrence) + &rule;
        Row::toned(Tone::Alarm, vec![title, role.to_owned()])
    };
    let columns = vec![told.text("步骤", "Step"), told.text("由谁签", "To be signed by")];
    let rows = told.report.still_open.signatures.iter().map(row).collect();
    part(told.text("待签字", "Signatures missing"), columns, rows)
}

fn due(told: Told<'_>) -> Option<Block> {
    let mut rows = Vec::new();
    for it in &told.report.still_open.due {
        let step = told.schedule.step(&it.id.step);
        let next = match (&it.next, step) {
            (Some(ask), Some(step)) => words::ask(ask, step, told.schedule, told.lang),
            (Some(_), None) | (None, _) => String::new(),
        };
        let role = step.map_or("", |it| told.schedule.role_name(&it.role, told.lang));
        let window = told.between(it.due, it.finish_by);
        rows.push(Row::calm(vec![window, told.title(&it.id), next, role.to_owned()]));
    }
    let columns = vec![
        told.text("计划", "Planned"),
        told.text("步骤", "Step"),
        told.text("下一项", "Next"),
        told.text("谁做", "Who"),
    ];
    part(told.text("到时待做", "Due now"), columns, rows)
}
