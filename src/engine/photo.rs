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
    /// Returns what stands for a photo that has not been taken in yet; no answer is taken with it.
    pub fn to_come() -> Self {
        Self { sha256: String::new(), kind: PhotoKind::Jpeg, bytes: 0, width: 0, height: 0 }
    }

    /// Returns whether it was taken in: it has the hash of its bytes.
    pub fn is_taken_in(&self) -> bool {
        let is_hex = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
        self.sha256.len() == 64 && self.sha256.bytes().all(is_hex)
    }

    /// Returns where it lies in the data folder, with slashes: `photos/ab/abcd….jpg`.
    pub fn place(&self) -> String {
        let folder = self.sha256.get(..2).unwrap_or("xx");
        format!("photos/{folder}/{}.{}", self.sha256, self.kind.word())
    }
}
