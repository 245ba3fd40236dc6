//! Newer forms of answering, by keys: what is typed, how it is compared, who reports, who signs.

use zhiban::engine::agenda::QuestionState;
use zhiban::engine::command::Answer;
use zhiban::engine::{Action, Fact};
use zhiban::schedule::{Known, Lang, TimeOfDay};
use zhiban::tui::Effect;

use crate::support::bench::{Bench, schedule};
use crate::support::screen::Screen;

/// The desk of a fixture, named and taken.
fn desk(fixture: &str, lang: Lang) -> Screen {
    let mut bench = Bench::off(schedule(&format!("tests/fixtures/{fixture}")));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    let mut screen = Screen::of(bench, lang, 80, 24);
    screen.press("示例百货<enter>值班员甲<enter><esc>");
    screen
}

/// Goes to a step by the timeline: so many rows down from its first line.
fn to(screen: &mut Screen, time: &str, step: &str) {
    let all = screen.at(time).bench.agenda().occurrences;
    let row = all.iter().position(|it| it.id.step.as_str() == step).unwrap();
    screen.press("<f3><home>").press(&"<down>".repeat(row)).press("<enter>");
}

fn last_answer(screen: &Screen) -> (Answer, Option<Known>) {
    match &screen.bench.entries.last().unwrap().fact {
        Fact::Answered(it) => (it.answer.clone(), it.known),
        other => panic!("{other:?}"),
    }
}

fn shows(screen: &Screen, words: &[&str]) {
    let text = screen.text();
    for word in words {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn money_shows_how_far_off_it_is_while_it_is_typed() {
    let mut screen = desk("answers", Lang::Zh);
    to(&mut screen, "20:00", "tills");
    screen.press("12<c-s>").press("9");
    shows(&screen, &["对照 12.00", "差 -3.00"]);
    screen.press("<bs>12.5");
    shows(&screen, &["差 +0.50"]);
    screen.press("<bs><bs><c-s>");
    assert_eq!(last_answer(&screen).0, Answer::Money("12".parse().unwrap()));
}

#[test]
fn a_count_is_held_against_yesterdays_while_it_is_typed() {
    let mut screen = desk("answers", Lang::En);
    to(&mut screen, "09:05", "keys");
    screen.press("13<c-s>50<c-s>").at("15:00").press("<esc>1");
    shows(&screen, &["last time 13", "off by -12"]);
    screen.press("3");
    shows(&screen, &["agrees"]);
}

#[test]
fn a_time_is_typed_in_four_digits() {
    let mut screen = desk("answers", Lang::Zh);
    to(&mut screen, "22:10", "last-out");
    screen.press("<enter>2155");
    shows(&screen, &["正常：21:00 至 00:30"]);
    screen.press("<c-s>");
    assert_eq!(last_answer(&screen).0, Answer::Time(TimeOfDay::new(21, 55).unwrap()));
}

#[test]
fn a_code_is_scanned_and_a_broken_tag_is_said_to_be_broken() {
    let mut screen = desk("answers", Lang::Zh);
    to(&mut screen, "20:00", "points");
    // A scanner types and ends with Enter.
    screen.press("<enter>P-01<enter>");
    assert_eq!(last_answer(&screen), (Answer::Code("P-01".to_owned()), None));
    screen.press("<enter>R-07<up><right>");
    shows(&screen, &["坏了，手输"]);
    screen.press("<c-s>");
    assert_eq!(last_answer(&screen), (Answer::Code("R-07".to_owned()), Some(Known::TagBroken)));
    shows(&screen, &["标签坏"]);
}

#[test]
fn a_photo_is_named_by_its_file_and_taken_in_by_the_shell() {
    let mut screen = desk("answers", Lang::Zh);
    to(&mut screen, "20:00", "witnessed");
    screen.press("<down>").answers = false;
    screen.press("<enter>/tmp/seal.jpg<c-s>");
    let Some(Effect::Execute(wish)) = screen.asked.last() else { panic!("{:?}", screen.asked) };
    assert_eq!(wish.photos, ["/tmp/seal.jpg"]);
    shows(&screen, &["拍下封条"]);
}

#[test]
fn who_took_part_the_time_before_is_offered_and_one_key_takes_it() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    to(&mut screen, "09:16", "fire-patrol");
    screen.press("<enter>保安员丙、保安员戊<c-s>1111111");
    screen.at("10:46");
    let round = |screen: &Screen| {
        let all = screen.bench.agenda().occurrences;
        all.iter().position(|it| it.id.step.as_str() == "fire-patrol" && it.id.number == 2).unwrap()
    };
    let row = round(&screen);
    screen.press("<f3><home>").press(&"<down>".repeat(row)).press("<enter><enter>");
    shows(&screen, &["参加人员姓名", "保安员丙、保安员戊"]);
    screen.press("<c-s>");
    let names = ["保安员丙", "保安员戊"].map(str::to_owned).to_vec();
    assert_eq!(last_answer(&screen).0, Answer::Names(names));
}

#[test]
fn of_two_ways_the_first_that_is_taken_makes_the_other_needless() {
    let mut screen = desk("people", Lang::Zh);
    to(&mut screen, "09:10", "queue");
    screen.press("1");
    shows(&screen, &["有序"]);
    screen.press("1");
    shows(&screen, &["已选「拉围栏」"]);
}

#[test]
fn posts_report_by_one_key_each_and_then_the_word_is_given() {
    let mut screen = desk("people", Lang::Zh);
    to(&mut screen, "08:50", "doors");
    screen.press("<enter>甲、乙<c-s>");
    screen.press("1");
    shows(&screen, &["还缺：保安员、二楼、一楼、外岗"]);
    screen.press("11");
    shows(&screen, &["还缺：一楼、外岗", "就位 08:50"]);
    // One that is not ready says why; the others are still heard.
    screen.press("2货车挡着<enter>1");
    shows(&screen, &["还缺：一楼", "货车挡着"]);
    screen.press("11");
    assert_eq!(screen.bench.status("doors", 1), "done");
}

#[test]
fn an_item_of_a_floor_is_never_left_out_by_itself() {
    for (lang, whole, instead) in
        [(Lang::Zh, "跳过整步", "按 x 记未清"), (Lang::En, "Skip the whole step", "Esc, then x")]
    {
        let mut screen = Screen::small(lang);
        screen.at("21:50").press("s");
        shows(&screen, &[whole, instead]);
        screen.press("<esc>x停电，上不去<enter>");
        let view = screen.bench.view("sweep", 1);
        let open = |it: &&zhiban::engine::agenda::QuestionView| it.state == QuestionState::Open;
        assert!(view.questions.iter().any(|it| open(&it)), "nothing is left out silently");
    }
}

#[test]
fn what_happened_is_written_in_one_form_and_its_deadlines_run_at_once() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    screen.at("14:00").press("b三人，二号梯<enter>");
    shows(&screen, &["电梯困人", "楼层"]);
    screen.press("4<c-s>");
    let Fact::Started(it) = &screen.bench.entries.last().unwrap().fact else { panic!() };
    assert_eq!(it.start.note, "三人，二号梯");
    shows(&screen, &["安抚被困者，通知维保（第1次） 限时还剩 5分"]);
}

#[test]
fn the_list_of_the_day_is_written_in_one_line_and_grows() {
    let mut screen = desk("answers", Lang::Zh);
    to(&mut screen, "21:00", "shops");
    shows(&screen, &["今天有哪些？"]);
    screen.press("<enter>甲店、乙店<enter>");
    shows(&screen, &["甲店  (1/2)"]);
    screen.press("l丙店<c-s>");
    shows(&screen, &["甲店  (1/3)"]);
}

#[test]
fn somebody_signs_for_another_and_a_later_signer_sends_it_back() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    to(&mut screen, "09:16", "fire-patrol");
    screen.press("<enter>保安员丙<c-s>1111111");
    // Eight items do not fit beside the signatures, and the desk says that there are more.
    shows(&screen, &["请保安员签字", "代签", "另有 3 项"]);
    screen.press("v保安员戊<enter>保安员丙<enter><enter>去送医<enter>");
    shows(&screen, &["保安员戊 代 保安员丙", "请保安主管签字", "退回更正"]);
    screen.press("w三楼没写<enter>主管乙<enter>");
    shows(&screen, &["主管乙 退回：三楼没写", "已作废"]);
}

#[test]
fn a_long_title_does_not_run_under_the_times_and_a_roles_desk_says_whose_it_is() {
    let mut screen = Screen::shipped(Lang::En, 80, 24);
    to(&mut screen, "11:20", "manager-round");
    shows(
        &screen,
        &["Manager's timed round: top and bottom five (no. 1)\n", "left", " 11:10-11:50"],
    );
    let files = crate::shipped::role_day("general-manager");
    let day = std::sync::Arc::new(zhiban::schedule::read(&files).unwrap().schedule);
    let mut bench = Bench::off(day);
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    let screen = Screen::of(bench, Lang::Zh, 80, 24);
    let head = screen.text().lines().nth(1).unwrap().to_owned();
    assert!(head.contains("百货商场   营运部总经理"), "{head}");
}
