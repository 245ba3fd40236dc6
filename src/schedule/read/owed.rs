//! `duty = …` and `at-least = …` of a step: what is owed over more than one day.
//!
//! It checks what is written; whether the days suffice is checked in `lint`.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    By, Cycle, DayWord, Duty, Fault, Minutes, Nth, Owed, Period, Place, Quota, RollOver,
    ShortMonth, StepKind, When,
};
use super::table::{Fields, Node};
use super::{day_word, time};

const DUTY: &str = "duty = { every = \"month\", by = \"last day\", lead = \"10d\" }";
const AT_LEAST: &str = "at-least = { times = 2, per = \"week\" }";

/// How long one of several on the same day takes where nothing is said.
const TAKES: Minutes = Minutes(30);

/// The longest distance and lead, in days.
const DAYS_MAX: u32 = 3_660;

/// Reads what is owed, and where that stands.
pub(super) fn read(fields: &mut Fields<'_>, faults: &mut Vec<Fault>) -> (Owed, Option<Place>) {
    let (duty, quota) = (fields.take("duty"), fields.take("at-least"));
    match (duty, quota) {
        (None, None) => (Owed::EachTime, None),
        (Some(node), None) => (read_duty(&node, faults), Some(node.place)),
        (None, Some(node)) => (read_quota(&node, faults), Some(node.place)),
        (Some(duty), Some(quota)) => {
            let title =
                say("`duty` 和 `at-least` 只能写一个", "write `duty` or `at-least`, not both");
            let fault = Fault::error(quota.place, title)
                .help(say("分成两个步骤，或只留一个", "make two steps of it, or keep one"))
                .note(duty.place, say("另一个在这里", "the other one is here"));
            faults.push(fault);
            (Owed::EachTime, None)
        }
    }
}

/// Reports a shape of work that cannot be owed over several days.
pub(super) fn check_shape(
    place: Option<Place>,
    kind: &StepKind,
    when: Option<&When>,
    faults: &mut Vec<Fault>,
) {
    let Some(place) = place else { return };
    let why = match (kind, when) {
        (_, Some(When::OnEvent(_))) => say(
            "它由事件启动，事件几时来谁也不知道；去掉 start",
            "an event starts it, and nobody knows when one happens; remove `start`",
        ),
        (_, Some(When::Every(_) | When::Series(_))) => say(
            "它写了 repeat，每天重复；去掉其中一个",
            "it has a repeat and comes every day; remove one of the two",
        ),
        (StepKind::Sweep(_) | StepKind::Areas(_), _) if kind.has_outcomes() => say(
            "清场说明楼里还有没有人，天天都要做；只是每层检查就写成检查项",
            "a sweep tells whether anybody is inside, every day; write mere checks as items",
        ),
        (StepKind::Meal(_), _) => say("用餐天天都有", "a meal comes every day"),
        (
            StepKind::Checklist | StepKind::Areas(_) | StepKind::Sweep(_),
            Some(When::Once(_)) | None,
        ) => return,
    };
    let title =
        say("这样的步骤不能按周、按月来算", "such a step cannot be owed by the week or month");
    faults.push(Fault::error(place, title).help(why));
}

fn read_duty(node: &Node<'_>, faults: &mut Vec<Fault>) -> Owed {
    duty(node, faults).map_or(Owed::EachTime, Owed::Duty)
}

fn duty(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Duty> {
    let mut fields = node.fields(DUTY, faults)?;
    let every_node = fields.need("every", "every = \"month\"", faults);
    let every = every_node.and_then(|it| every(&it, faults));
    let (by, month) = (fields.take("by"), fields.take("month"));
    let lead_node = fields.take("lead");
    let lead = lead_node.map_or(Some(0), |it| days(&it, faults));
    let choices = [("until-done", RollOver::UntilDone), ("window-only", RollOver::WindowOnly)];
    let roll_node = fields.take("roll-over");
    let roll_over = roll_node.map_or(Some(choices[0].1), |it| it.choice(&choices, faults));
    let from_node = fields.take("from");
    let from = from_node.and_then(|it| day_word::date(&it, faults));
    fields.finish(faults);
    let (every_node, every, lead, roll_over) = (every_node?, every?, lead?, roll_over?);
    let cycle = match every {
        Every::Period(period) => {
            Cycle::Each(period, read_by(node.place, period, by, month, faults)?)
        }
        Every::Days(days) => {
            for node in [by, month].into_iter().flatten() {
                no_place_beside(&node, &every_node, faults);
            }
            if let (Some(node), RollOver::WindowOnly) = (roll_node, roll_over) {
                no_place_beside(&node, &every_node, faults);
            }
            if from_node.is_none() {
                let title = say("缺少 `from`：第一次是哪一天？", "`from` is missing: when first?");
                let help = say("写上 from = \"2026-01-05\"", "write from = \"2026-01-05\"");
                faults.push(Fault::error(node.place, title).help(help));
            }
            Cycle::AfterDone { days, first: from? }
        }
    };
    let duty = Duty { cycle, lead, roll_over, from };
    check_lead(&duty, lead_node, faults);
    Some(duty)
}

/// How often, as written.
enum Every {
    Period(Period),
    Days(u32),
}

fn every(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Every> {
    let text = node.word("every = \"month\"", faults)?.text;
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        return days(node, faults).map(Every::Days);
    }
    let choices = [
        ("month", Period::Month),
        ("week", Period::Week),
        ("quarter", Period::Quarter),
        ("year", Period::Year),
    ];
    node.choice(&choices, faults).map(Every::Period)
}

/// Reads a number of days such as `10d`.
fn days(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<u32> {
    let example = format!("{} = \"10d\"", node.key);
    let text = node.word(&example, faults)?.text;
    let number = text.strip_suffix('d').and_then(|it| it.parse().ok());
    let min = u32::from(node.key == "every");
    let number = number.filter(|it| (min..=DAYS_MAX).contains(it));
    if number.is_none() {
        let title = say(
            format!("`{}` 不是天数：\"{text}\"", node.key),
            format!("`{}` is not a number of days: \"{text}\"", node.key),
        );
        let help = say(
            format!("写 {min} 到 {DAYS_MAX} 天，例如 {example}"),
            format!("write {min} to {DAYS_MAX} days, such as {example}"),
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    number
}

fn no_place_beside(node: &Node<'_>, every: &Node<'_>, faults: &mut Vec<Fault>) {
    let title = say(
        format!("从上次做完数起时，不能写 `{}`", node.key),
        format!("`{}` means nothing where days are counted from the last time", node.key),
    );
    let fault = Fault::error(node.place, title)
        .help(say("删去它，或把 every 改成 \"month\" 等", "remove it, or write every = \"month\""))
        .note(every.place, say("这里按天数", "days are counted here"));
    faults.push(fault);
}

fn read_by(
    head: Place,
    period: Period,
    by: Option<Node<'_>>,
    month: Option<Node<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<By> {
    let Some(node) = by else {
        let title = say("缺少 `by`：最迟哪一天？", "`by` is missing: by which day?");
        faults.push(Fault::error(head, title).help(by_help(period)));
        return None;
    };
    let months = match period {
        Period::Day | Period::Week | Period::Month => 1,
        Period::Quarter => 3,
        Period::Year => 12,
    };
    let given = month.and_then(|it| month_number(&it, months, faults));
    if month.is_some() && given.is_none() {
        return None;
    }
    let word = day_word::read(&node, ShortMonth::Last, faults)?;
    let in_month = given.unwrap_or(months);
    match (period, word) {
        (Period::Week, DayWord::Weekday(weekday)) => Some(By::InWeek(weekday)),
        (Period::Year, DayWord::EveryYear(from, to)) if from == to && month.is_none() => {
            Some(By::InMonth(from.month, DayWord::MonthDay(from.day, ShortMonth::Last)))
        }
        (
            Period::Month | Period::Quarter | Period::Year,
            word @ (DayWord::MonthDay(..)
            | DayWord::LastDay
            | DayWord::Nth(Nth::First(1..=4) | Nth::Last, _)),
        ) => Some(By::InMonth(in_month, word)),
        (Period::Day | Period::Week | Period::Month | Period::Quarter | Period::Year, _) => {
            let title =
                say("这一天不是每一期都有、每一期一次", "not every period has this day, just once");
            faults.push(Fault::error(node.place, title).help(by_help(period)));
            None
        }
    }
}

fn by_help(period: Period) -> super::super::Text {
    match period {
        Period::Day | Period::Week => {
            say("写星期几，例如 \"fri\"", "name a weekday, such as \"fri\"")
        }
        Period::Month => say(
            "例如 \"last day\"、9、\"2nd tue\"、\"last fri\"",
            "for example \"last day\", 9, \"2nd tue\" or \"last fri\"",
        ),
        Period::Quarter => say(
            "例如 \"last day\"、9、\"2nd tue\"；默认在第三个月，不是就写 month = 1",
            "for example \"last day\", 9 or \"2nd tue\"; in its third month, or month = 1",
        ),
        Period::Year => say(
            "例如 \"11-09\"；或 \"last fri\" 加 month = 11",
            "for example \"11-09\", or \"last fri\" with month = 11",
        ),
    }
}

fn month_number(node: &Node<'_>, months: u32, faults: &mut Vec<Fault>) -> Option<u32> {
    let number = match node.value {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    };
    let number = number.filter(|it| months > 1 && (1..=months).contains(it));
    if number.is_none() {
        let title = say("`month` 不是这一期的第几个月", "`month` is no month of this period");
        let help = if months == 1 {
            say("按季、按年才写 month：删去它", "only quarters and years have it: remove it")
        } else {
            say(format!("写 1 到 {months}"), format!("write a number from 1 to {months}"))
        };
        faults.push(Fault::error(node.place, title).help(help));
    }
    number
}

/// A turn may begin only when the one before has fallen due.
fn check_lead(duty: &Duty, node: Option<Node<'_>>, faults: &mut Vec<Fault>) {
    let shortest = match &duty.cycle {
        Cycle::AfterDone { days, .. } => i64::from(*days),
        Cycle::Each(..) => duty.shortest().unwrap_or(i64::MAX),
    };
    let Some(node) = node.filter(|_| i64::from(duty.lead) >= shortest) else { return };
    let title = say(
        format!("提前量太长：两次之间有时只有 {shortest} 天"),
        format!("the lead is too long: two may be {shortest} days apart"),
    );
    let most = shortest - 1;
    let help = say(format!("最多 lead = \"{most}d\""), format!("at most lead = \"{most}d\""));
    faults.push(Fault::error(node.place, title).help(help));
}

fn read_quota(node: &Node<'_>, faults: &mut Vec<Fault>) -> Owed {
    quota(node, faults).map_or(Owed::EachTime, Owed::Quota)
}

fn quota(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<Quota> {
    let mut fields = node.fields(AT_LEAST, faults)?;
    let times_node = fields.need("times", "times = 2", faults);
    let periods = [("week", Period::Week), ("day", Period::Day), ("month", Period::Month)];
    let per = fields.need("per", "per = \"week\"", faults);
    let per = per.and_then(|it| it.choice(&periods, faults));
    let takes_node = fields.take("takes");
    let takes = takes_node.map_or(Some(TAKES), |it| time::duration(&it, faults));
    fields.finish(faults);
    let (times_node, per, takes) = (times_node?, per?, takes?);
    let most = match per {
        Period::Day => 48,
        Period::Week | Period::Month | Period::Quarter | Period::Year => per.days_min(),
    };
    let number = match times_node.value {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            times_node.wrong("整数（次数）", "a whole number of times", "times = 2", faults);
            return None;
        }
    };
    let times = number.filter(|it| (1..=most).contains(it));
    if times.is_none() {
        let title =
            say(format!("次数要在 1 到 {most} 之间"), format!("`times` must be from 1 to {most}"));
        let help = say(
            "按周、按月时一天算一次；一天要多次就写 per = \"day\"",
            "by week or month a day counts once; for more on one day write per = \"day\"",
        );
        faults.push(Fault::error(times_node.place, title).help(help));
    }
    if let Some(node) = takes_node.filter(|_| per != Period::Day || takes.0 == 0) {
        let title = say("这里写 `takes` 没有意义", "`takes` means nothing here");
        let help = say(
            "takes 是 per = \"day\" 时一次要多久，例如 \"30m\"；别的时候删去它",
            "it is how long one takes with per = \"day\", such as \"30m\"; else remove it",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    Some(Quota { times: times?, per, takes })
}
