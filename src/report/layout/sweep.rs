//! The sweep record: each floor with its outcome and items, who stays, the locks, the signatures.
//!
//! It never calls a floor clear that nobody has been on.

use super::patrol::looked_at;
use super::photos::cut;
use super::{Told, areas, detail, figure, front, record, section, table};
use crate::engine::agenda::{FloorState, FloorView, OccurrenceView, QuestionState, QuestionView};
use crate::engine::command::SweepOutcome;
use crate::report::page::{Block, Figure, Row, Section, Tone};
use crate::report::part::NotDone;
use crate::report::select::{areas_swept, is_clear, is_lock, is_of_sweep, is_step, views_of};
use crate::schedule::FloorId;

/// Returns the sections of the record.
pub(super) fn sections(told: Told<'_>) -> Vec<Section> {
    let undone: Vec<&NotDone> =
        told.report.not_done.iter().filter(|it| is_ours(it, told)).collect();
    let nothing = told.text("没有。", "Nothing.");
    let front = [
        Some(exceptions(told)),
        Some(front::undone(told.text("未完成", "Not done"), &undone, nothing, told)),
        building(told),
    ];
    let floors = told.report.agenda.building.iter().filter_map(|it| floor(&it.floor, told));
    let ours =
        record::signatures_of(told, |it| is_step(&it.occurrence, told.schedule, is_of_sweep));
    front
        .into_iter()
        .flatten()
        .chain(floors)
        .chain(areas::swept(told))
        .chain([locks(told)])
        .chain(ours)
        .collect()
}

/// Returns the numbers to know first.
pub(super) fn figures(told: Told<'_>) -> Vec<Figure> {
    let swept = swept(told);
    let not_clear = swept.iter().filter(|it| !is_clear(it)).count();
    let all = swept.len();
    let clear = all - not_clear;
    let said = told.lang.of(format!("已清 {clear}/{all} 处"), format!("{clear} of {all} clear"));
    let stay: Vec<&str> = swept.iter().filter_map(|it| who_stays(it)).collect();
    let names = cut(&stay.join(told.text("、", ", ")));
    vec![
        figure(told.text("未清场", "Not clear"), not_clear, said, not_clear > 0),
        figure(told.text("留有人员", "People staying"), stay.len(), names, !stay.is_empty()),
    ]
}

fn is_ours(it: &NotDone, told: Told<'_>) -> bool {
    is_step(&it.occurrence, told.schedule, is_of_sweep)
}

/// Returns the floors from the top down, then the areas.
fn swept(told: Told<'_>) -> Vec<&FloorView> {
    let agenda = &told.report.agenda;
    agenda.building.iter().chain(areas_swept(agenda)).collect()
}

fn who_stays(it: &FloorView) -> Option<&str> {
    match &it.state {
        FloorState::Swept { outcome: SweepOutcome::ClearExcept { who, .. }, .. } => Some(who),
        FloorState::Swept {
            outcome: SweepOutcome::Clear | SweepOutcome::NotSwept { .. }, ..
        }
        | FloorState::Ahead
        | FloorState::Here => None,
    }
}

/// Returns every floor and area that is not clear: who stays, until when, who watches, or why not swept.
fn exceptions(told: Told<'_>) -> Section {
    let title = told.text("例外", "Exceptions");
    let rows: Vec<Row> = swept(told).into_iter().filter_map(|it| exception(it, told)).collect();
    if rows.is_empty() {
        let none = told.text("没有。各层都已清场。", "None: every floor is clear.").to_owned();
        let blocks = vec![Block::Say(none)];
        return Section { title: title.to_owned(), tone: Tone::Calm, blocks };
    }
    let columns = vec![
        told.text("楼层、区域", "Floor or area"),
        told.text("情况", "State"),
        told.text("谁", "Who stays"),
        told.text("到几时", "Until"),
        told.text("谁看护", "Watched by"),
    ];
    let blocks = vec![Block::Table(table(columns, rows))];
    Section { title: title.to_owned(), tone: Tone::Alarm, blocks }
}

fn exception(it: &FloorView, told: Told<'_>) -> Option<Row> {
    let nobody = String::new;
    let cells = match &it.state {
        FloorState::Swept { outcome: SweepOutcome::Clear, .. } => return None,
        FloorState::Swept {
            outcome: SweepOutcome::ClearExcept { who, until, watcher }, ..
        } => {
            let state = told.text("留有人员", "people stay").to_owned();
            [state, who.clone(), until.clone(), watcher.clone()]
        }
        FloorState::Swept { outcome: SweepOutcome::NotSwept { reason }, .. } => {
            let state = told.lang.of(format!("未清场：{reason}"), format!("not swept: {reason}"));
            [state, nobody(), nobody(), nobody()]
        }
        FloorState::Here => {
            [told.text("正在清场", "being swept").to_owned(), nobody(), nobody(), nobody()]
        }
        FloorState::Ahead => {
            [told.text("还没到", "not reached").to_owned(), nobody(), nobody(), nobody()]
        }
    };
    let floor = told.schedule.floor_name(&it.floor, told.lang).to_owned();
    Some(Row::toned(Tone::Alarm, std::iter::once(floor).chain(cells).collect()))
}

fn building(told: Told<'_>) -> Option<Section> {
    let title = told.text("各层结果", "Floor by floor");
    detail::sweep(told).map(|it| Section { title: title.to_owned(), ..it })
}

/// Returns what was looked at on a floor, where anything was.
fn floor(id: &FloorId, told: Told<'_>) -> Option<Section> {
    let views = views_of(told.report, is_of_sweep);
    let here = |it: &&QuestionView| it.question.floor.as_ref() == Some(id);
    let asked: Vec<&QuestionView> =
        views.iter().flat_map(|it| &it.questions).filter(here).collect();
    let answered = |it: &&QuestionView| matches!(it.state, QuestionState::Answered(_));
    if !asked.iter().any(answered) {
        return None;
    }
    let rows: Vec<Row> = asked.iter().map(|it| bare(it, told)).collect();
    let tone = Tone::alarm_if(rows.iter().any(|it| it.tone == Tone::Alarm));
    section(told.schedule.floor_name(id, told.lang), tone, table(columns(told), rows))
}

fn columns(told: Told<'_>) -> Vec<&'static str> {
    vec![
        told.text("项目", "Item"),
        told.text("情况", "State"),
        told.text("备注", "Remark"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
    ]
}

// The floor stands in the title of the section: it is not said again in each line.
fn bare(it: &QuestionView, told: Told<'_>) -> Row {
    let mut row = looked_at(it, told);
    if let (Some(item), Some(first)) = (told.item(&it.question), row.cells.first_mut()) {
        item.ask.get(told.lang).clone_into(first);
    }
    row
}

fn locks(told: Told<'_>) -> Section {
    let views = views_of(told.report, is_of_sweep);
    let own = |view: &&OccurrenceView| -> Vec<Row> {
        let asked = view.questions.iter().filter(|it| it.question.floor.is_none());
        let locks = asked.filter(|it| told.item(&it.question).is_some_and(is_lock));
        locks.map(|it| looked_at(it, told)).collect()
    };
    let rows: Vec<Row> = views.iter().flat_map(own).collect();
    let title = told.text("门锁", "Locks");
    let wrong = rows.iter().any(|it| it.tone == Tone::Alarm);
    let none = told.text("日程里没有锁门的项目。", "The schedule asks for no locks.").to_owned();
    let blocks = match rows.is_empty() {
        true => vec![Block::Say(none)],
        false => vec![Block::Table(table(columns(told), rows))],
    };
    Section { title: title.to_owned(), tone: Tone::alarm_if(wrong), blocks }
}
