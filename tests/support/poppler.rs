//! What poppler reads out of a PDF; where it is not installed, tests say that they are skipped.

use std::path::Path;
use std::process::{Command, Stdio};

use super::program::say;

/// A PDF on disk, read by poppler.
pub(crate) struct Paper {
    folder: tempfile::TempDir,
}

impl Paper {
    /// Keeps a file for poppler; none where poppler is not installed.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let mut command = Command::new("pdftotext");
        if command.arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
            say("skipped: poppler is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
        Some(Self { folder })
    }

    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("a.pdf")
    }

    pub(crate) fn read(&self, arguments: &[&str]) -> String {
        tool("pdftotext", arguments, &self.file(), true)
    }

    /// Returns everything on the paper without white space.
    pub(crate) fn text(&self) -> String {
        bare(&self.read(&["-raw"]))
    }

    pub(crate) fn pages(&self) -> usize {
        let told = tool("pdfinfo", &[], &self.file(), false);
        let line = told.lines().find_map(|it| it.strip_prefix("Pages:")).unwrap();
        line.trim().parse().unwrap()
    }

    pub(crate) fn page(&self, number: usize) -> String {
        let number = number.to_string();
        bare(&self.read(&["-raw", "-f", &number, "-l", &number]))
    }

    /// Returns the edges of every word, in points: left, top, right, bottom.
    fn words(&self) -> Vec<[f32; 4]> {
        let told = self.read(&["-bbox"]);
        let words = told.lines().filter(|it| it.trim_start().starts_with("<word "));
        let edges = words.map(|it| {
            let edge = |name: &str| -> f32 {
                let from = it.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
                it[from..].split('"').next().unwrap().parse().unwrap()
            };
            [edge("xMin"), edge("yMin"), edge("xMax"), edge("yMax")]
        });
        edges.collect()
    }

    /// Holds every word within the margins, and returns how many there are. A full-width mark that
    /// closes is half empty: that half may hang out.
    pub(crate) fn stays_in_its_frame(&self, name: &str) -> usize {
        let words = self.words();
        for [left, top, right, bottom] in &words {
            assert!(*left >= 53.0 && *right <= 546.5, "{name}: {left} to {right}");
            assert!(*top >= 40.0 && *bottom <= 815.0, "{name}: {top} to {bottom}");
        }
        words.len()
    }
}

/// Runs one of poppler's programs.
pub(crate) fn tool(name: &str, arguments: &[&str], file: &Path, to_stdout: bool) -> String {
    let mut command = Command::new(name);
    command.args(arguments).arg(file);
    if to_stdout {
        command.arg("-");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    // The words are whole; only the name of the document, which poppler cuts anywhere, may not be.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns a text without white space.
pub(crate) fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
