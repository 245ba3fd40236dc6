//! The one table of keys: what it promises, the desk does.

use crossterm::event::KeyEvent;
use zhiban::engine::Fact;
use zhiban::schedule::Lang;
use zhiban::tui::keys::{Act, FindingAct, FloorAct, KEYS, Key, LogFilter, Move, Place, act_for};
use zhiban::tui::{Effect, Message, Screen as Tab};

use crate::support::screen::Screen;

/// Returns a desk on which an act makes sense.
fn desk_for(key: &Key) -> Screen {
    let mut screen = Screen::small(Lang::Zh);
    match (key.place, key.act) {
        (_, Act::Floor(_)) => {
            screen.at("21:50").press("2");
        }
        (_, Act::Jump) => {
            screen.at("11:31").press("<f3><home>");
            for _ in 0..10 {
                screen.press("<down>");
            }
            screen.press("<enter>");
        }
        (_, Act::Answer(3..=9 | 0)) => {
            screen.at("08:41").press("1");
        }
        (_, Act::Correct) => {
            screen.at("08:41").press("1");
        }
        (Place::Findings, Act::Follow(FindingAct::Reinspect)) => {
            screen.press("f漏水<c-s><f5>2换了<enter>张三<enter>");
        }
        (Place::Findings, _) => {
            screen.press("f漏水<c-s><f5>");
        }
        (Place::Log, _) => {
            screen.press("<f6>");
        }
        (Place::Lists, Act::Move(Move::Up | Move::PageUp | Move::First)) => {
            screen.press("<f3><end>");
        }
        (Place::Lists, Act::Move(_)) => {
            screen.press("<f3><home>");
        }
        (Place::Lists, _) => {
            screen.at("08:41").press("1");
        }
        (Place::Everywhere, Act::Back) => {
            screen.press("<f4>");
        }
        (Place::Everywhere, Act::Show(Tab::Now)) => {
            screen.press("<f4>");
        }
        (Place::Form, _) => {
            screen.press("f漏水<enter>2<up>");
        }
        _ => {
            screen.at("08:41");
        }
    }
    screen
}

/// Returns a word that stands on the screen only after the act, where it opens something.
fn opens(act: Act) -> Option<&'static str> {
    match act {
        Act::Answer(0 | 3..=9) => Some("缺岗人数"),
        Act::Open => Some("正常：不超过 0 人"),
        Act::Find => Some("记问题  "),
        Act::Note => Some("备注  "),
        Act::Skip => Some("跳过（要写原因）"),
        Act::Defer => Some("推迟到后面的步骤"),
        Act::Correct | Act::Follow(FindingAct::Amend) => Some("更正（原记录保留）"),
        Act::Officer => Some("现在是 值班员甲"),
        Act::Floor(FloorAct::Except) => Some("谁留下"),
        Act::Floor(FloorAct::Not) => Some("本层未清"),
        Act::Follow(FindingAct::Assign) => Some("指派整改"),
        Act::Follow(FindingAct::Fix) => Some("怎么改的"),
        Act::Follow(FindingAct::Reinspect) => Some("复查（不能是整改的人）"),
        Act::Earlier => Some("几点做的"),
        Act::Palette => Some("写几个字，回车执行"),
        Act::Quit => Some("退出值班台？"),
        Act::Show(Tab::Help) => Some("值班台按钟点提示"),
        Act::Show(Tab::Day) => Some("计划时间"),
        Act::Show(Tab::Building) => Some("清场：0/3"),
        Act::Show(Tab::Findings) => Some("没有未关闭的问题"),
        Act::Show(Tab::Log) => Some("查找"),
        Act::Filter(LogFilter::Today) => Some("只今天"),
        Act::Filter(LogFilter::Findings) => Some("只问题"),
        _ => None,
    }
}

#[test]
fn each_key_of_the_table_does_what_it_says() {
    for key in KEYS {
        let mut screen = desk_for(key);
        let (before, entries) = (screen.picture(), screen.bench.entries.len());
        screen.asked.clear();
        screen.send(Message::Key(KeyEvent::new(key.code, key.held)));
        let after = screen.picture();
        let name = format!("{} ({:?}, {:?})\n{before}\n{after}", key.shown, key.act, key.place);
        let changed = before != after || screen.bench.entries.len() > entries;
        let asked = !screen.asked.is_empty();
        assert!(changed || asked, "does nothing: {name}");
        assert!(!after.contains("没有作用"), "is not known: {name}");
        if let Some(words) = opens(key.act) {
            assert!(after.contains(words), "does not show {words}: {name}");
        }
    }
}

#[test]
fn the_keys_that_record_at_once_record_what_they_say() {
    let last = |keys: &str, time: &str| {
        let mut screen = Screen::small(Lang::Zh);
        screen.at(time).press(keys);
        screen.bench.entries.last().unwrap().fact.clone()
    };
    assert!(matches!(last("1", "08:41"), Fact::Answered(_)));
    assert!(matches!(last("a", "08:41"), Fact::Acknowledged(_)));
    assert!(matches!(last("2c", "21:50"), Fact::Swept(_)));
}

#[test]
fn the_key_for_redrawing_asks_the_shell() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("<c-l>");
    assert_eq!(screen.asked.last(), Some(&Effect::Redraw));
}

#[test]
fn radio_and_seen_change_places_and_go_on_the_record() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("r1");
    let Fact::Answered(it) = &screen.bench.entries.last().unwrap().fact else { panic!() };
    assert_eq!(it.known, Some(zhiban::schedule::Known::Radio));
}

#[test]
fn no_two_keys_of_one_screen_are_the_same() {
    for screen in Tab::ALL {
        for (number, key) in KEYS.iter().enumerate() {
            let same = |it: &&Key| it.code == key.code && it.held == key.held;
            let others = KEYS[..number].iter().filter(|it| it.place.holds_on(screen));
            let twice = others.filter(same).count();
            assert!(!key.place.holds_on(screen) || twice == 0, "{screen:?}: {}", key.shown);
        }
    }
}

#[test]
fn letters_type_on_the_log_and_act_elsewhere() {
    for key in KEYS.iter().filter(|it| it.shown.len() == 1) {
        let event = KeyEvent::new(key.code, key.held);
        assert_eq!(act_for(event, Tab::Log), None, "{}", key.shown);
    }
}

#[test]
fn every_key_of_the_foot_and_the_palette_stands_in_help() {
    let mut screen = Screen::small(Lang::En);
    (screen.width, screen.height) = (100, 100);
    screen.press("?");
    let help = screen.text();
    for key in KEYS.iter().filter(|it| !matches!(it.act, Act::Answer(_))) {
        assert!(help.contains(key.shown) && help.contains(key.en), "{}: {help}", key.shown);
    }
}
