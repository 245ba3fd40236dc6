//! A report on paper: kept as a file, handed to a printer once and only once, told to the record.
//!
//! The name of the command and the name of the job are on the disk before anything can be printed,
//! so that trying again after any failure prints nothing twice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;

use super::sheets::{self, PDF_WAIT, Sheets};
use super::shell::Shell;
use super::{export, outgoing, printer};
use crate::clean;
use crate::cli::ReportArgs;
use crate::engine::command::{Document, Printed};
use crate::engine::{Action, CommandId, Fact};
use crate::journal::{Filter, Journal, JournalError, chain};
use crate::platform::{self, JobState, SpoolFault};
use crate::report::{self, render_pdf_copy, render_text_copy};
use crate::schedule::Lang;

/// Prints a paper, where that was asked for.
///
/// # Errors
/// It was not printed; the message says why, and where the file is.
pub(super) fn print_if_asked<P>(
    shell: &Shell,
    args: &ReportArgs,
    journal: &Journal,
    day: NaiveDate,
    paper: &P,
) -> Result<()>
where
    P: Clone + Send + 'static,
    for<'a> report::Paper<'a>: From<&'a P>,
{
    let Some(asked) = &args.print else { return Ok(()) };
    let lang = shell.lang;
    let first = sheets(shell, paper, 1);
    let sha256 = chain::fingerprint(first.bytes());
    let copy = 1 + printed_before(journal, &sha256).map_err(|it| anyhow!(it.explain(lang)))?;
    let sheets = if copy == 1 { first } else { sheets(shell, paper, copy) };
    let document = super::report::document(args.kind);
    let part = args.shift.as_ref().map(|it| clean::file_name(it.as_str()));
    let folder = shell.places()?.reports();
    let name = file_name(document, day, part.as_deref(), &sha256, copy);
    let file = folder.join(format!("{name}.{}", sheets.ending()));
    keep(&folder, &file, sheets.bytes(), lang)?;
    let paper = Paper { file: &file, document, sha256, copy, day };
    // What is wrong comes first: the line of the desk is short.
    paper.print(shell, asked.as_deref()).map_err(|fault| {
        let shown = clean::line(&file.display().to_string());
        anyhow!(lang.of(
            format!("{fault:#}。报告留在 {shown}"),
            format!("{fault:#}; the report is kept as {shown}"),
        ))
    })
}

/// Returns the paper as a PDF, or as plain text where that fails or takes too long; the officer is
/// told.
pub(super) fn sheets<P>(shell: &Shell, paper: &P, copy: u32) -> Sheets
where
    P: Clone + Send + 'static,
    for<'a> report::Paper<'a>: From<&'a P>,
{
    let (lang, own) = (shell.lang, paper.clone());
    let render = move || render_pdf_copy(&own, copy, lang);
    let plain = || render_text_copy(paper, copy, lang);
    let sheets = sheets::sheets(render, PDF_WAIT, plain, lang);
    match &sheets {
        Sheets::Pdf(_) => {}
        Sheets::Text { why, .. } => {
            let why = clean::line(why);
            shell.warn(&lang.of(
                format!("PDF 没有生成（{why}），改用纯文本。"),
                format!("There is no PDF ({why}); plain text comes out instead."),
            ));
        }
    }
    sheets
}

/// Returns how often the same report was printed before.
fn printed_before(journal: &Journal, sha256: &str) -> Result<u32, JournalError> {
    let filter = Filter { words: sha256.to_owned(), ..Filter::default() };
    let found = journal.search(&filter)?;
    let same = |fact: &Fact| matches!(fact, Fact::Printed(it) if it.sha256 == sha256);
    let count = found.iter().filter(|it| same(&it.fact)).count();
    Ok(u32::try_from(count).unwrap_or(u32::MAX - 1))
}

fn file_name(
    document: Document,
    day: NaiveDate,
    part: Option<&str>,
    sha256: &str,
    copy: u32,
) -> String {
    let part = part.map_or(String::new(), |it| format!("-{it}"));
    let mark = if copy > 1 { format!("-copy{copy}") } else { String::new() };
    let hash = sha256.get(..12).unwrap_or(sha256);
    format!("{}-{day}{part}-{hash}{mark}", document.word())
}

/// Keeps the sheets in the data folder; the same ones may be there from an earlier try.
fn keep(folder: &Path, file: &Path, bytes: &[u8], lang: Lang) -> Result<()> {
    platform::create_private_folder(folder).with_context(|| {
        let shown = folder.display();
        lang.of(format!("没法建文件夹 {shown}"), format!("cannot make the folder {shown}"))
    })?;
    match platform::write_whole(file, bytes) {
        Err(platform::WriteFault::Exists) if is_same(file, bytes) => Ok(()),
        Ok(_) => Ok(()),
        Err(_) => export::write_new(file, bytes, lang).map(|_| ()),
    }
}

fn is_same(file: &Path, bytes: &[u8]) -> bool {
    std::fs::read(file).is_ok_and(|it| it == bytes)
}

/// A kept report on its way to a printer.
struct Paper<'a> {
    file: &'a Path,
    document: Document,
    sha256: String,
    copy: u32,
    day: NaiveDate,
}

impl Paper<'_> {
    fn print(&self, shell: &Shell, asked: Option<&str>) -> Result<()> {
        let lang = shell.lang;
        let (id, printer, job) = match self.job() {
            Some((printer, job)) => (self.command(lang)?, printer, job),
            None => {
                let printer = printer::choose(asked, lang)?.name;
                let id = self.command(lang)?;
                let (printer, job) = self.submit(printer, lang)?;
                (id, printer, job)
            }
        };
        self.let_go(&printer, &job, lang)?;
        let printed = Printed {
            document: self.document,
            day: self.day,
            copy: self.copy,
            sha256: self.sha256.clone(),
            printer: printer.clone(),
            job: Some(job.clone()).filter(|it| !it.is_empty()),
        };
        outgoing::note(shell, id, Action::NoticePrint(printed)).with_context(|| {
            lang.of(
                "已交给打印机，但没有记进记录；再执行一次会补记，不会重复打印",
                "it went to the printer, but the record could not be told; run it again to tell it, nothing is printed twice",
            )
        })?;
        // What is left of them would only make the next try look for a job that is over.
        for ending in ["try", "job", "sent"] {
            let _ = std::fs::remove_file(self.beside(ending));
        }
        self.tell(shell, &printer, &job)
    }

    /// Returns the name of the command: the one of an earlier try, or a new one that is kept first.
    fn command(&self, lang: Lang) -> Result<CommandId> {
        let path = self.beside("try");
        if let Ok(text) = std::fs::read_to_string(&path) {
            return Ok(CommandId(Arc::from(text.trim())));
        }
        let id = outgoing::fresh();
        export::write_new(&path, format!("{}\n", id.0).as_bytes(), lang)?;
        Ok(id)
    }

    /// Returns the printer and the job of an earlier try, if it came so far.
    fn job(&self) -> Option<(String, String)> {
        let text = std::fs::read_to_string(self.beside("job")).ok()?;
        let mut lines = text.lines();
        let (printer, job) = (lines.next()?, lines.next().unwrap_or_default());
        Some((printer.to_owned(), job.to_owned()))
    }

    /// Hands the file over as a held job, and keeps its name.
    fn submit(&self, printer: String, lang: Lang) -> Result<(String, String)> {
        let (word, day) = (self.document.word(), self.day);
        let title = format!("zhiban {word} {day} {}", self.sha256.get(..12).unwrap_or_default());
        let submitted = platform::submit(self.file, &printer, &title);
        let job = submitted.map_err(|it| printer::told(&it, &printer, lang))?;
        let kept = format!("{printer}\n{job}\n");
        let written = export::write_new(&self.beside("job"), kept.as_bytes(), lang);
        if let Err(fault) = written {
            // A job whose name is not kept must never print; it is held, so it does not.
            let _ = platform::withdraw(&job);
            // Another process may have been faster with the same report.
            return self.job().ok_or(fault);
        }
        Ok((printer, job))
    }

    /// Lets the job go, unless an earlier try did.
    fn let_go(&self, printer: &str, job: &str, lang: Lang) -> Result<()> {
        let fault = |it: SpoolFault| printer::told(&it, printer, lang);
        // A system that gives a job no name cannot be asked later what became of it.
        let (nameless, sent) = (job.is_empty(), self.beside("sent"));
        if nameless && sent.exists() {
            return Ok(());
        }
        // A job that is gone or on its way was let go by an earlier try.
        if platform::job_state(job).map_err(fault)? == JobState::Held {
            platform::release(job, self.file, printer).map_err(fault)?;
            if nameless {
                export::write_new(&sent, b"", lang)?;
            }
        }
        Ok(())
    }

    fn beside(&self, ending: &str) -> PathBuf {
        self.file.with_extension(ending)
    }

    /// Says where the paper comes out and how the printer stands.
    fn tell(&self, shell: &Shell, printer: &str, job: &str) -> Result<()> {
        let lang = shell.lang;
        let (printer, job) = (clean::line(printer), clean::line(job));
        let copy = match self.copy {
            0 | 1 => String::new(),
            copy => lang.of(format!("，第 {copy} 份"), format!(", copy {copy}")),
        };
        let job = match job.is_empty() {
            true => String::new(),
            false => lang.of(format!("，任务 {job}"), format!(", job {job}")),
        };
        let state = platform::printers().ok().and_then(|all| {
            let found = all.into_iter().find(|it| it.name == printer)?;
            Some(printer::state(found.state, lang))
        });
        let state = state.map_or(String::new(), |it| lang.of(format!("，{it}"), format!(", {it}")));
        shell.say(&lang.of(
            format!("已交给打印机 {printer}{job}{copy}{state}。"),
            format!("Handed to the printer {printer}{job}{copy}{state}."),
        ))
    }
}
