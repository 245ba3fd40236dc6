//! Prints the test page: through the same spooler as a report, and not into the record.

use anyhow::{Context, Result};

use crate::clean;
use crate::commands::shell::Shell;
use crate::commands::{export, outgoing, printer, source};
use crate::platform;
use crate::report;

/// Prints a test page.
///
/// # Errors
/// It was not printed; the message says why.
pub(super) fn print(shell: &Shell, asked: Option<&str>, quiet: bool) -> Result<()> {
    let lang = shell.lang;
    let name = printer::choose(asked, lang)?.name;
    let in_force = source::in_force(&shell.places()?, lang, shell.color)?;
    let at = shell.now.with_timezone(&in_force.schedule.zone);
    let bytes = report::test_page(in_force.schedule.store.get(lang), &name, at, lang)
        .with_context(|| lang.of("测试页没有生成", "there is no test page"))?;
    let folder = shell.places()?.reports();
    platform::create_private_folder(&folder)?;
    let file = folder.join(format!("test-page-{}.pdf", outgoing::fresh().0));
    export::write_new(&file, &bytes, lang)?;
    let fault = |it| printer::told(&it, &name, lang);
    let sent = platform::submit(&file, &name, "zhiban test page")
        .and_then(|job| platform::release(&job, &file, &name).map(|()| job));
    let job = sent.map_err(fault)?;
    // The spooler has its own copy; on Windows the program that prints still needs this one.
    if !cfg!(windows) {
        let _ = std::fs::remove_file(&file);
    }
    let said = lang.of(
        format!("测试页已交给打印机 {}，任务 {job}。", clean::line(&name)),
        format!("The test page went to the printer {}, job {job}.", clean::line(&name)),
    );
    if quiet {
        shell.warn(&said);
        return Ok(());
    }
    shell.say(&said)
}
