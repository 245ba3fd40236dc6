//! The month: a line for each day, and the sums above them.
//!
//! It never passes over a day: one without a record says so.

use chrono::{DateTime, NaiveDate, Utc};

use super::{NOT_APPLICABLE, figure};
use crate::report::month::{DayGap, DaySummary, Month};
use crate::report::page::{Block, Page, Row, Section, Stamp, Table, Tone};
use crate::schedule::Lang;
use crate::words;

/// A month that is being put into words.
#[derive(Clone, Copy)]
struct Told<'a> {
    month: &'a Month,
    lang: Lang,
}

/// Puts a month into words.
pub(super) fn lay_out(month: &Month, lang: Lang) -> Page {
    let told = Told { month, lang };
    let about = &month.about;
    let cutoff = words::moment(about.cutoff, about.zone);
    let name = about.month.format("%Y-%m").to_string();
    let undone = month.sum(|it| it.missed) + month.sum(|it| it.unknown);
    let open = month.open();
    let closed = month.sum(|it| it.closed);
    let closed = lang.of(format!("本月关闭 {closed}"), format!("{closed} closed this month"));
    Page {
        stamp: Stamp {
            number: format!("M{}", about.month.format("%Y%m")),
            about: name.clone(),
            at: about.cutoff.with_timezone(&about.zone),
            head: None,
            head_hash: None,
        },
        title: about
            .papers
            .title("month", lang)
            .unwrap_or(lang.of("月报", "Month report"))
            .to_owned(),
        logo: about.logo.clone(),
        store: about.store.clone(),
        head: head(told, &name),
        figures: vec![
            figure(lang.of("漏做与不明", "Missed, unknown"), undone, told.rate(), undone > 0),
            figure(lang.of("问题未了结", "Findings open"), open, closed, open > 0),
        ],
        sections: vec![steps(told), rounds(told)],
        signing: vec![lang.of("经理", "Manager").into(), lang.of("时间", "Time").into()],
        foot: lang.of(
            format!("截至 {cutoff}。按时率：按时完成的步骤占应做步骤的比例。"),
            format!("As of {cutoff}. On time: the share of due steps that were done in time."),
        ),
    }
}

/// Returns the days as one wide table, for a spreadsheet.
pub(super) fn list(month: &Month, lang: Lang) -> Table {
    let told = Told { month, lang };
    let columns = vec![
        lang.of("日期", "Date"),
        lang.of("按时", "On time"),
        lang.of("延迟", "Late"),
        lang.of("漏做", "Missed"),
        lang.of("跳过", "Skipped"),
        lang.of("推后", "Deferred"),
        lang.of("不明", "Unknown"),
        lang.of("按时率", "On-time rate"),
        lang.of("应巡", "Rounds due"),
        lang.of("已巡", "Rounds done"),
        lang.of("最长间隔（分）", "Largest gap (min)"),
        lang.of("间隔起", "Gap from"),
        lang.of("间隔止", "Gap to"),
        lang.of("超出上限", "Limit exceeded"),
        lang.of("新问题", "New findings"),
        lang.of("已关闭", "Closed"),
        lang.of("未了结", "Open"),
    ];
    let rows = month.lines().map(|(date, it)| list_row(date, it, columns.len(), told)).collect();
    Table { title: None, columns, rows }
}

fn list_row(date: NaiveDate, day: Option<&DaySummary>, count: usize, told: Told<'_>) -> Row {
    let mut cells = vec![date.to_string()];
    if let Some(it) = day {
        let numbers = [it.on_time, it.late, it.missed, it.skipped, it.deferred, it.unknown];
        cells.extend(numbers.map(|it| it.to_string()));
        cells.push(it.per_mille_on_time().map_or(String::new(), rate));
        cells.extend([it.rounds.1.to_string(), it.rounds.0.to_string()]);
        cells.extend(gap_cells(it.gap, told));
        cells.extend([it.found, it.closed, it.open].map(|it| it.to_string()));
    }
    cells.resize(count, String::new());
    Row::toned(Tone::alarm_if(day.is_some_and(is_wrong)), cells)
}

fn gap_cells(gap: Option<DayGap>, told: Told<'_>) -> [String; 4] {
    let Some(gap) = gap else { return [const { String::new() }; 4] };
    let exceeded =
        if gap.exceeds() { told.lang.of("是", "yes") } else { told.lang.of("否", "no") };
    [
        gap.length().num_minutes().to_string(),
        told.at(gap.since),
        told.at(gap.until),
        exceeded.to_owned(),
    ]
}

fn head(told: Told<'_>, name: &str) -> Vec<(String, String)> {
    let (month, lang) = (told.month, told.lang);
    let word = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    let days = month.days.len();
    let all = month.lines().count();
    let gap = month.gap().map_or(NOT_APPLICABLE.to_owned(), |it| told.gap(&it));
    let done = month.sum(|it| it.rounds.0);
    let due = month.sum(|it| it.rounds.1);
    vec![
        (word("月份", "Month"), name.to_owned()),
        (
            word("有记录", "Days on record"),
            lang.of(format!("{days}/{all} 天"), format!("{days} of {all}")),
        ),
        (word("截止", "Cut-off"), words::moment(month.about.cutoff, month.about.zone)),
        (
            word("按时率", "On time"),
            month.per_mille_on_time().map_or(NOT_APPLICABLE.to_owned(), rate),
        ),
        (word("巡查", "Rounds"), format!("{done}/{due}")),
        (word("最长间隔", "Largest gap"), gap),
    ]
}

fn steps(told: Told<'_>) -> Section {
    let lang = told.lang;
    let row = |(date, day): (NaiveDate, Option<&DaySummary>)| {
        let Some(it) = day else { return told.without(date, 8) };
        let mut cells = vec![told.day(date)];
        let numbers = [it.on_time, it.late, it.missed, it.skipped, it.deferred, it.unknown];
        cells.extend(numbers.map(|it| it.to_string()));
        cells.push(it.per_mille_on_time().map_or(NOT_APPLICABLE.to_owned(), rate));
        Row::toned(Tone::alarm_if(it.missed + it.unknown > 0), cells)
    };
    let columns = vec![
        lang.of("日期", "Date"),
        lang.of("按时", "On time"),
        lang.of("延迟", "Late"),
        lang.of("漏做", "Missed"),
        lang.of("跳过", "Skipped"),
        lang.of("推后", "Deferred"),
        lang.of("不明", "Unknown"),
        lang.of("按时率", "Rate"),
    ];
    let rows = told.month.lines().map(row).collect();
    told.section(lang.of("各步骤", "Steps"), columns, rows)
}

fn rounds(told: Told<'_>) -> Section {
    let lang = told.lang;
    let row = |(date, day): (NaiveDate, Option<&DaySummary>)| {
        let Some(it) = day else { return told.without(date, 6) };
        let wrong = it.gap.is_some_and(|it| it.exceeds()) || it.rounds.0 < it.rounds.1;
        let cells = vec![
            told.day(date),
            format!("{}/{}", it.rounds.0, it.rounds.1),
            it.gap.map_or(NOT_APPLICABLE.to_owned(), |it| told.gap(&it)),
            it.found.to_string(),
            it.closed.to_string(),
            it.open.to_string(),
        ];
        Row::toned(Tone::alarm_if(wrong), cells)
    };
    let columns = vec![
        lang.of("日期", "Date"),
        lang.of("巡查", "Rounds"),
        lang.of("最长间隔", "Largest gap"),
        lang.of("新问题", "New"),
        lang.of("已关闭", "Closed"),
        lang.of("未了结", "Open"),
    ];
    let rows = told.month.lines().map(row).collect();
    told.section(lang.of("巡查与问题", "Rounds and findings"), columns, rows)
}

fn is_wrong(it: &DaySummary) -> bool {
    it.missed + it.unknown > 0 || it.gap.is_some_and(|it| it.exceeds())
}

/// Returns thousandths as a percentage with one decimal.
fn rate(per_mille: usize) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

impl Told<'_> {
    fn rate(self) -> String {
        match self.month.per_mille_on_time() {
            Some(it) => format!("{} {}", self.lang.of("按时率", "on time"), rate(it)),
            None => NOT_APPLICABLE.to_owned(),
        }
    }

    fn day(self, date: NaiveDate) -> String {
        let named = words::day(date, self.lang);
        let year = date.format("%Y-").to_string();
        named.replace(&year, "")
    }

    fn at(self, at: DateTime<Utc>) -> String {
        words::clock(at, self.month.about.zone)
    }

    fn gap(self, it: &DayGap) -> String {
        let mark = if it.exceeds() { self.lang.of(" ! 超出", " ! exceeded") } else { "" };
        let length = words::span(it.length(), self.lang);
        format!("{length} {}–{}{mark}", self.at(it.since), self.at(it.until))
    }

    /// Returns the line of a day of which there is no summary.
    fn without(self, date: NaiveDate, count: usize) -> Row {
        let about = &self.month.about;
        let ahead = date >= about.cutoff.with_timezone(&about.zone).date_naive();
        let why = if ahead { NOT_APPLICABLE } else { self.lang.of("无记录", "no record") };
        let mut cells = vec![self.day(date), why.to_owned()];
        cells.resize(count, NOT_APPLICABLE.to_owned());
        Row::calm(cells)
    }

    fn section(self, title: &str, columns: Vec<&'static str>, rows: Vec<Row>) -> Section {
        let tone = Tone::alarm_if(rows.iter().any(|it| it.tone == Tone::Alarm));
        let table = Table { title: None, columns, rows };
        Section { title: title.to_owned(), tone, blocks: vec![Block::Table(table)] }
    }
}
