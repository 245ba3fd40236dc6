//! The real binary in an empty home: words in, texts and exit code out.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A home of its own; gone with the value.
pub(crate) struct Program {
    home: tempfile::TempDir,
}

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs the program in Chinese, with nothing of the machine's own settings.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, &[("ZHIBAN_LANG", "zh")])
    }

    pub(crate) fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhiban"));
        command.args(words).env_clear().env("HOME", self.home()).current_dir(self.home());
        command.envs(variables.iter().copied());
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |it| String::from_utf8(it).unwrap();
        Ran { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Runs the program and reads its output as JSON.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(words);
        serde_json::from_str(&ran.out)
            .unwrap_or_else(|fault| panic!("{words:?}: {fault}\n{}{}", ran.out, ran.err))
    }
}

/// Says something past every buffer of the test harness: that a test was skipped, or a figure.
#[cfg(unix)]
pub(crate) fn say(text: &str) {
    use std::io::Write;
    writeln!(std::io::stderr().lock(), "{text}").unwrap();
}
