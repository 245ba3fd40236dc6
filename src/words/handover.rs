//! Handovers and incidents in words: what was recorded, why an act is refused, what is asked next.
//!
//! It never says that somebody is to blame: who did what and when is all it tells.

use super::name::status;
use super::value::{batch, day, occurrence, question, reason, seq};
use crate::engine::HandoverFault;
use crate::engine::agenda::{Agenda, HandoverNext, HandoverOutcome, HandoverView};
use crate::engine::handover::{HandoverAct, IncidentAct, Relief};
use crate::engine::officer::Meaning;
use crate::engine::risk::Risk;
use crate::schedule::{Lang, Schedule};

/// Returns what a signature means.
pub fn meaning(it: Meaning, lang: Lang) -> &'static str {
    match it {
        Meaning::Made => lang.of("经手", "made"),
        Meaning::HandedOver => lang.of("交班", "handed over"),
        Meaning::TookOver => lang.of("接班", "took over"),
        Meaning::Refused => lang.of("拒绝接班", "refused to take over"),
        Meaning::Alone => lang.of("无人接班，单独签字", "signed alone, no relief came"),
        Meaning::Reviewed => lang.of("交班后复核", "reviewed after relief"),
        Meaning::Corrected => lang.of("更正", "corrected"),
    }
}

/// Returns where a handover stands, in a few words.
pub fn handover_state(it: &HandoverView, lang: Lang) -> &'static str {
    match (&it.outcome, it.next()) {
        (HandoverOutcome::Refused { .. }, _) => lang.of("已拒绝，原值班员留岗", "refused"),
        (HandoverOutcome::Accepted { exceptions, .. }, _) if exceptions.is_empty() => {
            lang.of("已接班", "accepted")
        }
        (HandoverOutcome::Accepted { .. }, _) => {
            lang.of("已接班，有保留", "accepted with exceptions")
        }
        (HandoverOutcome::Open, _) if it.alone.is_some() => {
            lang.of("单独签字，还没有人接班", "signed alone, nobody has taken over")
        }
        (HandoverOutcome::Open, HandoverNext::Brief) => {
            lang.of("已划线，待当面交班", "line drawn, to be briefed")
        }
        (HandoverOutcome::Open, HandoverNext::SignAlone) => {
            lang.of("接班人没来，待单独签字", "no relief, to be signed alone")
        }
        (HandoverOutcome::Open, HandoverNext::ReadBack) => {
            lang.of("已当面交班，待复述", "briefed, to be read back")
        }
        (
            HandoverOutcome::Open,
            HandoverNext::Accept | HandoverNext::Review | HandoverNext::Nothing,
        ) => lang.of("已复述，待接班", "read back, to be accepted"),
    }
}

/// Returns what whoever takes over must know, in a few words.
pub fn risk(it: &Risk, agenda: &Agenda, lang: Lang) -> String {
    let schedule = &agenda.schedule;
    match it {
        Risk::Finding(number) => {
            let found = agenda.findings.iter().find(|it| it.number == *number);
            let what = found.map_or("", |it| it.what.as_str());
            let floor = found.and_then(|it| it.floor.as_ref());
            let floor = floor.map_or(String::new(), |it| format!("{it} "));
            format!("{} {floor}{what}", seq(*number))
        }
        Risk::Gate(asked) => {
            let asked = question(asked, schedule, lang);
            lang.of(format!("未放行：{asked}"), format!("held: {asked}"))
        }
        Risk::Floor(floor) => {
            let name = schedule.floor_name(floor, lang);
            lang.of(format!("{name}未清"), format!("{name} not clear"))
        }
        Risk::Step(id) => {
            let (title, state) = (occurrence(id, schedule, lang), agenda.occurrence(id));
            let state = state.map_or("", |it| status(&it.status, lang));
            format!("{title} {state}")
        }
        Risk::Batch(id, number) => {
            let (title, number) = (occurrence(id, schedule, lang), batch(*number, lang));
            lang.of(format!("{title}{number}未归"), format!("{title} {number} is out"))
        }
    }
}

/// Returns what whoever takes over must know, one line each; turns of a step that stand alike are
/// one line.
pub fn risks(all: &[Risk], agenda: &Agenda, lang: Lang) -> Vec<String> {
    let mut lines: Vec<(&Risk, usize)> = Vec::new();
    for it in all {
        match lines.iter_mut().find(|(first, _)| is_alike(first, it, agenda)) {
            Some((_, count)) => *count += 1,
            None => lines.push((it, 1)),
        }
    }
    let line = |(it, count): (&Risk, usize)| match count {
        1 => risk(it, agenda, lang),
        _ => {
            let line = risk(it, agenda, lang);
            lang.of(format!("{line}，共 {count} 次"), format!("{line}, {count} times"))
        }
    };
    lines.into_iter().map(line).collect()
}

fn is_alike(one: &Risk, other: &Risk, agenda: &Agenda) -> bool {
    let (Risk::Step(one), Risk::Step(other)) = (one, other) else { return false };
    let state = |id| agenda.occurrence(id).map(|it| status(&it.status, Lang::En));
    one.step == other.step && state(one) == state(other)
}

/// Returns an act of a handover as one line.
pub(super) fn act(it: &HandoverAct, schedule: &Schedule, lang: Lang) -> String {
    let number = it.subject().map(seq).unwrap_or_default();
    match it {
        HandoverAct::Begun(it) => {
            let shift = schedule.shift_name(&it.shift.shift, lang);
            let of_day = day(it.shift.day, lang);
            let counts: Vec<String> = it
                .counts
                .iter()
                .map(|it| {
                    let name = schedule.count_name(&it.id, lang);
                    let note = it.note.as_deref().map_or(String::new(), |it| reason(it, lang));
                    format!("{name} {}{note}", it.count)
                })
                .collect();
            let counts = match counts.is_empty() {
                true => String::new(),
                false => format!(" · {}", counts.join(lang.of("，", ", "))),
            };
            match &it.relief {
                Relief::Named(name) => lang.of(
                    format!("开始交接 {of_day} {shift}，接班人 {}{counts}", name.as_str()),
                    format!("Handover begun: {shift}, {of_day}, relief {}{counts}", name.as_str()),
                ),
                Relief::Absent { reason } => lang.of(
                    format!("开始交接 {of_day} {shift}，无人接班（{reason}）{counts}"),
                    format!("Handover begun: {shift}, {of_day}, no relief ({reason}){counts}"),
                ),
            }
        }
        HandoverAct::Briefed(_) => lang.of(
            format!("交接 {number}：已当面交班，签字"),
            format!("Handover {number}: briefed face to face, signed"),
        ),
        HandoverAct::ReadBack(it) => lang.of(
            format!("交接 {number} 复述：风险 {}；先做 {}", it.risks, it.first),
            format!("Handover {number} read back: risks {}; first {}", it.risks, it.first),
        ),
        HandoverAct::Accepted(it) if it.exceptions.is_empty() => lang.of(
            format!("交接 {number}：接班，签字"),
            format!("Handover {number}: accepted, signed"),
        ),
        HandoverAct::Accepted(it) => {
            let named = it.exceptions.join(lang.of("；", "; "));
            lang.of(
                format!("交接 {number}：接班，保留：{named}，签字"),
                format!("Handover {number}: accepted, signed, except: {named}"),
            )
        }
        HandoverAct::Refused(it) => lang.of(
            format!("交接 {number}：拒绝接班（{}），签字", it.reason),
            format!("Handover {number}: refused ({}), signed", it.reason),
        ),
        HandoverAct::SignedAlone(_) => lang.of(
            format!("交接 {number}：无人接班，单独签字"),
            format!("Handover {number}: no relief came, signed alone"),
        ),
        HandoverAct::Added(it) => lang.of(
            format!("交接 {number} 补充：{}", it.text),
            format!("Handover {number}, left out: {}", it.text),
        ),
        HandoverAct::Reviewed(_) => lang.of(
            format!("交接 {number}：交班人复核，签字"),
            format!("Handover {number}: reviewed by the relieved officer, signed"),
        ),
    }
}

/// Returns an incident's fact as one line.
pub(super) fn incident(it: &IncidentAct, lang: Lang) -> String {
    match it {
        IncidentAct::Begun { what } => {
            lang.of(format!("险情开始：{what}"), format!("Incident begun: {what}"))
        }
        IncidentAct::Over { incident, how } => {
            let number = seq(*incident);
            lang.of(format!("险情 {number} 解除：{how}"), format!("Incident {number} over: {how}"))
        }
    }
}

/// Returns why an act of a handover is refused, and what to do instead.
pub(super) fn fault(it: &HandoverFault, schedule: &Schedule, lang: Lang) -> String {
    match it {
        HandoverFault::IncidentOpen { incident, what } => {
            let number = seq(*incident);
            lang.of(
                format!("险情 {number} 正在处置（{what}），不能交接。处置完先按 i 解除险情。"),
                format!("Incident {number} is open ({what}): no handover. End it first with i."),
            )
        }
        HandoverFault::NoIncident { incident } => lang.of(
            format!("没有正在处置的险情 {}。", seq(*incident)),
            format!("No open incident {}.", seq(*incident)),
        ),
        HandoverFault::Running { handover } => {
            let number = seq(*handover);
            lang.of(
                format!("交接 {number} 还没有结果。先接班，或按 3 拒绝。"),
                format!("Handover {number} has no outcome yet. Accept it, or refuse it with 3."),
            )
        }
        HandoverFault::Unknown { handover } => lang.of(
            format!("没有交接 {}。", seq(*handover)),
            format!("No handover {}.", seq(*handover)),
        ),
        HandoverFault::Over { handover } => lang.of(
            format!("交接 {} 已有结果。要补充请写备注。", seq(*handover)),
            format!("Handover {} has its outcome. Write a note to add to it.", seq(*handover)),
        ),
        HandoverFault::NotYet { next } => {
            let next = next_act(*next, lang);
            lang.of(format!("还不到这一步。先{next}。"), format!("Not yet. First: {next}."))
        }
        HandoverFault::OwnRelief { name } => lang.of(
            format!("{name} 是交班人，不能自己接班。接班要另一个人。"),
            format!("{name} hands over and cannot be the relief. Somebody else must take over."),
        ),
        HandoverFault::NotTheRelief { name } => lang.of(
            format!("接班人是 {name}。换人接班，先拒绝再重新开始。"),
            format!("The relief is {name}. To change the relief, refuse and begin again."),
        ),
        HandoverFault::NotTheOutgoing { name } => lang.of(
            format!("交班人是 {name}，要由 {name} 来做。"),
            format!("{name} hands over; only {name} can do this."),
        ),
        HandoverFault::CountMissing { count } => {
            let name = schedule.count_name(count, lang);
            lang.of(format!("{name}还没有清点。"), format!("Not counted yet: {name}."))
        }
        HandoverFault::CountUnknown { count } => {
            let name = schedule.count_name(count, lang);
            lang.of(
                format!("{name}不在这次清点里，或写了两次。"),
                format!("{name}: not part of this handover, or given twice."),
            )
        }
        HandoverFault::CountUnexplained { count, expect, found } => {
            let name = schedule.count_name(count, lang);
            lang.of(
                format!(
                    "{name}应有 {expect}，实有 {found}。数字后面写明原因，如“{found} 借给保洁”。"
                ),
                format!(
                    "{name}: {found}, not {expect}. Say why behind it, as in \"{found} lent\"."
                ),
            )
        }
        HandoverFault::NotSealed => lang.of(
            "签字没有写明是哪份报告。请再试一次。".to_owned(),
            "The signature names no report. Try again.".to_owned(),
        ),
    }
}

/// Returns what a handover asks for next, as an order.
pub fn next_act(it: HandoverNext, lang: Lang) -> &'static str {
    match it {
        HandoverNext::Brief => lang.of("当面交班并签字", "brief face to face and sign"),
        HandoverNext::SignAlone => lang.of("单独签字", "sign alone"),
        HandoverNext::ReadBack => lang.of("由接班人复述", "let the relief read back"),
        HandoverNext::Accept => lang.of("由接班人接班", "let the relief accept"),
        HandoverNext::Review => lang.of("由交班人复核", "let the relieved officer review"),
        HandoverNext::Nothing => lang.of("没有要做的", "nothing more"),
    }
}
