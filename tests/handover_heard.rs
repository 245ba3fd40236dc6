//! What counts as said at the read-back: most words of a thing in any order, or its number; and
//! never a thing that was not spoken of.

use zhiban::engine::Action;
use zhiban::engine::command::Found;
use zhiban::engine::risk::Risk;
use zhiban::schedule::FloorId;

use crate::support::bench::{Bench, schedule};
use crate::support::record::found;

/// Findings of a shift: what, floor, place. They get the numbers #2, #3, #4 …
fn shift(all: &[(&str, &str, &str)]) -> Bench {
    let mut bench = Bench::off(schedule("tests/fixtures/small"));
    for (what, floor, place) in all {
        let floor = Some(*floor).filter(|it| !it.is_empty()).map(FloorId::new);
        let place = Some(*place).filter(|it| !it.is_empty()).map(str::to_owned);
        bench.tell(Action::Find(Found { floor, place, ..found(what) })).unwrap();
    }
    bench
}

/// Returns the numbers of the findings that what was said speaks of.
fn spoken(bench: &Bench, said: &str) -> Vec<u64> {
    let agenda = bench.agenda();
    let left = agenda.unmentioned(said);
    let number = |it: &Risk| match it {
        Risk::Finding(it) => Some(it.0),
        _ => None,
    };
    let all = agenda.risks();
    all.iter().filter(|it| !left.contains(it)).filter_map(number).collect()
}

#[test]
fn width_case_blanks_and_order_do_not_matter() {
    let bench = shift(&[("二楼卷帘门卡住", "2F", ""), ("Sprinkler valve leaks", "1F", "")]);
    for said in [
        "卷帘门卡住",
        "卷帘门坏了，叫人来修",
        "卷 帘 门 卡 住",
        "卡住的是卷帘门",
        "＃２",
        "# 2",
        "#2 要修",
        "2",
        "先说 #2",
    ] {
        assert_eq!(spoken(&bench, said), [2], "{said}");
    }
    for said in [
        "sprinkler valve",
        "VALVE of the Sprinkler",
        "ｖａｌｖｅ　ｌｅａｋｓ",
        "leaks: valve",
        "#3",
    ] {
        assert_eq!(spoken(&bench, said), [3], "{said}");
    }
    for said in ["2、3", "2,3", "２，３", "#2 #3", "卷帘门卡住；valve leaks", "2 和 3"] {
        assert_eq!(spoken(&bench, said), [2, 3], "{said}");
    }
}

#[test]
fn what_was_not_spoken_of_never_counts() {
    let bench = shift(&[("二楼卷帘门卡住", "2F", ""), ("后门未锁", "1F", "货梯旁")]);
    for said in [
        "",
        "没有大的风险",
        "二楼没问题",
        "2楼、3楼都走了",
        "2、3楼都走了",
        "2, 3 点各巡一圈",
        "2F ok",
        "后门钥匙在抽屉",
        "2 点以后巡一圈",
        "12:02 巡完",
        "有 2 个灭火器",
        "3号门",
        "22",
        "#22",
        "#",
        "门",
        "货梯旁边走一下",
        "the doors at 2",
    ] {
        assert_eq!(spoken(&bench, said), [0; 0], "{said}");
    }
}

#[test]
fn where_the_words_fit_two_things_the_floor_or_the_number_tells_which() {
    let bench = shift(&[("灯不亮", "2F", ""), ("灯不亮", "1F", ""), ("灯不亮，有焦味", "1F", "")]);
    assert_eq!(spoken(&bench, "灯不亮"), [0; 0], "it may be any of them");
    assert_eq!(spoken(&bench, "二楼灯不亮"), [2]);
    assert_eq!(spoken(&bench, "2F 灯不亮"), [2]);
    assert_eq!(spoken(&bench, "12F 灯不亮"), [0; 0]);
    assert_eq!(spoken(&bench, "灯不亮有焦味"), [4]);
    assert_eq!(spoken(&bench, "#3"), [3]);
    // Each clause speaks for itself.
    let bench = shift(&[("消防通道堵", "2F", ""), ("夜间消防通道堵", "2F", "")]);
    assert_eq!(spoken(&bench, "夜间消防通道堵"), [3]);
    assert_eq!(spoken(&bench, "消防通道堵"), [2]);
    assert_eq!(spoken(&bench, "消防通道堵，夜间消防通道也堵"), [2, 3]);
    // Two that nobody could tell apart by words.
    let bench = shift(&[("灯不亮", "2F", ""), ("灯不亮", "2F", "")]);
    assert_eq!(spoken(&bench, "二楼灯不亮"), [0; 0]);
    assert_eq!(spoken(&bench, "#2、#3"), [2, 3]);
    let bench = shift(&[("灯不亮", "2F", "试衣间"), ("灯不亮", "2F", "货梯口")]);
    assert_eq!(spoken(&bench, "试衣间灯不亮"), [2]);
}

#[test]
fn a_long_title_need_not_be_said_whole() {
    let bench = shift(&[("女装区试衣间后面的灯管闪烁并有焦糊味", "2F", "")]);
    assert_eq!(spoken(&bench, "试衣间灯管焦糊"), [2]);
    assert_eq!(spoken(&bench, "女装区"), [0; 0]);
    assert_eq!(spoken(&bench, "灯管"), [0; 0]);
}

#[test]
fn beside_its_floor_a_third_of_a_title_is_enough() {
    let bench = shift(&[("二楼防火卷帘下堆放货物", "2F", "北侧")]);
    assert_eq!(spoken(&bench, "二楼北侧卷帘下堆货"), [2]);
    assert_eq!(spoken(&bench, "2F：卷帘下堆货"), [2]);
    for said in ["卷帘下堆货", "二楼卷帘没问题", "一楼北侧卷帘下堆货", "二楼走了，卷帘下堆货"]
    {
        assert_eq!(spoken(&bench, said), [0; 0], "{said}");
    }
}
