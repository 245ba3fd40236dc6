//! The handover on paper, asked for at the desk: the offer at the change of shift, the choice of a
//! printer, and what is said when it is done.
//!
//! It prints nothing itself, and it never asks twice for one handover: the shell keeps the file and
//! its job.

use super::app::App;
use super::desk::Desk;
use super::forms::{Form, Purpose, Row, Slot};
use super::message::Effect;
use super::theme::Ink;
use crate::schedule::ShiftId;

/// A printer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterLine {
    /// Its name.
    pub name: String,
    /// How it stands, already worded.
    pub state: String,
    /// How many jobs wait for it, where the system tells.
    pub waiting: Option<usize>,
    /// Whether it is the one that is used when none is named.
    pub usual: bool,
}

/// What is to be printed where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintWish {
    /// Of which shift the handover is; none means all of the day so far.
    pub shift: Option<ShiftId>,
    /// On which printer.
    pub printer: String,
}

impl App {
    /// Asks the shell which printers there are.
    pub(crate) fn ask_for_printers(&mut self, desk: &Desk) -> Vec<Effect> {
        let zh = "正在看有哪些打印机…";
        self.say(desk.lang.of(zh, "Looking for printers…"), Ink::Faint);
        vec![Effect::ListPrinters]
    }

    /// Opens the choice of a printer; a form that is being filled in is left alone.
    pub(crate) fn choose_printer(&mut self, desk: &Desk, printers: Vec<PrinterLine>) {
        if self.form.is_some() {
            return;
        }
        self.flash = None;
        self.form = Some(open(desk, printers));
    }

    /// Sends the handover off, where the form says so.
    pub(crate) fn print_chosen(&mut self, desk: &Desk) -> Vec<Effect> {
        let Some(form) = self.form.take() else { return Vec::new() };
        let Some(wish) = wish(&form) else { return Vec::new() };
        let zh = "正在打印交接…";
        self.say(desk.lang.of(zh, "Printing the handover…"), Ink::Faint);
        vec![Effect::Print(wish)]
    }

    /// Offers the print once, when a planned shift has just ended.
    pub(crate) fn offer_print(&mut self, desk: &Desk) {
        let before = std::mem::replace(&mut self.shift, desk.agenda.shift.clone());
        let Some(ended) = before.filter(|it| Some(it) != desk.agenda.shift.as_ref()) else {
            return;
        };
        let name = desk.agenda.schedule.shift_name(&ended, desk.lang);
        let zh = format!("“{name}”到点换班：按 p 打印交接。");
        let en = format!("The shift {name} is over: press p to print the handover.");
        self.say(desk.lang.of(zh, en), Ink::Warn);
    }
}

/// Returns the form that asks what to print where: the shift that ended last stands first while
/// the next one is young.
fn open(desk: &Desk, printers: Vec<PrinterLine>) -> Form {
    let lang = desk.lang;
    let plan = desk.agenda.schedule.plan(desk.agenda.day);
    let begun = plan.shifts.iter().filter(|it| it.from <= desk.now);
    let shifts: Vec<ShiftId> = begun.map(|it| it.id.clone()).collect();
    let young = plan
        .shifts
        .iter()
        .rposition(|it| it.to <= desk.now && (desk.now - it.to).num_minutes() < YOUNG_MIN);
    let names = shifts.iter().map(|it| desk.agenda.schedule.shift_name(it, lang).to_owned());
    let mut names: Vec<String> = names.collect();
    names.push(lang.of("全天到现在", "the day so far").to_owned());
    let last = shifts.len().saturating_sub(1);
    let rows = vec![
        Row::choice(Slot::Shift, lang.of("哪一班", "Shift"), names, young.unwrap_or(last)),
        Row::choice(
            Slot::Printer,
            lang.of("打印机", "Printer"),
            printers.iter().map(|it| line(it, desk)).collect(),
            printers.iter().position(|it| it.usual).unwrap_or(0),
        ),
    ];
    let about = lang.of(
        "打印交接报告，供两人签字。失败时文件留下，再按 p 不会重复打印。",
        "Prints the handover report. If it fails the file is kept; p again prints nothing twice.",
    );
    let printers = printers.into_iter().map(|it| it.name).collect();
    let title = lang.of("打印交接", "Print the handover");
    Form::new(Purpose::Print { shifts, printers }, title, about.to_owned(), rows)
}

/// So many minutes after its end a shift is still the one to print.
const YOUNG_MIN: i64 = 60;

fn line(it: &PrinterLine, desk: &Desk) -> String {
    let waiting = match it.waiting {
        None | Some(0) => String::new(),
        Some(count) => desk.lang.of(format!("，排队 {count}"), format!(", {count} waiting")),
    };
    let lang = desk.lang;
    lang.of(
        format!("{}（{}{waiting}）", it.name, it.state),
        format!("{} ({}{waiting})", it.name, it.state),
    )
}

fn wish(form: &Form) -> Option<PrintWish> {
    let Purpose::Print { shifts, printers } = &form.purpose else { return None };
    let printer = printers.get(form.chosen(Slot::Printer))?.clone();
    Some(PrintWish { shift: shifts.get(form.chosen(Slot::Shift)).cloned(), printer })
}
