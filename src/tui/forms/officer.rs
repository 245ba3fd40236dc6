//! What officers do about their own signing at the desk: change the own PIN, and let somebody sign
//! again who mistyped it too often.
//!
//! Whether a PIN is right is never known here: the shell weighs it.

use super::{Form, Purpose, Row, Slot, pin, wish_of};
use crate::engine::Action;
use crate::engine::officer::{OfficerAct, OfficerNumber, Registered, SigningReleased};
use crate::tui::desk::Desk;
use crate::tui::message::{Effect, PinChange, Wish};
use crate::words;

/// Returns the form in which somebody changes the own PIN.
pub(crate) fn own_pin(desk: &Desk) -> Form {
    let lang = desk.lang;
    let own = pin::row_of_officer(desk, None).into_iter();
    let rows = own.chain([
        pin::new_row(desk, Slot::NewPin, lang.of("新密码", "New PIN")),
        pin::new_row(desk, Slot::Again, lang.of("再输一次", "Once more")),
    ]);
    let about = lang.of(
        "先输工号和现在的密码，再输两次新密码。",
        "Type number and present PIN, then the new one twice.",
    );
    let title = lang.of("改密码", "Change PIN");
    Form::new(Purpose::OwnPin, title, about.to_owned(), rows.collect())
}

/// Returns the form in which a supervisor lets somebody sign again; none where nobody waits for it.
pub(crate) fn release(desk: &Desk) -> Option<Form> {
    let lang = desk.lang;
    let barred = &desk.agenda.barred;
    if barred.is_empty() {
        return None;
    }
    let name = |number: &OfficerNumber| {
        let known = desk.agenda.officers.iter().find(|it| it.number == *number);
        let name = known.map_or("", |it: &Registered| it.name.as_str());
        format!("{number} {name}")
    };
    let rows = vec![
        Row::choice(Slot::Who, lang.of("谁", "Who"), barred.iter().map(name).collect(), 0),
        pin::row(desk, None, None).called(lang.of("主管工号密码", "Supervisor")),
    ];
    let about = lang.of(
        "密码输错太多，签字停了。由主管当面核对后恢复。",
        "Too many wrong PINs: no signing. A supervisor who knows the person lets them sign again.",
    );
    let title = lang.of("恢复签字", "Let sign again");
    Some(Form::new(Purpose::Release(barred.clone()), title, about.to_owned(), rows))
}

/// Returns what a release asks for.
pub(super) fn released(
    form: &Form,
    desk: &Desk,
    barred: &[OfficerNumber],
) -> Result<Vec<Wish>, String> {
    let gone = || desk.lang.of("已经恢复了。", "That was done already.").to_owned();
    let number = barred.get(form.chosen(Slot::Who)).ok_or_else(gone)?.clone();
    let typed = form.credentials(desk)?.map(|(number, _)| number);
    // The shell puts the supervisor in once the PIN is weighed.
    let by = typed.unwrap_or_else(|| number.clone());
    let act = Action::Officer(OfficerAct::Release(SigningReleased { number, by: by.clone() }));
    Ok(vec![wish_of(by.as_str(), act)])
}

/// Returns what a change of the own PIN asks the shell for.
pub(crate) fn changed(form: &Form, desk: &Desk) -> Result<Effect, String> {
    let lang = desk.lang;
    let missing = || lang.of("请填写工号、空格、密码。", "Type number, space, PIN.").to_owned();
    let (number, old) = form.credentials(desk)?.ok_or_else(missing)?;
    let new = form.pin(Slot::NewPin).cloned().unwrap_or_default();
    new.check(&number).map_err(|it| words::weak_pin(it, lang).to_owned())?;
    if form.pin(Slot::Again) != Some(&new) {
        let zh = "两次输入不一样；密码没有换，请重来";
        return Err(lang.of(zh, "the two differ; no PIN was set, begin again").to_owned());
    }
    Ok(Effect::ChangePin(Box::new(PinChange { number, old, new })))
}
