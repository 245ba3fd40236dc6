//! Forms: rows of text and of choices that end in wishes. One file for each family of forms.
//!
//! A form never saves: it says what it would ask for, or what is still missing. It stays open with
//! everything typed until what it asked for is saved.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::desk::Desk;
use super::field::{Field, Taken};
use super::keys::{self, Act, FormAct};
use super::message::Wish;
use super::press;
use crate::engine::{Action, Officer};

pub(crate) mod answer;
pub(crate) mod areas;
pub(crate) mod correct;
mod draw;
pub(crate) mod earlier;
pub(crate) mod event;
pub(crate) mod finding;
pub(crate) mod follow_up;
pub(crate) mod handover;
pub(crate) mod meal;
pub(crate) mod note;
pub(crate) mod officer;
pub(crate) mod pin;
mod purpose;
pub(crate) mod repin;
pub(crate) mod seat;
pub(crate) mod sign;
pub(crate) mod stead;
pub(crate) mod sweep;
pub(crate) mod undone;
mod when;

pub(crate) use draw::draw;
pub(crate) use purpose::Purpose;

/// A form that is being filled in.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// What it is for, with what it is about.
    pub(crate) purpose: Purpose,
    /// What it is called.
    pub(crate) title: String,
    /// What it is about, in a line below the title.
    pub(crate) about: String,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// The row that is filled in now.
    pub(crate) at: usize,
    /// The text that it opened with and that would outlive a restart.
    pub(crate) begun: String,
    /// What is wrong with it.
    pub(crate) fault: Option<String>,
    /// Whether it waits for what it asked for.
    pub(crate) state: FormState,
    /// The rows after this choice depend on it.
    fork: Option<Fork>,
}

/// Whether a form is being typed or waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormState {
    /// It is being filled in.
    Typing,
    /// It has been sent and waits to be saved.
    Sent,
}

/// Which thing a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Store,
    Name,
    What,
    Floor,
    Kind,
    Severity,
    Fork,
    Done,
    Owner,
    Due,
    Interim,
    ReportedTo,
    Place,
    ReportedBy,
    Photos,
    Shift,
    Printer,
    When,
    Reason,
    Pin,
    NewPin,
    Again,
    Scope,
    Target,
    Value,
    Tag,
    Add,
    Remove,
    Count,
    Late,
    Remark,
    Who,
    Until,
    Watcher,
    Result,
    Way,
    Of,
    OwnRole,
    Part,
    Counted(u8),
}

/// One row of a form.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) slot: Slot,
    pub(crate) label: String,
    pub(crate) content: Content,
    /// The digit of each choice, where it has one.
    pub(crate) digits: Vec<Option<u8>>,
}

/// What a row holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Typed text, and what is shown while there is none.
    Text { field: Field, placeholder: String },
    /// One of several choices.
    Choice { options: Vec<String>, chosen: usize },
    /// A staff number and its PIN.
    Secret(pin::PinField),
}

#[derive(Clone, Debug)]
struct Fork {
    row: usize,
    shown: usize,
    tails: Vec<Vec<Row>>,
}

/// What a key did to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It goes on being filled in.
    Stay,
    /// It is to be saved.
    Submit,
    /// It is to be closed.
    Close,
    /// The desk is to be asked whether to close.
    Quit,
}

impl Row {
    /// Returns a row to type in.
    pub(crate) fn text(slot: Slot, label: &'static str, value: &str, placeholder: &str) -> Self {
        let placeholder = placeholder.to_owned();
        let content = Content::Text { field: Field::new(value), placeholder };
        Self { slot, label: label.to_owned(), content, digits: Vec::new() }
    }

    /// Returns a row to type in that offers a value: typing replaces it.
    pub(crate) fn offer(slot: Slot, label: &'static str, value: &str, placeholder: &str) -> Self {
        let placeholder = placeholder.to_owned();
        let content = Content::Text { field: Field::offering(value), placeholder };
        Self { slot, label: label.to_owned(), content, digits: Vec::new() }
    }

    /// Returns a row to choose in, its choices counted from 1.
    pub(crate) fn choice(
        slot: Slot,
        label: &'static str,
        options: Vec<String>,
        chosen: usize,
    ) -> Self {
        let digits = (1..).take(options.len()).map(|it| Some(it).filter(|it| *it <= 9)).collect();
        Self { slot, label: label.to_owned(), content: Content::Choice { options, chosen }, digits }
    }

    /// Returns the row under a name that is not the program's own.
    pub(crate) fn called(self, label: &str) -> Self {
        Self { label: label.to_owned(), ..self }
    }

    /// Returns the row with other digits for its choices.
    pub(crate) fn by_digits(self, digits: Vec<Option<u8>>) -> Self {
        Self { digits, ..self }
    }

    /// Returns which choice a digit takes, from 0.
    fn choice_of(&self, digit: u8) -> Option<usize> {
        self.digits.iter().position(|it| *it == Some(digit))
    }
}

impl Form {
    /// Returns a form.
    pub(crate) fn new(purpose: Purpose, title: &str, about: String, rows: Vec<Row>) -> Self {
        let title = title.to_owned();
        let state = FormState::Typing;
        let begun = String::new();
        let mut form =
            Self { purpose, title, about, rows, at: 0, begun, fault: None, state, fork: None };
        form.begun = form.draft().unwrap_or_default().to_owned();
        form
    }

    /// Returns the form with further rows that depend on its last row, a choice.
    pub(crate) fn forking(mut self, tails: Vec<Vec<Row>>) -> Self {
        let row = self.rows.len() - 1;
        self.fork = Some(Fork { row, shown: usize::MAX, tails });
        self.branch();
        self
    }

    /// Returns what has been typed into a row, without blanks around it.
    pub(crate) fn typed(&self, slot: Slot) -> &str {
        let content = self.rows.iter().find(|it| it.slot == slot).map(|it| &it.content);
        match content {
            Some(Content::Text { field, .. }) => field.text().trim(),
            Some(Content::Choice { .. } | Content::Secret(_)) | None => "",
        }
    }

    /// Returns what has been typed into a row, or nothing.
    pub(crate) fn optional(&self, slot: Slot) -> Option<String> {
        Some(self.typed(slot).to_owned()).filter(|it| !it.is_empty())
    }

    /// Returns what has been typed into a row, or what to say when nothing has.
    pub(crate) fn required(&self, slot: Slot, desk: &Desk) -> Result<String, String> {
        self.optional(slot).ok_or_else(|| {
            let label =
                self.rows.iter().find(|it| it.slot == slot).map_or("", |it| it.label.as_str());
            desk.lang.of(format!("请填写“{label}”。"), format!("Fill in: {label}."))
        })
    }

    /// Returns which choice of a row is taken, from 0.
    pub(crate) fn chosen(&self, slot: Slot) -> usize {
        let content = self.rows.iter().find(|it| it.slot == slot).map(|it| &it.content);
        match content {
            Some(Content::Choice { chosen, .. }) => *chosen,
            Some(Content::Text { .. } | Content::Secret(_)) | None => 0,
        }
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: KeyEvent) -> Step {
        match keys::act_in_form(key) {
            Some(FormAct::Cancel) => Step::Close,
            Some(FormAct::Quit) => Step::Quit,
            Some(_) | None if self.state == FormState::Sent => Step::Stay,
            Some(FormAct::Confirm) => self.confirm(),
            Some(FormAct::SaveNow) => Step::Submit,
            Some(FormAct::RowDown) => self.pick_row(self.at + 1),
            Some(FormAct::RowUp) => self.pick_row(self.at.saturating_sub(1)),
            Some(FormAct::ChoiceRight | FormAct::ChoiceLeft) | None => self.type_in(key),
        }
    }

    /// Takes a pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        if self.state == FormState::Sent {
            return;
        }
        if matches!(self.content_at(), Some(Content::Choice { .. })) {
            self.skip_choices();
        }
        if let Some(Content::Text { field, .. }) = self.content_at() {
            field.paste(text);
            self.fault = None;
        }
    }

    /// Goes to a row: a click.
    pub(crate) fn pick_row(&mut self, row: usize) -> Step {
        self.at = row.min(self.rows.len() - 1);
        Step::Stay
    }

    /// Takes the choice of the present row that has this number and goes on: a click.
    pub(crate) fn pick_choice(&mut self, number: usize) -> Step {
        let Some(Content::Choice { options, chosen }) = self.content_at() else {
            return Step::Stay;
        };
        if number >= options.len() {
            return Step::Stay;
        }
        *chosen = number;
        self.branch();
        self.confirm()
    }

    fn confirm(&mut self) -> Step {
        self.branch();
        if let Some(Content::Secret(field)) = self.content_at()
            && field.next_part()
        {
            return Step::Stay;
        }
        if self.at + 1 >= self.rows.len() {
            return Step::Submit;
        }
        self.at += 1;
        Step::Stay
    }

    /// Whoever types words on a choice means the next row that takes words.
    fn skip_choice_for(&mut self, key: KeyEvent) {
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        let on_choice = matches!(self.content_at(), Some(Content::Choice { .. }));
        if !matches!(key.code, KeyCode::Char(letter) if letter != ' ') || !plain || !on_choice {
            return;
        }
        self.skip_choices();
    }

    /// Goes to the next row that takes words.
    fn skip_choices(&mut self) {
        let takes_words = |row: &Row| matches!(row.content, Content::Text { .. });
        if let Some(ahead) = self.rows.iter().skip(self.at).position(takes_words) {
            self.at += ahead;
        }
    }

    fn type_in(&mut self, key: KeyEvent) -> Step {
        let digit = press::digit(key);
        let picked = self.rows.get(self.at).and_then(|it| it.choice_of(digit?));
        if digit.is_none() {
            self.skip_choice_for(key);
        }
        let taken = match self.content_at() {
            Some(Content::Text { field, .. }) => field.key(key),
            Some(Content::Secret(field)) => field.key(key),
            Some(Content::Choice { options, chosen }) => {
                let last = options.len().saturating_sub(1);
                match key.code {
                    KeyCode::Left => *chosen = chosen.saturating_sub(1),
                    KeyCode::Right => *chosen = (*chosen + 1).min(last),
                    _ => return picked.map_or(Step::Stay, |it| self.pick_choice(it)),
                }
                self.branch();
                return Step::Stay;
            }
            None => Taken::No,
        };
        if taken == Taken::Yes {
            self.fault = None;
        }
        Step::Stay
    }

    fn content_at(&mut self) -> Option<&mut Content> {
        self.rows.get_mut(self.at).map(|it| &mut it.content)
    }

    /// Puts the rows in place that belong to the choice which the form forks on.
    fn branch(&mut self) {
        let Some(fork) = &self.fork else { return };
        let row = fork.row;
        let chosen = match &self.rows[row].content {
            Content::Choice { chosen, .. } => *chosen,
            Content::Text { .. } | Content::Secret(_) => 0,
        };
        let fork = self.fork.as_mut().expect("it was there two lines above");
        if fork.shown != chosen {
            // What was typed on the other side is kept for the way back.
            let rest = self.rows.split_off(row + 1);
            if let Some(tail) = fork.tails.get_mut(fork.shown) {
                *tail = rest;
            }
            fork.shown = chosen;
            self.rows.extend(fork.tails.get(chosen).cloned().unwrap_or_default());
        }
    }
}

/// Returns a wish of somebody who need not sit at the desk.
fn wish_of(name: &str, action: Action) -> Wish {
    Wish { officer: Officer::new(name), happened: None, action, photos: Vec::new() }
}

/// Does to a form what a click on it means.
pub(crate) fn click(form: &mut Form, act: Act) -> Step {
    if let Act::Pick(row) = act {
        return form.pick_row(row);
    }
    if let (Act::Answer(number), FormState::Typing) = (act, form.state) {
        return form.pick_choice(usize::from(number).saturating_sub(1));
    }
    Step::Stay
}
