//! The script of a practice day: a full day stands in its report, and every mistake is answered.

use std::sync::Arc;

use zhiban::commands::script::{self, Played, Trouble};
use zhiban::report::{Format, Kind, Period, Report, render};
use zhiban::schedule::{Lang, Schedule};

use crate::support::bench;
use crate::support::paper::{FULL_DAY, full_day};

fn shipped() -> Arc<Schedule> {
    bench::schedule("schedules/department-store")
}

fn run(text: &str, lang: Lang) -> Result<Played, Trouble> {
    let schedule = shipped();
    let script = script::read(text, &schedule, lang)?;
    let day = script.day.unwrap_or_else(|| "2026-11-23".parse().unwrap());
    script::play(&script, &schedule, day, lang)
}

fn handover(played: &Played, format: Format, lang: Lang) -> String {
    let (engine, entries) = (&played.engine, &played.entries);
    let (day, cutoff) = (played.day, played.ended);
    let report = Report::new(Kind::Handover, engine, entries, day, Period::Day, cutoff);
    render(&report, format, lang)
}

/// Returns a text without what a format adds between words: wraps, escapes, marks.
fn plain(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\\').collect()
}

fn trouble(line: &str, lang: Lang) -> Trouble {
    run(line, lang).expect_err("is refused")
}

#[test]
fn every_event_of_the_full_day_stands_in_the_handover_in_both_languages_and_all_formats() {
    let zh = ["漏做", "跳过", "晚回2人", "当场改正", "待整改", "紧急", "7分"];
    let en = ["missed", "skipped", "2", "spot", "critical", "7 min"];
    // Short words: columns of the plain text are wrapped.
    let both = [
        "门外两百多人",
        "功放在修",
        "应急灯",
        "电工甲",
        "2026-11-24",
        "五楼防火卷帘",
        "专人看",
        "三楼扶梯口",
        "警示",
        "施工队三人",
        "23:30",
        "保安员",
    ];
    let played = full_day();
    for (lang, words) in [(Lang::Zh, &zh[..]), (Lang::En, &en[..])] {
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
            let report = handover(played, format, lang);
            // JSON has the same things under stable words instead of the officer's.
            let json = ["missed", "skipped", "critical", "clear-except"];
            let worded = if format == Format::Json { &json[..] } else { words };
            for word in both.iter().chain(worded) {
                let found = plain(&report).contains(&plain(word));
                assert!(found, "{word} is missing in {format:?} {lang:?}:\n{report}");
            }
        }
    }
}

#[test]
fn the_full_day_leaves_one_round_missed_and_nothing_else() {
    let played = full_day();
    let report = Report::new(
        Kind::Handover,
        &played.engine,
        &played.entries,
        played.day,
        Period::Day,
        played.ended,
    );
    assert_eq!(report.not_done.len(), 2, "one missed round, one skipped item");
    assert_eq!(report.gates.len(), 1);
    assert_eq!(report.findings.len(), 3);
    assert_eq!(report.still_open.findings.len(), 2);
    let late = report.meals.iter().filter(|it| it.batch.late > 0).count();
    assert_eq!(late, 1, "one batch came back late");
}

#[test]
fn the_same_script_gives_the_same_bytes() {
    let once = handover(full_day(), Format::Html, Lang::Zh);
    let again = handover(&run(FULL_DAY, Lang::Zh).unwrap(), Format::Html, Lang::Zh);
    assert_eq!(once, again);
}

#[test]
fn broken_json_is_answered_with_line_and_column() {
    let found =
        trouble("{\"at\":\"08:20\",\"do\":\"wait\"}\n{\"at\":\"08:21\",\"do\" \"wait\"}", Lang::En);
    assert_eq!((found.line, found.column), (2, 20), "{found}");
    assert!(found.text.contains("broken JSON"), "{found}");
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest_one() {
    let line = "{\"at\":\"08:20\",\"do\":\"note\",\"txt\":\"a\",\"text\":\"b\"}";
    let found = trouble(line, Lang::Zh);
    assert_eq!((found.line, found.column), (1, 27));
    assert!(found.text.contains("是不是“text”"), "{found}");
}

#[test]
fn an_unknown_command_is_answered_with_the_nearest_one() {
    let found = trouble("{\"at\":\"08:20\",\"do\":\"anwser\"}", Lang::En);
    assert!(found.text.contains("did you mean `answer`?"), "{found}");
}

#[test]
fn a_missing_key_is_named() {
    let found = trouble("{\"at\":\"08:20\",\"do\":\"skip\",\"step\":\"welcome\"}", Lang::En);
    assert!(found.text.contains("`reason`: is missing"), "{found}");
}

#[test]
fn time_does_not_go_backwards() {
    let text = "{\"at\":\"08:30\",\"do\":\"wait\"}\n{\"at\":\"08:29\",\"do\":\"wait\"}";
    let found = trouble(text, Lang::Zh);
    assert_eq!(found.line, 2);
    assert!(found.text.contains("不能比上一行早"), "{found}");
}

#[test]
fn a_time_after_midnight_comes_after_the_evening() {
    let text =
        "{\"at\":\"23:59\",\"do\":\"wait\"}\n{\"at\":\"00:10\",\"do\":\"note\",\"text\":\"巡楼\"}";
    let played = run(text, Lang::Zh).unwrap();
    assert_eq!(played.entries.last().unwrap().happened.to_rfc3339(), "2026-11-23T16:10:00+00:00");
}

#[test]
fn a_refused_line_stops_the_script_and_is_named_with_the_reason() {
    let text = "{\"at\":\"08:20\",\"do\":\"wait\"}\n\
                {\"at\":\"08:20\",\"do\":\"answer\",\"step\":\"door-lock\",\"item\":\"locks\",\"answer\":\"sound\"}";
    let found = trouble(text, Lang::En);
    assert_eq!(found.line, 2);
    assert!(found.text.contains("door-locks"), "names the nearest step: {found}");
}

#[test]
fn a_line_may_be_meant_to_be_refused() {
    let early = "{\"at\":\"08:20\",\"do\":\"answer\",\"step\":\"doors-open\",\"item\":\"outside\",\
                 \"answer\":\"orderly\",\"expect\":\"refused\"}";
    let played = run(early, Lang::Zh).unwrap();
    let answers = played.entries.iter().filter(|it| it.id.starts_with("practice-3"));
    assert_eq!(answers.count(), 0, "a refused line writes nothing");
    let fine = "{\"at\":\"08:20\",\"do\":\"note\",\"text\":\"a\",\"expect\":\"refused\"}";
    assert!(trouble(fine, Lang::En).text.contains("meant to be refused"));
}

#[test]
fn an_answer_of_the_wrong_type_is_refused_with_advice() {
    let line = "{\"at\":\"08:31\",\"do\":\"answer\",\"step\":\"welcome\",\"item\":\"main-door\",\"answer\":[1]}";
    assert!(trouble(line, Lang::En).text.contains("schedule show"));
}

#[test]
fn findings_and_entries_are_spoken_of_by_label() {
    let text = "{\"officer\":\"值班员甲\"}\n\
        {\"at\":\"10:00\",\"do\":\"find\",\"what\":\"灯不亮\",\"floor\":\"2F\",\"label\":\"lamp\"}\n\
        {\"at\":\"10:01\",\"do\":\"assign\",\"finding\":\"lamp\",\"owner\":\"电工甲\",\"due\":1}\n\
        {\"at\":\"11:00\",\"do\":\"fix\",\"finding\":\"lamp\",\"fixed_by\":\"电工甲\",\"done\":\"换了\"}\n\
        {\"at\":\"11:05\",\"do\":\"reinspect\",\"finding\":\"lamp\",\"result\":\"right\"}\n\
        {\"at\":\"11:06\",\"do\":\"note\",\"text\":\"写错\",\"label\":\"slip\"}\n\
        {\"at\":\"11:07\",\"do\":\"correct\",\"entry\":\"slip\",\"reason\":\"笔误\",\"text\":\"写对\"}";
    let played = run(text, Lang::Zh).unwrap();
    let findings = played.engine.findings(played.ended);
    assert!(findings.iter().all(|it| !it.state.is_open()), "{findings:?}");
    let unknown =
        "{\"at\":\"10:00\",\"do\":\"fix\",\"finding\":\"lamp\",\"fixed_by\":\"a\",\"done\":\"b\"}";
    assert!(trouble(unknown, Lang::En).text.contains("no earlier line has the label"));
}

#[test]
fn days_at_the_end_of_the_calendar_are_refused() {
    assert_eq!(trouble("{\"day\":\"262142-12-31\"}", Lang::En).column, 2);
    let far = "{\"at\":\"10:00\",\"do\":\"find\",\"what\":\"a\",\"due\":4294967295}";
    assert!(trouble(far, Lang::En).text.contains("how many days"));
}

#[test]
fn a_script_puts_another_schedule_in_force_at_once_and_the_day_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for file in bench::folder("tests/fixtures/small") {
        let mut text = String::from_utf8(file.bytes).unwrap();
        text.push_str("\n# moved\n");
        std::fs::write(folder.path().join(&file.name), text).unwrap();
    }
    let path = folder.path().to_str().unwrap().replace('\\', "/");
    let line = |at: &str, reason: &str| {
        format!(
            "{{\"at\":\"{at}\",\"do\":\"put-in-force\",\"schedule\":\"{path}\",\"reason\":\"{reason}\"}}\n"
        )
    };
    let small = bench::schedule("tests/fixtures/small");
    let play = |text: &str| {
        let script = script::read(text, &small, Lang::En).unwrap();
        script::play(&script, &small, bench::DAY, Lang::En)
    };
    let played = play(&line("10:00", "a counter was moved")).unwrap();
    let last = played.entries.last().unwrap();
    let said = zhiban::words::fact(&last.fact, &small, Lang::En);
    assert!(said.contains("put in force at once (a counter was moved)"), "{said}");
    let twice = play(&(line("10:00", "moved") + &line("10:05", "again"))).unwrap_err();
    assert!(twice.text.contains("runs by this schedule already"), "{}", twice.text);
}
