//! The shipped store's schedule, as every bench takes it from its folder.

use std::path::Path;

use zhiban::schedule::SourceFile;

/// Returns the files of the shipped store, in the order of their names; not those of its role days.
pub(crate) fn shipped() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schedules/department-store");
    let paths = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let files = paths.filter(|it| it.is_file()).map(|path| {
        SourceFile::new(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap())
    });
    let mut files: Vec<SourceFile> = files.filter(|it| SourceFile::belongs(&it.name)).collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}
