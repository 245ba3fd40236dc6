//! Runs a printing program with fixed words, and waits for it no longer than it may take.
//!
//! It never asks a shell.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::SpoolFault;

const LOOK_EVERY: Duration = Duration::from_millis(20);
/// Thirty seconds in all.
const LOOKS_MAX: u32 = 1_500;

/// What a program said.
pub(super) struct Said {
    pub(super) good: bool,
    pub(super) out: String,
    pub(super) err: String,
}

/// Runs a program to its end.
pub(super) fn run<S: AsRef<OsStr>>(
    program: &str,
    words: &[S],
    variables: &[(&str, &OsStr)],
    input: Option<File>,
) -> Result<Said, SpoolFault> {
    let mut command = Command::new(program);
    command.args(words).envs(variables.iter().copied());
    command.stdin(input.map_or_else(Stdio::null, Stdio::from));
    let mut child = match command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Err(SpoolFault::NoSpooler),
        Err(fault) => return Err(SpoolFault::Refused(fault.to_string())),
        Ok(child) => child,
    };
    // Both are read while the program runs, so that it never waits for us.
    let (out, err) = (listen(child.stdout.take()), listen(child.stderr.take()));
    let good = wait(&mut child)?;
    let heard = |it: thread::JoinHandle<String>| it.join().unwrap_or_default();
    Ok(Said { good, out: heard(out), err: heard(err) })
}

fn listen<R: Read + Send + 'static>(pipe: Option<R>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was heard before a fault still counts.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child) -> Result<bool, SpoolFault> {
    for _ in 0..LOOKS_MAX {
        match child.try_wait() {
            Err(fault) => return Err(SpoolFault::Refused(fault.to_string())),
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) => thread::sleep(LOOK_EVERY),
        }
    }
    // It is ours and it hangs; nothing more is to be had from it.
    let _ = child.kill();
    let _ = child.wait();
    Err(SpoolFault::NoAnswer)
}
