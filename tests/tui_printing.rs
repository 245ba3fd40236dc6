//! The handover on paper, asked for at the desk.

use zhiban::schedule::Lang;
use zhiban::tui::{Effect, Message, PrintWish, PrinterLine};

use crate::support::screen::Screen;

fn printer(name: &str, state: &str, waiting: Option<usize>, usual: bool) -> PrinterLine {
    PrinterLine { name: name.to_owned(), state: state.to_owned(), waiting, usual }
}

fn two() -> Vec<PrinterLine> {
    vec![printer("Front", "已停", None, false), printer("Office", "空闲", Some(2), true)]
}

#[test]
fn two_keys_print_the_handover_of_the_running_shift_on_the_usual_printer() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("p");
    assert_eq!(screen.asked.pop(), Some(Effect::ListPrinters));
    screen.send(Message::Printers(two()));
    let text = screen.text();
    assert!(text.contains("打印交接") && text.contains("Office（空闲，排队 2）"), "{text}");
    screen.press("<enter><enter>");
    let shift = screen.bench.agenda().shift;
    assert!(shift.is_some());
    let wish = PrintWish { shift, printer: "Office".to_owned() };
    assert_eq!(screen.asked.pop(), Some(Effect::Print(wish)));
    screen.send(Message::Notice("已交给打印机 Office，任务 Office-12，空闲。".to_owned()));
    assert!(screen.text().contains("任务 Office-12"), "{}", screen.text());
}

#[test]
fn another_printer_and_the_whole_day_can_be_chosen() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("p").send(Message::Printers(two()));
    screen.press("<right><right><right><enter><left><enter>");
    let wish = PrintWish { shift: None, printer: "Front".to_owned() };
    assert_eq!(screen.asked.pop(), Some(Effect::Print(wish)));
}

#[test]
fn a_shift_that_is_over_is_offered_once_and_stands_first() {
    let mut screen = Screen::small(Lang::Zh);
    let early = screen.bench.agenda().shift.unwrap();
    screen.at("14:59");
    assert!(!screen.text().contains("打印交接。"), "{}", screen.text());
    screen.at("15:00");
    assert!(screen.text().contains("到点换班：按 p 打印交接"), "{}", screen.text());
    screen.press("<f2>").at("15:01");
    assert!(!screen.text().contains("到点换班"), "offered once");
    screen.press("p").send(Message::Printers(two())).press("<enter><enter>");
    let Some(Effect::Print(wish)) = screen.asked.pop() else { panic!("{}", screen.text()) };
    assert_eq!(wish.shift, Some(early));
    assert_ne!(wish.shift, screen.bench.agenda().shift);
}

#[test]
fn the_list_of_all_commands_prints_on_every_screen() {
    for keys in ["<f2>", "<f3>", "<f4>", "<f5>", "<f6>", "<f7>"] {
        let mut screen = Screen::small(Lang::En);
        screen.press(keys).press("<c-p>print<enter>");
        assert!(screen.asked.contains(&Effect::ListPrinters), "{keys}: {}", screen.text());
    }
}

#[test]
fn a_form_that_is_being_typed_is_not_taken_away_by_late_news_of_printers() {
    let mut screen = Screen::small(Lang::Zh);
    screen.press("p").press("f三楼漏水").send(Message::Printers(two()));
    assert!(screen.text().contains("三楼漏水"), "{}", screen.text());
}
