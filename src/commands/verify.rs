//! `zhiban verify`: proves that the record was not altered, or names the first entry that was.
//!
//! It only reads, and repairs nothing. The photos that the record names are checked as well.

use anyhow::Result;

use super::photos::Photos;
use super::record::told;
use super::shell::{FOUND, Shell};
use crate::cli;
use crate::journal::{Anchor, Journal, Verdict};
use crate::words;

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
            check_photos(shell, &journal)
        }
    }
}

/// Checks the photos that the record names; returns the exit code.
fn check_photos(shell: &Shell, journal: &Journal) -> Result<u8> {
    let lang = shell.lang;
    let kept = Photos::Folder(shell.places()?.data);
    let named = journal.photos().map_err(|it| told(&it, lang))?;
    let mut lost = 0;
    for (entry, photo) in &named {
        let Err(why) = kept.check(photo) else { continue };
        lost += 1;
        let (entry, place, why) = (words::seq(*entry), photo.place(), words::lost(why, lang));
        shell.say(&lang.of(
            format!("{entry} 的照片 {place}：{why}。"),
            format!("The photo {place} of {entry}: {why}."),
        ))?;
    }
    if lost > 0 {
        return Ok(FOUND);
    }
    if !named.is_empty() {
        let count = named.len();
        shell.say(&lang.of(
            format!("照片 {count} 张，一张没改，一张不少。"),
            format!("Photos: {count}, none altered, none missing."),
        ))?;
    }
    Ok(0)
}
