//! What each kind of report is called, who signs it, and what only its head says.
//!
//! It never decides what a report contains.

use super::{Told, handover};
use crate::report::Kind;
use crate::schedule::Lang;

/// Returns the word of a kind: on the command line and in JSON.
pub(in crate::report) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Day => "day",
        Kind::Handover => "handover",
        Kind::FirePatrol => "fire-patrol",
        Kind::Diary => "diary",
        Kind::FloorLog => "floor-log",
        Kind::Sweep => "sweep",
    }
}

/// Returns the letter that a report's number begins with.
pub(super) fn letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Day => "D",
        Kind::Handover => "H",
        Kind::FirePatrol => "P",
        Kind::Diary => "R",
        Kind::FloorLog => "F",
        Kind::Sweep => "S",
    }
}

/// Returns what a report is called.
pub(super) fn title(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Day => lang.of("营业日报告", "Day report"),
        Kind::Handover => lang.of("交接报告", "Handover report"),
        Kind::FirePatrol => lang.of("防火巡查记录", "Fire patrol record"),
        Kind::Diary => lang.of("当班日记", "Duty diary"),
        Kind::FloorLog => lang.of("楼层值班日志", "Floor duty log"),
        Kind::Sweep => lang.of("清场记录", "Sweep record"),
    }
}

/// Returns who signs the paper, as the store's own roles are called.
pub(super) fn signing(told: Told<'_>) -> Vec<String> {
    let lang = told.lang;
    let role = |id: &str, other: &'static str| {
        let own = told.schedule.roles.iter().find(|it| it.id.as_str() == id);
        capitalised(own.map_or(other, |it| it.name.get(lang)))
    };
    let on_duty = || role("duty-manager", officer(lang));
    let mut names = match told.report.kind {
        Kind::Day | Kind::Diary => vec![on_duty()],
        Kind::Handover => {
            vec![
                lang.of("交班人", "Handed over by").into(),
                lang.of("接班人", "Taken over by").into(),
            ]
        }
        Kind::FirePatrol => {
            vec![lang.of("巡查人", "Patroller").into(), lang.of("主管人员", "Superior").into()]
        }
        Kind::FloorLog => {
            let floors = lang.of("楼层负责人", "In charge of the floor");
            vec![role("floor-supervisor", floors), on_duty()]
        }
        Kind::Sweep => {
            vec![on_duty(), role("security-supervisor", lang.of("主管", "Supervisor"))]
        }
    };
    names.push(lang.of("时间", "Time").to_owned());
    names
}

/// Returns a name as it begins a line; Chinese stays as it is.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |it| it.to_uppercase().chain(letters).collect())
}

/// Returns what whoever is on duty is called where the schedule has no role for it.
pub(super) fn officer(lang: Lang) -> &'static str {
    lang.of("值班员", "Officer on duty")
}

/// Returns what only the head of this kind says: name and value.
pub(super) fn head(told: Told<'_>) -> Vec<(String, String)> {
    let lang = told.lang;
    match told.report.kind {
        Kind::FirePatrol => {
            let floors = told.schedule.floors.iter().map(|it| it.name.get(lang));
            let floors: Vec<&str> = floors.collect();
            let form = lang.of(
                "公安部令第61号第25条；GB/T 40248-2021 附录A",
                "MPS Order 61, article 25; GB/T 40248-2021, annex A",
            );
            vec![
                (lang.of("巡查部位", "Places").to_owned(), floors.join(lang.of("、", ", "))),
                (lang.of("格式参照", "Form after").to_owned(), form.to_owned()),
            ]
        }
        Kind::Handover => handover::head(told).into_iter().collect(),
        Kind::Day | Kind::Diary | Kind::FloorLog | Kind::Sweep => Vec::new(),
    }
}
