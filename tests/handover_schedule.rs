//! `[[count]]` and `[[handover]]`: what the manual shows is read, what is wrong is explained.

use zhiban::schedule::{
    CountId, HandedTo, Lang, Minutes, RoleId, ShiftId, SourceFile, StepId, read,
};

use crate::schedule::{edited, render, valid};
use crate::schedule_faults::answer;

const MANUAL: &str = include_str!("../schedules/README.md");

/// The valid folder with more in its store.
fn with(more: &str) -> Vec<SourceFile> {
    edited("store.toml", "[answers.lock]", &format!("{more}\n\n[answers.lock]"))
}

fn example() -> &'static str {
    let blocks = MANUAL.split("```toml\n").skip(1).map(|it| it.split_once("\n```").unwrap().0);
    blocks.into_iter().find(|it| it.starts_with("# 交接班清点")).unwrap()
}

#[test]
fn the_manual_shows_what_is_counted_and_who_takes_over() {
    let files = with(example());
    let reading = read(&files).unwrap_or_else(|it| panic!("{}", render(&it, &files, Lang::En)));
    assert_eq!(reading.warnings, []);
    let schedule = reading.schedule;
    let early = schedule.handover_of(&schedule.shifts[0].id);
    assert_eq!((early.counts, early.lead), (vec![CountId::new("keys")], Minutes(20)));
    let late = schedule.handover_of(&schedule.shifts[1].id);
    assert_eq!(late.to, HandedTo::Role(RoleId::new("security-supervisor")));
    assert_eq!((late.counts.len(), late.steps.len(), late.lead), (2, 1, Minutes(15)));
}

#[test]
fn a_plain_schedule_needs_nothing() {
    let schedule = read(&crate::schedule::valid()).unwrap().schedule;
    let usual = schedule.handover_of(&schedule.shifts[0].id);
    assert_eq!((usual.to, usual.counts.len(), usual.lead), (HandedTo::Anyone, 0, Minutes(15)));
}

#[test]
fn what_is_wrong_about_handovers_is_explained() {
    let keys = "[[count]]\nid = \"keys\"\nname = \"钥匙\"\nexpect = 11\n";
    let cases: [(&str, String); 8] = [
        ("handover_shift_unknown", "[[handover]]\nshift = \"eraly\"".into()),
        (
            "handover_shift_twice",
            "[[handover]]\nshift = \"late\"\n[[handover]]\nshift = \"late\"".into(),
        ),
        ("handover_role_unknown", "[[handover]]\nshift = \"late\"\nto = \"dutymanager\"".into()),
        (
            "handover_count_unknown",
            format!("{keys}[[handover]]\nshift = \"late\"\ncounts = [\"key\"]"),
        ),
        ("handover_step_unknown", "[[handover]]\nshift = \"late\"\nsteps = [\"swep\"]".into()),
        ("handover_lead_wrong", "[[handover]]\nshift = \"late\"\nlead = 20".into()),
        ("count_negative", "[[count]]\nid = \"keys\"\nname = \"钥匙\"\nexpect = -1".into()),
        (
            "count_not_a_number",
            "[[count]]\nid = \"keys\"\nname = \"钥匙\"\nexpected = \"11\"".into(),
        ),
    ];
    for (name, more) in &cases {
        insta::assert_snapshot!(*name, answer(&with(more)));
    }
}

#[test]
fn a_handover_may_stand_beside_the_steps_that_it_names() {
    let late = "[[handover]]\nshift = \"late\"\nsteps = [\"sweep\"]\n";
    let mut files = valid();
    let phase = files.iter_mut().find(|it| it.name == "c.toml").unwrap();
    phase.bytes.extend_from_slice(format!("\n{late}").as_bytes());
    let schedule = read(&files).unwrap_or_else(|it| panic!("{}", render(&it, &files, Lang::En)));
    let rule = schedule.schedule.handover_of(&ShiftId::new("late"));
    assert_eq!(rule.steps, [StepId::new("sweep")]);
    // A second one for the same shift is a fault, in whichever file it stands.
    let store = files.iter_mut().find(|it| it.name == "store.toml").unwrap();
    store.bytes.extend_from_slice(format!("\n{late}").as_bytes());
    insta::assert_snapshot!("handover_shift_twice_in_two_files", answer(&files));
}
