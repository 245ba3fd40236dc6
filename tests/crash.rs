//! What was acknowledged is there after the process was killed in the middle of its work.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use zhiban::engine::Seq;
use zhiban::journal::Verdict;

use crate::support::record::{append, draft, noted, open};

const KILLS: u64 = 6;

/// The writer that is killed: this test binary runs itself with this one test in an empty folder.
#[test]
#[ignore = "it writes until it is killed; another test starts it"]
fn the_writer_that_is_killed() {
    let path = Path::new("zhiban.db");
    if !Path::new("killed-by-a-test").exists() {
        return;
    }
    let mut journal = open(path);
    let mut head = journal.head().unwrap().map(|it| it.seq);
    // Bounded, so that it ends even where nobody kills it.
    for number in 0..20_000 {
        let id = format!("{head:?}-{number}");
        let written = append(&mut journal, head, &[draft(&id, noted("记一条"))]).unwrap();
        head = written.last().map(|it| it.seq);
        // The acknowledgement: after the commit, and past every buffer of the test harness.
        let mut out = std::io::stdout().lock();
        writeln!(out, "saved {}", head.map_or(0, |it| it.0)).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("killed-by-a-test"), "").unwrap();
    for kill in 1..=KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "crash::the_writer_that_is_killed", "--nocapture"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut acknowledged = lines.filter_map(|it| it.strip_prefix("saved ")?.parse().ok());
        let seen: u64 = acknowledged.nth(usize::try_from(kill * 7).unwrap()).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let last = acknowledged.last().unwrap_or(seen);
        let journal = open(&folder.path().join("zhiban.db"));
        let head = journal.head().unwrap().unwrap().seq;
        assert!(head >= Seq(last), "acknowledged {last}, kept {head:?}");
        let Verdict::Sound(sound) = journal.verify(None).unwrap() else { panic!("damaged") };
        assert_eq!(sound.count, head.0);
    }
}
