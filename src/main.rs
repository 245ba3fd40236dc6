//! Starts the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhiban::commands::run()
}
