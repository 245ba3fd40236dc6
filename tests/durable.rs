//! What the system sees of an export, a photo and the file of PINs: written, through to the disk,
//! renamed, the folder through; and a new folder through with the one above it.
//!
//! The traces come from `strace`; where it is not installed, the test says that it was skipped.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use crate::support::picture::jpeg;
use crate::support::program::say;

/// Says whether a trace shows that a file came about durably, or what is missing.
fn durable(trace: &str, name: &str) -> Result<(), &'static str> {
    let calls = calls(trace);
    let renamed = calls.iter().position(|it| {
        it.starts_with("rename") && it.contains(&format!("\"{name}\"")) && it.ends_with(" = 0")
    });
    let renamed = renamed.ok_or("never renamed")?;
    let quoted: Vec<&str> = calls[renamed].split('"').collect();
    let temporary = quoted.get(1).ok_or("renamed from nothing")?;
    let opened = calls[..renamed].iter().rposition(|it| {
        it.starts_with("openat(")
            && it.contains(&format!("\"{temporary}\""))
            && ["O_CREAT", "O_EXCL", "O_NOFOLLOW", "0600"].iter().all(|flag| it.contains(flag))
    });
    let opened = opened.ok_or("not made as a new file of its owner alone")?;
    let handle = calls[opened].rsplit(" = ").next().unwrap_or_default();
    let folder = calls[opened].split(['(', ',']).nth(1).unwrap_or_default();
    let within = &calls[opened..renamed];
    let last =
        |call: &str| within.iter().rposition(|it| it.starts_with(&format!("{call}({handle}")));
    let written = last("write").ok_or("nothing was written")?;
    let synced = last("fsync").ok_or("not written through before it was renamed")?;
    if synced < written {
        return Err("written to after it was written through");
    }
    let after = format!("fsync({folder})");
    let settled = calls[renamed..].iter().any(|it| it.starts_with(&after) && it.ends_with(" = 0"));
    if settled { Ok(()) } else { Err("the folder was not written through") }
}

/// Says whether a trace shows that a new folder of a name came about durably, or what is missing.
fn durable_folder(trace: &str, name: &str) -> Result<(), &'static str> {
    let calls = calls(trace);
    let made = calls.iter().position(|it| {
        it.starts_with("mkdir") && it.contains(&format!("/{name}\"")) && it.ends_with(" = 0")
    });
    let made = made.ok_or("never made")?;
    if !calls[made].contains("0700") {
        return Err("others may enter");
    }
    let path = calls[made].split('"').nth(1).unwrap_or_default();
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    let after = &calls[made..];
    let opened = after
        .iter()
        .position(|it| it.starts_with("openat(") && it.contains(&format!("\"{above}\"")));
    let opened = opened.ok_or("the folder above was not opened")?;
    let handle = after[opened].rsplit(" = ").next().unwrap_or_default();
    let synced = format!("fsync({handle}");
    let settled = after[opened..].iter().any(|it| it.starts_with(&synced) && it.ends_with(" = 0"));
    if settled { Ok(()) } else { Err("the folder above was not written through") }
}

/// Returns the calls of a trace in the order in which they ended.
///
/// Each stands after the number of its thread. One that another thread came in between is written
/// in two lines, which are put together again.
fn calls(trace: &str) -> Vec<String> {
    let (mut calls, mut begun) = (Vec::new(), HashMap::new());
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap_or(("", line));
        let call = call.trim();
        if let Some(start) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, start);
        } else if let Some((_, end)) = call.split_once(" resumed>") {
            calls.push(format!("{}{}", begun.remove(thread).unwrap_or_default(), end));
        } else {
            calls.push(call.to_owned());
        }
    }
    calls
}

/// Traces a line of `sh` in a folder; nothing where there is no `strace` that works here.
fn traced(folder: &Path, line: &str) -> Option<String> {
    let out = folder.join("trace");
    let calls = "trace=openat,write,fsync,rename,renameat,renameat2,mkdir,mkdirat";
    let mut command = Command::new("strace");
    command.args(["-f", "-e", calls, "-o"]).arg(&out).args(["sh", "-c", line]).env_clear();
    command.env("HOME", folder).env("PATH", "/usr/bin:/bin").current_dir(folder);
    let ran = command.env("ZHIBAN", env!("CARGO_BIN_EXE_zhiban")).output().ok()?;
    let text = std::fs::read_to_string(out).unwrap_or_default();
    assert!(text.is_empty() || ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    // Where tracing is forbidden, it writes nothing.
    Some(text).filter(|it| it.contains("openat("))
}

#[test]
fn every_export_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_told() {
    let (mut count, formats) = (0, ["txt", "md", "html", "json", "pdf"]);
    for format in formats {
        let folder = tempfile::tempdir().unwrap();
        let line =
            format!("\"$ZHIBAN\" note water --by A && exec \"$ZHIBAN\" report day -o day.{format}");
        let Some(trace) = traced(folder.path(), &line) else {
            say("skipped: strace is not installed, or may not trace here");
            return;
        };
        assert_eq!(durable(&trace, &format!("day.{format}")), Ok(()), "{format}");
        count += 1;
    }
    let folder = tempfile::tempdir().unwrap();
    let trace = traced(folder.path(), "exec \"$ZHIBAN\" schedule show --write mine").unwrap();
    assert_eq!(durable(&trace, "store.toml"), Ok(()));
    say(&format!("R28: {count} of {} exports durable", formats.len()));
}

#[test]
fn a_photo_and_the_file_of_pins_are_on_the_disk_before_they_have_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let photo = jpeg(40, 30);
    std::fs::write(folder.path().join("lamp.jpg"), &photo).unwrap();
    let line = "exec \"$ZHIBAN\" note dark --by A --photo lamp.jpg";
    let Some(trace) = traced(folder.path(), line) else {
        say("skipped: strace is not installed, or may not trace here");
        return;
    };
    let hash = zhiban::journal::chain::fingerprint(&photo);
    assert_eq!(durable(&trace, &format!("{hash}.jpg")), Ok(()));
    for made in ["zhiban", "photos", &hash[..2]] {
        assert_eq!(durable_folder(&trace, made), Ok(()), "{made}");
    }
    let add = "officer add 1001 --name A --role duty-manager --choose";
    std::fs::write(folder.path().join("typed"), "804931\n804931\n").unwrap();
    let line = format!("exec \"$ZHIBAN\" {add} < typed");
    let trace = traced(folder.path(), &line).unwrap();
    assert_eq!(durable(&trace, "pins"), Ok(()));
    // Reads are not traced: whoever has the PIN in the trace has written it somewhere.
    assert!(!trace.contains("804931"), "a PIN is written");
    say("R28: 1 photo, 3 folders and 1 file of PINs durable");
}

#[test]
fn a_folder_that_is_not_written_through_is_rejected() {
    let good = "7 mkdir(\"/d/photos\", 0700) = 0\n7 openat(AT_FDCWD, \"/d\", O_RDONLY) = 4\n\
        7 fsync(4) = 0\n";
    assert_eq!(durable_folder(good, "photos"), Ok(()));
    for left_out in 0..3 {
        let kept = good.lines().enumerate().filter(|(at, _)| *at != left_out);
        let trace: Vec<&str> = kept.map(|(_, it)| it).collect();
        assert!(durable_folder(&trace.join("\n"), "photos").is_err(), "without {left_out}");
    }
    assert!(durable_folder(&good.replace("0700", "0777"), "photos").is_err());
}

#[test]
fn a_writer_that_leaves_a_step_out_is_rejected() {
    let good = "7 openat(3, \".a.part\", O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW, 0600) = 4\n\
        7 write(4, \"x\", 1) = 1\n7 fsync(4) = 0\n\
        7 renameat2(3, \".a.part\", 3, \"a\", RENAME_NOREPLACE) = 0\n7 fsync(3) = 0\n";
    assert_eq!(durable(good, "a"), Ok(()));
    // A second thread that calls in between splits a line in two.
    let split = good.replacen(
        "7 fsync(4) = 0",
        "7 fsync(4 <unfinished ...>\n8 write(1, \"y\", 1 <unfinished ...>\n\
        7 <... fsync resumed>) = 0\n8 <... write resumed>) = 1",
        1,
    );
    assert_eq!(durable(&split, "a"), Ok(()));
    let lines: Vec<&str> = good.lines().collect();
    for left_out in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != left_out);
        let trace: Vec<&str> = kept.map(|(_, it)| *it).collect();
        assert!(durable(&trace.join("\n"), "a").is_err(), "without {}", lines[left_out]);
    }
    let swapped = [lines[0], lines[2], lines[1], lines[3], lines[4]].join("\n");
    assert!(durable(&swapped, "a").is_err());
    assert!(durable(&good.replace("|O_NOFOLLOW", ""), "a").is_err());
}

#[test]
fn a_real_writer_without_fsync_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let line = "set -C; umask 077; echo x > .a.part && mv .a.part a";
    let Some(trace) = traced(folder.path(), line) else {
        say("skipped: strace is not installed, or may not trace here");
        return;
    };
    assert!(durable(&trace, "a").is_err(), "{trace}");
}
