//! Files that leave the desk: whole, through to the disk, never over another one, and recorded.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use zhiban::journal::chain;

use crate::support::picture::jpeg;
use crate::support::program::{Program, say};

/// Runs a line of `sh` in a home; the program is `$ZHIBAN`.
fn shell(program: &Program, line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line]).env_clear().env("HOME", program.home());
    command.env("PATH", "/usr/sbin:/usr/bin:/bin").env("ZHIBAN_LANG", "en");
    command.env("ZHIBAN", env!("CARGO_BIN_EXE_zhiban")).current_dir(program.home());
    command.output().unwrap()
}

fn with_record() -> Program {
    let program = Program::new();
    assert_eq!(program.run(&["note", "灯不亮", "--by", "值班员甲"]).code, 0);
    program
}

fn parts(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let names = names.map(|it| it.into_string().unwrap());
    names.filter(|it| it.ends_with(".part")).collect()
}

#[test]
fn an_export_is_told_to_the_record_with_its_size_and_hash() {
    let program = with_record();
    assert_eq!(program.run(&["report", "day", "-o", "day.md"]).code, 0);
    let content = std::fs::read(program.path("day.md")).unwrap();
    let log = program.json(&["log", "--json"]);
    let entry = log.as_array().unwrap().last().unwrap();
    assert_eq!(entry["kind"], "exported");
    let said = entry["text"]["en"].as_str().unwrap();
    let hash = chain::fingerprint(&content);
    let expected =
        format!("Exported day report: day.md ({} bytes, hash {})", content.len(), &hash[..12]);
    assert_eq!(said, expected);
    assert_eq!(program.run(&["verify"]).code, 0);
}

#[test]
fn what_is_there_is_never_written_over_and_the_message_says_what_to_do() {
    let program = with_record();
    std::fs::write(program.path("day.md"), "mine").unwrap();
    let ran = program.run(&["report", "day", "-o", "day.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("换一个名字"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(program.path("day.md")).unwrap(), "mine");
    assert_eq!(parts(program.home()), [""; 0]);
    let log = program.json(&["log", "--json"]);
    assert!(log.as_array().unwrap().iter().all(|it| it["kind"] != "exported"), "{log}");
}

#[test]
fn a_link_is_neither_followed_nor_replaced() {
    let program = with_record();
    let (victim, folder) = (program.path("victim"), program.path("elsewhere"));
    std::fs::create_dir(&folder).unwrap();
    symlink(&victim, program.path("day.md")).unwrap();
    symlink(&folder, program.path("desk")).unwrap();
    for target in ["day.md", "desk/day.md", "desk/./day.md"] {
        let ran = program.run_with(&["report", "day", "-o", target], &[("ZHIBAN_LANG", "en")]);
        assert_eq!(ran.code, 2, "{target}");
        assert!(ran.err.contains("is a link"), "{target}: {}", ran.err);
    }
    assert!(!victim.exists());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_full_disk_and_a_folder_that_is_not_there_leave_nothing_half_written() {
    let program = Program::new();
    // The limit stands for a disk that is full after four kilobytes.
    let line = "trap '' XFSZ; ulimit -f 8; exec \"$ZHIBAN\" report day -o day.pdf";
    let ran = shell(&program, line);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("the disk has room"), "{said}");
    assert!(!program.path("day.pdf").exists());
    assert_eq!(parts(program.home()), [""; 0]);
    let nowhere = program.run(&["report", "day", "-o", "nowhere/day.md"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("文件夹在不在"), "{}", nowhere.err);
}

#[test]
fn a_rehearsal_writes_its_report_and_records_nothing() {
    let program = with_record();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/full-day.jsonl");
    let words = ["rehearse", "--script", script, "--headless", "--report", "day", "-o", "day.md"];
    assert_eq!(program.run(&words).code, 0);
    let log = program.json(&["log", "--json"]);
    assert!(log.as_array().unwrap().iter().all(|it| it["kind"] != "exported"), "{log}");
}

/// Returns what others could read or write below a folder, with its rights.
fn loose(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = path.symlink_metadata().unwrap();
        if about.is_symlink() {
            continue;
        }
        let (mode, allowed) =
            (about.permissions().mode() & 0o777, if about.is_dir() { 0o700 } else { 0o600 });
        if mode != allowed {
            found.push(format!("{} {mode:o}", path.display()));
        }
        if about.is_dir() {
            found.extend(loose(&path));
        }
    }
    found
}

#[test]
fn with_an_open_umask_and_hostile_links_every_file_is_private_and_no_link_is_followed() {
    let program = Program::new();
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    std::fs::write(&victim, "untouched").unwrap();
    let line = format!(
        "umask 000
        ln -s {victim} day.html; ln -s {outside} out
        \"$ZHIBAN\" note water --by A || exit 10
        ln -s {outside} .local/share/zhiban/reports
        ln -s {victim} .zhiban-$$-0.part
        \"$ZHIBAN\" report day -o day.html && exit 11
        \"$ZHIBAN\" report day -o out/day.html && exit 12
        \"$ZHIBAN\" report day --print Nope && exit 13
        \"$ZHIBAN\" schedule show --write mine || exit 14
        exec \"$ZHIBAN\" report day -o good.html",
        victim = victim.display(),
        outside = outside.path().display(),
    );
    let ran = shell(&program, &line);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "untouched");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1, "a link was followed");
    assert!(program.path("good.html").exists(), "{said}");
    let found = loose(program.home());
    say(&format!("R27: {} loose, 0 links followed, 0 written over", found.len()));
    assert_eq!(found, [""; 0]);
}

/// Returns the files below a folder that hold a text.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = path.symlink_metadata().unwrap();
        if about.is_dir() {
            found.extend(holding(&path, text));
        } else if about.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            if bytes.windows(text.len()).any(|it| it == text.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

const ADD: &str = "officer add 1001 --name A --role duty-manager --choose";

#[test]
fn photos_and_pins_follow_no_link_stay_private_and_leave_no_secret_in_any_file() {
    let program = Program::new();
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    std::fs::write(&victim, "untouched").unwrap();
    std::fs::write(program.path("lamp.jpg"), jpeg(40, 30)).unwrap();
    let line = format!(
        "umask 000; chmod 600 lamp.jpg; D=.local/share/zhiban
        add() {{ printf '804931\\n804931\\n' | \"$ZHIBAN\" {ADD}; }}
        \"$ZHIBAN\" note water --by A || exit 10
        ln -s {outside} $D/photos
        \"$ZHIBAN\" note dark --by A --photo lamp.jpg && exit 11
        rm $D/photos; ln -s ../lamp.jpg lamp-link.jpg
        \"$ZHIBAN\" note dark --by A --photo lamp-link.jpg && exit 12
        \"$ZHIBAN\" note dark --by A --photo lamp.jpg || exit 13
        ln -s {outside}/planted $D/pins.lock; add && exit 14
        rm $D/pins.lock; ln -s {victim} $D/pins; add && exit 15
        rm $D/pins; add || exit 16
        printf '804931\\n271828\\n271828\\n' | \"$ZHIBAN\" officer pin 1001 --choose || exit 17
        printf '804931\\n' | \"$ZHIBAN\" officer retire 1001 --by 1001 && exit 18
        exec \"$ZHIBAN\" verify",
        victim = victim.display(),
        outside = outside.path().display(),
    );
    let ran = shell(&program, &line);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "untouched");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1, "a link was followed");
    let data = program.path(".local/share/zhiban");
    let found = loose(&data);
    let secrets: Vec<String> =
        ["804931", "271828"].iter().flat_map(|it| holding(program.home(), it)).collect();
    say(&format!(
        "R27: photos and PINs: {} loose, 0 links followed, {} files with a PIN",
        found.len(),
        secrets.len(),
    ));
    assert_eq!((found, secrets), (Vec::new(), Vec::new()));
    // The control: the same look finds a PIN that somebody has written down.
    std::fs::write(data.join("crash.txt"), "PIN 271828 was typed").unwrap();
    assert_eq!(holding(program.home(), "271828").len(), 1);
}

#[test]
fn the_check_of_rights_finds_a_planted_file_and_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("open")).unwrap();
    std::fs::write(folder.path().join("open/file"), "").unwrap();
    let rights = |name: &str, mode| {
        let path = folder.path().join(name);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("open", 0o755);
    rights("open/file", 0o644);
    assert_eq!(loose(folder.path()).len(), 2);
}
