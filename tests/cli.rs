//! The command line: what is typed becomes values, and what is wrong is answered in two languages.

use std::ffi::OsString;

use zhiban::cli::{self, Color, Complaint, DayWord, Invocation, ReportFormat, Surroundings, Verb};
use zhiban::schedule::Lang;

fn words(line: &str) -> Vec<OsString> {
    std::iter::once("zhiban").chain(line.split_whitespace()).map(OsString::from).collect()
}

fn parse(line: &str) -> Invocation {
    cli::parse(&words(line), &Surroundings::default()).unwrap()
}

fn refuse(line: &str) -> Complaint {
    cli::parse(&words(line), &Surroundings::default()).expect_err("is refused")
}

#[test]
fn a_printer_may_be_named_or_left_to_the_system() {
    let printed = |line| match parse(line).verb {
        Verb::Report(args) => args.print,
        other => panic!("{other:?}"),
    };
    assert_eq!(printed("report day"), None);
    assert_eq!(printed("report day --print"), Some(None));
    assert_eq!(printed("report day --print Office"), Some(Some("Office".to_owned())));
    let Verb::Doctor(args) = parse("doctor --print-test --json").verb else { panic!() };
    assert_eq!((args.print_test, args.json), (Some(None), true));
}

#[test]
fn nothing_typed_opens_the_desk_in_chinese() {
    let call = parse("");
    assert_eq!((call.verb, call.lang, call.color), (Verb::Desk, Lang::Zh, Color::Auto));
}

#[test]
fn the_language_is_the_option_then_the_variable_then_the_system() {
    let around = |lang: Option<&str>, locale: &str| Surroundings {
        lang: lang.map(OsString::from),
        locale: Some(locale.to_owned()),
        ..Surroundings::default()
    };
    let lang = |line, around: &Surroundings| cli::parse(&words(line), around).unwrap().lang;
    assert_eq!(lang("--lang zh", &around(Some("en"), "en-US")), Lang::Zh);
    assert_eq!(lang("status", &around(Some("zh"), "en-US")), Lang::Zh);
    assert_eq!(lang("status", &around(None, "en-US")), Lang::En);
    assert_eq!(lang("status", &around(None, "C")), Lang::Zh);
    assert_eq!(lang("status", &around(None, "fr-FR")), Lang::Zh);
}

#[test]
fn no_color_is_heeded_unless_colour_is_asked_for() {
    let around = Surroundings { no_color: true, ..Surroundings::default() };
    let color = |line| cli::parse(&words(line), &around).unwrap().color;
    assert_eq!(color("status"), Color::Never);
    assert_eq!(color("status --color always"), Color::Always);
}

#[test]
fn a_variable_stands_in_for_an_option() {
    let around = Surroundings { data: Some("/one".into()), ..Surroundings::default() };
    assert_eq!(cli::parse(&words("status"), &around).unwrap().data, Some("/one".into()));
    let both = cli::parse(&words("--data /two status"), &around).unwrap();
    assert_eq!(both.data, Some("/two".into()));
}

#[test]
fn a_misspelt_command_is_answered_with_the_nearest_one() {
    insta::assert_snapshot!(refuse("statsu").text, @r"
    错误：没有“statsu”这个命令
      提示：是不是“status”？
    ");
    insta::assert_snapshot!(refuse("--lang en note a --flor 3F").text, @r"
    error: `--flor` is not known here
      hint: did you mean `--floor`?
    ");
}

#[test]
fn a_value_that_makes_no_sense_is_answered_with_those_that_do() {
    insta::assert_snapshot!(refuse("note a --severity bad").text, @r"
    错误：“--severity <S>”不能是“bad”
      提示：可以用：critical, major, minor
    ");
    insta::assert_snapshot!(refuse("--lang en schedule plan --day 2026-02-30").text, @r"
    error: `2026-02-30` is not a day
      hint: write 2026-11-23, today, yesterday, tomorrow, or -3 (three days ago)
    ");
    assert!(refuse("log --day 262142-12-31").text.contains("不是日期"));
    insta::assert_snapshot!(refuse("note a --at 25:61").text, @r"
    错误：“25:61”不是时间
      提示：写成 08:20 这样，00:00 到 23:59
    ");
    insta::assert_snapshot!(refuse("rehearse --speed 0").text, @r"
    错误：速度不能是“0”
      提示：写 1 到 3600 的整数
    ");
    insta::assert_snapshot!(refuse("verify --against 12").text, @r"
    错误：“12”不是编号和校验值
      提示：照纸上印的写，如 18391:4f2a91c0（至少 8 位）
    ");
}

#[test]
fn what_is_missing_or_at_odds_is_named() {
    insta::assert_snapshot!(refuse("--lang en note").text, @r"
    error: <TEXT> is missing
      hint: add --help for the usage and examples
    ");
    assert!(refuse("note a --fixed b --owner c").text.contains("不能同时用"));
    assert!(refuse("rehearse --script f").text.contains("--headless"));
    assert!(!refuse("schedule").asked_for);
}

#[test]
fn a_day_may_be_a_date_a_word_or_a_distance() {
    let day = |line| match parse(line).verb {
        Verb::Log(args) => args.day.unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(day("log --day 2026-11-23"), DayWord::Date("2026-11-23".parse().unwrap()));
    assert_eq!(day("log --day 昨天"), DayWord::FromToday(-1));
    assert_eq!(day("log --day -3"), DayWord::FromToday(-3));
}

#[test]
fn the_format_of_a_report_follows_its_file_unless_it_is_named() {
    let format = |line| match parse(line).verb {
        Verb::Report(args) => args.format,
        other => panic!("{other:?}"),
    };
    assert_eq!(format("report day"), ReportFormat::Text);
    assert_eq!(format("report day -o day.html"), ReportFormat::Html);
    assert_eq!(format("report day -o day.html --format md"), ReportFormat::Markdown);
}

#[test]
fn every_command_has_help_with_examples_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut command = cli::command(lang);
        command.build();
        let mut all: Vec<clap::Command> = vec![command];
        while let Some(mut command) = all.pop() {
            let help = command.render_long_help().to_string();
            let name = command.get_name().to_owned();
            assert!(help.contains(lang.of("例子：", "Examples:")), "{name}:\n{help}");
            assert!(help.contains(lang.of("用法：", "Usage:")), "{name}:\n{help}");
            let english = ["Options:", "Commands:", "Arguments:", "Print "];
            let leaks = english.iter().any(|it| help.contains(it));
            assert!(lang == Lang::En || !leaks, "English in Chinese help of {name}:\n{help}");
            all.extend(command.get_subcommands().cloned());
        }
    }
}

#[test]
fn every_example_of_the_help_is_understood() {
    let mut command = cli::command(Lang::En);
    command.build();
    let mut all: Vec<clap::Command> = vec![command];
    let mut count = 0;
    while let Some(mut command) = all.pop() {
        let help = command.render_long_help().to_string();
        for line in help.lines().filter_map(|it| it.trim().strip_prefix("zhiban ")) {
            if line.contains("[OPTIONS]") || line.contains("COMMAND") {
                continue;
            }
            let line = line.split(['|', '>']).next().unwrap().replace('\'', "");
            let read = cli::parse(&words(&line), &Surroundings::default());
            let help = read.as_ref().is_err_and(|it| it.asked_for);
            assert!(read.is_ok() || help, "{line}: {read:?}");
            count += 1;
        }
        all.extend(command.get_subcommands().cloned());
    }
    assert!(count > 20, "only {count} examples were found");
}
