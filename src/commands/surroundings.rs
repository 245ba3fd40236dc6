//! Reads what surrounds the program: environment variables and the system's language, once.
//!
//! It decides nothing; `cli` says what stands in for what.

use crate::cli::Surroundings;

/// Returns what surrounds the program.
pub(super) fn read() -> Surroundings {
    let variable = std::env::var_os;
    Surroundings {
        schedule: variable("ZHIBAN_SCHEDULE"),
        data: variable("ZHIBAN_DATA"),
        lang: variable("ZHIBAN_LANG"),
        no_color: variable("NO_COLOR").is_some_and(|it| !it.is_empty()),
        locale: sys_locale::get_locale(),
    }
}
