//! Broken schedules and what is said about each, in both languages.
//!
//! Each case changes one piece of the valid folder; the whole message is in its snapshot.

use zhiban::schedule::{Lang, Severity, SourceFile, read};

use crate::schedule::{edited, render, valid};

pub(crate) fn answer(files: &[SourceFile]) -> String {
    let faults = match read(files) {
        Ok(reading) => reading.warnings,
        Err(faults) => faults,
    };
    assert!(!faults.is_empty(), "nothing was found");
    format!("{}\n\n{}\n", render(&faults, files, Lang::Zh), render(&faults, files, Lang::En))
}

/// What it is called, the file, the piece that is replaced, and what stands there then.
pub(crate) type Case = (&'static str, &'static str, &'static str, &'static str);

pub(crate) fn check(cases: &[Case]) {
    for (name, file, find, put) in cases {
        insta::assert_snapshot!(*name, answer(&edited(file, find, put)));
    }
}

#[test]
fn sixty_kinds_of_broken_schedule_are_kept_with_their_whole_message_in_both_languages() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    let kept = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let messages = kept.filter(|it| it.to_string_lossy().contains("suite__schedule_"));
    let said = messages.map(|it| std::fs::read_to_string(it).unwrap());
    let both = |it: &String| {
        let chinese = it.contains("错误: ") || it.contains("提醒: ");
        chinese && (it.contains("error: ") || it.contains("warning: "))
    };
    let count = said.filter(both).count();
    assert!(count >= 200, "only {count} kinds are kept");
}

#[test]
fn broken_toml_is_explained() {
    check(&[
        ("toml_unclosed_quote", "a.toml", "id = \"A\"", "id = \"A"),
        ("toml_curly_quotes", "a.toml", "id = \"A\"", "id = “A”"),
        ("toml_unclosed_bracket", "a.toml", "[phase]", "[phase"),
        ("toml_duplicate_key", "a.toml", "id = \"A\"", "id = \"A\"\nid = \"B\""),
        ("toml_missing_value", "a.toml", "id = \"A\"", "id ="),
        ("toml_full_width_equals", "a.toml", "id = \"A\"", "id ＝ \"A\""),
    ]);
}

#[test]
fn keys_and_types_are_explained() {
    check(&[
        ("key_unknown", "a.toml", "finish-by = \"open", "finishby = \"open"),
        ("key_unknown_far", "a.toml", "gate = true", "colour = \"red\""),
        (
            "key_missing_title",
            "a.toml",
            "title = { zh = \"查门锁\", en = \"Check door locks\" }",
            "",
        ),
        ("key_missing_due", "a.toml", "due = \"open\"", ""),
        ("key_missing_zone", "store.toml", "zone = \"Asia/Shanghai\"\n", ""),
        (
            "key_missing_en",
            "a.toml",
            "zh = \"查门锁\", en = \"Check door locks\"",
            "zh = \"查门锁\"",
        ),
        ("key_missing_phase", "a.toml", "[phase]", "[fase]"),
        ("type_number_for_text", "a.toml", "id = \"door-locks\"", "id = 7"),
        ("type_text_for_flag", "a.toml", "gate = true", "gate = \"yes\""),
        ("type_text_for_list", "a.toml", "clause = [\"A1.2\"]\nrole", "clause = \"A1.2\"\nrole"),
        ("type_bare_time", "a.toml", "due = \"staff-entry\"", "due = 08:20:00"),
        ("text_empty", "a.toml", "zh = \"逐一检查门锁\"", "zh = \" \""),
        ("text_two_lines", "a.toml", "en = \"Check each door lock\"", "en = \"Check\\neach\""),
        ("choice_unknown", "a.toml", "known = \"radio\"", "known = \"radoi\""),
        ("format_newer", "store.toml", "format = 1", "format = 2"),
        ("zone_unknown", "store.toml", "Asia/Shanghai", "Asia/Shangai"),
    ]);
}

#[test]
fn times_are_explained() {
    check(&[
        ("time_24", "store.toml", "close = \"21:30\"", "close = \"24:00\""),
        ("time_25_61", "a.toml", "due = \"staff-entry\"", "due = \"25:61\""),
        ("time_minute_61", "a.toml", "due = \"staff-entry\"", "due = \"08:61\""),
        ("time_full_width", "a.toml", "due = \"staff-entry\"", "due = \"８：２０\""),
        ("time_one_digit", "a.toml", "due = \"staff-entry\"", "due = \"8:20\""),
        ("time_dotted", "a.toml", "due = \"staff-entry\"", "due = \"8.20\""),
        ("time_chinese", "a.toml", "due = \"staff-entry\"", "due = \"8点20分\""),
        ("time_no_spaces", "a.toml", "due = \"staff-entry\"", "due = \"open-40m\""),
        ("time_unknown", "a.toml", "due = \"staff-entry\"", "due = \"staf-entry\""),
        ("time_nonsense", "a.toml", "due = \"staff-entry\"", "due = \"soon!\""),
        ("time_circle", "store.toml", "open = \"09:00\"", "open = \"staff-entry + 40m\""),
        ("time_outside_day", "a.toml", "earliest = \"open - 10m\"", "earliest = \"open - 2h\""),
        ("time_named_day_end", "store.toml", "shift-change = \"15:00\"", "day-end = \"15:00\""),
        ("time_day_starts_named", "store.toml", "day-starts = \"08:00\"", "day-starts = \"open\""),
        ("duration_negative", "b.toml", "early-by = \"10m\"", "early-by = \"-10m\""),
        ("duration_number", "b.toml", "every = \"30m\"", "every = 30"),
        ("duration_no_unit", "b.toml", "every = \"30m\"", "every = \"30\""),
        ("duration_words", "b.toml", "every = \"30m\"", "every = \"30 分钟\""),
        ("duration_too_long", "b.toml", "every = \"30m\"", "every = \"25h\""),
        ("duration_zero_every", "b.toml", "every = \"30m\"", "every = \"0m\""),
    ]);
}

#[test]
fn windows_and_rounds_are_explained() {
    check(&[
        ("window_earliest_late", "a.toml", "earliest = \"open - 10m\"", "earliest = \"open + 1m\""),
        ("window_finish_early", "a.toml", "finish-by = \"open + 5m\"", "finish-by = \"open - 5m\""),
        ("window_closes_early", "a.toml", "closes = \"open + 30m\"", "closes = \"08:25\""),
        ("window_never", "a.toml", "finish-by = \"staff-entry + 10m\"", "closes = \"staff-entry\""),
        ("repeat_with_due", "b.toml", "weight = \"legal\"", "due = \"open\""),
        ("repeat_backwards", "b.toml", "from = \"open + 30m\"", "from = \"close + 30m\""),
        ("repeat_finish_long", "b.toml", "finish-within = \"15m\"", "finish-within = \"45m\""),
        ("repeat_before_day", "b.toml", "from = \"open + 30m\"", "from = \"08:00\""),
        ("repeat_past_day", "c.toml", "finish-within = \"30m\"", "finish-within = \"2h\""),
        ("gap_zero", "b.toml", "max = \"2h\"", "max = \"0m\""),
        ("gap_not_kept", "b.toml", "max = \"2h\"", "max = \"20m\""),
        ("gap_warn_long", "b.toml", "warn = \"30m\"", "warn = \"2h\""),
        ("gap_uncovered", "b.toml", "from = \"open + 30m\"", "from = \"12:00\""),
        (
            "gap_once",
            "a.toml",
            "gate = true",
            "[step.gap]\nmax = \"2h\"\nfrom = \"open\"\nto = \"close\"",
        ),
    ]);
}

#[test]
fn names_and_references_are_explained() {
    check(&[
        ("name_step_twice", "b.toml", "id = \"round\"", "id = \"sweep\""),
        ("name_item_twice", "a.toml", "id = \"warm\"", "id = \"outside\""),
        ("name_floor_twice", "store.toml", "id = \"1F\"", "id = \"2F\""),
        ("name_role_twice", "store.toml", "id = \"security-supervisor\"", "id = \"duty-manager\""),
        ("name_shift_twice", "store.toml", "id = \"late\"", "id = \"early\""),
        ("name_phase_twice", "b.toml", "id = \"B\"", "id = \"A\""),
        ("name_ill_formed", "a.toml", "id = \"warm\"", "id = \"Hall_Warm\""),
        ("ref_step", "a.toml", "after = [\"door-locks\"]", "after = [\"door-lock\"]"),
        ("ref_self", "a.toml", "after = [\"door-locks\"]", "after = [\"doors-open\"]"),
        ("ref_role", "a.toml", "role = \"security-supervisor\"", "role = \"security\""),
        ("ref_floor", "c.toml", "[\"2F\", \"1F\", \"B1\"]", "[\"2F\", \"IF\", \"B1\"]"),
        ("ref_answer", "a.toml", "answer = \"lock\"", "answer = \"locks\""),
        ("ref_answer_number", "a.toml", "answer = \"lock\"", "answer = \"number\""),
        (
            "after_circle",
            "a.toml",
            "finish-by = \"staff",
            "after = [\"doors-open\"]\nfinish-by = \"staff",
        ),
        ("after_never", "a.toml", "after = [\"door-locks\"]", "after = [\"sweep\"]"),
    ]);
}

#[test]
fn kinds_of_work_are_explained() {
    check(&[
        ("shift_hole", "store.toml", "from = \"shift-change\"", "from = \"16:00\""),
        ("shift_overlap", "store.toml", "from = \"shift-change\"", "from = \"14:00\""),
        ("shift_end", "store.toml", "to = \"day-end\"", "to = \"07:00\""),
        ("shift_backwards", "store.toml", "to = \"day-end\"", "to = \"08:00\""),
        ("sweep_upwards", "c.toml", "[\"2F\", \"1F\", \"B1\"]", "[\"B1\", \"1F\", \"2F\"]"),
        ("sweep_empty", "c.toml", "[\"2F\", \"1F\", \"B1\"]", "[]"),
        (
            "meal_repeats",
            "b.toml",
            "due = \"11:30\"\nfinish-by = \"12:30\"",
            "repeat = { every = \"2h\", from = \"open\", to = \"close\" }",
        ),
        ("after_twice", "c.toml", "[\"sweep\"]", "[\"sweep\", \"sweep\"]"),
        ("meal_overlap", "b.toml", "from = \"12:00\"", "from = \"11:50\""),
        ("meal_backwards", "b.toml", "to = \"12:00\"", "to = \"11:00\""),
        ("sign_one", "c.toml", "[\"duty-manager\", \"security-supervisor\"]", "[\"duty-manager\"]"),
        ("sign_same", "c.toml", "[\"duty-manager\", \"sec", "[\"security-supervisor\", \"sec"),
        ("number_limits", "a.toml", "min = 18, max = 28.5", "min = 28, max = 18"),
        ("number_decimals", "a.toml", "max = 28.5", "max = 28.1234"),
        ("count_negative", "b.toml", "normal-max = 0", "normal-max = -1"),
        ("answer_two_forms", "a.toml", "{ number =", "{ count = { unit = \"x\" }, number ="),
        (
            "states_one_sided",
            "store.toml",
            "abnormal = { fault = { zh = \"锁有异常\", en = \"lock faulty\" } }",
            "",
        ),
        (
            "states_ten",
            "store.toml",
            "abnormal = { ",
            "abnormal = { a = \"a\", b = \"b\", c = \"c\", d = \"d\", e = \"e\", f = \"f\", \
             g = \"g\", h = \"h\", ",
        ),
    ]);
}

#[test]
fn a_folder_that_lacks_its_parts_is_explained() {
    let without = |name: &str| -> Vec<SourceFile> {
        valid().into_iter().filter(|it| it.name != name).collect()
    };
    insta::assert_snapshot!("folder_without_store", answer(&without("store.toml")));
    insta::assert_snapshot!("folder_empty", answer(&[]));
    let store: Vec<SourceFile> = valid().into_iter().filter(|it| it.name == "store.toml").collect();
    insta::assert_snapshot!("folder_without_steps", answer(&store));
    check(&[("step_without_items", "a.toml", ITEM, "")]);
}

const ITEM: &str = "[[step.item]]
id = \"locks\"
ask = { zh = \"逐一检查门锁\", en = \"Check each door lock\" }
clause = [\"A1.2\"]
answer = \"lock\"
gate = true
";

#[test]
fn a_file_that_is_no_text_is_explained() {
    let with = |bytes: &[u8]| {
        let mut files = valid();
        files[0].bytes = bytes.to_vec();
        answer(&files)
    };
    insta::assert_snapshot!("bytes_gbk", with(b"id = \"A\"\n# \xd6\xb5\xb0\xe0\n"));
    insta::assert_snapshot!("bytes_utf16", with(b"\xff\xfei\0d\0"));
    insta::assert_snapshot!("bytes_nul", with(b"id = \"A\"\0\n"));
    insta::assert_snapshot!("bytes_too_many", with(&vec![b'['; 10_000_000]));
}

#[test]
fn deep_and_long_files_are_answered() {
    let with = |text: String| {
        let mut files = valid();
        files[0].bytes = text.into_bytes();
        answer(&files)
    };
    insta::assert_snapshot!("deep_brackets", with(format!("a = {}", "[".repeat(10_000))));
    let answered = [
        format!("{} = 1", vec!["a"; 100_000].join(".")),
        format!("[{}]", vec!["a"; 100_000].join(".")),
        "[".repeat(1_000_000),
        format!("a = {}", "{a=".repeat(100_000)),
        "[[step]]\n".repeat(100_000),
        format!("[phase]\nid = \"A\"\ntitle = \"{}\"", "长".repeat(200_000)),
    ];
    for text in answered {
        with(text);
    }
}

#[test]
fn more_faults_than_anybody_reads_are_cut_short() {
    let mut files = valid();
    files[0].bytes.extend("\n[[step]]\nid = 1\n".repeat(400).bytes());
    let faults = read(&files).unwrap_err();
    assert_eq!(faults.len(), 201);
    insta::assert_snapshot!("capped", render(&faults[200..], &files, Lang::Zh));
}

#[test]
fn more_prompts_than_a_person_follows_are_a_warning() {
    let find = "every = \"30m\", from = \"open + 30m\", to = \"close\", \
                early-by = \"10m\", finish-within = \"15m\"";
    let put = "every = \"5m\", from = \"open\", to = \"close\"";
    let files = edited("b.toml", find, put);
    let reading = read(&files).unwrap();
    assert!(reading.warnings.iter().all(|it| it.severity == Severity::Warning));
    insta::assert_snapshot!("too_many_prompts", answer(&files));
}

#[test]
fn all_faults_of_the_folder_come_in_one_run() {
    let mut files = edited("a.toml", "due = \"open\"", "due = \"8:20\"");
    let other = edited("b.toml", "every = \"30m\"", "every = \"0m\"");
    files[1] = other[1].clone();
    let third = edited("store.toml", "Asia/Shanghai", "Mars");
    files[3] = third[3].clone();
    insta::assert_snapshot!("many_files", answer(&files));
}

#[test]
fn a_quoted_word_cannot_reach_the_terminal() {
    let put = "known = \"\\u001b[2J\\u202eradio\"";
    let files = edited("a.toml", "known = \"radio\"", put);
    let said = answer(&files);
    assert!(said.contains("�[2J�radio"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']));
    let raw = edited("a.toml", "known = \"radio\"", "known = \"\u{202e}radio\"");
    assert!(!answer(&raw).contains('\u{202e}'));
}

#[test]
fn colour_is_used_only_where_it_is_asked_for() {
    let files = edited("a.toml", "gate = true", "gate = 1");
    let fault = &read(&files).unwrap_err()[0];
    assert!(fault.render(&files, Lang::Zh, true).contains('\u{1b}'));
    assert!(!fault.render(&files, Lang::Zh, false).contains('\u{1b}'));
}

#[test]
fn a_byte_order_mark_does_not_move_the_caret() {
    let mut files = edited("a.toml", "[phase]", "[fase]");
    files[0].bytes.splice(0..0, "\u{feff}".bytes());
    let faults = read(&files).unwrap_err();
    let fault = faults.iter().find(|it| it.title.en.contains("fase")).unwrap();
    let place = fault.location(&files).unwrap();
    assert_eq!((place.line, place.column), (1, 2));
    assert!(fault.render(&files, Lang::En, false).contains("a.toml:1:2"));
}

#[test]
fn floods_of_one_mistake_are_answered_soon() {
    let word = "a-word-that-nobody-knows-and-that-is-rather-long-for-a-name";
    let list = format!("after = [{}]", format!("\"{word}\", ").repeat(12_000));
    let clauses: Vec<String> = (0..100_000).map(|it| format!("\"{it}\"")).collect();
    let clauses = format!("clause = [{}]\nrole", clauses.join(","));
    let keys: String = (0..50_000).map(|it| format!("key-{it} = 1\n")).collect();
    for (find, put) in [
        ("after = [\"door-locks\"]", list),
        ("clause = [\"A1.2\"]\nrole", clauses),
        ("gate = true", keys),
    ] {
        let files = edited("a.toml", find, &put);
        assert!(read(&files).is_err());
    }
}

#[test]
fn a_fault_is_located_in_characters() {
    let files = edited("a.toml", "zh = \"逐一检查门锁\", en = ", "zh = \"逐一检查门锁\", enn = ");
    let faults = read(&files).unwrap_err();
    let place = faults[0].location(&files).unwrap();
    assert_eq!((place.file.as_str(), place.line, place.column), ("a.toml", 17, 24));
}
