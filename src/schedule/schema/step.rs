//! The tables of phase files: the phase, its steps, their items.

use super::answer::ANSWER;
use super::owed::{AT_LEAST, DUTY};
use super::store::HANDOVER;
use super::{DAYS, Table, Value, flow, may, must, people};

/// A phase file: any `.toml` file of the folder but `store.toml`.
pub static PHASE_FILE: Table = Table {
    name: "phase-file",
    about: ("阶段文件：一天里的一段", "a phase file: one part of the day"),
    keys: &[
        must("phase", Value::Table(&PHASE), "这一段叫什么", "what this part is called"),
        may("step", Value::List(&Value::Table(&STEP)), "步骤", "the steps"),
        may(
            "event",
            Value::List(&Value::Table(&EVENT)),
            "随时可能发生、启动步骤的事件",
            "what may happen at any time and starts steps",
        ),
        may(
            "handover",
            Value::List(&Value::Table(&HANDOVER)),
            "这一天才有的交接安排",
            "what belongs to a handover of this day alone",
        ),
    ],
};

static PHASE: Table = Table {
    name: "phase",
    about: ("阶段", "a phase"),
    keys: &[
        must("id", Value::CapitalName, "阶段的名字", "the name of the phase"),
        must("title", Value::Text, "标题", "its title"),
        may(
            "closes",
            Value::Moment,
            "步骤没写 closes 时用这个",
            "for its steps that give no `closes`",
        ),
    ],
};

static EVENT: Table = Table {
    name: "event",
    about: ("事件", "an event"),
    keys: &[
        must("id", Value::Name, "事件的名字", "the name of the event"),
        must("title", Value::Text, "标题", "its title"),
        may("clause", CLAUSES, "出自哪一条", "the clauses it comes from"),
    ],
};

static STEP: Table = Table {
    name: "step",
    about: ("步骤：谁在什么时候看什么", "a step: who looks at what, and when"),
    keys: &[
        must("id", Value::Name, "记录里用的名字，不要改", "the name that the records use; keep it"),
        must("title", Value::Text, "标题", "its title"),
        may("clause", CLAUSES, "出自哪些条款", "the clauses it comes from"),
        must("role", Value::Name, "谁负责", "who answers for it"),
        may("with", Value::List(&Value::Name), "谁一起参加", "who takes part"),
        may(
            "weight",
            Value::Choice(&["routine", "legal", "life-safety"]),
            "同时到点，谁先",
            "who comes first when two are due",
        ),
        may(
            "early",
            Value::Choice(&["refuse", "warn"]),
            "太早就答：不收，或收下并标明",
            "an answer that is too early: refused, or taken and marked",
        ),
        may(
            "order",
            Value::Choice(&["strict", "free"]),
            "检查项按次序，或随便",
            "items in order, or in any order",
        ),
        may("sweep", SWEEP, "清场：逐层问同样的检查项", "a sweep: the same items on each floor"),
        may("each", EACH, "每处问同样的检查项", "the same items for each of some areas"),
        may("meal", Value::List(&Value::Table(&BATCH)), "用餐的批次", "the batches of a meal"),
        may(
            "after",
            Value::List(&Value::Name),
            "先要做完哪些步骤",
            "steps that must be concluded first",
        ),
        may("sign", people::SIGN, "哪些角色签字，各是一个人", "who signs, each a different person"),
        may("days", DAYS, "哪些天做", "on which days it occurs"),
        may(
            "variants",
            Value::List(&Value::Name),
            "只在这些变体的日子",
            "only while one of these variants holds",
        ),
        may(
            "not-in",
            Value::List(&Value::Name),
            "这些变体的日子不做",
            "not while one of these variants holds",
        ),
        may(
            "on-closed-days",
            Value::Flag,
            "闭店的日子也做",
            "also while the store is closed for the day",
        ),
        may(
            "start",
            Value::Name,
            "由哪个事件启动；by-hand 是步骤自己就是事件",
            "the event that starts it; by-hand where it is its own event",
        ),
        may(
            "optional",
            Value::Flag,
            "不需要时可以不做，不算漏做",
            "done only where it is needed, never missed",
        ),
        may("duty", Value::Table(&DUTY), "隔一段时间做一次", "owed once in a while"),
        may("at-least", Value::Table(&AT_LEAST), "一段时间里至少几次", "so many times in a period"),
        may("repeat", Value::Table(&REPEAT), "一天几遍", "several times a day"),
        may("earliest", Value::Point, "早于此：太早", "before this: too early"),
        may("due", Value::Point, "从此开始问", "from here on it is asked"),
        may("finish-by", Value::Point, "过此：超时", "after this: overdue"),
        may("closes", Value::Point, "过此：漏做", "after this: missed"),
        may(
            "gap",
            Value::Table(&GAP),
            "两次之间最长隔多久",
            "the longest time between two completions",
        ),
        may(
            "only-if",
            flow::CONDITION,
            "前面这样回答才做",
            "done only if an earlier step was answered so",
        ),
        may(
            "either",
            Value::Name,
            "同名的几步，做一步就够",
            "one of the steps of this name is enough",
        ),
        may("posts", flow::POSTS, "各岗先报到", "posts that report first"),
        may(
            "record-who",
            Value::Flag,
            "先记下参加的人",
            "the names of those who take part come first",
        ),
        may("item", Value::List(&Value::Table(&ITEM)), "检查项", "the items"),
    ],
};

pub(super) const CLAUSES: Value = Value::List(&Value::Line);

const SWEEP: Value = Value::AnyOf(&[
    Value::Choice(&["all", "today"]),
    Value::List(&Value::CapitalName),
    Value::Named(&Value::Text),
]);

const EACH: Value = Value::AnyOf(&[Value::Choice(&["today"]), Value::Named(&Value::Text)]);

static BATCH: Table = Table {
    name: "batch",
    about: ("一批", "a batch"),
    keys: &[
        must("from", Value::Moment, "几点走", "when it leaves"),
        must("to", Value::Moment, "几点回", "when it is back"),
        must("who", Value::Text, "哪些人", "who is in it"),
    ],
};

static REPEAT: Table = Table {
    name: "repeat",
    about: ("重复", "repeated through the day"),
    keys: &[
        may("every", Value::Duration, "隔多久", "how far apart"),
        may(
            "counted",
            Value::Choice(&["on-grid", "from-last"]),
            "从第一次起按格数，或从上一次做完算起",
            "on a grid, or from when the last one was really done",
        ),
        may("from", Value::Moment, "第一次", "the first one"),
        may("to", Value::Moment, "到几点为止", "until when"),
        may(
            "last",
            Value::Choice(&["before", "at"]),
            "正好在终点的那一次：不做，或做",
            "one due at the very end: not asked, or asked",
        ),
        may("early-by", Value::Duration, "可以提前多久", "how early it may be done"),
        may("finish-within", Value::Duration, "多久以内做完", "how long it may take"),
        may("warn", Value::Duration, "提前多久预告", "how long before it is announced"),
        may("at", Value::List(&Value::Point), "就在这些时间", "at these times instead"),
        may(
            "per-floor",
            Value::Named(&Value::Point),
            "每个楼层各有时间",
            "a time for each floor instead",
        ),
        may("closes", Value::Point, "所列的时间过此：漏做", "when those listed are missed"),
        may("closes-within", Value::Duration, "到点后多久算漏做", "each is missed so long after"),
    ],
};

static GAP: Table = Table {
    name: "gap",
    about: ("最长间隔", "the longest gap"),
    keys: &[
        must("max", Value::Duration, "最长多久", "the longest time allowed"),
        may("warn", Value::Duration, "提前多久提醒", "how long before it the warning begins"),
        must("from", Value::Moment, "从几点起管", "from when it holds"),
        must("to", Value::Moment, "管到几点", "until when it holds"),
    ],
};

static ITEM: Table = Table {
    name: "item",
    about: ("检查项：一个问题", "an item: one question"),
    keys: &[
        must("id", Value::Name, "记录里用的名字，不要改", "the name that the records use; keep it"),
        must("ask", Value::Text, "问什么，一行", "the question, in one line"),
        may("clause", CLAUSES, "出自哪些条款", "the clauses it comes from"),
        must("answer", ANSWER, "怎么答", "the form of the answer"),
        may(
            "known",
            Value::Choice(&["seen", "radio", "scanned"]),
            "目视、对讲机报的，还是扫的",
            "seen, told by radio, or scanned",
        ),
        may(
            "gate",
            Value::Flag,
            "答案异常就不放行",
            "an abnormal answer holds everything behind it",
        ),
        may(
            "only-if",
            flow::CONDITION,
            "前面这样回答才问",
            "asked only if it was answered so before",
        ),
        may(
            "either",
            Value::Name,
            "同名的几项，答一项就够",
            "one of the items of this name is enough",
        ),
        may("optional", Value::Flag, "可以不答", "it need not be answered"),
        may(
            "go",
            Value::Flag,
            "各岗报到以后才放行",
            "the word to go, when all posts have reported",
        ),
        may(
            "exits",
            Value::Choice(&["lock", "collect-keys"]),
            "会锁出口或收出口钥匙",
            "it locks a way out, or collects its keys",
        ),
        may(
            "checks-only",
            Value::Flag,
            "只看出口通不通，不锁",
            "it only looks whether a way out is free",
        ),
    ],
};
