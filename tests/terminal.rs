//! The desk on a real terminal: what only a terminal can show.

use rustix::process::Signal;

use crate::support::program::Program;
use crate::support::pty::Terminal;

const STORE: &str = r#"
format = 1
store = "示范百货"
zone = "Asia/Shanghai"
day-starts = "08:00"
floor = [{ id = "1F", name = "一楼" }]
role = [{ id = "guard", name = "保安员" }]
shift = [{ id = "all", name = "全天", from = "08:00", to = "day-end" }]
[times]
open = "09:00"
close = "21:00"
"#;

/// A step that is asked at any hour, so that a test does not depend on when it runs.
const STEP: &str = r#"
[phase]
id = "A"
title = "全天"
[[step]]
id = "walk"
title = "巡楼"
role = "guard"
due = "08:00"
finish-by = "day-end"
closes = "day-end"
[[step.item]]
id = "doors"
ask = "看门"
answer = "yes-no"
[[step.item]]
id = "lights"
ask = "看灯"
answer = "yes-no"
"#;

/// Opens a desk whose one step is asked at any hour.
fn open(program: &Program) -> Terminal {
    open_with(program, &[])
}

fn open_with(program: &Program, more: &[(&str, &str)]) -> Terminal {
    let folder = program.path("schedule");
    if !folder.exists() {
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("store.toml"), STORE).unwrap();
        std::fs::write(folder.join("a.toml"), STEP).unwrap();
    }
    Terminal::open_with(program.home(), &["--schedule", "schedule"], more)
}

/// Opens a desk and answers the first start.
fn seated(program: &Program) -> Terminal {
    seated_with(program, &[])
}

/// Opens a desk with more in its environment, and answers the first start.
pub(crate) fn seated_with(program: &Program, more: &[(&str, &str)]) -> Terminal {
    let mut desk = open_with(program, more);
    desk.wait_for("第一次启动");
    desk.press("\r");
    desk.press("值班员甲\r");
    desk.wait_until("the seat is taken", |it| it.contains("已保存") && it.contains("值班员甲"));
    desk
}

fn kinds(program: &Program) -> Vec<String> {
    let log = program.json(&["log", "--json"]);
    log.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_desk_opens_on_today_takes_chinese_at_the_cursor_and_closes_clean() {
    let program = Program::new();
    let mut desk = open(&program);
    desk.wait_for("第一次启动");
    desk.press("\r");
    desk.press("值班员甲");
    desk.wait_for("值班员甲");
    desk.wait_for_cursor_behind("值班员甲");
    desk.press("\r");
    desk.wait_for("巡楼");
    desk.wait_for("已保存");
    desk.press("q");
    desk.wait_for("y");
    desk.press("y");
    assert_eq!(desk.wait(), 0);
    assert_eq!(desk.disorder(), Vec::<&str>::new());
    assert_eq!(kinds(&program).last().unwrap(), "desk-stopped");
}

#[test]
fn being_asked_to_end_gives_the_terminal_back_and_writes_that_it_stopped() {
    for signal in [Signal::TERM, Signal::HUP] {
        let program = Program::new();
        let mut desk = seated(&program);
        desk.signal(signal);
        assert_eq!(desk.wait(), 0, "{signal:?}");
        assert_eq!(desk.disorder(), Vec::<&str>::new(), "{signal:?}");
        assert_eq!(kinds(&program).last().unwrap(), "desk-stopped");
    }
}

#[test]
fn a_crash_gives_the_terminal_back_and_leaves_a_report() {
    let program = Program::new();
    let mut desk = seated(&program);
    assert!(!desk.disorder().is_empty(), "the desk has the terminal, and the check sees it");
    // Only a build with debug assertions crashes when asked to.
    desk.signal(Signal::USR1);
    assert_eq!(desk.wait(), 101);
    assert_eq!(desk.disorder(), Vec::<&str>::new());
    let report = program.path(".local/share/zhiban/crash.txt");
    assert!(std::fs::read_to_string(report).unwrap().contains("asked to crash"));
}

#[test]
fn a_killed_desk_comes_back_at_the_same_step_and_asks_nothing_twice() {
    let program = Program::new();
    let mut desk = seated(&program);
    desk.press("1");
    desk.wait_until("the answer is saved", |it| it.contains("已保存") && it.contains("看门"));
    desk.wait_until("the next item is asked", |it| it.contains("> 看灯"));
    desk.signal(Signal::KILL);
    desk.wait();
    let mut again = open(&program);
    let picture = again.wait_for("> 看灯");
    assert!(!picture.contains("第一次启动") && !picture.contains("> 看门"), "{picture}");
    again.wait_for("最后保存");
    let kinds = kinds(&program);
    assert_eq!(kinds.iter().filter(|it| *it == "answered").count(), 1);
    assert_eq!(kinds.iter().filter(|it| *it == "desk-taken").count(), 1);
    again.signal(Signal::TERM);
    assert_eq!(again.wait(), 0);
}

#[test]
fn an_edited_schedule_is_announced_and_the_running_day_stays_as_it_is() {
    let program = Program::new();
    let mut desk = seated(&program);
    let file = program.path("schedule/a.toml");
    std::fs::write(&file, STEP.replace("巡楼", "看楼")).unwrap();
    let picture = desk.wait_for("08:00 起用");
    assert!(picture.contains("日程已改，") && picture.contains("巡楼"), "{picture}");
    std::fs::write(&file, STEP.replace("yes-no", "maybe")).unwrap();
    let picture = desk.wait_for("新日程有 2 处错，仍用原来的：zhiban schedule check");
    assert!(picture.contains("> 看门"), "{picture}");
    std::fs::write(&file, STEP).unwrap();
    desk.wait_for("日程改回来了");
    // A new folder is put in the place of the old one.
    std::fs::rename(program.path("schedule"), program.path("old")).unwrap();
    desk.wait_for("日程文件夹读不了，仍用原来的：zhiban schedule check");
    std::fs::write(program.path("old/a.toml"), STEP.replace("看灯", "看窗")).unwrap();
    std::fs::rename(program.path("old"), program.path("schedule")).unwrap();
    desk.wait_for("08:00 起用");
    desk.signal(Signal::TERM);
    assert_eq!(desk.wait(), 0);
    // The folder was edited since the running day was opened: the next desk says so too.
    let mut again = Terminal::open(program.home(), &["--schedule", "schedule", "--lang", "en"]);
    let picture = again.wait_for("08:00 on");
    assert!(picture.contains("The schedule was changed; it holds from to"), "{picture}");
    assert!(picture.contains("看灯") && !picture.contains("看窗"), "{picture}");
    again.signal(Signal::TERM);
    assert_eq!(again.wait(), 0);
}

#[test]
fn a_role_day_hears_of_an_edit_in_the_folder_of_its_store() {
    let program = Program::new();
    let folder = program.path("schedule/guard-day");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(program.path("schedule/store.toml"), STORE).unwrap();
    std::fs::write(folder.join("a.toml"), STEP).unwrap();
    let mut desk = Terminal::open(program.home(), &["--schedule", "schedule/guard-day"]);
    desk.wait_for("第一次启动");
    desk.press("\r");
    desk.press("值班员甲\r");
    desk.wait_until("the seat is taken", |it| it.contains("已保存") && it.contains("值班员甲"));
    std::fs::write(program.path("schedule/store.toml"), format!("# Edited.\n{STORE}")).unwrap();
    desk.wait_for("日程已改，");
    desk.signal(Signal::TERM);
    assert_eq!(desk.wait(), 0);
}

#[test]
fn the_desk_follows_the_window_and_another_process() {
    let program = Program::new();
    let mut desk = seated(&program);
    desk.resize(15, 40);
    desk.wait_for("72x20");
    desk.resize(40, 120);
    desk.wait_for("F2 现在");
    let note = ["--schedule", "schedule", "note", "地面有水", "--severity", "critical"];
    assert_eq!(program.run(&note).code, 0, "written beside the open desk");
    desk.press("\x1b[15~");
    desk.wait_for("地面有水");
    desk.signal(Signal::TERM);
    assert_eq!(desk.wait(), 0);
}

#[test]
fn the_desk_is_off_only_when_the_last_one_has_closed() {
    let program = Program::new();
    let mut first = seated(&program);
    let mut second = open(&program);
    second.wait_for("巡楼");
    second.press("qy");
    assert_eq!(second.wait(), 0);
    let kinds_now = kinds(&program);
    assert_eq!(kinds_now.iter().filter(|it| *it == "desk-started").count(), 1);
    assert!(!kinds_now.contains(&"desk-stopped".to_owned()), "{kinds_now:?}");
    first.press("qy");
    assert_eq!(first.wait(), 0);
    assert_eq!(kinds(&program).last().unwrap(), "desk-stopped");
}
