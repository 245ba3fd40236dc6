//! Areas that are no floors: each with what was found there, and those that left the list.
//!
//! It never gives a count for a list: every area has its line.

use super::{Told, section, table};
use crate::engine::agenda::{AnswerView, FloorState, OccurrenceView, QuestionState};
use crate::report::page::{Row, Section, Tone};
use crate::schedule::{FloorId, Sense, StepKind};
use crate::words;

/// Returns the areas of the steps of the period.
pub(super) fn areas(told: Told<'_>) -> Option<Section> {
    of_steps(told, |_| true)
}

/// Returns the areas that were swept.
pub(super) fn swept(told: Told<'_>) -> Option<Section> {
    of_steps(told, StepKind::has_outcomes)
}

fn of_steps(told: Told<'_>, fits: impl Fn(&StepKind) -> bool) -> Option<Section> {
    let rounds = told.report.rounds.iter().flat_map(|it| &it.rounds);
    let views = told.report.steps.iter().chain(rounds).filter(|it| {
        let kind = told.schedule.step(&it.id.step).map(|step| &step.kind);
        kind.is_some_and(|it| matches!(it, StepKind::Areas(_)) && fits(it))
    });
    let rows: Vec<Row> = views.flat_map(|it| of_step(it, told)).collect();
    let columns = vec![
        told.text("步骤", "Step"),
        told.text("区域", "Area"),
        told.text("结果", "Outcome"),
        told.text("检查项", "Items"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
    ];
    let wrong = rows.iter().any(|it| it.tone == Tone::Alarm);
    section(told.text("各处情况", "Area by area"), Tone::alarm_if(wrong), table(columns, rows))
}

fn of_step(view: &OccurrenceView, told: Told<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = view.areas().into_iter().map(|it| row(view, it, told)).collect();
    for it in &view.removed {
        let area = told.schedule.floor_name(&it.area, told.lang).to_owned();
        let why = told.text("不在名单：", "off the list: ");
        let cells = vec![
            told.title(&view.id),
            area,
            format!("- {why}{}", it.reason),
            String::new(),
            told.at(it.at),
            String::new(),
        ];
        rows.push(Row::calm(cells));
    }
    if rows.is_empty() && !view.wants_areas {
        let none = told.text("今天没有", "none today").to_owned();
        let cells = [String::new(), none, String::new(), String::new(), String::new()];
        rows.push(Row::calm([vec![told.title(&view.id)], cells.to_vec()].concat()));
    }
    rows
}

fn row(view: &OccurrenceView, area: &FloorId, told: Told<'_>) -> Row {
    let asked = || view.questions.iter().filter(|it| it.question.floor.as_ref() == Some(area));
    let given: Vec<(&crate::engine::agenda::QuestionView, &AnswerView)> = asked()
        .filter_map(|it| match &it.state {
            QuestionState::Answered(answer) => Some((it, answer)),
            QuestionState::Open
            | QuestionState::Optional
            | QuestionState::NotNeeded { .. }
            | QuestionState::Awaits
            | QuestionState::Skipped { .. }
            | QuestionState::Deferred { .. } => None,
        })
        .collect();
    let state = view.floors.iter().find(|it| it.floor == *area).map(|it| &it.state);
    let swept = match state {
        Some(FloorState::Swept { outcome, at, officer }) => Some((outcome, *at, officer)),
        Some(FloorState::Ahead | FloorState::Here) | None => None,
    };
    let open = state.is_some() && swept.is_none();
    let outcome = match swept {
        Some((outcome, _, _)) => words::outcome(outcome, told.lang),
        None if open => told.text("没有结果", "no outcome").to_owned(),
        None => String::new(),
    };
    let mut wrong = open;
    let mut items = vec![format!("{}/{}", given.len(), asked().count())];
    for (question, answer) in &given {
        if answer.sense == Sense::Abnormal {
            wrong = true;
            let item = told.item(&question.question);
            let ask = item.map_or("", |it| it.ask.get(told.lang));
            let said = words::given(answer, item, told.lang);
            items.push(told.lang.of(format!("! {ask}：{said}"), format!("! {ask}: {said}")));
        }
    }
    let last = given.iter().map(|it| (it.1.happened, &it.1.officer)).max_by_key(|it| it.0);
    let last = swept.map(|(_, at, officer)| (at, officer)).or(last);
    Row::toned(
        Tone::alarm_if(wrong),
        vec![
            told.title(&view.id),
            told.schedule.floor_name(area, told.lang).to_owned(),
            outcome,
            items.join(told.text("；", "; ")),
            last.map_or(String::new(), |it| told.at(it.0)),
            last.map_or(String::new(), |it| it.1.as_str().to_owned()),
        ],
    )
}
