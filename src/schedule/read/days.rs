//! `days = …` of a step and `when = …` of a variant: which days are meant.
//!
//! It never looks at the time of day.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{DayWord, Days, DaysOn, Fault, ShortMonth, Text};
use super::day_word;
use super::rule;
use super::table::{Fields, Node};

/// More words than this in one place belong into a rule or a holiday calendar.
const WORDS_MAX: usize = 400;

/// The longest distance of `every`, in days.
const EVERY_MAX: u32 = 3_660;

const EXAMPLE: &str = "days = [\"mon\", \"fri\"]";

/// What the days are read against.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HolidayFile {
    /// The schedule names a holiday calendar.
    Named,
    /// It names none.
    Missing,
}

/// Reads which days are meant: a list of words, or a table.
pub(super) fn read(node: &Node<'_>, file: HolidayFile, faults: &mut Vec<Fault>) -> Option<Days> {
    let before = faults.len();
    let days = match node.value {
        DeValue::Array(_) => {
            let words = words(node, ShortMonth::Skip, file, faults);
            warn_of_short_months(node, &words, faults);
            Some(Days { on: DaysOn::Any(words), except: Vec::new() })
        }
        DeValue::Table(_) => table(node, file, faults),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {
            node.wrong("日子的列表", "a list of days", &EXAMPLE.replace("days", node.key), faults);
            None
        }
    };
    let errors = faults[before..].iter().any(|it| it.severity == super::Severity::Error);
    days.filter(|_| !errors)
}

fn table(node: &Node<'_>, file: HolidayFile, faults: &mut Vec<Fault>) -> Option<Days> {
    let mut fields = node.fields(EXAMPLE, faults)?;
    let choices = [("skip", ShortMonth::Skip), ("last", ShortMonth::Last)];
    let short_node = fields.take("short");
    let short = short_node.and_then(|it| it.choice(&choices, faults));
    let (on, every) = (fields.take("on"), fields.take("every"));
    let rrule = fields.take("rrule");
    let from = fields.take("from");
    let given: Vec<&Node<'_>> = [&on, &every, &rrule].into_iter().flatten().collect();
    if let [first, second, ..] = given[..] {
        let (one, other) = (first.key, second.key);
        let title = say(
            format!("`{one}` 和 `{other}` 只能写一个"),
            format!("write `{one}` or `{other}`, not both"),
        );
        let fault = Fault::error(second.place, title)
            .help(say("分成两个步骤，或只留一个", "make two steps of it, or keep one"))
            .note(first.place, say("另一个在这里", "the other one is here"));
        faults.push(fault);
        return None;
    }
    let on = match (on, every, rrule) {
        (Some(on), _, _) => {
            let words = words(&on, short.unwrap_or(ShortMonth::Skip), file, faults);
            if short_node.is_none() {
                warn_of_short_months(&on, &words, faults);
            }
            check_no(from, on.key, faults);
            Some(DaysOn::Any(words))
        }
        (None, Some(every), _) => {
            check_no(short_node, every.key, faults);
            distance(&fields, &every, from, faults)
        }
        (None, None, Some(rrule)) => {
            check_no(short_node, rrule.key, faults);
            let from = need_from(&fields, from, faults);
            from.and_then(|it| rule::read(&rrule, it, faults))
                .map(|it| DaysOn::Recurs(Box::new(it)))
        }
        (None, None, None) => {
            let title = say("没有写是哪些天", "this does not say which days");
            let help = say(
                "写上 on = [\"mon\"]，或 every = 3，或 rrule = \"FREQ=…\"",
                "write on = [\"mon\"], every = 3 or rrule = \"FREQ=…\"",
            );
            faults.push(Fault::error(fields.place, title).help(help));
            None
        }
    };
    let except = fields.take("except");
    let except = except.map(|it| words(&it, ShortMonth::Skip, file, faults)).unwrap_or_default();
    fields.finish(faults);
    Some(Days { on: on?, except })
}

/// Reads a list of words for days.
fn words(
    node: &Node<'_>,
    short: ShortMonth,
    file: HolidayFile,
    faults: &mut Vec<Fault>,
) -> Vec<DayWord> {
    let Some(list) = node.list(&EXAMPLE.replace("days", node.key), faults) else {
        return Vec::new();
    };
    if list.is_empty() || list.len() > WORDS_MAX {
        let title = if list.is_empty() {
            say(format!("`{}` 没有写任何一天", node.key), format!("`{}` names no day", node.key))
        } else {
            say(format!("日子太多：{} 个", list.len()), format!("too many days: {}", list.len()))
        };
        let help = say(
            "写上日子，最多 400 个；天天都做就删去这一行",
            "name days, 400 at most; remove the line where every day is meant",
        );
        faults.push(Fault::error(node.place, title).help(help));
        return Vec::new();
    }
    let mut all: Vec<DayWord> = Vec::new();
    for node in list {
        let Some(word) = day_word::read(&node, short, faults) else { continue };
        let asks = matches!(word, DayWord::Holiday | DayWord::MakeUp);
        if asks && file == HolidayFile::Missing {
            let title = say("没有节假日日历，认不出节假日", "no calendar says what a holiday is");
            let help = "holidays = \"holidays-2026.ics\"";
            let help = say(
                format!("在 store.toml 里写 {help}，并把文件放进文件夹"),
                format!("write {help} in store.toml and put the file into the folder"),
            );
            faults.push(Fault::error(node.place, title).help(help));
        } else if all.contains(&word) {
            let title = say("这一天写了两次", "this day is given twice");
            faults.push(Fault::error(node.place, title).help(say("删去一个", "remove one")));
        } else {
            all.push(word);
        }
    }
    all
}

fn distance(
    fields: &Fields<'_>,
    node: &Node<'_>,
    from: Option<Node<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<DaysOn> {
    let DeValue::Integer(number) = node.value else {
        node.wrong("整数（天数）", "a whole number of days", "every = 3", faults);
        return None;
    };
    let days = number.as_str().parse().ok().filter(|it| (1..=EVERY_MAX).contains(it));
    if days.is_none() {
        let title = say(
            format!("每 {number} 天一次，做不到"),
            format!("every {number} days is not possible"),
        );
        let help = say("写 1 到 3660 之间的天数", "write a number of days from 1 to 3660");
        faults.push(Fault::error(node.place, title).help(help));
    }
    let from = need_from(fields, from, faults);
    Some(DaysOn::Every { days: days?, from: from? })
}

fn need_from(
    fields: &Fields<'_>,
    from: Option<Node<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<chrono::NaiveDate> {
    if from.is_none() {
        let title =
            say("缺少 `from`：从哪一天数起？", "`from` is missing: counted from which day?");
        let help = say("写上 from = \"2026-01-05\"", "write from = \"2026-01-05\"");
        faults.push(Fault::error(fields.place, title).help(help));
    }
    from.and_then(|it| day_word::date(&it, faults))
}

/// Reports a key that means nothing beside the other one.
fn check_no(node: Option<Node<'_>>, beside: &str, faults: &mut Vec<Fault>) {
    let Some(node) = node else { return };
    let title = say(
        format!("`{}` 不能和 `{beside}` 一起写", node.key),
        format!("`{}` means nothing beside `{beside}`", node.key),
    );
    faults.push(Fault::error(node.place, title).help(say("删去它", "remove it")));
}

/// Warns of days that some months do not have, where nobody said what those months do.
fn warn_of_short_months(node: &Node<'_>, words: &[DayWord], faults: &mut Vec<Fault>) {
    let long = words.iter().find_map(|it| match it {
        DayWord::MonthDay(day, _) if *day > 28 => Some(*day),
        DayWord::MonthDay(..)
        | DayWord::Weekday(_)
        | DayWord::Nth(..)
        | DayWord::LastDay
        | DayWord::Dates(..)
        | DayWord::EveryYear(..)
        | DayWord::Holiday
        | DayWord::MakeUp => None,
    });
    let Some(day) = long else { return };
    let title: Text = say(
        format!("有的月份没有 {day} 日，那个月就不做"),
        format!("some months have no day {day}; they are left out"),
    );
    let help = say(
        "照此就写 { on = […], short = \"skip\" }；改取最后一天写 short = \"last\"",
        "write { on = […], short = \"skip\" } if that is meant, or short = \"last\" \
         for the last day",
    );
    faults.push(Fault::warning(node.place, title).help(help));
}
