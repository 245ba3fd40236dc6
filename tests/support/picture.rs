//! Photos made on the spot: a telephone's JPEG with its orientation and its place, and a PNG.

use std::io::Cursor;

use image::{ImageFormat, Rgba, RgbaImage};
#[cfg(unix)]
use image::{Rgb, RgbImage};

/// What the camera writes beside the picture and nobody may find on paper.
#[cfg(unix)]
pub(crate) const SECRET: &str = "GPS 31.2304N 121.4737E";

/// A picture that is red above and blue below.
#[cfg(unix)]
fn two_colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| {
        if y < height / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 60, 200]) }
    })
}

/// A JPEG with nothing beside the picture.
#[cfg(unix)]
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    two_colours(width, height).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A JPEG as a telephone writes it: turned by a mark, and with the place where it was taken.
#[cfg(unix)]
pub(crate) fn turned_jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    // One entry, the orientation, in the bytes' big-endian order; the place stands behind it.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(SECRET.as_bytes());
    let length = u16::try_from(exif.len() + 2).unwrap();
    let plain = jpeg(width, height);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

/// A PNG that is half transparent.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgba([10, 120, 40, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}
