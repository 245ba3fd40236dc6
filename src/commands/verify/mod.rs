//! `zhiban verify`: proves that the record was not altered, or names the first entry that was.
//!
//! It only reads, and repairs nothing. Beside the record it checks the photos that it names and the
//! reports that were signed; or a single file that left the desk.

mod file;
mod form;
mod signatures;

use anyhow::Result;

use super::photos::Photos;
use super::record::told;
use super::shell::{FOUND, Shell};
use crate::cli::{self, VerifyArgs};
use crate::engine::Seq;
use crate::engine::photo::{Lost, Photo};
use crate::journal::{Anchor, Journal, Verdict};
use crate::schedule::Lang;
use crate::words;
use file::FileCheck;
use form::VerifyForm;
use signatures::SignatureCheck;

/// Carries out `zhiban verify`; returns the exit code.
pub(super) fn run(shell: &Shell, args: &VerifyArgs) -> Result<u8> {
    let lang = shell.lang;
    let journal = Journal::open_read_only(&shell.places()?.journal());
    let journal = journal.map_err(|it| told(&it, lang))?;
    let checked = Checked::of(shell, &journal, args)?;
    match args.json {
        true => shell.json(&VerifyForm::new(&checked))?,
        false => {
            shell.print(&checked.lines(lang).map(|it| format!("{it}\n")).collect::<String>())?
        }
    }
    Ok(if checked.is_sound() { 0 } else { FOUND })
}

/// All that was looked at. What lies beside a broken record proves nothing and is not looked at.
struct Checked {
    record: Verdict,
    photos: Vec<(Seq, Photo, Option<Lost>)>,
    signatures: Vec<SignatureCheck>,
    file: Option<FileCheck>,
}

impl Checked {
    fn of(shell: &Shell, journal: &Journal, args: &VerifyArgs) -> Result<Self> {
        let trouble = |it| told(&it, shell.lang);
        let anchor = args.against.as_ref();
        let anchor = anchor.map(|it: &cli::Anchor| format!("{}:{}", it.seq, it.hash).parse());
        let anchor: Option<Anchor> = anchor.transpose()?;
        let record = journal.verify(anchor.as_ref()).map_err(trouble)?;
        let mut checked = Self { record, photos: Vec::new(), signatures: Vec::new(), file: None };
        if matches!(checked.record, Verdict::Broken(_)) {
            return Ok(checked);
        }
        if let Some(path) = &args.file {
            checked.file = Some(file::check(shell, journal, path)?);
            return Ok(checked);
        }
        let kept = Photos::Folder(shell.places()?.data);
        let named = journal.photos().map_err(trouble)?.into_iter();
        checked.photos =
            named.map(|(entry, it)| (entry, it.clone(), kept.check(&it).err())).collect();
        checked.signatures = signatures::check(&shell.places()?, journal).map_err(trouble)?;
        Ok(checked)
    }

    fn is_sound(&self) -> bool {
        matches!(self.record, Verdict::Sound(_))
            && self.photos.iter().all(|(_, _, lost)| lost.is_none())
            && self.signatures.iter().all(SignatureCheck::holds)
            && self.file.as_ref().is_none_or(FileCheck::is_known)
    }

    /// Returns what to say, line by line.
    fn lines(&self, lang: Lang) -> impl Iterator<Item = String> {
        let file = self.file.as_ref().map(|it| it.line(lang));
        let beside =
            self.photo_lines(lang).into_iter().chain(signatures::lines(&self.signatures, lang));
        record_lines(&self.record, lang).into_iter().chain(beside).chain(file)
    }

    fn photo_lines(&self, lang: Lang) -> Vec<String> {
        let lost = |(entry, photo, lost): &(Seq, Photo, Option<Lost>)| {
            let (entry, place) = (words::seq(*entry), photo.place());
            let why = words::lost((*lost)?, lang);
            Some(lang.of(
                format!("{entry} 的照片 {place}：{why}。"),
                format!("The photo {place} of {entry}: {why}."),
            ))
        };
        let mut lines: Vec<String> = self.photos.iter().filter_map(lost).collect();
        if lines.is_empty() && !self.photos.is_empty() {
            let count = self.photos.len();
            lines.push(lang.of(
                format!("照片 {count} 张，一张没改，一张不少。"),
                format!("Photos: {count}, none altered, none missing."),
            ));
        }
        lines
    }
}

fn record_lines(record: &Verdict, lang: Lang) -> Vec<String> {
    let sound = match record {
        Verdict::Broken(broken) => return vec![broken.explain(lang)],
        Verdict::Sound(sound) => sound,
    };
    let count = sound.count;
    let mut lines = vec![lang.of(
        format!("完好：{count} 条记录，一条没改，一条不少。"),
        format!("Sound: {count} entries, none altered, none missing."),
    )];
    if let Some(head) = &sound.head {
        let (seq, hash) = (head.seq.0, &head.hash);
        lines.push(
            lang.of(
                format!("末条校验码：{seq}:{hash}"),
                format!("Head of the chain: {seq}:{hash}"),
            ),
        );
    }
    lines.extend(sound.unchecked.iter().map(|it| it.explain(lang)));
    lines
}
