//! `zhiban man` and `zhiban completions`: made from the grammar, so that they cannot go stale.
//!
//! The JSON forms are described once, in `forms.md`; README holds the same text.

use anyhow::Result;
use clap_complete::Shell as Kind;
use clap_mangen::Man;

use super::shell::Shell;
use crate::cli;

/// The JSON that the program prints and reads, with an example each.
const FORMS: &str = include_str!("forms.md");

/// Prints completions for a shell.
pub(super) fn completions(shell: &Shell, kind: Kind) -> Result<u8> {
    let mut out = Vec::new();
    clap_complete::generate(kind, &mut cli::command(shell.lang), "zhiban", &mut out);
    shell.print(&String::from_utf8_lossy(&out))?;
    Ok(0)
}

/// Prints the manual page: every command with its examples, then the JSON forms.
pub(super) fn page(shell: &Shell) -> Result<u8> {
    let mut root = cli::command(shell.lang);
    root.build();
    let mut out = Vec::new();
    Man::new(root.clone()).render(&mut out)?;
    let mut page = String::from_utf8_lossy(&out).into_owned();
    commands(&root, "zhiban", &mut page);
    page.push_str(shell.lang.of(".SH JSON 形式\n", ".SH JSON FORMS\n"));
    forms(&mut page);
    shell.print(&page)?;
    Ok(0)
}

/// Adds the help of each command below another.
fn commands(command: &clap::Command, path: &str, page: &mut String) {
    for below in command.get_subcommands() {
        let path = format!("{path} {}", below.get_name());
        page.push_str(&format!(".SH {}\n.nf\n", path.to_uppercase()));
        for line in below.clone().render_long_help().to_string().lines() {
            literal(line, page);
        }
        page.push_str(".fi\n");
        commands(below, &path, page);
    }
}

/// Adds the JSON forms, from Markdown to the language of manual pages.
fn forms(page: &mut String) {
    let mut in_block = false;
    for line in FORMS.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            page.push_str(&format!(".SS {}\n", title.replace('`', "")));
        } else if line.starts_with("```") {
            in_block = !in_block;
            page.push_str(if in_block { ".nf\n" } else { ".fi\n" });
        } else if line.is_empty() {
            page.push_str(".P\n");
        } else {
            literal(line, page);
        }
    }
}

/// Adds a line in which nothing is a command of the manual's language.
fn literal(line: &str, page: &mut String) {
    // A dot or quote at the beginning of a line would be taken for a command.
    if line.starts_with(['.', '\'']) {
        page.push_str("\\&");
    }
    page.push_str(&line.replace('\\', "\\e").replace('-', "\\-"));
    page.push('\n');
}
