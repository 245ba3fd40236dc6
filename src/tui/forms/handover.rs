//! The forms of the four acts: the line with its counts, the brief, the read-back, the outcome,
//! the review; and of an incident.
//!
//! Whoever signs types the own name: no name is ever signed by pressing Enter alone.

use super::{Form, Purpose, Row, Slot, pin, wish_of};
use crate::engine::agenda::{HandoverNext, HandoverView, ShiftEnd};
use crate::engine::command::{
    Accepted, Added, Begun, Briefed, Counted, HandedShift, HandoverAct, IncidentAct, Officer,
    ReadBack, Relief, Reviewed, Seal, Seq, SignedAlone, TurnedDown,
};
use crate::engine::officer::{Meaning, Signing};
use crate::engine::{Action, HandoverFault};
use crate::schedule::{CountId, ShiftId};
use crate::tui::desk::Desk;
use crate::tui::message::Wish;
use crate::words;

/// Which handover form it is, with the handover that it is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Hand {
    /// Draws the line for somebody who is here.
    Begin(Vec<CountId>),
    /// Draws the line while nobody has come.
    BeginAlone(Vec<CountId>),
    Brief(Seq),
    SignAlone(Seq),
    ReadBack(Seq),
    Accept(Seq),
    Except(Seq),
    Refuse(Seq),
    Add(Seq),
    Review(Seq),
    IncidentBegins,
    IncidentEnds(Seq),
}

/// Returns the form that draws the line; what is counted is offered with what is expected.
pub(crate) fn begin(desk: &Desk, alone: bool) -> Form {
    let lang = desk.lang;
    let (schedule, handovers) = (&desk.agenda.schedule, &desk.agenda.handovers);
    let shift = handovers.owed.as_ref().map(|it: &ShiftEnd| it.shift.clone());
    let shift = shift.or(desk.agenda.shift.clone()).unwrap_or_else(|| ShiftId::new(""));
    let counts = schedule.handover_of(&shift).counts;
    let first = match alone {
        true => Row::text(
            Slot::Reason,
            lang.of("为什么没来", "Why no relief"),
            "",
            lang.of("打过电话、报给谁", "who was called and told"),
        ),
        false => Row::text(Slot::Who, lang.of("接班人", "Relief"), "", lang.of("姓名", "name")),
    };
    let mut rows = vec![first];
    for (number, id) in (0..).zip(&counts) {
        let Some(rule) = schedule.count(id) else { continue };
        let last = handovers.last.as_ref().and_then(|it| it.counts.iter().find(|it| it.id == *id));
        let (expect, last) = (rule.expect, last.map(|it| it.count));
        let hint = match last {
            Some(last) => lang.of(
                format!("应有 {expect}，上次 {last}"),
                format!("expected {expect}, last {last}"),
            ),
            None => lang.of(format!("应有 {expect}"), format!("expected {expect}")),
        };
        rows.push(Row::text(Slot::Counted(number), "", "", &hint).called(rule.name.get(lang)));
    }
    let name = schedule.shift_name(&shift, lang);
    let about = match counts.is_empty() {
        true => lang.of(
            format!("{name}到此为止；此后写的归下一份报告。"),
            format!("The {name} ends here; what is written later is in the next report."),
        ),
        false => lang.of(
            format!("{name}到此为止。数目不对，数字后面写原因，如“10 借给保洁”。"),
            format!("The {name} ends here. Where a count differs, say why: \"10 one is lent\"."),
        ),
    };
    let hand = if alone { Hand::BeginAlone(counts) } else { Hand::Begin(counts) };
    let title = lang.of("开始交接", "Begin the handover");
    let form = Form::new(Purpose::Handover(hand), title, about, rows);
    // Said before anybody counts keys for nothing.
    let fault = desk.agenda.handovers.incidents.first().map(|it| {
        let open = HandoverFault::IncidentOpen { incident: it.number, what: it.what.clone() };
        words::refusal(&open.into(), schedule, lang)
    });
    Form { fault, ..form }
}

/// Returns the form of what a handover asks for next; none where it asks for nothing.
pub(crate) fn next(desk: &Desk, view: &HandoverView) -> Option<Form> {
    let lang = desk.lang;
    let (number, from) = (view.number, view.outgoing.as_str());
    let form = |hand, title: &str, about: String, rows| {
        Some(Form::new(Purpose::Handover(hand), title, about, rows))
    };
    match view.next() {
        HandoverNext::Nothing => None,
        HandoverNext::Brief => {
            let about = lang.of(
                format!("面对面逐条讲完后，由 {from} 签字。"),
                format!("Once all is told face to face, {from} signs."),
            );
            let title = lang.of("当面交班", "Brief");
            form(Hand::Brief(number), title, about, vec![signer(desk, Meaning::HandedOver)])
        }
        HandoverNext::SignAlone => {
            let about = lang.of(
                format!("无人接班。由 {from} 单独签字，报告上会写明。"),
                format!("No relief came. {from} signs alone, and the report says so."),
            );
            let title = lang.of("单独签字", "Sign alone");
            form(Hand::SignAlone(number), title, about, vec![signer(desk, Meaning::Alone)])
        }
        HandoverNext::ReadBack => Some(read_back(desk, view)),
        HandoverNext::Accept => {
            // What was signed alone has ended its shift: there is nothing left to refuse.
            let about = match view.alone {
                None => lang.of(
                    "接班人签字后坐到值班台。有保留按 2，拒绝按 3。",
                    "The relief signs and sits down. 2 accepts with exceptions, 3 refuses.",
                ),
                Some(_) => lang.of(
                    "接班人签字后坐到值班台。有保留按 2。",
                    "The relief signs and sits down. 2 accepts with exceptions.",
                ),
            };
            let title = lang.of("接班", "Accept");
            form(
                Hand::Accept(number),
                title,
                about.to_owned(),
                vec![signer(desk, Meaning::TookOver)],
            )
        }
        HandoverNext::Review => {
            let about = lang.of(
                format!("{from} 看一遍：有遗漏先按 5 补充，没有就签字。"),
                format!("{from} looks for omissions: 5 adds one; if there is none, sign."),
            );
            let title = lang.of("交班后复核", "Review");
            form(Hand::Review(number), title, about, vec![signer(desk, Meaning::Reviewed)])
        }
    }
}

/// Returns the form in which the relief reads back.
pub(crate) fn read_back(desk: &Desk, view: &HandoverView) -> Form {
    let lang = desk.lang;
    let hint = lang.of("用自己的话", "in own words");
    let before = view.read_back.as_ref();
    let risks = before.map_or("", |it| it.risks.as_str());
    let first = before.map_or("", |it| it.first.as_str());
    let mut rows = vec![
        Row::text(Slot::What, lang.of("最要紧的风险", "Top risks"), risks, hint),
        Row::text(Slot::Done, lang.of("接班先做什么", "First actions"), first, hint),
    ];
    let about = match &view.relief {
        Relief::Named(name) => {
            let name = name.as_str();
            lang.of(format!("{name} 用自己的话复述。"), format!("{name} reads back in own words."))
        }
        Relief::Absent { .. } => {
            let name = lang.of("接班人", "Relief");
            rows.insert(0, Row::text(Slot::Name, name, "", lang.of("姓名", "name")));
            lang.of("后来的接班人用自己的话复述。", "Who came at last reads back in own words.")
                .to_owned()
        }
    };
    let title = lang.of("复述", "Read back");
    Form::new(Purpose::Handover(Hand::ReadBack(view.number)), title, about, rows)
}

/// Returns the form of an acceptance with exceptions.
pub(crate) fn except(desk: &Desk, view: &HandoverView) -> Form {
    let lang = desk.lang;
    let hint = lang.of("几条用；隔开", "several: put ; between");
    let rows = vec![
        Row::text(Slot::What, lang.of("保留什么", "Exceptions"), "", hint),
        signer(desk, Meaning::TookOver),
    ];
    let about = lang.of("每一条都写进报告第一页。", "Each is named on page one of the report.");
    let title = lang.of("接班，有保留", "Accept with exceptions");
    Form::new(Purpose::Handover(Hand::Except(view.number)), title, about.to_owned(), rows)
}

/// Returns the form of a refusal.
pub(crate) fn refuse(desk: &Desk, view: &HandoverView) -> Form {
    let lang = desk.lang;
    let rows = vec![
        Row::text(Slot::Reason, lang.of("原因", "Reason"), "", ""),
        signer(desk, Meaning::Refused),
    ];
    let stays = view.outgoing.as_str();
    let about = lang.of(
        format!("拒绝是正常结果：{stays} 留岗，报告照记。"),
        format!("A refusal is a result: {stays} stays on duty, and it is recorded."),
    );
    let title = lang.of("拒绝接班", "Refuse");
    Form::new(Purpose::Handover(Hand::Refuse(view.number)), title, about, rows)
}

/// Returns the form in which the relieved officer adds what was left out.
pub(crate) fn add(desk: &Desk, view: &HandoverView) -> Form {
    let lang = desk.lang;
    let rows = vec![Row::text(Slot::What, lang.of("遗漏了什么", "Left out"), "", "")];
    let from = view.outgoing.as_str();
    let about = lang.of(
        format!("由 {from} 补充；记在新的班次里，并连到这次交接。"),
        format!("Added by {from}, as an entry of the new shift that is linked to this handover."),
    );
    let title = lang.of("补充遗漏", "Add what was left out");
    Form::new(Purpose::Handover(Hand::Add(view.number)), title, about, rows)
}

/// Returns the form that begins an incident, or ends the oldest one that is open.
pub(crate) fn incident(desk: &Desk) -> Form {
    let lang = desk.lang;
    match desk.agenda.handovers.incidents.first() {
        None => {
            let hint = lang.of("如：三楼冒烟", "such as: smoke on the 3rd floor");
            let rows = vec![Row::text(Slot::What, lang.of("什么事", "What"), "", hint)];
            let about = lang.of(
                "处置期间不能交接；其他照常记录。",
                "No handover while it is handled; all else is recorded as usual.",
            );
            let title = lang.of("险情开始", "An incident begins");
            Form::new(Purpose::Handover(Hand::IncidentBegins), title, about.to_owned(), rows)
        }
        Some(it) => {
            let rows = vec![Row::text(Slot::Done, lang.of("怎么结束的", "How it ended"), "", "")];
            let about = format!("#{} {}", it.number.0, it.what);
            let title = lang.of("险情解除", "The incident is over");
            Form::new(Purpose::Handover(Hand::IncidentEnds(it.number)), title, about, rows)
        }
    }
}

/// Returns the row in which somebody signs: number and PIN, or the name where nobody has a PIN.
fn signer(desk: &Desk, meaning: Meaning) -> Row {
    let hint = desk.lang.of("签字人的姓名", "name of who signs");
    match desk.agenda.signing() {
        Signing::ByName => Row::text(Slot::Name, desk.lang.of("签字", "Signed by"), "", hint),
        Signing::ByPin => pin::row(desk, None, Some(meaning)),
    }
}

/// Returns what a handover form asks for.
pub(super) fn wishes(form: &Form, desk: &Desk, hand: &Hand) -> Result<Vec<Wish>, String> {
    let seal = Seal::default;
    let signed = |act| -> Result<Vec<Wish>, String> {
        let name = match form.credentials(desk)? {
            None => form.required(Slot::Name, desk)?,
            // The shell puts the registered name in once the PIN is weighed.
            Some((number, _)) => number.as_str().to_owned(),
        };
        Ok(vec![wish_of(&name, Action::Handover(act))])
    };
    match hand {
        Hand::Begin(counts) => {
            let relief = Relief::Named(Officer::new(&form.required(Slot::Who, desk)?));
            begun(form, desk, relief, counts)
        }
        Hand::BeginAlone(counts) => {
            let relief = Relief::Absent { reason: form.required(Slot::Reason, desk)? };
            begun(form, desk, relief, counts)
        }
        Hand::Brief(handover) => {
            signed(HandoverAct::Briefed(Briefed { handover: *handover, seal: seal() }))
        }
        Hand::SignAlone(handover) => {
            signed(HandoverAct::SignedAlone(SignedAlone { handover: *handover, seal: seal() }))
        }
        Hand::ReadBack(handover) => said(form, desk, *handover),
        Hand::Accept(handover) => signed(HandoverAct::Accepted(Accepted {
            handover: *handover,
            exceptions: Vec::new(),
            seal: seal(),
        })),
        Hand::Except(handover) => {
            let named = form.required(Slot::What, desk)?;
            let each = named.split([';', '；']).map(str::trim).filter(|it| !it.is_empty());
            let exceptions: Vec<String> = each.map(str::to_owned).collect();
            signed(HandoverAct::Accepted(Accepted {
                handover: *handover,
                exceptions,
                seal: seal(),
            }))
        }
        Hand::Refuse(handover) => {
            let reason = form.required(Slot::Reason, desk)?;
            signed(HandoverAct::Refused(TurnedDown { handover: *handover, reason, seal: seal() }))
        }
        Hand::Add(handover) => {
            let text = form.required(Slot::What, desk)?;
            let act = HandoverAct::Added(Added { handover: *handover, text });
            Ok(vec![wish_of(outgoing(desk, *handover), Action::Handover(act))])
        }
        Hand::Review(handover) => {
            signed(HandoverAct::Reviewed(Reviewed { handover: *handover, seal: seal() }))
        }
        Hand::IncidentBegins => {
            let what = form.required(Slot::What, desk)?;
            Ok(vec![desk.wish(Action::Incident(IncidentAct::Begun { what }))?])
        }
        Hand::IncidentEnds(incident) => {
            let how = form.required(Slot::Done, desk)?;
            let act = IncidentAct::Over { incident: *incident, how };
            Ok(vec![desk.wish(Action::Incident(act))?])
        }
    }
}

fn begun(
    form: &Form,
    desk: &Desk,
    relief: Relief,
    counts: &[CountId],
) -> Result<Vec<Wish>, String> {
    let mut counted = Vec::new();
    for (number, id) in (0..).zip(counts) {
        let typed = form.required(Slot::Counted(number), desk)?;
        let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
        let Ok(count) = digits.parse::<u32>() else {
            let name = desk.agenda.schedule.count_name(id, desk.lang);
            return Err(desk.lang.of(
                format!("{name}：先写数目，如“10”或“10 借给保洁”。"),
                format!("{name}: write the number first, as in \"10\" or \"10 one is lent\"."),
            ));
        };
        let rest = typed[digits.len()..].trim_start_matches([' ', '，', ',', '：', ':']).trim();
        let note = Some(rest.to_owned()).filter(|it| !it.is_empty());
        counted.push(Counted { id: id.clone(), count, note });
    }
    let shift = HandedShift { day: desk.agenda.day, shift: ShiftId::new(""), after: None };
    let act = HandoverAct::Begun(Begun { shift, relief, counts: counted });
    Ok(vec![desk.wish(Action::Handover(act))?])
}

fn said(form: &Form, desk: &Desk, handover: Seq) -> Result<Vec<Wish>, String> {
    let risks = form.required(Slot::What, desk)?;
    let first = form.required(Slot::Done, desk)?;
    let act = Action::Handover(HandoverAct::ReadBack(ReadBack { handover, risks, first }));
    let view = desk.agenda.handovers.running.as_ref().filter(|it| it.number == handover);
    match view.map(|it| &it.relief) {
        Some(Relief::Named(name)) => Ok(vec![wish_of(name.as_str(), act)]),
        Some(Relief::Absent { .. }) | None => {
            Ok(vec![wish_of(&form.required(Slot::Name, desk)?, act)])
        }
    }
}

fn outgoing<'a>(desk: &Desk<'a>, handover: Seq) -> &'a str {
    let last = desk.agenda.handovers.last.as_ref().filter(|it| it.number == handover);
    last.map_or("", |it| it.outgoing.as_str())
}
