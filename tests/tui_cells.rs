//! What reaches the cells of the screen: the caret, the colours, no hostile letter, at any size.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::layout::Position;
use ratatui::style::Color;
use zhiban::schedule::Lang;
use zhiban::tui::{App, Message, Theme};

use crate::support::screen::{Screen, read_keys};

#[test]
fn the_caret_stands_behind_chinese_letters() {
    let mut screen = Screen::small(Lang::Zh);
    assert_eq!(screen.draw().1, None, "hidden while nothing is typed");
    screen.press("f");
    let start = screen.draw().1.unwrap();
    screen.press("消防通道abc");
    let behind = screen.draw().1.unwrap();
    assert_eq!(behind, Position { x: start.x + 11, y: start.y });
    screen.press("<left><left><left><left>");
    assert_eq!(screen.draw().1.unwrap().x, start.x + 6);
    let long = "漏".repeat(200);
    screen.send(Message::Paste(long));
    let caret = screen.draw().1.unwrap();
    assert!(caret.x < screen.width && caret.y == start.y, "stays in its row: {caret}");
}

#[test]
fn a_window_over_chinese_text_leaves_no_half_letter_at_its_edge() {
    for width in 110..130 {
        let mut screen = Screen::small(Lang::Zh);
        screen.width = width;
        screen.press("?n");
        let (buffer, _) = screen.draw();
        let outer = (width - 4).min(88);
        let edge = (width - outer) / 2;
        let bar = (0..screen.height).find(|y| buffer[(edge + 2, *y)].symbol() == "记").unwrap();
        for y in bar..bar + 4 {
            let before = buffer[(edge - 1, y)].symbol();
            assert!(zhiban::clean::width(before) <= 1, "{width}: {before}\n{}", screen.text());
        }
    }
}

#[test]
fn a_small_window_says_what_size_is_needed() {
    let mut screen = Screen::small(Lang::Zh);
    (screen.width, screen.height) = (40, 15);
    screen.at("08:41");
    let text = screen.text();
    assert!(
        text.contains("窗口太小") && text.contains("40x15") && text.contains("72x20"),
        "{text}"
    );
    assert!(text.contains("巡视"), "what is asked is still named: {text}");
}

#[test]
fn without_colour_no_cell_has_a_colour() {
    let app = App::new(Lang::Zh, Theme::Plain, "");
    let mut screen = Screen { app, ..Screen::small(Lang::Zh) };
    for keys in ["<f2>", "<f3>", "<f4>", "<f5>", "<f6>", "<f7>", "<f2>f"] {
        screen.at("11:31").press(keys);
        let (buffer, _) = screen.draw();
        let plain = |it: &ratatui::buffer::Cell| it.fg == Color::Reset && it.bg == Color::Reset;
        assert!(buffer.content().iter().all(plain), "{keys}");
    }
}

#[test]
fn no_hostile_letter_reaches_a_cell() {
    let hostile = "a\u{1b}[2Jb\u{202e}c\u{200b}d\u{7}e\r\nf\u{9b}g\u{2066}h";
    let mut screen = Screen::small(Lang::Zh);
    screen.press("f").send(Message::Paste(hostile.to_owned())).press("<c-s>");
    screen.press("n").send(Message::Paste(hostile.to_owned())).press("<enter>");
    screen.send(Message::Notice(hostile.to_owned()));
    for keys in ["<f2>", "<f5>", "<f6>", "<f2>f"] {
        screen.send(Message::Notice(hostile.to_owned())).press(keys);
        let (buffer, _) = screen.draw();
        for cell in buffer.content() {
            let letters: Vec<char> = cell.symbol().chars().collect();
            assert!(!letters.iter().any(|it| zhiban::clean::is_forbidden(*it)), "{letters:?}");
        }
    }
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let named = [
        "<enter>", "<esc>", "<tab>", "<s-tab>", "<up>", "<down>", "<left>", "<right>", "<home>",
        "<end>", "<bs>", "<f2>", "<f3>", "<f4>", "<f5>", "<f6>", "<f7>", "<c-p>", "<c-s>", "<c-l>",
        "<c-t>", "<c-f>", "<enter>", "<enter>",
    ];
    let letters: Vec<char> = "123456789gcexfnsdaruo?:q漏水１？y0".chars().collect();
    prop_oneof![
        proptest::sample::select(named.to_vec()).prop_map(|it| read_keys(it)[0]),
        proptest::sample::select(letters)
            .prop_map(|it| KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_key_and_no_size_makes_the_desk_fail(
        keys in proptest::collection::vec(any_key(), 1..60),
        sizes in proptest::collection::vec((1_u16..=300, 1_u16..=100), 4),
        tight in (1_u16..=90, 1_u16..=30),
        hour in 0_usize..6,
    ) {
        let hours = ["08:45", "09:02", "11:45", "21:50", "22:30", "03:00"];
        let mut screen = Screen::small(Lang::Zh);
        screen.at(hours[hour]);
        for (number, key) in keys.into_iter().enumerate() {
            screen.send(Message::Key(key));
            let size = if number % 5 == 4 { tight } else { sizes[number % sizes.len()] };
            (screen.width, screen.height) = size;
            screen.draw();
        }
    }
}
