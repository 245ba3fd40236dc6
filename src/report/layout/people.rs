//! Who stood in for whom, and what a later signer sent back.
//!
//! It never hides what was done about it: a return that nobody answered is loud.

use super::{Told, section, table};
use crate::engine::agenda::ReturnState;
use crate::report::page::{Row, Section, Tone};
use crate::report::part::{ReturnLine, StandInLine};
use crate::schedule::OccurrenceId;
use crate::words;

/// Returns those who did a step in place of another.
pub(super) fn stand_ins(told: Told<'_>) -> Option<Section> {
    let row = |it: &StandInLine| {
        let one = &it.stood_in;
        let own = one.stead.own_role.as_ref();
        let own = own.map_or(String::new(), |it| told.schedule.role_name(it, told.lang).to_owned());
        Row::calm(vec![
            told.at(it.at),
            told.title(&one.occurrence),
            told.schedule.role_name(&one.role, told.lang).to_owned(),
            words::person(&one.name, Some(&one.stead), told.lang),
            own,
            one.stead.reason.clone().unwrap_or_default(),
        ])
    };
    let columns = vec![
        told.text("时间", "At"),
        told.text("步骤", "Step"),
        told.text("岗位", "Part"),
        told.text("谁代谁", "Who for whom"),
        told.text("本人岗位", "Own role"),
        told.text("原因", "Why"),
    ];
    let rows = told.report.stand_ins.iter().map(row).collect();
    section(told.text("替岗", "Substitutes"), Tone::Calm, table(columns, rows))
}

/// Returns what was sent back before it was signed.
pub(super) fn returns(told: Told<'_>) -> Option<Section> {
    returns_of(told, |_| true)
}

/// Returns some of what was sent back before it was signed.
pub(super) fn returns_of(told: Told<'_>, fits: impl Fn(&OccurrenceId) -> bool) -> Option<Section> {
    let row = |it: &ReturnLine| {
        let view = &it.view;
        let role = told.schedule.role_name(&view.role, told.lang);
        let (open, since) = match view.state {
            ReturnState::Open => (true, told.text("还没更正", "not corrected yet").to_owned()),
            ReturnState::Amended(by) => {
                let by = words::seq(by);
                (false, told.lang.of(format!("{by} 更正"), format!("corrected by {by}")))
            }
        };
        let how = words::reason(&words::proof(&view.proof, told.lang), told.lang);
        Row::toned(
            Tone::alarm_if(open),
            vec![
                told.at(view.at),
                told.title(&it.occurrence),
                format!("{role} {}{how}", view.name.as_str()),
                view.comment.clone(),
                since,
            ],
        )
    };
    let columns = vec![
        told.text("时间", "At"),
        told.text("步骤", "Step"),
        told.text("谁退回", "Returned by"),
        told.text("要更正什么", "To correct"),
        told.text("结果", "Result"),
    ];
    let all: Vec<&ReturnLine> =
        told.report.returns.iter().filter(|it| fits(&it.occurrence)).collect();
    let open = all.iter().any(|it| it.view.state == ReturnState::Open);
    let rows = all.into_iter().map(row).collect();
    section(told.text("退回更正", "Returned"), Tone::alarm_if(open), table(columns, rows))
}
