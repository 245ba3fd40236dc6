//! Entries as a list: each in one line, in the words of the schedule of its day.
//!
//! It never changes the order in which it was given them.

use super::{kind, table};
use crate::report::log::{Log, LogLine};
use crate::report::page::{Block, Page, Row, Section, Stamp, Table, Tone};
use crate::schedule::Lang;
use crate::words;

/// Puts a list of entries into words.
pub(super) fn lay_out(log: &Log, lang: Lang) -> Page {
    let made = words::moment(log.made, log.zone);
    let count = log.lines.len();
    let last = log.lines.iter().map(|it| it.entry.seq).max();
    let days = log.lines.iter().map(|it| it.entry.day);
    let (first_day, last_day) = (days.clone().min(), days.max());
    let about = match (first_day, last_day) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(day), _) => day.to_string(),
        (None, _) => String::new(),
    };
    let listed = list(log, lang);
    let nothing = lang.of("没有找到记录。", "Nothing was found.").to_owned();
    let block = if listed.rows.is_empty() { Block::Say(nothing) } else { Block::Table(listed) };
    let (entries, made_at) = (lang.of("条数", "Entries"), lang.of("制表", "Made"));
    Page {
        stamp: Stamp {
            number: format!("L{}", log.made.with_timezone(&log.zone).format("%Y%m%d%H%M")),
            about,
            at: log.made.with_timezone(&log.zone),
            head: last,
            head_hash: None,
        },
        logo: None,
        title: lang.of("值班记录", "Log").to_owned(),
        store: log.store.clone(),
        head: vec![(entries.to_owned(), count.to_string()), (made_at.to_owned(), made.clone())],
        figures: Vec::new(),
        sections: vec![Section {
            title: lang.of("记录", "Entries").to_owned(),
            tone: Tone::Calm,
            blocks: vec![block],
        }],
        signing: vec![kind::officer(lang).into(), lang.of("时间", "Time").into()],
        foot: lang.of(format!("{made} 制表，共 {count} 条。"), format!("{count} entries, {made}.")),
    }
}

/// Returns the entries as one table.
pub(super) fn list(log: &Log, lang: Lang) -> Table {
    let columns = vec![
        lang.of("记录", "Entry"),
        lang.of("营业日", "Store day"),
        lang.of("发生", "Happened"),
        lang.of("写入", "Written"),
        lang.of("记录人", "By"),
        lang.of("类别", "Kind"),
        lang.of("内容", "What"),
    ];
    table(columns, log.lines.iter().map(|it| row(it, lang)).collect())
}

fn row(it: &LogLine, lang: Lang) -> Row {
    let entry = &it.entry;
    Row::calm(vec![
        entry.seq.0.to_string(),
        entry.day.to_string(),
        words::moment(entry.happened, it.schedule.zone),
        words::moment(entry.recorded, it.schedule.zone),
        entry.officer.as_str().to_owned(),
        entry.fact.word().to_owned(),
        words::fact(&entry.fact, &it.schedule, lang),
    ])
}
