//! The doors by which tests enter.

pub(crate) mod bench;
#[cfg(unix)]
pub(crate) mod fake_lp;
pub(crate) mod handover;
pub(crate) mod mutate;
pub(crate) mod paper;
pub(crate) mod picture;
pub(crate) mod poppler;
pub(crate) mod program;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod record;
pub(crate) mod screen;
pub(crate) mod shelf;
pub(crate) mod signing;
#[cfg(unix)]
pub(crate) mod spooler;
