//! The photos that a report shows: their bytes come in as an argument and are only handed on.
//!
//! It never opens a file and never takes a picture apart; who made the copies stands outside.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::photo::{Lost, Photo};

/// Copies of photos for paper, by the hash of the photo that each is a copy of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    all: BTreeMap<String, Arc<Picture>>,
}

/// The copy of a photo, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A copy for paper.
    Shown {
        /// A JPEG file with nothing beside the picture.
        jpeg: Vec<u8>,
        /// How wide it is, in pixels.
        width: u32,
        /// How high it is, in pixels.
        height: u32,
    },
    /// There is none.
    Lost(Lost),
}

impl Pictures {
    /// Adds the copy of a photo.
    pub fn add(&mut self, photo: &Photo, picture: Picture) {
        self.all.insert(photo.sha256.clone(), Arc::new(picture));
    }

    /// Returns the copy of a photo; one that nobody added is missing.
    pub(super) fn of(&self, photo: &Photo) -> Arc<Picture> {
        let missing = || Arc::new(Picture::Lost(Lost::Missing));
        self.all.get(&photo.sha256).map_or_else(missing, Arc::clone)
    }
}
