//! The forms that are filed: fire patrols, diary, floor logs and sweep, of days that really ran.

use insta::assert_snapshot;
use zhiban::engine::Action;
use zhiban::engine::agenda::FindingState;
use zhiban::engine::command::{
    Answer, Corrected, Correction, FindingKind, FollowUp, Fork, Found, Proof, Severity,
    SweepOutcome,
};
use zhiban::report::{Format, Kind, Report, render, render_escpos, render_pdf, render_xlsx};
use zhiban::schedule::{FloorId, Lang};

use crate::clean::unsafe_character;
use crate::report::story::{
    found, leave_people_on_the_first_floor, report, troubled_day, work_until,
};
use crate::support::bench::{
    Bench, DAY, answer_of, on_floor, question, schedule, sign, state, sweep,
};

const KINDS: [Kind; 4] = [Kind::FirePatrol, Kind::Diary, Kind::FloorLog, Kind::Sweep];

fn whole_day() -> Bench {
    let mut bench = troubled_day();
    leave_people_on_the_first_floor(&mut bench);
    work_until(&mut bench, "07:59");
    bench
}

fn text(bench: &Bench, kind: Kind, lang: Lang) -> String {
    render(&report(bench, kind), Format::Text, lang)
}

fn json(bench: &Bench, kind: Kind) -> serde_json::Value {
    serde_json::from_str(&render(&report(bench, kind), Format::Json, Lang::Zh)).unwrap()
}

/// Returns the part of a text report that stands under a title, up to the next one.
fn part<'a>(text: &'a str, title: &str) -> &'a str {
    let from = text.find(title).unwrap_or_else(|| panic!("no {title} in {text}"));
    let rest = &text[from..];
    rest.split("\n\n").next().unwrap()
}

/// A day on which every patrol is walked but the one at 12:15.
fn patrolled() -> Bench {
    let mut bench = Bench::new();
    work_until(&mut bench, "09:15");
    bench.tell(answer_of(question("patrol", 1, "exits"), state("fault"), Some("纸箱"))).unwrap();
    let entry = bench.seq();
    let correction =
        Correction::Answer { answer: state("fine"), note: Some("纸箱已搬".to_owned()) };
    let corrected =
        Corrected { entry, reason: "看错楼层".to_owned(), correction, proof: Proof::Name };
    bench.tell(Action::Correct(corrected)).unwrap();
    bench.tell(found("疏散通道堆纸箱", Fork::OnTheSpot { done: "当场搬走".to_owned() })).unwrap();
    bench.tell(sign("patrol", 1, "guard", "保安员乙")).unwrap();
    bench.at("09:20").tell(sign("patrol", 1, "manager", "值班员甲")).unwrap();
    let up = FollowUp {
        owner: Some("电工甲".to_owned()),
        due: None,
        interim: Some("放两具灭火器".to_owned()),
        reported_to: Some("安全经理".to_owned()),
    };
    bench.at("10:00").tell(found("消火栓压力低", Fork::FollowUp(up))).unwrap();
    work_until(&mut bench, "12:14");
    bench.at("13:46");
    work_until(&mut bench, "20:59");
    bench
}

#[test]
fn a_patrol_record_names_persons_times_contents_problems_and_who_was_told() {
    let text = text(&patrolled(), Kind::FirePatrol, Lang::Zh);
    let first = part(&text, "防火巡查（第1次） 09:15");
    for word in
        ["巡查人：保安员乙（未用密码） 09:15", "主管人员：值班员甲（未用密码） 09:20", "疏散通道"]
    {
        assert!(first.replace('\n', "").contains(word), "{word}: {first}");
    }
    assert!(text.contains("原为异常"), "the old value stands beside the new one: {text}");
    let problems = part(&text, "发现的问题");
    for word in ["疏散通道堆纸箱", "当场搬走", "消火栓压力低", "已报告", "安全经理", "灭火器"]
    {
        assert!(problems.replace(['\n', ' '], "").contains(word), "{word}: {problems}");
    }
    assert_snapshot!("fire_patrol", text);
}

#[test]
fn a_missed_patrol_is_named_and_the_largest_gap_shows_its_two_ends() {
    let text = text(&patrolled(), Kind::FirePatrol, Lang::En);
    let undone = part(&text, "Not walked 1");
    assert!(undone.contains("missed") && undone.contains("12:15"), "{undone}");
    let gaps = part(&text, "Largest gaps");
    assert!(gaps.contains("10:45-13:46") && gaps.contains("limit"), "{gaps}");
}

#[test]
fn a_patrol_that_is_not_signed_has_a_line_to_sign_on() {
    let mut bench = Bench::new();
    work_until(&mut bench, "09:15");
    bench.tell(answer_of(question("patrol", 1, "exits"), state("fine"), None)).unwrap();
    bench.at("09:40");
    let text = text(&bench, Kind::FirePatrol, Lang::Zh);
    let first = part(&text, "防火巡查（第1次） 09:15");
    assert_eq!(first.matches("未签 ________").count(), 2, "{first}");
}

#[test]
fn a_filed_form_has_no_blank_cell() {
    let bench = whole_day();
    for kind in KINDS {
        for lang in [Lang::Zh, Lang::En] {
            let page = render(&report(&bench, kind), Format::Html, lang);
            assert!(page.contains("<td>"), "{kind:?}");
            assert!(!page.contains("<td></td>"), "{kind:?} {lang:?}: {page}");
        }
    }
}

#[test]
fn a_diary_has_its_four_headings_and_each_finding_once() {
    let mut bench = Bench::off(schedule("schedules/department-store"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    bench.tell(Action::TakeDesk).unwrap();
    let kinds = [
        (FindingKind::Staff, "导购员甲离岗"),
        (FindingKind::Goods, "三楼价签缺失"),
        (FindingKind::Equipment, "后场货梯异响"),
        (FindingKind::Fire, "应急灯不亮"),
    ];
    work_until(&mut bench, "10:00");
    for (kind, what) in kinds {
        let found = Found {
            what: what.to_owned(),
            floor: Some(FloorId::new("3F")),
            place: None,
            kind,
            severity: Severity::Minor,
            fork: Fork::OnTheSpot { done: "已处理".to_owned() },
            reported_by: None,
            from: None,
            photos: Vec::new(),
        };
        bench.tell(Action::Find(found)).unwrap();
    }
    work_until(&mut bench, "20:40");
    let wrote = answer_of(
        question("duty-diary", 1, "staff"),
        Answer::Text("晚班全员到岗".to_owned()),
        None,
    );
    bench.tell(wrote).unwrap();
    let value = json(&bench, Kind::Diary);
    let found: Vec<usize> = value["diary"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["findings"].as_array().unwrap().len())
        .collect();
    assert_eq!(found, [1, 1, 1, 1]);
    assert_eq!(value["diary"][0]["written"][0]["answer"], "晚班全员到岗");
    let text = text(&bench, Kind::Diary, Lang::Zh);
    let places = ["一、人员", "二、卖场", "三、后场", "四、异常及处理", "未完成", "仍未了结"];
    let at: Vec<usize> =
        places.iter().map(|it| text.rfind(&format!("\n{it}")).unwrap_or(0)).collect();
    assert!(at[..3].is_sorted(), "{at:?} {text}");
    for ((_, what), heading) in kinds.iter().zip(places) {
        assert!(text.contains(heading), "{heading}");
        assert!(text.replace('\n', "").contains(what), "{what}: {text}");
    }
    // The shipped schedule may change; the diary's form does not change with it.
    let revision = &bench.engine.schedule_of(DAY).revision;
    assert_snapshot!("diary", text.replace(&revision.as_str()[..12], "(revision)"));
}

#[test]
fn a_diary_that_names_only_its_clause_is_written_under_the_last_heading() {
    let mut bench = Bench::new();
    work_until(&mut bench, "20:00");
    let wrote = Answer::Text("空调停机一小时".to_owned());
    bench.tell(answer_of(question("diary", 1, "abnormal"), wrote, None)).unwrap();
    let value = json(&bench, Kind::Diary);
    assert_eq!(value["diary"][3]["written"][0]["answer"], "空调停机一小时");
    assert_eq!(value["diary"][0]["written"].as_array().unwrap().len(), 0);
}

#[test]
fn a_schedule_without_fire_patrols_is_not_told_as_one_that_was_walked() {
    let mut small = (*schedule("tests/fixtures/small")).clone();
    small.steps.retain(|it| it.id.as_str() != "patrol");
    let mut bench = Bench::off(std::sync::Arc::new(small));
    bench.at("20:00");
    let text = text(&bench, Kind::FirePatrol, Lang::Zh);
    assert!(text.contains("没有注明条款 61-25") && !text.contains("都巡了"), "{text}");
}

#[test]
fn a_floor_log_has_a_block_for_each_floor_with_problems_and_to_dos() {
    let bench = whole_day();
    let text = text(&bench, Kind::FloorLog, Lang::Zh);
    let from = |name: &str| {
        let at = text.find(&format!("\n{name}\n")).or(text.find(&format!("\n!! {name}\n")));
        at.unwrap_or_else(|| panic!("no {name}: {text}"))
    };
    let (second, first, basement) = (from("二楼"), from("一楼"), from("负一楼"));
    assert!(second < first && first < basement, "from the top down");
    assert!(text[second..first].contains("搬开纸箱"), "what was done");
    assert!(text[second..first].contains("待办与交接"), "what is handed over");
    assert!(text[first..basement].contains("没有发现问题。"));
    assert_eq!(text.matches("昨日销售：____________ 元").count(), 3, "a line on each floor");
    let value = json(&bench, Kind::FloorLog);
    assert_eq!(value["floor_logs"][0]["findings"].as_array().unwrap().len(), 3);
    assert_eq!(value["floor_logs"][0]["open"].as_array().unwrap().len(), 2);
}

#[test]
fn a_floor_log_shows_what_was_written_of_yesterdays_sales() {
    let mut bench = Bench::off(schedule("schedules/department-store"));
    bench.tell(Action::StartDesk { off_since: None }).unwrap();
    work_until(&mut bench, "21:29");
    let value = json(&bench, Kind::FloorLog);
    let asked = value["whole_store"].as_array().unwrap();
    let of = |item: &str| asked.iter().find(|it| it["item"] == item).unwrap();
    assert_eq!(of("sales-log")["state"], "answered");
    assert_eq!(of("by-floor")["state"], "answered");
    assert!(text(&bench, Kind::FloorLog, Lang::Zh).contains("《销售日志》"));
}

#[test]
fn a_sweep_record_names_who_stays_until_when_and_who_watches() {
    let bench = whole_day();
    let text = text(&bench, Kind::Sweep, Lang::Zh);
    let first = part(&text, "例外");
    for word in ["一楼", "电工两人", "23:30", "保安员乙"] {
        assert!(first.contains(word), "{word}: {first}");
    }
    assert!(part(&text, "\n门锁").contains("锁后门"), "{text}");
    let value = json(&bench, Kind::Sweep);
    let looked = value["looked_at"].as_array().unwrap();
    let lock: Vec<_> = looked.iter().filter(|it| it["lock"] == true).collect();
    assert_eq!(lock.len(), 1);
    assert_eq!(lock[0]["item"], "locked");
    assert_snapshot!("sweep", text);
}

#[test]
fn a_floor_that_nobody_swept_stands_among_the_exceptions() {
    let mut bench = Bench::new();
    work_until(&mut bench, "21:15");
    bench.tell(on_floor("2F", Answer::No, None)).unwrap();
    bench.tell(sweep("2F", SweepOutcome::Clear)).unwrap();
    let not = SweepOutcome::NotSwept { reason: "装修封闭".to_owned() };
    bench.tell(on_floor("1F", Answer::No, None)).unwrap();
    bench.tell(sweep("1F", not)).unwrap();
    let text = text(&bench, Kind::Sweep, Lang::Zh);
    let exceptions = part(&text, "例外");
    assert!(exceptions.contains("未清场：装修封闭"), "{exceptions}");
    assert!(exceptions.contains("负一楼") && !exceptions.contains("二楼"), "{exceptions}");
}

#[test]
fn every_form_is_written_in_every_format_without_the_other_language() {
    let mut bench = Bench::new();
    bench.officer = "Officer A";
    bench.tell(Action::TakeDesk).unwrap();
    work_until(&mut bench, "07:59");
    for kind in KINDS {
        let report = report(&bench, kind);
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Csv] {
            let out = render(&report, format, Lang::En).replace('甲', "").replace("无异常", "");
            let chinese = out.chars().find(|it| ('\u{4e00}'..='\u{9fff}').contains(it));
            assert_eq!(chinese, None, "{kind:?} {format:?}: {out}");
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(render_pdf(&report, lang).unwrap().starts_with(b"%PDF"));
            assert!(render_xlsx(&report, lang).unwrap().starts_with(b"PK"));
            assert!(render_escpos(&report, lang).starts_with(b"\x1b@"));
        }
    }
}

#[test]
fn no_line_of_a_form_is_wider_than_the_paper() {
    let bench = whole_day();
    for kind in KINDS {
        for lang in [Lang::Zh, Lang::En] {
            for line in text(&bench, kind, lang).lines() {
                assert!(zhiban::clean::width(line) <= 78, "{kind:?}: {line}");
            }
        }
    }
}

#[test]
fn a_hostile_finding_breaks_out_of_no_form() {
    let bench = whole_day();
    let hostile = "=cmd|'/C calc'!A0 \u{202e}\u{1b}[31m<script>|`,\"\u{7}".repeat(20);
    for kind in KINDS {
        let mut report: Report = report(&bench, kind);
        for finding in report.findings.iter_mut().chain(&mut report.agenda.findings) {
            finding.what = hostile.clone();
            finding.state = FindingState::OnTheSpot { done: hostile.clone() };
            finding.follow_up.owner = Some(hostile.clone());
        }
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Csv] {
            let out = render(&report, format, Lang::Zh);
            for line in out.trim_start_matches('\u{feff}').lines() {
                assert_eq!(unsafe_character(line), None, "{kind:?} {format:?}: {line}");
            }
        }
        assert!(render_pdf(&report, Lang::Zh).is_ok());
        assert!(render_xlsx(&report, Lang::Zh).is_ok());
    }
}
