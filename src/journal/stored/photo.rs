//! The stored form of a photo: its hash, kind and size. Its bytes lie beside the journal.
//!
//! It mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use crate::engine::command;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Photo {
    sha256: String,
    kind: PhotoKind,
    bytes: u64,
    width: u32,
    height: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PhotoKind {
    Jpeg,
    Png,
}

impl From<&command::Photo> for Photo {
    fn from(it: &command::Photo) -> Self {
        let kind = match it.kind {
            command::PhotoKind::Jpeg => PhotoKind::Jpeg,
            command::PhotoKind::Png => PhotoKind::Png,
        };
        let sha256 = it.sha256.clone();
        Self { sha256, kind, bytes: it.bytes, width: it.width, height: it.height }
    }
}

impl From<Photo> for command::Photo {
    fn from(it: Photo) -> Self {
        let kind = match it.kind {
            PhotoKind::Jpeg => command::PhotoKind::Jpeg,
            PhotoKind::Png => command::PhotoKind::Png,
        };
        Self { sha256: it.sha256, kind, bytes: it.bytes, width: it.width, height: it.height }
    }
}
