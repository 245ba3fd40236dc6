//! Which schedule is in force: the folder that was asked for, the store's own, or the shipped one.
//!
//! It reads folders and hands the bytes on; what they mean is the schedule's business.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::places::Places;
use crate::schedule::{self, Fault, Lang, Schedule, Severity, SourceFile};

/// Where a schedule came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It came with the program.
    Shipped,
    /// A folder on disk.
    Folder(PathBuf),
    /// The record, which keeps what its days were opened with.
    Kept,
}

/// The files of a schedule, not yet read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Where they came from.
    pub(super) origin: Origin,
    /// The files.
    pub(super) files: Vec<SourceFile>,
}

/// A schedule with the files that it was read from.
#[derive(Clone, Debug)]
pub(super) struct InForce {
    /// The schedule.
    pub(super) schedule: Arc<Schedule>,
    /// Its files.
    pub(super) files: Vec<SourceFile>,
    /// Where they came from.
    pub(super) origin: Origin,
}

/// The most files that a schedule folder may hold.
const FILES_MAX: usize = 200;

/// Returns the files of the schedule that came with the program.
pub(super) fn shipped() -> Vec<SourceFile> {
    macro_rules! shipped {
        ($($name:literal),* $(,)?) => {
            vec![$(SourceFile::new(
                $name,
                include_str!(concat!("../../schedules/department-store/", $name)),
            )),*]
        };
    }
    shipped![
        "a-before-opening.toml",
        "b-during-business.toml",
        "c-after-closing.toml",
        "holidays-2026.ics",
        "l-fire-safety.toml",
        "store.toml",
    ]
}

/// Returns the files of the schedule that a call is about.
///
/// # Errors
/// Where a folder cannot be read; whether its content makes sense is not looked at.
pub(super) fn find(places: &Places, lang: Lang) -> Result<Source> {
    let own = Some(&places.schedule_own).filter(|it| it.is_dir());
    match places.schedule_asked.as_ref().or(own) {
        None => Ok(Source { origin: Origin::Shipped, files: shipped() }),
        Some(folder) => {
            let files = read_folder(folder, lang)?;
            Ok(Source { origin: Origin::Folder(folder.clone()), files })
        }
    }
}

impl Source {
    /// Returns the schedule, or every fault of the folder.
    ///
    /// # Errors
    /// The faults, warnings among them.
    pub(super) fn read(self) -> std::result::Result<InForce, (Self, Vec<Fault>)> {
        match schedule::read(&self.files) {
            Err(faults) => Err((self, faults)),
            Ok(reading) => {
                let Self { origin, files } = self;
                Ok(InForce { schedule: Arc::new(reading.schedule), files, origin })
            }
        }
    }

    /// Returns what the schedule is called when it is spoken of.
    pub(super) fn name(&self, lang: Lang) -> String {
        match &self.origin {
            Origin::Shipped => lang.of("自带的日程", "the shipped schedule").to_owned(),
            Origin::Folder(path) => path.display().to_string(),
            Origin::Kept => lang.of("记录里的日程", "the schedule in the record").to_owned(),
        }
    }
}

/// Returns the schedule in force, or an error that shows every fault.
///
/// # Errors
/// Where the folder cannot be read or holds faults.
pub(super) fn in_force(places: &Places, lang: Lang, color: bool) -> Result<InForce> {
    find(places, lang)?.read().map_err(|(source, faults)| {
        let shown = render(&source, &faults, lang, color);
        let name = source.name(lang);
        anyhow::anyhow!(lang.of(
            format!("日程 {name} 有错，没有采用：\n{shown}"),
            format!("the schedule {name} has faults and is not used:\n{shown}"),
        ))
    })
}

/// Returns faults as a compiler would show them.
pub(super) fn render(source: &Source, faults: &[Fault], lang: Lang, color: bool) -> String {
    let shown = faults.iter().map(|it| it.render(&source.files, lang, color));
    shown.collect::<Vec<_>>().join("\n\n")
}

/// Returns how many of some faults are errors.
pub(super) fn errors(faults: &[Fault]) -> usize {
    faults.iter().filter(|it| it.severity == Severity::Error).count()
}

/// Returns the schedule of a folder, or why it cannot be used.
///
/// # Errors
/// Where the folder cannot be read or holds faults, in words.
pub(super) fn in_folder(folder: &Path, lang: Lang) -> std::result::Result<Schedule, String> {
    let files = read_folder(folder, lang).map_err(|it| it.to_string())?;
    schedule::read(&files).map(|it| it.schedule).map_err(|faults| {
        let (name, count) = (folder.display(), errors(&faults));
        lang.of(
            format!("日程 {name} 有 {count} 处错，不能用"),
            format!("the schedule {name} has faults ({count}) and cannot be used"),
        )
    })
}

fn read_folder(folder: &Path, lang: Lang) -> Result<Vec<SourceFile>> {
    let shown = folder.display();
    let listed = std::fs::read_dir(folder).with_context(|| {
        lang.of(
            format!("没法读日程文件夹 {shown}；看看写得对不对，或用 zhiban schedule show --write {shown} 写一份"),
            format!("cannot read the schedule folder {shown}; check its name, or write one with zhiban schedule show --write {shown}"),
        )
    })?;
    let mut files = Vec::new();
    for entry in listed {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).map(str::to_owned);
        let Some(name) = name.filter(|it| SourceFile::belongs(it) && path.is_file()) else {
            continue;
        };
        if files.len() == FILES_MAX {
            bail!(lang.of(
                format!("{shown} 里的日程文件超过 {FILES_MAX} 个；这是日程文件夹吗？"),
                format!(
                    "{shown} holds more than {FILES_MAX} schedule files; is it a schedule folder?"
                ),
            ));
        }
        let bytes = std::fs::read(&path).with_context(|| {
            let shown = path.display();
            lang.of(format!("没法读 {shown}"), format!("cannot read {shown}"))
        })?;
        files.push(SourceFile::new(&name, bytes));
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}
