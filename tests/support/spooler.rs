//! A real spooler and a real IPP printer that nobody sees: CUPS and its printer simulator, on
//! loopback, with their own folder, settings and ports; gone with the value.
//!
//! Nothing sleeps here: the programs are asked until they answer, a counted number of times.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::program::say;

/// How often a program is asked; each asking takes some milliseconds.
const ASKS_MAX: u32 = 4_000;

/// The spooler with one printer, `Office`.
pub(crate) struct Spooler {
    folder: tempfile::TempDir,
    port: u16,
    children: Vec<Child>,
}

impl Spooler {
    /// Starts all of it; nothing where a program is missing or cannot run here, and says so.
    pub(crate) fn start() -> Option<Self> {
        let programs =
            ["cupsd", "lpadmin", "ippeveprinter", "dbus-daemon", "pdftotext", "pdftoppm"];
        if let Some(missing) = programs.into_iter().find(|it| !is_there(it)) {
            say(&format!("skipped: {missing} is not installed"));
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        // The spooler drops its rights for the filters, which must get at their files.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut it = Self { folder, port: free_port(), children: Vec::new() };
        let (printer, queue) = (free_port(), "Office");
        it.start_printer(printer);
        it.start_cups();
        let uri = format!("ipp://localhost:{printer}/ipp/print");
        let added = it.until(|it| {
            it.ask("lpadmin", &["-p", queue, "-E", "-v", &uri, "-m", "everywhere"]);
            let said = it.ask("lpstat", &["-p", queue, "-a", queue]);
            said.contains("is idle") && said.contains("accepting") && it.has_driver()
        });
        if !added {
            say(&format!(
                "skipped: the spooler or the printer simulator does not run here\n{}",
                it.log()
            ));
            return None;
        }
        Some(it)
    }

    /// Returns the name under which the spooler is asked.
    pub(crate) fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Runs a program of the spooler and returns what it said.
    pub(crate) fn ask(&self, program: &str, words: &[&str]) -> String {
        let mut command = command(program);
        let ran = command.args(words).env("CUPS_SERVER", self.server()).env("LC_ALL", "C").output();
        ran.map_or_else(|fault| fault.to_string(), |it| both(&it))
    }

    /// Returns the pages that arrived at the printer, in order.
    pub(crate) fn arrived(&self) -> Vec<PathBuf> {
        let listed = std::fs::read_dir(self.path("paper")).unwrap();
        // Beside each lies what the command of the simulator has printed: nothing.
        let all = listed.map(|it| it.unwrap().path());
        let mut all: Vec<PathBuf> =
            all.filter(|it| it.extension().is_some_and(|it| it == "pdf")).collect();
        all.sort();
        all
    }

    /// Waits until so many jobs are over and none is left; says whether that came to pass.
    pub(crate) fn finishes(&self, count: usize) -> bool {
        self.until(|it| {
            let over = it.ask("lpstat", &["-W", "completed", "-o"]).lines().count();
            over == count && it.ask("lpstat", &["-W", "not-completed", "-o"]).is_empty()
        })
    }

    /// Returns a folder with an `lp` that kills the program that calls it, once a job was let go.
    pub(crate) fn killing_lp(&self) -> PathBuf {
        let folder = self.path("killing");
        std::fs::create_dir_all(&folder).unwrap();
        let script = "#!/bin/sh\n/usr/bin/lp \"$@\" || exit 1\n\
            case \" $* \" in *' resume '*) kill -9 $PPID ;; esac\n";
        std::fs::write(folder.join("lp"), script).unwrap();
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.join("lp"), open).unwrap();
        folder
    }

    pub(crate) fn log(&self) -> String {
        let read = |name| std::fs::read_to_string(self.path(name)).unwrap_or_default();
        ["printer.log", "cupsd.log", "log/error"].map(read).join("\n")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn has_driver(&self) -> bool {
        self.path("etc/ppd/Office.ppd").exists()
    }

    fn until(&self, mut ask: impl FnMut(&Self) -> bool) -> bool {
        (0..ASKS_MAX).any(|_| ask(self))
    }

    /// Starts the simulator; it insists on a message bus, so it gets one of its own.
    fn start_printer(&mut self, port: u16) {
        std::fs::create_dir(self.path("paper")).unwrap();
        let address = format!("unix:path={}", self.path("bus").display());
        let mut bus = command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--address", &address]);
        self.spawn(&mut bus, "bus.log");
        let bus = self.path("bus");
        self.until(|it| {
            it.ask("lpstat", &["-r"]);
            bus.exists()
        });
        let mut printer = command("ippeveprinter");
        printer.args(["-n", "localhost", "-p", &port.to_string(), "-k", "-r", "off", "-s", "600"]);
        // A command of its own ends each job at once; without one the simulator pretends to be slow.
        printer
            .args(["-c", "/bin/true", "-f", "application/pdf", "-d"])
            .arg(self.path("paper"))
            .arg("Simulator");
        printer.env("DBUS_SYSTEM_BUS_ADDRESS", &address);
        self.spawn(&mut printer, "printer.log");
    }

    fn start_cups(&mut self) {
        for name in ["etc/ppd", "spool/tmp", "cache", "run", "log"] {
            std::fs::create_dir_all(self.path(name)).unwrap();
        }
        let settings = format!(
            "Listen {}\nLogLevel warn\nBrowsing No\nWebInterface No\nDefaultAuthType None\n\
             <Location />\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
            self.server()
        );
        let at = |name| self.path(name).display().to_string();
        let files = format!(
            "ServerRoot {}\nRequestRoot {}\nTempDir {}\nCacheDir {}\nStateDir {}\n\
             AccessLog {}\nErrorLog {}\nPageLog {}\n",
            at("etc"),
            at("spool"),
            at("spool/tmp"),
            at("cache"),
            at("run"),
            at("log/access"),
            at("log/error"),
            at("log/page"),
        );
        let (main, rest) = (self.path("etc/cupsd.conf"), self.path("etc/cups-files.conf"));
        std::fs::write(&main, settings).unwrap();
        std::fs::write(&rest, files).unwrap();
        let mut cups = command("cupsd");
        cups.arg("-f").arg("-c").arg(main).arg("-s").arg(rest);
        self.spawn(&mut cups, "cupsd.log");
    }

    fn spawn(&mut self, command: &mut Command, log: &str) {
        let log = std::fs::File::create(self.path(log)).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        self.children.push(command.spawn().unwrap());
    }
}

impl Drop for Spooler {
    fn drop(&mut self) {
        for child in &mut self.children {
            // Asked to end, so that it ends what it has started; only these, by their numbers.
            let _ = Command::new("kill").arg(child.id().to_string()).output();
            let _ = child.wait();
        }
    }
}

fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| program.into()));
    command.env_remove("LD_PRELOAD");
    command
}

fn is_there(program: &str) -> bool {
    find(program).is_some()
}

fn find(program: &str) -> Option<PathBuf> {
    let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    folders.into_iter().map(|it| Path::new(it).join(program)).find(|it| it.exists())
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn both(ran: &Output) -> String {
    let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
    text(&ran.stdout) + &text(&ran.stderr)
}
