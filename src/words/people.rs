//! How persons are put: who signed for whom, who sent a step back, and what is refused to them.
//!
//! It never leaves a name out: where somebody stands in, both are named.

use super::refusal::Say;
use super::value::{occurrence, reason};
use crate::engine::agenda::{SignatureView, VoidCause, Voided, Want};
use crate::engine::command::{Officer, Returned, Signed, Stead, StoodIn};
use crate::schedule::{Lang, OccurrenceId, RoleId, Schedule, SignRule, Signing};

/// Returns a person, with the one who is stood in for: `乙 代 甲`.
pub fn person(name: &Officer, stead: Option<&Stead>, lang: Lang) -> String {
    let name = name.as_str();
    match stead {
        Some(it) => lang
            .of(format!("{name} 代 {}", it.of.as_str()), format!("{name} for {}", it.of.as_str())),
        None => name.to_owned(),
    }
}

/// Returns the rest of what is known of a substitute: the own role and the reason, in brackets.
pub fn stead(it: &Stead, schedule: &Schedule, lang: Lang) -> String {
    let own = it.own_role.as_ref().map(|role| schedule.role_name(role, lang));
    let parts: Vec<&str> = [own, it.reason.as_deref()].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { reason(&parts.join(lang.of("，", ", ")), lang) }
}

/// Returns a signature as the record shows it: role, person, time, and those that no longer count.
pub fn signature(
    it: &SignatureView,
    schedule: &Schedule,
    lang: Lang,
    at: impl Fn(chrono::DateTime<chrono::Utc>) -> String,
) -> String {
    let role = schedule.role_name(&it.role, lang);
    let state = match &it.signed {
        Some((name, when)) => {
            let more = it.stead.as_ref().map_or(String::new(), |it| stead(it, schedule, lang));
            let proof = reason(&super::officer::proof(&it.proof, lang), lang);
            format!("{}{more}{proof} {}", person(name, it.stead.as_ref(), lang), at(*when))
        }
        None => match it.want {
            Want::Asked | Want::Behind(_) => lang.of("未签", "not signed").to_owned(),
            Want::Spared => lang.of("未签，人数已够", "not signed, not needed").to_owned(),
        },
    };
    let void = |it: &Voided| {
        let (name, when) = (person(&it.name, it.stead.as_ref(), lang), at(it.at));
        let why = void_cause(&it.cause, lang);
        reason(
            &lang.of(format!("{name} {when} 已作废：{why}"), format!("{name} {when} void: {why}")),
            lang,
        )
    };
    let voided: String = it.voided.iter().map(void).collect();
    format!("{role} {state}{voided}")
}

/// Returns why a signature no longer counts.
fn void_cause(it: &VoidCause, lang: Lang) -> String {
    match it {
        VoidCause::Corrected(by) => {
            lang.of(format!("#{} 更正", by.0), format!("corrected by #{}", by.0))
        }
        VoidCause::Returned(by) => {
            lang.of(format!("#{} 退回", by.0), format!("returned by #{}", by.0))
        }
        VoidCause::Withdrawn(by) => {
            lang.of(format!("#{} 撤回前签", by.0), format!("#{} took back an earlier one", by.0))
        }
    }
}

/// Returns how many sign and in which order, where that is not all of them in any order.
pub fn sign_rule(it: &Signing, lang: Lang) -> Option<String> {
    match it.rule {
        SignRule::Each => None,
        SignRule::InOrder => Some(lang.of("按顺序签", "signed in order").to_owned()),
        SignRule::Some(need) => {
            let all = it.roles.len();
            Some(lang.of(format!("{all} 人中 {need} 人签"), format!("{need} of {all} sign")))
        }
    }
}

/// Returns a signature as a line of the log.
pub(super) fn signed(it: &Signed, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let (role, name) =
        (schedule.role_name(&it.role, lang), person(&it.name, it.stead.as_ref(), lang));
    let more = it.stead.as_ref().map_or(String::new(), |it| stead(it, schedule, lang));
    let by = super::fact::by_pin(&it.proof, lang);
    lang.of(
        format!("{title} · {role}签字：{name}{more}{by}"),
        format!("{title} · signed as {role}: {name}{more}{by}"),
    )
}

/// Returns a return as a line of the log.
pub(super) fn returned(it: &Returned, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let (role, name) = (schedule.role_name(&it.role, lang), it.name.as_str());
    let (comment, by) = (&it.comment, super::fact::by_pin(&it.proof, lang));
    lang.of(
        format!("{title} · 退回更正（{role}，{name}）{by}：{comment}"),
        format!("{title} · returned by {name} ({role}){by}: {comment}"),
    )
}

/// Returns a substitution as a line of the log.
pub(super) fn stood_in(it: &StoodIn, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(&it.occurrence, schedule, lang);
    let role = schedule.role_name(&it.role, lang);
    let name = person(&it.name, Some(&it.stead), lang);
    let more = stead(&it.stead, schedule, lang);
    lang.of(
        format!("{title} · 替岗（{role}）：{name}{more}"),
        format!("{title} · stands in as {role}: {name}{more}"),
    )
}

impl Say<'_> {
    pub(super) fn signs_later(self, role: &RoleId, first: &RoleId) -> String {
        let name = |it| self.schedule.role_name(it, self.lang);
        let (role, first) = (name(role), name(first));
        self.lang.of(
            format!("签字有先后：{first}先签，再由{role}签。"),
            format!("The signatures go in order: {first} before {role}."),
        )
    }

    pub(super) fn sent_back(self, id: &OccurrenceId, by: &str, comment: &str) -> String {
        let title = occurrence(id, self.schedule, self.lang);
        self.lang.of(
            format!("「{title}」被 {by} 退回：{comment}。请先更正一项，再重新签字。"),
            format!(
                "\"{title}\" was returned by {by}: {comment}. Correct an item, then sign anew."
            ),
        )
    }

    pub(super) fn not_returnable(self, id: &OccurrenceId) -> String {
        let title = occurrence(id, self.schedule, self.lang);
        self.lang.of(
            format!("「{title}」不能退回：只有按顺序签字时，后签的人才能退回。"),
            format!("\"{title}\" cannot be returned: only a later signer in order may return it."),
        )
    }

    pub(super) fn stead_reason(self, role: &RoleId, substitutes: &[RoleId]) -> String {
        let (name, names) = (self.schedule.role_name(role, self.lang), self.roles(substitutes));
        if names.is_empty() {
            return self.lang.of(
                format!("日程没有写谁可替{name}。请写明原因。"),
                format!("The schedule names nobody who stands in for the {name}. Say why."),
            );
        }
        self.lang.of(
            format!("可替{name}的是 {names}。其他人替岗请写明原因。"),
            format!("The {name} is stood in for by: {names}. For anybody else say why."),
        )
    }

    pub(super) fn no_such_part(self, role: &RoleId, roles: &[RoleId]) -> String {
        let (name, names) = (self.schedule.role_name(role, self.lang), self.roles(roles));
        self.lang.of(
            format!("这一步没有{name}，参加的是 {names}。"),
            format!("No {name} takes part in this step. It is for: {names}."),
        )
    }

    fn roles(self, all: &[RoleId]) -> String {
        let names: Vec<&str> =
            all.iter().map(|it| self.schedule.role_name(it, self.lang)).collect();
        names.join(self.lang.of("、", ", "))
    }
}

pub(super) fn same_person(name: &str, lang: Lang) -> String {
    lang.of(
        format!("{name} 已用另一身份签过字，这里要另一个人签。"),
        format!("{name} has signed in another role. Somebody else must sign here."),
    )
}

pub(super) fn own_work(name: &str, lang: Lang) -> String {
    lang.of(
        format!("{name} 是整改人，不能自己复查，请换人复查。"),
        format!("{name} put it right and may not re-inspect it. Ask somebody else."),
    )
}

pub(super) fn own_stead(name: &str, lang: Lang) -> String {
    lang.of(
        format!("{name} 不能替自己。请填应到的人。"),
        format!("{name} cannot stand in for {name}. Name the person who should have."),
    )
}

pub(super) fn unknown_role(role: &RoleId, roles: &[RoleId], lang: Lang) -> String {
    let names: Vec<&str> = roles.iter().map(|it| it.as_str()).collect();
    let names = names.join(" ");
    lang.of(
        format!("没有角色 {role}。可用：{names}。"),
        format!("No role {role}. Use one of: {names}."),
    )
}
