//! What is recorded about officers, and why a signature is refused, in words.
//!
//! It never says whether it was the number or the PIN that was wrong.

use crate::engine::officer::{
    Allowed, Bar, OfficerFact, OfficerFault, OfficerNumber, PinSet, PinTried, Proof, Tried,
    TryOutcome, WeakPin,
};
use crate::schedule::{Lang, RoleId, Schedule};

/// Returns a fact about officers as one line.
pub(super) fn fact(fact: &OfficerFact, schedule: &Schedule, lang: Lang) -> String {
    match fact {
        OfficerFact::Added(it) => {
            let (number, name) = (&it.number, it.name.as_str());
            let roles = roles(&it.roles, schedule, lang);
            let by = by(&it.by, lang);
            lang.of(
                format!("登记人员 {number} {name}（{roles}）{by}"),
                format!("Registered {number} {name} ({roles}){by}"),
            )
        }
        OfficerFact::Retired(it) => {
            let (number, by) = (&it.number, &it.by);
            lang.of(
                format!("停用人员 {number}，批准人 {by}"),
                format!("Retired {number}, allowed by {by}"),
            )
        }
        OfficerFact::PinSet(it) => pin_set(it, lang),
        OfficerFact::PinTried(it) => pin_tried(it, lang),
        OfficerFact::PinProven(it) => {
            lang.of(format!("密码正确：{}", it.number), format!("PIN right: {}", it.number))
        }
        OfficerFact::Released(it) => {
            let (number, by) = (&it.number, &it.by);
            lang.of(
                format!("恢复签字 {number}，批准人 {by}"),
                format!("Signing released for {number}, allowed by {by}"),
            )
        }
    }
}

fn pin_set(it: &PinSet, lang: Lang) -> String {
    let number = &it.number;
    let why = match &it.allowed {
        Allowed::OldPin => lang.of("凭原密码", "with the old PIN").to_owned(),
        Allowed::Supervisor(by) => lang.of(format!("批准人 {by}"), format!("allowed by {by}")),
        Allowed::LostFile => {
            lang.of("密码文件丢失，未凭密码", "the PIN file was lost; no PIN was asked").to_owned()
        }
    };
    lang.of(format!("设定密码 {number}（{why}）"), format!("PIN set for {number} ({why})"))
}

fn pin_tried(it: &PinTried, lang: Lang) -> String {
    let who = match &it.who {
        Tried::Officer(number) => number.to_string(),
        Tried::Nobody => lang.of("没有登记的工号", "a number that nobody has").to_owned(),
    };
    match it.outcome {
        TryOutcome::Weighed => lang.of(format!("输入密码：{who}"), format!("PIN typed: {who}")),
        TryOutcome::Barred(bar) => {
            let why = match bar {
                Bar::Wait { .. } => lang.of("等待中", "too soon"),
                Bar::Disabled => lang.of("签字已停", "signing disabled"),
                Bar::DeskStopped => lang.of("本台签字已停", "signing stopped here"),
            };
            lang.of(
                format!("密码没有核对：{who}（{why}）"),
                format!("PIN not weighed: {who} ({why})"),
            )
        }
    }
}

fn by(proof: &Proof, lang: Lang) -> String {
    match proof.number() {
        None => String::new(),
        Some(number) => lang.of(format!("，批准人 {number}"), format!(", allowed by {number}")),
    }
}

/// Returns the names of roles, one after the other.
fn roles(all: &[RoleId], schedule: &Schedule, lang: Lang) -> String {
    let names: Vec<&str> = all.iter().map(|it| schedule.role_name(it, lang)).collect();
    match names.is_empty() {
        true => lang.of("无岗位", "no role").to_owned(),
        false => names.join(lang.of("、", ", ")),
    }
}

/// Returns how it is known who signed, to stand behind the name.
pub fn proof(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Name => lang.of("未用密码", "without PIN").to_owned(),
        Proof::Pin(number) => lang.of(format!("工号 {number}"), format!("no. {number}")),
    }
}

/// Returns why a try was not weighed, and what to do.
pub fn bar(it: Bar, lang: Lang) -> String {
    match it {
        Bar::Wait { seconds } => {
            let (minutes, rest) = (seconds / 60, seconds % 60);
            let long = match (minutes, rest) {
                (0, rest) => lang.of(format!("{rest} 秒"), format!("{rest} s")),
                (minutes, 0) => lang.of(format!("{minutes} 分钟"), format!("{minutes} min")),
                (minutes, rest) => {
                    lang.of(format!("{minutes} 分 {rest} 秒"), format!("{minutes} min {rest} s"))
                }
            };
            lang.of(
                format!("错了几次，要等 {long}再试。记录照常。"),
                format!("Too many wrong tries: wait {long}. Recording goes on."),
            )
        }
        Bar::Disabled => lang.of(
            "连错 10 次，此工号停签。请主管：zhiban officer pin --release 工号",
            "Ten wrong in a row: signing is off. Supervisor: zhiban officer pin --release NUMBER",
        )
        .to_owned(),
        Bar::DeskStopped => lang.of(
            "本台今天错了 60 次，全部停签一天。记录照常；请报告主管。",
            "60 wrong tries here today: nobody signs for a day. Recording goes on; tell a supervisor.",
        )
        .to_owned(),
    }
}

/// Returns how many tries were wrong before a right one; nothing where none was.
pub fn wrong_before(count: u32, lang: Lang) -> Option<String> {
    (count > 0).then(|| {
        lang.of(
            format!("注意：上次签字以来密码错过 {count} 次。"),
            format!("{count} failed tries since your last signature."),
        )
    })
}

/// Returns why something about officers is refused, and what to do.
pub(super) fn fault(it: &OfficerFault, schedule: &Schedule, lang: Lang) -> String {
    let any = |all: &[RoleId]| roles(all, schedule, lang);
    match it {
        OfficerFault::NumberTaken(number) => lang.of(
            format!("工号 {number} 已有人用过；工号不能重发，请换一个。"),
            format!("Number {number} was given before and is never given twice; take another."),
        ),
        OfficerFault::NameTaken(number) => lang.of(
            format!("{number} 已用这个名字；请加字区分，如“值班员甲（二）”。"),
            format!("{number} has that name already; add a mark to tell the two apart."),
        ),
        OfficerFault::Unknown(number) => unknown(number, lang),
        OfficerFault::Retired(number, day) => lang.of(
            format!("{number} 已于 {day} 停用，不能签字。请用在职人员的工号。"),
            format!("{number} was retired on {day} and signs no more; use another number."),
        ),
        OfficerFault::UnknownRole { role, roles: known } => {
            let words: Vec<&str> = known.iter().map(RoleId::as_str).collect();
            let words = words.join(", ");
            lang.of(
                format!("日程里没有岗位 {role}；可用：{words}"),
                format!("The schedule has no role {role}; it has {words}"),
            )
        }
        OfficerFault::SupervisorFirst(roles) => {
            let roles = any(roles);
            lang.of(
                format!("还没有主管：先登记一名主管（{roles}），其他人由主管登记。"),
                format!("Register a supervisor first ({roles}); supervisors register the others."),
            )
        }
        OfficerFault::SupervisorOnly(roles) => {
            let roles = any(roles);
            lang.of(
                format!("这要主管（{roles}）的工号和密码。"),
                format!("This takes number and PIN of a supervisor ({roles})."),
            )
        }
        OfficerFault::LastSupervisor(number) => lang.of(
            format!("{number} 是最后一名主管；先登记另一名主管，再停用。"),
            format!("{number} is the last supervisor; register another one first."),
        ),
        OfficerFault::PinNeeded => lang
            .of(
                "本店签字、更正要工号和密码，只写名字不行。",
                "Here number and PIN sign and correct; a name alone does not.",
            )
            .to_owned(),
        OfficerFault::NotProven(number) => lang.of(
            format!("{number} 的密码没有核对；请重新输入工号和密码。"),
            format!("The PIN of {number} was not proven; type number and PIN again."),
        ),
    }
}

fn unknown(number: &OfficerNumber, lang: Lang) -> String {
    lang.of(
        format!("没有登记工号 {number}；用 zhiban officer list 查看。"),
        format!("Nobody has number {number}; see zhiban officer list."),
    )
}

/// Returns why a PIN may not be chosen.
pub fn weak_pin(fault: WeakPin, lang: Lang) -> &'static str {
    match fault {
        WeakPin::Form => lang.of("密码要 6–12 位数字", "a PIN has 6 to 12 digits"),
        WeakPin::Repeats => lang.of(
            "这样的重复数字太好猜，请另选",
            "repeated digits are guessed first; choose another",
        ),
        WeakPin::Run => {
            lang.of("连续数字太好猜，请另选", "digits in a row are guessed first; choose another")
        }
        WeakPin::Date => lang.of("日期太好猜，请另选", "dates are guessed first; choose another"),
        WeakPin::Number => {
            lang.of("含有工号，太好猜，请另选", "it holds the staff number; choose another")
        }
    }
}
