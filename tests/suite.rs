//! The one test binary: lists the modules.
