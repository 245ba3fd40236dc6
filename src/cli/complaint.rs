//! What is wrong with the words that were typed, said in the officer's language.
//!
//! It never prints: it carries the text, the exit code and where the text belongs.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::schedule::Lang;

/// A text that ends the program before it begins: a usage error, or the help that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The text to print.
    pub text: String,
    /// Whether it was asked for and goes to the standard output with exit code 0.
    pub asked_for: bool,
}

impl Complaint {
    /// Returns a usage error: what is wrong, and what to do.
    pub(super) fn wrong(lang: Lang, what: &str, advice: &str) -> Self {
        let (error, hint) = lang.of(("错误", "提示"), ("error", "hint"));
        let colon = lang.of("：", ": ");
        let text = format!("{error}{colon}{what}\n  {hint}{colon}{advice}\n");
        Self { text, asked_for: false }
    }
}

/// Returns clap's finding in the officer's language.
pub(super) fn from_clap(fault: &clap::Error, lang: Lang) -> Complaint {
    let asked_for = matches!(fault.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asked_for || fault.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Complaint { text: fault.render().to_string(), asked_for };
    }
    let what = what(fault, lang);
    Complaint::wrong(lang, &what, &advice(fault, lang))
}

fn what(fault: &clap::Error, lang: Lang) -> String {
    let argument = context(fault, ContextKind::InvalidArg);
    let value = context(fault, ContextKind::InvalidValue);
    match fault.kind() {
        ErrorKind::UnknownArgument => {
            lang.of(format!("不认识“{argument}”"), format!("`{argument}` is not known here"))
        }
        ErrorKind::InvalidSubcommand => {
            let word = context(fault, ContextKind::InvalidSubcommand);
            lang.of(format!("没有“{word}”这个命令"), format!("there is no command `{word}`"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            lang.of(format!("“{argument}”后面缺少值"), format!("`{argument}` needs a value"))
        }
        ErrorKind::InvalidValue => lang.of(
            format!("“{argument}”不能是“{value}”"),
            format!("`{argument}` cannot be `{value}`"),
        ),
        ErrorKind::MissingRequiredArgument => {
            lang.of(format!("缺少 {argument}"), format!("{argument} is missing"))
        }
        ErrorKind::MissingSubcommand => {
            lang.of("还要说明做什么".to_owned(), "say what to do with it".to_owned())
        }
        ErrorKind::ArgumentConflict => {
            let other = context(fault, ContextKind::PriorArg);
            if other == argument || other.is_empty() {
                return lang
                    .of(format!("“{argument}”只能写一次"), format!("`{argument}` is given twice"));
            }
            lang.of(
                format!("“{argument}”和“{other}”不能同时用"),
                format!("`{argument}` and `{other}` exclude each other"),
            )
        }
        ErrorKind::InvalidUtf8 => lang.of(
            "命令行里有不是 UTF-8 的字符".to_owned(),
            "the command line holds text that is not UTF-8".to_owned(),
        ),
        // The kinds are clap's and may grow; its own words are better than none.
        _ => fault.kind().as_str().unwrap_or("?").to_owned(),
    }
}

fn advice(fault: &clap::Error, lang: Lang) -> String {
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().map(|it| context(fault, it)).find(|it| !it.is_empty());
    if let Some(word) = near {
        return lang.of(format!("是不是“{word}”？"), format!("did you mean `{word}`?"));
    }
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let valid = valid.into_iter().map(|it| context(fault, it)).find(|it| !it.is_empty());
    match valid {
        Some(words) => lang.of(format!("可以用：{words}"), format!("one of: {words}")),
        None => lang.of(
            "加 --help 看用法和例子".to_owned(),
            "add --help for the usage and examples".to_owned(),
        ),
    }
}

fn context(fault: &clap::Error, kind: ContextKind) -> String {
    match fault.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        Some(ContextValue::StyledStr(words)) => words.to_string(),
        Some(ContextValue::StyledStrs(words)) => {
            words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        Some(_) | None => String::new(),
    }
}
