//! Where photos are kept: in the data folder, each under its own hash, written once and never over.
//!
//! [`Photos::take_in`] is the one way in, for findings and for answers alike: it checks the file,
//! copies it and returns what the record keeps. [`Photos::show`] and [`Photos::check`] are the ways
//! out; both look at the hash again, so that an altered photo is never shown as the one that was
//! taken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use crate::clean;
use crate::engine::photo::{Lost, Photo};
use crate::journal::chain;
use crate::photo::{self, BYTES_MAX, PIXELS_MAX, Shown, Unfit};
use crate::platform::{self, ReadFault, WriteFault};
use crate::report::{Picture, Pictures};
use crate::schedule::{Lang, Schedule};

/// The photos of one record, or of one practice.
#[derive(Debug)]
pub(super) enum Photos {
    /// In the data folder of a record.
    Folder(PathBuf),
    /// In memory, for a practice: they end with it.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// Returns a copy for paper of the store's sign; one that cannot be taken apart is left out.
pub(super) fn sign_of(schedule: &Schedule) -> Option<Picture> {
    let Shown { jpeg, width, height } = photo::show(&schedule.papers.logo.as_ref()?.bytes).ok()?;
    Some(Picture::Shown { jpeg, width, height })
}

impl Photos {
    /// Checks a file, keeps a copy under its hash, and returns what the record holds of it.
    ///
    /// The same file twice is kept once. Nothing is left behind where it fails.
    ///
    /// # Errors
    /// It cannot be read, is no photo, or cannot be kept; the message says what to do.
    pub(super) fn take_in(&mut self, file: &Path, lang: Lang) -> Result<Photo> {
        let name = clean::line(&file.display().to_string());
        let read = platform::read_whole(file, BYTES_MAX);
        let bytes = read.map_err(|it| anyhow!(unreadable(&name, &it, lang)))?;
        let seen = photo::look(&bytes).map_err(|it| anyhow!(unfit(&name, &it, lang)))?;
        let photo = Photo {
            sha256: chain::fingerprint(&bytes),
            kind: seen.kind,
            bytes: bytes.len() as u64,
            width: seen.width,
            height: seen.height,
        };
        match self {
            Self::Folder(data) => {
                keep(data, &photo, &bytes).with_context(|| {
                    let shown = clean::line(&data.join("photos").display().to_string());
                    lang.of(
                        format!("照片 {name} 没有存进 {shown}；看看磁盘满没满、能不能写"),
                        format!("the photo {name} was not kept in {shown}; see whether the disk has room and takes writing"),
                    )
                })?;
            }
            Self::Memory(all) => {
                all.insert(photo.sha256.clone(), bytes);
            }
        }
        Ok(photo)
    }

    /// Returns copies for paper of the photos that a report names.
    pub(super) fn show<'a>(&self, named: impl IntoIterator<Item = &'a Photo>) -> Pictures {
        let mut pictures = Pictures::default();
        for it in named {
            let shown =
                self.read(it).and_then(|bytes| photo::show(&bytes).map_err(|_| Lost::Unreadable));
            pictures.add(
                it,
                match shown {
                    Ok(Shown { jpeg, width, height }) => Picture::Shown { jpeg, width, height },
                    Err(lost) => Picture::Lost(lost),
                },
            );
        }
        pictures
    }

    /// Looks whether a photo is there and is the one that was taken in.
    pub(super) fn check(&self, it: &Photo) -> Result<(), Lost> {
        self.read(it).map(|_| ())
    }

    fn read(&self, it: &Photo) -> Result<Vec<u8>, Lost> {
        let bytes = match self {
            Self::Memory(all) => all.get(&it.sha256).cloned().ok_or(Lost::Missing)?,
            Self::Folder(data) => match platform::read_whole(&data.join(it.place()), it.bytes) {
                Ok(bytes) => bytes,
                Err(ReadFault::Io(fault)) if fault.kind() == std::io::ErrorKind::NotFound => {
                    return Err(Lost::Missing);
                }
                Err(ReadFault::Io(_)) => return Err(Lost::Unreadable),
                Err(ReadFault::Link | ReadFault::NotAFile | ReadFault::TooLong(_)) => {
                    return Err(Lost::Altered);
                }
            },
        };
        let same = chain::fingerprint(&bytes) == it.sha256;
        if same { Ok(bytes) } else { Err(Lost::Altered) }
    }
}

/// Writes a photo under its hash; one that is there already stays as it is.
fn keep(data: &Path, photo: &Photo, bytes: &[u8]) -> Result<()> {
    let path = data.join(photo.place());
    for folder in [&data.join("photos"), path.parent().unwrap_or(data)] {
        platform::create_private_folder(folder)?;
        // Whoever puts a link here would have the photos carried elsewhere.
        if folder.symlink_metadata()?.is_symlink() {
            return Err(WriteFault::Link.into());
        }
    }
    match platform::write_whole(&path, bytes) {
        Ok(_) => Ok(()),
        Err(WriteFault::Exists) => {
            let there = platform::read_whole(&path, photo.bytes)?;
            match chain::fingerprint(&there) == photo.sha256 {
                true => Ok(()),
                false => Err(anyhow!("{} is there and is another file", photo.place())),
            }
        }
        Err(fault) => Err(fault.into()),
    }
}

fn unreadable(name: &str, fault: &ReadFault, lang: Lang) -> String {
    match fault {
        ReadFault::Link => lang.of(
            format!("照片 {name} 是链接；写真正的文件名"),
            format!("the photo {name} is a link; name the real file"),
        ),
        ReadFault::NotAFile => lang.of(
            format!("{name} 不是文件；写照片的文件名"),
            format!("{name} is no file; name the file of the photo"),
        ),
        ReadFault::TooLong(bytes) => too_large(name, *bytes, lang),
        ReadFault::Io(fault) if fault.kind() == std::io::ErrorKind::NotFound => lang.of(
            format!("没有照片 {name}；看看文件名和文件夹"),
            format!("there is no photo {name}; see to its name and folder"),
        ),
        ReadFault::Io(fault) => {
            let why = clean::line(&fault.to_string());
            lang.of(
                format!("照片 {name} 读不出来（{why}）"),
                format!("the photo {name} cannot be read ({why})"),
            )
        }
    }
}

fn unfit(name: &str, fault: &Unfit, lang: Lang) -> String {
    match fault {
        Unfit::Kind => lang.of(
            format!("{name} 不是 JPEG 或 PNG 照片；先另存为 JPEG"),
            format!("{name} is neither a JPEG nor a PNG photo; save it as JPEG first"),
        ),
        Unfit::TooLarge { bytes } => too_large(name, *bytes, lang),
        Unfit::TooManyPixels { width, height } => {
            let most = PIXELS_MAX / 1_000_000;
            lang.of(
                format!("照片 {name} 有 {width}×{height} 点，最多 {most} 百万点；先缩小"),
                format!("the photo {name} has {width}×{height} pixels, at most {most} million; make it smaller first"),
            )
        }
        Unfit::CutOff => lang.of(
            format!("照片 {name} 不完整，后半截没有了；重新拷贝一次"),
            format!("the photo {name} is cut off; copy it again"),
        ),
        Unfit::Broken(why) => {
            let why = clean::line(why);
            lang.of(
                format!("照片 {name} 坏了，打不开（{why}）"),
                format!("the photo {name} is broken and does not open ({why})"),
            )
        }
    }
}

fn too_large(name: &str, bytes: u64, lang: Lang) -> String {
    let (size, most) = (bytes.div_ceil(1 << 20), BYTES_MAX >> 20);
    lang.of(
        format!("照片 {name} 有 {size} MiB，最多 {most} MiB；先缩小"),
        format!("the photo {name} has {size} MiB, at most {most} MiB; make it smaller first"),
    )
}
