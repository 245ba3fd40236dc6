//! What the values of closed lists are called.
//!
//! It never looks at a schedule: these words are the product's own.

use crate::engine::agenda::{FindingState, GapState, Status, Timing};
use crate::engine::command::{FindingKind, Severity};
use crate::schedule::{Known, Lang, Weight};

/// Returns what a severity is called.
pub fn severity(it: Severity, lang: Lang) -> &'static str {
    match it {
        Severity::Critical => lang.of("紧急", "critical"),
        Severity::Major => lang.of("重要", "major"),
        Severity::Minor => lang.of("一般", "minor"),
    }
}

/// Returns what a kind of finding is called.
pub fn kind(it: FindingKind, lang: Lang) -> &'static str {
    match it {
        FindingKind::Fire => lang.of("消防", "fire safety"),
        FindingKind::Security => lang.of("安保", "security"),
        FindingKind::Equipment => lang.of("设备", "equipment"),
        FindingKind::Staff => lang.of("员工", "staff"),
        FindingKind::Goods => lang.of("商品", "goods"),
        FindingKind::Customer => lang.of("顾客", "customers"),
        FindingKind::Hygiene => lang.of("环境", "cleanliness"),
        FindingKind::Other => lang.of("其他", "other"),
    }
}

/// Returns what a weight is called.
pub fn weight(it: Weight, lang: Lang) -> &'static str {
    match it {
        Weight::LifeSafety => lang.of("生命安全", "life safety"),
        Weight::Legal => lang.of("法规", "legal"),
        Weight::Routine => lang.of("日常", "routine"),
    }
}

/// Returns what a status is called, timing included.
pub fn status(it: &Status, lang: Lang) -> &'static str {
    match it {
        Status::NotYet => lang.of("未到时间", "not yet"),
        Status::Due => lang.of("待办", "due"),
        Status::Overdue => lang.of("超时", "overdue"),
        Status::Free => lang.of("可做", "any time"),
        Status::RolledOver => lang.of("顺延", "rolled over"),
        Status::Missed => lang.of("漏做", "missed"),
        Status::Unknown => lang.of("不明", "unknown"),
        Status::NotNeeded { .. } => lang.of("不需要", "not needed"),
        Status::Skipped { .. } => lang.of("跳过", "skipped"),
        Status::Deferred { .. } => lang.of("推后", "deferred"),
        Status::Done { timing, .. } => match timing {
            Timing::Early => lang.of("提前完成", "done early"),
            Timing::OnTime => lang.of("按时完成", "done"),
            Timing::Late => lang.of("延迟完成", "done late"),
        },
    }
}

/// Returns the sign of a status: one column wide in every terminal, distinct without colour.
///
/// Plain ASCII, because ticks and crosses take two columns in many Chinese fonts: `.` not yet,
/// `>` due, `!` overdue, `o` at any time, `+` rolled over, `x` missed, `?` unknown, `=` not needed,
/// `-` skipped, `~` deferred, `v` done, `<` done
/// early, `*` done late.
pub fn status_sign(it: &Status) -> &'static str {
    match it {
        Status::NotYet => ".",
        Status::Due => ">",
        Status::Overdue => "!",
        Status::Free => "o",
        Status::RolledOver => "+",
        Status::Missed => "x",
        Status::Unknown => "?",
        Status::NotNeeded { .. } => "=",
        Status::Skipped { .. } => "-",
        Status::Deferred { .. } => "~",
        Status::Done { timing, .. } => match timing {
            Timing::Early => "<",
            Timing::OnTime => "v",
            Timing::Late => "*",
        },
    }
}

/// Returns what a timing is called.
pub fn timing(it: Timing, lang: Lang) -> &'static str {
    match it {
        Timing::Early => lang.of("提前", "early"),
        Timing::OnTime => lang.of("按时", "on time"),
        Timing::Late => lang.of("延迟", "late"),
    }
}

/// Returns what a gap's state is called.
pub fn gap_state(it: GapState, lang: Lang) -> &'static str {
    match it {
        GapState::Idle => lang.of("不计时", "not counted now"),
        GapState::Calm => lang.of("时间充裕", "in time"),
        GapState::Warning => lang.of("快到时限", "limit near"),
        GapState::Exceeded => lang.of("已超时限", "over the limit"),
    }
}

/// Returns what a finding's state is called.
pub fn finding_state(it: &FindingState, lang: Lang) -> &'static str {
    match it {
        FindingState::OnTheSpot { .. } => lang.of("当场改正", "corrected on the spot"),
        FindingState::Open => lang.of("待整改", "open"),
        FindingState::Fixed { .. } => lang.of("待复查", "put right, to be re-inspected"),
        FindingState::Closed { .. } => lang.of("已关闭", "closed"),
        FindingState::Withdrawn { .. } => lang.of("已撤回", "withdrawn"),
    }
}

/// Returns how an answer is known.
pub fn known(it: Known, lang: Lang) -> &'static str {
    match it {
        Known::Seen => lang.of("目视", "seen"),
        Known::Radio => lang.of("对讲机", "by radio"),
        Known::Scanned => lang.of("扫码", "scanned"),
        Known::TagBroken => lang.of("标签坏，手输", "tag broken, typed"),
    }
}
