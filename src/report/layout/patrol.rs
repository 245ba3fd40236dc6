//! The fire patrol record: each patrol with its places, times, persons, contents and problems.
//!
//! It never joins two patrols into one line, and never leaves out one that was not walked.

use super::{Told, figure, front, record, section, table};
use crate::engine::agenda::{
    AnswerView, FindingState, FindingView, OccurrenceView, QuestionState, QuestionView,
    SignatureView, Status, Superseded, Was,
};
use crate::engine::command::Proof;
use crate::report::page::{Block, Figure, Row, Section, Tone};
use crate::report::part::{CorrectionLine, GapLine, NotDone};
use crate::report::select::{fire_findings, is_patrol, is_step, views_of};
use crate::schedule::{Part, RoleId, Sense, StepKind};
use crate::words;

/// Returns the sections of the record.
pub(super) fn sections(told: Told<'_>) -> Vec<Section> {
    let walked = walked(told);
    let patrols = views_of(told.report, is_patrol);
    let first = [Some(not_walked(told)), gaps(told), all(&patrols, told), Some(problems(told))];
    let each = walked.iter().map(|it| patrol(it, told));
    let corrections = record::corrections_of(told, |it| is_about_a_patrol(it, told));
    first.into_iter().flatten().chain(each).chain(corrections).collect()
}

/// Returns the numbers to know first.
pub(super) fn figures(told: Told<'_>) -> Vec<Figure> {
    let (lang, undone) = (told.lang, undone(told).len());
    let problems = fire_findings(told.report);
    let open = problems.iter().filter(|it| it.state.is_open()).count();
    let patrols = views_of(told.report, is_patrol);
    let due = patrols.iter().filter(|it| !matches!(it.status, Status::NotYet | Status::Due));
    let (done, due) = (patrols.iter().filter(|it| is_done(it)).count(), due.count());
    let walked = lang.of(format!("已巡 {done}/{due} 次"), format!("{done} of {due} walked"));
    let said = lang.of(format!("未整改 {open}"), format!("{open} open"));
    vec![
        figure(told.text("未巡查", "Not walked"), undone, walked, undone > 0),
        figure(told.text("消防问题", "Fire problems"), problems.len(), said, open > 0),
    ]
}

fn is_done(it: &OccurrenceView) -> bool {
    matches!(it.status, Status::Done { .. })
}

fn walked(told: Told<'_>) -> Vec<&OccurrenceView> {
    let begun = views_of(told.report, is_patrol).into_iter();
    begun.filter(|it| it.started.is_some()).collect()
}

fn undone(told: Told<'_>) -> Vec<&NotDone> {
    let all = told.report.not_done.iter();
    all.filter(|it| is_step(&it.occurrence, told.schedule, is_patrol)).collect()
}

fn is_about_a_patrol(it: &CorrectionLine, told: Told<'_>) -> bool {
    let question = it.question.as_ref();
    question.is_some_and(|it| is_step(&it.occurrence, told.schedule, is_patrol))
}

fn not_walked(told: Told<'_>) -> Section {
    let title = told.text("未巡查", "Not walked");
    if !told.schedule.steps.iter().any(is_patrol) {
        let none = told.text(
            "日程里没有注明条款 61-25 的步骤，所以查不出防火巡查；在日程的巡查步骤上加 clause = [\"61-25\"]。",
            "No step of the schedule names the clause 61-25, so that no fire patrol can be told; \
             add clause = [\"61-25\"] to the step of the patrol.",
        );
        let blocks = vec![Block::Say(none.to_owned())];
        return Section { title: title.to_owned(), tone: Tone::Alarm, blocks };
    }
    let nothing = told.text(
        "没有。到截止时间该巡的都巡了。",
        "None: all that were due by the cut-off were walked.",
    );
    front::undone(title, &undone(told), nothing, told)
}

fn gaps(told: Told<'_>) -> Option<Section> {
    let is_ours = |it: &&GapLine| told.schedule.step(&it.step).is_some_and(is_patrol);
    super::detail::gaps_of(told, &told.report.gaps.iter().filter(is_ours).collect::<Vec<_>>())
}

/// Returns every patrol of the period in one line each.
fn all(patrols: &[&OccurrenceView], told: Told<'_>) -> Option<Section> {
    let row = |it: &&OccurrenceView| {
        let (sign, name) = (words::status_sign(&it.status), words::status(&it.status, told.lang));
        let unsigned = is_done(it) && it.signatures.iter().any(SignatureView::is_missing);
        // How each proved it stands with the patrol below.
        let (patroller, superior) = persons(it, told, |_| String::new());
        Row::toned(
            Tone::alarm_if(unsigned || record::tone_of(&it.status) == Tone::Alarm),
            vec![
                told.title(&it.id),
                told.between(it.due, it.finish_by),
                record::real(it, told),
                format!("{sign} {name}"),
                patroller,
                superior,
            ],
        )
    };
    let columns = vec![
        told.text("巡查", "Patrol"),
        told.text("计划", "Planned"),
        told.text("实际", "Real"),
        told.text("情况", "Status"),
        told.text("巡查人", "Patroller"),
        told.text("主管人员", "Superior"),
    ];
    let rows = patrols.iter().map(row).collect();
    section(told.text("巡查一览", "All patrols"), Tone::Calm, table(columns, rows))
}

/// Returns who patrolled and who answers for it, as signed: the step's own role, then the others.
fn persons(
    it: &OccurrenceView,
    told: Told<'_>,
    proof: impl Fn(&Proof) -> String,
) -> (String, String) {
    let own = told.schedule.step(&it.id.step).map(|step| &step.role);
    let is_own = |role: &RoleId| own == Some(role);
    let name = |it: &(&RoleId, Option<String>)| match &it.1 {
        Some(name) => name.clone(),
        None => told.text("未签 ________", "not signed ________").to_owned(),
    };
    let all: Vec<(&RoleId, Option<String>)> = it
        .signatures
        .iter()
        .map(|it| {
            let signed = it.signed.as_ref();
            (
                &it.role,
                signed.map(|(name, at)| {
                    let name = words::person(name, it.stead.as_ref(), told.lang);
                    format!("{name}{} {}", proof(&it.proof), told.at(*at))
                }),
            )
        })
        .collect();
    let join = |of: &dyn Fn(&RoleId) -> bool| {
        let some: Vec<String> = all.iter().filter(|it| of(it.0)).map(name).collect();
        some.join(told.text("；", "; "))
    };
    match is_done(it) || it.started.is_some() {
        true => {
            let took_part = took_part(it, told);
            (format!("{}{took_part}", join(&is_own)), join(&|role| !is_own(role)))
        }
        false => (String::new(), String::new()),
    }
}

/// Returns the names of all who took part, where the step records them.
fn took_part(it: &OccurrenceView, told: Told<'_>) -> String {
    let who = it
        .questions
        .iter()
        .filter(|it| told.item(&it.question).is_some_and(|item| item.turn == Part::Who));
    let names = who.filter_map(|it| match &it.state {
        QuestionState::Answered(answer) => Some(&answer.answer),
        QuestionState::Open
        | QuestionState::Awaits
        | QuestionState::Optional
        | QuestionState::NotNeeded { .. }
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => None,
    });
    let names: String = names.map(|it| words::answer(it, None, told.lang)).collect();
    if names.is_empty() {
        return String::new();
    }
    words::reason(&told.lang.of(format!("参加：{names}"), format!("with {names}")), told.lang)
}

/// Returns the problems: where, what, what was done on the spot, what was passed up.
fn problems(told: Told<'_>) -> Section {
    let all = fire_findings(told.report);
    let title = format!("{} {}", told.text("发现的问题", "Problems found"), all.len());
    let rows: Vec<Row> = all.iter().map(|it| problem(it, told)).collect();
    if rows.is_empty() {
        let none = told.text("没有发现问题。", "No problems were found.").to_owned();
        return Section { title, tone: Tone::Calm, blocks: vec![Block::Say(none)] };
    }
    let columns = vec![
        told.text("编号", "No."),
        told.text("时间", "At"),
        told.text("部位", "Where"),
        told.text("问题", "Problem"),
        told.text("当场处理", "Done on the spot"),
        told.text("上报与整改", "Passed up, put right"),
    ];
    let tone = Tone::alarm_if(all.iter().any(|it| it.state.is_open()));
    Section { title, tone, blocks: vec![Block::Table(table(columns, rows))] }
}

fn problem(it: &FindingView, told: Told<'_>) -> Row {
    let place = words::floor(it.floor.as_ref(), it.place.as_deref(), told.schedule, told.lang);
    let on_the_spot = match &it.state {
        FindingState::OnTheSpot { done } => done.clone(),
        FindingState::Open
        | FindingState::Fixed { .. }
        | FindingState::Closed { .. }
        | FindingState::Withdrawn { .. } => String::new(),
    };
    Row::toned(
        Tone::alarm_if(it.state.is_open()),
        vec![
            words::seq(it.number),
            told.at(it.happened),
            place,
            format!("{}{}", it.what, words::reason(it.officer.as_str(), told.lang)),
            on_the_spot,
            passed_up(it, told),
        ],
    )
}

/// Returns to whom a finding went, who puts it right by when, and what protects people meanwhile.
pub(super) fn passed_up(it: &FindingView, told: Told<'_>) -> String {
    let lang = told.lang;
    let mut parts = Vec::new();
    if let Some(to) = &it.follow_up.reported_to {
        parts.push(lang.of(format!("已报告 {to}"), format!("reported to {to}")));
    }
    if let Some(owner) = &it.follow_up.owner {
        parts.push(lang.of(format!("负责人 {owner}"), format!("owner {owner}")));
    }
    if let Some(due) = it.follow_up.due {
        parts.push(lang.of(format!("限期 {due}"), format!("due {due}")));
    }
    if let Some(interim) = &it.follow_up.interim {
        parts.push(lang.of(format!("临时措施：{interim}"), format!("meanwhile: {interim}")));
    }
    match &it.state {
        FindingState::OnTheSpot { .. } => {}
        FindingState::Open => parts.push(words::finding_state(&it.state, lang).to_owned()),
        FindingState::Fixed { by, done, at } => {
            let (name, by, at) = (words::finding_state(&it.state, lang), by.as_str(), told.at(*at));
            parts.push(format!("{name} {at} {by} {done}"));
        }
        FindingState::Closed { by, at } => {
            let (by, at) = (by.as_str(), told.at(*at));
            parts.push(lang.of(format!("{at} {by} 复查关闭"), format!("closed {at} by {by}")));
        }
        FindingState::Withdrawn { reason } => {
            parts.push(lang.of(format!("已撤回：{reason}"), format!("withdrawn: {reason}")));
        }
    }
    parts.join(lang.of("；", "; "))
}

/// Returns one patrol with all that was looked at.
fn patrol(it: &OccurrenceView, told: Told<'_>) -> Section {
    let proof = |it: &Proof| words::reason(&words::proof(it, told.lang), told.lang);
    let (patroller, superior) = persons(it, told, proof);
    let place = places(it, told);
    let strike = |it: String| if it.is_empty() { super::NOT_APPLICABLE.to_owned() } else { it };
    let (patroller, superior) = (strike(patroller), strike(superior));
    let who = told.lang.of(
        format!("部位：{place}。巡查人：{patroller}。主管人员：{superior}。"),
        format!("Places: {place}. Patroller: {patroller}. Superior: {superior}."),
    );
    let columns = vec![
        told.text("内容", "Content"),
        told.text("情况", "State"),
        told.text("备注", "Remark"),
        told.text("时间", "At"),
        told.text("记录人", "By"),
    ];
    let own = it.questions.iter().filter(|line| line.question.occurrence == it.id);
    let rows: Vec<Row> = own.map(|line| looked_at(line, told)).collect();
    let tone = Tone::alarm_if(rows.iter().any(|it| it.tone == Tone::Alarm));
    Section {
        title: format!("{} {}", told.title(&it.id), record::real(it, told)),
        tone,
        blocks: vec![Block::Say(who), Block::Table(table(columns, rows))],
    }
}

fn places(it: &OccurrenceView, told: Told<'_>) -> String {
    let floors = match told.schedule.step(&it.id.step).map(|it| &it.kind) {
        Some(StepKind::Sweep(floors)) => floors.as_slice(),
        Some(StepKind::Checklist | StepKind::Areas(_) | StepKind::Meal(_)) | None => &[],
    };
    let names: Vec<&str> =
        floors.iter().map(|it| told.schedule.floor_name(it, told.lang)).collect();
    match names.is_empty() {
        true => told.text("全店各楼层", "every floor of the store").to_owned(),
        false => names.join(told.text("、", ", ")),
    }
}

/// Returns a question with its answer, whether it was answered or not.
pub(super) fn looked_at(it: &QuestionView, told: Told<'_>) -> Row {
    let asked = told.question(&it.question);
    let bare = |state: &str, why: &str| {
        let nobody = String::new;
        vec![asked.clone(), state.to_owned(), why.to_owned(), nobody(), nobody()]
    };
    match &it.state {
        QuestionState::Answered(answer) => Row::toned(
            Tone::alarm_if(answer.sense == Sense::Abnormal),
            vec![
                asked,
                said(it, answer, told),
                answer.note.clone().unwrap_or_default(),
                told.at(answer.happened),
                answer.officer.as_str().to_owned(),
            ],
        ),
        QuestionState::Open | QuestionState::Awaits => {
            let view = told.report.agenda.occurrence(&it.question.occurrence);
            let status = view.map_or(&Status::NotYet, |it| &it.status);
            let (sign, name) = (words::status_sign(status), words::status(status, told.lang));
            Row::toned(record::tone_of(status), bare(&format!("{sign} {name}"), ""))
        }
        QuestionState::Optional => Row::calm(bare(told.text("可不答", "optional"), "")),
        QuestionState::NotNeeded { why, .. } => {
            let why = words::unneeded(why, told.schedule, told.lang);
            Row::calm(bare(told.text("= 不需要", "= not needed"), &why))
        }
        QuestionState::Skipped { reason } => {
            Row::toned(Tone::Alarm, bare(told.text("- 跳过", "- skipped"), reason))
        }
        QuestionState::Deferred { to, reason } => {
            let why = format!("{reason} → {}", told.title(to));
            Row::toned(Tone::Alarm, bare(told.text("~ 推后", "~ deferred"), &why))
        }
    }
}

fn said(it: &QuestionView, answer: &AnswerView, told: Told<'_>) -> String {
    let item = told.item(&it.question);
    let lang = told.lang;
    let sign = match answer.sense {
        Sense::Abnormal => "! ",
        Sense::Normal => "",
    };
    let way = record::way(answer.known, lang);
    let was = |it: &Superseded| match &it.was {
        Was::Answer(before) => {
            let (before, entry) = (words::answer(before, item, lang), words::seq(it.entry));
            lang.of(format!("；原为{before}，{entry} 更正"), format!("; was {before}, {entry}"))
        }
        Was::Finding { .. } => String::new(),
    };
    let before: String = answer.corrected.iter().map(was).collect();
    format!("{sign}{}{way}{before}", words::given(answer, item, lang))
}
