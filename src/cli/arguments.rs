//! The grammar of the command line: names that others script against, help in both languages.
//!
//! It never says what a command does; the long texts stand in `texts`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, ValueHint, value_parser};

use super::{FORMATS, REPORTS, texts, words_of};
use crate::engine::command::{FindingKind, Severity};
use crate::schedule::Lang;

/// The words of the severities on the command line and in JSON.
pub const SEVERITIES: [(&str, Severity); 3] =
    [("critical", Severity::Critical), ("major", Severity::Major), ("minor", Severity::Minor)];

/// The words of the kinds of finding on the command line and in JSON.
pub const KINDS: [(&str, FindingKind); 8] = [
    ("fire", FindingKind::Fire),
    ("security", FindingKind::Security),
    ("equipment", FindingKind::Equipment),
    ("staff", FindingKind::Staff),
    ("goods", FindingKind::Goods),
    ("customer", FindingKind::Customer),
    ("hygiene", FindingKind::Hygiene),
    ("other", FindingKind::Other),
];

/// What only a finding has, not an event.
const NOT_WITH_EVENT: [&str; 8] =
    ["severity", "kind", "reported-by", "fixed", "owner", "due", "interim", "reported-to"];

/// Returns the whole grammar, with its help in one language.
pub fn command(lang: Lang) -> Command {
    let grammar = Grammar { lang };
    let own = [
        grammar.status(),
        grammar.note(),
        grammar.log(),
        grammar.schedule(),
        grammar.report(),
        grammar.verify(),
        grammar.officer(),
        grammar.doctor(),
        grammar.rehearse(),
        grammar.completions(),
        grammar.verb("man", "打印使用手册（man 格式）", "print the manual page"),
    ];
    let root = Command::new("zhiban")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.of("百货商场值班台", "The duty desk of a department store"))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading(lang.of("命令", "Commands"))
        .arg(grammar.global_path(
            "schedule",
            "日程文件夹，或自带日程的名字",
            "the schedule folder, or the name of a shipped one",
        ))
        .arg(grammar.global_path("data", "数据文件夹（记录在里面）", "the folder of the record"))
        .arg(grammar.words("lang", "LANG", "语言：zh 或 en", "language: zh or en", &["zh", "en"]))
        .arg(grammar.words(
            "color",
            "WHEN",
            "颜色：auto、always 或 never",
            "colour: auto, always or never",
            &["auto", "always", "never"],
        ))
        .arg(grammar.version())
        .subcommands(own);
    grammar.dress(root)
}

pub(super) struct Grammar {
    pub(super) lang: Lang,
}

impl Grammar {
    fn status(&self) -> Command {
        self.verb("status", "看现在的情况", "say how things stand now").arg(self.json())
    }

    fn note(&self) -> Command {
        let severities = words_of(&SEVERITIES);
        let kinds: Vec<&str> = KINDS.iter().map(|(word, _)| *word).collect();
        self.verb("note", "记下一个问题", "record a finding")
            .arg(self.positional("text", "TEXT", "看到了什么", "what was found").required(true))
            .arg(self.option("floor", "FLOOR", "楼层，如 6F", "the floor, such as 6F"))
            .arg(self.option("place", "PLACE", "楼层里的位置", "where on the floor"))
            .arg(self.plain_words(
                "severity",
                "S",
                "轻重：critical 危急、major 重要、minor 一般（默认）",
                "critical, major or minor (the default)",
                &severities,
            ))
            .arg(self.plain_words(
                "kind",
                "KIND",
                "类别：fire 消防、security 安全、equipment 设备、staff 员工、goods 商品、\
                 customer 顾客、hygiene 卫生、other 其他（默认）",
                "fire, security, equipment, staff, goods, customer, hygiene or other (the default)",
                &kinds,
            ))
            .arg(
                self.option(
                    "event",
                    "EVENT",
                    "这是日程里的一个事件，启动它的步骤，如 lift-trapped",
                    "an event of the schedule, such as lift-trapped: its steps begin",
                )
                .conflicts_with_all(NOT_WITH_EVENT),
            )
            .arg(self.option("at", "HH:MM", "什么时候发生的", "when it happened"))
            .arg(self.option("by", "NAME", "谁记的（默认值班台上的人）", "who writes it"))
            .arg(self.option("reported-by", "NAME", "谁报告的", "who told it"))
            .arg(self.option("fixed", "WHAT", "已当场改正：做了什么", "put right on the spot: how"))
            .arg(self.option("owner", "NAME", "谁来整改", "who puts it right"))
            .arg(self.option("due", "DAY", "整改期限", "by which day"))
            .arg(self.option(
                "interim",
                "WHAT",
                "整改前的防护措施",
                "what protects people meanwhile",
            ))
            .arg(self.option("reported-to", "NAME", "已报告给谁", "to whom it was reported"))
            .arg(self.files(
                "photo",
                "FILE",
                "照片（JPEG、PNG），可写几次",
                "a photo, JPEG or PNG; may be said several times",
            ))
            .arg(self.json())
            .group(
                ArgGroup::new("follow-up")
                    .args(["owner", "due", "interim", "reported-to"])
                    .multiple(true)
                    .conflicts_with("fixed"),
            )
    }

    fn log(&self) -> Command {
        let severities = words_of(&SEVERITIES);
        self.verb("log", "查记录", "search the record")
            .arg(self.positional("words", "WORDS", "要找的词", "words to look for").num_args(0..))
            .arg(self.day())
            .arg(self.option("floor", "FLOOR", "只看这一层", "only this floor"))
            .arg(self.plain_words(
                "severity",
                "S",
                "只看这种轻重",
                "only this severity",
                &severities,
            ))
            .arg(self.flag("open", "只看没有整改完的问题", "only findings that are open"))
            .arg(self.json().conflicts_with_all(["csv", "xlsx"]))
            .arg(self.flag("csv", "输出 CSV", "print CSV").conflicts_with("xlsx"))
            .arg(self.flag("xlsx", "输出 Excel 工作簿", "an Excel workbook"))
            .arg(self.output())
    }

    fn report(&self) -> Command {
        let kind = self
            .positional(
                "kind",
                "KIND",
                "handover 交接，day 全天，fire-patrol 防火巡查，diary 日记，\
                 floor-log 楼层日志，sweep 清场，month 月报，blank 明天的空白表",
                "handover, day, fire-patrol, diary, floor-log, sweep, month, \
                 or blank: tomorrow's empty forms",
            )
            .required(true)
            .value_parser(PossibleValuesParser::new(words_of(&REPORTS)))
            .hide_possible_values(true);
        self.verb("report", "出报告", "write a report")
            .arg(kind)
            .arg(self.day())
            .arg(self.option("shift", "SHIFT", "班次（如 early）", "the shift, such as early"))
            .arg(self.format())
            .arg(self.output())
            .arg(self.print())
    }

    fn rehearse(&self) -> Command {
        let script = self
            .option("script", "FILE", "按脚本走一天", "run the day from a script")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(std::path::PathBuf));
        let headless = self.flag("headless", "不开屏幕（和 --script 一起用）", "without a screen");
        let report = self.plain_words(
            "report",
            "KIND",
            "最后出报告：handover、day 等，同 report 命令",
            "print a report at the end: handover, day or another, as for `report`",
            &words_of(&REPORTS),
        );
        self.verb("rehearse", "演练一天，不写进真正的记录", "practise a day; nothing is recorded")
            .arg(self.option(
                "speed",
                "N",
                "快多少倍（1–3600，默认 60）",
                "how many times faster (1–3600, default 60)",
            ))
            .arg(self.option("at", "HH:MM", "从几点开始", "where to start"))
            .arg(self.day())
            .arg(script.requires("headless").conflicts_with_all(["speed", "at"]))
            .arg(headless.requires("script"))
            .arg(report.requires("script"))
            .arg(
                self.option("shift", "SHIFT", "报告哪一班", "the shift of the report")
                    .requires("report"),
            )
            .arg(self.format().requires("report"))
            .arg(self.output().requires("report"))
    }

    fn completions(&self) -> Command {
        let shells = ["bash", "elvish", "fish", "powershell", "zsh"];
        let shell = self
            .positional(
                "shell",
                "SHELL",
                "bash、elvish、fish、powershell 或 zsh",
                "bash, elvish, fish, powershell or zsh",
            )
            .required(true)
            .value_parser(PossibleValuesParser::new(shells))
            .hide_possible_values(true);
        self.verb("completions", "打印命令补全脚本", "print completions for a shell").arg(shell)
    }

    pub(super) fn verb(&self, name: &'static str, zh: &'static str, en: &'static str) -> Command {
        Command::new(name).about(self.lang.of(zh, en))
    }

    /// Gives a command and all below it the headings and examples of the language.
    fn dress(&self, command: Command) -> Command {
        self.dress_below(command, "zhiban")
    }

    fn dress_below(&self, command: Command, path: &str) -> Command {
        let help = Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help_heading(self.general())
            .help(self.lang.of("看用法和例子", "show the usage and examples"));
        let names: Vec<String> =
            command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
        let mut command = command
            .disable_help_flag(true)
            .arg(help)
            .override_usage(texts::usage(path, self.lang))
            .after_help(texts::after(path, self.lang))
            .help_template(self.lang.of(
                "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n",
                "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
            ));
        for name in names {
            let path = format!("{path} {name}");
            command = command.mut_subcommand(&name, |below| self.dress_below(below, &path));
        }
        command
    }

    fn flag(&self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help_heading(self.lang.of("选项", "Options"))
            .help(self.lang.of(zh, en))
    }

    pub(super) fn option(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        self.flag(name, zh, en).action(ArgAction::Set).value_name(value)
    }

    fn files(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        self.option(name, value, zh, en)
            .action(ArgAction::Append)
            .value_parser(value_parser!(std::path::PathBuf))
            .value_hint(ValueHint::FilePath)
    }

    pub(super) fn positional(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help_heading(self.lang.of("参数", "Arguments"))
            .help(self.lang.of(zh, en))
    }

    pub(super) fn plain_words(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
        words: &[&'static str],
    ) -> Arg {
        let parser = PossibleValuesParser::new(words.to_vec());
        self.option(name, value, zh, en).value_parser(parser).hide_possible_values(true)
    }

    fn words(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
        words: &[&'static str],
    ) -> Arg {
        let arg = self.plain_words(name, value, zh, en, words);
        arg.global(true).help_heading(self.general())
    }

    fn global_path(&self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        self.option(name, "DIR", zh, en)
            .global(true)
            .value_hint(ValueHint::DirPath)
            .value_parser(value_parser!(std::path::PathBuf))
            .help_heading(self.general())
    }

    fn version(&self) -> Arg {
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help_heading(self.general())
            .help(self.lang.of("看版本", "show the version"))
    }

    pub(super) fn day(&self) -> Arg {
        self.option(
            "day",
            "DAY",
            "哪一天：2026-11-23、today、yesterday、-3",
            "which day: 2026-11-23, today, yesterday, -3",
        )
        .allow_hyphen_values(true)
    }

    pub(super) fn json(&self) -> Arg {
        self.flag("json", "输出 JSON", "print JSON")
    }

    fn format(&self) -> Arg {
        self.plain_words(
            "format",
            "FMT",
            "格式：text、md、html、json、pdf、csv、xlsx、escpos 小票（默认看文件名，否则 text）",
            "text, md, html, json, pdf, csv, xlsx, escpos (default: by the file's name, else text)",
            &words_of(&FORMATS),
        )
    }

    pub(super) fn output(&self) -> Arg {
        self.option("output", "FILE", "写到文件", "write to a file")
            .short('o')
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(std::path::PathBuf))
    }

    fn general(&self) -> &'static str {
        self.lang.of("通用选项", "Global options")
    }
}
