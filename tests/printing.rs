//! Reports on paper: printed once whatever fails, kept, told to the record; a pretended spooler
//! answers.

use std::path::PathBuf;

use crate::support::fake_lp::FakeLp;
use crate::support::program::{Program, Ran};

const WORDS: [&str; 5] = ["report", "handover", "--day", "yesterday", "--print"];

/// A home with a record, and a pretended spooler.
struct Desk {
    program: Program,
    lp: FakeLp,
}

impl Desk {
    fn new() -> Self {
        let program = Program::new();
        assert_eq!(program.run(&["note", "灯不亮", "--by", "值班员甲"]).code, 0);
        Self { program, lp: FakeLp::new() }
    }

    fn run(&self, words: &[&str]) -> Ran {
        let path = self.lp.search_path();
        self.program.run_with(words, &[("ZHIBAN_LANG", "zh"), ("PATH", &path)])
    }

    fn print(&self) -> Ran {
        self.run(&WORDS)
    }

    /// Runs the program to be killed by its own spooler.
    fn print_and_be_killed(&self) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zhiban"));
        command.args(WORDS).env_clear().env("HOME", self.program.home());
        let status = command.env("PATH", self.lp.search_path()).output().unwrap().status;
        assert_eq!(status.code(), None, "it was not killed");
    }

    fn entries(&self) -> Vec<serde_json::Value> {
        let all = self.program.json(&["log", "--json"]);
        let all = all.as_array().unwrap().iter().filter(|it| it["kind"] == "printed");
        all.cloned().collect()
    }

    fn kept(&self) -> Vec<PathBuf> {
        let folder = self.program.path(".local/share/zhiban/reports");
        let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut all: Vec<PathBuf> = listed.map(|it| it.unwrap().path()).collect();
        all.sort();
        all
    }
}

#[test]
fn a_printed_report_is_kept_handed_over_by_handle_and_told_to_the_record() {
    let desk = Desk::new();
    let ran = desk.print();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Office-1"), "{}", ran.out);
    let calls = desk.lp.calls();
    assert!(calls[0].starts_with("-d Office -t zhiban handover "), "{calls:?}");
    assert!(calls[0].ends_with(" -H hold -o media=A4 -"), "{calls:?}");
    assert_eq!(calls[1..], ["-i Office-1 -H resume"]);
    let kept = desk.kept();
    assert_eq!(kept.len(), 1, "nothing is left of the try: {kept:?}");
    let (file, job) = (std::fs::read(&kept[0]).unwrap(), std::fs::read(desk.lp.job(1)).unwrap());
    assert!(file.starts_with(b"%PDF-") && file == job, "the job is the file that is kept");
    let entries = desk.entries();
    assert_eq!(entries.len(), 1);
    let said = entries[0]["text"]["en"].as_str().unwrap();
    assert!(said.contains("Office, job Office-1") && !said.contains("copy"), "{said}");
}

#[test]
fn a_second_print_of_the_same_report_is_marked_as_a_copy() {
    let desk = Desk::new();
    assert_eq!(desk.print().code, 0);
    let ran = desk.print();
    assert!(ran.out.contains("第 2 份"), "{}{}", ran.out, ran.err);
    let entries = desk.entries();
    let said = entries[1]["text"]["en"].as_str().unwrap();
    assert!(said.contains("copy 2"), "{said}");
    let kept = desk.kept();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert_ne!(std::fs::read(&kept[0]).unwrap(), std::fs::read(&kept[1]).unwrap());
    let hash = |it: &serde_json::Value| {
        it["text"]["en"].as_str().unwrap().rsplit(' ').next().map(str::to_owned)
    };
    assert_eq!(hash(&entries[0]), hash(&entries[1]), "both are told to be of one report");
}

#[test]
fn a_print_that_failed_half_way_is_finished_by_the_next_try_and_not_printed_twice() {
    let desk = Desk::new();
    desk.lp.set("resume-fails", "");
    let ran = desk.print();
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("reports/handover-"), "{}", ran.err);
    assert!(desk.entries().is_empty() && desk.lp.printed().is_empty());
    desk.lp.clear("resume-fails");
    assert_eq!(desk.print().code, 0);
    assert_eq!(desk.lp.printed(), ["Office-1"]);
    assert_eq!(desk.entries().len(), 1);
    assert_eq!(desk.kept().len(), 1);
}

#[test]
fn a_kill_right_after_the_paper_came_out_does_not_print_it_again() {
    let desk = Desk::new();
    desk.lp.set("dies-after-resume", "");
    desk.print_and_be_killed();
    assert_eq!(desk.lp.printed(), ["Office-1"]);
    assert!(desk.entries().is_empty(), "the record was not told yet");
    desk.lp.clear("dies-after-resume");
    assert_eq!(desk.print().code, 0);
    assert_eq!(desk.lp.printed(), ["Office-1"], "nothing came out twice");
    assert_eq!(desk.entries().len(), 1);
}

#[test]
fn a_kill_before_the_name_of_the_job_is_known_leaves_a_job_that_never_prints() {
    let desk = Desk::new();
    desk.lp.set("dies-after-submit", "");
    desk.print_and_be_killed();
    desk.lp.clear("dies-after-submit");
    assert_eq!(desk.print().code, 0);
    assert_eq!(desk.lp.printed(), ["Office-2"], "the first job stays held");
    assert_eq!(desk.entries().len(), 1);
}

#[test]
fn every_trouble_with_a_printer_has_its_message_and_keeps_the_file() {
    let stopped = "printer Office disabled since Mon Nov 23 09:00:00 2026 -\n\tPaper jam\n\
        Office accepting requests since Mon Nov 23 09:00:00 2026\n";
    let refusing = "printer Office is idle.  enabled since Mon Nov 23 09:00:00 2026\n\
        Office not accepting requests since Mon Nov 23 09:00:00 2026 -\n\tRejecting Jobs\n";
    let two = "no system default destination\nprinter One is idle.\nprinter Two is idle.\n";
    let told = |printers: &str, extra: Option<(&str, &str)>, name: Option<&str>| {
        let desk = Desk::new();
        desk.lp.set("printers", printers);
        if let Some((file, text)) = extra {
            desk.lp.set(file, text);
        }
        let ran = desk.run(&WORDS.into_iter().chain(name).collect::<Vec<_>>());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains("reports/handover-"), "{}", ran.err);
        assert!(desk.kept()[0].extension().is_some_and(|it| it == "pdf"), "{:?}", desk.kept());
        assert!(desk.entries().is_empty() && desk.lp.printed().is_empty());
        let (what, kept) = ran.err.split_once("。报告留在 ").unwrap();
        assert_eq!(kept.lines().count(), 1, "one line, for the desk: {kept}");
        what.to_owned()
    };
    let idle = crate::support::fake_lp::IDLE;
    let all = [
        told("", None, None),
        told(stopped, None, None),
        told(refusing, None, None),
        told(two, None, None),
        told(idle, None, Some("Nope")),
        told(idle, Some(("refuses", "lp: Error - too many jobs\n")), None),
        told("", Some(("service-off", "")), None),
    ];
    insta::assert_snapshot!(all.join("\n"), @r"
      错误：这台电脑上没有打印机；先在系统设置里添加
      错误：打印机“Office”停了（Paper jam）；看看纸、墨和电源，恢复后再打印
      错误：打印机“Office”现在不收任务（Rejecting Jobs）；在系统设置里恢复，或换一台
      错误：没有默认打印机；写明用哪一台，如 --print 名字：One、Two
      错误：没有叫“Nope”的打印机；可以用：Office
      错误：打印机“Office”没有收下任务：Error - too many jobs
      错误：打印服务没有运行；启动 cups 后再试
    ");
}

#[test]
fn a_machine_without_lp_says_what_to_install() {
    let desk = Desk::new();
    let ran = desk.program.run_with(&WORDS, &[("ZHIBAN_LANG", "en"), ("PATH", "/nonexistent")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cups-client") && ran.err.contains("kept as"), "{}", ran.err);
}

#[test]
fn a_printer_named_like_an_option_is_unknown() {
    let desk = Desk::new();
    let ran = desk.run(&["report", "day", "--print=-o"]);
    assert_eq!(ran.code, 2);
    assert!(desk.lp.calls().is_empty(), "{:?}", desk.lp.calls());
}

#[test]
fn the_doctor_tells_of_printers_and_prints_a_test_page_that_the_record_does_not_keep() {
    let desk = Desk::new();
    let ran = desk.run(&["doctor", "--print-test"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("Office：空闲，默认"), "{}", ran.out);
    assert_eq!(desk.lp.printed(), ["Office-1"]);
    assert!(std::fs::read(desk.lp.job(1)).unwrap().starts_with(b"%PDF-"));
    assert!(desk.entries().is_empty() && desk.kept().is_empty());
    desk.lp.set("printers", "");
    let none = desk.run(&["doctor"]);
    assert_eq!(none.code, 1, "{}", none.out);
    assert!(none.out.contains("没有打印机"), "{}", none.out);
    assert_eq!(desk.run(&["doctor", "--print-test"]).code, 2);
}

#[test]
fn the_doctor_sees_a_data_folder_that_others_can_enter_and_a_record_that_was_altered() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let data = desk.program.path(".local/share/zhiban");
    let open = |mode| std::fs::set_permissions(&data, std::fs::Permissions::from_mode(mode));
    open(0o755).unwrap();
    let ran = desk.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("chmod 700"), "{}", ran.out);
    open(0o700).unwrap();
    assert_eq!(desk.run(&["doctor"]).code, 0);
    std::fs::write(data.join("journal.db"), "nothing of the kind").unwrap();
    let broken = desk.run(&["doctor"]);
    assert_eq!(broken.code, 1, "{}", broken.out);
    assert!(broken.out.contains("! 记录"), "{}", broken.out);
    assert!(desk.lp.folder().exists());
}
