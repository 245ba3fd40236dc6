//! The empty forms of a day: each step with its time, its items with boxes, lines to write on.
//!
//! They never leave a step out, and never ask for more than the schedule does.

use chrono::{DateTime, Utc};

use super::{LINE, NOT_APPLICABLE, ruled};
use crate::report::blank::Blank;
use crate::report::page::{Block, Page, Row, Section, Stamp, Table, Tone};
use crate::schedule::{
    Against, AnswerForm, AreaList, AreaSource, Batch, Clause, Counted, Counting, FloorId, Item,
    Lang, Planned, RoleId, Signing, Step, StepKind, When,
};
use crate::words;

/// The box to tick.
const BOX: &str = "□";
/// A short line, as wide as a time.
pub(super) const SHORT: &str = "______";
/// How many areas have room that are known only on the day.
const AREAS: usize = 8;
/// The numbers by which the items of a repeated step stand over its columns.
const NUMBERS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// A form that is being put into words.
#[derive(Clone, Copy)]
struct Told<'a> {
    blank: &'a Blank,
    lang: Lang,
}

/// Puts the empty forms into words.
pub(super) fn lay_out(blank: &Blank, lang: Lang) -> Page {
    let told = Told { blank, lang };
    let schedule = &blank.schedule;
    let own = schedule.store.get(lang).to_owned();
    let made = words::moment(blank.made, schedule.zone);
    let sections = std::iter::once(told.beginning())
        .chain(steps(told))
        .chain([ruled::findings(lang), ruled::handover(blank, lang)]);
    Page {
        stamp: Stamp {
            number: format!("B{}", blank.plan.day.format("%Y%m%d")),
            about: blank.plan.day.to_string(),
            at: blank.made.with_timezone(&schedule.zone),
            head: None,
            head_hash: None,
        },
        title: schedule
            .papers
            .title("blank", lang)
            .unwrap_or(lang.of("空白值班表", "Blank forms"))
            .to_owned(),
        logo: blank.logo.clone(),
        store: blank.store.clone().unwrap_or(own),
        head: head(told),
        figures: Vec::new(),
        sections: sections.collect(),
        signing: vec![
            lang.of("交班人", "Handed over by").into(),
            lang.of("接班人", "Taken over by").into(),
            lang.of("时间", "Time").into(),
        ],
        foot: lang.of(
            format!("{made} 印制。值班台恢复后补录：写明发生时间，系统会标为补记。"),
            format!(
                "Printed {made}. When the desk is back, enter what stands here with the time at \
                 which it happened; it is marked as written late."
            ),
        ),
    }
}

fn head(told: Told<'_>) -> Vec<(String, String)> {
    let (blank, lang) = (told.blank, told.lang);
    let word = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    let revision: String = blank.schedule.revision.as_str().chars().take(12).collect();
    let mut head = vec![(word("营业日", "Store day"), words::day(blank.plan.day, lang))];
    if blank.plan.closed {
        head.push((word("营业", "Open"), word("不营业", "closed all day")));
    }
    if !blank.plan.variants.is_empty() {
        let why: Vec<&str> = blank.plan.variants.iter().map(|it| it.why.get(lang)).collect();
        head.push((word("特殊安排", "Special day"), why.join(lang.of("、", ", "))));
    }
    head.push((word("值班", "On duty"), LINE.to_owned()));
    head.push((word("日程版本", "Schedule"), revision));
    head
}

/// Returns the steps in the order of the day; a repeated one stands where it first falls due.
fn steps(told: Told<'_>) -> impl Iterator<Item = Section> {
    let schedule = &told.blank.schedule;
    let first = told.blank.plan.occurrences.iter().filter(|it| it.id.number == 1);
    let daily = first.map(move |it| {
        let step = &schedule.steps[it.step_index];
        told.step(step, &told.time(step, it))
    });
    daily.chain(started(told))
}

/// Returns the steps that events start, each with how long it may take.
fn started(told: Told<'_>) -> impl Iterator<Item = Section> {
    let schedule = &told.blank.schedule;
    let events = schedule.events_on(told.blank.plan.day).into_iter();
    events.flat_map(move |event| {
        let of_event = schedule.steps.iter().filter(|it| it.when.event() == Some(&event.id));
        of_event.filter_map(move |step| match &step.when {
            When::OnEvent(it) => {
                let by = words::point(&it.window.finish_by, schedule, told.lang);
                let mut section = told.step(step, &by);
                section.blocks.insert(0, Block::Say(event.title.get(told.lang).to_owned()));
                Some(section)
            }
            When::Once(_) | When::Every(_) | When::Series(_) => None,
        })
    })
}

impl<'a> Told<'a> {
    fn beginning(self) -> Section {
        let say = self.lang.of(
            "值班台停用时用这份表。到点做，做完勾一格、写时间；不正常的写到“发现的问题”。",
            "For use while the desk is down. Do each step at its time, tick one box, write the \
             time; what is not as it should be goes under “Findings”.",
        );
        let title = self.lang.of("用法", "How to use").to_owned();
        Section { title, tone: Tone::Calm, blocks: vec![Block::Say(say.to_owned())] }
    }

    /// Returns when a step falls due, or how often.
    fn time(self, step: &Step, first: &Planned) -> String {
        let due = first.expected();
        match &step.when {
            When::Once(_) => match &first.counting {
                Counting::Known => self.between(due.due, due.finish_by),
                Counting::Waits(_) => {
                    words::about(&self.between(due.due, due.finish_by), self.lang)
                }
            },
            When::Every(rounds) => words::every(rounds, self.lang),
            When::Series(_) => self.at(due.due),
            When::OnEvent(it) => {
                words::point(&it.window.finish_by, &self.blank.schedule, self.lang)
            }
        }
    }

    fn step(self, step: &'a Step, time: &str) -> Section {
        let (columns, rows) = match (&step.kind, &step.when) {
            (StepKind::Sweep(_) | StepKind::Areas(_), _) => self.by_area(step),
            (StepKind::Checklist, When::Every(_) | When::Series(_)) => self.rounds(step),
            (StepKind::Checklist | StepKind::Meal(_), _) => self.checklist(step),
        };
        let mut above = match (&step.kind, &step.when) {
            (StepKind::Sweep(_) | StepKind::Areas(_), _)
            | (StepKind::Checklist, When::Every(_) | When::Series(_)) => self.listed(step),
            (StepKind::Checklist | StepKind::Meal(_), _) => Vec::new(),
        };
        if let StepKind::Meal(batches) = &step.kind {
            above.push(self.meal(batches));
        }
        let terms = words::step_terms(step, &self.blank.schedule, self.lang);
        if !terms.is_empty() {
            above.insert(0, Block::Say(terms.join(self.lang.of("；", "; "))));
        }
        let title = format!("{time} {}{}", step.title.get(self.lang), self.clauses(&step.clauses));
        let mut section = self.section(title, above, columns, rows);
        if !step.sign.roles.is_empty() && matches!(step.when, When::Once(_)) {
            section.blocks.push(Block::Say(self.signing(&step.sign)));
        }
        section
    }

    fn checklist(self, step: &Step) -> (Vec<&'static str>, Vec<Row>) {
        let lang = self.lang;
        let row = |it: &Item| {
            let ask = format!("{}{}", self.asked(step, it), self.clauses(&it.clauses));
            Row::calm(vec![ask, self.boxes(step, it), SHORT.to_owned(), LINE.to_owned()])
        };
        let columns = vec![
            lang.of("项目", "Item"),
            lang.of("结果", "Answer"),
            lang.of("时间", "At"),
            lang.of("备注", "Remark"),
        ];
        (columns, step.items.iter().map(row).collect())
    }

    /// Returns the words of an item with the terms on which it is asked.
    fn asked(self, step: &Step, item: &Item) -> String {
        let terms = words::item_terms(step, item, &self.blank.schedule, self.lang);
        let terms = terms.iter().map(|it| words::reason(it, self.lang));
        format!("{}{}", item.ask.get(self.lang), terms.collect::<String>())
    }

    /// Returns a line for each repetition; the items stand by number over its columns.
    fn rounds(self, step: &Step) -> (Vec<&'static str>, Vec<Row>) {
        let lang = self.lang;
        let items = step.items.iter().take(NUMBERS.len());
        let mut columns = vec![lang.of("计划", "Planned"), lang.of("实际", "Real")];
        columns.extend(NUMBERS.iter().take(items.len()));
        columns.extend([lang.of("问题", "Findings"), lang.of("签字", "Signed")]);
        let ours = self.blank.plan.occurrences.iter().filter(|it| it.id.step == step.id);
        let row = |it: &Planned| {
            let mut cells = vec![self.planned(step, it), SHORT.to_owned()];
            cells.extend(items.clone().map(|it| self.short(&it.form)));
            let signed = std::iter::repeat_n(SHORT, step.sign.roles.len().max(1));
            cells.extend([SHORT.to_owned(), signed.collect::<Vec<_>>().join(" ")]);
            Row::calm(cells)
        };
        (columns, ours.map(row).collect())
    }

    /// Returns a row for each floor or area; where the day names them, for as many as have room.
    fn by_area(self, step: &Step) -> (Vec<&'static str>, Vec<Row>) {
        let lang = self.lang;
        let schedule = &self.blank.schedule;
        let names = |all: &[FloorId]| -> Vec<String> {
            all.iter().map(|it| schedule.floor_name(it, lang).to_owned()).collect()
        };
        let (what, rows) = match &step.kind {
            StepKind::Sweep(floors) => (lang.of("楼层", "Floor"), names(floors)),
            StepKind::Areas(AreaList { source: AreaSource::Fixed(areas), .. }) => {
                (lang.of("区域", "Area"), names(areas))
            }
            StepKind::Areas(AreaList { source: AreaSource::Today, .. }) => {
                (lang.of("区域", "Area"), vec![LINE.to_owned(); AREAS])
            }
            StepKind::Checklist | StepKind::Meal(_) => (lang.of("区域", "Area"), Vec::new()),
        };
        let items = step.items.iter().take(NUMBERS.len());
        let mut columns = vec![what, lang.of("时间", "At")];
        columns.extend(NUMBERS.iter().take(items.len()));
        let with_outcome = step.kind.has_outcomes();
        columns.extend(with_outcome.then_some(lang.of("结果", "Outcome")));
        columns.push(match with_outcome {
            true => lang.of("留下谁、到几时、谁看护", "Who stays, until, watched by"),
            false => lang.of("备注", "Remark"),
        });
        let outcome = lang.of("□清 □留人 □未清", "□clear □except □not");
        let row = |area: String| {
            let mut cells = vec![area, SHORT.to_owned()];
            cells.extend(items.clone().map(|it| self.short(&it.form)));
            cells.extend(with_outcome.then(|| outcome.to_owned()));
            cells.push(LINE.to_owned());
            Row::calm(cells)
        };
        (columns, rows.into_iter().map(row).collect())
    }

    fn meal(self, batches: &[Batch]) -> Block {
        let (lang, schedule, day) = (self.lang, &self.blank.schedule, self.blank.plan.day);
        let row = |(number, it): (u8, &Batch)| {
            let (from, to) = (schedule.instant(day, &it.from), schedule.instant(day, &it.to));
            let batch = format!("{} {}", words::batch(number, lang), it.who.get(lang));
            let mut cells = vec![batch, self.between(from, to)];
            cells.extend([SHORT, SHORT, SHORT, SHORT, SHORT].map(str::to_owned));
            Row::calm(cells)
        };
        let columns = vec![
            lang.of("批次", "Batch"),
            lang.of("计划", "Planned"),
            lang.of("走几人", "Left"),
            lang.of("走的时间", "Left at"),
            lang.of("回几人", "Back"),
            lang.of("回的时间", "Back at"),
            lang.of("迟到", "Late"),
        ];
        let rows = (1..).zip(batches).map(row).collect();
        Block::Table(Table { title: None, columns, rows })
    }

    /// Returns what the numbers over the columns stand for, a sentence for each item.
    fn listed(self, step: &Step) -> Vec<Block> {
        let say = |(number, it): (usize, &Item)| {
            let (ask, clauses) = (self.asked(step, it), self.clauses(&it.clauses));
            Block::Say(format!("{number}. {ask}{clauses}  {}", self.boxes(step, it)))
        };
        (1..).zip(&step.items).map(say).collect()
    }

    fn signing(self, sign: &Signing) -> String {
        let name = |it: &RoleId| format!("{} {LINE}", self.blank.schedule.role_name(it, self.lang));
        let names: Vec<String> = sign.roles.iter().map(name).collect();
        let rule = words::sign_rule(sign, self.lang);
        let rule = rule.map_or(String::new(), |it| words::reason(&it, self.lang));
        let (signed, colon) = self.lang.of(("签字", "："), ("Signed", ": "));
        format!("{signed}{rule}{colon}{}", names.join("  "))
    }

    /// Returns a box for each answer that an item takes, or a line where it takes a value.
    fn boxes(self, step: &Step, item: &Item) -> String {
        let lang = self.lang;
        match &item.form {
            AnswerForm::States(choices) => {
                let boxes = choices.iter().map(|it| format!("{BOX}{}", it.name.get(lang)));
                boxes.collect::<Vec<_>>().join(" ")
            }
            AnswerForm::YesNo(_) => lang.of("□是 □否 □不适用", "□yes □no □n.a.").to_owned(),
            AnswerForm::Number(_) | AnswerForm::Count(_) | AnswerForm::Money(_) => {
                self.figure(item, None)
            }
            AnswerForm::Computed(it) => {
                self.figure(item, Some(words::formula(&it.formula, Some(step), lang)))
            }
            AnswerForm::Time(_) => "____:____".to_owned(),
            AnswerForm::Code(_) => {
                format!("{LINE} {}", lang.of("□扫码 □标签坏", "□scanned □tag broken"))
            }
            AnswerForm::Photo => {
                format!("{} {LINE}", lang.of("□已拍，编号", "□taken, number"))
            }
            AnswerForm::Text(_) => LINE.repeat(2),
            AnswerForm::Names(it) => LINE.repeat(usize::from(it.at_least).clamp(2, 6)),
        }
    }

    /// Returns a line for a number, with what it is compared with or computed from.
    fn figure(self, item: &Item, formula: Option<String>) -> String {
        let lang = self.lang;
        let unit = item.form.unit().map_or("", |it| it.get(lang));
        let beside = match item.form.comparison().map(|it| &it.against) {
            None => formula.map_or(String::new(), |it| words::reason(&format!("= {it}"), lang)),
            Some(Against::Previous) => {
                lang.of(format!("（上次 {SHORT}）"), format!(" (last time {SHORT})"))
            }
            Some(Against::Item(_)) => {
                lang.of(format!("（对照 {SHORT}）"), format!(" (against {SHORT})"))
            }
            Some(Against::Figure(figure)) => {
                lang.of(format!("（对照 {figure}）"), format!(" (against {figure})"))
            }
        };
        format!("{SHORT} {unit}{beside}")
    }

    /// Returns what stands in a narrow column: boxes, or a line where a value is written.
    fn short(self, form: &AnswerForm) -> String {
        match form {
            AnswerForm::States(_) | AnswerForm::YesNo(_) => {
                self.lang.of("□正 □异", "□ok □no").to_owned()
            }
            AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Money(_)
            | AnswerForm::Computed(_)
            | AnswerForm::Time(_)
            | AnswerForm::Code(_)
            | AnswerForm::Photo
            | AnswerForm::Text(_)
            | AnswerForm::Names(_) => SHORT.to_owned(),
        }
    }

    fn clauses(self, all: &[Clause]) -> String {
        let all: Vec<&str> = all.iter().map(Clause::as_str).collect();
        if all.is_empty() { String::new() } else { words::reason(&all.join(" "), self.lang) }
    }

    fn at(self, at: DateTime<Utc>) -> String {
        words::clock(at, self.blank.schedule.zone)
    }

    /// Returns when a repetition is due, and where; a line where only the one before tells.
    fn planned(self, step: &Step, it: &Planned) -> String {
        let from_last = matches!(&step.when, When::Every(it) if it.counted == Counted::FromLast);
        if from_last && it.id.number > 1 {
            return SHORT.to_owned();
        }
        let at = self.at(it.expected().due);
        match step.when.floor(it.id.number) {
            Some(floor) => format!("{at} {}", self.blank.schedule.floor_name(floor, self.lang)),
            None => at,
        }
    }

    fn between(self, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
        if from == to { self.at(from) } else { format!("{}–{}", self.at(from), self.at(to)) }
    }

    fn section(
        self,
        title: String,
        mut blocks: Vec<Block>,
        columns: Vec<&'static str>,
        rows: Vec<Row>,
    ) -> Section {
        if !rows.is_empty() {
            blocks.push(Block::Table(Table { title: None, columns, rows }));
        }
        if blocks.is_empty() {
            blocks.push(Block::Say(NOT_APPLICABLE.to_owned()));
        }
        Section { title, tone: Tone::Calm, blocks }
    }
}
