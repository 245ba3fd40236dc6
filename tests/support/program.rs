//! The real binary in an empty home: words in, texts and exit code out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

    /// Runs the program in a language while somebody types, line by line, and then leaves.
    pub(crate) fn type_into(&self, words: &[&str], lang: &str, typed: &str) -> Ran {
        self.type_with(words, &[("ZHIBAN_LANG", lang)], typed)
    }

    /// The same with variables of one's own, in Chinese where they do not say otherwise.
    pub(crate) fn type_with(&self, words: &[&str], set: &[(&str, &str)], typed: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhiban"));
        command.args(words).env_clear().env("HOME", self.home()).current_dir(self.home());
        command.env("ZHIBAN_LANG", "zh").envs(set.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that has heard enough closes its end early; what it says is what counts.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
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
pub(crate) fn say(text: &str) {
    writeln!(std::io::stderr().lock(), "{text}").unwrap();
}
