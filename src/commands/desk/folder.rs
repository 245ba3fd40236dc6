//! The schedule folder while the desk is open: what an edit of it means for the days to come.
//!
//! A thread of its own reads and lints, so the screen never waits for a disk. It decides nothing:
//! the running day stays as it was opened, and the next one reads the folder for itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::events::Event;
use crate::commands::places::Places;
use crate::commands::source;
use crate::schedule::{Lang, Revision, Schedule, SourceFile};

/// How long the folder must be quiet before it is read: who copies files is not done at the first.
const QUIET: Duration = Duration::from_millis(400);

/// How many touches in a row are waited for, so that a busy folder is read at last.
const TOUCHES_MAX: usize = 50;

/// How often a watched folder is looked at all the same: a change made on another machine of the
/// network is not always told.
const LOOK_S: i64 = 60;

/// What the folder holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// A schedule that can be used.
    Good(Revision),
    /// A schedule with so many faults.
    Faulty(usize),
    /// Nothing that can be read.
    Unreadable,
}

/// Why the thread is to look.
enum Nudge {
    /// The system says that something changed.
    Touched,
    /// It is time to.
    Look,
}

/// The watch on the folder, as the desk holds it.
pub(super) struct Folder {
    nudges: Sender<Nudge>,
    watched: Arc<AtomicBool>,
    looked: DateTime<Utc>,
    /// What the officer knows already.
    told: Option<News>,
}

impl Folder {
    /// Starts to watch; `told` is what was said about the folder when the desk opened.
    pub(super) fn watch(
        places: Places,
        lang: Lang,
        now: DateTime<Utc>,
        told: Option<News>,
        events: Sender<Event>,
    ) -> Self {
        let (nudges, inbox) = mpsc::channel();
        let watched = Arc::new(AtomicBool::new(false));
        let mut reader = Reader {
            places,
            lang,
            mark: None,
            post: None,
            watcher: None,
            watched: Arc::clone(&watched),
            nudges: nudges.clone(),
        };
        thread::spawn(move || reader.serve(&inbox, &events));
        // The folder may have changed since the running day was opened.
        let _ = nudges.send(Nudge::Look);
        Self { nudges, watched, looked: now, told }
    }

    /// Looks where it is time to: at each wake-up of the desk, or once a minute beside a watch.
    pub(super) fn wake(&mut self, now: DateTime<Utc>) {
        let pause = if self.watched.load(Ordering::Relaxed) { LOOK_S } else { 1 };
        if now - self.looked >= TimeDelta::seconds(pause) || now < self.looked {
            self.looked = now;
            // A reader that is gone is not missed: the next day reads the folder itself.
            let _ = self.nudges.send(Nudge::Look);
        }
    }

    /// Returns what the officer should read, if the news is any; `day_ends` is when the running
    /// day, which keeps the schedule `running`, gives way to the next.
    pub(super) fn announce(
        &mut self,
        news: News,
        running: &Schedule,
        now: DateTime<Utc>,
        day_ends: DateTime<Utc>,
        lang: Lang,
    ) -> Option<String> {
        let before = self.told.replace(news.clone());
        if before.as_ref() == Some(&news) {
            return None;
        }
        let same = news == News::Good(running.revision.clone());
        if same && before.is_none() {
            return None;
        }
        Some(match news {
            News::Good(_) if same => lang.of(
                "日程改回来了，和今天用的一样".to_owned(),
                "The schedule is back as it was; nothing changes".to_owned(),
            ),
            News::Good(_) => {
                let starts = day_ends.with_timezone(&running.zone);
                let at = starts.format("%H:%M");
                let today = starts.date_naive() == now.with_timezone(&running.zone).date_naive();
                let (zh, en) = if today { ("今天", "today") } else { ("明天", "tomorrow") };
                lang.of(
                    format!("日程已改，{zh} {at} 起用；F9 即刻改用"),
                    format!("The schedule was changed; it holds from {en} {at} on, or F9 now"),
                )
            }
            News::Faulty(count) => lang.of(
                format!("新日程有 {count} 处错，仍用原来的：zhiban schedule check"),
                format!("New schedule, faults: {count}; the old one holds: zhiban schedule check"),
            ),
            News::Unreadable => lang.of(
                "日程文件夹读不了，仍用原来的：zhiban schedule check".to_owned(),
                "Schedule folder unreadable; the old one holds: zhiban schedule check".to_owned(),
            ),
        })
    }
}

/// What the files of the folder look like from outside.
type Mark = Vec<(OsString, Option<SystemTime>, u64)>;

/// The marks of all folders that are read; none is a folder that is not there.
type Marks = Vec<Option<Mark>>;

/// The thread's own.
struct Reader {
    places: Places,
    lang: Lang,
    /// The folders when they were last read.
    mark: Option<Marks>,
    /// Where the folder is watched from.
    post: Option<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    watched: Arc<AtomicBool>,
    nudges: Sender<Nudge>,
}

impl Reader {
    fn serve(&mut self, inbox: &Receiver<Nudge>, events: &Sender<Event>) {
        for nudge in inbox {
            if matches!(nudge, Nudge::Touched) {
                let touches = (0..TOUCHES_MAX).take_while(|_| inbox.recv_timeout(QUIET).is_ok());
                touches.for_each(drop);
            }
            let folders = self.places.schedule_folders();
            let mark: Option<Marks> = Some(folders.iter().map(|it| mark(it)).collect());
            let post = folders.first().and_then(|it| post(it));
            let changed = mark != self.mark;
            if changed || post != self.post {
                // Watched before it is read, so that no change falls in between.
                self.watcher = post.as_deref().and_then(|it| watch(it, &folders, &self.nudges));
                self.watched.store(self.watcher.is_some(), Ordering::Relaxed);
                (self.mark, self.post) = (mark, post);
            }
            if changed && events.send(Event::Schedule(self.lint())).is_err() {
                return;
            }
        }
    }

    fn lint(&self) -> News {
        match source::find(&self.places, self.lang) {
            Err(_) => News::Unreadable,
            Ok(source) => match source.read() {
                Ok(in_force) => News::Good(in_force.schedule.revision.clone()),
                Err((_, faults)) => News::Faulty(source::errors(&faults)),
            },
        }
    }
}

/// Returns what tells one state of a folder from another without reading its files.
fn mark(folder: &Path) -> Option<Mark> {
    let mut mark = Mark::new();
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name();
        if !name.to_str().is_some_and(SourceFile::belongs) {
            continue;
        }
        // Through a link to the file behind it.
        if let Ok(found) = std::fs::metadata(entry.path()) {
            mark.push((name, found.modified().ok(), found.len()));
        }
    }
    mark.sort();
    Some(mark)
}

/// Returns the folder itself or, where it is not there, the nearest one above it.
fn post(folder: &Path) -> Option<PathBuf> {
    let here = |it: &Path| if it.as_os_str().is_empty() { ".".into() } else { it.to_owned() };
    folder.ancestors().map(here).find(|it: &PathBuf| it.is_dir())
}

/// Watches folders for writing, the first from its post; nothing where the system cannot. From a
/// folder above, only what happens on the way to it counts.
fn watch(post: &Path, folders: &[&Path], nudges: &Sender<Nudge>) -> Option<RecommendedWatcher> {
    let (folder, more) = folders.split_first()?;
    let (inside, on_the_way) = (post == *folder, folder.to_path_buf());
    let nudges = nudges.clone();
    let changed = move |found: notify::Result<notify::Event>| {
        let Ok(found) = found else { return };
        let written = found.kind.is_modify() || found.kind.is_create() || found.kind.is_remove();
        let named = |it: &PathBuf| on_the_way.iter().any(|part| it.file_name() == Some(part));
        if written && (inside || found.paths.iter().any(named)) {
            // A reader that has ended needs no more news.
            let _ = nudges.send(Nudge::Touched);
        }
    };
    let mut watcher = notify::recommended_watcher(changed).ok()?;
    watcher.watch(post, RecursiveMode::NonRecursive).ok()?;
    for folder in more {
        watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    }
    Some(watcher)
}
