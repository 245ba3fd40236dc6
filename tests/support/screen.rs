//! The desk without a terminal: keys go in, a picture comes out. What the desk asks for is run on
//! the engine of a `Bench` at once, as the shell would.

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use ratatui::style::Style;
use zhiban::engine::Action;
use zhiban::report::{Format, Report, render};
use zhiban::schedule::Lang;
use zhiban::tui::{App, Effect, LogKinds, Message, Theme, draw};

use super::bench::{Bench, schedule};

/// The desk, a store day and a window.
pub(crate) struct Screen {
    pub(crate) bench: Bench,
    pub(crate) app: App,
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// What was asked of the shell, other than commands.
    pub(crate) asked: Vec<Effect>,
    pub(crate) lang: Lang,
    /// Whether commands are answered; else they stay in `asked`.
    pub(crate) answers: bool,
}

impl Screen {
    /// Returns the small store's desk, named and taken, at 08:00.
    pub(crate) fn small(lang: Lang) -> Self {
        Self::of(Bench::new(), lang, 80, 24).named()
    }

    /// Returns the shipped store's desk, named and taken, at 08:00.
    pub(crate) fn shipped(lang: Lang, width: u16, height: u16) -> Self {
        let mut bench = Bench::off(schedule("schedules/department-store"));
        bench.tell(Action::StartDesk { off_since: None }).unwrap();
        Self::of(bench, lang, width, height).named()
    }

    /// Returns the desk of a bench as it opens for the first time.
    pub(crate) fn of(bench: Bench, lang: Lang, width: u16, height: u16) -> Self {
        let app = App::new(lang, Theme::Colour, "");
        let mut screen = Self { bench, app, width, height, asked: Vec::new(), lang, answers: true };
        screen.send(Message::Tick);
        screen
    }

    fn named(mut self) -> Self {
        self.press("示例百货<enter>值班员甲<enter>");
        self.app_says_nothing();
        self
    }

    fn app_says_nothing(&mut self) {
        self.press("<esc>");
    }

    /// Winds the clock.
    pub(crate) fn at(&mut self, time: &str) -> &mut Self {
        self.bench.at(time);
        self.send(Message::Tick)
    }

    /// Presses keys: letters as they are, others as `<enter>`, `<f2>`, `<c-p>`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in read_keys(keys) {
            self.send(Message::Key(key));
        }
        self
    }

    /// Sends a message and carries out what follows.
    pub(crate) fn send(&mut self, message: Message) -> &mut Self {
        let mut waiting = vec![message];
        while let Some(message) = waiting.pop() {
            let agenda = self.bench.agenda();
            for effect in self.app.update(self.bench.now, &agenda, message) {
                match effect {
                    Effect::Execute(wish) if self.answers => waiting.insert(0, self.execute(*wish)),
                    Effect::Preview => {
                        let (engine, entries) = (&self.bench.engine, &self.bench.entries);
                        let report = Report::of_open_period(engine, entries, self.bench.now);
                        let text = render(&report, Format::Text, self.lang);
                        waiting.insert(0, Message::Preview(text));
                    }
                    Effect::LoadLog(query) => {
                        let fits = |it: &&zhiban::engine::Entry| {
                            let text = zhiban::words::fact(&it.fact, &agenda.schedule, Lang::Zh);
                            let kind = it.fact.word();
                            text.contains(&query.words)
                                && (query.kinds == LogKinds::All || kind == "found")
                        };
                        let found = self.bench.entries.iter().rev().filter(fits).cloned();
                        waiting.insert(0, Message::Log(found.collect()));
                    }
                    other => self.asked.push(other),
                }
            }
        }
        self
    }

    fn execute(&mut self, wish: zhiban::tui::Wish) -> Message {
        let before = self.bench.entries.len();
        let officer = self.bench.officer;
        self.bench.officer = Box::leak(wish.officer.as_str().to_owned().into_boxed_str());
        let action = match wish.action {
            Action::Handover(act) => Action::Handover(act.sealed(super::handover::seal())),
            other => other,
        };
        let result = self.bench.tell_of(wish.happened, action);
        self.bench.officer = officer;
        match result {
            Ok(_) => Message::Saved(self.bench.entries[before..].to_vec()),
            Err(refusal) => Message::Refused(refusal),
        }
    }

    /// Clicks on the first place where a text stands.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let picture = self.text();
        let (row, line) = picture.lines().enumerate().find(|(_, it)| it.contains(text)).unwrap();
        let before = line.split(text).next().unwrap();
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(zhiban::clean::width(before)).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        let size = Size { width: self.width, height: self.height };
        self.send(Message::Mouse { event, size })
    }

    /// Draws the desk; returns the cells and where the caret stands, if it is shown.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let mut terminal = Terminal::new(TestBackend::new(self.width, self.height)).unwrap();
        let agenda = self.bench.agenda();
        terminal.draw(|frame| draw(&self.app, &agenda, self.bench.now, frame)).unwrap();
        let is_shown = terminal.backend().cursor_visible();
        let caret = terminal.backend().cursor_position();
        (terminal.backend().buffer().clone(), is_shown.then_some(caret))
    }

    /// Returns the text of the picture, without blanks at the ends of lines.
    pub(crate) fn text(&self) -> String {
        let (buffer, _) = self.draw();
        let row = |y| row_text(&buffer, y).trim_end().to_owned();
        (0..self.height).map(row).collect::<Vec<_>>().join("\n")
    }

    /// Returns the picture: the text, the caret, then one line for each styled run.
    pub(crate) fn picture(&self) -> String {
        let (buffer, caret) = self.draw();
        let mut picture = self.text();
        match caret {
            Some(it) => write!(picture, "\n\ncaret {}:{}\n", it.y, it.x).unwrap(),
            None => picture.push_str("\n\nno caret\n"),
        }
        for y in 0..self.height {
            picture.push_str(&runs(&buffer, y));
        }
        picture
    }
}

/// Returns the letters of a row; the second column of a wide letter is left out.
fn row_text(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(zhiban::clean::width(symbol).max(1)).unwrap();
    }
    text
}

/// Returns one line for each run of a row that is styled alike.
fn runs(buffer: &Buffer, y: u16) -> String {
    let mut lines = String::new();
    let mut run = (0, Style::reset(), String::new());
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        if cell.style() != run.1 {
            lines.push_str(&run_line(y, &run));
            run = (x, cell.style(), String::new());
        }
        run.2.push_str(cell.symbol());
        x += u16::try_from(zhiban::clean::width(cell.symbol()).max(1)).unwrap();
    }
    lines.push_str(&run_line(y, &run));
    lines
}

fn run_line(y: u16, (x, style, text): &(u16, Style, String)) -> String {
    let mut words = String::new();
    if let Some(colour) = style.fg.filter(|it| *it != ratatui::style::Color::Reset) {
        write!(words, " {colour}").unwrap();
    }
    for modifier in style.add_modifier.iter_names() {
        write!(words, " {}", modifier.0.to_lowercase()).unwrap();
    }
    let is_plain = words.is_empty() || text.trim().is_empty();
    if is_plain { String::new() } else { format!("{y}:{x}{words} [{}]\n", text.trim_end()) }
}

/// Reads keys as `press` takes them.
pub(crate) fn read_keys(keys: &str) -> Vec<KeyEvent> {
    let mut read = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|it| it.split_once('>')) {
            read.push(named_key(name));
            rest = after;
        } else {
            read.push(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
            rest = &rest[letter.len_utf8()..];
        }
    }
    read
}

fn named_key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "s-tab" => plain(KeyCode::BackTab),
        "up" => plain(KeyCode::Up),
        "down" => plain(KeyCode::Down),
        "left" => plain(KeyCode::Left),
        "right" => plain(KeyCode::Right),
        "pagedown" => plain(KeyCode::PageDown),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "bs" => plain(KeyCode::Backspace),
        _ => match name.split_once('-') {
            Some(("c", letter)) => {
                KeyEvent::new(KeyCode::Char(letter.parse().unwrap()), KeyModifiers::CONTROL)
            }
            _ => plain(KeyCode::F(name[1..].parse().unwrap())),
        },
    }
}
