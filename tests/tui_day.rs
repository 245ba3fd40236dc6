//! The shipped store day, worked through by nothing but the keys that the screen shows.

use chrono::TimeDelta;
use zhiban::engine::agenda::{OccurrenceView, Status};
use zhiban::schedule::Lang;
use zhiban::tui::Message;

use crate::support::screen::Screen;

/// Returns the keys that answer what the screen asks.
fn keys_for(text: &str) -> &'static str {
    let has = |words: &str| text.contains(words);
    if has("记问题  ") && has("Ctrl-S 立即保存") {
        "<c-s>"
    } else if has(" c 已清 ") {
        "c"
    } else if has("请填") || has("回来几人") {
        "<enter><c-s>"
    } else if has("走了几人") {
        "<enter>9<c-s>"
    } else if has("Enter 签字") {
        "<enter>"
    } else if has("Enter 填") || has("Enter 写") {
        "<enter>0<c-s>"
    } else {
        "1"
    }
}

/// Answers everything that is asked at this minute; each signature takes the next name.
fn answer_all(screen: &mut Screen) {
    let names = ["甲", "乙", "丙"];
    for turn in 0..120 {
        let text = screen.text();
        if screen.bench.agenda().current.is_none() && !text.contains("Ctrl-S") {
            return;
        }
        if text.contains("签字身份") {
            screen.press("<c-u>").press(names[turn % names.len()]).press("<c-s>");
        } else {
            screen.press(keys_for(&text));
        }
    }
    panic!("the keys shown do not lead on:\n{}", screen.text());
}

/// Works from one time to another, and returns how each step of these hours stands.
fn work(from: &str, steps: usize) -> Vec<(String, Status)> {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    screen.at(from);
    let begun = screen.bench.now;
    for _ in 0..steps {
        screen.bench.now += TimeDelta::minutes(10);
        screen.send(Message::Tick);
        answer_all(&mut screen);
    }
    let agenda = screen.bench.agenda();
    let within = |it: &&OccurrenceView| it.due >= begun && it.due <= screen.bench.now;
    let views = agenda.occurrences.iter().filter(within);
    views.map(|it| (it.id.step.to_string(), it.status.clone())).collect()
}

#[test]
fn the_shipped_morning_is_done_by_the_keys_that_are_shown() {
    let all = work("08:15", 6);
    assert!(all.len() >= 8, "{all:?}");
    for (step, status) in all {
        assert!(matches!(status, Status::Done { .. }), "{step} {status:?}");
    }
}

#[test]
fn the_shipped_sweep_is_done_by_the_keys_that_are_shown() {
    let all = work("21:55", 4);
    assert!(!all.is_empty());
    for (step, status) in all {
        assert!(matches!(status, Status::Done { .. }), "{step} {status:?}");
    }
}
