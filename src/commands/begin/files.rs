//! The files of a new schedule, from templates that stand beside this file.
//!
//! It asks nothing and writes nothing.

use crate::schedule::{SourceFile, TimeOfDay};

/// What a store is like.
pub(super) struct Plan {
    /// Its name.
    pub(super) store: String,
    /// Its floors, from the top down.
    pub(super) floors: Vec<String>,
    /// When it opens.
    pub(super) open: TimeOfDay,
    /// When it closes; before the opening time, on the next morning.
    pub(super) close: TimeOfDay,
    /// Whether somebody is on duty at night.
    pub(super) night: bool,
}

const DAY: u16 = 24 * 60;

/// Returns for how many minutes a store is open.
pub(super) fn open_minutes(open: TimeOfDay, close: TimeOfDay) -> u16 {
    (close.minutes() + DAY - open.minutes()) % DAY
}

/// Returns the files that a plan comes to.
pub(super) fn write(plan: &Plan) -> Vec<SourceFile> {
    let mut files = vec![
        SourceFile::new("store.toml", store(plan)),
        SourceFile::new("a-before-opening.toml", include_str!("a-before-opening.toml")),
        SourceFile::new("b-during-business.toml", include_str!("b-during-business.toml")),
        SourceFile::new("c-after-closing.toml", include_str!("c-after-closing.toml")),
    ];
    if plan.night {
        files.push(SourceFile::new("d-night.toml", include_str!("d-night.toml")));
    }
    files
}

fn store(plan: &Plan) -> String {
    let open = plan.open.minutes();
    // The shifts change in the middle of the open hours, at a full or a half hour.
    let middle = open + open_minutes(plan.open, plan.close) / 2;
    let (late_ends, night) = if plan.night {
        ("close + 1h", include_str!("night-shift.txt"))
    } else {
        ("day-end", include_str!("no-night.txt"))
    };
    let floors: String = plan.floors.iter().map(|it| floor(it)).collect();
    include_str!("store.toml")
        .replace("@STARTS@", &clock(open + DAY - 60))
        .replace("@OPEN@", &clock(open))
        .replace("@CHANGE@", &clock(middle - middle % 30))
        .replace("@CLOSE@", &clock(plan.close.minutes()))
        .replace("@LATE-ENDS@", late_ends)
        .replace("@NIGHT-SHIFT@", night)
        .replace("@FLOORS@\n", &floors)
        // Last, so that nothing in a store's name is taken for one of the places above.
        .replace("@STORE@", &quoted(&plan.store))
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn floor(id: &str) -> String {
    let number = |text: &str| text.parse::<u8>().is_ok();
    let (zh, en) = match (id.strip_suffix('F'), id.strip_prefix('B')) {
        (Some(it), _) if number(it) => (format!("{it} 楼"), format!("floor {it}")),
        (_, Some(it)) if number(it) => (format!("地下 {it} 层"), format!("basement {it}")),
        (Some(_) | None, _) => (id.to_owned(), id.to_owned()),
    };
    format!("[[floor]]\nid = \"{id}\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\n\n")
}

/// Returns a text as TOML takes it; what moves a cursor was refused before.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
