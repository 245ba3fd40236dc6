//! What the officer is told when the journal fails: what happened, and what to do.
//!
//! It only words what `fault` and `verify` found out.

use super::{Broken, JournalError, Unchecked};
use crate::schedule::Lang;

impl JournalError {
    /// Returns what happened, why, and what to do, as sentences for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        sentences(lang, &self.what(lang), self.advice(lang))
    }

    fn what(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Behind { .. } => {
                both("别的窗口先写了，没有保存。", "Another window was first; not saved.")
            }
            Self::Unknown(why) => (
                format!("不能确定这一条是否已保存（{why}）。"),
                format!("It is not known whether this was saved ({why})."),
            ),
            Self::Full => both("磁盘已满，没有保存。", "The disk is full; this was not saved."),
            Self::ReadOnly => {
                both("记录只能读，没有保存。", "The journal is read-only; not saved.")
            }
            Self::Locked => {
                both("别的程序占着记录，没有保存。", "Another program holds it; not saved.")
            }
            Self::Disk(why) => (format!("磁盘出错（{why}）。"), format!("The disk fails ({why}).")),
            Self::Corrupt(why) => (
                format!("记录文件已损坏（{why}）。"),
                format!("The journal file is damaged ({why})."),
            ),
            Self::Entry { seq, why } => (
                format!("第 {} 条记录读不出来：{why}。", seq.0),
                format!("Entry {} cannot be read: {why}.", seq.0),
            ),
            Self::NotAJournal => {
                both("这不是值班记录，没有动它。", "Not a duty journal; left alone.")
            }
            Self::Newer { found, known } => (
                format!("记录由更新版本的程序写成（{found}，本程序到 {known}），没有改动它。"),
                format!(
                    "A newer program wrote this journal ({found}, known up to {known}); left alone."
                ),
            ),
            Self::Missing(path) => (
                format!("{} 没有值班记录。", path.display()),
                format!("There is no journal at {}.", path.display()),
            ),
            Self::CannotOpen { path, why } => (
                format!("打不开 {}（{why}）。", path.display()),
                format!("Cannot open {} ({why}).", path.display()),
            ),
            Self::RemoteDisk { path, kind } => (
                format!("{} 在 {kind} 上，断电时保不住记录。", path.display()),
                format!("{} lies on {kind}, which may lose entries.", path.display()),
            ),
            Self::OpenToOthers(path) => (
                format!("{} 别人也能写，记录可能被替换。", path.display()),
                format!("Others can write to {} and replace the journal.", path.display()),
            ),
            Self::Setting { name, wanted, found } => (
                format!("这块磁盘不接受安全设置 {name}（应为 {wanted}，实为 {found}）。"),
                format!(
                    "This disk refuses the safe setting {name} (wanted {wanted}, got {found})."
                ),
            ),
            Self::OldSqlite(version) => (
                format!("程序带的 SQLite {version} 太旧，会丢记录。"),
                format!("SQLite {version} in this program is too old to be safe."),
            ),
            Self::NoSource(revision) => (
                format!("日程 {revision} 的原文没有留存，不能开始营业日。"),
                format!("The text of schedule {revision} is not kept; the day cannot be opened."),
            ),
            Self::Sqlite(why) => (
                format!("记录出错：{why}。没有保存。"),
                format!("The journal refused: {why}. This was not saved."),
            ),
        };
        lang.of(zh, en)
    }

    fn advice(&self, lang: Lang) -> &'static str {
        match self {
            Self::Behind { .. } => lang.of("请再按一次。", "Try again."),
            Self::Unknown(_) => {
                lang.of("正在核对；急事请先记在纸上。", "Checking; if it is urgent, use paper.")
            }
            Self::Full => lang.of(
                "请腾出空间后重试；急事请先记在纸上。",
                "Free some space and retry; if it is urgent, use paper.",
            ),
            Self::Locked => lang.of("请关闭它后重试。", "Close it and retry."),
            Self::ReadOnly | Self::CannotOpen { .. } => lang.of(
                "请检查文件夹是否存在、能否写入，或用 --data 另选。",
                "See that the folder exists and is writable, or name another with --data.",
            ),
            Self::Disk(_) => lang.of(
                "请改用纸质记录，马上备份并更换磁盘。",
                "Use paper; make a backup now and replace the disk.",
            ),
            Self::Corrupt(_) => KEEP_IT.get(lang),
            Self::Entry { .. } | Self::Sqlite(_) | Self::NoSource(_) => {
                lang.of("请运行 zhiban verify 查看。", "Run zhiban verify to see more.")
            }
            Self::NotAJournal => {
                lang.of("请用 --data 指定正确的文件夹。", "Name the right folder with --data.")
            }
            Self::Newer { .. } => lang.of("请升级 zhiban。", "Update zhiban."),
            Self::Missing(_) => lang.of(
                "先运行 zhiban，或用 --data 指定文件夹。",
                "Start zhiban first, or name a folder with --data.",
            ),
            Self::RemoteDisk { .. } | Self::Setting { .. } => {
                lang.of("请用 --data 选本机磁盘。", "Choose a local disk with --data.")
            }
            Self::OpenToOthers(_) => lang.of(
                "请运行 chmod o-w 去掉他人的写权限，或用 --data 另选。",
                "Take that right away with chmod o-w, or choose another folder with --data.",
            ),
            Self::OldSqlite(_) => lang.of("请重新安装 zhiban。", "Install zhiban again."),
        }
    }
}

impl Broken {
    /// Returns what is wrong and what to do, as sentences for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        let advice = match self {
            Self::Projection(_) => lang.of("请重建汇总表。", "Have the table built again."),
            Self::Missing { .. }
            | Self::Link(_)
            | Self::Changed(_)
            | Self::Unreadable(..)
            | Self::Anchor(_)
            | Self::CutOff { .. }
            | Self::Source(..)
            | Self::File(_)
            | Self::Guard(_) => KEEP_IT.get(lang),
        };
        sentences(lang, &self.what(lang), advice)
    }

    fn what(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Missing { expected, found } => (
                format!("缺第 {} 条记录，其位置上是第 {} 条。", expected.0, found.0),
                format!("Entry {} is missing; entry {} stands in its place.", expected.0, found.0),
            ),
            Self::Link(seq) => (
                format!("第 {} 条记录与前一条接不上。", seq.0),
                format!("Entry {} does not follow the one before.", seq.0),
            ),
            Self::Changed(seq) => (
                format!("第 {} 条记录写入后被改动过。", seq.0),
                format!("Entry {} was changed after it was written.", seq.0),
            ),
            Self::Unreadable(seq, why) => (
                format!("第 {} 条记录读不出来：{why}。", seq.0),
                format!("Entry {} cannot be read: {why}.", seq.0),
            ),
            Self::Anchor(seq) => (
                format!("第 {} 条记录与纸上的校验码不符：记录被重写过。", seq.0),
                format!("Entry {} is not the one on paper: the journal was rewritten.", seq.0),
            ),
            Self::CutOff { anchor, head } => {
                let head = head.map_or(0, |it| it.0);
                (
                    format!("纸上有第 {} 条，记录只到第 {head} 条。", anchor.0),
                    format!("Paper shows entry {}; the journal ends at {head}.", anchor.0),
                )
            }
            Self::Source(seq, revision) => (
                format!("第 {} 条记录所用的日程 {revision} 没有留存。", seq.0),
                format!("The schedule {revision} that entry {} names is not kept.", seq.0),
            ),
            Self::File(why) => {
                (format!("文件已损坏：{why}。"), format!("The file is damaged: {why}."))
            }
            Self::Guard(name) => (
                format!("保护记录的 {name} 被删除或改动。"),
                format!("The guard {name} of the entries was removed or changed."),
            ),
            Self::Projection(table) => (
                format!("记录完好，但汇总表 {table} 与记录不符。"),
                format!("The entries are sound, but the table {table} says something else."),
            ),
        };
        lang.of(zh, en)
    }
}

impl Unchecked {
    /// Returns what could not be checked, as a sentence for the officer.
    pub fn explain(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::NoAnchor => both(
                "未与纸上的校验码核对，整本重写看不出来（用 --against 核对）。",
                "Not compared with a head on paper: a full rewrite would not show (--against).",
            ),
            Self::SinceAnchor { count } => (
                format!("纸上校验码之后的 {count} 条无从核对。"),
                format!(
                    "The {count} entries after the head on paper have nothing to compare with."
                ),
            ),
            Self::SearchIndex => both(
                "检索索引不在核对之列，可随时重建。",
                "The search index was not compared; it can be built again at any time.",
            ),
        };
        lang.of(zh, en)
    }
}

/// What to do with a journal that is damaged or was tampered with.
const KEEP_IT: Advice = Advice {
    zh: "请保留此文件，不要再写入；从备份恢复，并报告主管。",
    en: "Keep this file and write no more to it; restore a backup and tell the supervisor.",
};

struct Advice {
    zh: &'static str,
    en: &'static str,
}

impl Advice {
    fn get(&self, lang: Lang) -> &'static str {
        lang.of(self.zh, self.en)
    }
}

fn both(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

fn sentences(lang: Lang, what: &str, advice: &str) -> String {
    format!("{what}{}{advice}", lang.of("", " "))
}
