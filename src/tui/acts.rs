//! Carries out what a key, a click or a line of the palette means on the screen that is shown.
//!
//! It never records: it asks the shell, or opens a form that does.

use super::app::{App, Over, Saving, Screen};
use super::choices::{choices, is_typed, sense};
use super::desk::Desk;
use super::forms::{
    Form, answer, areas, correct, earlier, event, finding, follow_up, handover, meal, note, repin,
    seat, sign, undone,
};
use super::keys::{Act, FindingAct, HandAct};
use super::message::{Effect, Wish};
use super::palette::Palette;
use super::theme::Ink;
use crate::engine::agenda::{Ask, FindingState, FindingView, OccurrenceView};
use crate::engine::command::{Answered, Question};
use crate::engine::{Action, Fact};
use crate::schedule::{Item, ItemId, Known, OccurrenceId, Sense};

impl App {
    /// Carries out an act.
    pub(crate) fn act(&mut self, desk: &Desk, act: Act) -> Vec<Effect> {
        match act {
            Act::Answer(number) => return self.answer(desk, number),
            Act::Open => return self.open(desk),
            Act::Move(step) => self.move_row(desk, step),
            Act::Pick(row) => self.pick(desk, row),
            Act::Show(screen) => return self.show(desk, screen),
            Act::Next => return self.show(desk, beside(self.screen, 1)),
            Act::Previous => return self.show(desk, beside(self.screen, Screen::ALL.len() - 1)),
            Act::Find => self.form = Some(finding::open(desk, None, &self.draft)),
            Act::Event(at) => self.open_event(desk, at),
            Act::Note => self.form = Some(note::open(desk, &self.draft)),
            Act::Areas => self.areas(desk),
            Act::Skip => self.skip(desk),
            Act::Defer => self.defer(desk),
            Act::Correct => self.correct_last(desk),
            Act::StandIn => self.stand_in(desk),
            Act::SendBack => self.send_back(desk),
            Act::Acknowledge => return self.acknowledge(desk),
            Act::Radio => self.toggle_known(desk),
            Act::Jump => self.jump(desk),
            Act::Print => return self.ask_for_printers(desk),
            Act::Officer => self.form = Some(seat::take(desk)),
            Act::PutInForce => self.form = Some(repin::open(desk)),
            Act::OwnPin => self.change_pin(desk),
            Act::Release => self.release(desk),
            Act::Floor(act) => return self.floor(desk, act),
            Act::Follow(act) => self.finding_form(desk, act),
            Act::Hand(act) => self.hand(desk, act),
            Act::Incident => self.form = Some(handover::incident(desk)),
            Act::Filter(filter) => return self.filter_log(filter),
            Act::Earlier => self.form = Some(earlier::open(desk)),
            Act::Palette => self.over = Some(Over::Palette(Palette::default())),
            Act::Redraw => return vec![Effect::Redraw],
            Act::Quit => self.over = Some(Over::Quit),
            Act::Back => return self.back(desk),
            // A form takes these before a screen does.
            Act::Form(_) => {}
        }
        Vec::new()
    }

    fn show(&mut self, desk: &Desk, screen: Screen) -> Vec<Effect> {
        if screen == Screen::Day && self.screen != screen {
            self.rows.day = self.present_row(desk);
        }
        self.screen = screen;
        match screen {
            Screen::Log => self.search_log(),
            Screen::Handover => {
                self.rows.handover = 0;
                vec![Effect::Preview]
            }
            Screen::Now | Screen::Day | Screen::Building | Screen::Findings | Screen::Help => {
                Vec::new()
            }
        }
    }

    fn back(&mut self, desk: &Desk) -> Vec<Effect> {
        if self.screen == Screen::Log && !self.search.text().is_empty() {
            self.search = super::field::Field::default();
            return self.search_log();
        }
        self.picked = None;
        self.show(desk, Screen::Now)
    }

    /// Returns the row of the timeline that is worked on, or the next one to come.
    fn present_row(&self, desk: &Desk) -> usize {
        let all = &desk.agenda.occurrences;
        let row = |id: &OccurrenceId| all.iter().position(|it| it.id == *id);
        let focus = desk.in_focus(self.focus.as_ref()).and_then(|it| row(&it.id));
        let next = || desk.coming().next().and_then(|it| row(&it.id));
        focus.or_else(next).unwrap_or(all.len().saturating_sub(1))
    }

    /// Asks for a command, one at a time, so that no key answers what was not yet on the screen.
    pub(crate) fn ask_for(&mut self, desk: &Desk, action: Action) -> Vec<Effect> {
        if self.saving.is_some() {
            let zh = "上一条还在保存，请稍等。";
            self.say(desk.lang.of(zh, "The last entry is still being saved."), Ink::Warn);
            return Vec::new();
        }
        match desk.wish(action) {
            Ok(wish) => {
                let wish = Wish { happened: self.happened, ..wish };
                self.saving = Some(Saving { since: desk.now, pending: 1 });
                vec![Effect::Execute(Box::new(wish))]
            }
            Err(text) => {
                self.say(text, Ink::Alarm);
                Vec::new()
            }
        }
    }

    /// Returns the occurrence that is worked on, and what it asks for.
    pub(crate) fn present<'a>(&self, desk: &Desk<'a>) -> Option<(&'a OccurrenceView, Ask)> {
        let view = desk.in_focus(self.focus.as_ref())?;
        Some((view, desk.ask(view, self.picked.as_ref())?))
    }

    /// Returns the question that is asked now, with its item.
    pub(crate) fn question<'a>(&self, desk: &Desk<'a>) -> Option<(Question, &'a Item)> {
        match self.present(desk)?.1 {
            Ask::Question(question) => {
                let item = desk.item(&question)?;
                Some((question, item))
            }
            Ask::Floor(_)
            | Ask::BatchLeaves(_)
            | Ask::BatchReturns(_)
            | Ask::Signature(_)
            | Ask::Areas
            | Ask::Amend { .. } => None,
        }
    }

    fn answer(&mut self, desk: &Desk, number: u8) -> Vec<Effect> {
        let Some((question, item)) = self.question(desk) else {
            self.begin_count(desk, number);
            return Vec::new();
        };
        if is_typed(&item.form) {
            let begun = number.to_string();
            self.form = Some(answer::open(desk, &question, item, self.known, &begun));
            return Vec::new();
        }
        let all = choices(&item.form, desk.lang);
        let Some(choice) =
            usize::from(number).checked_sub(1).and_then(|it| all.into_iter().nth(it))
        else {
            let zh = format!("没有第 {number} 个答案。");
            self.say(desk.lang.of(zh, format!("There is no answer {number}.")), Ink::Faint);
            return Vec::new();
        };
        let abnormal = sense(desk, &question, &item.form, &choice.answer) == Sense::Abnormal;
        let is_held = item.gate && abnormal;
        let (answer, known) = (choice.answer, self.known);
        let answered = Answered { question, answer, known, note: None, compared: None };
        if is_held {
            self.form = Some(answer::open_reason(desk, item, answered, &choice.name));
            return Vec::new();
        }
        self.ask_for(desk, Action::Answer(answered))
    }

    /// Begins the number of people that a meal batch is asked for.
    fn begin_count(&mut self, desk: &Desk, digit: u8) {
        let begun = digit.to_string();
        let form = self.present(desk).and_then(|(view, ask)| match ask {
            Ask::BatchLeaves(it) => Some(meal::open_leave(desk, &view.id, it, &begun)),
            Ask::BatchReturns(it) => Some(meal::open_return(desk, &view.id, it, &begun)),
            Ask::Question(_)
            | Ask::Floor(_)
            | Ask::Areas
            | Ask::Signature(_)
            | Ask::Amend { .. } => None,
        });
        if form.is_none() {
            let zh = "现在不用数字回答，请按这一步下面写的键。";
            self.say(desk.lang.of(zh, "No number is asked for now; see the keys."), Ink::Faint);
        }
        self.form = form;
    }

    fn open(&mut self, desk: &Desk) -> Vec<Effect> {
        match self.screen {
            Screen::Now => self.open_ask(desk),
            Screen::Day => {
                if let Some(view) = desk.agenda.occurrences.get(self.rows.day) {
                    (self.focus, self.picked) = (Some(view.id.clone()), None);
                    self.screen = Screen::Now;
                }
                if desk.in_focus(self.focus.as_ref()).map(|it| &it.id) != self.focus.as_ref() {
                    let zh = "这一步已没有要做的了。";
                    self.say(desk.lang.of(zh, "Nothing is left to do in this step."), Ink::Warn);
                    self.screen = Screen::Day;
                }
            }
            Screen::Findings => self.finding_form(desk, FindingAct::Assign),
            Screen::Log => self.correct_entry(desk),
            Screen::Handover => self.hand(desk, HandAct::Next),
            Screen::Building | Screen::Help => {}
        }
        Vec::new()
    }

    fn open_ask(&mut self, desk: &Desk) {
        let Some((view, ask)) = self.present(desk) else { return };
        let form = match &ask {
            Ask::Question(question) => desk
                .item(question)
                .filter(|it| is_typed(&it.form))
                .map(|item| answer::open(desk, question, item, self.known, "")),
            Ask::Floor(_) => None,
            Ask::Areas => Some(areas::open(desk, &view.id, areas::Listed::Nothing)),
            Ask::BatchLeaves(batch) => Some(meal::open_leave(desk, &view.id, *batch, "")),
            Ask::BatchReturns(batch) => Some(meal::open_return(desk, &view.id, *batch, "")),
            Ask::Signature(role) => Some(sign::open(desk, &view.id, role)),
            Ask::Amend { .. } => return self.amend(desk, view),
        };
        if form.is_none() {
            let zh = "请按写着的数字或字母回答。";
            self.say(desk.lang.of(zh, "Answer with one of the keys shown."), Ink::Faint);
        }
        self.form = form;
    }

    /// Returns what would be left undone: the item asked now, where it comes from, or the step. A
    /// floor of a sweep is stated by its outcome, so its items are not left undone one by one.
    fn undone(&self, desk: &Desk) -> Option<(OccurrenceId, Option<ItemId>)> {
        let (view, ask) = self.present(desk)?;
        match ask {
            Ask::Question(it) if it.floor.is_none() => Some((it.occurrence, Some(it.item))),
            Ask::Question(_)
            | Ask::Floor(_)
            | Ask::Areas
            | Ask::BatchLeaves(_)
            | Ask::BatchReturns(_)
            | Ask::Signature(_)
            | Ask::Amend { .. } => Some((view.id.clone(), None)),
        }
    }

    fn skip(&mut self, desk: &Desk) {
        if let Some((occurrence, item)) = self.undone(desk) {
            self.form = Some(undone::open_skip(desk, &occurrence, item));
        }
    }

    fn defer(&mut self, desk: &Desk) {
        let Some((occurrence, item)) = self.undone(desk) else { return };
        self.form = undone::open_defer(desk, &occurrence, item);
        if self.form.is_none() {
            let zh = "今天后面没有步骤可以接。";
            self.say(desk.lang.of(zh, "No later step of today can take it."), Ink::Warn);
        }
    }

    fn acknowledge(&mut self, desk: &Desk) -> Vec<Effect> {
        let Some((view, _)) = self.present(desk) else { return Vec::new() };
        self.ask_for(desk, Action::Acknowledge(view.id.clone()))
    }

    fn toggle_known(&mut self, desk: &Desk) {
        let Some((_, item)) = self.question(desk) else { return };
        self.known = match self.known.unwrap_or(item.known) {
            Known::Seen => Some(Known::Radio),
            Known::Radio => Some(Known::Seen),
            // A code is scanned; that its tag is broken is said where the code is typed.
            Known::Scanned | Known::TagBroken => None,
        };
    }

    fn jump(&mut self, desk: &Desk) {
        if let Some(prompt) = desk.urgent(self.focus.as_ref()) {
            (self.focus, self.picked) = (Some(prompt.occurrence.clone()), None);
        }
    }

    fn correct_last(&mut self, desk: &Desk) {
        match desk.last_answer() {
            Some(it) => self.form = Some(correct::open_answer(desk, it.entry, it.item, it.answer)),
            None => {
                let zh = "今天还没有可更正的回答。";
                self.say(desk.lang.of(zh, "No answer of today to correct."), Ink::Faint);
            }
        }
    }

    fn finding_form(&mut self, desk: &Desk, act: FindingAct) {
        let Some(finding) = desk.finding(self.rows.findings) else { return };
        match finding_act(desk, finding, act) {
            Ok(form) => self.form = Some(form),
            Err(text) => self.say(text, Ink::Warn),
        }
    }

    fn open_event(&mut self, desk: &Desk, at: usize) {
        self.form = event::open(desk, at);
        if self.form.is_none() {
            let zh = "今天的日程没有突发事件。";
            self.say(desk.lang.of(zh, "Today's schedule has no events."), Ink::Warn);
        }
    }

    /// Opens the correction that fits the chosen entry of the log.
    fn correct_entry(&mut self, desk: &Desk) {
        let Some(entry) = self.log.get(self.rows.log) else { return };
        let seq = entry.seq;
        let form = match &entry.fact {
            Fact::Answered(it) => desk
                .item(&it.question)
                .map(|item| correct::open_answer(desk, seq, item, &it.answer)),
            Fact::Noted(text) => Some(correct::open_note(desk, seq, text)),
            Fact::Started(it) => Some(correct::open_note(desk, seq, &it.start.note)),
            Fact::BatchLeft(it) => Some(correct::open_count(desk, seq, it.count)),
            Fact::BatchReturned(it) => Some(correct::open_count(desk, seq, it.count)),
            Fact::Found(it) => {
                let words = correct::Words {
                    number: seq,
                    what: &it.what,
                    floor: it.floor.as_ref(),
                    kind: it.kind,
                    severity: it.severity,
                };
                Some(correct::open_finding(desk, &words))
            }
            Fact::DayOpened { .. }
            | Fact::DayRepinned(_)
            | Fact::DeskStarted { .. }
            | Fact::DeskStopped(_)
            | Fact::StoreNamed(_)
            | Fact::DeskTaken
            | Fact::Officer(_)
            | Fact::Acknowledged(_)
            | Fact::AreasNamed(_)
            | Fact::AreaRemoved(_)
            | Fact::Skipped(_)
            | Fact::Deferred(_)
            | Fact::Signed(_)
            | Fact::Returned(_)
            | Fact::StoodIn(_)
            | Fact::Swept(_)
            | Fact::Assigned(_)
            | Fact::Fixed(_)
            | Fact::Reinspected(_)
            | Fact::Handover(_)
            | Fact::Incident(_)
            | Fact::Corrected(_)
            | Fact::Exported(_)
            | Fact::Printed(_)
            | Fact::ClockStepped(_)
            | Fact::Slept(_) => None,
        };
        if form.is_none() {
            self.say(
                desk.lang.of("这一条不能更正。", "This entry takes no correction."),
                Ink::Warn,
            );
        }
        self.form = form;
    }
}

/// Returns the form of an act on a finding, or why it does not take it.
fn finding_act(desk: &Desk, finding: &FindingView, act: FindingAct) -> Result<Form, &'static str> {
    let lang = desk.lang;
    let is_fixed = matches!(finding.state, FindingState::Fixed { .. });
    match act {
        FindingAct::Fix if is_fixed => {
            Err(lang.of("已整改，等复查：按 3。", "Put right already; press 3 to re-inspect."))
        }
        FindingAct::Reinspect if !is_fixed => {
            Err(lang.of("还没整改：先按 2。", "Not put right yet; press 2 first."))
        }
        FindingAct::Fix => Ok(follow_up::open_fix(desk, finding)),
        FindingAct::Reinspect => Ok(follow_up::open_reinspect(desk, finding)),
        FindingAct::Amend => {
            let words = correct::Words {
                number: finding.number,
                what: &finding.what,
                floor: finding.floor.as_ref(),
                kind: finding.kind,
                severity: finding.severity,
            };
            Ok(correct::open_finding(desk, &words))
        }
        FindingAct::Assign => Ok(follow_up::open_assign(desk, finding)),
    }
}

fn beside(screen: Screen, steps: usize) -> Screen {
    let at = Screen::ALL.iter().position(|it| *it == screen).unwrap_or(0);
    Screen::ALL[(at + steps) % Screen::ALL.len()]
}
