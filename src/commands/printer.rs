//! The printer that is meant, and what is said where there is none that prints.
//!
//! It prints nothing itself.

use anyhow::{Result, anyhow, bail};

use crate::clean;
use crate::platform::{self, Printer, PrinterState, SpoolFault};
use crate::schedule::Lang;

/// Returns the printer that was asked for, or the usual one, or the only one.
///
/// # Errors
/// There is none, it is not known which, or it does not print now; the message says what to do.
pub(super) fn choose(asked: Option<&str>, lang: Lang) -> Result<Printer> {
    let all = platform::printers().map_err(|it| told(&it, asked.unwrap_or_default(), lang))?;
    if all.is_empty() {
        bail!(none(lang));
    }
    let found = match asked {
        Some(name) => all.iter().find(|it| it.name == name),
        None => all.iter().find(|it| it.usual).or(all.first().filter(|_| all.len() == 1)),
    };
    let names: Vec<String> = all.iter().map(|it| clean::line(&it.name)).collect();
    let names = names.join(lang.of("、", ", "));
    match (found, asked) {
        (Some(printer), _) => ready(printer, lang).map(|()| printer.clone()),
        (None, Some(name)) => {
            let name = clean::line(name);
            bail!(lang.of(
                format!("没有叫“{name}”的打印机；可以用：{names}"),
                format!("there is no printer `{name}`; one of: {names}"),
            ))
        }
        (None, None) => bail!(lang.of(
            format!("没有默认打印机；写明用哪一台，如 --print 名字：{names}"),
            format!("no printer is the usual one; name it, as in --print NAME: {names}"),
        )),
    }
}

/// Returns what is said where there is no printer at all.
pub(super) fn none(lang: Lang) -> &'static str {
    lang.of(
        "这台电脑上没有打印机；先在系统设置里添加",
        "this machine has no printer; add one in the system's settings",
    )
}

fn ready(printer: &Printer, lang: Lang) -> Result<()> {
    let name = clean::line(&printer.name);
    let why = match clean::line(&printer.says) {
        says if says.is_empty() => String::new(),
        says => lang.of(format!("（{says}）"), format!(" ({says})")),
    };
    match printer.state {
        PrinterState::Idle | PrinterState::Printing => Ok(()),
        PrinterState::Stopped => bail!(lang.of(
            format!("打印机“{name}”停了{why}；看看纸、墨和电源，恢复后再打印"),
            format!("the printer `{name}` has stopped{why}; see to paper, ink and power, start it, then print again"),
        )),
        PrinterState::Refusing => bail!(lang.of(
            format!("打印机“{name}”现在不收任务{why}；在系统设置里恢复，或换一台"),
            format!("the printer `{name}` takes no jobs now{why}; let it in the system's settings, or name another"),
        )),
    }
}

/// Returns what is wrong with printing, and what to do.
pub(super) fn told(fault: &SpoolFault, printer: &str, lang: Lang) -> anyhow::Error {
    let printer = clean::line(printer);
    anyhow!(match fault {
        SpoolFault::NoSpooler => lang.of(
            "这台电脑上没有打印程序 lp；装上 cups-client 后再试".to_owned(),
            "this machine has no printing program lp; install cups-client and try again".to_owned(),
        ),
        SpoolFault::NotRunning => lang.of(
            "打印服务没有运行；启动 cups 后再试".to_owned(),
            "the printing service does not run; start cups and try again".to_owned(),
        ),
        SpoolFault::UnknownPrinter => lang.of(
            format!("没有叫“{printer}”的打印机；用 zhiban doctor 看有哪些"),
            format!("there is no printer `{printer}`; zhiban doctor lists those there are"),
        ),
        SpoolFault::Refused(why) => {
            let why = clean::line(why);
            lang.of(
                format!("打印机“{printer}”没有收下任务：{why}"),
                format!("the printer `{printer}` did not take the job: {why}"),
            )
        }
        SpoolFault::NoAnswer => lang.of(
            "打印程序没有回应；过一会儿再试，不会重复打印".to_owned(),
            "the printing program does not answer; try again later, nothing is printed twice"
                .to_owned(),
        ),
    })
}

/// Returns how a printer stands, in words.
pub(super) fn state(it: PrinterState, lang: Lang) -> &'static str {
    match it {
        PrinterState::Idle => lang.of("空闲", "idle"),
        PrinterState::Printing => lang.of("正在打印", "printing"),
        PrinterState::Stopped => lang.of("已停", "stopped"),
        PrinterState::Refusing => lang.of("不收任务", "takes no jobs"),
    }
}

/// Returns the stable word of a printer's state, for JSON.
pub(super) fn state_word(it: PrinterState) -> &'static str {
    match it {
        PrinterState::Idle => "idle",
        PrinterState::Printing => "printing",
        PrinterState::Stopped => "stopped",
        PrinterState::Refusing => "refusing",
    }
}
