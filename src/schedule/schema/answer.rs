//! The tables of answers: what stands behind `answer = { … }`.

use super::{Table, Value, may, must};

/// What stands behind `answer`: the name of a form or of a list in `store.toml`, or a table.
pub(super) const ANSWER: Value = Value::AnyOf(&[Value::Line, Value::Table(&ANSWER_TABLE)]);

static ANSWER_TABLE: Table = Table {
    name: "answer",
    about: ("写在这一项里的答案", "an answer of the item's own"),
    keys: &[
        may("normal", Value::Named(&Value::Text), "正常的状态", "the normal states"),
        may("abnormal", Value::Named(&Value::Text), "异常的状态", "the abnormal states"),
        may("number", Value::Table(&NUMBER), "一个数", "a number"),
        may("count", Value::Table(&COUNT), "几个", "how many"),
        may("money", Value::Table(&MONEY), "金额", "an amount of money"),
        may(
            "computed",
            Value::Line,
            "由别的答案算出来，例如 \"left - back\"",
            "a number that follows from other answers, such as \"left - back\"",
        ),
        may("unit", Value::Text, "算出来的数的单位", "the unit of a computed number"),
        may(
            "min",
            Value::Number,
            "算出来的数低于此异常",
            "a computed number below this is abnormal",
        ),
        may(
            "max",
            Value::Number,
            "算出来的数高于此异常",
            "a computed number above this is abnormal",
        ),
        may("time", Value::Table(&TIME), "一个钟点", "a time of the store day"),
        may("code", Value::Table(&CODE), "扫一个码", "the code of a tag"),
        may("text", Value::Table(&TEXT), "文字", "words"),
        may("names", Value::Table(&NAMES), "姓名", "names of persons"),
    ],
};

/// What a value is compared with.
const AGAINST: Value = Value::AnyOf(&[Value::Line, Value::Number]);

static NUMBER: Table = Table {
    name: "number",
    about: ("数", "a number"),
    keys: &[
        must("unit", Value::Text, "单位", "the unit"),
        may("min", Value::Number, "低于此异常", "less is abnormal"),
        may("max", Value::Number, "高于此异常", "more is abnormal"),
        may(
            "against",
            AGAINST,
            "和什么比：上次、另一项，或一个数",
            "compared with: the previous answer, another item, or a figure",
        ),
        may("tolerance", Value::Number, "相差多于此异常", "a larger difference is abnormal"),
    ],
};

static COUNT: Table = Table {
    name: "count",
    about: ("个数", "a count"),
    keys: &[
        must("unit", Value::Text, "数的是什么", "what is counted"),
        may("normal-max", Value::Whole(0, 4_294_967_295), "多于此异常", "more is abnormal"),
        may(
            "against",
            AGAINST,
            "和什么比：上次、另一项，或一个数",
            "compared with: the previous answer, another item, or a figure",
        ),
        may("tolerance", Value::Number, "相差多于此异常", "a larger difference is abnormal"),
    ],
};

static MONEY: Table = Table {
    name: "money",
    about: ("金额", "an amount of money"),
    keys: &[
        must("unit", Value::Text, "币种", "the currency"),
        may(
            "against",
            AGAINST,
            "和什么比：上次、另一项，或一个数",
            "compared with: the previous answer, another item, or a figure",
        ),
        may("tolerance", Value::Number, "相差多于此异常", "a larger difference is abnormal"),
    ],
};

static TIME: Table = Table {
    name: "time",
    about: ("钟点", "a time"),
    keys: &[
        may("not-before", Value::Moment, "早于此异常", "earlier is abnormal"),
        may("not-after", Value::Moment, "晚于此异常", "later is abnormal"),
    ],
};

static CODE: Table = Table {
    name: "code",
    about: ("码", "a code"),
    keys: &[
        may("expect", Value::List(&Value::Line), "哪些码是对的", "the right codes"),
        may(
            "pattern",
            Value::Line,
            "对的码的样子：# 一个数字，? 一个字符，* 任意",
            "the shape of the right codes: # a digit, ? a character, * any",
        ),
        may(
            "wrong",
            Value::Choice(&["abnormal", "refuse"]),
            "码不对：算异常，或不收",
            "a wrong code: abnormal, or refused",
        ),
    ],
};

static TEXT: Table = Table {
    name: "text-answer",
    about: ("文字", "words"),
    keys: &[must("max", Value::Whole(1, 2_000), "最多几个字", "how many characters at most")],
};

static NAMES: Table = Table {
    name: "names",
    about: ("姓名", "names"),
    keys: &[must("at-least", Value::Whole(1, 20), "至少几个人", "how many persons at least")],
};
