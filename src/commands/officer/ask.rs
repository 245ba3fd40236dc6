//! Asks for a number, a name, roles, a PIN: at a terminal, or line by line from the input.
//!
//! At a terminal a PIN is read without echo. Where the input is no terminal, each question takes
//! the next line: that is for scripts and tests.

use std::io::{self, IsTerminal, Read};

use anyhow::{Result, anyhow, bail};
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use zeroize::Zeroizing;

use crate::commands::shell::Shell;
use crate::engine::officer::{OfficerNumber, Pin};
use crate::schedule::{Lang, Named, RoleId};

/// A longer line is no answer.
const LINE_MAX: usize = 2_000;

pub(super) fn number(shell: &Shell) -> Result<OfficerNumber> {
    let typed = line(shell, shell.lang.of("工号", "Staff number"))?;
    parse(&typed, shell.lang)
}

pub(super) fn supervisor(shell: &Shell) -> Result<OfficerNumber> {
    let typed = line(shell, shell.lang.of("主管工号", "Supervisor's number"))?;
    parse(&typed, shell.lang)
}

pub(super) fn name(shell: &Shell) -> Result<String> {
    Ok(line(shell, shell.lang.of("姓名", "Name"))?.to_string())
}

/// Asks for roles by their words; all words are shown.
pub(super) fn roles(shell: &Shell, known: &[Named<RoleId>]) -> Result<Vec<RoleId>> {
    let lang = shell.lang;
    for role in known {
        shell.warn(&format!("  {}  {}", role.id, role.name.get(lang)));
    }
    let typed = line(shell, lang.of("岗位（英文词，空格分开）", "Roles (words, apart by blanks)"))?;
    Ok(typed.split([' ', ',', '，', '、']).filter(|it| !it.is_empty()).map(RoleId::new).collect())
}

/// Asks for a PIN.
pub(super) fn pin(shell: &Shell, question: &str) -> Result<Pin> {
    if !io::stdin().is_terminal() {
        let typed = next_line(shell.lang)?;
        return Ok(Pin::new(typed.trim().to_owned()));
    }
    ask(shell, question);
    let typed = hidden(shell.lang);
    shell.warn("");
    typed
}

fn parse(typed: &str, lang: Lang) -> Result<OfficerNumber> {
    OfficerNumber::parse(typed).ok_or_else(|| {
        anyhow!(lang.of(
            "工号是 1–12 个字母、数字或连字符",
            "a staff number is 1 to 12 letters, digits or hyphens",
        ))
    })
}

fn ask(shell: &Shell, question: &str) {
    // A question is not part of what the command prints.
    let mut out = io::stderr().lock();
    let colon = shell.lang.of("：", ": ");
    let _ = io::Write::write_all(&mut out, format!("{question}{colon}").as_bytes());
    let _ = io::Write::flush(&mut out);
}

fn line(shell: &Shell, question: &str) -> Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        ask(shell, question);
    }
    let typed = next_line(shell.lang)?;
    Ok(Zeroizing::new(typed.trim().to_owned()))
}

/// Reads the next line, and no more: what follows is for the next question.
fn next_line(lang: Lang) -> Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LINE_MAX));
    let mut byte = Zeroizing::new([0]);
    let mut input = io::stdin().lock();
    while input.read(byte.as_mut())? == 1 && byte[0] != b'\n' {
        if bytes.len() == LINE_MAX {
            bail!(lang.of("这一行太长", "the line is too long"));
        }
        bytes.push(byte[0]);
    }
    if bytes.is_empty() {
        bail!(lang.of(
            "还有问题没有回答；什么都没有改",
            "a question was not answered; nothing was changed",
        ));
    }
    let text = std::str::from_utf8(&bytes);
    let text = text.map_err(|_| anyhow!(lang.of("不是 UTF-8 文字", "this is not UTF-8 text")))?;
    Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()))
}

/// Gives the terminal back, whatever happens.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

/// Reads keys without showing them, until Enter.
fn hidden(lang: Lang) -> Result<Pin> {
    terminal::enable_raw_mode()?;
    let _raw = Raw;
    let mut pin = Pin::empty();
    loop {
        let Event::Key(key) = crossterm::event::read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        match key.code {
            KeyCode::Enter => return Ok(pin),
            KeyCode::Backspace => pin.pop(),
            KeyCode::Esc => return Err(left(lang)),
            KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return Err(left(lang));
            }
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                pin = Pin::empty();
            }
            KeyCode::Char(letter) => pin.push(letter),
            _ => {}
        }
    }
}

fn left(lang: Lang) -> anyhow::Error {
    anyhow!(lang.of("已取消；什么都没有改", "left; nothing was changed"))
}
