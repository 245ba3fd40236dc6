//! `zhiban officer list`: who is registered, and who may sign.
//!
//! It only reads.

use anyhow::Result;
use serde::Serialize;

use crate::clean;
use crate::commands::record::Record;
use crate::commands::shell::Shell;
use crate::engine::officer::{Registered, Roster, Service};
use crate::schedule::Schedule;

/// An officer: `officer list --json`.
#[derive(Debug, Serialize)]
struct OfficerForm {
    number: String,
    name: String,
    roles: Vec<String>,
    supervises: bool,
    /// `active` or `retired`.
    state: &'static str,
    retired: Option<String>,
    /// Whether too many wrong PINs keep the officer from signing.
    disabled: bool,
    /// How many tries were wrong since the last right one.
    wrong_tries: u32,
}

pub(super) fn run(shell: &Shell, json: bool) -> Result<u8> {
    let record = Record::read(shell)?;
    let session = record.session(shell)?;
    let engine = session.engine();
    let schedule = engine.schedule_of(engine.day_of(shell.now));
    let roster = engine.roster();
    let forms: Vec<OfficerForm> = roster.officers().map(|it| form(it, roster, schedule)).collect();
    if json {
        shell.json(&forms)?;
        return Ok(0);
    }
    let lang = shell.lang;
    if forms.is_empty() {
        shell.say(lang.of(
            "还没有登记人员：签字只写名字。登记：zhiban officer add",
            "No officers: a name signs. Register them with zhiban officer add",
        ))?;
    }
    for it in roster.officers() {
        let roles: Vec<&str> = it.roles.iter().map(|it| schedule.role_name(it, lang)).collect();
        let state = match it.service {
            Service::Retired(day) => lang.of(format!("停用 {day}"), format!("retired {day}")),
            Service::Active if roster.is_disabled(&it.number) => {
                lang.of("停签", "signing disabled").to_owned()
            }
            Service::Active => lang.of("在用", "active").to_owned(),
        };
        let line = format!("{}  {}  {}  {state}", it.number, it.name.as_str(), roles.join("、"));
        shell.say(&clean::line(&line))?;
    }
    Ok(0)
}

fn form(it: &Registered, roster: &Roster, schedule: &Schedule) -> OfficerForm {
    let retired = match it.service {
        Service::Active => None,
        Service::Retired(day) => Some(day.to_string()),
    };
    OfficerForm {
        number: it.number.to_string(),
        name: it.name.as_str().to_owned(),
        roles: it.roles.iter().map(ToString::to_string).collect(),
        supervises: it.roles.iter().any(|role| schedule.supervisors.contains(role)),
        state: if retired.is_some() { "retired" } else { "active" },
        retired,
        disabled: roster.is_disabled(&it.number),
        wrong_tries: roster.wrong_in_a_row(&it.number),
    }
}
