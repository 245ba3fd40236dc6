//! The screens as pictures, in both languages and at both sizes: text, caret, styled runs.

use insta::assert_snapshot;
use zhiban::schedule::Lang;

use crate::support::bench::Bench;
use crate::support::screen::Screen;

/// Returns a desk in the middle of its day: answers, a held gate, findings, a missed round.
fn busy(lang: Lang, width: u16, height: u16) -> Screen {
    let mut screen = Screen::small(lang);
    (screen.width, screen.height) = (width, height);
    screen.at("08:41").press("1").at("08:43").press("0<enter><enter>");
    screen.at("09:01").press("2门外拥挤<enter>").at("09:08").press("11");
    screen.at("09:10").press("2<c-s>").at("09:20").press("1<enter>保安甲<enter><enter>乙<enter>");
    screen.at("09:21").press("f吊顶漏水<enter>2<enter>1<enter>张三<enter><enter>放警示牌<c-s>");
    screen.at("09:35").press("1").at("11:05").press("<esc>");
    screen
}

/// Draws what keys lead to, in both languages and at both sizes.
fn check(name: &str, keys: &str) {
    for (lang, short) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut screen = busy(lang, width, height);
            screen.press(keys);
            assert_snapshot!(format!("{name}_{short}_{width}x{height}"), screen.picture());
        }
    }
}

#[test]
fn now_shows_the_one_prompt_and_what_must_not_be_forgotten() {
    check("now", "");
}

#[test]
fn the_day_shows_planned_and_real_times() {
    check("day", "<f3>");
}

#[test]
fn the_building_stands_as_an_elevation() {
    check("building", "<f4>");
}

#[test]
fn the_findings_show_the_chosen_one_in_full() {
    check("findings", "<f5>");
}

#[test]
fn the_log_shows_the_newest_first() {
    check("log", "<f6>");
}

#[test]
fn help_lists_the_keys_of_the_table() {
    check("help", "<f7>");
}

#[test]
fn a_finding_is_written_over_the_desk() {
    check("finding", "f三楼扶梯异响<enter>");
}

#[test]
fn the_palette_lists_all_commands() {
    check("palette", ":");
}

#[test]
fn a_held_gate_says_why_and_since_when() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("1").at("08:43").press("0<enter><enter>");
    screen.at("09:01").press("2门外拥挤<enter>").at("09:04").press("<esc>");
    assert_snapshot!(screen.picture());
}

#[test]
fn the_smallest_window_still_holds_the_desk() {
    let mut screen = busy(Lang::Zh, 72, 20);
    assert_snapshot!("smallest_now", screen.picture());
    assert_snapshot!("smallest_finding", screen.press("f").picture());
}

#[test]
fn a_window_that_is_too_small_says_so() {
    assert_snapshot!(busy(Lang::Zh, 40, 15).picture());
}

#[test]
fn the_first_start_greets_with_two_questions() {
    assert_snapshot!(Screen::of(Bench::new(), Lang::Zh, 80, 24).picture());
}

#[test]
fn the_shipped_day_begins_with_the_locks() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    assert_snapshot!(screen.at("08:21").picture());
}

#[test]
fn a_sweep_goes_floor_by_floor() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("21:50").press("2e王五<enter>23:30<enter>李四<enter>").at("21:56").press("2");
    assert_snapshot!(screen.picture());
    screen.press("<f4>");
    assert_snapshot!("a_sweep_goes_floor_by_floor_building", screen.picture());
}
