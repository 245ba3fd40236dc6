//! A finding: the words first, then one key a row, then the fork.
//!
//! It never asks for more than the words: every other row has a preset that Enter takes.

use chrono::Days;

use super::when;
use super::{Form, Purpose, Row, Slot, note};
use crate::engine::Action;
use crate::engine::command::{FindingKind, FollowUp, Fork, Found, Question, Severity};
use crate::schedule::{FloorId, Named};
use crate::tui::desk::Desk;
use crate::tui::message::Wish;
use crate::words;

/// The kinds in the order of their digits.
pub(super) const KINDS: [FindingKind; 8] = [
    FindingKind::Fire,
    FindingKind::Security,
    FindingKind::Equipment,
    FindingKind::Staff,
    FindingKind::Goods,
    FindingKind::Customer,
    FindingKind::Hygiene,
    FindingKind::Other,
];

/// The severities in the order of their digits.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Critical, Severity::Major, Severity::Minor];

/// Returns the form of a finding, from a question if it came from one.
pub(crate) fn open(desk: &Desk, from: Option<Question>, what: &str) -> Form {
    let lang = desk.lang;
    let floor = from.as_ref().and_then(|it| it.floor.clone());
    let known = desk.agenda.schedule.floors.iter().position(|it| Some(&it.id) == floor.as_ref());
    let hint = lang.of("写清哪里、什么事", "where, and what is wrong");
    let rows = vec![
        Row::text(Slot::What, lang.of("发现什么", "What"), what, hint),
        floor_row(desk, known),
        Row::choice(Slot::Kind, lang.of("类别", "Kind"), kinds(desk), KINDS.len() - 1),
        Row::choice(Slot::Severity, lang.of("轻重", "Severity"), severities(desk), 2),
        Row::choice(Slot::Fork, lang.of("处理", "What now"), forks(desk), 1),
    ];
    let about = lang.of(
        "先写字，其余一键一项，回车用默认；Ctrl-S 立即保存。",
        "Words first, then one key a row. Enter keeps the preset; Ctrl-S saves.",
    );
    let title = lang.of("记问题", "Finding");
    Form::new(Purpose::Finding { from }, title, about.to_owned(), rows)
        .forking(vec![on_the_spot(desk), follow_up(desk)])
}

/// Returns the row of the floors, after "no floor": a digit takes the floor of that number.
pub(super) fn floor_row(desk: &Desk, known: Option<usize>) -> Row {
    let lang = desk.lang;
    let all = &desk.agenda.schedule.floors;
    let named = all.iter().map(|it| it.name.get(lang).to_owned());
    let names = std::iter::once(lang.of("不限楼层", "no floor").to_owned()).chain(named).collect();
    let digits = std::iter::once(Some(0)).chain(floor_digits(all)).collect();
    let chosen = known.map_or(0, |it| it + 1);
    Row::choice(Slot::Floor, lang.of("楼层", "Floor"), names, chosen).by_digits(digits)
}

/// Returns the digit of each floor: its own number where it has one, so that nobody who types 3
/// reports another floor than the third; the others take the digits that are left.
fn floor_digits(floors: &[Named<FloorId>]) -> Vec<Option<u8>> {
    let own: Vec<Option<u8>> = floors.iter().map(|it| own_digit(it.id.as_str())).collect();
    let mut left = (1..=9).filter(|it| !own.contains(&Some(*it)));
    own.iter().map(|it| it.or_else(|| left.next())).collect()
}

/// Returns the number of a floor such as `3F`, if it is one digit.
fn own_digit(id: &str) -> Option<u8> {
    let rest = id.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = &id[..id.len() - rest.len()];
    number.parse().ok().filter(|it| (1..=9).contains(it))
}

/// Returns the kinds to choose from.
pub(super) fn kinds(desk: &Desk) -> Vec<String> {
    KINDS.iter().map(|it| words::kind(*it, desk.lang).to_owned()).collect()
}

/// Returns the severities to choose from.
pub(super) fn severities(desk: &Desk) -> Vec<String> {
    SEVERITIES.iter().map(|it| words::severity(*it, desk.lang).to_owned()).collect()
}

fn forks(desk: &Desk) -> Vec<String> {
    let zh = ["当场改正", "不能当场改正"];
    desk.lang.of(zh, ["corrected on the spot", "to be followed up"]).map(str::to_owned).to_vec()
}

fn on_the_spot(desk: &Desk) -> Vec<Row> {
    let label = desk.lang.of("怎么改的", "What was done");
    let mut rows = vec![Row::text(Slot::Done, label, "", "")];
    rows.extend(last_rows(desk));
    rows
}

fn follow_up(desk: &Desk) -> Vec<Row> {
    let tomorrow = desk.agenda.day.checked_add_days(Days::new(1)).unwrap_or(desk.agenda.day);
    let mut rows = follow_up_rows(desk, &FollowUp { due: Some(tomorrow), ..FollowUp::default() });
    rows.extend(last_rows(desk));
    rows
}

/// Returns the rows of a follow-up, holding what is known of it.
pub(super) fn follow_up_rows(desk: &Desk, known: &FollowUp) -> Vec<Row> {
    let lang = desk.lang;
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let due = known.due.map(|it| it.to_string()).unwrap_or_default();
    let hint = lang.of("可不填", "optional");
    let nobody = lang.of("待定", "not yet assigned");
    vec![
        Row::offer(Slot::Owner, lang.of("谁负责", "Owner"), &text(&known.owner), nobody),
        Row::offer(Slot::Due, lang.of("期限", "Due"), &due, "2026-11-24"),
        Row::text(Slot::Interim, lang.of("临时措施", "Meanwhile"), &text(&known.interim), hint),
        Row::text(
            Slot::ReportedTo,
            lang.of("已报告谁", "Reported to"),
            &text(&known.reported_to),
            hint,
        ),
    ]
}

fn last_rows(desk: &Desk) -> [Row; 4] {
    let lang = desk.lang;
    let hint = lang.of("可不填", "optional");
    let officer = lang.of("值班员自己", "the officer");
    let files = lang.of("可不填；几个文件用 ; 隔开", "optional; part several files by ;");
    [
        Row::text(Slot::Place, lang.of("具体位置", "Place"), "", hint),
        Row::text(Slot::ReportedBy, lang.of("谁报告的", "Reported by"), "", officer),
        Row::text(Slot::Photos, lang.of("照片文件", "Photo files"), "", files),
        note::happened_row(desk),
    ]
}

/// Returns the follow-up that was typed.
pub(super) fn typed_follow_up(form: &Form, desk: &Desk) -> Result<FollowUp, String> {
    Ok(FollowUp {
        owner: form.optional(Slot::Owner),
        due: when::day(form.typed(Slot::Due), desk)?,
        interim: form.optional(Slot::Interim),
        reported_to: form.optional(Slot::ReportedTo),
    })
}

/// Returns the finding.
pub(super) fn wishes(
    form: &Form,
    desk: &Desk,
    from: Option<&Question>,
) -> Result<Vec<Wish>, String> {
    let fork = match form.chosen(Slot::Fork) {
        0 => Fork::OnTheSpot { done: form.required(Slot::Done, desk)? },
        _ => Fork::FollowUp(typed_follow_up(form, desk)?),
    };
    let found = Found {
        what: form.required(Slot::What, desk)?,
        floor: floor(form, desk),
        place: form.optional(Slot::Place),
        kind: KINDS[form.chosen(Slot::Kind).min(KINDS.len() - 1)],
        severity: SEVERITIES[form.chosen(Slot::Severity).min(SEVERITIES.len() - 1)],
        fork,
        reported_by: form.optional(Slot::ReportedBy),
        from: from.cloned(),
        photos: Vec::new(),
    };
    let happened = note::happened(form, desk)?;
    let photos = photo_files(form.typed(Slot::Photos));
    Ok(vec![Wish { happened, photos, ..desk.wish(Action::Find(found))? }])
}

/// Returns the files that were named, without the quotation marks that a terminal puts around a
/// file which is dropped on it.
pub(crate) fn photo_files(typed: &str) -> Vec<String> {
    let bare = |it: &str| it.trim().trim_matches(['\'', '"']).trim().to_owned();
    typed.split([';', '；']).map(bare).filter(|it| !it.is_empty()).collect()
}

/// Returns the floor that was chosen.
pub(super) fn floor(form: &Form, desk: &Desk) -> Option<FloorId> {
    let number = form.chosen(Slot::Floor).checked_sub(1)?;
    desk.agenda.schedule.floors.get(number).map(|it| it.id.clone())
}
