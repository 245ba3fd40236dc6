//! The one table of keys: read by the handling of keys, the line at the foot, the palette and Help.
//!
//! It says which key does what where; it never does it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::app::Screen;
use super::press::pressed;
use crate::schedule::Lang;

/// What a key, a click or a line of the palette does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Give the numbered answer, from 1, or begin to type a number with this digit.
    Answer(u8),
    /// Do the obvious: open the form of the answer, the chosen row, the chosen entry.
    Open,
    /// Move the choice on a list.
    Move(Move),
    /// Choose a row by its number, from 0: a click.
    Pick(usize),
    /// Show a screen.
    Show(Screen),
    /// Show the next screen.
    Next,
    /// Show the screen before.
    Previous,
    /// Write a finding.
    Find,
    /// Say that something happened which starts steps: the event of this number, from 0.
    Event(usize),
    /// Write a note.
    Note,
    /// Leave undone with a reason.
    Skip,
    /// Put off to a later step.
    Defer,
    /// Correct the last answer.
    Correct,
    /// Say that somebody stands in for another, or sign for somebody.
    StandIn,
    /// Send the step back to those who signed before.
    SendBack,
    /// Silence the prompt for a while.
    Acknowledge,
    /// Change how the answer is known: seen, or told by radio.
    Radio,
    /// Say that what is answered next happened earlier.
    Earlier,
    /// Go to the prompt that is more urgent.
    Jump,
    /// Print the handover.
    Print,
    /// Let another officer take the seat.
    Officer,
    /// Run the day by the schedule as it is now, with a reason.
    PutInForce,
    /// Change the own PIN.
    OwnPin,
    /// Let somebody sign again after too many wrong PINs.
    Release,
    /// Add to the list of the day's areas, or take one off.
    Areas,
    /// State the outcome of the floor.
    Floor(FloorAct),
    /// Do something about the chosen finding.
    Follow(FindingAct),
    /// Do something about the handover.
    Hand(HandAct),
    /// Begin an incident, or end it.
    Incident,
    /// Turn a filter of the log on or off.
    Filter(LogFilter),
    /// Open the list of all commands.
    Palette,
    /// Draw everything anew.
    Redraw,
    /// Ask whether to close the desk.
    Quit,
    /// Go back: to the screen of what is asked now, or out of a search.
    Back,
    /// Do something to the form that is filled in.
    Form(FormAct),
}

/// A move on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// Up by a page.
    PageUp,
    /// Down by a page.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What can be said of a floor in a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloorAct {
    /// It is clear.
    Clear,
    /// It is clear except for somebody.
    Except,
    /// It is not swept.
    Not,
}

/// What can be done about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingAct {
    /// Give it an owner and a date.
    Assign,
    /// Say that it has been put right.
    Fix,
    /// Say what a second look showed.
    Reinspect,
    /// Correct it.
    Amend,
}

/// What can be done about the handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandAct {
    /// Do the act that comes next.
    Next,
    /// Accept with exceptions.
    Except,
    /// Refuse.
    Refuse,
    /// Begin while no relief has come.
    Absent,
    /// Add what was left out.
    Add,
    /// Read back once more.
    Again,
}

/// What the log can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogFilter {
    /// The running day.
    Today,
    /// Findings.
    Findings,
}

/// What can be done to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormAct {
    /// Confirm the row and go on; at the last one, save.
    Confirm,
    /// Save at once, with what is preset for the rest.
    SaveNow,
    /// Leave it without saving.
    Cancel,
    /// Go to the next row.
    RowDown,
    /// Go to the row before.
    RowUp,
    /// Take the next choice of the row.
    ChoiceRight,
    /// Take the choice of the row before.
    ChoiceLeft,
    /// Ask whether to close the desk.
    Quit,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On every screen.
    Everywhere,
    /// On every screen where no text is typed.
    Desk,
    /// On the screen of what is asked now.
    Now,
    /// Where rows are chosen.
    Lists,
    /// On the screen of the findings.
    Findings,
    /// On the screen of the handover.
    Handover,
    /// On the screen of the log.
    Log,
    /// While a form is filled in.
    Form,
}

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The code that the terminal sends.
    pub code: KeyCode,
    /// What is held down with it.
    pub held: KeyModifiers,
    /// How it is written on the screen.
    pub shown: &'static str,
    /// What it does.
    pub act: Act,
    /// Where.
    pub place: Place,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

impl Key {
    /// Returns what the key does, in words.
    pub fn what(&self, lang: Lang) -> &'static str {
        lang.of(self.zh, self.en)
    }
}

impl Place {
    /// Returns what the place is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Everywhere => lang.of("到处可用", "Everywhere"),
            Self::Desk => lang.of("值班台", "At the desk"),
            Self::Now => lang.of("当前步骤", "The step at hand"),
            Self::Lists => lang.of("列表", "Lists"),
            Self::Findings => lang.of("问题", "Findings"),
            Self::Handover => lang.of("交接", "Handover"),
            Self::Log => lang.of("记录", "Log"),
            Self::Form => lang.of("填写时", "While filling in"),
        }
    }

    /// Returns whether keys of this place work on a screen.
    pub fn holds_on(self, screen: Screen) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Desk => screen != Screen::Log,
            Self::Now => screen == Screen::Now,
            Self::Lists => true,
            Self::Findings => screen == Screen::Findings,
            Self::Handover => screen == Screen::Handover,
            Self::Log => screen == Screen::Log,
            Self::Form => false,
        }
    }
}

/// Returns what a key does on a screen, if anything.
pub fn act_for(key: KeyEvent, screen: Screen) -> Option<Act> {
    find(key, |place| place.holds_on(screen))
}

/// Returns what a key does in a form, if anything.
pub(crate) fn act_in_form(key: KeyEvent) -> Option<FormAct> {
    match find(key, |place| place == Place::Form) {
        Some(Act::Form(act)) => Some(act),
        Some(_) | None => None,
    }
}

fn find(key: KeyEvent, holds: impl Fn(Place) -> bool) -> Option<Act> {
    let (code, held) = pressed(key);
    KEYS.iter().find(|it| it.code == code && it.held == held && holds(it.place)).map(|it| it.act)
}

const fn key(
    code: KeyCode,
    shown: &'static str,
    act: Act,
    place: Place,
    zh: &'static str,
    en: &'static str,
) -> Key {
    Key { code, held: KeyModifiers::NONE, shown, act, place, zh, en }
}

const fn letter(
    c: char,
    s: &'static str,
    a: Act,
    p: Place,
    zh: &'static str,
    en: &'static str,
) -> Key {
    key(KeyCode::Char(c), s, a, p, zh, en)
}

const fn control(
    c: char,
    shown: &'static str,
    act: Act,
    place: Place,
    zh: &'static str,
    en: &'static str,
) -> Key {
    Key { code: KeyCode::Char(c), held: KeyModifiers::CONTROL, shown, act, place, zh, en }
}

const fn answer(digit: char, shown: &'static str, number: u8) -> Key {
    letter(digit, shown, Act::Answer(number), Place::Now, "选这个答案", "give this answer")
}

/// Every key there is, in the order in which Help and the foot of the screen name them.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    answer('1', "1", 1), answer('2', "2", 2), answer('3', "3", 3),
    answer('4', "4", 4), answer('5', "5", 5), answer('6', "6", 6),
    answer('7', "7", 7), answer('8', "8", 8), answer('9', "9", 9),
    letter('0', "0", Act::Answer(0), Place::Now, "数字从 0 起填", "begin a number with 0"),
    letter('g', "g", Act::Jump, Place::Now, "去另一步", "go to the other step"),
    letter('c', "c", Act::Floor(FloorAct::Clear), Place::Now, "本层已清", "floor clear"),
    letter('e', "e", Act::Floor(FloorAct::Except), Place::Now, "已清，有人留", "clear except"),
    letter('x', "x", Act::Floor(FloorAct::Not), Place::Now, "未清", "not swept"),
    letter('1', "1", Act::Follow(FindingAct::Assign), Place::Findings, "指派", "assign"),
    letter('2', "2", Act::Follow(FindingAct::Fix), Place::Findings, "已整改", "put right"),
    letter('3', "3", Act::Follow(FindingAct::Reinspect), Place::Findings, "复查", "re-inspect"),
    letter('4', "4", Act::Follow(FindingAct::Amend), Place::Findings, "更正", "correct"),
    letter('1', "1", Act::Hand(HandAct::Next), Place::Handover, "办下一步", "next act"),
    letter('2', "2", Act::Hand(HandAct::Except), Place::Handover, "接班，有保留", "accept except"),
    letter('3', "3", Act::Hand(HandAct::Refuse), Place::Handover, "拒绝接班", "refuse"),
    letter('4', "4", Act::Hand(HandAct::Absent), Place::Handover, "无人接班", "no relief"),
    letter('5', "5", Act::Hand(HandAct::Add), Place::Handover, "补充遗漏", "add omission"),
    letter('6', "6", Act::Hand(HandAct::Again), Place::Handover, "再复述", "read back again"),
    control('t', "Ctrl-T", Act::Filter(LogFilter::Today), Place::Log, "只看今天", "today only"),
    control('f', "Ctrl-F", Act::Filter(LogFilter::Findings), Place::Log, "只看问题", "findings only"),
    letter('f', "f", Act::Find, Place::Desk, "记问题", "finding"),
    letter('n', "n", Act::Note, Place::Desk, "备注", "note"),
    letter('l', "l", Act::Areas, Place::Now, "今天的名单", "today's list"),
    letter('s', "s", Act::Skip, Place::Now, "跳过", "skip"),
    letter('d', "d", Act::Defer, Place::Now, "推迟", "defer"),
    letter('a', "a", Act::Acknowledge, Place::Now, "知道了", "silence"),
    letter('r', "r", Act::Radio, Place::Now, "目视/对讲机", "seen/radio"),
    letter('u', "u", Act::Correct, Place::Desk, "更正上一条", "correct last"),
    letter('t', "t", Act::Earlier, Place::Now, "早些时候做的", "done earlier"),
    letter('o', "o", Act::Officer, Place::Desk, "换值班员", "change officer"),
    letter('k', "k", Act::OwnPin, Place::Desk, "改密码", "change PIN"),
    letter('m', "m", Act::Release, Place::Desk, "恢复签字", "let sign again"),
    letter('v', "v", Act::StandIn, Place::Now, "替岗/代签", "stand in"),
    letter('w', "w", Act::SendBack, Place::Now, "退回更正", "return"),
    letter('b', "b", Act::Event(0), Place::Desk, "突发事件", "event"),
    letter('i', "i", Act::Incident, Place::Desk, "险情", "incident"),
    key(KeyCode::Enter, "Enter", Act::Open, Place::Lists, "打开/填写", "open/fill in"),
    key(KeyCode::Up, "Up", Act::Move(Move::Up), Place::Lists, "上一行", "row above"),
    key(KeyCode::Down, "Down", Act::Move(Move::Down), Place::Lists, "下一行", "row below"),
    key(KeyCode::PageUp, "PgUp", Act::Move(Move::PageUp), Place::Lists, "上一页", "page up"),
    key(KeyCode::PageDown, "PgDn", Act::Move(Move::PageDown), Place::Lists, "下一页", "page down"),
    key(KeyCode::Home, "Home", Act::Move(Move::First), Place::Lists, "第一行", "first row"),
    key(KeyCode::End, "End", Act::Move(Move::Last), Place::Lists, "最后一行", "last row"),
    letter('?', "?", Act::Show(Screen::Help), Place::Desk, "帮助", "help"),
    letter(':', ":", Act::Palette, Place::Desk, "全部命令", "all commands"),
    letter('q', "q", Act::Quit, Place::Desk, "退出", "quit"),
    letter('p', "p", Act::Print, Place::Desk, "打印交接", "print the handover"),
    key(KeyCode::F(1), "F1", Act::Show(Screen::Help), Place::Everywhere, "帮助", "help"),
    key(KeyCode::F(2), "F2", Act::Show(Screen::Now), Place::Everywhere, "现在", "Now"),
    key(KeyCode::F(3), "F3", Act::Show(Screen::Day), Place::Everywhere, "全天", "Day"),
    key(KeyCode::F(4), "F4", Act::Show(Screen::Building), Place::Everywhere, "楼层", "Building"),
    key(KeyCode::F(5), "F5", Act::Show(Screen::Findings), Place::Everywhere, "问题", "Findings"),
    key(KeyCode::F(6), "F6", Act::Show(Screen::Log), Place::Everywhere, "记录", "Log"),
    key(KeyCode::F(7), "F7", Act::Show(Screen::Help), Place::Everywhere, "帮助", "Help"),
    key(KeyCode::F(8), "F8", Act::Show(Screen::Handover), Place::Everywhere, "交接", "Handover"),
    key(KeyCode::F(9), "F9", Act::PutInForce, Place::Everywhere, "即刻改用新日程", "new schedule at once"),
    key(KeyCode::Tab, "Tab", Act::Next, Place::Everywhere, "下一屏", "next screen"),
    key(KeyCode::BackTab, "Shift-Tab", Act::Previous, Place::Everywhere, "上一屏", "previous screen"),
    key(KeyCode::Esc, "Esc", Act::Back, Place::Everywhere, "返回", "back"),
    control('p', "Ctrl-P", Act::Palette, Place::Everywhere, "全部命令", "all commands"),
    control('l', "Ctrl-L", Act::Redraw, Place::Everywhere, "重画屏幕", "redraw"),
    control('c', "Ctrl-C", Act::Quit, Place::Everywhere, "退出", "quit"),
    key(KeyCode::Enter, "Enter", Act::Form(FormAct::Confirm), Place::Form, "下一项/保存", "next/save"),
    control('s', "Ctrl-S", Act::Form(FormAct::SaveNow), Place::Form, "立即保存", "save now"),
    key(KeyCode::Esc, "Esc", Act::Form(FormAct::Cancel), Place::Form, "取消", "cancel"),
    key(KeyCode::Down, "Down", Act::Form(FormAct::RowDown), Place::Form, "下一项", "next row"),
    key(KeyCode::Tab, "Tab", Act::Form(FormAct::RowDown), Place::Form, "下一项", "next row"),
    key(KeyCode::Up, "Up", Act::Form(FormAct::RowUp), Place::Form, "上一项", "row before"),
    key(KeyCode::BackTab, "Shift-Tab", Act::Form(FormAct::RowUp), Place::Form, "上一项", "row before"),
    key(KeyCode::Right, "Right", Act::Form(FormAct::ChoiceRight), Place::Form, "下一个选择", "next choice"),
    key(KeyCode::Left, "Left", Act::Form(FormAct::ChoiceLeft), Place::Form, "上一个选择", "choice before"),
    control('c', "Ctrl-C", Act::Form(FormAct::Quit), Place::Form, "退出", "quit"),
];
