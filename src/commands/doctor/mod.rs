//! `zhiban doctor`: looks at what the desk stands on, and prints a test page.
//!
//! It repairs nothing and writes nothing into the record.

mod look;
mod pins;
mod print_test;

use anyhow::Result;
use serde::Serialize;

use super::forms::TextForm;
use super::printer;
use super::shell::{FOUND, Shell};
use crate::clean;
use crate::cli::DoctorArgs;
use crate::platform::{self, Printer, PrinterState, SpoolFault};
use crate::schedule::{Lang, Text};

/// What was found in one place.
struct Check {
    /// The stable word of the place.
    place: &'static str,
    state: State,
    says: Text,
}

/// Whether something is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fine,
    Trouble,
}

impl Check {
    fn new(place: &'static str, state: State, word: impl Fn(Lang) -> String) -> Self {
        Self { place, state, says: Text { zh: word(Lang::Zh), en: word(Lang::En) } }
    }
}

/// What was found: `doctor --json`.
#[derive(Debug, Serialize)]
struct DoctorForm {
    well: bool,
    checks: Vec<CheckForm>,
    printers: Vec<PrinterForm>,
}

#[derive(Debug, Serialize)]
struct CheckForm {
    check: &'static str,
    state: &'static str,
    says: TextForm,
}

#[derive(Debug, Serialize)]
struct PrinterForm {
    printer: String,
    state: &'static str,
    says: String,
    usual: bool,
}

/// Carries out `zhiban doctor`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &DoctorArgs) -> Result<u8> {
    let printers = platform::printers();
    let mut checks = look::all(shell)?;
    checks.push(pins::check(shell)?);
    checks.push(of_printers(&printers));
    let well = checks.iter().all(|it| it.state == State::Fine);
    if args.json {
        shell.json(&form(well, &checks, printers.unwrap_or_default()))?;
    } else {
        text(shell, &checks, &printers.unwrap_or_default())?;
    }
    if let Some(asked) = &args.print_test {
        print_test::print(shell, asked.as_deref(), args.json)?;
    }
    Ok(if well { 0 } else { FOUND })
}

fn of_printers(found: &Result<Vec<Printer>, SpoolFault>) -> Check {
    let prints = |it: &Printer| match it.state {
        PrinterState::Idle | PrinterState::Printing => true,
        PrinterState::Stopped | PrinterState::Refusing => false,
    };
    let place = "printers";
    match found {
        Err(fault) => {
            Check::new(place, State::Trouble, |lang| printer::told(fault, "", lang).to_string())
        }
        Ok(all) if all.is_empty() => Check::new(place, State::Trouble, |lang| {
            let text =
                ("没有打印机；先在系统设置里添加", "no printer; add one in the system's settings");
            lang.of(text.0, text.1).to_owned()
        }),
        Ok(all) => {
            let (count, good) = (all.len(), all.iter().filter(|it| prints(it)).count());
            let state = if good > 0 { State::Fine } else { State::Trouble };
            Check::new(place, state, |lang| {
                lang.of(
                    format!("{count} 台，能打印的 {good} 台"),
                    format!("{count} printers, {good} of them ready"),
                )
            })
        }
    }
}

fn text(shell: &Shell, checks: &[Check], printers: &[Printer]) -> Result<()> {
    let lang = shell.lang;
    for it in checks {
        let (sign, word) = match it.state {
            State::Fine => ("v", lang.of("好", "fine")),
            State::Trouble => ("!", lang.of("要处理", "see to it")),
        };
        let place = clean::pad(name(it.place, lang), 10);
        let says = clean::line(it.says.get(lang));
        shell.say(&format!("{sign} {place} {}  {says}", clean::pad(word, 9)))?;
    }
    for it in printers {
        let usual = if it.usual { lang.of("，默认", ", the usual one") } else { "" };
        let says = clean::line(&it.says);
        let (name, state) = (clean::line(&it.name), printer::state(it.state, lang));
        shell.say(format!("    {name}{}{state}{usual}  {says}", lang.of("：", ": ")).trim_end())?;
    }
    Ok(())
}

fn name(place: &str, lang: Lang) -> &str {
    match place {
        "data" => lang.of("数据文件夹", "data"),
        "disk" => lang.of("磁盘", "disk"),
        "journal" => lang.of("记录", "record"),
        "schedule" => lang.of("日程", "schedule"),
        "pins" => lang.of("签字密码", "PINs"),
        "terminal" => lang.of("终端", "terminal"),
        "printers" => lang.of("打印机", "printers"),
        other => other,
    }
}

fn form(well: bool, checks: &[Check], printers: Vec<Printer>) -> DoctorForm {
    let check = |it: &Check| CheckForm {
        check: it.place,
        state: match it.state {
            State::Fine => "fine",
            State::Trouble => "trouble",
        },
        says: TextForm::new(&it.says),
    };
    let printer = |it: Printer| PrinterForm {
        printer: it.name,
        state: printer::state_word(it.state),
        says: it.says,
        usual: it.usual,
    };
    DoctorForm {
        well,
        checks: checks.iter().map(check).collect(),
        printers: printers.into_iter().map(printer).collect(),
    }
}
