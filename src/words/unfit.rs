//! Why an answer is not taken and what its item takes, as the officer reads it.
//!
//! It never repeats the answer: what does not fit, and what would.

use super::refusal::Say;
use crate::engine::Unfit;
use crate::engine::command::Question;
use crate::schedule::{AnswerForm, Lang, NormalAnswer, StateChoice};

impl Say<'_> {
    pub(super) fn wrong_answer(self, asked: &Question) -> String {
        let (title, takes) = (self.question(asked), self.takes(asked));
        self.lang.of(
            format!("「{title}」不能这样答。请答：{takes}。"),
            format!("That does not answer \"{title}\". It takes: {takes}."),
        )
    }

    pub(super) fn unfit_answer(self, asked: &Question, why: Unfit) -> String {
        let (lang, title) = (self.lang, self.question(asked));
        let why = unfit(why, lang);
        lang.of(format!("「{title}」：{why}"), format!("\"{title}\": {why}"))
    }

    fn takes(self, asked: &Question) -> String {
        let lang = self.lang;
        let step = self.schedule.step(&asked.occurrence.step);
        let Some(item) = step.and_then(|step| step.item(&asked.item)) else {
            return lang.of("这一项的答案", "an answer of this item").to_owned();
        };
        match &item.form {
            AnswerForm::States(choices) => {
                // Only a script or another program can be wrong here, and they need the words.
                let both = |it: &StateChoice| {
                    let (name, id) = (it.name.get(lang), &it.id);
                    lang.of(format!("{id}（{name}）"), format!("{id} ({name})"))
                };
                let states: Vec<String> = choices.iter().map(both).collect();
                states.join(lang.of("、", " / "))
            }
            AnswerForm::YesNo(NormalAnswer::Yes | NormalAnswer::No) => {
                lang.of("是、否、不适用", "yes, no or not applicable").to_owned()
            }
            AnswerForm::Number(form) => {
                let unit = form.unit.get(lang);
                lang.of(format!("数字（{unit}）"), format!("a number ({unit})"))
            }
            AnswerForm::Count(form) => {
                let unit = form.unit.get(lang);
                lang.of(format!("整数（{unit}）"), format!("a whole number ({unit})"))
            }
            AnswerForm::Money(form) => {
                let unit = form.unit.get(lang);
                lang.of(format!("金额（{unit}）"), format!("an amount ({unit})"))
            }
            AnswerForm::Computed(_) => {
                lang.of("不用答，自动算出", "nothing; it is computed").to_owned()
            }
            AnswerForm::Time(_) => lang.of("钟点，如 14:55", "a time, such as 14:55").to_owned(),
            AnswerForm::Code(_) => lang.of("扫到的码", "the code that is scanned").to_owned(),
            AnswerForm::Photo => {
                lang.of("照片文件（JPEG 或 PNG）", "a photo file (JPEG or PNG)").to_owned()
            }
            AnswerForm::Text(_) => lang.of("文字", "words").to_owned(),
            AnswerForm::Names(_) => lang.of("姓名，没有则留空", "names, or none").to_owned(),
        }
    }
}

/// Returns why an answer of the right kind is not taken, and what to do.
fn unfit(it: Unfit, lang: Lang) -> String {
    match it {
        Unfit::Cents => lang
            .of("金额最多两位小数，请改。", "money has two decimals at most; write it so.")
            .to_owned(),
        Unfit::WrongCode => lang
            .of(
                "这不是这里的码。请到对的位置再扫；标签坏了请手输并注明。",
                "this code belongs elsewhere. Scan the one here; if its tag is broken, type it.",
            )
            .to_owned(),
        Unfit::LongerThan(max) => lang.of(
            format!("最多 {max} 个字，请写短些。"),
            format!("at most {max} characters; make it shorter."),
        ),
        Unfit::FewerNames(least) => lang.of(
            format!("至少要 {least} 个不同的姓名。"),
            format!("at least {least} different names are needed."),
        ),
        Unfit::TooLarge => lang
            .of("这个数太大，算不出结果，请核对。", "too large to compute with; check it.")
            .to_owned(),
        Unfit::NotThatWay => lang
            .of(
                "这一项不能这样得知：要扫的请扫，别的记目视或对讲机。",
                "it cannot be known that way: a tag is scanned, all else is seen or radioed.",
            )
            .to_owned(),
    }
}
