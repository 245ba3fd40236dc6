//! The doors by which tests enter.

pub(crate) mod bench;
pub(crate) mod program;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod record;
pub(crate) mod screen;
