//! How figures are put: what a value is compared with, how far it is off, how one is computed.

use crate::engine::command::{Answer, Compared};
use crate::schedule::{AnswerForm, Formula, Item, Lang, Milli, Step};

/// Returns what a value was compared with and how far it is off, in brackets; nothing where it is
/// compared with nothing.
pub fn compared(
    answer: &Answer,
    compared: Option<Compared>,
    item: Option<&Item>,
    lang: Lang,
) -> String {
    let Some(compared) = compared else { return String::new() };
    let said = match against(compared, item, lang) {
        Some(said) => said,
        None => return super::reason(unknown(compared, lang), lang),
    };
    let off = match answer.difference(Some(compared)) {
        None | Some(Milli(0)) => String::new(),
        Some(_) => {
            let off = off(answer, compared, item, lang);
            lang.of(format!("，{off}"), format!(", {off}"))
        }
    };
    super::reason(&format!("{said}{off}"), lang)
}

/// Returns how far off a value is from what it is compared with: `差 -2`, `相符`.
pub fn off(answer: &Answer, compared: Compared, item: Option<&Item>, lang: Lang) -> String {
    match answer.difference(Some(compared)) {
        None => String::new(),
        Some(Milli(0)) => lang.of("相符", "agrees").to_owned(),
        Some(difference) => {
            let sign = if difference > Milli(0) { "+" } else { "" };
            let by = figure(difference, item);
            lang.of(format!("差 {sign}{by}"), format!("off by {sign}{by}"))
        }
    }
}

/// Returns what a value to come would be compared with: `上次 13`.
pub fn against(compared: Compared, item: Option<&Item>, lang: Lang) -> Option<String> {
    let it = figure(compared.figure()?, item);
    Some(match compared {
        Compared::Previous(_) => lang.of(format!("上次 {it}"), format!("last time {it}")),
        Compared::Figure(_) => lang.of(format!("对照 {it}"), format!("against {it}")),
    })
}

/// Returns how it is said that there is nothing to compare with.
pub fn unknown(compared: Compared, lang: Lang) -> &'static str {
    match compared {
        Compared::Previous(_) => lang.of("没有上次", "no time before"),
        Compared::Figure(_) => lang.of("没有对照", "nothing to compare with"),
    }
}

/// Returns a formula with the items by their words: `离开人数 - 返回人数`.
pub fn formula(formula: &Formula, step: Option<&Step>, lang: Lang) -> String {
    formula.written(|id| {
        let item = step.and_then(|step| step.item(id));
        let ask = item.map_or(id.as_str(), |it| it.ask.get(lang));
        ask.trim_end_matches(['？', '?', '。', '.', '：', ':']).to_owned()
    })
}

/// Returns a figure as the answers of an item are written.
fn figure(it: Milli, item: Option<&Item>) -> String {
    match item.map(|it| &it.form) {
        Some(AnswerForm::Money(_)) => it.cents(),
        Some(
            AnswerForm::States(_)
            | AnswerForm::YesNo(_)
            | AnswerForm::Number(_)
            | AnswerForm::Count(_)
            | AnswerForm::Computed(_)
            | AnswerForm::Time(_)
            | AnswerForm::Code(_)
            | AnswerForm::Photo
            | AnswerForm::Text(_)
            | AnswerForm::Names(_),
        )
        | None => it.to_string(),
    }
}
