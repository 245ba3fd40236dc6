//! Nobody may be locked in: what the reader refuses about exits, and what it must let pass.

use zhiban::schedule::{Lang, read};

use crate::schedule::{edited, render, valid};
use crate::schedule_faults::{answer, check};

#[test]
fn nobody_can_be_locked_in() {
    check(&[
        ("exits_no_sweep", "c.toml", "after = [\"sweep\"]\n", ""),
        (
            "exits_before_close",
            "c.toml",
            "due = \"close + 40m\"",
            "due = \"close + 40m\"\nearliest = \"close - 15m\"",
        ),
        ("exits_part_swept", "c.toml", "sweep = \"all\"", "sweep = [\"2F\", \"1F\"]"),
        ("exits_morning_sweep", "c.toml", "due = \"close + 10m\"", "due = \"10:00\""),
        ("exits_unsaid", "c.toml", "exits = \"lock\"", ""),
        (
            "exits_contradiction",
            "c.toml",
            "exits = \"lock\"",
            "exits = \"lock\"\nchecks-only = true",
        ),
        ("exits_no_close", "store.toml", "close = \"21:30\"", "shut = \"21:30\""),
        (
            "exits_keys",
            "b.toml",
            "ask = { zh = \"离岗几人？\", en = \"How many are off their post?\" }",
            "ask = { zh = \"收齐安全出口钥匙\", en = \"Collect the keys of the emergency exits\" }",
        ),
        ("exits_locked_is_normal", "a.toml", "逐一检查门锁", "消防通道"),
    ]);
}

#[test]
fn a_store_that_names_no_closing_time_locks_no_exits() {
    let mut files = valid();
    for file in &mut files {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = text.replace("\"close", "\"shut").replace("close = ", "shut = ").into_bytes();
    }
    let said = answer(&files);
    assert!(said.contains("the closing time is not known"), "{said}");
}

#[test]
fn a_prompt_about_an_exit_that_stays_open_is_taken() {
    let asks = [
        ("安全出口没有上锁？", "No exit is locked?"),
        ("疏散通道畅通、未上锁？", "Are the exits clear and not locked?"),
        ("打开后门门锁", "Unlock the back door"),
        ("消防门是否常闭", "Is the fire door shut?"),
    ];
    for (zh, en) in asks {
        let put = format!("zh = \"{zh}\", en = \"{en}\"");
        let find = "zh = \"离岗几人？\", en = \"How many are off their post?\"";
        let files = edited("b.toml", find, &put);
        assert_eq!(read(&files).map_err(|it| render(&it, &files, Lang::En)).err(), None, "{zh}");
    }
}

#[test]
fn a_prompt_that_locks_an_exit_is_always_asked_about() {
    let asks = [
        ("锁后门", "Look"),
        ("把后门锁上", "Look"),
        ("封闭安全出口", "Look"),
        ("停业前十五分钟锁消防通道", "Look"),
        ("上交逃生门钥匙", "Look"),
        ("看一看", "Lock the rear passage"),
        ("确认安全出口锁好", "Look"),
        ("看一看", "Fire exits: chained?"),
        ("看一看", "Take back the exit keys"),
    ];
    for (zh, en) in asks {
        let put = format!("zh = \"{zh}\", en = \"{en}\"");
        let find = "zh = \"离岗几人？\", en = \"How many are off their post?\"";
        let said = answer(&edited("b.toml", find, &put));
        let known = said.contains("checks-only");
        assert!(known, "{zh} / {en}\n{said}");
    }
}

#[test]
fn a_title_that_locks_an_exit_makes_each_of_its_items_say_so() {
    let find = "title = { zh = \"巡场\", en = \"Round\" }";
    let put = "title = { zh = \"锁消防通道\", en = \"Round\" }";
    assert!(answer(&edited("b.toml", find, put)).contains("`people`"));
}

#[test]
fn a_fault_in_a_sweep_is_not_reported_twice() {
    let said = |put| {
        let files = edited("c.toml", "sweep = \"all\"", put);
        read(&files).unwrap_err().len()
    };
    assert_eq!(said("sweep = [\"2F\", \"1F\", \"B9\"]"), 1);
}

#[test]
fn an_author_may_say_that_an_item_only_checks() {
    let find = "zh = \"离岗几人？\", en = \"How many are off their post?\" }";
    let put = "zh = \"查后门锁好\", en = \"Is the back door locked?\" }\nchecks-only = true";
    let files = edited("b.toml", find, put);
    assert_eq!(read(&files).map(|it| it.warnings), Ok(vec![]));
}
