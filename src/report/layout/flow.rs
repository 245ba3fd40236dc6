//! Posts that reported before the word to go, and what was not needed today.
//!
//! It never mixes what was not needed with what was not done.

use super::{Told, section, table};
use crate::engine::agenda::QuestionState;
use crate::report::page::{Row, Section, Tone};
use crate::report::part::{NotNeededLine, PostLine};
use crate::schedule::{Known, Sense};
use crate::words;

/// Returns every post with the time at which it reported.
pub(super) fn posts(told: Told<'_>) -> Option<Section> {
    let rows: Vec<Row> = told.report.posts.iter().map(|it| post_row(it, told)).collect();
    let columns = vec![
        told.text("步骤", "Step"),
        told.text("岗位", "Post"),
        told.text("时间", "At"),
        told.text("报告", "Report"),
        told.text("记录人", "By"),
    ];
    let wrong = rows.iter().any(|it| it.tone == Tone::Alarm);
    section(told.text("各岗报到", "Posts"), Tone::alarm_if(wrong), table(columns, rows))
}

fn post_row(it: &PostLine, told: Told<'_>) -> Row {
    let title = told.title(&it.question.occurrence);
    let asked = std::slice::from_ref(&it.question);
    let post = words::post_names(asked, told.schedule, told.lang);
    let missing = |said: String| (Tone::Alarm, String::new(), said, String::new());
    let (tone, at, said, by) = match &it.state {
        QuestionState::Answered(answer) => {
            let said = words::answer(&answer.answer, told.item(&it.question), told.lang);
            let way = match answer.known {
                Known::Seen => String::new(),
                Known::Radio | Known::Scanned | Known::TagBroken => {
                    words::reason(words::known(answer.known, told.lang), told.lang)
                }
            };
            let note = answer.note.as_ref().map_or(String::new(), |note| format!(" · {note}"));
            let tone = Tone::alarm_if(answer.sense == Sense::Abnormal);
            let by = answer.officer.as_str().to_owned();
            (tone, told.at(answer.happened), format!("{said}{way}{note}"), by)
        }
        QuestionState::Skipped { reason } => {
            missing(told.lang.of(format!("缺岗：{reason}"), format!("missing: {reason}")))
        }
        QuestionState::Deferred { reason, .. } => {
            missing(told.lang.of(format!("推后：{reason}"), format!("deferred: {reason}")))
        }
        QuestionState::Open | QuestionState::Awaits | QuestionState::Optional => {
            missing(told.text("没有报到", "did not report").to_owned())
        }
        QuestionState::NotNeeded { why, .. } => {
            let why = words::unneeded(why, told.schedule, told.lang);
            (Tone::Calm, String::new(), why, String::new())
        }
    };
    Row::toned(tone, vec![title, post, at, said, by])
}

/// Returns what was not needed, and which of several was taken.
pub(super) fn not_needed(told: Told<'_>) -> Option<Section> {
    let row = |it: &NotNeededLine| {
        let item = it.question.as_ref().map_or(String::new(), |it| told.question(it));
        let was = it.answer.as_ref().map_or(String::new(), |answer| {
            let item = it.question.as_ref().and_then(|it| told.item(it));
            let said = words::answer(&answer.answer, item, told.lang);
            let (at, entry) = (told.at(answer.happened), words::seq(answer.entry));
            told.lang.of(
                format!("{at} 答过 {said}（{entry}），不再算数"),
                format!("{said} at {at} ({entry}), no longer counts"),
            )
        });
        let why = words::unneeded(&it.why, told.schedule, told.lang);
        Row::calm(vec![told.title(&it.occurrence), item, why, was])
    };
    let columns = vec![
        told.text("步骤", "Step"),
        told.text("项目", "Item"),
        told.text("为什么", "Why"),
        told.text("先前的回答", "Answered before"),
    ];
    let rows = told.report.not_needed.iter().map(row).collect();
    section(told.text("不需要", "Not needed"), Tone::Calm, table(columns, rows))
}
