//! Which schedule is in force: the folder that was asked for, the store's own, or the shipped one.
//!
//! It reads folders and hands the bytes on; what they mean is the schedule's business.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::asked::Asked;
use super::places::Places;
use super::shipped::{ROLE_DAYS, STORE, Shipped};
use crate::schedule::{self, Fault, Lang, Schedule, Severity, SourceFile};

/// Where a schedule came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It came with the program.
    Shipped(&'static Shipped),
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

/// Returns the files of the schedule that a call is about.
///
/// # Errors
/// Where a folder cannot be read; whether its content makes sense is not looked at.
pub(super) fn find(places: &Places, lang: Lang) -> Result<Source> {
    let whole = |folder: &PathBuf| {
        let files = read_folder(folder, lang)?;
        Ok(Source { origin: Origin::Folder(folder.clone()), files })
    };
    match &places.schedule {
        Asked::Usual if places.schedule_own.is_dir() => whole(&places.schedule_own),
        Asked::Usual => Ok(shipped(&STORE)),
        Asked::Shipped(it) => Ok(shipped(it)),
        Asked::Folder(folder) => whole(folder),
        Asked::RoleDay { folder, store } => role_day(folder, store, lang),
    }
}

fn shipped(shipped: &'static Shipped) -> Source {
    Source { origin: Origin::Shipped(shipped), files: shipped.files() }
}

/// Returns the files of a role's day with those that it shares with its store.
fn role_day(folder: &Path, store: &Path, lang: Lang) -> Result<Source> {
    let mut files = read_folder(folder, lang)?;
    for file in read_folder(store, lang)? {
        let own = files.iter().any(|it| it.name == file.name);
        if !own && file.is_shared() {
            files.push(file);
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Source { origin: Origin::Folder(folder.to_owned()), files })
}

/// Returns the role days that belong to the schedule of a call, each with its name.
pub(super) fn role_days(places: &Places, lang: Lang) -> Result<Vec<(String, Source)>> {
    let store = match &places.schedule {
        Asked::Usual if places.schedule_own.is_dir() => &places.schedule_own,
        Asked::Folder(folder) => folder,
        Asked::Shipped(it) if **it != STORE => return Ok(Vec::new()),
        Asked::Usual | Asked::Shipped(_) => {
            let all = ROLE_DAYS.iter().map(|it| (it.name.to_owned(), shipped(it)));
            return Ok(all.collect());
        }
        Asked::RoleDay { .. } => return Ok(Vec::new()),
    };
    let mut all = Vec::new();
    for entry in std::fs::read_dir(store).into_iter().flatten().flatten() {
        let folder = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if !folder.is_dir() || name.starts_with('.') {
            continue;
        }
        let source = role_day(&folder, store, lang)?;
        let own = source.files.iter().any(|it| !it.is_shared());
        if own && !folder.join("store.toml").exists() {
            all.push((name, source));
        }
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(all)
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
            Origin::Shipped(it) => it.spoken(lang),
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
        let names = Shipped::all().map(|it| it.name).collect::<Vec<_>>();
        let (zh, en) = (names.join("、"), names.join(", "));
        lang.of(
            format!("没法读日程文件夹 {shown}；看看写得对不对，或用 zhiban schedule show --write {shown} 写一份。自带的有：{zh}"),
            format!("cannot read the schedule folder {shown}; check its name, or write one with zhiban schedule show --write {shown}. Shipped are: {en}"),
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
