//! What the shell answers: saved, refused, failed.
//!
//! A form closes only when all that it asked for is durable; what was typed is never lost.

use super::app::{App, Screen};
use super::desk::Desk;
use super::forms::{FormState, earlier, finding};
use super::message::Effect;
use super::theme::Ink;
use crate::engine::agenda::{QuestionState, QuestionView, Status};
use crate::engine::command::Answered;
use crate::engine::{Entry, Fact, Refusal, Seq};
use crate::schedule::{OccurrenceId, Sense};
use crate::words;

impl App {
    /// Takes in that something is durable.
    pub(crate) fn saved(&mut self, desk: &Desk, entries: &[Entry]) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(last) = entries.last() {
            let what = words::fact(&last.fact, &desk.agenda.schedule, desk.lang);
            let number = last.seq.0;
            let zh = format!("已保存 #{number}  {what}");
            self.say(desk.lang.of(zh, format!("saved #{number}  {what}")), Ink::Good);
        }
        let is_all = self.one_less_pending();
        if is_all && self.form.as_ref().is_some_and(|it| it.state == FormState::Sent) {
            effects.extend(self.close_saved_form());
        }
        (self.picked, self.known) = (None, None);
        for entry in entries {
            self.follow(desk, entry);
        }
        match self.screen {
            Screen::Log => effects.extend(self.search_log()),
            Screen::Handover => effects.push(Effect::Preview),
            Screen::Now | Screen::Day | Screen::Building | Screen::Findings | Screen::Help => {}
        }
        effects
    }

    fn close_saved_form(&mut self) -> Option<Effect> {
        let form = self.form.take()?;
        form.draft()?;
        self.draft.clear();
        Some(Effect::KeepDraft(String::new()))
    }

    /// Goes on where a saved entry leads: another prompt, or a finding.
    fn follow(&mut self, desk: &Desk, entry: &Entry) {
        match &entry.fact {
            Fact::Acknowledged(_) => self.focus = None,
            Fact::Swept(it) => self.leave_when_done(desk, &it.occurrence),
            Fact::Answered(it) if self.form.is_none() => self.offer_finding(desk, it, entry.seq),
            Fact::Answered(_)
            | Fact::DayOpened { .. }
            | Fact::DayRepinned(_)
            | Fact::DeskStarted { .. }
            | Fact::DeskStopped(_)
            | Fact::StoreNamed(_)
            | Fact::DeskTaken
            | Fact::Officer(_)
            | Fact::Skipped(_)
            | Fact::Deferred(_)
            | Fact::Signed(_)
            | Fact::Returned(_)
            | Fact::StoodIn(_)
            | Fact::AreasNamed(_)
            | Fact::AreaRemoved(_)
            | Fact::BatchLeft(_)
            | Fact::BatchReturned(_)
            | Fact::Found(_)
            | Fact::Started(_)
            | Fact::Assigned(_)
            | Fact::Fixed(_)
            | Fact::Reinspected(_)
            | Fact::Handover(_)
            | Fact::Incident(_)
            | Fact::Noted(_)
            | Fact::Corrected(_)
            | Fact::Exported(_)
            | Fact::Printed(_)
            | Fact::ClockStepped(_)
            | Fact::Slept(_) => {}
        }
    }

    /// A sweep with a floor passed over can be taken up again, but it does not hold the desk.
    fn leave_when_done(&mut self, desk: &Desk, id: &OccurrenceId) {
        let view = desk.agenda.occurrence(id);
        if view.is_some_and(|it| matches!(it.status, Status::Done { .. })) {
            self.focus = None;
        }
    }

    /// Opens a finding after an answer that is not as it should be, or from which a number follows
    /// that is not. A gate has its reason already.
    fn offer_finding(&mut self, desk: &Desk, it: &Answered, entry: Seq) {
        let id = &it.question.occurrence;
        let mut all = desk.agenda.occurrence(id).into_iter().flat_map(|view| &view.questions);
        let wrong = |view: &&QuestionView| is_abnormal(view, entry);
        let asked = desk.question_view(&it.question).filter(wrong);
        let Some(view) = asked.or_else(|| all.find(wrong)) else { return };
        let (Some(item), QuestionState::Answered(given)) = (desk.item(&view.question), &view.state)
        else {
            return;
        };
        if item.gate {
            return;
        }
        let answer = words::given(given, Some(item), desk.lang);
        let ask = item.ask.get(desk.lang).trim_end_matches(['？', '?', '。', '.']);
        let what = desk.lang.of(format!("{ask}：{answer}"), format!("{ask}: {answer}"));
        self.form = Some(finding::open(desk, Some(view.question.clone()), &what));
    }

    /// Takes in that the engine said no.
    pub(crate) fn refused(&mut self, desk: &Desk, refusal: &Refusal) -> Vec<Effect> {
        let text = words::refusal(refusal, &desk.agenda.schedule, desk.lang);
        self.not_saved(text);
        Vec::new()
    }

    /// Takes in that the journal could not write.
    pub(crate) fn failed(&mut self, desk: &Desk, text: String) -> Vec<Effect> {
        let paper = desk.lang.of("没有保存，请先记在纸上。", "Not saved: use paper for now. ");
        self.not_saved(format!("{paper}{text}"));
        Vec::new()
    }

    /// Takes in that number and PIN did not count.
    pub(crate) fn not_signed(&mut self, text: String) -> Vec<Effect> {
        self.one_less_pending();
        match &mut self.form {
            Some(form) => form.not_signed(text),
            None => self.say(text, Ink::Alarm),
        }
        Vec::new()
    }

    /// Takes the time that what is answered next happened at.
    pub(crate) fn set_happened(&mut self, desk: &Desk) -> Vec<Effect> {
        let form = self.form.take();
        self.happened = form.and_then(|it| earlier::time(&it, desk).ok().flatten());
        Vec::new()
    }

    /// Takes in that a photo cannot be used: nothing was saved, and the form stays as it is.
    pub(crate) fn unfit(&mut self, text: String) -> Vec<Effect> {
        self.not_saved(text);
        Vec::new()
    }

    fn not_saved(&mut self, text: String) {
        self.one_less_pending();
        match &mut self.form {
            Some(form) if form.state == FormState::Sent => {
                form.state = FormState::Typing;
                form.fault = Some(text);
            }
            Some(_) | None => self.say(text, Ink::Alarm),
        }
    }

    /// Counts an answer of the shell; returns whether nothing is pending any more.
    fn one_less_pending(&mut self) -> bool {
        let pending = self.saving.map_or(0, |it| it.pending.saturating_sub(1));
        self.saving = self.saving.filter(|_| pending > 0);
        if let Some(saving) = &mut self.saving {
            saving.pending = pending;
        }
        pending == 0
    }
}

/// Returns whether a question stands answered by an entry, and not as it should be.
fn is_abnormal(view: &QuestionView, entry: Seq) -> bool {
    match &view.state {
        QuestionState::Answered(answer) => answer.entry == entry && answer.sense == Sense::Abnormal,
        QuestionState::Open
        | QuestionState::Optional
        | QuestionState::NotNeeded { .. }
        | QuestionState::Awaits
        | QuestionState::Skipped { .. }
        | QuestionState::Deferred { .. } => false,
    }
}
