//! A photo as the record knows it: by the hash of its bytes, which lie in the data folder.
//!
//! It never holds a picture: whoever shows one fetches it by its hash.

/// The most photos that one finding takes.
pub const PHOTOS_MAX: usize = 8;

/// A photo that was taken into the data folder; it is known by what its bytes hash to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Photo {
    /// The SHA-256 of the file, 64 lower-case hex digits.
    pub sha256: String,
    /// What kind of file it is.
    pub kind: PhotoKind,
    /// How long the file is.
    pub bytes: u64,
    /// How wide the stored picture is, in pixels, before it is turned upright.
    pub width: u32,
    /// How high the stored picture is, in pixels.
    pub height: u32,
}

/// What kind of file a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhotoKind {
    /// A JPEG file.
    Jpeg,
    /// A PNG file.
    Png,
}

/// Why a photo that the record names cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Its file is not there.
    Missing,
    /// Its file is not what was taken in.
    Altered,
    /// Its file cannot be read.
    Unreadable,
}

impl PhotoKind {
    /// Returns the stable word of a kind, which is also the ending of its files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

impl Photo {
    /// Returns where it lies in the data folder, with slashes: `photos/ab/abcd….jpg`.
    pub fn place(&self) -> String {
        let folder = self.sha256.get(..2).unwrap_or("xx");
        format!("photos/{folder}/{}.{}", self.sha256, self.kind.word())
    }
}
