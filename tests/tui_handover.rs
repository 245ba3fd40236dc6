//! The four acts at the desk, by keys alone; what is missing is shown, and nobody is held up.

use insta::assert_snapshot;
use zhiban::engine::agenda::HandoverOutcome;
use zhiban::engine::{Action, Officer};
use zhiban::schedule::Lang;
use zhiban::tui::Effect;

use crate::support::handover::incident;
use crate::support::screen::Screen;

fn desk(lang: Lang, width: u16, height: u16) -> Screen {
    let mut screen = Screen::small(lang);
    (screen.width, screen.height) = (width, height);
    screen.at("10:00").press("f二楼卷帘门卡住<c-s>");
    screen
}

fn last(screen: &Screen) -> zhiban::engine::agenda::HandoverView {
    screen.bench.agenda().handovers.last.unwrap()
}

#[test]
fn the_desk_asks_for_the_handover_by_itself_and_rings() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.asked.clear();
    screen.at("14:46");
    assert!(screen.text().contains("15:00 交接"), "{}", screen.text());
    let before = screen.asked.iter().filter(|it| **it == Effect::Ring).count();
    screen.at("15:07");
    assert!(screen.text().contains("! 未交接 7分"), "{}", screen.text());
    assert!(screen.asked.iter().filter(|it| **it == Effect::Ring).count() > before);
}

#[test]
fn the_four_acts_are_worked_by_keys() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.at("14:50").press("<f8>");
    assert_snapshot!("handover_due", screen.text());
    screen.press("1乙<c-s>");
    assert_snapshot!("handover_to_brief", screen.text());
    screen.press("1值班员甲<enter>");
    screen.press("1漏水<enter>先看三楼<enter>");
    assert_snapshot!("handover_read_back", screen.text());
    screen.press("1乙<enter>");
    assert_eq!(screen.bench.agenda().officer, Some(Officer::new("乙")));
    assert_eq!(last(&screen).signatures().len(), 2);
    screen.press("5后门钥匙在抽屉<enter>").press("1值班员甲<enter>");
    assert_eq!((last(&screen).added.len(), last(&screen).signatures().len()), (1, 3));
    assert!(screen.text().contains("现在没有到点的交接"), "{}", screen.text());
}

#[test]
fn exceptions_and_a_refusal_are_two_keys_away() {
    let mut screen = desk(Lang::En, 120, 40);
    screen.at("14:50").press("<f8>1B<c-s>1值班员甲<enter>");
    screen.press("1shutter stuck<enter>call the fitter<enter>");
    screen.press("3radios missing<enter>B<enter>");
    assert_snapshot!("handover_refused", screen.text());
    screen.press("1B<c-s>1值班员甲<enter>1shutter<enter>fitter<enter>");
    screen.press("2radio 3 is flat; B1 not walked<enter>B<enter>");
    let HandoverOutcome::Accepted { exceptions, .. } = last(&screen).outcome else { panic!() };
    assert_eq!(exceptions, ["radio 3 is flat", "B1 not walked"]);
}

#[test]
fn an_own_relief_is_refused_in_the_form_and_nothing_is_lost() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.at("14:50").press("<f8>1值班员甲<c-s>");
    assert!(screen.text().contains("不能自己接班"), "{}", screen.text());
}

#[test]
fn nobody_came_is_signed_alone_and_everybody_sees_it() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.at("15:20").press("<f8>4电话不通，已报经理<c-s>1值班员甲<enter>");
    assert!(last(&screen).alone.is_some());
    assert!(screen.text().contains("! 无人接班"), "{}", screen.text());
    screen.press("<f2>");
    assert!(screen.text().contains("! 无人接班"), "on every screen");
}

#[test]
fn an_incident_stops_the_handover_and_nothing_else() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.at("14:50").press("i三楼冒烟<enter><f8>1");
    assert!(screen.text().contains("正在处置"), "before anything is counted: {}", screen.text());
    screen.press("乙<c-s>");
    assert!(screen.text().contains("正在处置"), "{}", screen.text());
    screen.press("<esc>f三楼电箱冒烟<c-s>");
    assert_eq!(screen.bench.agenda().findings.len(), 2, "findings are always taken");
    screen.press("i断电后无烟<enter>");
    assert!(screen.bench.agenda().handovers.incidents.is_empty());
    screen.bench.tell(Action::Note("x".into())).unwrap();
    screen.bench.tell(incident("二")).unwrap();
    screen.at("14:51");
    assert!(screen.text().contains("! 险情处置中"));
}

#[test]
fn the_report_scrolls_under_the_acts() {
    let mut screen = desk(Lang::Zh, 80, 24);
    screen.at("14:50").press("<f8>");
    let top = screen.text();
    screen.press("<pagedown>");
    assert_ne!(screen.text(), top);
    screen.press("<home>");
    assert_eq!(screen.text(), top);
}
