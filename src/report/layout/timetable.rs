//! The timetable of a day: when what falls due, then each step with its items and their answers.
//!
//! It only reads the schedule: it never says how far a day has come.

use super::table;
use crate::report::blank::Blank;
use crate::report::page::{Block, Page, Row, Section, Stamp, Tone};
use crate::schedule::{
    Against, AnswerForm, Clause, Comparison, Item, Known, Lang, Milli, Moment, NormalAnswer,
    PhaseId, Planned, RoleId, Sense, StateChoice, Step, StepKind, When,
};
use crate::words;

/// What stands before an item, under its step.
const UNDER: &str = "· ";

/// A day that is being put into words.
#[derive(Clone, Copy)]
struct Told<'a> {
    of: &'a Blank,
    lang: Lang,
}

/// Puts the timetable of a day into words.
pub(super) fn lay_out(of: &Blank, lang: Lang) -> Page {
    let told = Told { of, lang };
    let schedule = &of.schedule;
    let made = words::moment(of.made, schedule.zone);
    let phases = schedule.phases.iter().filter_map(|it| told.phase(&it.id));
    Page {
        stamp: Stamp {
            number: format!("T{}", of.plan.day.format("%Y%m%d")),
            about: of.plan.day.to_string(),
            at: of.made.with_timezone(&schedule.zone),
            head: None,
            head_hash: None,
        },
        logo: None,
        title: lang.of("日程表", "Timetable").to_owned(),
        store: of.store.clone().unwrap_or_else(|| schedule.store.get(lang).to_owned()),
        head: told.head(),
        figures: Vec::new(),
        sections: std::iter::once(told.overview()).chain(phases).collect(),
        signing: vec![lang.of("核准", "Approved by").into(), lang.of("日期", "Date").into()],
        foot: lang.of(
            format!("{made} 制表。时间依据这一天的营业时间。"),
            format!("Made {made}, by the hours of this day."),
        ),
    }
}

impl<'a> Told<'a> {
    fn head(self) -> Vec<(String, String)> {
        let (of, lang) = (self.of, self.lang);
        let word = |zh: &str, en: &str| lang.of(zh, en).to_owned();
        let mut head = vec![(word("营业日", "Store day"), words::day(of.plan.day, lang))];
        if of.plan.closed {
            head.push((word("营业", "Open"), word("不营业", "closed all day")));
        }
        if !of.plan.variants.is_empty() {
            let name = |id| of.schedule.variant_name(id, lang);
            let names: Vec<&str> = of.plan.variants.iter().map(|it| name(&it.id)).collect();
            head.push((word("变体", "Variants"), names.join(lang.of("、", ", "))));
        }
        let (first, all) = (self.first().count(), of.plan.occurrences.len());
        let counts = lang.of(format!("{first} 个，共 {all} 次"), format!("{first}, {all} prompts"));
        head.push((word("步骤", "Steps"), counts));
        let revision: String = of.schedule.revision.as_str().chars().take(12).collect();
        head.push((word("日程版本", "Schedule"), revision));
        head
    }

    /// Returns the steps of the day by the time at which they first fall due.
    fn first(self) -> impl Iterator<Item = (&'a Step, &'a Planned)> {
        let mut first: Vec<&Planned> =
            self.of.plan.occurrences.iter().filter(|it| it.id.number == 1).collect();
        first.sort_by_key(|it| it.expected().due);
        first.into_iter().map(move |it| (&self.of.schedule.steps[it.step_index], it))
    }

    /// Returns the steps with when each is done: those of the day, then those that events start.
    fn all(self) -> Vec<(&'a Step, String)> {
        let daily = self.first().map(|(step, planned)| (step, self.when(step, planned)));
        let started = self.of.schedule.steps.iter().filter_map(|step| match &step.when {
            When::OnEvent(it) => {
                let by = words::point(&it.window.finish_by, &self.of.schedule, self.lang);
                Some((step, by))
            }
            When::Once(_) | When::Every(_) | When::Series(_) => None,
        });
        daily.chain(started).collect()
    }

    fn overview(self) -> Section {
        let lang = self.lang;
        let row = |(step, when): (&Step, String)| {
            Row::calm(vec![
                when,
                step.title.get(lang).to_owned(),
                self.people(step),
                self.roles(&step.sign.roles),
            ])
        };
        let columns = vec![
            lang.of("时间", "Time"),
            lang.of("步骤", "Step"),
            lang.of("谁", "Who"),
            lang.of("签字", "Signed by"),
        ];
        let listed = table(columns, self.all().into_iter().map(row).collect());
        let nothing = lang.of("这一天没有步骤。", "Nothing falls due on this day.").to_owned();
        let empty = listed.rows.is_empty();
        let block = if empty { Block::Say(nothing) } else { Block::Table(listed) };
        let title = lang.of("一览", "The day at a glance").to_owned();
        Section { title, tone: Tone::Calm, blocks: vec![block] }
    }

    /// Returns a phase with its steps and items; none where it has no step on this day.
    fn phase(self, id: &PhaseId) -> Option<Section> {
        let lang = self.lang;
        let mut rows = Vec::new();
        for (step, when) in self.all().into_iter().filter(|(step, _)| step.phase == *id) {
            let title = step.title.get(lang).to_owned();
            let above = vec![when, title, self.terms(step), clauses(&step.clauses)];
            rows.push(Row::calm(above));
            rows.extend(self.batches(step));
            rows.extend(step.items.iter().map(|it| self.item(step, it)));
        }
        if rows.is_empty() {
            return None;
        }
        let columns = vec![
            lang.of("时间", "Time"),
            lang.of("步骤、检查项", "Step and items"),
            lang.of("条件、回答", "Terms and answers"),
            lang.of("条款", "Clause"),
        ];
        let title = self.of.schedule.phase_name(id, lang).to_owned();
        let blocks = vec![Block::Table(table(columns, rows))];
        Some(Section { title, tone: Tone::Calm, blocks })
    }

    fn item(self, step: &Step, item: &Item) -> Row {
        let lang = self.lang;
        let mut answers = self.answers(&item.form);
        if item.known != Known::Seen {
            answers.push_str(&words::reason(words::known(item.known, lang), lang));
        }
        if item.gate {
            answers.push_str(lang.of("；异常不放行", "; not normal holds all behind it"));
        }
        for it in words::item_terms(step, item, &self.of.schedule, lang) {
            answers.push_str(&lang.of(format!("；{it}"), format!("; {it}")));
        }
        let ask = format!("{UNDER}{}", item.ask.get(lang));
        Row::calm(vec![String::new(), ask, answers, clauses(&item.clauses)])
    }

    fn batches(self, step: &Step) -> Vec<Row> {
        let StepKind::Meal(batches) = &step.kind else { return Vec::new() };
        let (lang, of) = (self.lang, self.of);
        let at = |moment: &Moment| {
            words::clock(of.schedule.instant(of.plan.day, moment), of.schedule.zone)
        };
        let row = |(number, it): (u8, &crate::schedule::Batch)| {
            let batch = format!("{UNDER}{}", words::batch(number, lang));
            let time = format!("{}–{}", at(&it.from), at(&it.to));
            Row::calm(vec![time, batch, it.who.get(lang).to_owned(), String::new()])
        };
        (1..).zip(batches).map(row).collect()
    }

    /// Returns when a step falls due on this day, and how often.
    fn when(self, step: &Step, first: &Planned) -> String {
        let mut ours = self.of.plan.occurrences.iter().filter(|it| it.id.step == step.id);
        let (count, last) = (ours.clone().count(), ours.next_back().unwrap_or(first));
        let at = |at| words::clock(at, self.of.schedule.zone);
        let due = words::planned_due(first, &self.of.schedule, self.lang);
        let expected = first.expected();
        match count {
            0 | 1 if expected.due == expected.finish_by => due,
            0 | 1 => format!("{due}–{}", at(expected.finish_by)),
            _ => {
                let last = at(last.expected().due);
                self.lang.of(format!("{due}–{last} {count} 次"), format!("{due}–{last} ×{count}"))
            }
        }
    }

    /// Returns who answers for a step and who takes part.
    fn people(self, step: &Step) -> String {
        let mut roles = vec![step.role.clone()];
        roles.extend(step.with.iter().cloned());
        self.roles(&roles)
    }

    fn roles(self, roles: &[RoleId]) -> String {
        let names = roles.iter().map(|it| self.of.schedule.role_name(it, self.lang));
        names.collect::<Vec<_>>().join(self.lang.of("、", ", "))
    }

    /// Returns who does a step, what must come before it, where it goes and who signs.
    fn terms(self, step: &Step) -> String {
        let (lang, schedule) = (self.lang, &self.of.schedule);
        let mut terms = vec![self.people(step)];
        terms.extend(words::step_terms(step, schedule, lang));
        if !step.after.is_empty() {
            let title = |id| schedule.step(id).map_or("", |it| it.title.get(lang));
            let titles: Vec<&str> = step.after.iter().map(title).collect();
            let titles = titles.join(lang.of("、", ", "));
            terms.push(lang.of(format!("先要“{titles}”"), format!("after “{titles}”")));
        }
        if let StepKind::Sweep(floors) = &step.kind {
            let names: Vec<&str> = floors.iter().map(|it| schedule.floor_name(it, lang)).collect();
            let names = names.join(lang.of("、", ", "));
            terms.push(lang.of(format!("逐层：{names}"), format!("floor by floor: {names}")));
        }
        if !step.sign.roles.is_empty() {
            let rule = words::sign_rule(&step.sign, self.lang);
            let rule = rule.map_or(String::new(), |it| words::reason(&it, self.lang));
            let names = format!("{}{rule}", self.roles(&step.sign.roles));
            terms.push(lang.of(format!("签字：{names}"), format!("signed by {names}")));
        }
        terms.join(lang.of("；", "; "))
    }

    /// Returns the answers that an item takes, the normal ones first.
    fn answers(self, form: &AnswerForm) -> String {
        let lang = self.lang;
        match form {
            AnswerForm::States(states) => {
                let names = |sense| {
                    let of = |it: &&StateChoice| it.sense == sense;
                    let names = states.iter().filter(of).map(|it| it.name.get(lang));
                    names.collect::<Vec<_>>().join(lang.of("、", ", "))
                };
                let (good, bad) = (names(Sense::Normal), names(Sense::Abnormal));
                lang.of(format!("{good}；异常：{bad}"), format!("{good}; not normal: {bad}"))
            }
            AnswerForm::YesNo(NormalAnswer::Yes) => {
                lang.of("是；异常：否", "yes; not normal: no").to_owned()
            }
            AnswerForm::YesNo(NormalAnswer::No) => {
                lang.of("否；异常：是", "no; not normal: yes").to_owned()
            }
            AnswerForm::Number(form) => {
                let what = form.unit.get(lang).to_owned();
                self.figure(self.limits(form.min, form.max, what), form.compared.as_ref())
            }
            AnswerForm::Computed(form) => {
                let what = form.unit.as_ref().map_or("", |it| it.get(lang)).to_owned();
                let formula = form.formula.written(|it| it.to_string());
                format!("= {formula}; {}", self.limits(form.min, form.max, what))
            }
            AnswerForm::Count(form) => {
                let unit = form.unit.get(lang);
                let count = match form.normal_max {
                    None => lang.of(format!("几{unit}"), format!("how many {unit}")),
                    Some(max) => lang.of(
                        format!("几{unit}；多于 {max} 异常"),
                        format!("how many {unit}; more than {max} is not normal"),
                    ),
                };
                self.figure(count, form.compared.as_ref())
            }
            AnswerForm::Money(form) => {
                let unit = form.unit.get(lang);
                let money = lang.of(format!("金额，{unit}"), format!("an amount, {unit}"));
                self.figure(money, form.compared.as_ref())
            }
            AnswerForm::Time(_) => lang.of("钟点", "a time").to_owned(),
            AnswerForm::Code(_) => lang.of("扫码", "a code").to_owned(),
            AnswerForm::Photo => lang.of("照片", "a photo").to_owned(),
            AnswerForm::Text(_) => lang.of("写几句", "words").to_owned(),
            AnswerForm::Names(_) => lang.of("姓名", "names").to_owned(),
        }
    }

    fn limits(self, min: Option<Milli>, max: Option<Milli>, unit: String) -> String {
        match (min, max) {
            (None, None) => self.lang.of(format!("数，{unit}"), format!("a number, {unit}")),
            (Some(min), None) => format!("≥ {min} {unit}"),
            (None, Some(max)) => format!("≤ {max} {unit}"),
            (Some(min), Some(max)) => format!("{min}–{max} {unit}"),
        }
    }

    /// Returns a figure with what it is compared with.
    fn figure(self, what: String, compared: Option<&Comparison>) -> String {
        let (lang, Some(it)) = (self.lang, compared) else { return what };
        let other = match &it.against {
            Against::Previous => lang.of("上次", "the one before").to_owned(),
            Against::Item(id) => id.to_string(),
            Against::Figure(figure) => figure.to_string(),
        };
        let by = it.tolerance;
        lang.of(
            format!("{what}；和{other}相差多于 {by} 异常"),
            format!("{what}; more than {by} off {other} is not normal"),
        )
    }
}

fn clauses(all: &[Clause]) -> String {
    all.iter().map(Clause::as_str).collect::<Vec<_>>().join(" ")
}
