//! How the duty changed hands: on page one who, when and what is not as it should be; at the end
//! the signatures with all that they are bound to.
//!
//! It never hides a signature that is void: it stands with the correction that made it so.

use super::Told;
use crate::engine::agenda::{
    ActSignature, CountView, HandoverOutcome, HandoverView, OccurrenceView, ShiftEndState, Status,
};
use crate::engine::command::{Proof, Relief};
use crate::report::HandoverPart;
use crate::report::page::{Block, Row, Section, Table, Tone};
use crate::schedule::StepId;
use crate::words;

/// Returns how the duty changed hands, in a few words, where it did or is about to.
pub(super) fn head(told: Told<'_>) -> Option<(String, String)> {
    let view = &told.report.handover.as_ref()?.view;
    let at = view.closed_at().map_or(String::new(), |at| format!(" {}", told.at_or_tomorrow(at)));
    let state = words::handover_state(view, told.lang);
    let to = match &view.relief {
        Relief::Named(name) => name.as_str(),
        Relief::Absent { .. } => told.text("无人", "nobody"),
    };
    let said = format!("{} → {to}  {state}{at}", view.outgoing.as_str());
    Some((told.text("交接", "Handover").to_owned(), said))
}

/// Returns the section of page one; none where nothing is handed over yet, and nothing is late.
pub(super) fn front(told: Told<'_>) -> Option<Section> {
    let mut rows = Vec::new();
    match &told.report.handover {
        Some(part) => of_part(part, told, &mut rows),
        None => owed(told, &mut rows),
    }
    for it in &told.report.agenda.handovers.incidents {
        let since = told.at(it.since);
        let said = told.lang.of(
            format!("{since} 起 {}（{}）", it.what, words::seq(it.number)),
            format!("since {since}: {} ({})", it.what, words::seq(it.number)),
        );
        rows.push(alarm(told.text("险情处置中", "Incident open"), said));
    }
    if rows.is_empty() {
        return None;
    }
    let wrong = rows.iter().any(|it| it.tone == Tone::Alarm);
    let columns = vec![told.text("交接", "Handover"), told.text("情况", "State")];
    Some(Section {
        title: told.text("交接情况", "The handover").to_owned(),
        tone: Tone::alarm_if(wrong),
        blocks: vec![Block::Table(Table { title: None, columns, rows })],
    })
}

fn calm(name: &str, said: String) -> Row {
    Row::calm(vec![name.to_owned(), said])
}

fn alarm(name: &str, said: String) -> Row {
    Row::toned(Tone::Alarm, vec![name.to_owned(), said])
}

fn owed(told: Told<'_>, rows: &mut Vec<Row>) {
    let handovers = &told.report.agenda.handovers;
    if let Some(view) = &handovers.refused {
        refused(view, told, rows);
    }
    let Some(it) = handovers.owed.as_ref().filter(|it| it.state == ShiftEndState::Late) else {
        return;
    };
    let shift = told.schedule.shift_name(&it.shift, told.lang);
    let (due, over) = (told.at(it.due), told.span(told.report.cutoff - it.due));
    rows.push(alarm(
        told.text("没有交接", "Not handed over"),
        told.lang.of(
            format!("{shift} 应 {due} 交接，已过 {over}，无人接班"),
            format!("{shift} was to be handed over at {due}; {over} ago, nobody has taken over"),
        ),
    ));
}

fn of_part(part: &HandoverPart, told: Told<'_>, rows: &mut Vec<Row>) {
    let (lang, view) = (told.lang, &part.view);
    let to = match &view.relief {
        Relief::Named(name) => name.as_str().to_owned(),
        Relief::Absent { reason } => {
            lang.of(format!("无人接班：{reason}"), format!("no relief came: {reason}"))
        }
    };
    let who = format!("{} → {to}", view.outgoing.as_str());
    let absent = matches!(view.relief, Relief::Absent { .. });
    rows.push(Row::toned(
        Tone::alarm_if(absent),
        vec![told.text("交班 → 接班", "From → to").to_owned(), who],
    ));
    let at = view.closed_at().map_or(String::new(), |at| format!("  {}", told.at_or_tomorrow(at)));
    let state = format!("{}{at}", words::handover_state(view, lang));
    let wrong = !matches!(&view.outcome, HandoverOutcome::Accepted { exceptions, .. } if exceptions.is_empty());
    rows.push(Row::toned(
        Tone::alarm_if(wrong),
        vec![told.text("结果", "Outcome").to_owned(), state],
    ));
    late(view, told, rows);
    for it in part.refused.iter().chain([view]) {
        refused(it, told, rows);
    }
    if let HandoverOutcome::Accepted { exceptions, .. } = &view.outcome {
        for it in exceptions {
            rows.push(alarm(told.text("保留", "Exception"), it.clone()));
        }
    }
    counts(view, told, rows);
    let rule = told.schedule.handover_of(&view.shift);
    rows.extend(rule.steps.iter().filter_map(|it| step(it, told)));
    if let Some(it) = &view.read_back {
        let by = words::reason(&format!("{} {}", it.by.as_str(), told.at(it.at)), lang);
        rows.push(calm(told.text("复述风险", "Risks read back"), format!("{}{by}", it.risks)));
        rows.push(calm(told.text("先做的事", "First actions"), it.first.clone()));
    }
    if !part.unmentioned.is_empty() {
        let names = words::risks(&part.unmentioned, &told.report.agenda, lang);
        rows.push(alarm(
            told.text("复述没有提到", "Not spoken of"),
            names.join(told.text("；", "; ")),
        ));
    }
    for it in &view.added {
        let by = words::reason(&format!("{} {}", it.by.as_str(), told.at(it.at)), lang);
        rows.push(alarm(told.text("交班后补充", "Added later"), format!("{}{by}", it.text)));
    }
    void(view, told, rows);
}

fn late(view: &HandoverView, told: Told<'_>, rows: &mut Vec<Row>) {
    let Some(at) = view.closed_at().filter(|at| *at > view.due) else { return };
    let (due, over) = (told.at(view.due), told.span(at - view.due));
    rows.push(alarm(
        told.text("晚交接", "Late"),
        told.lang.of(format!("应 {due}，晚 {over}"), format!("was due at {due}, {over} late")),
    ));
}

fn refused(view: &HandoverView, told: Told<'_>, rows: &mut Vec<Row>) {
    let HandoverOutcome::Refused { signature, reason } = &view.outcome else { return };
    let (by, at) = (signature.by.as_str(), told.at(signature.at));
    let stays = view.outgoing.as_str();
    rows.push(alarm(
        told.text("拒绝接班", "Refused"),
        told.lang.of(
            format!("{reason}（{by} {at}）；{stays} 留岗"),
            format!("{reason} ({by}, {at}); {stays} stays on duty"),
        ),
    ));
}

/// Returns the counts: each that differs in a line of its own, the others together.
fn counts(view: &HandoverView, told: Told<'_>, rows: &mut Vec<Row>) {
    let (right, wrong): (Vec<&CountView>, Vec<&CountView>) =
        view.counts.iter().partition(|it| it.is_right());
    for it in wrong {
        let name = told.schedule.count_name(&it.id, told.lang);
        let named = told.lang.of(format!("清点 {name}"), format!("Count: {name}"));
        rows.push(alarm(&named, format!("! {}", counted(it, told))));
    }
    if !right.is_empty() {
        let said = right.iter().map(|it| {
            let name = told.schedule.count_name(&it.id, told.lang);
            format!("{name} {}", counted(it, told))
        });
        let said = said.collect::<Vec<_>>().join(told.text("；", "; "));
        rows.push(calm(told.text("清点", "Counts"), said));
    }
}

fn counted(it: &CountView, told: Told<'_>) -> String {
    let lang = told.lang;
    let expect = it.expect.map(|it| lang.of(format!("应有 {it}"), format!("expected {it}")));
    let last = it.last.map(|it| lang.of(format!("上次 {it}"), format!("last time {it}")));
    let against: Vec<String> = [expect, last].into_iter().flatten().collect();
    let against = words::reason(&against.join(lang.of("，", ", ")), lang);
    let note = it.note.as_deref().map_or(String::new(), |it| format!(" {it}"));
    format!("{}{against}{note}", it.count)
}

/// Returns how a step stands that belongs to the handover.
fn step(id: &StepId, told: Told<'_>) -> Option<Row> {
    let all = told.report.agenda.occurrences.iter().filter(|it| it.id.step == *id);
    let all: Vec<&OccurrenceView> = all.collect();
    let done = all.iter().filter(|it| matches!(it.status, Status::Done { .. })).count();
    let said = match all.as_slice() {
        [] => return None,
        [one] => words::status(&one.status, told.lang).to_owned(),
        many => format!("{done}/{}", many.len()),
    };
    let row = vec![told.step(id).to_owned(), said];
    Some(Row::toned(Tone::alarm_if(done < all.len()), row))
}

fn void(view: &HandoverView, told: Told<'_>, rows: &mut Vec<Row>) {
    for it in &view.voided {
        let (entry, corrects) = (words::seq(it.entry), words::seq(it.corrects));
        let (at, by) = (told.at_or_tomorrow(it.at), it.by.as_str());
        rows.push(alarm(
            told.text("签字作废", "Signatures void"),
            told.lang.of(
                format!("{at} {by} 更正了 {corrects}（{entry}：{}），此前的签字作废", it.reason),
                format!(
                    "{at} {by} corrected {corrects} ({entry}: {}); earlier signatures are void",
                    it.reason
                ),
            ),
        ));
    }
}

/// Returns the signatures with all that they are bound to.
pub(super) fn signatures(told: Told<'_>) -> Option<Section> {
    let part = told.report.handover.as_ref()?;
    let all = part.view.signatures();
    if all.is_empty() {
        return None;
    }
    let rows = all.iter().map(|it| signature(it, &part.view, told)).collect();
    let columns = vec![
        told.text("签字", "Signed"),
        told.text("姓名", "Name"),
        told.text("编号", "Number"),
        told.text("时间", "At"),
        told.text("报告校验（SHA-256）", "Hash of the report (SHA-256)"),
    ];
    let mut blocks = vec![Block::Table(Table { title: None, columns, rows })];
    if all.iter().any(|it| it.seal.proof == Proof::Name) {
        let said = told.text(
            "没有编号的签字只凭姓名，没有用密码。",
            "A signature without a number is by name, without PIN.",
        );
        blocks.push(Block::Say(said.to_owned()));
    }
    let wrong = all.iter().any(|it| part.view.void_by(it).is_some());
    let title = told.text("电子签字", "Signatures in the record").to_owned();
    Some(Section { title, tone: Tone::alarm_if(wrong || part.view.alone.is_some()), blocks })
}

fn signature(it: &ActSignature, view: &HandoverView, told: Told<'_>) -> Row {
    let lang = told.lang;
    let meaning = words::meaning(it.meaning, lang);
    let void = view.void_by(it);
    let meaning = match void {
        Some(by) => {
            let entry = words::seq(by.entry);
            lang.of(format!("x 作废（{entry}） {meaning}"), format!("x void ({entry}) {meaning}"))
        }
        None => meaning.to_owned(),
    };
    let number = it.seal.proof.number().map_or(told.text("无", "none"), |it| it.as_str());
    let number = number.to_owned();
    let at = words::moment(it.at, told.schedule.zone);
    Row::toned(
        Tone::alarm_if(void.is_some()),
        vec![meaning, it.by.as_str().to_owned(), number, at, grouped(&it.seal.report)],
    )
}

/// Returns a hash in groups of eight, so that it can be read out and breaks over lines.
fn grouped(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = digits.chunks(8).map(|it| it.iter().collect()).collect();
    groups.join(" ")
}
