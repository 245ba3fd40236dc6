//! The part of the grammar that is about the schedule.
//!
//! It has no behaviour.

use std::path::PathBuf;

use clap::{Command, ValueHint, value_parser};

use super::arguments::Grammar;
use super::{SHOWN, words_of};

impl Grammar {
    pub(super) fn schedule(&self) -> Command {
        let show = self
            .verb(
                "show",
                "看一天的日程表，或写出来修改",
                "show a day as a timetable, or write the files out to edit",
            )
            .arg(
                self.option(
                    "write",
                    "DIR",
                    "把日程文件写到文件夹里（默认写到配置文件夹）",
                    "write the files into a folder (default: the configuration folder)",
                )
                .num_args(0..=1)
                .value_hint(ValueHint::DirPath)
                .value_parser(value_parser!(PathBuf)),
            )
            .arg(self.day().conflicts_with("write"))
            .arg(
                self.plain_words(
                    "format",
                    "FMT",
                    "格式：text、md、html、pdf（默认看文件名，否则 text）",
                    "text, md, html, pdf (default: by the file's name, else text)",
                    &words_of(&SHOWN),
                )
                .conflicts_with("write"),
            )
            .arg(self.output().conflicts_with("write"))
            .arg(self.json().conflicts_with_all(["write", "format", "output", "day"]));
        let check = self.verb("check", "检查日程有没有错", "check the schedule for faults");
        let end = |name, zh, en| {
            self.option(name, "DAY", zh, en).allow_hyphen_values(true).conflicts_with("day")
        };
        let from = end("from", "从哪一天起，逐天列出", "list the days from this one");
        let to = end("to", "到哪一天为止", "to this one");
        let plan = self
            .verb("plan", "看一天或一段日子的安排", "lay a day out, or list days")
            .arg(self.day())
            .args([from.requires("to"), to.requires("from")]);
        let clauses = self.verb("clauses", "看条款出现在哪里", "list where each clause appears");
        let schema = self.verb(
            "schema",
            "输出 JSON Schema，让编辑器补全、标错",
            "print the JSON Schema, so that editors complete and mark mistakes",
        );
        let new =
            self.verb("new", "问几句，起一份新日程", "begin a schedule by a few questions").arg(
                self.positional(
                    "folder",
                    "DIR",
                    "放在哪个新文件夹",
                    "the new folder to write it to",
                )
                .required(true)
                .value_hint(ValueHint::DirPath)
                .value_parser(value_parser!(PathBuf)),
            );
        self.verb("schedule", "看日程、查日程", "look at the schedule")
            .subcommand_required(true)
            .subcommand_help_heading(self.lang.of("命令", "Commands"))
            .subcommands([
                check.arg(self.json()),
                plan.arg(self.json()),
                show,
                new,
                clauses.arg(self.json()),
                schema,
            ])
    }
}
