//! What is wrong with a batch, a finding or a text, for the sentences of a refusal.
//!
//! It never looks at a schedule: these faults name everything that they need.

use chrono::NaiveDate;

use super::value::{batch, day};
use crate::engine::command::PHOTOS_MAX;
use crate::engine::{BatchFault, Field, FindingFault, TEXT_MAX, TextFault};
use crate::schedule::{EventId, Lang};

pub(super) fn batch_not_back(before: u8, missing: u32, lang: Lang) -> String {
    let before = batch(before, lang);
    lang.of(
        format!("{before}还有 {missing} 人没回来，下一批先别走。请先记他们回来。"),
        format!("{missing} of {before} are not back. Take them back first."),
    )
}

pub(super) fn wrong_batch(number: u8, fault: BatchFault, lang: Lang) -> String {
    match fault {
        BatchFault::Unknown => lang
            .of(format!("这一餐没有第{number}批。"), format!("This meal has no batch {number}.")),
        BatchFault::LeftAlready => lang.of(
            format!("第{number}批已经走了。人数不对，请更正那条记录。"),
            format!("Batch {number} has left already. If the count is wrong, correct that entry."),
        ),
        BatchFault::NotLeft => lang.of(
            format!("第{number}批还没走，请先记离开。"),
            format!("Batch {number} has not left yet. Record that it leaves first."),
        ),
        BatchFault::TooMany { out } => lang.of(
            format!("第{number}批在外只有 {out} 人，请核对人数。"),
            format!("Only {out} of batch {number} are out. Check the count."),
        ),
        BatchFault::TooEarly => lang.of(
            format!("第{number}批还没到时间，请等到点再走。"),
            format!("Too early for batch {number}. Let it leave at its time."),
        ),
    }
}

pub(super) fn finding_state(number: &str, fault: FindingFault, lang: Lang) -> String {
    match fault {
        FindingFault::NotFixed => lang.of(
            format!("{number} 还没整改，不能复查。请先记整改。"),
            format!("{number} is not put right yet. Record that first, then re-inspect."),
        ),
        FindingFault::FixedAlready => lang.of(
            format!("{number} 已经整改，等别人复查。"),
            format!("{number} is put right already and waits for re-inspection."),
        ),
    }
}

pub(super) fn bad_text(field: Field, fault: TextFault, lang: Lang) -> String {
    let name = field_name(field, lang);
    match fault {
        TextFault::Empty => lang
            .of(format!("{name}不能为空，请填写。"), format!("The {name} is empty. Fill it in.")),
        TextFault::TooLong => lang.of(
            format!("{name}超过 {TEXT_MAX} 字，请写短些。"),
            format!("The {name} is longer than {TEXT_MAX} characters. Make it shorter."),
        ),
        TextFault::Control => lang.of(
            format!("{name}里有控制字符，请删掉后再试。"),
            format!("The {name} holds control characters. Remove them and try again."),
        ),
    }
}

fn field_name(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Name => lang.of("姓名", "name"),
        Field::Store => lang.of("店名", "store name"),
        Field::Finding => lang.of("问题内容", "finding"),
        Field::Reason => lang.of("原因", "reason"),
        Field::Note => lang.of("备注", "note"),
        Field::Place => lang.of("位置", "place"),
        Field::Answer => lang.of("答案", "answer"),
        Field::ReadBack => {
            lang.of("复述（风险和先做的事，各写一句）", "read-back (risks, and what is done first)")
        }
        Field::Incident => lang.of("险情", "incident"),
        Field::File => lang.of("文件名", "file name"),
        Field::Printer => lang.of("打印机名", "printer name"),
        Field::Area => lang.of("地方的名字", "name of an area"),
        Field::Exception => {
            lang.of("留人情况（谁、到几点、谁看护）", "exception (who, until when, watcher)")
        }
    }
}

pub(super) fn area_known(area: &str, lang: Lang) -> String {
    lang.of(
        format!("{area}已在名单里，不用再写。"),
        format!("{area} is on the list already; leave it out."),
    )
}

pub(super) fn too_many_areas(most: usize, lang: Lang) -> String {
    lang.of(format!("名单最多 {most} 个，请分成几步。"), format!("A list takes {most} at most."))
}

pub(super) fn areas_open(title: &str, lang: Lang) -> String {
    lang.of(
        format!("「{title}」还没写今天有哪些。请先写名单。"),
        format!("\"{title}\" has no list for today yet. Name them first."),
    )
}

/// Returns that no event of that name starts anything today.
pub(super) fn unknown_event(event: &EventId, nearest: Option<&EventId>, lang: Lang) -> String {
    match nearest {
        Some(near) => lang.of(
            format!("今天没有事件 {event}，是不是 {near}？"),
            format!("No event {event} today. Did you mean {near}?"),
        ),
        None => lang.of(
            format!("今天没有事件 {event}，请用 zhiban schedule plan 查看。"),
            format!("No event {event} today. See zhiban schedule plan."),
        ),
    }
}

pub(super) fn same_schedule(lang: Lang) -> &'static str {
    lang.of(
        "今天用的就是这份日程，不用换。",
        "The day runs by this schedule already; nothing to do.",
    )
}

pub(super) fn other_clock(lang: Lang) -> &'static str {
    lang.of(
        "新日程的时区或营业日开始时间不同，只能从下个营业日起用。",
        "It has another zone or day start, so it can only hold from the next store day on.",
    )
}

/// Returns that a store day is not the running one.
pub(super) fn other_day(asked: NaiveDate, running: NaiveDate, lang: Lang) -> String {
    let (asked, running) = (day(asked, lang), day(running, lang));
    lang.of(
        format!("{asked} 不是当前营业日，请记在 {running}。"),
        format!("{asked} is not the running store day. Record it on {running}."),
    )
}

/// Returns that more photos were named than one entry takes.
pub(super) fn too_many_photos(count: usize, lang: Lang) -> String {
    lang.of(
        format!("一次最多附 {PHOTOS_MAX} 张照片，给了 {count} 张。少附几张，或分成两条记。"),
        format!("{count} photos, at most {PHOTOS_MAX}. Name fewer, or record two findings."),
    )
}
