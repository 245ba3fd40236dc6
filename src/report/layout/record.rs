//! The record of the period: steps planned and real, words that were written, the clock, the names.
//!
//! It never repeats the journal: an answer that only says "as it should be" is counted, not listed.

use super::{Told, section, table};
use crate::engine::Entry;
use crate::engine::Fact;
use crate::engine::agenda::{Notice, OccurrenceView, RepinView, Status, Was};
use crate::engine::command::Correction;
use crate::report::page::{Row, Section, Tone};
use crate::report::part::{AnswerLine, Before, CorrectionLine, NoteLine, NoteState, SignatureLine};
use crate::schedule::{Known, Lang, OccurrenceId, Sense};
use crate::words;

/// Returns the answers that say more than that all is well.
pub(super) fn answers(told: Told<'_>) -> Option<Section> {
    let mut step_before = None;
    let row = |it| {
        let mut row = answer_row(it, told);
        let step = Some(&it.question.occurrence);
        if step == step_before {
            row.cells[STEP].clear();
        }
        step_before = step;
        row
    };
    answers_of(told.report.answers.iter().map(row).collect(), told)
}

/// Where a line about an answer names its step.
const STEP: usize = 1;

/// Returns the answers that are not as they should be.
pub(super) fn abnormal(told: Told<'_>) -> Option<Section> {
    let wrong = |it: &&AnswerLine| it.answer.sense == Sense::Abnormal;
    let wrong = told.report.answers.iter().filter(wrong);
    answers_of(wrong.map(|it| answer_row(it, told)).collect(), told)
}

fn answers_of(rows: Vec<Row>, told: Told<'_>) -> Option<Section> {
    let columns = vec![
        told.text("时间", "At"),
        told.text("步骤", "Step"),
        told.text("项目", "Item"),
        told.text("回答", "Answer"),
    ];
    let wrong = rows.iter().any(|it| it.tone == Tone::Alarm);
    let title = told.text("异常与记录", "Answers worth reading");
    section(title, Tone::alarm_if(wrong), table(columns, rows))
}

fn answer_row(line: &AnswerLine, told: Told<'_>) -> Row {
    let it = &line.answer;
    let said = words::given(it, told.item(&line.question), told.lang);
    let sign = match it.sense {
        Sense::Abnormal => "! ",
        Sense::Normal => "",
    };
    let way = way(it.known, told.lang);
    let note = it.note.as_ref().map_or(String::new(), |note| format!(" · {note}"));
    Row::toned(
        Tone::alarm_if(it.sense == Sense::Abnormal),
        vec![
            told.at(it.happened),
            told.title(&line.question.occurrence),
            told.question(&line.question),
            format!("{sign}{said}{way}{note}"),
        ],
    )
}

/// Returns how an answer is known, in brackets; what was seen needs no word.
pub(super) fn way(it: Known, lang: Lang) -> String {
    match it {
        Known::Seen => String::new(),
        Known::Radio | Known::Scanned | Known::TagBroken => {
            words::reason(words::known(it, lang), lang)
        }
    }
}

/// Returns the steps that happen once, planned against real.
pub(super) fn steps(told: Told<'_>) -> Option<Section> {
    let rows = told.report.steps.iter().map(|it| step_row(it, told)).collect();
    let columns = vec![
        told.text("计划", "Planned"),
        told.text("实际", "Real"),
        told.text("情况", "Status"),
        told.text("步骤", "Step"),
        told.text("项目", "Items"),
    ];
    section(told.text("各步骤", "Steps"), Tone::Calm, table(columns, rows))
}

fn step_row(it: &OccurrenceView, told: Told<'_>) -> Row {
    let items = match it.asked() {
        0 => String::new(),
        all => format!("{}/{all}", it.answered()),
    };
    let (sign, name) = (words::status_sign(&it.status), words::status(&it.status, told.lang));
    Row::toned(
        tone_of(&it.status),
        vec![
            told.between(it.due, it.finish_by),
            real(it, told),
            format!("{sign} {name}"),
            told.title(&it.id),
            items,
        ],
    )
}

/// Returns how loud a status is.
pub(super) fn tone_of(status: &Status) -> Tone {
    match status {
        Status::Missed | Status::Unknown | Status::Overdue | Status::RolledOver => Tone::Alarm,
        Status::NotYet
        | Status::NotNeeded { .. }
        | Status::Free
        | Status::Due
        | Status::Skipped { .. }
        | Status::Deferred { .. }
        | Status::Done { .. } => Tone::Calm,
    }
}

/// Returns when something was really done.
pub(super) fn real(it: &OccurrenceView, told: Told<'_>) -> String {
    match (&it.status, it.started) {
        (Status::Done { at, .. }, Some(started)) if started <= *at => told.between(started, *at),
        (Status::Done { at, .. }, _) => told.at(*at),
        (_, Some(started)) => format!("{}–", told.at(started)),
        (_, None) => "–".to_owned(),
    }
}

/// Returns the notes.
pub(super) fn notes(told: Told<'_>) -> Option<Section> {
    let row = |it: &NoteLine| {
        let mark = match it.state {
            NoteState::AsWritten => "",
            NoteState::Corrected => told.text("（已更正）", " (corrected)"),
            NoteState::Withdrawn => told.text("（已撤回）", " (taken back)"),
        };
        let text = format!("{}{mark}", it.text);
        Row::calm(vec![told.at(it.at), it.officer.as_str().to_owned(), text])
    };
    let columns =
        vec![told.text("时间", "At"), told.text("记录人", "By"), told.text("备注", "Note")];
    let rows = told.report.notes.iter().map(row).collect();
    section(told.text("备注", "Notes"), Tone::Calm, table(columns, rows))
}

/// Returns the corrections with the value before.
pub(super) fn corrections(told: Told<'_>) -> Option<Section> {
    corrections_of(told, |_| true)
}

/// Returns some of the corrections with the value before.
pub(super) fn corrections_of(
    told: Told<'_>,
    fits: impl Fn(&CorrectionLine) -> bool,
) -> Option<Section> {
    let row = |it: &CorrectionLine| {
        let number = format!("{} → {}", words::seq(it.corrects), words::seq(it.entry));
        let about = match &it.question {
            Some(question) => told.asked(question),
            None => subject(&it.now, told).to_owned(),
        };
        Row::calm(vec![
            told.at(it.at),
            number,
            about,
            said_before(it, told),
            said_now(it, told),
            format!("{}{}", it.reason, words::reason(it.officer.as_str(), told.lang)),
        ])
    };
    let columns = vec![
        told.text("时间", "At"),
        told.text("记录", "Entry"),
        told.text("项目", "About"),
        told.text("原来", "Was"),
        told.text("改为", "Now"),
        told.text("原因", "Why"),
    ];
    let rows = told.report.corrections.iter().filter(|it| fits(it)).map(row).collect();
    section(told.text("更正", "Corrections"), Tone::Calm, table(columns, rows))
}

fn subject(it: &Correction, told: Told<'_>) -> &'static str {
    match it {
        Correction::Answer { .. } => told.text("回答", "answer"),
        Correction::Finding { .. } => told.text("问题", "finding"),
        Correction::Count(_) => told.text("人数", "count"),
        Correction::Note(_) => told.text("备注", "note"),
        Correction::Withdrawn => told.text("记录", "entry"),
    }
}

/// Returns what holds after a correction.
pub(in crate::report) fn said_now(it: &CorrectionLine, told: Told<'_>) -> String {
    let item = it.question.as_ref().and_then(|question| told.item(question));
    words::correction(&it.now, item, told.schedule, told.lang)
}

/// Returns what was said before a correction.
pub(in crate::report) fn said_before(it: &CorrectionLine, told: Told<'_>) -> String {
    let item = it.question.as_ref().and_then(|question| told.item(question));
    match &it.before {
        Before::Kept(Was::Answer(answer)) => words::answer(answer, item, told.lang),
        Before::Kept(Was::Finding { what, floor, kind, severity }) => match &it.now {
            Correction::Finding { what: words, floor: place, kind: about, severity: bad } => {
                let changed = Correction::Finding {
                    what: words.as_ref().map(|_| what.clone()),
                    floor: place.as_ref().and(floor.clone()),
                    kind: about.map(|_| *kind),
                    severity: bad.map(|_| *severity),
                };
                words::correction(&changed, None, told.schedule, told.lang)
            }
            Correction::Answer { .. }
            | Correction::Count(_)
            | Correction::Note(_)
            | Correction::Withdrawn => what.clone(),
        },
        Before::Correction(before) => words::correction(before, item, told.schedule, told.lang),
        Before::Fact(Fact::Answered(answered)) => words::answer(&answered.answer, item, told.lang),
        Before::Fact(Fact::Noted(text)) => text.clone(),
        Before::Fact(fact) => words::fact(fact, told.schedule, told.lang),
        Before::NotAtHand => told.text("见前几日记录", "see the earlier day's record").to_owned(),
    }
}

/// Returns the entries that were written later than they happened.
pub(super) fn late(told: Told<'_>) -> Option<Section> {
    let row = |it: &Entry| {
        Row::calm(vec![
            words::seq(it.seq),
            told.at(it.happened),
            told.at(it.recorded),
            it.officer.as_str().to_owned(),
            words::fact(&it.fact, told.schedule, told.lang),
        ])
    };
    let columns = vec![
        told.text("记录", "Entry"),
        told.text("发生", "Happened"),
        told.text("写入", "Written"),
        told.text("记录人", "By"),
        told.text("内容", "What"),
    ];
    let rows = told.report.late.iter().map(row).collect();
    section(told.text("补记", "Written late"), Tone::Calm, table(columns, rows))
}

/// Returns what happened to the clock and the desk.
pub(super) fn notices(told: Told<'_>) -> Option<Section> {
    let rows = told.report.notices.iter().map(|it| notice_row(it, told)).collect();
    let columns =
        vec![told.text("时间", "When"), told.text("时长", "For"), told.text("情况", "What")];
    section(
        told.text("时钟、日程与值班台", "Clock, schedule, desk"),
        Tone::Calm,
        table(columns, rows),
    )
}

/// Says from when on another schedule held, why, and what lost its place.
fn repin_row(it: &RepinView, told: Told<'_>) -> Row {
    let (before, since) = (words::short(&it.before), words::short(&it.revision));
    let (why, proof) = (&it.reason, words::reason(&words::proof(&it.proof, told.lang), told.lang));
    let officer = format!("{}{proof}", it.officer.as_str());
    let mut what = told.lang.of(
        format!("日程由 {before} 改为 {since}：{why}（{officer}）"),
        format!("schedule {before} gave way to {since}: {why} ({officer})"),
    );
    for lost in &it.lost {
        let step = lost.step.get(told.lang);
        let name = lost
            .item
            .as_ref()
            .map_or(step.to_owned(), |it| format!("{step} · {}", it.get(told.lang)));
        let entry = words::seq(lost.entry);
        what.push_str(&told.lang.of(
            format!("；新日程没有：{entry} {name}"),
            format!("; not in the new one: {entry} {name}"),
        ));
    }
    Row::calm(vec![told.at(it.at), String::new(), what])
}

fn notice_row(it: &Notice, told: Told<'_>) -> Row {
    let (when, length, what) = match it {
        Notice::Repinned(it) => return repin_row(it, told),
        Notice::ClockStepped(step) => {
            let what = match step.to < step.from {
                true => told.text("时钟往回跳", "the clock was set back"),
                false => told.text("时钟往前跳", "the clock was set forward"),
            };
            let when = format!("{} → {}", told.at(step.from), told.at(step.to));
            (when, Some(step.to - step.from), what)
        }
        Notice::Slept(it) => {
            let what = told.text("电脑休眠", "the machine slept");
            (told.between(it.from, it.to), Some(it.to - it.from), what)
        }
        Notice::DeskOff { from, to } => {
            let length = from.zip(*to).map(|(from, to)| to - from);
            let what = match from {
                Some(_) => told.text("值班台关机", "the desk was off"),
                None => told.text("值班台首次开机", "the desk started for the first time"),
            };
            let ends: Vec<String> =
                [from, to].into_iter().flatten().map(|at| told.at(*at)).collect();
            (ends.join("–"), length, what)
        }
    };
    let length = length.map_or(String::new(), |it| told.span(it));
    Row::calm(vec![when, length, what.to_owned()])
}

/// Returns the signatures that the steps ask for, a line for each step.
pub(super) fn signatures(told: Told<'_>) -> Option<Section> {
    signatures_of(told, |_| true)
}

/// Returns some of the signatures, a line for each step.
pub(super) fn signatures_of(
    told: Told<'_>,
    fits: impl Fn(&SignatureLine) -> bool,
) -> Option<Section> {
    let lines = told.report.signatures.iter().filter(|it| is_told(it, told) && fits(it));
    let lines: Vec<&SignatureLine> = lines.collect();
    let of_one_step = lines.chunk_by(|one, other| one.occurrence == other.occurrence);
    let rows = of_one_step.map(|it| signature_row(&it[0].occurrence, it, told)).collect();
    let columns = vec![told.text("步骤", "Step"), told.text("签字", "Signed by")];
    section(told.text("签字", "Signatures"), Tone::Calm, table(columns, rows))
}

fn signature_row(id: &OccurrenceId, lines: &[&SignatureLine], told: Told<'_>) -> Row {
    let one = |it: &&SignatureLine| {
        words::signature(&it.view, told.schedule, told.lang, |at| told.at(at))
    };
    let names: Vec<String> = lines.iter().map(one).collect();
    let names = names.join(told.text("；", "; "));
    let missing = lines.iter().any(|it| it.view.is_missing());
    let sign = told.schedule.step(&id.step).map(|it| &it.sign);
    let rule = sign.and_then(|it| words::sign_rule(it, told.lang));
    let rule = rule.map_or(String::new(), |it| words::reason(&it, told.lang));
    Row::toned(Tone::alarm_if(missing), vec![format!("{}{rule}", told.title(id)), names])
}

// A signature whose step is still to come is not missing yet.
fn is_told(line: &SignatureLine, told: Told<'_>) -> bool {
    let status = told.report.agenda.occurrence(&line.occurrence).map(|it| &it.status);
    line.view.signed.is_some() || !matches!(status, Some(Status::NotYet | Status::Due))
}
