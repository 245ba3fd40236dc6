//! The schedules that came with the program: the store, role days of it, and other trades.
//!
//! Their files are inside the program, so that a new desk needs nothing else.

use crate::schedule::{Lang, SourceFile};

/// A schedule that came with the program.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shipped {
    /// What it is asked for by, and the folder that holds it.
    pub(super) name: &'static str,
    /// Whose day it is.
    zh: &'static str,
    en: &'static str,
    /// What it takes from the store that it belongs to: the store's own file and calendars.
    shares: &'static [(&'static str, &'static str)],
    /// Its own files.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../schedules/", $folder, "/", $name)))),*]
    };
}

/// What the role days of the store share with it.
const OF_THE_STORE: &[(&str, &str)] = files!("department-store": "holidays-2026.ics", "store.toml");

/// The day of the store, which is meant where nothing else is asked for.
pub(super) static STORE: Shipped = Shipped {
    name: "department-store",
    zh: "百货商场",
    en: "a department store",
    shares: OF_THE_STORE,
    files: files!("department-store":
        "a-before-opening.toml",
        "b-during-business.toml",
        "c-after-closing.toml",
        "l-fire-safety.toml",
    ),
};

/// The days of other roles of the same store: each a folder inside the store's.
pub(super) static ROLE_DAYS: [Shipped; 3] = [
    Shipped {
        name: "general-manager",
        zh: "百货商场：营运部总经理的一天",
        en: "the day of the store's general manager",
        shares: OF_THE_STORE,
        files: files!("department-store/general-manager":
            "a-before-opening.toml",
            "b-while-open.toml",
            "c-evening.toml",
        ),
    },
    Shipped {
        name: "floor-manager",
        zh: "百货商场：楼层经理的一天",
        en: "the day of a floor manager",
        shares: OF_THE_STORE,
        files: files!("department-store/floor-manager":
            "a-before-opening.toml",
            "b-while-open.toml",
            "c-reports.toml",
        ),
    },
    Shipped {
        name: "floor-supervisor",
        zh: "百货商场：卖场楼层主管的一天",
        en: "the day of a floor supervisor",
        shares: OF_THE_STORE,
        files: files!("department-store/floor-supervisor": "day.toml"),
    },
];

/// Other trades: small examples, complete.
pub(super) static TRADES: [Shipped; 2] = [
    Shipped {
        name: "hotel-night-audit",
        zh: "酒店夜审",
        en: "the night audit of a hotel",
        shares: &[],
        files: files!("hotel-night-audit":
            "a-evening.toml",
            "b-audit.toml",
            "c-night-and-morning.toml",
            "store.toml",
        ),
    },
    Shipped {
        name: "museum-closing",
        zh: "博物馆闭馆",
        en: "the closing of a museum",
        shares: &[],
        files: files!("museum-closing":
            "a-last-hour.toml",
            "b-clearing.toml",
            "c-locking.toml",
            "store.toml",
        ),
    },
];

impl Shipped {
    /// Returns the shipped schedule of a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|it| it.name == name)
    }

    /// Returns every shipped schedule, the store first.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        std::iter::once(&STORE).chain(&ROLE_DAYS).chain(&TRADES)
    }

    /// Returns all files that it is read from, in the order of their names.
    pub(super) fn files(&self) -> Vec<SourceFile> {
        let mut files: Vec<SourceFile> = self.own_files();
        files.extend(self.shares.iter().map(|(name, text)| SourceFile::new(name, *text)));
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files
    }

    /// Returns the files that are its own, without those of the store that it belongs to.
    pub(super) fn own_files(&self) -> Vec<SourceFile> {
        self.files.iter().map(|(name, text)| SourceFile::new(name, *text)).collect()
    }

    /// Returns what stands in its folder when it is written out: the store with its role days, each
    /// in a folder of its own, or another trade as it is.
    pub(super) fn folder(&self) -> Vec<SourceFile> {
        if self.shares.is_empty() {
            return self.files();
        }
        let mut all = STORE.files();
        for role in &ROLE_DAYS {
            let own = role.own_files().into_iter();
            all.extend(
                own.map(|it| SourceFile::new(&format!("{}/{}", role.name, it.name), it.bytes)),
            );
        }
        all
    }

    /// Returns what it is called when it is spoken of.
    pub(super) fn spoken(&self, lang: Lang) -> String {
        if *self == STORE {
            return lang.of("自带的日程", "the shipped schedule").to_owned();
        }
        let name = self.name;
        lang.of(format!("自带的 {name}（{}）", self.zh), format!("{name}, shipped: {}", self.en))
    }
}
