//! How it is put that something is not asked, and which posts have not reported.
//!
//! It never says "skipped": nobody left it out, another answer made it needless.

use super::value::occurrence;
use crate::engine::agenda::{Deciding, Unneeded};
use crate::engine::command::Question;
use crate::schedule::{Lang, OccurrenceId, Schedule};

/// Returns why something is not asked, in a few words.
pub fn unneeded(it: &Unneeded, schedule: &Schedule, lang: Lang) -> String {
    match it {
        Unneeded::Undecided(of) => {
            let asked = ask(of, schedule, lang);
            lang.of(format!("看「{asked}」怎么答"), format!("depends on \"{asked}\""))
        }
        Unneeded::Otherwise(of) => {
            let asked = ask(of, schedule, lang);
            lang.of(format!("按「{asked}」的回答不需要"), format!("not needed by \"{asked}\""))
        }
        Unneeded::TookItem(id) => {
            let items = schedule.steps.iter().filter_map(|step| step.item(id));
            let mut asks = items.map(|it| it.ask.get(lang));
            let taken = asks.next().filter(|it| asks.all(|other| other == *it));
            let taken = taken.unwrap_or(id.as_str());
            lang.of(format!("已选「{taken}」"), format!("\"{taken}\" was taken"))
        }
        Unneeded::TookStep(id) => {
            let taken = schedule.step(id).map_or(id.as_str(), |it| it.title.get(lang));
            lang.of(format!("已做「{taken}」"), format!("\"{taken}\" was done"))
        }
        Unneeded::NoCall => lang.of("今天没用上", "nobody has needed it").to_owned(),
    }
}

fn ask<'a>(of: &'a Deciding, schedule: &'a Schedule, lang: Lang) -> &'a str {
    let item = schedule.step(&of.step).and_then(|step| step.item(&of.item));
    item.map_or(of.item.as_str(), |it| it.ask.get(lang))
}

pub(super) fn not_needed(
    id: &OccurrenceId,
    why: &Unneeded,
    schedule: &Schedule,
    lang: Lang,
) -> String {
    let (title, why) = (occurrence(id, schedule, lang), unneeded(why, schedule, lang));
    lang.of(
        format!("「{title}」这里不用答：{why}。"),
        format!("Nothing to answer here in \"{title}\": {why}."),
    )
}

/// Returns what to do instead of leaving out one item of a floor or area.
pub(super) fn item_of_area(id: &OccurrenceId, schedule: &Schedule, lang: Lang) -> String {
    let title = occurrence(id, schedule, lang);
    let swept = schedule.step(&id.step).is_some_and(|it| it.kind.has_outcomes());
    if swept {
        return lang.of(
            format!("「{title}」的单项不能跳过或推迟：看到什么答什么；没看成，这一处按 x 记未清。"),
            format!(
                "No single item of \"{title}\" is skipped or put off: answer what is seen, or \
                 close this place as not swept (x)."
            ),
        );
    }
    lang.of(
        format!("「{title}」的单项不能跳过或推迟：不查的一处按 l 从名单去掉，或整步跳过。"),
        format!(
            "No single item of \"{title}\" is skipped or put off: take the place off the list (l), \
             or skip the whole step."
        ),
    )
}

pub(super) fn posts_missing(posts: &[Question], schedule: &Schedule, lang: Lang) -> String {
    let names = post_names(posts, schedule, lang);
    lang.of(
        format!("还没就位：{names}。等报到，或按 s 写明缺岗原因。"),
        format!("Not reported yet: {names}. Wait, or leave one out with a reason (s)."),
    )
}

/// Returns the posts by name: a floor, a role, or what the schedule calls the place.
pub fn post_names(posts: &[Question], schedule: &Schedule, lang: Lang) -> String {
    let name = |it: &Question| {
        let item = schedule.step(&it.occurrence.step).and_then(|step| step.item(&it.item));
        let asked = item.map_or(it.item.as_str(), |it| it.ask.get(lang));
        // The prompt of a post begins with its name.
        let end = lang.of("：", ": ");
        asked.split_once(end).map_or(asked, |(name, _)| name).to_owned()
    };
    posts.iter().map(name).collect::<Vec<_>>().join(lang.of("、", ", "))
}
