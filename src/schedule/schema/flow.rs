//! The tables about when something is asked at all, and about posts that report.

use super::answer::ANSWER;
use super::step::CLAUSES;
use super::{Table, Value, may, must};

/// The answer without which something is not asked.
pub(super) const CONDITION: Value = Value::Table(&ONLY_IF);

static ONLY_IF: Table = Table {
    name: "only-if",
    about: ("什么时候才问", "when it is asked"),
    keys: &[
        may("step", Value::Name, "哪一步的回答决定", "the step whose answer decides"),
        must("item", Value::Name, "哪一项的回答决定", "the item whose answer decides"),
        may(
            "is",
            Value::AnyOf(&[Value::Line, Value::List(&Value::Name)]),
            "是其中之一；或 normal、abnormal",
            "one of these; or `normal`, or `abnormal`",
        ),
        may("above", Value::Number, "大于", "more than"),
        may("below", Value::Number, "小于", "less than"),
    ],
};

/// The posts that report before the word to go.
pub(super) const POSTS: Value = Value::Table(&POSTS_TABLE);

static POSTS_TABLE: Table = Table {
    name: "posts",
    about: ("各岗报到", "posts that report"),
    keys: &[
        must("ask", Value::Text, "问每个岗位什么", "what each post is asked"),
        must(
            "of",
            Value::List(&Value::AnyOf(&[Value::CapitalName, Value::Table(&POST)])),
            "哪些岗位：角色、楼层，或这里起名的地方",
            "which posts: roles, floors, or places named here",
        ),
        may("answer", ANSWER, "怎么答；默认就位、未就位", "the answers; ready or not ready"),
        may("known", Value::Choice(&["radio", "seen"]), "怎么知道的", "how it is known"),
        may("clause", CLAUSES, "出自哪些条款", "the clauses they come from"),
    ],
};

static POST: Table = Table {
    name: "post",
    about: ("一个岗位", "a post"),
    keys: &[
        must("id", Value::Name, "记录里用的名字", "the name that the records use"),
        must("name", Value::Text, "叫什么", "what it is called"),
    ],
};
