//! The scales: argon2id over the PIN, then a keyed hash that binds the result to its officer.
//!
//! What a record was made with stands in it, so that heavier scales need no new file.

use argon2::{Algorithm, Argon2, Params, Version};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::PinFault;
use super::file::PinFileFault;
use super::pepper::{Pepper, PepperFault};
use crate::engine::officer::{OfficerNumber, Pin};

/// How much memory and how many passes a PIN takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What a PIN takes at a real desk: 64 MiB, four passes, one lane.
    ///
    /// RFC 9106 asks for three with this memory. Measured, three took 128 ms and four 170 ms; a try
    /// is to take 150 ms at least.
    pub const FULL: Self = Self { memory_kib: 65_536, passes: 4, lanes: 1 };

    /// Returns the parameters, unless no machine could be asked for them.
    fn params(self) -> Option<Params> {
        let sane = self.memory_kib <= 1 << 20 && self.passes <= 64 && self.lanes <= 8;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(TAG));
        params.ok().filter(|_| sane)
    }
}

/// Bytes of salt.
const SALT: usize = 16;

/// Bytes of a hash.
const TAG: usize = 32;

/// The hash of one officer's PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) number: OfficerNumber,
    pub(super) cost: Cost,
    pub(super) salt: Vec<u8>,
    pub(super) tag: Vec<u8>,
    /// Which key it takes, if any.
    pub(super) pepper: Option<String>,
}

impl Record {
    /// Weighs a PIN for the first time.
    pub(super) fn new(
        number: &OfficerNumber,
        pin: &Pin,
        cost: Cost,
        pepper: &Pepper,
    ) -> Result<Self, PinFault> {
        let mut salt = vec![0; SALT];
        getrandom::fill(&mut salt).map_err(|fault| PinFileFault::Io(fault.into()))?;
        let damaged = || PinFault::File(PinFileFault::Damaged);
        let mac = weight(number, pin, cost, &salt, pepper.key()).ok_or_else(damaged)?;
        let tag = mac.finalize().into_bytes().to_vec();
        Ok(Self { number: number.clone(), cost, salt, tag, pepper: pepper.name() })
    }

    /// Returns whether a key beside the file protects it.
    pub(super) fn is_peppered(&self) -> bool {
        self.pepper.is_some()
    }

    /// Says whether the key is the one that it was made with.
    pub(super) fn check_pepper(&self, pepper: &Pepper) -> Result<(), PepperFault> {
        match &self.pepper {
            Some(name) if Some(name) != pepper.name().as_ref() => Err(PepperFault::Absent),
            Some(_) | None => Ok(()),
        }
    }

    /// Returns the key that it was made with.
    fn key<'a>(&self, pepper: &'a Pepper) -> &'a [u8] {
        if self.is_peppered() { pepper.key() } else { &[] }
    }
}

/// Returns whether a PIN is the one of a record; without a record it takes the same time and says
/// no.
pub(super) fn weigh(
    record: Option<&Record>,
    number: &OfficerNumber,
    pin: &Pin,
    cost: Cost,
    pepper: &Pepper,
) -> bool {
    let (nobody, never) = ([0; SALT], [0; TAG]);
    let (cost, salt, key, tag) = match record {
        Some(it) => (it.cost, it.salt.as_slice(), it.key(pepper), it.tag.as_slice()),
        None => (cost, nobody.as_slice(), pepper.key(), never.as_slice()),
    };
    let mac = weight(number, pin, cost, salt, key);
    // The comparison takes the same time wherever the bytes differ.
    let same = mac.is_some_and(|it| it.verify_slice(tag).is_ok());
    same & record.is_some()
}

fn weight(
    number: &OfficerNumber,
    pin: &Pin,
    cost: Cost,
    salt: &[u8],
    key: &[u8],
) -> Option<Hmac<Sha256>> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
    let mut hash = Zeroizing::new([0; TAG]);
    argon.hash_password_into(pin.bytes(), salt, hash.as_mut()).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(b"zhiban pin 1\0");
    mac.update(number.as_str().as_bytes());
    mac.update(b"\0");
    mac.update(hash.as_ref());
    Some(mac)
}

/// Returns a PIN of six digits that nobody chose.
pub(in crate::commands) fn random_pin(number: &OfficerNumber) -> std::io::Result<Pin> {
    loop {
        let mut bytes = Zeroizing::new([0; 4]);
        getrandom::fill(bytes.as_mut())?;
        let drawn = u32::from_le_bytes(*bytes);
        // The last, incomplete million would make low numbers likelier.
        if drawn >= u32::MAX - u32::MAX % 1_000_000 {
            continue;
        }
        let pin = Pin::new(format!("{:06}", drawn % 1_000_000));
        if pin.check(number).is_ok() {
            return Ok(pin);
        }
    }
}
