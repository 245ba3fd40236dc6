//! What left the desk, in words: documents, files and paper.
//!
//! It never says whether a job has come out of the printer; nobody has looked.

use crate::engine::paper::{Document, Exported, Printed};
use crate::engine::photo::Lost;
use crate::schedule::Lang;

/// Returns what a document is called.
pub fn document(it: Document, lang: Lang) -> &'static str {
    match it {
        Document::Handover => lang.of("交接报告", "handover report"),
        Document::Day => lang.of("营业日报告", "day report"),
        Document::FirePatrol => lang.of("防火巡查记录", "fire-patrol record"),
        Document::Diary => lang.of("值班日记", "duty diary"),
        Document::FloorLog => lang.of("楼层记录", "floor log"),
        Document::Sweep => lang.of("清场记录", "sweep record"),
        Document::Month => lang.of("月报", "month report"),
        Document::Blank => lang.of("空白表", "blank forms"),
        Document::Log => lang.of("查到的记录", "entries of the log"),
        Document::Journal => lang.of("全部记录", "whole record"),
    }
}

pub(super) fn exported(it: &Exported, lang: Lang) -> String {
    let (what, file, bytes, hash) =
        (document(it.document, lang), &it.file, it.bytes, short(&it.sha256));
    lang.of(
        format!("导出{what}：{file}（{bytes} 字节，校验 {hash}）"),
        format!("Exported {what}: {file} ({bytes} bytes, hash {hash})"),
    )
}

pub(super) fn printed(it: &Printed, lang: Lang) -> String {
    let (what, day, printer) = (document(it.document, lang), it.day, &it.printer);
    let copy = match it.copy {
        0 | 1 => String::new(),
        copy => lang.of(format!("，第 {copy} 份"), format!(", copy {copy}")),
    };
    let job = it
        .job
        .as_ref()
        .map_or(String::new(), |job| lang.of(format!("，打印任务 {job}"), format!(", job {job}")));
    let hash = short(&it.sha256);
    lang.of(
        format!("打印{what} {day}{copy}：{printer}{job}（校验 {hash}）"),
        format!("Printed {what} of {day}{copy}: {printer}{job} (hash {hash})"),
    )
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// Returns why a photo cannot be shown, in a few words.
pub fn lost(it: Lost, lang: Lang) -> &'static str {
    match it {
        Lost::Missing => lang.of("文件不见了", "the file is missing"),
        Lost::Altered => lang.of("文件被改动过", "the file was altered"),
        Lost::Unreadable => lang.of("文件读不出来", "the file cannot be read"),
    }
}
