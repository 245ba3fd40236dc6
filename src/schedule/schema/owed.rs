//! What is owed over several days: duties, and so many times in a period.

use super::{Table, Value, may, must};

const EVERY: Value =
    Value::AnyOf(&[Value::Choice(&["month", "week", "quarter", "year"]), Value::Line]);

pub(super) static DUTY: Table = Table {
    name: "duty",
    about: ("隔一段时间做一次", "owed once in a while"),
    keys: &[
        must("every", EVERY, "每周、每月、每季、每年，或隔几天 3d", "each period, or 3d"),
        may("by", Value::DayWord, "最迟哪一天", "the day by which it is done"),
        may("month", Value::Whole(1, 12), "在那一期的第几个月", "in which month of the period"),
        may("lead", Value::Line, "可以提前几天，例如 10d", "so many days early, such as 10d"),
        may(
            "roll-over",
            Value::Choice(&["until-done", "window-only"]),
            "过了那天：天天再问，或算漏做",
            "when its day has passed: asked day after day, or missed",
        ),
        may("from", Value::Date, "从哪天算起", "what was due before is not owed"),
    ],
};

pub(super) static AT_LEAST: Table = Table {
    name: "at-least",
    about: ("一段时间里至少几次", "so many times in a period"),
    keys: &[
        must("times", Value::Whole(1, 48), "几次", "how many times"),
        must(
            "per",
            Value::Choice(&["week", "day", "month"]),
            "每周、每天、每月",
            "in each of these",
        ),
        may("takes", Value::Duration, "一天几次时，一次要多久", "how long one of a day takes"),
    ],
};
