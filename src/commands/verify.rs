//! `zhiban verify`: proves that the record was not altered, or names the first entry that was.
//!
//! It only reads, and repairs nothing.

use anyhow::Result;

use super::record::told;
use super::shell::{FOUND, Shell};
use crate::cli;
use crate::journal::{Anchor, Journal, Verdict};

/// Carries out `zhiban verify`; returns the exit code.
pub(super) fn run(shell: &Shell, anchor: Option<&cli::Anchor>) -> Result<u8> {
    let lang = shell.lang;
    let journal = Journal::open_read_only(&shell.places()?.journal());
    let journal = journal.map_err(|it| told(&it, lang))?;
    let anchor =
        anchor.map(|it| format!("{}:{}", it.seq, it.hash).parse::<Anchor>()).transpose()?;
    match journal.verify(anchor.as_ref()).map_err(|it| told(&it, lang))? {
        Verdict::Broken(broken) => {
            shell.say(&broken.explain(lang))?;
            Ok(FOUND)
        }
        Verdict::Sound(sound) => {
            let count = sound.count;
            shell.say(&lang.of(
                format!("完好：{count} 条记录，一条没改，一条不少。"),
                format!("Sound: {count} entries, none altered, none missing."),
            ))?;
            if let Some(head) = &sound.head {
                let (seq, hash) = (head.seq.0, &head.hash);
                shell.say(&lang.of(
                    format!("末条校验码：{seq}:{hash}"),
                    format!("Head of the chain: {seq}:{hash}"),
                ))?;
            }
            for it in &sound.unchecked {
                shell.say(&it.explain(lang))?;
            }
            Ok(0)
        }
    }
}
