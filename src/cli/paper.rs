//! The part of the grammar that is about printers, and about looking for trouble.
//!
//! It has no behaviour.

use clap::{Arg, Command};

use super::arguments::Grammar;

impl Grammar {
    pub(super) fn print(&self) -> Arg {
        self.printer(
            "print",
            "打印（不写名字就用默认打印机）",
            "print it (default: the usual printer)",
        )
    }

    pub(super) fn doctor(&self) -> Command {
        self.verb("doctor", "检查电脑和打印机", "look for trouble with machine and printer")
            .arg(self.printer("print-test", "打印测试页", "print a test page"))
            .arg(self.json())
    }

    fn printer(&self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        self.option(name, "PRINTER", zh, en).num_args(0..=1)
    }
}
