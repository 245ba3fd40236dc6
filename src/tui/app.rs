//! What the screen remembers between two messages: which screen, which step, which row, the form
//! being typed. A message comes in, effects go out.
//!
//! It never holds anything that the agenda knows.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent};

use super::desk::{Desk, Pace, pace};
use super::field::Field;
use super::forms::{Form, FormState, Purpose, Step, officer, seat};
use super::keys::{self, LogFilter};
use super::message::{Effect, LogDays, LogKinds, LogQuery, Message, Wish};
use super::palette::Palette;
use super::theme::{Ink, Theme};
use crate::engine::command::Question;
use crate::engine::{Agenda, Entry};
use crate::schedule::{Known, Lang, OccurrenceId, ShiftId};

/// A screen of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// What is asked now.
    #[default]
    Now,
    /// The store day as a timeline.
    Day,
    /// The floors, from the top down.
    Building,
    /// What is open.
    Findings,
    /// What was recorded.
    Log,
    /// The keys.
    Help,
    /// The four acts of a handover.
    Handover,
}

impl Screen {
    /// Every screen in the order of the tabs.
    pub const ALL: [Self; 7] = [
        Self::Now,
        Self::Day,
        Self::Building,
        Self::Findings,
        Self::Log,
        Self::Help,
        Self::Handover,
    ];
}

/// What the screen remembers.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    pub(crate) screen: Screen,
    /// The occurrence that is worked on; it stays until it asks for nothing more.
    pub(crate) focus: Option<OccurrenceId>,
    /// The question that was picked out of the order.
    pub(crate) picked: Option<Question>,
    /// How the answer is known, where that is not the item's usual way.
    pub(crate) known: Option<Known>,
    /// When what is answered next happened, where that is earlier than now.
    pub(crate) happened: Option<DateTime<Utc>>,
    pub(crate) rows: ChosenRows,
    pub(crate) form: Option<Form>,
    pub(crate) over: Option<Over>,
    pub(crate) flash: Option<Flash>,
    pub(crate) saving: Option<Saving>,
    pub(crate) search: Field,
    pub(crate) query: LogQuery,
    pub(crate) log: Vec<Entry>,
    /// The report that is handed over, line by line.
    pub(crate) preview: Vec<String>,
    /// A text that was typed and not saved.
    pub(crate) draft: String,
    /// Which prompt rang last, and how often.
    pub(crate) rung: Option<(OccurrenceId, u32)>,
    /// Which handover rang last, by the end of its shift, and how often.
    pub(crate) rung_handover: Option<(DateTime<Utc>, i64)>,
    /// The shift of the last look, so that its end is noticed.
    pub(crate) shift: Option<ShiftId>,
}

/// Which row is chosen on which screen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChosenRows {
    pub(crate) day: usize,
    pub(crate) findings: usize,
    pub(crate) log: usize,
    pub(crate) help: usize,
    pub(crate) handover: usize,
}

/// What stands over the desk, other than a form.
#[derive(Clone, Debug)]
pub(crate) enum Over {
    /// The list of all commands.
    Palette(Palette),
    /// The question whether to close the desk.
    Quit,
}

/// A line that stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flash {
    pub(crate) text: String,
    pub(crate) ink: Ink,
}

/// What has been asked for and is not durable yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Saving {
    pub(crate) since: DateTime<Utc>,
    pub(crate) pending: usize,
}

/// So many entries of the log are shown at most.
const LOG_MAX: usize = 500;

impl App {
    /// Returns the desk as it opens; a draft is a text that was left unsaved before.
    pub fn new(lang: Lang, theme: Theme, draft: &str) -> Self {
        let zh = "上次有一段文字没有保存，按 f 接着写。";
        let unsaved = lang.of(zh, "A text was left unsaved; press f to go on with it.");
        let text = unsaved.to_owned();
        let flash = (!draft.is_empty()).then_some(Flash { text, ink: Ink::Warn });
        Self {
            lang,
            theme,
            screen: Screen::Now,
            focus: None,
            picked: None,
            known: None,
            happened: None,
            rows: ChosenRows::default(),
            form: None,
            over: None,
            flash,
            saving: None,
            search: Field::default(),
            query: LogQuery { limit: LOG_MAX, ..LogQuery::default() },
            log: Vec::new(),
            preview: Vec::new(),
            draft: draft.to_owned(),
            rung: None,
            rung_handover: None,
            shift: None,
        }
    }

    /// Returns how often the screen must be drawn: by seconds also while something is being saved,
    /// so that a slow save is told in time.
    pub fn pace(&self, agenda: &Agenda) -> Pace {
        if self.saving.is_some() { Pace::Seconds } else { pace(agenda) }
    }

    /// Takes a message in and returns what is asked of the shell.
    pub fn update(&mut self, now: DateTime<Utc>, agenda: &Agenda, message: Message) -> Vec<Effect> {
        let desk = Desk { agenda, now, lang: self.lang };
        let mut effects = match message {
            Message::Key(key) => self.key(&desk, key),
            Message::Paste(text) => self.paste(&text),
            Message::Mouse { event, size } => self.mouse(&desk, event, size),
            Message::Tick => Vec::new(),
            Message::Saved(entries) => self.saved(&desk, &entries),
            Message::Refused(refusal) => self.refused(&desk, &refusal),
            Message::Failed(words) => self.failed(&desk, words),
            Message::NotSigned(words) => self.not_signed(words),
            Message::Unfit(words) => self.unfit(words),
            Message::Log(entries) => {
                self.log = entries;
                self.rows.log = self.rows.log.min(self.log.len().saturating_sub(1));
                Vec::new()
            }
            Message::Preview(text) => {
                self.preview = text.lines().map(str::to_owned).collect();
                Vec::new()
            }
            Message::Printers(all) => {
                self.choose_printer(&desk, all);
                Vec::new()
            }
            Message::Notice(words) => {
                self.say(words, Ink::Warn);
                Vec::new()
            }
        };
        effects.extend(self.settle(&desk));
        effects
    }

    /// Shows a line until the next key.
    pub(crate) fn say(&mut self, text: impl Into<String>, ink: Ink) {
        self.flash = Some(Flash { text: text.into(), ink });
    }

    /// Brings what is remembered in line with the agenda: the focus, the first start, the bell.
    fn settle(&mut self, desk: &Desk) -> Vec<Effect> {
        let focus = desk.in_focus(self.focus.as_ref()).map(|it| it.id.clone());
        if focus != self.focus {
            (self.focus, self.picked, self.known) = (focus, None, None);
            self.happened = None;
        }
        self.offer_print(desk);
        self.rows.day = self.rows.day.min(desk.agenda.occurrences.len().saturating_sub(1));
        self.rows.findings = self.rows.findings.min(desk.agenda.findings.len().saturating_sub(1));
        if self.form.is_none() && self.saving.is_none() {
            if desk.agenda.store.is_none() {
                self.form = Some(seat::start(desk));
            } else if desk.agenda.officer.is_none() {
                self.form = Some(seat::take(desk));
            }
        }
        self.ring(desk)
    }

    /// Rings once for each time that the prompt has rung since.
    fn ring(&mut self, desk: &Desk) -> Vec<Effect> {
        let current = desk.agenda.current.as_ref();
        let rings = current.map(|it| (it.occurrence.clone(), it.rings));
        let rang = match (&self.rung, &rings) {
            (_, None) => false,
            (None, Some((_, rings))) => *rings > 0,
            (Some((before, count)), Some((id, rings))) => {
                *rings > if before == id { *count } else { 0 }
            }
        };
        self.rung = rings;
        if rang | self.handover_rings(desk) { vec![Effect::Ring] } else { Vec::new() }
    }

    fn key(&mut self, desk: &Desk, key: KeyEvent) -> Vec<Effect> {
        self.flash = None;
        match self.over.take() {
            Some(Over::Quit) => return self.quit_key(key),
            Some(Over::Palette(palette)) => return self.palette_key(desk, palette, key),
            None => {}
        }
        if let Some(form) = &mut self.form {
            let step = form.key(key);
            return self.form_step(desk, step);
        }
        match keys::act_for(key, self.screen) {
            Some(act) => self.act(desk, act),
            None if self.screen == Screen::Log => {
                self.search.key(key);
                self.search_log()
            }
            None => self.unknown_key(key),
        }
    }

    fn unknown_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if let KeyCode::Char(letter) = key.code {
            let zh = format!("{letter} 在这里没有作用，按 ? 看全部按键。");
            let en = format!("{letter} does nothing here; ? lists the keys.");
            self.say(self.lang.of(zh, en), Ink::Faint);
        }
        Vec::new()
    }

    fn quit_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Char('y' | 'Y' | 'ｙ') | KeyCode::Enter => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    fn palette_key(&mut self, desk: &Desk, mut palette: Palette, key: KeyEvent) -> Vec<Effect> {
        match palette.key(key, self, desk) {
            super::palette::Choice::Open => {
                self.over = Some(Over::Palette(palette));
                Vec::new()
            }
            super::palette::Choice::Closed => Vec::new(),
            super::palette::Choice::Run(act) => self.act(desk, act),
        }
    }

    /// Carries out what a key or click did to the form.
    pub(crate) fn form_step(&mut self, desk: &Desk, step: Step) -> Vec<Effect> {
        match step {
            Step::Stay => self.keep_draft(),
            Step::Quit => {
                self.over = Some(Over::Quit);
                Vec::new()
            }
            Step::Close => {
                let effects = self.keep_draft();
                self.form = None;
                effects
            }
            Step::Submit => self.submit(desk),
        }
    }

    /// Keeps a finding or a note that is being typed, so that no restart loses it.
    fn keep_draft(&mut self) -> Vec<Effect> {
        let form = self.form.as_ref();
        let typed = form.and_then(|it| it.draft().filter(|text| *text != it.begun));
        match typed.filter(|it| *it != self.draft) {
            Some(text) => {
                self.draft = text.to_owned();
                vec![Effect::KeepDraft(self.draft.clone())]
            }
            None => Vec::new(),
        }
    }

    fn submit(&mut self, desk: &Desk) -> Vec<Effect> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let zh = "上一条还在保存，请稍等再按一次。";
        let busy = desk.lang.of(zh, "The last entry is still being saved; press again.");
        let wishes = match self.saving {
            Some(_) => Err(busy.to_owned()),
            None => form.credentials(desk).and_then(|it| Ok((form.wishes(desk)?, it))),
        };
        if form.purpose == Purpose::Earlier && wishes.is_ok() {
            return self.set_happened(desk);
        }
        if matches!(form.purpose, Purpose::Print { .. }) {
            return self.print_chosen(desk);
        }
        let changed = (form.purpose == Purpose::OwnPin).then(|| officer::changed(form, desk));
        if let (Some(Ok(change)), None) = (&changed, self.saving) {
            form.state = FormState::Sent;
            form.fault = None;
            self.saving = Some(Saving { since: desk.now, pending: 1 });
            return vec![change.clone()];
        }
        match wishes.and_then(|it| changed.transpose().map(|_| it)) {
            Ok((wishes, credentials)) => {
                let earlier = self.happened.filter(|_| form.is_of_step());
                form.state = FormState::Sent;
                form.fault = None;
                self.saving = Some(Saving { since: desk.now, pending: wishes.len() });
                let dated = |it: Wish| Wish { happened: it.happened.or(earlier), ..it };
                wishes
                    .into_iter()
                    .map(|it| super::forms::pin::asked(dated(it), &credentials))
                    .collect()
            }
            Err(fault) => {
                form.fault = Some(fault);
                Vec::new()
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(form) = &mut self.form {
            form.paste(text);
            return self.keep_draft();
        }
        if self.screen == Screen::Log && self.over.is_none() {
            self.search.paste(text);
            return self.search_log();
        }
        Vec::new()
    }

    /// Asks for the entries that fit the words and filters.
    pub(crate) fn search_log(&mut self) -> Vec<Effect> {
        let words = self.search.text().trim().to_owned();
        if words != self.query.words {
            self.rows.log = 0;
        }
        self.query.words = words;
        vec![Effect::LoadLog(self.query.clone())]
    }

    /// Turns a filter of the log on or off.
    pub(crate) fn filter_log(&mut self, filter: LogFilter) -> Vec<Effect> {
        match filter {
            LogFilter::Today => {
                self.query.days = match self.query.days {
                    LogDays::All => LogDays::Today,
                    LogDays::Today => LogDays::All,
                };
            }
            LogFilter::Findings => {
                self.query.kinds = match self.query.kinds {
                    LogKinds::All => LogKinds::Findings,
                    LogKinds::Findings => LogKinds::All,
                };
            }
        }
        self.rows.log = 0;
        self.search_log()
    }
}
