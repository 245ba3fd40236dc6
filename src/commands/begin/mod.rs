//! `zhiban schedule new`: asks a few questions and writes a schedule to go on from.
//!
//! It never writes over anything, and writes nothing before the last question is answered.

mod files;

use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::export;
use super::shell::Shell;
use super::source::{self, Origin, Source};
use crate::clean;
use crate::cli::time_of_day;
use crate::schedule::{self, Lang, SourceFile, TimeOfDay};
use files::Plan;

/// The longest answer, in bytes.
const ANSWER_MAX: u64 = 4_000;

/// The longest name of a store, in characters: it stands in one line of the screen and of paper.
const NAME_CHARS_MAX: usize = 40;

/// The most floors that are asked for here; more may be written into the file.
const FLOORS_MAX: usize = 40;

/// The hours at which a store may open, in minutes after midnight; its day begins an hour before.
const OPENS: std::ops::RangeInclusive<u16> = 5 * 60..=16 * 60;

/// How long a store may be open, in minutes: long enough for two shifts, short enough to lock up
/// before the next day begins.
const OPEN_FOR: std::ops::RangeInclusive<u16> = 4 * 60..=18 * 60;

/// Carries out `zhiban schedule new`; returns the exit code.
///
/// # Errors
/// Where the folder is taken, the answers end early or make no sense, or the disk refuses.
pub(super) fn run(shell: &Shell, folder: &Path) -> Result<u8> {
    let lang = shell.lang;
    must_be_free(folder, lang)?;
    let plan = ask_all(shell)?;
    let files = files::write(&plan);
    must_be_sound(shell, folder, &files)?;
    put(folder, &files, lang)?;
    let (count, shown) = (files.len(), clean::line(&folder.display().to_string()));
    shell.say(&lang.of(
        format!(
            "已写 {count} 个文件到 {shown}。接着改：步骤和时间照自己店的写\n\
             检查：zhiban --schedule {shown} schedule check\n\
             看一天：zhiban --schedule {shown} schedule plan\n\
             使用：zhiban --schedule {shown}"
        ),
        format!(
            "Wrote {count} files to {shown}. Go on: make steps and times those of your store\n\
             check it:  zhiban --schedule {shown} schedule check\n\
             see a day: zhiban --schedule {shown} schedule plan\n\
             use it:    zhiban --schedule {shown}"
        ),
    ))?;
    Ok(0)
}

fn must_be_free(folder: &Path, lang: Lang) -> Result<()> {
    let shown = clean::line(&folder.display().to_string());
    let taken = match std::fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_some(),
        // A file, a link to nowhere, or a folder that may not be read.
        Err(_) => std::fs::symlink_metadata(folder).is_ok(),
    };
    if taken {
        bail!(lang.of(
            format!("{shown} 已经有了，里面也不是空的；换一个名字。什么都没有写"),
            format!("{shown} is there and not empty; choose another name. Nothing was written"),
        ));
    }
    Ok(())
}

fn ask_all(shell: &Shell) -> Result<Plan> {
    let lang = shell.lang;
    let store = lang.of("百货商场", "Department store");
    let store = ask(shell, lang.of("店名", "Name of the store"), store, store_name)?;
    let floors =
        lang.of("楼层，从上到下，用空格隔开", "Floors from the top down, with spaces in between");
    let floors = ask(shell, floors, "3F 2F 1F B1", floor_list)?;
    let open = ask(shell, lang.of("几点开门", "Opens at"), "09:00", opening)?;
    let close = |text: &str, lang| closing(open, text, lang);
    let close = ask(shell, lang.of("几点关门", "Closes at"), "21:30", close)?;
    let night = lang.of("夜里有人值班吗（y/n）", "Is there a night shift (y/n)");
    let night = ask(shell, night, "y", yes_or_no)?;
    Ok(Plan { store, floors, open, close, night })
}

/// Asks until the answer can be used; answers that come from a file are not asked for twice.
fn ask<T>(
    shell: &Shell,
    question: &str,
    default: &str,
    read: impl Fn(&str, Lang) -> Result<T, String>,
) -> Result<T> {
    let lang = shell.lang;
    loop {
        shell.print(
            &lang.of(format!("{question} [{default}]："), format!("{question} [{default}]: ")),
        )?;
        let typed = line(lang)?;
        if !io::stdin().is_terminal() {
            // Nobody has pressed Enter on this screen.
            shell.print("\n")?;
        }
        let answer = if typed.trim().is_empty() { default } else { typed.trim() };
        match read(answer, lang) {
            Ok(it) => return Ok(it),
            Err(why) if io::stdin().is_terminal() => shell.say(&why)?,
            Err(why) => bail!(lang.of(
                format!("{question}：{why}。什么都没有写"),
                format!("{question}: {why}. Nothing was written"),
            )),
        }
    }
}

fn line(lang: Lang) -> Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(ANSWER_MAX).read_until(b'\n', &mut bytes).with_context(|| {
        lang.of("没法读答案；什么都没有写", "cannot read the answer; nothing was written")
    })?;
    if !bytes.ends_with(b"\n") {
        bail!(lang.of(
            "问题还没有答完，或一行太长；什么都没有写",
            "the answers end early, or a line is too long; nothing was written",
        ));
    }
    String::from_utf8(bytes).map_err(|_| {
        anyhow!(lang.of(
            "答案不是 UTF-8 文字；什么都没有写",
            "the answer is not UTF-8 text; nothing was written",
        ))
    })
}

fn store_name(text: &str, lang: Lang) -> Result<String, String> {
    if text.chars().any(clean::is_forbidden) || text.chars().count() > NAME_CHARS_MAX {
        return Err(lang.of(
            format!("店名最多 {NAME_CHARS_MAX} 个字，不要控制字符"),
            format!("at most {NAME_CHARS_MAX} characters, none of them for control"),
        ));
    }
    Ok(text.to_owned())
}

fn floor_list(text: &str, lang: Lang) -> Result<Vec<String>, String> {
    let apart = |it: char| it.is_whitespace() || matches!(it, ',' | '，' | '、' | ';' | '；');
    let all = text.split(apart).filter(|it| !it.is_empty()).map(|it| narrow(it).to_uppercase());
    let floors: Vec<String> = all.collect();
    let good = |it: &String| it.len() <= 10 && it.bytes().all(|it| it.is_ascii_alphanumeric());
    if let Some(bad) = floors.iter().find(|it| !good(it)) {
        let bad = clean::cells(bad, 20);
        return Err(lang.of(
            format!("“{bad}”不是楼层；只用字母和数字，如 3F、B1"),
            format!("`{bad}` is no floor; letters and digits only, such as 3F or B1"),
        ));
    }
    let twice = floors.iter().enumerate().find(|(at, it)| floors[..*at].contains(it));
    if let Some((_, twice)) = twice {
        return Err(lang.of(format!("{twice} 写了两次"), format!("{twice} is given twice")));
    }
    if floors.is_empty() || floors.len() > FLOORS_MAX {
        return Err(lang
            .of(format!("写 1 到 {FLOORS_MAX} 个楼层"), format!("give 1 to {FLOORS_MAX} floors")));
    }
    Ok(floors)
}

fn opening(text: &str, lang: Lang) -> Result<TimeOfDay, String> {
    let open = clock(text, lang)?;
    if OPENS.contains(&open.minutes()) {
        return Ok(open);
    }
    Err(lang.of(
        "开门时间写 05:00 到 16:00；别的时间请之后在文件里改".to_owned(),
        "the store opens from 05:00 to 16:00 here; other hours can be written into the files"
            .to_owned(),
    ))
}

fn closing(open: TimeOfDay, text: &str, lang: Lang) -> Result<TimeOfDay, String> {
    let close = clock(text, lang)?;
    if OPEN_FOR.contains(&files::open_minutes(open, close)) {
        return Ok(close);
    }
    let hours = (OPEN_FOR.start() / 60, OPEN_FOR.end() / 60);
    Err(lang.of(
        format!("关门要在开门后 {} 到 {} 小时", hours.0, hours.1),
        format!("the store closes {} to {} hours after it opens", hours.0, hours.1),
    ))
}

fn clock(text: &str, lang: Lang) -> Result<TimeOfDay, String> {
    time_of_day(&narrow(text)).ok_or_else(|| {
        let shown = clean::cells(text, 20);
        lang.of(
            format!("“{shown}”不是时间；写成 09:00 这样，00:00 到 23:59"),
            format!("`{shown}` is not a time; write it like 09:00, from 00:00 to 23:59"),
        )
    })
}

fn yes_or_no(text: &str, lang: Lang) -> Result<bool, String> {
    match narrow(text).to_lowercase().as_str() {
        "y" | "yes" | "有" | "是" => Ok(true),
        "n" | "no" | "没有" | "无" | "否" => Ok(false),
        _ => Err(lang.of("写 y（有）或 n（没有）", "answer y or n").to_owned()),
    }
}

/// Returns a text with the wide letters, digits and colons of a Chinese keyboard made narrow.
fn narrow(text: &str) -> String {
    let narrow = |it: char| match it {
        '！'..='～' => u32::from(it).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(it),
        it => it,
    };
    text.chars().map(narrow).collect()
}

/// Reads what is about to be written: a folder that starts with a fault would be no help.
fn must_be_sound(shell: &Shell, folder: &Path, files: &[SourceFile]) -> Result<()> {
    let Err(faults) = schedule::read(files) else { return Ok(()) };
    let source = Source { origin: Origin::Folder(folder.to_owned()), files: files.to_vec() };
    let shown = source::render(&source, &faults, shell.lang, shell.color);
    bail!(shell.lang.of(
        format!("照这些答案写不出没有错的日程，什么都没有写：\n{shown}"),
        format!("these answers make no schedule without faults; nothing was written:\n{shown}"),
    ))
}

/// Writes all files, or takes those back that were written.
fn put(folder: &Path, files: &[SourceFile], lang: Lang) -> Result<()> {
    let shown = clean::line(&folder.display().to_string());
    let was_there = folder.is_dir();
    std::fs::create_dir_all(folder).with_context(|| {
        lang.of(format!("没法建文件夹 {shown}"), format!("cannot make the folder {shown}"))
    })?;
    for (at, file) in files.iter().enumerate() {
        let written = export::write_new(&folder.join(&file.name), &file.bytes, lang);
        if written.is_err() {
            // What cannot be taken back is named by the error that is shown anyway.
            for file in &files[..at] {
                let _ = std::fs::remove_file(folder.join(&file.name));
            }
            if !was_there {
                let _ = std::fs::remove_dir(folder);
            }
        }
        written?;
    }
    Ok(())
}
