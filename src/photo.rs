//! The bytes of a photo → what it is, and a copy that may be shown.
//!
//! It opens no file and keeps nothing. The copy is upright, of a size for paper, and holds nothing
//! but the picture: no place, no time, no name of a camera.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
};

use crate::engine::photo::PhotoKind;

/// The largest file that is taken.
pub const BYTES_MAX: u64 = 20 << 20;
/// The most pixels that are taken: a good telephone has 50 million.
pub const PIXELS_MAX: u64 = 64_000_000;
/// The longest side that is taken.
const SIDE_MAX: u32 = 20_000;
/// The most memory that taking a picture apart may need.
const MEMORY_MAX: u64 = 512 << 20;
/// The longest side of a copy that is shown: 300 dots an inch on a third of a sheet.
const SHOWN_MAX: u32 = 1_000;
/// How well a copy keeps its picture, of 100.
const QUALITY: u8 = 82;

/// Why a file is not taken as a photo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is neither a JPEG nor a PNG file.
    #[error("neither JPEG nor PNG")]
    Kind,
    /// It is larger than allowed.
    #[error("{bytes} bytes, at most {BYTES_MAX}")]
    TooLarge {
        /// How large it is.
        bytes: u64,
    },
    /// It has more pixels than allowed.
    #[error("{width} × {height} pixels, at most {PIXELS_MAX}")]
    TooManyPixels {
        /// How wide it is.
        width: u32,
        /// How high it is.
        height: u32,
    },
    /// The end of the picture is missing.
    #[error("cut off")]
    CutOff,
    /// It cannot be taken apart.
    #[error("{0}")]
    Broken(String),
}

/// What a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What kind of file it is.
    pub kind: PhotoKind,
    /// How wide the stored picture is, in pixels.
    pub width: u32,
    /// How high the stored picture is, in pixels.
    pub height: u32,
}

/// A copy of a photo that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The picture as a JPEG file without anything beside it.
    pub jpeg: Vec<u8>,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
}

/// Takes a whole photo apart to see that it is one.
///
/// # Errors
/// It is of another kind, too large, cut off or broken.
pub fn look(bytes: &[u8]) -> Result<Seen, Unfit> {
    let (kind, _, picture) = open(bytes)?;
    Ok(Seen { kind, width: picture.width(), height: picture.height() })
}

/// Returns the copy of a photo that may be shown.
///
/// # Errors
/// It is of another kind, too large, cut off or broken.
pub fn show(bytes: &[u8]) -> Result<Shown, Unfit> {
    let (_, orientation, mut picture) = open(bytes)?;
    if picture.width().max(picture.height()) > SHOWN_MAX {
        picture = picture.thumbnail(SHOWN_MAX, SHOWN_MAX);
    }
    picture.apply_orientation(orientation);
    let picture = on_white(&picture);
    let (width, height) = picture.dimensions();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .map_err(|it| Unfit::Broken(it.to_string()))?;
    Ok(Shown { jpeg, width, height })
}

fn open(bytes: &[u8]) -> Result<(PhotoKind, Orientation, DynamicImage), Unfit> {
    let broken = |it: image::ImageError| Unfit::Broken(it.to_string());
    if bytes.len() as u64 > BYTES_MAX {
        return Err(Unfit::TooLarge { bytes: bytes.len() as u64 });
    }
    let (kind, format) = match image::guess_format(bytes) {
        Ok(it @ ImageFormat::Jpeg) => (PhotoKind::Jpeg, it),
        Ok(it @ ImageFormat::Png) => (PhotoKind::Png, it),
        Ok(_) | Err(_) => return Err(Unfit::Kind),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Unfit::TooManyPixels { width, height });
    }
    // Half a JPEG would pass for a whole one with a grey end.
    if kind == PhotoKind::Jpeg && !has_end(bytes) {
        return Err(Unfit::CutOff);
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    Ok((kind, orientation, picture))
}

/// Returns whether a JPEG file has its end mark behind the beginning of its picture. The small
/// picture that cameras put in front has an end of its own, so what stands before is passed over.
fn has_end(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    while let Some([0xff, mark, high, low]) = bytes.get(at..at + 4) {
        if *mark == START_OF_SCAN {
            return bytes[at..].windows(2).any(|it| it == [0xff, 0xd9]);
        }
        at += match mark {
            // A filling byte, and marks without a length.
            0xff => 1,
            0x01 | 0xd0..=0xd8 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([*high, *low])),
        };
    }
    false
}

/// Returns the picture on white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let lay = |ink: u8| {
            let mixed = u32::from(ink) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([lay(red), lay(green), lay(blue)])
    })
}
