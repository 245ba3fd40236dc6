//! `zhiban man` and `zhiban completions`: made from the grammar, so that they cannot go stale.
//!
//! The JSON forms are described here once; README shows the same text.

use anyhow::Result;
use clap_complete::Shell as Kind;

use super::shell::Shell;
use crate::cli;

/// Prints completions for a shell.
pub(super) fn completions(shell: &Shell, kind: Kind) -> Result<u8> {
    let mut out = Vec::new();
    clap_complete::generate(kind, &mut cli::command(shell.lang), "zhiban", &mut out);
    shell.print(&String::from_utf8_lossy(&out))?;
    Ok(0)
}

/// Prints the manual page.
pub(super) fn page(shell: &Shell) -> Result<u8> {
    let mut out = Vec::new();
    clap_mangen::Man::new(cli::command(shell.lang)).render(&mut out)?;
    shell.print(&String::from_utf8_lossy(&out))?;
    Ok(0)
}
