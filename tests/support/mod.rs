//! The doors by which tests enter.

pub(crate) mod bench;
pub(crate) mod program;
pub(crate) mod record;
pub(crate) mod screen;
