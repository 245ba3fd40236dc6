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
        pepper: variable("ZHIBAN_PEPPER"),
        lang: variable("ZHIBAN_LANG"),
        no_color: variable("NO_COLOR").is_some_and(|it| !it.is_empty()),
        locale: sys_locale::get_locale(),
    }
}

/// What is known of the terminal without asking it.
pub(super) struct Terminal {
    /// Whether its letters are UTF-8.
    pub(super) utf8: bool,
    /// Whether it shows colours.
    pub(super) colours: bool,
}

/// Returns what is known of the terminal.
pub(super) fn terminal() -> Terminal {
    let named = |name| std::env::var_os(name).filter(|it| !it.is_empty());
    let letters = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(named);
    let letters = letters.map_or(String::new(), |it| it.to_string_lossy().to_lowercase());
    let dumb = named("TERM").is_none_or(|it| it == "dumb");
    Terminal {
        // Windows is told every letter as a number, whatever its settings.
        utf8: cfg!(windows) || letters.contains("utf-8") || letters.contains("utf8"),
        colours: cfg!(windows) || !dumb,
    }
}
