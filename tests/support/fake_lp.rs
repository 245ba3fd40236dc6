//! A pretended spooler: scripts in the place of `lp`, `lpstat` and `cancel`, told what to answer.
//!
//! It keeps every call and every job, so that a test can count what would have come out.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const LP: &str = r#"#!/bin/sh
here=$(dirname "$0")
echo "$*" >> "$here/calls"
if [ "$1" = -i ]; then
    [ -e "$here/resume-fails" ] && { echo "lp: Unable to connect." >&2; exit 1; }
    echo "$2" >> "$here/printed"
    rm -f "$here/held-$2"
    [ -e "$here/dies-after-resume" ] && kill -9 $PPID
    exit 0
fi
[ -e "$here/refuses" ] && { cat "$here/refuses" >&2; exit 1; }
number=1
while [ -e "$here/job-Office-$number" ]; do number=$((number + 1)); done
cat > "$here/job-Office-$number"
: > "$here/held-Office-$number"
[ -e "$here/dies-after-submit" ] && kill -9 $PPID
echo "request id is Office-$number (0 file(s))"
"#;

const LPSTAT: &str = r#"#!/bin/sh
here=$(dirname "$0")
if [ "$1" = -l ]; then
    for held in "$here"/held-*; do
        [ -e "$held" ] || continue
        printf '%s  officer  1024  Mon Nov 23 09:00:00 2026\n' "${held##*/held-}"
        printf '\tAlerts: job-hold-until-specified\n\tqueued for Office\n'
    done
    exit 0
fi
cat "$here/printers"
[ -e "$here/service-off" ] && { echo "lpstat: Scheduler is not running." >&2; exit 1; }
exit 0
"#;

const CANCEL: &str = "#!/bin/sh\nrm -f \"$(dirname \"$0\")/held-$1\"\n";

/// What `lpstat` says of one printer that waits for work.
pub(crate) const IDLE: &str = "system default destination: Office\n\
    printer Office is idle.  enabled since Mon Nov 23 09:00:00 2026\n\
    Office accepting requests since Mon Nov 23 09:00:00 2026\n";

/// A folder with the scripts; gone with the value.
pub(crate) struct FakeLp {
    folder: tempfile::TempDir,
}

impl FakeLp {
    pub(crate) fn new() -> Self {
        let it = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in [("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL)] {
            let path = it.folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        it.set("printers", IDLE);
        it
    }

    pub(crate) fn set(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    pub(crate) fn clear(&self, name: &str) {
        std::fs::remove_file(self.folder.path().join(name)).unwrap();
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn search_path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.folder.path().display())
    }

    pub(crate) fn job(&self, number: u32) -> PathBuf {
        self.folder.path().join(format!("job-Office-{number}"))
    }

    /// Returns every call of `lp`, a line each.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.lines("calls")
    }

    /// Returns the jobs that came out of the printer, in order.
    pub(crate) fn printed(&self) -> Vec<String> {
        self.lines("printed")
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}
