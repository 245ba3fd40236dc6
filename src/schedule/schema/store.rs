//! The tables of `store.toml`.

use super::{DAYS, Key, Table, Value, may, must, people};

/// `store.toml`.
pub static STORE_FILE: Table = Table {
    name: "store-file",
    about: ("store.toml：门店本身", "store.toml: the store itself"),
    keys: &[
        must("format", Value::Whole(1, 1), "语言的版本", "the version of the language"),
        must("store", Value::Text, "店名", "the name of the store"),
        must(
            "zone",
            Value::Line,
            "时区，例如 Asia/Shanghai",
            "the time zone, such as Asia/Shanghai",
        ),
        must("day-starts", Value::Clock, "营业日从几点算起", "when a store day begins"),
        may(
            "times",
            Value::Named(&Value::Moment),
            "有名字的时间，可以互相依靠",
            "named times; they may lean on one another",
        ),
        must(
            "shift",
            Value::List(&Value::Table(&SHIFT)),
            "班次，合起来正好一个营业日",
            "the shifts; together they cover the store day",
        ),
        may(
            "floor",
            Value::List(&Value::Table(&FLOOR)),
            "楼层，从上往下",
            "the floors, from the top down",
        ),
        must("role", Value::List(&Value::Table(&ROLE)), "角色", "the roles"),
        may(
            "substitutes",
            people::SUBSTITUTES,
            "哪个角色可由谁替",
            "which roles may stand in for which",
        ),
        may(
            "logo",
            Value::Line,
            "店徽图片，logo.png 或 logo.jpg",
            "the store's sign, logo.png or logo.jpg",
        ),
        may(
            "count",
            Value::List(&Value::Table(&COUNT)),
            "交接时清点什么",
            "what is counted at a handover",
        ),
        may(
            "handover",
            Value::List(&Value::Table(&HANDOVER)),
            "班次结束时怎么交接",
            "how the ends of shifts are handed over",
        ),
        may("forms", Value::Table(&FORMS), "各种表在本店叫什么", "what the forms are called here"),
        may(
            "supervisors",
            Value::List(&Value::Name),
            "登记、恢复、停用人员的角色",
            "the roles that register officers, release them and let them go",
        ),
        may("holidays", HOLIDAYS, "节假日日历文件", "the calendar files of public holidays"),
        may(
            "variant",
            Value::List(&Value::Table(&VARIANT)),
            "变体：哪些天不一样，后面的优先",
            "variants: which days differ; later ones win",
        ),
        may(
            "answers",
            Value::Named(&Value::Table(&ANSWERS)),
            "各检查项共用的答案表",
            "lists of states that items share",
        ),
    ],
};

static COUNT: Table = Table {
    name: "counted-thing",
    about: ("交接时清点的东西", "a thing that is counted at a handover"),
    keys: &[
        must("id", Value::Name, ID, ID_EN),
        must("name", Value::Text, "叫什么", "what it is called"),
        must("expect", Value::Whole(0, 100_000), "应有几件", "how many there should be"),
    ],
};

pub(super) static HANDOVER: Table = Table {
    name: "handover",
    about: ("一个班次的交接", "the handover of a shift"),
    keys: &[
        must("shift", Value::Name, "哪个班次结束时", "at the end of which shift"),
        may("to", Value::Name, "交给哪个岗位，或 nobody", "the role that takes over, or nobody"),
        may("counts", Value::List(&Value::Name), "清点哪些", "what is counted"),
        may("steps", Value::List(&Value::Name), "先做完哪些步骤", "steps that belong to it"),
        may("lead", Value::Duration, "提前多久提示", "how long before it is asked for"),
    ],
};

static FORMS: Table = Table {
    name: "forms",
    about: ("各种表的名称", "the names of the forms"),
    keys: &[
        may("handover", Value::Text, "交接报告", "the handover"),
        may("day", Value::Text, "营业日报告", "the report of the day"),
        may("fire-patrol", Value::Text, "防火巡查记录", "the fire patrol record"),
        may("diary", Value::Text, "当班日记", "the duty diary"),
        may("floor-log", Value::Text, "楼层值班日志", "the floor log"),
        may("sweep", Value::Text, "清场记录", "the sweep record"),
        may("month", Value::Text, "月报", "the report of the month"),
        may("blank", Value::Text, "空白值班表", "the blank forms"),
    ],
};

const HOLIDAYS: Value =
    Value::AnyOf(&[Value::Line, Value::Table(&CALENDAR), Value::List(&ONE_CALENDAR)]);

const ONE_CALENDAR: Value = Value::AnyOf(&[Value::Line, Value::Table(&CALENDAR)]);

static CALENDAR: Table = Table {
    name: "calendar",
    about: ("节假日日历", "a calendar of public holidays"),
    keys: &[
        must("file", Value::Line, "文件夹里的 .ics 文件", "an .ics file of the folder"),
        may(
            "covers",
            Value::Line,
            "管哪一年或哪一段，例如 \"2026\"",
            "the year or span it speaks for, such as \"2026\"",
        ),
    ],
};

const ID: &str = "记录里用的名字，不要改";
const ID_EN: &str = "the name that the records use; keep it";

static SHIFT: Table = Table {
    name: "shift",
    about: ("班次", "a shift"),
    keys: &[
        must("id", Value::Name, ID, ID_EN),
        must("name", Value::Text, "叫什么", "what it is called"),
        must("from", Value::Moment, "从几点", "when it begins"),
        must("to", Value::Moment, "到几点", "when it ends"),
    ],
};

/// The keys of a table that only names something.
const NAMED: &[Key] = &[
    must("id", Value::CapitalName, ID, ID_EN),
    must("name", Value::Text, "叫什么", "what it is called"),
];

static FLOOR: Table = Table { name: "floor", about: ("楼层", "a floor"), keys: NAMED };

static ROLE: Table = Table {
    name: "role",
    about: ("角色", "a role"),
    keys: &[
        must("id", Value::Name, ID, ID_EN),
        must("name", Value::Text, "叫什么", "what it is called"),
    ],
};

static VARIANT: Table = Table {
    name: "variant",
    about: (
        "变体：某些天改时间、加减步骤或闭店",
        "a variant: days that change times, add or drop steps, or are closed",
    ),
    keys: &[
        must("id", Value::Name, ID, ID_EN),
        must("name", Value::Text, "叫什么", "what it is called"),
        must("when", DAYS, "哪些天", "on which days"),
        may("times", Value::Named(&Value::Moment), "改哪些时间", "the named times it changes"),
        may("closed", Value::Flag, "整天闭店", "whether the store is closed all day"),
    ],
};

/// A list of states.
pub(super) static ANSWERS: Table = Table {
    name: "answers",
    about: (
        "答案表：几个状态，正常和异常各至少一个",
        "a list of states, at least one normal and one abnormal",
    ),
    keys: &[
        must("normal", Value::Named(&Value::Text), "正常的状态", "the normal states"),
        must("abnormal", Value::Named(&Value::Text), "异常的状态", "the abnormal states"),
    ],
};
