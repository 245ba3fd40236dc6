//! What `zhiban doctor` looks at, each place in turn.
//!
//! It only reads; a place that cannot be looked at is trouble, never an end.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::Result;

use super::{Check, State};
use crate::commands::places::Places;
use crate::commands::shell::Shell;
use crate::commands::{source, surroundings};
use crate::journal::{Journal, JournalError, Verdict};
use crate::platform;
use crate::schedule::Lang;

/// The free room under which the disk is called short, in bytes.
const ROOM_MIN: u64 = 1 << 30;

/// The smallest window in which everything can be seen.
const WINDOW_MIN: (u16, u16) = (80, 24);

/// Looks at every place but the printers.
///
/// # Errors
/// The system knows no place for the record.
pub(super) fn all(shell: &Shell) -> Result<Vec<Check>> {
    let places = shell.places()?;
    Ok(vec![
        data(&places.data),
        disk(&places.data),
        journal(&places.journal()),
        schedule(&places),
        terminal(),
    ])
}

fn data(folder: &Path) -> Check {
    let shown = folder.display();
    let check = |state, zh: &str, en: &str| {
        Check::new("data", state, |lang| format!("{shown}{}", lang.of(zh, en)))
    };
    if !folder.exists() {
        return check(
            State::Fine,
            "：还没有，第一次打开时建",
            ": not there yet; the first start makes it",
        );
    }
    let others = platform::rights(folder).is_some_and(|it| it & 0o077 != 0);
    match platform::open_to_others(folder) {
        Err(fault) => Check::new("data", State::Trouble, |lang| {
            lang.of(
                format!("没法查看 {shown}：{fault}"),
                format!("cannot look at {shown}: {fault}"),
            )
        }),
        Ok(Some(open)) => Check::new("data", State::Trouble, |lang| {
            let open = open.display();
            lang.of(
                format!("别人能改 {open}；去掉别人的写权限：chmod o-w {open}"),
                format!("others can write to {open}; take that away: chmod o-w {open}"),
            )
        }),
        Ok(None) if others => Check::new("data", State::Trouble, |lang| {
            lang.of(
                format!("别人能看 {shown}；只留给自己：chmod 700 {shown}"),
                format!("others can look into {shown}; keep it to yourself: chmod 700 {shown}"),
            )
        }),
        Ok(None) => check(State::Fine, "：只有自己能进", ": yours alone"),
    }
}

fn disk(folder: &Path) -> Check {
    // A folder that is still to be made will lie on the disk of the one above it.
    let there = folder.ancestors().find(|it| it.is_dir()).unwrap_or(Path::new("."));
    let remote = platform::remote_disk(there).ok().flatten();
    if let Some(kind) = remote {
        return Check::new("disk", State::Trouble, |lang| {
            lang.of(
                format!("是网络盘（{kind}），断网会坏；用 --data 指定本机的文件夹"),
                format!("a network disk ({kind}), unsafe for the record; name a local folder with --data"),
            )
        });
    }
    match platform::free_bytes(there) {
        None => {
            Check::new("disk", State::Fine, |lang| lang.of("本机的盘", "a local disk").to_owned())
        }
        Some(free) => {
            let (state, mib) =
                (if free < ROOM_MIN { State::Trouble } else { State::Fine }, free >> 20);
            let advice = |lang: Lang| match state {
                State::Fine => "",
                State::Trouble => lang.of("；请清理，至少留 1 GiB", "; make room, at least 1 GiB"),
            };
            Check::new("disk", state, |lang| {
                let advice = advice(lang);
                lang.of(
                    format!("本机的盘，还有 {mib} MiB{advice}"),
                    format!("a local disk, {mib} MiB free{advice}"),
                )
            })
        }
    }
}

fn journal(path: &Path) -> Check {
    let trouble =
        |fault: &JournalError| Check::new("journal", State::Trouble, |lang| fault.explain(lang));
    let journal = match Journal::open_read_only(path) {
        Err(JournalError::Missing(_)) => {
            return Check::new("journal", State::Fine, |lang| {
                lang.of("还没有记录", "nothing recorded yet").to_owned()
            });
        }
        Err(fault) => return trouble(&fault),
        Ok(journal) => journal,
    };
    let settings = match journal.settings() {
        Err(fault) => return trouble(&fault),
        Ok(settings) => settings,
    };
    let mode = settings.iter().find(|(name, _)| *name == "journal_mode").map(|(_, it)| it.as_str());
    if mode != Some("wal") {
        let mode = mode.unwrap_or("?").to_owned();
        return Check::new("journal", State::Trouble, |lang| {
            lang.of(
                format!("日志方式是 {mode}，应当是 wal；打开一次值班台会改回来"),
                format!(
                    "its mode is {mode} and should be wal; opening the desk once puts it right"
                ),
            )
        });
    }
    match journal.verify(None) {
        Err(fault) => trouble(&fault),
        Ok(Verdict::Broken(broken)) => {
            Check::new("journal", State::Trouble, |lang| broken.explain(lang))
        }
        Ok(Verdict::Sound(sound)) => {
            let count = sound.count;
            Check::new("journal", State::Fine, |lang| {
                lang.of(format!("完好，{count} 条"), format!("sound, {count} entries"))
            })
        }
    }
}

fn schedule(places: &Places) -> Check {
    let find = |lang| source::find(places, lang);
    let found = match find(Lang::Zh) {
        Ok(found) => found,
        Err(_) => {
            return Check::new("schedule", State::Trouble, |lang| {
                find(lang).map_or_else(|fault| fault.to_string(), |_| String::new())
            });
        }
    };
    match found.read() {
        Ok(it) => {
            let source = source::Source { origin: it.origin, files: it.files };
            let revision: String = it.schedule.revision.as_str().chars().take(12).collect();
            Check::new("schedule", State::Fine, |lang| {
                let name = source.name(lang);
                lang.of(
                    format!("{name}，没有错，修订 {revision}"),
                    format!("{name}, no faults, revision {revision}"),
                )
            })
        }
        Err((source, faults)) => {
            let count = source::errors(&faults);
            Check::new("schedule", State::Trouble, |lang| {
                let name = source.name(lang);
                lang.of(
                    format!("{name} 有 {count} 处错；用 zhiban schedule check 看"),
                    format!("{name} has {count} faults; see zhiban schedule check"),
                )
            })
        }
    }
}

fn terminal() -> Check {
    let words = surroundings::terminal();
    if !io::stdout().is_terminal() {
        return Check::new("terminal", State::Fine, |lang| {
            lang.of("这次没有接终端，没有查", "there is none this time; not looked at").to_owned()
        });
    }
    let (wide, high) = crossterm::terminal::size().unwrap_or_default();
    let small = wide < WINDOW_MIN.0 || high < WINDOW_MIN.1;
    let state = if small || !words.utf8 { State::Trouble } else { State::Fine };
    Check::new("terminal", state, |lang| {
        let colours = match (words.colours, lang) {
            (true, Lang::Zh) => "有颜色",
            (false, Lang::Zh) => "没有颜色",
            (true, Lang::En) => "colours",
            (false, Lang::En) => "no colours",
        };
        let mut says = format!("{wide}×{high}{}{colours}", lang.of("，", ", "));
        if small {
            says.push_str(
                lang.of("；窗口太小，拉到 80×24 以上", "; too small, make it 80×24 or more"),
            );
        }
        if !words.utf8 {
            says.push_str(lang.of(
                "；不是 UTF-8，中文会乱：设 LANG=zh_CN.UTF-8",
                "; not UTF-8, Chinese will be garbled: set LANG=en_US.UTF-8",
            ));
        }
        says
    })
}
