//! Why a command was refused and what to do instead, as the officer reads it.
//!
//! It never excuses and never repeats the command: what, why, what to do, in one or two sentences.

use chrono::{DateTime, NaiveDate, Utc};

use super::fault::{
    area_known, areas_open, bad_text, batch_not_back, finding_state, other_clock, other_day,
    same_schedule, too_many_areas, too_many_photos, unknown_event, wrong_batch,
};
use super::handover;
use super::value::{clock, moment, occurrence, question, seq};
use super::{flow, people};
use crate::engine::Refusal;
use crate::engine::command::{Question, Seq};
use crate::schedule::{FloorId, ItemId, Lang, OccurrenceId, RoleId, Schedule, StepId};

/// Returns why a command was refused and what to do, as a sentence for the officer.
pub fn refusal(refusal: &Refusal, schedule: &Schedule, lang: Lang) -> String {
    let say = Say { schedule, lang };
    match refusal {
        Refusal::UnknownStep { step, nearest } => say.unknown_step(step, nearest.as_ref()),
        Refusal::UnknownEvent { event, nearest } => unknown_event(event, nearest.as_ref(), lang),
        Refusal::BegunAlready { entry, occurrence } => say.begun_already(*entry, occurrence),
        Refusal::UnknownOccurrence { occurrence, count } => {
            say.unknown_occurrence(occurrence, *count)
        }
        Refusal::UnknownItem { step, item, nearest } => {
            say.unknown_item(step, item, nearest.as_ref())
        }
        Refusal::UnknownFloor { floor, floors } => say.unknown_floor(floor, floors),
        Refusal::OtherDay { day, running } => other_day(*day, *running, lang),
        Refusal::WrongAnswer { question } => say.wrong_answer(question),
        Refusal::UnfitAnswer { question, why } => say.unfit_answer(question, *why),
        Refusal::TooEarly { occurrence, earliest } => say.too_early(occurrence, *earliest),
        Refusal::Closed { occurrence, closed } => say.closed(occurrence, *closed),
        Refusal::NotNeeded { occurrence, why } => flow::not_needed(occurrence, why, schedule, lang),
        Refusal::PostsMissing { posts } => flow::posts_missing(posts, schedule, lang),
        Refusal::ItemOfArea { occurrence } => flow::item_of_area(occurrence, schedule, lang),
        Refusal::WaitsFor { occurrence, step } => say.waits_for(occurrence, step),
        Refusal::OutOfOrder { first } => say.out_of_order(first),
        Refusal::GateHolds { gate, since } => say.gate_holds(gate, *since),
        Refusal::ReasonNeeded { question } => say.reason_needed(question),
        Refusal::Answered { question, entry } => say.answered(question, &seq(*entry)),
        Refusal::Concluded { occurrence } => say.concluded(occurrence),
        Refusal::SameSchedule => same_schedule(lang).to_owned(),
        Refusal::OtherClock => other_clock(lang).to_owned(),
        Refusal::Settled { occurrence, on } => say.settled(occurrence, *on),
        Refusal::ItemsOpen { count, first } => say.items_open(*count, first),
        Refusal::AreaKnown { area } => area_known(say.floor(area), lang),
        Refusal::TooManyAreas { most } => too_many_areas(*most, lang),
        Refusal::AreasOpen { occurrence } => areas_open(&say.title(occurrence), lang),
        Refusal::FloorAboveOpen { floor, above } => say.floor_above_open(floor, above),
        Refusal::PeopleMayBeInside { floors } => say.people_may_be_inside(floors),
        Refusal::BatchNotBack { before, missing } => batch_not_back(*before, *missing, lang),
        Refusal::WrongBatch { batch, fault } => wrong_batch(*batch, *fault, lang),
        Refusal::WrongKind { occurrence } => say.wrong_kind(occurrence),
        Refusal::WrongRole { role, roles } => say.wrong_role(role, roles),
        Refusal::Officer(it) => super::officer::fault(it, schedule, lang),
        Refusal::SamePerson { name } => people::same_person(name, lang),
        Refusal::SignsLater { role, first } => say.signs_later(role, first),
        Refusal::SentBack { occurrence, by, comment } => say.sent_back(occurrence, by, comment),
        Refusal::NotReturnable { occurrence } => say.not_returnable(occurrence),
        Refusal::OwnStead { name } => people::own_stead(name, lang),
        Refusal::SteadReason { role, substitutes } => say.stead_reason(role, substitutes),
        Refusal::NoSuchPart { role, roles } => say.no_such_part(role, roles),
        Refusal::UnknownRole { role, roles } => people::unknown_role(role, roles, lang),
        Refusal::NotLater { to } => say.not_later(to),
        Refusal::UnknownFinding { finding } => lang.of(
            format!("没有未关闭的问题 {}，请在「问题」里查编号。", seq(*finding)),
            format!("No open finding {}. Look its number up under Findings.", seq(*finding)),
        ),
        Refusal::WrongFindingState { finding, fault } => {
            finding_state(&seq(*finding), *fault, lang)
        }
        Refusal::OwnWork { name } => people::own_work(name, lang),
        Refusal::Handover(it) => handover::fault(it, schedule, lang),
        Refusal::NotCorrectable { entry } => lang.of(
            format!("{} 不能这样更正，请换一种更正，或写备注说明。", seq(*entry)),
            format!("{} cannot be corrected this way. Write a note instead.", seq(*entry)),
        ),
        Refusal::BadText { field, fault } => bad_text(*field, *fault, lang),
        Refusal::TooManyPhotos { count } => too_many_photos(*count, lang),
        Refusal::Future { happened, now } => say.future(*happened, *now),
        Refusal::TooLongAgo { happened, earliest } => say.too_long_ago(*happened, *earliest),
    }
}

/// The names and the language that a sentence is made with.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub(super) schedule: &'a Schedule,
    pub(super) lang: Lang,
}

impl Say<'_> {
    fn unknown_step(self, step: &StepId, nearest: Option<&StepId>) -> String {
        match nearest {
            Some(near) => self.lang.of(
                format!("今天的日程里没有步骤 {step}，是不是 {near}？"),
                format!("No step {step} in today's schedule. Did you mean {near}?"),
            ),
            None => self.lang.of(
                format!("今天的日程里没有步骤 {step}，请用 zhiban schedule plan 查看。"),
                format!("No step {step} in today's schedule. See zhiban schedule plan."),
            ),
        }
    }

    fn begun_already(self, entry: Seq, id: &OccurrenceId) -> String {
        let (number, title) = (seq(entry), self.title(id));
        self.lang.of(
            format!("「{title}」已经开始做，{number} 不能撤回。不用做的请跳过并写原因。"),
            format!(
                "\"{title}\" has begun; {number} stays. Skip what is not needed, with a reason."
            ),
        )
    }

    fn unknown_occurrence(self, id: &OccurrenceId, count: u16) -> String {
        let (title, number) = (self.step(&id.step), id.number);
        match count {
            0 => self.lang.of(
                format!("「{title}」今天没有安排。"),
                format!("\"{title}\" is not planned on this day."),
            ),
            1 => self.lang.of(
                format!("「{title}」今天只有 1 次，没有第 {number} 次。"),
                format!("\"{title}\" comes once on this day; there is no number {number}."),
            ),
            _ => self.lang.of(
                format!("「{title}」今天共 {count} 次，没有第 {number} 次。请用 1 到 {count}。"),
                format!("No number {number} of \"{title}\" on this day. Use 1 to {count}."),
            ),
        }
    }

    fn unknown_item(self, step: &StepId, item: &ItemId, nearest: Option<&ItemId>) -> String {
        let title = self.step(step);
        match nearest {
            Some(near) => self.lang.of(
                format!("「{title}」里没有检查项 {item}，是不是 {near}？"),
                format!("\"{title}\" has no item {item}. Did you mean {near}?"),
            ),
            None => self.lang.of(
                format!("「{title}」里没有检查项 {item}，请用 zhiban schedule show 查看。"),
                format!("\"{title}\" has no item {item}. See zhiban schedule show."),
            ),
        }
    }

    fn unknown_floor(self, floor: &FloorId, floors: &[FloorId]) -> String {
        let known: Vec<&str> = floors.iter().map(FloorId::as_str).collect();
        let known = known.join(" ");
        self.lang.of(
            format!("没有楼层 {floor}。可用：{known}。"),
            format!("No floor {floor}. Use one of: {known}."),
        )
    }

    fn too_early(self, id: &OccurrenceId, earliest: DateTime<Utc>) -> String {
        let (title, at) = (self.title(id), clock(earliest, self.schedule.zone));
        self.lang.of(
            format!("「{title}」还没到时间，{at} 起才能记录。"),
            format!("Too early for \"{title}\". It is taken from {at} on."),
        )
    }

    fn closed(self, id: &OccurrenceId, closed: DateTime<Utc>) -> String {
        let (title, at) = (self.title(id), clock(closed, self.schedule.zone));
        self.lang.of(
            format!("「{title}」已在 {at} 截止。要说明情况，请写备注。"),
            format!("\"{title}\" closed at {at}. Write a note to say what happened."),
        )
    }

    fn waits_for(self, id: &OccurrenceId, step: &StepId) -> String {
        let (title, first) = (self.title(id), self.step(step));
        self.lang.of(
            format!("「{title}」要等「{first}」。请先完成「{first}」。"),
            format!("\"{title}\" waits for \"{first}\". Finish that first."),
        )
    }

    fn out_of_order(self, first: &ItemId) -> String {
        let first = self.item(first);
        self.lang.of(
            format!("这一步要按顺序来。请先答「{first}」。"),
            format!("This step goes in order. Answer \"{first}\" first."),
        )
    }

    fn gate_holds(self, gate: &Question, since: DateTime<Utc>) -> String {
        let (asked, at) = (self.question(gate), clock(since, self.schedule.zone));
        self.lang.of(
            format!("「{asked}」自 {at} 起未放行，后面的都要等。处理好后请再答这一项。"),
            format!("Held by \"{asked}\" since {at}. Once it is right, answer that item again."),
        )
    }

    fn reason_needed(self, asked: &Question) -> String {
        let asked = self.question(asked);
        self.lang.of(
            format!("「{asked}」不正常，后面都不放行。请写明原因。"),
            format!("\"{asked}\" is not right and holds what follows. Say why."),
        )
    }

    fn answered(self, asked: &Question, number: &str) -> String {
        let asked = self.question(asked);
        self.lang.of(
            format!("「{asked}」已经答过（{number}）。要改，请更正 {number}。"),
            format!("\"{asked}\" is answered already ({number}). To change it, correct {number}."),
        )
    }

    fn concluded(self, id: &OccurrenceId) -> String {
        let title = self.title(id);
        self.lang.of(
            format!("「{title}」已经结束。要改请更正原记录，要补充请写备注。"),
            format!("\"{title}\" is concluded. Correct its entry, or write a note."),
        )
    }

    fn settled(self, id: &OccurrenceId, on: Option<NaiveDate>) -> String {
        let title = self.title(id);
        let when = match on {
            Some(on) => self.lang.of(format!("{on} 已了结"), format!("was settled on {on}")),
            None => self.lang.of("现在还不用做", "is not owed yet").to_owned(),
        };
        self.lang.of(
            format!("「{title}」{when}。记错了就更正那一条，要补充请写备注。"),
            format!("\"{title}\" {when}. Correct that entry if it is wrong, or write a note."),
        )
    }

    fn items_open(self, count: usize, first: &Question) -> String {
        let first = self.question(first);
        self.lang.of(
            format!("还有 {count} 项没答。请先答「{first}」。"),
            format!("Still unanswered: {count}. Start with \"{first}\"."),
        )
    }

    fn floor_above_open(self, floor: &FloorId, above: &FloorId) -> String {
        let (floor, above) = (self.floor(floor), self.floor(above));
        self.lang.of(
            format!("{above}还没有清场结果，不能到{floor}。请先确认{above}。"),
            format!("{above} has no outcome yet, so {floor} must wait. Confirm {above} first."),
        )
    }

    fn people_may_be_inside(self, floors: &[FloorId]) -> String {
        let open: Vec<&str> = floors.iter().map(|it| self.floor(it)).collect();
        let open = open.join(self.lang.of("、", ", "));
        self.lang.of(
            format!("里面可能还有人，出口不能锁。请先清场：{open}。"),
            format!("People may still be inside; exits stay open. Clear first: {open}."),
        )
    }

    fn wrong_kind(self, id: &OccurrenceId) -> String {
        let title = self.title(id);
        self.lang.of(
            format!("「{title}」不能这样记。请按它列出的检查项回答。"),
            format!("\"{title}\" takes no such thing. Answer the items that it lists."),
        )
    }

    fn wrong_role(self, role: &RoleId, roles: &[RoleId]) -> String {
        let lang = self.lang;
        let role = self.schedule.role_name(role, lang);
        if roles.is_empty() {
            return lang
                .of("这一步不用签字。".to_owned(), "This step asks for no signature.".to_owned());
        }
        let asked: Vec<&str> = roles.iter().map(|it| self.schedule.role_name(it, lang)).collect();
        let asked = asked.join(lang.of("、", ", "));
        lang.of(
            format!("这一步不由{role}签字，应由 {asked} 签。"),
            format!("This step is not signed as {role}. It is signed as {asked}."),
        )
    }

    fn not_later(self, to: &OccurrenceId) -> String {
        let title = self.title(to);
        self.lang.of(
            format!("「{title}」不在后面，不能推到那里。请选今天还没做的步骤。"),
            format!("\"{title}\" is not still to come. Choose a later step of today."),
        )
    }

    fn future(self, happened: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let zone = self.schedule.zone;
        let (at, now) = (moment(happened, zone), moment(now, zone));
        self.lang.of(
            format!("{at} 还没到，现在是 {now}。请填已经过去的时间。"),
            format!("{at} lies ahead; it is {now} now. Give a time that has passed."),
        )
    }

    fn too_long_ago(self, happened: DateTime<Utc>, earliest: DateTime<Utc>) -> String {
        let zone = self.schedule.zone;
        let (at, first) = (moment(happened, zone), moment(earliest, zone));
        self.lang.of(
            format!("{at} 太早，最早只能补记 {first} 的事。更早的请写备注。"),
            format!("{at} is too far back; {first} is the earliest. Write a note instead."),
        )
    }

    fn title(self, id: &OccurrenceId) -> String {
        occurrence(id, self.schedule, self.lang)
    }

    pub(super) fn question(self, it: &Question) -> String {
        question(it, self.schedule, self.lang)
    }

    fn step<'a>(self, id: &'a StepId) -> &'a str
    where
        Self: 'a,
    {
        self.schedule.step(id).map_or(id.as_str(), |it| it.title.get(self.lang))
    }

    fn floor<'a>(self, id: &'a FloorId) -> &'a str
    where
        Self: 'a,
    {
        self.schedule.floor_name(id, self.lang)
    }

    fn item(self, id: &ItemId) -> String {
        let items = self.schedule.steps.iter().filter_map(|step| step.item(id));
        let mut asks = items.map(|it| it.ask.get(self.lang));
        match asks.next() {
            Some(ask) if asks.all(|it| it == ask) => ask.to_owned(),
            Some(_) | None => id.to_string(),
        }
    }
}
