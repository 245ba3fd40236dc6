//! The desk as stories: keys in, effects and words out.

use zhiban::engine::{Action, Fact, Officer};
use zhiban::schedule::Lang;
use zhiban::tui::{App, Effect, Message, Pace, Theme, pace};

use crate::support::bench::{Bench, schedule};
use crate::support::screen::Screen;

fn last_fact(screen: &Screen) -> &Fact {
    &screen.bench.entries.last().unwrap().fact
}

#[test]
fn the_first_start_asks_for_store_and_officer_and_nothing_else() {
    let mut screen = Screen::of(Bench::new(), Lang::Zh, 80, 24);
    assert!(screen.text().contains("第一次启动"), "{}", screen.text());
    screen.press("<enter>值班员甲<enter>");
    let agenda = screen.bench.agenda();
    assert_eq!(agenda.store.as_deref(), Some("小店"), "an empty name takes the schedule's");
    assert_eq!(agenda.officer, Some(Officer::new("值班员甲")));
    assert!(!screen.text().contains("第一次启动"), "{}", screen.text());
}

#[test]
fn the_first_start_does_not_go_away_without_a_name() {
    let mut screen = Screen::of(Bench::new(), Lang::Zh, 80, 24);
    screen.press("<enter><enter>");
    assert!(screen.text().contains("请填写“值班员”"), "{}", screen.text());
    screen.press("<esc>");
    assert!(screen.text().contains("第一次启动"), "{}", screen.text());
}

#[test]
fn a_digit_answers_and_the_number_of_the_entry_is_shown() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("1");
    let number = screen.bench.seq().0;
    assert!(matches!(last_fact(&screen), Fact::Answered(_)));
    assert!(screen.text().contains(&format!("已保存 #{number}")), "{}", screen.text());
}

#[test]
fn an_abnormal_answer_offers_a_finding_that_knows_where_it_came_from() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("2");
    assert!(screen.text().contains("陈列：异常"), "{}", screen.text());
    screen.press("<c-s>");
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.from.as_ref().unwrap().item.as_str(), "display");
}

#[test]
fn a_finding_that_was_offered_and_declined_leaves_no_draft() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("2<esc>f");
    assert!(!screen.text().contains("陈列：异常"), "{}", screen.text());
}

#[test]
fn what_was_done_earlier_is_recorded_for_its_own_time() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("09:20").press("t09:17<enter>");
    assert!(screen.text().contains("按 09:17 补记"), "{}", screen.text());
    screen.press("1");
    let entry = screen.bench.entries.last().unwrap();
    assert_eq!(entry.minutes_late(), 3, "{:?}", entry.fact);
    screen.press("<enter>保安乙<enter>");
    assert_eq!(screen.bench.entries.last().unwrap().minutes_late(), 3);
    screen.press("t0921<enter>");
    assert!(screen.text().contains("这个时间还没到"), "{}", screen.text());
}

#[test]
fn a_prompt_that_is_silenced_still_says_what_is_to_be_done() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("a");
    assert!(screen.text().contains("不再响"), "{}", screen.text());
}

#[test]
fn a_finding_takes_words_and_enters_only() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("f三楼漏水");
    for _ in 0..13 {
        screen.press("<enter>");
    }
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.what, "三楼漏水");
    assert_eq!(screen.bench.agenda().findings.len(), 1);
}

#[test]
fn a_finding_corrected_on_the_spot_says_what_was_done() {
    let mut screen = Screen::small(Lang::En);
    screen.press("fspill<enter>2<enter><enter>1");
    screen.press("<c-s>");
    assert!(screen.text().contains("Fill in: What was done"), "{}", screen.text());
    screen.press("wiped<c-s>");
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.floor.as_ref().unwrap().as_str(), "2F");
    assert!(screen.bench.agenda().findings.is_empty(), "closed at birth");
}

#[test]
fn a_gate_that_does_not_hold_asks_for_the_reason_and_is_answered_again() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:45").press("10<enter><enter>").at("09:01").press("2");
    assert!(screen.text().contains("条件不满足"), "{}", screen.text());
    screen.press("门外拥挤<enter>").at("09:08");
    assert!(screen.text().contains("自 09:01（7分）：门外拥挤"), "{}", screen.text());
    screen.press("1");
    assert!(!screen.text().contains("放行条件不满足"), "{}", screen.text());
}

#[test]
fn a_number_that_is_typed_begins_with_the_digit_pressed() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:45").press("13<c-s>");
    let Fact::Answered(it) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(it.answer, zhiban::engine::command::Answer::Count(3));
}

#[test]
fn a_more_urgent_prompt_is_announced_and_no_key_changes_its_meaning() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("11:00").press("<f3><home>").press("<f2>");
    screen.at("11:31");
    let before = screen.text();
    assert!(before.contains("防火巡查（第2次）"), "{before}");
    // The officer goes to the lunch by hand: the fire patrol weighs more and is announced.
    screen.press("<f3>");
    for _ in 0..3 {
        screen.press("<down>");
    }
    screen.press("<enter>");
    let text = screen.text();
    assert!(text.contains("先做更急的（按 g）：防火巡查（第2次）"), "{text}");
    screen.at("11:32");
    assert!(screen.text().lines().nth(5).unwrap().contains("午餐"), "{}", screen.text());
    screen.press("g");
    assert!(screen.text().lines().nth(3).unwrap().contains("防火巡查"), "{}", screen.text());
}

#[test]
fn nothing_is_asked_for_twice_while_it_is_being_saved() {
    let mut screen = Screen::small(Lang::Zh);
    screen.answers = false;
    screen.at("08:41").press("11");
    let asked = screen.asked.iter().filter(|it| matches!(it, Effect::Execute(_))).count();
    assert_eq!(asked, 1);
    assert!(screen.text().contains("正在保存"), "{}", screen.text());
}

#[test]
fn a_save_that_takes_two_seconds_points_to_paper() {
    let mut screen = Screen::small(Lang::Zh);
    screen.answers = false;
    screen.at("08:41").press("1");
    screen.bench.now += chrono::TimeDelta::milliseconds(1_900);
    assert!(screen.text().contains("正在保存"), "{}", screen.text());
    screen.bench.now += chrono::TimeDelta::milliseconds(100);
    assert!(screen.text().contains("尚未保存，急事先记纸上"), "{}", screen.text());
}

#[test]
fn closing_the_desk_during_a_save_says_what_may_be_lost() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("<c-c>");
    assert!(screen.text().contains("记录都已保存"), "{}", screen.text());
    screen.answers = false;
    screen.press("n").at("08:41").press("1<c-c>");
    assert!(screen.text().contains("还没有保存"), "{}", screen.text());
}

#[test]
fn a_form_that_could_not_be_saved_keeps_every_word() {
    let mut screen = Screen::small(Lang::Zh);
    screen.answers = false;
    screen.press("f漏水<c-s>").send(Message::Failed("磁盘已满".to_owned()));
    let text = screen.text();
    assert!(
        text.contains("漏水") && text.contains("先记在纸上") && text.contains("磁盘已满"),
        "{text}"
    );
    screen.answers = true;
    screen.press("<c-s>");
    assert!(matches!(last_fact(&screen), Fact::Found(_)));
}

#[test]
fn a_refused_form_says_why_and_stays_open() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("09:20").press("1<enter>值班员甲<enter>");
    assert!(screen.text().contains("请经理签字"), "{}", screen.text());
    screen.press("<enter>值班员甲<enter>");
    assert!(screen.text().contains("签字身份：经理"), "{}", screen.text());
    assert!(screen.text().contains("! "), "{}", screen.text());
    screen.press("<bs>乙<enter>");
    assert!(matches!(last_fact(&screen), Fact::Signed(_)));
}

#[test]
fn a_text_that_was_left_unsaved_comes_back() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("f漏");
    assert_eq!(screen.asked.last(), Some(&Effect::KeepDraft("漏".to_owned())));
    screen.press("水<esc>f");
    assert!(screen.text().contains("漏水"), "{}", screen.text());
    screen.press("<c-s>");
    assert_eq!(screen.asked.last(), Some(&Effect::KeepDraft(String::new())));
    let app = App::new(Lang::Zh, Theme::Colour, "断电前写的");
    let mut screen = Screen { app, ..Screen::small(Lang::Zh) };
    screen.press("f");
    assert!(screen.text().contains("断电前写的"), "{}", screen.text());
}

#[test]
fn a_prompt_rings_once_for_each_time() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").at("08:41").press("?");
    let rings = screen.asked.iter().filter(|it| **it == Effect::Ring).count();
    assert_eq!(rings, 1);
}

#[test]
fn a_meal_batch_leaves_and_comes_back() {
    let mut screen = Screen::small(Lang::En);
    screen.at("11:31").press("<f3>");
    for _ in 0..3 {
        screen.press("<down>");
    }
    screen.press("<enter><enter>8<enter>");
    assert!(screen.text().contains("8 left at 11:31, 0 back, 8 out"), "{}", screen.text());
    screen.at("12:10");
    assert!(screen.text().contains("10 min over"), "{}", screen.text());
    screen.press("<enter><c-s>");
    assert!(screen.text().contains("8 back, 0 out, 8 late"), "{}", screen.text());
}

#[test]
fn words_typed_on_a_choice_go_to_the_row_that_takes_words() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("s明早补<enter>");
    let Fact::Skipped(skipped) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!((skipped.reason.as_str(), skipped.item.is_some()), ("明早补", true));
}

#[test]
fn words_pasted_on_a_choice_go_to_the_row_that_takes_words() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("s").send(Message::Paste("明早补".to_owned())).press("<enter>");
    let Fact::Skipped(skipped) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!((skipped.reason.as_str(), skipped.item.is_some()), ("明早补", true));
}

#[test]
fn an_offered_number_is_replaced_by_typing_and_edited_by_the_arrows() {
    let mut screen = Screen::small(Lang::En);
    screen.at("11:31").press("<f3><down><down><down><enter><enter>8<enter>");
    screen.at("12:10").press("<enter>5<c-s>");
    assert!(screen.text().contains("5 back, 3 out"), "{}", screen.text());
    screen.press("<enter><left><right><bs>2<c-s>");
    assert!(screen.text().contains("7 back, 1 out"), "{}", screen.text());
}

#[test]
fn a_floor_that_was_not_swept_is_reached_again_from_the_day() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("21:50").press("x积水<enter>2c2cs2明早补<enter>");
    assert!(screen.text().contains("! 没有清场：二楼"), "calm, but not silent: {}", screen.text());
    screen.press("<f3><up>");
    assert!(screen.text().contains("Enter 去做这一步"), "{}", screen.text());
    screen.press("<enter>2c");
    let Fact::Swept(swept) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(swept.floor.as_str(), "2F");
    assert_eq!(swept.outcome, zhiban::engine::command::SweepOutcome::Clear);
}

#[test]
fn the_lights_of_a_floor_go_out_when_it_is_clear() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("21:50").press("2c<f4>");
    let text = screen.text();
    let second = text.lines().find(|it| it.contains("二楼")).unwrap();
    let first = text.lines().find(|it| it.contains("一楼")).unwrap();
    assert!(second.contains("[  ]") && second.contains("v 已清场"), "{text}");
    assert!(first.contains("[##]") && first.contains("正在清"), "{text}");
}

#[test]
fn the_last_answer_is_corrected_with_a_reason() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("1u1<right><enter><enter>看错了<enter>");
    assert!(matches!(last_fact(&screen), Fact::Corrected(_)), "{}", screen.text());
}

#[test]
fn the_log_is_found_as_it_is_typed() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("08:41").press("1<f6>巡视");
    let text = screen.text();
    assert!(text.contains("1 条") && text.contains("陈列：正常"), "{text}");
    screen.press("漏");
    assert!(screen.text().contains("没有找到记录"), "{}", screen.text());
}

#[test]
fn the_palette_runs_what_was_typed() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press(":备注<enter>看门口<enter>");
    assert_eq!(*last_fact(&screen), Fact::Noted("看门口".to_owned()));
}

#[test]
fn control_c_asks_before_the_desk_closes() {
    for keys in ["<c-c>", "f<c-c>", "q", "<f6><c-c>", ":<c-c>"] {
        let mut screen = Screen::small(Lang::Zh);
        screen.press(keys);
        assert!(screen.text().contains("退出值班台"), "{keys}: {}", screen.text());
        assert!(!screen.asked.contains(&Effect::Quit), "{keys}");
        screen.press("n");
        assert!(!screen.text().contains("退出值班台"), "{keys}: {}", screen.text());
        screen.press("<c-c>y");
        assert_eq!(screen.asked.last(), Some(&Effect::Quit), "{keys}");
    }
}

#[test]
fn a_click_does_what_stands_there() {
    let mut screen = Screen::small(Lang::Zh);
    screen.click("F4 楼层");
    assert!(screen.text().contains("清场：0/3"), "{}", screen.text());
    screen.click("F2 现在").at("08:41").click("2 异常");
    assert!(screen.text().contains("陈列：异常"), "{}", screen.text());
}

#[test]
fn the_clock_moves_by_seconds_only_while_something_is_asked() {
    let mut screen = Screen::small(Lang::Zh);
    assert_eq!(pace(&screen.bench.agenda()), Pace::Minutes);
    screen.answers = false;
    screen.press("n备注<enter>");
    assert_eq!(screen.app.pace(&screen.bench.agenda()), Pace::Seconds, "a slow save is told");
    screen.at("08:41");
    assert_eq!(pace(&screen.bench.agenda()), Pace::Seconds);
}

#[test]
fn the_digit_of_a_floor_is_the_number_of_the_floor() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    screen.press("f灯坏<enter>");
    assert!(screen.text().contains("0 不限楼层   6 六楼"), "{}", screen.text());
    screen.press("3<c-s>");
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.floor.as_ref().unwrap().as_str(), "3F");
    screen.press("f灯坏<enter>7<c-s>");
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.floor.as_ref().unwrap().as_str(), "B1", "it takes the first digit left");
    screen.press("f灯坏<enter>").click("2 二楼").press("<c-s>");
    let Fact::Found(found) = last_fact(&screen) else { panic!("{}", screen.text()) };
    assert_eq!(found.floor.as_ref().unwrap().as_str(), "2F");
}

#[test]
fn a_digit_begins_the_number_of_a_meal_batch() {
    let mut screen = Screen::small(Lang::En);
    screen.at("11:31").press("<f3><down><down><down><enter>18<enter>");
    assert!(screen.text().contains("18 left at 11:31"), "{}", screen.text());
    screen.at("11:50").press("17<c-s>");
    assert!(screen.text().contains("17 back, 1 out"), "{}", screen.text());
}

#[test]
fn an_item_beside_a_meal_batch_is_reached_by_the_arrows() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    screen.at("11:31").press("<f3>");
    let lunch = |screen: &Screen| {
        let text = screen.text();
        text.lines().any(|it| it.trim_start().starts_with('>') && it.contains("午餐"))
    };
    screen.press("<home>");
    while !lunch(&screen) {
        screen.press("<down>");
    }
    screen.press("<enter><down>");
    assert!(screen.text().contains("> 值班经理"), "{}", screen.text());
}

#[test]
fn a_signature_offers_who_signed_last_in_the_role_and_never_the_officer() {
    let mut screen = Screen::small(Lang::Zh);
    screen.at("09:20").press("1<enter>");
    assert!(!screen.text().contains("签字人        值班员甲"), "{}", screen.text());
    screen.press("保安乙<enter>").at("09:21").press("<enter>");
    assert!(!screen.text().contains("签字人        保安乙"), "{}", screen.text());
    screen.press("经理丙<enter>").at("10:50").press("1<enter>");
    assert!(screen.text().contains("签字人        保安乙"), "{}", screen.text());
}

#[test]
fn where_two_of_three_sign_any_of_them_may_be_the_first() {
    let mut bench = Bench::off(schedule("tests/fixtures/people"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    let mut screen = Screen::of(bench, Lang::Zh, 80, 24);
    screen.press("示例百货<enter>值班员甲<enter><esc>").at("08:35").press("<f2>12<c-s><enter>");
    screen.press("<up>");
    assert!(screen.text().contains("3 保安主管"), "{}", screen.text());
    screen.press("3丙<enter>");
    screen.press("<enter>甲<enter>");
    let signed = screen.bench.view("keys", 1).signatures;
    let names = signed.iter().map(|it| it.signed.as_ref().map_or("", |(name, _)| name.as_str()));
    assert_eq!(names.collect::<Vec<_>>(), ["甲", "", "丙"]);
}

#[test]
fn what_happened_may_begin_with_a_digit_where_there_is_one_event() {
    let mut screen = Screen::shipped(Lang::Zh, 80, 24);
    screen.at("14:05").press("示例百货<enter>值班员甲<enter><esc>");
    screen.press("b2号梯困三人<c-s>");
    match last_fact(&screen) {
        Fact::Started(it) => assert_eq!(it.start.note, "2号梯困三人"),
        other => panic!("{other:?}"),
    }
}
